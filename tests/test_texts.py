"""The site's own words: every message is translated, and dates are told as each language tells them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import pytest
from babel import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from hypothesis import given, settings
from hypothesis import strategies as st
from sample import ROOT, SMALL_CONFIG, command, lay_small

from generator.fields import YearMonth
from generator.texts import load_texts

PACKAGE = ROOT / "generator"
LANGUAGES = ("ja", "en")
SOURCES = [("render/templates/**.html", "jinja2"), ("theme/**.html", "jinja2"), ("**.py", "python")]
KEYWORDS: Mapping[str, Mapping[str, tuple[int, ...] | None]] = {
    "interface": {"_": None, "gettext": None, "ngettext": (1, 2), "_n": None},
    "findings": {"phrase": None},
}
CATALOGUES = sorted((PACKAGE / "locale").glob("*/LC_MESSAGES/interface.po"))
CATALOGUES += sorted((PACKAGE / "locale").glob("*/LC_MESSAGES/findings.po"))
PLACEHOLDER = re.compile(r"%\((\w+)\)s|\{(\w+)(:[^{}]*)?\}|%[sd]")


def extracted(domain: str) -> frozenset[str | tuple[str, str]]:
    """Every message in templates and code, as they are looked up; one with a plural as a pair."""
    found = extract_from_dir(str(PACKAGE), SOURCES, keywords=KEYWORDS[domain])
    messages = (message if isinstance(message, tuple) else str(message) for _, _, message, _, _ in found)
    return frozenset((one[0], one[1]) if isinstance(one, tuple) else one for one in messages)


def catalogue(path: Path) -> Catalog:
    """A language's messages, as its file has them."""
    return read_po(BytesIO(path.read_bytes()), locale=path.parent.parent.name)


def entries(path: Path) -> Iterator[Message]:
    """The messages of a file but for its head."""
    return (message for message in catalogue(path) if message.id)


def identity(message: Message) -> str | tuple[str, str]:
    """A message as `extracted` has it."""
    return (message.id[0], message.id[1]) if isinstance(message.id, tuple | list) else str(message.id)


def forms(text: object) -> tuple[str, ...]:
    """The forms of a message or a translation."""
    return tuple(map(str, text)) if isinstance(text, tuple | list) else (str(text),)


def test_there_is_a_catalogue_for_each_language_but_english() -> None:
    """The messages in the code are English; Japanese has a file, and it is found."""
    assert [(path.parent.parent.name, path.stem) for path in CATALOGUES] == [
        ("ja", "interface"),
        ("ja", "findings"),
    ]


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_every_message_is_translated_and_none_is_stale(path: Path) -> None:
    """The catalogue has just the messages that stand in templates and code, and each has a translation."""
    known = {identity(message) for message in entries(path)}
    assert sorted(map(str, extracted(path.stem) - known)) == [], "without a translation"
    assert sorted(map(str, known - extracted(path.stem))) == [], "in no template and no module"
    assert [message.id for message in entries(path) if not all(forms(message.string))] == []


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_no_translation_is_a_guess(path: Path) -> None:
    """No message is marked fuzzy, none is kept as obsolete, and none stands in the file twice."""
    assert [message.id for message in entries(path) if message.fuzzy] == []
    assert not catalogue(path).obsolete
    lines = re.findall(r"^msgid .*(?:\n\".*)*", path.read_text("utf-8"), re.MULTILINE)
    assert len(lines) == len(set(lines))


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_placeholders_are_kept(path: Path) -> None:
    """A translation fills in what its message does; a plural may leave out the number only where English does."""
    for message in entries(path):
        expected = set().union(*(placeholders(form) for form in forms(message.id)))
        for form in forms(message.string):
            assert placeholders(form) == expected, message.id
        assert not list(message.check(catalogue(path))), message.id


def placeholders(text: str) -> set[str]:
    """The names to be filled in."""
    return {match[0] for match in PLACEHOLDER.finditer(text)}


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_plural_forms_are_those_of_the_language(path: Path) -> None:
    """The head of the catalogue says how the language counts, and each plural has as many forms."""
    found = catalogue(path)
    standard = Catalog(locale=Locale.parse(path.parent.parent.name))
    assert (found.num_plurals, found.plural_expr) == (standard.num_plurals, standard.plural_expr)
    assert "charset=utf-8" in str(dict(found.mime_headers)["Content-Type"])
    for message in entries(path):
        if isinstance(message.id, tuple | list):
            assert len(forms(message.string)) == found.num_plurals, message.id


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_translations_carry_no_blanks_at_their_ends_by_accident(path: Path) -> None:
    """Where a message begins or ends with a blank, so may its translation; else it has none, and no line break."""
    for message in entries(path):
        for source, form in zip(forms(message.id), forms(message.string), strict=False):
            assert "\n" not in form, message.id
            if source == source.strip():
                assert form == form.strip(), message.id


