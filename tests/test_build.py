"""What is built: the same bytes each time, at opaque addresses, and nothing but what is meant to be published."""

from __future__ import annotations

import io
import itertools
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from hashlib import shake_256
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin, urlsplit
from xml.etree import ElementTree as ET

import pytest
from mini import BASE, EPOCH, FILES, LATER, TOMORROW, Mini, beside, snapshot, the_gate, write
from PIL import Image

from generator.build.layers import layered
from generator.build.opening import open_medium, open_page
from generator.plugin import BuildFailed
from generator.render import STANDARD, Rendering
from generator.seal import LIMIT, read_header

_ADDRESS = "[0-9a-hjkmnp-tv-z]{13}"


def _command(mini: Mini, module: str, **environ: str) -> dict[str, bytes]:
    """The site that a command builds in a process of its own."""
    start = ["-m", "mkdocs"] if module == "mkdocs" else ["-c", "from generator.cli import main; main()"]
    done = subprocess.run(
        [sys.executable, *start, "build", "-f", str(mini.config)],
        env={**os.environ, **environ},
        cwd=mini.root,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return snapshot(mini.site)


def _differing(one: Mapping[str, bytes], other: Mapping[str, bytes]) -> list[str]:
    return sorted(name for name in {*one, *other} if one.get(name) != other.get(name))


def _processors(folder: Path, number: int) -> str:
    """A folder for PYTHONPATH that has Python believe in so many processors, by which pools of threads are sized."""
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(f"import os\n\nos.cpu_count = lambda: {number}\n")
    asked = [sys.executable, "-c", "import os; print(os.cpu_count())"]
    believed = subprocess.run(
        asked, env={**os.environ, "PYTHONPATH": str(folder)}, capture_output=True, check=True
    )
    assert int(believed.stdout) == number
    return str(folder)


def test_both_commands_build_the_same_site_anywhere(tmp_path: Path, mini: Mini, built: Mini) -> None:
    """Whichever command, path, hour, locale, hash seed, umask, zone and number of processors: the same bytes."""
    there = write(tmp_path / "another" / "place with blanks")
    mask = os.umask(0o077)
    try:
        by_mkdocs = _command(
            there,
            "mkdocs",
            PYTHONHASHSEED="4242",
            LANG="C",
            LC_ALL="C",
            TZ="America/Los_Angeles",
            SOURCE_DATE_EPOCH=LATER,
            PYTHONPATH=_processors(tmp_path / "one", 1),
        )
    finally:
        os.umask(mask)
    many = _processors(tmp_path / "many", 24)
    by_us = _command(
        mini, "yorimichi", PYTHONHASHSEED="1", LANG="ja_JP.UTF-8", TZ="Asia/Tokyo", PYTHONPATH=many
    )
    assert EPOCH != LATER
    assert _differing(by_us, by_mkdocs) == []
    assert _differing(by_us, snapshot(built.site)) == []


def test_another_day_changes_only_what_tells_of_today(
    mini: Mini, built: Mini, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A day later, careers that go on are drawn a little longer; all else, keys and addresses too, is the same."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", TOMORROW)
    mini.build()
    changed = _differing(snapshot(mini.site), snapshot(built.site))
    drawn = re.compile(
        rf"(en/)?((alumni/|stories/|paths/|questions/)?|[as]/{_ADDRESS}/)index\.html|index/[a-z0-9-]+/0\.(jwe|json)"
    )
    assert [name for name in changed if not drawn.fullmatch(name)] == []
    assert "index.html" in changed


def test_editing_one_profile_changes_only_what_shows_it(mini: Mini, built: Mini) -> None:
    """A sealed headline leaves the pages alone that do not mention its person, and the shards of who may not see it."""
    mini.change("alumni/sora-chiba.yaml", "夜の工場", "夜明けの工場")
    mini.build()
    changed = _differing(snapshot(mini.site), snapshot(built.site))
    gate = the_gate()
    hers = {f"a/{gate.address('a', 'sora-chiba')}/", f"s/{gate.address('s', 'night-shift')}/"}
    pages = [name for name in changed if not name.startswith("index/")]
    assert pages == sorted(f"{prefix}{place}index.html" for prefix in ("", "en/") for place in hers)
    searched = {name.split("/")[1] for name in changed if name.startswith("index/")}
    assert searched == {"staff"}


def test_only_pages_and_assets_are_published(built: Mini) -> None:
    """Pages, pictures, shards, keyring, sitemap and assets; no file of content, no notes and no data beside them."""
    names = set(snapshot(built.site))
    pages = {name for name in names if name.endswith(".html")}
    shipped = {
        name for name in names if re.match(r"assets/(yorimichi|images|javascripts|stylesheets)/", name)
    }
    media = {name for name in names if re.fullmatch(rf"m/{_ADDRESS}\.(jwe|webp)", name)}
    searched = {
        name
        for name in names
        if re.fullmatch(r"index/(public/\d+\.json|(?!public/)[a-z0-9-]+/\d+\.jwe)", name)
    }
    others = names - pages - shipped - media - searched
    assert others == {"keyring.json", "sitemap.xml", "assets/leaflet.txt"}
    standard = (*STANDARD.values(), "visit/")
    told = {f"{prefix}{place}index.html" for prefix in ("", "en/") for place in standard} | {"404.html"}
    assert told <= pages
    assert all(re.fullmatch(rf"(en/)?[aps]/{_ADDRESS}/index\.html", name) for name in pages - told)
    people, stories, sealed_pages = (
        sum(bool(re.match(rf"(en/)?{kind}/", name)) for name in pages) for kind in "asp"
    )
    assert (people, stories, sealed_pages) == (2 * 4, 2 * 3, 3)


def test_no_address_tells_what_is_there(built: Mini) -> None:
    """No file is named after a person, a story, a picture or a sealed page."""
    told = [Path(name).stem for name in FILES if name.startswith(("alumni/", "stories/"))]
    told += ["members-handbook", "staff-ledger"]
    names = "\n".join(snapshot(built.site))
    assert [word for word in told if word in names and word != "README"] == []
    assert "README" not in names
    assert "a plan that is no page" not in names


def test_the_sitemap_has_exactly_the_open_pages(built: Mini) -> None:
    """A search engine is told of every open page under the site's own address, and of none that is sealed."""
    space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    urls = [
        one.text or ""
        for one in ET.fromstring((built.site / "sitemap.xml").read_text()).iterfind(".//s:loc", space)
    ]
    pages = {name: data for name, data in snapshot(built.site).items() if name.endswith("index.html")}
    is_open = {name.removesuffix("index.html") for name, data in pages.items() if b"data-sealed" not in data}
    assert sorted(urls) == sorted(BASE + place for place in is_open)
    assert 0 < len(is_open) < len(pages)


def test_a_sealed_page_has_nothing_of_its_own_outside(built: Mini) -> None:
    """Sealed pages say the site's title, that they are not for indexes, and the gate; tokens aside, all are alike."""
    shells: dict[str, set[str]] = {}
    for name, data in snapshot(built.site).items():
        text = data.decode() if name.endswith(".html") else ""
        if "data-sealed" not in text:
            continue
        head = text.partition("</head>")[0]
        assert '<meta name="robots" content="noindex">' in head
        assert 'name="description"' not in head
        assert "canonical" not in head
        title = "Beyond Mini Foods" if name.startswith("en/") else "ミニ食品の、その先"
        assert f"<title>{title}</title>" in head
        audiences = re.findall(r'data-audience="([a-z0-9-]+)" data-object="([^"]*)"', text)
        assert audiences[1:] in ([], [("evening-1", "")])
        assert audiences[0][1] == ""
        bare = re.sub(r'class="y-switch" href="[^"]*"', "", text)  # not every page is there in both languages
        bare = re.sub(r"<script type=\"application/jose\"[^>]*>[^<]*</script>", "", bare)
        kind = name.removeprefix("en/")[0]
        shells.setdefault(("en/" if name.startswith("en/") else "") + kind, set()).add(
            re.sub(_ADDRESS, "", bare)
        )
    assert len(shells) == 6
    assert {kind: len(found) for kind, found in shells.items()} == dict.fromkeys(shells, 1)


def test_open_pages_have_title_description_and_canonical_address(built: Mini) -> None:
    """What is open can be found: its title, its summary and its one address stand in its head."""
    head = (built.site / "visit/index.html").read_text().partition("</head>")[0]
    assert "<title>工場へのいきかた — ミニ食品の、その先</title>" in head
    assert '<meta name="description" content="北口からの道順">' in head
    assert f'<link rel="canonical" href="{BASE}visit/">' in head
    assert "noindex" not in head


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value for name, value in attrs if name in ("href", "src") and value]


