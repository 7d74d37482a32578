"""The preview's server: MkDocs' own, which also tells what is wrong, and lets its writer look as any reader.

It adds one script to the pages that it serves. That script and the answers below `/.yorimichi/` exist nowhere else:
they stand in no template, and a build never comes by here. Since some of the answers are keys, the server answers to
its own address only, and gives keys only to this machine.
"""

from __future__ import annotations

import base64
import hashlib
import json
import logging
import posixpath
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from importlib.resources import files as package_files
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import parse_qs

from mkdocs.exceptions import MkDocsException
from mkdocs.livereload import LiveReloadServer

from generator.build import Build, leaks
from generator.diagnostics import Diagnostic, count, quoted, render
from generator.phrase import english
from generator.plugin.ahead import ahead
from generator.plugin.asking import Environ, Start, answer, answer_json, is_local, is_meant, is_own_page
from generator.plugin.complaints import BuildFailed, complaints, why
from generator.plugin.run_state import Run
from generator.settings import read_settings
from generator.texts import findings_in, languages
from generator.verify import Leak

_log = logging.getLogger("mkdocs.plugins.yorimichi")
_OWN = "/.yorimichi/"
_QUIET_S = 0.05  # how long no file may change before a build: an editor writes one in less
_PATIENCE_S = 25.0  # how long a browser waits for news before it asks again
_AHEAD_S = 0.4  # what a browser needs to load a page
_SEARCH_AFTER_S = 5.0  # nobody waits for a page then, as a rule


@dataclass(frozen=True)
class Outcome:
    """What a build has come to: what is wrong with the content below `root`; where it went well, the build's run."""

    root: Path
    findings: tuple[Diagnostic, ...]
    run: Run | None


class Builder(Protocol):
    """Whoever knows what the last build came to; None where it did not get as far as reading the content."""

    outcome: Outcome | None


@dataclass(frozen=True)
class Told:
    """What is wrong at the moment. `failure` is what no finding tells."""

    root: Path
    findings: tuple[Diagnostic, ...]
    failure: str

    def document(self, language: str) -> Mapping[str, object]:
        """As the script in the page reads it, in that language as far as there are words."""
        found = sorted(set(self.findings))
        say = findings_in(language) if language in languages("findings") else english
        listed = json.loads(render(found, "json", self.root, say))
        quotes = [{"quote": quoted(one, self.root)} for one in found]
        entries = [{**one, **quote} for one, quote in zip(listed["diagnostics"], quotes, strict=True)]
        return {**listed, "diagnostics": entries, "failure": self.failure, "language": language}

    @property
    def digest(self) -> str:
        """Another one as soon as something else is told."""
        return _digest(repr((self.findings, self.failure)).encode())


