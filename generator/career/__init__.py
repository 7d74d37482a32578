"""Careers as rivers: pure geometry, and the few numbers that can honestly be said of a career.

The company is a broad stream. A career leaves it, bends, and perhaps comes back; each piece of road has
the kind of work as its colour, which `styles/river.css` knows and this package does not.
"""

from generator.career.facts import days_by_kind, returned, still_here
from generator.career.many import rivers, rivers_since
from generator.career.model import (
    Axis,
    Bend,
    Course,
    Dot,
    Label,
    Mark,
    Pen,
    Ring,
    River,
    Rivers,
    Road,
    Stream,
    Stretch,
)
from generator.career.shapes import SHAPES, Shape
from generator.career.single import river
from generator.career.tributaries import (
    Arrival,
    Tributaries,
    Tributary,
    lying_tributaries,
    upright_tributaries,
)
from generator.career.upright import Upright, upright

__all__ = [
    "SHAPES",
    "Arrival",
    "Axis",
    "Bend",
    "Course",
    "Dot",
    "Label",
    "Mark",
    "Pen",
    "Ring",
    "River",
    "Rivers",
    "Road",
    "Shape",
    "Stream",
    "Stretch",
    "Tributaries",
    "Tributary",
    "Upright",
    "days_by_kind",
    "lying_tributaries",
    "returned",
    "river",
    "rivers",
    "rivers_since",
    "still_here",
    "upright",
    "upright_tributaries",
]
