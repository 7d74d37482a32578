"""Finds which of many texts stand in another one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import ahocorasick


class Finder:
    """Finds which of many texts stand in another text, in one pass over it (Aho–Corasick, 1975)."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._automaton = ahocorasick.Automaton()
        for text, name in names.items():
            self._automaton.add_word(text, name)
        self._empty = not names
        self._automaton.make_automaton()

    def find(self, passage: str) -> tuple[str, ...]:
        """The names of the texts that stand in the passage, sorted."""
        return () if self._empty else tuple(sorted({name for _, name in self._automaton.iter(passage)}))


def occurring(texts: Iterable[str], corpus: Iterable[str]) -> frozenset[str]:
    """Which of the texts stand somewhere in the corpus."""
    finder = Finder({text: text for text in texts if text})
    return frozenset(found for passage in corpus for found in finder.find(passage))
