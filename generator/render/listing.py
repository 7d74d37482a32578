"""People under the letters that their names begin with, for the list that needs no script."""

from __future__ import annotations

from collections.abc import Sequence

from generator.site.readings import reading_key, row_of
from generator.site.seen import PersonView

MOST_DRAWN = 200
"""More people than this are listed by name alone: pictures and drawings come with the explorer."""


def rows(people: Sequence[PersonView], locale: str) -> list[tuple[str, list[PersonView]]]:
    """People, given by reading, under the row of their reading or, in other languages than Japanese, by family name."""
    japanese = locale == "ja"
    found: dict[str, list[PersonView]] = {}
    for view in people if japanese else sorted(people, key=_family_name):
        letter = row_of(reading_key(view.name.kana)) if japanese else _family_name(view)[:1].upper()
        found.setdefault(letter, []).append(view)
    return list(found.items())


def _family_name(view: PersonView) -> str:
    return view.name.romaji.rpartition(" ")[2].casefold()
