"""Corrections that are certain: what `check --fix` writes, and that it writes nothing else."""

from __future__ import annotations

import errno
import re
import shutil
import tempfile
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from sample import command, lay_small
from test_cases import ALL, Case, lay, read

from generator.cli import main
from generator.diagnostics import Edit, count
from generator.mending import mend, mended

GOOD = """\
schema: 1   # the only one there is
name: {display: 青木 さら, kana: あおき さら, romaji: Sara Aoki}

headline: '量る仕事から、伝える仕事へ'   # a line of her own
career:
    - kind: here
      entry: new-graduate
      from:    2010-04
      to: 2016-03
    - {kind: founder, from: 2016-05, org: {name: "青木: 食品研究所", industry: consulting}}
languages: [ja, en]
confirmed: 2026-09-01
consent: {given: 2026-04-01, expires: 2027-04-01, notice: 2026-04, method: form, record: HR-7, purposes: [directory]}
"""
SLIPS = [
    ("schema: 1 ", "schema: １ "),
    ("name: {", "name： {"),
    ("あおき さら", "ｱｵｷ ｻﾗ"),
    ("headline:", "Headline："),
    ("kind: here", "kind：here"),
    ("entry: new-graduate", "entry: New_Graduate"),
    ("from:    2010-04", "from:    ２０１０年４月"),
    ("to: 2016-03", "to:2016-03"),
    ("from: 2016-05", "from: 平成28年5月"),
    ("    - {kind: founder", "　　- {kind: founder"),
    ("languages: [ja, en]", "languages: [jp, 英語]"),
    ("confirmed: 2026-09-01", "confirmed: “2026/9/1”"),
    ("given: 2026-04-01", "given: 46113"),
]


def project(folder: Path, text: str) -> Path:
    """The small project with one more profile; gives the profile's file."""
    lay_small(folder)
    path = folder / "alumni" / "sara-aoki.yaml"
    path.write_bytes(text.encode())
    return path


def fix_all(root: Path) -> int:
    """Mend until nothing certain is left; gives how many rounds it took."""
    for number in range(60):
        if not mend(root, read(root)[1]).changes:
            return number
    raise AssertionError("mending never ends")


@pytest.mark.parametrize(("good", "slip"), SLIPS, ids=[slip for _, slip in SLIPS])
def test_a_slip_is_mended_and_all_else_stays(good: str, slip: str, tmp_path: Path) -> None:
    """Each slip alone becomes what was meant, with comments, blanks, quotation marks and order as they were."""
    assert good in GOOD
    path = project(tmp_path, GOOD.replace(good, slip, 1))
    fix_all(tmp_path)
    assert "ｱ" not in path.read_text("utf-8")
    assert [one for one in read(tmp_path)[1] if one.path == "alumni/sara-aoki.yaml"] == []
    mine, theirs = path.read_text("utf-8").splitlines(), GOOD.splitlines()
    differing = [(a, b) for a, b in zip(mine, theirs, strict=True) if a != b]
    assert len(differing) <= 1
    for a, b in differing:  # in katakana as it was typed, and without blanks that nobody needs
        assert re.sub(r"\s", "", a) == re.sub(r"\s", "", b).replace("あおきさら", "アオキサラ")


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_all_slips_at_once_are_mended(ending: str, tmp_path: Path) -> None:
    """However many there are, the profile is as it should be in the end; its line ends stay, a byte order mark goes."""
    text = GOOD
    for good, slip in SLIPS:
        text = text.replace(good, slip, 1)
    path = project(tmp_path, "\ufeff" + text.replace("\n", ending))
    fix_all(tmp_path)
    assert [one for one in read(tmp_path)[1] if one.path == "alumni/sara-aoki.yaml"] == []
    after = path.read_bytes().decode()
    assert after.count(ending) == GOOD.count("\n")
    assert not after.startswith("\ufeff")
    assert "# a line of her own" in after


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.name)
def test_mending_never_makes_it_worse(case: Case, tmp_path: Path) -> None:
    """In every case mending comes to an end, what was certain is gone, and a file that could be read still can be."""
    root = lay(tmp_path, case)
    before = read(root)[1]
    fix_all(root)
    after = read(root)[1]
    assert not [one for one in after if one.edit]
    hidden = {"yaml-syntax", "full-width-colon", "full-width-blank", "hidden-character"} & {
        one.code for one in before
    }
    assert hidden or count(after)[0] <= count(before)[0]


