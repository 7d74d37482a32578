/** One career as one main road and what ran beside it: time at the company comes first, then other work, then side work. */

import type { Spell } from "./data";

export const GAP = "gap";
const SIDE = ["side-job", "contract", "collaboration"];
/** Where the ends of two spells overlap by less, one was handed over to the other. */
const HANDOVER = 12;
/** Where nothing is told for this many months or fewer, the road goes on. */
const PAUSE = 3;

/** A part of a road: from one month to before another, and which of the spells it is (-1: nothing is told). */
export interface Leg {
  readonly kind: string;
  readonly from: number;
  readonly to: number;
  readonly spell: number;
}

export interface Road {
  /** End to end, from the first month on. */
  readonly legs: readonly Leg[];
  readonly sides: readonly Leg[];
  /** The month in which she joined the company, and the first in which she was not there any longer; else the road's end. */
  readonly joined: number;
  readonly left: number;
  readonly end: number;
  /** Whether it goes on today. */
  readonly open: boolean;
}

function layer(kind: string): number {
  if (kind === "here") return 0;
  return SIDE.includes(kind) ? 2 : 1;
}

/** The road of a career up to `now`, the month after this one; null where all of it is still to come. */
export function road(spells: readonly Spell[], now: number): Road | null {
  const told = spells
    .map(({ kind, start, end }, spell) => ({ kind, from: start, to: Math.min(end ?? now, now), spell }))
    .filter(({ from, to }) => from < to);
  const edges = [...new Set(told.flatMap(({ from, to }) => [from, to]))].sort((a, b) => a - b);
  const legs: Leg[] = [];
  edges.slice(1).forEach((to, place) => {
    const from = edges[place] ?? to;
    const chosen = choose(told.filter((leg) => leg.from <= from && leg.to >= to), legs[legs.length - 1]);
    const next = chosen ? { ...chosen, from, to } : { kind: GAP, from, to, spell: -1 };
    append(legs, next);
  });
  const [first, last] = [legs[0], legs[legs.length - 1]];
  if (!first || !last) return null;
  const sides = told.flatMap((leg) => beside(leg, legs));
  const here = legs.findIndex(({ kind }) => kind === "here");
  const gone = legs.findIndex(({ kind }, place) => place > here && kind !== "here");
  return {
    legs,
    sides,
    joined: legs[here]?.from ?? first.from,
    left: here < 0 ? first.from : (legs[gone]?.from ?? last.to),
    end: last.to,
    open: last.to === now,
  };
}

function choose(found: readonly Leg[], before: Leg | undefined): Leg | undefined {
  const top = Math.min(...found.map(({ kind }) => layer(kind)));
  const best = found.filter(({ kind }) => layer(kind) === top);
  return best.find(({ spell }) => spell === before?.spell) ?? best[best.length - 1];
}

function append(legs: Leg[], next: Leg): void {
  const last = legs[legs.length - 1];
  const pause = next.kind === GAP && next.to - next.from <= PAUSE;
  if (last && (pause || last.spell === next.spell)) legs[legs.length - 1] = { ...last, to: next.to };
  else legs.push(next);
}

/** The parts of a spell during which the main road was another. */
function beside(told: Leg, legs: readonly Leg[]): Leg[] {
  const parts: Leg[] = [];
  for (const leg of legs) {
    const [from, to] = [Math.max(leg.from, told.from), Math.min(leg.to, told.to)];
    if (leg.spell === told.spell || from >= to) continue;
    const last = parts[parts.length - 1];
    if (last?.to === from) parts[parts.length - 1] = { ...last, to };
    else parts.push({ ...told, from, to });
  }
  const main = legs.some(({ spell }) => spell === told.spell);
  return parts.filter(({ from, to }) => !main || to - from > HANDOVER);
}
