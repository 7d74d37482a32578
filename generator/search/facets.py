"""What people are sorted into: the values of each facet, and how many people have each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from generator.search.people import Person
from generator.site.seen import PersonView

_MOST = 40
"""So many values of a facet the first part tells; whoever wants rarer ones has the columns by then."""


def _since(view: PersonView) -> Iterator[str]:
    """The kinds of what came with or after the first spell here."""
    first = min((spell.start.start for spell in view.spells if spell.kind == "here"), default=None)
    for spell in view.spells:
        if first is not None and spell.kind != "here" and spell.start.start >= first:
            yield spell.kind


def _here(view: PersonView, *, end: bool) -> Iterator[str]:
    for spell in view.spells:
        if spell.kind == "here" and not (end and spell.end is None):
            yield str((spell.end or spell.start).year if end else spell.start.year)


FACETS: Mapping[str, Callable[[Person], Iterable[str]]] = {
    "department": lambda person: (spell.department or "" for spell in person.view.spells),
    "joined": lambda person: _here(person.view, end=False),
    "left": lambda person: _here(person.view, end=True),
    "since": lambda person: _since(person.view),
    "industry": lambda person: (spell.industry or "" for spell in person.view.spells),
    "title": lambda person: (spell.title or "" for spell in person.view.spells),
    "place": lambda person: (person.view.location or "",),
    "skill": lambda person: person.view.skills,
    "language": lambda person: person.view.languages,
    "offer": lambda person: (offer.what for offer in person.view.open_to),
    "returned": lambda person: ("yes" for spell in person.view.spells if spell.entry == "return"),
    "story": lambda person: ("yes" for _ in person.stories),
}
"""Every facet with the values that one person has in it; `returned` and `story` have the one value `yes`."""


def facet_values(facet: str, person: Person) -> frozenset[str]:
    """The values of a facet that a person has. Raises `KeyError` for a facet that there is not."""
    return frozenset(value for value in FACETS[facet](person) if value)


def facets(people: Sequence[Person]) -> Mapping[str, Sequence[tuple[str, int]]]:
    """The most frequent values of each facet with the number of people that have them; years in their order."""
    return {facet: _counted(facet, people) for facet in FACETS}


def _counted(facet: str, people: Sequence[Person]) -> Sequence[tuple[str, int]]:
    counts = Counter(value for person in people for value in facet_values(facet, person))
    if facet in ("joined", "left"):
        return sorted(counts.items())
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:_MOST]
