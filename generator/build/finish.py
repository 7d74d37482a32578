"""The end of the line: people, pictures, keyring and sitemap are written, and everything is searched for leaks."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from functools import cache
from importlib.resources import files
from pathlib import Path

from generator.build.guard import open_words, said
from generator.build.pages import Build, Page
from generator.build.staging import MARK, Staging, write
from generator.build.workers import shared_out
from generator.render import Chrome, labels
from generator.site.sealed import Text, own_texts, texts
from generator.verify import Leak, Piece, Search, Wanted, pieces_of, secret, words_of

_log = logging.getLogger("mkdocs.plugins.yorimichi")
_TOLD = 100  # pages, after which it is told how far the writing is


def write_people(
    build: Build, staging: Staging, chromes: Mapping[str, Chrome], others: Callable[[Page], Mapping[str, str]]
) -> None:
    """Stream every person's page into the staging folder; no process has two in memory at once."""

    def write_all(pages: Sequence[Page]) -> None:
        for page in pages:
            text = build.page(chromes[page.frame.locale], page, others(page))
            write(staging.path / page.frame.place / "index.html", text.encode())

    everyone = list(build.people())
    first, rest = everyone[:1], everyone[1:]
    write_all(first)  # which makes what all have in common, once for all processes
    with (
        nullcontext(rest) if build.remembers else shared_out(rest, write_all) as ours,
        ThreadPoolExecutor(max_workers=1) as pool,
    ):
        # Stretching passphrases lets other threads run; it is asked for at the end.
        pool.submit(build.gate.keyring)
        for number in range(0, len(ours), _TOLD):
            _log.info("Writing people: %d", number * len(everyone) // len(ours))
            write_all(ours[number : number + _TOLD])


def write_rest(build: Build, staging: Staging, pages: Sequence[Page]) -> None:
    """Write what is no page: pictures, what is searched, sitemap and keyring."""
    _log.info("Sealing pictures")
    for name, data in build.media():
        write(staging.path / name, data)
    _log.info("Sealing what is searched")
    for name, data in build.shards(pages):
        write(staging.path / name, data)
    people = [page for page in build.people() if page.audience == "public"]
    write(staging.path / "sitemap.xml", build.sitemap([*pages, *people]).encode())
    write(staging.path / MARK, build.gate.keyring())


def leaks(build: Build, folder: Path) -> tuple[Leak, ...]:
    """What stands in the folder's files although it is sealed."""
    known = texts(build.site)
    return Search(patterns(build, known), _told(build, known)).folder(folder, _is_shipped)


def patterns(build: Build, known: Sequence[Text]) -> Iterator[Wanted]:
    """Everything to look for: sealed texts, sealed pictures, secret, passphrases, tokens and keys."""
    for text in (*known, *own_texts(build.project.own_pages)):
        if not text.is_open:
            for written in text.written():
                yield from words_of(text.what, written, text.kind)
    yield from _picture_patterns(build)
    for what, value in build.gate.forbidden():
        yield from secret(what, value)


def _told(build: Build, known: Sequence[Text]) -> Iterator[str]:
    """What everyone may read: open content, the ids of passes, the company's and the interface's words, the theme's."""
    opened = [text for text in known if text.is_open]
    yield from said(opened)
    yield from (written for text in opened for written in text.written()[1:])
    yield from (one.id for one in build.project.passes)  # they stand at the objects that passes open
    yield from open_words(build.project, "public")
    yield from labels.CODES
    yield from _theme_words()


def _picture_patterns(build: Build) -> Iterator[Piece]:
    """Pictures as the site has them and as they came, used or not; one that is open somewhere is no secret."""
    site = build.site
    is_open = {shot.file for shot in build.shots if shot.medium.audience == "public"}
    told = {_digest((site.root / file).read_bytes()) for file in is_open}
    folders = (f"{site.settings.alumni_dir}/photos", f"{site.settings.stories_dir}/images")
    secret = set()
    for path in (
        path for folder in folders for path in sorted((site.root / folder).glob("*")) if path.is_file()
    ):
        data, file = path.read_bytes(), path.relative_to(site.root).as_posix()
        if _digest(data) not in told:
            secret.add(file)
            yield from pieces_of(file, data)
    for shot in build.shots:
        if shot.file in secret:
            yield from pieces_of(shot.file, shot.picture.data)


def _is_shipped(data: bytes) -> bool:
    """Whether a file is one that the theme and this package publish in every site alike."""
    return len(data) in _shipped() and _digest(data) in _shipped()[len(data)]


@cache
def _shipped() -> Mapping[int, frozenset[str]]:
    """The digests of the files that every site has, by their sizes."""
    found: dict[int, set[str]] = {}
    for folder in (files("material") / "templates" / "assets", files("generator") / "theme" / "assets"):
        for path in (path for path in Path(str(folder)).rglob("*") if path.is_file()):
            data = path.read_bytes()
            found.setdefault(len(data), set()).add(_digest(data))
    return {size: frozenset(digests) for size, digests in found.items()}


@cache
def _theme_words() -> tuple[str, ...]:
    """The templates that stand around every page: a skill called Navigation is no secret by that."""
    folders = (
        files("material") / "templates",
        files("generator") / "theme",
        files("generator") / "render" / "templates",
    )
    return tuple(
        path.read_text("utf-8") for folder in folders for path in sorted(Path(str(folder)).rglob("*.html"))
    )


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