class Preview(LiveReloadServer):
    """Serves the last good site; a page asks for news, and for the key of the reader that it is looked at as."""

    def __init__(  # noqa: PLR0913 - MkDocs' own, and two more
        self,
        build: Callable[[], None],
        builder: Builder,
        *,
        host: str,
        port: int,
        root: str,
        mount_path: str = "/",
        polling_interval: float = 0.5,
    ) -> None:
        super().__init__(self._build_again, host, port, root, mount_path, polling_interval)
        self.build_delay = _QUIET_S
        self.error_handler = self._error_page
        self._host, self._build, self._builder = host, build, builder
        self._told = Told(Path(), (), "")
        self._good: Run | None = None
        self._looked_at: Counter[str] = Counter()
        self._assets = self._index = ""
        self._search = threading.Timer(0, lambda: None)

    def attempt(self) -> str:
        """Build once. Gives what went wrong that no finding tells, else nothing; the last good site stays."""
        self._builder.outcome = None
        with complaints() as said:
            try:
                self._build()
            except (MkDocsException, BuildFailed, SystemExit) as error:
                self.settle(why(said, error) or "The build failed.")
            else:
                self.settle("")
        return self._told.failure

    def settle(self, failure: str) -> None:
        """Take over what the build came to."""
        outcome = self._builder.outcome or Outcome(Path(), (), None)
        errors, _ = count(outcome.findings)
        self._told = Told(outcome.root, outcome.findings, "" if errors else failure)
        if outcome.run is None or failure:
            return
        self._good = outcome.run
        self._assets, self._index = _assets(Path(self.root)), _index(Path(self.root))
        self._search.cancel()
        self._search = threading.Timer(_SEARCH_AFTER_S, self._search_site, (self._good.build,))
        self._search.daemon = True
        self._search.start()

    def shutdown(self, wait: bool = False) -> None:
        """End all that runs."""
        self._search.cancel()
        super().shutdown(wait)

    def serve_request(self, environ: Environ, start_response: Start) -> Iterable[bytes]:
        """Answer one request."""
        if not is_meant(environ.get("HTTP_HOST", ""), self._host):
            return answer(start_response, "403 Forbidden", f"This preview is at {self.url}\n".encode())
        path = environ["PATH_INFO"]
        if path.startswith(_OWN):
            return self._own(path.removeprefix(_OWN), environ, start_response)
        if self._good is None:
            page = self._inject_js_into_html(_NOTHING_YET, 0)
            return answer(start_response, "503 Service Unavailable", page, "text/html; charset=utf-8")
        return super().serve_request(environ, start_response)

    def _build_again(self) -> None:
        self._go_ahead()
        if failure := self.attempt():
            _log.error("%s", failure)

    def _go_ahead(self) -> None:
        """Show the pages that are looked at before all others, and leave browsers the time to load them."""
        looked_at = {place for place, times in self._looked_at.items() if times > 0}
        pages = ahead(self._good, looked_at) if self._good and looked_at else {}
        changed = {place: text for place, text in pages.items() if text.encode() != self._page(f"/{place}")}
        if not changed:
            return
        for place, text in changed.items():
            path = Path(self.root) / place / "index.html"
            fresh = path.with_name("index.html.new")
            fresh.write_text(text, "utf-8", newline="\n")
            fresh.replace(path)
        with self._epoch_cond:  # MkDocs keeps every answer back as long as these two differ
            before, self._visible_epoch = self._visible_epoch, self._wanted_epoch
            self._epoch_cond.notify_all()
        time.sleep(_AHEAD_S)
        with self._epoch_cond:
            self._visible_epoch = before

    def _search_site(self, build: Build) -> None:
        """What every build does before its site is shown, the preview does afterwards."""
        found: tuple[Leak, ...] = ()
        with suppress(OSError):  # the next build has taken the folder away; it is searched in turn
            found = leaks(build, Path(self.root))
        with self._epoch_cond:
            if found and self._good and build is self._good.build:
                self._told = Told(self._told.root, self._told.findings, leak_listing(found))
                self._epoch_cond.notify_all()
                _log.error("%s", self._told.failure)

    def _own(self, name: str, environ: Environ, start: Start) -> Iterable[bytes]:
        """The script, the news, or a key."""
        query = {key: values[-1] for key, values in parse_qs(environ.get("QUERY_STRING", "")).items()}
        if environ["REQUEST_METHOD"] != "GET" or not is_own_page(environ):
            return answer(start, "403 Forbidden", b"")
        if name == "preview.js":
            return answer(start, "200 OK", _script(), "text/javascript; charset=utf-8")
        if name == "news":
            return answer_json(start, self._news(query, keys=is_local(environ)))
        if name == "key" and self._good is not None and is_local(environ):
            gate, audience = self._good.build.gate, query.get("audience", "")
            if audience in self._good.project.site.settings.names[1:]:
                secret = base64.urlsafe_b64encode(gate.slot_secret(audience)).decode().rstrip("=")
                return answer_json(start, {"secret": secret})
        return answer(start, "404 Not Found", b"")

    def _news(self, query: Mapping[str, str], *, keys: bool) -> Mapping[str, object]:
        """How the page is now and what is wrong, as soon as either is not what the browser knows."""

        def version() -> str:
            return self._version(self._page(query.get("page", "/")))

        def is_news() -> bool:
            known = (query.get("version", ""), query.get("told", ""))
            return self._visible_epoch == self._wanted_epoch and (version(), self._told.digest) != known

        place = query.get("page", "/").removeprefix(self.mount_path).removesuffix("index.html")
        with self._epoch_cond:
            self._looked_at[place] += 1
            self._epoch_cond.wait_for(is_news, timeout=_PATIENCE_S)
            self._looked_at[place] -= 1
            told = self._told.document(query.get("language", "en"))
            return {**told, "version": version(), "told": self._told.digest, "keys": keys}

    def _inject_js_into_html(self, content: bytes, _epoch: int) -> bytes:
        script = f'<script src="{_OWN}preview.js" data-version="{self._version(content)}" defer></script>'
        before, end, after = content.rpartition(b"</body>")
        return b"".join((before, script.encode(), end, after)) if end else content + script.encode()

    def _error_page(self, code: int) -> bytes | None:
        return self._inject_js_into_html(self._file(f"{code}.html"), 0) if code == 404 else None

    def _version(self, page: bytes) -> str:
        """Another one as soon as the page, or anything that it may load, is another."""
        # The index changes with anybody; the list of people alone is made of it, and no other page comes anew for it.
        loaded = self._assets + (self._index if b"/explorer.js" in page else "")
        return _digest(page + loaded.encode()) if self._good else ""

    def _page(self, path: str) -> bytes:
        """The page at a path as it would be served; that for wrong addresses where there is none."""
        place = posixpath.normpath("/" + path.removeprefix(self.mount_path)).lstrip("/")
        return self._file(place, f"{place}/index.html".lstrip("/"), "404.html")

    def _file(self, *names: str) -> bytes:
        for name in names:
            with suppress(OSError, ValueError):
                return (Path(self.root) / name).read_bytes()
        return b""


def watched(config_file: Path, options: Mapping[str, Any]) -> tuple[Path, ...]:
    """The folders beside the company's pages that a preview is made of, as far as they exist."""
    settings, _ = read_settings(options, config_file)
    names = (settings.alumni_dir, settings.stories_dir) if settings else ("alumni", "stories")
    package = Path(str(package_files("generator")))
    ours = (package / "theme", package / "render" / "templates")
    folders = (*(config_file.parent / name for name in names), *ours)
    return tuple(folder for folder in folders if folder.is_dir())


def leak_listing(found: Iterable[Leak]) -> str:
    """Why a site is not published, with every place."""
    lines = "\n".join(f"  {leak.file}, {leak.place}: {leak.what}" for leak in found)
    return f"The built site gives away what is sealed; it is not published.\n{lines}"


_NOTHING_YET = b"""<!doctype html>
<html><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'; connect-src 'self'">
<meta name="color-scheme" content="light dark"><title>Yorimichi</title></head>
<body><main data-preview-empty></main></body></html>
"""


def _script() -> bytes:
    return (package_files("generator") / "plugin" / "preview.js").read_bytes()


def _assets(site: Path) -> str:
    """A digest of all that pages load, but for the index."""
    index = site / "index"
    return _all_of(site, (path for path in site.rglob("*") if index not in path.parents))


def _index(site: Path) -> str:
    return _all_of(site, (site / "index").rglob("*"))


def _all_of(site: Path, paths: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in sorted(path for path in paths if path.suffix != ".html" and path.is_file()):
        digest.update(path.relative_to(site).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:16]
