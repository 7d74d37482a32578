/** People as something to search: which fields they have, and how much a hit in each says. */

import { Corpus, Numbers, START, Texts, Values, wordRow, type AnyField } from "./corpus";
import { plain, sound } from "./fold";
import type { Notes, People } from "./people";
import type { Head } from "./shards";

const FIRST_YEAR = 1940;
const ENDED = /([aiueon])\1+/g;

/** Gives the browser time for other things when some has passed; building an index must not freeze the page. */
export type Breathe = () => Promise<void>;

/** The fields of people, in steps between which the page goes on. */
export async function peopleCorpus(people: People, words: Head["words"], breathe: Breathe): Promise<Corpus> {
  const fields: AnyField[] = [];
  for (const part of [names, sounds, headlines]) {
    fields.push(await part(people, breathe));
    await breathe();
  }
  for (const part of [departments, titles, orgs, skills, places]) {
    fields.push(part(people));
    await breathe();
  }
  fields.push(...coded(people, words), ...years(people));
  return new Corpus(people.size, fields);
}

/** The fields of what people wrote beside their careers; whoever is found by these alone comes last. */
export async function noteFields(people: People, { brought, news }: Notes, breathe: Breathe): Promise<readonly AnyField[]> {
  const spells = brought.flatMap((text, spell) => (text === "" ? [] : [spell]));
  const numbers = new Uint32Array(brought.length);
  spells.forEach((spell, at) => (numbers[spell] = at + 1));
  const fold = (texts: readonly string[]): Promise<readonly string[]> => folded(texts, breathe);
  return [
    new Values("brought", 120, await fold(spells.map((spell) => brought[spell]!)), bySpell(people, (spell) => numbers[spell]!)),
    new Texts("news", 110, await fold(news.map((texts) => texts.join(" ")))),
  ];
}

/** Texts in their plain form. */
async function folded(texts: readonly string[], breathe: Breathe): Promise<readonly string[]> {
  const rows: string[] = [];
  for (const [row, text] of texts.entries()) {
    if (row % 200 === 0) await breathe();
    rows.push(plain(text));
  }
  return rows;
}

async function names({ names, former }: People, breathe: Breathe): Promise<Texts> {
  const rows: string[] = [];
  for (const [row, name] of names.entries()) {
    if (row % 500 === 0) await breathe();
    const words = [name.display, name.kana, name.romaji].map((text) => plain(text.replace(/・/g, " ")).split(" "));
    const single = words.flatMap((parts) => [...parts, parts.join(" ")]);
    const joined = words.flatMap((parts) => [parts.join(""), [...parts].reverse().join("")]);
    rows.push(wordRow(single.concat(plain(former[row] ?? "")), joined));
  }
  return new Texts("name", 1000, rows);
}

/** Readings as they sound, apart and together in both orders; vowels that meet where words do are one. */
async function sounds({ names }: People, breathe: Breathe): Promise<Texts> {
  const known = new Map<string, string>();
  const soundOf = (word: string): string => {
    const found = known.get(word) ?? sound(plain(word));
    known.set(word, found);
    return found;
  };
  const rows: string[] = [];
  for (const [row, { kana }] of names.entries()) {
    if (row % 500 === 0) await breathe();
    const parts = kana.split(/[ ・]/).map(soundOf);
    const together = [parts, [...parts].reverse()].map((one) => one.join("").replace("ou", "o").replace(ENDED, "$1"));
    rows.push(wordRow(parts, together));
  }
  return new Texts("name", 950, rows, true);
}

async function headlines({ headlines }: People, breathe: Breathe): Promise<Texts> {
  return new Texts("text", 300, await folded(headlines, breathe));
}

function departments(people: People): Values {
  const values = [...new Set(people.whats.map(({ department }) => department))].filter((value) => value !== "");
  const numbers = people.whats.map(({ department }) => values.indexOf(department) + 1);
  return new Values("dept", 360, values.map(plain), bySpell(people, (spell) => numbers[people.what[spell]! - 1] ?? 0));
}

function titles(people: People): Values {
  return new Values("title", 380, people.titles.map(plain), bySpell(people, (spell) => people.title[spell]!));
}

function orgs(people: People): Values {
  return new Values("org", 320, people.orgs.map(plain), bySpell(people, (spell) => people.org[spell]!));
}

function skills({ skills, skill }: People): Values {
  return new Values("skill", 400, skills.map(plain), byList(skill));
}

function places({ places, place }: People): Values {
  return new Values("place", 250, places.map(plain), (tell) => place.forEach((value, row) => tell(value, row)));
}

/** What is kept as codes is found by its words in every language of the site, and by the code. */
function coded(people: People, words: Head["words"]): readonly Values[] {
  const said = (facet: string, code: string): string => {
    const told = Object.values(words).flatMap((table) => table[facet]?.[code] ?? []);
    return told.length === 0 ? "" : [code, ...told].map(plain).join(START);
  };
  const languages = people.languages.map((code) => [code, ...Object.keys(words).map((locale) => nameOf(code, locale))].map(plain).join(START));
  const kinds = people.whats.map(({ kind }) => said("since", kind));
  const industries = people.whats.map(({ industry }) => (said("industry", industry)));
  const whats = bySpell(people, (spell) => people.what[spell]!);
  return [
    new Values("kind", 180, kinds, whats),
    new Values("industry", 200, industries, whats),
    new Values("lang", 150, languages, byList(people.language)),
    new Values("open", 160, people.offers.map((code) => said("offer", code)), byList(people.offer)),
  ];
}

/** The name of a language; the code where the browser has none. */
export function nameOf(language: string, locale: string): string {
  try {
    return new Intl.DisplayNames([locale], { type: "language" }).of(language) ?? language;
  } catch {
    return language;
  }
}

/** Years here: in which someone was here, joined, or left. */
function years(people: People): readonly Numbers[] {
  const { size, spells, what, whats, from, to } = people;
  const here = (name: "year" | "joined" | "left", is: (first: number, last: number | null, year: number) => boolean): Numbers =>
    new Numbers(name, 100, (year, hit) => {
      for (let row = 0; row < size; row++)
        for (let spell = spells[row]!; spell < spells[row + 1]!; spell++) {
          if (whats[what[spell]! - 1]?.kind !== "here") continue;
          const last = to[spell] ? yearOf(to[spell]! - 1) : null;
          if (is(yearOf(from[spell]!), last, year)) hit(row);
        }
    });
  return [
    here("year", (first, last, year) => first <= year && (last === null || year <= last)),
    here("joined", (first, _, year) => first === year),
    here("left", (_, last, year) => last === year),
  ];
}

function yearOf(month: number): number {
  return FIRST_YEAR + Math.floor(month / 12);
}

type Pairs = (tell: (value: number, row: number) => void) => void;

function bySpell({ size, spells }: People, value: (spell: number) => number): Pairs {
  return (tell) => {
    for (let row = 0; row < size; row++) for (let spell = spells[row]!; spell < spells[row + 1]!; spell++) tell(value(spell), row);
  };
}

function byList({ starts, items }: People["skill"]): Pairs {
  return (tell) => {
    for (let row = 0; row + 1 < starts.length; row++) for (let at = starts[row]!; at < starts[row + 1]!; at++) tell(items[at]!, row);
  };
}
