"""Views across the whole site: one question with everybody's answer, and what people took along from here."""

from __future__ import annotations

from collections import Counter
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
    found = [
        (_department(person, spell), _line(person, spell)) for person in people for spell in person.spells
    ]
    told = [(department, line) for department, line in found if line is not None]
    counts = Counter(department for department, _ in told)
    names = sorted(counts, key=lambda name: (name is None, -counts[name], name or ""))
    return Carried(
        len(told),
        len({line.person.id for _, line in told}),
        tuple(
            Department(
                name,
                _latest_first(line for department, line in told if department == name)[:most],
                max(0, counts[name] - most),
            )
            for name in names
        ),
    )


def _line(person: PersonView, spell: SpellView) -> Line | None:
    return Line(person.name, spell, spell.brought) if spell.brought else None


def _department(person: PersonView, spell: SpellView) -> str | None:
    """The department that someone was in here last, or is in, when a spell begins; the earliest spells come first."""
    before = [
        one.department for one in person.spells if one.kind == "here" and one.start.start <= spell.start.start
    ]
    return before[-1] if before else None


def _latest_first(lines: Iterable[Line]) -> tuple[Line, ...]:
    return tuple(sorted(lines, key=lambda one: one.spell.start.start, reverse=True))
