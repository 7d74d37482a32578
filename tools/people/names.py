"""Names with readings that agree, by the ten thousand: frequent family and given names, put together by chance."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from generator.romaji import romaji_of
from people.words import FAMILY, FOREIGN_FAMILY, FOREIGN_GIVEN, GIVEN


@dataclass(frozen=True)
class Name:
    """One person's name as profiles have it, and the language that she would write in."""

    id: str
    display: str
    kana: str
    romaji: str
    lang: str


def names(number: int, chance: random.Random) -> tuple[Name, ...]:
    """So many names, no two alike, about one in seven not Japanese; ids are told apart by numbers.

    Where the lists have no more, they begin anew, and a figure behind the name tells people apart.
    """
    japanese, foreign = list(product(FAMILY, GIVEN)), list(product(FOREIGN_FAMILY, FOREIGN_GIVEN))
    chance.shuffle(japanese)
    chance.shuffle(foreign)
    others = number // 7
    found = [
        *(_japanese(*pair, mark) for pair, mark in _marked(japanese, number - others)),
        *(_foreign(*pair, mark) for pair, mark in _marked(foreign, others)),
    ]
    chance.shuffle(found)
    return tuple(_numbered(found))


def _marked(pairs: Sequence[tuple[str, str]], number: int) -> Iterator[tuple[tuple[str, str], str]]:
    for place in range(number):
        again = place // len(pairs)
        yield pairs[place % len(pairs)], str(again + 1) if again else ""


def _japanese(family: str, given: str, mark: str) -> Name:
    kanji, kana = (" ".join(parts) for parts in zip(family.split(), given.split(), strict=True))
    romaji = romaji_of(kana)
    return Name(_id(romaji), f"{kanji}{mark}", kana, romaji, "ja")


def _foreign(family: str, given: str, mark: str) -> Name:
    (family_latin, family_kana), (given_latin, given_kana) = family.split(), given.split()
    romaji = f"{given_latin} {family_latin}"
    return Name(_id(romaji), f"{romaji}{mark}", f"{given_kana}・{family_kana}", romaji, "en")


def _id(romaji: str) -> str:
    plain = unicodedata.normalize("NFD", romaji.lower())
    return "-".join("".join(char for char in plain if char.isalpha() or char == " ").split())


def _numbered(found: list[Name]) -> Iterator[Name]:
    taken: dict[str, int] = {}
    for name in found:
        taken[name.id] = taken.get(name.id, 0) + 1
        number = taken[name.id]
        own = name.id if number == 1 else f"{name.id}-{number}"
        yield Name(own, name.display, name.kana, name.romaji, name.lang)
