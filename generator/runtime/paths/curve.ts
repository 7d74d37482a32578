/** Roads as curves: level in their lane, turning smoothly into the next, and floating on one slow swell. */

import { along, hermite, knots, swell, type Cubic, type Lane } from "../career/curve";
import type { Layout, Reach } from "./layout";

/** A piece of a road; `from` is the kind that it comes from, where it is a part of a bend. */
export interface Piece {
  readonly kind: string;
  readonly from: string;
  readonly cubic: Cubic;
}

type Floating = Pick<Layout, "swell" | "width">;

const KNOTS = 90;
const WIDEST_BEND = 70;

/** How far everything in a drawing floats up or down at x. */
export function floating({ swell: height, width }: Floating, x: number): number {
  return swell(height, Math.max(width * 0.8, 1), x);
}

/** Smoothstep: a turn is so short here that nobody sees its curvature begin, and it is exactly one cubic. */
export function smooth(t: number): number {
  return t * t * (3 - 2 * t);
}

/** A part of a road on which it is level or turns once; `from` is the kind that it comes from, where it changes. */
interface Span {
  readonly kind: string;
  readonly from: string;
  readonly x0: number;
  readonly x1: number;
  readonly y0: number;
  readonly y1: number;
}

function length(leg: Reach): number {
  return leg.x1 - leg.x0;
}

/** How far a turn reaches into the leg on each side of it. */
function reachOf(a: Reach, b: Reach): number {
  return Math.max(0, Math.min(4 + 0.42 * Math.abs(b.y - a.y), WIDEST_BEND, length(a) / 2, length(b) / 2));
}

/** How far a turn reaches into a leg beside a pause, which is all turn itself. */
function beside(leg: Reach, pause: Reach, other: Reach): number {
  const wanted = 4 + 0.42 * Math.abs(leg.y - other.y) - length(pause) / 2;
  return Math.max(0, Math.min(wanted, WIDEST_BEND, length(leg) / 2, length(other) / 2));
}

/** How much of a leg the turn to its neighbour takes; `next` lies beyond that, if it is a pause. */
function taken(leg: Reach, neighbour: Reach | undefined, next: Reach | undefined): number {
  if (!neighbour || leg.between) return 0;
  if (!neighbour.between) return reachOf(leg, neighbour);
  return next ? beside(leg, neighbour, next) : 0;
}

/** A road in level parts and turns, from left to right. */
function spans(legs: readonly Reach[]): Span[] {
  const found: Span[] = [];
  legs.forEach((leg, n) => {
    const [before, after] = [legs[n - 1], legs[n + 1]];
    if (leg.between && before && after) {
      const reach = beside(before, leg, after);
      found.push({ kind: leg.kind, from: "", x0: leg.x0 - reach, x1: leg.x1 + reach, y0: before.y, y1: after.y });
      return;
    }
    const [a, b] = [taken(leg, before, legs[n - 2]), taken(leg, after, legs[n + 2])];
    if (before && !before.between) {
      found.push({ kind: leg.kind, from: before.kind, x0: leg.x0 - a, x1: leg.x0 + a, y0: before.y, y1: leg.y });
    }
    if (leg.x1 - b > leg.x0 + a) found.push({ kind: leg.kind, from: "", x0: leg.x0 + a, x1: leg.x1 - b, y0: leg.y, y1: leg.y });
  });
  return found;
}

/** A road's height at any x before the swell; NaN where it is not. */
export function heights(legs: readonly Reach[]): (x: number) => number {
  const parts = spans(legs);
  return (x) => {
    const part = parts.find(({ x0, x1 }) => x >= x0 && x <= x1);
    if (!part) return NaN;
    const { x0, x1, y0, y1 } = part;
    return y0 === y1 ? y0 : y0 + (y1 - y0) * smooth((x - x0) / (x1 - x0));
  };
}

/** A road from left to right. */
export function curve(legs: readonly Reach[], drawing: Floating): Piece[] {
  return spans(legs).flatMap((span) => pieces(span, drawing));
}

function pieces({ kind, from, x0, x1, y0, y1 }: Span, drawing: Floating): Piece[] {
  // Two for each turn, so that its halves can have a colour each.
  const count = y0 === y1 ? Math.max(1, Math.ceil((x1 - x0) / KNOTS)) : 2;
  const places = knots(x0, x1, count);
  const height = (n: number): number => y0 + (y1 - y0) * smooth(n / count) + floating(drawing, places[n]!);
  const slope = (n: number): number => {
    const [x, t] = [places[n]!, n / count];
    return (x1 === x0 ? 0 : ((y1 - y0) * 6 * t * (1 - t)) / (x1 - x0)) + floating(drawing, x + 0.5) - floating(drawing, x - 0.5);
  };
  return places.slice(1).map((x, n): Piece => {
    const cubic = hermite([places[n]!, height(n)], slope(n), [x, height(n + 1)], slope(n + 1));
    return { kind, from, cubic };
  });
}

/** A side branch: it parts from the main road where it begins, runs `away` from it, and joins it again or ends today. */
export function aside(side: Reach, legs: readonly Reach[], away: number, drawing: Floating): Piece[] {
  const reach = Math.max(1, Math.min(22, (side.x1 - side.x0) / 2));
  const last = legs[legs.length - 1]?.x1 ?? side.x1;
  const main = heights(legs);
  const lane: Lane = (x) => {
    const inside = Math.min(Math.max(x, legs[0]?.x0 ?? x), last);
    const joins = side.x1 < last - 1 ? (side.x1 - x) / reach : 1;
    const off = smooth(Math.min(Math.max(Math.min((x - side.x0) / reach, joins), 0), 1));
    return main(inside) + away * off + floating(drawing, x);
  };
  const count = Math.max(2, Math.ceil((side.x1 - side.x0) / 12));
  return along(lane, knots(side.x0, side.x1, count)).map((cubic) => ({ kind: side.kind, from: "", cubic }));
}
