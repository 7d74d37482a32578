"""The years at the foot of a drawing of one career."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from generator.career.chain import Leg
from generator.career.model import HERE, Mark
from generator.career.scale import TimeScale

#: The width of a year's number with air beside it.
_NUMBER = 43.0


@lru_cache(maxsize=512)
def _new_year(year: int) -> int:
    return date(year, 1, 1).toordinal()


def years(legs: Sequence[Leg], scale: TimeScale) -> tuple[Mark, ...]:
    """A tick for every year, numbers where the road begins, bends and ends, as far as there is room."""
    knots = scale.knots
    # The beginning and today first, then where she joined, then all other bends.
    order = [0, len(legs), *[i for i, leg in enumerate(legs) if leg.kind == HERE], *range(1, len(legs))]
    found: dict[int, Mark] = {}
    taken: list[float] = []
    for i in order:
        x = knots[i][1]
        year = (legs[i].start if i < len(legs) else legs[-1].end).year
        if year in found:
            continue
        for other in taken:
            if -_NUMBER < x - other < _NUMBER:
                break
        else:
            found[year] = Mark(round(x, 1), year, True)
            taken.append(x)
    begun = legs[0].start.year
    for leg, (day0, x0), (day1, x1) in zip(legs, knots, knots[1:], strict=False):
        year = max(leg.start.year, begun + 1)
        day = _new_year(year)
        while day < day1:
            if day >= day0 and year not in found:
                found[year] = Mark(round(x0 + (x1 - x0) * (day - day0) / (day1 - day0), 1), year, False)
            year += 1
            day = _new_year(year)
    return tuple(sorted(found.values(), key=_at))


def _at(mark: Mark) -> float:
    return mark.x
