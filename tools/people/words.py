"""The words of synthetic people, out of `words.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

_READ: Mapping[str, Any] = yaml.safe_load(Path(__file__).with_name("words.yaml").read_text("utf-8"))


def _list(text: str) -> tuple[str, ...]:
    return tuple(text.split(" | "))


def _lists(texts: Mapping[str, str]) -> Mapping[str, tuple[str, ...]]:
    return {key: _list(text) for key, text in texts.items()}


def _texts(name: str) -> Mapping[str, tuple[str, ...]]:
    return {lang: tuple(texts) for lang, texts in _READ[name].items()}


FAMILY, GIVEN = _list(_READ["family"]), _list(_READ["given"])
FOREIGN_FAMILY, FOREIGN_GIVEN = _list(_READ["foreign_family"]), _list(_READ["foreign_given"])
FORMER = _list(_READ["former"])
TOWNS, PLACES = _lists(_READ["towns"]), _lists(_READ["places"])

# By language: departments and what people in them are called; the two parts of a skill; what fills the slots.
DEPARTMENTS = {lang: _lists(one) for lang, one in _READ["departments"].items()}
SKILLS = {lang: _lists(one) for lang, one in _READ["skills"].items()}
SLOTS = {lang: _lists(one) for lang, one in _READ["slots"].items()}

# By industry, then by language.
INDUSTRIES = {industry: _lists(one) for industry, one in _READ["industries"].items()}

# Texts with slots, and the standard questions, by language.
HEADLINES, TURNS, NEWS = _texts("headlines"), _texts("turns"), _texts("news")
BROUGHT, SENTENCES = _texts("brought"), _texts("sentences")
MENTIONS: Mapping[str, str] = _READ["mentions"]
QUESTIONS: Mapping[str, Mapping[str, str]] = _READ["questions"]
