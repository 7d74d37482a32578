"""The years at the foot of a drawing of one career."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from math import inf
from operator import itemgetter

from generator.career.chain import Leg
from generator.career.model import HERE, Axis, Mark
from generator.career.scale import TimeScale

#: The width of a year's number with air beside it.
_NUMBER = 43.0


def years(legs: Sequence[Leg], scale: TimeScale) -> Axis:
    """A dot for every year, and numbers where the road begins, bends and ends, as far as there is room."""
    numbers = _numbers(legs, scale)
    told = {number.year for number in numbers}
    dots: list[float] = []
    for leg, (day0, x0), (day1, x1) in zip(legs, scale.knots, scale.knots[1:], strict=False):
        wide, days = x1 - x0, day1 - day0
        dots += [
            x0 + wide * (_new_year(year) - day0) / days
            for year in range(_next_new_year(leg.start), _next_new_year(leg.end))
            if year not in told
        ]
    return Axis(numbers, tuple(dots))


def _numbers(legs: Sequence[Leg], scale: TimeScale) -> tuple[Mark, ...]:
    """The years that are written, in order of time; where two are too close, the more telling one."""
    # The beginning and today first, then where she joined, then all other bends.
    order = [0, len(legs), *[i for i, leg in enumerate(legs) if leg.kind == HERE], *range(1, len(legs))]
    found: dict[int, float] = {}
    for i in order:
        x = scale.knots[i][1]
        year = (legs[i].start if i < len(legs) else legs[-1].end).year
        if year not in found and min([abs(x - other) for other in found.values()], default=inf) >= _NUMBER:
            found[year] = x
    return tuple([Mark(x, year) for year, x in sorted(found.items(), key=itemgetter(1))])


def _next_new_year(day: date) -> int:
    """The first year that begins on a day or after it."""
    return day.year if (day.month, day.day) == (1, 1) else day.year + 1


@lru_cache(maxsize=512)
def _new_year(year: int) -> int:
    return date(year, 1, 1).toordinal()
