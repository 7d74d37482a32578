"""The drawing of one career."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from math import ceil
from typing import NamedTuple

from generator.career.axis import years
from generator.career.chain import SNAP, Chain, Leg, chain
from generator.career.course import Beside, Placed, Reach, beside, branch, main_road, starts, whole
from generator.career.curve import Cubic, path, y_at
from generator.career.frame import STEP, WIDE, Frame, Margins, frame, margins
from generator.career.ground import Box, Ground
from generator.career.labels import EDGE, Wanted, crosses, in_pocket, in_time, place
from generator.career.lanes import levels
from generator.career.model import Axis, Bend, Dot, Label, Ring, River, Road, Stretch
from generator.career.scale import TimeScale, shares
from generator.career.wants import of_branch, of_legs

#: A drawing with more rows of words grows in steps of so much, so that many drawings share their measures.
GROWTH = 12.0
_REACH = Reach(1.7, 36.0, 190.0)


class Plan(NamedTuple):
    """The main road along time: its legs, their levels and ends, and the time scale that they make."""

    told: Chain
    levels: tuple[float, ...]
    xs: tuple[float, ...]
    scale: TimeScale


class Sides(NamedTuple):
    """The branches, and the line of each."""

    sides: list[Beside]
    lines: list[list[Cubic]]


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

    From 560 units of width, all words are placed, and the drawing is higher than asked where they need it. On
    smaller drawings they are one line and few. Without labels there are no years either, and the stream always
    lies at the same height, so that cards side by side share one stream. An empty career gives the stream alone.
    """
    told = chain(stretches, today)
    sizes = margins(width, labels=labels)
    if not told.legs:
        measures = frame(width, height, labels=labels, rises=False, sinks=False)
        scale = TimeScale(((today.toordinal(), width - sizes.right),))
        stream = measures.stream
        return River(
            width=width,
            height=height,
            stream=stream,
            axis=Axis(),
            pen=measures.pen,
            small=width < WIDE,
            scale=scale,
        )
    plan = _plan(told, width, sizes)
    rises, sinks = max(plan.levels) > 0.5, min(plan.levels) < -0.5
    head = 0.0
    while True:
        measures = frame(width, height, labels=labels, rises=rises, sinks=sinks, head=head)
        drawn = _drawn(plan, measures, turns, labels=labels)
        over = EDGE - min([label.box[1] for label in drawn.labels], default=EDGE)
        if over <= 0:
            return drawn
        head += GROWTH * ceil(over / GROWTH)


def _plan(told: Chain, width: float, sizes: Margins) -> Plan:
    legs = told.legs
    days = [leg.start.toordinal() for leg in legs]
    days.append(legs[-1].end.toordinal())
    lengths = [b - a for a, b in pairwise(days)]
    widths = shares(lengths, width - sizes.left - sizes.right, sizes.least)
    xs, x = [sizes.left], sizes.left
    for wide in widths:
        x += wide
        xs.append(round(x, 1))
    scale = TimeScale(tuple(zip(days, xs, strict=True)))
    return Plan(told, levels(legs, widths, sizes.rows, 1), tuple(xs), scale)


def _drawn(plan: Plan, measures: Frame, turns: Sequence[date], *, labels: bool) -> River:
    xs, told = plan.xs, plan.told
    legs = [Placed(leg, xs[i], xs[i + 1], measures.lanes[plan.levels[i]]) for i, leg in enumerate(told.legs)]
    pieces = main_road(legs, _REACH, measures.width / 5)
    line = whole(pieces)
    sides = _sides(told.branches, plan.scale, line, measures)
    x, y = line[-1][3]
    ring = Ring(round(x, 1), round(y, 1), legs[-1].leg.kind)
    begun = starts(legs, line)
    turning = _turning(turns, begun, plan, line, measures) if turns else ()
    height = measures.height
    words: list[Label] = []
    if labels:
        marked = _boxes(ring, turning, measures)
        ground = Ground([line, *sides.lines], marked, measures.edges, STEP)
        words = _labels(of_legs(legs, plan.levels, line, sides.sides, measures), sides, ground, measures)
        lowest = max([label.box[3] for label in words], default=0.0) + 6 + measures.foot
        height = max(height, ceil(lowest))
    return River(
        width=measures.width,
        height=height,
        stream=measures.stream,
        roads=(*_side_roads(sides), *[piece.road() for piece in pieces]),
        ring=ring,
        dots=_tips(sides),
        signs=_signs(legs, begun, sides),
        axis=years(told.legs, plan.scale) if labels else Axis(),
        labels=tuple(words),
        bends=tuple(begun[1:]),
        turns=turning,
        pen=measures.pen,
        small=measures.width < WIDE,
        scale=plan.scale,
        line=line,
    )


def _turning(
    turns: Sequence[date], begun: Sequence[Bend], plan: Plan, line: Sequence[Cubic], measures: Frame
) -> tuple[Bend, ...]:
    """Where turning points are marked: one in the month of a bend at the bend, one of these days at today's ring.

    Of several that are closer to one another than their marks are wide, the first is marked.
    """
    first, last, apart = begun[0].date - SNAP, plan.told.legs[-1].end, measures.pen.turn
    known = {start.date: start for start in begun}
    found: list[Bend] = []
    for when in sorted(turns):
        if not first <= when <= last:
            continue
        near = when if when in known else min(known, key=lambda day: abs(day - when))
        is_change = abs(near - when) <= SNAP
        x = known[near].x if is_change else plan.scale.at(when)
        if plan.xs[-1] - x < apart:
            bend = _point(line, plan.xs[-1], near if is_change else when)
        else:
            bend = known[near] if is_change else _point(line, x, when)
        if is_change or not found or bend.x - found[-1].x >= apart:
            found.append(bend)
    return tuple(dict.fromkeys(found))


