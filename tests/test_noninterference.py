"""Non-interference: whatever is sealed may change, and nobody without the key can tell that it did."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from mini import Mini, Photo, snapshot, surroundings, value_at, write

from generator.seal import read_header

_TOKEN = re.compile(
    rb'(<script type="application/jose" data-audience="([a-z0-9-]+)" data-object="[^"]*">)[^<]+(</script>)'
)

_HANA, _REN, _SORA, _TOMA, _YUI = (
    f"alumni/{key}.yaml" for key in ("hana-aoki", "ren-baba", "sora-chiba", "toma-endo", "yui-doi")
)
_RIVER, _NIGHT, _ROAD = (f"stories/{slug}.md" for slug in ("quiet-river", "night-shift", "open-road"))
_EVENTS = "site_src/events.yaml:events"

# Each sealed value, and what it becomes; no two of them are changed at once.
SEALED: Mapping[str, Any] = {
    # parts of an open profile that are for narrower audiences
    f"{_HANA}:name.former": "旧姓は別の名",
    f"{_HANA}:photo.alt": "釜を背にした人の写真ではない絵",
    "alumni/photos/hana-aoki.jpg": Photo("somebody else", (90, 60)),
    f"{_HANA}:location": "静岡県",
    f"{_HANA}:languages": ["ja", "sv", "ko"],
    f"{_HANA}:skills.0": "圧力計の読み方と直し方",
    f"{_HANA}:skills.2": "あとから身についたもの",
    f"{_HANA}:career.0.brought": "火を怖がるこころ",
    f"{_HANA}:career.0.with": [],
    f"{_HANA}:career.1.org.name": "大鷲工業",
    f"{_HANA}:career.1.brought": "図面をたたむ手つき",
    f"{_HANA}:career.2.kind": "contract",
    f"{_HANA}:career.2.from": "2012-02",
    f"{_HANA}:career.2.to": "2017-11",
    f"{_HANA}:career.2.title": "日曜日だけの生徒",
    f"{_HANA}:career.4": {
        "kind": "study",
        "from": "2019-04",
        "to": "2021-03",
        "org": {"name": "夜間の工業大学校", "industry": "education"},
        "audience": "guests",
    },
    f"{_HANA}:career": [
        {"kind": "break", "from": "2003-01", "to": "2003-12", "audience": "staff"},
        *value_at(f"{_HANA}:career"),
    ],
    f"{_HANA}:turns.0.what": "釜の側から図面を見た",
    f"{_HANA}:turns.0.at": "2010-12",
    f"{_HANA}:news.0.text": "音が少し枯れてきました。",
    f"{_HANA}:news.0.on": "2026-03-03",
    f"{_HANA}:open_to.0.what": "coffee",
    f"{_HANA}:open_to.0.until": "2027-01",
    f"{_HANA}:links.0.label": "釜の週報",
    f"{_HANA}:links.0.url": "https://another.example/",
    # a profile for members
    f"{_REN}:name.display": "番場 錬",
    f"{_REN}:name.kana": "ワダ レン",
    f"{_REN}:name.romaji": "Ren Wada",
    f"{_REN}:headline": "山羊を飼いはじめた",
    f"{_REN}:photo.alt": "帽子をなくした人の似顔絵",
    "alumni/photos/ren-baba.jpg": Photo("another farmer", (60, 90)),
    f"{_REN}:location": "群馬県",
    f"{_REN}:languages": ["en"],
    f"{_REN}:skills.0": "雲の名前",
    f"{_REN}:career.0.from": "2007-03",
    f"{_REN}:career.0.to": "2014-10",
    f"{_REN}:career.0.entry": "new-graduate",
    f"{_REN}:career.0.department": "総務の分室",
    f"{_REN}:career.0.title": "麦の買い付け",
    f"{_REN}:career.0.brought": "雨を待つこころ",
    f"{_REN}:career.0.with": [],
    f"{_REN}:career.1.kind": "founder",
    f"{_REN}:career.1.to": "2025-02",
    f"{_REN}:career.1.org.name": "番場牧場",
    f"{_REN}:career.1.org.industry": "food",
    f"{_REN}:career.1.org.show": "hidden",
    f"{_REN}:career.1.title": "山羊飼い",
    f"{_REN}:career.2": {"kind": "break", "from": "2016-03", "to": "2017-01", "audience": "staff"},
    f"{_REN}:turns.0.what": "畑を手ばなした",
    f"{_REN}:turns.0.at": "2016-05",
    f"{_REN}:news.0.text": "山羊が逃げた。",
    f"{_REN}:open_to.0.what": "return",
    f"{_REN}:links.0.label": "牧場の地図",
    f"{_REN}:confirmed": "2026-06-30",
    f"{_REN}:visible.headline": "staff",
    f"{_REN}:consent.purposes": ["directory", "story", "photo", "event", "aggregate"],
    # a profile without an audience
    f"{_SORA}:name.display": "地場 空",
    f"{_SORA}:name.romaji": "Sora Jiba",
    f"{_SORA}:headline": "昼の工場も描いています",
    f"{_SORA}:location": "長崎県",
    f"{_SORA}:career.0.title": "日勤の検査係",
    f"{_SORA}:career.1.from": "2019-12",
    f"{_SORA}:career.2.kind": "job",
    f"{_SORA}:career.2.org.name": "浜の美術館",
    f"{_SORA}:career.2.org.industry": "public",
    # roads that come to join the open story, or another one
    f"{_SORA}:career.3": {
        "kind": "founder",
        "from": "2013-06",
        "to": "2013-09",
        "org": {"name": "夏のあいだの夜店", "industry": "food"},
        "title": "綿菓子の係",
    },
    f"{_REN}:career": [
        value_at(f"{_REN}:career.0") | {"to": "2013-12", "department": "商品企画の三課"},
        value_at(f"{_REN}:career.1") | {"kind": "founder", "from": "2014-01"},
    ],
    # somebody who is only in a story
    f"{_TOMA}:name.display": "円堂 当真",
    f"{_TOMA}:headline": "夜も働くようになった",
    f"{_TOMA}:career.0.title": "配送の運転席",
    # what no reader is shown at all
    f"{_HANA}:github": "another-handle",
    f"{_HANA}:career.2.org.name": "平日の木工教室",
    f"{_HANA}:career.2.org.industry": "tourism",
    f"{_HANA}:consent.record": "another record",
    f"{_REN}:consent.notice": "2026-02",
    f"{_REN}:consent.method": "paper",
    f"{_REN}:consent.given": "2026-03-02",
    f"{_REN}:consent.expires": "2027-03-02",
    # stories
    f"{_RIVER}:title": "川が鳴った日のこと",
    f"{_RIVER}:summary": "二人ではなく、四人で。",
    f"{_RIVER}:quote": "浅いところほど鳴るのです。",
    f"{_RIVER}:written_by": "interview",
    f"{_RIVER}:reviewed": "2026-10-30",
    f"{_RIVER}:facts_as_of": "2025-11",
    f"{_RIVER}:tags": ["founder", "sweets"],
    f"{_RIVER}:alumni": ["ren-baba", "hana-aoki"],
    f"{_RIVER}:cover.alt": "霧が晴れた川の絵",
    "stories/images/quiet-river.jpg": Photo("another river", (80, 50)),
    f"{_RIVER}:reply.by": "前の係長",
    f"{_RIVER}:reply.text": "録音は消えました。",
    f"{_RIVER}:body.0": "傘は一本だけあった。",
    f"{_RIVER}:body.1": "## 入る前とのちがいは何でしたか {#gap at=2011}",
    f"{_RIVER}:body.2": "同期の全員が訛りを直していたことです。",
    f"{_RIVER}:body.3": "![待合所の新しい時刻表](ferry-house.jpg)",
    "stories/images/ferry-house.jpg": Photo("another house", (60, 100)),
    f"{_RIVER}:body.7": "[青木さん](alumni:hana-aoki)とも話しました。",
    # a translation for fewer readers than its original
    _NIGHT: value_at(_NIGHT) | {"alumni": value_at(f"{_RIVER}:alumni"), "translation_of": "quiet-river"},
    # a story without an audience
    f"{_NIGHT}:title": "Lamps by day",
    f"{_NIGHT}:summary": "A shorter summary.",
    f"{_NIGHT}:quote": "No lamp hums.",
    f"{_NIGHT}:body.0": "A conveyor is loud.",
    f"{_NIGHT}:body.4": "People lend you their coats.",
    f"{_NIGHT}:reviewed": "2026-11-01",
    # events
    f"{_EVENTS}.1.title": "畑のはずれの昼食会",
    f"{_EVENTS}.1.place": "表の納屋",
    f"{_EVENTS}.1.url": "https://lunch.example/",
    f"{_EVENTS}.1.from": "2026-12-20T12:00",
    f"{_EVENTS}.1.kind": "hiring",
    f"{_EVENTS}.1.speakers": ["hana-aoki"],
    f"{_EVENTS}.1.id": "farm-lunch",
    f"{_EVENTS}.2.title": "人事の話し合い",
    f"{_EVENTS}.2.from": "2026-11-01",
    f"{_EVENTS}.0.speakers": ["yui-doi"],
    # pages that the company wrote
    "site_src/members-handbook.md:title": "会員の手引き",
    "site_src/members-handbook.md:description": "別の要約",
    "site_src/members-handbook.md:body.0": "## 集まりのあとに読むこと",
    "site_src/members-handbook.md:body.1": "鍵はもうありません。",
    "site_src/en/members-handbook.md:title": "A handbook",
    "site_src/en/members-handbook.md:body.0": "The back door is gone.",
    "site_src/staff-ledger.md:title": "帳面",
    "site_src/staff-ledger.md:body.0": "名簿は刷りません。",
}

# A change of these shows to nobody, whoever she is.
UNSEEN = frozenset(
    {
        f"{_HANA}:github",
        f"{_HANA}:career.2.org.name",
        f"{_HANA}:career.2.org.industry",
        f"{_HANA}:consent.record",
        f"{_REN}:consent.notice",
        f"{_REN}:consent.method",
        f"{_REN}:consent.given",
        f"{_REN}:consent.expires",
        f"{_SORA}:career.2.org.name",
        f"{_TOMA}:headline",  # without a page of his own, a story tells his name alone
        f"{_TOMA}:career.0.title",
        f"{_EVENTS}.1.id",
    }
)

# What a pass to one story for members, and one that is open, shows of all this: the story, and the people in it as far
# as the widest readers of their own pages see them, without what only those pages tell.
AT_EVENTS = frozenset(
    {
        f"{_REN}:name.display",
        f"{_REN}:name.kana",
        f"{_REN}:name.romaji",
        f"{_REN}:headline",
        f"{_REN}:photo.alt",
        "alumni/photos/ren-baba.jpg",
        f"{_REN}:career.0.from",
        f"{_REN}:career.0.to",
        f"{_REN}:career.0.entry",
        f"{_REN}:career.0.department",
        f"{_REN}:career.0.title",
        f"{_REN}:career",
        f"{_REN}:career.1.kind",
        f"{_REN}:career.1.to",
        f"{_REN}:career.1.org.name",
        f"{_REN}:career.1.org.show",
        f"{_REN}:career.1.title",
        f"{_REN}:turns.0.at",
        f"{_REN}:visible.headline",
        f"{_TOMA}:name.display",
        f"{_RIVER}:title",
        f"{_RIVER}:summary",
        f"{_RIVER}:quote",
        f"{_RIVER}:tags",
        f"{_RIVER}:written_by",
        f"{_RIVER}:reviewed",
        f"{_RIVER}:facts_as_of",
        f"{_RIVER}:alumni",
        f"{_RIVER}:cover.alt",
        "stories/images/quiet-river.jpg",
        f"{_RIVER}:reply.by",
        f"{_RIVER}:reply.text",
        f"{_RIVER}:body.0",
        f"{_RIVER}:body.1",
        f"{_RIVER}:body.2",
        f"{_RIVER}:body.3",
        "stories/images/ferry-house.jpg",
        f"{_RIVER}:body.7",
    }
)

OPEN: Mapping[str, Any] = {
    f"{_HANA}:name.display": "青木 はな",
    f"{_HANA}:headline": "釜から離れました",
    f"{_HANA}:career.0.from": "2005-04",
    f"{_HANA}:career.1.title": "機械の設計",
    f"{_HANA}:career.1.org.industry": "it",
    f"{_HANA}:career.2.audience": "public",
    f"{_HANA}:visible.news": "public",
    f"{_YUI}:name.former": "旧姓は六十嵐",
    f"{_YUI}:photo.alt": "のれんをしまう人の似顔絵",
    "alumni/photos/yui-doi.jpg": Photo("another shopkeeper"),
    f"{_ROAD}:title": "三十回の試作のあと",
    f"{_ROAD}:body.2": "にぎやかな会社でした。",
    "stories/images/doi-shop.jpg": Photo("another shop"),
    f"{_EVENTS}.0.title": "のれんの上の相談会",
    f"{_REN}:audience": "guests",
    "site_src/visit.md:title": "工場への道",
    "site_src/visit.md:body.0": "南口から歩きます。",
    "site_src/visit.md:description": "南口からの道順",
}


def _outside(site: Path) -> dict[str, bytes]:
    """All that a stranger holds, sealed content and its length aside."""
    return {
        name: b"" if name.endswith(".jwe") else _TOKEN.sub(rb"\1\3", data)
        for name, data in snapshot(site).items()
    }


def _at_events(site: Path) -> dict[str, list[bytes]]:
    """Every token that is sealed for a pass, by the file that it stands in."""
    found: dict[str, list[bytes]] = {}
    for name, data in snapshot(site).items():
        if name.endswith(".jwe"):
            if read_header(data.decode()).audience == "evening-1":
                found[name] = [data]
        elif tokens := [match[0] for match in _TOKEN.finditer(data) if match[2] == b"evening-1"]:
            found[name] = tokens
    return found


def _built_with(root: Path, path: str, value: Any) -> Path:
    assert value_or_none(path) != value, f"{path} is {value!r} already"
    with surroundings():
        return write(root / "project", {path: value}).build()


def value_or_none(path: str) -> Any:
    """The value at a path, None where there is none yet."""
    try:
        return value_at(path)
    except (KeyError, IndexError):
        return None


@pytest.mark.parametrize("path", SEALED)
def test_a_sealed_value_shows_in_no_byte_outside_the_tokens(path: str, built: Mini, tmp_path: Path) -> None:
    """Two sites that differ in one sealed value are the same to a stranger, in files, names, keyring and all."""
    before, after = _outside(built.site), _outside(_built_with(tmp_path, path, SEALED[path]))
    assert before.keys() == after.keys()
    assert [name for name in before if before[name] != after[name]] == []
    shows = snapshot(built.site) != snapshot(tmp_path / "project/site")
    assert shows is (path not in UNSEEN), "this change does not reach the readers that it is for"
    at_events = _at_events(built.site) != _at_events(tmp_path / "project/site")
    assert at_events is (path in AT_EVENTS), "a pass shows its stories and who is in them, and nothing else"


@pytest.mark.parametrize("path", OPEN)
def test_an_open_value_shows_outside_the_tokens(path: str, built: Mini, tmp_path: Path) -> None:
    """A change of what everyone may read is seen by everyone, so that sameness elsewhere means something."""
    assert _outside(built.site) != _outside(_built_with(tmp_path, path, OPEN[path]))


def test_what_is_cut_out_are_the_tokens_alone(built: Mini) -> None:
    """Nothing but the tokens of sealed objects is taken out of the pages before they are compared."""
    pages = [data for name, data in snapshot(built.site).items() if name.endswith(".html")]
    cut = [token for page in pages for token in re.findall(rb"<script[^>]*jose[^>]*>([^<]*)</script>", page)]
    assert len(cut) > 20
    assert all(re.fullmatch(rb"[\w-]+\.\.[\w-]+\.[\w-]+\.[\w-]+", token) for token in cut)
