/** Careers out of the page: the columns that its readers' layers brought along, as the generator's `careers` wrote them. */

import type { Spell } from "../career/chain";

/** One spell with what is told of it. */
export interface Stay extends Spell {
  /** How she joined, for spells at the company; else empty. */
  readonly entry: string;
  readonly industry: string;
  readonly department: string;
  readonly title: string;
}

export interface Career {
  /** The code in the address of her page. */
  readonly address: string;
  readonly name: string;
  readonly spells: readonly Stay[];
}

/** What the numbers of codes and industries stand for. */
export interface Tables {
  readonly codes: readonly string[];
  readonly entries: readonly string[];
  readonly industries: readonly string[];
}

/** An element with columns: its attributes by name, and the words in it. */
export interface Source {
  readonly columns: Readonly<Record<string, string | undefined>>;
  readonly words: string;
}

/** Lists of words, which the 0 between two of them keeps apart for the search for leaks. */
interface Words {
  readonly names: readonly (string | 0)[];
  readonly departments: readonly (string | 0)[];
  readonly titles: readonly (string | 0)[];
}

function parted(column: readonly (string | 0)[]): string[] {
  return column.filter((one) => one !== 0);
}

const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const ADDRESS_LENGTH = 13;

/** The numbers of one column: base64 digits of five bits, the lowest first, a sixth bit where another digit follows. */
export function numbers(column: string): number[] {
  const found: number[] = [];
  let [value, factor] = [0, 1];
  for (const char of column) {
    const digit = DIGITS.indexOf(char);
    value += (digit & 31) * factor;
    factor *= 32;
    if (digit & 32) continue;
    found.push(value);
    [value, factor] = [0, 1];
  }
  return found;
}

function careersIn({ columns, words }: Source, { codes, entries, industries }: Tables): Career[] {
  const column = (name: string): number[] => numbers(columns[name] ?? "");
  const lists = JSON.parse(words) as Words;
  const [names, departments, titles] = [parted(lists.names), parted(lists.departments), parted(lists.titles)];
  const [code, from, months, industry, department, title] = [
    column("code"), column("from"), column("months"), column("industry"), column("department"), column("title"),
  ];
  let [at, first] = [0, 0];
  return column("count").map((count, person) => {
    let start = first;
    const spells: Stay[] = [];
    for (let n = 0; n < count; n += 1, at += 1) {
      start += from[at] ?? 0;
      if (n === 0) first = start;
      const what = codes[code[at] ?? 0] ?? "";
      const isEntry = entries.includes(what);
      const length = months[at] ?? 0;
      spells.push({
        kind: isEntry ? "here" : what,
        entry: isEntry ? what : "",
        from: start,
        until: length === 0 ? null : start + length,
        industry: industries[(industry[at] ?? 0) - 1] ?? "",
        department: departments[(department[at] ?? 0) - 1] ?? "",
        title: titles[(title[at] ?? 0) - 1] ?? "",
      });
    }
    const address = (columns["at"] ?? "").slice(person * ADDRESS_LENGTH, (person + 1) * ADDRESS_LENGTH);
    return { address, name: names[person] ?? "", spells };
  });
}

/** All careers, each once: what a narrower reader's layer tells of somebody takes the place of what a wider one's tells. */
export function careers(sources: readonly Source[], tables: Tables): Career[] {
  const all = new Map<string, Career>();
  for (const source of sources) for (const career of careersIn(source, tables)) all.set(career.address, career);
  return [...all.values()];
}
