"""Stories and the company's own pages as columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.search.columns import BETWEEN, Columns, packed
from generator.site.seen import StoryView


@dataclass(frozen=True)
class Passage:
    """A paragraph under a heading, which only the first has; `anchor` is the heading's id, empty for none."""

    anchor: str
    heading: str
    text: str


@dataclass(frozen=True)
class Told:
    """One story's view with the code in its address, its text in passages, and its tags with all words for them."""

    view: StoryView
    address: str
    passages: tuple[Passage, ...]
    tags: tuple[str, ...]


@dataclass(frozen=True)
class Sheet:
    """A page that is neither a person's nor a story's: its language, its address from the site's root, its words."""

    lang: str
    address: str
    title: str
    passages: tuple[Passage, ...]


def story_columns(stories: Sequence[Told]) -> Columns:
    """A value for each story; `people` are names as text, since whoever is in a story may have no page."""
    views = [story.view for story in stories]
    return {
        "story.address": "".join(story.address for story in stories),
        "story.title": [view.title for view in views],
        "story.summary": [view.summary for view in views],
        "story.quote": [view.quote or "" for view in views],
        "story.lang": [view.lang for view in views],
        "story.reviewed": [view.reviewed.isoformat() for view in views],
        "story.tags": [BETWEEN.join(story.tags) for story in stories],
        "story.people": [BETWEEN.join(one.name.display for one in view.people) for view in views],
        "story.kana": [BETWEEN.join(one.name.kana for one in view.people) for view in views],
        "story.romaji": [BETWEEN.join(one.name.romaji for one in view.people) for view in views],
    }


def sheet_columns(sheets: Sequence[Sheet]) -> Columns:
    """A value for each page."""
    return {
        "page.lang": [sheet.lang for sheet in sheets],
        "page.address": [sheet.address for sheet in sheets],
        "page.title": [sheet.title for sheet in sheets],
        "page.text": [BETWEEN.join(one.text for one in sheet.passages if one.text) for sheet in sheets],
    }


def text_columns(stories: Sequence[Told]) -> Columns:
    """A value for each passage of each story; `text.story` is the number of the story, counted from 0."""
    passages = [(number, one) for number, story in enumerate(stories) for one in story.passages]
    return {
        "text.story": packed(number for number, _ in passages),
        "text.anchor": [one.anchor for _, one in passages],
        "text.heading": [one.heading for _, one in passages],
        "text.body": [one.text for _, one in passages],
    }
