"""Turns placed legs into pieces of road: smooth bends, dotted calm, and branches beside the road."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from generator.career.chain import Leg
from generator.career.curve import (
    Cubic,
    Lane,
    Point,
    between,
    cut,
    hermite,
    lifted,
    path,
    slopes,
    split,
    t_at,
    y_at,
)
from generator.career.model import Bend, Road

#: How late and how hard a bend bends: below 0.5, above the 1/3 of a plain cubic.
PULL = 0.47


class Placed(NamedTuple):
    """A leg between two x on a lane."""

    leg: Leg
    x0: float
    x1: float
    lane: Lane


@dataclass(frozen=True)
class Reach:
    """How long a bend may be: so many times its height, at least `least` and at most `most`."""

    factor: float
    least: float
    most: float


class Piece(NamedTuple):
    """A piece of road before it is written down."""

    line: list[Cubic]
    leg: Leg
    kind: str
    kind_from: str | None
    dotted: bool

    def road(self) -> Road:
        """The same as path data."""
        line, leg, kind, kind_from, dotted = self
        return Road(path(line), kind, kind_from, dotted and leg.gap, dotted, leg.key)


def main_road(legs: Sequence[Placed], reach: Reach, step: float) -> list[Piece]:
    """The pieces of the main road in order, each beginning where the one before ends."""
    pieces: list[Piece] = []
    last = len(legs) - 1
    left = legs[0].x0
    start = legs[0].lane(left)
    for i, placed in enumerate(legs):
        leg, lane = placed.leg, placed.lane
        right, after = _span(legs, i, reach) if i < last else (max(placed.x1, left), 0.0)
        end = lane(right)
        if right - left >= 0.1 or last == 0:
            line = between(lane, (left, right), (start, end), step)
            _add(pieces, Piece(line, leg, leg.kind, None, leg.dotted))
        if i < last:
            start = legs[i + 1].lane(after)
            for piece in _bend(placed, legs[i + 1], hermite(right, end, after, start, PULL)):
                _add(pieces, piece)
        left = after
    return pieces


def _add(pieces: list[Piece], piece: Piece) -> None:
    """Adds a piece; dotted neighbours of one leg become one, so that the dots keep their distance."""
    if pieces and piece.dotted and pieces[-1].dotted and pieces[-1].leg is piece.leg:
        pieces[-1].line.extend(piece.line)
    else:
        pieces.append(piece)


def _span(legs: Sequence[Placed], i: int, reach: Reach) -> tuple[float, float]:
    """Where the bend after leg `i` begins and ends: around its date, longer on the side with more room."""
    a, b = legs[i], legs[i + 1]
    rise = abs(b.lane(a.x1)[0] - a.lane(a.x1)[0])
    total = min(max(reach.factor * rise, reach.least), reach.most)
    room_a = (a.x1 - a.x0) * (0.9 if i == 0 else 0.46)
    room_b = (b.x1 - b.x0) * (0.8 if i == len(legs) - 2 else 0.46)
    right = min(total / 2, room_b)
    left = min(total - right, room_a)
    right = min(total - left, room_b)
    return round(a.x1 - left, 1), round(a.x1 + right, 1)


def _bend(a: Placed, b: Placed, cubic: Cubic) -> tuple[Piece, ...]:
    """The bend from one leg to the next; where one of them is dotted, it ends or begins so at the date."""
    was, now = a.leg.kind, b.leg.kind
    if a.leg.dotted == b.leg.dotted:
        return (Piece([cubic], b.leg, now, was if was != now else None, b.leg.dotted),)
    before, after = split(cubic, t_at(cubic, a.x1))
    if b.leg.dotted:
        return Piece([before], a.leg, now, was, False), Piece([after], b.leg, now, None, True)
    return Piece([before], a.leg, was, None, True), Piece([after], b.leg, now, was, False)


def whole(pieces: Sequence[Piece]) -> tuple[Cubic, ...]:
    """All cubics of the main road in order."""
    return tuple([cubic for piece in pieces for cubic in piece.line])


def starts(legs: Sequence[Placed], line: Sequence[Cubic]) -> list[Bend]:
    """The points at which the legs begin: the first end of the road, and where one leg becomes the next."""
    x, y = line[0][0]
    first = Bend(round(x, 1), round(y, 1), legs[0].leg.start)
    bends = [Bend(placed.x1, round(y_at(line, placed.x1), 1), placed.leg.end) for placed in legs[:-1]]
    return [first, *bends]


class Beside(NamedTuple):
    """A branch between two x, `away` user units from the main road (negative: above it).

    A branch whose leg `parts` was the main road before, one whose leg `joins` is so afterwards: there it
    keeps the main road's height instead. Unless `open`, it comes back to the road at its end.
    """

    leg: Leg
    x0: float
    x1: float
    away: float
    open: bool


def beside(leg: Leg, span: tuple[float, float], line: Sequence[Cubic], away: float) -> Beside:
    """A branch, made longer where it must meet the main road before or after a bend."""
    x0, x1 = span
    if leg.parts:
        x0 = min([c[0][0] for c in line if c[0][0] <= x0 <= c[3][0]], default=x0)
    if leg.joins:
        x1 = max([c[3][0] for c in line if c[0][0] <= x1 <= c[3][0]], default=x1)
    return Beside(leg, x0, x1, away, leg.ongoing)


def branch(side: Beside, line: Sequence[Cubic]) -> list[Cubic]:
    """The road of a branch: it leaves the main road, runs along it, and comes back or stays open."""
    x0, x1 = side.x0, side.x1
    under = cut(line, x0, x1)
    slope0, slope1 = slopes(under)
    start, end = (under[0][0][1], slope0), (under[-1][3][1], slope1)
    length = x1 - x0
    if side.leg.parts or side.leg.joins:
        return _between(side, (start, end), 0.7 * length)
    ramp = min(length * (0.7 if side.open else 0.45), 2.2 * abs(side.away) + 10)
    stop = x1 if side.open else x1 - ramp
    along = lifted(cut(line, x0 + ramp, stop), side.away)
    first, last = slopes(along)
    leaves = hermite(x0, start, x0 + ramp, (along[0][0][1], first), PULL)
    if side.open:
        return [leaves, *along]
    return [leaves, *along, hermite(stop, (along[-1][3][1], last), x1, end, PULL)]


def _between(side: Beside, ends: tuple[Point, Point], ramp: float) -> list[Cubic]:
    """A branch that was the main road before, will be it, or both."""
    x0, x1 = side.x0, side.x1
    start, end = (_calm(point) for point in ends)
    if side.leg.parts and side.leg.joins:
        return [hermite(x0, start, x1, end, PULL)]
    if side.leg.joins:
        reached = (end[0], 0.0)
        return [hermite(x0, start, x0 + ramp, reached, PULL), hermite(x0 + ramp, reached, x1, end)]
    kept = (start[0], 0.0)
    if side.open:
        return [hermite(x0, start, x1, kept)]
    return [hermite(x0, start, x1 - ramp, kept), hermite(x1 - ramp, kept, x1, end, PULL)]


def _calm(point: Point) -> Point:
    """The same height, and a steepness that does not carry a long cubic away from it."""
    return point[0], min(max(point[1], -0.12), 0.12)
