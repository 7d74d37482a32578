"""The search by itself: how a text is written, and what it is in, makes no difference; and chance finds nothing."""

from __future__ import annotations

import base64
import random
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest
from leaking import BINARY, FORMS, OUTPUTS, PICTURES, picture
from mini import SECRET, the_gate

from generator.verify import Kind, Search, Wanted, pieces_of, search, secret, words_of
from generator.verify.encodings import between_tokens

# Texts of each kind, as short as they may be and as difficult as they come.
TEXTS: Mapping[str, tuple[str, Kind]] = {
    "kanji": ("馬場 連太郎", "name"),
    "short kanji": ("青木 花", "name"),
    "kana": ("ばば れんたろう", "name"),
    "romaji": ("Rentaro Baba", "name"),
    "short romaji": ("Mai Endo", "name"),
    "accents": ("Zoë Müller", "name"),
    "handle": ("hana-aoki-of-mini", "name"),
    "marks": ('米と"豆"のあいだ、R&Dと<畑>を往復', "text"),
    "sentence": ("People lend you their gloves before you ask for them.", "text"),
    "emoji": ("夜の工場の灯り🏭を描いています", "text"),
    "link": ("https://kettle-diary.example/hanano?page=2&lang=ja", "text"),
}
SECRETS = {"the root secret": SECRET, "the passphrase": the_gate().passphrase("guests")}


def _wanted() -> Iterable[Wanted]:
    for name, (text, kind) in TEXTS.items():
        yield from words_of(name, text, kind)
    for name, text in SECRETS.items():
        yield from secret(name, text)


ALL = {**{name: text for name, (text, _) in TEXTS.items()}, **SECRETS}


@pytest.fixture(scope="module")
def searching() -> Search:
    return Search(_wanted())


def _found(searching: Search, folder: Path, name: str, data: bytes) -> set[str]:
    """What the search finds in one file; it names the file and no text."""
    (folder / name).write_bytes(data)
    leaks = searching.folder(folder)
    (folder / name).unlink()
    assert {leak.file for leak in leaks} <= {name}
    return {leak.what for leak in leaks}


@pytest.mark.parametrize("output", OUTPUTS)
def test_a_text_is_found_in_each_kind_of_file_in_each_form(
    searching: Search, tmp_path: Path, output: str
) -> None:
    """Pages, scripts, data, feeds, maps and packed files; as it is, escaped, encoded, packed, and one in another."""
    for kind in ("marks", "short kanji"):
        leaks = {form: OUTPUTS[output](written(ALL[kind])) for form, written in FORMS.items()}
        assert [
            form for form, leak in leaks.items() if kind not in _found(searching, tmp_path, output, leak)
        ] == []


@pytest.mark.parametrize("form", FORMS)
def test_each_kind_of_text_is_found_in_each_form(searching: Search, tmp_path: Path, form: str) -> None:
    """Names in all scripts, sentences, links, emoji, passphrases and keys, however they are written."""
    leaks = {kind: OUTPUTS["page.html"](FORMS[form](text)) for kind, text in ALL.items()}
    assert [
        kind for kind, leak in leaks.items() if kind not in _found(searching, tmp_path, "a.html", leak)
    ] == []


@pytest.mark.parametrize("form", BINARY)
def test_a_text_is_found_in_bytes(searching: Search, tmp_path: Path, form: str) -> None:
    """UTF-16 and packed data, as a file of its own and between bytes that are no text."""
    noise = random.Random(form).randbytes(200)
    for kind, text in ALL.items():
        data = BINARY[form](text)
        assert kind in _found(searching, tmp_path, "data.bin", data)
        if "deflate" not in form and "UTF-" not in form:
            assert kind in _found(searching, tmp_path, "data.bin", noise + data + noise)


@pytest.mark.parametrize("encoding", ["cp932", "euc_jp"])
def test_a_text_is_found_in_the_older_encodings_of_japanese(
    searching: Search, tmp_path: Path, encoding: str
) -> None:
    """A table as spreadsheets in Japan still write it."""
    for kind in ("kanji", "kana", "romaji", "marks"):
        data = f"氏名,役職\r\n{ALL[kind]},部長\r\n".encode(encoding)
        assert _found(searching, tmp_path, "table.csv", data) == {kind}


@pytest.mark.parametrize("name", PICTURES)
def test_a_text_is_found_in_what_is_told_about_a_picture(
    searching: Search, tmp_path: Path, name: str
) -> None:
    """Exif, XMP, IPTC, comments, texts and unknown chunks, packed or not, and what stands after the picture."""
    assert [
        kind
        for kind, text in ALL.items()
        if kind not in _found(searching, tmp_path, name, PICTURES[name](text))
    ] == []


