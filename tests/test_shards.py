"""Shards: what each reader's has, that nothing else has any influence on it, and how it comes in parts."""

from __future__ import annotations

import copy
import json
import re
import subprocess
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from sample import ROOT
from searching import Searched, write
from test_runtime_bundle import node

from generator.build import Overheard
from generator.build.guard import make_guard
from generator.build.shards import Own, Shards, own_page
from generator.render import anew
from generator.romaji import spellings
from generator.search import Shard, Stock, make_shard, strings
from generator.search.columns import BETWEEN, packed, parted, unpacked
from generator.search.lexicon import in_words, out_of_words
from generator.search.shard import _cut
from generator.site.seen import SpellView
from generator.site.views import Views
from generator.verify.folding import folded

TODAY = date(2026, 11, 15)
HIDDEN_FROM_GUESTS = ("members", "staff")
OPEN_DAY = "1795000000"  # 2026-11-18, when a pass of the sample opens its stories


@pytest.fixture(scope="module")
def searched(tmp_path_factory: pytest.TempPathFactory) -> Searched:
    """The sample's people and more."""
    return _read(write(tmp_path_factory.mktemp("shards") / "project"))


def _read(project: Searched) -> Searched:
    """The project as it stands on the day of all tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", OPEN_DAY)
        assert project.build.site.profiles
        return project


def test_each_reader_has_a_shard_of_what_she_sees(searched: Searched) -> None:
    """Wider audiences have fewer people in theirs, and a pass has its stories and nobody."""
    counts = {reader: json.loads(parts[0])["counts"] for reader, parts in searched.shards.items()}
    people = [counts[reader]["people"] for reader in ("public", "guests", "members", "staff")]
    assert people == sorted({*people})
    assert people[0] > 0
    assert counts["crossroads-2026-12"]["people"] == 0
    assert counts["crossroads-2026-12"]["stories"] > 0


def test_what_guests_may_not_see_has_no_influence_on_what_they_search(
    searched: Searched, tmp_path: Path
) -> None:
    """With all else changed or gone that is for members and staff, the shards of guests are the same, byte for byte.

    So nothing of it can change their results, counts, order or time.
    """
    without = write(tmp_path / "project")
    taken = 0
    for number, path in enumerate(sorted((without.root / "alumni").glob("*.yaml"))):
        profile = yaml.load(path.read_text("utf-8"), yaml.BaseLoader)
        bare = _for_guests(profile, number)
        taken += bare != profile
        path.write_text(yaml.safe_dump(bare, allow_unicode=True, sort_keys=False), "utf-8")
    assert taken > 20
    _read(without)
    for reader in ("public", "guests", "crossroads-2026-12"):
        assert without.shards[reader] == searched.shards[reader]
    assert without.shards["members"] != searched.shards["members"]


def _for_guests(profile: Mapping[str, Any], number: int) -> Mapping[str, Any]:
    """A profile without what guests do not see; where they do not see it at all, one of somebody else."""
    bare = copy.deepcopy(dict(profile))
    if profile.get("audience", "staff") in HIDDEN_FROM_GUESTS:
        name = {"display": f"別の人{number}", "kana": "べつの ひと", "romaji": "Hito Betsuno"}
        return {
            **bare,
            "name": name,
            "headline": "別のこと",
            "skills": ["別の技"],
            "location": "沖縄県",
            "visible": {},
        }
    visible = bare.get("visible", {})
    for part in ("photo", "location", "languages", "skills", "turns", "news", "open_to", "links"):
        if visible.get(part) in HIDDEN_FROM_GUESTS:
            bare.pop(part, None)
    if visible.get("headline") in HIDDEN_FROM_GUESTS:
        bare["headline"] = "別のこと"
    career = [spell for spell in bare["career"] if spell.get("audience") not in HIDDEN_FROM_GUESTS]
    for spell in career:
        spell.pop("with", None)
        if visible.get("brought") in HIDDEN_FROM_GUESTS:
            spell.pop("brought", None)
        show = (spell.get("org") or {}).get("show")
        if isinstance(show, dict):
            show.pop("members", None)
            if "name" not in show.values():
                spell["org"]["name"] = "別の会社"
    return {**bare, "career": career}


def test_the_guard_hears_what_a_shard_says(searched: Searched) -> None:
    """A page of the company's that would tell everyone what is for members ends the build."""
    shards = searched.build.shards
    page = own_page(
        "ja", "visit/", "public", "見学", "<p>森 健二の見出しは「四つの名刺と、ひとつの電話帳」です。</p>"
    )
    with pytest.raises(Overheard, match="headline"):
        list(_with_own(searched, page))
    assert list(shards(()))


