"""How wide words are, and how they are cut into lines."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

#: Careful widths in em, as wide as any usual sans-serif's semi-bold; what is not listed is a full-width character.
_EM = (
    {chr(code): 0.64 for code in range(32, 127)}
    | dict.fromkeys("ABCDEFGHJKLNOPQRSTUVXYZ&", 0.74)
    | dict.fromkeys(" .,:;'|!iljI()[]/", 0.36)
    | dict.fromkeys("mwMW@%—", 0.95)
    | {chr(code): 0.66 for code in range(0xA0, 0x250)}
    | {chr(code): 0.56 for code in range(0xFF61, 0xFFA0)}
)
#: What does not begin a line in Japanese (JIS X 4051, shortened, and ん, with which no word begins), and what
#: does not end one.
_NOT_FIRST = frozenset(
    "、。，．・：；？！ー）］｝」』】〉》〕々ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶんン…,.;:!?)]}／"
)
_NOT_LAST = frozenset("（［｛「『【〈《〔([{")
#: What a line may well end with.
_GOOD = frozenset(" 　-/・、。」』）")
#: The harm of a break within a word, perhaps.
_UGLY = 2.0
_ELLIPSIS = "…"


@dataclass(frozen=True)
class Type:
    """Sizes of words and of the line under them, in user units; with `sub` 0 there is no such line.

    Words may be cut into so many `lines`, and stand in so many `rows` above and below the roads.
    """

    text: float
    sub: float
    lines: int
    rows: int

    def height(self, count: int, *, sub: bool) -> float:
        """What so many lines need, and a second kind of line under them."""
        return self.text * (1.25 * count - 0.1) + (self.sub * 1.35 if sub else 0.0)


@lru_cache(maxsize=8192)
def ems(text: str) -> float:
    """A careful estimate of how wide a text is, in em."""
    width = _EM.get
    return sum([width(c) or (1.4 if c > "\U0001f000" else 1.0) for c in text])


def text_width(text: str, size: float) -> float:
    """A careful estimate of how wide a text of the given size is."""
    return ems(text) * size


def shortened(text: str, size: float, room: float) -> str:
    """The text, cut with an ellipsis where it is wider than `room`."""
    if text_width(text, size) <= room:
        return text
    while text and text_width(text + _ELLIPSIS, size) > room:
        text = text[:-1]
    return text.rstrip() + _ELLIPSIS


def lines(text: str, size: float, room: float, most: int) -> tuple[str, ...]:
    """The text in one line, or in as many lines of about the same width as it needs, at most so many.

    A line that is wider than `room` even so is cut with an ellipsis.
    """
    return (text,) if text_width(text, size) <= room else _cut(text, size, room, most)


@lru_cache(maxsize=8192)
def _cut(text: str, size: float, room: float, most: int) -> tuple[str, ...]:
    found: tuple[str, ...] = (text,)
    for count in range(2, most + 1):
        for ignored in (0.0, _UGLY):
            found = _balanced(text, count, room / size, ignored)
            if all(text_width(line, size) <= room for line in found):
                return found
    return tuple([shortened(line, size, room) for line in found])


def _balanced(text: str, count: int, room: float, ignored: float) -> tuple[str, ...]:
    """The text in `count` lines or fewer, each broken near its even share where that does little harm.

    All but the last are at most `room` em wide. Harm up to `ignored` counts as none.
    """
    found: list[str] = []
    rest = text
    for left in range(count, 1, -1):
        if len(rest) < 2:
            break
        share = ems(rest) / left
        costs = [
            abs(width - share) + (harm if (harm := _harm(rest[i - 1], rest[i])) > ignored else 0.0)
            for i, width in enumerate(accumulate(map(ems, rest[:-1])), 1)
            if i == 1 or width <= room
        ]
        at = costs.index(min(costs)) + 1
        found.append(rest[:at].rstrip())
        rest = rest[at:].lstrip()
    return (*found, rest)


def _harm(before: str, after: str) -> float:
    """How much harm is done where a line ends between two characters, in em of an uneven line."""
    if after in _NOT_FIRST or before in _NOT_LAST:
        return 40.0
    if before in _GOOD or after.isspace():
        return 0.0
    if before.isascii() and after.isascii():
        return 20.0
    # Hiragana ends words and joins them; it rarely begins one.
    return _UGLY if _script(after) in ("hiragana", _script(before)) else 0.5


def _script(char: str) -> str:
    """Words of Japanese mostly begin where its script changes."""
    return "hiragana" if "ぁ" <= char <= "ゟ" else "katakana" if "ァ" <= char <= "ヿ" else "other"
