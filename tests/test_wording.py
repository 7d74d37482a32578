"""What people meant by what they wrote: certain, or a guess."""

from typing import get_args

import pytest

from generator.event import Event
from generator.profile import Entry, Industry, Kind, Purpose, Show, Wish
from generator.wording import _SYNONYMS, as_scalar, certain, same, suggestion

OPTIONS = [get_args(kind) for kind in (Kind, Entry, Industry, Show, Wish, Purpose)]


def test_every_synonym_is_of_a_value_that_files_can_have() -> None:
    """No word leads to a value that nothing has, and for one key no word leads to two."""
    kinds = get_args(Event.model_fields["kind"].annotation)
    known = {option for options in OPTIONS for option in options} | set(kinds)
    known |= {"pull-request", "form", "paper", "self", "interview", "ja", "en"}
    for word, values in _SYNONYMS.items():
        assert set(values) <= known, word
        for options in OPTIONS:
            assert len(set(values) & set(options)) <= 1, word


@pytest.mark.parametrize(
    ("text", "options", "meant"),
    [
        ("New_Graduate", get_args(Entry), "new-graduate"),
        ("ＮＥＷ－ＧＲＡＤＵＡＴＥ", get_args(Entry), "new-graduate"),
        ("「新卒」", get_args(Entry), None),
        ("新卒", get_args(Entry), "new-graduate"),
        ("新卒", get_args(Kind), None),
        ("復職", get_args(Wish), "return"),
        ("ＮＰＯ", get_args(Industry), "nonprofit"),
    ],
)
def test_another_way_of_writing_is_understood_where_it_is_possible(
    text: str, options: tuple[str, ...], meant: str | None
) -> None:
    """Width, case, underscores and words of one's own language, for the values that a key can have."""
    assert same(text, options) == meant


def test_what_is_certain_is_told_from_a_guess() -> None:
    """Only what was written in another way is certain; what is spelt nearly so is a question."""
    assert certain(suggestion("新卒", get_args(Entry))) == "new-graduate"
    assert suggestion("new-gradaute", get_args(Entry)) == "Did you mean `new-graduate`?"
    assert certain(suggestion("new-gradaute", get_args(Entry))) is None


@pytest.mark.parametrize("text", ["2001-04", "小川 直子", "https://example.com/a", "new-graduate", "HR-1/2"])
def test_plain_text_stays_plain(text: str) -> None:
    """What no YAML reader takes for anything else is written without quotation marks."""
    assert as_scalar(text) == text


@pytest.mark.parametrize(
    "text", ["a: b", "#1", "[a]", "- a", "a #b", '"', "a,b", "{x}", "a:", " a", "*a", "&a", "!a", "%a", "@a"]
)
def test_other_text_is_quoted(text: str) -> None:
    """What YAML could take for something else stands in quotation marks."""
    assert as_scalar(text).startswith('"')
