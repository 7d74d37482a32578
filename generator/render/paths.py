"""The page of all paths: whose careers it shows, as what columns, and the words that its script says and searches."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from generator.render import labels
from generator.render.careers import CODES, INDUSTRIES, Career, careers, columns, only_new
from generator.render.helper import Helper
from generator.render.places import Places
from generator.settings import Settings
from generator.site import Site
from generator.site.seen import PersonView
from generator.site.views import Views
from generator.site.went import Went, went
from generator.texts import load_texts
from generator.wording import called


def _n(message: str) -> str:
    """Mark a message for extraction without translating it yet."""
    return message


#: A name that ends in 1 is the form for one.
SENTENCES: Mapping[str, str] = {
    "everybody": _n("All {all} people whose careers you can read here."),
    "some": _n("{n} of the {all} people whose careers you can read here."),
    "nobody": _n("None of the {all} people whose careers you can read here."),
    "drop": _n("Leave “{step}” open: {n} people"),
    "drop1": _n("Leave “{step}” open: {n} person"),
    "more": _n("{n} more"),
    "people": _n("{n} people"),
    "people1": _n("{n} person"),
    "option": _n("{word} ({count})"),
    "hint": _n("Point at a road, or walk along them with the arrow keys, to see whose it is."),
    "empty": _n("No road to draw."),
    "joined": _n("joined"),
    "left": _n("left"),
    "after": _n("after {n} years"),
    "after1": _n("after {n} year"),
    "before": _n("{n} years before"),
    "before1": _n("{n} year before"),
    "yearsOf": _n(" · {n} years"),
    "yearsOf1": _n(" · {n} year"),
    "under": _n("less than {years} years"),
    "range": _n("{from} to {to} years"),
    "over": _n("{years} years and more"),
    "any": _n("one step, whatever it is"),
    "many": _n("any number of steps"),
    "step": _n("Step {place}"),
    "from": _n("from where?"),
    "to": _n("to where?"),
}

_DRAWN = 48  # more than this, and no single road can be followed


@dataclass(frozen=True)
class Shown:
    """What one reader's page holds: whose careers are drawn and listed without a script, the sections of columns, the
    words for the script, where people went, and whether narrower readers see more."""

    people: Sequence[PersonView]
    columns: Mapping[str, Markup]
    words: Mapping[str, object]
    went: Went | None
    more: bool


class AllPaths:
    """What the page holds for each reader, in one language."""

    def __init__(self, site: Site, views: Views, places: Places, locale: str) -> None:
        self._site = site
        self._views = views
        self._places = places
        self._locale = locale
        self._columns: dict[str, Markup] = {}  # by reader; every narrower one asks again

    def of(self, reader: str, at: Helper) -> Shown:
        """What the page holds for a reader.

        There is a section of columns for each audience, of careers as she sees them and no wider one does. So what is
        the same for two readers stands in the page once, and sections for narrower ones than the reader are empty.
        """
        names = self._site.settings.names
        told = names[: names.index(reader) + 1]
        return Shown(
            people=since_joining(self._views.people(reader)),
            columns={f"careers-{name}": self._new(name) if name in told else Markup("") for name in names},
            words=page_words(self._site.settings, at),
            went=went(self._site, self._views, reader),
            more=reader != self._site.settings.narrowest,
        )

    def _new(self, reader: str) -> Markup:
        if reader not in self._columns:
            names = self._site.settings.names
            wider = names[: names.index(reader)][-1:]
            before = self._careers(wider[0]) if wider else {}
            self._columns[reader] = columns(only_new(self._careers(reader), before))
        return self._columns[reader]

    def _careers(self, reader: str) -> dict[str, Career]:
        return careers(self._views.people(reader), self._places, self._locale)


def since_joining(people: Sequence[PersonView]) -> list[PersonView]:
    """Those of whom there is a career to draw, in the order in which they joined; of many, an even choice."""
    careers = [person for person in people if person.spells]
    careers.sort(key=lambda person: (_joined(person), person.name.kana))
    every = -(-len(careers) // _DRAWN) or 1
    return careers[::every]


def _joined(person: PersonView) -> str:
    here = [spell.start for spell in person.spells if spell.kind == "here"]
    return str((here or [person.spells[0].start])[0])


def page_words(settings: Settings, at: Helper) -> Mapping[str, object]:
    """The sentences and tables that the script of the page reads."""
    codes = (*CODES, *INDUSTRIES)
    return {
        "say": {name: at.texts.gettext(sentence) for name, sentence in SENTENCES.items()},
        "labels": {code: _label(settings, at.locale, code) for code in codes},
        "terms": {code: sorted(set(_terms(settings, code))) for code in codes},
        "codes": CODES,
        "entries": tuple(labels.ENTRIES),
        "industries": INDUSTRIES,
        "language": settings.languages[0],
        "people": at.people,
        "now": 12 * at.today.year + at.today.month,
    }


def _label(settings: Settings, locale: str, code: str) -> str:
    if code == "here":
        return settings.company[locale]
    table = {**labels.KINDS, **labels.ENTRIES, **labels.INDUSTRIES}
    return load_texts(locale).gettext(table[code])


def _terms(settings: Settings, code: str) -> Iterator[str]:
    """What a code is called in all languages of the site, and what people write instead."""
    yield from (_label(settings, locale, code) for locale in settings.languages)
    yield from called().get(code, ())
