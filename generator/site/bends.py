"""The bends of a career as one reader sees it: when the road turned, and which way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from generator.career.model import SIDE_KINDS
from generator.fields import YearMonth
from generator.site.seen import PersonView, SpellView

_PAUSE_MONTHS = 6
"""A rest of at most half a year between two roads belongs to the bend from one to the other."""
_NEAR_MONTHS = 6
"""A moment that is told this close to a bend means that bend: people name the decision or the day."""


@dataclass(frozen=True)
class Bend:
    """Where a road turns.

    `way` is `joined`, `moved` (to another department), `return`, `job`, `founder`, `family-business`, `study`, `break`,
    `side` (work beside the road), or `turn` for a turning point that no spell tells more of. `kind` is that of the road
    that begins there. `marked` ones are those that the person calls turning points herself.
    """

    at: YearMonth
    way: str
    kind: str
    marked: bool


def bends(person: PersonView) -> tuple[Bend, ...]:
    """The bends of a career in the order of time; only what the view tells is in them."""
    turns = [turn.at for turn in person.turns]
    found = [
        Bend(at, way, kind, any(months_between(at, turn) <= _NEAR_MONTHS for turn in turns))
        for at, way, kind in _beginnings(person.spells)
    ]
    alone = [turn for turn in turns if all(months_between(bend.at, turn) > _NEAR_MONTHS for bend in found)]
    found += [Bend(turn, "turn", _kind_at(person.spells, turn), marked=True) for turn in alone]
    return tuple(sorted(found, key=lambda bend: (bend.at, bend.way)))


def bend_near(road: Sequence[Bend], at: YearMonth) -> Bend | None:
    """The bend that a moment means: one in that year, or where a month is told the nearest within half a year.

    Work beside the road is meant only where nothing else is.
    """
    reach = 0 if at.month is None else _NEAR_MONTHS
    near = [bend for bend in road if months_between(bend.at, at) <= reach]
    return min(
        near,
        key=lambda bend: (bend.way == "side", months_between(bend.at, at), not bend.marked),
        default=None,
    )


def moment_on(road: Sequence[Bend], at: YearMonth) -> date:
    """The day on a road that stands for a moment: that of the bend which it means, or else the middle of it."""
    bend = bend_near(road, at)
    return bend.at.start if bend else at.start + (at.end - at.start) / 2


def months_between(one: YearMonth, other: YearMonth) -> int:
    """How many months lie between two moments; none where they may be the same."""
    (first, last), (begin, end) = _span(one), _span(other)
    return max(0, begin - last, first - end)


def covers(spell: SpellView, at: YearMonth) -> bool:
    """Whether a spell was going on at a moment, as far as it is told."""
    first, last = _span(at)
    return _span(spell.start)[0] <= last and (spell.end is None or first <= _span(spell.end)[1])


def surely_met(one: SpellView, other: SpellView, at: YearMonth) -> bool:
    """Whether two spells overlap within a moment for certain, whichever months are meant by their years alone."""
    first, last = _span(at)
    begun = max(first, _span(one.start)[1], _span(other.start)[1])
    return begun <= min([last, *(_span(spell.end)[0] for spell in (one, other) if spell.end)])


def _beginnings(spells: Sequence[SpellView]) -> Iterator[tuple[YearMonth, str, str]]:
    was_here = False
    department: str | None = None
    paused: YearMonth | None = None
    left = False
    for index, spell in enumerate(spells):
        if spell.kind in SIDE_KINDS:
            yield spell.start, "side", spell.kind
        elif _is_pause(spell, spells[index + 1 :]):
            paused = spell.start
        elif spell.kind == "here":
            way = _way_in(spell, department, was_here=was_here, left=left)
            if way:
                yield spell.start, way, spell.kind
            was_here, department, paused, left = True, spell.department, None, False
        else:
            # What somebody did before this company is where her road came from, and no bend that others here share.
            if was_here:
                yield paused or spell.start, spell.kind, spell.kind
            paused, left = None, True


def _way_in(spell: SpellView, department: str | None, *, was_here: bool, left: bool) -> str:
    if spell.entry == "return":
        return "return"
    if not was_here:
        return "joined"
    return "moved" if not left and spell.department not in (None, department) else ""


def _is_pause(spell: SpellView, later: Sequence[SpellView]) -> bool:
    if spell.kind != "break" or spell.end is None:
        return False
    follows = any(other.kind not in SIDE_KINDS for other in later)
    return follows and months_between(spell.start, spell.end) < _PAUSE_MONTHS


def _kind_at(spells: Sequence[SpellView], at: YearMonth) -> str:
    main = [spell.kind for spell in spells if spell.kind not in SIDE_KINDS and covers(spell, at)]
    return main[-1] if main else "here"


def _span(moment: YearMonth) -> tuple[int, int]:
    first = moment.year * 12 + (moment.month or 1)
    return first, moment.year * 12 + (moment.month or 12)
