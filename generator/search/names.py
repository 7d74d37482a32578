"""Names as words that many share: a family name and its reading are sent once, however many people bear it."""

from __future__ import annotations

from collections.abc import Sequence

from generator.search.columns import Columns, Dictionary, dictionary, lists
from generator.site.seen import PersonName

_APART = "\t"


def name_columns(names: Sequence[PersonName]) -> Columns:
    """The dictionary `names` and the columns `name`: the numbers of the words that each name is made of.

    A word is display, romaji and kana with tabulators between. Words stand in the order of the display name; the kana
    have blanks between them, and the romaji are in the opposite order. With a 0 in front, the kana have middle dots and
    the romaji are in the same order. A name that fits neither is one word.
    """
    words = [_words(name) for name in names]
    known = dictionary(word for _, found in words for word in found)
    numbers = [_numbers(western, found, known) for western, found in words]
    return {"names": known.values, **lists("name", numbers)}


def _numbers(western: bool, words: Sequence[str], known: Dictionary) -> Sequence[int]:
    return [*([0] if western else []), *known.all(words)]


def _words(name: PersonName) -> tuple[bool, Sequence[str]]:
    whole = (name.display, name.romaji, name.kana)
    display, romaji = name.display.split(" "), name.romaji.split(" ")
    for western, kana in ((False, name.kana.split(" ")), (True, name.kana.split("・"))):
        latin = romaji if western else romaji[::-1]
        if len(display) == len(kana) == len(latin) > 1 and "" not in (*display, *kana, *latin):
            return western, [_APART.join(word) for word in zip(display, latin, kana, strict=True)]
    return False, [_APART.join(whole)]
