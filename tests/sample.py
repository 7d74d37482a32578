"""What several test files share: projects in folders of their own, the command line, and a strict reader of HTML."""

from __future__ import annotations

import base64
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from generator.event import Event
from generator.profile import Profile
from generator.seal import Audience, Gate, Secret
from generator.settings import Settings
from generator.site import Site
from generator.story import Story

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


SMALL_EVENTS = """\
events:
  - id: fair
    title: 秋の会社説明会
    kind: hiring
    from: 2026-10-20 13:30
    audience: public
    speakers: [naoko-ogawa]
    pass: {id: fair-1, from: 2026-10-13, until: 2026-10-27, stories: [coming-back]}
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
    (folder / "site_src" / "events.yaml").write_text(SMALL_EVENTS, encoding="utf-8")
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
        "LANGUAGE": "en",
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


@cache
def _built(folder: Path) -> Path:
    lay_sample(folder)
    done = command("build", cwd=folder, SOURCE_DATE_EPOCH=f"{SAMPLE_DAY.timestamp():.0f}")
    assert done.returncode == 0, done.stderr
    return folder / "site"


def built_sample(basetemp: Path) -> Path:
    """The sample site, built once for all tests of one process; gives the folder of the site, not to be changed."""
    folder = basetemp / "sample"
    folder.mkdir(exist_ok=True)
    return _built(folder)


def gate_of(names: Sequence[str] = ("guests", "members", "staff"), day: date | None = None) -> Gate:
    """The gate with the tests' own secret."""
    audiences = [Audience(name, 1) for name in names]
    return Gate(Secret.from_text(SECRET), audiences, today=day or SAMPLE_DAY.date())


@dataclass(frozen=True)
class Reader:
    """Opens pages as the script in the browser does: objects inside objects, each in its place."""

    gate: Gate
    names: tuple[str, ...]

    def opened(self, html: str, place: str) -> Element:
        """The page at an address, with all in it that this reader can open."""
        page = parsed(html)
        regions = [one for one in page.walk() if one.attributes.get("id") == "y-page"]
        assert len(regions) == 1
        self._open(regions[0], regions[0], place)
        return page

    def _open(self, within: Element, region: Element, place: str) -> None:
        objects = [one for one in within.all("script") if one.attributes.get("type") == "application/jose"]
        for script in objects:
            audience, name = script.attributes["data-audience"], script.attributes["data-object"]
            if audience in self.names:
                content = parsed(self.gate.open(script.text, audience, place + name).decode())
                self._place(content, region, name)
                self._open(region if name == "" else content, region, place)

    def _place(self, content: Element, region: Element, name: str) -> None:
        if name == "":
            region.children = _adopted(content.children, region)
            return
        for template in content.all("template"):
            (section,) = [
                one
                for one in region.walk()
                if one.tag != "template"
                and one.attributes.get("data-section") == template.attributes["data-section"]
            ]
            kept = section.children if "data-append" in template.attributes else []
            section.children = [*kept, *_adopted(template.children, section)]


def _adopted(children: list[Element | str], parent: Element) -> list[Element | str]:
    for child in children:
        if isinstance(child, Element):
            child.parent = parent
    return children


READERS = tuple(("guests", "members", "staff")[:count] for count in range(4))


def reader(names: tuple[str, ...]) -> Reader:
    """Somebody who can open what is for these audiences, on the sample's day."""
    return Reader(gate_of(), names)


def pages(site: Path) -> dict[str, Path]:
    """Every page of a built site by its address."""
    found = sorted(site.rglob("*.html"))
    return {path.relative_to(site).as_posix().removesuffix("index.html"): path for path in found}


Raw = dict[str, Any]
PURPOSES = ("directory", "story", "photo", "event", "aggregate", "ties")


def settings_of(small_cell: int = 2) -> Settings:
    """The settings of all sites here; the usual three audiences."""
    names = {"ja": "日の出", "en": "Hinode"}
    return Settings.model_validate({"company": names, "title": names, "small_cell": small_cell})


def site_of(
    profiles: Sequence[Raw],
    stories: Sequence[Raw] = (),
    events: Sequence[Raw] = (),
    leavers: Mapping[int, int] | None = None,
    small_cell: int = 2,
) -> Site:
    """A site of valid models, as reading files would have made it."""
    return Site(
        root=Path("nowhere"),
        docs_dir=Path("nowhere"),
        settings=settings_of(small_cell),
        today=BASE_DAY.date(),
        profiles={raw["id"]: Profile.model_validate(raw) for raw in profiles},
        stories={raw["slug"]: Story.model_validate(raw) for raw in stories},
        events=tuple(Event.model_validate(raw) for raw in events),
        leavers=leavers or {},
    )


def profile_of(key: str, **changes: Any) -> Raw:
    """A profile with every field filled, each with words of its own."""
    return {
        "id": key,
        "name": {
            "display": f"{key} display",
            "kana": "あき",
            "romaji": f"{key} romaji",
            "former": f"{key} former",
        },
        "headline": f"{key} headline",
        "photo": {"file": f"{key}.jpg", "alt": f"{key} alt"},
        "location": "新潟県",
        "languages": ["ja"],
        "skills": [f"{key} skill"],
        "career": [{"kind": "here", "entry": "return", "from": "2001-04", "department": f"{key} department"}],
        "turns": [{"at": "2010-04", "what": f"{key} turn"}],
        "news": [{"on": "2026-09-01", "text": f"{key} news"}],
        "open_to": [{"what": "coffee", "until": "2027-03"}],
        "links": [{"label": f"{key} link", "url": f"https://a.example/{key}"}],
        "confirmed": "2026-10-01",
        "consent": {
            "given": "2026-04-01",
            "expires": "2027-04-01",
            "notice": "1",
            "method": "form",
            "record": key,
            "purposes": list(PURPOSES),
        },
        **changes,
    }


def story_of(slug: str, **changes: Any) -> Raw:
    """A story about the first person."""
    return {
        "slug": slug,
        "title": f"{slug} title",
        "alumni": ["aki"],
        "audience": "public",
        "summary": f"{slug} summary",
        "lang": "ja",
        "written_by": "self",
        "reviewed": "2026-09-20",
        "facts_as_of": "2026-09",
        "body": "text",
        **changes,
    }
