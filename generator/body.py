"""Looks through the Markdown of a story: headings, links, pictures and HTML, each with its place in the file.

This does not render. It finds what must be checked before anything is rendered, and skips what is code.
Patterns here never start where they cannot end, so that no line, however long, takes long.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_HEADING = re.compile(r"(#{1,6})(?!#)[ \t]*(.*)")  # Markdown needs no blank here
_CLOSING = re.compile(r"[ \t]#+$")
_BRACES = re.compile(r"\{([^{}]*)\}$")
_TICKS = re.compile(r"`+")
_LINK = re.compile(
    r"(!?)\[((?:[^\[\]\\]|\\.|\[[^\[\]]*\])*)\]"
    r"\(\s*<?([^\s<>()]*(?:\([^\s()]*\)[^\s<>()]*)*)>?[^)]{0,300}\)"
)
_REFERENCE = re.compile(r" {0,3}\[[^\]]+\]:\s*<?([^\s<>]+)>?")
_AUTOLINK = re.compile(r"<([a-z][a-z0-9+.-]*:[^\s<>]*)>", re.IGNORECASE)
_TAG = re.compile(r"</?([a-z][a-z0-9-]*)((?:\s[^<>]*)?)/?>", re.IGNORECASE)
_HANDLER = re.compile(r"\s(on[a-z]+|style|srcdoc)\s*=", re.IGNORECASE)
_DANGEROUS = re.compile(
    r"applet|audio|base|button|embed|form|frame|frameset|iframe|img|input|link|math|meta|object|picture|script"
    r"|select|source|style|svg|template|textarea|video"
)

Place = tuple[int, int]


@dataclass(frozen=True)
class Braces:
    """What stands in the braces behind a heading: ``{#id at=2001}``, and what else there is."""

    id: str | None = None
    at: str | None = None
    others: tuple[str, ...] = ()


@dataclass(frozen=True)
class Title:
    """A heading; ``silent`` if no text follows before the next one of its level or above."""

    level: int
    text: str
    braces: Braces
    place: Place
    braces_place: Place
    silent: bool


@dataclass(frozen=True)
class Link:
    """A link, or a picture with its description in ``text``."""

    target: str
    text: str
    place: Place
    picture: bool = False


@dataclass(frozen=True)
class Html:
    """A tag, or an attribute of one, that the site does not let through."""

    name: str
    place: Place


@dataclass(frozen=True)
class Body:
    """What was found in a story's Markdown."""

    titles: tuple[Title, ...]
    links: tuple[Link, ...]
    html: tuple[Html, ...]
    lines: tuple[tuple[int, str], ...]
    """Lines with their number in the file, code blanked out."""


def scan(body: str, first_line: int) -> Body:
    """Looks through Markdown that begins at line ``first_line`` of its file."""
    lines = tuple(_plain_lines(body, first_line))
    return Body(
        tuple(_titles(lines)),
        tuple(link for number, line in lines for link in _links(number, line)),
        tuple(tag for number, line in lines for tag in _html(number, line)),
        lines,
    )


def _plain_lines(body: str, first_line: int) -> Iterator[tuple[int, str]]:
    fence = ""
    for number, line in enumerate(body.split("\n"), first_line):
        match = _FENCE.match(line)
        if fence:
            closes = match is not None and match[1].startswith(fence) and not line[match.end() :].strip()
            fence = "" if closes else fence
            yield number, ""
        elif match:
            fence = match[1]
            yield number, ""
        else:
            yield number, _without_comments(_without_code(line))


def _without_code(line: str) -> str:
    """Blanks out code between runs of as many backticks."""
    runs = list(_TICKS.finditer(line))
    position = 0
    while position < len(runs):
        opening = runs[position]
        same = (n for n in range(position + 1, len(runs)) if len(runs[n][0]) == len(opening[0]))
        closing = next(same, None)
        if closing is not None:
            line = _blanked(line, opening.start(), runs[closing].end())
            position = closing
        position += 1
    return line


def _without_comments(line: str) -> str:
    start = line.find("<!--")
    while start >= 0:
        end = line.find("-->", start)
        if end < 0:
            return line
        line = _blanked(line, start, end + 3)
        start = line.find("<!--", end)
    return line


def _blanked(line: str, start: int, end: int) -> str:
    return line[:start] + " " * (end - start) + line[end:]


def _titles(lines: Sequence[tuple[int, str]]) -> Iterator[Title]:
    for position, (number, line) in enumerate(lines):
        match = _HEADING.match(line)
        if not match:
            continue
        text = match[2].rstrip()
        closing = _CLOSING.search(text)
        text = text[: closing.start()].rstrip() if closing else text
        braces = _BRACES.search(text)
        column = match.start(2) + (braces.start() if braces else 0) + 1
        text = text[: braces.start()] if braces else text
        silent = _silent(lines, position + 1, len(match[1]))
        yield Title(
            len(match[1]),
            text.strip(),
            _read_braces(braces[1] if braces else ""),
            (number, 1),
            (number, column),
            silent,
        )


def _silent(lines: Sequence[tuple[int, str]], start: int, level: int) -> bool:
    for position in range(start, len(lines)):
        line = lines[position][1]
        if line.strip():
            heading = _HEADING.match(line)
            return heading is not None and len(heading[1]) <= level
    return True


def _read_braces(text: str) -> Braces:
    name, at, others = None, None, []
    for word in text.removeprefix(":").split():
        if word.startswith("#") and name is None:
            name = word[1:]
        elif word.startswith("at=") and at is None:
            at = word[3:].strip("\"'")
        else:
            others.append(word)
    return Braces(name, at, tuple(others))


def _links(number: int, line: str) -> Iterator[Link]:
    for match in _LINK.finditer(line):
        yield Link(match[3], match[2], (number, match.start() + 1), match[1] == "!")
        inner = match[2]
        if inner.startswith("!["):
            yield from _shifted(_links(number, inner), match.start(2))
    reference = _REFERENCE.match(line)
    if reference:
        yield Link(reference[1], "", (number, 1))
    for match in _AUTOLINK.finditer(line):
        yield Link(match[1], "", (number, match.start() + 1))


def _shifted(links: Iterator[Link], columns: int) -> Iterator[Link]:
    for link in links:
        line, column = link.place
        yield Link(link.target, link.text, (line, column + columns), link.picture)


def _html(number: int, line: str) -> Iterator[Html]:
    for match in _TAG.finditer(line):
        name = match[1].lower()
        handler = _HANDLER.search(match[2])
        if _DANGEROUS.fullmatch(name) and not match[0].startswith("</"):
            yield Html(f"<{name}>", (number, match.start() + 1))
        elif handler:
            yield Html(f"{handler[1].lower()}=", (number, match.start(2) + handler.start(1) + 1))
