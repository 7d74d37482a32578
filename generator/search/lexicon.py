"""Texts as words by number: each word is written once, and a text is a row of small numbers.

What compresses after that sees many times as much text at once as it sees of letters. (Word-based compression: Moffat,
Software: Practice and Experience 19, 1989; words that often are neighbours are joined: byte pair encoding, Gage, The C
Users Journal 12, 1994.) Only sealed parts have their texts so: in an open one the search for leaks has to read them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, pairwise

from generator.search.columns import NEXT, NONE, Columns, dictionary, packed, unpacked

LEXICON, ENDING = "lexicon", ".words"
"""The dictionary, and the end of the names of columns whose texts are words of it."""

# Japanese has no blanks; where the script changes a new word begins often enough.
_WORD = re.compile(r"[一-鿿々〆]+|[ぁ-ゖ]+|[ァ-ヺー]+|[^\W\d_ぁ-ゖァ-ヺー一-鿿々〆]+ ?|.", re.DOTALL)
_RARE = 40
"""Neighbours that meet less often are not worth an entry of their own."""

_Rows = Sequence[Sequence[str]]


def in_words(columns: Columns) -> Columns:
    """The columns with the texts in words, the dictionary first. Each text ends with a 0."""
    texts = {name: column for name, column in columns.items() if not isinstance(column, str)}
    rows = iter(_joined([_WORD.findall(text) for column in texts.values() for text in column]))
    split = {name: [next(rows) for _ in column] for name, column in texts.items()}
    words = dictionary(word for column in split.values() for row in column for word in row)
    told = {
        f"{name}{ENDING}": packed(number for row in column for number in (*words.all(row), NONE))
        for name, column in split.items()
    }
    numbers = {name: column for name, column in columns.items() if isinstance(column, str)}
    return {LEXICON: words.values, **told, **numbers}


def out_of_words(columns: Columns) -> Mapping[str, Sequence[str]]:
    """The columns of texts alone, by name, whether they are in words or as they were."""
    words = columns.get(LEXICON, ())
    rows = {name: unpacked(str(column)) for name, column in columns.items() if name.endswith(ENDING)}
    once = iter(words[len(words) - sum(row.count(NEXT) for row in rows.values()) :])
    told = {name.removesuffix(ENDING): list(_texts(row, words, once)) for name, row in rows.items()}
    plain = {
        name: column for name, column in columns.items() if name != LEXICON and not isinstance(column, str)
    }
    return {**told, **plain}


def _texts(row: Sequence[int], words: Sequence[str], once: Iterator[str]) -> Iterator[str]:
    text = ""
    for number in row:
        if number == NONE:
            yield text
            text = ""
        else:
            text += next(once) if number == NEXT else words[number - NEXT - 1]


def _joined(rows: _Rows) -> _Rows:
    """The rows with neighbours joined that often are: first those that meet most often."""
    pairs = _pairs(rows)
    bar = max(pairs.values(), default=0)
    while bar > _RARE:
        bar = max(bar // 2, _RARE)
        often = {pair: times for pair, times in pairs.items() if times >= bar}
        rows = [list(_with_joints(row, often)) for row in rows]
        pairs = _pairs(rows)
    return rows


def _pairs(rows: _Rows) -> Counter[tuple[str, str]]:
    return Counter(chain.from_iterable(map(pairwise, rows)))


def _with_joints(row: Sequence[str], often: Mapping[tuple[str, str], int]) -> Iterator[str]:
    """A row in which each two are one that often meet, unless the second more often meets what comes after it."""
    meetings = [often.get(pair, 0) for pair in pairwise(row)] + [0, 0]
    at = 0
    while at < len(row):
        size = 2 if meetings[at] and meetings[at] >= meetings[at + 1] else 1
        yield "".join(row[at : at + size])
        at += size
