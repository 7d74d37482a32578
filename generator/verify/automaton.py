"""All patterns together, found in one pass over a text or over bytes (Aho–Corasick, 1975)."""

from __future__ import annotations

from array import array
from collections.abc import Iterable

import ahocorasick

from generator.verify.folding import folded, readings
from generator.verify.patterns import LEAST_ALONE, LEAST_BITS, Wanted, Words, bits


class Automaton:
    """Which patterns stand in something, as numbers; `names` says what each is.

    Patterns that stand in one of the `told` texts, which everyone may read, are no secrets, and are not found.
    """

    def __init__(self, wanted: Iterable[Wanted], told: Iterable[str]) -> None:
        self._words = ahocorasick.Automaton(ahocorasick.STORE_INTS)
        self._pieces = ahocorasick.Automaton(ahocorasick.STORE_INTS)
        self.names: list[str] = []
        self._lengths, self._bits = array("H"), array("H")
        for one in wanted:
            self._add(one)
        self._words.make_automaton()
        self._pieces.make_automaton()
        self._told: frozenset[int] = frozenset()
        self._told = frozenset(index for text in told for index in self.said(text))

    def said(self, text: str, *, noise: bool = False, is_cut: tuple[bool, bool] = (False, False)) -> set[int]:
        """The patterns in a text, and in what it says once its escapes are undone.

        Short words do not count in noise, nor where the text was cut: whether they are whole is not known there.
        """
        before, after = ("x" if cut else "" for cut in is_cut)
        return {
            index
            for reading in readings(text)
            for index in self._in_folded(before + folded(reading) + after, noise=noise)
        }

    def pieces(self, data: bytes) -> set[int]:
        """The pieces in bytes."""
        return (
            {index for _, index in self._pieces.iter(data.decode("latin-1"))} if len(self._pieces) else set()
        )

    def _in_folded(self, text: str, *, noise: bool) -> set[int]:
        found = set[int]()
        if not text or not len(self._words):
            return found
        for end, index in self._words.iter(text):
            if index in found or index in self._told or (noise and self._bits[index] < LEAST_BITS):
                continue
            if self._lengths[index] and not _stands_alone(text, end + 1 - self._lengths[index], end + 1):
                continue
            found.add(index)
        return found

    def _add(self, one: Wanted) -> None:
        key, automaton = (
            (one.text, self._words) if isinstance(one, Words) else (one.data.decode("latin-1"), self._pieces)
        )
        if not key or key in automaton:
            return
        automaton.add_word(key, len(self.names))
        self.names.append(one.what)
        must_stand_alone = (
            isinstance(one, Words) and key.isascii() and len(key) - key.count(" ") < LEAST_ALONE
        )
        self._lengths.append(len(key) if must_stand_alone else 0)  # of the others it is not asked for
        self._bits.append(min(bits(key), 0xFFFF))


def _stands_alone(text: str, start: int, end: int) -> bool:
    return not (_is_latin(text[start - 1 : start]) or _is_latin(text[end : end + 1]))


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalnum()
