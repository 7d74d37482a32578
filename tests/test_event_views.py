"""Event views against a second telling of their rules: what a pass shows, to whom, and where it leads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mini import Mini, the_gate, write
from mini import surroundings as on_its_day
from sample import Element, Raw, Reader, pages, profile_of, site_of, story_of
from test_views import KEYS, flat, flat_spell, libraries, may, purposes_of, told_of, told_of_spell, worlds

from generator.event import Pass
from generator.site.event_views import EventViews
from generator.site.views import Views

ONLY_ON_THEIR_PAGES = ("former", "location", "languages", "skills", "news", "open_to", "links")


def pass_of(stories: list[str]) -> Pass:
    """A pass to some stories."""
    return Pass.model_validate(
        {
            "id": "fair",
            "from": "2026-10-01",
            "until": "2026-10-31",
            "stories": stories,
            "audiences": ["staff"],
        }
    )


def stands(raw: Raw, world: dict[str, Raw]) -> bool:
    """Whether a story may be shown at an event."""
    return bool(raw["event_ok"]) and all(
        {"story", "event"} <= {*purposes_of(world[key])} for key in raw["alumni"]
    )


@settings(max_examples=100, deadline=None)
@given(worlds(), libraries(), st.data())
def test_a_pass_shows_its_stories_and_who_is_in_them(
    world: dict[str, Raw], library: list[Raw], data: st.DataObject
) -> None:
    """It shows the stories that it names and that may stand at events, and in them what the widest readers of the
    people's own pages see of them: their names, photo, headline and the bare road."""
    known = {raw["slug"]: raw | {"event_ok": data.draw(st.booleans())} for raw in library}
    pass_ = pass_of(data.draw(st.lists(st.sampled_from(sorted(known)), unique=True, min_size=1)))
    views = EventViews(site_of([*world.values()], [*known.values()]))
    opened = [slug for slug in pass_.stories if stands(known[slug], world)]
    assert [view.slug for view in views.stories(pass_)] == opened
    for slug, raw in known.items():
        view = views.story(slug, pass_)
        assert (view is not None) == (slug in opened)
        if view is None:
            continue
        assert {other for _, other in view.translations} <= {*opened} - {slug}
        assert [one.name.id for one in view.people] == [
            k for k in raw["alumni"] if may(raw["audience"] or "staff", world[k]["audience"])
        ]
        for one in view.people:
            person, has_page = world[one.name.id], "directory" in purposes_of(world[one.name.id])
            reader = person["audience"] or "staff"
            told = flat(one)
            assert not any(told[part] for part in ONLY_ON_THEIR_PAGES)
            assert not any(told["turns"]), "when there was a bend, and not which"
            expected = told_of(person, reader) if has_page else {"headline": None, "photo": None}
            assert {part: told[part] for part in ("headline", "photo")} == {
                part: expected[part] for part in ("headline", "photo")
            }
            assert one.photo is None or one.photo.audience in ("public", "fair")
            spells = {spell.key: flat_spell(spell) for spell in one.spells}
            bare = {
                index: {**spell, "brought": None, "colleagues": []}
                for index in range(len(person["career"]))
                if has_page and (spell := told_of_spell(person, index, reader, world)) is not None
            }
            assert spells == bare


def regions(site: Path) -> Iterator[tuple[str, Element]]:
    """The region of every page, as somebody sees it who came by the link of the pass."""
    reader = Reader(the_gate(), ("evening-1",))
    for place, path in pages(site).items():
        page = reader.opened(path.read_text("utf-8"), place)
        yield place, next(one for one in page.walk() if one.attributes.get("id") == "y-page")


def addresses(place: str, region: Element) -> set[str]:
    """Where the links of a page lead, from the site's root; the anchor aside."""
    found = (one.attributes.get("href", "") for one in region.all("a"))
    depth = "../" * place.count("/") or "./"
    return {link.removeprefix(depth).split("#")[0] for link in found if link.startswith(("./", "../"))}


def of_story(slug: str) -> str:
    """The address of a story."""
    return f"s/{the_gate().address('s', slug)}/"


def test_the_page_of_a_story_opens_by_the_link_and_leads_to_its_other_stories(built: Mini) -> None:
    """In each language it shows the story and leads to stories of its pass, the list and the questions, to nobody."""
    found = dict(regions(built.site))
    for prefix in ("", "en/"):
        place = prefix + of_story("quiet-river")
        region = found[place]
        assert "音のしない川を三人で渡った話" in region.text
        assert "夜勤の話" in region.text, "words stay where the way is not for this reader"
        others = {prefix + of_story("open-road")}
        assert addresses(place, region) == {f"{prefix}stories/", f"{prefix}questions/", *others}
        (words,) = {one.text for one in region.all("p") if one.attributes.get("class") == "y-story__way"}
        assert ("2編" if prefix == "" else "2 stories") in words
        assert "data-sealed" in {
            name for one in found[prefix + of_story("night-shift")].walk() for name in one.attributes
        }


def test_a_link_to_another_story_of_the_pass_is_followed(tmp_path: Path) -> None:
    """What leads to a story that the same pass opens stays a link, with its anchor."""
    with on_its_day():
        made = write(tmp_path, {"stories/quiet-river.md:body.7": "[のれんの話](story:open-road#gap)。"})
        made.build()
    place = of_story("quiet-river")
    region = dict(regions(made.site))[place]
    links = {one.attributes["href"] for one in region.all("a")}
    assert f"../../{of_story('open-road')}#gap" in links


