"""Ties: which spells of two people tell of a time together, so that neither says more than the other shows.

That somebody was there too tells as much of her own career as of the one in which it stands. So it rests on a spell of
hers that the same reader may see.
"""

from __future__ import annotations

from datetime import date

from generator.profile import Org, Spell
from generator.settings import Settings


def meet(spell: Spell, hers: Spell, person: str) -> bool:
    """Whether two spells tell of one time together: both were here, or hers names `person`, whose spell this is.

    Two who name each other were at this company or elsewhere; what one did elsewhere says nothing of a time here.
    """
    at_one_time = spell.from_.start <= _last(hers) and hers.from_.start <= _last(spell)
    if spell.kind == hers.kind == "here":
        return at_one_time
    return at_one_time and (spell.org is None) == (hers.org is None) and person in hers.with_


def shown_alike(spell: Spell, hers: Spell, reader: str, settings: Settings) -> bool:
    """Whether neither line gives away what the other keeps of the employer, to this reader or a narrower one.

    A narrower reader can open this reader's page as well.
    """
    readers = [name for name in settings.names if settings.sees(name, reader)]
    return all(shown(spell.org, name, settings) == shown(hers.org, name, settings) for name in readers)


def shown(org: Org | None, reader: str, settings: Settings) -> str:
    """How much of an employer or school a reader may know: `name`, `industry` or `hidden`."""
    if org is None:
        return "hidden"
    if isinstance(org.show, str):
        return org.show
    seen = [name for name in settings.names if name in org.show and settings.sees(reader, name)]
    return org.show[seen[-1]] if seen else "hidden"


def _last(spell: Spell) -> date:
    return spell.to.end if spell.to else date.max
