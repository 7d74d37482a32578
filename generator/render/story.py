"""A story's Markdown for one reader: links that she may follow, pictures, and the moments that answers are tied to."""

from __future__ import annotations

from generator.fields import YearMonth
from generator.render.helper import Helper
from generator.render.markdown import Picture, Resolver, to_html
from generator.settings import Settings
from generator.site.seen import PictureView, StoryView
from generator.site.views import Views


def story_html(story: StoryView, views: Views, settings: Settings, helper: Helper, reader: str) -> str:
    """The story's text as safe HTML, for one reader on one page."""

    def link(reference: str) -> str | None:
        scheme, _, rest = reference.partition(":")
        key, _, anchor = rest.partition("#")
        if scheme == "story":
            found = helper.story(key) if views.story(key, reader) else None
        else:
            found = helper.person(key) if views.person(key, reader) and helper.has_page(key) else None
        return f"{found}#{anchor}" if found and anchor else found

    def picture(name: str) -> Picture | None:
        view = PictureView(f"{settings.stories_dir}/images/{name}", "", views.audience_of_story(story.slug))
        return helper.markdown_picture(view)

    return to_html(
        story.body,
        Resolver(
            link=link,
            picture=picture,
            label=lambda moment: _label(moment, story, helper),
            phrases=lambda text: helper.cut(text) if story.lang == "ja" else [text],
            contact=settings.contact,
        ),
    )


def _label(moment: str, story: StoryView, helper: Helper) -> str:
    """The words over an answer: when it was and what happened then, as far as this reader sees the career."""
    try:
        when = YearMonth.parse(moment)
    except ValueError:  # in a form of heading that the checks do not look at
        return ""
    for person in story.people:
        begun = [spell for spell in person.spells if _same(spell.start, when)]
        if any(_same(turn.at, when) for turn in person.turns):
            bend = helper.texts.gettext("A bend in the road")
            return f"{helper.when(when)} · {bend}"
        if begun:
            return f"{helper.when(when)} · {helper.beginning(begun[0])}"
    return helper.when(when)


def _same(one: YearMonth, other: YearMonth) -> bool:
    """Whether two moments are the same as far as both are told."""
    return one.year == other.year and (None in (one.month, other.month) or one.month == other.month)
