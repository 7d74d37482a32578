"""The link of a pass and its QR code: what they say, as others read it, and when there are none."""

from __future__ import annotations

import io
import re
from datetime import timedelta
from pathlib import Path
from xml.etree import ElementTree

import pytest
import zxingcpp
from click.testing import CliRunner, Result
from PIL import Image, ImageDraw
from sample import BASE_DAY, SECRET, lay_small

from generator import qr
from generator.cli import main
from generator.seal import Secret
from generator.seal.derivation import Derivation
from generator.seal.encoding import b64u

QUIET = 4  # modules


def a_pass(name: str, opens: str, begins: int = -3, ends: int = 3) -> str:
    """An event with a pass, in YAML; its days are counted from today."""
    first, last = (BASE_DAY.date() + timedelta(days=days) for days in (begins, ends))
    given = f"{{id: {name}, from: {first}, until: {last}, {opens}}}"
    return f"  - {{id: {name}, title: 会, kind: hiring, from: {first}, pass: {given}}}\n"


EVENTS = "events:\n" + "".join(
    (
        a_pass("fair", "stories: [coming-back]"),
        a_pass("night", "audiences: [members]"),
        a_pass("visit", "stories: [coming-back]", begins=5, ends=9),
        a_pass("past", "stories: [coming-back]", begins=-9, ends=-1),
        a_pass("again", "epoch: 3, stories: [coming-back]"),
    )
)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small project with passes of every kind, as the current folder."""
    folder = lay_small(tmp_path / "project")
    (folder / "site_src" / "events.yaml").write_text(EVENTS, "utf-8")
    monkeypatch.chdir(folder)
    monkeypatch.setenv("YORIMICHI_SECRET", SECRET)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", f"{BASE_DAY.timestamp():.0f}")
    return folder


def share(*words: str) -> Result:
    """Run the command, with codes in a folder of their own; an exception that nobody caught is the test's failure."""
    result = CliRunner().invoke(main, ["share", *words, "-o", "codes"])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def token(name: str, epoch: int = 1) -> str:
    """The token of a pass as the format gives it."""
    return b64u(Derivation.of(Secret.from_text(SECRET)).token(name, epoch))


def story(slug: str = "coming-back") -> str:
    """The address of a story."""
    return f"s/{Derivation.of(Secret.from_text(SECRET)).address('s', slug)}/"


def drawn(svg: bytes, pixels: int = 8) -> Image.Image:
    """A drawing as a picture: segno draws each row of dark modules as horizontal strokes, one module wide."""
    root = ElementTree.fromstring(svg)
    _, _, width, height = map(int, root.attrib["viewBox"].split())
    light, dark = list(root)
    assert (light.attrib["fill"], light.attrib["d"]) == ("#fff", f"M0 0h{width}v{height}h-{width}z")
    assert dark.attrib["stroke"] == "#000"
    picture = Image.new("L", (width * pixels, height * pixels), 255)
    draw, x, y = ImageDraw.Draw(picture), 0.0, 0.0
    for sign, numbers in re.findall(r"([Mmh])([-\d. ]+)", dark.attrib["d"]):
        values = [float(number) for number in numbers.split()]
        if sign == "h":
            left, top = round(x * pixels), round((y - 0.5) * pixels)
            draw.rectangle((left, top, left + values[0] * pixels - 1, top + pixels - 1), fill=0)
            x += values[0]
        else:
            x, y = values if sign == "M" else (x + values[0], y + values[1])
    return picture


def test_the_link_leads_to_the_story_with_the_token(project: Path) -> None:
    """Standard output is the link and nothing else; both files hold just that link, as another reader reads them."""
    result = share("coming-back", "--pass", "fair")
    link = f"https://alumni.example/{story()}#p={token('fair')}"
    assert (result.exit_code, result.stdout) == (0, f"{link}\n")
    assert sorted(path.name for path in Path("codes").iterdir()) == [
        "coming-back-fair.png",
        "coming-back-fair.svg",
    ]
    with Image.open("codes/coming-back-fair.png") as picture:
        codes = [
            zxingcpp.read_barcode(picture),
            zxingcpp.read_barcode(drawn(Path("codes/coming-back-fair.svg").read_bytes())),
        ]
    for code in codes:
        assert code is not None
        assert (code.text, code.ec_level) == (link, "M")


def test_a_code_is_dark_on_white_with_quiet_around_it() -> None:
    """Four modules of white stand on each side of both; the picture says at how many dots an inch it is printed."""
    link = "https://alumni.example/s/48hbe56effp61/#p=GvcmnALmOVIZHn8kye0ysg&gap"
    for picture, module in ((drawn(qr.svg(link), 8), 8), (_png(qr.png(link)), 24)):
        inked = Image.eval(picture, lambda value: 255 - value).getbbox()
        assert inked == (QUIET * module, QUIET * module, *(side - QUIET * module for side in picture.size))
        assert picture.getpixel((QUIET * module, QUIET * module)) == 0, "the corner of the finder pattern"
    assert qr.png(link) == qr.png(link)
    assert qr.svg(link) == qr.svg(link)
    assert b'width="45mm" height="45mm"' in qr.svg(link)


def _png(data: bytes) -> Image.Image:
    with Image.open(io.BytesIO(data)) as picture:
        assert [round(dots) for dots in picture.info["dpi"]] == [600, 600]
        return picture.convert("L")


