"""Event views: what a pass shows of the stories that it names, and of nobody but the people in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from generator.event import Pass
from generator.settings import PUBLIC
from generator.site.joins import Join, Roads
from generator.site.reading import Site
from generator.site.seen import PersonView, PictureView, StoryView
from generator.site.views import Views


class EventViews:
    """Answers what a pass shows. Nothing that it may not show is in what it gives."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._views = Views(site)
        self._opened: dict[Pass, _Opened] = {}  # every story of a pass asks for all of them

    def stories(self, pass_: Pass) -> tuple[StoryView, ...]:
        """The stories that the pass opens, in the order in which it names them."""
        return tuple(self._by(pass_).stories.values())

    def story(self, slug: str, pass_: Pass) -> StoryView | None:
        """The story as its own readers see it, its pictures sealed for the pass; None where it does not open it.

        All in it have agreed to stand at events. Of each there is what a story tells, as far as the widest readers of
        her own page see it, since anybody may hold a pass: no ties, and nothing else of what that page shows. Its
        translations are those that the pass opens too.
        """
        return self._by(pass_).stories.get(slug)

    def _by(self, pass_: Pass) -> _Opened:
        if pass_ not in self._opened:
            views = ((slug, self._story(slug, pass_)) for slug in pass_.stories)
            self._opened[pass_] = _Opened({slug: view for slug, view in views if view})
        return self._opened[pass_]

    def _story(self, slug: str, pass_: Pass) -> StoryView | None:
        if slug not in pass_.stories or not self._may_stand(slug):
            return None
        view = self._views.story(slug, self._views.audience_of_story(slug))
        return view and replace(
            view,
            cover=_sealed_for(pass_, view.cover),
            people=tuple(_bare(person, pass_) for person in self._people(slug)),
            translations=tuple(
                (lang, other)
                for lang, other in view.translations
                if other in pass_.stories and self._may_stand(other)
            ),
        )

    def joins(self, slug: str, pass_: Pass) -> tuple[Join, ...]:
        """Who else in the stories of the pass turned the same way near the moments of one of them; no ties."""
        view = self.story(slug, pass_)
        return () if view is None else self._by(pass_).roads.joins(view)

    def pictures(self, slug: str, pass_: Pass) -> str:
        """The audience that the pictures in the story's text are sealed for."""
        audience = self._views.audience_of_story(slug)
        return audience if audience == PUBLIC else pass_.id

    def _people(self, slug: str) -> Iterator[PersonView]:
        story, views = self._site.stories[slug], self._views
        for key in story.alumni:
            audiences = (views.person_audience(self._site.profiles[key]), views.story_audience(story))
            if person := views.in_story(key, min(audiences, key=self._site.settings.names.index)):
                yield person

    def _may_stand(self, slug: str) -> bool:
        """Whether the story is meant for events, and everybody in it agreed to that."""
        story = self._site.stories.get(slug)
        if story is None or not story.event_ok:
            return False
        purposes = (frozenset(self._site.profiles[key].consent.purposes) for key in story.alumni)
        return all(agreed >= {"story", "event"} for agreed in purposes)


@dataclass(frozen=True)
class _Opened:
    """What a pass opens: its stories by their slugs, and the roads of those in them."""

    stories: Mapping[str, StoryView]

    @cached_property
    def roads(self) -> Roads:
        told = [*self.stories.values()]
        return Roads(
            [*{one.name.id: one for story in told for one in story.people}.values()], told, together=False
        )


def _sealed_for(pass_: Pass, picture: PictureView | None) -> PictureView | None:
    if picture is None or picture.audience == PUBLIC:
        return picture
    return replace(picture, audience=pass_.id)


def _bare(person: PersonView, pass_: Pass) -> PersonView:
    return replace(
        person,
        former=None,
        photo=_sealed_for(pass_, person.photo),
        location=None,
        languages=(),
        skills=(),
        spells=tuple(replace(spell, brought=None, colleagues=()) for spell in person.spells),
        # An answer says when there was a bend in the road, and not what it was.
        turns=tuple(turn.model_copy(update={"what": ""}) for turn in person.turns),
        news=(),
        open_to=(),
        links=(),
    )
