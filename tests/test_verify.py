"""The search for leaks: whatever sealed value gets into whatever file by whatever way, no site comes of it."""

from __future__ import annotations

from base64 import urlsafe_b64decode
from collections.abc import Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner
from mini import SECRET, Mini, beside, snapshot, the_gate, value_at

from generator.cli import main
from generator.plugin import BuildFailed

_REN, _HANA, _SORA = (f"alumni/{key}.yaml" for key in ("ren-baba", "hana-aoki", "sora-chiba"))
_RIVER = "stories/quiet-river.md"

# A sealed value of each kind, and how the message names it.
TEXTS: Mapping[str, tuple[str, str]] = {
    "id": ("ren-baba", f"{_REN} id"),
    "handle": (value_at(f"{_HANA}:github"), f"{_HANA} github"),
    "name": (value_at(f"{_REN}:name.display"), f"{_REN} name.display"),
    "reading": (value_at(f"{_REN}:name.kana"), f"{_REN} name.kana"),
    "spelling": ("ENDOH, Tohmaro", "alumni/toma-endo.yaml name.kana"),
    "former": (value_at(f"{_HANA}:name.former"), f"{_HANA} name.former"),
    "headline": (value_at(f"{_SORA}:headline"), f"{_SORA} headline"),
    "skill": (value_at(f"{_HANA}:skills.0"), f"{_HANA} skills"),
    "turn": (value_at(f"{_HANA}:turns.0.what"), f"{_HANA} turns"),
    "news": (value_at(f"{_HANA}:news.0.text"), f"{_HANA} news"),
    "link": (value_at(f"{_HANA}:links.0.url"), f"{_HANA} links"),
    "alt": (value_at(f"{_HANA}:photo.alt"), f"{_HANA} photo"),
    "file": (value_at(f"{_REN}:photo.file"), f"{_REN} photo.file"),
    "department": (value_at(f"{_REN}:career.0.department"), f"{_REN} career[0].department"),
    "title": (value_at(f"{_HANA}:career.2.title"), f"{_HANA} career[2].title"),
    "employer": (value_at(f"{_HANA}:career.2.org.name"), f"{_HANA} career[2].org.name"),
    "brought": (value_at(f"{_HANA}:career.0.brought"), f"{_HANA} career[0].brought"),
    "record": (value_at(f"{_REN}:consent.record"), f"{_REN} consent.record"),
    "slug": ("quiet-river", f"{_RIVER} slug"),
    "story title": (value_at(f"{_RIVER}:title"), f"{_RIVER} title"),
    "summary": ("別々の場所で、同じ年に仕事を変えた三人の夜話", f"{_RIVER} summary"),
    "quote": ("川の音がしないほど、深いのだそうです", f"{_RIVER} quote"),
    "sentence": ("People lend you their gloves before you ask for them.", "stories/night-shift.md body"),
    "reply": ("釜の音は録音して残してあります", f"{_RIVER} reply"),
    "cover": (value_at(f"{_RIVER}:cover.alt"), f"{_RIVER} cover.alt"),
    "event": (value_at("site_src/events.yaml:events.2.title"), "events.yaml staff-talk title"),
    "place": (value_at("site_src/events.yaml:events.1.place"), "events.yaml farm-supper place"),
    "page": ("裏口の鍵は植木鉢の下に置いてあります", "members-handbook.md"),
    "page title": (value_at("site_src/members-handbook.md:title"), "members-handbook.md"),
    "secret": (SECRET, "the root secret"),
    "passphrase": (the_gate().passphrase("guests"), "the passphrase of guests"),
    "key": (dict(the_gate().forbidden())["the key of staff"], "the key of staff"),
}

# Each kind of output, and what a hook at the end of the build writes `LEAK` with.
OUTPUTS: Mapping[str, str] = {
    "assets/app.js": "place.write_text('const x = \"' + LEAK)",
    "assets/style.css.map": "place.write_text('/*' + LEAK)",
    "assets/data.bin": "place.write_bytes(b'\\xff\\x00' + LEAK.encode())",
    "assets/pages.zip": "zipfile.ZipFile(place, 'w', 8).writestr('page.html', LEAK)",
    "index.html.gz": "place.write_bytes(gzip.compress(LEAK.encode()))",
    "assets/wide.txt": "place.write_text(LEAK, encoding='utf-16')",
    "index.html": "place.write_text(place.read_text() + '<!-- ' + b64encode(LEAK.encode()).decode() + ' -->')",
    "search.json": "place.write_text(json.dumps([LEAK]))",
    "feed.xml": "place.write_text('<rss><title>' + LEAK)",
    "assets": "(place / (LEAK + '.txt')).write_text('')",
}


