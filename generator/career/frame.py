"""The measures of a drawing of one career, which all careers of the same shape share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from generator.career.curve import Lane, Wave
from generator.career.model import Pen, Stream
from generator.career.water import Bed
from generator.career.words import Type

#: Below this width, words are one line and few, and lines finer.
WIDE = 560.0
#: The distance between the points at which the edges of the stream are known.
STEP = 16.0


@dataclass(frozen=True)
class Margins:
    """What depends on the width alone: free space left and right, and the least width of a stretch."""

    left: float
    right: float
    least: float
    rows: int


@dataclass(frozen=True)
class Frame:
    """The measures of one drawing, all in user units.

    `lanes` are the lanes of the levels that `lanes.levels` gives; `edges` the upper and the lower edge of the
    stream at every `STEP`; `aside` is how far from the road the nearest branch runs.
    """

    width: float
    height: float
    foot: float
    bed: Bed
    stream: Stream
    lanes: Mapping[float, Lane]
    edges: tuple[tuple[float, ...], tuple[float, ...]]
    pen: Pen
    type_: Type
    aside: float


_WIDE = Margins(24.0, 34.0, 62.0, 3)
_SMALL = Margins(11.0, 15.0, 27.0, 3)
_SMALL_WITH_WORDS = Margins(11.0, 15.0, 27.0, 2)


def margins(width: float, *, labels: bool) -> Margins:
    """The margins of a drawing so wide."""
    if width >= WIDE:
        return _WIDE
    return _SMALL_WITH_WORDS if labels else _SMALL


@lru_cache(maxsize=256)
def frame(  # noqa: PLR0913 - the measures of a drawing are told by name
    width: float, height: float, *, labels: bool, rises: bool, sinks: bool, head: float = 0.0
) -> Frame:
    """The measures for a box, and for a career that rises above the stream, or sinks below it, or neither.

    `head` is further room above, by which the box grows. A wide road that never rises has a lower box.
    """
    wide = width >= WIDE
    unit = min(1.0, height / 260) if wide else height / 105
    if labels and wide and not rises:
        height *= 0.72 if sinks else 0.62
    half = 15 * unit if wide else 9.5 * unit
    pen = Pen(5.0, 2.4, 11.0, 8.0, 5.4, 9.6) if wide else Pen(3.8, 1.9, 8.4, 5.6, 3.7, 6.6)
    type_ = Type(14.5, 12.0, 3, 99) if wide else Type(12.0, 0.0, 1, 1)
    foot = (36.0 if wide else 24.0) if labels else 0.0
    words = type_.height(1, sub=wide) + 12 if labels else pen.ring + 5
    swell = 5.0 * unit if wide else 1.9
    lower = half + (34.0 if wide else 11.0 + pen.main)
    if labels and not rises:
        y = (height - foot) * (0.4 if sinks else 0.48)
    elif labels:
        y = height - foot - max(words + half, lower + words if sinks else 0) - swell
    else:
        y = 0.68 * height
    upper = max(y - words - swell * 1.3, half + 14)
    first = half + (0.30 if wide else 0.27) * (upper - half)
    rows = margins(width, labels=labels).rows
    bed = Bed(y + head, half, Wave(swell, width * 0.83), width)
    lanes = {0.0: _lane(bed, 0.0, height), 0.12: _lane(bed, -0.5 * half, height)}
    lanes |= {-0.12: _lane(bed, 0.5 * half, height), -1.0: _lane(bed, lower, height)}
    lanes |= {n + 1.0: _lane(bed, -first - (upper - first) * n / (rows - 1), height) for n in range(rows)}
    xs = [i * STEP for i in range(int(width / STEP) + 2)]
    edges = tuple([bed.edge(x, -1) for x in xs]), tuple([bed.edge(x, 1) for x in xs])
    aside = half + (9.0 if wide else 5.0)
    stream = bed.stream((-0.42, 0.38) if wide else (0.35,))
    return Frame(width, height + head, foot, bed, stream, lanes, edges, pen, type_, aside)


def _lane(bed: Bed, offset: float, height: float) -> Lane:
    """A lane so far below the middle of the stream; those outside of it swing later and a little more."""
    if abs(offset) < bed.half:
        return bed.wave.lane(bed.y + offset)
    return bed.wave.lane(bed.y + offset, 1 + 0.5 * abs(offset) / height, 0.55 * abs(offset))
