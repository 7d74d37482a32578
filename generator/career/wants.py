"""Which words are wanted where: above or below a road, and towards which end of it."""

from __future__ import annotations

from collections.abc import Sequence

from generator.career.course import Beside, Placed
from generator.career.curve import Cubic
from generator.career.frame import Frame
from generator.career.labels import Wanted
from generator.career.words import text_width

#: From this distance, words beside a road need a hairline to it.
_SKIP = 26.0
#: When the words of one side would fill so much of the width, every second one changes sides.
_FULL = 0.8
#: A part of a stretch shorter than this is too short to name the stretch at.
_LEAST = 60.0
#: Hairlines need not be further apart than this.
_APART = 30.0


def of_legs(
    legs: Sequence[Placed],
    levels: Sequence[float],
    line: Sequence[Cubic],
    sides: Sequence[Beside],
    measures: Frame,
) -> list[Wanted]:
    """The words of the main road: above the legs above the stream, below all others, spread evenly if they are many."""
    found = [_of_leg(placed, levels, i, line, measures) for i, placed in enumerate(legs) if placed.leg.label]
    above = [want for want in found if want.side < 0]
    below = [want for want in found if want.side > 0]
    for crowded, other in ((above, below), (below, above)):
        if sum([want.wide for want in crowded]) > _FULL * measures.width:
            for want in crowded[1 : len(crowded) - len(other) : 2]:
                found[found.index(want)] = want._replace(side=-want.side)
    return [_beside_branches(want, sides) for want in found] if sides else found


def _beside_branches(want: Wanted, sides: Sequence[Beside]) -> Wanted:
    """The same words, wanted where no branch runs on their side: there they would seem to be of the branch.

    Words of the stream change sides where a branch runs along most of it.
    """
    x0, x1 = _free(want, sides)
    if x1 - x0 < _LEAST and want.skip > _SKIP:
        want = want._replace(side=-want.side)
        x0, x1 = _free(want, sides)
    if x1 - x0 < _LEAST:
        return want
    return want._replace(x0=x0, x1=x1, pole=(x0 + x1) / 2)


def _free(want: Wanted, sides: Sequence[Beside]) -> tuple[float, float]:
    """The longest part of a stretch with no branch on the side of its words."""
    free = [(want.x0, want.x1)]
    for side in sides:
        if side.away * want.side > 0:
            parts = [((a, min(b, side.x0)), (max(a, side.x1), b)) for a, b in free]
            free = [part for pair in parts for part in pair if part[1] > part[0]]
    return max(free, key=lambda part: part[1] - part[0], default=(0.0, 0.0))


def _of_leg(
    placed: Placed, levels: Sequence[float], i: int, line: Sequence[Cubic], measures: Frame
) -> Wanted:
    leg, x0, x1, _ = placed
    level = levels[i]
    side = -1 if level > 0.5 else 1
    # Words wider than their stretch rather reach where the road turns away from them.
    before = levels[i - 1] if i else level
    after = levels[i + 1] if i + 1 < len(levels) else level
    lean = (side * (level - before) > 0.5) - (side * (level - after) > 0.5)
    skip = _SKIP if abs(level) > 0.5 else measures.bed.half + 24
    key = "" if leg.key is None else leg.key
    wide = text_width(leg.label, measures.type_.text)
    return Wanted(leg.label, wide, leg.sub, leg.kind, key, x0, x1, (x0 + x1) / 2, line, side, lean, skip)


def of_branch(side: Beside, line: Sequence[Cubic], taken: Sequence[Wanted], measures: Frame) -> Wanted:
    """The words of a branch, on its own side of the road, with a hairline far from others."""
    leg, x0, x1, away, _ = side
    outer = 1 if away > 0 else -1
    poles = [want.pole for want in taken if want.side == outer]
    options = [x0 + (x1 - x0) * part for part in (0.5, 0.62, 0.38, 0.75, 0.25, 0.88, 0.12)]
    pole = max(options, key=lambda x: min([abs(x - other) for other in poles] + [_APART]))
    key = "" if leg.key is None else leg.key
    wide = text_width(leg.label, measures.type_.text)
    return Wanted(leg.label, wide, leg.sub, leg.kind, key, x0, x1, pole, line, outer, 0, _SKIP)
