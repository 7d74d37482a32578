"""A whole site in small, as data of which one value can be changed: people, stories, events, leavers and pages.

A path names a value: `alumni/hana-aoki.yaml:name.kana`, `stories/open-road.md:body.0`, `site_src/visit.md:title`, or
a picture or text as a whole, `alumni/photos/hana-aoki.jpg`. Everyone's texts are unlike everyone else's, so that each
can be looked for.
"""

from __future__ import annotations

import base64
import copy
import hashlib
import io
import random
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from jinja2 import Environment
from PIL import Image

from generator.plugin import build_site
from generator.seal import Audience, Gate, Pass, Secret
from generator.seal.keyring import stretched

SECRET = base64.urlsafe_b64encode(hashlib.sha256(b"a secret of tests").digest()).rstrip(b"=").decode()
OTHER_SECRET = base64.urlsafe_b64encode(hashlib.sha256(b"another one").digest()).rstrip(b"=").decode()
EPOCH = "1794700800"  # 2026-11-15, in the morning in Japan
LATER = "1794733200"  # the same day, at six in the evening
TOMORROW = "1794787200"
BASE = "https://alumni.mini.example/some/path/"


@dataclass(frozen=True)
class Photo:
    """A picture of noise, which two seeds never share."""

    seed: str
    size: tuple[int, int] = (72, 72)

    def data(self) -> bytes:
        """The picture as a JPEG file."""
        width, height = self.size
        noise = random.Random(self.seed).randbytes(width * height * 3)  # a picture, not a key
        target = io.BytesIO()
        Image.frombytes("RGB", self.size, noise).save(target, "JPEG", quality=80)
        return target.getvalue()


@dataclass(frozen=True)
class Mini:
    """A mini project on disk, and the folder that its site is built into."""

    root: Path

    @property
    def config(self) -> Path:
        """The configuration's file."""
        return self.root / "mkdocs.yml"

    @property
    def site(self) -> Path:
        """The folder of the site."""
        return self.root / "site"

    def write(self, path: str, content: str | bytes) -> None:
        """Write one file of the project."""
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content.encode() if isinstance(content, str) else content)

    def change(self, path: str, old: str, new: str) -> None:
        """Replace a text that is known to be in a file."""
        text = (self.root / path).read_text("utf-8")
        assert old in text, f"{path} no longer has {old!r}"
        self.write(path, text.replace(old, new))

    def hook(self, code: str) -> None:
        """Add a MkDocs hook script to the project."""
        self.write("hooks.py", code)
        self.change("mkdocs.yml", "plugins:\n", "hooks: [hooks.py]\nplugins:\n")

    def build(self) -> Path:
        """Build in this process."""
        return build_site(self.config)


def write(root: Path, changes: Mapping[str, Any] | None = None) -> Mini:
    """Write the project below `root`, with some of its values changed."""
    files = copy.deepcopy(dict(FILES))
    for path, value in (changes or {}).items():
        _change(files, path, value)
    mini = Mini(root)
    for name, content in files.items():
        mini.write(name, _text(name, content))
    return mini


def value_at(path: str) -> Any:
    """The value that a path names."""
    name, _, keys = path.partition(":")
    value: Any = FILES[name]
    for key in keys.split(".") if keys else ():
        value = value[int(key) if isinstance(value, list) else key]
    return value


def snapshot(folder: Path) -> dict[str, bytes]:
    """Every file of a folder by its path in it."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def beside(mini: Mini) -> list[str]:
    """What lies beside the site although nothing should: staging folders and old sites."""
    return sorted(path.name for path in mini.root.iterdir() if path.name.startswith(f".{mini.site.name}."))


# The passphrases are the same in nearly all tests, and stretching one is slow on purpose: once is enough.
_stretched = cache(stretched)
_compile, _compiled = Environment.compile, dict[tuple[Any, ...], Any]()


def _compile_once(env: Environment, source: str, name: str, filename: str, *rest: Any) -> Any:
    """Templates are the same in all tests as well; an environment's options are its own."""
    options = (env.autoescape is True, env.trim_blocks, env.lstrip_blocks, tuple(env.extensions))
    key = (source, name, filename, rest, options)
    if key not in _compiled:
        _compiled[key] = _compile(env, source, name, filename, *rest)
    return _compiled[key]


def _change(files: dict[str, Any], path: str, value: Any) -> None:
    name, _, keys = path.partition(":")
    if not keys:
        files[name] = value
        return
    *way, last = keys.split(".")
    place: Any = files[name]
    for key in way:
        place = place[int(key) if isinstance(place, list) else key]
    if isinstance(place, list) and int(last) == len(place):
        place.append(value)
    else:
        place[int(last) if isinstance(place, list) else last] = value


