"""The upright drawing of one career: time runs downwards, and words have a column of their own at the right.

So words meet no road, and there is one only question: how far to move those that would meet each other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from generator.career.chain import SNAP, Chain, Leg, chain
from generator.career.curve import Cubic
from generator.career.model import Bend, Dot, Pen, Ring, Road, Stream, Stretch, pairs
from generator.career.scale import TimeScale
from generator.career.upright_plan import FOOT, LEAST, SIZES, TOP, YEARS, Plan, plan
from generator.career.upright_roads import (
    HALF,
    Branch,
    MainRoad,
    branch,
    main_road,
    pieces,
    stream,
    turned,
)
from generator.career.upright_words import RING, Ground, Line, Wanted, Words, place

__all__ = ["Line", "Upright", "Words", "Year", "upright"]

PEN = Pen(4.6, 2.2, 9.6, 7.0, 5.0, RING)


class Year(NamedTuple):
    """A year at the left edge; `y` is the height of the date that it stands for."""

    y: float
    year: int


@dataclass(frozen=True)
class Upright:
    """The upright drawing of one career; all lengths in SVG user units.

    `roads` is the main road in order, each piece beginning where the one before it ends, and `sides` are
    the branches. `signs` stand where the main road's stretches begin, each in the shape of its kind,
    `side_signs` where branches have left the road, and `dots` where they are today. `bends` are the changes
    along the main road, `turns` the turning points that were asked for. No road ever runs upwards, so that
    what lies above the point of a date is what was before it.
    """

    width: float
    height: float
    stream: Stream
    roads: tuple[Road, ...]
    sides: tuple[Road, ...]
    ring: Ring | None
    signs: tuple[Dot, ...]
    side_signs: tuple[Dot, ...]
    dots: tuple[Dot, ...]
    years: tuple[Year, ...]
    labels: tuple[Words, ...]
    bends: tuple[Bend, ...]
    turns: tuple[Bend, ...]
    scale: TimeScale
    main: MainRoad | None = field(repr=False)
    pen: Pen = PEN

    @cached_property
    def line(self) -> tuple[Cubic, ...]:
        """The cubics of the main road from top to bottom, as (x, y); none for an empty career."""
        return turned(tuple(self.main.between(self.main.top, self.main.foot))) if self.main else ()

    @property
    def gradients(self) -> tuple[tuple[str, str], ...]:
        """The pairs of kinds that bends run between, each once, sorted."""
        return pairs(self.roads)

    def point(self, when: date) -> Bend:
        """Where the main road is at a date, for what pages set on it.

        Dates outside the career are moved to its nearest end. Raises ValueError for an empty career.
        """
        if self.main is None:
            raise ValueError("a career without stretches has no points")
        return _point(self.main, self.scale, when)


def upright(
    stretches: Sequence[Stretch],
    today: date,
    *,
    width: float,
    height: float | None = None,
    turns: Sequence[date] = (),
) -> Upright:
    """The upright drawing of one career, `width` units wide (300 to 360 are meant).

    It is `height` high, or as much higher as its words need; without a height, as high as they need to
    stand at ease. Every stretch with a label has its words, however many there are; what is too wide for
    the column is broken into up to five lines. `turns` are dates to be marked on the main road; those
    outside the career are left out. An empty career gives the stream alone.
    """
    told = chain(stretches, today)
    if not told.legs:
        bare, scale = stream(YEARS + HALF, height or 240.0), TimeScale(((today.toordinal(), 0.0),))
        return Upright(
            width, height or 240.0, bare, (), (), None, (), (), (), (), (), (), (), scale, None
        )  # fmt: skip
    planned = plan(told, width)
    return _drawn(told, planned, width, planned.height(height), turns)


def _drawn(told: Chain, planned: Plan, width: float, height: float, turns: Sequence[date]) -> Upright:
    legs = told.legs
    lengths = _shares([leg.days for leg in legs], height - TOP - FOOT, planned.leasts)
    ends = [round(y, 1) for y in accumulate(lengths, initial=TOP)]
    days = [leg.start.toordinal() for leg in legs] + [legs[-1].end.toordinal()]
    scale = TimeScale(tuple(zip(days, ends, strict=True)))
    main = main_road(planned.lanes, ends)
    sides = [
        branch(leg, main, _span(leg, scale, main), away)
        for leg, away in zip(told.branches, planned.aways, strict=True)
    ]
    starts = [Bend(round(main.at(y), 1), y, leg.start) for leg, y in zip(legs, ends, strict=False)]
    return Upright(
        width=width,
        height=height,
        stream=stream(planned.bed, height),
        roads=tuple(pieces(legs, main)),
        sides=tuple([side.road() for side in sides]),
        ring=Ring(round(main.at(main.foot), 1), main.foot, legs[-1].kind),
        signs=tuple(
            [Dot(x, y, leg.kind) for (x, y, _), leg in zip(starts, legs, strict=True) if not leg.gap]
        ),
        side_signs=tuple([_dot(side, 0) for side in sides if not side.leg.parts]),
        dots=tuple([_dot(side, -1) for side in sides if side.open]),
        years=tuple(_years(legs, ends)),
        labels=_labels(told, main, sides, planned, (width, height)),
        bends=tuple(starts[1:]),
        turns=tuple(_turns(turns, starts, main, scale)),
        scale=scale,
        main=main,
    )


def _shares(days: Sequence[int], total: float, leasts: Sequence[float]) -> list[float]:
    """Lengths that add up to `total`, in proportion to `days` but each no less than its own of `leasts`.

    `total` has to be enough for those. What has no days beside its least shares what is over with the others.
    """
    pinned = [False] * len(days)
    while True:
        rest = total - sum([least for least, at_least in zip(leasts, pinned, strict=True) if at_least])
        free = sum([day for day, at_least in zip(days, pinned, strict=True) if not at_least])
        if not free:
            over = (total - sum(leasts)) / len(days)
            return [least + over for least in leasts]
        pace = rest / free
        short = [
            at_least or day * pace < least for day, least, at_least in zip(days, leasts, pinned, strict=True)
        ]
        if short == pinned:
            return [
                least if at_least else day * pace
                for day, least, at_least in zip(days, leasts, pinned, strict=True)
            ]
        pinned = short


def _span(leg: Leg, scale: TimeScale, main: MainRoad) -> tuple[float, float]:
    """Where a branch begins and ends: never so short that it is not seen, but only beside legs of its own time."""
    top, foot = scale.at(leg.start), scale.at(leg.end)
    low = max([y for y in main.dates if y <= top and y < foot], default=main.top)
    high = min([y for y in main.dates if y >= foot and y > top], default=main.foot)
    foot = min(max(foot, top + LEAST), high)
    return max(min(top, foot - LEAST), low), foot


def _point(main: MainRoad, scale: TimeScale, when: date) -> Bend:
    y = min(max(scale.at(when), main.top), main.foot)
    return Bend(round(main.at(y), 1), round(y, 1), when)


def _turns(turns: Sequence[date], starts: Sequence[Bend], main: MainRoad, scale: TimeScale) -> Iterator[Bend]:
    """The turning points within a career; one that is told as about the time of a change is that change."""
    first, last = starts[0].date - SNAP, date.fromordinal(scale.knots[-1][0])
    known = {start.date: start for start in starts}
    for when in sorted(set(turns)):
        if first <= when <= last:
            near = known[when if when in known else min(known, key=lambda day: abs(day - when))]
            is_change = abs(near.date - when) <= SNAP or abs(near.y - scale.at(when)) <= 2 * PEN.turn
            yield near if is_change else _point(main, scale, when)


def _dot(side: Branch, part: int) -> Dot:
    """Where a part of a branch ends."""
    y, x = side.line[part][3]
    return Dot(round(x, 1), round(y, 1), side.leg.kind)


def _years(legs: Sequence[Leg], ends: Sequence[float]) -> Iterator[Year]:
    """The year of each change, and today's; each once, where it comes first."""
    told = 0
    for when, y in zip((*(leg.start for leg in legs), legs[-1].end), ends, strict=True):
        if when.year != told:
            yield Year(y, when.year)
        told = when.year


def _labels(
    told: Chain, main: MainRoad, sides: Sequence[Branch], planned: Plan, size: tuple[float, float]
) -> tuple[Words, ...]:
    """The words of all legs and branches."""
    ends = main.dates
    wanted = [
        Wanted(leg, block, top, foot, main)
        for leg, block, top, foot in zip(told.legs, planned.blocks, ends, ends[1:], strict=False)
        if block.height
    ]
    wanted += [
        Wanted(side.leg, block, *side.beside, side)
        for side, block in zip(sides, planned.side_blocks, strict=True)
        if block.height
    ]
    return place(wanted, Ground(main, sides, planned.bed + HALF, planned.column, size), SIZES)
