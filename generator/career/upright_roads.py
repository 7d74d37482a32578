"""The roads of an upright drawing: where the main road is at every height, and the branches beside it.

A point is (along, across) here, `along` running downwards with time, until it is turned into (x, y).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from generator.career.chain import Leg
from generator.career.course import PULL
from generator.career.curve import Cubic, band, hermite, lifted, path, split, t_at
from generator.career.model import Road, Stream

#: The swell that stream and roads share turns at every multiple of this many units,
PERIOD = 92.0
#: and is so wide there: never quite regular, and the same in every drawing.
SWELL = (2.0, -1.6, 3.0, -2.8, 1.2, -3.0, 2.4)
#: Half the stream's width, and how much it breathes.
HALF = 20.0
BREATH = (0.5, -0.7, 1.0, -0.4, 0.8)
#: A bend is so many times as long as it is wide, and no shorter or longer than this.
BEND = 2.1
SHORTEST, LONGEST = 30.0, 120.0
#: Branches that leave a bend take no more than this of its steepness, lest they shoot beyond.
GENTLE = 0.35


def swell(along: float) -> tuple[float, float]:
    """How far everything is pushed aside at a height, and how fast that changes: cubics from turn to turn."""
    place = along / PERIOD
    index = int(place // 1)
    t = place - index
    before, after = SWELL[index % len(SWELL)], SWELL[(index + 1) % len(SWELL)]
    return before + (after - before) * t * t * (3 - 2 * t), (after - before) * 6 * t * (1 - t) / PERIOD


def turned(line: Sequence[Cubic]) -> tuple[Cubic, ...]:
    """The same curve with its axes changed."""
    return tuple([((a[1], a[0]), (b[1], b[0]), (c[1], c[0]), (d[1], d[0])) for a, b, c, d in line])


@lru_cache(maxsize=512)
def stream(bed: float, height: float) -> Stream:
    """The company around `bed`, from the top to the bottom of a drawing."""
    count = int(height // PERIOD) + 2

    def line(side: float) -> tuple[Cubic, ...]:
        knots = [
            (
                min(i * PERIOD, height),
                bed + SWELL[i % len(SWELL)] + side * (HALF + BREATH[i % len(BREATH)]),
            )
            for i in range(count)
        ]
        return tuple([hermite(a, (x, 0.0), b, (y, 0.0)) for (a, x), (b, y) in pairwise(knots)])

    edges = band(turned(line(-1.0)), turned(line(1.0)))
    return Stream(edges, bed, 2 * HALF, (path(turned(line(-0.4))), path(turned(line(0.45)))))


@dataclass(frozen=True)
class MainRoad:
    """The main road: straight along its lanes, and bending from each to the next.

    `lanes` has the place across of each leg, `dates` the heights at which legs begin and the last one ends,
    and `edges` those at which straight and bending parts take turns, from the first date to the last.
    """

    lanes: tuple[float, ...]
    dates: tuple[float, ...]
    edges: tuple[float, ...]
    bends: tuple[Cubic, ...]

    @property
    def top(self) -> float:
        """Where it begins."""
        return self.edges[0]

    @property
    def foot(self) -> float:
        """Where it ends."""
        return self.edges[-1]

    def at(self, along: float) -> float:
        """The place across at a height; beyond the ends, that of the lane there."""
        return self.heading(along)[0]

    def heading(self, along: float) -> tuple[float, float]:
        """The place across at a height, and the steepness there."""
        index = self._part(along)
        return _heading(self.bends[index // 2], along) if index % 2 else _on(self.lanes[index // 2], along)

    def between(self, start: float, end: float) -> Iterator[Cubic]:
        """Its cubics from one height to another."""
        for index in range(self._part(start), self._part(end) + 1):
            low, high = max(self.edges[index], start), min(self.edges[index + 1], end)
            if low >= high:
                continue
            if index % 2 == 0:
                yield from straight(self.lanes[index // 2], low, high)
                continue
            cubic = self.bends[index // 2]
            if high < self.edges[index + 1]:
                cubic = split(cubic, t_at(cubic, high))[0]
            if low > self.edges[index]:
                cubic = split(cubic, t_at(cubic, low))[1]
            yield cubic

    def settled(self, along: float) -> tuple[float, float]:
        """The nearest heights above and below at which it does not bend: the same one where it is straight."""
        index = self._part(along)
        return (self.edges[index], self.edges[index + 1]) if index % 2 else (along, along)

    def rightmost(self, start: float, end: float) -> float:
        """No point of it between two heights lies further right than this."""
        first, last = self._part(start), self._part(end)
        reach = [self.lanes[index // 2] + max(SWELL) for index in range(first, last + 1) if index % 2 == 0]
        reach += [self.at(along) for along, index in ((start, first), (end, last)) if index % 2]
        return max(reach)

    def _part(self, along: float) -> int:
        """The straight (even) or bending (odd) part at a height; beyond the ends, the nearest."""
        return bisect_right(self.edges, along, 1, len(self.edges) - 1) - 1


def _heading(cubic: Cubic, along: float) -> tuple[float, float]:
    """The place across of a cubic at a height, and its steepness there."""
    t = t_at(cubic, along)
    s = 1 - t
    (a, x0), (b, x1), (c, x2), (d, x3) = cubic
    across = s * s * s * x0 + 3 * s * s * t * x1 + 3 * s * t * t * x2 + t * t * t * x3
    u, v, w = s * s, 2 * s * t, t * t
    return across, (u * (x1 - x0) + v * (x2 - x1) + w * (x3 - x2)) / (u * (b - a) + v * (c - b) + w * (d - c))


def _on(lane: float, along: float) -> tuple[float, float]:
    push, slope = swell(along)
    return lane + push, slope


def straight(lane: float, start: float, end: float) -> Iterator[Cubic]:
    """The cubics of a lane between two heights: the swell's own, so that they are exact."""
    knots = [i * PERIOD for i in range(int(start // PERIOD) + 1, int(end // PERIOD) + 1)]
    knots = [start, *[knot for knot in knots if start + 1 < knot < end - 1], end]
    places = [_on(lane, knot) for knot in knots]
    for i in range(len(knots) - 1):
        yield hermite(knots[i], places[i], knots[i + 1], places[i + 1])


def main_road(lanes: Sequence[float], ends: Sequence[float]) -> MainRoad:
    """The main road over lanes that take turns at `ends`, which has one height more than there are lanes.

    A bend has its date in the middle where there is room, and leaves a part of each leg straight.
    """
    edges = [ends[0]]
    last = len(lanes) - 1
    for i in range(last):
        length = min(max(BEND * abs(lanes[i + 1] - lanes[i]), SHORTEST), LONGEST)
        before = (ends[i + 1] - ends[i]) * (0.84 if i == 0 else 0.46)
        after = (ends[i + 2] - ends[i + 1]) * (0.76 if i == last - 1 else 0.46)
        down = min(length / 2, after)
        up = min(length - down, before)
        edges += [ends[i + 1] - up, ends[i + 1] + min(length - up, after)]
    edges.append(ends[-1])
    edges = [round(edge, 1) for edge in edges]
    bends = []
    for i in range(last):
        start, end = edges[2 * i + 1], edges[2 * i + 2]
        bends.append(hermite(start, _on(lanes[i], start), end, _on(lanes[i + 1], end), PULL))
    return MainRoad(tuple(lanes), tuple(ends), tuple(edges), tuple(bends))


def pieces(legs: Sequence[Leg], main: MainRoad) -> Iterator[Road]:
    """The main road's pieces from top to bottom; dots begin and end with their dates, colours with the bend."""
    for i, leg in enumerate(legs):
        start, end = main.edges[2 * i], main.edges[2 * i + 1]
        if leg.dotted:
            yield _piece(main, leg, (main.dates[i], main.dates[i + 1]))
        elif start < end:
            yield _piece(main, leg, (start, end))
        if i + 1 < len(legs):
            yield from _bend(main, (leg, legs[i + 1]), end, main.dates[i + 1], main.edges[2 * i + 2])


def _bend(main: MainRoad, legs: tuple[Leg, Leg], start: float, middle: float, end: float) -> Iterator[Road]:
    before, after = legs
    if before.dotted and after.dotted:
        return
    if after.dotted:
        yield _piece(main, before, (start, middle), before.kind, after.kind)
    elif before.dotted:
        yield _piece(main, after, (middle, end), before.kind)
    else:
        kind_from = before.kind if before.kind != after.kind else None
        yield _piece(main, after, (start, end), kind_from)


def _piece(
    main: MainRoad, leg: Leg, span: tuple[float, float], kind_from: str | None = None, kind: str | None = None
) -> Road:
    """One piece; its colour runs from `kind_from`, where that is given, to the leg's own or to `kind`."""
    return Road(
        d=path(turned(tuple(main.between(*span)))),
        kind=kind or leg.kind,
        kind_from=kind_from,
        x0=span[0],
        x1=span[1],
        thin=leg.gap,
        dotted=leg.dotted,
        key=leg.key,
    )


@dataclass(frozen=True)
class Branch:
    """A thin road that keeps its distance from the main road between two heights; an open one has not ended."""

    leg: Leg
    line: tuple[Cubic, ...]
    beside: tuple[float, float]
    open: bool

    @property
    def top(self) -> float:
        """Where it begins."""
        return self.line[0][0][0]

    @property
    def foot(self) -> float:
        """Where it ends."""
        return self.line[-1][3][0]

    def rightmost(self, start: float, end: float) -> float:
        """No point of it between two heights lies further right than this, if it is there at all."""
        if end < self.top or self.foot < start:
            return float("-inf")
        return max(
            [x for cubic in self.line if cubic[0][0] <= end and cubic[3][0] >= start for _, x in cubic]
        )

    def at(self, along: float) -> float:
        """The place across at a height between its ends."""
        cubic = next((c for c in self.line if along <= c[3][0]), self.line[-1])
        return _heading(cubic, along)[0]

    def road(self) -> Road:
        """The same as path data."""
        return Road(
            path(turned(self.line)), self.leg.kind, None, round(self.top, 1), round(self.foot, 1),
            thin=True, dotted=self.leg.dotted, key=self.leg.key,
        )  # fmt: skip


def branch(leg: Leg, main: MainRoad, span: tuple[float, float], away: float) -> Branch:
    """A branch that leaves the main road, runs along it `away` units aside, and comes back or stays open.

    One that was the main road before, or is so afterwards, meets it at the far end of the bend there.
    """
    start, end = span
    if leg.parts:
        start = max([edge for edge in main.edges if edge <= start], default=start)
    if leg.joins:
        end = min([edge for edge in main.edges if edge >= end], default=end)
    if leg.parts and leg.joins:
        through = hermite(start, main.heading(start), end, main.heading(end))
        return Branch(leg, (through,), (start, end), leg.ongoing)
    ramp = min((end - start) * (0.7 if leg.ongoing else 0.45), 1.6 * abs(away) + 8)
    low, high = main.settled(start + ramp)[1], end if leg.ongoing else main.settled(end - ramp)[0]
    if low > high:
        low = high = end if leg.ongoing else (start + end) / 2
    line = [_ramp(main, (start, 0.0), (low, away)), *lifted(main.between(low, high), away)]
    if not leg.ongoing:
        line.append(_ramp(main, (high, away), (end, 0.0)))
    return Branch(leg, tuple(line), (low, high), leg.ongoing)


def _ramp(main: MainRoad, start: tuple[float, float], end: tuple[float, float]) -> Cubic:
    """The way from one distance beside the main road to another, steep only where it has to be."""
    (x0, slope0), (x1, slope1) = main.heading(start[0]), main.heading(end[0])
    return hermite(start[0], (x0 + start[1], _gentle(slope0)), end[0], (x1 + end[1], _gentle(slope1)), PULL)


def _gentle(slope: float) -> float:
    return min(max(slope, -GENTLE), GENTLE)
