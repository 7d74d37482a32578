"""Which height each leg of one career gets, so that its road is calm and its bends are seen."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from math import ceil, pi, sin

from generator.career.chain import Leg
from generator.career.model import HERE


def levels(legs: Sequence[Leg], widths: Sequence[float], up: int, down: int) -> tuple[float, ...]:
    """A level for each leg: 0 in the stream, 1 to `up` above it, -1 to -`down` below it.

    Legs in the stream one after the other get levels a little beside 0, so that a change of department
    is seen. Neighbours never share a level.
    """
    found: list[float] = []
    outings = 0
    for is_here, group in groupby(legs, key=_is_here):
        part = list(group)
        start, end = len(found), len(found) + len(part)
        if is_here:
            found += [0.12 if i % 2 else -0.12 for i in range(len(part))] if len(part) > 1 else [0.0]
            continue
        first, last = start == 0, end == len(legs)
        if down and _sinks(part, first=first, last=last, outings=outings):
            found += [-level for level in _climb(part, widths[start:end], down, first, last)]
        else:
            found += _climb(part, widths[start:end], up, first, last)
        outings += 1
    return tuple(found)


def _is_here(leg: Leg) -> bool:
    return leg.kind == HERE


def _sinks(part: Sequence[Leg], *, first: bool, last: bool, outings: int) -> bool:
    """Whether an outing goes below the stream: rests, the way in, and every other short way round."""
    if len(part) > 1 or (first and last):
        return all(leg.dotted for leg in part)
    return part[0].dotted or first or (outings % 2 == 1 and not last)


def _climb(part: Sequence[Leg], widths: Sequence[float], top: int, first: bool, last: bool) -> list[float]:
    """The levels of one outing that together are nearest to its ideal shape (dynamic programming)."""
    ideal = [
        # A narrow leg high up would be a spike.
        min(_ideal(i, len(part), top, first, last) - (0.8 if leg.dotted else 0.0), 1 + width / 45)
        for i, (leg, width) in enumerate(zip(part, widths, strict=True))
    ]
    if len(part) == 1:
        # The nearest, of two that are as near the lower.
        return [float(min(max(ceil(ideal[0] - 0.5), 1), top))]
    best: dict[int, tuple[float, list[int]]] = {
        level: ((level - ideal[0]) ** 2, [level]) for level in range(1, top + 1)
    }
    for want in ideal[1:]:
        best = {
            level: min(
                (
                    cost + (level - want) ** 2 + _jump(way[-1], level, top),
                    [*way, level],
                )
                for cost, way in best.values()
            )
            for level in range(1, top + 1)
        }
    return [float(level) for level in min(best.values())[1]]


def _jump(a: int, b: int, top: int) -> float:
    if a == b:
        return 100.0 if top > 1 else 0.0
    return 0.3 * (abs(a - b) - 1) ** 2


def _ideal(i: int, count: int, top: int, first: bool, last: bool) -> float:
    """Rising where the road goes on, falling where it comes in, an arch where it comes back."""
    if first and last:
        return 1 + (top - 1) * (i + 0.5) / count
    if last:
        return 2.0 if count == 1 else 1 + (top - 1) * i / (count - 1)
    if first:
        return 1.6 if count == 1 else top - (top - 1) * i / (count - 1)
    return 1 + 0.62 * (top - 1) * sin(pi * (i + 0.8) / (count + 0.8))
