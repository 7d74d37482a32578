"""The headings of a story, as Markdown reads them: what their braces say, and what was only meant for one."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from generator.diagnostics import Edit
from generator.loose import near_month
from generator.plain import Place
from generator.wording import halfwidth

_HEADING = re.compile(r"([ \u3000]{0,3})([#＃]{1,6})(?![#＃])[ \t\u3000]*(.*)")
_CLOSING = re.compile(r"[ \t]#+$")
_MONTH = re.compile(r"(at=[\"']?)([^\s\"'{}]+)")
_BRACES = re.compile(r"\{[^{}]*\}$|[{｛][\s:：]*(?:[#＃]|at[=＝])[^{}｛｝]*[}｝]?$")
_UNDERLINE = re.compile(r"((?: {4}|> ?)*)(?:=+|-+) *")


@dataclass(frozen=True)
class Braces:
    """What stands in the braces behind a heading: ``{#id at=2001}``, and what else there is."""

    id: str | None = None
    at: str | None = None
    others: tuple[str, ...] = ()


@dataclass(frozen=True)
class Title:
    """A heading; ``silent`` if no text follows before the next one of its level or above.

    ``edit`` makes Markdown read it as it is read here; None where it does already.
    """

    level: int
    text: str
    braces: Braces
    place: Place
    braces_place: Place
    written: str
    """The braces as they stand in the file."""
    silent: bool
    edit: Edit | None = None


def titles(lines: Sequence[tuple[int, str]]) -> Iterator[Title]:
    """The headings that begin with ``#``."""
    for position, (number, line) in enumerate(lines):
        match = _heading(line)
        if not match:
            continue
        level, text = len(match[2]), match[3].rstrip()
        closing = _CLOSING.search(text)
        text = text[: closing.start()].rstrip() if closing else text
        braces = _BRACES.search(text)
        written = braces[0] if braces else ""
        column = match.start(3) + (braces.start() if braces else 0) + 1
        text = text[: braces.start()] if braces else text
        meant = f"{{{halfwidth(written).strip('{}')}}}" if written else ""
        readable = written == meant
        meant = meant if readable else with_near_month(meant)
        edit = None
        if match[1] or "＃" in match[2]:
            edit = Edit((number, 1), (number, match.end(2) + 1), "#" * level)
        elif text and written and (not readable or text[-1] not in " \t"):
            words = meant if text[-1] in " \t" else f" {meant}"
            edit = Edit((number, column), (number, column + len(written)), words)
        yield Title(
            level,
            text.strip(),
            _read_braces(meant[1:-1]),
            (number, 1),
            (number, column),
            written,
            _silent(lines, position + 1, level),
            edit,
        )


def with_near_month(braces: str) -> str:
    """The braces behind a heading with their month as content writes it, where that is certain."""
    return _MONTH.sub(lambda match: match[1] + (near_month(match[2]) or match[2]), braces, count=1)


def _heading(line: str) -> re.Match[str] | None:
    """Markdown needs no blank after ``#``; without one, other signs may be meant for no heading."""
    match = _HEADING.match(line)
    if match and (match[1] or "＃" in match[2]) and (len(match[2]) == 1 or not match[3]):
        return None
    return match


def _silent(lines: Sequence[tuple[int, str]], start: int, level: int) -> bool:
    for position in range(start, len(lines)):
        line = lines[position][1]
        if line.strip():
            heading = _heading(line)
            return heading is not None and len(heading[2]) <= level
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


def underlined(lines: Sequence[tuple[int, str]]) -> Iterator[Place]:
    """Lines that a line of ``-`` or ``=`` below makes a heading: the first ones of a paragraph
    (SetextHeaderProcessor in Python-Markdown's blockprocessors.py)."""
    first = True
    for (number, line), (_, below) in pairwise(lines):
        match = _UNDERLINE.fullmatch(below)
        heading = _heading(line) is not None
        under = first and match is not None and not heading and line[len(match[1]) :].strip() != ""
        if under and match and line.startswith(match[1]):
            yield number, len(match[1]) + 1
        quoted = below.startswith(">") and not line.startswith(">")
        first = heading or under or quoted or not line.strip(" >")
