"""What valid profiles, stories, events and settings are, value by value."""

import copy
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from generator.codes import CODES
from generator.document import Document
from generator.event import Event, EventsFile, LeaversFile, Pass, as_day
from generator.fields import (
    Handle,
    Https,
    Id,
    Kana,
    Language,
    MailAddress,
    Name,
    Picture,
    Place,
    Romaji,
    YearMonth,
)
from generator.model import Model
from generator.profile import Profile, Spell
from generator.rules import Count, Flag, Line, Rule, Text
from generator.settings import Settings, read_settings
from generator.source import parse_yaml
from generator.story import Heading, Story
from generator.times import Day, DayOrTime
from generator.validation import validate

BASE = Path(__file__).parent / "cases" / "base"
TITLES = {"company": {"ja": "日の出", "en": "Hinode"}, "title": {"ja": "その先", "en": "Beyond"}}


def base_profile() -> dict[str, Any]:
    """The values of a good profile."""
    document, _ = parse_yaml((BASE / "alumni" / "naoko-ogawa.yaml").read_text(encoding="utf-8"), "a.yaml")
    assert document is not None
    return dict(document.data)


def accepts(rule: Rule, value: object) -> Any:
    """What a rule makes of a value; None if it refuses."""
    try:
        return TypeAdapter(Annotated[Any, rule]).validate_python(value)
    except ValidationError:
        return None


def hint(rule: Rule, value: object) -> str:
    """The hint with which a rule refuses a value."""
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(Annotated[Any, rule]).validate_python(value)
    problem = caught.value.errors()[0]["ctx"]["problems"][0]
    assert problem.code in CODES
    return str(problem.hint)


LINKS = ("https://a.example", "https://a.example/ä?b=c#d")
NO_LINKS = (
    *("http://a.example", "ftp://a.example", "//a.example", "javascript:alert(1)", "https://", "https://a"),
    *("https://u:p@a.example", "https://[", "https://a.example/ b"),
)
PLACES = ("新潟県", "東京都", "北海道", "関西", "海外", "ドイツ", "Germany", "New Zealand", "中国地方")
FINE_PLACES = (
    *("新潟市", "渋谷区", "港区", "白川村", "日高町", "安芸郡", "1-2-3", "〒950", "二丁目"),
    *("New York City", "Shibuya-ku", "Main Street"),
)
RULES: Mapping[Rule, tuple[Sequence[object], Sequence[object]]] = {
    Id(): (
        ["a", "naoko-ogawa", "a1-2b"],
        ["", "-a", "a-", "a--b", "Naoko", "a_b", "小川", "a/b", "a.b", "a\nb"],
    ),
    Name(): (["a", "staff", "a-1", "a-", "b" * 32], ["slot", "1a", "Staff", "b" * 33, "a_b", ""]),
    Handle(): (["a", "naoko-ogawa", "A1", "x" * 39], ["-a", "a-", "a--b", "x" * 40, "a_b", "@a", "a b"]),
    Kana(): (["おがわ なおこ", "モリ・ケンジ", "ゔぁいおりん", "ー"], ["小川", "Ogawa", "ｱｵｷ", "お。"]),
    Romaji(): (
        ["Naoko Ogawa", "Ōkawa Yūko", "O'Neill Jean-Luc Jr.", "Nguyễn Thị"],
        ["小川", "Naoko1", "Оля"],
    ),
    Language(): (["ja", "en-GB", "zh-Hant-TW", "es-419", "yue"], ["jp", "JA", "en_US", "日本語", "e"]),
    Picture(): (
        ["a.jpg", "IMG_1.JPG", "a-b.c.webp", "a.gif", "a.Tif", "a.avif"],
        ["a.heic", "../a.jpg", "a/b.png", ".jpg", "小.jpg"],
    ),
    MailAddress(): (
        ["alumni@company.example", "a.b+c@d-e.co.jp"],
        ["a@b", "a b@c.de", "a@b.c d", "あ@b.example"],
    ),
    Https(): (LINKS, NO_LINKS),
    Place(): (PLACES, FINE_PLACES),
    Day(): (["2026-10-01", "2024-02-29"], ["2026-10-1", "2026-02-29", "2026-13-01", "1899-01-01", "today"]),
    DayOrTime(): (["2026-10-01", "2026-10-01 09:30"], ["2026-10-01 24:00", "2026-10-01 9:30", "09:30"]),
    Line(5): (["あいうえお", 12345, True], ["", " ", "あいうえおか", "a\nb", None, [], {}]),
    Text(5): (["あ\nい", " あいうえお "], ["あいうえおか", "\n"]),
    Count(1, 3): ([1, 3], [0, 4, "1", True, None, 1.0]),
    Flag(): ([True], ["true", "yes", 1, None]),
}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: type(rule).__name__)
def test_rules_accept_and_refuse(rule: Rule) -> None:
    """Each kind of value takes what it should and refuses all else, with a registered code."""
    good, bad = RULES[rule]
    assert [value for value in good if accepts(rule, value) is None] == []
    for value in bad:
        assert accepts(rule, value) is None, value
        hint(rule, value)


