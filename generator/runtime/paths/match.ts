/**
 * Path search: `営業 → ? → 起業`. A word is a step that must be so, `?` one step that may be anything, `…` any number of
 * them. The steps may begin and end anywhere in a career.
 */

import type { Career, Stay } from "./data";

export const ANY = "?";
export const MANY = "…";
export const ARROW = " → ";

export interface Match {
  readonly career: number;
  /** Which of the spells were asked for by a word. */
  readonly spells: readonly number[];
}

/** What the words of a spell are: its own, and those that its kind, entry and industry go by. */
export type Terms = (spell: Stay) => readonly string[];

const known = new Map<string, string>();

/** Text as it is compared: full and half width, capital and small letters, katakana and hiragana are alike. */
export function folded(text: string): string {
  const before = known.get(text);
  if (before !== undefined) return before;
  const now = text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\u30a1-\u30f6]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0x60))
    .replace(/[\s・_/-]+/g, " ")
    .trim();
  known.set(text, now);
  return now;
}

/** Whether a term says a word: it holds it, blanks aside; a word of very few letters must be a whole word of the term. */
export function says(term: string, word: string): boolean {
  const [long, short] = [folded(term), folded(word)];
  if (short === "") return false;
  if (/^[a-z0-9]{1,3}$/.test(short)) return long.split(/[^\p{L}\p{N}]+/u).includes(short);
  return long.replace(/ /g, "").includes(short.replace(/ /g, ""));
}

/** The steps of a typed path. "Any number of steps" at either end says nothing, and is left out. */
export function parse(text: string): string[] {
  const steps = text
    .replace(/[-–－]*[>＞→⇒➔]/g, "→")
    .split("→")
    .map((step) => step.trim().replace(/^？$/, ANY).replace(/^(…|⋯|\.{2,})+$/, MANY))
    .filter((step) => step !== "");
  while (steps[steps.length - 1] === MANY) steps.pop();
  while (steps[0] === MANY) steps.shift();
  return steps;
}

/** Steps as text that `parse` reads. */
export function written(steps: readonly string[]): string {
  return steps.join(ARROW);
}

/** Whether `b` is the next step after `a`: it begins later, and nothing else lies wholly between them. */
function follows(spells: readonly Stay[], a: number, b: number): boolean {
  const [one, other] = [spells[a], spells[b]];
  if (!one || !other || a >= b) return false;
  const end = one.until ?? Infinity;
  return !spells.some((c, n) => n !== a && n !== b && c.from >= end && c.until !== null && c.until <= other.from && c.from > one.from);
}

/** The spells that the words of `steps` stand for in one career, or null where they do not fit. */
export function fit(spells: readonly Stay[], steps: readonly string[], terms: Terms): number[] | null {
  const said = spells.map(terms);
  const is = (spell: number, word: string): boolean => said[spell]?.some((term) => says(term, word)) ?? false;
  // A pause is passed over, unless it is asked for.
  const pauses = steps.some((step) => step !== ANY && step !== MANY && spells.some(({ kind }, n) => kind === "break" && is(n, step)));
  const places = spells.map((_, n) => n).filter((n) => pauses || spells[n]?.kind !== "break");
  const stations = places.map((n) => spells[n] as Stay);
  let ways: readonly (readonly number[])[] | null = null;
  let loose = false;
  for (const step of steps) {
    if (step === MANY) {
      loose = true;
      continue;
    }
    const next: number[][] = [];
    for (const b of stations.keys()) {
      if (step !== ANY && !is(places[b] as number, step)) continue;
      const way: readonly number[] | undefined = ways === null ? [] : ways.find((one) => {
        const a = one[one.length - 1] as number;
        return loose ? a < b : follows(stations, a, b);
      });
      if (way) next.push([...way, b]);
    }
    ways = next;
    loose = false;
  }
  if (ways === null) return [];
  const [way] = ways;
  if (!way) return null;
  const asked = steps.filter((step) => step !== MANY);
  return way.filter((_, n) => asked[n] !== ANY).map((n) => places[n] as number);
}

/** Everybody whom the steps fit, in the order given; without steps everybody. */
export function matches(careers: readonly Career[], steps: readonly string[], terms: Terms): Match[] {
  const found: Match[] = [];
  careers.forEach(({ spells }, career) => {
    const fitting = steps.length === 0 ? [] : fit(spells, steps, terms);
    if (fitting) found.push({ career, spells: fitting });
  });
  return found;
}

/** A step of a path, and how many would be found if it were left open. */
export interface Drop {
  readonly step: string;
  readonly steps: readonly string[];
  readonly found: number;
}

/** The step that keeps most people out, where nobody is found; null where no single one does. */
export function hindrance(careers: readonly Career[], steps: readonly string[], terms: Terms): Drop | null {
  const drops = steps.flatMap((step, place): Drop[] => {
    if (step === ANY || step === MANY) return [];
    const open = parse(written(steps.map((other, n) => (n === place ? MANY : other))));
    const left = open.some((one) => one !== ANY && one !== MANY) ? open : [];
    return left.length > 0 ? [{ step, steps: left, found: matches(careers, left, terms).length }] : [];
  });
  return drops.reduce<Drop | null>((most, drop) => (drop.found > (most?.found ?? 0) ? drop : most), null);
}
