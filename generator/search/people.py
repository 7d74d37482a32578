"""People as columns, for one reader, in the order of their readings (五十音順)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from generator.search.columns import BETWEEN, Columns, Dictionary, dictionary, lists, packed, signed
from generator.search.names import name_columns
from generator.site.seen import PersonView, SpellView
from generator.times import FIRST_YEAR

_CONFIRMED = date(2000, 1, 1)


@dataclass(frozen=True)
class Person:
    """One person's view with what is known elsewhere: the code in her address, that in her picture's and for whom it is
    sealed, and the numbers of the stories about her.
    """

    view: PersonView
    address: str
    photo: str = ""
    photo_for: str = ""
    stories: tuple[int, ...] = ()


@dataclass(frozen=True)
class Spans:
    """The dictionaries that people's columns share; `whats` are kind, entry, department and industry with tabulators
    between, since few of their combinations occur."""

    whats: Dictionary
    titles: Dictionary
    orgs: Dictionary
    skills: Dictionary
    places: Dictionary
    languages: Dictionary
    offers: Dictionary
    readers: Dictionary


def people_columns(people: Sequence[Person]) -> Columns:
    """Dictionaries, then a value for each person, then a value for each spell of each."""
    shared = _dictionaries(people)
    dictionaries = {name: getattr(shared, name).values for name in Spans.__dataclass_fields__}
    return {**dictionaries, **_persons(people, shared), **_spells(people, shared)}


def note_columns(people: Sequence[Person]) -> Columns:
    """What people wrote beside their careers: a value for each spell, and one for each person."""
    return {
        "brought": [spell.brought or "" for person in people for spell in person.view.spells],
        "news": [BETWEEN.join(news.text for news in person.view.news) for person in people],
    }


def daily(day: date, address: str) -> int:
    """A number that shuffles people anew each day, by nothing but their own address: FNV-1a with 32 bits (Fowler, Noll
    and Vo), its bits mixed once more as in MurmurHash3 (Appleby)."""
    mixed = 0x811C9DC5
    for byte in f"{day.isoformat()}/{address}".encode("ascii"):
        mixed = ((mixed ^ byte) * 0x01000193) & 0xFFFFFFFF
    mixed = ((mixed ^ (mixed >> 16)) * 0x85EBCA6B) & 0xFFFFFFFF
    mixed = ((mixed ^ (mixed >> 13)) * 0xC2B2AE35) & 0xFFFFFFFF
    return mixed ^ (mixed >> 16)


def _dictionaries(people: Sequence[Person]) -> Spans:
    views = [person.view for person in people]
    spells = [spell for view in views for spell in view.spells]
    return Spans(
        whats=dictionary(map(_what, spells)),
        titles=dictionary(spell.title for spell in spells),
        orgs=dictionary(spell.org for spell in spells),
        skills=dictionary(skill for view in views for skill in view.skills),
        places=dictionary(view.location for view in views),
        languages=dictionary(language for view in views for language in view.languages),
        offers=dictionary(offer.what for view in views for offer in view.open_to),
        readers=dictionary(person.photo_for for person in people),
    )


def _what(spell: SpellView) -> str:
    return "\t".join((spell.kind, spell.entry or "", spell.department or "", spell.industry or ""))


def _persons(people: Sequence[Person], shared: Spans) -> Columns:
    views = [person.view for person in people]
    return {
        "address": "".join(person.address for person in people),
        **name_columns([view.name for view in views]),
        "former": [view.former or "" for view in views],
        "headline": [view.headline or "" for view in views],
        "photo": "".join(person.photo for person in people),
        "photo_for": packed(shared.readers.number(person.photo_for) for person in people),
        "place": packed(shared.places.number(view.location) for view in views),
        **lists("language", [shared.languages.all(view.languages) for view in views]),
        **lists("skill", [shared.skills.all(view.skills) for view in views]),
        **lists("offer", [shared.offers.all(offer.what for offer in view.open_to) for view in views]),
        "until": packed(_month(offer.until.end) for view in views for offer in view.open_to),
        "confirmed": packed(max(0, (view.confirmed - _CONFIRMED).days) for view in views),
        **lists("story", [person.stories for person in people]),
        "spell.n": packed(len(view.spells) for view in views),
        "begin": packed(_month(view.spells[0].start.start) for view in views if view.spells),
    }


def _spells(people: Sequence[Person], shared: Spans) -> Columns:
    spells = [spell for person in people for spell in person.view.spells]
    return {
        "what": packed(shared.whats.number(_what(spell)) for spell in spells),
        "title": packed(shared.titles.number(spell.title) for spell in spells),
        "org": packed(shared.orgs.number(spell.org) for spell in spells),
        "gap": packed(gap for person in people for gap in _gaps(person.view.spells)),
        "months": packed(map(_months, spells)),
    }


def _gaps(spells: Sequence[SpellView]) -> Iterator[int]:
    """The months between the end of one spell and the beginning of the next, often 0; overlaps as odd numbers."""
    for before, spell in pairwise(spells):
        gap = _month(spell.start.start) - _month(before.end.end if before.end else before.start.start) - 1
        yield signed(gap)


def _months(spell: SpellView) -> int:
    """How many months a spell lasts, both counted; 0 for one that still goes on."""
    return 0 if spell.end is None else _month(spell.end.end) - _month(spell.start.start) + 1


def _month(day: date) -> int:
    """Months since the beginning of 1940: no career that can be told began before."""
    return (day.year - FIRST_YEAR) * 12 + day.month - 1