@pytest.mark.parametrize("form", [form for form in FORMS if "script" not in form and "style" not in form])
def test_a_text_is_found_in_the_names_of_files_and_folders(
    searching: Search, tmp_path: Path, form: str
) -> None:
    """A name is told as the name that it is, and what it says stays unsaid, in the paths of other leaks too."""
    for kind, text in ALL.items():
        name = FORMS[form](text).decode().strip().replace("\n", "")
        if "base64" in form:
            name = name.replace("/", "_").replace("+", "-")
        if len(name.encode()) > 200 or "/" in name:
            continue  # no file can be called so
        folder = tmp_path / "some" / name
        folder.mkdir(parents=True)
        (folder / "file.txt").write_text(ALL["sentence"])
        leaks = searching.folder(tmp_path)
        assert kind in {leak.what for leak in leaks if leak.place == "its name"}
        assert {leak.file for leak in leaks} <= {"some/…", "some/…/file.txt"}
        (folder / "file.txt").unlink()
        folder.rmdir()


@pytest.mark.parametrize(
    ("kind", "written"),
    [
        ("kanji", "馬場連太郎"),
        ("kanji", "連太郎 馬場"),
        ("kanji", "馬場　連太郎"),
        ("kana", "ばばれんたろう"),
        ("kana", "バババ レンタロウ"[1:]),
        ("kana", "ﾊﾞﾊﾞ ﾚﾝﾀﾛｳ"),
        ("kana", "れんたろう・ばば"),
        ("romaji", "BABA, Rentaro"),
        ("romaji", "rentaro_baba"),
        ("romaji", "rentarobaba"),
        ("romaji", "Ｒｅｎｔａｒｏ　Ｂａｂａ"),
        ("accents", "zoe-mueller".replace("ue", "u")),
        ("handle", "hana_aoki_of_mini"),
        ("the passphrase", SECRETS["the passphrase"].replace(" ", "-")),
        ("the passphrase", SECRETS["the passphrase"].replace(" ", "")),
        ("the passphrase", SECRETS["the passphrase"].upper()),
        ("the passphrase", SECRETS["the passphrase"].replace(" ", "\n")),
        ("sentence", "People lend you their gloves before you…"),
    ],
)
def test_a_text_is_found_however_people_write_it(
    searching: Search, tmp_path: Path, kind: str, written: str
) -> None:
    """Names in either order, joined or not, in any kana and width; passphrases typed anyhow; texts cut short."""
    assert kind in _found(searching, tmp_path, "file.txt", f"one {written} two".encode())


@pytest.mark.parametrize("half", ["Christopher", "ゆういちろう", "ユウイチロウ"])
def test_half_a_name_is_found_where_it_is_long_enough(tmp_path: Path, half: str) -> None:
    """A rare half tells who it is; a frequent short one stands in other names and words."""
    names = [*words_of("one", "Christopher Ito", "name"), *words_of("two", "いとう ゆういちろう", "name")]
    assert len(_found(Search(names), tmp_path, "file.txt", f"and {half}, of course".encode())) == 1
    assert _found(Search(names), tmp_path, "file.txt", "Ito, いとう".encode()) == set()


@pytest.mark.parametrize("shape", ["text", "bytes", "hexadecimal", "base64"])
def test_the_bytes_of_a_secret_are_secret_too(searching: Search, tmp_path: Path, shape: str) -> None:
    """The root secret as the 32 bytes that it stands for, and as their hexadecimal digits."""
    data = base64.urlsafe_b64decode(SECRET + "=")
    written = {
        "text": SECRET.encode(),
        "bytes": b"\xff\x00" + data,
        "hexadecimal": data.hex().upper().encode(),
    }
    written["base64"] = base64.b64encode(b"\xff\x00" + data)
    assert _found(searching, tmp_path, "file.bin", written[shape]) == {"the root secret"}


def test_what_is_found_has_its_place(searching: Search, tmp_path: Path) -> None:
    """The first byte in the file, whatever the form; of what is packed, the first byte of the pack, and what it is."""
    for form in ("as it is", "HTML, decimal", "encodeURIComponent", "JSON, all"):
        (tmp_path / "file").write_bytes("前の言葉 ".encode() + FORMS[form](ALL["emoji"]) + "。後".encode())
        assert [(leak.place, leak.what) for leak in searching.folder(tmp_path)] == [("byte 13", "emoji")]
    (tmp_path / "file").write_bytes(b"\x00\xff" + BINARY["zip in gzip"](ALL["emoji"]))
    assert [(leak.place, leak.what) for leak in searching.folder(tmp_path)] == [
        ("byte 2 (gzip, zip)", "emoji")
    ]


