"""Places words where they touch nothing: in rows above and below the roads, each as near to its road as it can be.

Along a row the places are exact: the least squares of all displacements, with every label over its stretch and
no two closer than a gap (isotonic regression; Barlow and others 1972). What does not fit into a row goes into
the next one, and its hairline to the road keeps a way free through the rows before. Up and down, each label falls
towards its road until it would touch something.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from generator.career.curve import Cubic, cubic_at, number, y_on
from generator.career.ground import Box, Ground
from generator.career.model import Label
from generator.career.words import Type, lines, shortened, text_width

#: Air between words and the middle of a road, which is half as wide as its signs.
AIR = 8.0
#: Air between labels: side by side, and one above the other.
GAP = 12.0
LEADING = 6.0
#: How near to a hairline words may come, and how far inside the words it must end.
CLEAR = 7.0
REACH = 8.0
#: The least distance from the edge of the drawing.
EDGE = 3.0
#: Words with less room than this are left out.
_LEAST = 30.0


class Wanted(NamedTuple):
    """Words for the stretch of a road between two x, above it (`side` -1) or below it (1).

    `wide` is how wide the text is in one line. `pole` is where a hairline would leave the road, `lean` to which
    side words rather reach over the end of their stretch (-1, 0 or 1), and `skip` how far from the road they may
    stand without a hairline.
    """

    text: str
    wide: float
    sub: str
    kind: str
    key: str | int
    x0: float
    x1: float
    pole: float
    line: Sequence[Cubic]
    side: int
    lean: int
    skip: float


class _Words(NamedTuple):
    """Wanted words in their lines, and how large they are."""

    want: Wanted
    lines: tuple[str, ...]
    sub: str
    wide: float
    high: float


def place(wanted: Sequence[Wanted], ground: Ground, type_: Type, width: float) -> list[Label]:
    """Labels for the wants, in rows above and below; what does not fit into them is left out.

    Labels may lie outside the drawing upwards and downwards: it is made higher then.
    """
    found: list[Label] = []
    for side in (-1, 1):
        wants = [want for want in wanted if want.side == side]
        if not wants:
            continue
        room = min(max(1.36 * width / len(wants), 0.12 * width), 0.36 * width)
        rest = [_words(want, type_, room) for want in wants]
        rows = 0
        while rest and rows < type_.rows:
            row, rest = _row(rest, type_, width, first=rows == 0, last=rows + 1 == type_.rows)
            labels = [_fallen(words, left, ground, type_) for words, left in row]
            for label in labels:
                ground.add(label.box)
            found += labels
            rows += 1
    return sorted(found, key=_at)


def _at(label: Label) -> float:
    return label.x


def in_time(wanted: Sequence[Wanted]) -> list[Wanted]:
    """The wants in the order of their hairlines, as `place` needs them."""
    return sorted(wanted, key=_pole)


def _pole(want: Wanted) -> float:
    return want.pole


def crosses(one: Label, other: Label) -> bool:
    """Whether the hairline of one label runs through another."""
    if one.leader is None:
        return False
    x, start, end = map(float, one.leader[1:].replace("V", " ").split())
    x0, y0, x1, y1 = other.box
    return x0 - 2 < x < x1 + 2 and min(start, end) < y1 and max(start, end) > y0


def in_pocket(want: Wanted, ground: Ground, type_: Type, width: float) -> Label | None:
    """A label close under a road that runs above the stream, where there is room between the two."""
    words = _words(want, type_, 0.3 * width)
    left = min(max(_ideal(words), EDGE), width - EDGE - words.wide)
    x0, x1 = left - LEADING, left + words.wide + LEADING
    under = [c for c in want.line if c[0][0] < x1 and c[3][0] > x0]
    top = AIR + max(max(y_on(c, max(c[0][0], x0)), y_on(c, min(c[3][0], x1))) for c in under)
    box = (x0, top - 2, x1, top + words.high + LEADING)
    if not (ground.is_free(box) and ground.is_over_stream(box)):
        return None
    return _label(words, left, top, type_)


def _words(want: Wanted, type_: Type, room: float) -> _Words:
    cut: tuple[str, ...] = (want.text,)
    wide = want.wide
    if wide > round(room):
        cut = lines(want.text, type_.text, round(room), type_.lines)
        wide = max([text_width(line, type_.text) for line in cut])
    sub = want.sub if type_.sub else ""
    under = text_width(sub, type_.sub)
    if under > 1.3 * room:
        sub = shortened(sub, type_.sub, 1.3 * room)
        under = text_width(sub, type_.sub)
    return _Words(want, cut, sub, max(wide, under), type_.height(len(cut), sub=bool(sub)))


def _ideal(words: _Words) -> float:
    """Where words would best begin: over the middle of their stretch, or reaching over its freer end."""
    want, wide = words.want, words.wide
    middle = (want.x0 + want.x1 - wide) / 2
    # Bends take nearly half of a short stretch.
    over = wide - 0.55 * (want.x1 - want.x0)
    return middle + want.lean * over / 2 if want.lean and over > 0 else middle


class _Slot(NamedTuple):
    """One thing in a row: words, or the way of a hairline through it (`words` None)."""

    words: _Words | None
    pole: float
    wide: float
    first: float
    last: float
    ideal: float


def _row(
    rest: Sequence[_Words], type_: Type, width: float, *, first: bool, last: bool
) -> tuple[list[tuple[_Words, float]], list[_Words]]:
    """What one row takes, with the left end of each, and what is left for rows further out."""
    slots = [_slot(words, width, pole=not first) for words in rest]
    if all(a.ideal + a.wide + GAP <= b.ideal for a, b in pairwise(slots)):
        return [(words, slot.ideal) for words, slot in zip(rest, slots, strict=True)], []
    over: list[_Words] = []
    while True:
        lefts, culprit = _earliest(slots)
        if culprit is None:
            break
        words = slots[culprit].words
        if words:
            over.append(words)
        # In the last row nothing needs a way through to another.
        slots[culprit : culprit + 1] = [_way(slots[culprit])] if not last else []
    taken = [i for i, slot in enumerate(slots) if slot.words]
    if not taken and not last:
        return _squeezed(rest, type_, width)
    at = _settled(slots, lefts)
    over.sort(key=lambda words: words.want.pole)
    return [(words, at[i]) for i, slot in enumerate(slots) if (words := slot.words)], over


def _slot(words: _Words, width: float, *, pole: bool) -> _Slot:
    """Where words may stand: over their stretch or, where a hairline leads to them, over its pole."""
    want, wide = words.want, words.wide
    start, end = (want.pole, want.pole) if pole else (want.x0, want.x1)
    reach = min(REACH, wide / 2)
    last = min(end - reach, width - EDGE - wide)
    first = min(max(start + reach - wide, EDGE), last)
    return _Slot(words, want.pole, wide, first, last, min(max(_ideal(words), first), last))


def _way(slot: _Slot) -> _Slot:
    left = slot.pole - CLEAR
    return _Slot(None, slot.pole, 2 * CLEAR, left, left, left)


def _earliest(slots: Sequence[_Slot]) -> tuple[list[float], int | None]:
    """The furthest left that each slot can begin; or which words must leave the row, the wider of those at fault."""
    lefts: list[float] = []
    edge = EDGE - CLEAR
    for i, slot in enumerate(slots):
        left = max(edge, slot.first)
        if left > slot.last + 1e-6:
            return lefts, _wider(slots, i)
        lefts.append(left)
        edge = left + slot.wide + _gap(slots, i)
    return lefts, None


def _gap(slots: Sequence[_Slot], i: int) -> float:
    """The air between one slot and the next; hairlines need none, and may stand close to one another."""
    if i + 1 == len(slots):
        return 0.0
    both = bool(slots[i].words) + bool(slots[i + 1].words)
    return (-2 * CLEAR, 0.0, GAP)[both]


def _wider(slots: Sequence[_Slot], i: int) -> int:
    """Of the words at i and those before them, the wider, which are in the way."""
    near = [n for n in (i - 1, i) if n >= 0 and slots[n].words]
    return max(near, key=lambda n: (slots[n].wide, n))


def _settled(slots: Sequence[_Slot], lefts: Sequence[float]) -> list[float]:
    """The left ends nearest to the ideal ones: isotonic regression within the earliest and latest places."""
    count = len(slots)
    starts = [0.0] * count
    for i in range(1, count):
        starts[i] = starts[i - 1] + slots[i - 1].wide + _gap(slots, i - 1)
    latest = [0.0] * count
    bound = 1e9
    for i in range(count - 1, -1, -1):
        bound = latest[i] = min(bound, slots[i].last - starts[i])
    blocks: list[tuple[float, int]] = []
    for i, slot in enumerate(slots):
        total, size = slot.ideal - starts[i], 1
        while blocks and blocks[-1][0] / blocks[-1][1] > total / size:
            more, others = blocks.pop()
            total, size = total + more, size + others
        blocks.append((total, size))
    means = [total / size for total, size in blocks for _ in range(size)]
    return [
        starts[i] + min(max(means[i], lefts[i] - starts[i]), max(latest[i], lefts[i] - starts[i]))
        for i in range(count)
    ]


def _squeezed(
    rest: Sequence[_Words], type_: Type, width: float
) -> tuple[list[tuple[_Words, float]], list[_Words]]:
    """A row for the one label that has most room between its neighbours' hairlines, cut to that room if it must be."""
    poles = [EDGE - CLEAR, *(words.want.pole for words in rest), width - EDGE + CLEAR]
    room = [poles[i + 2] - poles[i] - 2 * CLEAR for i in range(len(rest))]
    best = max(range(len(rest)), key=room.__getitem__)
    others = [other for i, other in enumerate(rest) if i != best]
    if room[best] < _LEAST:
        return [], others
    words = _words(rest[best].want, type_, room[best])
    pole = words.want.pole
    low = max(poles[best] + CLEAR, pole + REACH - words.wide)
    high = min(poles[best + 2] - CLEAR, pole - REACH + words.wide) - words.wide
    left = max(min(_ideal(words), high), low)
    return [(words, left)], others


