"""The drawing of one career."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from generator.career.chain import SNAP, Chain, Leg, chain
from generator.career.course import Beside, Placed, Reach, bends, beside, branch, main_road, whole
from generator.career.curve import Cubic, Lane, Wave, path, y_at
from generator.career.labels import Ground, Type, Wanted, place, text_width
from generator.career.lanes import levels
from generator.career.model import HERE, Dot, Label, Mark, Pen, Ring, River, Road, Stretch
from generator.career.scale import TimeScale, shares
from generator.career.water import Bed


@dataclass(frozen=True)
class Frame:
    """The measures of one drawing, all in user units."""

    width: float
    height: float
    left: float
    right: float
    foot: float
    bed: Bed
    up: tuple[float, ...]
    down: tuple[float, ...]
    pen: Pen
    type_: Type
    least: float
    aside: float
    most_labels: int

    def lane(self, level: float) -> Lane:
        """The lane of a level; lanes further out swing later and a little more."""
        if abs(level) < 1:
            return lambda x: self.bed.edge(x, -4 * level)
        offset = -self.up[round(level) - 1] if level > 0 else self.down[round(-level) - 1]
        swell = 1 + 0.5 * abs(offset) / self.height
        return lambda x: self.bed.y + offset + swell * self.bed.wave.at(x, 0.55 * abs(offset))


def river(  # noqa: PLR0913 - the measures of a drawing are told by name
    stretches: Sequence[Stretch],
    today: date,
    *,
    width: float,
    height: float,
    labels: bool,
    turns: Sequence[date] = (),
) -> River:
    """The drawing of one career in a box of the given size, with a mark at each of its turning points.

    Below 560 units of width, labels are one line and few. Without labels there are no years either, and
    the stream always lies at the same height, so that cards side by side share one stream. An empty
    career gives the stream alone.
    """
    told = chain(stretches, today)
    heights = levels(told.legs, [200.0] * len(told.legs), 3, 1)
    shape = (any(level > 0.5 for level in heights), any(level < -0.5 for level in heights))
    frame = _frame(width, height, labels=labels, shape=shape)
    flow = (-0.42, 0.38) if width >= 560 else (0.35,)
    stream = frame.bed.stream(flow)
    bare = River(
        width, height, stream, (), None, (), (), (), (), (), (), frame.pen, width < 560,
        TimeScale(((today.toordinal(), width - frame.right),)), (),
    )  # fmt: skip
    return _filled(bare, told, frame, labels=labels, turns=turns) if told.legs else bare


def _frame(width: float, height: float, *, labels: bool, shape: tuple[bool, bool]) -> Frame:
    """The measures for a box, and for a career that rises above the stream, or sinks below it, or neither."""
    rises, sinks = shape
    wide = width >= 560
    unit = min(1.0, height / 260) if wide else height / 105
    half = 15 * unit if wide else 9.5 * unit
    pen = Pen(5.0, 2.4, 11.0, 8.0, 5.4, 9.6) if wide else Pen(3.8, 1.9, 8.4, 5.6, 3.7, 6.6)
    type_ = Type(14.5, 12.0) if wide else Type(12.0, 0.0)
    foot = (36.0 if wide else 24.0) if labels else 0.0
    words = type_.height + 12 if labels else pen.ring + 5
    swell = 5.0 * unit if wide else 1.9
    lower = half + (34.0 if wide else 11.0 + pen.main)
    if labels and not rises:
        y = (height - foot) * (0.4 if sinks else 0.48)
    elif labels:
        y = height - foot - max(words + half, lower + words if sinks else 0) - swell
    else:
        y = 0.68 * height
    upper = max(y - words - swell * 1.3, half + 14)
    first = half + (0.30 if wide else 0.27) * (upper - half)
    rows = 3 if upper - first > 36 or not labels else 2
    up = tuple(first + (upper - first) * i / (rows - 1) for i in range(rows))
    return Frame(
        width=width,
        height=height,
        left=24.0 if wide else 11.0,
        right=34.0 if wide else 15.0,
        foot=foot,
        bed=Bed(y, half, Wave(swell, width * 0.83), width),
        up=up,
        down=(lower,) if sinks or not labels else (),
        pen=pen,
        type_=type_,
        least=62.0 if wide else 27.0,
        aside=half + (9.0 if wide else 5.0),
        most_labels=24 if wide else 4,
    )


def _filled(bare: River, told: Chain, frame: Frame, *, labels: bool, turns: Sequence[date]) -> River:
    scale, legs = _placed(told.legs, frame)
    pieces = main_road(legs, Reach(1.7, 36.0, 190.0), frame.width / 8)
    line = whole(pieces)
    sides = _beside(told.branches, scale, line, frame)
    side_lines = [branch(side, line, frame.width / 12) for side in sides]
    side_roads = [_side_road(side, cubics) for side, cubics in zip(sides, side_lines, strict=True)]
    end = line[-1][3]
    marks = _marks(told.legs, scale) if labels else ()
    found = replace(
        bare,
        roads=(*side_roads, *(piece.road() for piece in pieces)),
        ring=Ring(round(end[0], 1), round(end[1], 1), told.legs[-1].kind),
        dots=tuple(_tips(sides, side_lines)),
        signs=_signs(legs, line),
        marks=marks,
        labels=_labels(legs, line, (sides, side_lines), frame) if labels else (),
        bends=bends(legs, line),
        scale=scale,
        line=line,
    )
    return replace(found, turns=tuple(found.point(when) for when in _turning(turns, told.legs)))


def _turning(turns: Sequence[date], legs: Sequence[Leg]) -> list[date]:
    """The turning points within the career; one in the month of a bend is that bend."""
    starts = [leg.start for leg in legs]
    told = [when for when in turns if legs[0].start - SNAP <= when <= legs[-1].end]
    near = [(min(starts, key=lambda start: abs(start - when)), when) for when in told]
    return sorted({start if abs(start - when) <= SNAP else when for start, when in near})


def _signs(legs: Sequence[Placed], line: Sequence[Cubic]) -> tuple[Dot, ...]:
    return tuple(
        Dot(round(p.x0, 1), round(y_at(line, p.x0), 1), p.leg.kind) for p in legs if p.leg.key is not None
    )


def _placed(legs: Sequence[Leg], frame: Frame) -> tuple[TimeScale, tuple[Placed, ...]]:
    room = frame.width - frame.left - frame.right
    widths = shares([leg.days for leg in legs], room, frame.least)
    heights = levels(legs, widths, len(frame.up), len(frame.down))
    xs = [frame.left]
    for wide in widths:
        xs.append(xs[-1] + wide)
    xs = [round(x, 1) for x in xs]
    days = [leg.start.toordinal() for leg in legs] + [legs[-1].end.toordinal()]
    placed = tuple(Placed(leg, xs[i], xs[i + 1], frame.lane(heights[i])) for i, leg in enumerate(legs))
    return TimeScale(tuple(zip(days, xs, strict=True))), placed


def _beside(branches: Sequence[Leg], scale: TimeScale, line: Sequence[Cubic], frame: Frame) -> list[Beside]:
    """Gives each branch a side of the road and a distance at which it meets no other."""
    found: list[Beside] = []
    right = line[-1][3][0]
    for leg in branches:
        x0, x1 = scale.at(leg.start), scale.at(leg.end)
        x1 = min(max(x1, x0 + frame.least), right)
        x0 = max(min(x0, x1 - frame.least), line[0][0][0])
        # Work with others turns towards the stream, a second job of one's own away from it.
        inward = leg.kind in {"contract", "collaboration"}
        options = [
            beside(leg, (x0, x1), line, sign * frame.aside * step)
            for step in (1.0, 1.75, 2.5)
            for sign in ((1, -1) if inward or _in_stream(x0, x1, line, frame) else (-1, 1))
        ]
        found.append(min(options, key=lambda o: (_crowding(o, found, line, frame), options.index(o))))
    return found


def _in_stream(x0: float, x1: float, line: Sequence[Cubic], frame: Frame) -> bool:
    return abs(y_at(line, (x0 + x1) / 2) - frame.bed.y) < frame.bed.half * 1.5


def _crowding(option: Beside, found: Sequence[Beside], line: Sequence[Cubic], frame: Frame) -> int:
    """How badly a branch would lie: outside the drawing counts most, then another branch."""
    xs = [option.x0 + (option.x1 - option.x0) * i / 8 for i in range(1, 9)]
    margin = frame.pen.thin * 2
    ys = [y_at(line, x) + option.away for x in xs]
    out = sum(not margin < y < frame.height - frame.foot - margin for y in ys)
    met = sum(
        other.away == option.away and other.x0 < option.x1 + 6 and option.x0 < other.x1 + 6 for other in found
    )
    return 100 * out + 10 * met


def _side_road(side: Beside, cubics: tuple[Cubic, ...]) -> Road:
    leg = side.leg
    return Road(
        path(cubics), leg.kind, None, round(side.x0, 1), round(side.x1, 1),
        thin=True, dotted=leg.dotted, key=leg.key,
    )  # fmt: skip


def _tips(sides: Sequence[Beside], lines: Sequence[tuple[Cubic, ...]]) -> list[Dot]:
    ends = [(side, line[-1][3]) for side, line in zip(sides, lines, strict=True) if side.open]
    return [Dot(round(x, 1), round(y, 1), side.leg.kind) for side, (x, y) in ends]


def _marks(legs: Sequence[Leg], scale: TimeScale) -> tuple[Mark, ...]:
    """A tick for every year, numbers where the road begins, bends and ends, as far as there is room."""
    turning = [legs[0].start, legs[-1].end, *(leg.start for leg in legs if leg.kind == HERE)]
    turning += [leg.start for leg in legs]
    wide = text_width("2000", 12.0) + 12
    major: dict[int, float] = {}
    taken: list[float] = []
    for when in turning:
        x = scale.at(when)
        if when.year not in major and all(abs(x - other) >= wide for other in taken):
            major[when.year] = x
            taken.append(x)
    first, last = legs[0].start.year, legs[-1].end.year
    years = {year: scale.at(date(year, 1, 1)) for year in range(first + 1, last + 1)}
    years.update(major)
    return tuple(Mark(round(x, 1), year, year in major) for year, x in sorted(years.items()))


def _labels(
    legs: Sequence[Placed],
    line: Sequence[Cubic],
    sides: tuple[Sequence[Beside], Sequence[tuple[Cubic, ...]]],
    frame: Frame,
) -> tuple[Label, ...]:
    bed = frame.bed
    ground = Ground(frame.width, 2.0, frame.height - frame.foot)
    ground.add_band(lambda x: bed.edge(x, -1), lambda x: bed.edge(x, 1))
    ground.add_line(line, frame.pen.main / 2)
    end = line[-1][3]
    reach = frame.pen.ring + 2
    ground.add_box((end[0] - reach, end[1] - reach, end[0] + reach, end[1] + reach))
    for thin in sides[1]:
        ground.add_line(thin, frame.pen.thin / 2)
    main = [_wanted(p, frame) for p in legs if p.leg.label]
    labels = place(main, line, ground, frame.type_, frame.most_labels)
    for label in labels:
        ground.add_label(label)
    for side, thin in zip(*sides, strict=True):
        if side.leg.label and len(labels) < frame.most_labels:
            leg = side.leg
            want = Wanted(
                leg.label, leg.sub, leg.kind, leg.key or "", side.x0, side.x1, side.away > 0, 26.0, 1.0
            )
            for label in place([want], thin, ground, frame.type_, 1):
                ground.add_label(label)
                labels += (label,)
    return labels


def _wanted(placed: Placed, frame: Frame) -> Wanted:
    leg = placed.leg
    here = leg.kind == HERE
    y = placed.lane((placed.x0 + placed.x1) / 2)
    return Wanted(
        text=leg.label,
        sub=leg.sub,
        kind=leg.kind,
        key="" if leg.key is None else leg.key,
        x0=placed.x0,
        x1=placed.x1,
        below=here or y > frame.bed.y + frame.bed.half,
        skip=frame.bed.half + 24 if here else 26.0,
        rank=(placed.x1 - placed.x0) + (400 if leg.ongoing else 0) + (150 if here else 0),
    )
