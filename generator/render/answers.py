"""The answers to the standard questions as cards: what each says of itself, and the river that belongs to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from markupsafe import Markup

from generator.event import Pass
from generator.render.along import day_on
from generator.render.environment import trusted
from generator.render.excerpts import Excerpt
from generator.render.helper import Helper
from generator.render.kept import Kept
from generator.render.order import own_language_first
from generator.render.story import Reach, answers_html, moment_label
from generator.settings import PUBLIC
from generator.site import Site
from generator.site.answers import Answer, Question, questions
from generator.site.event_views import EventViews
from generator.site.seen import PersonView, StoryView
from generator.site.views import Views
from generator.story import QUESTIONS


@dataclass(frozen=True)
class Card:
    """One answer. `key` names its story in the page without saying which it is.

    `drawn` is whose river is drawn, by the name `road`: the first that reaches the answer's moment, else the first of
    all. `day` is where the moment is on it; None without a moment, and where nobody's road reaches there.
    """

    answer: Answer
    key: str
    text: Markup
    whole: bool
    moment: str
    drawn: PersonView | None
    road: str
    day: date | None


@dataclass(frozen=True)
class Asked:
    """One question with its cards; `left_out` more answers stand in their stories."""

    cards: tuple[Card, ...]
    left_out: int


class Asking:
    """Gives the page of questions what its template needs, for one reader or pass at a time."""

    def __init__(self, site: Site, views: Views, event_views: EventViews, locale: str, kept: Kept) -> None:
        self._site = site
        self._views = views
        self._event_views = event_views
        self._locale = locale
        self._kept = kept

    def of_reader(self, reader: str, helper: Helper) -> dict[str, Any]:
        """All answers that a reader may see."""
        stories = self._views.stories(reader)
        reach = Reach(self._views.slugs(reader), self._views.ids(reader), pictures=reader)
        sealed = len(self._site.stories) - len(stories)
        return {"sealed_stories": sealed, "prefix": "", **self._values(stories, reach, helper)}

    def of_pass(self, pass_: Pass, helper: Helper) -> dict[str, Any]:
        """The answers in the stories that a pass opens, without those that are open to everyone."""
        everyone = self._views.slugs(PUBLIC)
        opened = self._event_views.stories(pass_)
        added = [story for story in opened if story.slug not in everyone]
        reach = Reach(frozenset(story.slug for story in opened), frozenset(), pass_.id)
        return {"sealed_stories": 0, "prefix": f"{pass_.id}-", **self._values(added, reach, helper)}

    def _values(self, stories: Iterable[StoryView], reach: Reach, helper: Helper) -> dict[str, Any]:
        found = questions(own_language_first(stories, self._locale))
        answering = {answer.story.slug: answer.story for one in found for answer in one.answers}
        texts = {slug: self._excerpts(story, reach, helper) for slug, story in answering.items()}
        known = {question.id: question for question in found}
        every = {id_: _asked(known.get(id_), texts, helper) for id_ in QUESTIONS}
        rivers = {card.road: card.drawn for one in every.values() for card in one.cards if card.drawn}
        return {"asked": every, "rivers": rivers}

    def _excerpts(self, story: StoryView, reach: Reach, helper: Helper) -> Mapping[str, Excerpt]:
        settings, ways = self._site.settings, helper.frame
        return self._kept(
            ("answers", ways, reach.pictures, story.slug),
            (story, reach, settings, helper.places),
            lambda: answers_html(story, reach, settings, helper),
        )


def _asked(question: Question | None, texts: Mapping[str, Mapping[str, Excerpt]], helper: Helper) -> Asked:
    if question is None:
        return Asked((), 0)
    told = ((answer, texts[answer.story.slug].get(question.id)) for answer in question.answers)
    cards = tuple(_card(answer, excerpt, helper) for answer, excerpt in told if excerpt)
    return Asked(cards, question.left_out)


def _card(answer: Answer, excerpt: Excerpt, helper: Helper) -> Card:
    story, at = answer.story, answer.heading.at
    roads = [person for person in story.people if person.spells]
    days = [(person, day) for person in roads if at and (day := day_on(person, at))]
    drawn, day = next(iter(days), (next(iter(roads), None), None))
    key = helper.story(story.slug).rstrip("/").rpartition("/")[2]
    place = roads.index(drawn) if drawn else 0
    return Card(
        answer,
        key,
        trusted(excerpt.html),
        excerpt.whole,
        moment_label(at, story, helper) if at else "",
        drawn,
        f"{key}-{place}" if place else key,
        day,
    )