def _leaking(mini: Mini, output: str, leak: str) -> None:
    mini.hook(
        "import gzip\nimport json\nimport zipfile\nfrom base64 import b64encode\nfrom pathlib import Path\n"
        f"from urllib.parse import quote\n\nLEAK = {leak!r}\n\n"
        f"def on_post_build(config):\n    place = Path(config.site_dir) / {output!r}\n    {OUTPUTS[output]}\n"
    )


def _refused(mini: Mini) -> str:
    """What a build says that must not succeed; the site that stood before still stands."""
    mini.write("site/keyring.json", "{}")
    with pytest.raises(BuildFailed) as caught:
        mini.build()
    assert snapshot(mini.site) == {"keyring.json": b"{}"}
    assert beside(mini) == []
    return str(caught.value)


@pytest.mark.parametrize("output", [name for name in OUTPUTS if name != "assets"])
def test_a_leak_into_any_kind_of_output_fails_the_build(mini: Mini, output: str) -> None:
    """A sealed headline that a script of the site's own writes into some file: told with file, byte and field."""
    leak, what = TEXTS["headline"]
    _leaking(mini, output, leak)
    told = _refused(mini)
    assert f"  {output}, byte " in told
    assert told.endswith(what)
    assert leak not in told


def test_a_leak_in_the_name_of_a_file_fails_the_build(mini: Mini) -> None:
    """A file may hold nothing and still tell, by its name."""
    leak, what = TEXTS["name"]
    _leaking(mini, "assets", leak)
    told = _refused(mini)
    assert f"  assets/…, its name: {what}" in told
    assert leak not in told


def test_a_leak_into_the_frame_of_a_page_fails_the_build(mini: Mini) -> None:
    """What a script adds to a rendered page, outside its content, is found in that page."""
    leak, what = TEXTS["headline"]
    mini.hook(
        f"def on_post_page(output, page, config):\n    return output + ({leak!r} if page.url == 'visit/' else '')\n"
    )
    told = _refused(mini)
    assert "visit/index.html, byte " in told
    assert told.endswith(what)


def test_a_leak_into_the_words_of_a_page_fails_the_build(mini: Mini) -> None:
    """What a script adds to a page's Markdown is found before the page is written, with the page and the field."""
    leak, what = TEXTS["headline"]
    mini.hook(
        "def on_page_markdown(markdown, page, **_):\n"
        f"    return markdown + ({leak!r} if page.url == 'visit/' else '')\n"
    )
    told = _refused(mini)
    assert f"visit/ would show public what is not for them: {what}" in told
    assert leak not in told


def test_every_kind_of_sealed_text_is_found_in_one_build(mini: Mini) -> None:
    """All kinds of sealed texts in one file of the output: each is told, none of them is repeated in the message."""
    lines = "\n".join(text for text, _ in TEXTS.values())
    mini.write("site_src/assets/all.txt", lines)
    told = _refused(mini)
    assert [kind for kind, (_, what) in TEXTS.items() if what not in told] == []
    named = {text for text, what in TEXTS.values() if text in what}  # an id is the name of its file
    assert [text for text, _ in TEXTS.values() if text in told and text not in named] == []


@pytest.mark.parametrize(
    "source",
    ["alumni/photos/ren-baba.jpg", "alumni/photos/hana-aoki.jpg", "stories/images/ferry-house.jpg"],
)
def test_a_sealed_picture_as_it_came_fails_the_build(mini: Mini, source: str) -> None:
    """The original of a sealed picture among the site's own files is found, whatever its name is there."""
    mini.write("site_src/assets/some.jpg", (mini.root / source).read_bytes())
    told = _refused(mini)
    assert "assets/some.jpg, byte " in told
    assert source in told


def test_a_picture_that_nothing_shows_is_a_secret_too(mini: Mini) -> None:
    """A photo that lies in the folder and is in no profile has nobody's consent to be anywhere."""
    photo = (mini.root / "alumni/photos/ren-baba.jpg").read_bytes()[::-1]
    mini.write("alumni/photos/withdrawn.jpg", photo)
    mini.write("site_src/assets/some.jpg", photo)
    assert "alumni/photos/withdrawn.jpg" in _refused(mini)


def test_a_sealed_picture_as_the_site_has_it_fails_the_build(mini: Mini) -> None:
    """The picture that is in the sealed object must not lie beside it in the open."""
    mini.hook(
        "from pathlib import Path\n"
        "from generator.pictures import normalise\n\n"
        "def on_post_build(config):\n"
        "    photo = normalise(Path(config.config_file_path).parent / 'alumni/photos/ren-baba.jpg', max_edge=640)\n"
        "    (Path(config.site_dir) / 'assets/copy.webp').write_bytes(b'head' + photo.data)\n"
    )
    assert "assets/copy.webp, byte " in _refused(mini)


