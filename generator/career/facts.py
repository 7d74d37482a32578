"""Honest numbers: what can be said of one career without drawing it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from generator.career.model import HERE, Stretch

#: A transfer between departments leaves no gap: anything longer was time away.
SAME_MONTH = timedelta(days=45)


def still_here(stretches: Sequence[Stretch], today: date) -> bool:
    """Whether a stretch at the company is going on today."""
    return any(s.kind == HERE and s.start <= today and (s.end is None or s.end >= today) for s in stretches)


def returned(stretches: Sequence[Stretch], today: date) -> bool:
    """Whether somebody left the company and came back by today, even if they left again later.

    Being here counts as left when more than 45 days passed before the next stretch here, so that a
    change of department, or a month that two lines both name, is no return.
    """
    here = sorted((s.start, s.end or date.max) for s in stretches if s.kind == HERE and s.start <= today)
    left = date.max
    for start, end in here:
        if left < date.max and start - left > SAME_MONTH:
            return True
        left = end if left == date.max else max(left, end)
    return False


def days_by_kind(stretches: Sequence[Stretch], today: date) -> dict[str, int]:
    """How many days, up to and including today, were spent in each kind; overlapping days count once."""
    spans: dict[str, list[tuple[int, int]]] = {}
    for s in stretches:
        if s.start <= today:
            last = min(today if s.end is None else s.end, today)
            spans.setdefault(s.kind, []).append((s.start.toordinal(), last.toordinal() + 1))
    return {kind: _union(parts) for kind, parts in sorted(spans.items())}


def _union(parts: list[tuple[int, int]]) -> int:
    total, reached = 0, 0
    for start, end in sorted(parts):
        total += max(0, end - max(start, reached))
        reached = max(reached, end)
    return total
