"""The page of all paths: careers as columns, each reader's own and no more; and where people went, in numbers."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from mini import the_gate
from sample import (
    BASE_DAY,
    READERS,
    ROOT,
    SAMPLE_DAY,
    Element,
    Raw,
    built_sample,
    parsed,
    profile_of,
    reader,
    site_of,
)

from generator.build.layers import layered
from generator.career import Stretch, rivers_since
from generator.fields import YearMonth
from generator.render import Frame, Places, Renderer, Rendering, Words
from generator.render.careers import CODES, INDUSTRIES
from generator.seal import LIMIT
from generator.settings import read_settings
from generator.site import Site, read_site
from generator.site.seen import SpellView
from generator.site.views import Views
from generator.site.went import UNTOLD, Went, first_after, large_enough, went
from generator.texts import load_texts

_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
NAMES = ("public", "guests", "members", "staff")


@pytest.fixture(scope="module")
def sample() -> Site:
    """The sample company's content."""
    return _read(ROOT, SAMPLE_DAY.date())


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Four hundred people who do not exist."""
    folder = tmp_path_factory.mktemp("people") / "project"
    subprocess.run([sys.executable, ROOT / "tools" / "make_people.py", "400", folder], check=True)
    return _read(folder, SAMPLE_DAY.date())


def _read(root: Path, day: date) -> Site:
    config = yaml.safe_load((root / "mkdocs.yml").read_text("utf-8"))
    options = next(plugin["yorimichi"] for plugin in config["plugins"] if "yorimichi" in plugin)
    settings, found = read_settings(options)
    assert settings is not None, found
    return read_site(root, root / "site_src", settings, day)[0]


def numbers(column: str) -> list[int]:
    """The numbers of a column, read as the script in the browser reads them."""
    found, value, shift = [], 0, 0
    for char in column:
        digit = _DIGITS.index(char)
        value |= (digit & 31) << shift
        shift += 5
        if digit < 32:
            found.append(value)
            value, shift = 0, 0
    return found


def told(element: Element) -> dict[str, dict[str, Any]]:
    """The careers in one element with columns, by address."""
    data = {name.removeprefix("data-"): value for name, value in element.attributes.items()}
    words = {name: column[::2] for name, column in json.loads(element.text).items()}
    columns = {
        name: numbers(data[name]) for name in ("code", "from", "months", "industry", "department", "title")
    }
    found: dict[str, dict[str, Any]] = {}
    place, first = 0, 0
    for person, count in enumerate(numbers(data["count"])):
        spells, start = [], first
        for n in range(place, place + count):
            start += columns["from"][n]
            first = start if n == place else first
            spells.append(
                (
                    CODES[columns["code"][n]],
                    start,
                    columns["months"][n],
                    ("", *INDUSTRIES)[columns["industry"][n]],
                    ("", *words["departments"])[columns["department"][n]],
                    ("", *words["titles"])[columns["title"][n]],
                )
            )
        place += count
        found[data["at"][13 * person : 13 * person + 13]] = {"name": words["names"][person], "spells": spells}
    return found


def careers_in(tree: Element) -> dict[str, dict[str, Any]]:
    """All careers of a page, what comes later in the place of what comes first."""
    scripts = [one for one in tree.all("script") if "data-careers" in one.attributes]
    return {address: career for script in scripts for address, career in told(script).items()}


def expected(spell: SpellView) -> tuple[Any, ...]:
    """One spell as the columns must tell it."""

    def month(day: date) -> int:
        return day.year * 12 + day.month - 1

    start = month(spell.start.start)
    length = month(spell.end.end) - start + 1 if spell.end else 0
    code = spell.entry if spell.kind == "here" else spell.kind
    return (code, start, length, spell.industry or "", spell.department or "", spell.title or "")


def places_of(site: Site) -> Places:
    """Addresses for everybody with a page."""
    return Places({key: f"a/{n:013}/" for n, key in enumerate(sorted(Views(site).directory()))}, {}, {})


def page(site: Site, who: str, locale: str = "ja") -> Rendering:
    """The page of all paths for one reader."""
    prefix = "" if locale == "ja" else "en/"
    renderer = Renderer(site, places_of(site), load_texts(locale))
    return renderer.paths(Frame(locale, prefix, "paths/"), who, Words("道すじ", ""))


@pytest.mark.parametrize("opened", READERS, ids=lambda names: names[-1] if names else "public")
@pytest.mark.parametrize("locale", ["ja", "en"])
def test_each_reader_gets_the_careers_that_she_may_see(
    opened: tuple[str, ...], locale: str, tmp_path_factory: pytest.TempPathFactory, sample: Site
) -> None:
    """What a reader decrypts of the sample are the careers of her own views, spell by spell, and of nobody else."""
    site = built_sample(tmp_path_factory.getbasetemp())
    place = "paths/" if locale == "ja" else "en/paths/"
    tree = reader(opened).opened((site / place / "index.html").read_text("utf-8"), place)
    who = opened[-1] if opened else "public"
    people = [view for view in Views(sample).people(who) if view.spells]
    assert sorted(
        ((one["name"], one["spells"]) for one in careers_in(tree).values()), key=lambda one: one[0]
    ) == sorted(
        (
            (
                view.name.display if locale == "ja" else view.name.romaji,
                [expected(spell) for spell in view.spells],
            )
            for view in people
        ),
        key=lambda one: one[0],
    )


def _aki(**changes: Any) -> Raw:
    career = [
        {"kind": "here", "entry": "new-graduate", "from": "2001-04", "to": "2010-03", "department": "営業部"},
        {"kind": "founder", "from": "2010-04", "org": {"name": "茜舎", "industry": "food"}, "title": "代表"},
    ]
    return profile_of("aki", audience="public", career=career, **changes)


_UNSEEN: Mapping[str, list[Raw]] = {
    "nothing more": [_aki()],
    "a person for members": [_aki(), profile_of("ren", audience="members")],
    "a career for members": [_aki(), profile_of("sora", audience="public", visible={"career": "members"})],
    "a spell for members": [
        {
            **_aki(),
            "career": [
                *_aki()["career"],
                {"kind": "break", "from": "2012-01", "to": "2012-12", "audience": "members"},
            ],
        }
    ],
    "the name of an employer for members": [
        {
            **_aki(),
            "career": [
                _aki()["career"][0],
                {
                    **_aki()["career"][1],
                    "org": {
                        "name": "別の名",
                        "industry": "food",
                        "show": {"public": "industry", "members": "name"},
                    },
                },
            ],
        }
    ],
}


@pytest.mark.parametrize("more", _UNSEEN)
@pytest.mark.parametrize("who", ["public", "guests"])
@pytest.mark.parametrize("locale", ["ja", "en"])
def test_what_a_reader_may_not_see_changes_no_byte(more: str, who: str, locale: str) -> None:
    """Another person, career, spell or name for narrower readers leaves the page of a wider one as it is."""
    before, after = page(site_of([_aki()]), who, locale), page(site_of(_UNSEEN[more]), who, locale)
    assert before == after


def test_a_narrower_reader_does_see_it() -> None:
    """The same changes do reach members, so that sameness elsewhere means something."""
    plain = page(site_of([_aki()]), "members")
    seen = [page(site_of(profiles), "members") == plain for profiles in list(_UNSEEN.values())[1:-1]]
    assert seen == [False, False, False]


def test_each_layer_holds_only_what_is_new_in_it() -> None:
    """A career stands in the widest layer that tells it so, and again only where a narrower reader sees more of it."""
    narrow = {"kind": "break", "from": "2012-01", "to": "2012-12", "audience": "members"}
    told_more = {**_aki(), "career": [*_aki()["career"], narrow]}
    site = site_of([told_more, profile_of("ren", audience="guests")])
    sections = page(site, "staff").sections
    found = {name: len(careers_in(parsed(sections[f"careers-{name}"]))) for name in NAMES}
    assert found == {"public": 1, "guests": 1, "members": 1, "staff": 0}
    assert page(site, "guests").sections["careers-members"] == ""


def test_words_cannot_end_their_element() -> None:
    """A title may hold markup, and is read as it was written."""
    evil = '</script><xx>"&amp;'
    spells = [{**_aki()["career"][0], "title": evil}]
    tree = parsed(page(site_of([{**_aki(), "career": spells}]), "public").html)
    assert not tree.all("xx")
    assert [one["spells"][0][5] for one in careers_in(tree).values()] == [evil]


def test_careers_weigh_little(many: Site) -> None:
    """Careers of some hundred people, sealed for four readers, are at most 80 bytes each: 400 kB for 5,000."""
    readings = []
    for who in NAMES:
        sections = {name: text for name, text in page(many, who).sections.items() if "careers" in name}
        readings.append((who, Rendering("", "".join(sections.values()), sections)))
    sealed = len(layered(the_gate(), "paths/", readings, "").html)
    people = len(Views(many).people("staff"))
    assert 8 * people < sealed < 80 * people


def test_what_is_drawn_and_listed_fits_into_objects(many: Site) -> None:
    """Between two places where a section may be cut there is less than half of what an object holds."""
    pieces = [
        (name, len(piece.encode()))
        for name, text in page(many, "staff").sections.items()
        for piece in text.split("<!--y-cut-->")
    ]
    assert [one for one in pieces if one[1] > LIMIT // 2] == []


# --- where people went


def _spell(kind: str, start: str, end: str | None = None, key: int = 0) -> SpellView:
    until = YearMonth.parse(end) if end else None
    return SpellView(key, kind, YearMonth.parse(start), until, None, None, None, None, None, None, ())


_CASES: Mapping[str, tuple[list[SpellView], str]] = {
    "still here": ([_spell("here", "2001-04")], ""),
    "another department is no leaving": (
        [_spell("here", "2001-04", "2010-03"), _spell("here", "2010-04")],
        "",
    ),
    "a job": ([_spell("here", "2001-04", "2010-03"), _spell("job", "2010-04")], "job"),
    "the first of several": (
        [
            _spell("here", "2001-04", "2010-03"),
            _spell("study", "2010-04", "2012-03"),
            _spell("founder", "2012-04"),
        ],
        "study",
    ),
    "a break is no place to go": (
        [
            _spell("here", "2001-04", "2010-03"),
            _spell("break", "2010-04", "2011-03"),
            _spell("founder", "2011-04"),
        ],
        "founder",
    ),
    "a break is all that is told": (
        [_spell("here", "2001-04", "2010-03"), _spell("break", "2010-04", "2011-03")],
        "break",
    ),
    "nothing is told": ([_spell("here", "2001-04", "2010-03")], UNTOLD),
    "back after a while": ([_spell("here", "2001-04", "2010-03"), _spell("here", "2013-04")], "here"),
    "what began beside and goes on": (
        [_spell("here", "2001-04", "2010-03"), _spell("founder", "2009-01")],
        "founder",
    ),
    "what was over before": (
        [
            _spell("study", "1999-04", "2001-03"),
            _spell("here", "2001-04", "2010-03"),
            _spell("job", "2010-06"),
        ],
        "job",
    ),
    "what is still to come": ([_spell("here", "2001-04"), _spell("job", "2030-04")], ""),
}


@pytest.mark.parametrize("case", _CASES)
def test_where_somebody_went_first(case: str) -> None:
    """The first thing after the company, breaks passed over, transfers no leaving."""
    spells, kind = _CASES[case]
    assert first_after(tuple(sorted(spells, key=lambda one: one.start.start)), BASE_DAY.date()) == kind


@given(st.dictionaries(st.text("abcdefgh", min_size=1, max_size=2), st.integers(1, 30)), st.integers(1, 12))
def test_no_number_is_too_small_nor_can_be_told_from_the_rest(cells: dict[str, int], least: int) -> None:
    """What is told is large enough, and what is not told is nothing at all or large enough together."""
    shown = large_enough(cells, least)
    rest = sum(cells.values()) - sum(shown.values())
    assert all(cells[name] == count >= least for name, count in shown.items())
    assert rest == 0 or rest >= least or not shown


def test_only_those_who_agreed_are_counted_and_never_for_everybody() -> None:
    """Numbers need enough people with that purpose, and are for readers who have opened something."""
    consent = {**profile_of("x")["consent"], "purposes": ["directory"]}
    people = [{**_aki(), "id": f"aki{n}"} for n in range(4)]
    site = site_of([*people, {**_aki(), "id": "not-counted", "consent": consent}], small_cell=4)
    found = went(site, Views(site), "guests")
    assert found == Went((("founder", 4),), others=0, of=4)
    assert went(site, Views(site), "public") is None
    few = site_of(people[:3], small_cell=4)
    assert went(few, Views(few), "guests") is None


def test_a_step_that_is_not_shown_is_no_break() -> None:
    """Whose next spell is for others only is told among the others, and nothing is told of such people alone."""
    here = {"kind": "here", "entry": "new-graduate", "from": "2001-04", "to": "2015-03"}
    job = {"kind": "job", "from": "2015-04", "org": {"name": "mill", "industry": "food"}}
    narrow = [
        profile_of(key, audience="guests", career=[here, {**job, "audience": "members"}], turns=[])
        for key in ("ben", "chie", "dai", "emi", "fumi", "gen")
    ]
    hidden = site_of(narrow, small_cell=5)
    assert went(hidden, Views(hidden), "guests") is None
    assert went(hidden, Views(hidden), "members") == Went((("job", 6),), others=0, of=6)
    both = site_of([*narrow, *({**_aki(), "id": f"aki{n}"} for n in range(7))], small_cell=5)
    assert went(both, Views(both), "guests") == Went((("founder", 7),), others=6, of=13)


def test_those_still_here_went_no_way() -> None:
    """Who has not left is in no number, the sum included."""
    stays = {**_aki(), "career": [{"kind": "here", "entry": "new-graduate", "from": "2001-04"}]}
    site = site_of([{**(_aki() if n < 5 else stays), "id": f"aki{n}"} for n in range(12)], small_cell=5)
    assert went(site, Views(site), "guests") == Went((("founder", 5),), others=0, of=5)


# --- the drawing that needs no script


def test_careers_are_laid_together_at_their_own_days() -> None:
    """With the days of joining at 0, careers of different decades begin at one place, and years count from there."""
    day = date(2026, 10, 1)
    careers = [[Stretch("here", date(year, 4, 1), date(year + 5, 3, 31), 0)] for year in (1985, 2001, 2015)]
    days = [career[0].start for career in careers]
    drawn = rivers_since(careers, days, day, width=1100, height=380)
    assert len({course.signs[0].x for course in drawn.courses}) == 1
    assert drawn.axis.numbers[0].year == 0
    assert len(drawn.axis.numbers) + len(drawn.axis.dots) == 42
