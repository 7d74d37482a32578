"""Event views: what a pass shows of the stories that it names, and of nobody but the people in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

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

    def stories(self, pass_: Pass) -> tuple[StoryView, ...]:
        """The stories that the pass opens, in the order in which it names them."""
        return tuple(view for slug in pass_.stories if (view := self.story(slug, pass_)))

    def story(self, slug: str, pass_: Pass) -> StoryView | None:
        """The story as its own readers see it, its pictures sealed for the pass; None where it does not open it.

        All in it have agreed to stand at events. Of each there is what a story tells, as far as the widest readers of
        her own page see it, since anybody may hold a pass: no ties, and nothing else of what that page shows. Its
        translations are those that the pass opens too.
        """
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
        view, opened = self.story(slug, pass_), self.stories(pass_)
        people = {person.name.id: person for story in opened for person in story.people}
        return () if view is None else Roads([*people.values()], opened, together=False).joins(view)

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