def test_good_content_is_not_touched(tmp_path: Path) -> None:
    """Where nothing is wrong no file is written, not even with the same bytes."""
    path = project(tmp_path, GOOD)
    state = path.stat()
    assert mend(tmp_path, read(tmp_path)[1]).changes == ()
    assert path.stat().st_mtime_ns == state.st_mtime_ns
    assert path.stat().st_ino == state.st_ino


def test_a_mended_file_keeps_its_rights_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    """The new file may be read by whom the old one could be; no temporary file stays."""
    path = project(tmp_path, GOOD.replace("schema: 1", "schema: １"))
    path.chmod(0o640)
    before = sorted(file.name for file in path.parent.iterdir())
    fix_all(tmp_path)
    assert path.stat().st_mode & 0o777 == 0o640
    assert sorted(file.name for file in path.parent.iterdir()) == before


def test_a_link_is_never_written_through(tmp_path: Path) -> None:
    """A file that became a symbolic link after it was read stays as it is."""
    path = project(tmp_path, GOOD.replace("schema: 1", "schema: １"))
    found = read(tmp_path)[1]
    elsewhere = tmp_path / "elsewhere"
    shutil.move(path, elsewhere)
    path.symlink_to(elsewhere)
    before = elsewhere.read_bytes()
    assert mend(tmp_path, found).changes == ()
    assert elsewhere.read_bytes() == before


def test_guesses_are_left_to_people(tmp_path: Path) -> None:
    """A key or value that is only nearly right, and a day whose order is not certain, are told and not written."""
    text = GOOD.replace("headline:", "headlin:").replace("2026-09-01", "4/1/2026")
    path = project(tmp_path, text)
    assert fix_all(tmp_path) == 0
    assert path.read_bytes() == text.encode()


@given(
    st.lists(st.tuples(st.integers(1, 4), st.integers(1, 6), st.integers(0, 3), st.text("ab", max_size=2)))
)
def test_edits_touch_nothing_but_their_span(edits: list[tuple[int, int, int, str]]) -> None:
    """Whatever edits there are, lines without any stay, and their number and ends too."""
    text = "one two\r\nthree\nfour\rfive"
    made = mended(
        text, [Edit((line, column), (line, column + size), new) for line, column, size, new in edits]
    )
    assert re.findall(r"\r\n|\r|\n", made) == ["\r\n", "\n", "\r"]
    touched = {line for line, *_ in edits}
    before, after = (re.split(r"\r\n|\r|\n", words) for words in (text, made))
    for number, (old, new) in enumerate(zip(before, after, strict=True), 1):
        assert number in touched or old == new


def test_the_command_mends_tells_and_checks(tmp_path: Path) -> None:
    """`check --fix` tells on standard error what it wrote in place of what, in the language asked for, and then
    checks."""
    project(tmp_path, GOOD.replace("schema: 1", "schema: １").replace("headline:", "headlin:"))
    done = command("check", "--fix", "--lang", "ja", cwd=tmp_path)
    assert done.returncode == 1
    assert done.stderr == "alumni/sara-aoki.yaml:1:9: 直しました: １ → 1\n"
    assert "`headline` のことですか。" in done.stdout
    assert "schema" not in done.stdout
    again = command("check", "--fix", "--lang", "en", "--format", "json", "stories", cwd=tmp_path)
    assert (again.returncode, again.stderr) == (0, "")


