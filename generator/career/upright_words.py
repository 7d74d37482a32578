"""Words in one column beside an upright river: broken into lines, and moved apart as little as possible."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import NamedTuple

from generator.career.chain import Leg
from generator.career.curve import number
from generator.career.upright_roads import Branch, MainRoad
from generator.career.words import lines, text_width

#: A text takes this many lines at most, the last of them cut.
MOST_LINES = 5
#: Between the words of two labels, between words and the nearest road, and between a hairline and its ends.
AIR, GUTTER, TIP = 10.0, 14.0, 7.0
#: How far the ring of a turning point, the largest of what stands on roads, reaches around it.
RING = 9.0
#: Where hairlines begin to lean, before the column of words.
LEAN = 12.0
#: No line begins with one of these (JIS X 4051, 行頭禁則, and ん, which never begins a word), and none ends
#: with one of those.
NEVER_FIRST = frozenset(
    "んン、。，．・：；？！ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々」』）】〕〉》,.:;?!)]}%"
)
NEVER_LAST = frozenset("「『（【〔〈《([{")


class Line(NamedTuple):
    """One line of words with its base line; titles are larger than what stands under them."""

    text: str
    y: float
    title: bool


class Words(NamedTuple):
    """The label of one stretch, from `x` to the right; `box` is what it covers.

    The stretch's road lies between `top` and `foot`. `leader` is the path data of a hairline to it, given
    where the label does not stand beside it.
    """

    x: float
    lines: tuple[Line, ...]
    kind: str
    key: str | int
    box: tuple[float, float, float, float]
    leader: str | None
    top: float
    foot: float


class Block(NamedTuple):
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
        titles = lines(title, self.title, room, MOST_LINES) if title else ()
        subs = lines(sub, self.sub, room, MOST_LINES) if sub else ()
        widths = [text_width(line, self.title) for line in titles]
        widths += [text_width(line, self.sub) for line in subs]
        height = len(titles) * self.title_line + len(subs) * self.sub_line
        return Block(titles, subs, max(widths, default=0.0), height)

    def written(self, block: Block, top: float) -> tuple[Line, ...]:
        """The lines of a block that begins at `top`."""
        found: list[Line] = []
        for text in block.title:
            found.append(Line(text, round(top + self.title * 0.96, 1), True))
            top += self.title_line
        for text in block.sub:
            found.append(Line(text, round(top + self.sub * 1.02, 1), False))
            top += self.sub_line
        return tuple(found)


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


class Wanted(NamedTuple):
    """Words for a leg or branch that lies between two heights on `road`."""

    leg: Leg
    block: Block
    top: float
    foot: float
    road: MainRoad | Branch

    def anchor(self, middle: float) -> float:
        """The height on the road that is nearest to words with this middle."""
        inset = min(4.0, (self.foot - self.top) / 2)
        return min(max(middle, self.top + inset), self.foot - inset)


@dataclass(frozen=True)
class Ground:
    """What words stand beside: all roads, the right edge of the stream, and the column that is free of both."""

    main: MainRoad
    sides: Sequence[Branch]
    edge: float
    column: float
    size: tuple[float, float]

    def free(self, block: Block, start: float, end: float) -> float:
        """The x from which words between two heights meet nothing."""
        reach = [side.rightmost(start, end) for side in self.sides]
        return min(
            max(self.edge + 4.0, self.main.rightmost(start, end), *reach) + GUTTER,
            self.size[0] - 2.0 - block.width,
        )

    def wish(self, want: Wanted) -> float:
        """The middle of a leg, or of the longest part of it that no branch runs beside."""
        edges = [want.top]
        for side in self.sides if want.road is self.main else ():
            if side.top < want.foot and side.foot > edges[-1]:
                edges += [max(side.top, edges[-1]), min(side.foot, want.foot)]
        edges.append(want.foot)
        gaps = list(zip(edges[::2], edges[1::2], strict=True))
        top, foot = max(gaps, key=lambda gap: gap[1] - gap[0])
        return (top + foot) / 2 if foot - top > want.block.height else (want.top + want.foot) / 2

    def hides(self, want: Wanted, x: float, along: float) -> bool:
        """Whether anything lies between a road at x and words right of it."""
        others: list[MainRoad | Branch] = [self.main, *self.sides]
        return x < self.edge - 50 or any(
            road.rightmost(along, along) > x for road in others if road is not want.road
        )


def place(wanted: Sequence[Wanted], ground: Ground, sizes: Sizes) -> tuple[Words, ...]:
    """All the words, each as near to the middle of its leg as the others let it, in the order of time.

    They stand beside their road. Where they had to be moved beyond their leg, they stand in the column with
    a hairline, and so does what such a hairline passes.
    """
    wishes = sorted([(ground.wish(want), i) for i, want in enumerate(wanted)])
    ordered = [wanted[i] for _, i in wishes]
    heights = [want.block.height + AIR for want in ordered]
    middles = apart([wish for wish, _ in wishes], heights, 0.0, ground.size[1])
    lines = [(want.anchor(middle), middle) for want, middle in zip(ordered, middles, strict=True)]
    moved = [(min(line), max(line)) for line in lines if abs(line[0] - line[1]) > 0.5]
    return tuple(
        [_words(want, line, ground, moved, sizes) for want, line in zip(ordered, lines, strict=True)]
    )


def _words(
    want: Wanted,
    line: tuple[float, float],
    ground: Ground,
    moved: Sequence[tuple[float, float]],
    sizes: Sizes,
) -> Words:
    anchor, middle = line
    top, foot = middle - want.block.height / 2, middle + want.block.height / 2
    passed = any(low < foot + 4 and high > top - 4 for low, high in moved)
    x = ground.column if passed else ground.free(want.block, top - RING, foot + RING)
    road = want.road.at(anchor)
    leads = passed or ground.hides(want, road, anchor)
    left = round(x, 1)
    return Words(
        x=left,
        lines=sizes.written(want.block, top),
        kind=want.leg.kind,
        key="" if want.leg.key is None else want.leg.key,
        box=(left, round(top, 1), round(x + want.block.width, 1), round(foot, 1)),
        leader=_leader(road + TIP, anchor, x - 5, middle) if leads else None,
        top=round(want.top, 1),
        foot=round(want.foot, 1),
    )


def _leader(x0: float, y0: float, x1: float, y1: float) -> str:
    """A hairline that is level until shortly before the words."""
    end = f"{number(x1)} {number(y1)}"
    return f"M{number(x0)} {number(y0)}" + (f"H{number(x1)}" if y0 == y1 else f"H{number(x1 - LEAN)}L{end}")
