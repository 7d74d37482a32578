"""The roads of an upright drawing: where the main road is at every height, and the branches beside it.

A point is (along, across) here, `along` running downwards with time, until it is turned into (x, y).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from generator.career.chain import Leg
from generator.career.course import PULL
from generator.career.curve import (
    Cubic,
    Point,
    band,
    hermite,
    lifted,
    slope_on,
    split,
    t_at,
    turned_path,
    y_on,
)
from generator.career.model import Road, Stream

#: The swell that stream and roads share turns at every multiple of this many units,
PERIOD = 92.0
#: and is so wide there: never quite regular, and the same in every drawing.
SWELL = (2.0, -1.6, 3.0, -2.8, 1.2, -3.0, 2.4)
MOST_SWELL = max(SWELL)
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
    return Stream(edges, bed, 2 * HALF, (turned_path(line(-0.4)), turned_path(line(0.45))))


@dataclass(frozen=True)
class MainRoad:
    """The main road: straight along its lanes, and bending from each to the next.

    `lanes` has the place across of each leg, `dates` the heights at which legs begin and the last one ends,
    and `edges` those at which straight and bending parts take turns, from the first date to the last. A
    straight part between two bends that meet is empty.
    """

    lanes: tuple[float, ...]
    dates: tuple[float, ...]
    edges: tuple[float, ...]
    straights: tuple[tuple[Cubic, ...], ...]
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
        index = self._part(along)
        return y_on(self.bends[index // 2], along) if index % 2 else _on(self.lanes[index // 2], along)[0]

    def heading(self, along: float) -> tuple[float, float]:
        """The place across at a height, and the steepness there."""
        index = self._part(along)
        if index % 2 == 0:
            return _on(self.lanes[index // 2], along)
        bend = self.bends[index // 2]
        return y_on(bend, along), slope_on(bend, along)

    def between(self, start: float, end: float) -> Iterator[Cubic]:
        """Its cubics from one height to another."""
        for index in range(self._part(start), self._part(end) + 1):
            low, high = max(self.edges[index], start), min(self.edges[index + 1], end)
            if low >= high:
                continue
            if index % 2 == 0:
                yield from _straight(self.lanes[index // 2], low, high)
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
        reach = [lane + MOST_SWELL for lane in self.lanes[(first + 1) // 2 : last // 2 + 1]]
        reach += [self.at(along) for along, index in ((start, first), (end, last)) if index % 2]
        return max(reach)

    def _part(self, along: float) -> int:
        """The straight (even) or bending (odd) part at a height; beyond the ends, the nearest."""
        return bisect_right(self.edges, along, 1, len(self.edges) - 1) - 1


def _on(lane: float, along: float) -> Point:
    push, slope = swell(along)
    return lane + push, slope


def _straight(lane: float, start: float, end: float) -> tuple[Cubic, ...]:
    """The cubics of a lane between two heights: the swell's own, so that they are exact."""
    return _swelling(lane, start, _on(lane, start), end, _on(lane, end))


def _swelling(lane: float, start: float, first: Point, end: float, last: Point) -> tuple[Cubic, ...]:
    """The same, where the place across and the steepness at both heights are known already."""
    if start >= end:
        return ()
    found: list[Cubic] = []
    for turn in range(int(start // PERIOD) + 1, int(end // PERIOD) + 1):
        knot = turn * PERIOD
        if start + 1 < knot < end - 1:
            place = _on(lane, knot)
            found.append(hermite(start, first, knot, place))
            start, first = knot, place
    return (*found, hermite(start, first, end, last))


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
    places = [_on(lanes[i // 2], edge) for i, edge in enumerate(edges)]
    straights: list[tuple[Cubic, ...]] = []
    bends: list[Cubic] = []
    for i in range(0, len(edges), 2):
        straights.append(_swelling(lanes[i // 2], edges[i], places[i], edges[i + 1], places[i + 1]))
        if i + 2 < len(edges):
            bends.append(hermite(edges[i + 1], places[i + 1], edges[i + 2], places[i + 2], PULL))
    return MainRoad(tuple(lanes), tuple(ends), tuple(edges), tuple(straights), tuple(bends))


def pieces(legs: Sequence[Leg], main: MainRoad) -> Iterator[Road]:
    """The main road's pieces from top to bottom; dots begin and end with their dates, colours with the bend."""
    for i, leg in enumerate(legs):
        if leg.dotted:
            yield _piece(main.between(main.dates[i], main.dates[i + 1]), leg, leg.kind)
        elif main.straights[i]:
            yield _piece(main.straights[i], leg, leg.kind)
        if i + 1 < len(legs):
            yield from _bend(main, i, leg, legs[i + 1])


def _bend(main: MainRoad, i: int, before: Leg, after: Leg) -> Iterator[Road]:
    """The bend after leg `i`, or as much of it as is not dotted."""
    if not before.dotted and not after.dotted:
        yield _piece(main.bends[i : i + 1], after, after.kind, before.kind)
    elif not before.dotted:
        yield _piece(main.between(main.edges[2 * i + 1], main.dates[i + 1]), before, after.kind, before.kind)
    elif not after.dotted:
        yield _piece(main.between(main.dates[i + 1], main.edges[2 * i + 2]), after, after.kind, before.kind)


def _piece(line: Iterable[Cubic], leg: Leg, kind: str, kind_from: str | None = None) -> Road:
    """One piece of a leg; its colour runs from `kind_from`, where that is given and another, to `kind`."""
    running = kind_from if kind_from != kind else None
    return Road(turned_path(tuple(line)), kind, running, leg.gap, leg.dotted, leg.key)


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
        return y_on(next((c for c in self.line if along <= c[3][0]), self.line[-1]), along)

    def road(self) -> Road:
        """The same as path data."""
        leg = self.leg
        return Road(turned_path(self.line), leg.kind, None, thin=True, dotted=leg.dotted, key=leg.key)


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
