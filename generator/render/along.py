"""A story's rivers as one reads along them: where its answers lie on the road, and who joins there, in words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from generator.career import (
    Arrival,
    River,
    Tributaries,
    Tributary,
    Upright,
    lying_tributaries,
    upright_tributaries,
)
from generator.career.curve import path
from generator.career.model import SIDE_KINDS
from generator.fields import YearMonth
from generator.render import labels
from generator.render.helper import Helper
from generator.site.bends import bends, moment_on
from generator.site.joins import Join
from generator.site.seen import PersonName, PersonView, StoryView

# The upright drawing stands beside the text in a window of 700 pixels; the small one is pinned above it on a phone.
_UPRIGHT = (300, 620)
_SMALL = (360, 60)
_NAMED = (360, 136)
_ROOM = 128.0
_BLANK = re.compile(r"[\s\u3000]")

ARRIVED = "y-from"
"""With this fragment, and what follows it as the id of a heading, a page was reached by a join."""


@dataclass(frozen=True)
class Told:
    """A join in words: a sentence and the name of where its link leads, and both again as short as a drawing needs."""

    at: str
    href: str
    sentence: str
    target: str
    lang: str
    who: str
    how: str
    brief: str


@dataclass(frozen=True)
class Stop:
    """Where an answer's moment lies on a road; at its nearest end, and unmarked, where it does not reach there."""

    at: str
    x: float
    y: float
    marked: bool


@dataclass(frozen=True)
class Standing:
    """An upright drawing with the stops of answers and those who join. The thread is all its road in one line."""

    river: Upright
    thread: str
    stops: tuple[Stop, ...]
    beside: Tributaries


@dataclass(frozen=True)
class Lying:
    """A lying drawing with the stops of answers and, where it has no words, those who join."""

    river: River
    thread: str
    stops: tuple[Stop, ...]
    streams: tuple[Tributary, ...]


@dataclass(frozen=True)
class Along:
    """One person's road in a story: small for phones, and for wide screens upright or, of several people, with names.

    Who joins is told in `told`, in the order of the streams.
    """

    person: PersonView
    told: tuple[Told, ...]
    small: Lying
    upright: Standing | None
    named: Lying | None


def rivers_along(story: StoryView, joins: Sequence[Join], helper: Helper) -> tuple[Along, ...]:
    """The rivers of those in a story whose careers this reader may see."""
    people = [person for person in story.people if person.spells]
    return tuple(_along(story, person, joins, helper, alone=len(people) == 1) for person in people)


def day_on(person: PersonView, at: YearMonth) -> date | None:
    """The day on somebody's road that stands for a moment; None where her road, as it is seen, does not reach there."""
    main = [spell for spell in person.spells if spell.kind not in SIDE_KINDS] or person.spells
    when = moment_on(bends(person), at)
    begun = min(spell.start.start for spell in main)
    last = max(spell.end.end if spell.end else date.max for spell in main)
    if begun <= when <= last:
        return when
    return min(max(when, begun), last) if at.start <= last and at.end >= begun else None


def told(join: Join, story: StoryView, joins: Sequence[Join], helper: Helper) -> Told:
    """One of a story's joins in the words of the page's language."""
    say, year = helper.texts.gettext, str(join.when.year)
    others = {person.name for person in story.people} | {other.person for other in joins}
    name = _short(join.person, others - {join.person}, helper.locale)
    # A year is told where it is another one than that which the answer's own heading names.
    same = join.when.year == join.at.year
    if join.why == "bend":
        when = say(labels.SAME_YEAR) if same else say(labels.OTHER_YEAR) % {"year": year}
        sentence = say(labels.JOINS[join.way]) % {"when": when, "name": name}
        how = say(labels.TOO_SAME_YEAR) if same else say(labels.TOO_OTHER_YEAR) % {"year": year}
        who = say(labels.TOO) % {"name": name}
    else:
        sentence = say(labels.JOINS[join.why]) % {"name": name}
        how, who = say(labels.TIES[join.why]), say(labels.WITH[join.why]) % {"name": name}
    if join.story is None:
        href, lang = f"{helper.person(join.person.id)}#{ARRIVED}", helper.locale
        target = say(labels.HER_PAGE)
    else:
        fragment = f"{ARRIVED}-{join.heading}" if join.heading else ARRIVED
        href, lang = f"{helper.story(join.story.slug)}#{fragment}", join.story.lang
        target = say(labels.TITLE) % {"title": join.story.title}
    brief = say(labels.BRIEF) % {"who": who, "how": how}
    return Told(str(join.at), href, sentence, target, lang, who, how, brief)


def _along(
    story: StoryView, person: PersonView, joins: Sequence[Join], helper: Helper, *, alone: bool
) -> Along:
    road = bends(person)
    mine = [join for join in joins if join.beside == person.name.id]
    words = tuple(told(join, story, joins, helper) for join in mine)
    arrivals = [
        Arrival(moment_on(road, join.at), join.kind, one.who, one.how)
        for join, one in zip(mine, words, strict=True)
    ]
    asked = {str(answer.at): answer.at for answer in story.answers if answer.at}
    moments = {at: (moment_on(road, when), day_on(person, when) is not None) for at, when in asked.items()}

    def stops(drawing: Upright | River) -> tuple[Stop, ...]:
        points = ((at, drawing.point(when), marked) for at, (when, marked) in moments.items())
        return tuple(Stop(at, point.x, point.y, marked) for at, point, marked in points)

    def standing(river: Upright) -> Standing:
        return Standing(river, path(river.line), stops(river), upright_tributaries(river, arrivals, _ROOM))

    def lying(river: River, joining: Sequence[Arrival]) -> Lying:
        return Lying(river, path(river.line), stops(river), lying_tributaries(river, joining))

    return Along(
        person,
        words,
        small=lying(helper.river(person, *_SMALL, names=False), arrivals),
        upright=standing(helper.upright(person, *_UPRIGHT)) if alone else None,
        # Streams would run through its words; under the answers they are told all the same.
        named=None if alone else lying(helper.river(person, *_NAMED, names=True), ()),
    )


def _short(name: PersonName, others: Iterable[PersonName], locale: str) -> str:
    """How others speak of her: in Japanese by the family name that a blank sets apart, unless others there have it."""
    if locale != "ja":
        return name.romaji
    family = _family(name)
    return name.display if family in map(_family, others) else family


def _family(name: PersonName) -> str:
    return _BLANK.split(name.display)[0]