def _text(name: str, content: Any) -> bytes:
    if isinstance(content, Photo):
        return content.data()
    if isinstance(content, str):
        return content.encode()
    if not name.endswith(".md"):
        return _yaml(content)
    head = {key: value for key, value in content.items() if key != "body"}
    return b"---\n" + _yaml(head) + b"---\n" + "\n\n".join(content["body"]).encode() + b"\n"


def _yaml(data: Any) -> bytes:
    return yaml.dump(data, Dumper=_Plain, allow_unicode=True, sort_keys=False, width=200).encode()


class _Plain(yaml.SafeDumper):
    """YAML without anchors: the project's own reader refuses them."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _consent(record: str, *purposes: str) -> dict[str, Any]:
    return {
        "given": "2026-04-01",
        "expires": "2028-03-31",
        "notice": "2026-04",
        "method": "form",
        "record": record,
        "purposes": list(purposes),
    }


_ALL = ("directory", "story", "photo", "event", "aggregate", "ties")

CONFIG: Mapping[str, Any] = {
    "site_name": "ミニ食品のアルムナイ",
    "site_url": BASE,
    "docs_dir": "site_src",
    "site_dir": "site",
    "strict": True,
    "theme": {"name": "material", "font": False, "language": "ja"},
    "plugins": [
        {
            "yorimichi": {
                "company": {"ja": "ミニ食品", "en": "Mini Foods"},
                "title": {"ja": "ミニ食品の、その先", "en": "Beyond Mini Foods"},
                "contact": "alumni@mini.example",
                "audiences": [
                    {"name": "guests", "title": {"ja": "来場者", "en": "Guests"}},
                    {"name": "members", "title": {"ja": "メンバー", "en": "Members"}},
                    {"name": "staff", "title": {"ja": "人事", "en": "Staff"}},
                ],
            }
        }
    ],
}

# Open to everyone, but with a part of nearly everything sealed.
_HANA: Mapping[str, Any] = {
    "schema": 1,
    "github": "hana-aoki-of-mini",
    "name": {
        "display": "青木 はな乃",
        "kana": "あおき はなの",
        "romaji": "Hanano Aoki",
        "former": "旧姓の竹ノ内",
    },
    "headline": "釜を設計し、釜の前に戻りました",
    "photo": {"file": "hana-aoki.jpg", "alt": "湯気のむこうで笑う人の似顔絵"},
    "location": "新潟県の山あい",
    "languages": ["ja", "pt"],
    "skills": ["蒸気釜のほどき方", "溶接の下書き"],
    "career": [
        {
            "kind": "here",
            "entry": "new-graduate",
            "from": "2004-04",
            "to": "2011-03",
            "department": "製造管理部の二係",
            "title": "釜場の見習いから主任",
            "brought": "夜明けの釜の音を聞き分ける耳",
            "with": ["ren-baba"],
        },
        {
            "kind": "job",
            "from": "2011-04",
            "to": "2018-03",
            "org": {
                "name": "白鷺機械製作所",
                "industry": "manufacturing",
                "show": {"public": "industry", "members": "name"},
            },
            "title": "食品機械の設計補佐",
        },
        {
            "kind": "side-job",
            "from": "2014-05",
            "to": "2016-08",
            "org": {"name": "週末の陶芸教室あかつち", "industry": "education", "show": "hidden"},
            "title": "土曜日だけの先生",
            "audience": "guests",
        },
        {"kind": "here", "entry": "return", "from": "2018-04", "title": "釜場の改修をまとめる"},
    ],
    "turns": [{"at": "2011-04", "what": "図面の側から釜を見たくなった"}],
    "news": [{"on": "2026-05-20", "text": "新しい釜に火が入りました。まだ音が若いです。"}],
    "open_to": [{"what": "mentoring", "until": "2027-06"}],
    "links": [{"label": "釜の日誌", "url": "https://kettle-diary.example/hanano"}],
    "audience": "public",
    "visible": {
        "photo": "members",
        "location": "guests",
        "languages": "members",
        "skills": "members",
        "turns": "guests",
        "news": "guests",
        "open_to": "guests",
        "links": "members",
        "brought": "members",
        "ties": "members",
    },
    "confirmed": "2026-05-20",
    "consent": _consent("HR-2026-HANA", *_ALL),
}

# For members; quotation marks and an ampersand in what is sealed, for a leak may come escaped.
_REN: Mapping[str, Any] = {
    "schema": 1,
    "name": {"display": "馬場 連太郎", "kana": "ばば れんたろう", "romaji": "Rentaro Baba"},
    "headline": '米と"豆"のあいだ、R&Dと<畑>を往復',
    "photo": {"file": "ren-baba.jpg", "alt": "麦わら帽子を手に持つ人の似顔絵"},
    "location": "茨城県のはずれ",
    "languages": ["ja", "it"],
    "skills": ["土の匂いの見分け"],
    "career": [
        {
            "kind": "here",
            "entry": "mid-career",
            "from": "2006-10",
            "to": "2015-12",
            "department": "原料開発の第一分室",
            "title": "豆の買い付け担当者",
            "brought": "値札のない市場での話し方",
            "with": ["hana-aoki"],
        },
        {
            "kind": "family-business",
            "from": "2016-01",
            "org": {"name": "馬場農園と直売所", "industry": "agriculture", "show": "name"},
            "title": "三代目の見習い農夫",
        },
    ],
    "turns": [{"at": "2016-01", "what": "父の畑を継ぐことに決めた"}],
    "news": [{"on": "2026-06-02", "text": "今年の大豆は背が低く、根が深いです。"}],
    "open_to": [{"what": "collaboration", "until": "2027-12"}],
    "links": [{"label": "直売所の地図", "url": "https://baba-farm.example/stand"}],
    "audience": "members",
    "visible": {"brought": "staff", "news": "staff"},
    "confirmed": "2026-06-02",
    "consent": _consent("HR-2026-RENT", *_ALL),
}

# No audience at all: this is for the narrowest one.
_SORA: Mapping[str, Any] = {
    "schema": 1,
    "name": {"display": "千葉 そらみ", "kana": "ちば そらみ", "romaji": "Sorami Chiba"},
    "headline": "夜の工場の灯りを描いています",
    "career": [
        {
            "kind": "here",
            "entry": "new-graduate",
            "from": "2012-04",
            "to": "2019-09",
            "title": "夜勤の検査係",
        },
        {"kind": "break", "from": "2019-10", "to": "2021-03"},
        {
            "kind": "study",
            "from": "2021-04",
            "org": {"name": "みなと美術専門学校", "industry": "education"},
            "title": "油絵の研究生",
        },
    ],
    "confirmed": "2026-04-09",
    "consent": _consent("HR-2026-SORA", "directory", "story"),
}

# In a story, without a page of his own.
_TOMA: Mapping[str, Any] = {
    "schema": 1,
    "name": {"display": "遠藤 当麻呂", "kana": "えんどう とうまろ", "romaji": "Tomaro Endo"},
    "headline": "港の食堂で朝だけ働いています",
    "career": [
        {"kind": "here", "entry": "new-graduate", "from": "2010-04", "to": "2014-03", "title": "配送の助手席"}
    ],
    "audience": "guests",
    "confirmed": "2026-04-10",
    "consent": _consent("HR-2026-TOMA", "story", "event"),
}

# Everything open.
_YUI: Mapping[str, Any] = {
    "schema": 1,
    "name": {
        "display": "土井 結以子",
        "kana": "どい ゆいこ",
        "romaji": "Yuiko Doi",
        "former": "旧姓は五十嵐",
    },
    "headline": "商店街で小さな菓子店をひらいた",
    "photo": {"file": "yui-doi.jpg", "alt": "店先でのれんを持つ人の似顔絵"},
    "location": "高知県の海ぞい",
    "languages": ["ja", "fr"],
    "skills": ["焼き菓子の配合"],
    "career": [
        {
            "kind": "here",
            "entry": "new-graduate",
            "from": "2001-04",
            "to": "2013-03",
            "department": "商品企画の三課",
            "title": "焼き菓子の企画係",
            "brought": "試作を三百回くり返す根気",
        },
        {
            "kind": "founder",
            "from": "2013-04",
            "org": {"name": "土井菓子舗ひなた", "industry": "food", "show": "name"},
            "title": "店主で焼き手",
        },
    ],
    "turns": [{"at": "2013-04", "what": "自分の窯がほしくなった"}],
    "news": [{"on": "2026-07-01", "text": "夏の柑橘で新しい菓子を焼いています。"}],
    "open_to": [{"what": "speaking", "until": "2027-03"}],
    "links": [{"label": "店のたより", "url": "https://hinata.example/letters"}],
    "audience": "public",
    "visible": {"former": "public"},
    "confirmed": "2026-07-01",
    "consent": _consent("HR-2026-YUIK", *_ALL),
}

_OPEN_ROAD: Mapping[str, Any] = {
    "title": "三百回の試作のあとで、のれんを出す",
    "alumni": "yui-doi",
    "audience": "public",
    "summary": "会社の窯と、自分の窯。どちらの前でも同じ音を待っていた。",
    "quote": "焦げた回数だけ、配合が増えました。",
    "lang": "ja",
    "written_by": "interview",
    "reviewed": "2026-07-02",
    "facts_as_of": "2026-06",
    "event_ok": True,
    "tags": ["founder", "sweets"],
    "cover": {"file": "open-road.jpg", "alt": "坂道の途中に立つ小さな店の絵"},
    "body": [
        "朝の四時に窯へ火を入れる。[馬場さん](alumni:ren-baba)の豆が届く日だけ、少し遅れて起きる。",
        "## 入る前とのちがいは？ {#gap at=2001-04}",
        "思ったより静かな会社でした。[青木さん](alumni:hana-aoki)の釜の音だけがしていました。",
        "![のれんの下に並ぶ焼き菓子の絵](doi-shop.jpg)",
        "## 強いところは？ {#strengths}",
        "待てるところです。[もうひとつの話](story:quiet-river)にも書いてあります。",
        "## なぜ離れましたか？ {#leaving at=2013-04}",
        "自分の窯の前に立ちたかった。それだけでした。",
    ],
}

_QUIET_RIVER: Mapping[str, Any] = {
    "title": "音のしない川を三人で渡った話",
    "alumni": ["hana-aoki", "ren-baba", "toma-endo"],
    "audience": "members",
    "summary": "釜と畑と港。別々の場所で、同じ年に仕事を変えた三人の夜話。",
    "quote": "川の音がしないほど、深いのだそうです。",
    "lang": "ja",
    "written_by": "self",
    "reviewed": "2026-06-11",
    "facts_as_of": "2026-05",
    "event_ok": True,
    "tags": ["return", "farm"],
    "cover": {"file": "quiet-river.jpg", "alt": "霧の川に渡し舟が浮かぶ絵"},
    "reply": {
        "by": "製造管理部のいまの係長",
        "text": "釜の音は録音して残してあります。いつでも聞きに来てください。",
    },
    "body": [
        "渡し舟の待合所で、三人とも傘を忘れてきたことに気づいた。",
        "## 入る前とのちがいは？ {#gap at=2010-04}",
        "同期の半分が方言を隠していたことです。",
        "![待合所の古い時刻表の絵](ferry-house.jpg)",
        "## 強いところは？ {#strengths}",
        "誰かの失敗を、次の日には笑い話にしてくれる。",
        "## なぜ離れましたか？ {#leaving at=2011-04}",
        "[夜勤の話](story:night-shift)を読んで、似ていると思いました。",
    ],
}

_NIGHT_SHIFT: Mapping[str, Any] = {
    "title": "Painting the lights of the night shift",
    "alumni": ["sora-chiba"],
    "summary": "Seven years of inspecting crackers under cold lamps, then two of painting them.",
    "quote": "Every lamp hums in its own colour.",
    "lang": "en",
    "written_by": "self",
    "reviewed": "2026-05-30",
    "facts_as_of": "2026-05",
    "tags": ["art"],
    "body": [
        "Nobody tells you how loud a conveyor is until it stops.",
        "## What was different? {#gap at=2012-04}",
        "I expected the smell of rice and met the smell of cold iron.",
        "## What is strong? {#strengths}",
        "People lend you their gloves before you ask for them.",
        "## Why did you leave? {#leaving at=2019-10}",
        "My sketchbook was full of lamps and I wanted to finish one.",
    ],
}

_EVENTS: Mapping[str, Any] = {
    "schema": 1,
    "events": [
        {
            "id": "open-evening",
            "title": "のれんの下の相談会",
            "kind": "hiring",
            "from": "2026-12-05T13:30",
            "to": "2026-12-05T16:00",
            "place": "高知の公会堂の二階",
            "url": "https://open-evening.example/",
            "audience": "public",
            "speakers": ["yui-doi", "ren-baba"],
            "pass": {
                "id": "evening-1",
                "from": "2026-11-10",
                "until": "2026-12-19",
                "stories": ["quiet-river", "open-road"],
            },
        },
        {
            "id": "farm-supper",
            "title": "畑のまんなかの夕食会",
            "kind": "exchange",
            "from": "2026-12-12T18:00",
            "place": "直売所の裏の納屋",
            "url": "https://farm-supper.example/barn",
            "audience": "members",
            "speakers": ["ren-baba"],
        },
        {"id": "staff-talk", "title": "人事だけの読み合わせ", "kind": "exchange", "from": "2027-01-20"},
        {
            "id": "spring-walk",
            "title": "釜場を歩く春の午後",
            "kind": "hiring",
            "from": "2026-04-18",
            "audience": "public",
            "speakers": ["hana-aoki"],
            "pass": {
                "id": "walk-1",
                "from": "2026-04-10",
                "until": "2026-04-30",
                "epoch": 2,
                "stories": ["open-road"],
                "audiences": ["guests"],
            },
        },
    ],
}


def _page(title: str, audience: str | None, *body: str, **more: str) -> dict[str, Any]:
    head = {"title": title, **({"audience": audience} if audience else {}), **more}
    return {**head, "body": list(body)}


FILES: Mapping[str, Any] = {
    "mkdocs.yml": CONFIG,
    "alumni/README.md": "Only people from here look into this folder.\n",
    "alumni/hana-aoki.yaml": _HANA,
    "alumni/ren-baba.yaml": _REN,
    "alumni/sora-chiba.yaml": _SORA,
    "alumni/toma-endo.yaml": _TOMA,
    "alumni/yui-doi.yaml": _YUI,
    "alumni/photos/hana-aoki.jpg": Photo("hana"),
    "alumni/photos/ren-baba.jpg": Photo("ren"),
    "alumni/photos/yui-doi.jpg": Photo("yui"),
    "stories/open-road.md": _OPEN_ROAD,
    "stories/quiet-river.md": _QUIET_RIVER,
    "stories/night-shift.md": _NIGHT_SHIFT,
    "stories/images/open-road.jpg": Photo("road", (96, 64)),
    "stories/images/doi-shop.jpg": Photo("shop"),
    "stories/images/quiet-river.jpg": Photo("river", (96, 64)),
    "stories/images/ferry-house.jpg": Photo("ferry"),
    "site_src/events.yaml": _EVENTS,
    "site_src/leavers.yaml": {"schema": 1, "counts": {"2019": 12, "2020": 9, "2021": 14}},
    "site_src/index.md": _page("ここから先の道", "public", "まっすぐではない道を、本人の言葉で。"),
    "site_src/en/index.md": _page("Roads from here", "public", "In their own words."),
    "site_src/join.md": _page("載るには", "public", "窓口までお知らせください。"),
    "site_src/visit.md": _page(
        "工場へのいきかた", "public", "駅の北口から歩いて八分です。", description="北口からの道順"
    ),
    "site_src/en/visit.md": _page("How to get here", "public", "Eight minutes from the north exit."),
    "site_src/members-handbook.md": _page(
        "会員の心得と約束",
        "members",
        "## 集まりの前に読むこと",
        "裏口の鍵は植木鉢の下に置いてあります。",
        description="集まりの日にだけ要る心得",
    ),
    "site_src/en/members-handbook.md": _page(
        "What members keep in mind", "members", "The back door opens at seven."
    ),
    "site_src/staff-ledger.md": _page("人事の覚え書き帳", None, "来月の名簿は二部だけ刷ります。"),
    "site_src/notes.yaml": {"note": "a note that is no page"},
    "site_src/drafts/plan.txt": "a plan that is no page\n",
    "site_src/assets/leaflet.txt": "a leaflet for everyone\n",
}


def the_gate() -> Gate:
    """The gate of the project on its day."""
    audiences = [Audience(name, 1) for name in ("guests", "members", "staff")]
    passes = [
        Pass("evening-1", date(2026, 11, 10), date(2026, 12, 19), stories=("quiet-river", "open-road")),
        Pass("walk-1", date(2026, 4, 10), date(2026, 4, 30), 2, ("open-road",), ("guests",)),
    ]
    return Gate(Secret.from_text(SECRET), audiences, passes, today=date(2026, 11, 15))


@contextmanager
def surroundings() -> Iterator[pytest.MonkeyPatch]:
    """The same secret and the same day for every test, whatever the machine's own environment holds."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("YORIMICHI_SECRET", SECRET)
        patch.setenv("SOURCE_DATE_EPOCH", EPOCH)
        patch.setenv("NO_MKDOCS_2_WARNING", "1")
        patch.setenv("NO_COLOR", "1")
        patch.setattr("generator.seal.gate.stretched", _stretched)
        patch.setattr(Environment, "compile", _compile_once)
        yield patch
