"""Makes a whole project of people who do not exist, for measurements.

    .venv/bin/python tools/make_people.py N DIR [--seed WORD]

writes N profiles, a story for every twentieth, a photo for every thirtieth, events, pages and a configuration
into DIR, which must not be there yet or be empty. The same seed gives the same files. `yorimichi check` has nothing
to say about them.
"""

from __future__ import annotations

import argparse
import io
import random
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml
from people.careers import Life
from people.names import Name, names
from people.telling import one_of, story
from people.words import FORMER, HEADLINES, NEWS, PLACES, SKILLS, TURNS
from PIL import Image, ImageFilter

_AUDIENCES = ("public", "guests", "members", "staff")
_PURPOSES = ("directory", "story", "photo", "event", "aggregate", "ties")
_PARTS = (
    "photo", "headline", "location", "languages", "skills", "career", "turns", "news", "open_to", "links",
    "brought", "ties",
)  # fmt: skip
_WISHES = ("speaking", "mentoring", "side-job", "contract", "collaboration", "return", "referral", "coffee")
_CONFIG = """\
site_name: 寄り道食品の、その先。
site_url: https://alumni.yorimichi-foods.example/
docs_dir: site_src
site_dir: site
strict: true
theme: {name: material, font: false, language: ja}
plugins:
  - yorimichi:
      company: {ja: 寄り道食品, en: Yorimichi Foods}
      title: {ja: 寄り道食品の、その先。, en: Beyond Yorimichi Foods}
      contact: alumni@yorimichi-foods.example
"""
_PAGES = {
    "index.md": ("まっすぐではない道", "public", "ここで働いた人たちの、その後の道です。"),
    "en/index.md": ("Roads that bend", "public", "Where the roads of those who worked here lead."),
    "join.md": ("載るには", "public", "人事までお知らせください。いつでもやめられます。"),
    "en/join.md": ("How to join", "public", "Tell us, and end it whenever you like."),
    "handbook.md": ("会員の心得", "members", "集まりの鍵は、二階の赤い棚にしまってあります。"),
    "en/handbook.md": (
        "For members",
        "members",
        "The key to the meeting room hangs in the red cupboard upstairs.",
    ),
}


