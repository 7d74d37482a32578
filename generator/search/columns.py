"""Columns: what many things have in common stands together, since it packs best beside its own kind.

A column of texts is a list. A column of numbers is one string with a character for each: code point 35 is 0, and so on
past what JSON would escape most often; the surrogates are passed over. Compressed, that takes half of what digits take.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

BETWEEN = "\n0\n"
"""Stands between several texts in one. As everywhere between texts, a figure parts them: without it the end of one and
the beginning of the next could read like a sealed text, which the search for leaks would find."""

Column = Sequence[str] | str
Columns = Mapping[str, Column]

NONE, NEXT = 0, 1
"""What a column says where there is no value, and where it is the next of those that occur once."""

_ZERO, _SURROGATES = 0x23, 0xD800


@dataclass(frozen=True)
class Dictionary:
    """Every value that occurs: the most frequent first, and those that occur once at the end, in their order.

    A column names a value by number, counted from 2; one that occurs once needs no number of its own, for it is the
    next of these. So long lists of names that hardly anybody shares cost little more than the names.
    """

    values: tuple[str, ...]
    numbers: Mapping[str, int]

    def number(self, value: str | None) -> int:
        """The number of a value; 0 for none."""
        return self.numbers[value] if value else NONE

    def all(self, values: Iterable[str]) -> list[int]:
        """The numbers of several values."""
        return [self.numbers[value] for value in values]


def dictionary(values: Iterable[str | None]) -> Dictionary:
    """The dictionary of what occurs, given in the order in which columns name it; equals stand by their code points."""
    counts = Counter(value for value in values if value)
    often = sorted((one for one in counts if counts[one] > 1), key=lambda one: (-counts[one], one))
    once = [one for one in counts if counts[one] == 1]
    numbers = {one: number for number, one in enumerate(often, NEXT + 1)} | dict.fromkeys(once, NEXT)
    return Dictionary((*often, *once), numbers)


def packed(numbers: Iterable[int]) -> str:
    """A column of numbers from 0. Raises `ValueError` for a negative one."""
    codes = (number + _ZERO for number in numbers)
    return "".join(chr(code if code < _SURROGATES else code + 0x800) for code in codes)


def unpacked(column: str) -> Sequence[int]:
    """The numbers of such a column."""
    codes = (ord(char) for char in column)
    return [code - _ZERO if code < _SURROGATES else code - _ZERO - 0x800 for code in codes]


def signed(number: int) -> int:
    """Any number as one from 0: small ones stay small, and negative ones are odd."""
    return 2 * number if number >= 0 else -2 * number - 1


def lists(name: str, values: Sequence[Sequence[int]]) -> Columns:
    """Two columns for several numbers each: how many (`name.n`), and all of them (`name`)."""
    return {f"{name}.n": packed(map(len, values)), name: packed(one for several in values for one in several)}


def parted(column: Column) -> Sequence[str | int] | str:
    """A column as it is written: texts have a 0 between them."""
    if isinstance(column, str):
        return column
    return [one for text in column for one in (text, 0)][:-1]