def _point(line: Sequence[Cubic], x: float, when: date) -> Bend:
    return Bend(round(x, 1), round(y_at(line, x), 1), when)


def _signs(legs: Sequence[Placed], begun: Sequence[Bend], sides: Sides) -> tuple[Dot, ...]:
    """Where each told stretch begins; on a branch, where it has left the road."""
    found = [
        Dot(start.x, start.y, placed.leg.kind)
        for start, placed in zip(begun, legs, strict=True)
        if placed.leg.key is not None
    ]
    for side, cubics in zip(*sides, strict=True):
        if not side.leg.parts:
            x, y = cubics[0][3]
            found.append(Dot(round(x, 1), round(y, 1), side.leg.kind))
    return tuple(found)


def _sides(branches: Sequence[Leg], scale: TimeScale, line: Sequence[Cubic], measures: Frame) -> Sides:
    """Gives each branch a side of the road and a distance at which it meets no other."""
    if not branches:
        return Sides([], [])
    found: list[Beside] = []
    least = margins(measures.width, labels=True).least
    left, right = line[0][0][0], line[-1][3][0]
    for leg in branches:
        x0, x1 = scale.at(leg.start), scale.at(leg.end)
        x1 = min(max(x1, x0 + least), right)
        x0 = max(min(x0, x1 - least), left)
        heights = [y_at(line, x0 + (x1 - x0) * part) for part in (0.1, 0.3, 0.5, 0.7, 0.9)]
        middle = heights[2]
        in_stream = abs(middle - measures.bed.y) < measures.bed.half * 1.5
        # Work with others turns towards the stream, a second job of one's own away from it.
        inward = leg.kind in {"contract", "collaboration"} or in_stream
        options = [
            beside(leg, (x0, x1), line, sign * measures.aside * step)
            for step in (1.0, 1.75, 2.5)
            for sign in ((1, -1) if inward else (-1, 1))
        ]
        found.append(min(options, key=lambda o: _crowding(o, found, heights, measures)))
    low, high = measures.pen.thin, measures.height - measures.foot - measures.pen.thin
    return Sides(found, [_within(branch(side, line), low, high) for side in found])


def _within(line: list[Cubic], low: float, high: float) -> list[Cubic]:
    """The line, pressed flat where it would leave the drawing (a curve stays within the hull of its points)."""
    if all(low <= y <= high for cubic in line for _, y in cubic):
        return line
    pressed = [[(x, min(max(y, low), high)) for x, y in cubic] for cubic in line]
    return [(a, b, c, d) for a, b, c, d in pressed]


def _crowding(option: Beside, found: Sequence[Beside], heights: Sequence[float], measures: Frame) -> int:
    """How badly a branch would lie: outside the drawing counts most, then another branch."""
    margin = measures.pen.thin * 2 + measures.pen.sign
    end = measures.height - measures.foot - margin
    out = sum([not margin < y + option.away < end for y in heights])
    met = sum(
        [
            other.away == option.away and other.x0 < option.x1 + 6 and option.x0 < other.x1 + 6
            for other in found
        ]
    )
    return 100 * out + 10 * met


def _side_roads(sides: Sides) -> list[Road]:
    return [_side_road(side, line) for side, line in zip(*sides, strict=True)]


def _side_road(side: Beside, line: Sequence[Cubic]) -> Road:
    leg = side.leg
    return Road(path(line), leg.kind, None, thin=True, dotted=leg.dotted, key=leg.key)


def _tips(sides: Sides) -> tuple[Dot, ...]:
    ends = [(side, line[-1][3]) for side, line in zip(*sides, strict=True) if side.open]
    return tuple([Dot(round(x, 1), round(y, 1), side.leg.kind) for side, (x, y) in ends])


def _boxes(ring: Ring, turning: Sequence[Bend], measures: Frame) -> list[Box]:
    """What the marks on the road cover, less the air that words keep from the road anyway."""
    r = measures.pen.turn - 4
    boxes = [(x - r, y - r, x + r, y + r) for x, y, _ in turning]
    r = measures.pen.ring
    return [*boxes, (ring.x - r, ring.y - r, ring.x + r, ring.y + r)]


def _labels(wanted: list[Wanted], sides: Sides, roads: Ground, measures: Frame) -> list[Label]:
    """The labels of the main road, whose words are `wanted`, and of the branches."""
    type_, width = measures.type_, measures.width
    if width < WIDE:
        low = measures.height - measures.foot
        return [
            label
            for label in place(wanted, roads, type_, width)
            if label.box[1] >= EDGE and label.box[3] <= low
        ]
    if not sides.sides:
        return place(wanted, roads, type_, width)
    branches: list[Wanted] = []
    for side, cubics in zip(*sides, strict=True):
        if side.leg.label:
            branches.append(of_branch(side, cubics, [*wanted, *branches], measures))
    ground = roads.copy()
    pocketed: list[Label] = []
    rest: list[Wanted] = []
    for want in branches:
        label = in_pocket(want, ground, type_, width) if want.side > 0 else None
        if label:
            ground.add(label.box)
            pocketed.append(label)
        else:
            rest.append(want)
    found = place(in_time([*wanted, *rest]), ground, type_, width)
    if any(crosses(other, label) for label in pocketed for other in found):
        return place(in_time([*wanted, *branches]), roads, type_, width)
    return found + pocketed
