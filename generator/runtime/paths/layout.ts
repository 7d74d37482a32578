/** Where everything lies when all roads are drawn: a lane for each kind, the company's stream among them, time from left to right. */

import type { Leg } from "../career/chain";
import { pack, type Stay } from "./lanes";
import type { Road } from "./road";

export type Alignment = "joined" | "left" | "year";

/** Lanes from above. */
export const LANES = ["founder", "family-business", "job", "here", "study", "side-job", "contract", "collaboration"] as const;
const STREAM = LANES.indexOf("here");

export interface Size {
  readonly width: number;
  /** The most that the drawing may be high. */
  readonly height: number;
}

/** A leg in the drawing, in CSS pixels; heights are before the swell. */
export interface Reach {
  readonly kind: string;
  readonly spell: number;
  readonly x0: number;
  readonly x1: number;
  readonly y: number;
  /** A pause: it has no lane, and leads from the leg before it to the one after it. */
  readonly between: boolean;
}

export interface Course {
  /** The number of the road among those that were given. */
  readonly road: number;
  readonly legs: readonly Reach[];
  readonly sides: readonly Reach[];
  readonly open: boolean;
}

export interface Lane {
  readonly kind: string;
  readonly y0: number;
  readonly y1: number;
  /** How many of the roads are ever in it. */
  readonly people: number;
}

export interface Tick {
  readonly x: number;
  readonly value: number;
  /** How many of the roads lead past here. */
  readonly people: number;
}

export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly lanes: readonly Lane[];
  readonly courses: readonly Course[];
  readonly ticks: readonly Tick[];
  /** The distance between neighbouring roads. */
  readonly pitch: number;
  /** How high the swell is on which everything floats. */
  readonly swell: number;
}

const FOOT = 44;
const WIDEST_PITCH = 15;

/** The month that lies at 0. */
export function origin(road: Road, alignment: Alignment): number {
  return alignment === "year" ? 0 : road[alignment];
}

function pauses(kind: string): boolean {
  return kind === "break";
}

function laneOf(kind: string): number {
  return Math.max((LANES as readonly string[]).indexOf(kind), 0);
}

/** 1 where the road goes below the stream when it leaves it after this leg; else -1. */
function side(legs: readonly Leg[], place: number): number {
  const next = legs.find(({ kind }, n) => n > place && !pauses(kind));
  return next && laneOf(next.kind) > STREAM ? 1 : -1;
}

interface Wish extends Stay {
  readonly road: number;
  readonly leg: number;
}

/** The stays of each half lane: what lies above the stream's middle, and what lies below. A last pause prolongs what was before it. */
function wishes(roads: readonly Road[], at: (road: Road, month: number) => number): Wish[][] {
  const halves: Wish[][] = Array.from({ length: LANES.length + 1 }, () => []);
  roads.forEach((one, road) => {
    one.legs.forEach(({ kind, from, until }, leg) => {
      if (pauses(kind)) return;
      const last = one.legs.slice(leg + 1).every((next) => pauses(next.kind));
      const lane = laneOf(kind);
      const half = lane === STREAM && side(one.legs, leg) > 0 ? LANES.length : lane;
      halves[half]?.push({ road, leg, x0: at(one, from), x1: at(one, last ? one.end : until) });
    });
  });
  return halves;
}

/** The legs of one road: those that have a height of their own, and the pauses between them, each as one. */
export function reaches(road: Road, heights: readonly (number | undefined)[], at: (month: number) => number): Reach[] {
  const found: Reach[] = [];
  road.legs.forEach(({ kind, spell, from, until }, n) => {
    const own = heights[n];
    const last = found[found.length - 1];
    if (own === undefined && last?.between) found[found.length - 1] = { ...last, x1: at(until) };
    else {
      const near = own ?? last?.y ?? heights.find((y) => y !== undefined) ?? 0;
      found.push({ kind, spell, x0: at(from), x1: at(until), y: near, between: own === undefined });
    }
  });
  return found;
}

