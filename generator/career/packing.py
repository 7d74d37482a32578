"""Where many roads run: rows outside the stream, slots within it.

Outings are nested like brackets: an outing that lies within another's time runs nearer to the stream. So
roads that go on fan out, the earliest outermost, without crossing, and short ways round stay close to
where they leave.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.career.curve import ease


@dataclass(frozen=True)
class Outing:
    """A time away from the stream between two x; one that is `open` has not ended."""

    x0: float
    x1: float
    open: bool


def rows(outings: Sequence[Outing], air: float) -> tuple[int, ...]:
    """A row for each outing of one side: above everything shorter that it meets."""
    order = sorted(range(len(outings)), key=lambda i: (outings[i].x1 - outings[i].x0, -i))
    row = [0] * len(outings)
    placed: list[int] = []
    for i in order:
        a = outings[i]
        met = [row[j] for j in placed if outings[j].x0 < a.x1 + air and a.x0 < outings[j].x1 + air]
        row[i] = max(met, default=-1) + 1
        placed.append(i)
    return tuple(row)


@dataclass(frozen=True)
class Ranks:
    """How many roads lie between the stream and one road, at every `step` of x; changes are slow."""

    step: float
    values: tuple[float, ...]

    def at(self, x: float) -> float:
        """The smoothed number at x, interpolated so that its slope is smooth too (Catmull and Rom)."""
        place = min(max(x / self.step, 0.0), len(self.values) - 1.001)
        i = int(place)
        t = place - i
        a, b, c, d = (self.values[min(max(n, 0), len(self.values) - 1)] for n in range(i - 1, i + 3))
        return b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)))


def ranks(outings: Sequence[Outing], row: Sequence[int], width: float, ramp: float) -> tuple[Ranks, ...]:
    """For each outing of one side, how many others lie nearer to the stream.

    A road that leaves the stream gently moves those outside of it further out, `ramp` before and after it
    leaves, and lets them sink back when it returns.
    """
    step = width / 128
    below = [0.0] * 130
    found: dict[int, Ranks] = {}
    for i in sorted(range(len(outings)), key=lambda i: (row[i], outings[i].x0, i)):
        found[i] = Ranks(step, tuple(below))
        for n in range(len(below)):
            below[n] += _presence(outings[i], n * step, ramp)
    return tuple(found[i] for i in range(len(outings)))


def _presence(outing: Outing, x: float, ramp: float) -> float:
    come = ease((x - outing.x0 + ramp) / (2 * ramp))
    return come if outing.open else min(come, ease((outing.x1 + ramp - x) / (2 * ramp)))


@dataclass(frozen=True)
class Stay:
    """A time in the stream between two x, which would best lie at `wish` (-1 upper edge, 1 lower edge)."""

    x0: float
    x1: float
    wish: float


def slots(stays: Sequence[Stay], air: float) -> tuple[float, ...]:
    """A place from -1 to 1 across the stream for each stay; stays that meet in time lie apart."""
    count = max(1, _most_at_once(stays, air))
    places = [0.0] if count == 1 else [-1 + 2 * i / (count - 1) for i in range(count)]
    ends = [float("-inf")] * count
    found = [0.0] * len(stays)
    for i in sorted(range(len(stays)), key=lambda i: (stays[i].x0, i)):
        stay = stays[i]
        free = [s for s in range(count) if ends[s] + air <= stay.x0] or [
            min(range(count), key=lambda s: ends[s])
        ]
        slot = min(free, key=lambda s: (abs(places[s] - stay.wish), s))
        ends[slot] = stay.x1
        found[i] = places[slot]
    return tuple(found)


def _most_at_once(stays: Sequence[Stay], air: float) -> int:
    turns = sorted([(s.x0, 1) for s in stays] + [(s.x1 + air, -1) for s in stays])
    most = now = 0
    for _, change in turns:
        now += change
        most = max(most, now)
    return most
