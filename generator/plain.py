"""A story's Markdown with code and comments blanked out, so that what is left stands where it stood. Of a block of
code its first signs are left: it is text too.

Code and comments are what Markdown takes for such: a block of code begins a line, and ends with the signs that
it began with; a comment spans several paragraphs only where it begins a line. What is shown as text instead is told by
its place.
"""

import re
from bisect import bisect
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

_OPENING = re.compile(r"(`{3,}|~{3,}) *(?:\{.*\}|\.?[\w#.+-]* *(?:hl_lines=([\"']).*?\2 *)?)")
"""How a block of code begins for Markdown (FENCED_BLOCK_RE in Python-Markdown's fenced_code.py)."""
_CLOSING = re.compile(r"(`{3,}|~{3,}) *")
_MEANT = re.compile(r"[ \t\u3000]*(`{3,}(?=[^`]*$)|~{3,}(?![^\s{.A-Za-z])).*")
_TICKS = re.compile(r"`+")
_BEGINS = re.compile(r" {0,3}")

Place = tuple[int, int]


@dataclass(frozen=True)
class Plain:
    """Lines with their number in the file, and where comments and blocks of code begin that nothing closes."""

    lines: tuple[tuple[int, str], ...]
    open_comments: tuple[Place, ...]
    open_code: tuple[Place, ...]


def plain(body: str, first_line: int) -> Plain:
    """Blanks out code and comments in Markdown that begins at line ``first_line`` of its file."""
    lines = body.split("\n")
    blocks = _blocks(lines)
    for first, last in blocks.items():
        lines[first : last + 1] = [lines[first][: _signs(lines[first])], *[""] * (last - first)]
    closings, gaps = _next(lines, lambda line: "-->" in line), _next(lines, lambda line: not line.strip())
    shown: list[tuple[int, str]] = []
    open_comments: list[Place] = []
    closing = -1
    for position, without_blocks in enumerate(lines):
        line = without_blocks
        if position < closing:
            line = ""
        elif position == closing:
            line = _blanked(line, 0, line.index("-->") + 3)
        line, start = _without_comments(_without_code(line))
        if start is not None:
            alone = _BEGINS.fullmatch(line, 0, start) is not None
            paragraph_end = position if line.startswith("#") else gaps[position]
            if closings[position] < (len(lines) if alone else paragraph_end):
                closing, line = closings[position], line[:start]
            else:
                open_comments.append((first_line + position, start + 1))
        shown.append((first_line + position, line))
    open_code = tuple(_open_code(shown, {first_line + first for first in blocks}))
    return Plain(tuple(shown), tuple(open_comments), open_code)


def _blocks(lines: Sequence[str]) -> Mapping[int, int]:
    """The first and the last line of each block of code."""
    ends: dict[str, list[int]] = {}
    for position, line in enumerate(lines):
        if match := _CLOSING.fullmatch(line):
            ends.setdefault(match[1], []).append(position)
    blocks: dict[int, int] = {}
    after = 0
    for position, line in enumerate(lines):
        match = _OPENING.fullmatch(line) if position >= after else None
        places = ends.get(match[1], []) if match else []
        if (next_one := bisect(places, position)) < len(places):
            blocks[position] = places[next_one]
            after = places[next_one] + 1
    return blocks


def _signs(line: str) -> int:
    return len(line) - len(line.lstrip(line[0]))


def _open_code(shown: Sequence[tuple[int, str]], read: Collection[int]) -> Iterator[Place]:
    """What was meant for the beginning of code, and is not ``read`` so; the next such line was meant for its end."""
    open_sign = ""
    for number, line in shown:
        match = None if number in read else _MEANT.fullmatch(line)
        if match and match[1][0] == open_sign:
            open_sign = ""
        elif match and not open_sign:
            open_sign = match[1][0]
            yield number, match.start(1) + 1


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
