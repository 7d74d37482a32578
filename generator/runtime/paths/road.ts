/** One career as a road among others, and what of it all alignments need. */

import { chain, type Leg, type Spell } from "../career/chain";

export interface Road {
  /** End to end, from the first month on; what was not told up to today is none of them. */
  readonly legs: readonly Leg[];
  readonly sides: readonly Leg[];
  /** The month in which she joined the company, and the first in which she was not there any longer; else the road's end. */
  readonly joined: number;
  readonly left: number;
  readonly end: number;
  /** Whether it goes on today. */
  readonly open: boolean;
}

/** The road of a career up to `now`, the month after this one; null where all of it is still to come. */
export function road(spells: readonly Spell[], now: number): Road | null {
  const { road: whole, branches: sides } = chain(spells, now);
  const legs = whole[whole.length - 1]?.gap ? whole.slice(0, -1) : whole;
  const [first, last] = [legs[0], legs[legs.length - 1]];
  if (!first || !last) return null;
  const here = legs.findIndex(({ kind }) => kind === "here");
  const gone = legs.findIndex(({ kind }, place) => place > here && kind !== "here");
  return {
    legs,
    sides,
    joined: legs[here]?.from ?? first.from,
    left: here < 0 ? first.from : (legs[gone]?.from ?? last.until),
    end: last.until,
    open: last.open,
  };
}
