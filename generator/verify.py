"""Reads every byte of the finished site and looks for anything that is sealed."""

from __future__ import annotations

import html
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import ahocorasick

_CHUNK = 1 << 20
_LEAST_TEXT = 8  # shorter values stand in other words by chance; names are looked for from four characters on


@dataclass(frozen=True, order=True)
class Leak:
    """A file of the site that holds something sealed, the place in it (a byte offset), and what it is."""

    file: str
    offset: int
    what: str


@dataclass(frozen=True, order=True)
class Pattern:
    """Bytes that must not be in the output, and how to name them without saying them."""

    data: bytes
    what: str


def text_patterns(what: str, text: str, *, least: int = _LEAST_TEXT) -> Iterator[Pattern]:
    """A text in the forms in which a page or a data file would hold it."""
    text = text.strip()
    if len(text) < least:
        return
    yield from (Pattern(form.encode(), what) for form in _forms(text))


def _forms(text: str) -> frozenset[str]:
    """A text as it is, as HTML (Python's way of escaping and Jinja's), and as JSON (plain, ASCII, and safe in HTML)."""
    escaped = html.escape(text)
    jinja = escaped.replace("&quot;", "&#34;").replace("&#x27;", "&#39;")
    plain, ascii_only = (json.dumps(text, ensure_ascii=only)[1:-1] for only in (False, True))
    in_html = "".join(f"\\u{ord(char):04x}" if char in "<>&'" else char for char in ascii_only)
    return frozenset({text, escaped, html.escape(text, quote=False), jinja, plain, ascii_only, in_html})


def binary_patterns(what: str, data: bytes) -> Iterator[Pattern]:
    """Bytes of a picture: two pieces from inside it, since its head is like that of any other."""
    middle = len(data) // 2
    pieces = {data[middle : middle + 48], data[-64:-16]}
    yield from (Pattern(piece, what) for piece in pieces if len(piece) == 48)


class Finder:
    """Finds which of many texts stand in another text, in one pass over it (Aho–Corasick, 1975)."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._automaton = ahocorasick.Automaton()
        for text, name in names.items():
            self._automaton.add_word(text, name)
        self._empty = not names
        self._automaton.make_automaton()

    def find(self, passage: str) -> tuple[str, ...]:
        """The names of the texts that stand in the passage, sorted."""
        return () if self._empty else tuple(sorted({name for _, name in self._automaton.iter(passage)}))


def occurring(texts: Iterable[str], corpus: Iterable[str]) -> frozenset[str]:
    """Which of the texts stand somewhere in the corpus."""
    finder = Finder({text: text for text in texts if text})
    return frozenset(found for passage in corpus for found in finder.find(passage))


def search(folder: Path, patterns: Iterable[Pattern]) -> tuple[Leak, ...]:
    """Every pattern that occurs in a file of the folder, or in a file's name; the first place in each file.

    One pass over the bytes for all patterns together (Aho–Corasick, 1975).
    """
    known = {pattern.data.decode("latin-1"): pattern.what for pattern in sorted(patterns) if pattern.data}
    if not known:
        return ()
    automaton = ahocorasick.Automaton()
    for text, what in known.items():
        automaton.add_word(text, (len(text), what))
    automaton.make_automaton()
    overlap = max(map(len, known)) - 1
    files = sorted(path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    links = (path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*")) if path.is_symlink())
    outside = tuple(Leak(name, 0, "a link to somewhere else, which is not searched") for name in links)
    inside = (leak for path in files for leak in _in_file(automaton, path, path.relative_to(folder), overlap))
    return (*outside, *inside)


def _in_file(automaton: ahocorasick.Automaton, path: Path, name: Path, overlap: int) -> Iterator[Leak]:
    found: dict[str, int] = {}
    for offset, text in _windows(path, overlap):
        for end, (length, what) in automaton.iter(text):
            found.setdefault(what, offset + end - length + 1)
    for _, (_, what) in automaton.iter(name.as_posix().encode().decode("latin-1")):
        found.setdefault(what, 0)
    yield from (Leak(name.as_posix(), offset, what) for what, offset in sorted(found.items()))


def _windows(path: Path, overlap: int) -> Iterator[tuple[int, str]]:
    """The file in pieces that overlap, so that a pattern across a border is whole in one of them."""
    with path.open("rb") as file:
        offset, kept = 0, b""
        while block := file.read(_CHUNK):
            yield offset - len(kept), (kept + block).decode("latin-1")
            offset += len(block)
            kept = (kept + block)[-overlap:] if overlap else b""