def test_what_is_open_elsewhere_on_purpose_is_no_leak(mini: Mini) -> None:
    """A sealed value that open content says too, and an open value anywhere, do not stop the build."""
    mini.change("alumni/sora-chiba.yaml", "夜の工場の灯りを描いています", "商店街で小さな菓子店をひらいた")
    mini.change("alumni/sora-chiba.yaml", "夜勤の検査係", "駅の北口から歩いて")
    mini.write(
        "site_src/assets/open.txt", "商店街で小さな菓子店をひらいた\n駅の北口から歩いて八分です\n土井 結以子"
    )
    assert (mini.build() / "assets/open.txt").is_file()


def test_the_bytes_of_the_root_secret_fail_the_build(mini: Mini) -> None:
    """A key file that was copied into the site says the secret in another way than the variable does."""
    mini.write("site_src/assets/key.bin", urlsafe_b64decode(SECRET + "="))
    assert "assets/key.bin, byte 0: the root secret" in _refused(mini)


def test_a_word_of_the_theme_is_no_leak(mini: Mini) -> None:
    """A sealed skill that every page's frame says too does not stop the build."""
    mini.change("alumni/hana-aoki.yaml", "溶接の下書き", "Navigation")
    mini.write("site_src/assets/open.txt", "data-md-component=navigation")
    assert (mini.build() / "assets/open.txt").is_file()


def test_a_word_of_the_pages_is_no_leak(mini: Mini) -> None:
    """A skill that English pages say of others, a tag that is a class, a pass's id: none of them stops the build."""
    mini.change("alumni/hana-aoki.yaml", "溶接の下書き", "Family business")
    mini.change("stories/quiet-river.md", "- farm", "- collaboration")
    for word in ("Family business", "y-k-collaboration", "evening-1"):
        mini.write(f"site_src/assets/{word}.txt", word)
    assert (mini.build() / "assets/evening-1.txt").is_file()


def test_the_command_finds_what_came_into_a_built_site(mini: Mini) -> None:
    """`yorimichi verify` is content with a fresh site, and tells of a value that was added to a page afterwards."""
    mini.build()
    fine = CliRunner().invoke(main, ["verify", "-f", str(mini.config)])
    assert fine.exit_code == 0, fine.output
    page = mini.site / "join/index.html"
    size = page.stat().st_size
    page.write_bytes(page.read_bytes() + TEXTS["sentence"][0].encode())
    found = CliRunner().invoke(main, ["verify", "-f", str(mini.config)])
    assert found.exit_code == 1
    assert f"join/index.html, byte {size}: {TEXTS['sentence'][1]}" in found.output
    assert "Sealed values in the clear: 1" in found.output


def test_the_command_searches_any_folder(mini: Mini, tmp_path: Path) -> None:
    """A folder that was downloaded from the host is searched as well as the one that was built."""
    copy = tmp_path / "copy"
    (copy / "deep").mkdir(parents=True)
    (copy / "keyring.json").write_text("{}")
    (copy / "deep/file.txt").write_text(f"… {TEXTS['passphrase'][0]} …")
    found = CliRunner().invoke(main, ["verify", str(copy), "-f", str(mini.config)])
    assert found.exit_code == 1
    assert f"deep/file.txt, byte 4: {TEXTS['passphrase'][1]}" in found.output


def test_the_command_tells_where_there_is_no_site(mini: Mini) -> None:
    """Where nothing was built, there is nothing to be content with."""
    found = CliRunner().invoke(main, ["verify", "-f", str(mini.config)])
    assert found.exit_code == 1
    assert "build it first" in found.output


def test_a_folder_without_a_site_is_no_site(mini: Mini, tmp_path: Path) -> None:
    """A wrong path never passes for a site in which nothing was found."""
    found = CliRunner().invoke(main, ["verify", str(tmp_path), "-f", str(mini.config)])
    assert (found.exit_code, "There is no site in" in found.output) == (1, True)


def test_a_link_in_a_site_is_told(mini: Mini, tmp_path: Path) -> None:
    """What a link leads to is not searched, and a host may publish it: it counts as a leak."""
    copy = tmp_path / "copy"
    copy.mkdir()
    (copy / "keyring.json").write_text("{}")
    (copy / "people").symlink_to(mini.root / "alumni")
    found = CliRunner().invoke(main, ["verify", str(copy), "-f", str(mini.config)])
    assert found.exit_code == 1
    assert "people, byte 0: a link to somewhere else" in found.output
