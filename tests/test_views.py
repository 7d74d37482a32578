"""Views against a second, simpler telling of the same rules: who may see what of whom."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sample import PURPOSES, Raw, profile_of, site_of, story_of

from generator.profile import PARTS
from generator.render import Medium, Renderer, Words
from generator.render.places import Frame, Places
from generator.site.readings import reading_key, row_of
from generator.site.seen import PersonView, Share, SpellView
from generator.site.views import Views
from generator.texts import load_texts

READERS = ("public", "guests", "members", "staff")
SHOWS = ("hidden", "industry", "name")
KEYS = ("aki", "ben", "chie")


# --- the second telling of the rules ---


def may(reader: str, audience: str | None) -> bool:
    """Whether a reader is within an audience; what has none is for the narrowest."""
    return READERS.index(reader) >= READERS.index(audience or "staff")


def field_shown(raw: Raw, reader: str, part: str) -> bool:
    """A field is as wide as the whole unless `visible` narrows it; a former name is for staff by default."""
    usual = "staff" if part == "former" else raw["audience"]
    return may(reader, raw["audience"]) and may(reader, raw["visible"].get(part, usual))


def purposes_of(raw: Raw) -> list[str]:
    """What somebody agreed to."""
    return list(raw["consent"]["purposes"])


def told_of(raw: Raw, reader: str) -> Raw:
    """What a reader who may know of a person sees in her fields."""

    def when(part: str, value: Any, nothing: Any) -> Any:
        return value if field_shown(raw, reader, part) else nothing

    offers = [offer["what"] for offer in raw["open_to"] if offer["until"] >= "2026-10"]
    return {
        "former": when("former", raw["name"]["former"], None),
        "headline": when("headline", raw["headline"], None),
        "photo": when("photo", f"alumni/photos/{raw['photo']['file']}", None)
        if "photo" in purposes_of(raw)
        else None,
        "location": when("location", raw["location"], None),
        "languages": when("languages", list(raw["languages"]), []),
        "skills": when("skills", list(raw["skills"]), []),
        "turns": when("turns", [turn["what"] for turn in raw["turns"]], []),
        "news": when("news", [item["text"] for item in raw["news"]], []),
        "open_to": when("open_to", offers, []),
        "links": when("links", [link["url"] for link in raw["links"]], []),
    }


def told_of_spell(raw: Raw, index: int, reader: str, everyone: Mapping[str, Raw]) -> Raw | None:
    """What a reader sees of one spell, or None where she may not know of it."""
    spell = raw["career"][index]
    if not spell_shown(raw, spell, reader):
        return None
    org, shown = spell.get("org"), org_shown(spell, reader)
    return {
        "department": spell.get("department"),
        "title": spell.get("title"),
        "org": org["name"] if shown == "name" else None,
        "industry": org["industry"] if shown != "hidden" else None,
        "brought": spell.get("brought") if field_shown(raw, reader, "brought") else None,
        "colleagues": [key for key in spell.get("with", ()) if tied(raw, spell, everyone[key], reader)],
    }


def spell_shown(raw: Raw, spell: Raw, reader: str) -> bool:
    """A spell is as wide as the career, unless it is narrowed itself."""
    return field_shown(raw, reader, "career") and ("audience" not in spell or may(reader, spell["audience"]))


def org_shown(spell: Raw, reader: str) -> str:
    """How much of an employer shows."""
    show = spell["org"]["show"] if "org" in spell else "hidden"
    allowed = [show] if isinstance(show, str) else [how for name, how in show.items() if may(reader, name)]
    return max(allowed, key=SHOWS.index, default="hidden")


def tied(one: Raw, mine: Raw, other: Raw, reader: str) -> bool:
    """A tie shows where both agreed to ties, both let this reader see theirs, and the other has a page to go to.

    There the reader finds a spell that says so too and shows no more and no less of an employer, now or further in.
    """
    further_in = [name for name in READERS if may(name, reader)]
    agreed = all("ties" in purposes_of(raw) and field_shown(raw, reader, "ties") for raw in (one, other))
    return (
        agreed
        and "directory" in purposes_of(other)
        and any(
            spell_shown(other, hers, reader)
            and says_so_too(mine, hers, one["id"])
            and all(org_shown(mine, name) == org_shown(hers, name) for name in further_in)
            for hers in other["career"]
        )
    )


def says_so_too(mine: Raw, hers: Raw, name: str) -> bool:
    """At the same time both were here; or both were here or elsewhere, and hers names the other one."""
    (begun, ended), (since, until) = (
        (f"{spell['from']}-01"[:7], f"{spell.get('to', 9999)}-12"[:7]) for spell in (mine, hers)
    )
    here = mine["kind"] == hers["kind"] == "here"
    named = name in hers.get("with", ()) and ("org" in mine) == ("org" in hers)
    return begun <= until and since <= ended and (here or named)


# --- sites made up at random ---

AUDIENCE = st.sampled_from(READERS)


@st.composite
def shows(draw: st.DrawFn) -> str | dict[str, str]:
    """How much of an employer shows: to all alike, or never less to a narrower audience."""
    if draw(st.booleans()):
        return draw(st.sampled_from(SHOWS))
    names = sorted(draw(st.sets(AUDIENCE, min_size=1)), key=READERS.index)
    levels = sorted(draw(st.lists(st.sampled_from(SHOWS), min_size=4, max_size=4)), key=SHOWS.index)
    return dict(zip(names, levels, strict=False))


@st.composite
def spells(draw: st.DrawFn, key: str, number: int) -> Raw:
    """One stretch of a career; colleagues are any of the others."""
    kind = draw(st.sampled_from(["here", "job", "founder", "contract"]))
    since = draw(st.integers(1995, 2020))
    spell: Raw = {
        "kind": kind,
        "from": f"{since}",
        "title": f"{key} title {number}",
        "brought": f"{key} brought {number}",
        "with": draw(st.lists(st.sampled_from([one for one in KEYS if one != key]), unique=True)),
    }
    if kind == "here":
        spell |= {
            "entry": draw(st.sampled_from(["new-graduate", "return"])),
            "department": f"{key} department {number}",
        }
    elif kind != "contract" or draw(st.booleans()):
        spell["org"] = {"name": f"{key} org {number}", "industry": "food", "show": draw(shows())}
    if draw(st.booleans()):
        spell["to"] = f"{draw(st.integers(since, 2022))}"
    if draw(st.booleans()):
        spell["audience"] = draw(AUDIENCE)
    return spell


@st.composite
def people(draw: st.DrawFn, key: str) -> Raw:
    """Somebody with any audience, any fields narrower or wider, and any purposes."""
    career = [draw(spells(key, number)) for number in range(draw(st.integers(1, 3)))]
    career.append({"kind": "here", "entry": "new-graduate", "from": "1990-04"})
    offers = draw(st.lists(st.sampled_from(["coffee", "speaking", "return"]), unique=True))
    raw = profile_of(
        key,
        career=career,
        audience=draw(st.none() | AUDIENCE),
        visible=draw(st.dictionaries(st.sampled_from(PARTS), AUDIENCE)),
        open_to=[
            {"what": what, "until": draw(st.sampled_from(["2026-09", "2026-10", "2027-01"]))}
            for what in offers
        ],
    )
    purposes = draw(st.lists(st.sampled_from(PURPOSES), unique=True, min_size=1))
    return {**raw, "consent": {**raw["consent"], "purposes": purposes}}


@st.composite
def worlds(draw: st.DrawFn) -> dict[str, Raw]:
    """Three people who know each other."""
    return {key: draw(people(key)) for key in KEYS}


def flat(view: PersonView) -> Raw:
    """The fields of a view as the oracle tells them."""
    return {
        "former": view.former,
        "headline": view.headline,
        "photo": view.photo and view.photo.file,
        "location": view.location,
        "languages": list(view.languages),
        "skills": list(view.skills),
        "turns": [turn.what for turn in view.turns],
        "news": [item.text for item in view.news],
        "open_to": [offer.what for offer in view.open_to],
        "links": [link.url for link in view.links],
    }


def flat_spell(spell: SpellView) -> Raw:
    """A spell as the oracle tells it."""
    return {
        "department": spell.department,
        "title": spell.title,
        "org": spell.org,
        "industry": spell.industry,
        "brought": spell.brought,
        "colleagues": [one.person.id for one in spell.colleagues],
    }


@settings(max_examples=80, deadline=None)
@given(worlds())
def test_a_reader_sees_just_what_the_rules_allow(world: dict[str, Raw]) -> None:
    """For every reader each field of each person is there exactly where the rules say so, and empty elsewhere."""
    views = Views(site_of([*world.values()]))
    for reader in READERS:
        for key, raw in world.items():
            view = views.person(key, reader)
            if not may(reader, raw["audience"]):
                assert view is None
                continue
            assert view is not None
            assert flat(view) == told_of(raw, reader)
            expected = {
                index: told
                for index in range(len(raw["career"]))
                if (told := told_of_spell(raw, index, reader, world)) is not None
            }
            assert {spell.key: flat_spell(spell) for spell in view.spells} == expected


def atoms(view: object, path: str = "") -> frozenset[str]:
    """Every value in a view with its place, so that two views can be compared as sets."""
    if view is None or view is False or view == "":
        return frozenset()
    if isinstance(view, tuple):
        return frozenset().union(*(atoms(item, path) for item in view)) if view else frozenset()
    fields = getattr(view, "__dataclass_fields__", None)
    if fields:
        mark = f"{path}[{view.key}]" if isinstance(view, SpellView) else path
        return frozenset().union(*(atoms(getattr(view, name), f"{mark}.{name}") for name in fields))
    return frozenset({f"{path}={view!r}"})


@settings(max_examples=60, deadline=None)
@given(worlds())
def test_a_narrower_reader_sees_all_that_a_wider_one_sees(world: dict[str, Raw]) -> None:
    """Nothing that a wider audience sees is missing for a narrower one: every value of every person is still there."""
    views = Views(site_of([*world.values()]))
    for wide, narrow in pairwise(READERS):
        for key in world:
            assert atoms(views.person(key, wide)) <= atoms(views.person(key, narrow))
        assert {one.name.id for one in views.people(wide)} <= {one.name.id for one in views.people(narrow)}


@settings(max_examples=40, deadline=None)
@given(worlds(), st.sampled_from(READERS))
def test_purposes_are_kept(world: dict[str, Raw], reader: str) -> None:
    """Without `directory` nobody has a page, without `photo` no picture, without `event` nobody speaks."""
    events = [
        {
            "id": "fair",
            "title": "fair",
            "kind": "hiring",
            "from": "2026-12-01",
            "audience": "public",
            "speakers": KEYS,
        }
    ]
    views = Views(site_of([*world.values()], events=events))
    listed = {one.name.id: one for one in views.people(reader)}
    assert listed.keys() == {
        key for key, raw in world.items() if "directory" in purposes_of(raw) and may(reader, raw["audience"])
    }
    assert not [one for key, one in listed.items() if one.photo and "photo" not in purposes_of(world[key])]
    (event,) = views.events(reader)
    assert [name.id for name in event.speakers] == [
        key for key, raw in world.items() if "event" in purposes_of(raw) and may(reader, raw["audience"])
    ]


@settings(max_examples=40, deadline=None)
@given(worlds(), st.sampled_from(READERS))
def test_a_photo_is_sealed_for_the_narrower_of_person_and_field(world: dict[str, Raw], reader: str) -> None:
    """A picture that a reader sees is sealed for somebody who may see the person and the picture, and not wider."""
    views = Views(site_of([*world.values()]))
    for key, raw in world.items():
        view = views.person(key, reader)
        if view and view.photo:
            assert may(view.photo.audience, raw["audience"])
            assert may(view.photo.audience, raw["visible"].get("photo", raw["audience"]))
            assert may(reader, view.photo.audience)


@pytest.mark.parametrize("mine", [None, *READERS])
@pytest.mark.parametrize("hers", [None, *READERS])
@pytest.mark.parametrize("missing", [(), ("aki",), ("ben",), ("aki", "ben")])
def test_a_tie_shows_only_where_both_want_it(
    mine: str | None, hers: str | None, missing: tuple[str, ...]
) -> None:
    """Of two who worked together a reader learns only if both agreed to it and let her see their ties."""
    career = [{"kind": "here", "entry": "return", "from": "2001", "with": ["ben"]}]
    world = {
        "aki": profile_of("aki", audience="public", career=career, visible={"ties": mine} if mine else {}),
        "ben": profile_of("ben", audience="guests", visible={"ties": hers} if hers else {}),
    }
    for key in missing:
        world[key]["consent"]["purposes"].remove("ties")
    views = Views(site_of([*world.values()]))
    for reader in READERS:
        view = views.person("aki", reader)
        assert view is not None
        shown = not missing and all(may(reader, audience or "public") for audience in (mine, hers, "guests"))
        assert [one.person.id for one in view.spells[0].colleagues] == ["ben"] * shown


WORKED_HERE: Raw = {"kind": "here", "entry": "new-graduate", "from": "2001-04", "to": "2015-03"}
WORKED_ELSEWHERE: Raw = {"kind": "job", "from": "2015-04", "org": {"name": "mill", "industry": "food"}}
BACK: Raw = {"with": ["aki"]}
KEPT: Raw = {"org": WORKED_ELSEWHERE["org"] | {"show": "hidden"}}
SHOWN: Raw = {"org": WORKED_ELSEWHERE["org"] | {"show": "name"}}
SHOWN_FURTHER_IN: Raw = {"org": WORKED_ELSEWHERE["org"] | {"show": {"public": "industry", "members": "name"}}}
OTHERS: Mapping[str, tuple[Raw, list[Raw], str | None]] = {
    "both here": (WORKED_HERE, [WORKED_HERE], "public"),
    "her time here narrowed": (WORKED_HERE, [WORKED_HERE | {"audience": "staff"}], "staff"),
    "her time here over": (WORKED_HERE, [WORKED_HERE | {"from": "1990", "to": "2001-03"}], None),
    "elsewhere, named back": (WORKED_ELSEWHERE, [WORKED_HERE, WORKED_ELSEWHERE | BACK], "public"),
    "elsewhere, not named back": (WORKED_ELSEWHERE, [WORKED_HERE, WORKED_ELSEWHERE], None),
    "elsewhere, narrowed": (WORKED_ELSEWHERE, [WORKED_ELSEWHERE | BACK | {"audience": "members"}], "members"),
    "named back here only": (WORKED_ELSEWHERE | KEPT, [WORKED_HERE | BACK | {"to": "2020"}], None),
    "elsewhere, later": (
        WORKED_ELSEWHERE | {"to": "2016"},
        [WORKED_ELSEWHERE | BACK | {"from": "2017"}],
        None,
    ),
    "her employer kept": (WORKED_ELSEWHERE | SHOWN, [WORKED_ELSEWHERE | BACK], None),
    "my employer kept": (WORKED_ELSEWHERE, [WORKED_ELSEWHERE | BACK | SHOWN], None),
    "her employer kept from members": (WORKED_ELSEWHERE | SHOWN_FURTHER_IN, [WORKED_ELSEWHERE | BACK], None),
    "both employers shown": (
        WORKED_ELSEWHERE | SHOWN_FURTHER_IN,
        [WORKED_ELSEWHERE | BACK | SHOWN_FURTHER_IN],
        "public",
    ),
    "mine for this company": (
        {"kind": "contract", "from": "2016"},
        [WORKED_HERE | BACK | {"from": "2016", "to": "2020"}],
        "public",
    ),
}


@pytest.mark.parametrize("case", OTHERS)
def test_a_tie_rests_on_what_the_reader_may_see_of_the_other(case: str) -> None:
    """A name in `with` tells nothing of either career that this reader could not see in the line of whose it is."""
    mine, career, widest = OTHERS[case]
    people = [
        profile_of("aki", audience="public", visible={}, career=[mine | {"with": ["ben"]}, WORKED_HERE]),
        profile_of(
            "ben",
            audience="public",
            visible={},
            career=[WORKED_HERE | {"from": "1980", "to": "1981"}, *career],
        ),
    ]
    views = Views(site_of(people))
    seen = []
    for reader in READERS:
        view = views.person("aki", reader)
        assert view is not None
        seen += [reader for spell in view.spells if spell.key == 0 and spell.colleagues]
    assert seen == ([] if widest is None else [*READERS[READERS.index(widest) :]])


@st.composite
def libraries(draw: st.DrawFn) -> list[Raw]:
    """Stories of any audience, of which the later ones may be translations of the first ones."""
    found: list[Raw] = []
    for number in range(draw(st.integers(1, 6))):
        original = draw(
            st.sampled_from([None, *(one["slug"] for one in found if "translation_of" not in one)])
        )
        raw = story_of(
            f"s{number}",
            audience=draw(st.none() | AUDIENCE),
            alumni=draw(st.lists(st.sampled_from(KEYS), unique=True, min_size=1)),
            tags=draw(st.lists(st.sampled_from(["a", "b", "c"]), unique=True)),
            lang=draw(st.sampled_from(["ja", "en"])),
            reviewed=f"2026-0{draw(st.integers(1, 9))}-01",
        )
        found.append(raw | ({"translation_of": original} if original else {}))
    return found


def family(raw: Raw) -> str:
    """The original of a story."""
    return str(raw.get("translation_of", raw["slug"]))


@settings(max_examples=60, deadline=None)
@given(worlds(), libraries(), st.sampled_from(READERS))
def test_stories_and_what_leads_from_them_are_for_the_reader(
    world: dict[str, Raw], library: list[Raw], reader: str
) -> None:
    """A reader finds her stories, the people in them whom she may see, and nothing that leads to anything else."""
    views, known = Views(site_of([*world.values()], library)), {raw["slug"]: raw for raw in library}
    allowed = {slug for slug, raw in known.items() if may(reader, raw["audience"])}
    assert {view.slug for view in views.stories(reader)} == allowed
    for slug, raw in known.items():
        view = views.story(slug, reader)
        assert (view is not None) == (slug in allowed)
        if view is None:
            continue
        shown = [key for key in raw["alumni"] if may(reader, world[key]["audience"])]
        assert [one.name.id for one in view.people] == shown
        twins = {other for other in allowed - {slug} if family(known[other]) == family(raw)}
        assert {other for _, other in view.translations} == twins
        related = [other.slug for other in views.related(slug, reader)]
        assert set(related) <= allowed - twins - {slug}
        assert len(related) == min(3, len(allowed - twins - {slug}))
    for key in KEYS:
        assert {view.slug for view in views.stories_about(key, reader)} == {
            s for s in allowed if key in known[s]["alumni"]
        }


def test_stories_come_with_the_most_lately_reviewed_first() -> None:
    """A list of stories begins with what is freshest; what shares most tags comes next to read."""
    raws = [
        story_of("old", reviewed="2026-01-01", tags=["a", "b"]),
        story_of("new", reviewed="2026-09-01", tags=["c"]),
        story_of("mid", reviewed="2026-05-01", tags=["a"]),
        story_of("foreign", reviewed="2026-08-01", tags=["a", "b"], lang="en"),
        story_of("here", reviewed="2026-02-01", tags=["a", "b"]),
    ]
    views = Views(site_of([profile_of("aki", audience="public")], raws))
    assert [view.slug for view in views.stories("public")] == ["new", "foreign", "mid", "here", "old"]
    assert [view.slug for view in views.related("here", "public")] == ["old", "mid", "new"]


def test_events_are_for_their_audience_and_in_order() -> None:
    """A reader finds the events of her audience, the earliest first, whether they have an hour or not."""
    event = {"title": "t", "kind": "hiring"}
    raws: list[Raw] = [
        {**event, "id": "c", "from": "2027-01-01", "audience": "public"},
        {**event, "id": "b", "from": "2026-12-05 13:30", "audience": "members"},
        {**event, "id": "a", "from": "2026-12-05", "audience": "guests"},
        {**event, "id": "d", "from": "2026-01-01"},
    ]
    views = Views(site_of([], events=raws))
    found = {reader: [view.event.id for view in views.events(reader)] for reader in READERS}
    assert found == {
        "public": ["c"],
        "guests": ["a", "c"],
        "members": ["a", "b", "c"],
        "staff": ["d", "a", "b", "c"],
    }


def test_spells_are_in_the_order_of_time() -> None:
    """However a career is written down, it is told from its beginning."""
    career = [
        {"kind": "here", "entry": "return", "from": "2023"},
        {"kind": "here", "entry": "new-graduate", "from": "2001-04"},
        {"kind": "break", "from": "2010"},
    ]
    view = Views(site_of([profile_of("aki", career=career)])).person("aki", "staff")
    assert view is not None
    assert [spell.kind for spell in view.spells] == ["here", "break", "here"]
    assert [spell.key for spell in view.spells] == [1, 2, 0]


@pytest.mark.parametrize("returned", range(7))
def test_a_number_too_small_to_be_safe_is_withheld(returned: int) -> None:
    """How many came back is told where they and the others are at least the configured cell, and never to strangers."""
    career = {True: {"entry": "return"}, False: {"entry": "new-graduate"}}
    profiles = [
        profile_of(
            "abcdef"[number],
            audience="public",
            career=[{"kind": "here", "from": "2001", **career[number < returned]}],
        )
        for number in range(6)
    ]
    views = Views(site_of(profiles, small_cell=2))
    assert views.numbers("public").returned is None
    for reader in READERS[1:]:
        told = Share(returned, 6) if returned in (2, 3, 4, 6) else None
        assert views.numbers(reader).returned == told


def _left(key: str, year: str, **changes: Any) -> Raw:
    career = [{"kind": "here", "from": "2001", "to": year, "entry": "new-graduate"}]
    return profile_of(key, **{"audience": "public", "career": career, "turns": [], **changes})


def test_those_are_counted_who_left_in_the_years_that_are_told() -> None:
    """Of all who left since a year, nobody is counted who left before, is still here, or did not agree to it."""
    consent = {**profile_of("x")["consent"], "purposes": ["directory"]}
    profiles = [
        *(
            _left(key, year)
            for key, year in zip("abcde", ["2014", "2015", "2016", "2016", "2090"], strict=True)
        ),
        _left("f", "2016", consent=consent),
        _left("g", "2016", audience="members"),
    ]
    views = Views(site_of(profiles, leavers={2015: 12, 2016: 8}, small_cell=3))
    assert [views.numbers(reader).left for reader in READERS] == [Share(count, 20) for count in (3, 3, 4, 4)]
    assert (views.numbers("public").people, views.numbers("public").since) == (7, 2015)


@pytest.mark.parametrize(("leavers", "told"), [(2, False), (3, True), (4, False), (5, False), (6, True)])
def test_who_left_and_is_not_here_is_no_small_number(leavers: int, told: bool) -> None:
    """With three people here, a sum of leavers is told only if it leaves nobody over, or enough."""
    profiles = [_left(key, "2015") for key in "abc"]
    found = Views(site_of(profiles, leavers={2015: leavers}, small_cell=3)).numbers("public").left
    assert found == (Share(3, leavers) if told else None)


def test_numbers_are_of_careers_that_the_reader_sees() -> None:
    """A return that this reader may not see in anybody's career is in neither of her two numbers."""
    profiles = [
        profile_of("aki", audience="guests"),
        profile_of("ben", audience="guests", visible={"career": "members"}),
        profile_of("chie", audience="staff"),
    ]
    views = Views(site_of(profiles, small_cell=1))
    returned = [None, Share(1, 1), Share(2, 2), Share(3, 3)]
    assert [views.numbers(reader).returned for reader in READERS] == returned
    assert views.numbers("guests").left is None


