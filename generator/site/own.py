"""The pages that the company writes itself: whom each is for, and its words."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from generator.diagnostics import Diagnostic, finding
from generator.fields import AudienceName
from generator.files import Words, read_text
from generator.model import Model
from generator.phrase import phrase
from generator.rules import Line
from generator.settings import Settings
from generator.site.content import Entry
from generator.site.naming import rename_hint
from generator.site.world import unknown_audience
from generator.source import parse_front_matter
from generator.validation import validate

_MEANT_FOR_KEYS = re.compile(r"\s*[-‐‑–—―−ー－─━]{3,}[ \t]*\n")
_OTHER_ENDINGS = frozenset({".markdown", ".mdown", ".mkdn", ".mkd", ".MD"})
"""Of files that MkDocs or a writer would take for pages."""


@dataclass(frozen=True)
class OwnPage:
    """One hand-written page: the audience that it is for, its title, and what else it says (Markdown)."""

    audience: str
    title: str
    text: str


@dataclass(frozen=True)
class _Written:
    """A page as it is written: the audience that it names, if any."""

    audience: str | None
    title: str
    text: str


class PageKeys(Model):
    """What may stand in the front matter of a hand-written page; MkDocs' other keys could change the page."""

    title: Annotated[str, Line(80)] | None = None
    description: Annotated[str, Line(200)] | None = None
    audience: Annotated[str, AudienceName()] | None = None


def read_own_pages(
    root: Path, docs_dir: Path, settings: Settings
) -> tuple[Mapping[str, OwnPage], tuple[Diagnostic, ...]]:
    """Every Markdown page of the folder by its path in it; what has no audience is for the narrowest one."""
    pages: dict[str, OwnPage] = {}
    found: list[Diagnostic] = []
    for path in sorted(path for path in docs_dir.rglob("*") if path.suffix in _OTHER_ENDINGS):
        message = phrase("Pages are plain files, ending in {ending}.", ending=".md")
        hint = rename_hint(path, f"{path.stem}.md")
        found.append(finding("bad-file-name", path.relative_to(root).as_posix(), (1, 1), message, hint))
    for path in sorted(docs_dir.rglob("*.md")):
        shown = path.relative_to(root).as_posix()
        page, problems = _read(path, shown, settings)
        found += problems
        if page is not None and page.audience is None and path.name == "index.md":
            found.append(_first_page_sealed(shown, settings))
        if page is not None:
            pages[path.relative_to(docs_dir).as_posix()] = OwnPage(
                page.audience or settings.narrowest, page.title, page.text
            )
    return pages, tuple(found)


def _first_page_sealed(shown: str, settings: Settings) -> Diagnostic:
    message = phrase(
        "This page names no audience: only `{audience}` can read it.", audience=settings.narrowest
    )
    hint = phrase("For everyone, write `{line}` into its head.", line="audience: public")
    return finding("first-page-sealed", shown, (1, 1), message, hint)


def _read(path: Path, shown: str, settings: Settings) -> tuple[_Written | None, tuple[Diagnostic, ...]]:
    words = read_text(path, shown)
    if not isinstance(words, Words):
        return None, words
    if not _MEANT_FOR_KEYS.match(words.text):
        return _Written(None, "", words.text), words.warnings
    document, found = parse_front_matter(words, shown)
    if document is None:
        return None, found
    keys, problems = validate(PageKeys, document)
    found = (*found, *problems)
    if keys is None:
        return None, found
    if keys.audience is not None and keys.audience not in settings.names:
        entry = Entry(keys, document)
        return None, (*found, *unknown_audience(entry, ("audience",), keys.audience, settings))
    text = f"{keys.description or ''}\n{document.body}"
    return _Written(keys.audience, keys.title or "", text), found
