"""The end of the line: people, pictures, keyring and sitemap are written, and everything is searched for leaks."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from importlib.resources import files
from pathlib import Path

from generator.build.guard import open_words, said
from generator.build.pages import Build, Page
from generator.build.staging import MARK, Staging, write
from generator.render import Chrome
from generator.site.sealed import Text, pieces, texts
from generator.verify import Leak, Pattern, binary_patterns, occurring, search, text_patterns

_log = logging.getLogger("mkdocs.plugins.yorimichi")
_LEAST_NAME = 4


def write_people(
    build: Build, staging: Staging, chromes: Mapping[str, Chrome], others: Callable[[Page], Mapping[str, str]]
) -> None:
    """Stream every person's page into the staging folder; no two are in memory at once."""
    with ThreadPoolExecutor(max_workers=1) as pool:
        pool.submit(
            build.gate.keyring
        )  # stretching passphrases lets other threads run; it is asked for at the end
        for number, page in enumerate(build.people()):
            if number % 100 == 0:
                _log.info("Writing people: %d", number)
            text = build.page(chromes[page.frame.locale], page, others(page))
            write(staging.path / page.frame.place / "index.html", text.encode())


def write_rest(build: Build, staging: Staging, pages: Sequence[Page]) -> None:
    """Write what is no page: pictures, sitemap and keyring."""
    _log.info("Sealing pictures")
    for name, data in build.media():
        write(staging.path / name, data)
    people = [page for page in build.people() if page.audience == "public"]
    write(staging.path / "sitemap.xml", build.sitemap([*pages, *people]).encode())
    write(staging.path / MARK, build.gate.keyring())


def leaks(build: Build, folder: Path) -> tuple[Leak, ...]:
    """What stands in the folder's files although it is sealed; files that ship with the theme are not content."""
    found = search(folder, patterns(build))
    return tuple(leak for leak in found if not _is_shipped(folder / leak.file))


def patterns(build: Build) -> Iterator[Pattern]:
    """Everything to look for: sealed texts but for what is open elsewhere, sealed pictures, secret and passphrases."""
    known = texts(build.site)
    sealed = [text for text in known if not text.is_open]
    own = [
        Text(source, "", piece, page.audience)
        for source, page in build.project.own_pages.items()
        if page.audience != "public"
        for piece in (page.title, *pieces(page.text))
    ]
    told = (*said(text for text in known if text.is_open), *open_words(build.project, "public"))
    common = occurring((text.text for text in (*sealed, *own)), told)
    for text in (*sealed, *own):
        if text.text not in common:
            yield from text_patterns(text.what, text.text, **({"least": _LEAST_NAME} if text.is_name else {}))
    yield from _picture_patterns(build)
    for what, value in build.gate.forbidden():
        yield from text_patterns(what, value, least=1)


def _picture_patterns(build: Build) -> Iterator[Pattern]:
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
            yield from binary_patterns(file, data)
    for shot in build.shots:
        if shot.file in secret:
            yield from binary_patterns(shot.file, shot.picture.data)


def _is_shipped(path: Path) -> bool:
    return path.is_file() and not path.is_symlink() and _digest(path.read_bytes()) in _shipped()


@cache
def _shipped() -> frozenset[str]:
    """The digests of the files that the theme and this package publish in every site alike."""
    folders = (files("material") / "templates" / "assets", files("generator") / "theme" / "assets")
    found = (path for folder in folders for path in Path(str(folder)).rglob("*") if path.is_file())
    return frozenset(_digest(path.read_bytes()) for path in found)


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
