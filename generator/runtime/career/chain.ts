/** Sorts the spells of a career into one road without overlaps and thin branches beside it, as the drawings of the build do. */

/** One stretch of a career in months since year 0, `until` being the month after its last; null where it goes on. */
export interface Spell {
  readonly kind: string;
  readonly from: number;
  readonly until: number | null;
}

/** A part of the main road, or a branch. In a `gap`, nothing was told. */
export interface Leg {
  readonly kind: string;
  /** Which of the spells it is of; -1 for a gap. */
  readonly spell: number;
  readonly from: number;
  readonly until: number;
  readonly gap: boolean;
  /** Whether it goes on today. */
  readonly open: boolean;
}

export interface Chain {
  /** Each begins where the one before ends; the last ends today. */
  readonly road: readonly Leg[];
  readonly branches: readonly Leg[];
}

const HERE = "here";
const BREAK = "break";
/** Kinds of work beside other work. */
export const SIDE: readonly string[] = ["side-job", "contract", "collaboration"];
/** What overlaps with the road becomes part of it only where it is free for a month, or, as side work, for a season. */
const LEAST = { here: 1, work: 1, side: 3 } as const;
/** Dates are months, sometimes only years: up to here two spells simply meet, and may overlap by this much. */
const SNAP = 2;
const HANDOVER = 12;

type Layer = keyof typeof LEAST;

function layerOf(kind: string): Layer {
  return kind === HERE ? "here" : SIDE.includes(kind) ? "side" : "work";
}

/** The road and branches of a career up to `today`, a month; what lies in the future is left out. */
export function chain(spells: readonly Spell[], today: number): Chain {
  const told = spells
    .map(({ kind, from, until }, spell): Leg => {
      const end = Math.min(until ?? today, today);
      return { kind, spell, from, until: Math.max(end, from + 1), gap: false, open: until === null || until >= today };
    })
    .filter(({ from }) => from < today)
    .sort((a, b) => a.from - b.from || b.until - a.until || (a.kind < b.kind ? -1 : 1));
  const road: Leg[] = [];
  const branches: Leg[] = [];
  for (const layer of Object.keys(LEAST) as Layer[])
    for (const leg of told) if (layerOf(leg.kind) === layer) lay(leg, road, branches, LEAST[layer]);
  return { road: joined(road, today), branches };
}

function lay(leg: Leg, road: Leg[], branches: Leg[], least: number): void {
  const part = (from: number, until: number): Leg => ({ ...leg, from, until, open: leg.open && until === leg.until });
  const all = freeParts(leg, road);
  const whole = all.length === 1 && all[0]![0] === leg.from && all[0]![1] === leg.until;
  const free = whole ? all : all.filter(([from, until]) => until - from >= least);
  if (free.length === 0) {
    branches.push(leg);
    return;
  }
  const edges = [leg.from, ...free.flat(), leg.until];
  for (let at = 0; at < edges.length; at += 2) {
    const [from, until] = [edges[at]!, edges[at + 1]!];
    if (until - from > HANDOVER) branches.push(part(from, until));
  }
  road.push(...free.map(([from, until]) => part(from, until)));
  road.sort((a, b) => a.from - b.from);
}

/** The parts of a leg's time that nothing on the road has taken. */
function freeParts(leg: Leg, road: readonly Leg[]): [number, number][] {
  const free: [number, number][] = [];
  let at = leg.from;
  for (const { from, until } of road) {
    if (until <= leg.from || from >= leg.until) continue;
    if (from > at) free.push([at, from]);
    at = Math.max(at, until);
  }
  if (at < leg.until) free.push([at, leg.until]);
  return free;
}

/** The legs end to end up to today, with quiet gaps where nothing was told. */
function joined(road: readonly Leg[], today: number): readonly Leg[] {
  return road.flatMap((leg, index) => {
    const after = road[index + 1]?.from ?? today;
    if (after - leg.until <= SNAP) return [{ ...leg, until: after }];
    const gap: Leg = { kind: BREAK, spell: -1, from: leg.until, until: after, gap: true, open: after === today };
    return [leg, gap];
  });
}
