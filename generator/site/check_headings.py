"""Checks the headings of each story, and the questions that they ask."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from generator.diagnostics import Diagnostic, finding
from generator.fields import ID
from generator.headings import Title
from generator.phrase import phrase
from generator.site.content import Text
from generator.story import EXPECTED, QUESTIONS
from generator.wording import correction, nearest

_STRAY_BRACES = re.compile(r"[{｛][\s:：]*[#＃]")
_LEVELS = range(2, 5)


def check_headings(text: Text) -> Iterator[Diagnostic]:
    """Headings that are none or say what cannot be said, and questions without an answer."""
    found = (*_headings(text), *_underlined(text))
    yield from found
    yield from _questions(text, found)


def _underlined(text: Text) -> Iterator[Diagnostic]:
    for place in text.body.underlined:
        message = phrase("The line of signs below makes a heading of this line.")
        hint = phrase("A heading begins with `## `; above a line across the page, leave an empty line.")
        yield finding("bad-heading", text.document.path, place, message, hint)


def _headings(text: Text) -> Iterator[Diagnostic]:
    seen: dict[str, int] = {}
    for title in text.body.titles:
        path, place, name = text.document.path, title.braces_place, title.braces.id
        problem = _bad_braces(title)
        if title.level not in _LEVELS:
            message = phrase("A heading in a story has two to four `{sign}`.", sign="#")
            hint = phrase("Write `## …`, or `\\#` where the sign itself is meant.")
            yield finding("bad-heading", path, title.place, message, hint)
        elif problem:
            yield finding("bad-heading", path, place, *problem)
        elif title.edit:
            message = phrase("This is not read as it is meant, and would be shown as it stands.")
            found = finding(
                "bad-heading", path, title.edit.start, message, correction(title.edit.text.strip())
            )
            yield replace(found, edit=title.edit)
        elif name and seen.setdefault(name, place[0]) != place[0]:
            message = phrase(
                "`{name}` stands in lines {first} and {again}.",
                name=f"#{name}",
                first=seen[name],
                again=place[0],
            )
            yield finding(
                "duplicate-heading", path, place, message, phrase("Choose another id for one of the two.")
            )
        elif name and title.level == 2 and name not in QUESTIONS and (near := nearest(name, QUESTIONS)):
            message = phrase("`#{name}` is not one of the standard questions.", name=name)
            yield finding(
                "unknown-question", path, place, message, phrase("Did you mean `#{near}`?", near=near)
            )


def _bad_braces(title: Title) -> tuple[str, str] | None:
    name, others = title.braces.id, title.braces.others
    if _STRAY_BRACES.search(title.text) or (title.written and not title.text):
        return phrase("Braces stand behind the words of a heading, at its end."), phrase(
            "For example: {example}", example="## … {#gap at=2001-04}"
        )
    if others:
        message = phrase("`{words}` cannot stand behind a heading.", words=others[0][:40])
        return message, phrase("Only an id and a time: {example}", example="{#gap at=2001-04}")
    if name is not None and not ID.fullmatch(name):
        return phrase("`#{name}` is not an id.", name=name[:40]), phrase(
            "Lower-case letters, digits and single hyphens: {example}", example="{#gap}"
        )
    if name is not None and name.startswith("y-"):  # the site's own; the rendered heading would lose it
        return phrase("`{name}` is reserved.", name=f"#{name}"), phrase("Choose another name.")
    if title.braces.at is not None and (title.level != 2 or name is None):
        return phrase("`at=` belongs to a level-2 heading with an id."), phrase(
            "For example: {example}", example="## … {#gap at=2001-04}"
        )
    return None


def _questions(text: Text, headings: Sequence[Diagnostic]) -> Iterator[Diagnostic]:
    """Headings without an answer; and expected ones that are not there, unless one that is has a wrong id."""
    path, titles = text.document.path, [title for title in text.body.titles if title.level == 2]
    told = {one.line for one in headings}
    for title in titles:
        if title.silent and title.braces.id in QUESTIONS and title.place[0] not in told:
            message, hint = (
                phrase("This question has no answer yet."),
                phrase("Write it below, or remove the heading."),
            )
            yield finding("unanswered-question", path, title.place, message, hint)
    missing = [name for name in EXPECTED if name not in {title.braces.id for title in titles}]
    if missing and not any(
        one.code in {"bad-heading", "duplicate-heading", "unknown-question"} for one in headings
    ):
        message = phrase("No answer to: {questions}.", questions=", ".join(missing))
        hint = phrase("Students ask these first: {example}", example=f"## … {{#{missing[0]}}}")
        yield finding("unanswered-question", path, text.document.place(("title",), key=True), message, hint)
