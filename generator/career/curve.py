"""Cubic Bézier curves whose x never runs backwards, and the slow wave that everything floats on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import ceil, cos, pi, sin

Point = tuple[float, float]
Cubic = tuple[Point, Point, Point, Point]
#: The height and the steepness at x.
Lane = Callable[[float], Point]


@dataclass(frozen=True)
class Wave:
    """A slow swell of two sines: never repeating within a drawing, and the same in every build."""

    height: float
    length: float

    def at(self, x: float, lag: float = 0.0) -> float:
        """The swell at x; `lag` (user units) lets roads further out swing a little later."""
        turn = 2 * pi * (x - lag) / self.length
        return self.height * (0.66 * sin(turn + 0.7) + 0.34 * sin(2.17 * turn + 2.1))

    def lane(self, y: float, swell: float = 1.0, lag: float = 0.0) -> Lane:
        """The lane that floats around the height `y`, so many times as high as the swell."""
        pace = 2 * pi / self.length
        high, low = 0.66 * swell * self.height, 0.34 * swell * self.height

        def at(x: float) -> Point:
            turn = pace * (x - lag)
            one, two = turn + 0.7, 2.17 * turn + 2.1
            return y + high * sin(one) + low * sin(two), pace * (high * cos(one) + 2.17 * low * cos(two))

        return at


def ease(t: float) -> float:
    """Smootherstep: 0 to 1 with no corner in slope or curvature at either end (Perlin 2002)."""
    t = min(max(t, 0.0), 1.0)
    return t * t * t * (t * (6 * t - 15) + 10)


def sloped(height: Callable[[float], float]) -> Lane:
    """The lane of a height that has no simple derivative."""
    return lambda x: (height(x), height(x + 0.5) - height(x - 0.5))


def hermite(x0: float, start: Point, x1: float, end: Point, pull: float = 1 / 3) -> Cubic:
    """The cubic between two x with height and steepness given at both; a larger `pull` (< 0.5) bends later."""
    reach = (x1 - x0) * pull
    y0, y1 = start[0], end[0]
    return (x0, y0), (x0 + reach, y0 + start[1] * reach), (x1 - reach, y1 - end[1] * reach), (x1, y1)


def flat(lane: Lane, x0: float, x1: float, step: float) -> list[Cubic]:
    """Cubics that follow a lane between two x, with knots at most `step` apart."""
    return between(lane, (x0, x1), (lane(x0), lane(x1)), step)


def between(lane: Lane, span: tuple[float, float], ends: tuple[Point, Point], step: float) -> list[Cubic]:
    """The same, where it is known already how the lane is at both ends."""
    x0, x1 = span
    count = max(1, ceil((x1 - x0) / step))
    found: list[Cubic] = []
    left, here = x0, ends[0]
    for i in range(1, count + 1):
        right = x0 + (x1 - x0) * i / count
        there = lane(right) if i < count else ends[1]
        found.append(hermite(left, here, right, there))
        left, here = right, there
    return found


def split(cubic: Cubic, t: float) -> tuple[Cubic, Cubic]:
    """The two parts of a cubic before and after `t` (de Casteljau)."""
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = cubic
    abx, aby = ax + (bx - ax) * t, ay + (by - ay) * t
    bcx, bcy = bx + (cx - bx) * t, by + (cy - by) * t
    cdx, cdy = cx + (dx - cx) * t, cy + (dy - cy) * t
    ux, uy = abx + (bcx - abx) * t, aby + (bcy - aby) * t
    vx, vy = bcx + (cdx - bcx) * t, bcy + (cdy - bcy) * t
    middle = (ux + (vx - ux) * t, uy + (vy - uy) * t)
    return (cubic[0], (abx, aby), (ux, uy), middle), (middle, (vx, vy), (cdx, cdy), cubic[3])


def t_at(cubic: Cubic, x: float) -> float:
    """The parameter at which a cubic reaches x, by Newton's method.

    Its x is monotone and never steep, so that four steps from the straight line's answer are exact enough
    for one decimal.
    """
    x0, x1, x2, x3 = cubic[0][0], cubic[1][0], cubic[2][0], cubic[3][0]
    if x3 <= x0:
        return 0.0
    t = (x - x0) / (x3 - x0)
    c = 3 * (x1 - x0)
    b = 3 * (x2 - x1) - c
    a = x3 - x0 - c - b
    for _ in range(4):
        off = ((a * t + b) * t + c) * t + x0 - x
        if -1e-4 < off < 1e-4:
            break
        t -= off / ((3 * a * t + 2 * b) * t + c or 1.0)
    return t if 0.0 <= t <= 1.0 else min(max(t, 0.0), 1.0)


def y_on(cubic: Cubic, x: float) -> float:
    """The height of one cubic at x."""
    t = t_at(cubic, x)
    s = 1 - t
    (_, y0), (_, y1), (_, y2), (_, y3) = cubic
    return s * s * s * y0 + 3 * s * t * (s * y1 + t * y2) + t * t * t * y3


def slope_on(cubic: Cubic, x: float) -> float:
    """The steepness of one cubic at x."""
    t = t_at(cubic, x)
    s = 1 - t
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = cubic
    u, v, w = s * s, 2 * s * t, t * t
    return (u * (y1 - y0) + v * (y2 - y1) + w * (y3 - y2)) / (u * (x1 - x0) + v * (x2 - x1) + w * (x3 - x2))


def y_at(line: Sequence[Cubic], x: float) -> float:
    """The height of a left-to-right line at x; outside of it, that of its nearest end."""
    if x <= line[0][0][0]:
        return line[0][0][1]
    return y_on(cubic_at(line, x), x)


def cubic_at(line: Sequence[Cubic], x: float) -> Cubic:
    """The cubic of a left-to-right line that is at x or, outside of the line, nearest to it."""
    for cubic in line:
        if x < cubic[3][0]:
            return cubic
    return line[-1]


def cut(line: Sequence[Cubic], x0: float, x1: float) -> list[Cubic]:
    """The part of a line between two x within it."""
    found: list[Cubic] = []
    for cubic in line:
        start, end = cubic[0][0], cubic[3][0]
        if end <= x0 or start >= x1:
            continue
        part = cubic
        if end > x1:
            part = split(part, t_at(part, x1))[0]
        if start < x0:
            part = split(part, t_at(part, x0))[1]
        found.append(part)
    return found


def slopes(line: Sequence[Cubic]) -> tuple[float, float]:
    """The steepness at both ends of a line."""
    (x0, y0), (x1, y1) = line[0][:2]
    (x2, y2), (x3, y3) = line[-1][2:]
    return (y1 - y0) / (x1 - x0 or 1.0), (y3 - y2) / (x3 - x2 or 1.0)


def lifted(line: Iterable[Cubic], away: float) -> list[Cubic]:
    """The line moved downwards by `away` (upwards where it is negative)."""
    return [
        ((ax, ay + away), (bx, by + away), (cx, cy + away), (dx, dy + away))
        for (ax, ay), (bx, by), (cx, cy), (dx, dy) in line
    ]


def number(value: float) -> str:
    """A coordinate in as few characters as one decimal allows."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


_MOVE = "M%.1f %.1f"
_CURVE = "C%.1f %.1f %.1f %.1f %.1f %.1f"


def path(line: Sequence[Cubic]) -> str:
    """SVG path data of cubics that follow one another."""
    return _brief(_MOVE % line[0][0] + "".join([_CURVE % (b + c + d) for _, b, c, d in line]))


def turned_path(line: Sequence[Cubic]) -> str:
    """The same of cubics whose points are (y, x)."""
    y, x = line[0][0]
    curves = [_CURVE % (b[1], b[0], c[1], c[0], d[1], d[0]) for _, b, c, d in line]
    return _brief(_MOVE % (x, y) + "".join(curves))


def _brief(d: str) -> str:
    """Path data without idle decimals, before all that can follow a number."""
    return d.replace(".0 ", " ").replace(".0C", "C").removesuffix(".0")


def band(top: Sequence[Cubic], bottom: Sequence[Cubic]) -> str:
    """SVG path data of the closed area between two left-to-right lines."""
    back = [(c[3], c[2], c[1], c[0]) for c in reversed(bottom)]
    return path(top) + "L" + path(back)[1:] + "Z"