def _links(text: str) -> list[str]:
    reader = _Links()
    reader.feed(text)
    return reader.found


def test_every_link_in_every_page_leads_somewhere(built: Mini) -> None:
    """Links and sources in the open, and in what is sealed for each audience, lead to files of the site."""
    gate, files = the_gate(), snapshot(built.site)
    for name, data in files.items():
        if not name.endswith("index.html"):
            continue
        place = name.removesuffix("index.html")
        opened = "".join(one.content.decode() for one in open_page(data.decode(), place, gate))
        for link in _links(data.decode() + opened):
            target = urlsplit(urljoin(BASE + place, link))
            if target.scheme != "https" or target.netloc != urlsplit(BASE).netloc:
                continue
            path = target.path.removeprefix(urlsplit(BASE).path)
            assert (path + "index.html" if path.endswith("/") or not path else path) in files, (name, link)


def test_the_page_for_wrong_addresses_works_at_any_depth(built: Mini) -> None:
    """All links of 404.html begin at the root of the host, and lead to files of the site below its path."""
    root, files = urlsplit(BASE).path, snapshot(built.site)
    links = [
        link for link in _links((built.site / "404.html").read_text()) if not link.startswith(("#", "https:"))
    ]
    assert len(links) > 15
    for link in links:
        path = urlsplit(link).path
        assert path.startswith(root), link
        inside = path.removeprefix(root)
        assert (inside + "index.html" if inside.endswith("/") or not inside else inside) in files, link