class _Dumper(yaml.CSafeDumper):
    """YAML without anchors, which the project's reader refuses."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002
        return True


def make(number: int, folder: Path, seed: str) -> None:
    """Write a project of so many people. Raises ValueError where the folder is not empty."""
    if folder.exists() and any(folder.iterdir()):
        raise ValueError(f"{folder} is not empty.")
    everyone = names(number, random.Random(seed))
    ids = [name.id for name in everyone]
    profiles = {
        name.id: _profile(name, place, ids, random.Random(f"{seed} {place}"))
        for place, name in enumerate(everyone)
    }
    for profile in profiles.values():
        _keep_true_ties(profile["career"], profiles)
    for place, (key, profile) in enumerate(profiles.items()):
        _write(folder / "alumni" / f"{key}.yaml", _yaml(profile))
        if "photo" in profile:
            _write(folder / "alumni/photos" / f"{key}.jpg", _photo(random.Random(f"{seed} photo {place}")))
    for key in [name.id for name in everyone[::20]]:
        _write(
            folder / "stories" / f"{key}-told.md", _story(key, profiles, random.Random(f"{seed} story {key}"))
        )
    _write_rest(folder, profiles, random.Random(f"{seed} rest"))


def _profile(name: Name, place: int, ids: Sequence[str], chance: random.Random) -> dict[str, Any]:
    lang = name.lang
    audience = chance.choices(_AUDIENCES, weights=(15, 25, 40, 20))[0]
    narrower = _AUDIENCES[_AUDIENCES.index(audience) + 1 :]
    others = [one for one in chance.sample(ids, k=min(2, len(ids))) if one != name.id]
    profile: dict[str, Any] = {
        "schema": 1,
        "name": {"display": name.display, "kana": name.kana, "romaji": name.romaji},
        "headline": one_of(HEADLINES[lang], lang, chance, 40),
        "location": chance.choice(PLACES[lang]),
        "languages": [*dict.fromkeys((lang, chance.choice(("ja", "en", "fr", "de", "zh", "pt"))))],
        "skills": sorted({_skill(lang, chance) for _ in range(chance.randint(1, 4))}),
        "career": Life(lang, _AUDIENCES[_AUDIENCES.index(audience) :], others, chance).career(),
        "news": [
            {"on": f"2026-0{month}-{chance.randint(10, 28)}", "text": one_of(NEWS[lang], lang, chance, 140)}
            for month in range(chance.randint(4, 9), 3, -3)
        ],
        "open_to": [
            {"what": what, "until": "2031-03"} for what in chance.sample(_WISHES, k=chance.randint(0, 3))
        ],
        "links": [
            {"label": "LinkedIn", "url": f"https://www.example.com/in/{name.id}-{chance.randint(100, 999)}"}
        ],
        "audience": audience,
        "visible": {part: chance.choice(narrower) for part in _PARTS if narrower and chance.random() < 0.15},
        "confirmed": "2026-09-15",
        "consent": {
            "given": "2026-04-01",
            "expires": "2031-04-01",
            "notice": "2026-04",
            "method": chance.choice(("pull-request", "form", "paper")),
            "record": f"HR-2026-{place:05}",
            "purposes": list(
                _PURPOSES if place % 20 == 0 or chance.random() < 0.9 else ("directory", "photo")
            ),
        },
    }
    profile["turns"] = [
        {"at": spell["from"], "what": one_of(TURNS[lang], lang, chance, 60)}
        for spell in profile["career"][1:3]
    ]
    if place % 30 == 0:
        profile["photo"] = {"file": f"{name.id}.jpg", "alt": one_of(TURNS[lang], lang, chance, 200)}
    if chance.random() < 0.05 and lang == "ja":
        profile["name"]["former"] = chance.choice(("旧姓", "以前の姓は")) + chance.choice(FORMER)
    return {key: value for key, value in profile.items() if value not in ([], {})}


def _keep_true_ties(career: Sequence[dict[str, Any]], profiles: Mapping[str, Any]) -> None:
    """Leaves of the names in `with` those who were at the company in the same months; a spell elsewhere has none."""
    for spell in career:
        named = [one for one in spell.pop("with", []) if spell["kind"] == "here"]
        if kept := [one for one in named if any(_met(spell, hers) for hers in profiles[one]["career"])]:
            spell["with"] = kept


def _met(spell: Mapping[str, Any], hers: Mapping[str, Any]) -> bool:
    at_one_time = spell["from"] <= hers.get("to", "9") and hers["from"] <= spell.get("to", "9")
    return bool(hers["kind"] == "here" and at_one_time)


def _skill(lang: str, chance: random.Random) -> str:
    of, what = (chance.choice(SKILLS[lang][part]) for part in ("of", "what"))
    return of + what if lang == "ja" else f"{of} {what}"


def _story(key: str, profiles: Mapping[str, Any], chance: random.Random) -> str:
    profile = profiles[key]
    lang = profile["languages"][0]
    wider = [one for one in chance.sample(list(profiles), k=min(2, len(profiles))) if one != key]
    years = sorted(int(spell["from"][:4]) for spell in profile["career"])
    told = story(lang, wider, (years[0] + 1, max(years[0] + 1, years[-1])), chance)
    first = _AUDIENCES.index(profile["audience"])
    front = {
        "title": told["title"],
        "alumni": key,
        "audience": chance.choice(_AUDIENCES[first : first + 2]),
        "summary": told["summary"],
        "quote": told["quote"],
        "lang": lang,
        "written_by": chance.choice(("self", "interview")),
        "reviewed": "2026-09-20",
        "facts_as_of": "2026-09",
        "event_ok": chance.random() < 0.5,
        "tags": chance.sample(("return", "product", "founder", "abroad", "family", "night", "farm"), k=2),
    }
    return f"---\n{_yaml(front)}---\n{told['body']}"


def _write_rest(folder: Path, profiles: Mapping[str, Any], chance: random.Random) -> None:
    agreed = [key for key, one in profiles.items() if "event" in one["consent"]["purposes"]]
    events = [
        {
            "id": f"evening-{number}",
            "title": one_of(TURNS["ja"], "ja", chance, 80),
            "kind": chance.choice(("hiring", "exchange")),
            "from": f"2027-{number:02}-12T18:30",
            "place": one_of(TURNS["ja"], "ja", chance, 80),
            "url": f"https://www.example.com/evenings/{number}",
            "audience": chance.choice(_AUDIENCES),
            "speakers": sorted(chance.sample(agreed, k=min(3, len(agreed)))),
        }
        for number in range(1, 9)
    ]
    _write(folder / "site_src/events.yaml", _yaml({"schema": 1, "events": events}))
    leavers = {year: len(profiles) // 10 + chance.randint(5, 40) for year in range(2001, 2027)}
    _write(folder / "site_src/leavers.yaml", _yaml({"schema": 1, "counts": leavers}))
    _write(folder / "mkdocs.yml", _CONFIG)
    for name, (title, audience, text) in _PAGES.items():
        _write(folder / "site_src" / name, f"---\ntitle: {title}\naudience: {audience}\n---\n{text}\n")


def _photo(chance: random.Random) -> bytes:
    """A picture of soft blots, which no two people share."""
    blots = Image.frombytes("RGB", (8, 8), chance.randbytes(192)).resize((240, 240), Image.Resampling.BICUBIC)
    grain = Image.frombytes("RGB", (240, 240), chance.randbytes(240 * 240 * 3)).filter(
        ImageFilter.GaussianBlur(1)
    )
    target = io.BytesIO()
    Image.blend(blots, grain, 0.25).save(target, "JPEG", quality=80)
    return target.getvalue()


def _yaml(data: Mapping[str, Any]) -> str:
    return yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=200)


def _write(path: Path, content: str | bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())


def main() -> None:
    """Reads the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("number", type=int, metavar="N", help="how many people")
    parser.add_argument("folder", type=Path, metavar="DIR", help="where to write them")
    parser.add_argument("--seed", default="yorimichi", help="another word gives other people")
    asked = parser.parse_args()
    try:
        make(asked.number, asked.folder, asked.seed)
    except ValueError as error:
        parser.error(str(error))


if __name__ == "__main__":
    main()
