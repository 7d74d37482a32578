/** The small drawing of a career, from its spells: what the build draws on its cards, laid out where the list is. */

import { chain, type Leg, type Spell } from "../career/chain";
import { along, ease, heightAt, hermite, knots, level, slope, splitAt, swell, type Cubic, type Lane, type Point } from "../career/curve";

export const WIDTH = 300;
export const HEIGHT = 92;

/** A piece of road with one stroke; with `from` its colour runs from that kind to `kind`. */
export interface Road {
  readonly line: readonly Cubic[];
  readonly kind: string;
  readonly from: string | null;
  readonly thin: boolean;
  readonly dotted: boolean;
}

export interface Mark {
  readonly at: Point;
  readonly kind: string;
}

/** In user units of a box of WIDTH by HEIGHT; branches come before the main road, each piece of which begins where the last ends. */
export interface River {
  readonly branches: readonly Road[];
  readonly road: readonly Road[];
  /** Where what was told begins, each to have the sign of its kind; on a branch, where that has left the road. */
  readonly signs: readonly Mark[];
  /** Where branches are today. */
  readonly dots: readonly Mark[];
  /** Today; null for an empty career. */
  readonly ring: Mark | null;
}

const [LEFT, RIGHT] = [11, WIDTH - 15];
const BED = { y: 0.68 * HEIGHT, half: 8.3, swell: 1.9, length: WIDTH * 0.83 } as const;
/** How far above the stream the roads run, and how far below it. */
const UP = [21.6, 36, 50.4] as const;
const DOWN = 23;
/** The least length of a leg: a short one is to be seen beside a long one. */
const LEAST = 27;
/** The distance of a branch from the main road. */
const ASIDE = 9;
const MARGIN = 6;
const STEP = WIDTH / 8;
const PULL = 0.47;

/** The swell at x; roads further out swing a little later. */
function floating(x: number, lag = 0): number {
  return swell(BED.swell, BED.length, x - lag);
}

function laneOf(height: number): Lane {
  if (Math.abs(height) < 1) return (x) => BED.y + floating(x) - 4 * height;
  const offset = height > 0 ? -UP[Math.round(height) - 1]! : DOWN;
  const more = 1 + (0.5 * Math.abs(offset)) / HEIGHT;
  return (x) => BED.y + offset + more * floating(x, 0.55 * Math.abs(offset));
}

/** The two edges of the stream. */
export function stream(): readonly [readonly Cubic[], readonly Cubic[]] {
  const edge = (side: number): Lane => (x) => BED.y + floating(x) + side * BED.half * (1 + 0.08 * Math.sin((2 * Math.PI * x) / 190 + side));
  return [level(edge(-1), 0, WIDTH, STEP), level(edge(1), 0, WIDTH, STEP)];
}

interface Placed {
  readonly leg: Leg;
  readonly from: number;
  readonly to: number;
  readonly lane: Lane;
}

/** The drawing of a career as it stands in the month `today`. */
export function river(spells: readonly Spell[], today: number): River {
  const { road, branches } = chain(spells, today);
  if (road.length === 0) return { branches: [], road: [], signs: [], dots: [], ring: null };
  const placed = place(road);
  const pieces = mainRoad(placed);
  const line = pieces.flatMap((piece) => piece.line);
  const sides = branches.map((leg, index) => branchOf(leg, index, placed, line));
  const starts = sides.map(({ line: one, kind }) => ({ at: one[Math.min(2, one.length - 1)]![3], kind }));
  const end = (one: readonly Cubic[]): Point => one[one.length - 1]![3];
  const tips = sides.filter((_, index) => branches[index]!.open).map(({ line: one, kind }) => ({ at: end(one), kind }));
  return {
    branches: sides,
    road: pieces,
    signs: [...placed.filter(({ leg }) => !leg.gap).map(({ leg, from }) => ({ at: [from, heightAt(line, from)] as const, kind: leg.kind })), ...starts],
    dots: tips,
    ring: { at: end(line), kind: road[road.length - 1]!.kind },
  };
}

