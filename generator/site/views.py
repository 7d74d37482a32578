"""Views: what one audience may see. Whatever a reader may not see is not in the view, so no template can leak it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from generator.event import Event
from generator.profile import Offer, Org, Profile, Spell
from generator.settings import PUBLIC
from generator.site.allowed import Fields
from generator.site.joins import Join, Roads
from generator.site.leaving import leavings
from generator.site.reading import Site
from generator.site.readings import reading_key
from generator.site.seen import (
    EventView,
    Numbers,
    PersonName,
    PersonView,
    PictureView,
    Share,
    SpellView,
    StoryView,
)
from generator.site.ties import shown
from generator.story import Story


class Views:
    """Answers, for each audience, what of the whole site it may see."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._settings = site.settings
        self._seen: dict[str, _Seen] = {}  # by reader; every page asks again

    @cached_property
    def _families(self) -> Mapping[str, set[str]]:
        """Each story with its translations, by the original."""
        found = {slug: {slug} for slug in self._site.stories}
        for slug, story in self._site.stories.items():
            if story.translation_of:
                found[story.translation_of].add(slug)
        return found

    def person_audience(self, profile: Profile) -> str:
        """The audience of a profile as a whole; the narrowest one where none is named."""
        return self._settings.resolve(profile.audience)

    def story_audience(self, story: Story) -> str:
        """The audience of a story; the narrowest one where none is named."""
        return self._settings.resolve(story.audience)

    def audience_of_story(self, slug: str) -> str:
        """The audience of the story with this slug."""
        return self.story_audience(self._site.stories[slug])

    def directory(self) -> Mapping[str, Profile]:
        """Those who agreed to a page of their own."""
        return {
            key: profile
            for key, profile in self._site.profiles.items()
            if "directory" in profile.consent.purposes
        }

    def person(self, key: str, reader: str) -> PersonView | None:
        """The view of one person, or None where the reader may not know of her."""
        profile = self._site.profiles.get(key)
        if profile is None or not (seen := Fields(self._site, profile, reader)).whole():
            return None
        return PersonView(
            name=seen.name(),
            former=profile.name.former if seen.field("former", default=self._settings.narrowest) else None,
            headline=profile.headline if seen.field("headline") else None,
            photo=seen.photo(),
            location=profile.location if seen.field("location") else None,
            languages=profile.languages if seen.field("languages") else (),
            skills=profile.skills if seen.field("skills") else (),
            spells=self._spells(profile, seen),
            turns=profile.turns if seen.field("turns") else (),
            news=profile.news if seen.field("news") else (),
            open_to=self._offers(profile) if seen.field("open_to") else (),
            links=profile.links if seen.field("links") else (),
            tied=seen.ties(),
            confirmed=profile.confirmed,
        )

    def people(self, reader: str) -> tuple[PersonView, ...]:
        """Everyone with a page whom the reader may see, in the order of their readings (五十音順)."""
        return self._by(reader).people

    def ids(self, reader: str) -> frozenset[str]:
        """The ids of everyone with a page whom the reader may see."""
        return self._by(reader).ids

    def story(self, slug: str, reader: str) -> StoryView | None:
        """The view of one story, or None where the reader may not know of it."""
        story = self._site.stories.get(slug)
        if story is None or not self._settings.sees(reader, self.story_audience(story)):
            return None
        people = (self.in_story(key, reader) for key in story.alumni)
        cover = (
            None
            if story.cover is None
            else PictureView(
                f"{self._settings.stories_dir}/images/{story.cover.file}",
                story.cover.alt,
                self.story_audience(story),
            )
        )
        return StoryView(
            slug=slug,
            title=story.title,
            summary=story.summary,
            quote=story.quote,
            lang=story.lang,
            written_by=story.written_by,
            reviewed=story.reviewed,
            facts_as_of=story.facts_as_of,
            tags=story.tags,
            cover=cover,
            reply=story.reply,
            people=tuple(view for view in people if view),
            answers=story.answers,
            body=story.body,
            translations=self._translations(slug, reader),
        )

    def stories(self, reader: str) -> tuple[StoryView, ...]:
        """Every story that the reader may see, the most lately reviewed first."""
        return self._by(reader).stories

    def slugs(self, reader: str) -> frozenset[str]:
        """The slugs of every story that the reader may see."""
        return self._by(reader).slugs

    def stories_about(self, key: str, reader: str) -> tuple[StoryView, ...]:
        """The stories about one person that the reader may see."""
        return tuple(self._by(reader).about.get(key, ()))

    def related(self, slug: str, reader: str, most: int = 3) -> tuple[StoryView, ...]:
        """Stories to read next: those that share most bends of the road, never a translation of the same one."""
        view = self.story(slug, reader)
        return () if view is None else self._by(reader).roads.related(view, most)

    def joins(self, slug: str, reader: str) -> tuple[Join, ...]:
        """Who else that the reader may see turned the same way near the moments of a story."""
        view = self.story(slug, reader)
        return () if view is None else self._by(reader).roads.joins(view)

    def events(self, reader: str) -> tuple[EventView, ...]:
        """Every event that the reader may see, the earliest first."""
        seen = (
            EventView(event, self._speakers(event, reader))
            for event in self._site.events
            if self._settings.sees(reader, self._settings.resolve(event.audience))
        )
        return tuple(sorted(seen, key=lambda view: (str(view.event.from_), view.event.id)))

    def numbers(self, reader: str) -> Numbers:
        """How many are here, of how many who left; who came back is told to nobody who has opened nothing."""
        leavers, directory = self._site.leavers, self.directory()
        agreed = {key for key, one in directory.items() if "aggregate" in one.consent.purposes}
        careers = [view.spells for view in self.people(reader) if view.name.id in agreed and view.spells]
        left = sum(any(day.year in leavers for day in leavings(one, self._site.today)) for one in careers)
        returned = sum(any(spell.entry == "return" for spell in one) for one in careers)
        return Numbers(
            people=len(directory),
            left=self._share(left, sum(leavers.values())),
            since=min(leavers, default=None),
            returned=None if reader == PUBLIC else self._share(returned, len(careers)),
        )

    def _share(self, count: int, of: int) -> Share | None:
        least, rest = self._settings.small_cell, of - count
        return Share(count, of) if count >= least and (rest == 0 or rest >= least) else None

    def _by(self, reader: str) -> _Seen:
        if reader not in self._seen:
            self._seen[reader] = _Seen(self, self._site, reader)
        return self._seen[reader]

    def in_story(self, key: str, reader: str) -> PersonView | None:
        """Someone in a story: without a page of her own, she agreed to be named there and to no more."""
        view = self.person(key, reader)
        if view is None or "directory" in self._site.profiles[key].consent.purposes:
            return view
        bare = replace(view, former=None, headline=None, photo=None, location=None, languages=(), skills=())
        return replace(bare, spells=(), turns=(), news=(), open_to=(), links=(), tied=False)

    def _offers(self, profile: Profile) -> tuple[Offer, ...]:
        return tuple(offer for offer in profile.open_to if offer.until.end >= self._site.today)

    def _spells(self, profile: Profile, seen: Fields) -> tuple[SpellView, ...]:
        found = [
            self._spell(index, spell, seen) for index, spell in enumerate(profile.career) if seen.spell(spell)
        ]
        return tuple(sorted(found, key=lambda spell: (spell.start.start, spell.key)))

    def _spell(self, index: int, spell: Spell, seen: Fields) -> SpellView:
        name, industry = self._org(spell.org, seen.reader)
        return SpellView(
            key=index,
            kind=spell.kind,
            start=spell.from_,
            end=spell.to,
            entry=spell.entry,
            department=spell.department,
            title=spell.title,
            org=name,
            industry=industry,
            brought=spell.brought if seen.field("brought") else None,
            colleagues=seen.colleagues(spell),
        )

    def _org(self, org: Org | None, reader: str) -> tuple[str | None, str | None]:
        show = shown(org, reader, self._settings)
        if org is None or show == "hidden":
            return None, None
        return (org.name if show == "name" else None), org.industry

    def _speakers(self, event: Event, reader: str) -> tuple[PersonName, ...]:
        views = (self.person(key, reader) for key in event.speakers)
        return tuple(
            view.name
            for view in views
            if view and "event" in self._site.profiles[view.name.id].consent.purposes
        )

    def _translations(self, slug: str, reader: str) -> tuple[tuple[str, str], ...]:
        original = self._site.stories[slug].translation_of or slug
        family = [
            other
            for other in sorted(self._families[original] - {slug})
            if self._settings.sees(reader, self.audience_of_story(other))
        ]
        return tuple((self._site.stories[other].lang, other) for other in family)


