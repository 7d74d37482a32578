"""Turns placed legs into pieces of road: smooth bends, dotted calm, and branches beside the road."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from generator.career.chain import Leg
from generator.career.curve import Cubic, Lane, along, ease, flat, hermite, path, slope, split, t_at, y_at
from generator.career.model import Bend, Road

#: How late and how hard a bend bends: below 0.5, above the 1/3 of a plain cubic.
PULL = 0.47


@dataclass(frozen=True)
class Placed:
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


@dataclass(frozen=True)
class Piece:
    """A piece of road before it is written down."""

    line: tuple[Cubic, ...]
    leg: Leg
    kind_from: str | None = None
    kind: str | None = None
    dotted: bool = False

    def road(self) -> Road:
        """The same as path data."""
        return Road(
            d=path(self.line),
            kind=self.kind or self.leg.kind,
            kind_from=self.kind_from,
            x0=round(self.line[0][0][0], 1),
            x1=round(self.line[-1][3][0], 1),
            thin=self.dotted and self.leg.gap,
            dotted=self.dotted,
            key=self.leg.key,
        )


def main_road(legs: Sequence[Placed], reach: Reach, step: float) -> tuple[Piece, ...]:
    """The pieces of the main road in order, each beginning where the one before ends."""
    spans = [_span(legs, i, reach) for i in range(len(legs) - 1)]
    starts = [legs[0].x0, *(right for _, right in spans)]
    ends = [*(left for left, _ in spans), legs[-1].x1]
    pieces: list[Piece] = []
    for i, placed in enumerate(legs):
        if ends[i] - starts[i] >= 0.1 or len(legs) == 1:
            line = flat(placed.lane, starts[i], max(ends[i], starts[i]), step)
            pieces.append(Piece(line, placed.leg, dotted=placed.leg.dotted))
        if i < len(spans):
            pieces += _bend(placed, legs[i + 1], spans[i])
    return _merged(pieces)


def _merged(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """The same pieces with dotted neighbours of one leg as one, so that the dots keep their distance."""
    merged: list[Piece] = []
    for piece in pieces:
        last = merged[-1] if merged else None
        if last and last.dotted and piece.dotted and last.leg is piece.leg:
            merged[-1] = replace(last, line=last.line + piece.line)
        else:
            merged.append(piece)
    return tuple(merged)


def _span(legs: Sequence[Placed], i: int, reach: Reach) -> tuple[float, float]:
    """Where the bend after leg `i` begins and ends: around its date, longer on the side with more room."""
    a, b = legs[i], legs[i + 1]
    rise = abs(b.lane(a.x1) - a.lane(a.x1))
    total = min(max(reach.factor * rise, reach.least), reach.most)
    room_a = (a.x1 - a.x0) * (0.9 if i == 0 else 0.46)
    room_b = (b.x1 - b.x0) * (0.8 if i == len(legs) - 2 else 0.46)
    right = min(total / 2, room_b)
    left = min(total - right, room_a)
    right = min(total - left, room_b)
    return round(a.x1 - left, 1), round(a.x1 + right, 1)


def _bend(a: Placed, b: Placed, span: tuple[float, float]) -> tuple[Piece, ...]:
    x0, x1 = span
    cubic = hermite((x0, a.lane(x0)), slope(a.lane, x0), (x1, b.lane(x1)), slope(b.lane, x1), PULL)
    if a.leg.dotted == b.leg.dotted:
        kind_from = a.leg.kind if a.leg.kind != b.leg.kind else None
        return (Piece((cubic,), b.leg, kind_from, dotted=b.leg.dotted),)
    before, after = split(cubic, t_at(cubic, a.x1))
    if b.leg.dotted:
        return (
            Piece((before,), a.leg, kind_from=a.leg.kind, kind=b.leg.kind),
            Piece((after,), b.leg, dotted=True),
        )
    return (
        Piece((before,), a.leg, dotted=True),
        Piece((after,), b.leg, kind_from=a.leg.kind),
    )


def whole(pieces: Sequence[Piece]) -> tuple[Cubic, ...]:
    """All cubics of the main road in order."""
    return tuple(cubic for piece in pieces for cubic in piece.line)


def bends(legs: Sequence[Placed], line: Sequence[Cubic]) -> tuple[Bend, ...]:
    """The points at which one leg becomes the next."""
    return tuple(
        Bend(round(placed.x1, 1), round(y_at(line, placed.x1), 1), placed.leg.end) for placed in legs[:-1]
    )


@dataclass(frozen=True)
class Beside:
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
        x0 = min((c[0][0] for c in line if c[0][0] <= x0 <= c[3][0]), default=x0)
    if leg.joins:
        x1 = max((c[3][0] for c in line if c[0][0] <= x1 <= c[3][0]), default=x1)
    return Beside(leg, x0, x1, away, leg.ongoing)


def branch(side: Beside, line: Sequence[Cubic], step: float) -> tuple[Cubic, ...]:
    """The road of a branch: it leaves the main road, runs along it, and comes back or stays open."""
    length = side.x1 - side.x0
    ramp = min(length * (0.7 if side.open else 0.45), 2.2 * abs(side.away) + 10)
    parts, joins = side.leg.parts, side.leg.joins
    if parts != joins:
        ramp = 0.8 * length
    y0, y1 = y_at(line, side.x0), y_at(line, side.x1)

    def lane(x: float) -> float:
        main = y_at(line, x)
        come = ease((x - side.x0) / ramp)
        back = ease((side.x1 - x) / ramp)
        if parts and joins:
            return y0 + (y1 - y0) * ease((x - side.x0) / length)
        if joins:
            return main + (y1 - main) * come
        if parts:
            return main + (y0 - main) * (1.0 if side.open else back)
        return main + side.away * (come if side.open else min(come, back))

    return along(lane, _knots(side, line, ramp, step))


def _knots(side: Beside, line: Sequence[Cubic], ramp: float, step: float) -> list[float]:
    """Where a branch needs points: on its ramps, where the main road bends, and now and then."""
    x0, x1 = side.x0, side.x1
    wanted = [x0 + ramp * part for part in (0.25, 0.5, 0.75, 1.0)]
    wanted += [x1 - ramp * part for part in (1.0, 0.75, 0.5, 0.25)]
    for cubic in line:
        start, length = cubic[0][0], cubic[3][0] - cubic[0][0]
        wanted += [start + length * part for part in (0.0, 0.25, 0.5, 0.75)]
    count = max(1, round((x1 - x0) / step))
    wanted += [x0 + (x1 - x0) * i / count for i in range(1, count)]
    least = min(4.0, (x1 - x0) / 8)
    knots = [x0]
    for x in sorted(wanted):
        if x - knots[-1] >= least and x1 - x >= least:
            knots.append(x)
    return [*knots, x1]
