"""What of the content stands today. Time only takes away: what depends on something ended goes too."""

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from datetime import date

from generator.diagnostics import Diagnostic
from generator.event import Event
from generator.phrase import phrase
from generator.profile import Profile
from generator.site.content import Content, Entry
from generator.story import Story


@dataclass(frozen=True)
class Standing:
    """Content of which every id and every slug leads to something that stands too."""

    profiles: Mapping[str, Profile]
    stories: Mapping[str, Story]
    events: tuple[Event, ...]
    warnings: tuple[Diagnostic, ...]


def standing(content: Content, today: date) -> Standing:
    """Takes out what has ended, and what depends on it; tells of what its owner would miss."""
    current = {name: entry for name, entry in content.profiles.items() if in_force(entry.thing, today)}
    expired = frozenset(
        name for name, entry in content.profiles.items() if entry.thing.consent.expires < today
    )
    profiles = {name: _current(entry.thing, current.keys(), today) for name, entry in current.items()}
    people = {name: _people(entry.thing, content) for name, entry in content.stories.items()}
    told = {name: entry for name, entry in content.stories.items() if _agreed(people[name], profiles)}
    stories = {name: _linked(entry.thing, told.keys()) for name, entry in told.items()}
    gone = frozenset(name for name in content.stories if not expired.isdisjoint(people[name]))
    warnings = [*_stories_left_out(content, expired), *_events_cut(content, expired, gone)]
    events = tuple(_attended(entry.thing, profiles, stories) for entry in content.events)
    return Standing(profiles, stories, events, tuple(warnings))


def in_force(profile: Profile, today: date) -> bool:
    """Whether consent covers a day; the first and the last day of it count."""
    return profile.consent.given <= today <= profile.consent.expires


def _current(profile: Profile, present: Set[str], today: date) -> Profile:
    """A profile without what has ended, its news from the newest."""
    career = tuple(
        spell.model_copy(update={"with_": tuple(person for person in spell.with_ if person in present)})
        for spell in profile.career
    )
    return profile.model_copy(
        update={
            "career": career,
            "photo": profile.photo if "photo" in profile.consent.purposes else None,
            "open_to": tuple(offer for offer in profile.open_to if offer.until.end >= today),
            "news": tuple(sorted(profile.news, key=lambda news: news.on, reverse=True)),
        }
    )


def _people(story: Story, content: Content) -> tuple[str, ...]:
    """All on whose consent a story stands: those in it and, of a translation, those in the original."""
    original = content.stories.get(story.translation_of or "")
    return (*story.alumni, *(original.thing.alumni if original else ()))


def _agreed(people: Iterable[str], profiles: Mapping[str, Profile]) -> bool:
    return all(name in profiles and "story" in profiles[name].consent.purposes for name in people)


def _linked(story: Story, present: Set[str]) -> Story:
    gone = story.translation_of is not None and story.translation_of not in present
    return story.model_copy(update={"translation_of": None}) if gone else story


def _attended(event: Event, profiles: Mapping[str, Profile], stories: Mapping[str, Story]) -> Event:
    speakers = tuple(name for name in event.speakers if name in profiles)
    pass_ = event.pass_
    if pass_:
        pass_ = pass_.model_copy(update={"stories": tuple(slug for slug in pass_.stories if slug in stories)})
    return event.model_copy(update={"speakers": speakers, "pass_": pass_})


def _stories_left_out(content: Content, expired: frozenset[str]) -> Iterator[Diagnostic]:
    hint = phrase("Renew the consent, or remove the story.")
    for entry in content.stories.values():
        own = entry.thing.alumni
        gone = next((person for person in _people(entry.thing, content) if person in expired), None)
        if gone:
            loc = ("alumni", own.index(gone)) if gone in own else ("translation_of",)
            message = phrase("The consent of `{person}` has expired: this story is left out.", person=gone)
            yield entry.finding("left-out", loc, message, hint)


def _events_cut(content: Content, expired: frozenset[str], gone: frozenset[str]) -> Iterator[Diagnostic]:
    for entry in content.events:
        for number, person in enumerate(entry.thing.speakers):
            if person in expired:
                message = phrase(
                    "The consent of `{person}` has expired: this speaker is left out.", person=person
                )
                yield entry.finding(
                    "left-out",
                    ("speakers", number),
                    message,
                    phrase("Renew the consent, or remove the name."),
                )
        yield from _pass_cut(entry, gone)


def _pass_cut(entry: Entry[Event], gone: frozenset[str]) -> Iterator[Diagnostic]:
    for number, slug in enumerate(entry.thing.pass_.stories if entry.thing.pass_ else ()):
        if slug in gone:
            message = phrase("`{slug}` is left out, so this pass does not open it.", slug=slug)
            yield entry.finding(
                "left-out", ("pass", "stories", number), message, phrase("Choose another story.")
            )