def test_messages_are_given_in_the_language() -> None:
    """A message comes out translated, an unknown one as it is, and English as it was written."""
    japanese, english = load_texts("ja"), load_texts("en")
    assert english.gettext("Stories") == "Stories"
    assert re.fullmatch(r"[ぁ-ヿ一-龠]+", japanese.gettext("Stories"))
    assert japanese.gettext("no such message") == "no such message"
    for texts in (japanese, english):
        assert texts.gettext("") != "Content-Type"


@settings(deadline=None)
@given(st.integers(0, 10_000))
def test_numbers_choose_their_form(number: int) -> None:
    """English has a form for one and another for all else; Japanese has one."""
    one, many = "%(num)s minute", "%(num)s minutes"
    assert load_texts("en").ngettext(one, many, number) == (one if number == 1 else many)
    assert load_texts("ja").ngettext(one, many, number) == load_texts("ja").ngettext(one, many, 1)
    assert "%(num)s" in load_texts("ja").ngettext(one, many, number)


def test_all_words_are_known_to_the_search_for_leaks() -> None:
    """Every message and every translation is among the words that stand in a site whatever its content is."""
    words, english = load_texts("ja").all_words(), load_texts("en").all_words()
    for message in entries(CATALOGUES[0]):
        assert set(forms(message.string)) <= set(words)
        assert set(forms(message.id)) <= set(english)


@pytest.mark.parametrize(
    ("locale", "moment", "expected"),
    [
        ("ja", "2001-04", "2001年4月"),
        ("ja", "2001-12", "2001年12月"),
        ("ja", "2001", "2001年"),
        ("en", "2001-04", "Apr 2001"),
        ("en", "2001-12", "Dec 2001"),
        ("en", "2001", "2001"),
    ],
)
def test_months_and_years(locale: str, moment: str, expected: str) -> None:
    """A month is told with its year, a year alone without a month that nobody told."""
    assert load_texts(locale).month(YearMonth.parse(moment)) == expected


@settings(deadline=None)
@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_days_are_told_in_full(day: date) -> None:
    """Every day has its year, month and day in both languages."""
    assert load_texts("ja").day(day) == f"{day.year}年{day.month}月{day.day}日"
    english = load_texts("en").day(day)
    assert re.fullmatch(rf"[A-Z][a-z]+ {day.day}, {day.year}", english)
    assert datetime.strptime(english, "%B %d, %Y").date() == day


@settings(deadline=None)
@given(st.times())
def test_hours_are_told_alike(moment: object) -> None:
    """An hour is told with two digits each for hour and minute, in both languages."""
    value = datetime.combine(date(2026, 12, 5), moment)  # type: ignore[arg-type]
    for language in LANGUAGES:
        assert load_texts(language).time(value) == f"{value.hour:02}:{value.minute:02}"


def test_languages_have_names_in_each_language() -> None:
    """A language is named in the reader's own; one that nobody knows by its code."""
    japanese, english = load_texts("ja"), load_texts("en")
    assert [japanese.language(code) for code in ("ja", "en", "de-XX")] == ["日本語", "英語", "ドイツ語"]
    assert [english.language(code) for code in ("ja", "en", "de-XX", "xx")] == [
        "Japanese",
        "English",
        "German",
        "xx",
    ]


def test_names_are_listed_as_the_language_lists_them() -> None:
    """Several names in a line are set apart by the language's own comma."""
    assert load_texts("ja").listing(["小川", "森"]) == "小川、森"
    assert load_texts("en").listing(["Ogawa", "Mori"]) == "Ogawa, Mori"
    assert load_texts("en").listing([]) == ""


def test_a_language_without_a_catalogue_is_refused() -> None:
    """Asking for the words of a language that has none is an error, and not silently English."""
    with pytest.raises(FileNotFoundError):
        load_texts("fr")


FRENCH = SMALL_CONFIG.replace("en: Hinode}", "fr: Hinode}").replace("en: Beyond}", "fr: Beyond}") + (
    "      languages: [ja, fr]\n"
    "      audiences:\n"
    "        - {name: guests, title: {ja: 来場者, fr: Visiteurs}}\n"
    "        - {name: members, title: {ja: メンバー, fr: Membres}}\n"
    "        - {name: staff, title: {ja: 人事, fr: RH}}\n"
)


def test_a_site_in_a_language_without_a_catalogue_is_told_so(tmp_path: Path) -> None:
    """`check` points at the language in the configuration, rather than letting the build stumble over it."""
    lay_small(tmp_path, FRENCH)
    done = command("check", cwd=tmp_path)
    assert "Traceback" not in done.stderr
    assert done.returncode == 1, done.stdout + done.stderr
    assert "mkdocs.yml:12:23: error[" in done.stdout
    assert "fr" in done.stdout