def test_sealed_pictures_are_objects_and_open_ones_are_files(built: Mini) -> None:
    """A picture is sealed for the audience of where it stands, and for a pass again; what is open is a plain WebP."""
    media = {path.name: path.read_bytes() for path in (built.site / "m").iterdir()}
    sealed = [read_header(data.decode()) for name, data in media.items() if name.endswith(".jwe")]
    assert sorted(header.audience for header in sealed) == ["evening-1"] * 3 + ["members"] * 4
    assert {header.cty for header in sealed} == {"image/webp"}
    plain = [data for name, data in media.items() if name.endswith(".webp")]
    assert len(plain) == 3
    assert all(data.startswith(b"RIFF") for data in plain)


def test_pictures_of_other_formats_come_out_alike(mini: Mini) -> None:
    """A moving GIF as a photo and an AVIF in a story, whatever their names end in: sealed, and small still WebP."""
    frames = [Image.new("RGB", (900, 700), colour) for colour in ("navy", "red")]
    for name, form in (("alumni/photos/ren-baba", "GIF"), ("stories/images/ferry-house", "AVIF")):
        target = io.BytesIO()
        frames[0].save(target, form, save_all=True, append_images=frames[1:])
        mini.write(f"{name}.{form.lower()}", target.getvalue())
        (mini.root / f"{name}.jpg").unlink()
    mini.change("alumni/ren-baba.yaml", "ren-baba.jpg", "ren-baba.gif")
    mini.change("stories/quiet-river.md", "ferry-house.jpg", "ferry-house.avif")
    mini.build()
    gate, sizes = the_gate(), set[tuple[int, int]]()
    for path in (mini.site / "m").glob("*.jwe"):
        with Image.open(io.BytesIO(open_medium(path, f"m/{path.stem}", gate).content)) as image:
            assert (image.format, getattr(image, "is_animated", False)) == ("WEBP", False)
            sizes.add(image.size)
    assert {(640, 498), (900, 700)} <= sizes


def test_a_picture_of_a_narrower_story_cannot_be_opened_by_a_wider_one(mini: Mini) -> None:
    """Naming a sealed story's picture in an open story would publish it: no site comes of that."""
    mini.change("stories/quiet-river.md", "file: quiet-river.jpg", "file: open-road.jpg")
    with pytest.raises(BuildFailed, match=r"shared-picture"):
        mini.build()


# --- the folder that is built into


def test_a_folder_of_somebody_elses_is_left_alone(mini: Mini) -> None:
    """Where the folder holds files and no site of ours, the build ends, names it, and touches nothing."""
    mini.write("site/thesis.txt", "ten years of work")
    with pytest.raises(BuildFailed, match=r"site holds something that is not a site built here"):
        mini.build()
    assert snapshot(mini.site) == {"thesis.txt": b"ten years of work"}
    assert beside(mini) == []


