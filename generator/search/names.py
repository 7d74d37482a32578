"""Names as words that many share: a family name and its reading are sent once, however many people bear it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from generator.search.columns import Columns, packed, signed
from generator.site.seen import PersonName

_APART = "\t"


def name_columns(names: Sequence[PersonName]) -> Columns:
    """The dictionary `names` and the columns `name.n` and `name`: how many words each name is made of, and which.

    A word is display, romaji and kana with tabulators between, and words are numbered by their kana. Where `name.n` is
    even, a name has half as many words; they stand in the order of the display name, the kana have blanks between
    them, and the romaji are in the opposite order. Where it is odd, the kana have middle dots and the romaji are in
    the same order. A name that fits neither is one word.

    People stand in the order of their readings, so what is written is how far each word is from the one at the same
    place in the name before: mostly nothing for a family name, and little for the other.
    """
    words = [_words(name) for name in names]
    known = sorted({word for _, found in words for word in found}, key=_reading)
    place = {word: number for number, word in enumerate(known)}
    numbers = [[place[word] for word in found] for _, found in words]
    return {
        "names": known,
        "name.n": packed(2 * len(found) + western for western, found in words),
        "name": packed(signed(step) for step in _steps(numbers)),
    }


def _steps(numbers: Sequence[Sequence[int]]) -> Iterator[int]:
    before: Sequence[int] = ()
    for own in numbers:
        yield from (number - last for number, last in zip_longest(own, before[: len(own)], fillvalue=0))
        before = own


def _reading(word: str) -> tuple[str, str]:
    return word.rpartition(_APART)[2], word


def _words(name: PersonName) -> tuple[bool, Sequence[str]]:
    whole = (name.display, name.romaji, name.kana)
    display, romaji = name.display.split(" "), name.romaji.split(" ")
    for western, kana in ((False, name.kana.split(" ")), (True, name.kana.split("・"))):
        latin = romaji if western else romaji[::-1]
        if len(display) == len(kana) == len(latin) > 1 and "" not in (*display, *kana, *latin):
            return western, [_APART.join(word) for word in zip(display, latin, kana, strict=True)]
    return False, [_APART.join(whole)]
