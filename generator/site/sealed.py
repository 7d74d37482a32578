"""Who may read each text of the content: told from the models alone, so that it can be held against the views."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Literal

from generator.event import Event, Pass
from generator.profile import Org, Profile, Spell
from generator.romaji import spellings
from generator.settings import PUBLIC, Settings
from generator.site.own import OwnPage
from generator.site.reading import Site
from generator.story import Story

# What a story tells of the people in it; the rest is on their own pages.
_ANY, _NAMES = re.compile(""), re.compile(r"name\.(display|kana|romaji)$")
_TOLD = re.compile(rf"{_NAMES.pattern}|headline$|photo$|career\[\d+\]\.(department|title|org\.name)$")
_PIECES = re.compile(r"[\n。！？!?\[\](){}*_`#<>|]+")


@dataclass(frozen=True)
class Text:
    """One text of the content: file and part, its widest audience (None: nobody), and of what kind it is.

    A `name` is somebody's; a `code` (a tag, a version) is often a plain word or a date, and no page shows it.
    """

    file: str
    part: str
    text: str
    audience: str | None
    kind: Literal["text", "name", "code"] = "text"

    @property
    def what(self) -> str:
        """Where it stands, as one may tell without telling what it says."""
        return f"{self.file} {self.part}".rstrip()

    @property
    def is_open(self) -> bool:
        """Whether everyone may read it."""
        return self.audience == PUBLIC

    def written(self) -> tuple[str, ...]:
        """The text, and the spellings in Latin letters of a name in kana."""
        return (self.text, *(spellings(self.text) if self.kind == "name" else ()))


def texts(site: Site) -> tuple[Text, ...]:
    """Every text of every profile, story and event."""
    return tuple(_texts(site))


def told_by(pass_: Pass, site: Site) -> Callable[[Text], bool]:
    """Whether a pass may show a text: what is open; its stories; and of the people in them, what a story tells.

    Of people it is what the widest readers of their own pages see, names alone where they have no page of their own.
    """
    settings = site.settings
    told: dict[str, tuple[str, re.Pattern[str]]] = {}  # by file: those readers, and which parts
    for slug in pass_.stories:
        story, people = site.stories[slug], [site.profiles[key] for key in site.stories[slug].alumni]
        if not story.event_ok or not all({"story", "event"} <= {*one.consent.purposes} for one in people):
            continue
        audience = settings.resolve(story.audience)
        told[f"{settings.stories_dir}/{slug}.md"] = audience, _ANY
        for one in people:
            widest = min(settings.resolve(one.audience), audience, key=settings.names.index)
            parts = _TOLD if "directory" in one.consent.purposes else _NAMES
            told[f"{settings.alumni_dir}/{one.id}.yaml"] = widest, parts

    def may(text: Text) -> bool:
        if text.is_open or text.audience is None or text.file not in told:
            return text.is_open
        reader, parts = told[text.file]
        return settings.sees(reader, text.audience) and bool(parts.match(text.part))

    return may


def own_texts(pages: Mapping[str, OwnPage]) -> tuple[Text, ...]:
    """Every text of the pages that the company wrote, and the names of their files."""
    return tuple(
        Text(source, "", piece, page.audience)
        for source, page in pages.items()
        for piece in (PurePosixPath(source).stem, page.title, *pieces(page.text))
    )


def pieces(body: str) -> tuple[str, ...]:
    """Longer text in pieces without markup between them."""
    return tuple(piece.strip() for piece in _PIECES.split(body) if piece.strip())


def _texts(site: Site) -> Iterator[Text]:
    settings = site.settings
    for key, profile in site.profiles.items():
        yield from _Person(settings, f"{settings.alumni_dir}/{key}.yaml", profile).texts()
    for slug, story in site.stories.items():
        yield from _of_story(f"{settings.stories_dir}/{slug}.md", story, settings.resolve(story.audience))
    for event in site.events:
        yield from _of_event(event, settings.resolve(event.audience))


@dataclass(frozen=True)
class _Person:
    settings: Settings
    file: str
    profile: Profile

    def texts(self) -> Iterator[Text]:
        person = self.profile
        yield Text(self.file, "id", person.id, None, "name")
        if person.github:
            yield Text(self.file, "github", person.github, None, "name")
        yield from self._names()
        if person.photo:
            yield Text(self.file, "photo.file", person.photo.file, None)
            yield from self._field("photo", person.photo.alt)
        yield from self._field("headline", person.headline)
        yield from self._field("location", person.location)
        yield from self._field("skills", *person.skills)
        yield from self._field("turns", *(turn.what for turn in person.turns))
        yield from self._field("news", *(item.text for item in person.news))
        yield from self._field("links", *(text for link in person.links for text in (link.label, link.url)))
        yield Text(self.file, "consent.record", person.consent.record, None)
        yield Text(self.file, "consent.notice", person.consent.notice, None, "code")
        for index, spell in enumerate(person.career):
            yield from self._spell(f"career[{index}]", spell)

    def _names(self) -> Iterator[Text]:
        name = self.profile.name
        for part in ("display", "kana", "romaji"):
            yield Text(self.file, f"name.{part}", getattr(name, part), self._whole(), "name")
        if name.former:
            audience = self._narrowest(self.profile.visible.get("former", self.settings.narrowest))
            yield Text(self.file, "name.former", name.former, audience, "name")

    def _field(self, field: str, *values: str | None) -> Iterator[Text]:
        audience = self._narrowest(self.profile.visible.get(field))
        yield from (Text(self.file, field, value, audience) for value in values if value)

    def _spell(self, place: str, spell: Spell) -> Iterator[Text]:
        career = self._narrowest(self.profile.visible.get("career"), spell.audience)
        for part in ("department", "title"):
            if value := getattr(spell, part):
                yield Text(self.file, f"{place}.{part}", value, career)
        if spell.brought:
            brought = self._narrowest(self.profile.visible.get("brought"), career)
            yield Text(self.file, f"{place}.brought", spell.brought, brought)
        if spell.org:
            named = _named(spell.org, self.settings)
            yield Text(
                self.file, f"{place}.org.name", spell.org.name, named and self._narrowest(named, career)
            )

    def _whole(self) -> str:
        return self.settings.resolve(self.profile.audience)

    def _narrowest(self, *audiences: str | None) -> str:
        return max((self._whole(), *filter(None, audiences)), key=self.settings.names.index)


def _named(org: Org, settings: Settings) -> str | None:
    """The widest audience that is told the organisation's name."""
    if isinstance(org.show, str):
        return PUBLIC if org.show == "name" else None
    return next((name for name in settings.names if org.show.get(name) == "name"), None)


def _of_story(file: str, story: Story, audience: str) -> Iterator[Text]:
    yield Text(file, "slug", story.slug, None)
    whole = (("title", story.title), ("summary", story.summary), ("quote", story.quote), ("body", story.body))
    for name, value in whole:
        yield from (Text(file, name, piece, audience) for piece in pieces(value or ""))
    if story.reply:
        for value in (story.reply.by, *pieces(story.reply.text)):
            yield Text(file, "reply", value, audience)
    yield from (Text(file, "tags", tag, audience, "code") for tag in story.tags)
    if story.cover:
        yield Text(file, "cover.file", story.cover.file, None)
        yield Text(file, "cover.alt", story.cover.alt, audience)


def _of_event(event: Event, audience: str) -> Iterator[Text]:
    yield Text("events.yaml", f"{event.id} id", event.id, None, "code")
    for name, value in (("title", event.title), ("place", event.place), ("url", event.url)):
        if value:
            yield Text("events.yaml", f"{event.id} {name}", value, audience)
