"""What tells kinds of road apart without colour: the shape at the beginning of each, and how its line is drawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True)
class Shape:
    """A sign as SVG path data around (0, 0), about one unit in radius, and whether its road is thin or dotted."""

    sign: str
    thin: bool = False
    dotted: bool = False


#: The one table of kinds; drawings and their legend both read it.
SHAPES: Mapping[str, Shape] = MappingProxyType(
    {
        # a disc
        "here": Shape("M-1 0a1 1 0 1 0 2 0a1 1 0 1 0-2 0Z"),
        # a square
        "job": Shape("M-.88-.88H.88V.88H-.88Z"),
        # a triangle that points up
        "founder": Shape("M0-1.2L1.15.85H-1.15Z"),
        # a house
        "family-business": Shape("M0-1.25L1.05-.3V.95H-1.05V-.3Z"),
        # a square on its corner
        "study": Shape("M0-1.25L1.25 0L0 1.25L-1.25 0Z"),
        # the two bars of a pause
        "break": Shape("M-.8-.95H-.2V.95H-.8ZM.2-.95H.8V.95H.2Z", dotted=True),
        # a plus
        "side-job": Shape("M-.4-1.1H.4V-.4H1.1V.4H.4V1.1H-.4V.4H-1.1V-.4H-.4Z", thin=True),
        # an hourglass
        "contract": Shape("M-1-1.05H1L-1 1.05H1Z", thin=True),
        # two discs that overlap
        "collaboration": Shape(
            "M-1.4 0a.85.85 0 1 0 1.7 0a.85.85 0 1 0-1.7 0ZM-.3 0a.85.85 0 1 0 1.7 0a.85.85 0 1 0-1.7 0Z",
            thin=True,
        ),
    }
)
