/** Cubic Bézier curves whose x never runs backwards, and the slow swell that everything floats on. */

export type Point = readonly [x: number, y: number];
export type Cubic = readonly [Point, Point, Point, Point];
/** A height for every x. */
export type Lane = (x: number) => number;

/** The swell at x: two sines, so that it does not come again within a drawing of about the `length` of the slower one. */
export function swell(height: number, length: number, x: number): number {
  const turn = (2 * Math.PI * x) / length;
  return height * (0.66 * Math.sin(turn + 0.7) + 0.34 * Math.sin(2.17 * turn + 2.1));
}

/** The cubic through two points with given steepness; a larger `pull` (below 0.5) bends later and harder. */
export function hermite(a: Point, slopeA: number, b: Point, slopeB: number, pull = 1 / 3): Cubic {
  const reach = (b[0] - a[0]) * pull;
  return [a, [a[0] + reach, a[1] + slopeA * reach], [b[0] - reach, b[1] - slopeB * reach], b];
}

export function slope(lane: Lane, x: number): number {
  return lane(x + 0.5) - lane(x - 0.5);
}

/** Cubics that follow a lane through ascending x. */
export function along(lane: Lane, knots: readonly number[]): Cubic[] {
  return knots.slice(1).map((x, index) => {
    const before = knots[index]!;
    return hermite([before, lane(before)], slope(lane, before), [x, lane(x)], slope(lane, x));
  });
}

/** Cubics that follow a lane between two x, with knots at most `step` apart. */
export function level(lane: Lane, from: number, to: number, step: number): Cubic[] {
  return along(lane, knots(from, to, Math.max(1, Math.ceil((to - from) / step))));
}

/** `from` and `to` themselves and what divides the way between them into `count` equal parts. */
export function knots(from: number, to: number, count: number): readonly number[] {
  return Array.from({ length: count + 1 }, (_, index) => (index === count ? to : from + ((to - from) * index) / count));
}

function blend(a: Point, b: Point, t: number): Point {
  return [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t];
}

/** The two parts of a cubic before and after x (de Casteljau). */
export function splitAt(cubic: Cubic, x: number): readonly [Cubic, Cubic] {
  const t = parameterAt(cubic, x);
  const [a, b, c] = [blend(cubic[0], cubic[1], t), blend(cubic[1], cubic[2], t), blend(cubic[2], cubic[3], t)];
  const [d, e] = [blend(a, b, t), blend(b, c, t)];
  const middle = blend(d, e, t);
  return [
    [cubic[0], a, d, middle],
    [middle, e, c, cubic[3]],
  ];
}

/** The parameter at which a cubic reaches x, by bisection. */
function parameterAt([a, b, c, d]: Cubic, x: number): number {
  let [low, high] = [0, 1];
  for (let round = 0; round < 20; round++) {
    const t = (low + high) / 2;
    const s = 1 - t;
    if (s * s * s * a[0] + 3 * s * s * t * b[0] + 3 * s * t * t * c[0] + t * t * t * d[0] < x) low = t;
    else high = t;
  }
  return (low + high) / 2;
}

/** The height of a line at x; outside of it, that of its nearest end. */
export function heightAt(line: readonly Cubic[], x: number): number {
  const cubic = line.find((one) => x < one[3][0]);
  if (!cubic) return line[line.length - 1]![3][1];
  return x <= cubic[0][0] ? cubic[0][1] : splitAt(cubic, x)[1][0][1];
}

/** 0 to 1 without a corner at either end (Perlin 2002). */
export function ease(t: number): number {
  const inside = Math.min(Math.max(t, 0), 1);
  return inside ** 3 * (inside * (6 * inside - 15) + 10);
}

/** A coordinate in as few characters as one decimal allows. */
export function number(value: number): string {
  return String(Math.round(value * 10) / 10 + 0);
}

/** SVG path data of cubics that follow one another. */
export function path(line: readonly Cubic[]): string {
  const point = ([x, y]: Point): string => `${number(x)} ${number(y)}`;
  return line.map((cubic, index) => `${index === 0 ? `M${point(cubic[0])}` : ""}C${cubic.slice(1).map(point).join(" ")}`).join("");
}
