"""Joins: who else turned the same way near a moment of a story, as far as its reader may see.

All comes from views of one reader, so that whatever is not in them can neither make a join nor prevent one.

Moments are compared by the calendar and not by years into a career. Those who turned in the same year met the same
times; a reader can see at once that it is so; and when a career began is not always hers to know.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain
from typing import Literal, TypeVar

from generator.fields import YearMonth
from generator.site.bends import Bend, bend_near, bends, months_between, surely_met
from generator.site.seen import Colleague, PersonName, PersonView, SpellView, StoryView
from generator.story import Heading

_WITHIN_YEARS = {"joined": 0, "moved": 1}
_WITHIN_YEARS_ELSE = 2
"""How many years bends of the same way may lie apart; everybody joined once, and only the same year is worth a word."""
_MOST_AT_ONCE, _MOST_IN_ALL = 2, 6
"""How many joins one answer, and one story, has at most: more are a list, and no longer a meeting."""
_AGAIN_MONTHS = 12
_FAR = 12 * 1000
_KEPT = 12
"""How many people without a story are remembered of each way and year: more than one story can take."""

_T = TypeVar("_T")


@dataclass(frozen=True)
class Join:
    """Somebody whose road comes close to one that is being read, that of the person with the id `beside`.

    `at` is the moment of the answer as it is written there, `when` that of her own bend, and `way` which (see `Bend`);
    for those who worked `together` or in the same `department`, `when` is the answer's. `story` and `heading` are where
    she tells of it herself; without a story that this reader can read, her own page is the place to go.
    """

    beside: str
    at: YearMonth
    why: Literal["bend", "together", "department"]
    way: str
    kind: str
    person: PersonName
    when: YearMonth
    story: StoryView | None
    heading: str | None


@dataclass(frozen=True)
class _Met:
    """A possible join, and how much it says: the lower, the more. Her own story counts most, but not for the order."""

    closeness: tuple[int, int, bool, int]
    join: Join

    @property
    def rank(self) -> tuple[bool, tuple[int, int, bool, int], YearMonth]:
        return self.join.story is None, self.closeness, self.join.at


class Roads:
    """The careers that one reader may see, by their bends; made once for all stories that she reads.

    `people` come in the order in which the reader finds them on other pages, which settles what nothing else does.
    Only those join whose ties she may see. Without `together` nobody is told to have worked with anybody.
    """

    def __init__(
        self, people: Sequence[PersonView], stories: Sequence[StoryView], *, together: bool = True
    ) -> None:
        self._together_too = together
        self._told = stories
        self._joins: dict[str, tuple[Join, ...]] = {}  # by story; its page in each language asks again
        self._stories: dict[str, list[StoryView]] = defaultdict(list)
        for story in stories:
            for person in story.people:
                self._stories[person.name.id].append(story)
        # Whoever tells of it herself comes first.
        self._people = sorted(people, key=lambda person: person.name.id not in self._stories)
        self._by_id = {person.name.id: person for person in people}

    @cached_property
    def _bends(self) -> Mapping[tuple[str, int], list[tuple[PersonView, Bend]]]:
        """People by the way that their roads turned and the year."""
        return self._kept(
            ((bend.way, bend.at.year), person, bend) for person in self._people for bend in bends(person)
        )

    @cached_property
    def _departments(self) -> Mapping[tuple[str, int], list[tuple[PersonView, SpellView]]]:
        """Those whose ties this reader may see, by department and year."""
        return self._kept(
            ((spell.department, year), person, spell)
            for person in self._people
            if person.tied
            for spell in person.spells
            if spell.department
            for year in range(spell.start.year, (spell.end.year if spell.end else person.confirmed.year) + 1)
        )

    def _kept(
        self, roads: Iterable[tuple[tuple[str, int], PersonView, _T]]
    ) -> Mapping[tuple[str, int], list[tuple[PersonView, _T]]]:
        """What lies on roads, by a key: all of those who tell a story, and of others as many as could ever join."""
        found: dict[tuple[str, int], list[tuple[PersonView, _T]]] = defaultdict(list)
        others: dict[tuple[str, int], set[str]] = defaultdict(set)
        for key, person, thing in roads:
            told, name = person.name.id in self._stories, person.name.id
            if told or (person.tied and (name in others[key] or len(others[key]) < _KEPT)):
                found[key].append((person, thing))
                others[key] |= set() if told else {name}
        return found

    def joins(self, story: StoryView) -> tuple[Join, ...]:
        """Those who join a story, by the moments of its answers; nobody twice for one reason or about one time."""
        if story.slug not in self._joins:
            self._joins[story.slug] = self._chosen(story)
        return self._joins[story.slug]

    def _chosen(self, story: StoryView) -> tuple[Join, ...]:
        taken: list[_Met] = []
        for met in sorted(self._met(story), key=lambda met: met.rank):
            join, others = met.join, [one.join for one in taken]
            full = sum(other.at == join.at for other in others) == _MOST_AT_ONCE
            told = [other for other in others if other.person == join.person]
            again = any(
                months_between(other.at, join.at) < _AGAIN_MONTHS or _is_tie(other) == _is_tie(join)
                for other in told
            )
            if len(taken) < _MOST_IN_ALL and not full and not again:
                taken.append(met)
        taken.sort(key=lambda met: (met.join.at, met.closeness))
        return tuple(met.join for met in taken)

    def related(self, story: StoryView, most: int) -> tuple[StoryView, ...]:
        """Stories to read next: those in the same language first, then those that share most bends, then most tags.

        Never a translation of the same one, and of another story and its translations one as long as there are others.
        """
        shared = self._shared_bends(story)
        same = {story.slug, *(slug for _, slug in story.translations)}
        others = [other for other in self._told if other.slug not in same]
        others.sort(
            key=lambda other: (
                other.lang != story.lang,
                -shared[other.slug],
                -len({*other.tags} & {*story.tags}),
            )
        )
        told: set[str] = set()
        again = []
        for index, other in enumerate(others):
            again.append((other.slug in told, index))
            told.update(slug for _, slug in other.translations)
        return tuple(others[index] for _, index in sorted(again)[:most])

    def _shared_bends(self, story: StoryView) -> Counter[str]:
        """How many bends of those in a story are near bends of the same way in each other story."""
        shared: Counter[str] = Counter()
        for bend in chain.from_iterable(map(bends, story.people)):
            near = {other.name.id for other, _ in self._turned(bend)}
            shared.update({there.slug for key in near for there in self._stories.get(key, ())})
        return shared

    def _met(self, story: StoryView) -> Iterator[_Met]:
        own = {person.name.id for person in story.people}
        moments = list(dict.fromkeys(answer.at for answer in story.answers if answer.at))
        for person in story.people:
            bend_of = _told(bends(person), moments)
            for at in moments:
                bend = bend_of.get(at)
                met = chain(
                    self._by_bend(story, person, at, bend) if bend else (),
                    self._together(story, person, at) if self._together_too else (),
                    self._same_department(story, person, at) if self._together_too else (),
                )
                yield from (one for one in met if one.join.person.id not in own)

    def _turned(self, bend: Bend) -> Iterator[tuple[PersonView, Bend]]:
        within = _WITHIN_YEARS.get(bend.way, _WITHIN_YEARS_ELSE)
        for year in range(bend.at.year - within, bend.at.year + within + 1):
            yield from self._bends.get((bend.way, year), ())

    def _by_bend(self, story: StoryView, person: PersonView, at: YearMonth, bend: Bend) -> Iterator[_Met]:
        agreed = (turned for turned in self._turned(bend) if turned[0].tied)
        for index, (other, hers) in enumerate(agreed):
            join = self._join(story, person, at, other.name, hers.at)
            same_year = hers.at.year == bend.at.year
            closeness = (0 if same_year else 2, months_between(bend.at, hers.at), not hers.marked, index)
            yield _Met(closeness, replace(join, why="bend", way=hers.way, kind=hers.kind))

    def _together(self, story: StoryView, person: PersonView, at: YearMonth) -> Iterator[_Met]:
        for spell in person.spells:
            since = months_between(spell.start, at)
            for index, other in enumerate(spell.colleagues):
                if self._was_there(other, spell, at):
                    join = self._join(story, person, at, other.person, at)
                    yield _Met((1, since, at.month is None, index), replace(join, kind=spell.kind))

    def _was_there(self, other: Colleague, spell: SpellView, at: YearMonth) -> bool:
        """Whether her own career says too that she was there with the other at that moment."""
        seen = self._by_id.get(other.person.id)
        hers = [there for there in seen.spells if there.key in other.spells] if seen else []
        return any(surely_met(spell, there, at) for there in hers)

    def _same_department(self, story: StoryView, person: PersonView, at: YearMonth) -> Iterator[_Met]:
        for spell in person.spells if person.tied else ():
            if not spell.department:
                continue
            since = months_between(spell.start, at)
            for index, (other, hers) in enumerate(self._departments.get((spell.department, at.year), ())):
                if surely_met(spell, hers, at):
                    join = replace(self._join(story, person, at, other.name, at), why="department")
                    yield _Met((3, since, at.month is None, index), join)

    def _join(
        self, story: StoryView, person: PersonView, at: YearMonth, other: PersonName, when: YearMonth
    ) -> Join:
        """A join for having worked together; the way into her own story is what all joins have in common."""
        told = self._stories.get(other.id, ())
        theirs = min(told, key=lambda one: (one.lang != story.lang, _distance(one, when)), default=None)
        answer = _nearest(theirs, when) if theirs else None
        return Join(
            person.name.id, at, "together", "", "here", other, when, theirs, answer.id if answer else None
        )


def _told(road: Sequence[Bend], moments: Sequence[YearMonth]) -> Mapping[YearMonth, Bend]:
    """Each bend that answers mean, at one of their moments: at one that names the month, or else the first."""
    found: dict[Bend, YearMonth] = {}
    for at in sorted(moments, key=lambda at: (at.month is None, at)):
        if bend := bend_near(road, at):
            found.setdefault(bend, at)
    return {at: bend for bend, at in found.items()}


def _is_tie(join: Join) -> bool:
    return join.why != "bend"


def _nearest(story: StoryView, when: YearMonth) -> Heading | None:
    """The answer that is tied to the moment nearest to this one, and can be led to."""
    tied = [answer for answer in story.answers if answer.at and answer.id]
    return min(tied, key=lambda answer: _apart(answer, when), default=None)


def _distance(story: StoryView, when: YearMonth) -> int:
    nearest = _nearest(story, when)
    return _FAR if nearest is None else _apart(nearest, when)


def _apart(answer: Heading, when: YearMonth) -> int:
    return _FAR if answer.at is None else months_between(answer.at, when)
