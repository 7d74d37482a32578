"""What a valid event is, and the pass that belongs to it; and how many people leave in a year."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import Field

from generator.fields import AudienceName, Https, Id, Name
from generator.model import Model
from generator.phrase import phrase
from generator.rules import Choice, Count, Distinct, Line, Problem, Rule, refusal, refuse
from generator.times import Day, DayOrTime
from generator.wording import describe


def as_day(moment: date | datetime) -> date:
    """The day of a day, or of a day and a time."""
    return moment.date() if isinstance(moment, datetime) else moment


class Pass(Model):
    """A link token for one event. It works from its first to its last day, both included."""

    FILLED = frozenset({"epoch"})

    id: Annotated[str, Name()]
    from_: Annotated[date, Day()] = Field(alias="from")
    until: Annotated[date, Day()]
    epoch: Annotated[int, Count(1, 500)] = 1
    stories: Annotated[tuple[Annotated[str, Id()], ...], Distinct()] = ()
    audiences: Annotated[tuple[Annotated[str, AudienceName()], ...], Distinct()] = ()

    @classmethod
    def shape(cls, raw: Mapping[str, Any]) -> Iterator[Problem]:
        """A pass that opens nothing is a link to a locked door."""
        if not raw.get("stories") and not raw.get("audiences"):
            yield Problem(
                "empty-pass",
                phrase("This pass opens nothing."),
                phrase("Name its `stories`, as a rule one to three."),
            )

    def rules(self) -> Iterator[Problem]:
        """Time runs forward, and `public` is nobody's pass."""
        if self.id == "public":
            yield Problem(
                "bad-id",
                phrase("`{name}` is reserved.", name="public"),
                phrase("Choose another name."),
                ("id",),
            )
        if self.until < self.from_:
            message = phrase(
                "It ends ({until}) before it begins ({start}).", until=self.until, start=self.from_
            )
            yield Problem(
                "ends-before-begins", message, phrase("Exchange the two, or mend the day."), ("until",)
            )


class Event(Model):
    """Where people from here can be met. Times are in the site's time zone."""

    FILLED = frozenset({"pass"})

    id: Annotated[str, Id()]
    title: Annotated[str, Line(80)]
    kind: Annotated[Literal["hiring", "exchange"], Choice()]
    from_: Annotated[date | datetime, DayOrTime()] = Field(alias="from")
    to: Annotated[date | datetime, DayOrTime()] | None = None
    place: Annotated[str, Line(80)] | None = None
    url: Annotated[str, Https()] | None = None
    audience: Annotated[str, AudienceName()] | None = None
    speakers: Annotated[tuple[Annotated[str, Id()], ...], Distinct()] = ()
    pass_: Pass | None = Field(default=None, alias="pass")

    def rules(self) -> Iterator[Problem]:
        """Time runs forward; where both ends have a time of day, that counts too."""
        if self.to is None:
            return
        backwards = as_day(self.to) < as_day(self.from_)
        if isinstance(self.to, datetime) and isinstance(self.from_, datetime):
            backwards = self.to < self.from_
        if backwards:
            yield Problem(
                "ends-before-begins",
                phrase("It ends before it begins."),
                phrase("Exchange the two."),
                ("to",),
            )


class EventsFile(Model):
    """``events.yaml`` as a whole; events are read one by one, so that one mistake does not hide another."""

    FILLED = frozenset({"events"})

    schema_: Annotated[Literal[1], Choice()] = Field(default=1, alias="schema")
    events: tuple[Any, ...] = ()


@dataclass(frozen=True)
class Leavers(Rule):
    """How many people left, by year."""

    def read(self, value: Any) -> Mapping[int, int]:
        """Gives counts by year; tells everything wrong in them at once."""
        if not isinstance(value, Mapping):
            message = phrase("Expected years and counts, found {found}.", found=describe(value))
            raise refuse("wrong-type", message, phrase("For example: {example}", example="{2015: 12}"))
        counts: dict[int, int] = {}
        problems = []
        for year, count in value.items():
            problem = _year_problem(str(year), count)
            if problem:
                problems.append(problem)
            else:
                counts[int(str(year))] = count
        if problems:
            raise refusal(*problems)
        return counts


def _year_problem(year: str, count: object) -> Problem | None:
    if not re.fullmatch(r"(19|20)[0-9]{2}", year):
        return Problem(
            "bad-month",
            phrase("`{year}` is not a year.", year=year),
            phrase("For example: {example}", example="2015: 12"),
            (year,),
            on_key=True,
        )
    if not isinstance(count, int) or isinstance(count, bool) or not 0 <= count <= 1_000_000:
        return Problem(
            "bad-number", phrase("Expected how many people left, a whole number from 0 up."), "", (year,)
        )
    return None


class LeaversFile(Model):
    """``leavers.yaml``: what gives numbers their honest denominators."""

    schema_: Annotated[Literal[1], Choice()] = Field(default=1, alias="schema")
    counts: Annotated[Mapping[int, int], Leavers()] = Field(default_factory=dict)
