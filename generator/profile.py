"""What a valid profile is: one person who said that she may be shown, and how her career went so far."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Annotated, Any, Literal, get_args

from pydantic import Field

from generator.fields import (
    AudienceName,
    Handle,
    Https,
    Id,
    Kana,
    Language,
    Picture,
    Place,
    Romaji,
    YearMonth,
)
from generator.model import Model
from generator.phrase import phrase
from generator.rules import Choice, Distinct, Line, Problem, Rule, refusal, refuse
from generator.times import Day
from generator.wording import choices, describe, suggestion

Kind = Literal[
    "here", "job", "side-job", "contract", "founder", "family-business", "study", "break", "collaboration"
]
Entry = Literal["new-graduate", "mid-career", "return"]
Industry = Literal[
    "food", "agriculture", "trading", "retail", "restaurant", "manufacturing", "chemicals", "it",
    "consulting", "finance", "advertising", "media", "education", "healthcare", "logistics", "construction",
    "energy", "public", "nonprofit", "tourism", "real-estate", "other",
]  # fmt: skip
Show = Literal["name", "industry", "hidden"]
Wish = Literal[
    "speaking", "mentoring", "side-job", "contract", "collaboration", "return", "referral", "coffee"
]
Purpose = Literal["directory", "story", "photo", "event", "aggregate", "ties"]
Part = Literal[
    "photo", "former", "headline", "location", "languages", "skills", "career", "turns", "news", "open_to",
    "links", "brought", "ties",
]  # fmt: skip

SHOWN: tuple[str, ...] = get_args(Show)
"""How much of an employer shows, from most to least."""
PARTS: tuple[str, ...] = get_args(Part)
"""The parts of a profile that may be narrower than the whole."""

_ALWAYS = frozenset({"kind", "from", "to", "audience"})
_ANYWHERE = _ALWAYS | {"title", "brought", "with"}
_KEYS_OF_KIND: Mapping[str, frozenset[str]] = MappingProxyType(
    {"break": _ALWAYS, "here": _ANYWHERE | {"entry", "department"}}
)
_ELSEWHERE = _ANYWHERE | {"org"}
_ORG_OPTIONAL = frozenset({"contract", "collaboration"})


@dataclass(frozen=True)
class Shown(Rule):
    """How much of an employer shows: to everyone alike, or by audience."""

    def read(self, value: Any) -> str | Mapping[str, str]:
        """Gives one of SHOWN, or a mapping from the names of audiences to them."""
        if not isinstance(value, Mapping):
            return str(Choice(SHOWN).read(value))
        return {AudienceName().read(name): str(Choice(SHOWN).read(shown)) for name, shown in value.items()}


@dataclass(frozen=True)
class Visibility(Rule):
    """Which parts of a profile are for a narrower audience than the whole."""

    def read(self, value: Any) -> Mapping[str, str]:
        """Gives a mapping from PARTS to the names of audiences; tells everything wrong in it at once."""
        if not isinstance(value, Mapping):
            raise refuse(
                "wrong-type",
                phrase("Expected keys and values, found {value}.", value=describe(value)),
                phrase("For example: {example}", example="{photo: members}"),
            )
        unknown = [
            Problem(
                "unknown-key",
                phrase("`{part}` is no part of a profile that can be narrower.", part=part),
                suggestion(str(part), PARTS) or choices(PARTS),
                (part,),
                on_key=True,
            )
            for part in value
            if part not in PARTS
        ]
        if unknown:
            raise refusal(*unknown)
        return {
            part: AudienceName().read(audience) for part, audience in value.items() if audience is not None
        }


class PersonName(Model):
    """A person's name; ``display`` may be a pseudonym."""

    display: Annotated[str, Line(40)]
    kana: Annotated[str, Kana()]
    romaji: Annotated[str, Romaji()]
    former: Annotated[str, Line(40)] | None = None


class Photo(Model):
    """A picture file in the folder that belongs to it, and what it shows, in words."""

    file: Annotated[str, Picture()]
    alt: Annotated[str, Line(200)]


class Org(Model):
    """Where a spell was spent, and how much of that shows."""

    name: Annotated[str, Line(60)]
    industry: Annotated[Industry, Choice()]
    show: Annotated[str | Mapping[str, str], Shown()] = "industry"


class Spell(Model):
    """One stretch of a career. Without ``to`` it goes on; without ``org`` it was with the company here."""

    kind: Annotated[Kind, Choice()]
    from_: YearMonth = Field(alias="from")
    to: YearMonth | None = None
    entry: Annotated[Entry, Choice()] | None = None
    department: Annotated[str, Line(40)] | None = None
    title: Annotated[str, Line(60)] | None = None
    org: Org | None = None
    brought: Annotated[str, Line(140)] | None = None
    with_: Annotated[tuple[Annotated[str, Id()], ...], Distinct()] = Field(default=(), alias="with")
    audience: Annotated[str, AudienceName()] | None = None

    @classmethod
    def shape(cls, raw: Mapping[str, Any]) -> Iterator[Problem]:
        """Tells which keys do not go with the kind, and which are wanting."""
        kind = raw.get("kind")
        if kind not in get_args(Kind):
            return
        fields = cls.model_fields.items()
        present = {field.alias or name for name, field in fields if name in raw or field.alias in raw}
        allowed = _KEYS_OF_KIND.get(str(kind), _ELSEWHERE)
        for key in sorted(present - allowed):
            message = phrase("A spell of kind `{kind}` has no `{key}`.", kind=kind, key=key)
            yield Problem("key-not-for-kind", message, _why_not(key), (key,), on_key=True)
        if kind == "here" and "entry" not in present:
            hint = choices(get_args(Entry))
            yield Problem("missing-key", phrase("A spell of kind `here` needs `entry`."), hint, ("entry",))
        if "org" in allowed - present and kind not in _ORG_OPTIONAL:
            example = "org: {name: …, industry: …}"
            hint = phrase(
                "For example: {example}; the name shows only where `show` says so.", example=example
            )
            message = phrase("A spell of kind `{kind}` needs `org`.", kind=kind)
            yield Problem("missing-key", message, hint, ("org",))

    def rules(self) -> Iterator[Problem]:
        """Time runs forward."""
        if self.to and self.to.end < self.from_.start:
            message = phrase("It ends ({until}) before it begins ({start}).", until=self.to, start=self.from_)
            yield Problem(
                "ends-before-begins", message, phrase("Exchange the two, or mend the year."), ("to",)
            )


