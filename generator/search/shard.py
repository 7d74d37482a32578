"""One reader's shard: a small first part, and further ones that are fetched when they are first needed."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from generator.search.columns import Column, Columns, parted
from generator.search.facets import facets
from generator.search.lexicon import LEXICON, in_words, out_of_words
from generator.search.people import Person, daily, note_columns, people_columns
from generator.search.stories import Sheet, Told, sheet_columns, story_columns, text_columns

FORMAT = 1
_FIRST = 24
"""As many people as the first screen of the explorer shows."""
_MOST_BYTES = 200_000
"""Of a part's columns, so that with what stands around them it fits an object of 240,000 bytes."""

Words = Mapping[str, Mapping[str, Mapping[str, str]]]


@dataclass(frozen=True)
class Shard:
    """The parts of one reader's shard as JSON, by their numbers: 0 is the first one."""

    parts: tuple[bytes, ...]


@dataclass(frozen=True)
class Stock:
    """All that one reader may search; people stand in the order of their readings."""

    people: Sequence[Person] = ()
    stories: Sequence[Told] = ()
    sheets: Sequence[Sheet] = ()


def make_shard(stock: Stock, words: Words, today: date, *, sealed: bool) -> Shard:
    """The shard of a reader who may see all this and nothing else.

    `words` says the codes of each facet that has codes, by language. Sealed, it has its texts in words by number.
    """
    people, stories, sheets = stock.people, stock.stories, stock.sheets
    columns = {
        "people": people_columns(people),
        "stories": {**story_columns(stories), **sheet_columns(sheets)},
        "texts": text_columns(stories),
        "notes": note_columns(people),
    }
    groups = {name: list(_cut(in_words(group) if sealed else group)) for name, group in columns.items()}
    parts = [part for group in groups.values() for part in group]
    edition = _edition(parts)
    rest = [_json({"v": FORMAT, "edition": edition, "columns": _written(part)}) for part in parts]
    head = {
        "v": FORMAT,
        "edition": edition,
        "today": today.isoformat(),
        "counts": {"people": len(people), "stories": len(stories), "pages": len(sheets)},
        "parts": _numbers({name: len(group) for name, group in groups.items()}),
        "facets": facets(people),
        "words": words,
        **_first(people, today),
    }
    return Shard((_json(head), *rest))


def strings(shard: Shard) -> Iterator[str]:
    """Every text that a shard says, for whoever looks for what it must not say.

    Columns of numbers and of addresses are passed over: what reads like a word there is chance.
    """
    head, *rest = map(json.loads, shard.parts)
    yield from _strings(head)
    for numbers in head["parts"].values():
        texts = out_of_words(_together(rest[number - 1]["columns"] for number in numbers))
        yield from _strings(list(texts.values()))


def _together(pieces: Iterable[Columns]) -> Columns:
    """The columns again of which these are pieces."""
    columns: dict[str, Any] = {}
    for piece in pieces:
        for name, column in piece.items():
            columns[name] = columns[name] + column if name in columns else column
    return columns


def _strings(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case list():
            for one in value:
                yield from _strings(one)
        case dict():
            for name, one in value.items():
                if name == "columns" and isinstance(one, dict):
                    yield from _strings([column for column in one.values() if isinstance(column, list)])
                else:
                    yield from _strings(one)


def _first(people: Sequence[Person], today: date) -> Mapping[str, object]:
    """The people with whom the day's order begins, with their numbers among all, and columns of their own."""
    order = sorted(range(len(people)), key=lambda number: daily(today, people[number].address))[:_FIRST]
    columns = people_columns([people[number] for number in order])
    return {"first": {"numbers": order, "columns": _written(columns)}}


def _cut(columns: Columns) -> Iterator[Columns]:
    """The columns in parts that each fit an object; a column goes on in the next part where it ended in this one."""
    part: dict[str, list[str]] = {}
    size = 0
    for name, values in columns.items():
        for value in _pieces(values):
            needed = len(_json(value)) + 3
            if part and size + needed > _MOST_BYTES:
                yield _joined(part, columns)
                part, size = {}, 0
            if name not in part:
                part[name] = []
                size += len(name) + 6
            part[name].append(value)
            size += needed
    if part:
        yield _joined(part, columns)


def _pieces(column: Column) -> Sequence[str]:
    """What of a column stays together: a text, or so many numbers."""
    return (
        [column[at : at + 1000] for at in range(0, len(column), 1000)] if isinstance(column, str) else column
    )


def _written(columns: Columns) -> Mapping[str, object]:
    return {name: column if name == LEXICON else parted(column) for name, column in columns.items()}


def _joined(part: Mapping[str, Sequence[str]], columns: Columns) -> Columns:
    """The piece of each column, of the same kind as the column."""
    return {name: "".join(piece) if isinstance(columns[name], str) else piece for name, piece in part.items()}


def _numbers(counts: Mapping[str, int]) -> Mapping[str, Sequence[int]]:
    """The numbers of each group's parts; the first part of the shard is none of them."""
    numbers, after = {}, 1
    for group, count in counts.items():
        numbers[group] = list(range(after, after + count))
        after += count
    return numbers


def _edition(columns: Sequence[Columns]) -> str:
    """What ties the parts of one build together past any cache."""
    digest = hashlib.sha256(_json(columns)).digest()
    return base64.urlsafe_b64encode(digest[:9]).decode()


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