/** The drawing of these roads. */
export function layout(roads: readonly Road[], alignment: Alignment, size: Size): Layout {
  const wide = size.width >= 600;
  const [left, right] = [wide ? 104 : 12, size.width - (wide ? 34 : 18)];
  const starts = roads.map((road) => (road.legs[0]?.from ?? 0) - origin(road, alignment));
  const ends = roads.map((road) => road.end - origin(road, alignment));
  const [first, last] = [least(starts, 0), Math.max(most(ends, 12), least(starts, 0) + 12)];
  const x = scale(first, last, starts, ends, left, right);
  const at = (road: Road, month: number): number => x(month - origin(road, alignment));
  const halves = wishes(roads, at);
  const packed = halves.map((stays) => pack(stays, 10));
  const people = halves.map((stays) => new Set(stays.map(({ road }) => road)).size);
  const gap = wide ? 26 : 30;
  const swell = wide ? 7 : 4;
  const used = packed.filter(({ count }, half) => count > 0 && half < LANES.length).length;
  const total = packed.reduce((sum, { count }) => sum + count, 0);
  const room = size.height - FOOT - 2 * swell - gap * (used + 0.5);
  const pitch = Math.min(room / Math.max(total, 1), WIDEST_PITCH);
  const heights = roads.map(({ legs }) => new Array<number | undefined>(legs.length).fill(undefined));
  const lanes: Lane[] = [];
  const put = (half: number, y: (place: number) => number): void => {
    halves[half]?.forEach(({ road, leg }, n) => ((heights[road] as (number | undefined)[])[leg] = y(packed[half]?.places[n] ?? 0)));
  };
  let y = swell + 0.75 * gap;
  LANES.forEach((kind, lane) => {
    const upper = packed[lane]?.count ?? 0;
    const lower = lane === STREAM ? (packed[LANES.length]?.count ?? 0) : 0;
    if (upper + lower === 0) return;
    const [y0, y1] = [y, y + (upper + lower) * pitch];
    // Places are counted from outside: from above over the stream, from below under it.
    if (lane <= STREAM) put(lane, (place) => y0 + (place + 0.5) * pitch);
    else put(lane, (place) => y1 - (place + 0.5) * pitch);
    if (lower > 0) put(LANES.length, (place) => y1 - (place + 0.5) * pitch);
    lanes.push({ kind, y0, y1, people: lane === STREAM ? roads.length : (people[lane] ?? 0) });
    y = y1 + gap;
  });
  return {
    width: size.width,
    height: Math.round(y - 0.5 * gap + swell + FOOT),
    left,
    right,
    lanes,
    courses: roads.map((one, road) => ({
      road,
      legs: reaches(one, heights[road] ?? [], (month) => at(one, month)),
      sides: one.sides.map(({ kind, spell, from, until }) => ({ kind, spell, x0: at(one, from), x1: at(one, until), y: 0, between: false })),
      open: one.open,
    })),
    ticks: ticks(first, last, wide ? 10 : 5, starts, ends).map(({ value, people: past }) => ({ x: x(12 * value), value, people: past })),
    pitch,
    swell,
  };
}

/** From months to x. A year through which few roads lead takes less room than one through which many do. */
function scale(
  first: number, last: number, starts: readonly number[], ends: readonly number[], left: number, right: number,
): (month: number) => number {
  const years = Math.ceil((last - first) / 12);
  const through = new Array<number>(years).fill(0);
  starts.forEach((start, n) => {
    for (let year = Math.floor((start - first) / 12); year < Math.min(((ends[n] ?? 0) - first) / 12, years); year += 1) {
      through[year] = (through[year] ?? 0) + 1;
    }
  });
  const many = 0.3 * Math.max(1, most(through, 1));
  const edges = [0];
  for (const count of through) edges.push((edges[edges.length - 1] ?? 0) + 0.3 + 0.7 * Math.min(1, count / many));
  const width = (month: number): number => {
    const at = Math.min(Math.max((month - first) / 12, 0), years);
    const year = Math.min(Math.floor(at), years - 1);
    const [a, b] = [edges[year] ?? 0, edges[year + 1] ?? 0];
    return a + (b - a) * (at - year);
  };
  const whole = width(last);
  return (month) => left + ((right - left) * width(month)) / whole;
}

function least(values: readonly number[], start: number): number {
  return values.length === 0 ? start : values.reduce((a, b) => Math.min(a, b));
}

function most(values: readonly number[], start: number): number {
  return values.reduce((a, b) => Math.max(a, b), values.length === 0 ? start : -Infinity);
}

/** Round years, at most `room` of them. */
function ticks(first: number, last: number, room: number, starts: readonly number[], ends: readonly number[]): Omit<Tick, "x">[] {
  const step = [1, 2, 5, 10, 20, 50].find((years) => (last - first) / 12 / years <= room) ?? 100;
  const found: Omit<Tick, "x">[] = [];
  for (let value = Math.ceil(first / 12 / step) * step; value * 12 <= last; value += step) {
    const month = 12 * value;
    found.push({ value, people: starts.filter((start, n) => start <= month && (ends[n] ?? 0) > month).length });
  }
  return found;
}
