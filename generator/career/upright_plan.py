"""What of an upright drawing is known before heights are: where its roads run across, and its words."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from generator.career.chain import Chain, Leg
from generator.career.lanes import levels
from generator.career.upright_roads import HALF, SWELL
from generator.career.upright_words import AIR, GUTTER, Block, Sizes

SIZES = Sizes(13.5, 18.0, 11.5, 15.5)
#: The column of years at the left edge.
YEARS = 38.0
#: From the edges of the stream to the first lanes beside it, and from one lane to the next.
LEFT_LANE, RIGHT_LANE, LANE = 15.0, 20.0, 22.0
#: How far aside branches run, the first choice first.
ASIDE = (26.0, 38.0, 50.0)
#: The least that a stretch has along time, words or not.
LEAST = 26.0
#: What a stretch has along time beyond its words, where no height is given.
EASE = 32.0
#: Room for the sign above the first road, and for the ring under the last.
TOP, FOOT = 16.0, 20.0


@dataclass(frozen=True)
class Plan:
    """What is known before heights are: where the roads run across, and the words of all legs and branches."""

    bed: float
    lanes: tuple[float, ...]
    aways: tuple[float, ...]
    column: float
    blocks: tuple[Block, ...]
    side_blocks: tuple[Block, ...]
    leasts: tuple[float, ...]

    def height(self, wanted: float | None) -> float:
        """The height of the drawing."""
        least = TOP + FOOT + sum(self.leasts)
        return float(ceil(max(wanted or least + EASE * len(self.leasts), least)))


def plan(told: Chain, width: float) -> Plan:
    """The plan of a career that has begun, for a drawing of this width."""
    heights = levels(told.legs, [90.0] * len(told.legs), 2, 1)
    bed = YEARS + HALF + (LEFT_LANE + 11.0 if any(level < -0.5 for level in heights) else 0.0)
    lanes = tuple([bed + _aside(level) for level in heights])
    aways, right = _aways(told, lanes, width)
    column = max(bed + HALF + 1.0, right) + max(SWELL) + GUTTER
    room = width - column - 2.0
    blocks = tuple([SIZES.block(leg.label, leg.sub, room) for leg in told.legs])
    side_blocks = tuple([SIZES.block(leg.label, leg.sub, room) for leg in told.branches])
    return Plan(bed, lanes, aways, column, blocks, side_blocks, _leasts(told, blocks, side_blocks))


def _leasts(told: Chain, blocks: Sequence[Block], side_blocks: Sequence[Block]) -> tuple[float, ...]:
    """What each leg needs along time: room for its own words, and for those of branches beside it."""
    leasts = [max(LEAST, block.height + AIR) for block in blocks]
    for leg, block in zip(told.branches, side_blocks, strict=True):
        if block.height:
            middle = leg.start + (leg.end - leg.start) / 2
            leasts[bisect_right(told.legs, middle, hi=len(leasts) - 1, key=lambda leg: leg.end)] += (
                block.height + AIR
            )
    return tuple(leasts)


def _aside(level: float) -> float:
    """How far from the middle of the stream a level is; departments of the company lie within it."""
    if abs(level) < 0.5:
        return 40 * level
    return HALF + RIGHT_LANE + LANE * (level - 1) if level > 0 else -HALF - LEFT_LANE


def _aways(told: Chain, lanes: Sequence[float], width: float) -> tuple[tuple[float, ...], float]:
    """A side and a distance for each branch, if possible free of others; and how far right all roads reach."""
    found: list[float] = []
    reach = max(lanes)
    for leg in told.branches:
        met, around = _beside(leg, told.legs, lanes)
        signs = (
            (-1, 1) if leg.kind in {"contract", "collaboration"} and min(met) > YEARS + 2 * HALF else (1, -1)
        )
        options = [sign * away for away in ASIDE for sign in signs]
        right = max([*met, (met[0] + around[0]) / 2, (met[-1] + around[1]) / 2])
        options = [
            away for away in options if min(met + around) + away > YEARS + 4 and right + away < 0.5 * width
        ] or options[:1]
        taken = [away for other, away in zip(told.branches, found, strict=False) if _meet(leg, other)]
        found.append(min(options, key=taken.count))
        reach = max(reach, right + found[-1])
    return tuple(found), reach


def _beside(leg: Leg, legs: Sequence[Leg], lanes: Sequence[float]) -> tuple[list[float], list[float]]:
    """The lanes of the main road in a branch's time, and the lanes before and after those."""
    met = [i for i, other in enumerate(legs) if _meet(leg, other)] or [len(legs) - 1]
    first, last = met[0], met[-1]
    return list(lanes[first : last + 1]), [lanes[max(first - 1, 0)], lanes[min(last + 1, len(lanes) - 1)]]


def _meet(a: Leg, b: Leg) -> bool:
    return a.start <= b.end and b.start <= a.end
