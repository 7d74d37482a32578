"""Holds every rendered page against what its reader may read, before it is sealed.

Once sealed, a fault in a view could be seen by nobody but the wrong reader; and values of a few characters can be
looked for only here, where a text is known to be a page's.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from generator.project import Project
from generator.render import Kept, Rendering, anew
from generator.settings import PUBLIC, Settings
from generator.site.sealed import Text, texts, told_by
from generator.texts import load_texts
from generator.verify import Finder, occurring

_MARKUP = re.compile(r"""<wbr>|<[^>]*?\b(?:alt|aria-label)="([^"]*)"[^>]*>|<[^>]*>""")
_LEAST, _LEAST_ASCII = 2, 4  # shorter words stand inside others by chance


class Overheard(Exception):
    """A page shows its reader something that is not for her: a fault of this program, and no site comes of it."""


@dataclass(frozen=True)
class Guard:
    """Knows, for each reader, the texts that are not for her and stand in nothing that is.

    Readers are audiences and passes.
    """

    finders: Mapping[str, Finder]
    kept: Kept = anew

    def check(self, reader: str, place: str, rendering: Rendering) -> None:
        """Look for what is not for the reader in all that a page says to her.

        Raises `Overheard` with the names of the fields, never their values.
        """
        self.hear(
            reader, place, self.kept(("said", reader, place), rendering.html, lambda: spoken(rendering.html))
        )

    def hear(self, reader: str, place: str, said: str) -> None:
        """Look for what is not for the reader in anything that she is told. Raises `Overheard` as `check` does."""
        found = self.finders[reader].find(said)
        if found:
            raise Overheard(
                f"{place or 'the first page'} would show {reader} what is not for them: {', '.join(found)}"
            )


def spoken(markup: str) -> str:
    """What a page says: its text and the texts of its pictures, without markup."""
    return html.unescape(_MARKUP.sub(_separator, markup))


def _separator(match: re.Match[str]) -> str:
    return "" if match[0] == "<wbr>" else f"\n{match[1] or ''}\n"


def make_guard(project: Project, kept: Kept = anew) -> Guard:
    """The guard of one build."""
    known = texts(project.site)
    finders = {
        reader: _finder(project, known, reader, partial(_sees, project.site.settings, reader))
        for reader in project.site.settings.names
    }
    at_events = {
        pass_.id: _finder(project, known, PUBLIC, told_by(pass_, project.site)) for pass_ in project.passes
    }
    return Guard({**finders, **at_events}, kept)


def _sees(settings: Settings, reader: str, text: Text) -> bool:
    return text.audience is not None and settings.sees(reader, text.audience)


def _finder(
    project: Project, known: tuple[Text, ...], reader: str, may_read: Callable[[Text], bool]
) -> Finder:
    """What is looked for in a page: all that its reader may not read. `reader` is the audience that she is of."""
    hers = [may_read(one) for one in known]
    told = said(one for one, is_hers in zip(known, hers, strict=True) if is_hers)
    kept = {
        one.text: one.what
        for one, is_hers in zip(known, hers, strict=True)
        if not is_hers and one.kind != "code" and _long_enough(one.text)
    }
    common = occurring(kept, (*told, *open_words(project, reader)))
    return Finder({text: what for text, what in kept.items() if text not in common})


def said(known: Iterable[Text]) -> Iterator[str]:
    """What these texts say to whoever reads them; a link to a person or story says nothing of its id."""
    return (one.text for one in known if not one.text.startswith(("alumni:", "story:")))


def open_words(project: Project, reader: str) -> Iterator[str]:
    """Words that a reader may read whatever the profiles and stories are: the interface's and the company's own."""
    settings = project.site.settings
    yield from (*settings.title.values(), *settings.company.values(), settings.contact or "")
    yield from (title for audience in settings.audiences for title in audience.title.values())
    yield from (word for told in settings.tags.values() for word in told.values())
    for locale in settings.languages:
        yield from load_texts(locale).all_words()
    for page in project.own_pages.values():
        if settings.sees(reader, page.audience):
            yield from (page.title, page.text)


def _long_enough(text: str) -> bool:
    return len(text) >= (_LEAST_ASCII if text.isascii() else _LEAST)
