"""Days and months as forms, phones and spreadsheets write them: what was meant, where that is certain."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from types import MappingProxyType

from generator.wording import halfwidth

_ERAS: Mapping[str, tuple[int, int]] = MappingProxyType(
    {
        "令和": (2018, 99),
        "平成": (1988, 31),
        "昭和": (1925, 64),
        "R": (2018, 99),
        "H": (1988, 31),
        "S": (1925, 64),
    }
)
"""The year before the first of each era of the Japanese calendar that somebody at work today can have begun in, and
how many years it had."""
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_YEAR = r"(?P<era>令和|平成|昭和|[RHS])?\s*(?P<year>[0-9]{1,4}|元)"
_LOOSE = re.compile(
    rf"{_YEAR}(?:\s*[-/.年]\s*(?:(?P<month>[0-9]{{1,2}})(?:\s*[-/.月]\s*(?P<day>[0-9]{{1,2}}))?\s*[月日]?)?)?(?:\([日月火水木金土]\))?"
    r"(?:[ T]+0?0:00(?::00(?:\.0+)?)?)?"
)
_COMPACT = re.compile(r"(?P<year>(?:19|20)[0-9]{2})(?P<month>[0-9]{2})(?P<day>[0-9]{2})?")
_ENGLISH = re.compile(
    r"(?:(?P<name>[A-Za-z]{3,9})\.? +(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
    r"|(?P<day2>[0-9]{1,2})(?:st|nd|rd|th)?[ -]+(?P<name2>[A-Za-z]{3,9})\.?),?[ -]+(?P<year>[0-9]{4})"
)
_DAY_FIRST_OR_MONTH = re.compile(r"([0-9]{1,2})([-/.])([0-9]{1,2})\2([0-9]{4})")
_YEAR_LAST = re.compile(r"(?P<month>0?[1-9]|1[0-2])[-/.](?P<year>(?:19|20)[0-9]{2})")
_NAMED = re.compile(r"(?P<name>[A-Za-z]{3,9})\.?[ -](?P<year>[0-9]{4})")
_EXCEL_BEGINS = date(1899, 12, 30)
_EXCEL = re.compile(r"[2-6][0-9]{4}")


def near_day(text: str) -> date | None:
    """The day that is meant; None where the order of its numbers could be another."""
    plain = halfwidth(text[:30])
    if _EXCEL.fullmatch(plain):
        return _EXCEL_BEGINS + timedelta(days=int(plain))
    if english := _ENGLISH.fullmatch(plain):
        month = _month_named(english["name"] or english["name2"])
        return _day(int(english["year"]), month or 0, int(english["day"] or english["day2"]))
    if numbers := _DAY_FIRST_OR_MONTH.fullmatch(plain):
        month, day = sorted((int(numbers[1]), int(numbers[3])))
        return _day(int(numbers[4]), month, day) if day > 12 or day == month else None
    match = _COMPACT.fullmatch(plain)
    year = int(match["year"]) if match else None
    if match is None and (match := _LOOSE.fullmatch(plain)):
        year = _year(match)
    if match is None or year is None or not match["day"]:
        return None
    return _day(year, int(match["month"]), int(match["day"]))


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month_named(name: str) -> int | None:
    start = name.lower()[:3]
    return _MONTHS.index(start) + 1 if start in _MONTHS else None


def near_month(text: str) -> str | None:
    """The month that is meant, or the year where no month is told, as content writes them."""
    plain = halfwidth(text[:30])
    if _EXCEL.fullmatch(plain):
        return f"{_EXCEL_BEGINS + timedelta(days=int(plain)):%Y-%m}"
    if named := _NAMED.fullmatch(plain):
        month = _month_named(named["name"])
        return f"{named['year']}-{month:02d}" if month else None
    if numbers := _YEAR_LAST.fullmatch(plain) or _COMPACT.fullmatch(plain):
        return f"{numbers['year']}-{int(numbers['month']):02d}"
    if _ENGLISH.fullmatch(plain):
        day = near_day(plain)
        return f"{day:%Y-%m}" if day else None
    match = _LOOSE.fullmatch(plain)
    year = _year(match) if match else None
    if match is None or year is None:
        return None
    return f"{year:04d}-{int(match['month']):02d}" if match["month"] else f"{year:04d}"


def _year(match: re.Match[str]) -> int | None:
    number = 1 if match["year"] == "元" else int(match["year"])
    if match["era"]:
        before, most = _ERAS[match["era"]]
        return before + number if 1 <= number <= most else None
    return number if len(match["year"]) == 4 else None
