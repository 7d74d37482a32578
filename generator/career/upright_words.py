"""Words in one column beside an upright river: broken into lines, and moved apart as little as possible."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise
from unicodedata import east_asian_width

from generator.career.labels import shortened, text_width

#: A text takes this many lines at most, the last of them cut.
MOST_LINES = 3
#: No line begins with one of these (JIS X 4051, 行頭禁則), and none ends with one of those.
NEVER_FIRST = frozenset("、。，．・：；？！ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々」』）】〕〉》,.:;?!)]}%")
NEVER_LAST = frozenset("「『（【〔〈《([{")


@lru_cache(maxsize=4096)
def broken(text: str, size: float, room: float) -> tuple[str, ...]:
    """The text in as few lines of `room` as it needs, alike in length; at most three, the last one cut."""
    wide = text_width(text, size)
    if wide <= room:
        return (text,) if text else ()
    for count in range(2, MOST_LINES + 1):
        lines = _lines(text, size, room, wide / count)
        if len(lines) <= count:
            return tuple(lines)
    return (*lines[: MOST_LINES - 1], shortened("".join(lines[MOST_LINES - 1 :]), size, room))


def _lines(text: str, size: float, room: float, wish: float) -> list[str]:
    """Lines that are filled up to about `wish` where a break is good, never beyond `room`."""
    lines: list[str] = []
    rest = text
    while text_width(rest, size) > room:
        at = _break(rest, size, room, wish)
        lines.append(rest[:at].rstrip())
        rest = rest[at:].lstrip()
    return [*lines, rest]


def _break(text: str, size: float, room: float, wish: float) -> int:
    """How many characters go on the first line."""
    best, least = 1, float("inf")
    for at, before in enumerate(accumulate(text_width(c, size) for c in text[:-1]), 1):
        if before > room:
            break
        cost = _harm(text[at - 1], text[at]) * size + abs(before - wish)
        if cost <= least:
            best, least = at, cost
    return best


def _harm(before: str, after: str) -> float:
    """How bad a break between two characters is, in ems of an uneven line."""
    if after in NEVER_FIRST or before in NEVER_LAST:
        return 40.0
    if before in " -/・、。」』）" or after in " 「『（(":
        return 0.0
    a, b = _script(before), _script(after)
    if "latin" in (a, b):
        return 30.0 if a == b else 1.0
    return 3.0 if a == b else (0.5 if b != "hiragana" else 2.0)


def _script(char: str) -> str:
    if "ぁ" <= char <= "ゟ":
        return "hiragana"
    if "゠" <= char <= "ヿ":
        return "katakana"
    return "kanji" if east_asian_width(char) in "WF" else "latin"


@dataclass(frozen=True)
class Block:
    """The lines of one label, and how high they are together."""

    title: tuple[str, ...]
    sub: tuple[str, ...]
    width: float
    height: float


@dataclass(frozen=True)
class Sizes:
    """Sizes and line heights of titles and what stands under them, in user units."""

    title: float
    title_line: float
    sub: float
    sub_line: float

    def block(self, title: str, sub: str, room: float) -> Block:
        """The lines of a label in a column of the given width."""
        titles, subs = broken(title, self.title, room), broken(sub, self.sub, room)
        widths = [text_width(line, self.title) for line in titles]
        widths += [text_width(line, self.sub) for line in subs]
        height = len(titles) * self.title_line + len(subs) * self.sub_line
        return Block(titles, subs, max(widths, default=0.0), height)

    def base_lines(self, block: Block, top: float) -> Iterator[tuple[str, bool, float]]:
        """Each line with whether it is a title's, and its base line, for a block that begins at `top`."""
        for line in block.title:
            yield line, True, top + self.title * 0.96
            top += self.title_line
        for line in block.sub:
            yield line, False, top + self.sub * 1.02
            top += self.sub_line


def apart(wishes: Sequence[float], heights: Sequence[float], low: float, high: float) -> list[float]:
    """Middles nearest to ascending `wishes` (least squares) for which blocks of these heights do not meet.

    Pool adjacent violators: what would meet is moved together, to the mean of what it wishes. All stay
    between `low` and `high`, which have to be far enough apart.
    """
    if not heights:
        return []
    offsets = list(accumulate([h0 / 2 + h1 / 2 for h0, h1 in pairwise(heights)], initial=0.0))
    pools: list[tuple[float, int]] = []
    for wish, offset in zip(wishes, offsets, strict=True):
        mean, count = wish - offset, 1
        while pools and pools[-1][0] > mean:
            other, others = pools.pop()
            mean, count = (mean * count + other * others) / (count + others), count + others
        pools.append((mean, count))
    least, most = low + heights[0] / 2, high - heights[-1] / 2 - offsets[-1]
    means = [min(max(mean, least), most) for mean, count in pools for _ in range(count)]
    return [mean + offset for mean, offset in zip(means, offsets, strict=True)]
