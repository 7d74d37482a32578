"""The orders in which pages list people and stories; they depend on the reader's language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from generator.site.readings import reading_key, row_of
from generator.site.seen import PersonView, StoryView


def own_language_first(stories: Iterable[StoryView], locale: str) -> Sequence[StoryView]:
    """Stories in the page's language before all others."""
    return sorted(stories, key=lambda story: story.lang != locale)


def once(stories: Iterable[StoryView]) -> Sequence[StoryView]:
    """Each story in one language: of a story and its translations the first."""
    told: set[str] = set()
    chosen = []
    for story in stories:
        if story.slug not in told:
            chosen.append(story)
            told.update((story.slug, *(slug for _, slug in story.translations)))
    return chosen


def rows(people: Sequence[PersonView], locale: str) -> list[tuple[str, list[PersonView]]]:
    """People under the letter that their reading (or, in English, their family name) begins with."""
    japanese = locale == "ja"
    found: dict[str, list[PersonView]] = {}
    for view in people if japanese else sorted(people, key=_family_name):
        letter = row_of(reading_key(view.name.kana)) if japanese else _family_name(view)[:1].upper()
        found.setdefault(letter, []).append(view)
    return list(found.items())


def _family_name(view: PersonView) -> str:
    return view.name.romaji.rpartition(" ")[2].casefold()
