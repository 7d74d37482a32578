"""The stream itself: a broad band that swells a little, and the fine lines within it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from generator.career.curve import Cubic, Wave, band, flat, path, sloped
from generator.career.model import Stream


@dataclass(frozen=True)
class Bed:
    """Where the stream runs: its middle height, half its thickness, its swell, and the drawing's width."""

    y: float
    half: float
    wave: Wave
    width: float

    def edge(self, x: float, side: float) -> float:
        """The height across the stream at x: `side` -1 is the upper edge, 0 the middle, 1 the lower edge."""
        breath = 1 + 0.13 * Wave(1.0, self.wave.length * 1.3).at(x + 40.0 * side, self.wave.length * 0.37)
        return self.y + self.wave.at(x) + side * self.half * breath

    def stream(self, flow: tuple[float, ...]) -> Stream:
        """The band, with a fine line at each of the given sides; drawings of one size share it."""
        return _stream(self, flow)


@lru_cache(maxsize=256)
def _stream(bed: Bed, flow: tuple[float, ...]) -> Stream:
    step = bed.wave.length / 7

    def line(side: float) -> list[Cubic]:
        return flat(sloped(lambda x: bed.edge(x, side)), 0.0, bed.width, step)

    lines = tuple([path(line(side)) for side in flow])
    return Stream(band(line(-1.0), line(1.0)), round(bed.y, 1), round(2 * bed.half, 1), lines)