function place(road: readonly Leg[]): readonly Placed[] {
  const widths = shares(road.map(({ from, until }) => until - from));
  const heights = heightsOf(road, widths);
  let x = LEFT;
  return road.map((leg, index) => {
    const from = x;
    x = index === road.length - 1 ? RIGHT : x + widths[index]!;
    return { leg, from, to: x, lane: laneOf(heights[index]!) };
  });
}

/** Widths in proportion to months, none below LEAST; where not all can have that, they get less of it, alike for all. */
export function shares(months: readonly number[]): readonly number[] {
  const total = RIGHT - LEFT;
  const least = Math.min(LEAST, (0.9 * total) / months.length);
  const pinned = new Set<number>();
  for (;;) {
    const rest = total - least * pinned.size;
    const sum = months.reduce((all, one, index) => (pinned.has(index) ? all : all + one), 0);
    const widths = months.map((one, index) => (pinned.has(index) ? least : (one * rest) / sum));
    const short = widths.findIndex((width) => width < least - 1e-9);
    if (short < 0) return widths;
    pinned.add(short);
  }
}

/** For each leg 0 in the stream, 1 to 3 above it, -1 below it; neighbours outside of it never have the same. */
function heightsOf(road: readonly Leg[], widths: readonly number[]): readonly number[] {
  const heights: number[] = [];
  let outings = 0;
  for (let start = 0; start < road.length; ) {
    const inside = road[start]!.kind === "here";
    let end = start;
    while (end < road.length && (road[end]!.kind === "here") === inside) end++;
    const run = road.slice(start, end);
    const [first, last] = [start === 0, end === road.length];
    if (inside) heights.push(...run.map((_, index) => (run.length === 1 ? 0 : index % 2 ? 0.12 : -0.12)));
    else if (sinks(run, first, last, outings++)) heights.push(...run.map(() => -1));
    else heights.push(...climb(run, widths.slice(start, end), first, last));
    start = end;
  }
  return heights;
}

/** Whether an outing goes below the stream: rests, the way in, and every other short way round. */
function sinks(run: readonly Leg[], first: boolean, last: boolean, outings: number): boolean {
  return run.length === 1 && !(first && last) && (run[0]!.kind === "break" || first || (outings % 2 === 1 && !last));
}

/** Rising where the road goes on, falling where it comes in, an arch where it comes back. */
function climb(run: readonly Leg[], widths: readonly number[], first: boolean, last: boolean): readonly number[] {
  const top = UP.length;
  const heights: number[] = [];
  run.forEach((leg, index) => {
    const part = (index + 0.5) / run.length;
    const shape = last ? 1 + (top - 1) * (run.length === 1 ? 0.5 : part) : first ? top - (top - 1) * part : 1 + (top - 1) * 0.8 * Math.sin(Math.PI * part);
    // A narrow leg high up would be a spike.
    const ideal = Math.min(shape - (leg.kind === "break" ? 0.8 : 0), 1 + widths[index]! / 45);
    const best = [1, 2, 3].filter((height) => height !== heights[index - 1]).sort((a, b) => Math.abs(a - ideal) - Math.abs(b - ideal) || a - b);
    heights.push(best[0]!);
  });
  return heights;
}

function mainRoad(placed: readonly Placed[]): readonly Road[] {
  const bends = placed.slice(1).map((after, index) => spanOf(placed, index, after));
  return placed.flatMap(({ leg, from, to, lane }, index) => {
    const start = bends[index - 1]?.[1] ?? from;
    const end = bends[index]?.[0] ?? to;
    const own: Road = { line: level(lane, start, end, STEP), kind: leg.kind, from: null, thin: leg.gap, dotted: leg.kind === "break" };
    const after = placed[index + 1];
    return after ? [own, ...bend(placed[index]!, after, end, bends[index]![1])] : [own];
  });
}

