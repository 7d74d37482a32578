"""An edit of one profile of the sample changes the files that show her, and no other file by a byte."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from mini import snapshot
from PIL import Image
from sample import SAMPLE_DAY, built_sample, command, gate_of, lay_sample, pages, passes_of_sample

from generator.build import open_page

_PROFILE = "alumni/naoko-ogawa.yaml"  # for guests; there is a story about her, and others were with her
_DAY = f"{SAMPLE_DAY.timestamp():.0f}"
_GATE = gate_of(passes=passes_of_sample())


@pytest.fixture
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample site as it is."""
    return built_sample(tmp_path_factory.getbasetemp())


@pytest.fixture
def project(before: Path, tmp_path: Path) -> Path:
    """The sample once more, with its site, to be edited."""
    project = lay_sample(tmp_path / "project")
    shutil.copytree(before, project / "site")
    return project


def _changed(project: Path, before: Path) -> list[str]:
    """The files of the site that are others after a build by the real command."""
    done = command("build", cwd=project, SOURCE_DATE_EPOCH=_DAY)
    assert done.returncode == 0, done.stderr
    one, other = snapshot(before), snapshot(project / "site")
    return sorted(name for name in {*one, *other} if one.get(name) != other.get(name))


def _replace(project: Path, old: str, new: str) -> None:
    text = (project / _PROFILE).read_text("utf-8")
    assert old in text
    (project / _PROFILE).write_text(text.replace(old, new), encoding="utf-8")


def _showing(site: Path, words: str) -> list[str]:
    """The pages in which these words stand, in the open or in any object."""
    found = list[str]()
    for place, path in pages(site).items():
        page = path.read_text("utf-8")
        texts = (page, *(one.content.decode() for one in open_page(page, place, _GATE)))
        if any(words in text.replace("<wbr>", "") for text in texts):
            found.append(path.relative_to(site).as_posix())
    return sorted(found)


def _everywhere(*places: str) -> list[str]:
    return sorted(f"{prefix}{place}index.html" for prefix in ("", "en/") for place in places)


_HERS = f"a/{_GATE.address('a', 'naoko-ogawa')}/"
_STORY = f"s/{_GATE.address('s', 'came-back')}/"


def _apart(changed: Sequence[str]) -> tuple[list[str], set[str]]:
    """The pages among what has changed, and the readers whose shards have."""
    shards = [name for name in changed if name.startswith("index/")]
    return [name for name in changed if name not in shards], {name.split("/")[1] for name in shards}


def test_a_new_headline_changes_her_page_her_story_and_the_shards(project: Path, before: Path) -> None:
    """In both languages: her page, the story about her, where it was shown; and the shards of whoever may see her."""
    headline = "8年の寄り道のあと、商品企画に戻ってきた"
    _replace(project, headline, "お米のほうへ、もう一度")
    changed, readers = _apart(_changed(project, before))
    assert readers == {"guests", "members", "staff"}
    assert set(changed) >= set(_everywhere(_HERS, _STORY))
    assert changed == _showing(before, headline)
    assert changed == _showing(project / "site", "お米のほうへ、もう一度")


def test_a_new_name_changes_the_pages_that_name_her(project: Path, before: Path) -> None:
    """Wherever her name stood there is the new one, with others and in lists too, and nothing else has changed."""
    _replace(project, "小川 直子", "小川 奈緒子")
    changed, readers = _apart(_changed(project, before))
    assert readers >= {"guests", "members", "staff"}
    assert "public" not in readers
    assert changed == _showing(before, "小川 直子")
    assert changed == _showing(project / "site", "小川 奈緒子")
    assert set(changed) > {f"{place}index.html" for place in (_HERS, _STORY)}


def test_a_new_photo_of_one_size_changes_its_object(project: Path, before: Path) -> None:
    """A photo with other pixels is the same place in every page: only the picture itself is sealed anew."""
    photo = project / "alumni/photos/naoko-ogawa.jpg"
    with Image.open(photo) as image:
        image.rotate(180).save(photo, "JPEG", quality=80)
    changed: Mapping[str, str] = {name: Path(name).parts[0] for name in _changed(project, before)}
    assert set(changed.values()) == {"m"}
    assert len(changed) == 1
