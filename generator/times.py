"""Days, months and moments as content writes them."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, datetime
from functools import total_ordering
from typing import Any, Self

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from generator.loose import near_day, near_month
from generator.phrase import Phrase, phrase
from generator.rules import Rule, as_text, refuse
from generator.wording import correction, halfwidth

FIRST_YEAR, LAST_YEAR = 1940, 2100
"""Nobody who could be in here began to work before; a 1915 or 1926 is a slip of the finger."""
_NOW = frozenset(
    {"現在", "いまも", "今も", "いま", "今", "継続中", "在職中", "present", "now", "today", "current"}
)
_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_MONTH = re.compile(r"([0-9]{4})(?:-([0-9]{2}))?")
_MOMENT = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[ T]([0-9]{2}):([0-9]{2})")


@dataclass(frozen=True)
class Day(Rule):
    """A day, written YYYY-MM-DD."""

    def read(self, value: Any) -> date:
        """Gives the day; raises a refusal for days that no calendar has."""
        if isinstance(value, date) and not isinstance(value, datetime):
            return value
        text = as_text(value)
        match = _DAY.fullmatch(text)
        if match:
            day = _day(match)
            if day is None:
                told = _outside(int(match[1])) or phrase("There is no such day.")
                raise refuse("bad-date", told, phrase("For example: {example}", example="2026-10-01"))
            return day
        meant = near_day(text)
        known = meant and FIRST_YEAR <= meant.year <= LAST_YEAR
        hint = correction(meant) if known else phrase("For example: {example}", example="2026-10-01")
        raise refuse("bad-date", phrase("Not a day in the form YYYY-MM-DD."), hint)


def _outside(year: int) -> Phrase | None:
    if FIRST_YEAR <= year <= LAST_YEAR:
        return None
    return phrase("Years lie between {first} and {last}.", first=FIRST_YEAR, last=LAST_YEAR)


def _day(match: re.Match[str]) -> date | None:
    year, month, day = (int(part) for part in match.groups())
    try:
        return date(year, month, day) if FIRST_YEAR <= year <= LAST_YEAR else None
    except ValueError:
        return None


@dataclass(frozen=True)
class DayOrTime(Rule):
    """A day, or a day and a time in the site's time zone, written YYYY-MM-DD HH:MM."""

    def read(self, value: Any) -> date | datetime:
        """Gives a date, or a datetime without a zone."""
        if isinstance(value, date):
            return value
        match = _MOMENT.fullmatch(as_text(value))
        if not match:
            return Day().read(value)
        day = Day().read(match[1])
        hour, minute = int(match[2]), int(match[3])
        if hour > 23 or minute > 59:
            raise refuse(
                "bad-date",
                phrase("There is no such time of day."),
                phrase("For example: {example}", example="2026-10-01 13:30"),
            )
        return datetime(day.year, day.month, day.day, hour, minute)  # in the site's zone


@total_ordering
@dataclass(frozen=True)
class YearMonth:
    """A month, or a year where the month is not told."""

    year: int
    month: int | None = None

    @classmethod
    def parse(cls, text: str) -> Self:
        """Reads ``2001-04`` or ``2001``; raises ValueError for anything else."""
        match = _MONTH.fullmatch(text)
        if not match or not FIRST_YEAR <= int(match[1]) <= LAST_YEAR:
            raise ValueError(f"not a year or a month: {text!r}")
        month = int(match[2]) if match[2] else None
        if month is not None and not 1 <= month <= 12:
            raise ValueError(f"no such month: {text!r}")
        return cls(int(match[1]), month)

    @property
    def start(self) -> date:
        """The first day in it."""
        return date(self.year, self.month or 1, 1)

    @property
    def end(self) -> date:
        """The last day in it."""
        month = self.month or 12
        return date(self.year, month, calendar.monthrange(self.year, month)[1])

    def __str__(self) -> str:
        """The way it was written."""
        return f"{self.year:04d}" if self.month is None else f"{self.year:04d}-{self.month:02d}"

    def __lt__(self, other: "YearMonth") -> bool:
        """Sorted by first day; of two that begin together the shorter one comes first."""
        return (self.start, self.end) < (other.start, other.end)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Reads text, and a bare year that YAML gave as a number."""
        return core_schema.no_info_plain_validator_function(
            cls._read, serialization=core_schema.to_string_ser_schema()
        )

    @classmethod
    def _read(cls, value: Any) -> Self:
        if isinstance(value, cls):
            return value
        text = as_text(value)
        try:
            return cls.parse(text)
        except ValueError:
            told = phrase("Not a month in the form YYYY-MM or YYYY.")
            if match := _MONTH.fullmatch(text):
                told = _outside(int(match[1])) or phrase("There is no such month.")
            raise refuse("bad-month", told, _near_month(text)) from None


def _near_month(text: str) -> Phrase:
    if halfwidth(text).lower() in _NOW:
        return phrase("What still goes on has no end: leave the key out.")
    meant = near_month(text)
    try:
        return correction(YearMonth.parse(meant or ""))
    except ValueError:
        return phrase("For example: {example}", example="2001-04")
