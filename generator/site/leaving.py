"""When somebody left the company, as far as her career is seen."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from generator.site.seen import SpellView

_MONTH = 31  # days


def leavings(spells: Iterable[SpellView], today: date) -> list[date]:
    """The last days of each stay that is over, the earliest first; another department within a month is no leaving."""
    here = [spell for spell in spells if spell.kind == "here" and spell.start.start <= today]
    last: list[date] = []
    for spell in sorted(here, key=lambda spell: spell.start.start):
        end = spell.end.end if spell.end else date.max
        if last and (spell.start.start - last[-1]).days <= _MONTH:
            last[-1] = max(last[-1], end)
        else:
            last.append(end)
    return [day for day in last if day < today]
