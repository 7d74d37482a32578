"""Who sees what: every page as every reader, measured against the people's own files."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest
from browser_ear import heard, kid, listen, slots
from browser_leaks import found, readings
from browser_reader import Opened, Reader
from browser_site import Site
from browser_world import Person, plain, sees
from playwright.sync_api import Page, expect

READERS = ("guests", "members", "staff")


@pytest.mark.parametrize("language", ["", "en/"])
def test_a_guest_finds_nothing_narrower_on_any_page(wide: Reader, site: Site, language: str) -> None:
    """On every page, neither the DOM nor anything decrypted nor any answer holds a text for members or staff."""
    listen(wide.page)
    secrets = site.world.secrets("guests")
    assert len(secrets) > 150
    wide.unlock(site.passphrases["guests"], f"{language}unlock/")
    objects = 0
    for address in site.addresses(language):
        page = wide.go(address)
        decrypted = heard(page)
        objects += len(decrypted)
        assert found(secrets, page.content(), page.title(), *decrypted) == [], address
        assert all(set(slot["audiences"]) == {"guests"} for slot in slots(decrypted)), address
    assert objects > 50, "little was decrypted, so this shows little"
    bodies = {hit.path: hit.body for hit in wide.host.hits if "javascripts" not in hit.path}
    assert found(secrets, *bodies.values()) == []
    assert {kid(body).partition(".")[0] for path, body in bodies.items() if path.endswith(".jwe")} == {
        "guests"
    }


@pytest.mark.parametrize("reader", READERS)
def test_each_person_shows_what_she_chose_for_this_reader(opened: Opened, site: Site, reader: str) -> None:
    """Person by person, the parts, spells, employers, companions and the picture are what the file says."""
    portraits = 0
    one = opened(reader)
    for person in site.world.people.values():
        if person.whole == "nobody":
            assert not (site.files / site.person(person.id)).exists(), person.id
            continue
        before = len(one.host.hits)
        page = one.go(site.person(person.id))
        if not sees(reader, person.whole):
            one.shut()
            continue
        expect(page.locator(".y-profile h1")).to_contain_text(person.name["display"])
        assert _filled(page) == person.sections(reader), person.id
        assert one.texts(".y-spell__when [aria-hidden]") == [
            _when(spell) for spell in person.spells(reader)
        ], person.id
        assert one.texts(".y-spell__with a") == _companions(site, person, reader), person.id
        shown = readings(page.locator("#y-page").inner_html())
        assert found(site.world.secrets_of(person.id, reader), shown) == [], person.id
        for fact in person.facts():
            if sees(reader, fact.audience) and fact.label != "name.romaji":
                assert plain(fact.text) in shown, (person.id, fact)
        portraits += _sealed_portrait(page, person, reader)
        asked = [path for path in one.host.paths[before:] if path.endswith(".jwe")]
        assert asked == [] or "photo" in person.sections(reader), person.id
    # Seldom does a test of what is not there show anything without this.
    assert portraits >= {"guests": 2, "members": 4, "staff": 5}[reader]


@pytest.mark.parametrize("reader", READERS)
def test_each_reader_gets_the_stories_people_and_events_that_are_hers(
    opened: Opened, site: Site, reader: str
) -> None:
    """The lists have just those entries that the files have for the reader; what stays sealed is only counted."""
    one = opened(reader)
    page = one.page
    people = [p for p in site.world.people.values() if sees(reader, p.whole) and p.agreed("directory")]
    one.go("alumni/")
    page.focus("#y-explorer-words")
    expect(page.locator(".y-explorer")).to_have_attribute("data-state", "whole")
    expect(page.locator(".y-found")).to_have_attribute("aria-busy", "false")
    assert sorted(one.texts(".y-person h3 a")) == sorted(
        plain(p.name["display"] + p.name["kana"]) for p in people
    )
    stories = [s for s in site.world.stories.values() if sees(reader, s.audience)]
    one.go("stories/")
    assert sorted(one.texts(".y-card__title")) == sorted(plain(s.raw["title"]) for s in stories)
    expect(page.locator(".y-sealed")).to_have_count(0 if len(stories) == len(site.world.stories) else 1)
    events = [event for event in site.world.events if sees(reader, event["audience"])]
    one.go("events/")
    assert sorted(one.texts(".y-event h3")) == sorted(plain(event["title"]) for event in events)
    speakers = [
        plain(site.world.people[key].name["display"])
        for e in events
        for key in e["speakers"]
        if _speaks(site, key, reader)
    ]
    assert sorted(one.texts(".y-event__who a")) == sorted(speakers)
    one.go("")
    assert page.locator(".y-wide .y-course").count() == len(people)
    assert page.locator(".y-notes a").count() == (1 if sees(reader, "members") else 0)


def test_narrower_parts_stand_in_their_places(opened: Opened, site: Site) -> None:
    """On a guests' page a member sees a spell, links and a picture in their places, and nothing changes its order."""
    order: dict[str, list[str]] = {}
    roads: dict[str, int] = {}
    for reader in READERS:
        one = opened(reader)
        page = one.go(site.person("naoko-ogawa"))
        order[reader] = page.locator("#y-page [data-section]").evaluate_all(
            "all => all.map(e => e.dataset.section)"
        )
        roads[reader] = page.locator(".y-drawing--wide .y-road.y-k-side-job").count()
        titles = one.texts(".y-spell h3")
        assert titles[:2] == ["商品開発", "ブランドマネージャー"]
        assert ("非常勤講師（生地の授業）" in titles) is (reader != "guests")
        if reader != "guests":
            assert titles.index("非常勤講師（生地の授業）") == 2
        where = page.locator(".y-spell__where").nth(1)
        expect(where).to_contain_text("食品" if reader == "guests" else "雁木屋製菓")
        expect(page.locator("#y-page template")).to_have_count(0)
        left = page.locator("#y-page script[type='application/jose']")
        assert left.evaluate_all("all => all.map(e => e.dataset.audience)") == {
            "guests": ["members"],
            "members": ["staff"],
        }.get(reader, [])
    assert order["guests"] == order["members"] == order["staff"]
    assert order["staff"].index("headline") < order["staff"].index("career") < order["staff"].index("links")
    assert roads["guests"] == 0 < roads["members"] == roads["staff"]


