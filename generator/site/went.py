"""Where people went from here, in numbers that are large enough to be honest and to point at nobody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from generator.settings import PUBLIC
from generator.site.reading import Site
from generator.site.seen import SpellView
from generator.site.views import Views


@dataclass(frozen=True)
class Went:
    """What came first after the company, by kind of spell, the most frequent first.

    `still` are those who have not left, `others` all that would be a number of its own below the smallest one told;
    `of` is how many people there are in all.
    """

    kinds: tuple[tuple[str, int], ...]
    still: int | None
    others: int
    of: int


def went(site: Site, views: Views, reader: str) -> Went | None:
    """The numbers for one reader, of people who agreed to be counted; None where they are too few, or for everybody.

    Whoever is counted can be seen by this reader with her career, so that the numbers tell nothing new of anybody.
    """
    agreed = {key for key, one in site.profiles.items() if "aggregate" in one.consent.purposes}
    careers = [view.spells for view in views.people(reader) if view.name.id in agreed]
    first = Counter(first_after(spells, site.today) for spells in careers if _been_here(spells, site.today))
    least = site.settings.small_cell
    if reader == PUBLIC or first.total() < least:
        return None
    told = large_enough(first, least)
    kinds = sorted(
        ((kind, count) for kind, count in told.items() if kind), key=lambda cell: (-cell[1], cell[0])
    )
    return Went(tuple(kinds), told.get(""), first.total() - sum(told.values()), first.total())


def first_after(spells: tuple[SpellView, ...], today: date) -> str:
    """The kind of the first spell that began after the company was left for the first time; empty before that.

    What began beside the company and goes on after it counts as soon as the company was left. A break is no place to
    go: what follows it is.
    """
    begun = [spell for spell in spells if spell.start.start <= today]
    here = [spell for spell in begun if spell.kind == "here"]
    left = here[0].end.end if here[0].end else date.max
    for spell in here[1:]:  # another department is no leaving
        if (spell.start.start - left).days <= 31 and left < date.max:
            left = max(left, spell.end.end) if spell.end else date.max
    if left >= today:
        return ""
    after = [
        spell
        for spell in begun
        if spell.kind != "break" and (spell.end is None or spell.end.end > left) and spell not in here[:1]
    ]
    later = [spell for spell in after if spell.kind != "here" or spell.start.start > left]
    return later[0].kind if later else "break"


def large_enough(cells: Mapping[str, int], least: int) -> dict[str, int]:
    """The cells that may be told: none below `least`, nor so that the rest could be told from the sum."""
    ranked = sorted(cells.items(), key=lambda cell: (-cell[1], cell[0]))
    told = {name: count for name, count in ranked if count >= least}
    rest = sum(cells.values()) - sum(told.values())
    while told and 0 < rest < least:
        _, count = told.popitem()
        rest += count
    return told


def _been_here(spells: tuple[SpellView, ...], today: date) -> bool:
    return any(spell.kind == "here" and spell.start.start <= today for spell in spells)
