/**
 * Things to be found, and the fields in which they are: each field is one long text with all rows behind one another, in
 * which the browser's own `indexOf` finds any part of any word. Nothing is cut into words, so no cut can be the wrong one.
 */

import { startsOf } from "./columns";
import type { FieldName, Word } from "./query";

/** Ends a row. */
const END = "\n";
const LEAST_WITHIN = 4;
/** Stands before each word of a row that one may type the beginning of. */
export const START = "\u0001";
/** Stands before words that were put together, within which letters of two words meet by chance. */
export const JOINED = "\u0002";

/** What stands before the beginnings of words, the most telling last: the last hit of a row counts. */
const BEFORE_WORDS = [" ", JOINED, START, END];

/** A row of words, and of words that were put together. */
export function wordRow(words: readonly string[], joined: readonly string[]): string {
  return START + words.join(START) + JOINED + joined.join(JOINED) + START;
}

/** How much a hit in a field says, beside other fields. */
export interface Field {
  readonly name: FieldName | "text";
  readonly weight: number;
  /** Whether the field holds sounds, not plain text. */
  readonly sounds: boolean;
  scan(needle: string, word: Word, hit: (row: number, score: number) => void): void;
  /** The Latin words of the field, for words with a typing error. */
  words(): Iterable<string>;
}

/** A field with a text of its own for each row. */
export class Texts implements Field {
  private readonly text: string;
  private readonly starts: Uint32Array;

  constructor(
    readonly name: Field["name"],
    readonly weight: number,
    rows: readonly string[],
    readonly sounds = false,
  ) {
    // A row begins after an end, the first one too.
    this.text = END + rows.join(END) + END;
    this.starts = startsOf(Uint32Array.from(rows, (row) => row.length + 1));
  }

  scan(needle: string, word: Word, hit: (row: number, score: number) => void): void {
    if (word.atStart) for (const before of BEFORE_WORDS) this.walk(before + needle, hit, () => (before === " " ? 0.5 : 0.9));
    else this.walk(needle, hit, (at, end) => best(this.text, needle, at, end, this.name === "name"));
  }

  /** Calls `hit` once for each row that has the needle; `worth` says what its first place in the row, or any after it, is. */
  private walk(needle: string, hit: (row: number, score: number) => void, worth: (at: number, end: number) => number): void {
    const { text, starts } = this;
    let row = 0;
    for (let at = text.indexOf(needle); at >= 0; ) {
      row = rowAt(starts, at, row);
      const end = starts[row + 1]!;
      const score = worth(at, end + 1);
      if (score > 0) hit(row, score * this.weight);
      at = text.indexOf(needle, Math.max(end, at + 1));
    }
  }

  /** Whether a row has a needle. */
  has(row: number, needle: string): boolean {
    const at = this.text.indexOf(needle, this.starts[row]);
    return at >= 0 && at <= this.starts[row + 1]!;
  }

  *words(): Iterable<string> {
    if (!this.sounds) for (const [word] of this.text.matchAll(/[a-z]{4,}/g)) yield word;
  }
}

/** A field of which many rows have the same values: looked for in the values, and told for the rows that have them. */
export class Values implements Field {
  readonly sounds = false;
  private readonly texts: Texts;
  private readonly starts: Uint32Array;
  private readonly rows: Uint32Array;

  /** `pairs` gives, to the function that it is given, each number of a value (from 1) with a row that has it. */
  constructor(
    readonly name: FieldName,
    readonly weight: number,
    values: readonly string[],
    pairs: (tell: (value: number, row: number) => void) => void,
  ) {
    this.texts = new Texts(name, weight, values);
    const counts = new Uint32Array(values.length);
    pairs((value) => value > 0 && counts[value - 1]!++);
    this.starts = startsOf(counts);
    this.rows = new Uint32Array(this.starts[values.length]!);
    const next = this.starts.slice();
    pairs((value, row) => value > 0 && (this.rows[next[value - 1]!++] = row));
  }

  scan(needle: string, word: Word, hit: (row: number, score: number) => void): void {
    this.texts.scan(needle, word, (value, score) => {
      for (let at = this.starts[value]!; at < this.starts[value + 1]!; at++) hit(this.rows[at]!, score);
    });
  }

  words(): Iterable<string> {
    return this.texts.words();
  }
}

/** A field of numbers, such as years. */
export class Numbers implements Field {
  readonly sounds = false;

  constructor(
    readonly name: FieldName,
    readonly weight: number,
    private readonly rows: (value: number, hit: (row: number) => void) => void,
  ) {}

  scan(needle: string, _word: Word, hit: (row: number, score: number) => void): void {
    const value = /^(\d{4})年?$/.exec(needle)?.[1];
    if (value !== undefined) this.rows(Number(value), (row) => hit(row, this.weight));
  }

  words(): Iterable<string> {
    return [];
  }
}

export type AnyField = Texts | Values | Numbers;

/** Rows that have fields. */
export class Corpus {
  constructor(
    readonly size: number,
    readonly fields: readonly AnyField[],
  ) {}

  /** How well each row has the word, 0 where it has it not. */
  scores(word: Word): Float32Array {
    const scores = new Float32Array(this.size);
    const hit = (row: number, score: number): void => {
      if (score > scores[row]!) scores[row] = score;
    };
    for (const field of this.fields) {
      if (word.field === null ? field instanceof Numbers : field.name !== word.field) continue;
      if (field.sounds) for (const sound of word.sounds) field.scan(sound, word, hit);
      else field.scan(word.plain, word, hit);
    }
    return scores;
  }
}

/** What the best place in one row is worth: a whole word, the beginning of one, or any part. */
function best(text: string, needle: string, first: number, end: number, words: boolean): number {
  let score = 0;
  for (let at = first; at >= 0 && at < end; at = text.indexOf(needle, at + 1)) {
    const marked = text.charCodeAt(at - 1) <= 10;
    const found = marked ? (isBreak(text, at + needle.length) ? 1 : 0.9) : within(text, needle, at, words);
    if (found > score) score = found;
    if (score === 1) break;
  }
  return score;
}

/** What a place within a row is worth. In names, a few Latin letters would be found nearly everywhere. */
function within(text: string, needle: string, at: number, words: boolean): number {
  if (!isLatin(text, at) || isBreak(text, at - 1)) return 0.7;
  return words && (needle.length < LEAST_WITHIN || isJoined(text, at)) ? 0 : 0.5;
}

function isJoined(text: string, at: number): boolean {
  return text.lastIndexOf(JOINED, at) > text.lastIndexOf(START, at);
}

function isBreak(text: string, at: number): boolean {
  const code = at < 0 ? 10 : text.charCodeAt(at);
  return code <= 32 || !(code >= 48);
}

function isLatin(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 97 && code <= 122;
}

function rowAt(starts: Uint32Array, at: number, from: number): number {
  let [low, high] = [from, starts.length - 2];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle]! <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}
