"""Finds places for words where they touch nothing: no road, no edge of the stream, no other words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import permutations
from unicodedata import east_asian_width

from generator.career.curve import Cubic, number, y_at
from generator.career.model import Label

#: Width of the columns in which what is taken is kept, in user units.
COLUMN = 4.0
#: Air between words and everything else, in user units.
AIR = 5.0
Box = tuple[float, float, float, float]


def text_width(text: str, size: float) -> float:
    """A careful estimate of how wide a text is, in the units of `size`: full-width characters are one
    em, others up to 0.66 em."""
    ems = sum(1.0 if east_asian_width(c) in "WFA" else (0.68 if c.isupper() else 0.58) for c in text)
    return ems * size


def shortened(text: str, size: float, room: float) -> str:
    """The text, cut with an ellipsis where it is wider than `room`."""
    if text_width(text, size) <= room:
        return text
    while text and text_width(text + "…", size) > room:
        text = text[:-1]
    return text.rstrip() + "…"


class Ground:
    """What is taken, column by column. Filled once with lines and bands, then with words as they come."""

    def __init__(self, width: float, top: float, bottom: float) -> None:
        self.width, self.top, self.bottom = width, top, bottom
        columns = int(width / COLUMN) + 2
        self._taken: list[list[tuple[float, float]]] = [[] for _ in range(columns)]
        self._water: list[tuple[float, float]] = [(0.0, 0.0)] * columns

    def copy(self) -> Ground:
        """The same ground, to try something on."""
        other = Ground(self.width, self.top, self.bottom)
        other._taken = [list(column) for column in self._taken]
        other._water = self._water
        return other

    def add_line(self, line: Sequence[Cubic], half: float) -> None:
        """Takes what a road with the given half stroke width covers."""
        first, last = int(line[0][0][0] / COLUMN), int(line[-1][3][0] / COLUMN)
        before = y_at(line, first * COLUMN)
        for column in range(first, last + 1):
            after = y_at(line, (column + 1) * COLUMN)
            self._take(column, min(before, after) - half, max(before, after) + half)
            before = after

    def add_band(self, top: Callable[[float], float], bottom: Callable[[float], float]) -> None:
        """Takes what lies between two lanes, for words; a leader may cross it."""
        middles = [(column + 0.5) * COLUMN for column in range(len(self._taken))]
        self._water = [(top(x) - 1, bottom(x) + 1) for x in middles]

    def add_box(self, box: Box) -> None:
        """Takes a rectangle."""
        for column in range(int(box[0] / COLUMN), int(box[2] / COLUMN) + 1):
            self._take(column, box[1], box[3])

    def _take(self, column: int, y0: float, y1: float) -> None:
        if 0 <= column < len(self._taken):
            self._taken[column].append((y0, y1))

    def is_free(self, box: Box) -> bool:
        """Whether a rectangle lies within the drawing and, with air around it, touches nothing."""
        x0, y0, x1, y1 = box
        if x0 < 2 or x1 > self.width - 2 or y0 < self.top or y1 > self.bottom:
            return False
        first = max(0, int((x0 - AIR) / COLUMN))
        last = min(len(self._taken) - 1, int((x1 + AIR) / COLUMN))
        return not any(
            a < y1 + AIR and b > y0 - AIR
            for column in range(first, last + 1)
            for a, b in (*self._taken[column], self._water[column])
        )

    def leads(self, x: float, road_y: float, edge: float) -> bool:
        """Whether a line straight from the road to the words crosses no other road and no words."""
        low, high = sorted((road_y, edge))
        return not any(a < high and b > low and not a <= road_y <= b for a, b in self._taken[int(x / COLUMN)])


@dataclass(frozen=True)
class Wanted:
    """Words for the stretch of `line` between two x; `skip` is how far from the road they may not stand
    without a leader, `rank` what to give up last (higher stays)."""

    text: str
    sub: str
    kind: str
    key: str | int
    x0: float
    x1: float
    below: bool
    skip: float
    rank: float


@dataclass(frozen=True)
class Type:
    """Sizes of the first and second line of words, in user units; with `sub` 0 there is one line."""

    text: float
    sub: float

    @property
    def height(self) -> float:
        """What both lines need."""
        return self.text * 1.15 + (self.sub * 1.35 if self.sub else 0.0)


def place(
    wanted: Sequence[Wanted], line: Sequence[Cubic], ground: Ground, type_: Type, most: int
) -> tuple[Label, ...]:
    """Labels for as many wants as there is room for, at most `most`, in the order of the wants.

    Tries the wants in three orders and keeps the one that places most, and nearest.
    """
    by_rank = sorted(range(len(wanted)), key=lambda i: -wanted[i].rank)[:most]
    tries = [by_rank, sorted(by_rank), sorted(by_rank, key=lambda i: wanted[i].x1 - wanted[i].x0)]
    if len(by_rank) <= 4:
        tries = [list(order) for order in permutations(by_rank)]
    best: tuple[float, dict[int, Label]] = (float("inf"), {})
    for order in tries:
        trial, cost, found = ground.copy(), 0.0, dict[int, Label]()
        for i in order:
            spot = _spot(wanted[i], line, trial, type_)
            if spot is None:
                cost += 1000.0 + wanted[i].rank / 1000
                continue
            found[i] = spot[1]
            cost += spot[0]
            trial.add_box(spot[1].box)
        if cost < best[0]:
            best = (cost, found)
    return tuple(best[1][i] for i in sorted(best[1]))


def _spot(want: Wanted, line: Sequence[Cubic], ground: Ground, type_: Type) -> tuple[float, Label] | None:
    """The best free place for one want, with what it costs."""
    room = ground.width * 0.46
    text = shortened(want.text, type_.text, room)
    sub = shortened(want.sub, type_.sub, room) if type_.sub else ""
    wide = max(text_width(text, type_.text), text_width(sub, type_.sub))
    high = type_.height if sub else type_.text * 1.15
    best: tuple[float, Label] | None = None
    for part in (0.5, 0.4, 0.6, 0.3, 0.7, 0.18, 0.82, 0.05, 0.95):
        road_x = want.x0 + (want.x1 - want.x0) * part
        x = min(max(road_x, wide / 2 + 3), ground.width - wide / 2 - 3)
        road_y = y_at(line, road_x)
        for below in (False, True):
            for away in range(6, 132, 4):
                cost = (
                    away + abs(part - 0.5) * 24 + abs(x - road_x) * 0.5 + (0 if below == want.below else 14)
                )
                if best is not None and cost >= best[0]:
                    break
                y0 = road_y + away if below else road_y - away - high
                box = (x - wide / 2, y0, x + wide / 2, y0 + high)
                if not ground.is_free(box):
                    continue
                leader = None
                if away > want.skip:
                    edge = y0 - 2 if below else y0 + high + 2
                    if not ground.leads(road_x, road_y, edge):
                        continue
                    start = road_y + 5 if below else road_y - 5
                    leader = f"M{number(road_x)} {number(start)}V{number(edge)}"
                best = (cost, _label(want, (text, sub), box, type_, leader))
    return best


def _label(want: Wanted, words: tuple[str, str], box: Box, type_: Type, leader: str | None) -> Label:
    x0, y0, x1, y1 = (round(v, 1) for v in box)
    # The base line of CJK type lies about 0.88 em below the top of its box.
    y = y0 + type_.text * 0.96
    return Label(
        x=round((x0 + x1) / 2, 1),
        y=round(y, 1),
        sub_y=round(y + type_.sub * 1.45, 1),
        text=words[0],
        sub=words[1],
        kind=want.kind,
        key=want.key,
        box=(x0, y0, x1, y1),
        leader=leader,
    )
