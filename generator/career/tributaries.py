"""Roads of others that come close to one career: thin streams that flow into its drawing with time, at a date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from generator.career.curve import Cubic, Point, path, split
from generator.career.model import River
from generator.career.upright import Upright
from generator.career.upright_words import Line, Sizes

SIZES = Sizes(12.0, 16.0, 11.0, 15.0)
#: Between the words of a tributary and where it begins.
GAP = 9.0
#: What tributaries have at least between them, along time.
AIR = 8.0
#: How far before its bend a tributary sets out, at least.
RISE = 30.0
#: The column in which years are written, how high a number is above and below its middle, and the air around it.
YEARS = (-2.0, 33.0)
YEAR_HALF = 10.0


@dataclass(frozen=True)
class Arrival:
    """Somebody who comes along at a date, on a road of this kind; `title` and `sub` are what may be written."""

    when: date
    kind: str
    title: str = ""
    sub: str = ""


@dataclass(frozen=True)
class Tributary:
    """One thin stream: its path, from where it comes to where it flows in, and its words, which end at `x`.

    `box` is what the words cover; without words it has no extent.
    """

    d: str
    kind: str
    start: tuple[float, float]
    end: tuple[float, float]
    x: float
    lines: tuple[Line, ...]
    box: tuple[float, float, float, float]


@dataclass(frozen=True)
class Tributaries:
    """The streams in the order of the arrivals, and the room that they need left of an upright drawing and above it."""

    gutter: float
    head: float
    streams: tuple[Tributary, ...]


def upright_tributaries(river: Upright, arrivals: Sequence[Arrival], room: float) -> Tributaries:
    """Tributaries of an upright drawing: they come from the left, where no words of its own stand.

    Their words take `room` units at most. Each sets out above its bend, so that it flows the way that time does, and
    crosses the column of years where no year stands. Without a road there is nothing to flow into.
    """
    if not arrivals or not river.line:
        return Tributaries(0.0, 0.0, ())
    blocks = [SIZES.block(arrival.title, arrival.sub, room) for arrival in arrivals]
    points = [river.point(arrival.when) for arrival in arrivals]
    years = [year.y for year in river.years]
    found: dict[int, Tributary] = {}
    below = float("inf")
    # From the last upwards: whatever has to make room moves against time, never past its bend.
    for i in sorted(range(len(arrivals)), key=lambda i: points[i].y, reverse=True):
        half = blocks[i].height / 2
        end = (points[i].x, points[i].y)
        curve = _clear(min(end[1] - RISE, below - half - AIR), end, _lean(river, end[1]), years)
        y = curve[0][1]
        below = y - half
        lines = SIZES.written(blocks[i], y - half)
        box = (-2 * GAP - blocks[i].width, y - half, -2 * GAP, y + half)
        found[i] = Tributary(path((curve,)), arrivals[i].kind, curve[0], end, -2 * GAP, lines, _rounded(box))
    streams = tuple(found[i] for i in range(len(arrivals)))
    gutter = 2 * GAP + max(block.width for block in blocks) + 3.0
    top = min(stream.box[1] for stream in streams)
    return Tributaries(round(gutter, 1), round(max(0.0, 4.0 - top), 1), streams)


def lying_tributaries(river: River, arrivals: Sequence[Arrival]) -> tuple[Tributary, ...]:
    """Tributaries of a lying drawing, without words: from the edge that lies on the road's side of the stream."""
    streams = []
    for arrival in arrivals if river.line else ():
        end = river.point(arrival.when)
        edge = 3.0 if end.y <= river.stream.y + 1 else river.height - 3.0
        start = (max(2.0, round(end.x - 40.0, 1)), edge)
        reach = end.x - start[0]
        curve = (start, (start[0] + reach * 0.55, edge), (end.x - reach * 0.5, end.y), (end.x, end.y))
        box = (*start, *start)
        streams.append(Tributary(path((curve,)), arrival.kind, start, (end.x, end.y), start[0], (), box))
    return tuple(streams)


def _clear(y: float, end: Point, lean: float, years: Sequence[float]) -> Cubic:
    """The stream from this height, or from the nearest above it from which it passes by all years."""
    tries = [_stream(y - up, end, lean) for up in range(0, 100, 2)]
    return next((curve for curve in tries if not any(_meets(curve, year) for year in years)), tries[0])


def _stream(y: float, end: Point, lean: float) -> Cubic:
    """From the left edge at a height, level at first, and into the road the way that the road runs."""
    return ((-GAP, round(y, 1)), (end[0] * 0.85, round(y, 1)), (end[0] - lean, end[1] - RISE * 0.9), end)


def _meets(curve: Cubic, year: float) -> bool:
    """Whether a stream comes near the number of a year."""
    points = (split(curve, step / 24)[1][0] for step in range(24))
    return any(YEARS[0] <= x <= YEARS[1] and abs(y - year) < YEAR_HALF for x, y in points)


def _lean(river: Upright, y: float) -> float:
    """How far the main road runs across on its last stretch before a height, within what a tributary can follow."""
    line = [cubic for cubic in river.line if cubic[0][1] < y]
    if not line:
        return 0.0
    *_, (x0, y0), (x1, y1) = line[-1]
    slope = (x1 - x0) / max(y1 - y0, 1.0) if y >= y1 - 1 else (x1 - line[-1][0][0]) / (y1 - line[-1][0][1])
    return min(max(slope * RISE * 0.9, -16.0), 16.0)


def _rounded(box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    x0, y0, x1, y1 = box
    return round(x0, 1), round(y0, 1), round(x1, 1), round(y1, 1)
