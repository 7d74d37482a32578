"""A story's Markdown with code and comments blanked out, so that what is left stands where it stood. Of a block of
code its first signs are left: it is text too.

A comment is hidden as Markdown hides it: over several paragraphs only where it begins a line. One that is shown
instead is told by its place.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_TICKS = re.compile(r"`+")
_BEGINS = re.compile(r" {0,3}")

Place = tuple[int, int]


@dataclass(frozen=True)
class Plain:
    """Lines with their number in the file, and where comments begin that nothing closes."""

    lines: tuple[tuple[int, str], ...]
    open_comments: tuple[Place, ...]


def plain(body: str, first_line: int) -> Plain:
    """Blanks out code and comments in Markdown that begins at line ``first_line`` of its file."""
    lines = body.split("\n")
    closings, gaps = _next(lines, lambda line: "-->" in line), _next(lines, lambda line: not line.strip())
    shown: list[tuple[int, str]] = []
    open_comments: list[Place] = []
    fence, closing = "", -1
    for position, written in enumerate(lines):
        line = written
        if position < closing:
            line = ""
        elif position == closing:
            line = _blanked(line, 0, line.index("-->") + 3)
        match = _FENCE.match(line)
        if fence:
            closes = match is not None and match[1].startswith(fence) and not line[match.end() :].strip()
            fence, line = "" if closes else fence, ""
        elif match:
            fence = line = match[1]
        line, start = _without_comments(_without_code(line))
        if start is not None:
            alone = _BEGINS.fullmatch(line, 0, start) is not None
            paragraph_end = position if line.startswith("#") else gaps[position]
            if closings[position] < (len(lines) if alone else paragraph_end):
                closing, line = closings[position], line[:start]
            else:
                open_comments.append((first_line + position, start + 1))
        shown.append((first_line + position, line))
    return Plain(tuple(shown), tuple(open_comments))


def _next(lines: Sequence[str], wanted: Callable[[str], bool]) -> Sequence[int]:
    """For each line the first one after it that is wanted; beyond the end where there is none."""
    found, nearest = [], len(lines)
    for position in reversed(range(len(lines))):
        found.append(nearest)
        if wanted(lines[position]):
            nearest = position
    return found[::-1]


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


def _without_comments(line: str) -> tuple[str, int | None]:
    """Blanks out comments that end on their line; tells where one begins that does not."""
    start = line.find("<!--")
    while start >= 0:
        end = line.find("-->", start + 4)
        if end < 0:
            return line, start
        line = _blanked(line, start, end + 3)
        start = line.find("<!--", end)
    return line, None


def _blanked(line: str, start: int, end: int) -> str:
    return line[:start] + " " * (end - start) + line[end:]
