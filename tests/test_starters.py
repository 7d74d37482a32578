"""New files: filled in as their comments say they pass the check, and until then the check says what is missing."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from sample import ROOT, command, lay_small
from test_cases import SETTINGS, lay, read

from generator.diagnostics import Diagnostic
from generator.settings import Settings
from generator.starters import Sort, languages, place_of, starter

DAY = date(2026, 10, 15)
FILLED: Mapping[Sort, Mapping[str, str]] = {
    "profile": {
        "display": "森 花",
        "kana": "もり はな",
        "romaji": "Hana Mori",
        "headline": "工場から、教室へ",
        "entry": "new-graduate",
        "from": "2015-04",
        "to": "2019-09",
        "confirmed": "2026-10-15",
        "given": "2026-10-15",
        "expires": "2027-10-15",
        "notice": '"2026-04"',
        "method": "form",
        "record": "HR-1",
    },
    "story": {
        "title": "工場から、教室へ",
        "alumni": "hana-mori",
        "summary": "工場にいた人が、教室に立つまで。",
        "written_by": "interview",
        "reviewed": "2026-10-15",
        "facts_as_of": "2026-10",
    },
}
PURPOSE = re.compile(r"^#( +- (?:directory|story|photo|event|aggregate|ties)\b.*)$", re.MULTILINE)
EXAMPLE = re.compile(r"^#( {2,}(?:- )?[a-z_]+:.*|[a-z_]+:.*)$", re.MULTILINE)


def filled(sort: Sort, language: str, *, settings: Settings = SETTINGS) -> str:
    """A new file, with what is needed filled in as somebody would who has never seen YAML."""
    text = starter(sort, "hana-mori" if sort == "profile" else "hana", settings, DAY, language)
    for key, value in FILLED[sort].items():
        text, times = re.subn(rf"^( *(?:- )?{key}:)(?=\s)", rf"\1 {value}", text, count=1, flags=re.MULTILINE)
        assert times == 1, key
    if sort == "story":
        text = re.sub(r"^(## .*)$", r"\1\n\n答え。", text, flags=re.MULTILINE)
    return PURPOSE.sub(r"\1", text)


def with_examples(text: str) -> str:
    """The file with the `#` in front of every example taken away."""
    return re.sub(r"^(  alt:)$", r"\1 笑う人", EXAMPLE.sub(r"\1", text), flags=re.MULTILINE)


def findings(root: Path, profile: str, story: str) -> list[Diagnostic]:
    """What the check says of the two new files."""
    lay(root)
    (root / "alumni" / "hana-mori.yaml").write_text(profile, "utf-8")
    (root / "stories" / "hana.md").write_text(story, "utf-8")
    return [one for one in read(root)[1] if "hana" in one.path]


@pytest.mark.parametrize("language", languages())
def test_filled_in_it_passes(language: str, tmp_path: Path) -> None:
    """With nothing but what is marked as needed there is nothing to say of either file."""
    assert findings(tmp_path, filled("profile", language), filled("story", language)) == []


@pytest.mark.parametrize("language", languages())
def test_every_example_in_it_passes_too(language: str, tmp_path: Path) -> None:
    """With every example taken out of its comment, the files pass as well, and no example was overlooked."""
    lay(tmp_path)
    photos, images = tmp_path / "alumni" / "photos", tmp_path / "stories" / "images"
    photos.mkdir(exist_ok=True)
    images.mkdir(exist_ok=True)
    shutil.copyfile(ROOT / "alumni" / "photos" / "naoko-ogawa.jpg", photos / "hana-mori.jpg")
    shutil.copyfile(ROOT / "stories" / "images" / "came-back.jpg", images / "hana.jpg")
    profile, story = (with_examples(filled(sort, language)) for sort in ("profile", "story"))
    story = re.sub(r"^translation_of: .*\n", "", story, flags=re.MULTILINE)  # there is no original here
    assert findings(tmp_path, profile, story) == []
    for key in (
        "former",
        "turns",
        "news",
        "open_to",
        "photo",
        "links",
        "visible",
        "location",
        "languages",
        "github",
    ):
        assert re.search(rf"^ *{key}:", profile, re.MULTILINE), key
    for key in ("quote", "event_ok", "tags", "cover", "reply", "by"):
        assert re.search(rf"^ *{key}:", story, re.MULTILINE), key


@pytest.mark.parametrize("language", languages())
def test_until_then_the_check_says_what_is_missing(language: str, tmp_path: Path) -> None:
    """Of untouched files it says, at its own line, each thing that is needed, and nothing else."""
    new = (
        starter("profile", "hana-mori", SETTINGS, DAY, language),
        starter("story", "hana", SETTINGS, DAY, language),
    )
    found = findings(tmp_path, *new)
    assert {one.code for one in found} == {"empty-value", "missing-key", "unanswered-question"}
    for path, text, sort in (
        ("alumni/hana-mori.yaml", new[0], "profile"),
        ("stories/hana.md", new[1], "story"),
    ):
        lines = text.split("\n")
        told = {re.sub(r"^ *(- )?|:.*", "", lines[one.line - 1]) for one in found if one.path == path}
        needed = FILLED["profile" if sort == "profile" else "story"].keys() - {"to"}
        assert needed <= told
        assert {word for word in told if not word.startswith("## ")} <= needed | {"purposes"}
    unanswered = [one.line for one in found if one.code == "unanswered-question"]
    headings = [number for number, line in enumerate(new[1].split("\n"), 1) if line.startswith("## ")]
    assert unanswered == headings


def test_names_and_audiences_are_those_of_the_site() -> None:
    """Folders, audiences and the way to the schema are taken from the settings; dates from the site's day."""
    settings = SETTINGS.model_copy(update={"alumni_dir": "content/people"})
    text = starter("profile", "hana-mori", settings, date(2028, 2, 29), "ja")
    assert text.startswith("# yaml-language-server: $schema=../../schemas/profile.schema.json\n")
    assert "public (だれでも), guests (来場者), members (メンバー), staff (人事)" in text
    assert "content/people/photos/" in text
    assert "2029-02-28" in text
    assert place_of("profile", "hana-mori", settings) == Path("content/people/hana-mori.yaml")


