"""Questions and answers side by side: one at a time, chosen, from anywhere, by address, and without scripts."""

from __future__ import annotations

from collections import Counter
from urllib.parse import parse_qs, urlsplit

import pytest
from browser_axe import source, violations
from browser_links import follow
from browser_reader import PHONE, WIDE, NewReader, Opened, Reader
from browser_site import Site
from playwright.sync_api import Page, expect

PLACE = "questions/"
ANSWERS, SHOWN = ".y-answer", ".y-answer:visible"
MENU, CURRENT = ".y-asking__menu nav a", ".y-asking__menu nav a[aria-current]"


def asked(page: Page) -> dict[str, str]:
    """What the address asks for."""
    return {name: found[0] for name, found in parse_qs(urlsplit(page.url).fragment).items()}


def state(page: Page) -> list[list[str]]:
    """Every answer that is in the page, by question, shown or not, and every id."""
    found: list[list[str]] = page.evaluate(
        """() => [
            [...document.querySelectorAll("[data-question]")].flatMap((section) =>
              [...section.querySelectorAll(".y-answer")].map((answer) => `${section.id} ${answer.dataset.story}`)),
            [...document.querySelectorAll("#y-page [id]")].map((element) => element.id),
        ]"""
    )
    return found


def test_without_scripts_every_open_answer_is_there(new_reader: NewReader, site: Site) -> None:
    """All questions stand below each other, and a menu leads to each; nothing is offered that would do nothing."""
    reader = new_reader(java_script_enabled=False)
    page = reader.page
    page.goto(reader.root + PLACE)
    expect(page.locator("[data-question]:visible")).not_to_have_count(1)
    assert page.locator(SHOWN).count() == page.locator(ANSWERS).count() > 20
    expect(page.locator("[data-scripted]:visible")).to_have_count(0)
    for link in page.locator(f"{MENU}:visible").all():
        expect(page.locator(f"{link.get_attribute('href')} {ANSWERS}").first).to_be_visible()
    page.click(f"{MENU}[href='#leaving']")
    expect(page.locator("#leaving h2")).to_be_in_viewport()
    assert page.url.endswith("#leaving")


@pytest.mark.parametrize("language", ["", "en/"])
@pytest.mark.parametrize("audience", [None, "guests", "staff"])
def test_each_story_for_the_reader_answers_once(
    opened: Opened, site: Site, audience: str | None, language: str
) -> None:
    """Of the sample's stories those for the reader are there, of two that are translations the page's own language."""
    page = opened(audience).go(language + PLACE)
    names = [None, "guests", "members", "staff"]
    hers = {
        slug: story.raw
        for slug, story in site.world.stories.items()
        if names.index(None if story.audience == "public" else story.audience) <= names.index(audience)
    }
    locale = "en" if language else "ja"
    families: dict[str, dict[str, str]] = {}
    for slug, raw in hers.items():
        families.setdefault(raw.get("translation_of", slug), {})[raw["lang"]] = site.story(slug)
    told = {versions.get(locale) or next(iter(versions.values())) for versions in families.values()}
    (answers, _) = state(page)
    assert {f"s/{answer.split()[1]}/" for answer in answers if answer.startswith("gap ")} == told
    for answer in page.locator(f"{SHOWN} .y-answer__way a").all():
        assert (answer.get_attribute("href") or "").endswith("#gap")
    languages = page.evaluate(
        "[...document.querySelectorAll('.y-answer')].map((a) => [a.dataset.lang, a.firstElementChild.lang])"
    )
    assert all(declared == spoken for declared, spoken in languages)


def test_one_question_at_a_time_and_the_address_says_which(wide: Reader, site: Site) -> None:
    """A tap in the menu shows one question with all its answers; back and forward, and a link, lead there again."""
    page = wide.go(PLACE)
    expect(page.locator(CURRENT)).to_have_attribute("href", "#gap")
    assert asked(page) == {}
    page.click(f"{MENU}[href='#leaving']")
    expect(page.locator("#leaving h2")).to_be_focused()
    expect(page.locator("[data-question]:visible")).to_have_count(1)
    assert asked(page) == {"question": "leaving"}
    page.click(f"{MENU}[href='#relation']")
    page.go_back()
    expect(page.locator(CURRENT)).to_have_attribute("href", "#leaving")
    page.reload()
    wide.settled()
    expect(page.locator("#leaving h2")).to_be_visible()
    expect(page.locator("[data-question]:visible")).to_have_count(1)
    wide.go(f"{PLACE}#message")
    expect(page.locator(CURRENT)).to_have_attribute("href", "#message")
    expect(page.locator("#message h2")).to_be_in_viewport()


