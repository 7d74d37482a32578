"""The stream itself: a broad band that swells a little, and the fine lines within it."""

from __future__ import annotations

from dataclasses import dataclass

from generator.career.curve import Cubic, Wave, band, flat, path
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
        """The band, with a fine line at each of the given sides."""
        step = self.wave.length / 7

        def line(side: float) -> tuple[Cubic, ...]:
            return flat(lambda x: self.edge(x, side), 0.0, self.width, step)

        lines = tuple(path(line(side)) for side in flow)
        return Stream(band(line(-1.0), line(1.0)), round(self.y, 1), round(2 * self.half, 1), lines)
