/** Roads as curves: level in their lane, turning smoothly into the next, and floating on one slow swell. */

import type { Layout, Reach } from "./paths-layout";

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

/** Half the width of the bend between two legs. */
function half(a: Reach, b: Reach): number {
  // A pause is nothing but the way from one road to the next.
  const pause = [a, b].find(({ between }) => between);
  if (pause) return Math.max(0, Math.min((pause.x1 - pause.x0) / 2, pause === a ? (b.x1 - b.x0) / 2 : (a.x1 - a.x0) / 2));
  return Math.max(0, Math.min(4 + 0.42 * Math.abs(b.y - a.y), WIDEST_BEND, (a.x1 - a.x0) / 2, (b.x1 - b.x0) / 2));
}

function ease(t: number): number {
  return t * t * (3 - 2 * t);
}

/** A road's height at x before the swell; NaN where it is not. */
export function heightAt(legs: readonly Reach[], x: number): number {
  for (let n = 0; n < legs.length; n += 1) {
    const leg = legs[n] as Reach;
    if (x < leg.x0 && n === 0) return NaN;
    if (x > leg.x1) continue;
    const [before, after] = [legs[n - 1], legs[n + 1]];
    const [a, b] = [before ? half(before, leg) : 0, after ? half(leg, after) : 0];
    if (before && x < leg.x0 + a) return before.y + (leg.y - before.y) * ease(0.5 + (x - leg.x0) / (2 * a));
    if (after && x > leg.x1 - b) return leg.y + (after.y - leg.y) * ease(0.5 - (leg.x1 - x) / (2 * b));
    return leg.y;
  }
  return NaN;
}

/** The cubics of a road from left to right. */
export function curve(legs: readonly Reach[], drawing: Pick<Layout, "swell" | "width">): Cubic[] {
  const cubics: Cubic[] = [];
  const span = (kind: string, from: string, x0: number, x1: number, y0: number, y1: number): void => {
    const count = y0 === y1 ? Math.max(1, Math.ceil((x1 - x0) / KNOTS)) : 2;
    const base = (t: number): number => y0 + (y1 - y0) * ease(t);
    for (let n = 0; n < count; n += 1) {
      const [t0, t1] = [n / count, (n + 1) / count];
      const [a, b] = [x0 + (x1 - x0) * t0, x0 + (x1 - x0) * t1];
      const reach = (b - a) / 3;
      const slope = (t: number, x: number): number =>
        (y1 === y0 || x1 === x0 ? 0 : ((y1 - y0) * 6 * t * (1 - t)) / (x1 - x0)) + swell(drawing, x + 0.5) - swell(drawing, x - 0.5);
      const [start, end] = [base(t0) + swell(drawing, a), base(t1) + swell(drawing, b)];
      cubics.push({ kind, from, x0: a, x1: b, y: [start, start + slope(t0, a) * reach, end - slope(t1, b) * reach, end] });
    }
  };
  legs.forEach((leg, n) => {
    const [before, after] = [legs[n - 1], legs[n + 1]];
    const [a, b] = [before ? half(before, leg) : 0, after ? half(leg, after) : 0];
    if (before) span(leg.kind, before.kind, leg.x0 - a, leg.x0 + a, before.y, leg.y);
    if (leg.x1 - b > leg.x0 + a) span(leg.kind, "", leg.x0 + a, leg.x1 - b, leg.y, leg.y);
  });
  return cubics;
}

/** A side branch: it parts from the main road where it begins, runs `away` from it, and joins it again or ends today. */
export function aside(side: Reach, legs: readonly Reach[], away: number, drawing: Pick<Layout, "swell" | "width">): Cubic[] {
  const reach = Math.max(1, Math.min(22, (side.x1 - side.x0) / 2));
  const last = legs[legs.length - 1]?.x1 ?? side.x1;
  const height = (x: number): number => {
    const inside = Math.min(Math.max(x, legs[0]?.x0 ?? x), last);
    const joins = side.x1 < last - 1 ? (side.x1 - x) / reach : 1;
    const off = ease(Math.min(Math.max(Math.min((x - side.x0) / reach, joins), 0), 1));
    return heightAt(legs, inside) + away * off + swell(drawing, x);
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
