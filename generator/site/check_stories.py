"""Checks stories against the people in them, against each other and against today."""

from collections.abc import Iterator, Mapping
from datetime import date

from generator.body import Link, Title
from generator.diagnostics import Diagnostic, finding
from generator.fields import ID, is_picture_name, link_problem
from generator.phrase import phrase
from generator.profile import Spell
from generator.site.content import Entry, Text
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
from generator.story import EXPECTED, QUESTIONS, Story
from generator.wording import correction, nearest, suggestion

_MOST_CHARACTERS = 20_000  # ten times a long story
_MOST_BRACKETS = 300  # links and footnotes; far more of them take a Markdown reader minutes


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
        yield from _size(text)
        yield from _headings(text)
        yield from _questions(text)
        for link in text.body.links:
            yield from _picture(text, link, world) if link.picture else _link(text, link, world)
        for tag in text.body.html:
            message = phrase("`{name}` is taken out before anybody sees it.", name=tag.name)
            yield finding(
                "html-removed", text.document.path, tag.place, message, phrase("Say it in Markdown.")
            )


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


def _size(text: Text) -> Iterator[Diagnostic]:
    """Text that is too much for a reader, or is made to keep the builder busy."""
    body = text.document.body
    place = (text.document.body_line, 1)
    if len(body) > _MOST_CHARACTERS:
        message = phrase(
            "The text has {size:,} characters; at most {most:,} are read.",
            size=len(body),
            most=_MOST_CHARACTERS,
        )
        yield finding("story-too-long", text.document.path, place, message, phrase("Tell it in two stories."))
    elif body.count("[") > _MOST_BRACKETS:
        message = phrase(
            "The text has {size:,} opening brackets; at most {most} are read.",
            size=body.count("["),
            most=_MOST_BRACKETS,
        )
        yield finding(
            "story-too-long", text.document.path, place, message, phrase("Use fewer links and footnotes.")
        )


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


def _headings(text: Text) -> Iterator[Diagnostic]:
    seen: dict[str, int] = {}
    for title in text.body.titles:
        path, place, name = text.document.path, title.braces_place, title.braces.id
        problem = _bad_braces(title)
        if problem:
            yield finding("bad-heading", path, place, *problem)
        elif name and seen.setdefault(name, place[0]) != place[0]:
            message = phrase(
                "`{name}` stands in lines {first} and {again}.",
                name=f"#{name}",
                first=seen[name],
                again=place[0],
            )
            yield finding(
                "duplicate-heading", path, place, message, phrase("Choose another id for one of the two.")
            )
        elif name and title.level == 2 and name not in QUESTIONS and (near := nearest(name, QUESTIONS)):
            message = phrase("`#{name}` is not one of the standard questions.", name=name)
            yield finding(
                "unknown-question", path, place, message, phrase("Did you mean `#{near}`?", near=near)
            )


def _bad_braces(title: Title) -> tuple[str, str] | None:
    name, others = title.braces.id, title.braces.others
    if others:
        message = phrase("`{words}` cannot stand behind a heading.", words=others[0][:40])
        return message, phrase("Only an id and a time: {example}", example="{#gap at=2001-04}")
    if name is not None and not ID.fullmatch(name):
        return phrase("`#{name}` is not an id.", name=name[:40]), phrase(
            "Lower-case letters, digits and single hyphens: {example}", example="{#gap}"
        )
    if name is not None and name.startswith("y-"):  # the site's own; the rendered heading would lose it
        return phrase("`{name}` is reserved.", name=f"#{name}"), phrase("Choose another name.")
    if title.braces.at is not None and (title.level != 2 or name is None):
        return phrase("`at=` belongs to a level-2 heading with an id."), phrase(
            "For example: {example}", example="## … {#gap at=2001-04}"
        )
    return None


def _questions(text: Text) -> Iterator[Diagnostic]:
    titles = {title.braces.id: title for title in reversed(text.body.titles) if title.level == 2}
    silent = [name for name in EXPECTED if name not in titles or titles[name].silent]
    if not silent:
        return
    present = [titles[name] for name in silent if name in titles]
    place = present[0].place if present else text.document.place(("title",), key=True)
    message = phrase("No answer to: {questions}.", questions=", ".join(silent))
    hint = phrase("Students ask these first: {example}", example=f"## … {{#{silent[0]}}}")
    yield finding("unanswered-question", text.document.path, place, message, hint)


def _picture(text: Text, link: Link, world: World) -> Iterator[Diagnostic]:
    path = text.document.path
    if not is_picture_name(link.target):
        message = phrase(
            "`{target}` is not the name of a picture in `{name}/`.",
            target=link.target[:60],
            name=world.images.name,
        )
        hint = phrase("Pictures lie beside the stories and are named by file name alone: ![…](factory.jpg)")
        yield finding("bad-picture-name", path, link.place, message, hint)
        return
    yield from bad_picture(path, link.place, link.target, world.images, world)
    if not link.text.strip():
        hint = phrase("Say what it shows, between the square brackets.")
        yield finding("missing-alt", path, link.place, phrase("This picture has no description."), hint)


def _link(text: Text, link: Link, world: World) -> Iterator[Diagnostic]:
    path, content = text.document.path, world.content
    scheme, _, rest = link.target.partition(":")
    name = rest.partition("#")[0]
    if scheme == "alumni":
        if name not in content.ids:
            hint = suggestion(name, content.ids) or phrase("Everybody who is named has a profile of her own.")
            yield finding(
                "unknown-id", path, link.place, phrase("There is no profile `{name}`.", name=name[:60]), hint
            )
    elif scheme == "story":
        if name not in content.slugs:
            hint = suggestion(name, content.slugs) or phrase(
                "The name of a story is that of its file without .md."
            )
            yield finding(
                "unknown-story", path, link.place, phrase("There is no story `{name}`.", name=name[:60]), hint
            )
    elif not link.target:
        yield finding(
            "bad-link",
            path,
            link.place,
            phrase("This link leads nowhere."),
            phrase("Write the address, or remove it."),
        )
    elif _leaves_the_site(link.target):
        problem = link_problem(link.target)
        if problem:
            yield finding(problem.code, path, link.place, problem.message, problem.hint)


def _leaves_the_site(target: str) -> bool:
    """Addresses without a scheme stay here. Mail addresses are told of by the check for them."""
    before = target.split("/", 1)[0].split("#", 1)[0]
    return (":" in before and not target.lower().startswith("mailto:")) or target.startswith(("//", "\\"))


def _span(career: tuple[Spell, ...], today: date) -> tuple[date, date]:
    """From the first day of the first spell to the last one of the last, or today."""
    return min(s.from_.start for s in career), max(s.to.end if s.to else today for s in career)
