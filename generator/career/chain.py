"""Sorts the stretches of a career into one main road without overlaps, and thin branches.

Time at the company always is the main road, because the stream is the company. Other work fills what
is free, in order of its start; side work fills only what would otherwise be empty for a season. What
runs beside the main road is a branch. What nobody told is a quiet gap.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from generator.career.model import BREAK, HERE, SIDE_KINDS, Stretch

#: Dates are months, sometimes only years: up to here two stretches simply meet.
SNAP = timedelta(days=45)
#: With years only, the end of one and the start of the next may overlap by this much: a handover.
HANDOVER = timedelta(days=366)
#: Side work becomes the main road only where nothing else is for at least a season.
SEASON = timedelta(days=92)
#: Less than a month left free by other work is not worth a bend.
WEEKS = timedelta(days=20)


class Leg(NamedTuple):
    """One part of the main road, or a branch; ends are dates within the career, never in the future.

    A branch that `parts` was the main road until its start, one that `joins` is so from its end. In a
    `gap`, nothing was told.
    """

    kind: str
    start: date
    end: date
    key: str | int | None
    label: str = ""
    sub: str = ""
    gap: bool = False
    ongoing: bool = False
    parts: bool = False
    joins: bool = False

    @property
    def days(self) -> int:
        """The length in days."""
        return (self.end - self.start).days

    @property
    def dotted(self) -> bool:
        """Whether it is drawn as dots."""
        return self.kind == BREAK


_IN_TIME = attrgetter("start", "end")


class Chain(NamedTuple):
    """The main road's legs, each starting where the one before ends, and the branches."""

    legs: tuple[Leg, ...]
    branches: tuple[Leg, ...]


def chain(stretches: Sequence[Stretch], today: date) -> Chain:
    """The main road and branches of a career up to today; stretches of the future are left out."""
    told = sorted([_clamped(s, today) for s in stretches if s.start <= today], key=_IN_TIME)
    if all(a.end <= b.start for a, b in pairwise(told)):
        return Chain(_joined(told, today), ())
    legs: list[Leg] = []
    branches: list[Leg] = []
    for layer in (_is_here, _is_work, _is_side):
        chosen = [leg for leg in told if layer(leg.kind)]
        least = SEASON if layer is _is_side else WEEKS
        for leg in sorted(chosen, key=lambda leg: (leg.start, -leg.days)):
            _lay(leg, legs, branches, least)
    return Chain(_joined(legs, today), tuple(sorted(branches, key=lambda leg: leg.start)))


def _is_here(kind: str) -> bool:
    return kind == HERE


def _is_side(kind: str) -> bool:
    return kind in SIDE_KINDS


def _is_work(kind: str) -> bool:
    return not _is_here(kind) and not _is_side(kind)


def _clamped(s: Stretch, today: date) -> Leg:
    end = today if s.end is None else min(max(s.start, s.end), today)
    return Leg(s.kind, s.start, end, s.key, s.label, s.sub, False, s.end is None or s.end >= today)


def _lay(leg: Leg, legs: list[Leg], branches: list[Leg], least: timedelta) -> None:
    """Puts a leg where the main road is free, and what is left of it beside the road."""
    free = _free(leg, legs)
    whole = free == [(leg.start, leg.end)]
    kept = free if whole else [(a, b) for a, b in free if b - a >= least]
    if not kept:
        branches.append(leg)
        return
    longest = max(kept, key=lambda part: part[1] - part[0])
    for a, b in kept:
        part = leg if (a, b) == longest else leg._replace(label="", sub="")
        legs.append(part._replace(start=a, end=b, ongoing=leg.ongoing and b == leg.end))
    legs.sort(key=_IN_TIME)
    for a, b in _between(leg, kept):
        if b - a > HANDOVER:
            part = leg._replace(start=a, end=b, label="", sub="", ongoing=leg.ongoing and b == leg.end)
            branches.append(part._replace(parts=a != leg.start, joins=b != leg.end))


def _free(leg: Leg, legs: Sequence[Leg]) -> list[tuple[date, date]]:
    """The parts of a leg's time that no leg of the main road has taken."""
    free: list[tuple[date, date]] = []
    at = leg.start
    taken = [other for other in legs if other.start < leg.end and other.end > leg.start]
    for other in taken:
        if other.start > at:
            free.append((at, other.start))
        at = max(at, other.end)
    if at < leg.end or (not taken and not _inside(leg, legs)):
        free.append((at, leg.end))
    return free


def _inside(leg: Leg, legs: Sequence[Leg]) -> bool:
    """Whether a leg without length lies within another."""
    return any(other.start < leg.start < other.end for other in legs)


def _between(leg: Leg, kept: Sequence[tuple[date, date]]) -> list[tuple[date, date]]:
    """The parts of a leg's time that are not kept."""
    edges = [leg.start, *(edge for pair in kept for edge in pair), leg.end]
    return [(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if a < b]


def _joined(legs: Sequence[Leg], today: date) -> tuple[Leg, ...]:
    """The legs end to end up to today, with quiet gaps where nothing was told."""
    joined: list[Leg] = []
    afters = [*[leg.start for leg in legs[1:]], today] if legs else []
    for leg, after in zip(legs, afters, strict=True):
        if after - leg.end <= SNAP:
            joined.append(leg._replace(end=max(leg.start, after)) if after != leg.end else leg)
        else:
            joined += [leg, Leg(BREAK, leg.end, after, None, gap=True, ongoing=after == today)]
    return tuple(joined)
