"""One reader's shard: a small first part, and further ones that are fetched when they are first needed."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from generator.search.columns import Columns, parted
from generator.search.facets import facets
from generator.search.people import Person, daily, people_columns
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


def make_shard(
    people: Sequence[Person], stories: Sequence[Told], sheets: Sequence[Sheet], words: Words, today: date
) -> Shard:
    """The shard of a reader who may see all this and nothing else.

    `people` stand in the order of their readings. `words` says the codes of each facet that has codes, by language.
    """
    groups = {
        "people": list(_cut(people_columns(people))),
        "stories": list(_cut({**story_columns(stories), **sheet_columns(sheets)})),
        "texts": list(_cut(text_columns(stories))),
    }
    columns = [part for parts in groups.values() for part in parts]
    edition = _edition(columns)
    rest = [_json({"v": FORMAT, "edition": edition, "columns": _written(part)}) for part in columns]
    head = {
        "v": FORMAT,
        "edition": edition,
        "today": today.isoformat(),
        "counts": {"people": len(people), "stories": len(stories), "pages": len(sheets)},
        "parts": _numbers({group: len(parts) for group, parts in groups.items()}),
        "facets": facets(people),
        "words": words,
        **_first(people, today),
    }
    return Shard((_json(head), *rest))


def strings(part: bytes) -> Iterator[str]:
    """Every text that a part says, for whoever looks for what it must not say.

    Columns of numbers and of addresses are passed over: what reads like a word there is chance.
    """
    yield from _strings(json.loads(part))


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
        for value in values:
            needed = len(_json(value)) + (-2 if isinstance(values, str) else 3)
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


def _written(columns: Columns) -> Mapping[str, object]:
    return {name: parted(column) for name, column in columns.items()}


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
