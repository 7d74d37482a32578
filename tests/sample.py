"""What several test files share: projects in folders of their own, the command line, and a strict reader of HTML."""

from __future__ import annotations

import base64
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path

ROOT = Path(__file__).parent.parent
BASE = ROOT / "tests" / "cases" / "base"
SECRET = base64.urlsafe_b64encode(bytes(range(32))).decode().rstrip("=")
SAMPLE_DAY = datetime(2026, 11, 22, 3, tzinfo=UTC)
BASE_DAY = datetime(2026, 10, 15, 3, tzinfo=UTC)

SMALL_CONFIG = """\
site_name: Hinode
site_url: https://alumni.example/
docs_dir: site_src
site_dir: site
strict: true
theme: {name: material, font: false, language: ja}
plugins:
  - yorimichi:
      company: {ja: 日の出, en: Hinode}
      title: {ja: その先, en: Beyond}
      contact: alumni@company.example
"""


def lay_sample(folder: Path) -> Path:
    """A copy of the sample site's sources; gives the folder."""
    for name in ("alumni", "stories", "site_src"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copyfile(ROOT / "mkdocs.yml", folder / "mkdocs.yml")
    return folder


def lay_small(folder: Path, config: str = SMALL_CONFIG) -> Path:
    """A small project of two people and two stories, with a configuration; gives the folder."""
    shutil.copytree(BASE, folder, dirs_exist_ok=True)
    (folder / "mkdocs.yml").write_text(config, encoding="utf-8")
    return folder


def surroundings(**changes: str | None) -> dict[str, str]:
    """The environment of a command: a secret and a day that do not depend on where the tests run."""
    kept = {
        name: value for name, value in os.environ.items() if name not in {"CI", "NO_COLOR", "FORCE_COLOR"}
    }
    given = {
        "YORIMICHI_SECRET": SECRET,
        "SOURCE_DATE_EPOCH": f"{BASE_DAY.timestamp():.0f}",
        "PYTHONUTF8": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        **changes,
    }
    return {**kept, **{name: value for name, value in given.items() if value is not None}}


def command(*words: str, cwd: Path, **changes: str | None) -> subprocess.CompletedProcess[str]:
    """Run `yorimichi` as a user would, in a process of its own."""
    return subprocess.run(
        [sys.executable, "-c", "from generator.cli import main; main(prog_name='yorimichi')", *words],
        cwd=cwd,
        env=surroundings(**changes),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


@dataclass
class Element:
    """One element of a parsed page; `text` is all that is said in it."""

    tag: str
    attributes: Mapping[str, str]
    parent: Element | None = None
    children: list[Element | str] = field(default_factory=list)

    def walk(self) -> Iterator[Element]:
        """The element and everything in it, in the order of the page."""
        yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child.walk()

    def all(self, *tags: str) -> list[Element]:
        """The elements with one of these names in it."""
        return [one for one in self.walk() if one.tag in tags]

    @property
    def text(self) -> str:
        """All words in it."""
        return "".join(child if isinstance(child, str) else child.text for child in self.children)

    def words(self) -> Iterator[str]:
        """Everything in it that a reader, or a script, could find: texts and the values of attributes."""
        for one in self.walk():
            yield from one.attributes.values()
            yield from (child for child in one.children if isinstance(child, str))


def table(words: str) -> frozenset[str]:
    """A set of words, written in one line."""
    return frozenset(words.split())


VOID = table("area base br col embed hr img input link meta param source track wbr")


class _Strict(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("", {})
        self._at = self.root

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        element = self._add(tag, attrs)
        if tag not in VOID:
            self._at = element

    def handle_startendtag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        element = self._add(tag, attrs)
        drawn = any(one.tag in {"svg", "math"} for one in _ancestors(element))
        assert drawn or tag in VOID, f"<{tag}/> does not close itself in HTML, line {self.getpos()[0]}"

    def handle_endtag(self, tag: str) -> None:
        assert tag not in VOID, f"</{tag}> at line {self.getpos()[0]}"
        assert self._at.tag == tag, f"</{tag}> closes <{self._at.tag}> at line {self.getpos()[0]}"
        assert self._at.parent is not None
        self._at = self._at.parent

    def handle_data(self, data: str) -> None:
        self._at.children.append(data)

    def close(self) -> None:
        super().close()
        assert self._at is self.root, f"<{self._at.tag}> is never closed"

    def _add(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> Element:
        names = [name for name, _ in attrs]
        assert len(set(names)) == len(names), f"<{tag}> has an attribute twice: {names}"
        element = Element(tag, {name: value or "" for name, value in attrs}, self._at)
        self._at.children.append(element)
        return element


def _ancestors(element: Element) -> Iterator[Element]:
    at: Element | None = element
    while at is not None:
        yield at
        at = at.parent


def ancestors(element: Element) -> tuple[Element, ...]:
    """The element and everything around it, from the inside out."""
    return tuple(_ancestors(element))


def parsed(html: str) -> Element:
    """The page as a tree; an `AssertionError` where tags do not balance or an attribute stands twice."""
    parser = _Strict()
    parser.feed(html)
    parser.close()
    return parser.root
