"""What the owner of the secret sees: `gate open` prints what is sealed at a place, and refuses what is not of it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from mini import BASE, OTHER_SECRET, Mini, surroundings, the_gate, value_at

from generator.build import open_page
from generator.cli import main
from generator.seal import ObjectRefused


@pytest.fixture(autouse=True)
def _same_day() -> Iterator[None]:
    """The secret and the day with which the shared site was built."""
    with surroundings():
        yield


@pytest.fixture
def copy(built: Mini, tmp_path: Path) -> Mini:
    """A built project that a test may spoil."""
    return Mini(Path(shutil.copytree(built.root, tmp_path / "copy")))


def _open(mini: Mini, where: str, **environ: str) -> Result:
    return CliRunner().invoke(main, ["gate", "open", where, "-f", str(mini.config)], env=environ)


def _place(kind: str, key: str) -> str:
    return f"{kind}/{the_gate().address(kind, key)}/"


def _refused(result: Result, *words: str) -> None:
    assert result.exit_code == 1
    assert isinstance(result.exception, SystemExit), result.exception
    for word in words:
        assert word in result.output


@pytest.mark.parametrize("form", ["address", "slash", "file", "url", "anchor", "english"])
def test_a_sealed_page_is_printed_whichever_way_it_is_named(built: Mini, form: str) -> None:
    """An address, a file, a whole URL with an anchor or the page in another language: its content is printed."""
    place = _place("a", "ren-baba")
    named = {
        "address": place.rstrip("/"),
        "slash": f"/{place}",
        "file": str(built.site / place / "index.html"),
        "url": BASE + place,
        "anchor": f"{BASE}{place}#y-road",
        "english": f"en/{place}",
    }
    found = _open(built, named[form])
    assert found.exit_code == 0, found.output
    name = "Rentaro Baba" if form == "english" else "馬場 連太郎"
    assert name in found.stdout
    assert f"── {'en/' if form == 'english' else ''}{place}, for members" in found.stderr


def test_objects_inside_others_come_after_them(built: Mini) -> None:
    """Of an open page, guests' layer is printed first, then members' and staff's, each without the next token."""
    found = _open(built, _place("a", "hana-aoki"))
    heads = [line for line in found.stderr.splitlines() if line.startswith("──")]
    place = _place("a", "hana-aoki")
    assert heads == [f"── {place}~{name}, for {name}" for name in ("guests", "members", "staff")]
    assert "application/jose" not in found.stdout
    texts = [value_at(f"alumni/hana-aoki.yaml:{key}") for key in ("news.0.text", "skills.0", "name.former")]
    positions = [found.stdout.index(text) for text in texts]
    assert positions == sorted(positions)


def test_the_first_page_is_named_by_nothing(built: Mini) -> None:
    """The address of the first page is empty; its objects are printed under a name."""
    found = _open(built, "index.html")
    assert found.exit_code == 0
    assert "── ~members, for members" in found.stderr


def test_a_sealed_picture_is_told_of_and_given(built: Mini) -> None:
    """A picture's file, or its address, gives its audience and size, and its bytes where they are wanted."""
    told = set()
    for path in sorted((built.site / "m").glob("*.jwe")):
        for where in (str(path), f"m/{path.stem}"):
            found = _open(built, where)
            assert found.exit_code == 0, found.output
            line = rf"── m/{path.stem}, for ([a-z0-9-]+): {len(found.stdout_bytes)} bytes\n"
            told.update(re.findall(line, found.stderr))
            assert found.stdout_bytes.startswith(b"RIFF")
    assert told == {"members", "evening-1"}


def test_a_page_in_the_open_has_nothing_to_open(built: Mini) -> None:
    """Where nothing is sealed, in a page or in a plain picture, the command says so."""
    _refused(_open(built, "join/"), "Nothing is sealed in")


def test_a_place_that_is_not_there_is_told(built: Mini, tmp_path: Path) -> None:
    """A wrong address, and a file outside the site, are no places of it."""
    _refused(_open(built, "a/0000000000000/"), "There is no a/0000000000000/")
    outside = tmp_path / "page.html"
    outside.write_text("a page")
    _refused(_open(built, str(outside)), "There is no")


def test_an_object_of_another_page_is_refused(copy: Mini) -> None:
    """A sealed page that was copied to another address does not open there, though the secret is the right one."""
    here, there = copy.site / _place("a", "ren-baba"), copy.site / _place("a", "sora-chiba")
    shutil.copy(here / "index.html", there / "index.html")
    _refused(
        _open(copy, _place("a", "sora-chiba")), "not sealed with this secret for this place", "another place"
    )


def test_a_picture_at_another_address_is_refused(copy: Mini) -> None:
    """A sealed picture that was copied over another one does not open there."""
    one, other = sorted((copy.site / "m").glob("*.jwe"))[:2]
    shutil.copy(one, other)
    _refused(_open(copy, f"m/{other.stem}"), "another place")


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"a.b.c", b"e30..AAAA.AAAA.AAAA"])
def test_a_picture_that_is_none_is_refused(copy: Mini, content: bytes) -> None:
    """A file that is no object is refused with a sentence."""
    path = min((copy.site / "m").glob("*.jwe"))
    path.write_bytes(content)
    _refused(_open(copy, str(path)), "not sealed with this secret for this place")


def test_another_secret_opens_nothing(built: Mini) -> None:
    """With a secret that is not this site's, page and picture are refused."""
    picture = min((built.site / "m").glob("*.jwe"))
    for where in (str(built.site / _place("a", "ren-baba") / "index.html"), str(picture)):
        _refused(_open(built, where, YORIMICHI_SECRET=OTHER_SECRET), "not sealed with this secret")


def test_an_audience_that_is_none_is_refused(built: Mini) -> None:
    """A page that names an audience of which there is no key is refused rather than looked into."""
    text = (built.site / _place("a", "ren-baba") / "index.html").read_text()
    spoilt = text.replace('data-audience="members"', 'data-audience="nobody"')
    assert spoilt != text
    with pytest.raises(ObjectRefused):
        list(open_page(spoilt, _place("a", "ren-baba"), the_gate()))


@pytest.mark.parametrize("change", [("", "~members"), ("", "~guests"), ("", "x")])
def test_an_object_under_another_name_is_refused(built: Mini, change: tuple[str, str]) -> None:
    """The name of an object within its page is part of what its key and header are bound to."""
    old, new = change
    text = (built.site / _place("a", "ren-baba") / "index.html").read_text()
    spoilt = text.replace(f'data-object="{old}"', f'data-object="{new}"')
    assert spoilt != text
    with pytest.raises(ObjectRefused):
        list(open_page(spoilt, _place("a", "ren-baba"), the_gate()))
