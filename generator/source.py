"""Reads YAML and front matter: plain values, and for every key and value its place in the file.

A small part of YAML is enough for content: keys, text, whole numbers, true/false, lists. Everything else that
YAML can do is refused by name. What other readers turn into something else (``no``, ``12:30``, ``010``,
``2001-04``) stays the text that was written.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from generator.diagnostics import Diagnostic, finding
from generator.document import Document, Loc, Mark, Place, Read
from generator.files import Words, read_text
from generator.phrase import phrase
from generator.scalars import unseen, value_of
from generator.slips import slips
from generator.syntax import Complaint, meanings

MAX_DEPTH, MAX_NODES = 10, 10_000

__all__ = [
    "Document",
    "Loc",
    "Place",
    "Read",
    "parse_front_matter",
    "parse_yaml",
    "read_front_matter",
    "read_yaml",
]

_FAST: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_EXACT: Any = yaml.SafeLoader
_DISPUTED = re.compile(r"\t|\?(?:\s|$)|[|>][-+0-9]*#|(?<![^\s\[{,])!")
_FENCE = re.compile(r"^---[ \t]*$", re.MULTILINE)
_ALMOST_FENCE = re.compile(r"[-‐‑–—―−ー－─━]{2,}\s*$")


def read_yaml(path: Path, shown: str) -> Read:
    """Reads a YAML file; ``shown`` is its path in diagnostics. Never raises for content."""
    return _read(path, shown, lambda words: parse_yaml(words.text, shown))


def read_front_matter(path: Path, shown: str) -> Read:
    """Reads a Markdown file that begins with YAML between two lines of ``---``. Never raises for content."""
    return _read(path, shown, lambda words: parse_front_matter(words, shown))


def _read(path: Path, shown: str, parse: Callable[[Words], Read]) -> Read:
    words = read_text(path, shown)
    if not isinstance(words, Words):
        return None, words
    document, found = parse(words)
    return document, words.warnings + found


def parse_front_matter(words: Words, shown: str) -> Read:
    """Splits front matter from body and reads it."""
    text = words.text
    opening = _FENCE.match(text)
    if not opening:
        first = text.split("\n", 1)[0]
        hint = phrase("The first line is `---`, the keys follow, then again `---`.")
        if _ALMOST_FENCE.match(first):
            hint = phrase("The first line must be exactly `---`: three half-width hyphens.")
        return None, (
            finding("no-front-matter", shown, (1, 1), phrase("The file does not begin with `---`."), hint),
        )
    closing = _FENCE.search(text, opening.end())
    if not closing:
        hint = phrase("Put a line `---` between the keys and the text.")
        return None, (
            finding("open-front-matter", shown, (1, 1), phrase("The front matter is never closed."), hint),
        )
    head = text[opening.end() + 1 : closing.start()]
    document, found = parse_yaml(head, shown, first_line=2)
    if document is None:
        return None, found
    body = text[closing.end() + 1 :]
    body_line = text.count("\n", 0, closing.end()) + 2
    return Document(shown, document.data, document.marks, body, body_line), found


def parse_yaml(text: str, shown: str, first_line: int = 1, *, exact: bool = False) -> Read:
    """Reads YAML text; ``first_line`` is the line of the file at which it begins.

    The C parser is some ten times faster, the Python one (``exact``) the reference: it is asked wherever the
    two differ (tabs, tags, explicit keys) and whenever the C parser refuses, so that nothing depends on which is
    installed.
    """
    lines = text.split("\n")
    builder = _Builder(shown, first_line, lines)
    if not exact and not _DISPUTED.search(text):
        try:
            return builder.read(text, _FAST)
        except yaml.YAMLError:
            if found := slips(lines):  # these need no second opinion
                return None, tuple(one.finding(shown, first_line) for one in found)
            builder = _Builder(shown, first_line, lines)
    try:
        return builder.read(text, _EXACT)
    except yaml.MarkedYAMLError as error:
        return None, tuple(_explained(error, lines, shown, first_line))


def _explained(
    error: yaml.MarkedYAMLError, lines: Sequence[str], shown: str, first_line: int
) -> Iterator[Diagnostic]:
    at = error.problem_mark or error.context_mark
    since = error.context_mark
    complaint = Complaint(
        lines,
        error.problem or "",
        (at.line, at.column) if at else (0, 0),
        (since.line, since.column) if since else None,
        first_line,
    )
    return (one.finding(shown, first_line) for one in meanings(complaint))


class _UnusableError(Exception):
    """Reading stops here: the finding says why."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