def test_the_commands_begin_files(tmp_path: Path) -> None:
    """`profile` and `story` write the file, say in the language of the system what comes next, and end with 0."""
    lay_small(tmp_path)
    done = command("profile", "hana-mori", cwd=tmp_path, LANGUAGE="ja")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("alumni/hana-mori.yaml を用意しました。")
    assert "お名前（必須）" in (tmp_path / "alumni" / "hana-mori.yaml").read_text("utf-8")
    assert (tmp_path / "schemas" / "profile.schema.json").is_file()
    done = command("story", "hana", "--lang", "en", cwd=tmp_path)
    assert done.returncode == 0
    assert "yorimichi check stories/hana.md" in done.stdout
    assert "Why did you leave? {#leaving}" in (tmp_path / "stories" / "hana.md").read_text("utf-8")


def test_a_file_that_is_there_is_never_touched(tmp_path: Path) -> None:
    """Where there is a file already the command says so, ends with 1, and leaves it as it was."""
    lay_small(tmp_path)
    path = tmp_path / "alumni" / "naoko-ogawa.yaml"
    before = path.read_bytes()
    done = command("profile", "naoko-ogawa", "--lang", "en", cwd=tmp_path)
    assert done.returncode == 1
    assert "is there already" in done.stderr
    assert path.read_bytes() == before
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("profile", "佐藤花子"), "たとえば hanako-sato\n"),
        (("story", "私の話"), "たとえば coming-back\n"),
        (("profile", "Sato_Hanako"), "`sato-hanako` と書いてください。\n"),
    ],
)
def test_a_name_that_is_no_id_gets_an_example(words: tuple[str, str], told: str, tmp_path: Path) -> None:
    """Where an id can be made of the name it is told, else an example."""
    lay_small(tmp_path)
    assert command(*words, cwd=tmp_path, LANGUAGE="ja").stderr.endswith(told)


@pytest.mark.parametrize("name", ["Hana_Mori", "../hana", "森花", "hana.yaml", ""])
def test_a_name_that_is_no_id_is_wrong_use(name: str, tmp_path: Path) -> None:
    """What cannot name a file of content is refused with 2, and nothing is written anywhere."""
    lay_small(tmp_path)
    before = sorted(tmp_path.rglob("*"))
    done = command("profile", name, cwd=tmp_path)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert sorted(tmp_path.rglob("*")) == before
