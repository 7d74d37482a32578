"""From a site and a gate to finished pages: every page is rendered for each audience and sealed in layers."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from generator.build.guard import Guard, make_guard
from generator.build.layers import Body, layered
from generator.build.media import Shot, by_source, media_files, shots
from generator.build.shards import Own, Shards, own_page
from generator.project import Project
from generator.render import Chrome, Frame, Kept, Note, Places, Renderer, Rendering, Words, anew
from generator.site.views import Views
from generator.texts import load_texts

_SITEMAP = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"'
# Pages that show each audience more.
_EVERYWHERE = ("home", "stories", "alumni", "paths", "questions", "carried", "events")


NO_WORDS = Words("", "")


@dataclass(frozen=True)
class Page:
    """One page to be built: its frame and kind, who may read it, and whose or which story it is.

    `words` are the company's own; people and stories have none.
    """

    frame: Frame
    kind: str
    audience: str
    key: str = ""
    words: Words = NO_WORDS


class Build:
    """Everything of one build that pages share: addresses, pictures and renderers.

    `kept` may use again what an earlier build made of equal things.
    """

    def __init__(self, project: Project, base_url: str, kept: Kept = anew) -> None:
        self.site = project.site
        self.gate = kept("gate", project.gate, lambda: project.gate)  # an equal one has its keyring already
        self.project = project
        self._kept = kept
        self._base_url = base_url.rstrip("/") + "/" if base_url else ""
        self._views = Views(project.site)

    @property
    def remembers(self) -> bool:
        """Whether what it makes is kept for another build, in the memory of this process."""
        return self._kept is not anew

    @cached_property
    def shots(self) -> tuple[Shot, ...]:
        """The pictures of the site."""
        return shots(self.project, self.gate, self._kept)

    @cached_property
    def places(self) -> Places:
        """Where people, stories and pictures lie."""
        address = self.gate.address
        return Places(
            people={key: f"a/{address('a', key)}/" for key in self._views.directory()},
            stories=self._stories,
            pictures=by_source(self.shots),
        )

    @cached_property
    def _stories(self) -> Mapping[str, str]:
        return {slug: f"s/{self.gate.address('s', slug)}/" for slug in self.site.stories}

    @cached_property
    def _guard(self) -> Guard:
        return make_guard(self.project, self._kept)

    @cached_property
    def _renderers(self) -> Mapping[str, Renderer]:
        languages = self.site.settings.languages
        return {
            code: Renderer(self.site, self.places, load_texts(code), self._kept, self._views)
            for code in languages
        }

    def prefixes(self) -> Mapping[str, str]:
        """The languages of the site and the prefix of each one's addresses."""
        first, *others = self.site.settings.languages
        return {first: "", **{code: f"{code}/" for code in others}}

    def people(self) -> Iterator[Page]:
        """The pages of people, in each language."""
        for locale, prefix in self.prefixes().items():
            for key, profile in self._views.directory().items():
                frame = Frame(locale, prefix, self.places.people[key])
                yield Page(frame, "person", self._views.person_audience(profile), key)

    def stories(self) -> Iterator[Page]:
        """The pages of stories, in each language of the site."""
        for locale, prefix in self.prefixes().items():
            for slug, story in self.site.stories.items():
                frame = Frame(locale, prefix, self._stories[slug])
                yield Page(frame, "story", self._views.story_audience(story), slug)

    def story_address(self, slug: str, locale: str) -> str:
        """The address of a story's page from the root, in one language of the site."""
        return self.prefixes()[locale] + self._stories[slug]

    def own_address(self, source: str) -> str:
        """The address of a sealed page that the company wrote; the name of its file would tell what it is about."""
        return f"p/{self.gate.address('p', source)}/"

    def body(self, page: Page, notes: Sequence[Note] = ()) -> Body:
        """The page's region for every audience that may read it.

        Raises `ValueError` where the content of one object is larger than the format allows, and `Overheard` where
        a reader would be shown what is not for her.
        """
        renderer = self._renderers[page.frame.locale]
        read = self._reading(renderer, page, notes)
        readers = self._readers(page)
        readings = [(reader, read(reader)) for reader in readers]
        at_events = list(self._at_events(renderer, page))
        for reader, reading in (*readings, *at_events):
            self._guard.check(reader, page.frame.place, reading)
        gate_html = renderer.gate(page.frame) if page.audience != "public" else ""
        try:
            return self._kept(
                ("body", page.frame),
                (self.gate, readings, at_events, gate_html),
                lambda: layered(
                    self.gate, page.frame.place, readings, gate_html, at_events, steady=page.kind == "story"
                ),
            )
        except ValueError as error:
            raise ValueError(f"The {page.kind} page {page.key or page.frame.place}: {error}") from error

    def slots(self, page: Page, body: Body, others: Mapping[str, str]) -> Mapping[str, str]:
        """What goes into the chrome; a sealed page has no title, description or relations of its own.

        `others` are the addresses from the root of the same page in other languages.
        """
        title = self.site.settings.title[page.frame.locale]
        named = title if body.title in (None, "") or page.kind == "home" else f"{body.title} — {title}"
        switches = {f"switch-{locale}": page.frame.root + place for locale, place in others.items()}
        head = self._head(page)
        return {"title": html.escape(named), "head": head, "body": body.html, **switches}

    def page(self, chrome: Chrome, page: Page, others: Mapping[str, str], notes: Sequence[Note] = ()) -> str:
        """One finished page."""
        return chrome.fill(self.slots(page, self.body(page, notes), others))

    def media(self) -> Iterator[tuple[str, bytes]]:
        """The files of all pictures."""
        return media_files(self.shots, self.gate)

    def shards(self, pages: Sequence[Page]) -> Iterator[tuple[str, bytes]]:
        """The files of what is searched; `pages` are those of MkDocs, with their words.

        Raises `Overheard` where a reader would be told what is not for her.
        """
        made = Shards(self.project, self.gate, self.places, self._guard, self._kept)
        return made.files(
            [_searched(page) for page in pages if page.kind not in ("story", "person", "missing")]
        )

    def sitemap(self, pages: Sequence[Page]) -> str:
        """A sitemap of the open pages with their other languages; without dates, so that the same input gives the same.

        The languages stand here and not in the pages: Material's script would ask for a sitemap at each of them.
        """
        open_pages = [page for page in pages if page.audience == "public" and self._base_url]
        twins: dict[tuple[str, str], list[Page]] = {}
        for page in open_pages:
            twins.setdefault((page.kind, page.key), []).append(page)
        rows = "".join(self._url(page, twins[page.kind, page.key]) for page in open_pages)
        return f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset {_SITEMAP}>\n{rows}</urlset>\n'

    def _url(self, page: Page, twins: Sequence[Page]) -> str:
        links = "".join(
            f'<xhtml:link rel="alternate" hreflang="{twin.frame.locale}" href="{self._at(twin)}"/>'
            for twin in twins
            if len(twins) > 1
        )
        return f"<url><loc>{self._at(page)}</loc>{links}</url>\n"

    def _at(self, page: Page) -> str:
        return html.escape(self._base_url + page.frame.place, quote=True)

    def _readers(self, page: Page) -> tuple[str, ...]:
        """Who reads the page, the widest first: its audience and all narrower ones."""
        names = self.site.settings.names
        narrower = names[names.index(page.audience) :]
        return narrower if page.kind in (*_EVERYWHERE, "person", "story") else narrower[:1]

    def _reading(self, renderer: Renderer, page: Page, notes: Sequence[Note]) -> Callable[[str], Rendering]:
        frame, words = page.frame, page.words
        readings: Mapping[str, Callable[[str], Rendering]] = {
            "home": lambda reader: renderer.home(frame, reader, words, notes),
            "stories": lambda reader: renderer.stories(frame, reader, words),
            "alumni": lambda reader: renderer.alumni(frame, reader, words, page.audience),
            "paths": lambda reader: renderer.paths(frame, reader, words),
            "questions": lambda reader: renderer.questions(frame, reader, words),
            "carried": lambda reader: renderer.carried(frame, reader, words),
            "events": lambda reader: renderer.events(frame, reader, words),
            "unlock": lambda _reader: renderer.unlock(frame, words),
            "person": lambda reader: renderer.person(frame, page.key, reader),
            "story": lambda reader: renderer.story(frame, page.key, reader),
        }
        return readings.get(page.kind, lambda _reader: renderer.text(frame, words))

    def _at_events(self, renderer: Renderer, page: Page) -> Iterator[tuple[str, Rendering]]:
        """What each pass shows on this page, beside what its own readers see."""
        for pass_ in self.project.passes:
            if page.kind == "stories":
                yield pass_.id, renderer.event_stories(page.frame, pass_)
            elif page.kind == "questions":
                yield pass_.id, renderer.event_questions(page.frame, pass_)
            elif page.kind == "story" and page.audience != "public" and page.key in pass_.stories:
                yield pass_.id, renderer.event_view(page.frame, page.key, pass_)

    def _head(self, page: Page) -> str:
        if page.audience != "public":
            return '<meta name="robots" content="noindex">'
        lines = []
        if description := self._description(page):
            lines.append(f'<meta name="description" content="{html.escape(description, quote=True)}">')
        if self._base_url:
            lines.append(f'<link rel="canonical" href="{self._base_url}{page.frame.place}">')
        return "\n".join(lines)

    def _description(self, page: Page) -> str:
        if page.kind == "story":
            return self.site.stories[page.key].summary
        if page.kind == "person":
            view = self._views.person(page.key, "public")
            return (view and view.headline) or ""
        return page.words.summary


def _searched(page: Page) -> Own:
    words = page.words
    return own_page(
        page.frame.locale, page.frame.place, page.audience, words.title, f"{words.summary}<p>{words.text}"
    )
