/** Columns back into what they say, see docs/search-format.md. */

import type { Column, Columns } from "./shards";

const ZERO = 0x23;
const SURROGATES = 0xd800;

/** A column of numbers. */
export function numbers(column: Column | undefined): Uint32Array {
  const text = typeof column === "string" ? column : "";
  const found = new Uint32Array(text.length);
  let count = 0;
  for (let at = 0; at < text.length; at++) {
    let code = text.charCodeAt(at);
    if (code >= SURROGATES) {
      code = text.codePointAt(at)!;
      if (code > 0xffff) at++;
      code -= 0x800;
    }
    found[count++] = code - ZERO;
  }
  return found.subarray(0, count);
}

/** What a column says where there is no value, and where it is the next of those that occur once. */
const [NONE, NEXT] = [0, 1];

/** Numbers of a dictionary of this many values as they count from 1, 0 being none: those that occur once stand at its end. */
export function named(codes: Uint32Array, size: number): Uint32Array {
  let once = size - count(codes, NEXT);
  return codes.map((code) => (code === NONE ? 0 : code === NEXT ? ++once : code - 1));
}

function count(codes: Uint32Array, wanted: number): number {
  return codes.reduce((sum, code) => sum + Number(code === wanted), 0);
}

/** Numbers that may be negative, which are odd ones then. */
export function signed(code: number): number {
  return code % 2 === 0 ? code / 2 : -(code + 1) / 2;
}

/** The dictionary of words, and how the names of columns end whose texts are words of it. */
const [LEXICON, ENDING] = ["lexicon", ".words"];

/** The columns with the texts that were in words by number. */
export function outOfWords(columns: Columns): Columns {
  const lexicon = texts(columns[LEXICON]);
  const rows = Object.entries(columns).flatMap(([name, column]) => (name.endsWith(ENDING) ? [[name.slice(0, -ENDING.length), numbers(column)] as const] : []));
  let once = lexicon.length - rows.reduce((sum, [, row]) => sum + count(row, NEXT), 0);
  const told = rows.map(([name, row]) => {
    const found: string[] = [];
    let text = "";
    for (const code of row) {
      if (code !== NONE) text += lexicon[code === NEXT ? once++ : code - NEXT - 1];
      else {
        found.push(text);
        text = "";
      }
    }
    return [name, found] as const;
  });
  return { ...columns, ...Object.fromEntries(told) };
}

/** Stands between several texts in one. */
const BETWEEN = "\n0\n";

/** A column of texts, which have numbers between them. */
export function texts(column: Column | undefined): readonly string[] {
  return Array.isArray(column) ? (column as readonly unknown[]).filter((one): one is string => typeof one === "string") : [];
}

/** Several texts in one. */
export function several(text: string): readonly string[] {
  return text === "" ? [] : text.split(BETWEEN);
}

/** Addresses of 13 characters each. */
export function addresses(column: Column | undefined): readonly string[] {
  return typeof column === "string" ? (column.match(/.{13}/g) ?? []) : [];
}

/** Several numbers for each: those of r are `items[starts[r]]` to before `items[starts[r + 1]]`. */
export interface Lists {
  readonly starts: Uint32Array;
  readonly items: Uint32Array;
}

export function lists(columns: Columns, name: string): Lists {
  return { starts: startsOf(numbers(columns[`${name}.n`])), items: numbers(columns[name]) };
}

/** The same where the numbers name values of a dictionary. */
export function namedLists(columns: Columns, name: string, values: readonly string[]): Lists {
  const { starts, items } = lists(columns, name);
  return { starts, items: named(items, values.length) };
}

/** Where each one's own begin, from how many each has. */
export function startsOf(counts: Uint32Array): Uint32Array {
  const starts = new Uint32Array(counts.length + 1);
  counts.forEach((count, at) => (starts[at + 1] = starts[at]! + count));
  return starts;
}
