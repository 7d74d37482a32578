/** Where in a text a query was found, and the piece of it that shows that. */

import { mapped, plain, sound } from "./fold";
import type { Word } from "./query";

/** From where to where in a text; sorted, and apart from each other. */
export type Marks = readonly (readonly [from: number, to: number])[];

const BEFORE = 24;
const NEAR = 200;
const AFTER = 70;

/** The places in a text that have the words as they are written. */
export function marks(text: string, words: readonly Word[]): Marks {
  // To fold a text as a whole is much faster than piece by piece, and most texts have none of the words.
  const whole = plain(text);
  if (!words.some(({ plain: needle }) => whole.includes(needle))) return [];
  const { plain: folded, back } = mapped(text);
  const found: [number, number][] = [];
  for (const { plain: needle } of words)
    for (let at = folded.indexOf(needle); at >= 0; at = folded.indexOf(needle, at + needle.length)) {
      const end = back[at + needle.length]!;
      found.push([back[at]!, end > back[at]! ? end : nextOf(back, at + needle.length)]);
    }
  return merged(found);
}

/** Those in a name or reading, apart by blanks or middle dots, of which each part may also be found by its sound. */
export function nameMarks(text: string, words: readonly Word[]): Marks {
  const written = marks(text, words);
  const parts = [...text.matchAll(/[^ ・]+/g)];
  const heard = parts.flatMap(({ 0: part, index }) => {
    const its = sound(plain(part));
    const hit = words.some(({ sounds }) => sounds.some((one) => one.length > 1 && (its.startsWith(one) || (one.length > 3 && one.includes(its)))));
    return hit && /[a-zぁ-ゖァ-ヺ]/i.test(part) ? [[index, index + part.length] as [number, number]] : [];
  });
  return merged([...written, ...heard]);
}

export interface Piece {
  readonly text: string;
  readonly marks: Marks;
}

/** A piece of a text around the first place that has a word; the beginning of the text where none has. */
export function piece(text: string, words: readonly Word[]): Piece {
  const folded = plain(text);
  const places = words.map((word) => folded.indexOf(word.plain)).filter((at) => at >= 0);
  // Folding may leave out or add letters before the place: it lies no farther off than all of them together.
  const off = Math.abs(text.length - folded.length) + NEAR;
  const first = Math.max(0, Math.min(...places, text.length) - off);
  if (places.length === 0 || first === 0) return around(text, words, false);
  return around(text.slice(first, first + 2 * off + NEAR), words, true);
}

function around(text: string, words: readonly Word[], cut: boolean): Piece {
  const all = marks(text, words);
  const first = all[0]?.[0] ?? 0;
  const start = !cut && first <= BEFORE ? 0 : Math.max(0, first - BEFORE);
  const end = Math.min(text.length, start + BEFORE + AFTER);
  const [open, close] = [cut || start > 0 ? "…" : "", end < text.length ? "…" : ""];
  const moved = all.filter(([from, to]) => from >= start && to <= end).map(([from, to]) => [from - start + open.length, to - start + open.length] as const);
  return { text: open + text.slice(start, end) + close, marks: moved };
}

function nextOf(back: readonly number[], at: number): number {
  let next = at;
  while (next < back.length - 1 && back[next] === back[at]) next++;
  return back[next]!;
}

function merged(found: readonly (readonly [number, number])[]): Marks {
  const sorted = [...found].sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  const apart: [number, number][] = [];
  for (const [from, to] of sorted) {
    const last = apart[apart.length - 1];
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else apart.push([from, to]);
  }
  return apart;
}