@pytest.mark.parametrize(
    ("rule", "value", "words"),
    [
        (Id(), "Naoko Ogawa", "Write `naoko-ogawa`."),
        (Id(), "ｎａｏｋｏ", "Write `naoko`."),
        (Id(), "naoko-ogawa.yaml", "Write `naoko-ogawa`."),
        (Handle(), "https://github.com/naoko/", "Write `naoko`."),
        (Handle(), "＠naoko", "Write `naoko`."),
        (Language(), "Japanese", "Write `ja`."),
        (Language(), "EN", "Write `en`."),
        (Picture(), "photos/a.jpg", "Write `a.jpg`."),
        (Picture(), "a.heic", "JPEG"),
        (Picture(), "a.svg", "PNG"),
        (Day(), "2026年10月1日", "Write `2026-10-01`."),
        (Day(), "2026.10.1", "Write `2026-10-01`."),
        (Day(), "“2026-10-01”", "Write `2026-10-01`."),
        (Flag(), "はい", "Write `true`."),
        (Flag(), "Off", "Write `false`."),
        (Count(), "１２", "Write `12`."),
        (Https(), "www.example.com/a", "Write `https://www.example.com/a`."),
    ],
)
def test_hints_say_what_to_write(rule: Rule, value: object, words: str) -> None:
    """Where it can be known what was meant, the hint is that."""
    assert words in hint(rule, value)


def test_text_is_kept_composed_and_trimmed() -> None:
    """Letters that came apart are put together, and blanks at the ends go."""
    assert accepts(Line(10), "  か\u3099く ") == "がく"
    assert accepts(Kana(), "おがわ　なおこ") == "おがわ なおこ"


def test_months_know_their_days_and_order() -> None:
    """A year or month has a first and a last day, sorts by them, and is written as it was read."""
    april, year, leap = YearMonth.parse("2001-04"), YearMonth.parse("2001"), YearMonth.parse("2024-02")
    assert (april.start, april.end) == (date(2001, 4, 1), date(2001, 4, 30))
    assert (year.start, year.end, year.month) == (date(2001, 1, 1), date(2001, 12, 31), None)
    assert leap.end == date(2024, 2, 29)
    assert sorted([april, year, YearMonth(2001, 1)]) == [YearMonth(2001, 1), year, april]
    assert [str(one) for one in (april, year)] == ["2001-04", "2001"]
    assert april >= year
    assert TypeAdapter(YearMonth).validate_python(2001) == year


@pytest.mark.parametrize(
    "text",
    ["", "2001-13", "2001-00", "2001-4", "01-04", "1899", "2101", "2001-04-01", "２００１", "2001-04 "],
)
def test_other_months_are_no_months(text: str) -> None:
    """Only YYYY and YYYY-MM within two centuries are read."""
    with pytest.raises(ValueError, match="month"):
        YearMonth.parse(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2001年4月", "`2001-04`"),
        ("2001/4", "`2001-04`"),
        ("２００１－０４", "`2001-04`"),
        ("2001-04-15", "`2001-04`"),
        ("2001年", "`2001`"),
    ],
)
def test_months_in_other_forms_are_understood(text: str, words: str) -> None:
    """The hint is the month in our form."""
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(YearMonth).validate_python(text)
    assert words in caught.value.errors()[0]["ctx"]["problems"][0].hint


