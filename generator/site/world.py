"""What all checks share: what they may ask, and the findings that several of them make."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from generator.diagnostics import Diagnostic, finding
from generator.phrase import phrase
from generator.pictures import Picture, Unusable
from generator.settings import PUBLIC, Settings
from generator.site.content import Content, Entry
from generator.source import Loc, Place
from generator.wording import choices, correction, folded, nearest, suggestion


@dataclass(frozen=True)
class World:
    """All that a check may ask."""

    content: Content
    settings: Settings
    today: date
    photos: Path
    images: Path
    probe: Callable[[Path], Picture | Unusable]

    def purposes(self, person: str) -> frozenset[str] | None:
        """What somebody agreed to; None where her profile cannot be read, which is told elsewhere."""
        entry = self.content.profiles.get(person)
        return frozenset(entry.thing.consent.purposes) if entry else None

    def audience_of(self, person: str) -> str | None:
        """Who may see somebody; None where that is not known, which is told elsewhere."""
        entry = self.content.profiles.get(person)
        return resolved(entry.thing.audience, self.settings) if entry else None


def resolved(audience: str | None, settings: Settings) -> str | None:
    """The audience that is meant, or None for an unknown one."""
    return settings.narrowest if audience is None else audience if audience in settings.names else None


def unknown_audience(
    entry: Entry[Any], loc: Loc, audience: str | None, settings: Settings
) -> Iterator[Diagnostic]:
    """An audience that nobody configured: what is for nobody known might be shown to anybody."""
    if audience is not None and audience not in settings.names:
        hint = _titled(audience, settings) or suggestion(audience, settings.names) or choices(settings.names)
        yield entry.finding(
            "unknown-audience", loc, phrase("There is no audience `{audience}`.", audience=audience), hint
        )


def _titled(audience: str, settings: Settings) -> str:
    """A hint for whoever wrote an audience's title instead of its name."""
    wanted = folded(audience)
    names = [one.name for one in settings.audiences if wanted in map(folded, one.title.values())]
    return correction(names[0]) if len(names) == 1 else ""


def unknown_id(entry: Entry[Any], loc: Loc, person: str, ids: Iterable[str]) -> Iterator[Diagnostic]:
    """Somebody who has no profile."""
    if person not in ids:
        hint = suggestion(person, ids) or phrase("Everybody who is named has a profile of her own.")
        yield entry.finding("unknown-id", loc, phrase("There is no profile `{name}`.", name=person), hint)


def unknown_story(entry: Entry[Any], loc: Loc, slug: str, slugs: Iterable[str]) -> Iterator[Diagnostic]:
    """A story that does not exist."""
    if slug not in slugs:
        hint = suggestion(slug, slugs) or phrase("The name of a story is that of its file without .md.")
        yield entry.finding("unknown-story", loc, phrase("There is no story `{name}`.", name=slug), hint)


def in_future(entry: Entry[Any], loc: Loc, day: date, today: date) -> Iterator[Diagnostic]:
    """Something that must have happened, and cannot have."""
    if day > today:
        message = phrase("This lies in the future; today is {today}.", today=today)
        yield entry.finding("future-date", loc, message, phrase("Mend the year, the month or the day."))


def bad_picture(path: str, place: Place, name: str, folder: Path, world: World) -> Iterator[Diagnostic]:
    """A picture that does not exist or cannot be used; its name is known to be a plain one."""
    found = world.probe(folder / name)
    if isinstance(found, Picture):
        if found.moves:
            message = phrase("This picture moves, or has several pages; the site shows the first of them.")
            yield finding(
                "picture-moves", path, place, message, phrase("Save the one that you mean by itself.")
            )
        return
    hint = found.hint
    if found.code == "picture-missing":
        there = [file.name for file in folder.iterdir()] if folder.is_dir() else []
        stem = name.rpartition(".")[0].lower()
        near = next((one for one in there if one.rpartition(".")[0].lower() == stem), None)
        if near is None and folder != world.photos:  # a photo of nearly that name is somebody else's
            near = nearest(name, there)
        hint = (
            phrase("Did you mean `{near}`?", near=near)
            if near
            else phrase("Put it into `{folder}/`.", folder=f"{folder.parent.name}/{folder.name}")
        )
    yield finding(found.code, path, place, found.message, hint)


def shared_picture(entry: Entry[Any], loc: Loc, name: str) -> Iterator[Diagnostic]:
    """A picture that others use too, for other readers: whoever is in it agreed to one place."""
    message = phrase("`{name}` is used elsewhere too, for somebody else or for other readers.", name=name)
    yield entry.finding("shared-picture", loc, message, phrase("Give this one a file of its own."))


def wider_than_profile(
    entry: Entry[Any], loc: Loc, audience: str, profile: str, settings: Settings
) -> Iterator[Diagnostic]:
    """A part that is for more readers than the whole."""
    if settings.wider(audience, profile):
        message = phrase(
            "`{audience}` is wider than `{whole}`, whom the profile is for.", audience=audience, whole=profile
        )
        narrower = [name for name in settings.names if name != PUBLIC and not settings.wider(name, profile)]
        yield entry.finding("wider-than-profile", loc, message, choices(narrower or [profile]))