@dataclass
class _Builder:
    """Turns the parser's events into values, one at a time, so that what is too deep, too much or refused
    outright ends the reading before it costs anything."""

    shown: str
    first_line: int
    lines: Sequence[str]
    marks: dict[Loc, Mark] = field(default_factory=dict)
    found: list[Diagnostic] = field(default_factory=list)
    usable: bool = True
    nodes: int = 0

    def read(self, text: str, loader: Any) -> Read:
        """Reads the text with one of the parsers; raises YAMLError where the text is not YAML."""
        events = iter(yaml.parse(text, Loader=loader))
        try:
            return self._document(events)
        except _UnusableError as unusable:
            alone = unusable.diagnostic.code.startswith("too-")  # of a flood, one drop is enough
            return None, (*([] if alone else self.found), unusable.diagnostic)

    def _document(self, events: Iterator[yaml.Event]) -> Read:
        next(events)  # the stream's start
        start = next(events)
        if isinstance(start, yaml.StreamEndEvent):
            raise self._unusable(
                "empty-file", None, phrase("There is nothing in here."), phrase("Begin with the keys.")
            )
        if getattr(start, "tags", None):
            raise self._unusable(
                "yaml-tag", start, phrase("Directives are not read."), phrase("Remove the line with `%`.")
            )
        first = next(events)
        data = self._value(first, events, ())
        self.marks[()] = Mark(self._place(first), self._place(first))
        next(events)  # the document's end
        after = next(events)
        if not isinstance(after, yaml.StreamEndEvent):
            raise self._unusable(
                "several-documents",
                after,
                phrase("A second document begins here."),
                phrase("Remove the `---`."),
            )
        if data is None and self.usable:
            raise self._unusable(
                "empty-file", None, phrase("There is nothing in here."), phrase("Begin with the keys.")
            )
        if not isinstance(data, dict) and self.usable:
            raise self._unusable(
                "wrong-type",
                first,
                phrase("The file must hold keys and values."),
                phrase("For example: {example}", example="key: value"),
            )
        return (Document(self.shown, data, self.marks) if self.usable else None), tuple(self.found)

    def _place(self, event: yaml.Event | None) -> Place:
        if event is None or event.start_mark is None:
            return 1, 1
        return event.start_mark.line + self.first_line, event.start_mark.column + 1

    def _end(self, event: yaml.Event) -> Place | None:
        """Where words on one line end."""
        start, end = event.start_mark, event.end_mark
        if not isinstance(event, yaml.ScalarEvent) or not start or not end or start.line != end.line:
            return None
        return end.line + self.first_line, end.column + 1

    def _no_colon(self, key: yaml.Event) -> bool:
        """Whether a key is a word between two commas, which YAML takes for one."""
        end = key.end_mark
        return end is not None and not self.lines[end.line][end.column :].lstrip().startswith(":")

    def _unusable(self, code: str, event: yaml.Event | None, message: str, hint: str) -> _UnusableError:
        return _UnusableError(finding(code, self.shown, self._place(event), message, hint))

    def _refuse(self, code: str, event: yaml.Event, message: str, hint: str) -> None:
        """Notes what makes the document useless, and goes on to find more."""
        self.usable = False
        self.found.append(finding(code, self.shown, self._place(event), message, hint))

    def _value(self, event: yaml.Event, events: Iterator[yaml.Event], loc: Loc) -> Any:
        self._guard(event, loc)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(events, loc)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._list(events, loc)
        assert isinstance(event, yaml.ScalarEvent)  # noqa: S101 (nothing else can stand here)
        self._run_together(event)
        for (line, column), code, message, hint in unseen(event, self.lines):
            place = (line + self.first_line, column + 1)
            self.found.append(finding(code, self.shown, place, message, hint))
        return value_of(event)

    def _run_together(self, event: yaml.ScalarEvent) -> None:
        """Lines that became one text because a colon is none, or its blank is none: the text is not what was meant."""
        start, end = event.start_mark, event.end_mark
        if not event.style and start and end and start.line < end.line:
            found = slips(self.lines, start.line, end.line)
            self.found += (one.finding(self.shown, self.first_line) for one in found)
            self.usable = self.usable and not found

    def _guard(self, event: yaml.Event, loc: Loc) -> None:
        self.nodes += 1
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            hint = phrase("Write the value out; text that begins with & or * goes in quotation marks.")
            raise self._unusable(
                "yaml-anchor", event, phrase("Anchors (&) and aliases (*) are not read."), hint
            )
        if self.nodes > MAX_NODES:
            message = phrase("More than {max_nodes} values in one file.", max_nodes=MAX_NODES)
            raise self._unusable(
                "too-many-values", event, message, phrase("Remove what does not belong here.")
            )
        if len(loc) > MAX_DEPTH:
            message = phrase("More than {max_depth} levels inside one another.", max_depth=MAX_DEPTH)
            raise self._unusable("too-deep", event, message, phrase("Look for a bracket too many."))
        if getattr(event, "tag", None):
            hint = phrase("Remove it; text that begins with ! goes in quotation marks.")
            self._refuse("yaml-tag", event, phrase("Tags (!) are not read."), hint)

    def _list(self, events: Iterator[yaml.Event], loc: Loc) -> list[Any]:
        items: list[Any] = []
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            here = (*loc, len(items))
            place, end = self._place(event), self._end(event)
            self.marks[here] = Mark(place, place, end, end)
            items.append(self._value(event, events, here))
        return items

    def _mapping(self, events: Iterator[yaml.Event], loc: Loc) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            key = self._key(event, events, loc)
            here = (*loc, key)
            twice = here in self.marks and key in values
            if twice:
                self._told_twice(key, event, here)
                here = (*loc, f"{key} (again)")
            value_event = next(events)
            empty = isinstance(value_event, yaml.ScalarEvent) and value_event.value == ""
            self.marks[here] = Mark(
                self._place(event),
                self._place(event if empty else value_event),
                self._end(event),
                None if empty else self._end(value_event),
                bare=empty and self._place(value_event) == self._end(event) and self._no_colon(event),
            )
            value = self._value(value_event, events, here)
            if not twice:
                values[key] = value
        return values

    def _key(self, event: yaml.Event, events: Iterator[yaml.Event], loc: Loc) -> str:
        if not isinstance(event, yaml.ScalarEvent):
            self._refuse(
                "complex-key", event, phrase("A key must be a word."), phrase("Look for a bracket too many.")
            )
            self._value(event, events, (*loc, ""))
            return ""
        self._guard(event, loc)
        if event.value == "<<" and event.implicit[0]:
            self._refuse(
                "merge-key", event, phrase("Merge keys (<<) are not read."), phrase("Write the values out.")
            )
        elif not event.value.strip():
            self._refuse(
                "complex-key", event, phrase("There is no key before the colon."), phrase("Write the key.")
            )
        return str(event.value)

    def _told_twice(self, key: str, event: yaml.Event, here: Loc) -> None:
        first, again = self.marks[here].key[0], self._place(event)
        message = phrase(
            "`{name}` stands in lines {first} and {again}.", name=key, first=first, again=again[0]
        )
        if first == again[0]:
            message = phrase("`{key}` stands twice in line {first}.", key=key, first=first)
        self.found.append(
            finding("duplicate-key", self.shown, again, message, phrase("Keep one of the two."))
        )
