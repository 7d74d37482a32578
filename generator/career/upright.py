"""The upright drawing of one career: time runs downwards, words stand in a column at its right.

The geometry is that of the lying drawings with its axes changed: here a point is (along, across) until it is
written down, `along` being time. Words have a column of their own, so they meet no road.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from generator.career.chain import Chain, Leg, chain
from generator.career.course import Beside, Piece, Placed, Reach, beside, branch, main_road, whole
from generator.career.curve import Cubic, Lane, Wave, along, band, number, path, y_at
from generator.career.lanes import levels
from generator.career.model import HERE, Bend, Dot, Pen, Ring, Road, Stream, Stretch, pairs
from generator.career.scale import TimeScale
from generator.career.upright_words import Block, Sizes, apart

YEARS = 38.0
HALF = 20.0
PEN = Pen(4.6, 2.2, 9.6, 7.0)
SIZES = Sizes(13.5, 18.0, 11.5, 15.5)
AIR = 10.0
#: What a spell without words has along time at least, in user units.
LEAST = 26.0
TOP = 16.0
BOTTOM = 20.0
WAVE = Wave(3.2, 420.0)


@dataclass(frozen=True)
class Line:
    """One line of words with its base line; `title` lines are the larger ones."""

    text: str
    y: float
    title: bool


@dataclass(frozen=True)
class Words:
    """The label of one stretch, from `x` to the right; `box` is what it covers.

    `leader` is the path data of a hairline to the road, given where the label stands away from it.
    """

    x: float
    lines: tuple[Line, ...]
    kind: str
    key: str | int
    box: tuple[float, float, float, float]
    leader: str | None


@dataclass(frozen=True)
class Year:
    """A year at the left edge, `y` being the middle of its number."""

    y: float
    year: int


@dataclass(frozen=True)
class Upright:
    """The upright drawing of one career; all lengths in SVG user units.

    `roads` is the main road in order, each piece beginning where the one before it ends, and `sides` are
    the branches. A road's `x0` and `x1` are where it begins and ends along time, that is, downwards.
    `bends` are the changes along the main road, `turns` the turning points that were asked for. `line`
    has the cubics of the main road from top to bottom, as (x, y); y never runs back along it, so that
    what is above a height is what was before the date there.
    """

    width: float
    height: float
    stream: Stream
    roads: tuple[Road, ...]
    sides: tuple[Road, ...]
    ring: Ring | None
    dots: tuple[Dot, ...]
    years: tuple[Year, ...]
    labels: tuple[Words, ...]
    bends: tuple[Bend, ...]
    turns: tuple[Bend, ...]
    pen: Pen
    scale: TimeScale
    line: tuple[Cubic, ...]

    @property
    def gradients(self) -> tuple[tuple[str, str], ...]:
        """The pairs of kinds that bends run between, each once, sorted."""
        return pairs(self.roads)

    def point(self, when: date) -> Bend:
        """Where the main road is at a date, for what pages set on it.

        Dates outside the career are moved to its nearest end. Raises ValueError for an empty career.
        """
        if not self.line:
            raise ValueError("a career without stretches has no points")
        return _point(_turned(self.line), self.scale, when)


def upright(
    stretches: Sequence[Stretch],
    today: date,
    *,
    width: float,
    height: float | None = None,
    turns: Sequence[date] = (),
) -> Upright:
    """The upright drawing of one career, `width` units wide (300 to 360 are meant).

    It is as high as its words need, and at least `height`, which is its height for all but the longest
    careers; without it the height follows from the number of stretches. Every stretch with a label has
    its words, however many there are. `turns` are dates to be marked on the main road; those outside the
    career are left out. An empty career gives the
    stream alone.
    """
    told = chain(stretches, today)
    if not told.legs:
        return _empty(width, height or 240.0, today)
    plan = _plan(told, width)
    return _drawn(told, plan, width, height or _natural(plan), turns)


def _empty(width: float, height: float, today: date) -> Upright:
    scale = TimeScale(((today.toordinal(), height - BOTTOM),))
    bed = YEARS + HALF
    return Upright(
        width, height, _stream(bed, height), (), (), None, (), (), (), (), (), PEN, scale, ()
    )  # fmt: skip


@dataclass(frozen=True)
class _Plan:
    """What is known before heights are: where roads run across, and the words of all legs."""

    bed: float
    across: tuple[float, ...]
    aways: tuple[float, ...]
    column: float
    blocks: tuple[Block, ...]
    side_blocks: tuple[Block, ...]


def _plan(told: Chain, width: float) -> _Plan:
    heights = levels(told.legs, [90.0] * len(told.legs), 2, 1)
    bed = YEARS + HALF + (26.0 if any(level < -0.5 for level in heights) else 0.0)
    across = tuple(bed + _offset(level) for level in heights)
    aways = _aways(told, across, bed, width)
    reach = list(across)
    reach += [
        _furthest(leg, told.legs, across) + away for leg, away in zip(told.branches, aways, strict=True)
    ]
    column = max([bed + HALF, *reach]) + 20.0
    room = width - column - 2.0
    blocks = tuple(SIZES.block(leg.label, leg.sub, room) for leg in told.legs)
    side_blocks = tuple(SIZES.block(leg.label, leg.sub, room) for leg in told.branches)
    return _Plan(bed, across, aways, column, blocks, side_blocks)


def _offset(level: float) -> float:
    """How far from the middle of the stream a level is; the company's departments lie within it."""
    if abs(level) < 0.5:
        return 30 * level
    return HALF + 20.0 + 22.0 * (level - 1) if level > 0 else -HALF - 15.0


