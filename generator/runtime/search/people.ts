/** People as their columns tell them. */

import { addresses, lists, named, namedLists, numbers, several, signed, startsOf, texts, type Lists } from "./columns";
import type { Columns } from "./shards";

export interface Name {
  readonly display: string;
  readonly kana: string;
  readonly romaji: string;
}

/** A spell's kind, entry, department and industry; "" for what is not told. */
export interface What {
  readonly kind: string;
  readonly entry: string;
  readonly department: string;
  readonly industry: string;
}

/** Numbers count from 1 into the lists, 0 being none; months from January 1940. The spells of all people stand in one row. */
export interface People {
  readonly size: number;
  readonly addresses: readonly string[];
  readonly names: readonly Name[];
  readonly former: readonly string[];
  readonly headlines: readonly string[];
  readonly photos: readonly string[];
  readonly photosFor: Uint32Array;
  readonly place: Uint32Array;
  readonly language: Lists;
  readonly skill: Lists;
  readonly offer: Lists;
  readonly until: Uint32Array;
  readonly confirmed: Uint32Array;
  readonly story: Lists;
  /** The spells of person r are those from `spells[r]` to before `spells[r + 1]`. */
  readonly spells: Uint32Array;
  readonly what: Uint32Array;
  readonly title: Uint32Array;
  readonly org: Uint32Array;
  /** The first month of each spell, and the month after its last one; 0 where it goes on. */
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  readonly whats: readonly What[];
  readonly titles: readonly string[];
  readonly orgs: readonly string[];
  readonly skills: readonly string[];
  readonly places: readonly string[];
  readonly languages: readonly string[];
  readonly offers: readonly string[];
  readonly readers: readonly string[];
}

/** What people wrote beside their careers. */
export interface Notes {
  /** What each spell brought, "" for nothing told. */
  readonly brought: readonly string[];
  /** The news of each person. */
  readonly news: readonly (readonly string[])[];
}

export function notes(columns: Columns): Notes {
  return { brought: texts(columns["brought"]), news: texts(columns["news"]).map(several) };
}

export function people(columns: Columns): People {
  const headlines = texts(columns["headline"]);
  const spells = startsOf(numbers(columns["spell.n"]));
  const values = (name: string): readonly string[] => texts(columns[name]);
  const [whats, titles, orgs, skills] = [values("whats"), values("titles"), values("orgs"), values("skills")];
  const [places, languages, offers, readers] = [values("places"), values("languages"), values("offers"), values("readers")];
  const from = (name: string, among: readonly string[]): Uint32Array => named(numbers(columns[name]), among.length);
  const photosFor = from("photo_for", readers);
  return {
    size: headlines.length,
    addresses: addresses(columns["address"]),
    names: names(columns),
    former: texts(columns["former"]),
    headlines,
    photos: photos(columns, photosFor),
    photosFor,
    place: from("place", places),
    language: namedLists(columns, "language", languages),
    skill: namedLists(columns, "skill", skills),
    offer: namedLists(columns, "offer", offers),
    until: numbers(columns["until"]),
    confirmed: numbers(columns["confirmed"]),
    story: lists(columns, "story"),
    spells,
    what: from("what", whats),
    title: from("title", titles),
    org: from("org", orgs),
    ...times(columns, spells),
    whats: whats.map((text) => {
      const [kind = "", entry = "", department = "", industry = ""] = text.split("\t");
      return { kind, entry, department, industry };
    }),
    ...{ titles, orgs, skills, places, languages, offers, readers },
  };
}

/** The addresses of pictures, "" for who has none. */
function photos(columns: Columns, photosFor: Uint32Array): readonly string[] {
  const given = addresses(columns["photo"])[Symbol.iterator]();
  return Array.from(photosFor, (reader) => (reader > 0 ? String(given.next().value) : ""));
}

/** Each word of a name is told by how far it is from the one at its place in the name before. */
function names(columns: Columns): readonly Name[] {
  const words = texts(columns["names"]).map((word) => word.split("\t"));
  const steps = numbers(columns["name"]);
  let at = 0;
  let before: readonly number[] = [];
  return Array.from(numbers(columns["name.n"]), (code) => {
    const western = code % 2 === 1;
    before = Array.from({ length: code >> 1 }, (_, place) => (before[place] ?? 0) + signed(steps[at++]!));
    const parts = before.map((number) => words[number] ?? []);
    const all = (form: number): string[] => parts.map((part) => part[form] ?? "");
    const romaji = western ? all(1) : all(1).reverse();
    return { display: all(0).join(" "), kana: all(2).join(western ? "・" : " "), romaji: romaji.join(" ") };
  });
}

function times(columns: Columns, spells: Uint32Array): { from: Uint32Array; to: Uint32Array } {
  const [begin, gap, months] = [numbers(columns["begin"]), numbers(columns["gap"]), numbers(columns["months"])];
  const [from, to] = [new Uint32Array(months.length), new Uint32Array(months.length)];
  let [person, between] = [0, 0];
  for (let row = 0; row + 1 < spells.length; row++)
    for (let at = spells[row]!; at < spells[row + 1]!; at++) {
      if (at === spells[row]) from[at] = begin[person++]!;
      else {
        // Of a spell that goes on, only its beginning is an end that the next can be counted from.
        const before = to[at - 1] || from[at - 1]! + 1;
        from[at] = before + signed(gap[between++]!);
      }
      to[at] = months[at] ? from[at]! + months[at]! : 0;
    }
  return { from, to };
}
