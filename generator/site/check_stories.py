"""Checks stories against the people in them, against each other and against today."""

from collections.abc import Iterator, Mapping
from datetime import date

from generator.diagnostics import Diagnostic, finding
from generator.phrase import phrase
from generator.profile import Spell
from generator.site.check_texts import check_text
from generator.site.content import Entry
from generator.site.world import (
    World,
    bad_picture,
    in_future,
    resolved,
    shared_picture,
    unknown_audience,
    unknown_id,
    unknown_story,
)
from generator.source import Loc
from generator.story import Story
from generator.wording import correction


def check_stories(world: World) -> Iterator[Diagnostic]:
    """Everything that the keys of one story alone cannot tell, and everything about its text."""
    readers = _readers_of_pictures(world)
    for entry in world.content.stories.values():
        shared = [name for name in _pictures(entry, world) if len(readers[name]) > 1]
        for name in shared:
            loc = ("cover", "file") if entry.thing.cover and entry.thing.cover.file == name else ("title",)
            yield from shared_picture(entry, loc, name)
        yield from _people(entry, world)
        yield from _audience(entry, world)
        yield from _days(entry, world.today)
        yield from _translation(entry, world)
        yield from _cover(entry, world)
        yield from _answers_in_career(entry, world)
    for text in world.content.texts.values():
        yield from check_text(text, world)


def _pictures(entry: Entry[Story], world: World) -> tuple[str, ...]:
    """The files of the pictures in one story, its cover included."""
    text = world.content.texts.get(entry.thing.slug)
    inside = [link.target for link in text.body.links if link.picture] if text else []
    cover = [entry.thing.cover.file] if entry.thing.cover else []
    return tuple(dict.fromkeys((*cover, *inside)))


def _readers_of_pictures(world: World) -> Mapping[str, set[str | None]]:
    """For whom each picture is, by all the stories that have it."""
    readers: dict[str, set[str | None]] = {}
    for entry in world.content.stories.values():
        for name in _pictures(entry, world):
            readers.setdefault(name, set()).add(resolved(entry.thing.audience, world.settings))
    return readers


def _people(entry: Entry[Story], world: World) -> Iterator[Diagnostic]:
    story = entry.thing
    for number, person in enumerate(story.alumni):
        loc = ("alumni", number)
        yield from unknown_id(entry, loc, person, world.content.ids)
        purposes = world.purposes(person)
        if purposes is None:
            continue
        if "story" not in purposes:
            yield _no_purpose(entry, loc, person, "story")
        if story.event_ok and "event" not in purposes:
            yield _no_purpose(entry, ("event_ok",), person, "event")


def _no_purpose(entry: Entry[Story], loc: Loc, person: str, purpose: str) -> Diagnostic:
    message = phrase("`{person}` has not agreed to the purpose `{purpose}`.", person=person, purpose=purpose)
    return entry.finding(
        "purpose-missing", loc, message, phrase("Ask; then add it to the purposes of that profile.")
    )


def _audience(entry: Entry[Story], world: World) -> Iterator[Diagnostic]:
    story, settings = entry.thing, world.settings
    yield from unknown_audience(entry, ("audience",), story.audience, settings)
    audience = resolved(story.audience, settings)
    for person in story.alumni:
        whole = world.audience_of(person)
        if audience and whole and settings.wider(audience, whole):
            message = phrase(
                "`{audience}` is wider than `{whole}`, whom the profile of `{person}` is for.",
                audience=audience,
                whole=whole,
                person=person,
            )
            yield entry.finding(
                "wider-than-profile",
                ("audience",),
                message,
                phrase("Write `{audience}`, or a narrower one.", audience=_narrowest(entry, world)),
            )
            return


def _narrowest(entry: Entry[Story], world: World) -> str:
    audiences = [audience for person in entry.thing.alumni if (audience := world.audience_of(person))]
    return max(audiences, key=world.settings.names.index)


def _days(entry: Entry[Story], today: date) -> Iterator[Diagnostic]:
    yield from in_future(entry, ("reviewed",), entry.thing.reviewed, today)
    yield from in_future(entry, ("facts_as_of",), entry.thing.facts_as_of.start, today)