ORDER = (
    *(
        "あい",
        "あいか",
        "アオキ",
        "いとう",
        "おおた",
        "おがわ",
        "おかわ ま",
        "かとう",
        "がとう",
        "カトウ あ",
        "ガトウ い",
    ),
    *("きっか", "きつき", "さとう", "はやし", "はら", "ばんば", "ヤマダ", "ゆき", "わた", "ん"),
)


def test_names_sort_by_their_reading() -> None:
    """あ before い, a voiced letter right after its plain one, small ones and katakana like the others."""
    keys = [reading_key(name) for name in ORDER]
    assert keys == sorted(keys), [name for _, name in sorted(zip(keys, ORDER, strict=True))]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("おがわ なおこ", "オガワ ナオコ"),
        ("きっか", "キッカ"),
        ("ヴァン", "ゔぁん"),
        ("おがわ　なおこ", "おがわなおこ"),
        ("ｱｷ", "あき"),
    ],
)
def test_readings_are_the_same_in_either_script(one: str, other: str) -> None:
    """Hiragana, katakana and blanks between names make no difference."""
    assert reading_key(one) == reading_key(other)


def test_a_voiced_or_small_letter_decides_only_between_equals() -> None:
    """かが stands before かき although が comes after か: marks count after all the letters."""
    assert reading_key("がい") < reading_key("かう")
    assert reading_key("かい") < reading_key("がい")
    assert reading_key("きつか") != reading_key("きっか")
    assert reading_key("きっか") < reading_key("きつき")


