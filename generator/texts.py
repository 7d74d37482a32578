"""The site's own words in each language: gettext catalogues and dates, by Babel."""

from __future__ import annotations

import gettext
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, lru_cache
from importlib.resources import files
from io import BytesIO

from babel import Locale, negotiate_locale
from babel.dates import format_date, format_time
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from generator.fields import YearMonth
from generator.phrase import Say

SOURCE_LOCALE = "en"  # the messages in the code are English; other languages have a catalogue


@dataclass(frozen=True)
class Texts:
    """One language's messages, names and dates."""

    locale: str
    catalogue: gettext.NullTranslations

    def gettext(self, message: str) -> str:
        """The message in this language; the message itself where the language is English."""
        return self.catalogue.gettext(message)

    def ngettext(self, one: str, many: str, n: int) -> str:
        """The message in the plural form that `n` asks for."""
        return self.catalogue.ngettext(one, many, n)

    def all_words(self) -> tuple[str, ...]:
        """Every message of this language, and the names of languages in it: words that may stand in the site whatever
        its profiles and stories say."""
        translations = getattr(self.catalogue, "_catalog", {}).values()
        messages = _messages() if self.locale == SOURCE_LOCALE else translations
        names = Locale.parse(self.locale).languages.values()
        return tuple(text for text in (*messages, *names) if isinstance(text, str))

    def language(self, code: str) -> str:
        """The name of a language in this one: `ja` is 日本語 or Japanese."""
        names = Locale.parse(self.locale).languages
        return names.get(code.replace("-", "_")) or names.get(code.partition("-")[0]) or code

    def day(self, value: date) -> str:
        """A date in full."""
        return _dated(value, "long", self.locale)

    def time(self, value: datetime) -> str:
        """The hour and minute of a moment, in the site's own time zone as it was written."""
        return format_time(value, "HH:mm", locale=self.locale)

    def month(self, value: YearMonth) -> str:
        """A year, or a month of a year."""
        pattern = {"ja": ("y年", "y年M月")}.get(self.locale, ("y", "MMM y"))
        return _dated(value.start, pattern[value.month is not None], self.locale)

    def listing(self, parts: Sequence[str]) -> str:
        """Several names in one line."""
        return ("、" if self.locale == "ja" else ", ").join(parts)


@lru_cache(maxsize=4096)
def _dated(value: date, pattern: str, locale: str) -> str:
    """A date in words; many people's pages name the same months."""
    return format_date(value, pattern, locale=locale)


def languages(domain: str = "interface") -> tuple[str, ...]:
    """The languages that the site's own words are in; of another domain, those that its words are in."""
    folder = files("generator") / "locale"
    found = {path.name for path in folder.iterdir() if (path / "LC_MESSAGES" / f"{domain}.po").is_file()}
    return tuple(sorted({SOURCE_LOCALE, *found}))


@cache
def load_texts(locale: str) -> Texts:
    """The messages of one language.

    Raises `FileNotFoundError` for a language that has no catalogue.
    """
    return Texts(locale, _catalogue(locale, "interface"))


def findings_in(locale: str | None = None) -> Say:
    """Says findings in a language; without one in that which is `spoken`.

    Raises `FileNotFoundError` for a language that has no catalogue.
    """
    return _catalogue(locale or spoken(), "findings").gettext


def spoken(environ: Mapping[str, str] = os.environ) -> str:
    """The language that the environment asks for, as gettext reads it, or else English.

    Babel's own reading also asks `LC_CTYPE`, which Python sets by itself where a locale is not installed.
    """
    wanted = next(filter(None, map(environ.get, ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"))), "")
    codes = [code.partition(".")[0] for code in wanted.split(":")]
    return negotiate_locale(codes, languages("findings")) or SOURCE_LOCALE


@cache
def _catalogue(locale: str, domain: str) -> gettext.NullTranslations:
    if locale == SOURCE_LOCALE:
        return gettext.NullTranslations()
    compiled = BytesIO()
    write_mo(compiled, _read(locale, domain))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def _read(locale: str, domain: str) -> Catalog:
    source = files("generator") / "locale" / locale / "LC_MESSAGES" / f"{domain}.po"
    return read_po(BytesIO(source.read_bytes()), locale=locale)


@cache
def _messages() -> tuple[str, ...]:
    """Every message of the interface in English, which are the keys of all catalogues."""
    others = (_read(locale, "interface") for locale in languages() if locale != SOURCE_LOCALE)
    forms = (message.id for catalogue in others for message in catalogue)
    return tuple(text for form in forms for text in ((form,) if isinstance(form, str) else form) if text)