def _translation(entry: Entry[Story], world: World) -> Iterator[Diagnostic]:
    story, loc = entry.thing, ("translation_of",)
    if story.translation_of is None:
        return
    if story.translation_of == story.slug:
        yield entry.finding(
            "bad-translation", loc, phrase("A story does not translate itself."), phrase("Name the original.")
        )
        return
    yield from unknown_story(entry, loc, story.translation_of, world.content.slugs)
    original = world.content.stories.get(story.translation_of)
    if original is None:
        return
    if original.thing.lang == story.lang:
        message = phrase(
            "This story and `{original}` are both in `{lang}`.",
            original=story.translation_of,
            lang=story.lang,
        )
        yield entry.finding("bad-translation", loc, message, phrase("Mend `lang`, or name the original."))
    elif original.thing.translation_of is not None:
        message = phrase("`{original}` is a translation itself.", original=story.translation_of)
        yield entry.finding("bad-translation", loc, message, correction(original.thing.translation_of))
    else:
        yield from _second_translation(entry, world)
    yield from _unlike_original(entry, original.thing, world)


def _second_translation(entry: Entry[Story], world: World) -> Iterator[Diagnostic]:
    """Of a story there is one telling in each language; which of two a reader would be offered is nobody's choice."""
    story = entry.thing
    same = sorted(
        other.thing.slug
        for other in world.content.stories.values()
        if (other.thing.translation_of, other.thing.lang) == (story.translation_of, story.lang)
    )
    if story.slug != same[0]:
        message = phrase(
            "`{other}` translates `{original}` into `{lang}` too.",
            other=same[0],
            original=story.translation_of,
            lang=story.lang,
        )
        hint = phrase("Keep one of the two, or mend `lang`.")
        yield entry.finding("second-translation", ("translation_of",), message, hint)


def _unlike_original(entry: Entry[Story], original: Story, world: World) -> Iterator[Diagnostic]:
    """Whoever agreed to a story agreed to these people in it, and to these readers."""
    story = entry.thing
    if set(story.alumni) != set(original.alumni):
        message = phrase(
            "`{original}` is about {people}.",
            original=original.slug,
            people=", ".join(f"`{person}`" for person in original.alumni),
        )
        hint = phrase("Name the same people; what is about others is a story of its own.")
        yield entry.finding("translation-of-others", ("alumni",), message, hint)
    audience, whole = (resolved(one.audience, world.settings) for one in (story, original))
    if audience and whole and world.settings.wider(audience, whole):
        message = phrase(
            "`{audience}` is wider than `{whole}`, whom `{original}` is for.",
            audience=audience,
            whole=whole,
            original=original.slug,
        )
        hint = phrase("Write `{audience}`, or a narrower one.", audience=whole)
        yield entry.finding("translation-wider", ("audience",), message, hint)


def _cover(entry: Entry[Story], world: World) -> Iterator[Diagnostic]:
    cover = entry.thing.cover
    if cover:
        place = entry.document.place(("cover", "file"))
        yield from bad_picture(entry.document.path, place, cover.file, world.images, world)


def _answers_in_career(entry: Entry[Story], world: World) -> Iterator[Diagnostic]:
    """An answer is tied to a bend of somebody's river: it has to lie on one."""
    people = [world.content.profiles.get(person) for person in entry.thing.alumni]
    spans = [_span(person.thing.career, world.today) for person in people if person]
    if len(spans) < len(people):
        return
    places = {
        title.place[0]: title.braces_place for title in world.content.texts[entry.thing.slug].body.titles
    }
    for heading in entry.thing.answers:
        at = heading.at
        if at and not any(at.end >= first and at.start <= last for first, last in spans):
            message = phrase("`at={at}` lies outside the career.", at=at)
            hint = phrase("It runs from {first:%Y-%m} to {last:%Y-%m}.", first=spans[0][0], last=spans[0][1])
            yield finding("outside-career", entry.document.path, places[heading.line], message, hint)


def _span(career: tuple[Spell, ...], today: date) -> tuple[date, date]:
    """From the first day of the first spell to the last one of the last, or today."""
    return min(s.from_.start for s in career), max(s.to.end if s.to else today for s in career)
