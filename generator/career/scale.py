"""From dates to the horizontal axis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class TimeScale:
    """A monotone, piecewise linear map from days (proleptic ordinals) to x."""

    knots: tuple[tuple[int, float], ...]

    def at(self, when: date) -> float:
        """The x of a date; dates outside the axis lie at its nearest end."""
        day = when.toordinal()
        day0, x0 = self.knots[0]
        if day < day0:
            return x0
        for day1, x1 in self.knots[1:]:
            if day < day1:
                return x0 + (x1 - x0) * (day - day0) / (day1 - day0)
            day0, x0 = day1, x1
        return x0


def shares(days: Sequence[int], total: float, least: float) -> tuple[float, ...]:
    """Widths that add up to `total`, in proportion to `days` but none below `least`.

    So a short stretch stays visible beside a long one. Where not all can have `least`, they get less
    of it, alike for all.
    """
    least = min(least, 0.9 * total / len(days))
    whole = sum(days)
    if whole and min(days) * total / whole >= least:
        return tuple([day * total / whole for day in days])
    pinned: set[int] = set()
    while True:
        free = [i for i in range(len(days)) if i not in pinned]
        rest = total - least * len(pinned)
        sum_ = sum(days[i] for i in free)
        if sum_ == 0:
            return tuple(least if i in pinned else rest / len(free) for i in range(len(days)))
        short = {i for i in free if days[i] * rest / sum_ < least}
        if not short:
            return tuple(least if i in pinned else days[i] * rest / sum_ for i in range(len(days)))
        pinned |= short


def spread(places: Sequence[float], least: float) -> tuple[float, ...]:
    """Moves ascending `places` as little as needed to be `least` apart; the first and last stay.

    Where there is not room for all, the distance is smaller, alike for all.
    """
    last = len(places) - 1
    least = min(least, (places[-1] - places[0]) / max(1, last))
    moved = list(places)
    for i in range(1, last):
        moved[i] = max(moved[i], moved[i - 1] + least)
    for i in range(last - 1, 0, -1):
        moved[i] = min(moved[i], moved[i + 1] - least)
    return tuple(moved)


def step_years(span: float, room: int) -> int:
    """The smallest round number of years that divides `span` years into at most `room` steps."""
    for step in (1, 2, 5, 10, 20):
        if span / step <= room:
            return step
    return 50
