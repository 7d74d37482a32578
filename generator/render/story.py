"""A story's Markdown for one reader: links that she may follow, pictures, and the moments that answers are tied to."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from generator.fields import YearMonth
from generator.render.along import ARRIVED, told
from generator.render.environment import trusted
from generator.render.excerpts import Excerpt, excerpts
from generator.render.helper import Helper
from generator.render.markdown import Picture, Resolver, pieces, to_html
from generator.settings import Settings
from generator.site.joins import Join
from generator.site.seen import PictureView, StoryView
from generator.site.views import Views

_ANSWER = re.compile(r"<h2 data-at=[^>]* id=\"([^\"]+)\"[^>]*>")
_WAY = Markup('<p><a href="{}" rel="noopener noreferrer">{} <span lang="{}">{}</span></a></p>')


@dataclass(frozen=True)
class Reach:
    """Where a story's text may lead its reader: stories, people's pages, pictures sealed for an audience, and joins."""

    stories: frozenset[str]
    people: frozenset[str]
    pictures: str
    joins: tuple[Join, ...] = ()


def reach_of(views: Views, slug: str, reader: str) -> Reach:
    """Where the text of a story may lead one audience."""
    return Reach(
        stories=views.slugs(reader),
        people=views.ids(reader),
        pictures=views.audience_of_story(slug),
        joins=views.joins(slug, reader),
    )


def story_parts(
    story: StoryView, reach: Reach, settings: Settings, helper: Helper
) -> tuple[tuple[str, Markup], ...]:
    """The story's text as safe HTML, for one reader on one page: pieces of text, and by turns with them, under each
    answer that is tied to a moment, the ways to those who join there, if any; each with its name.

    All readers have the same pieces, so that a narrower one needs only those that differ for her. An answer that is
    tied to a moment has a second anchor, so that who comes by such a way can be shown the way back.
    """
    ways: dict[str, Markup] = defaultdict(Markup)
    for one in (told(join, story, reach.joins, helper) for join in reach.joins):
        ways[one.at] += _WAY.format(one.href, one.sentence, one.lang, one.target)
    found: list[tuple[str, Markup]] = []
    for place, (moment, html) in enumerate(pieces(story.body, _resolver(story, reach, settings, helper))):
        anchored = _ANSWER.sub(lambda match: f'{match[0]}<span id="{ARRIVED}-{match[1]}"></span>', html)
        found.append((f"text-{place}", trusted(anchored.strip())))
        if moment:  # the first answer of a moment has them
            found.append((f"ways-{place}", ways.pop(moment, Markup())))
    return tuple(found)


def answers_html(story: StoryView, reach: Reach, settings: Settings, helper: Helper) -> Mapping[str, Excerpt]:
    """The story's answers by the ids of their headings, for one reader on a page of many stories."""
    return excerpts(story.body, _resolver(story, reach, settings, helper), helper.story(story.slug))


def _resolver(story: StoryView, reach: Reach, settings: Settings, helper: Helper) -> Resolver:
    def link(reference: str) -> str | None:
        scheme, _, rest = reference.partition(":")
        key, _, anchor = rest.partition("#")
        if scheme == "story":
            found = helper.story(key) if key in reach.stories else None
        else:
            found = helper.person(key) if key in reach.people else None
        return f"{found}#{anchor}" if found and anchor else found

    def picture(name: str) -> Picture | None:
        view = PictureView(f"{settings.stories_dir}/images/{name}", "", reach.pictures)
        return helper.markdown_picture(view)

    return Resolver(
        link=link,
        picture=picture,
        label=lambda moment: _label(moment, story, helper),
        phrases=lambda text: helper.cut(text) if story.lang == "ja" else [text],
        contact=settings.contact,
    )


def story_words(story: StoryView) -> str:
    """The story's text as safe HTML that leads nowhere and shows nothing: what is searched, for every reader alike."""
    silent = Resolver(
        link=lambda _: None,
        picture=lambda _: None,
        label=lambda _: "",
        phrases=lambda text: [text],
        contact=None,
    )
    return to_html(story.body, silent)


def _label(moment: str, story: StoryView, helper: Helper) -> str:
    """The words over an answer."""
    try:
        return moment_label(YearMonth.parse(moment), story, helper)
    except ValueError:  # in a form of heading that the checks do not look at
        return ""


def moment_label(when: YearMonth, story: StoryView, helper: Helper) -> str:
    """When it was and what happened then, as far as this reader sees the career."""
    for person in story.people:
        begun = [spell for spell in person.spells if _same(spell.start, when)]
        if any(_same(turn.at, when) for turn in person.turns):
            bend = helper.texts.gettext("A bend in the road")
            return f"{helper.when(when)} · {bend}"
        if begun:
            return f"{helper.when(when)} · {helper.beginning(begun[0], person.spells)}"
    return helper.when(when)


def _same(one: YearMonth, other: YearMonth) -> bool:
    """Whether two moments are the same as far as both are told."""
    return one.year == other.year and (None in (one.month, other.month) or one.month == other.month)
