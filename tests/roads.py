"""Reads drawings of careers as data: cubics, points along them, and whether boxes meet."""

from __future__ import annotations

import re
from collections.abc import Sequence

Cubic = tuple[tuple[float, float], ...]


def cubics(d: str) -> list[Cubic]:
    """The cubics of path data written as one M and many C."""
    assert re.fullmatch(r"M-?[\d.]+ -?[\d.]+(C-?[\d.]+( -?[\d.]+){5})+", d), d
    head, *rest = d[1:].split("C")
    x, y = map(float, head.split())
    found: list[Cubic] = []
    for part in rest:
        n = [float(v) for v in part.split()]
        found.append(((x, y), (n[0], n[1]), (n[2], n[3]), (n[4], n[5])))
        x, y = n[4], n[5]
    return found


def samples(d: str, count: int = 12) -> list[tuple[float, float]]:
    """Points along path data."""
    found = []
    for a, b, c, e in cubics(d):
        for i in range(count + 1):
            t = i / count
            w = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
            x = w[0] * a[0] + w[1] * b[0] + w[2] * c[0] + w[3] * e[0]
            y = w[0] * a[1] + w[1] * b[1] + w[2] * c[1] + w[3] * e[1]
            found.append((x, y))
    return found


def halves(d: str) -> tuple[str, str]:
    """The upper and the lower edge of a band."""
    top, bottom = d.removesuffix("Z").split("L")
    return top, "M" + bottom


def overlap(a: Sequence[float], b: Sequence[float]) -> bool:
    """Whether two boxes (left, top, right, bottom) share more than an edge."""
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def leader(line: str) -> tuple[float, float, float, float]:
    """A hairline as a box without width."""
    x, start, end = map(float, line[1:].replace("V", " ").split())
    return x, min(start, end), x, max(start, end)
