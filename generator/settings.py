"""The site's configuration: what stands under ``plugins: - yorimichi:`` in ``mkdocs.yml``."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Annotated, Any
from zoneinfo import ZoneInfo, available_timezones

from pydantic import Field

from generator.diagnostics import Diagnostic
from generator.document import Document
from generator.fields import Language, MailAddress, Name
from generator.files import Words, read_text
from generator.foreign import parse_places
from generator.model import Model
from generator.phrase import phrase
from generator.rules import Count, Distinct, Line, Problem, Rule, as_text, refuse
from generator.validation import validate
from generator.wording import describe, suggestion

PUBLIC = "public"


@dataclass(frozen=True)
class Titles(Rule):
    """A text in each language of the site."""

    limit: int = 60

    def read(self, value: Any) -> Mapping[str, str]:
        """Gives texts by language."""
        if not isinstance(value, Mapping):
            raise refuse(
                "wrong-type",
                phrase("Expected text by language, found {value}.", value=describe(value)),
                phrase("For example: {example}", example="{ja: …, en: …}"),
            )
        return {Language().read(lang): Line(self.limit).read(text) for lang, text in value.items()}


@dataclass(frozen=True)
class Labels(Rule):
    """For some words what is shown for each, in each language of the site."""

    limit: int = 30

    def read(self, value: Any) -> Mapping[str, Mapping[str, str]]:
        """Gives texts by language, by word."""
        if not isinstance(value, Mapping):
            raise refuse(
                "wrong-type",
                phrase("Expected keys and values, found {value}.", value=describe(value)),
                phrase("For example: {example}", example="{product: {ja: …, en: …}}"),
            )
        return {Line(self.limit).read(word): Titles(self.limit).read(told) for word, told in value.items()}


@dataclass(frozen=True)
class TimeZone(Rule):
    """The name of a time zone."""

    def read(self, value: Any) -> str:
        """Gives the name if the machine, or the tzdata package, knows the zone."""
        name = as_text(value)
        try:
            ZoneInfo(name)
        except (OSError, ValueError, KeyError):
            hint = suggestion(name, available_timezones()) or phrase(
                "For example: {example}", example="Asia/Tokyo"
            )
            raise refuse(
                "bad-timezone", phrase("There is no time zone `{name}`.", name=name[:60]), hint
            ) from None
        return name


@dataclass(frozen=True)
class Inside(Rule):
    """A folder or file inside the project."""

    def read(self, value: Any) -> str:
        """Gives the path; refuses absolute ones and ways upward."""
        text = Line(200).read(value)
        path = PurePosixPath(text)
        if path.is_absolute() or ".." in path.parts or "\\" in text or text == ".":
            raise refuse(
                "outside-project",
                phrase("This path leads out of the project."),
                phrase("Name a path inside it."),
            )
        return path.as_posix()


class Audience(Model):
    """Some who may read what is sealed for them. Raising ``epoch`` makes their old keys useless."""

    FILLED = frozenset({"epoch"})

    name: Annotated[str, Name()]
    title: Annotated[Mapping[str, str], Titles(30)]
    epoch: Annotated[int, Count(1)] = 1

    def rules(self) -> Iterator[Problem]:
        """Everybody is not an audience of the gate."""
        if self.name == PUBLIC:
            yield Problem(
                "bad-id",
                phrase("`public` is always there, and needs no key."),
                phrase("Leave it out."),
                ("name",),
            )


def usual_audiences() -> tuple[Audience, ...]:
    """The audiences of a site whose configuration names none, the widest first."""
    titles = {
        "guests": {"ja": "来場者", "en": "Guests"},
        "members": {"ja": "メンバー", "en": "Members"},
        "staff": {"ja": "人事", "en": "Staff"},
    }
    return tuple(Audience(name=name, title=title) for name, title in titles.items())


class Settings(Model):
    """How this site is set up. Audiences stand from the widest to the narrowest, without ``public``."""

    company: Annotated[Mapping[str, str], Titles()]
    title: Annotated[Mapping[str, str], Titles()]
    languages: Annotated[tuple[Annotated[str, Language()], ...], Distinct(least=1)] = ("ja", "en")
    timezone: Annotated[str, TimeZone()] = "Asia/Tokyo"
    contact: Annotated[str, MailAddress()] | None = None
    secret_file: Annotated[str, Line(500)] = ".yorimichi/secret"  # noqa: S105 (a place, not a secret)
    small_cell: Annotated[int, Count(1, 1000)] = 5
    alumni_dir: Annotated[str, Inside()] = "alumni"
    stories_dir: Annotated[str, Inside()] = "stories"
    tags: Annotated[Mapping[str, Mapping[str, str]], Labels()] = Field(default_factory=dict)
    audiences: Annotated[tuple[Audience, ...], Distinct(lambda audience: audience.name, least=1)] = Field(
        default_factory=usual_audiences
    )

    @property
    def names(self) -> tuple[str, ...]:
        """All audiences from the widest, ``public``, to the narrowest."""
        return (PUBLIC, *(audience.name for audience in self.audiences))

    @property
    def narrowest(self) -> str:
        """What nothing else was said about is for this audience."""
        return self.names[-1]

    def resolve(self, audience: str | None) -> str:
        """The audience that is meant where none may be named; an unknown one is a KeyError, never public."""
        if audience is None:
            return self.narrowest
        if audience not in self.names:
            raise KeyError(audience)
        return audience

    def sees(self, reader: str, audience: str) -> bool:
        """Whether a reader of one audience may see what is for another; unknown names are a ValueError."""
        return self.names.index(reader) >= self.names.index(audience)

    def wider(self, one: str, other: str) -> bool:
        """Whether the first audience has more readers than the second."""
        return self.names.index(one) < self.names.index(other)

    def tag(self, tag: str, locale: str) -> str:
        """What is shown for a tag of stories: the tag itself where the configuration has no word for it."""
        return self.tags.get(tag, {}).get(locale, tag)

    def rules(self) -> Iterator[Problem]:
        """Every language of the site has its texts."""
        yield from self._missing(self.company, ("company",))
        yield from self._missing(self.title, ("title",))
        written = (
            self.audiences if "audiences" in self.model_fields_set else ()
        )  # the usual ones have all there are
        for number, audience in enumerate(written):
            yield from self._missing(audience.title, ("audiences", number, "title"))
        for tag, told in self.tags.items():
            yield from self._missing(told, ("tags", tag))

    def _missing(self, titles: Mapping[str, str], at: tuple[str | int, ...]) -> Iterator[Problem]:
        missing = [lang for lang in self.languages if lang not in titles]
        if missing:
            yield Problem(
                "missing-language",
                phrase("There is no text for: {languages}.", languages=", ".join(missing)),
                phrase("Add it."),
                at,
            )


def read_settings(
    raw: Mapping[str, Any], config_file: Path | None = None
) -> tuple[Settings | None, tuple[Diagnostic, ...]]:
    """Reads what MkDocs hands to the plugin; ``config_file`` is where it stands, for the findings' places."""
    document = Document("mkdocs.yml", raw, {})
    if config_file is not None:
        words = read_text(config_file, config_file.name)
        text = words.text if isinstance(words, Words) else ""
        places = parse_places(text, config_file.name, ("plugins", "yorimichi"))
        document = replace(places, data=raw)
    return validate(Settings, document)