def test_profile_has_the_agreed_attributes() -> None:
    """A good profile comes out as written, with its defaults."""
    profile = Profile.model_validate({**base_profile(), "id": "naoko-ogawa"})
    job, back = profile.career[1], profile.career[3]
    assert (profile.id, profile.schema_, profile.name.former) == ("naoko-ogawa", 1, "佐々木")
    assert (job.from_, job.to, job.with_, job.audience) == (
        YearMonth(2015, 4),
        YearMonth(2022, 9),
        ("kenji-mori",),
        "members",
    )
    assert job.org is not None
    assert job.org.show == {"guests": "industry", "members": "name"}
    assert (back.entry, back.to, back.org) == ("return", None, None)
    assert profile.visible == {"photo": "members", "links": "members", "location": "staff", "former": "staff"}
    assert profile.consent.notice == "2026-04"
    assert profile.open_to[1].until == YearMonth(2027)


def test_org_shows_its_industry_unless_said_otherwise() -> None:
    """An employer's name needs a word of its own to show."""
    spell = Spell.model_validate({"kind": "job", "from": 2001, "org": {"name": "x", "industry": "it"}})
    assert spell.org is not None
    assert spell.org.show == "industry"


def test_models_are_frozen_and_closed() -> None:
    """Nothing can be changed or added afterwards."""
    profile = Profile.model_validate({**base_profile(), "id": "naoko-ogawa"})
    with pytest.raises(ValidationError):
        profile.headline = "x"
    with pytest.raises(ValidationError):
        Heading.model_validate({"text": "x", "line": 1, "level": 2})


def test_python_names_are_no_keys_of_content() -> None:
    """``from_`` and ``schema_`` exist in code only."""
    document, _ = parse_yaml("kind: break\nfrom_: 2001\n", "a.yaml")
    assert document is not None
    _, found = validate(Spell, document)
    assert [(one.line, one.code) for one in found] == [(1, "missing-key"), (2, "unknown-key")]


def test_event_times_may_be_days_or_moments() -> None:
    """A day is a date; with a time it is a datetime without a zone, since the site has one."""
    event = Event.model_validate(
        {"id": "a", "title": "b", "kind": "hiring", "from": "2026-10-01 09:30", "to": "2026-10-01"}
    )
    assert (event.from_, event.to) == (datetime(2026, 10, 1, 9, 30), date(2026, 10, 1))
    assert as_day(event.from_) == date(2026, 10, 1)
    with pytest.raises(ValidationError):
        Event.model_validate(
            {"id": "a", "title": "b", "kind": "hiring", "from": "2026-10-01 09:30", "to": "2026-10-01 09:00"}
        )


def test_pass_lasts_one_day_at_least() -> None:
    """A pass may begin and end on one day; it has epoch 1 unless that was raised."""
    one = Pass.model_validate({"id": "fair", "from": "2026-10-01", "until": "2026-10-01", "stories": ["a"]})
    assert (one.epoch, one.stories, one.audiences) == (1, ("a",), ())


def test_settings_order_audiences() -> None:
    """Who sees what follows the order of audiences; what nobody named is for the narrowest."""
    one = Settings.model_validate(TITLES)
    assert one.names == ("public", "guests", "members", "staff")
    assert (one.narrowest, one.resolve(None), one.resolve("guests")) == ("staff", "staff", "guests")
    assert one.sees("staff", "public")
    assert one.sees("members", "members")
    assert not one.sees("guests", "members")
    assert one.wider("public", "guests")
    assert not one.wider("members", "members")
    assert (one.secret_file, one.small_cell, one.alumni_dir, one.stories_dir) == (
        ".yorimichi/secret",
        5,
        "alumni",
        "stories",
    )
    with pytest.raises(KeyError):
        one.resolve("everyone")


def test_tags_have_words_in_each_language_or_stay_what_they_are() -> None:
    """A tag without a word is shown as it is; one with a word in some languages only is refused."""
    one = Settings.model_validate({**TITLES, "tags": {"founder": {"ja": "起業", "en": "Founding"}}})
    assert [one.tag(tag, "ja") for tag in ("founder", "export")] == ["起業", "export"]
    for tags in ({"founder": {"ja": "起業"}}, {"founder": "起業"}, ["founder"]):
        with pytest.raises(ValidationError):
            Settings.model_validate({**TITLES, "tags": tags})