@dataclass(frozen=True)
class _Seen:
    """All that one reader may see, made when it is first asked for."""

    views: Views
    site: Site
    reader: str

    @cached_property
    def people(self) -> tuple[PersonView, ...]:
        views = [view for key in self.views.directory() if (view := self.views.person(key, self.reader))]
        return tuple(sorted(views, key=lambda view: reading_key(view.name.kana)))

    @cached_property
    def ids(self) -> frozenset[str]:
        return frozenset(person.name.id for person in self.people)

    @cached_property
    def stories(self) -> tuple[StoryView, ...]:
        views = [view for slug in self.site.stories if (view := self.views.story(slug, self.reader))]
        return tuple(sorted(views, key=lambda view: (-view.reviewed.toordinal(), view.slug)))

    @cached_property
    def slugs(self) -> frozenset[str]:
        return frozenset(story.slug for story in self.stories)

    @cached_property
    def about(self) -> Mapping[str, list[StoryView]]:
        """The stories about each person."""
        found: dict[str, list[StoryView]] = defaultdict(list)
        for view in self.stories:
            for key in dict.fromkeys(self.site.stories[view.slug].alumni):
                found[key].append(view)
        return found

    @cached_property
    def roads(self) -> Roads:
        return Roads(self.people, self.stories)
