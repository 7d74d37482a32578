/** Where a reader is: in which answer, and at which point of a road. Plain numbers, no document. */

/** A point of a road: how far along time it is in the drawing, and where across. */
export interface Point {
  readonly along: number;
  readonly across: number;
}

const STEPS = 10;
const LINE = 0.35;

/** The height in the window at which one reads. On the last screenful it goes down to the foot, so that a short last answer is reached. */
export function readingLine(scrolled: number, viewport: number, height: number): number {
  const most = Math.max(0, height - viewport);
  const last = Math.max(0, most - viewport);
  const part = most > last ? Math.min(1, Math.max(0, (scrolled - last) / (most - last))) : 0;
  return viewport * (LINE + (1 - LINE) * part ** 3);
}

/** The last of the ascending `tops` that is above the line; -1 before the first. */
export function reached(tops: readonly number[], line: number): number {
  let found = -1;
  for (const [index, top] of tops.entries()) if (top <= line) found = index;
  return found;
}

/** For each answer its own moment, or where it has none that of the answer before it. */
export function carriedOn(moments: readonly (string | null)[]): readonly (string | null)[] {
  let last: string | null = null;
  return moments.map((moment) => (last = moment ?? last));
}

/** Points along path data of one line of cubics, the axis along which time runs first. */
export function pointsOf(d: string, upright: boolean): readonly Point[] {
  const numbers = (d.match(/-?\d+(\.\d+)?/g) ?? []).map(Number);
  const pairs: (readonly [number, number])[] = [];
  for (let i = 0; i + 1 < numbers.length; i += 2) pairs.push([numbers[i] ?? 0, numbers[i + 1] ?? 0]);
  const points: Point[] = [];
  for (let i = 0; i + 3 < pairs.length; i += 3) {
    for (let step = i === 0 ? 0 : 1; step <= STEPS; step++) {
      const t = step / STEPS;
      const s = 1 - t;
      const [x, y] = [0, 1].map(
        (axis) =>
          [s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t].reduce(
            (sum, weight, j) => sum + weight * (pairs[i + j]?.[axis] ?? 0),
            0,
          ),
      ) as [number, number];
      points.push(upright ? { along: y, across: x } : { along: x, across: y });
    }
  }
  return points;
}

/** Where a road is across at a place along time; outside of it, at its nearest end. */
export function acrossAt(points: readonly Point[], along: number): number {
  let before = points[0];
  for (const point of points) {
    if (point.along >= along) {
      if (!before || point.along <= before.along) return point.across;
      const part = Math.max(0, (along - before.along) / (point.along - before.along));
      return before.across + (point.across - before.across) * part;
    }
    before = point;
  }
  return before?.across ?? 0;
}

/** The next place on the way from one to another, some time later; `null` when it is there. */
export function flowed(from: number, to: number, ms: number): number | null {
  const next = to + (from - to) * Math.exp(-ms / 170);
  return Math.abs(next - to) < 0.4 ? null : next;
}
