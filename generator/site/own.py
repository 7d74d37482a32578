"""The pages that the company writes itself: whom each is for, and its words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.diagnostics import Diagnostic
from generator.files import read_text
from generator.phrase import phrase
from generator.settings import Settings
from generator.source import parse_front_matter
from generator.wording import choices, suggestion


@dataclass(frozen=True)
class OwnPage:
    """One hand-written page: the audience that it is for, its title, and what else it says (Markdown)."""

    audience: str
    title: str
    text: str


def read_own_pages(
    root: Path, docs_dir: Path, settings: Settings
) -> tuple[Mapping[str, OwnPage], tuple[Diagnostic, ...]]:
    """Every Markdown page of the folder by its path in it; what has no audience is for the narrowest one."""
    pages: dict[str, OwnPage] = {}
    found: list[Diagnostic] = []
    for path in sorted(docs_dir.rglob("*.md")):
        page, problems = _read(path, path.relative_to(root).as_posix(), settings)
        found += problems
        if page is not None:
            pages[path.relative_to(docs_dir).as_posix()] = page
    return pages, tuple(found)


def _read(path: Path, shown: str, settings: Settings) -> tuple[OwnPage | None, tuple[Diagnostic, ...]]:
    words = read_text(path, shown)
    if isinstance(words, Diagnostic):
        return None, (words,)
    if not words.text.startswith("---"):
        return OwnPage(settings.narrowest, "", words.text), words.warnings
    document, found = parse_front_matter(words, shown)
    if document is None:
        return None, found
    audience = document.data.get("audience")
    if audience is not None and audience not in settings.names:
        message = phrase("There is no audience `{audience}`.", audience=str(audience)[:40])
        hint = suggestion(str(audience), settings.names) or choices(settings.names)
        return None, (*found, document.finding("unknown-audience", ("audience",), message, hint))
    title, description = (str(document.data.get(key) or "") for key in ("title", "description"))
    return OwnPage(audience or settings.narrowest, title, f"{description}\n{document.body}"), found
