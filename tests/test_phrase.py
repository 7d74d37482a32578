"""Sentences that can be said in another language."""

from __future__ import annotations

import copy
import pickle
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.phrase import Phrase, english, phrase, said
from generator.texts import findings_in, spoken

JAPANESE = {"Found {what}, {n}.": "{n}、{what}。", "a list": "一覧", "{{x}}": "{{x}}"}


def say(template: str) -> str:
    """A small catalogue."""
    return JAPANESE.get(template, template)


def test_a_phrase_is_its_english_text() -> None:
    """It compares, sorts and is shown as the sentence that it makes."""
    assert phrase("Found {what}, {n}.", what="x", n=3) == "Found x, 3."
    assert sorted([phrase("b"), "a"]) == ["a", "b"]
    assert f"{phrase('{{x}}')}" == "{x}"


def test_a_phrase_is_said_again_with_its_values() -> None:
    """Values that are phrases are said too, and all else stays as it is, braces included."""
    one = phrase("Found {what}, {n}.", what=phrase("a list"), n=3)
    assert said(one, say) == "3、一覧。"
    assert said(one, english) == "Found a list, 3."
    assert (
        said(phrase("Found {what}, {n}.", what="{n} a list", n=date(2026, 1, 2)), say)
        == "2026-01-02、{n} a list。"
    )
    assert said("a list", say) == "a list"


def test_a_phrase_survives_copies() -> None:
    """Copied and pickled, it can still be said in another language."""
    one = phrase("Found {what}, {n}.", what=phrase("a list"), n=3)
    for other in (copy.deepcopy(one), pickle.loads(pickle.dumps(one))):
        assert isinstance(other, Phrase)
        assert (other, said(other, say)) == (one, "3、一覧。")


@given(st.text(), st.text())
def test_values_are_never_read_as_templates(what: str, n: str) -> None:
    """Whatever content says stands in the sentence as it was written."""
    assert said(phrase("Found {what}, {n}.", what=what, n=n), say) == f"{n}、{what}。"


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        ({"LANG": "ja_JP.UTF-8"}, "直すところはありません。"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "ja_JP"}, "直すところはありません。"),
        ({"LANGUAGE": "ja:en", "LANG": "en_US.UTF-8"}, "直すところはありません。"),
        ({"LANG": "de_DE.UTF-8"}, "Nothing to mend."),
        ({"LANG": "C.UTF-8"}, "Nothing to mend."),
        ({"LANG": "no such language"}, "Nothing to mend."),
        ({}, "Nothing to mend."),
    ],
)
def test_the_language_is_that_of_the_environment(variables: dict[str, str], expected: str) -> None:
    """Japanese where the system's messages are, and else English; what is no language is no failure."""
    assert findings_in(spoken(variables))("Nothing to mend.") == expected


def test_a_language_can_be_asked_for() -> None:
    """A language that is named goes before that of the environment; one without words is refused."""
    assert findings_in("ja")("Nothing to mend.") == "直すところはありません。"
    assert findings_in("en")("Nothing to mend.") == "Nothing to mend."
    with pytest.raises(FileNotFoundError):
        findings_in("fr")
