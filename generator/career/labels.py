"""Finds places for words where they touch nothing: no road, no edge of the stream, no other words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from unicodedata import east_asian_width

from generator.career.curve import Cubic, Point, number, y_at
from generator.career.model import Label

#: Width of the columns in which what is taken is kept, in user units.
COLUMN = 4.0
#: Air between words and everything else, in user units.
AIR = 5.0
#: More free places than this for one label are not looked for.
ENOUGH = 40
Box = tuple[float, float, float, float]
#: The x of a leader, and where it begins and ends.
Leader = tuple[float, float, float]


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

    def add_label(self, label: Label) -> None:
        """Takes a label, and the hairline between it and its road."""
        self.add_box(label.box)
        if label.leader:
            self.add_box(_leader_box(label.leader))

    def takes(self, label: Label) -> bool:
        """Whether a label that once fitted still does."""
        return self.is_free(label.box) and (
            label.leader is None or not self._meets(_leader_box(label.leader))
        )

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
        low, high = y0 - AIR, y1 + AIR
        for column in range(first, last + 1):  # plain loops: this is asked a thousand times for each drawing
            a, b = self._water[column]
            if a < high and b > low:
                return False
            for a, b in self._taken[column]:
                if a < high and b > low:
                    return False
        return True

    def leads(self, x: float, road_y: float, edge: float) -> bool:
        """Whether a line straight from the road to the words crosses no other road and no words."""
        low, high = sorted((road_y, edge))
        return not any(a < high and b > low and not a <= road_y <= b for a, b in self._taken[int(x / COLUMN)])

    def _meets(self, box: Box) -> bool:
        """Whether an upright line touches words or a road."""
        return any(a < box[3] and b > box[1] for a, b in self._taken[int(box[0] / COLUMN)])


def _leader_box(leader: str) -> Box:
    x, y0, y1 = (float(part) for part in leader[1:].replace("V", " ").split())
    return x, min(y0, y1), x, max(y0, y1)


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

    Tries the wants in a few orders and keeps the one that places most, and nearest.
    """
    by_rank = sorted(range(len(wanted)), key=lambda i: -wanted[i].rank)[:most]
    tries = [by_rank, sorted(by_rank), sorted(by_rank, key=lambda i: wanted[i].x1 - wanted[i].x0)]
    spots = {i: _spots(wanted[i], line, ground, type_) for i in by_rank}
    best: tuple[float, dict[int, Label]] = (float("inf"), {})
    for order in tries:
        trial, cost, found = ground.copy(), 0.0, dict[int, Label]()
        for i in order:
            spot = next((spot for spot in spots[i] if trial.takes(spot[1])), None)
            if spot is None:
                cost += 1000.0 + wanted[i].rank
                continue
            found[i] = spot[1]
            cost += spot[0]
            trial.add_label(spot[1])
        if cost < best[0]:
            best = (cost, found)
    return tuple(best[1][i] for i in sorted(best[1]))


def _spots(want: Wanted, line: Sequence[Cubic], ground: Ground, type_: Type) -> list[tuple[float, Label]]:
    """The free places for one want, the best first, with what they cost."""
    room = ground.width * 0.46
    text = shortened(want.text, type_.text, room)
    sub = shortened(want.sub, type_.sub, room) if type_.sub else ""
    wide = max(text_width(text, type_.text), text_width(sub, type_.sub))
    high = type_.height if sub else type_.text * 1.15
    found: list[tuple[float, Label]] = []
    for cost, away, road, box in sorted(_places(want, line, ground.width, (wide, high))):
        if not ground.is_free(box):
            continue
        leader: Leader | None = None
        if away > want.skip:
            edge = box[1] - 2 if box[1] > road[1] else box[3] + 2
            if not (box[0] < road[0] < box[2] and ground.leads(*road, edge)):
                continue
            leader = (road[0], road[1] + (5 if edge > road[1] else -5), edge)
        found.append((cost, _label(want, (text, sub), box, type_, leader)))
        if len(found) == ENOUGH:
            break
    return found


def _places(
    want: Wanted, line: Sequence[Cubic], width: float, size: tuple[float, float]
) -> Iterator[tuple[float, int, Point, Box]]:
    """All places worth trying: cost, distance from the road, the point on the road, and the box."""
    wide, high = size
    for part in (0.5, 0.4, 0.6, 0.3, 0.7, 0.18, 0.82, 0.05, 0.95):
        road_x = want.x0 + (want.x1 - want.x0) * part
        road_y = y_at(line, road_x)
        x = min(max(road_x, wide / 2 + 3), width - wide / 2 - 3)
        aside = abs(part - 0.5) * 24 + abs(x - road_x) * 0.5
        for away in range(6, 132, 4):
            for below in (False, True):
                y = road_y + away if below else road_y - away - high
                cost = away + aside + (0 if below == want.below else 14)
                yield cost, away, (road_x, road_y), (x - wide / 2, y, x + wide / 2, y + high)


def _label(want: Wanted, words: tuple[str, str], box: Box, type_: Type, leader: Leader | None) -> Label:
    x0, y0, x1, y1 = (round(v, 1) for v in box)
    # The base line of CJK type lies about 0.88 em below the top of its box.
    y = y0 + type_.text * 0.96
    return Label(
        x=round((x0 + x1) / 2, 1),
        y=round(y, 1),
        sub_y=round(y + type_.sub * 1.45, 1),
        text=words[0],
        lines=((words[0], round(y, 1)),),
        sub=words[1],
        kind=want.kind,
        key=want.key,
        box=(x0, y0, x1, y1),
        leader=leader and f"M{number(leader[0])} {number(leader[1])}V{number(leader[2])}",
    )