def test_a_text_across_the_border_of_two_windows_is_found(
    searching: Search, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However a file falls into pieces, each value in it is found at its own byte, and no half word is one."""
    monkeypatch.setattr(search, "_WINDOW", 256)
    monkeypatch.setattr(search, "_OVERLAP", 128)
    for before in (*range(0, 200, 7), *range(230, 260)):
        data = b"." * before + " 川 ".encode() + ALL["short romaji"].encode() + b" y" * 200
        (tmp_path / "file").write_bytes(data)
        assert [(leak.what, leak.offset) for leak in searching.folder(tmp_path)] == [
            ("short romaji", before + 5)
        ]
        (tmp_path / "file").write_bytes(data.replace(b" Mai Endo", b" Mai Endorf"))
        assert searching.folder(tmp_path) == ()


def test_large_files_are_read_in_blocks(
    searching: Search, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A text at the border of two blocks is found once, at its byte."""
    monkeypatch.setattr(search, "_BLOCK", 64)
    monkeypatch.setattr(search, "_BLOCK_OVERLAP", 60)
    for before in range(40, 100):
        (tmp_path / "file").write_bytes(b"-" * before + ALL["short romaji"].encode() + b"-" * 60)
        assert [(leak.what, leak.offset) for leak in searching.folder(tmp_path)] == [("short romaji", before)]


def test_what_cannot_be_unpacked_whole_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, searching: Search
) -> None:
    """A stream that holds more than fits is no stream in which nothing was found."""
    monkeypatch.setattr("generator.verify.containers.MOST", 1000)
    (tmp_path / "file.gz").write_bytes(BINARY["gzip"]("x" * 5000))
    assert [leak.what for leak in searching.folder(tmp_path)] == [
        "something compressed that is too large to be searched"
    ]


