"""What a valid story is: one career, told, with questions answered under fixed heading ids."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator

from generator.fields import AudienceName, Id, YearMonth
from generator.model import Model
from generator.profile import Photo
from generator.rules import Choice, Distinct, Flag, Line, Text
from generator.times import Day

QUESTIONS: tuple[str, ...] = (
    "gap",
    "strengths",
    "impression",
    "gained",
    "leaving",
    "detour",
    "hindsight",
    "relation",
    "message",
)
"""The ids of the standard questions, in the order in which students ask them."""

EXPECTED: tuple[str, ...] = ("gap", "strengths", "leaving")
"""The questions whose silence is told."""


def _one_or_more(value: Any) -> Any:
    """A story of one person names her without a list."""
    return value if isinstance(value, list | tuple | Mapping) else (value,)


class Heading(Model):
    """A level-2 heading: ``## text {#id at=2001-04}``. ``line`` is its line in the file."""

    id: str | None = None
    text: str
    at: YearMonth | None = None
    line: int


class Reply(Model):
    """A word from a colleague who is still here."""

    by: Annotated[str, Line(60)]
    text: Annotated[str, Text(300)]


class Story(Model):
    """One career story. ``body`` is Markdown and begins at line ``body_line`` of the file."""

    GIVEN = frozenset({"slug", "body", "body_line", "answers"})

    slug: Annotated[str, Id()]
    title: Annotated[str, Line(80)]
    alumni: Annotated[tuple[Annotated[str, Id()], ...], Distinct(least=1), BeforeValidator(_one_or_more)]
    audience: Annotated[str, AudienceName()] | None = None
    summary: Annotated[str, Line(120)]
    quote: Annotated[str, Line(60)] | None = None
    lang: Annotated[Literal["ja", "en"], Choice()]
    translation_of: Annotated[str, Id()] | None = None
    written_by: Annotated[Literal["self", "interview"], Choice()]
    reviewed: Annotated[date, Day()]
    facts_as_of: YearMonth
    event_ok: Annotated[bool, Flag()] = False
    tags: Annotated[tuple[Annotated[str, Line(30)], ...], Distinct()] = ()
    cover: Photo | None = None
    reply: Reply | None = None
    body: str = ""
    body_line: int = 1
    answers: tuple[Heading, ...] = ()