def test_what_was_mended_is_told_in_order(tmp_path: Path) -> None:
    """Of several rounds and files one list is told, by file and line, with the old text and the new; what cannot be
    seen is named, or stands between quotation marks."""
    slips = (("あおき さら", "ｱｵｷ ｻﾗ"), ("to: 2016-03", "to:2016-03"), ("2016-05", "平成28年5月"))
    text = GOOD.replace("schema", "sche\u200bma").replace("    - {", "　　- {")
    for good, slip in slips:
        text = text.replace(good, slip)
    project(tmp_path, "\ufeff" + text)
    other = tmp_path / "alumni" / "kenji-mori.yaml"
    other.write_text(
        re.sub(
            r"^(confirmed: )(\d+)-(\d+)-(\d+)", r"\1\2/\3/\4", other.read_text("utf-8"), flags=re.MULTILINE
        )
    )
    done = command("check", "--fix", "--lang", "en", cwd=tmp_path)
    assert done.returncode == 0, done.stdout
    first, *told = done.stderr.splitlines()
    assert re.fullmatch(r"alumni/kenji-mori.yaml:\d+:12: mended: 2026/\d\d/\d\d → 2026-\d\d-\d\d", first)
    assert [line.removeprefix("alumni/sara-aoki.yaml:") for line in told] == [
        "1:1: mended: the byte order mark is gone",
        "1:5: mended: an invisible character is gone (U+200B)",
        "2:30: mended: ｱｵｷ ｻﾗ → アオキ サラ",
        '9:9: mended: ":" → ": "',
        '10:1: mended: "　　" → "    "',
        "10:29: mended: 平成28年5月 → 2016-05",
    ]


def test_a_byte_order_mark_alone_is_mended(tmp_path: Path) -> None:
    """Where a byte order mark is all that is wrong, it goes and is told, and nothing else changes."""
    path = project(tmp_path, "\ufeff" + GOOD)
    done = command("check", "--fix", "--lang", "ja", cwd=tmp_path)
    assert (done.returncode, path.read_bytes()) == (0, GOOD.encode())
    assert done.stderr.startswith("alumni/sara-aoki.yaml:1:1: 直しました: BOM")
    assert command("check", "--fix", cwd=tmp_path).stderr == ""


def test_a_read_only_file_is_left_alone(tmp_path: Path) -> None:
    """A file that its owner keeps from being written stays as it is, which is told; others are mended all the same."""
    path = project(tmp_path, GOOD.replace("schema: 1", "schema: １"))
    other = path.with_name("kenji-mori.yaml")
    other.write_bytes(b"\xef\xbb\xbf" + other.read_bytes())
    path.chmod(0o444)
    before = path.read_bytes()
    done = command("check", "--fix", "--lang", "ja", cwd=tmp_path)
    assert done.returncode == 1
    assert path.read_bytes() == before
    assert not other.read_bytes().startswith(b"\xef\xbb\xbf")
    assert "alumni/sara-aoki.yaml: 直していません: " in done.stderr
    assert "alumni/sara-aoki.yaml:1:9: 誤り[" in done.stdout


def test_a_read_only_folder_is_told_by_the_name_of_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where no file can be put into the folder, the file is named that was to be mended, and the check goes on."""
    path = project(tmp_path, GOOD.replace("schema: 1", "schema: １").replace("headline:", "headlin:"))

    def refuse(prefix: str, dir: Path) -> tuple[int, str]:  # noqa: A002 - its name in tempfile
        name = str(dir / f"{prefix}abc")
        raise PermissionError(errno.EACCES, "Permission denied", name)

    monkeypatch.setattr(tempfile, "mkstemp", refuse)
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, ["check", "--fix", "--lang", "en"])
    assert result.exit_code == 1
    assert result.stderr == "alumni/sara-aoki.yaml: not mended: this file may not be written.\n"
    assert "alumni/sara-aoki.yaml:4:1: error[unknown-key]" in result.stdout
    assert "\n2 errors, " in result.stdout
    assert path.read_text("utf-8").startswith("schema: １")


def test_only_named_paths_are_mended(tmp_path: Path) -> None:
    """`check --fix PATH` writes below that path alone."""
    path = project(tmp_path, GOOD.replace("schema: 1", "schema: １"))
    before = path.read_bytes()
    command("check", "--fix", "stories", cwd=tmp_path)
    assert path.read_bytes() == before
    command("check", "--fix", "alumni/sara-aoki.yaml", cwd=tmp_path)
    assert path.read_bytes() != before


def test_a_day_is_still_a_day(tmp_path: Path) -> None:
    """What is mended is read as what was meant."""
    project(tmp_path, GOOD.replace("given: 2026-04-01", "given: 令和8年4月1日"))
    fix_all(tmp_path)
    assert read(tmp_path)[0].profiles["sara-aoki"].consent.given == date(2026, 4, 1)
