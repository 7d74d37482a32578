"""The upright drawing of one career: time runs downwards, and words have a column of their own at the right.

So words meet no road, and there is one only question: how far to move those that would meet each other.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import accumulate

from generator.career.chain import SNAP, Chain, Leg, chain
from generator.career.curve import Cubic
from generator.career.lanes import levels
from generator.career.model import Bend, Dot, Pen, Ring, Road, Stream, Stretch, pairs
from generator.career.scale import TimeScale
from generator.career.upright_roads import (
    HALF,
    SWELL,
    Branch,
    MainRoad,
    branch,
    main_road,
    pieces,
    stream,
    turned,
)
from generator.career.upright_words import AIR, GUTTER, Block, Ground, Line, Sizes, Wanted, Words, place

__all__ = ["Line", "Upright", "Words", "Year", "upright"]

PEN = Pen(4.6, 2.2, 9.6, 7.0, 5.0, 9.0)
SIZES = Sizes(13.5, 18.0, 11.5, 15.5)
#: The column of years at the left edge.
YEARS = 38.0
#: From the edges of the stream to the first lanes beside it, and from one lane to the next.
LEFT_LANE, RIGHT_LANE, LANE = 15.0, 20.0, 22.0
#: How far aside branches run, the first choice first.
ASIDE = (26.0, 38.0, 50.0)
#: The least that a stretch has along time, words or not.
LEAST = 26.0
#: What a stretch has along time beyond its words, where no height is given.
EASE = 32.0
#: Room for the sign above the first road, and for the ring under the last.
TOP, FOOT = 16.0, 20.0


@dataclass(frozen=True)
class Year:
    """A year at the left edge; `y` is the height of the date that it stands for."""

    y: float
    year: int


@dataclass(frozen=True)
class Upright:
    """The upright drawing of one career; all lengths in SVG user units.

    `roads` is the main road in order, each piece beginning where the one before it ends, and `sides` are
    the branches. A road's `x0` and `x1` are where it begins and ends along time, that is, downwards.
    `signs` stand where the main road's stretches begin, each in the shape of its kind, and `dots` where
    branches are today. `bends` are the changes along the main road, `turns` the turning points that were
    asked for. No road ever runs upwards, so that what lies above the point of a date is what was before it.
    """

    width: float
    height: float
    stream: Stream
    roads: tuple[Road, ...]
    sides: tuple[Road, ...]
    ring: Ring | None
    signs: tuple[Dot, ...]
    dots: tuple[Dot, ...]
    years: tuple[Year, ...]
    labels: tuple[Words, ...]
    bends: tuple[Bend, ...]
    turns: tuple[Bend, ...]
    scale: TimeScale
    main: MainRoad | None = field(repr=False)
    pen: Pen = PEN

    @property
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
    the column is broken into up to four lines. `turns` are dates to be marked on the main road; those
    outside the career are left out. An empty career gives the stream alone.
    """
    told = chain(stretches, today)
    if not told.legs:
        bare, scale = stream(YEARS + HALF, height or 240.0), TimeScale(((today.toordinal(), 0.0),))
        return Upright(
            width, height or 240.0, bare, (), (), None, (), (), (), (), (), (), scale, None
        )  # fmt: skip
    plan = _plan(told, width)
    return _drawn(told, plan, width, plan.height(height), turns)


@dataclass(frozen=True)
class _Plan:
    """What is known before heights are: where the roads run across, and the words of all legs and branches."""

    bed: float
    lanes: tuple[float, ...]
    aways: tuple[float, ...]
    column: float
    blocks: tuple[Block, ...]
    side_blocks: tuple[Block, ...]
    leasts: tuple[float, ...]

    def height(self, wanted: float | None) -> float:
        """The height of the drawing."""
        least = TOP + FOOT + sum(self.leasts)
        return float(round(max(wanted or least + EASE * len(self.leasts), least)))


def _plan(told: Chain, width: float) -> _Plan:
    heights = levels(told.legs, [90.0] * len(told.legs), 2, 1)
    bed = YEARS + HALF + (LEFT_LANE + 11.0 if any(level < -0.5 for level in heights) else 0.0)
    lanes = tuple([bed + _aside(level) for level in heights])
    aways, right = _aways(told, lanes, width)
    column = max(bed + HALF + 1.0, right) + max(SWELL) + GUTTER
    room = width - column - 2.0
    blocks = tuple([SIZES.block(leg.label, leg.sub, room) for leg in told.legs])
    side_blocks = tuple([SIZES.block(leg.label, leg.sub, room) for leg in told.branches])
    return _Plan(bed, lanes, aways, column, blocks, side_blocks, _leasts(told, blocks, side_blocks))


def _leasts(told: Chain, blocks: Sequence[Block], side_blocks: Sequence[Block]) -> tuple[float, ...]:
    """What each leg needs along time: room for its own words, and for those of branches beside it."""
    leasts = [max(LEAST, block.height + AIR) for block in blocks]
    for leg, block in zip(told.branches, side_blocks, strict=True):
        if block.height:
            middle = leg.start + (leg.end - leg.start) / 2
            leasts[bisect_right(told.legs, middle, hi=len(leasts) - 1, key=lambda leg: leg.end)] += (
                block.height + AIR
            )
    return tuple(leasts)


def _aside(level: float) -> float:
    """How far from the middle of the stream a level is; departments of the company lie within it."""
    if abs(level) < 0.5:
        return 40 * level
    return HALF + RIGHT_LANE + LANE * (level - 1) if level > 0 else -HALF - LEFT_LANE