def _with_own(searched: Searched, page: Own) -> Sequence[tuple[str, bytes]]:
    build = searched.build
    return list(
        Shards(build.project, build.gate, build.places, make_guard(build.project), anew).files([page])
    )


@pytest.mark.parametrize("reader", ["public", "guests", "members", "staff"])
def test_columns_say_what_the_views_say(searched: Searched, reader: str) -> None:
    """The browser reads out of a shard everybody whom the reader sees, in the order of readings, spell by spell."""
    build = searched.build
    views = Views(build.site).people(reader)
    told = _in_node("decode.mjs", {"parts": searched.shards[reader]})
    assert [one["address"] for one in told] == [build.places.people[view.name.id][2:-1] for view in views]
    for one, view in zip(told, views, strict=True):
        name = view.name
        assert one["name"] == {"display": name.display, "kana": name.kana, "romaji": name.romaji}
        assert (one["headline"], one["place"]) == (view.headline or "", view.location)
        assert (one["skills"], one["languages"]) == (list(view.skills), list(view.languages))
        assert one["offers"] == [offer.what for offer in view.open_to]
        assert one["spells"] == [_spell(spell) for spell in view.spells]
        assert one["brought"] == [spell.brought or "" for spell in view.spells]
        assert one["news"] == [news.text for news in view.news]


def test_no_two_texts_read_like_a_third(searched: Searched) -> None:
    """In the open, neighbours in a list, and texts in one text, are parted by a figure, which folding leaves."""
    for part in map(json.loads, searched.shards["public"][1:]):
        for column in part["columns"].values():
            if isinstance(column, list):
                assert {type(one) for one in column[::2]} == {str}
                assert {*column[1::2]} <= {0}
    assert folded(json.dumps({"a": parted(["Amara Tan", "Grace Lee"])})).strip() == "a amara tan 0 grace lee"
    assert folded(BETWEEN.join(("Tan", "Grace"))) == "tan 0 grace"


def test_what_is_open_stands_there_as_it_is(searched: Searched) -> None:
    """The search for leaks can read each text of the open shard; sealed ones have words by number."""
    told = {reader: "".join(parts[1:]) for reader, parts in searched.shards.items()}
    headline = "四つの名刺と、ひとつの電話帳"
    assert headline not in "".join(strings(_shard(searched, "public")))
    for view in Views(searched.build.site).people("public"):
        assert json.dumps(view.headline, ensure_ascii=False) in told["public"]
    assert headline not in told["members"]
    assert headline in list(strings(_shard(searched, "members")))
    brought = "電話に出る前に、ひと呼吸おくこと"  # for staff alone
    assert [brought in list(strings(_shard(searched, one))) for one in ("members", "staff")] == [False, True]


def _shard(searched: Searched, reader: str) -> Shard:
    return Shard(tuple(part.encode() for part in searched.shards[reader]))


def _spell(spell: SpellView) -> Sequence[Any]:
    start, end = spell.start.start, spell.end and spell.end.end
    words = (spell.entry, spell.department, spell.industry, spell.title, spell.org)
    last = (end.year - 1940) * 12 + end.month if end else 0
    return [spell.kind, *(word or "" for word in words), (start.year - 1940) * 12 + start.month - 1, last]