def _furthest(leg: Leg, legs: Sequence[Leg], across: Sequence[float]) -> float:
    met = [
        x for other, x in zip(legs, across, strict=True) if other.start <= leg.end and leg.start <= other.end
    ]
    return max(met, default=across[-1])


def _aways(told: Chain, across: Sequence[float], bed: float, width: float) -> tuple[float, ...]:
    """A side and a distance for each branch, at which it meets no other one that there is room for."""
    found: list[float] = []
    for leg in told.branches:
        main = _furthest(leg, told.legs, across)
        inward = leg.kind in {"contract", "collaboration"} and main > bed + HALF
        options = [sign * away for away in (26.0, 38.0, 50.0) for sign in ((-1, 1) if inward else (1, -1))]
        options = [away for away in options if YEARS + 4 < main + away < 0.5 * width] or options[:1]
        taken = [
            away
            for other, away in zip(told.branches, found, strict=False)
            if other.start <= leg.end and leg.start <= other.end
        ]
        found.append(min(options, key=taken.count))
    return tuple(found)


def _leasts(plan: _Plan) -> list[float]:
    return [max(LEAST, block.height + AIR) for block in plan.blocks]


def _natural(plan: _Plan) -> float:
    return TOP + BOTTOM + sum(_leasts(plan)) + 22.0 * len(plan.blocks)


def _drawn(told: Chain, plan: _Plan, width: float, height: float, turns: Sequence[date]) -> Upright:
    words = [block.height + AIR for block in (*plan.blocks, *plan.side_blocks) if block.height]
    leasts = _leasts(plan)
    height = round(max(height, TOP + BOTTOM + sum(leasts), 8.0 + sum(words)), 1)
    scale, legs = _placed(told.legs, plan, leasts, height)
    pieces = main_road(legs, Reach(1.5, 30.0, 110.0), 70.0)
    line = whole(pieces)
    sides = [
        beside(leg, _span(leg, scale), line, away)
        for leg, away in zip(told.branches, plan.aways, strict=True)
    ]
    side_lines = [branch(side, line, 60.0) for side in sides]
    first, last = line[0][0], line[-1][3]
    tips = [
        Dot(_r(cubics[-1][3][1]), _r(cubics[-1][3][0]), side.leg.kind)
        for side, cubics in zip(sides, side_lines, strict=True)
        if side.open
    ]
    return Upright(
        width=width,
        height=height,
        stream=_stream(plan.bed, height),
        roads=tuple(_road(piece) for piece in pieces),
        sides=tuple(_side(side, cubics) for side, cubics in zip(sides, side_lines, strict=True)),
        ring=Ring(_r(last[1]), _r(last[0]), told.legs[-1].kind),
        dots=(Dot(_r(first[1]), _r(first[0]), told.legs[0].kind), *tips),
        years=tuple(_years(told.legs, scale)),
        labels=_labels(legs, (sides, side_lines), line, plan, height),
        bends=tuple(_point(line, scale, leg.end) for leg in told.legs[:-1]),
        turns=tuple(
            _point(line, scale, when) for when in turns if told.legs[0].start <= when <= told.legs[-1].end
        ),
        pen=PEN,
        scale=scale,
        line=_turned(line),
    )


def _r(value: float) -> float:
    return round(value, 1)


def _placed(
    legs: Sequence[Leg], plan: _Plan, leasts: Sequence[float], height: float
) -> tuple[TimeScale, tuple[Placed, ...]]:
    parts = _shares([leg.days for leg in legs], height - TOP - BOTTOM, leasts)
    ys = [TOP]
    for part in parts:
        ys.append(ys[-1] + part)
    ys = [_r(y) for y in ys]
    days = [leg.start.toordinal() for leg in legs] + [legs[-1].end.toordinal()]
    placed = tuple(Placed(leg, ys[i], ys[i + 1], _lane(plan.across[i])) for i, leg in enumerate(legs))
    return TimeScale(tuple(zip(days, ys, strict=True))), placed