def _aways(told: Chain, lanes: Sequence[float], width: float) -> tuple[tuple[float, ...], float]:
    """A side and a distance for each branch, if possible free of others; and how far right all roads reach."""
    found: list[float] = []
    reach = max(lanes)
    for leg in told.branches:
        met = [x for other, x in zip(told.legs, lanes, strict=True) if _meet(leg, other)] or [lanes[-1]]
        signs = (
            (-1, 1) if leg.kind in {"contract", "collaboration"} and min(met) > YEARS + 2 * HALF else (1, -1)
        )
        options = [sign * away for away in ASIDE for sign in signs]
        options = [
            away for away in options if min(met) + away > YEARS + 4 and max(met) + away < 0.5 * width
        ] or options[:1]
        taken = [away for other, away in zip(told.branches, found, strict=False) if _meet(leg, other)]
        found.append(min(options, key=taken.count))
        reach = max(reach, max(met) + found[-1])
    return tuple(found), reach


def _meet(a: Leg, b: Leg) -> bool:
    return a.start <= b.end and b.start <= a.end


def _drawn(told: Chain, plan: _Plan, width: float, height: float, turns: Sequence[date]) -> Upright:
    legs = told.legs
    lengths = _shares([leg.days for leg in legs], height - TOP - FOOT, plan.leasts)
    ends = [round(y, 1) for y in accumulate(lengths, initial=TOP)]
    days = [leg.start.toordinal() for leg in legs] + [legs[-1].end.toordinal()]
    scale = TimeScale(tuple(zip(days, ends, strict=True)))
    main = main_road(plan.lanes, ends)
    sides = [
        branch(leg, main, _span(leg, scale, main), away)
        for leg, away in zip(told.branches, plan.aways, strict=True)
    ]
    starts = [Dot(round(main.at(y), 1), y, leg.kind) for leg, y in zip(legs, ends, strict=False)]
    return Upright(
        width=width,
        height=height,
        stream=stream(plan.bed, height),
        roads=tuple(pieces(legs, main)),
        sides=tuple([side.road() for side in sides]),
        ring=Ring(round(main.at(main.foot), 1), main.foot, legs[-1].kind),
        signs=tuple([sign for sign, leg in zip(starts, legs, strict=True) if not leg.gap]),
        dots=tuple([_tip(side) for side in sides if side.open]),
        years=tuple(_years(legs, ends)),
        labels=_labels(told, main, sides, plan, height),
        bends=tuple([Bend(dot.x, dot.y, leg.start) for dot, leg in zip(starts[1:], legs[1:], strict=True)]),
        turns=tuple(_turns(turns, legs, main, scale)),
        scale=scale,
        main=main,
    )


def _shares(days: Sequence[int], total: float, leasts: Sequence[float]) -> list[float]:
    """Lengths that add up to `total`, in proportion to `days` but each no less than its own of `leasts`.

    `total` has to be enough for those. What has no days beside its least shares what is over with the others.
    """
    pinned = [False] * len(days)
    while True:
        rest = total - sum(least for least, at_least in zip(leasts, pinned, strict=True) if at_least)
        free = sum(day for day, at_least in zip(days, pinned, strict=True) if not at_least)
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
    """Where a branch begins and ends: never so short that it is not seen, nor beyond the main road."""
    foot = min(max(scale.at(leg.end), scale.at(leg.start) + LEAST), main.foot)
    return max(min(scale.at(leg.start), foot - LEAST), main.top), foot


def _point(main: MainRoad, scale: TimeScale, when: date) -> Bend:
    y = min(max(scale.at(when), main.top), main.foot)
    return Bend(round(main.at(y), 1), round(y, 1), when)


def _turns(turns: Sequence[date], legs: Sequence[Leg], main: MainRoad, scale: TimeScale) -> Iterator[Bend]:
    """The turning points within a career; one told as the month before or after a change is that change."""
    changes = [leg.start for leg in legs]
    for when in sorted(set(turns)):
        if legs[0].start - SNAP <= when <= legs[-1].end:
            nearest = min(changes, key=lambda change: abs(change - when))
            yield _point(main, scale, nearest if abs(nearest - when) <= SNAP else when)


def _tip(side: Branch) -> Dot:
    y, x = side.line[-1][3]
    return Dot(round(x, 1), round(y, 1), side.leg.kind)


def _years(legs: Sequence[Leg], ends: Sequence[float]) -> Iterator[Year]:
    """The year of each change, and today's; each once, where it comes first."""
    told = 0
    for when, y in zip((*(leg.start for leg in legs), legs[-1].end), ends, strict=True):
        if when.year != told:
            yield Year(y, when.year)
        told = when.year


def _labels(
    told: Chain, main: MainRoad, sides: Sequence[Branch], plan: _Plan, height: float
) -> tuple[Words, ...]:
    """The words of all legs and branches."""
    ends = main.dates
    wanted = [
        Wanted(leg, block, top, foot, main)
        for leg, block, top, foot in zip(told.legs, plan.blocks, ends, ends[1:], strict=False)
        if block.height
    ]
    wanted += [
        Wanted(side.leg, block, *side.beside, side)
        for side, block in zip(sides, plan.side_blocks, strict=True)
        if block.height
    ]
    return place(wanted, Ground(main, sides, plan.bed + HALF, plan.column, height), SIZES)
