"""Careers as columns of small numbers: what the page of all paths draws and searches, for one reader.

Numbers are written as in source maps, but without a sign: base64 digits of five bits, the lowest first, and the
sixth bit where another digit follows. They and the addresses stand in attributes; the words alone are the text.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from generator.render import labels
from generator.render.places import Places
from generator.site.seen import PersonView, SpellView

#: What a spell is, in the order of the numbers that stand for it: at the company by the way in, then the other kinds.
CODES: tuple[str, ...] = ("here", *labels.ENTRIES, *labels.KINDS)
INDUSTRIES: tuple[str, ...] = tuple(labels.INDUSTRIES)

_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_RUN_BYTES = 100_000  # of words and numbers in one element: an object holds 240,000 in all


@dataclass(frozen=True)
class Piece:
    """One spell: its code, its first month and how many months it took (0: it goes on), months counted from year 0."""

    code: int
    start: int
    months: int
    industry: int
    department: str
    title: str


@dataclass(frozen=True)
class Career:
    """One person's career as one reader sees it; `address` is the code in her page's address."""

    address: str
    name: str
    pieces: tuple[Piece, ...]


def careers(people: Sequence[PersonView], places: Places, locale: str) -> dict[str, Career]:
    """The careers of these people that have any spell, by id."""
    return {
        person.name.id: Career(
            places.people[person.name.id].strip("/").rpartition("/")[2],
            person.name.display if locale == "ja" else person.name.romaji,
            tuple(_piece(spell) for spell in person.spells),
        )
        for person in people
        if person.spells
    }


def only_new(seen: Mapping[str, Career], wider: Mapping[str, Career]) -> list[Career]:
    """The careers that a reader sees and a wider one does not, or not so, from the earliest on."""
    new = [career for key, career in seen.items() if wider.get(key) != career]
    return sorted(new, key=lambda career: (career.pieces[0].start, career.address))


def columns(found: Sequence[Career]) -> Markup:
    """Careers, ordered by their beginning, as elements that each stand for themselves."""
    return Markup("<!--y-cut-->").join(_element(run) for run in _runs(found))


def _piece(spell: SpellView) -> Piece:
    code = spell.entry if spell.kind == "here" and spell.entry else spell.kind
    start = _month(spell.start.start)
    return Piece(
        code=CODES.index(code),
        start=start,
        months=_month(spell.end.end) - start + 1 if spell.end else 0,
        industry=1 + INDUSTRIES.index(spell.industry) if spell.industry else 0,
        department=spell.department or "",
        title=spell.title or "",
    )


def _month(day: date) -> int:
    return 12 * day.year + day.month - 1


def _runs(found: Sequence[Career]) -> Iterator[Sequence[Career]]:
    run: list[Career] = []
    size = 0
    for career in found:
        words = (career.name, *(word for piece in career.pieces for word in (piece.department, piece.title)))
        weight = 40 + sum(10 + len(word.encode()) for word in words)
        if run and size + weight > _RUN_BYTES:
            yield run
            run, size = [], 0
        run.append(career)
        size += weight
    if run:
        yield run


def _element(run: Sequence[Career]) -> Markup:
    pieces = [piece for career in run for piece in career.pieces]
    departments, titles = (
        _ranked(words) for words in ([p.department for p in pieces], [p.title for p in pieces])
    )
    numbers = {
        "count": [len(career.pieces) for career in run],
        "code": [piece.code for piece in pieces],
        "from": list(_steps(run)),
        "months": [piece.months for piece in pieces],
        "industry": [piece.industry for piece in pieces],
        "department": [departments[piece.department] for piece in pieces],
        "title": [titles[piece.title] for piece in pieces],
    }
    words = {
        "names": [career.name for career in run],
        "departments": [*departments][1:],
        "titles": [*titles][1:],
    }
    attributes = {"at": "".join(career.address for career in run)} | {
        name: "".join(map(_number, column)) for name, column in numbers.items()
    }
    return Markup('<script type="application/json" data-careers{}>{}</script>').format(
        Markup("").join(Markup(' data-{}="{}"').format(*pair) for pair in attributes.items()), _json(words)
    )


def _ranked(words: Sequence[str]) -> dict[str, int]:
    """A number for each word, the smaller the more often it stands here; no word is 0."""
    told = Counter(word for word in words if word)
    return {word: place for place, word in enumerate(["", *sorted(told, key=lambda w: (-told[w], w))])}


def _steps(run: Sequence[Career]) -> Iterator[int]:
    """First months, each counted from the spell before, or from the beginning of the career before."""
    before = 0
    for career in run:
        first = career.pieces[0].start
        at = before
        for piece in career.pieces:
            yield piece.start - at
            at = piece.start
        before = first


def _number(value: int) -> str:
    digits = ""
    while True:
        value, digit = divmod(value, 32)
        digits += _DIGITS[digit + (32 if value else 0)]
        if not value:
            return digits


def _json(words: Mapping[str, Sequence[str]]) -> Markup:
    """JSON that a script element may hold: no markup can begin in it.

    A 0 stands between two words: to the search for leaks, what only signs part is one text, and among thousands of
    neighbours some make up a sealed one by chance.
    """
    parted = {name: [one for word in column for one in (word, 0)][:-1] for name, column in words.items()}
    text = json.dumps(parted, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c"))  # noqa: S704 - nothing in it can end the element
