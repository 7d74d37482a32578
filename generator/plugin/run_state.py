"""What one build gathers from hook to hook: the pages of the site and what stands around each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from mkdocs.structure.files import File

from generator.build import Build, Page, Staging
from generator.project import Project
from generator.render import STANDARD, Chrome, Frame, Kept, Note, Surroundings, Words, labels
from generator.texts import load_texts


@dataclass
class Run:
    """One build. `pages` grows while MkDocs reads its files; its keys are the paths of the sources.

    `read` reads the content anew, for a configuration file that still is what `config` says; `chromes` are those of
    MkDocs' pages by their place, and `people` those of people's pages by language.
    """

    read: Callable[[], Project]
    config_file: Path
    base_url: str
    kept: Kept
    project: Project
    build: Build
    staging: Staging
    config: bytes
    pages: dict[str, Page] = field(default_factory=dict)
    chromes: dict[str, Chrome] = field(default_factory=dict)
    people: Mapping[str, Chrome] = field(default_factory=dict)

    def add_own(self, file: File) -> None:
        """Register one page that the company wrote; the address of a sealed one tells nothing of it."""
        prefixes = self.build.prefixes()
        own = (code for code, prefix in prefixes.items() if prefix and file.src_uri.startswith(prefix))
        locale = next(own, self.project.site.settings.languages[0])
        prefix = prefixes[locale]
        name = file.src_uri.removeprefix(prefix).removesuffix(".md")
        audience = self.project.own_pages[file.src_uri].audience
        kind = next(
            (
                kind
                for kind, place in STANDARD.items()
                if place.rstrip("/") == name.removesuffix("index").rstrip("/")
            ),
            "own",
        )
        if kind == "own" and audience != "public":
            file.dest_uri = f"{prefix}{self.build.own_address(file.src_uri)}index.html"
        address = file.dest_uri.removesuffix("index.html").removeprefix(prefix)
        self.pages[file.src_uri] = Page(
            Frame(locale, prefix, address), kind, audience, name if kind == "own" else ""
        )

    def missing(self) -> Mapping[str, Page]:
        """The stories, and those standard pages for which the company has written no words, by a source to make."""
        known = {page.frame for page in self.pages.values()}
        standard = [
            Page(Frame(locale, prefix, address), kind, "public")
            for locale, prefix in self.build.prefixes().items()
            for kind, address in STANDARD.items()
        ]
        wanted = [page for page in standard if page.frame not in known] + list(self.build.stories())
        return {f"{page.frame.place}index.md": page for page in wanted}

    def name(self, source: str, words: Words) -> Page:
        """Give a page its words."""
        self.pages[source] = replace(self.pages[source], words=words)
        return self.pages[source]

    def usual_title(self, page: Page) -> str:
        """The title of a standard page for which the company has written none."""
        titles = {**labels.PAGES, "home": labels.HOME}
        return load_texts(page.frame.locale).gettext(titles[page.kind]) if page.kind in titles else ""

    def others(self, page: Page) -> Mapping[str, str]:
        """The same page's address in the other languages; the first page of a language that has no such page."""
        return {
            locale: self._twin(page, locale) or prefix
            for locale, prefix in self.build.prefixes().items()
            if locale != page.frame.locale
        }

    def notes(self, locale: str) -> list[Note]:
        """The company's own pages in a language, but for the standard ones."""
        return [
            Note(page.words.title, page.frame.place, page.audience)
            for page in self.pages.values()
            if page.kind == "own" and page.frame.locale == locale
        ]

    def surroundings(self, page: Page) -> Surroundings:
        """What the theme's templates need to know to stand around the page."""
        return Surroundings(self.project.site.settings, load_texts(page.frame.locale), page.frame, page.kind)

    def not_found(self, root: str) -> Page:
        """The page for wrong addresses. It is shown at any depth, so its links begin at the root of the host."""
        locale = self.project.site.settings.languages[0]
        texts = load_texts(locale)
        frame = Frame(locale, "", "", absolute=root.rstrip("/") + "/")
        text = texts.gettext("There is no page at this address. It may have moved when keys were changed.")
        label = texts.gettext("To the first page")
        home = f'<a class="y-button" href="{frame.to("")}">{label}</a>'
        words = Words(texts.gettext("Nothing here"), f"<p>{text}</p><p>{home}</p>")
        return Page(frame, "missing", "public", words=words)

    def _twin(self, page: Page, locale: str) -> str | None:
        if page.kind in ("person", "story"):
            return self.build.prefixes()[locale] + page.frame.address
        for other in self.pages.values():
            if (other.kind, other.key, other.frame.locale) == (page.kind, page.key, locale):
                return other.frame.place
        return None
