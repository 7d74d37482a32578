"""Views across the whole site: one question with everybody's answer, and what people took along from here."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator.site.seen import PersonName, PersonView, SpellView, StoryView
from generator.story import QUESTIONS, Heading

# More than anybody reads in one place, and little enough to be loaded unread (docs/architecture.md); of more,
# those stories answer that were looked through last, and the latest lines are shown.
MOST_ANSWERS = 36
MOST_LINES = 24


@dataclass(frozen=True)
class Answer:
    """One story's answer to a standard question; `heading` has its words there and the moment it is tied to."""

    story: StoryView
    heading: Heading

    @property
    def departments(self) -> tuple[str, ...]:
        """Where in the company the people in the story were, as far as this reader sees."""
        return tuple(
            dict.fromkeys(d for spell in self._spells if spell.kind == "here" and (d := spell.department))
        )

    @property
    def roads(self) -> tuple[str, ...]:
        """The kinds of road that they took since, and `return` for a way back."""
        kinds = ("return" if spell.entry == "return" else spell.kind for spell in self._spells)
        return tuple(dict.fromkeys(kind for kind in kinds if kind not in ("here", "break")))

    @property
    def _spells(self) -> Iterator[SpellView]:
        return (spell for person in self.story.people for spell in person.spells)


@dataclass(frozen=True)
class Question:
    """A standard question, by its id, with the answers that are shown; `left_out` others stand in their stories."""

    id: str
    answers: tuple[Answer, ...]
    left_out: int


def questions(stories: Iterable[StoryView], most: int = MOST_ANSWERS) -> tuple[Question, ...]:
    """Every standard question that one of the stories answers, in the order in which students ask them.

    Answers stand in the order of the stories. Of a story and its translations the first that answers is the one.
    """
    given = tuple(stories)
    asked = ((question, tuple(_answers(given, question))) for question in QUESTIONS)
    return tuple(
        Question(question, answers[:most], max(0, len(answers) - most))
        for question, answers in asked
        if answers
    )


def _answers(stories: Sequence[StoryView], question: str) -> Iterator[Answer]:
    told: set[str] = set()
    for story in stories:
        heading = next((one for one in story.answers if one.id == question), None)
        if heading is not None and story.slug not in told:
            told.update((story.slug, *(slug for _, slug in story.translations)))
            yield Answer(story, heading)


@dataclass(frozen=True)
class Line:
    """What one person took along into a spell, where it is used."""

    person: PersonName
    spell: SpellView
    what: str


@dataclass(frozen=True)
class Department:
    """What was taken along from one department, the latest first; its name is None where a reader does not see it.

    `left_out` more lines stand on people's pages.
    """

    name: str | None
    lines: tuple[Line, ...]
    left_out: int


@dataclass(frozen=True)
class Carried:
    """All that was taken along from here: how many lines, of how many people, and the lines by department."""

    lines: int
    people: int
    departments: tuple[Department, ...]


def carried(people: Iterable[PersonView], most: int = MOST_LINES) -> Carried:
    """What people took along, by the department that they had last been in; where most did, first."""
    told: dict[str | None, list[Line]] = defaultdict(list)
    for person in people:
        for department, line in _lines(person):
            told[department].append(line)
    names = sorted(told, key=lambda name: (name is None, -len(told[name]), name or ""))
    return Carried(
        sum(len(lines) for lines in told.values()),
        len({line.person.id for lines in told.values() for line in lines}),
        tuple(
            Department(name, _latest_first(told[name])[:most], max(0, len(told[name]) - most))
            for name in names
        ),
    )


def _lines(person: PersonView) -> Iterator[tuple[str | None, Line]]:
    """What somebody took along, each with the department that she was in here last, or is in, when its spell begins.

    The earliest spells come first.
    """
    here = [spell for spell in person.spells if spell.kind == "here"]
    since = [spell.start.start for spell in here]
    for spell in person.spells:
        if spell.brought:
            before = bisect_right(since, spell.start.start)
            yield here[before - 1].department if before else None, Line(person.name, spell, spell.brought)


def _latest_first(lines: Iterable[Line]) -> tuple[Line, ...]:
    return tuple(sorted(lines, key=lambda one: one.spell.start.start, reverse=True))