/** Where the bend between two legs begins and ends: around its date, longer where there is more room. */
function spanOf(placed: readonly Placed[], index: number, after: Placed): readonly [number, number] {
  const before = placed[index]!;
  const rise = Math.abs(after.lane(before.to) - before.lane(before.to));
  const total = Math.min(Math.max(1.7 * rise, 36), 190);
  const roomBefore = (before.to - before.from) * (index === 0 ? 0.9 : 0.46);
  const roomAfter = (after.to - after.from) * (index === placed.length - 2 ? 0.8 : 0.46);
  const left = Math.min(total - Math.min(total / 2, roomAfter), roomBefore);
  return [before.to - left, before.to + Math.min(total - left, roomAfter)];
}

/** The bend from one leg to the next: in one stroke, or, where dots begin or end, in two that meet at its date. */
function bend(before: Placed, after: Placed, from: number, to: number): readonly Road[] {
  const cubic = hermite([from, before.lane(from)], slope(before.lane, from), [to, after.lane(to)], slope(after.lane, to), PULL);
  const [a, b] = [before.leg, after.leg];
  const [dottedA, dottedB] = [a.kind === "break", b.kind === "break"];
  const dots = (line: Cubic, leg: Leg): Road => ({ line: [line], kind: leg.kind, from: null, thin: leg.gap, dotted: true });
  const solid = (line: Cubic): Road => ({ line: [line], kind: b.kind, from: a.kind === b.kind ? null : a.kind, thin: false, dotted: false });
  if (dottedA && dottedB) return [dots(cubic, b)];
  if (!dottedA && !dottedB) return [solid(cubic)];
  const [first, second] = splitAt(cubic, before.to);
  return dottedA ? [dots(first, a), solid(second)] : [solid(first), dots(second, b)];
}

/** The x of a month on the main road. */
function xOf(placed: readonly Placed[], month: number): number {
  const at = placed.find(({ leg }) => month <= leg.until) ?? placed[placed.length - 1]!;
  const part = (month - at.leg.from) / (at.leg.until - at.leg.from);
  return at.from + (at.to - at.from) * Math.min(Math.max(part, 0), 1);
}

/** A branch: it leaves the main road, runs beside it, and comes back or, today, stays open. */
function branchOf(leg: Leg, index: number, placed: readonly Placed[], line: readonly Cubic[]): Road {
  const to = Math.max(xOf(placed, leg.until), LEFT + LEAST);
  const from = Math.min(xOf(placed, leg.from), to - LEAST);
  // Work with others turns towards the stream, a second job of one's own away from it; those in the stream rise above it.
  const middle = heightAt(line, (from + to) / 2);
  const inward = leg.kind !== "side-job" && Math.abs(middle - BED.y) > BED.half;
  const towards = middle < BED.y ? 1 : -1;
  const far = Math.abs(middle - BED.y) > BED.half ? ASIDE : BED.half + 5;
  const wanted = far * (inward ? towards : -1) * (1 + 0.5 * (index % 2));
  const count = Math.max(6, Math.ceil((to - from) / 12));
  const at = knots(from, to, count);
  const heights = at.map((x) => heightAt(line, x));
  const outside = Math.min(...heights) + wanted < MARGIN ? 1 : Math.max(...heights) + wanted > HEIGHT - MARGIN ? -1 : 0;
  const away = outside === 0 ? wanted : outside * Math.abs(wanted);
  const ramp = Math.min((to - from) * (leg.open ? 0.7 : 0.45), 2.2 * Math.abs(away) + 10);
  const lane: Lane = (x) => {
    const beside = away * Math.min(ease((x - from) / ramp), leg.open ? 1 : ease((to - x) / ramp));
    return Math.min(Math.max(heightAt(line, x) + beside, MARGIN), HEIGHT - MARGIN);
  };
  return { line: along(lane, at), kind: leg.kind, from: null, thin: true, dotted: leg.kind === "break" };
}