def _shares(days: Sequence[int], total: float, leasts: Sequence[float]) -> list[float]:
    """Lengths that add up to `total`, in proportion to `days`, but none below its own least."""
    pinned: set[int] = set()
    while True:
        rest = total - sum(leasts[i] for i in pinned)
        free = [i for i in range(len(days)) if i not in pinned]
        all_days = sum(days[i] for i in free)
        short = {i for i in free if not all_days or days[i] * rest / all_days < leasts[i]}
        if not free or (short and len(short) == len(free) and not pinned and not all_days):
            break
        if not short:
            return [leasts[i] if i in pinned else days[i] * rest / all_days for i in range(len(days))]
        pinned |= short
    over = (total - sum(leasts)) / len(days)
    return [least + over for least in leasts]


def _lane(across: float) -> Lane:
    return lambda s: across + WAVE.at(s, 0.5 * across)


def _span(leg: Leg, scale: TimeScale) -> tuple[float, float]:
    y0, y1 = scale.at(leg.start), scale.at(leg.end)
    low, high = scale.knots[0][1], scale.knots[-1][1]
    y1 = min(max(y1, y0 + LEAST), high)
    return max(min(y0, y1 - LEAST), low), y1


def _stream(bed: float, height: float) -> Stream:
    def line(side: float) -> tuple[Cubic, ...]:
        lane = _lane(bed)
        count = max(2, round(height / 80))
        return along(lambda s: lane(s) + side * HALF, [height * i / count for i in range(count + 1)])

    return Stream(_band(line(-1.0), line(1.0)), bed, 2 * HALF, (path(_turned(line(0.35))),))


def _band(left: Sequence[Cubic], right: Sequence[Cubic]) -> str:
    return band(_turned(left), _turned(right))


def _turned(line: Sequence[Cubic]) -> tuple[Cubic, ...]:
    """The same curve with its axes changed."""
    return tuple(((a[1], a[0]), (b[1], b[0]), (c[1], c[0]), (d[1], d[0])) for a, b, c, d in line)


def _point(line: Sequence[Cubic], scale: TimeScale, when: date) -> Bend:
    y = min(max(scale.at(when), line[0][0][0]), line[-1][3][0])
    return Bend(_r(y_at(line, y)), _r(y), when)


def _road(piece: Piece) -> Road:
    return replace(piece.road(), d=path(_turned(piece.line)))


def _side(side: Beside, cubics: tuple[Cubic, ...]) -> Road:
    leg = side.leg
    return Road(
        path(_turned(cubics)), leg.kind, None, _r(side.x0), _r(side.x1),
        thin=True, dotted=leg.dotted, key=leg.key,
    )  # fmt: skip


def _years(legs: Sequence[Leg], scale: TimeScale) -> Iterator[Year]:
    last, year = float("-inf"), 0
    for when in (*(leg.start for leg in legs), legs[-1].end):
        y = scale.at(when)
        if when.year != year and y - last >= 15.0:
            yield Year(_r(y), when.year)
            last, year = y, when.year


@dataclass(frozen=True)
class _Wanted:
    """A label and the stretch of road that it belongs to."""

    leg: Leg
    block: Block
    y0: float
    y1: float
    line: Sequence[Cubic]


def _labels(
    legs: Sequence[Placed],
    sides: tuple[Sequence[Beside], Sequence[Sequence[Cubic]]],
    line: Sequence[Cubic],
    plan: _Plan,
    height: float,
) -> tuple[Words, ...]:
    wanted = [_Wanted(p.leg, b, p.x0, p.x1, line) for p, b in zip(legs, plan.blocks, strict=True) if b.height]
    wanted += [
        _Wanted(s.leg, b, s.x0, s.x1, cubics)
        for s, cubics, b in zip(*sides, plan.side_blocks, strict=True)
        if b.height
    ]
    wanted.sort(key=lambda want: want.y0 + want.y1)
    middles = apart(
        [(want.y0 + want.y1) / 2 for want in wanted],
        [want.block.height + AIR for want in wanted],
        2.0,
        height - 2.0,
    )
    return tuple(_words(want, middle, plan.column) for want, middle in zip(wanted, middles, strict=True))


def _words(want: _Wanted, middle: float, column: float) -> Words:
    top = middle - want.block.height / 2
    lines = tuple(Line(text, _r(y), title) for text, title, y in SIZES.base_lines(want.block, top))
    anchor = min(max(middle, want.y0 + 3), want.y1 - 3)
    x = y_at(want.line, anchor)
    leader = None
    if anchor != middle or want.leg.kind != HERE or x < column - 40:
        start = _r(x + 7)
        elbow = column - 12
        leader = f"M{number(start)} {number(anchor)}H{number(max(start, elbow))}L{number(column - 4)} {number(middle)}"
    return Words(
        x=_r(column),
        lines=lines,
        kind=want.leg.kind,
        key="" if want.leg.key is None else want.leg.key,
        box=(_r(column), _r(top), _r(column + want.block.width), _r(top + want.block.height)),
        leader=leader,
    )