@pytest.mark.parametrize("reader", ["public", "guests", "members", "staff"])
def test_all_texts_of_a_shard_are_heard(searched: Searched, reader: str) -> None:
    """Whatever its reader can read in it is among its strings; columns of numbers and of addresses are not."""
    told = set(strings(_shard(searched, reader)))
    views = Views(searched.build.site)
    for view in views.people(reader):
        spells = [text for one in view.spells for text in (one.title, one.org, one.brought)]
        wanted = (view.headline, view.location, *view.skills, *view.languages, *spells)
        assert {text for text in wanted if text} <= told
        assert BETWEEN.join(news.text for news in view.news) in told
    for story in views.stories(reader):
        assert {story.title, story.summary, story.quote or ""} <= told
    for part in map(json.loads, searched.shards[reader]):
        columns = part.get("columns") or part["first"]["columns"]
        numbers = [column for column in columns.values() if isinstance(column, str) and len(column) > 1]
        assert told.isdisjoint(numbers)
        assert {value for values in part.get("facets", {}).values() for value, _ in values} <= told


@given(st.lists(st.text("あ漢字ア 9a.\n\uffff", max_size=30), max_size=60), st.integers(1, 40))
def test_texts_come_out_of_words_as_they_went_in(texts: list[str], times: int) -> None:
    """Whatever is said, and however often."""
    columns = {"some": texts * times, "numbers": "###", "other": texts[:1]}
    assert out_of_words(in_words(columns)) == {"some": texts * times, "other": texts[:1]}
    assert out_of_words(columns) == {"some": texts * times, "other": texts[:1]}


@given(st.lists(st.integers(0, 1_000_000)))
def test_numbers_come_out_of_columns_as_they_went_in(numbers: list[int]) -> None:
    """Packing loses nothing, at any size."""
    assert list(unpacked(packed(numbers))) == numbers
    json.dumps(packed(numbers)).encode()


@settings(deadline=None)
@given(st.lists(st.text('あ漢x"\\', max_size=30_000), max_size=40), st.text("#Ӑ", max_size=90_000))
def test_a_cut_column_goes_on_in_the_next_part(texts: list[str], numbers: str) -> None:
    """The pieces of all parts are the columns again, and each part fits an object."""
    columns = {"texts": texts, "numbers": numbers}
    parts = list(_cut(columns))
    assert [one for part in parts for one in part.get("texts", [])] == texts
    assert "".join(str(part.get("numbers", "")) for part in parts) == numbers
    sizes = [len(json.dumps(part, ensure_ascii=False).encode()) for part in parts]
    assert max(sizes, default=0) <= 240_000


def test_nobody_makes_a_shard_too(searched: Searched) -> None:
    """A site without people and stories has a first part that says so, and no other."""
    (only,) = make_shard(Stock(), {}, TODAY, sealed=True).parts
    head = json.loads(only)
    assert head["counts"] == {"people": 0, "stories": 0, "pages": 0}
    assert head["parts"] == {"people": [], "stories": [], "texts": [], "notes": []}
    assert head["first"]["numbers"] == []
    assert searched.root.is_dir()


def test_a_name_sounds_alike_in_all_its_spellings(searched: Searched) -> None:
    """The browser's sounds, held against the spellings that the search for leaks makes of the same kana."""
    kana = [
        *sorted({*_readings(searched)}),
        "おおのゆうじ",
        "じゅんいちろう",
        "しゅんぺい",
        "つちやりょうこ",
        "ほんまきょうへい",
    ]
    # Before a vowel, an h may be a letter of its own: who writes Kohichi means こひち as well.
    written = [
        [one, *(spelt for spelt in spellings(one) if not re.search("oh[aiueo]", spelt))] for one in kana
    ]
    answers = _in_node("sounds.mjs", {"sounds": written})
    assert len(answers) == len(kana) > 30
    assert [sounds for sounds in answers if len({*sounds}) != 1] == []


def _readings(searched: Searched) -> Sequence[str]:
    profiles = searched.build.site.profiles.values()
    return [word for one in profiles for word in one.name.kana.split(" ") if spellings(word)]


def _in_node(script: str, given: object) -> Any:
    """What a script of the runtime's tests makes of something."""
    done = subprocess.run(
        [node(), f"tests/runtime/{script}"],
        cwd=ROOT, input=json.dumps(given), capture_output=True, text=True, timeout=120, check=True,
    )  # fmt: skip
    return json.loads(done.stdout)