def test_the_list_of_stories_has_what_the_link_opens(built: Mini) -> None:
    """The page of all stories gets the pass's own as cards, each once, with a heading; strangers see none of it."""
    for prefix, heading in (("", "このリンクで読める物語"), ("en/", "Open by your link")):
        region = dict(regions(built.site))[f"{prefix}stories/"]
        (place,) = [one for one in region.walk() if one.attributes.get("data-section") == "pass"]
        assert [one.text for one in place.all("h2")] == [heading]
        cards = [one.attributes["href"] for one in place.all("a")]
        depth = "../" * (prefix + "stories/").count("/")
        assert cards == [f"{depth}{prefix}{of_story(slug)}" for slug in ("quiet-river", "open-road")]
        html = (built.site / prefix / "stories/index.html").read_text("utf-8")
        assert '<div data-section="pass"></div>' in html


def test_the_page_of_questions_has_the_answers_that_the_link_opens(built: Mini) -> None:
    """Each question gets the answer of the pass's sealed story behind those that are open, without a way to anybody."""
    for prefix in ("", "en/"):
        region = dict(regions(built.site))[f"{prefix}questions/"]
        for question, word in (("gap", "方言"), ("strengths", "笑い話"), ("leaving", "似ている")):
            (place,) = [one for one in region.walk() if one.attributes.get("data-section") == question]
            open_one, hers = place.all("li")
            assert of_story("open-road") in str([one.attributes for one in open_one.all("a")])
            assert word in hers.text
            assert [one.attributes["href"] for one in hers.all("a")] == [
                f"{'../' * (1 + len(prefix) // 3)}{prefix}{of_story('quiet-river')}#{question}"
            ]
        ids = [one.attributes["id"] for one in region.walk() if "id" in one.attributes]
        assert len(ids) == len(set(ids))
        html = (built.site / prefix / "questions/index.html").read_text("utf-8")
        assert "方言" not in html


def test_pictures_are_sealed_for_the_pass_again(built: Mini) -> None:
    """Cover, text and photos of an event view are objects of the pass, at addresses of their own."""
    region = dict(regions(built.site))[of_story("quiet-river")]
    images = [one.attributes for one in region.all("img")]
    assert len(images) == 3, (
        "a cover, a picture in the text, and the photo that is not narrower than its page"
    )
    for image in images:
        token = (built.site / f"{image['data-media']}.jwe").read_text("ascii")
        assert image["data-audience"] == "evening-1"
        assert the_gate().open(token, "evening-1", image["data-media"]).startswith(b"RIFF")
    theirs = dict(_opened_by(built.site, ("guests", "members")))[of_story("quiet-river")]
    assert {one["data-media"] for one in images}.isdisjoint(
        one.attributes.get("data-media") for one in theirs.all("img")
    )


def _opened_by(site: Path, names: tuple[str, ...]) -> Iterator[tuple[str, Element]]:
    for place, path in pages(site).items():
        yield place, Reader(the_gate(), names).opened(path.read_text("utf-8"), place)


def test_no_other_page_has_anything_for_a_pass(built: Mini) -> None:
    """Objects of a pass stand on the pages of its sealed stories and on two lists, behind those of audiences."""
    script = re.compile(r'data-audience="([a-z0-9-]+)" data-object="([^"]*)"')
    found = {
        place: names
        for place, path in pages(built.site).items()
        if "evening-1" in str(names := script.findall(path.read_text("utf-8")))
    }
    assert found == {
        prefix + place: names
        for prefix in ("", "en/")
        for place, names in (
            (of_story("quiet-river"), [("members", ""), ("evening-1", "")]),
            ("stories/", [("members", "~members"), ("evening-1", "~evening-1")]),
            ("questions/", [("members", "~members"), ("evening-1", "~evening-1")]),
        )
    }


@pytest.mark.parametrize("key", KEYS)
def test_whoever_did_not_agree_to_events_takes_the_story_with_her(key: str) -> None:
    """Where one of the people has not agreed, the pass shows nothing of the story, whatever the checks let through."""
    world = {name: profile_of(name, audience="public") for name in KEYS}
    world[key]["consent"]["purposes"].remove("event")
    views = EventViews(site_of([*world.values()], [story_of("s", alumni=list(KEYS), event_ok=True)]))
    assert views.stories(pass_of(["s"])) == ()


def test_nobody_is_tied_to_anybody_in_an_event_view() -> None:
    """Whom somebody worked with, and what she brought along, are on her own page and not here."""
    career = [{"kind": "here", "entry": "return", "from": "2001", "brought": "ears", "with": ["ben"]}]
    world = [profile_of("aki", audience="public", career=career), profile_of("ben", audience="public")]
    site = site_of(world, [story_of("s", event_ok=True)])
    (in_story,) = Views(site).stories("public")[0].people
    assert (in_story.spells[0].brought, [one.person.id for one in in_story.spells[0].colleagues]) == (
        "ears",
        ["ben"],
    )
    ((bare,),) = (view.people for view in EventViews(site).stories(pass_of(["s"])))
    assert (bare.spells[0].brought, bare.spells[0].colleagues) == (None, ())