def test_a_site_in_a_git_repository_of_its_own_is_left_alone(mini: Mini) -> None:
    """A site that is a work tree of git would lose its repository: the build ends, and says so."""
    mini.write("site/keyring.json", "{}")
    mini.write("site/.git/HEAD", "ref: refs/heads/pages")
    with pytest.raises(BuildFailed, match=r"site is a git repository, which a build would remove"):
        mini.build()
    assert (mini.site / ".git/HEAD").is_file()
    assert beside(mini) == []


def test_an_empty_folder_is_taken(mini: Mini) -> None:
    """An empty folder is as good as none."""
    mini.site.mkdir()
    mini.build()
    assert (mini.site / "index.html").is_file()


@pytest.mark.parametrize("there", [True, False], ids=["folder", "nowhere"])
def test_a_symbolic_link_is_refused(mini: Mini, there: bool) -> None:
    """A link is not followed and not replaced, whether it leads to a folder or nowhere."""
    elsewhere = mini.root / "elsewhere"
    if there:
        elsewhere.mkdir()
    mini.site.symlink_to(elsewhere)
    with pytest.raises(BuildFailed, match="left alone"):
        mini.build()
    assert mini.site.is_symlink()
    assert beside(mini) == []


def test_a_file_in_the_place_of_the_site_is_left_alone(mini: Mini) -> None:
    """Where a file has the site's name, the build ends and the file stays."""
    mini.write("site", "a file")
    with pytest.raises(BuildFailed, match="left alone"):
        mini.build()
    assert mini.site.read_text() == "a file"


def test_everyone_may_read_what_the_umask_lets_them(mini: Mini) -> None:
    """Folders and files have the modes that the user's umask gives to any other program's."""
    mask = os.umask(0o022)
    try:
        mini.build()
    finally:
        os.umask(mask)
    assert mini.site.stat().st_mode & 0o777 == 0o755
    modes = {path.is_dir(): set[int]() for path in mini.site.rglob("*")}
    for path in mini.site.rglob("*"):
        modes[path.is_dir()].add(path.stat().st_mode & 0o777)
    assert modes == {True: {0o755}, False: {0o644}}


def test_files_of_the_old_site_do_not_survive(mini: Mini) -> None:
    """The new site takes the place of the old one as a whole, so that a page that is gone is gone."""
    mini.build()
    mini.write("site/a/gone/index.html", "somebody who withdrew")
    mini.build()
    assert "a/gone/index.html" not in snapshot(mini.site)


# --- layers


def _rendering(**sections: str) -> Rendering:
    """A page of which each section is wrapped as templates wrap it."""
    wrapped = (f'<div data-section="{name}">{text}</div>' for name, text in sections.items())
    return Rendering("A title", "<h1>A title</h1>" + "".join(wrapped), sections)


def _read(page: str, place: str, reader: str) -> dict[str, str]:
    """The sections as a reader in a browser has them once all that she can open is opened, in the order of the page."""
    names = ("public", "guests", "members", "staff")
    sections = dict(re.findall(r'<div data-section="(\w+)">(.*?)</div>', page))
    for one in open_page(page, place, the_gate()):
        if names.index(one.audience) > names.index(reader):
            continue
        text = one.content.decode()
        sections |= dict(re.findall(r'<div data-section="(\w+)">(.*?)</div>', text))
        for name, more, inner in re.findall(
            r'<template data-section="(\w+)"( data-append)?>(.*?)</template>', text
        ):
            sections[name] = sections[name] + inner if more else inner
    return sections


_READERS = ("public", "guests", "members", "staff")


def test_each_reader_gets_her_own_reading() -> None:
    """Opened with the keys of one audience, a page's sections are exactly those that were rendered for it."""
    readings = [
        (name, _rendering(a="same", b=f"for {name}", c="x" * number)) for number, name in enumerate(_READERS)
    ]
    page = layered(the_gate(), "a/0/", readings, "").html
    for name, rendering in readings:
        assert _read(page, "a/0/", name) == rendering.sections


