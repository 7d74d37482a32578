"""The MkDocs hooks, and the only module that knows MkDocs."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from importlib.resources import files as package_files
from pathlib import Path
from typing import Any, Literal

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, BuildError, PluginError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import TableOfContents
from mkdocs.utils import CountHandler, get_relative_url
from mkdocs.utils.templates import TemplateContext

from generator.build import Build, NotOurs, Page, Staging, finish, open_staging, write_people
from generator.diagnostics import render
from generator.project import ContentError, Project, prepare
from generator.render import STANDARD, Chrome, Frame, Note, Surroundings, Words, labels, read_chrome
from generator.texts import load_texts

_log = logging.getLogger("mkdocs.plugins.yorimichi")
_FIRST, _LAST = 100, -100

_PALETTE = (
    ("(prefers-color-scheme)", "default", "material/theme-light-dark"),
    ("(prefers-color-scheme: light)", "default", "material/weather-sunny"),
    ("(prefers-color-scheme: dark)", "slate", "material/weather-night"),
)


@dataclass
class _Run:
    """What one build gathers from hook to hook."""

    project: Project
    build: Build
    staging: Staging
    pages: dict[str, Page] = field(default_factory=dict)  # by the path of the source

    def others(self, page: Page) -> Mapping[str, str]:
        """The same page's address in the other languages; the first page of one that has no such page."""
        prefixes = self.build.prefixes()
        same = {other.frame.locale: other.frame.place for other in self.pages.values() if _twins(page, other)}
        if page.kind == "person":
            same = {locale: prefix + page.frame.address for locale, prefix in prefixes.items()}
        return {
            locale: same.get(locale, prefix)
            for locale, prefix in prefixes.items()
            if locale != page.frame.locale
        }

    def notes(self, locale: str) -> list[Note]:
        """The company's own pages of a language, but for the standard ones."""
        return [
            Note(page.words.title, page.frame.place, page.audience)
            for page in self.pages.values()
            if page.kind == "own" and page.frame.locale == locale
        ]


def _twins(page: Page, other: Page) -> bool:
    return (page.kind, page.key) == (other.kind, other.key) and page.kind != "person"