def test_answers_are_chosen_and_the_address_keeps_the_choice(wide: Reader, site: Site) -> None:
    """What is chosen narrows every question, is counted and said, stays in the address and other language, and ends."""
    wide.unlock(site.passphrases["staff"])
    page = wide.go(f"{PLACE}#question=detour")
    everybody = page.locator(SHOWN).count()
    page.click(".y-asking__filter summary")
    page.select_option("[name=road]", "founder")
    founders = page.locator(SHOWN).count()
    assert 0 < founders < everybody
    roads = page.locator(SHOWN).evaluate_all("(all) => all.map((one) => one.dataset.road.split('\\n'))")
    assert all("founder" in road for road in roads)
    expect(page.locator("[data-said]")).to_contain_text(str(founders))
    expect(page.locator(CURRENT)).to_have_attribute("data-count", str(founders))
    assert asked(page) == {"question": "detour", "road": "founder"}
    page.reload()
    wide.settled()
    expect(page.locator("[name=road]")).to_have_value("founder")
    assert page.locator(SHOWN).count() == founders
    page.click("a.y-switch")
    wide.settled()
    assert asked(page) == {"question": "detour", "road": "founder"}
    expect(page.locator("[name=road]")).to_have_value("founder")
    page.select_option("[name=lang]", "ja")
    silent = page.locator(f"{MENU}[data-silent]:visible").first
    silent.click()
    expect(page.locator("[data-none]:visible")).to_have_count(1)
    page.click(".y-asking__filter [type=reset]")
    expect(page.locator("[data-none]:visible")).to_have_count(0)
    assert set(asked(page)) == {"question"}


def test_an_address_that_asks_for_the_unseen_shows_everything(opened: Opened) -> None:
    """A question or department that this reader does not see is as if it were not asked for."""
    page = opened(None).go(f"{PLACE}#question=impression&department=nowhere")
    expect(page.locator(CURRENT)).to_have_attribute("href", "#gap")
    expect(page.locator("#gap .y-answer:visible")).to_have_count(page.locator("#gap .y-answer").count())
    expect(page.locator("[data-none]:visible")).to_have_count(0)


def test_only_what_is_a_choice_is_offered(opened: Opened, site: Site) -> None:
    """Each way to choose offers what the answers have, and nothing that would leave none."""
    page = opened("staff").go(PLACE)
    page.click(".y-asking__filter summary")
    for select in page.locator(".y-asking__filter select").all():
        name = select.get_attribute("name")
        offered = select.locator("option").evaluate_all(
            "(all) => all.map((one) => one.value).filter(Boolean)"
        )
        there = page.locator(ANSWERS).evaluate_all(
            "(all, name) => all.flatMap((one) => one.dataset[name].split('\\n')).filter(Boolean)", name
        )
        assert set(offered) == set(there)
        assert len(offered) > 1


def test_a_start_from_anywhere_shows_and_names_an_answer(wide: Reader, site: Site) -> None:
    """Each press leads to another answer, brings it into sight and to whoever listens; what was chosen is kept."""
    page = wide.go(f"{PLACE}#lang=ja")
    begun = set()
    for _ in range(4):
        page.click("[data-action=anywhere]")
        answer = page.locator("[data-begun]")
        expect(answer).to_have_count(1)
        expect(answer).to_be_focused()
        expect(answer).to_be_in_viewport()
        expect(answer).to_have_attribute("data-lang", "ja")
        question = answer.locator("xpath=ancestor::section").get_attribute("id")
        assert asked(page) == {"question": question, "lang": "ja"}
        begun.add((question, answer.get_attribute("data-story")))
    assert len(begun) > 1