def test_layers_lie_inside_each_other_and_hold_what_differs() -> None:
    """Guests' layer is in the page, members' inside it, staff's inside that; a section that is the same is in none."""
    readings = [(name, _rendering(a="same", b=f"for {name}")) for name in _READERS]
    page = layered(the_gate(), "a/0/", readings, "").html
    assert re.findall(r'data-audience="(\w+)" data-object="([^"]*)"', page) == [("guests", "~guests")]
    opened = list(open_page(page, "a/0/", the_gate()))
    assert [one.oid for one in opened] == ["a/0/~guests", "a/0/~members", "a/0/~staff"]
    assert opened[0].content == b'<template data-section="b">for guests</template>'
    token = re.search(r">([^<]+)</script>", page)
    assert token
    inside = the_gate().open(token[1], "guests", "a/0/~guests").decode()
    assert inside.count("application/jose") == 1
    assert 'data-audience="members"' in inside


def test_audiences_that_see_the_same_share_a_layer() -> None:
    """Where a narrower audience sees nothing more, there is no object for it."""
    wide, narrow = _rendering(a="little"), _rendering(a="more")
    readings = [("public", wide), ("guests", wide), ("members", narrow), ("staff", narrow)]
    page = layered(the_gate(), "", readings, "").html
    assert [one.oid for one in open_page(page, "", the_gate())] == ["~members"]
    alone = layered(the_gate(), "", [("public", wide), ("guests", wide)], "")
    assert alone.html == f'<div id="y-page">{wide.html}</div>'
    assert alone.title == "A title"


def test_a_sealed_page_is_one_object_with_the_narrower_ones_inside() -> None:
    """A page for members holds the gate and one object, which holds the whole reading and staff's layer."""
    readings = [("members", _rendering(a="for members")), ("staff", _rendering(a="for staff"))]
    body = layered(the_gate(), "s/0/", readings, "<p>the gate</p>")
    assert body.title is None
    assert "for members" not in body.html
    assert re.fullmatch(
        r'<div id="y-page" data-sealed><p>the gate</p><script type="application/jose" data-audience="members" '
        r'data-object="">[^<]+</script></div>',
        body.html,
    )
    assert _read(body.html, "s/0/", "members") == {"a": "for members"}
    assert _read(body.html, "s/0/", "staff") == {"a": "for staff"}


def test_what_a_pass_shows_replaces_a_sealed_page_and_is_added_to_an_open_one() -> None:
    """It stands behind the audience's own object; on an open page it is a layer that goes after what is there."""
    shown = [("evening-1", _rendering(pass_="two stories<!--y-cut-->"))]
    place, readings = "s/0/", [("members", _rendering(a="all")), ("staff", _rendering(a="more"))]
    sealed = list(open_page(layered(the_gate(), place, readings, "", shown).html, place, the_gate()))
    assert [(one.audience, one.oid) for one in sealed] == [
        ("members", place),
        ("staff", f"{place}~staff"),
        ("evening-1", place),
    ]
    assert sealed[-1].content == b'<h1>A title</h1><div data-section="pass_">two stories</div>'
    opened = layered(the_gate(), place, [("public", _rendering(a="all"))], "", shown)
    assert opened.title == "A title"
    (layer,) = open_page(opened.html, place, the_gate())
    assert (layer.audience, layer.oid) == ("evening-1", f"{place}~evening-1")
    assert layer.content == b'<template data-section="pass_" data-append>two stories</template>'


def test_a_long_list_of_a_pass_is_split_and_a_page_without_sections_that_is_too_long_refused() -> None:
    """A list goes on in further objects, each of which is added; what is in no section has to fit one object."""
    crowd = _crowd(1500, "story")
    shown = [("evening-1", _rendering(pass_=crowd))]
    page = layered(the_gate(), "stories/", [("public", _rendering(a="all"))], "", shown).html
    found = list(open_page(page, "stories/", the_gate()))
    assert [one.oid for one in found[:2]] == ["stories/~evening-1", "stories/~evening-1.1"]
    pieces = [
        re.fullmatch(rb'<template data-section="pass_" data-append>(.*)</template>', one.content)
        for one in found
    ]
    assert b"".join(piece[1] for piece in pieces if piece).decode() == crowd.replace("<!--y-cut-->", "")
    text = Rendering("A title", crowd, {})
    with pytest.raises(ValueError, match=r"240,?000"):
        layered(the_gate(), "p/0/", [("members", text)], "")