def test_pieces_of_a_picture_are_found_wherever_they_are(tmp_path: Path) -> None:
    """Whole, cut at either end, without its head, in base64, in a zip; another picture shares nothing with it."""
    for kind in ("JPEG", "PNG", "WEBP"):
        own, other = picture(kind), picture("WEBP", quality=50)
        searching = Search(pieces_of("a photo", own))
        for data in (
            own,
            own[len(own) // 3 :],
            own[: len(own) // 2],
            b"head" + own[200:],
            base64.b64encode(own),
        ):
            assert _found(searching, tmp_path, "file.bin", data) == {"a photo"}
        assert _found(searching, tmp_path, "file.bin", other) == set()


# --- what is no leak


def test_what_everyone_may_read_is_not_looked_for(tmp_path: Path) -> None:
    """A text that open content says too is no secret, in whatever form either is; the rest of it still is one."""
    wanted = [*words_of("a title", "商品企画リーダー"), *words_of("a name", "青木 花", "name")]
    searching = Search(wanted, told=["以前は商品企画&#12522;ーダーでした"])
    assert _found(searching, tmp_path, "file.txt", "商品企画リーダー 青木花".encode()) == {"a name"}


def test_short_words_are_whole_words(searching: Search, tmp_path: Path) -> None:
    """A short name in Latin letters is one between others that are no letters, and not within a longer word."""
    assert _found(searching, tmp_path, "a.txt", b"mai.endo@ mai_endo") == {"short romaji"}
    assert _found(searching, tmp_path, "a.txt", b"maiendorf Jumai Endo and Mai Endow") == set()


def test_short_values_are_not_looked_for_everywhere() -> None:
    """A prefecture stands in other words by chance; it is the guard of each page that looks for those."""
    assert list(words_of("a place", "新潟県")) == []
    assert list(words_of("a name", "林 立", "name")) == []
    assert list(words_of("a name", "もりはな", "name")) == []


def test_a_sealed_object_is_not_searched_but_what_looks_like_one_is(
    searching: Search, tmp_path: Path
) -> None:
    """Ciphertext says nothing. Its header is read; and text in a token's place is text."""
    token = the_gate().seal("guests", "a/0/", f"<p>{ALL['sentence']}</p>".encode(), "text/html")
    assert _found(searching, tmp_path, "page.html", f"<script>{token}</script>".encode()) == set()
    told = the_gate().seal("guests", "a/hana-aoki-of-mini/", b"<p>words</p>", "text/html")
    assert _found(searching, tmp_path, "page.html", f"<script>{told}</script>".encode()) == {"handle"}
    head, key, iv, _, tag = token.split(".")
    plain = base64.urlsafe_b64encode(f"<p>{ALL['sentence']}</p>".encode() * 3).decode().rstrip("=")
    assert _found(searching, tmp_path, "page.html", ".".join((head, key, iv, plain, tag)).encode()) == {
        "sentence"
    }


def test_what_is_cut_out_are_sealed_objects_alone() -> None:
    """A sealed object leaves its header, decoded; what has another header, or is no ciphertext, stays as it is."""
    token = the_gate().seal("guests", "a/0/", b"<p>words</p>", "text/html").encode()
    kid = f"guests.{the_gate().gen('guests')}/a/0/"
    header = f'{{"alg":"dir","enc":"A256GCM","zip":"DEF","cty":"text/html","kid":"{kid}"}}'.encode()
    assert list(between_tokens(b"one " + token + b" two")) == [
        (0, b"one "),
        (4, header),
        (4 + len(token), b" two"),
    ]
    head, _, rest = token.partition(b"..")
    other = base64.urlsafe_b64encode(header.replace(b"dir", b"ECDH-ES")).rstrip(b"=") + b".." + rest
    iv, _, tag = rest.split(b".")
    plain = b".".join((head, b"", iv, base64.urlsafe_b64encode(b"words " * 30), tag))
    for data in (other, plain, token[:-1]):
        assert list(between_tokens(data)) == [(0, data)]


def test_noise_says_nothing(tmp_path: Path) -> None:
    """Many short names, and some megabytes of bytes, base64 and ciphertext, have nothing in common."""
    chance = random.Random(1)
    letters = "abcdefghijklmnopqrstuvwxyz"
    names = [
        "".join(chance.choices(letters, k=3)) + " " + "".join(chance.choices(letters, k=2))
        for _ in range(3000)
    ]
    kanji = ["".join(chance.choices("青木花林森山川田中村本口井上下高大小", k=3)) for _ in range(3000)]
    searching = Search(one for name in (*names, *kanji) for one in words_of(name, name, "name"))
    noise = chance.randbytes(1 << 20)
    (tmp_path / "a.bin").write_bytes(noise)
    (tmp_path / "b.txt").write_bytes(base64.b64encode(noise))
    (tmp_path / "c.txt").write_bytes(base64.encodebytes(noise[: 1 << 18]))
    (tmp_path / "d.json").write_text('{"a":"' + base64.urlsafe_b64encode(noise[: 1 << 18]).decode() + '"}')
    (tmp_path / "e.jwe").write_text(the_gate().seal("guests", "m/0", noise[:200_000], "image/webp"))
    (tmp_path / "f.webp").write_bytes(picture("WEBP"))
    assert searching.folder(tmp_path) == ()


def test_nothing_is_found_in_nothing(tmp_path: Path, searching: Search) -> None:
    """What is near a pattern is no hit; an empty folder, an empty file and an empty search hold nothing."""
    assert searching.folder(tmp_path) == ()
    (tmp_path / "empty").write_bytes(b"")
    (tmp_path / "file").write_text("馬場の連太 People lend you their glove before")
    assert searching.folder(tmp_path) == ()
    assert Search([]).folder(tmp_path) == ()


def test_lines_that_were_searched_are_searched_again_where_they_hold_something(
    searching: Search, tmp_path: Path
) -> None:
    """Pages have most lines in common, and each is searched once; a leak in such a line is told for every page."""
    page = f"<p>one</p>\n<p>{ALL['sentence']}</p>\n<p>two</p>\n"
    for name in ("a.html", "b.html", "c.html"):
        (tmp_path / name).write_text(page)
    assert [leak.file for leak in searching.folder(tmp_path)] == ["a.html", "b.html", "c.html"]
    (tmp_path / "a.html").write_text("<p>Rentaro\n</p>\n")
    (tmp_path / "b.html").write_text("</p>\nBaba\n")
    (tmp_path / "c.html").write_text("<p>Rentaro\nBaba\n</p>\n")
    assert [(leak.file, leak.what) for leak in searching.folder(tmp_path)] == [("c.html", "romaji")]


def test_a_leak_that_is_everywhere_is_not_told_without_end(searching: Search, tmp_path: Path) -> None:
    """After a thousand leaks the search ends, and says so."""
    for number in range(1005):
        (tmp_path / f"{number:04}").write_text(ALL["kanji"])
    leaks = searching.folder(tmp_path)
    assert (len(leaks), leaks[-1].what) == (1001, "more than is told; the search ended here")
