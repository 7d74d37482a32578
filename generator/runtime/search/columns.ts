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

/** Where each one's own begin, from how many each has. */
export function startsOf(counts: Uint32Array): Uint32Array {
  const starts = new Uint32Array(counts.length + 1);
  counts.forEach((count, at) => (starts[at + 1] = starts[at]! + count));
  return starts;
}
