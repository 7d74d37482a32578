"""What is searched, as files: a shard for each reader, made of her views, held against what is not hers, and sealed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.build.guard import Guard
from generator.event import Pass
from generator.project import Project
from generator.render import Kept, Places, labels, passages, story_words
from generator.seal import Gate
from generator.search import Passage, Person, Shard, Sheet, Stock, Told, Words, make_shard, strings
from generator.settings import PUBLIC
from generator.site.event_views import EventViews
from generator.site.seen import PersonView, StoryView
from generator.site.views import Views
from generator.texts import Texts, load_texts


@dataclass(frozen=True)
class Own:
    """One of the pages that are neither people's nor stories': whom it is for, and what of it is searched."""

    audience: str
    sheet: Sheet


@dataclass(frozen=True)
class Shards:
    """Makes and seals the shards of one build."""

    project: Project
    gate: Gate
    places: Places
    guard: Guard
    kept: Kept

    def files(self, own: Sequence[Own]) -> Iterator[tuple[str, bytes]]:
        """The files of all shards, one reader after the other.

        Raises `Overheard` where a reader would be told what is not for her.
        """
        views = Views(self.project.site)
        words = _words(self.project)
        for reader in self.project.site.settings.names:
            yield from self._sealed(reader, self._of_audience(views, reader, own, words))
        at_events = EventViews(self.project.site)
        for pass_ in self.project.passes:
            yield from self._sealed(pass_.id, self._of_pass(at_events, pass_, words))

    def _of_audience(self, views: Views, reader: str, own: Sequence[Own], words: Words) -> Shard:
        sees = self.project.site.settings.sees
        stories = self._told(views.stories(reader))
        about: dict[str, list[int]] = {}
        for number, story in enumerate(stories):
            for person in story.view.people:
                about.setdefault(person.name.id, []).append(number)
        people = [self._person(view, about.get(view.name.id, ())) for view in views.people(reader)]
        sheets = [one.sheet for one in own if sees(reader, one.audience)]
        stock = Stock(people, stories, sheets)
        return make_shard(stock, words, self.project.site.today, sealed=reader != PUBLIC)

    def _of_pass(self, views: EventViews, pass_: Pass, words: Words) -> Shard:
        stock = Stock(stories=self._told(views.stories(pass_)))
        return make_shard(stock, words, self.project.site.today, sealed=True)

    def _person(self, view: PersonView, stories: Sequence[int]) -> Person:
        photo, photo_for = "", ""
        if view.photo:
            medium = self.places.pictures[view.photo.file, view.photo.audience]
            photo, photo_for = _code(medium.address), medium.audience
        return Person(view, _code(self.places.people[view.name.id]), photo, photo_for, tuple(stories))

    def _told(self, stories: Sequence[StoryView]) -> Sequence[Told]:
        """The stories, those in one language together: that packs better, and is as good an order as any."""
        return [
            Told(view, _code(self.places.stories[view.slug]), self._passages(view), self._tags(view))
            for view in sorted(stories, key=lambda view: view.lang)
        ]

    def _passages(self, view: StoryView) -> tuple[Passage, ...]:
        def make() -> tuple[Passage, ...]:
            return tuple(Passage(*one) for one in passages(story_words(view)))

        return self.kept(("passages", view.slug), (view.body, view.lang), make)

    def _tags(self, view: StoryView) -> tuple[str, ...]:
        """The tags of a story, each followed by the words for it in all languages."""
        words = self.project.site.settings.tags
        return tuple(word for tag in view.tags for word in dict.fromkeys((tag, *words.get(tag, {}).values())))

    def _sealed(self, reader: str, shard: Shard) -> Iterator[tuple[str, bytes]]:
        self.guard.hear(reader, f"index/{reader}", "\n".join(strings(shard)))
        for number, part in enumerate(shard.parts):
            place = f"index/{reader}/{number}"
            if reader == PUBLIC:
                yield f"{place}.json", part
            else:
                yield f"{place}.jwe", self.gate.seal(reader, place, part, "application/json").encode()


def own_page(lang: str, place: str, audience: str, title: str, text: str) -> Own:
    """A page as it is searched; `text` is HTML, and `place` its address from the site's root."""
    return Own(audience, Sheet(lang, place, title, tuple(Passage(*one) for one in passages(text))))


def _code(address: str) -> str:
    """The 13 characters of an opaque address that has a folder before them."""
    return address.strip("/").rpartition("/")[2]


def _words(project: Project) -> Words:
    return {code: _in_language(load_texts(code)) for code in project.site.settings.languages}


def _in_language(texts: Texts) -> Mapping[str, Mapping[str, str]]:
    """The codes of each facet in words."""
    tables = {"since": labels.KINDS, "industry": labels.INDUSTRIES, "offer": labels.OFFERS}
    return {
        facet: {code: texts.gettext(label) for code, label in table.items()}
        for facet, table in tables.items()
    }
