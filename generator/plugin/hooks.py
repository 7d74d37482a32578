"""The MkDocs hooks.

They stand in the order in which MkDocs calls them. `_FIRST` where no other plugin may see what is sealed, `_LAST` where
every other plugin must have done its part.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from importlib.resources import files as package_files
from pathlib import Path
from typing import Any, Literal, cast

from jinja2 import Environment
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, BuildError, PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import TableOfContents
from mkdocs.utils import CountHandler
from mkdocs.utils.templates import TemplateContext

from generator.build import (
    Build,
    Busy,
    Compiled,
    Memory,
    NotOurs,
    Overheard,
    Page,
    leaks,
    open_staging,
    write_people,
    write_rest,
)
from generator.diagnostics import render
from generator.plugin.ending import clear_when_ended, undisturbed
from generator.plugin.preview import Outcome, Preview, leak_listing, watched
from generator.plugin.run_state import Run
from generator.project import ContentError, Project, prepare
from generator.render import Chrome, Frame, Surroundings, Words, anew, read_chrome
from generator.texts import findings_in

_log = logging.getLogger("mkdocs.plugins.yorimichi")
_content = logging.getLogger("mkdocs.plugins.yorimichi.content")
_FIRST, _LAST = 100, -100

_PALETTE = (
    ("(prefers-color-scheme)", "default", "material/theme-light-dark"),
    ("(prefers-color-scheme: light)", "default", "material/weather-sunny"),
    ("(prefers-color-scheme: dark)", "slate", "material/weather-night"),
)


class Options(Config):  # type: ignore[no-untyped-call]
    """No option is known to MkDocs: `generator.settings` has them all, and says what is wrong where."""


class YorimichiPlugin(BasePlugin[Options]):  # type: ignore[no-untyped-call]
    """Profiles and stories as pages of a MkDocs site, sealed for their audiences."""

    def __init__(self) -> None:
        self.outcome: Outcome | None = None
        self._preview = False
        self._memory = Memory()
        self._compiled = Compiled()
        self._state: Run | None = None

    def load_config(
        self, options: dict[str, Any], config_file_path: str | None = None
    ) -> tuple[list[Any], list[Any]]:
        """Take the options as they are: our own models say what is wrong with them, at line and column."""
        self.config = cast("Options", options)
        return [], []

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember whether this is the preview, which keeps what an edit does not change."""
        if dirty:
            raise Abort("A part of a site cannot be built by itself: leave out --dirty.")
        clear_when_ended()
        self._preview = command == "serve"

    @event_priority(_LAST)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read and check everything; from here on, the site is built in a folder beside the old one."""
        if not config.use_directory_urls:
            raise PluginError("Opaque addresses need `use_directory_urls: true`, which is MkDocs' default.")
        config.watch.extend(map(str, watched(Path(config.config_file_path), self.config)))
        file, base_url = Path(config.config_file_path), config.site_url or ""
        said, options = file.read_bytes(), cast("Mapping[str, Any]", self.config)
        read = partial(prepare, file, Path(config.docs_dir), options, base_url)
        project = self._prepared(file.parent, read)
        kept = self._memory.made if self._preview else anew
        build = Build(project, base_url, kept)
        try:
            with undisturbed():
                staging = open_staging(Path(config.site_dir))
                self._state = Run(read, file, base_url, kept, project, build, staging, said)
        except (Busy, NotOurs) as error:
            raise PluginError(str(error)) from None
        config.site_dir = str(staging.path)
        _set_theme(config)
        return config

    @event_priority(_LAST)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Keep the company's pages and its `assets/`; add stories and the standard pages. Nothing else is published."""
        for file in [file for file in files if file.src_dir == config.docs_dir]:
            if file.is_documentation_page():
                if file.src_uri not in self._run.project.own_pages:  # it has no audience, then
                    where = f"{Path(config.docs_dir).name}/{file.src_uri}"
                    raise PluginError(f"{where} is not read: pages are plain files, ending in .md.")
                self._run.add_own(file)
            elif not file.src_uri.startswith("assets/"):
                files.remove(file)
        for source, page in self._run.missing().items():
            files.append(File.generated(config, source, content="", inclusion=InclusionLevel.NOT_IN_NAV))
            self._run.pages[source] = page
        return files

    @event_priority(_FIRST)
    def on_page_markdown(self, markdown: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
        """Take title and description out of the front matter; other keys of it could change the page."""
        words = Words(str(page.meta.get("title") or ""), "", str(page.meta.get("description") or ""))
        page.meta = {}
        self._run.name(page.file.src_uri, words)
        return markdown

    @event_priority(_FIRST)
    def on_page_content(self, html: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
        """Take the text; a sealed page keeps neither text, title nor headings for anybody who comes after us."""
        known = self._run.pages[page.file.src_uri]
        heading = page.title if "<h1" in html else ""
        title = known.words.title or heading or self._run.usual_title(known)
        known = self._run.name(page.file.src_uri, Words(str(title), html, known.words.summary))
        if known.audience == "public":
            page.title = known.words.title
            return html
        page.title = self._run.project.site.settings.title[known.frame.locale]
        page.toc = TableOfContents([])
        return ""

    @event_priority(_LAST)
    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Render the chrome of people's pages once for each language, and write those pages through it."""
        if self._preview:
            env.bytecode_cache = self._compiled
        chromes = {locale: self._person_chrome(env, config, locale) for locale in self._run.build.prefixes()}
        with _told_once():
            self._run.people = chromes
            write_people(self._run.build, self._run.staging, chromes, self._run.others)
        return env

    @event_priority(_LAST)
    def on_template_context(
        self, context: TemplateContext, *, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        """Give the page for wrong addresses its surroundings."""
        return _around(context, self._run.surroundings(self._run.not_found(context["base_url"])))

    @event_priority(_LAST)
    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
        """Fill the page for wrong addresses."""
        page = self._run.not_found(_root_of_host(config))
        chrome = read_chrome(output_content)
        return self._run.build.page(chrome, page, self._run.others(page))

    @event_priority(_LAST)
    def on_page_context(
        self, context: TemplateContext, *, page: MkDocsPage, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Give the theme's templates the page's surroundings."""
        return _around(context, self._run.surroundings(self._run.pages[page.file.src_uri]))

    @event_priority(_LAST)
    def on_post_page(self, output: str, *, page: MkDocsPage, config: MkDocsConfig) -> str:
        """Fill the slots of the rendered chrome; until here the page holds nothing that is sealed."""
        known = self._run.pages[page.file.src_uri]
        if known.audience == "public" and page.content:  # with what other plugins have made of it
            known = self._run.name(page.file.src_uri, replace(known.words, text=page.content))
        chrome = self._run.chromes[known.frame.place] = read_chrome(output)
        with _told_once():
            return self._run.build.page(
                chrome, known, self._run.others(known), self._run.notes(known.frame.locale)
            )

    @event_priority(_LAST)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write pictures, keyring and sitemap, search all of it for anything sealed, and swap it in."""
        if config.strict and _warnings():
            return  # MkDocs now stops the build and says why; `on_build_error` clears away what there is
        write_rest(self._run.build, self._run.staging, tuple(self._run.pages.values()))
        if not self._preview:  # which is searched as soon as it is shown
            _log.info("Searching the site for anything sealed")
            if found := leaks(self._run.build, self._run.staging.path):
                raise PluginError(leak_listing(found))
            self._run.staging.flush()
        self._run.staging.commit()
        config.site_dir = str(self._run.staging.target)
        self.outcome = Outcome(self._run.project.site.root, self._run.project.diagnostics, self._run)

    @event_priority(_LAST)
    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., None]
    ) -> LiveReloadServer:
        """Serve as `yorimichi serve` does, under MkDocs' own command too."""
        if isinstance(server, Preview):
            return server
        host, port = config.dev_addr
        server.server_close()
        preview = Preview(builder, self, host=host, port=port, root=server.root, mount_path=server.mount_path)
        preview.settle("")
        for path in (config.docs_dir, config.config_file_path):
            preview.watch(path)
        return preview

    def on_build_error(self, *, error: Exception) -> None:
        """Leave the old site as it is, and say what happened in a sentence."""
        self.on_shutdown()
        if not isinstance(error, BuildError | Abort):
            _log.debug("The failure in full", exc_info=error)
            raise Abort(
                f"The build failed, and the old site stands as it was. {type(error).__name__}: {error}"
            )

    def on_shutdown(self) -> None:
        """Leave nothing half-built behind."""
        if self._state is not None:
            with undisturbed():
                self._state.staging.discard()

    def _prepared(self, root: Path, read: Callable[[], Project]) -> Project:
        """The checked content and the gate, or a refusal that lists everything that is wrong."""
        try:
            project = read()
        except ContentError as error:
            self.outcome = Outcome(root, error.diagnostics, None)
            raise PluginError(str(error)) from None
        self.outcome = Outcome(root, project.diagnostics, None)
        if (
            project.diagnostics
        ):  # no warning of MkDocs': what time alone brings about must not stop a strict build
            _content.info("%s", render(project.diagnostics, "text", project.site.root, findings_in()))
        return project

    @property
    def _run(self) -> Run:
        if self._state is None:
            raise RuntimeError("a hook ran before on_config")
        return self._state

    def _person_chrome(self, env: Environment, config: MkDocsConfig, locale: str) -> Chrome:
        """The theme's own template, rendered with slots for a page at the depth of people's pages."""
        page = Page(Frame(locale, self._run.build.prefixes()[locale], "a/0/"), "person", "public")
        context = TemplateContext(
            nav=Navigation([], []),
            pages=[],
            base_url=page.frame.root.rstrip("/"),
            extra_css=[],
            extra_javascript=[],
            mkdocs_version="",
            build_date_utc=None,  # type: ignore[typeddict-item]  # no template of ours shows the hour
            config=config,
            page=None,
        )
        html = env.get_template("main.html").render(_around(context, self._run.surroundings(page)))
        return read_chrome(html)


@contextmanager
def _told_once() -> Iterator[None]:
    """Turn a refused page into MkDocs' own kind of error: it would tell of any other twice."""
    try:
        yield
    except (Overheard, ValueError) as error:
        raise PluginError(str(error)) from error


def _set_theme(config: MkDocsConfig) -> None:
    """Put our templates before the theme's."""
    config.theme.dirs.insert(0, str(package_files("generator") / "theme"))
    config.theme.static_templates.discard("sitemap.xml")  # ours names only what is open, and has no dates
    config.theme["palette"] = [
        {"media": media, "scheme": scheme, "primary": "custom", "accent": "custom", "toggle": {"icon": icon}}
        for media, scheme, icon in _PALETTE
    ]


def _around(context: TemplateContext, surroundings: Surroundings) -> TemplateContext:
    context["yorimichi"] = surroundings  # type: ignore[typeddict-unknown-key]
    return context


def _root_of_host(config: MkDocsConfig) -> str:
    """The path of the site on its host, which is where links of the page for wrong addresses begin."""
    return "/" + (config.site_url or "").partition("://")[2].partition("/")[2]


def _warnings() -> bool:
    """Whether MkDocs has counted warnings, which in strict mode stop the build after its last hook."""
    counters = [one for one in logging.getLogger("mkdocs").handlers if isinstance(one, CountHandler)]
    return any(counter.get_counts() for counter in counters)
