"""Finds mail addresses and telephone numbers in content, where they must never stand."""

import re
from collections.abc import Iterator

from generator.diagnostics import Diagnostic, finding
from generator.document import Document
from generator.phrase import Phrase, phrase

_AT = r"(?:[@＠]|[(（\[［]\s?(?:at|AT|アット(?:マーク)?|あっと)\s?[)）\]］]|アットマーク|☆)"
_MAIL = re.compile(rf"(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]+\s?{_AT}\s?[A-Za-z0-9-]+(?:[.．][A-Za-z0-9-]+)+")
_DASH = "[-‐‑–ー－ .()（）]"
# Kana and kanji may touch a number on both sides; Latin letters and digits make it something else.
_PHONE = re.compile(
    rf"(?<![\dA-Za-z_./=#-])(?:[+＋]\d{{1,3}}{_DASH}{{0,3}}(?:\d{_DASH}{{0,3}}){{8,12}}"
    rf"|[0０]\d{{9,10}}"
    rf"|[(（]?[0０]\d{{1,4}}{_DASH}{{1,2}}\d{{1,4}}{_DASH}{{1,2}}\d{{3,4}})(?![\dA-Za-z_])"
)
_ADDRESS = re.compile(r"https?://[^\s<>\")、。」]+")
_NO_TEXT = frozenset({"url", "record", "file", "github"})
"""Keys whose values have a form of their own, which digits may be part of."""
_INTRODUCTION = phrase("Leave it out: readers “ask for an introduction” through the company instead.")


def contacts(document: Document, allowed: str | None = None) -> Iterator[Diagnostic]:
    """One finding for every value, and for every place in the body, that holds an address or a number.

    ``allowed`` is the company's own mail address.
    """
    for loc, text in document.texts():
        if not _NO_TEXT.isdisjoint(loc):
            continue
        for message, _ in _contacts_in(text, allowed):
            yield document.finding("contact-in-text", loc, message, _INTRODUCTION)
            break
    for line, text in enumerate(document.body.split("\n"), document.body_line):
        for message, offset in _contacts_in(text, allowed):
            place = (line, offset + 1)
            yield finding("contact-in-text", document.path, place, message, _INTRODUCTION)


def _contacts_in(text: str, allowed: str | None) -> Iterator[tuple[Phrase, int]]:
    """What is found, and at which offset. Addresses on the web are no text, and may hold long numbers."""
    words = _ADDRESS.sub(lambda match: " " * len(match[0]), text)
    for match in _MAIL.finditer(words):
        if match[0].lower() != (allowed or "").lower():
            yield phrase("A mail address stands here."), match.start()
    for match in _PHONE.finditer(words):
        yield phrase("A telephone number stands here."), match.start()