def test_opening_and_locking_doubles_nothing(wide: Reader, site: Site) -> None:
    """Before, opened, locked and opened again: the same answers each time, each id once, and one answer to a click."""
    page = wide.go(PLACE)
    before = state(page)
    wide.unlock(site.passphrases["members"])
    opened = state(wide.go(PLACE))
    assert len(opened[0]) > len(before[0])
    wide.lock()
    assert state(page) == before
    wide.unlock(site.passphrases["members"])
    again = state(wide.go(PLACE))
    assert again == opened
    for answers, ids in (before, opened):
        assert max(Counter(answers).values()) == max(Counter(ids).values()) == 1
    departments = page.locator("[name=department] option").evaluate_all(
        "(all) => all.map((one) => one.value)"
    )
    assert len(departments) == len(set(departments))
    length = page.evaluate("history.length")
    page.click(f"{MENU}[href='#leaving']")
    assert page.evaluate("history.length") == length + 1


def test_a_link_adds_the_answers_that_it_opens(phone: Reader, wide: Reader, site: Site) -> None:
    """Beside the open answers stand those of the link's stories, once even where a passphrase opens them as well."""
    before = state(phone.go(PLACE))
    follow(phone, site.story("came-back"))
    added = state(phone.go(PLACE))
    theirs = {f"gap {site.story(slug).split('/')[1]}" for slug in ("came-back", "the-town-i-sold-to")}
    assert set(added[0]) - set(before[0]) >= theirs
    assert {answer for answer in set(added[0]) - set(before[0]) if answer.startswith("gap")} == theirs
    names = phone.page.locator(".y-answer h3")
    expect(names.filter(has_text="小川 直子").locator("a")).to_have_count(0)
    expect(names.filter(has_text="滝本 遥").locator("a")).not_to_have_count(0)
    wide.unlock(site.passphrases["guests"])
    follow(wide, site.story("came-back"))
    both = state(wide.go(PLACE))
    for answers, ids in (added, both):
        assert max(Counter(answers).values()) == max(Counter(ids).values()) == 1


def test_it_is_read_with_the_keyboard_alone(opened: Opened, site: Site) -> None:
    """From the menu to an answer's story by Tab and Enter; what stands in the menu comes before what it shows."""
    page = opened(None).go(PLACE)
    page.locator("[data-action=anywhere]").focus()
    page.keyboard.press("Tab")
    expect(page.locator(f"{MENU}[href='#gap']")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("[data-question]:visible h2")).to_be_focused()
    question = page.locator("[data-question]:visible").get_attribute("id")
    for _ in range(4):
        page.keyboard.press("Tab")
        href = page.evaluate("document.activeElement.getAttribute('href') ?? ''")
        if "/s/" in href:
            break
    assert href.endswith(f"#{question}")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/s/*/#{question}")


@pytest.mark.parametrize("place", [PLACE, "en/questions/", "carried/", "en/carried/"])
@pytest.mark.parametrize("audience", [None, "staff"])
def test_it_holds_at_every_width_and_in_both_schemes(
    opened: Opened, site: Site, place: str, audience: str | None
) -> None:
    """Nothing sticks out at 320, 390 and 1280 pixels, and axe finds nothing, with the choices open too."""
    page = opened(audience).go(place)
    page.evaluate(f"{source()}; 0")
    filters = page.locator(".y-asking__filter:visible summary")
    if filters.count():
        filters.click()
    faults: list[str] = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        expect(page.locator("body")).to_have_attribute(
            "data-md-color-scheme", "default" if scheme == "light" else "slate"
        )
        for width, height in ((320, 700), PHONE, WIDE):
            page.set_viewport_size({"width": width, "height": height})
            faults += [f"{scheme} {width}: {one}" for one in violations(page)]
            wider = page.evaluate(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            )
            faults += [f"{scheme} {width}: {wider} px too wide"] if wider > 0 else []
    assert faults == []


@pytest.mark.parametrize("audience", [None, "guests", "members", "staff"])
def test_what_was_taken_along_is_counted_as_it_is_shown(
    opened: Opened, site: Site, audience: str | None
) -> None:
    """The lines and people that the page counts are those that it shows, and every person leads to her page."""
    page = opened(audience).go("carried/")
    lines = page.locator(".y-luggage__line").count()
    people = page.locator(".y-luggage__by a").evaluate_all(
        "(all) => new Set(all.map((one) => one.href)).size"
    )
    expect(page.locator(".y-luggage__count")).to_have_text(f"{people}人の鞄から、{lines}点。")
    assert lines >= people > 0