def test_a_sealed_page_that_is_too_long_comes_in_several_objects() -> None:
    """Its longest sections follow it, for its own readers and for a pass alike, and all read the same as ever."""
    short = "a word"
    readings = [
        ("members", _rendering(first=short, long=_crowd(1500, "members"), last=_crowd(100, "both"))),
        ("staff", _rendering(first="another", long=_crowd(1600, "staff"), last=_crowd(100, "both"))),
    ]
    shown = _rendering(first=short, long=_crowd(1200, "pass"), last="")
    page = layered(the_gate(), "questions/", readings, "", [("evening-1", shown)]).html
    assert max(len(content) for content in _contents(page, "questions/")) <= LIMIT
    ours, theirs = page.split('<script type="application/jose" data-audience="evening-1" data-object="">')
    names = re.findall(r'data-object="([^"]*)"', ours)
    assert names[:3] == ["", "~members", "~members.1"]
    assert names.index("~staff") > names.index("~members.3"), "what narrower readers see is put in last"
    assert set(re.findall(r'data-object="([^"]*)"', theirs)) >= {"~evening-1", "~evening-1.1"}
    for name, rendering in readings:
        assert _read(ours, "questions/", name) == {
            section: text.replace("<!--y-cut-->", "") for section, text in rendering.sections.items()
        }


def _crowd(number: int, word: str) -> str:
    """A list of people, as long as pages of them are, with marks where it may be cut; it hardly gets any smaller."""
    noise = (shake_256(f"{word} {index}".encode()).hexdigest(230) for index in itertools.count())
    items = (f"<li>{index:05} {next(noise)}</li>" for index in range(number))
    return "<!--y-cut-->".join("".join(group) for group in iter(lambda: [*itertools.islice(items, 50)], []))


def test_three_thousand_people_are_split_into_objects_that_any_library_opens() -> None:
    """A section of more than an object may hold is cut between groups of people, and comes together in order."""
    readings = [
        ("public", _rendering(people="nobody", other="")),
        ("guests", _rendering(people="nobody", other="a word")),
        ("members", _rendering(people=_crowd(3000, "member"), other="a word")),
        ("staff", _rendering(people=_crowd(3100, "staff"), other="another")),
    ]
    place = "alumni/"
    page = layered(the_gate(), place, readings, "").html
    opened = [*_contents(page, place)]
    assert len(opened) > 12
    assert max(len(content) for content in opened) <= LIMIT
    for name, rendering in readings:
        whole = {section: text.replace("<!--y-cut-->", "") for section, text in rendering.sections.items()}
        assert _read(page, place, name) == whole


def test_a_layer_that_does_not_fit_inside_another_stands_beside_it() -> None:
    """Layers that are each small enough and together too large are two objects of the page, and read the same."""
    sizes = {"public": 2, "guests": 250, "members": 275, "staff": 300}
    readings = [(name, _rendering(people=_crowd(number, name))) for name, number in sizes.items()]
    page = layered(the_gate(), "alumni/", readings, "").html
    assert max(len(content) for content in _contents(page, "alumni/")) <= LIMIT
    assert re.findall(r'data-audience="(\w+)"', page) == ["guests", "staff"]
    for name, rendering in readings:
        assert _read(page, "alumni/", name) == {
            "people": rendering.sections["people"].replace("<!--y-cut-->", "")
        }


def _contents(text: str, place: str) -> list[bytes]:
    """Every object's content with what lies inside it, as it was sealed."""
    found: list[bytes] = []
    for audience, name, token in re.findall(r'data-audience="([\w-]+)" data-object="([^"]*)">([^<]+)<', text):
        content = the_gate().open(token, audience, place + name)
        found += [content, *_contents(content.decode(), place)]
    return found


def test_a_story_has_a_layer_for_every_audience_even_where_it_reads_the_same() -> None:
    """Whether a narrower audience is shown more cannot be seen from whether there is a layer."""
    readings = [
        ("public", _rendering(a="all")),
        ("guests", _rendering(a="all")),
        ("members", _rendering(a="more")),
    ]
    page = layered(the_gate(), "s/0/", readings, "", steady=True).html
    assert page.count('data-audience="guests"') == 1
    assert page.count('data-audience="members"') == 0, "it stands inside the wider one"