def _fallen(words: _Words, left: float, ground: Ground, type_: Type) -> Label:
    """The label at the height where it is nearest to its road."""
    side = words.want.side
    end = ground.end(side, left - LEADING, left + words.wide + LEADING)
    return _label(words, left, end + AIR if side > 0 else end - AIR - words.high, type_)


def _label(words: _Words, left: float, top: float, type_: Type) -> Label:
    want = words.want
    x0, y0 = round(left, 1), round(top, 1)
    x1, y1 = round(left + words.wide, 1), round(top + words.high, 1)
    # The base line of CJK type lies about 0.88 em below the top of its box.
    base = y0 + type_.text * 0.96
    cut = tuple([(line, round(base + type_.text * 1.25 * n, 1)) for n, line in enumerate(words.lines)])
    box = (x0, y0, x1, y1)
    return Label(
        round((x0 + x1) / 2, 1),
        cut[0][1],
        round(cut[-1][1] + type_.sub * 1.45, 1),
        want.text,
        cut,
        words.sub,
        want.kind,
        want.key,
        box,
        _leader(want, box),
    )


def _leader(want: Wanted, box: Box) -> str | None:
    """A hairline from the road to words that stand away from it."""
    x = min(max(want.pole, box[0] + 2, want.x0), box[2] - 2, want.x1)
    cubic = cubic_at(want.line, x)
    # A curve lies between its points: most words are near enough to the furthest of these.
    heights = [y for _, y in cubic]
    if (box[1] - min(heights) if want.side > 0 else max(heights) - box[3]) <= want.skip:
        return None
    road = y_on(cubic, x)
    gap = box[1] - road if want.side > 0 else road - box[3]
    if gap <= want.skip:
        return None
    start, end = (road + 5, box[1] - 2) if want.side > 0 else (road - 5, box[3] + 2)
    return f"M{number(x)} {number(start)}V{number(end)}"
