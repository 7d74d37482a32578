"""Finds mail addresses and telephone numbers in content, where they must never stand."""

import html
import re
from collections.abc import Iterator

from generator.diagnostics import Diagnostic, finding
from generator.document import Document
from generator.phrase import Phrase, phrase

_AT = r"(?:@|[(\[{<]\s?(?:at|@|アット(?:マーク)?|あっと)\s?[)\]}>]|アットマーク|☆)"
_DOT = r"(?:\.|\s?[(\[{<]\s?(?:dot|\.|ドット)\s?[)\]}>]\s?)"
_MAIL = re.compile(
    r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]+"
    rf"(?:\s?{_AT}\s?[A-Za-z0-9-]+(?:{_DOT}[A-Za-z0-9-]+)+|\sat\s(?!(?:an?|the)\s)[A-Za-z0-9-]+(?:\sdot\s[A-Za-z0-9-]+)+)",
    re.IGNORECASE,
)
_DASH = "[-‐‑–ー〜~ .()]"
# Kana and kanji may touch a number on both sides; Latin letters and digits make it something else.
_PHONE = re.compile(
    rf"(?<![\dA-Za-z_./=#-])(?:[+]\d{{1,3}}{_DASH}{{0,3}}(?:\d{_DASH}{{0,3}}){{8,12}}"
    rf"|0\d{{9,10}}"
    rf"|[(]?0\d{{1,4}}{_DASH}{{1,2}}\d{{1,4}}{_DASH}{{1,2}}\d{{3,4}}"
    rf"|[(]?\d{{3}}[)]?[-. ]{{1,2}}\d{{3}}[-. ]\d{{4}})(?![\dA-Za-z_])"
)
_FEWEST_DIGITS = 9
"""What is shorter is a date: 04.10.2026."""
_MARKUP = re.compile(r"[*_`~\\]|<[^<>]*>")
_NARROW = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)}  # the full-width forms of ASCII
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


def is_contact(text: str) -> bool:
    """Whether an address or a number stands in a text."""
    return any(_contacts_in(text, None))


def _contacts_in(text: str, allowed: str | None) -> Iterator[tuple[Phrase, int]]:
    """What is found, and at which offset. Addresses on the web are no text, and may hold long numbers."""
    words = _ADDRESS.sub(lambda match: " " * len(match[0]), text.translate(_NARROW))
    mails = [(match[0], match.start()) for match in _MAIL.finditer(words)] or list(_behind_markup(words))
    for mail, offset in mails:
        if mail.lower() != (allowed or "").lower():
            yield phrase("A mail address stands here."), offset
    for match in _PHONE.finditer(words):
        if sum(character.isdigit() for character in match[0]) >= _FEWEST_DIGITS:
            yield phrase("A telephone number stands here."), match.start()


def _behind_markup(words: str) -> Iterator[tuple[str, int]]:
    """Addresses that readers see, but that do not stand so in the file, with the offset of their first word."""
    if "&" in words or "@" in words or "%40" in words:
        for match in _MAIL.finditer(html.unescape(_MARKUP.sub("", words.replace("%40", "@")))):
            begins = re.split(r"[^A-Za-z0-9.+-]", match[0])[0]
            yield match[0], max(0, words.find(begins))
