"""Cubic Bézier curves whose x never runs backwards, and the slow wave that everything floats on."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import ceil, pi, sin

Point = tuple[float, float]
Cubic = tuple[Point, Point, Point, Point]
Lane = Callable[[float], float]


@dataclass(frozen=True)
class Wave:
    """A slow swell of two sines: never repeating within a drawing, and the same in every build."""

    height: float
    length: float

    def at(self, x: float, lag: float = 0.0) -> float:
        """The swell at x; `lag` (user units) lets roads further out swing a little later."""
        turn = 2 * pi * (x - lag) / self.length
        return self.height * (0.66 * sin(turn + 0.7) + 0.34 * sin(2.17 * turn + 2.1))


def ease(t: float) -> float:
    """Smootherstep: 0 to 1 with no corner in slope or curvature at either end (Perlin 2002)."""
    t = min(max(t, 0.0), 1.0)
    return t * t * t * (t * (6 * t - 15) + 10)


def slope(lane: Lane, x: float) -> float:
    """The steepness of a lane at x."""
    return lane(x + 0.5) - lane(x - 0.5)


def hermite(start: Point, slope0: float, end: Point, slope1: float, pull: float = 1 / 3) -> Cubic:
    """The cubic through two points with given steepness; a larger `pull` (< 0.5) bends later and harder."""
    reach = (end[0] - start[0]) * pull
    return (
        start,
        (start[0] + reach, start[1] + slope0 * reach),
        (end[0] - reach, end[1] - slope1 * reach),
        end,
    )


def along(lane: Lane, knots: Sequence[float]) -> tuple[Cubic, ...]:
    """Cubics that follow a lane through the given ascending x."""
    points = [(x, lane(x)) for x in knots]
    slopes = [slope(lane, x) for x in knots]
    return tuple(hermite(points[i], slopes[i], points[i + 1], slopes[i + 1]) for i in range(len(points) - 1))


def flat(lane: Lane, x0: float, x1: float, step: float) -> tuple[Cubic, ...]:
    """Cubics that follow a lane between two x, with knots at most `step` apart."""
    count = max(1, ceil((x1 - x0) / step))
    return along(lane, [x0 + (x1 - x0) * i / count for i in range(count + 1)])


def blend(a: Point, b: Point, t: float) -> Point:
    """The point between two points."""
    return (a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t)


def split(cubic: Cubic, t: float) -> tuple[Cubic, Cubic]:
    """The two parts of a cubic before and after `t` (de Casteljau)."""
    a, b, c = (blend(cubic[i], cubic[i + 1], t) for i in range(3))
    d, e = blend(a, b, t), blend(b, c, t)
    middle = blend(d, e, t)
    return (cubic[0], a, d, middle), (middle, e, c, cubic[3])


def t_at(cubic: Cubic, x: float) -> float:
    """The parameter at which a cubic reaches x, by bisection (its x is monotone)."""
    low, high = 0.0, 1.0
    (x0, _), (x1, _), (x2, _), (x3, _) = cubic
    for _ in range(24):
        t = (low + high) / 2
        s = 1 - t
        if s * s * s * x0 + 3 * s * s * t * x1 + 3 * s * t * t * x2 + t * t * t * x3 < x:
            low = t
        else:
            high = t
    return (low + high) / 2


def y_at(line: Sequence[Cubic], x: float) -> float:
    """The height of a left-to-right line at x; outside of it, that of its nearest end."""
    if x <= line[0][0][0]:
        return line[0][0][1]
    if x >= line[-1][3][0]:
        return line[-1][3][1]
    cubic = line[max(0, bisect_right(line, x, key=lambda c: c[0][0]) - 1)]
    return split(cubic, t_at(cubic, x))[1][0][1]


def number(value: float) -> str:
    """A coordinate in as few characters as one decimal allows."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def path(line: Iterable[Cubic]) -> str:
    """SVG path data of cubics that follow one another."""
    parts: list[str] = []
    for cubic in line:
        points = [f"{number(x)} {number(y)}" for x, y in cubic]
        if not parts:
            parts.append("M" + points[0])
        parts.append("C" + " ".join(points[1:]))
    return "".join(parts)


def band(top: Sequence[Cubic], bottom: Sequence[Cubic]) -> str:
    """SVG path data of the closed area between two left-to-right lines."""
    back = [(c[3], c[2], c[1], c[0]) for c in reversed(bottom)]
    return path(top) + "L" + path(back)[1:] + "Z"