def _why_not(key: str) -> str:
    return {
        "entry": phrase("How one came in is told for spells of kind `here` only."),
        "department": phrase("Write the department into `title`."),
        "org": phrase("A spell of kind `here` was spent at the company of this site."),
    }.get(key, phrase("Remove it: a reason is never asked for."))


class Turn(Model):
    """A bend in the road, in a few words."""

    at: YearMonth
    what: Annotated[str, Line(60)]


class News(Model):
    """How things are, on a day."""

    on: Annotated[date, Day()]
    text: Annotated[str, Line(140)]


class Offer(Model):
    """Something that this person is open to, until the end of a month."""

    what: Annotated[Wish, Choice()]
    until: YearMonth


class Link(Model):
    """A place elsewhere on the web."""

    label: Annotated[str, Line(40)]
    url: Annotated[str, Https()]


class Consent(Model):
    """What this person agreed to, when, and where the evidence is kept. Both days count as covered."""

    given: Annotated[date, Day()]
    expires: Annotated[date, Day()]
    notice: Annotated[str, Line(40)]
    method: Annotated[Literal["pull-request", "form", "paper"], Choice()]
    record: Annotated[str, Line(80)]
    purposes: Annotated[tuple[Annotated[Purpose, Choice()], ...], Distinct(least=1)]

    def rules(self) -> Iterator[Problem]:
        """Consent ends after it was given."""
        if self.expires < self.given:
            message = phrase(
                "Consent expires ({expires}) before it was given ({given}).",
                expires=self.expires,
                given=self.given,
            )
            yield Problem("ends-before-begins", message, phrase("Mend one of the two days."), ("expires",))


class Profile(Model):
    """One opt-in person. ``id`` is the stem of the file's name; it never shows in a sealed address."""

    GIVEN = frozenset({"id"})
    TOLD = frozenset({"consent"})

    id: Annotated[str, Id()]
    schema_: Annotated[Literal[1], Choice()] = Field(default=1, alias="schema")
    github: Annotated[str, Handle()] | None = None
    name: PersonName
    headline: Annotated[str, Line(40)]
    photo: Photo | None = None
    location: Annotated[str, Place()] | None = None
    languages: Annotated[tuple[Annotated[str, Language()], ...], Distinct()] = ()
    skills: Annotated[tuple[Annotated[str, Line(40)], ...], Distinct()] = ()
    career: tuple[Spell, ...]
    turns: tuple[Turn, ...] = ()
    news: tuple[News, ...] = ()
    open_to: Annotated[tuple[Offer, ...], Distinct(lambda offer: offer.what)] = ()
    links: tuple[Link, ...] = ()
    audience: Annotated[str, AudienceName()] | None = None
    visible: Annotated[Mapping[str, str], Visibility()] = Field(default_factory=dict)
    confirmed: Annotated[date, Day()]
    consent: Consent

    @classmethod
    def shape(cls, raw: Mapping[str, Any]) -> Iterator[Problem]:
        """Nobody is an alumnus here without having been here, and nobody is shown without consent."""
        if "consent" not in raw:
            hint = phrase(
                "Nobody is shown without it; the block of a sample profile can be copied and filled in."
            )
            message = phrase("There is no `consent` in this profile.")
            yield Problem("no-consent", message, hint, ("consent",))
        career = raw.get("career")
        if isinstance(career, list | tuple) and not _been_here(career):
            hint = phrase(
                "For example: {example}",
                example="{kind: here, entry: new-graduate, from: 2001-04, to: 2015-03}",
            )
            yield Problem(
                "no-spell-here", phrase("No spell of this career has `kind: here`."), hint, ("career",), True
            )

    def rules(self) -> Iterator[Problem]:
        """A career has no turns before it begins."""
        if not self.career:
            return
        first = min(spell.from_.start for spell in self.career)
        for number, turn in enumerate(self.turns):
            if turn.at.end < first:
                message = phrase("This turn ({at}) lies before the career begins.", at=turn.at)
                yield Problem("outside-career", message, phrase("Mend the month."), ("turns", number, "at"))


def _been_here(career: list[Any] | tuple[Any, ...]) -> bool:
    """Whether some spell is of kind here, or might be once its own errors are mended."""
    kinds = [
        spell.get("kind") if isinstance(spell, Mapping) else getattr(spell, "kind", None) for spell in career
    ]
    return any(kind == "here" or kind not in get_args(Kind) for kind in kinds)
