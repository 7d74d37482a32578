"""What a drawing of careers consists of, as plain data: no HTML, no colour.

All lengths are SVG user units (one CSS pixel when the drawing is shown at its own width), with y
growing downwards. Path data is absolute and rounded to one decimal.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from generator.career.curve import Cubic, y_at
from generator.career.scale import TimeScale

HERE = "here"
BREAK = "break"
#: Kinds that branch thinly from the main road instead of being the main road.
SIDE_KINDS = frozenset({"side-job", "contract", "collaboration"})


@dataclass(frozen=True)
class Stretch:
    """One stretch of a career as the reader may see it; `end` None means that it is still going on.

    `key` comes back in every part of the drawing that belongs to the stretch; `label` and `sub` are
    what may be written beside it.
    """

    kind: str
    start: date
    end: date | None
    key: str | int
    label: str = ""
    sub: str = ""


class Road(NamedTuple):
    """One piece of road with one stroke.

    With `kind_from` the piece is a bend and its colour runs from that kind to `kind`. `thin` roads are
    branches and quiet gaps, `dotted` ones breaks and quiet gaps. `key` is None where no stretch is.
    """

    d: str
    kind: str
    kind_from: str | None
    thin: bool
    dotted: bool
    key: str | int | None


@dataclass(frozen=True)
class Stream:
    """The company: a closed band `d` around the height `y`, and fine lines that flow within it."""

    d: str
    y: float
    thickness: float
    flow: tuple[str, ...]


class Ring(NamedTuple):
    """Today, on a road of the given kind."""

    x: float
    y: float
    kind: str


class Dot(NamedTuple):
    """A point on a road of the given kind."""

    x: float
    y: float
    kind: str


class Mark(NamedTuple):
    """The number of a year on the axis at the foot."""

    x: float
    year: int


class Axis(NamedTuple):
    """The years at the foot of a drawing: those that have room for their number, and a dot at the x of each other."""

    numbers: tuple[Mark, ...] = ()
    dots: tuple[float, ...] = ()


class Bend(NamedTuple):
    """A point of the main road at a date."""

    x: float
    y: float
    date: date


class Label(NamedTuple):
    """Words beside a stretch, centred on `x`; `y` and `sub_y` are base lines, `box` what they cover.

    `lines` are the `text` cut into lines with their base lines, of which `y` is the first. `leader` is a
    hairline to the road, given when the words stand away from it.
    """

    x: float
    y: float
    sub_y: float
    text: str
    lines: tuple[tuple[str, float], ...]
    sub: str
    kind: str
    key: str | int
    box: tuple[float, float, float, float]
    leader: str | None


@dataclass(frozen=True)
class Pen:
    """Stroke widths, the distance between dots, and the radius of rings, signs and turning points, in user units."""

    main: float
    thin: float
    dash: float
    ring: float
    sign: float = 0.0
    turn: float = 0.0


@dataclass(frozen=True, kw_only=True)
class River:
    """The drawing of one career.

    `roads` has the branches first and then the main road in order, each piece beginning where the one
    before it ends. `bends` are the changes along the main road, `turns` the turning points that were told,
    and `signs` stand where stretches begin, each in the shape of its kind.
    """

    width: float
    height: float
    stream: Stream
    roads: tuple[Road, ...] = ()
    ring: Ring | None = None
    dots: tuple[Dot, ...] = ()
    signs: tuple[Dot, ...] = ()
    axis: Axis
    labels: tuple[Label, ...] = ()
    bends: tuple[Bend, ...] = ()
    turns: tuple[Bend, ...] = ()
    pen: Pen
    small: bool
    scale: TimeScale
    line: tuple[Cubic, ...] = ()

    @property
    def gradients(self) -> tuple[tuple[str, str], ...]:
        """The pairs of kinds that bends run between, each once, sorted."""
        return pairs(self.roads)

    def point(self, when: date) -> Bend:
        """Where the main road is at a date, for marks that other pages set on it.

        Dates outside the career are moved to its nearest end. Raises ValueError for an empty career.
        """
        if not self.line:
            raise ValueError("a career without stretches has no points")
        x = min(max(self.scale.at(when), self.line[0][0][0]), self.line[-1][3][0])
        return Bend(round(x, 1), round(y_at(self.line, x), 1), when)


@dataclass(frozen=True)
class Course:
    """One career among many, in the order in which the careers were given.

    `signs` stand where stretches begin, but for breaks, which their dots tell from all others.
    """

    roads: tuple[Road, ...]
    ring: Ring | None
    signs: tuple[Dot, ...]


@dataclass(frozen=True)
class Rivers:
    """Many careers on one stream."""

    width: float
    height: float
    stream: Stream
    courses: tuple[Course, ...]
    axis: Axis
    pen: Pen
    small: bool

    @property
    def gradients(self) -> tuple[tuple[str, str], ...]:
        """The pairs of kinds that bends run between, each once, sorted."""
        return pairs(tuple(road for course in self.courses for road in course.roads))


def pairs(roads: tuple[Road, ...]) -> tuple[tuple[str, str], ...]:
    """The (from, to) kinds of all bends with a running colour, each once, sorted."""
    return tuple(sorted({(road.kind_from, road.kind) for road in roads if road.kind_from}))