def test_an_anchor_and_a_language_are_part_of_link_and_name(project: Path) -> None:
    """The link can begin at a heading and on the page of another language; each has files of its own."""
    result = share("coming-back", "--pass", "fair", "--anchor", "gap", "--lang", "en")
    assert result.stdout == f"https://alumni.example/en/{story()}#p={token('fair')}&gap\n"
    assert share("coming-back", "--pass", "fair", "--lang", "ja").stdout.startswith(
        "https://alumni.example/s/"
    )
    assert {path.name for path in Path("codes").glob("*.svg")} == {
        "coming-back-fair-gap-en.svg",
        "coming-back-fair.svg",
    }


@pytest.mark.parametrize("slug", ["coming-back", "third-generation"])
def test_a_pass_to_an_audience_opens_whatever_that_audience_reads(project: Path, slug: str) -> None:
    """Nobody named these stories, but the pass opens members, and members may read them."""
    assert (
        share(slug, "--pass", "night").stdout == f"https://alumni.example/{story(slug)}#p={token('night')}\n"
    )


def test_a_raised_pass_has_another_link(project: Path) -> None:
    """The link is that of the epoch that is in force."""
    assert share("coming-back", "--pass", "again").stdout.endswith(f"#p={token('again', 3)}\n")


def test_a_link_that_works_later_says_from_when(project: Path) -> None:
    """Before its first day a link can be printed, and whoever prints it is told the day."""
    result = share("coming-back", "--pass", "visit")
    assert (result.exit_code, "works from 2026-10-20 on" in result.stderr) == (0, True)
    assert "works from" not in share("coming-back", "--pass", "fair").stderr


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (
            ("comming-back", "--pass", "fair"),
            "no story `comming-back` on the site. Did you mean `coming-back`?",
        ),
        (("coming-back", "--pass", "fiar"), "no pass `fiar`. Did you mean `fair`?"),
        (("coming-back", "--pass", "x"), "no pass `x`. There are: fair, night, visit, past, again."),
        (
            ("third-generation", "--pass", "fair"),
            "`fair` does not open `third-generation`. It opens: coming-back.",
        ),
        (("coming-back", "--pass", "past"), "`past` ended on 2026-10-14."),
        (
            ("coming-back", "--pass", "fair", "--anchor", "gapp"),
            "no heading `gapp` in `coming-back`. Did you mean",
        ),
        (("coming-back", "--pass", "fair", "--lang", "fr"), "no language `fr`. There are: ja, en."),
    ],
)
def test_what_cannot_be_shared_is_told_in_a_sentence(
    project: Path, words: tuple[str, ...], sentence: str
) -> None:
    """The command ends with 1, says in one line what is the matter, and leaves nothing behind."""
    result = share(*words)
    assert (result.exit_code, result.stdout) == (1, "")
    assert sentence in result.stderr
    assert result.stderr.count("\n") == 1
    assert not Path("codes").exists()


@pytest.mark.parametrize(
    ("address", "sentence"),
    [("", "write `site_url` in mkdocs.yml"), ("site_url: http://alumni.example/\n", "under https only")],
)
def test_without_an_address_that_browsers_open_there_is_no_link(
    project: Path, address: str, sentence: str
) -> None:
    """A link without a host leads nowhere, and under plain http no browser decrypts anything."""
    config = Path("mkdocs.yml")
    config.write_text(
        config.read_text("utf-8").replace("site_url: https://alumni.example/\n", address), "utf-8"
    )
    result = share("coming-back", "--pass", "fair")
    assert (result.exit_code, result.stdout) == (1, "")
    assert sentence in result.stderr


def test_a_pass_of_which_nothing_is_left_has_no_link(project: Path) -> None:
    """When the consent for its last story has ended, there is nothing that a link could open."""
    profile = project / "alumni" / "naoko-ogawa.yaml"
    profile.write_text(
        profile.read_text("utf-8").replace("expires: 2027-04-01", "expires: 2026-10-01"), "utf-8"
    )
    result = share("third-generation", "--pass", "fair")
    assert result.exit_code == 1
    assert "no story `third-generation`" in result.stderr
    (project / "stories" / "still-here.md").write_text(_STILL_HERE, "utf-8")
    result = share("still-here", "--pass", "fair")
    assert "`fair` opens nothing any more" in result.stderr


_STILL_HERE = """\
---
title: 残った話
alumni: kenji-mori
audience: members
summary: いる人の話。
lang: ja
written_by: self
reviewed: 2026-08-20
facts_as_of: 2026
---
おわり。
"""


@pytest.mark.parametrize("ending", ["svg", "png"])
def test_a_file_that_says_something_else_is_left_alone(project: Path, ending: str) -> None:
    """It may be somebody's own, or an earlier link that was printed: neither file is written then."""
    (project / "codes").mkdir()
    own = project / "codes" / f"coming-back-fair.{ending}"
    own.write_bytes(b"mine")
    result = share("coming-back", "--pass", "fair")
    assert (result.exit_code, result.stdout) == (1, "")
    assert f"codes/coming-back-fair.{ending} is there already" in result.stderr
    assert {path.name: path.read_bytes() for path in own.parent.iterdir()} == {own.name: b"mine"}


def test_shared_again_nothing_changes(project: Path) -> None:
    """The same link gives the same bytes, so that a second run is as good as the first."""
    first = share("coming-back", "--pass", "fair")
    before = {path.name: path.read_bytes() for path in Path("codes").iterdir()}
    again = share("coming-back", "--pass", "fair")
    assert (again.exit_code, again.output) == (0, first.output)
    assert {path.name: path.read_bytes() for path in Path("codes").iterdir()} == before


def test_a_folder_that_cannot_be_written_is_told(project: Path) -> None:
    """A file in the folder's place ends with 1 and a sentence."""
    result = CliRunner().invoke(main, ["share", "coming-back", "--pass", "fair", "-o", "mkdocs.yml/codes"])
    assert result.exit_code == 1
    assert "Cannot write" in result.output