def test_links_in_a_story_lead_where_the_reader_may_follow(opened: Opened, site: Site) -> None:
    """A mention of a member in an open story is plain text to a stranger and a guest, and a link to a member."""
    slug, mentioned = "first-seven-years", site.person("shiho-murase")
    for reader, follows in ((None, False), ("guests", False), ("members", True)):
        page = opened(reader).go(site.story(slug))
        expect(page.locator(".y-story__text")).to_contain_text("隣の机の先輩")
        assert page.locator(f"a[href*='{mentioned}']").count() == (1 if follows else 0)
    expect(page.locator(f".y-story__text a[href$='{mentioned}']")).to_have_text("先輩")


def test_sealed_pictures_are_fetched_when_they_come_near(phone: Reader, site: Site) -> None:
    """In a long list the pictures far below the window are not asked for until the reader comes near them."""
    phone.unlock(site.passphrases["staff"])
    page = phone.go("alumni/")
    pictures = page.locator("#y-page img[data-media]")
    expect(pictures.first).to_have_attribute("data-media-state", "shown")
    expect(pictures.last).to_have_attribute("data-media-state", "waiting")
    last = f"/{pictures.last.get_attribute('data-media')}.jwe"
    assert last not in phone.host.paths
    pictures.last.scroll_into_view_if_needed()
    expect(pictures.last).to_have_attribute("data-media-state", "shown")
    assert last in phone.host.paths


def _sealed_portrait(page: Page, person: Person, reader: str) -> bool:
    """Checks that a sealed picture shows from memory, at its own size; tells whether there is one to see."""
    if "photo" not in person.sections(reader) or person.field("photo") == "public":
        return False
    portrait = page.locator("img.y-portrait")
    expect(portrait).to_have_attribute("data-media-state", "shown")
    expect(portrait).to_have_attribute("src", re.compile("^blob:"))
    expect(portrait).to_have_attribute("alt", person.raw["photo"]["alt"])
    assert portrait.evaluate("image => [image.complete, image.naturalWidth]") == [True, 640]
    return True


def _filled(page: Page) -> set[str]:
    """The sections of a person's page that hold something."""
    found: list[str] = page.locator("#y-page [data-section]").evaluate_all(
        "all => all.filter(e => e.childElementCount > 0).map(e => e.dataset.section)"
    )
    return set(found) - {"river", "stories"}


def _when(spell: Mapping[str, str]) -> str:
    def month(value: object) -> str:
        year, _, number = str(value).partition("-")
        return f"{year}年{int(number)}月" if number else f"{year}年"

    return f"{month(spell['from'])}–{month(spell['to']) if 'to' in spell else ''}"


def _companions(site: Site, person: Person, reader: str) -> list[str]:
    """Those named beside a spell: both agreed to ties, and the reader may see both sides."""
    if not person.agreed("ties") or not sees(reader, person.field("ties")):
        return []
    named = [site.world.people[key] for spell in person.spells(reader) for key in spell.get("with", ())]
    return [plain(o.name["display"]) for o in named if o.agreed("ties") and sees(reader, o.field("ties"))]


def _speaks(site: Site, key: str, reader: str) -> bool:
    person = site.world.people[key]
    return person.agreed("event") and sees(reader, person.whole)
