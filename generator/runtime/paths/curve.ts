/** Roads as curves: level in their lane, turning smoothly into the next, and floating on one slow swell. */

import type { Layout, Reach } from "./layout";

/** A cubic whose x runs evenly, from `x0` to `x1`, with the heights of its ends and control points. */
export interface Cubic {
  readonly kind: string;
  /** The kind that it comes from, where it is a bend. */
  readonly from: string;
  readonly x0: number;
  readonly x1: number;
  readonly y: readonly [number, number, number, number];
}

const KNOTS = 90;
const WIDEST_BEND = 70;

/** The swell at x: two slow sines, the same for everything in a drawing. */
export function swell({ swell: height, width }: Pick<Layout, "swell" | "width">, x: number): number {
  const turn = (2 * Math.PI * x) / Math.max(width * 0.8, 1);
  return height * (0.66 * Math.sin(turn + 0.7) + 0.34 * Math.sin(2.17 * turn + 2.1));
}

function ease(t: number): number {
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
    return y0 === y1 ? y0 : y0 + (y1 - y0) * ease((x - x0) / (x1 - x0));
  };
}

/** The cubics of a road from left to right. */
export function curve(legs: readonly Reach[], drawing: Pick<Layout, "swell" | "width">): Cubic[] {
  return spans(legs).flatMap((span) => cubics(span, drawing));
}

function cubics({ kind, from, x0, x1, y0, y1 }: Span, drawing: Pick<Layout, "swell" | "width">): Cubic[] {
  // Two for each turn, so that its halves can have a colour each.
  const count = y0 === y1 ? Math.max(1, Math.ceil((x1 - x0) / KNOTS)) : 2;
  const height = (t: number, x: number): number => y0 + (y1 - y0) * ease(t) + swell(drawing, x);
  const slope = (t: number, x: number): number =>
    (x1 === x0 ? 0 : ((y1 - y0) * 6 * t * (1 - t)) / (x1 - x0)) + swell(drawing, x + 0.5) - swell(drawing, x - 0.5);
  return Array.from({ length: count }, (_, n): Cubic => {
    const [t0, t1] = [n / count, (n + 1) / count];
    const [a, b] = [x0 + (x1 - x0) * t0, x0 + (x1 - x0) * t1];
    const third = (b - a) / 3;
    const [start, end] = [height(t0, a), height(t1, b)];
    return { kind, from, x0: a, x1: b, y: [start, start + slope(t0, a) * third, end - slope(t1, b) * third, end] };
  });
}

/** A side branch: it parts from the main road where it begins, runs `away` from it, and joins it again or ends today. */
export function aside(side: Reach, legs: readonly Reach[], away: number, drawing: Pick<Layout, "swell" | "width">): Cubic[] {
  const reach = Math.max(1, Math.min(22, (side.x1 - side.x0) / 2));
  const last = legs[legs.length - 1]?.x1 ?? side.x1;
  const main = heights(legs);
  const height = (x: number): number => {
    const inside = Math.min(Math.max(x, legs[0]?.x0 ?? x), last);
    const joins = side.x1 < last - 1 ? (side.x1 - x) / reach : 1;
    const off = ease(Math.min(Math.max(Math.min((x - side.x0) / reach, joins), 0), 1));
    return main(inside) + away * off + swell(drawing, x);
  };
  const count = Math.max(2, Math.ceil((side.x1 - side.x0) / 12));
  return Array.from({ length: count }, (_, n): Cubic => {
    const [a, b] = [side.x0 + ((side.x1 - side.x0) * n) / count, side.x0 + ((side.x1 - side.x0) * (n + 1)) / count];
    const third = (b - a) / 3;
    const slope = (x: number): number => height(x + 0.5) - height(x - 0.5);
    const [start, end] = [height(a), height(b)];
    return { kind: side.kind, from: "", x0: a, x1: b, y: [start, start + slope(a) * third, end - slope(b) * third, end] };
  });
}

/** Path data, absolute, with one decimal. */
export function pathData(cubics: readonly Cubic[]): string {
  const at = (x: number, y: number): string => `${Math.round(x * 10) / 10} ${Math.round(y * 10) / 10}`;
  return cubics
    .map(({ x0, x1, y }, n) => {
      const reach = (x1 - x0) / 3;
      const move = n === 0 ? `M${at(x0, y[0])}` : "";
      return `${move}C${at(x0 + reach, y[1])} ${at(x1 - reach, y[2])} ${at(x1, y[3])}`;
    })
    .join("");
}