class YorimichiPlugin(BasePlugin):
    """Profiles and stories as pages of a MkDocs site, sealed for their audiences."""

    def __init__(self) -> None:
        self._preview = False
        self._run: _Run | None = None

    def load_config(
        self, options: dict[str, Any], config_file_path: str | None = None
    ) -> tuple[list[Any], list[Any]]:
        """Take the options as they are: our own models say what is wrong with them, at line and column."""
        self.config = options
        return [], []

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember whether this is the preview server, whose reload script needs a looser policy."""
        if dirty:
            raise Abort("A part of a site cannot be built by itself: leave out --dirty.")
        self._preview = command == "serve"

    @event_priority(_LAST)  # after every other plugin has had its say in the configuration
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read and check everything; from here on, the site is built in a folder beside the old one."""
        project = _prepared(config, self.config)
        try:
            staging = open_staging(Path(config.site_dir))
        except NotOurs as error:
            raise PluginError(str(error)) from None
        self._run = _Run(project, Build(project, config.site_url or ""), staging)
        config.site_dir = str(staging.path)
        _set_theme(config, project)
        return config

    @event_priority(_LAST)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Keep the company's pages and its `assets/`; add stories and the standard pages. Nothing else is published."""
        run = self._running()
        for file in [file for file in files if file.src_dir == config.docs_dir]:
            if file.is_documentation_page():
                self._add_own(run, file)
            elif not file.src_uri.startswith("assets/"):
                files.remove(file)
        for page in (*_standard_pages(run), *run.build.stories()):
            name = f"{page.frame.place}index.md" if page.kind != "story" else f"{page.frame.place.rstrip('/')}.md"
            if not any(_twins(page, own) and own.frame == page.frame for own in run.pages.values()):
                files.append(File.generated(config, name, content="", inclusion=InclusionLevel.NOT_IN_NAV))
                run.pages[name] = page
        return files

    @event_priority(_FIRST)  # before a plugin can take what is sealed from the front matter
    def on_page_markdown(self, markdown: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
        """Take title and description out of the page's front matter; a theme's key in it would change the page."""
        known = self._running().pages[page.file.src_uri]
        words = Words(str(page.meta.get("title") or ""), "", str(page.meta.get("description") or ""))
        self._running().pages[page.file.src_uri] = _with_words(known, words)
        page.meta = {}
        return markdown

    @event_priority(_FIRST)  # before a plugin can take what is sealed from the content
    def on_page_content(self, html: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
        """Take the text; a sealed page keeps neither text, title nor headings for anybody who comes after us."""
        run = self._running()
        known = run.pages[page.file.src_uri]
        title = known.words.title or (page.title if html else "") or _usual_title(known)
        run.pages[page.file.src_uri] = _with_words(known, Words(str(title), html, known.words.summary))
        if known.audience == "public":
            page.title = str(title)
            return html
        page.title = run.project.site.settings.title[known.frame.locale]
        page.toc = TableOfContents([])
        return ""

    @event_priority(_LAST)
    def on_page_context(
        self, context: TemplateContext, *, page: MkDocsPage, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Give the theme's templates the page's surroundings."""
        run = self._running()
        context["yorimichi"] = _surroundings(run, run.pages[page.file.src_uri])  # type: ignore[typeddict-unknown-key]
        return context

    @event_priority(_LAST)  # after every other plugin has seen the page, which holds nothing sealed until here
    def on_post_page(self, output: str, *, page: MkDocsPage, config: MkDocsConfig) -> str:
        """Fill the slots of the rendered chrome."""
        run = self._running()
        known = run.pages[page.file.src_uri]
        chrome = read_chrome(output, preview=self._preview)
        return run.build.page(chrome, known, run.others(known), run.notes(known.frame.locale))

    def on_template_context(
        self, context: TemplateContext, *, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        """The page for wrong addresses has surroundings as well; its links begin at the root of the host."""
        context["yorimichi"] = _surroundings(self._running(), _not_found(self._running(), context["base_url"]))  # type: ignore[typeddict-unknown-key]
        return context

    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
        """Fill the page for wrong addresses."""
        run = self._running()
        page = _not_found(run, get_relative_url(".", template_name))
        return run.build.page(read_chrome(output_content, preview=self._preview), page, run.others(page))

    @event_priority(_LAST)
    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Render the chrome of people's pages once for each language, and write those pages through it."""
        run = self._running()
        chromes = {locale: self._person_chrome(env, config, locale) for locale in run.build.prefixes()}
        write_people(run.build, run.staging, chromes, run.others)
        return env

    @event_priority(_LAST)  # after every other plugin has written what it writes
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write pictures, keyring and sitemap, search all of it for anything sealed, and swap it in."""
        run = self._running()
        if config.strict and _warnings():
            return  # MkDocs says why and stops; `on_build_error` clears away what has been built
        leaks = finish(run.build, run.staging, tuple(run.pages.values()))
        if leaks:
            lines = "\n".join(f"  {leak.file}, byte {leak.offset}: {leak.what}" for leak in leaks)
            raise PluginError(f"The built site gives away what is sealed; it is not published.\n{lines}")
        run.staging.commit()
        config.site_dir = str(run.staging.target)
        _log.info("The site stands in %s", run.staging.target)

    def on_build_error(self, *, error: Exception) -> None:
        """Leave the old site as it is, and say what happened in a sentence."""
        if self._run is not None:
            self._run.staging.discard()
        if not isinstance(error, BuildError | Abort):
            _log.debug("the failure in full", exc_info=error)
            raise Abort(f"The build failed and the old site stands as it was. {type(error).__name__}: {error}")

    def on_shutdown(self) -> None:
        """Nothing of a preview stays behind."""
        if self._run is not None:
            self._run.staging.discard()

    def _add_own(self, run: _Run, file: File) -> None:
        """Register one page that the company wrote; the address of a sealed one tells nothing."""
        prefixes = run.build.prefixes()
        locale = next((code for code, prefix in prefixes.items() if prefix and file.src_uri.startswith(prefix)), None)
        locale = locale or run.project.site.settings.languages[0]
        prefix = prefixes[locale]
        name = file.src_uri.removeprefix(prefix).removesuffix(".md")
        audience = run.project.own_pages[file.src_uri].audience
        kind = next((kind for kind, place in STANDARD.items() if place.rstrip("/") == name.removesuffix("index")), "own")
        if kind == "own" and audience != "public":
            file.dest_uri = f"{prefix}{run.build.own_address(file.src_uri)}index.html"
        address = file.dest_uri.removesuffix("index.html").removeprefix(prefix)
        run.pages[file.src_uri] = Page(Frame(locale, prefix, address), kind, audience, name if kind == "own" else "")

    def _person_chrome(self, env: Environment, config: MkDocsConfig, locale: str) -> Chrome:
        """The theme's own template, rendered with slots as for a page at the depth of people's pages."""
        run = self._running()
        page = next((page for page in run.build.people() if page.frame.locale == locale), None)
        frame = page.frame if page else Frame(locale, run.build.prefixes()[locale], "a/0/")
        context = TemplateContext(
            nav=Navigation([], []),
            pages=[],
            base_url=frame.root.rstrip("/"),
            extra_css=[],
            extra_javascript=[],
            mkdocs_version="",
            build_date_utc=None,  # type: ignore[typeddict-item]  # no template of ours shows the hour
            config=config,
            page=None,
        )
        context["yorimichi"] = _surroundings(run, Page(frame, "person", "public"))  # type: ignore[typeddict-unknown-key]
        return read_chrome(env.get_template("main.html").render(context), preview=self._preview)

    def _running(self) -> _Run:
        if self._run is None:
            raise RuntimeError("a hook ran before on_config")
        return self._run


def _prepared(config: MkDocsConfig, options: Mapping[str, Any]) -> Project:
    """The checked content and the gate, or a refusal that lists everything that is wrong."""
    try:
        project = prepare(Path(config.config_file_path), Path(config.docs_dir), options)
    except ContentError as error:
        raise PluginError(str(error)) from None
    if project.diagnostics:  # no warning of MkDocs': what time alone brings about must not stop a strict build
        _log.info("%s", render(project.diagnostics, "text", project.site.root))
    return project


def _set_theme(config: MkDocsConfig, project: Project) -> None:
    """Put our templates before the theme's, and watch what a preview is made of."""
    package = Path(str(package_files("generator")))
    config.theme.dirs.insert(0, str(package / "theme"))
    config.theme.static_templates.discard("sitemap.xml")  # ours names only what is open, and has no dates
    config.theme["palette"] = [
        {"media": media, "scheme": scheme, "primary": "custom", "accent": "custom", "toggle": {"icon": icon, "name": ""}}
        for media, scheme, icon in _PALETTE
    ]
    site = project.site
    folders = (site.settings.alumni_dir, site.settings.stories_dir)
    watched = [site.root / name for name in folders] + [package / "theme", package / "render" / "templates"]
    config.watch.extend(str(folder) for folder in watched if folder.is_dir())


def _standard_pages(run: _Run) -> list[Page]:
    """The pages that every site has, in each language, whether the company has written words for them or not."""
    return [
        Page(Frame(locale, prefix, address), kind, "public")
        for locale, prefix in run.build.prefixes().items()
        for kind, address in STANDARD.items()
    ]


def _surroundings(run: _Run, page: Page) -> Surroundings:
    return Surroundings(run.project.site.settings, load_texts(page.frame.locale), page.frame, page.kind)


def _not_found(run: _Run, root: str) -> Page:
    locale = run.project.site.settings.languages[0]
    texts = load_texts(locale)
    text = texts.gettext("There is no page at this address. It may have moved when keys were changed.")
    frame = Frame(locale, "", "", absolute=root.rstrip("/") + "/")
    return Page(frame, "missing", "public", words=Words(texts.gettext("Nothing here"), f"<p>{text}</p>"))


def _usual_title(page: Page) -> str:
    titles = {**labels.PAGES, "home": labels.HOME}
    return load_texts(page.frame.locale).gettext(titles[page.kind]) if page.kind in titles else ""


def _with_words(page: Page, words: Words) -> Page:
    return replace(page, words=words)


def _warnings() -> bool:
    """Whether MkDocs has counted warnings, which in strict mode stop the build after its last hook."""
    counters = [one for one in logging.getLogger("mkdocs").handlers if isinstance(one, CountHandler)]
    return any(counter.get_counts() for counter in counters)