CONFIG = """site_name: x
plugins:
  - search
  - yorimichi:
      company: {ja: 日の出}
      titel: {ja: その先, en: Beyond}
      timezone: Asia/Tokio
      contact: alumni.company.example
      alumni_dir: ../alumni
      small_cell: 0
      audiences:
        - {name: public, title: {ja: 全員, en: All}}
        - {name: guests, title: {ja: 来場者, en: Guests}, epoch: 0}
"""


def test_settings_are_told_at_their_place_in_the_configuration(tmp_path: Path) -> None:
    """All that is wrong with a configuration is told at once, where it stands in ``mkdocs.yml``."""
    path = tmp_path / "mkdocs.yml"
    path.write_text(CONFIG, encoding="utf-8")
    document, _ = parse_yaml(CONFIG, "mkdocs.yml")
    assert document is not None
    none, found = read_settings(document.data["plugins"][1]["yorimichi"], path)
    assert none is None
    assert [(one.path, one.line, one.column, one.code) for one in sorted(found)] == [
        ("mkdocs.yml", 6, 7, "unknown-key"),
        ("mkdocs.yml", 7, 17, "bad-timezone"),
        ("mkdocs.yml", 8, 16, "bad-mail-address"),
        ("mkdocs.yml", 9, 19, "outside-project"),
        ("mkdocs.yml", 10, 19, "bad-number"),
        ("mkdocs.yml", 12, 18, "bad-id"),
        ("mkdocs.yml", 13, 63, "bad-number"),
    ]


def test_settings_want_every_language() -> None:
    """Titles and audiences have a text in each language of the site; without a file, findings still have a place."""
    _, found = read_settings({**TITLES, "company": {"en": "Hinode"}})
    assert [(one.path, one.line, one.code, one.message) for one in found] == [
        ("mkdocs.yml", 1, "missing-language", "There is no text for: ja.")
    ]
    _, found = read_settings({"company": {"en": "x"}, "title": {"en": "y"}, "languages": ["en", "fr"]})
    assert [one.message for one in found] == [
        "There is no text for: fr."
    ] * 2  # and nothing of audiences not written
    settings_, found = read_settings({"company": {"en": "x"}, "title": {"en": "y"}, "languages": ["en"]})
    assert found == ()
    assert settings_ is not None


@pytest.mark.parametrize("name", ["../x", "/etc", "a/../../b", ".", "a\\b", ""])
def test_folders_stay_inside_the_project(name: str) -> None:
    """No configuration leads the build out of the project."""
    none, _ = read_settings({**TITLES, "alumni_dir": name})
    assert none is None


KEYS = st.sampled_from(
    ["kind", "from", "to", "org", "name", "show", "file", "what", "at", "：", "given", "小川", "id"]
)
LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-5, 3000),
    st.sampled_from(
        ["here", "job", "2001-04", "2001", "2026-10-01", "members", "naoko-ogawa", "ja", "a：b", "", "　"]
    ),
    st.text(max_size=5),
)
TREES = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3), max_leaves=8
)
MODERATE = settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def spots(value: Any, loc: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """All places in values."""
    inner: list[tuple[Any, ...]] = [loc]
    pairs = (
        value.items() if isinstance(value, Mapping) else enumerate(value) if isinstance(value, list) else ()
    )
    for key, one in pairs:
        inner += spots(one, (*loc, key))
    return inner


@MODERATE
@given(st.data())
def test_any_value_anywhere_gives_findings_of_ours(data: st.DataObject) -> None:
    """Whatever stands in the place of whatever, the model is made, or told of in our codes and words."""
    values = copy.deepcopy(base_profile())
    spot = data.draw(st.sampled_from(spots(values)[1:]))
    around: Any = values
    for step in spot[:-1]:
        around = around[step]
    around[spot[-1]] = data.draw(TREES)
    profile, found = validate(Profile, Document("a.yaml", values, {}), given={"id": "naoko-ogawa"})
    assert (profile is None) == bool(found)
    for one in found:
        assert "Input should" not in one.message + one.hint
        assert one.message.endswith(".")


@MODERATE
@given(model=st.sampled_from([Profile, Story, Event, EventsFile, LeaversFile, Settings]), values=TREES)
def test_any_tree_is_read_by_every_model(model: type[Model], values: object) -> None:
    """No values make a model raise anything but its own findings."""
    made, found = validate(model, Document("a.yaml", values, {}))  # type: ignore[arg-type]
    assert (made is None) == bool(found)