def test_every_letter_belongs_to_a_row() -> None:
    """Each hiragana and katakana letter is listed under one of the ten rows of the syllabary, in their order."""
    letters = [chr(code) for code in range(ord("ぁ"), ord("ゖ") + 1)]
    rows = [row_of(reading_key(letter)) for letter in sorted(letters, key=reading_key)]
    assert list(dict.fromkeys(rows)) == list("あかさたなはまやらわ")
    assert rows == [
        row_of(reading_key(chr(ord(letter) + 0x60))) for letter in sorted(letters, key=reading_key)
    ]
    expected = {
        "が": "か",
        "ぢ": "た",
        "っ": "た",
        "ぱ": "は",
        "ゃ": "や",
        "を": "わ",
        "ん": "わ",
        "ヴ": "あ",
    }
    assert {letter: row_of(reading_key(letter)) for letter in expected} == expected


def test_people_are_listed_by_reading_under_their_rows() -> None:
    """The page of people has them in the order of their readings in Japanese, of family names in English."""
    names = {
        "aki": ("わだ あき", "Aki Wada"),
        "ben": ("アベ ベン", "Ben Abe"),
        "chie": ("がっき ちえ", "Chie Gakki"),
    }
    profiles = [
        profile_of(key, audience="public", name={"display": kana, "kana": kana, "romaji": romaji})
        for key, (kana, romaji) in names.items()
    ]
    site = site_of(profiles)
    assert [view.name.id for view in Views(site).people("public")] == ["ben", "chie", "aki"]
    pages = Places({key: f"a/{key}/" for key in KEYS}, {}, _AnyPicture())
    listed = {}
    for locale in ("ja", "en"):
        html = (
            Renderer(site, pages, load_texts(locale))
            .alumni(Frame(locale, "", "alumni/"), "public", Words("t", ""), "public")
            .html
        )
        order = sorted(KEYS, key=lambda key: html.index(f'href="../a/{key}/"'))
        letters = [
            part.partition("<")[0].rpartition(">")[2] for part in html.split('class="y-row__letter"')[1:]
        ]
        listed[locale] = (order, letters)
    assert listed == {
        "ja": (["ben", "chie", "aki"], ["あ", "か", "わ"]),
        "en": (["ben", "chie", "aki"], ["A", "G", "W"]),
    }


class _AnyPicture(dict[Any, Any]):
    """A place for every picture."""

    def __missing__(self, key: Any) -> Any:
        return Medium("m/0000000000000", key[1], 1, 1)
