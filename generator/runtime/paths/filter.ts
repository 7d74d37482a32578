/** Which careers are shown: by department, way in, years here, and what came since. Empty means any. */

import type { Career } from "./data";
import type { Road } from "./road";

export const FILTERS = ["department", "entry", "years", "since"] as const;
export type Filter = (typeof FILTERS)[number];
export type Chosen = Readonly<Record<Filter, string>>;
export const NOTHING: Chosen = { department: "", entry: "", years: "", since: "" };

/** From how many years each stretch of years begins. */
export const YEARS = [0, 3, 10, 20] as const;

/** A career with its road. */
export interface Traveller extends Career {
  readonly road: Road;
}

/** What each filter finds in a career. */
export function traits({ spells, road }: Traveller): Readonly<Record<Filter, readonly string[]>> {
  const here = road.legs.filter(({ kind }) => kind === "here");
  const months = here.reduce((sum, { from, until }) => sum + until - from, 0);
  const years = [...YEARS].reverse().find((least) => months >= 12 * least) ?? 0;
  const since = spells.filter(({ kind, from }) => from >= road.joined && kind !== "here");
  return {
    department: unique(spells.map(({ department }) => department)),
    entry: unique(spells.map(({ entry }) => entry)),
    years: here.length > 0 ? [String(years)] : [],
    since: unique(since.map(({ kind }) => kind)),
  };
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values.filter((value) => value !== ""))];
}

export type Traits = ReturnType<typeof traits>;

/** Whether a career is among the chosen ones, `but` for one filter that is not looked at. */
export function among(found: Traits, chosen: Chosen, but?: Filter): boolean {
  return FILTERS.every((filter) => filter === but || chosen[filter] === "" || found[filter].includes(chosen[filter]));
}

/** How many careers each value of a filter would leave, as far as the other filters go; the most frequent first. */
export function counts(all: readonly Traits[], chosen: Chosen, filter: Filter): [string, number][] {
  const found = new Map<string, number>();
  for (const one of all) {
    for (const value of one[filter]) found.set(value, (found.get(value) ?? 0) + (among(one, chosen, filter) ? 1 : 0));
  }
  return [...found].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
}
