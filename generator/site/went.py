"""Where people went from here, in numbers that are large enough to be honest and to point at nobody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from generator.settings import PUBLIC
from generator.site.leaving import leavings
from generator.site.reading import Site
from generator.site.seen import SpellView
from generator.site.views import Views

# Nothing that this reader may see came after; nobody can tell whether it was a break.
UNTOLD = "untold"


@dataclass(frozen=True)
class Went:
    """What came first after the company, by kind of spell, the most frequent first.

    `others` are those whose way would be a number below the smallest one told, or is not told to this reader; `of` is
    how many people there are in all, none of whom is still at the company.
    """

    kinds: tuple[tuple[str, int], ...]
    others: int
    of: int


def went(site: Site, views: Views, reader: str) -> Went | None:
    """The numbers for one reader, of people who left and agreed to be counted.

    None for everybody, and where none of the numbers is large enough. Whoever is counted can be seen by this reader
    with her career.
    """
    agreed = {key for key, one in site.profiles.items() if "aggregate" in one.consent.purposes}
    careers = [view.spells for view in views.people(reader) if view.name.id in agreed]
    ways = [first_after(spells, site.today) for spells in careers]
    first = Counter(way for way in ways if way)
    told = large_enough(first, site.settings.small_cell, without=UNTOLD)
    if reader == PUBLIC or not told:
        return None
    kinds = sorted(told.items(), key=lambda cell: (-cell[1], cell[0]))
    return Went(tuple(kinds), first.total() - sum(told.values()), first.total())


def first_after(spells: tuple[SpellView, ...], today: date) -> str:
    """The kind of the first spell that began after the company was left for the first time; empty before that.

    What began beside the company and goes on after it counts as soon as the company was left. A break is no place to
    go: what follows it is, and only where nothing does, it is the break. Where there is neither, it is `UNTOLD`.
    """
    left = next(iter(leavings(spells, today)), None)
    if left is None:
        return ""
    after = [
        spell.kind
        for spell in spells
        if spell.start.start <= today
        and (
            spell.start.start > left or (spell.kind != "here" and (spell.end is None or spell.end.end > left))
        )
    ]
    return next((kind for kind in after if kind != "break"), "break" if after else UNTOLD)


def large_enough(cells: Mapping[str, int], least: int, without: str = "") -> dict[str, int]:
    """The cells that may be told: none below `least`, nor so that the rest could be told from the sum.

    The cell named `without` is always among the rest.
    """
    ranked = sorted(cells.items(), key=lambda cell: (-cell[1], cell[0]))
    told = {name: count for name, count in ranked if count >= least and name != without}
    rest = sum(cells.values()) - sum(told.values())
    while told and 0 < rest < least:
        _, count = told.popitem()
        rest += count
    return told
