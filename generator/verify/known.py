"""Which lines have been searched already: the pages of a site have most of theirs in common."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple


class Fresh(NamedTuple):
    """Lines that have not been searched, where they begin, and what to remember once nothing was found in them."""

    offset: int
    data: bytes
    marks: frozenset[int]


class Known:
    """The lines, each with the one after it, that were searched and hold nothing.

    Only hashes are kept (64 bits, of a secret function that is another one in each process).
    """

    def __init__(self) -> None:
        self._marks: set[int] = set()

    def fresh(self, data: bytes) -> Iterator[Fresh]:
        """The stretches of lines in which some pair has not been searched."""
        lines = data.split(b"\n")
        marks = [hash(pair) for pair in zip(lines, [*lines[1:], b""], strict=True)]
        if self._marks.issuperset(marks):
            return
        at, begin, new = 0, 0, list[int]()
        for line, mark in zip(lines, marks, strict=True):
            if mark not in self._marks:
                begin = begin if new else at
                new.append(mark)
            elif new:  # the line that ends the last new pair
                yield Fresh(begin, data[begin : at + len(line)], frozenset(new))
                new = []
            at += len(line) + 1
        if new:
            yield Fresh(begin, data[begin:], frozenset(new))

    def remember(self, fresh: Fresh) -> None:
        """Take lines for searched."""
        self._marks |= fresh.marks
