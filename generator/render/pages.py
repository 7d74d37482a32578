"""Every kind of page: views in, HTML out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from urllib.parse import quote

from jinja2 import Environment
from markupsafe import Markup

from generator.event import Pass
from generator.render import labels
from generator.render.along import rivers_along
from generator.render.answers import Asking
from generator.render.environment import Rendering, environment, render, templates_digest, trusted
from generator.render.helper import Helper
from generator.render.kept import Kept, anew
from generator.render.order import once, own_language_first, rows
from generator.render.paths import AllPaths
from generator.render.places import Frame, Places
from generator.render.story import Reach, reach_of, story_parts
from generator.render.words import Note, Words
from generator.settings import Settings
from generator.site import Site
from generator.site.answers import carried
from generator.site.event_views import EventViews
from generator.site.seen import EventView, StoryView
from generator.site.views import Views
from generator.texts import Texts

# More people than this are listed by name alone: pictures and drawings come with the explorer.
_MOST_DRAWN = 200
# How many other stories stand under one that a pass opens.
_MOST_NEXT = 3


class Renderer:
    """Renders every kind of page in one language, for one reader at a time; `views` are those of all languages."""

    def __init__(
        self, site: Site, places: Places, texts: Texts, kept: Kept = anew, views: Views | None = None
    ) -> None:
        self._site = site
        self._views = views or Views(site)
        self._event_views = EventViews(site)
        self._asking = Asking(site, self._views, self._event_views, texts.locale, kept)
        self._places = places
        self._texts = texts
        self._kept = kept
        self._all_paths = AllPaths(site, self._views, places, texts.locale)

    @cached_property
    def _environment(self) -> Environment:
        return self._kept(("environment", self._texts.locale), None, lambda: environment(self._texts))

    @cached_property
    def _shared(self) -> tuple[object, ...]:
        """What every page depends on beside the values that its template is given."""
        return (self._settings, self._places, self._site.today, templates_digest())

    @property
    def _settings(self) -> Settings:
        return self._site.settings

    @property
    def _title(self) -> str:
        return self._settings.title[self._texts.locale]

    def gate(self, frame: Frame, text: str = "", *, whole: bool = False) -> str:
        """The gate itself; `whole` is the unlock page, where it also tells what is open."""
        return self._render("gate.html", frame, "public", "", text=trusted(text), whole=whole).html

    def home(self, frame: Frame, reader: str, words: Words, notes: Sequence[Note]) -> Rendering:
        """The first page."""
        stories = self._views.stories(reader)
        return self._render(
            "home.html",
            frame,
            reader,
            words.title,
            text=trusted(words.text),
            people=self._views.people(reader),
            stories=stories,
            cards=once(own_language_first(stories, self._texts.locale)),
            sealed_stories=len(self._site.stories) - len(stories),
            numbers=self._views.numbers(reader),
            notes=[
                {"title": note.title, "href": frame.root + note.address}
                for note in notes
                if self._settings.sees(reader, note.audience)
            ],
        )

    def stories(self, frame: Frame, reader: str, words: Words) -> Rendering:
        """All stories as cards."""
        stories = self._views.stories(reader)
        return self._render(
            "stories.html",
            frame,
            reader,
            words.title,
            text=trusted(words.text),
            stories=own_language_first(stories, self._texts.locale),
            sealed_stories=len(self._site.stories) - len(stories),
        )

    def alumni(self, frame: Frame, reader: str, words: Words, widest: str) -> Rendering:
        """The explorer, and, where the page's `widest` audience is everybody, whom that may see as a list, by reading.

        Whom only others may see is in their index alone: without a script they could not open the page either, and
        everybody would stand in it once for each audience.
        """
        people = self._views.people(widest) if widest == "public" else ()
        return self._render(
            "alumni.html",
            frame,
            reader,
            words.title,
            text=trusted(words.text),
            rows=rows(people, self._texts.locale),
            numbers={person.name.id: index for index, person in enumerate(people)},
            served=widest == "public",
            brief=len(people) > _MOST_DRAWN,
            sealed_people=len(self._views.directory()) - len(self._views.people(reader)),
        )

    def paths(self, frame: Frame, reader: str, words: Words) -> Rendering:
        """Every career at once: drawn, listed, and as columns for the script that draws, picks and searches them."""
        shown = self._all_paths.of(reader, self._helper(frame))
        page = self._render("paths.html", frame, reader, words.title, text=trusted(words.text), shown=shown)
        return replace(page, sections={**page.sections, **shown.columns})

    def questions(self, frame: Frame, reader: str, words: Words) -> Rendering:
        """Each of the standard questions with everybody's answer."""
        values = self._asking.of_reader(reader, self._helper(frame))
        return self._render("questions.html", frame, reader, words.title, text=trusted(words.text), **values)

    def event_questions(self, frame: Frame, pass_: Pass) -> Rendering:
        """What a pass adds to the page of questions: no more than the sections in which there is something."""
        title = labels.PAGES["questions"]
        slugs = frozenset(story.slug for story in self._event_views.stories(pass_))
        places = self._places.of_stories(slugs)
        values = self._asking.of_pass(pass_, self._helper(frame, places))
        shown = self._render(
            "questions.html", frame, pass_.id, self._texts.gettext(title), places=places, text="", **values
        )
        return replace(shown, sections={name: text for name, text in shown.sections.items() if text})

    def carried(self, frame: Frame, reader: str, words: Words) -> Rendering:
        """What people took along from here, by the department that they were in."""
        people = self._views.people(reader)
        return self._render(
            "carried.html",
            frame,
            reader,
            words.title,
            text=trusted(words.text),
            carried=carried(people),
            sealed_people=len(self._views.directory()) - len(people),
        )

    def events(self, frame: Frame, reader: str, words: Words) -> Rendering:
        """Events to come, then those that are past, the latest first."""
        events = self._views.events(reader)
        coming = [view for view in events if _day(view) >= self._site.today]
        past = [view for view in reversed(events) if _day(view) < self._site.today]
        return self._render(
            "events.html", frame, reader, words.title, text=trusted(words.text), coming=coming, past=past
        )

    def text(self, frame: Frame, words: Words) -> Rendering:
        """A page that is only the company's own words."""
        return self._render("text.html", frame, "public", words.title, text=trusted(words.text))

    def unlock(self, frame: Frame, words: Words) -> Rendering:
        """The page that opens and locks."""
        return Rendering(words.title, self.gate(frame, words.text, whole=True), {})

    def person(self, frame: Frame, key: str, reader: str) -> Rendering:
        """One person's page.

        Raises `KeyError` where the reader may not know of the person.
        """
        view = self._views.person(key, reader)
        if view is None:
            raise KeyError(key)
        return self._render(
            "person.html",
            frame,
            reader,
            view.name.display if self._texts.locale == "ja" else view.name.romaji,
            person=view,
            stories=self._views.stories_about(key, reader),
            ask=self._introduction(key),
        )

    def story(self, frame: Frame, slug: str, reader: str) -> Rendering:
        """One story's page.

        Raises `KeyError` where the reader may not know of the story.
        """
        view = self._views.story(slug, reader)
        if view is None:
            raise KeyError(slug)
        reach = reach_of(self._views, slug, reader)
        text = self._text(frame, view, reach, reader)
        page = self._render(
            "story.html",
            frame,
            reader,
            view.title,
            story=view,
            text=text,
            along=rivers_along(view, reach.joins, self._helper(frame)),
            related=self._views.related(slug, reader),
        )
        return replace(page, sections={**page.sections, **dict(text)})

    def event_view(self, frame: Frame, slug: str, pass_: Pass) -> Rendering:
        """One story's page as the pass shows it.

        Raises `KeyError` where the pass does not open the story.
        """
        view = self._event_views.story(slug, pass_)
        if view is None:
            raise KeyError(slug)
        opened = self._event_views.stories(pass_)
        slugs = frozenset(story.slug for story in opened)
        same = {slug, *(other for _, other in view.translations)}
        others = [story for story in opened if story.slug not in same]
        joins = self._event_views.joins(slug, pass_)
        reach = Reach(slugs, frozenset(), self._event_views.pictures(slug, pass_), joins)
        return self._render(
            "event_view.html",
            frame,
            pass_.id,
            view.title,
            places=self._places.of_stories(slugs),
            story=view,
            text=self._text(frame, view, reach, pass_.id),
            along=rivers_along(view, joins, self._helper(frame)),
            related=(),
            others=once(own_language_first(others, view.lang))[:_MOST_NEXT],
            opened=len(opened),
        )

    def event_stories(self, frame: Frame, pass_: Pass) -> Rendering:
        """The stories that a pass opens, as cards: a part of the page of all stories."""
        opened, title = self._event_views.stories(pass_), labels.PAGES["stories"]
        return self._render(
            "event_stories.html",
            frame,
            pass_.id,
            self._texts.gettext(title),
            places=self._places.of_stories(frozenset(story.slug for story in opened)),
            stories=opened,
            pass_id=pass_.id,
        )

    def _text(
        self, frame: Frame, view: StoryView, reach: Reach, reader: str
    ) -> tuple[tuple[str, Markup], ...]:
        """A story's own text, in the parts that can differ between readers."""
        return self._kept(
            ("text", frame, reader),
            (view, reach, self._shared),
            lambda: story_parts(view, reach, self._settings, self._helper(frame)),
        )

    def _introduction(self, key: str) -> str | None:
        """A mail that names the person by the code in her address, so that nobody's own address shows."""
        if self._settings.contact is None:
            return None
        code = self._places.people[key].strip("/").rpartition("/")[2]
        subject = self._texts.gettext("Please introduce me") + f" [{code}]"
        return f"mailto:{self._settings.contact}?subject={quote(subject)}"

    def _helper(self, frame: Frame, places: Places | None = None) -> Helper:
        return Helper(self._settings, self._texts, places or self._places, frame, self._site.today)

    def _render(
        self, name: str, frame: Frame, reader: str, title: str, places: Places | None = None, **values: object
    ) -> Rendering:
        """A page by its template; for another reader it is kept beside this one. `places` limits where it leads."""

        def make() -> Rendering:
            shared: Mapping[str, object] = {"at": self._helper(frame, places), "site_title": self._title}
            return render(self._environment.get_template(name), title, {**shared, **values})

        return self._kept((name, frame, reader), (title, values, places, self._shared), make)


def _day(view: EventView) -> date:
    last = view.event.to or view.event.from_
    return last if type(last) is date else date(last.year, last.month, last.day)
