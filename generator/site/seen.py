"""The views themselves: a person, a story, an event as one audience sees them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from generator.event import Event
from generator.fields import YearMonth
from generator.profile import Link, News, Offer, Turn
from generator.story import Heading, Reply


@dataclass(frozen=True)
class PictureView:
    """A picture's file (relative to the project), its text, and the audience that it is sealed for."""

    file: str
    alt: str
    audience: str


@dataclass(frozen=True)
class PersonName:
    """How a person is called wherever she is mentioned; the id resolves her address and is never shown."""

    id: str
    display: str
    kana: str
    romaji: str


@dataclass(frozen=True)
class Colleague:
    """Somebody who was there too, with the keys of those of her own spells that say so."""

    person: PersonName
    spells: tuple[int, ...]


@dataclass(frozen=True)
class SpellView:
    """One stretch of a career as one audience sees it; `org` is a name and `industry` a code where they may be told."""

    key: int
    kind: str
    start: YearMonth
    end: YearMonth | None
    entry: str | None
    department: str | None
    title: str | None
    org: str | None
    industry: str | None
    brought: str | None
    colleagues: tuple[Colleague, ...]


@dataclass(frozen=True)
class PersonView:
    """One alumna as one audience sees her; `tied` where she may be named beside the roads of others, who was here
    together with her among them.
    """

    name: PersonName
    former: str | None
    headline: str | None
    photo: PictureView | None
    location: str | None
    languages: tuple[str, ...]
    skills: tuple[str, ...]
    spells: tuple[SpellView, ...]
    turns: tuple[Turn, ...]
    news: tuple[News, ...]
    open_to: tuple[Offer, ...]
    links: tuple[Link, ...]
    tied: bool
    confirmed: date


@dataclass(frozen=True)
class StoryView:
    """One story as one audience sees it; `people` are views for the same audience."""

    slug: str
    title: str
    summary: str
    quote: str | None
    lang: str
    written_by: str
    reviewed: date
    facts_as_of: YearMonth
    tags: tuple[str, ...]
    cover: PictureView | None
    reply: Reply | None
    people: tuple[PersonView, ...]
    answers: tuple[Heading, ...]
    body: str
    translations: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class EventView:
    """One event as one audience sees it: only those speakers whom the audience may see."""

    event: Event
    speakers: tuple[PersonName, ...]


@dataclass(frozen=True)
class Share:
    """How many of how many."""

    count: int
    of: int


@dataclass(frozen=True)
class Numbers:
    """How many people have a page, and shares of those whose careers the reader sees and who agreed to be counted.

    `left` is how many of all who left `since` that year they are, `returned` how many of them came back. A share is
    None where it, or what it leaves over, would be too small to be honest or safe.
    """

    people: int
    left: Share | None
    since: int | None
    returned: Share | None
