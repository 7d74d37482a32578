/** People as their columns tell them. */

import { addresses, lists, numbers, startsOf, texts, type Lists } from "./columns";
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

export function people(columns: Columns): People {
  const headlines = texts(columns["headline"]);
  const spells = startsOf(numbers(columns["spell.n"]));
  return {
    size: headlines.length,
    addresses: addresses(columns["address"]),
    names: names(columns),
    former: texts(columns["former"]),
    headlines,
    photos: texts(columns["photo"]),
    photosFor: numbers(columns["photo_for"]),
    place: numbers(columns["place"]),
    language: lists(columns, "language"),
    skill: lists(columns, "skill"),
    offer: lists(columns, "offer"),
    until: numbers(columns["until"]),
    confirmed: numbers(columns["confirmed"]),
    story: lists(columns, "story"),
    spells,
    what: numbers(columns["what"]),
    title: numbers(columns["title"]),
    org: numbers(columns["org"]),
    ...times(columns, spells),
    whats: texts(columns["whats"]).map((text) => {
      const [kind = "", entry = "", department = "", industry = ""] = text.split("\t");
      return { kind, entry, department, industry };
    }),
    titles: texts(columns["titles"]),
    orgs: texts(columns["orgs"]),
    skills: texts(columns["skills"]),
    places: texts(columns["places"]),
    languages: texts(columns["languages"]),
    offers: texts(columns["offers"]),
    readers: texts(columns["readers"]),
  };
}

function names(columns: Columns): readonly Name[] {
  const words = texts(columns["names"]).map((word) => word.split("\t"));
  const { starts, items } = lists(columns, "name");
  return Array.from({ length: starts.length - 1 }, (_, row) => {
    const own = items.subarray(starts[row], starts[row + 1]);
    const western = own[0] === 0;
    const parts = [...(western ? own.subarray(1) : own)].map((number) => words[number - 1] ?? []);
    const all = (at: number): string[] => parts.map((part) => part[at] ?? "");
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
        const code = gap[between++]!;
        // Of a spell that goes on, only its beginning is an end that the next can be counted from.
        const before = to[at - 1] || from[at - 1]! + 1;
        from[at] = before + (code % 2 === 0 ? code / 2 : -(code + 1) / 2);
      }
      to[at] = months[at] ? from[at]! + months[at]! : 0;
    }
  return { from, to };
}
