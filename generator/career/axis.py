"""The years at the foot of a drawing of one career."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

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
    first = _next_new_year(legs[0].start)
    for leg, (day0, x0), (day1, x1) in zip(legs, scale.knots, scale.knots[1:], strict=False):
        wide, days, after = x1 - x0, day1 - day0, _next_new_year(leg.end)
        dots += [
            x0 + wide * (date(year, 1, 1).toordinal() - day0) / days
            for year in range(first, after)
            if year not in told
        ]
        first = after
    return Axis(numbers, tuple(dots))


def _numbers(legs: Sequence[Leg], scale: TimeScale) -> tuple[Mark, ...]:
    """The years that are written, in order of time; where two are too close, the more telling one."""
    marks = [Mark(x, leg.start.year) for leg, (_, x) in zip(legs, scale.knots, strict=False)]
    # The beginning and today first, then where she joined, then all other bends.
    joined = [mark for mark, leg in zip(marks, legs, strict=True) if leg.kind == HERE]
    found: dict[int, Mark] = {}
    for mark in (marks[0], Mark(scale.knots[-1][1], legs[-1].end.year), *joined, *marks[1:]):
        if mark.year in found:
            continue
        for other in found.values():
            if abs(mark.x - other.x) < _NUMBER:
                break
        else:
            found[mark.year] = mark
    return tuple(sorted(found.values()))


def _next_new_year(day: date) -> int:
    """The first year that begins on a day or after it."""
    return day.year + 1 if day.month > 1 or day.day > 1 else day.year
