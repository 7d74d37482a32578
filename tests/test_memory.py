"""What a preview keeps: nothing stale comes of it, and nothing is made twice."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from sample import BASE_DAY, SECRET, lay_small

from generator.build import Build, Memory, Page
from generator.project import Project, prepare
from generator.render import Frame, Rendering
from generator.render.environment import render

OPTIONS = {"company": {"ja": "日の出フーズ", "en": "Hinode Foods"}, "title": {"ja": "その先", "en": "Beyond"}}


def test_equal_input_gives_the_same_thing() -> None:
    """What was made of something equal is given again; of something else, or for another place, it is made anew."""
    memory, made = Memory(), [0]

    def make() -> int:
        made[0] += 1
        return made[0]

    assert [memory.made("a", [1], make), memory.made("a", [1], make)] == [1, 1]
    assert memory.made("b", [1], make) == 2
    assert [memory.made("a", [2], make), memory.made("a", [1], make)] == [3, 4], "only the last one is kept"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small project."""
    monkeypatch.setenv("YORIMICHI_SECRET", SECRET)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(BASE_DAY.timestamp())))
    return lay_small(tmp_path / "project")


def read(root: Path) -> Project:
    """The content as it is now."""
    return prepare(root / "mkdocs.yml", root / "site_src", OPTIONS)


def everything(build: Build) -> dict[str, str | bytes]:
    """Whatever a build makes, by its place."""
    listing = Page(Frame("ja", "", "stories/"), "stories", "public")
    bodies = {
        page.frame.place: build.body(page).html for page in (*build.people(), *build.stories(), listing)
    }
    return {**bodies, **dict(build.media()), "keyring.json": build.gate.keyring()}


def replaced(file: str, old: str, new: str) -> Callable[[Path], None]:
    """An edit of a file."""

    def change(root: Path) -> None:
        path = root / file
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new), "utf-8")

    return change


def repainted(root: Path) -> None:
    """Another photo under the same name, of the same size."""
    path = next((root / "alumni" / "photos").iterdir())
    with Image.open(path) as image:
        size = image.size
    Image.new("RGB", size, (10, 90, 40)).save(path)


def removed(root: Path) -> None:
    """A story less."""
    (root / "stories" / "coming-back.md").unlink()
    replaced("site_src/events.yaml", "stories: [coming-back]", "audiences: [guests]")(root)


EDITS: dict[str, Callable[[Path], None]] = {
    "nothing": lambda _root: None,
    "a text": replaced("alumni/naoko-ogawa.yaml", "米粉の新商品", "玄米の新商品"),
    "who may see a field": replaced("alumni/naoko-ogawa.yaml", "location: staff", "location: members"),
    "who may see a story": replaced("stories/coming-back.md", "audience: guests", "audience: members"),
    "a story": replaced("stories/coming-back.md", "書き出し。", "書き直し。"),
    "a photo": repainted,
    "what a pass opens": replaced("site_src/events.yaml", "stories: [coming-back]", "audiences: [guests]"),
    "when a pass ends": replaced("site_src/events.yaml", "until: 2026-10-27", "until: 2026-10-14"),
    "a story less": removed,
}


@pytest.mark.parametrize("edit", EDITS)
def test_what_is_kept_gives_what_a_fresh_build_gives(project: Path, edit: str) -> None:
    """After each kind of edit, a build with a memory makes the very bytes that one without makes."""
    memory = Memory()
    before = everything(Build(read(project), "", memory.made))
    EDITS[edit](project)
    kept, fresh = everything(Build(read(project), "", memory.made)), everything(Build(read(project), ""))
    assert kept == fresh
    assert (kept == before) is (edit == "nothing")


def test_a_template_that_changes_is_seen(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever works on the templates sees each change too: their digest is part of what a page is made of."""
    memory = Memory()
    everything(Build(read(project), "", memory.made))
    rendered: list[str] = []

    def watched(*given: object) -> Rendering:
        rendered.append(str(given[1]))
        return render(*given)  # type: ignore[arg-type]

    monkeypatch.setattr("generator.render.pages.render", watched)
    everything(Build(read(project), "", memory.made))
    assert rendered == [], "nothing is rendered twice"
    monkeypatch.setattr("generator.render.pages.templates_digest", lambda: "another")
    everything(Build(read(project), "", memory.made))
    assert rendered
    shutil.rmtree(project)
