"""The page of all paths: asked in words, filtered, picked out by pointer and keys, and never more than is open."""

from __future__ import annotations

import json
from collections.abc import Mapping
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from browser_reader import PHONE, WIDE, NewReader, Opened, Reader
from browser_site import Site
from browser_world import sees
from playwright.sync_api import Page, expect

STAGE, COUNT, ITEMS, PICKED = (
    "[data-paths=stage]",
    "[data-paths=count]",
    "[data-paths=list] > li",
    "[data-paths=picked]",
)
LINE = "[data-line]"


def drawn(page: Page) -> int:
    """Waits until the picture is complete; how many roads are in it."""
    page.locator(f"{STAGE}[data-drawn]").wait_for()
    return int(page.get_attribute(STAGE, "data-drawn") or 0)


def asked(page: Page) -> dict[str, str]:
    """What the address asks for."""
    return {name: values[0] for name, values in parse_qs(urlsplit(page.url).fragment).items()}


def careers(site: Site, reader: str) -> int:
    """How many people with a page have a career that this reader may see."""
    people = site.world.people.values()
    return sum(
        bool(one.spells(reader)) for one in people if one.agreed("directory") and sees(reader, one.whole)
    )


@pytest.mark.parametrize("reader", [None, "guests", "members", "staff"])
@pytest.mark.parametrize("language", ["", "en/"])
def test_all_who_may_be_seen_are_drawn_and_listed(
    opened: Opened, site: Site, reader: str | None, language: str
) -> None:
    """Each reader's picture, count and list hold everybody whose career she may see, and nobody else."""
    page = opened(reader).go(f"{language}paths/")
    many = careers(site, reader or "public")
    assert drawn(page) == many
    expect(page.locator(COUNT)).to_contain_text(str(many))
    if many > 24:
        page.click("[data-paths=more]")
    expect(page.locator(ITEMS)).to_have_count(many)
    expect(page.locator(".y-paths__still")).to_be_hidden()


@pytest.mark.parametrize(
    ("language", "path"), [("", "営業 → … → 起業"), ("en/", "営業部 ->...-> ＦＯＵＮＤＥＲ")]
)
def test_a_path_is_found_in_words_of_both_languages(opened: Opened, language: str, path: str) -> None:
    """A typed path finds who took it and marks the steps, with its denominator; the address has it."""
    page = opened("staff").go(f"{language}paths/")
    page.fill(LINE, path)
    page.press(LINE, "Enter")
    expect(page.locator(ITEMS)).to_have_count(1)
    assert page.locator(f"{ITEMS} mark").all_text_contents()[0] == "営業部"
    expect(page.locator(COUNT)).to_contain_text("25")
    assert "営業" in asked(page)["path"]


def test_the_row_of_steps_and_the_line_say_the_same(opened: Opened) -> None:
    """A step that is chosen stands in the line, what stands in the line in the row, and more steps can be added."""
    page = opened("staff").go("paths/")
    steps = page.locator("[data-steps] input")
    expect(steps).to_have_count(3)
    steps.nth(0).fill("営業")
    steps.nth(2).fill("起業")
    steps.nth(2).blur()
    expect(page.locator(LINE)).to_have_value("営業 → … → 起業")
    page.click("[data-more]")
    steps.nth(3).fill("?")
    steps.nth(3).blur()
    expect(page.locator(LINE)).to_have_value("営業 → … → 起業 → ?")
    suggestions = page.locator("datalist option").evaluate_all("all => all.map((one) => one.value)")
    assert {"?", "…", "営業部", "起業", "新卒で入社"} <= set(suggestions)


def test_where_nobody_is_found_a_step_is_offered_to_be_dropped(opened: Opened) -> None:
    """The step that keeps people out is named with how many there would be, and dropping it finds them."""
    page = opened("staff").go(f"paths/#path={quote('営業 → 学び直し → 起業')}")
    button = page.locator(f"{COUNT} button")
    expect(button).to_contain_text("学び直し")
    expect(page.locator(STAGE)).to_be_hidden()
    button.click()
    expect(page.locator(ITEMS)).to_have_count(1)
    assert drawn(page) == 1


def test_filters_count_and_stand_in_the_address(opened: Opened) -> None:
    """A choice finds as many as it said, lasts over loading again and going back, and can be sent to others."""
    reader = opened("staff")
    page = reader.go("paths/")
    option = page.locator("select[name=since] option[value=founder]")
    many = int("".join(char for char in option.text_content() or "" if char.isdigit()))
    page.select_option("select[name=since]", "founder")
    page.check("input[name=align][value=year]", force=True)
    expect(page.locator(ITEMS)).to_have_count(many)
    assert asked(page) == {"since": "founder", "align": "year"}
    reader.reload()
    expect(page.locator(ITEMS)).to_have_count(many)
    expect(page.locator("select[name=since]")).to_have_value("founder")
    expect(page.locator("input[value=year]")).to_be_checked()
    page.locator(f"{ITEMS} a").first.click()
    page.wait_for_url("**/a/*/")
    page.go_back()
    expect(page.locator(ITEMS)).to_have_count(many)
    page.click("[data-paths=reset]")
    expect(page.locator(ITEMS)).not_to_have_count(many)
    assert asked(page) == {"align": "year"}


def test_keys_walk_along_the_roads(opened: Opened) -> None:
    """Arrow keys name one person after the other in the order of joining, Escape lets go, Enter opens her page."""
    page = opened("staff").go("paths/")
    drawn(page)
    stage = page.locator(STAGE)
    names = page.locator(f"{ITEMS} .y-paths__name a").all_text_contents()
    stage.focus()
    for place, key in ((0, "ArrowRight"), (1, "ArrowDown"), (0, "ArrowLeft"), (10, "PageDown")):
        page.keyboard.press(key)
        expect(page.locator(f"{PICKED} a")).to_have_text(names[place])
        option = page.locator("[role=option]")
        assert stage.get_attribute("aria-activedescendant") == option.get_attribute("id")
        assert (option.text_content() or "").startswith(names[place])
        assert option.get_attribute("aria-posinset") == str(place + 1)
    page.keyboard.press("Escape")
    expect(page.locator(f"{PICKED} a")).to_have_count(0)
    page.keyboard.press("Home")
    page.keyboard.press("Enter")
    page.wait_for_url("**/a/*/")
    expect(page.locator("h1")).to_contain_text(names[0].split()[0])


def _hovered(page: Page, x: float) -> str:
    """Moves down the picture at a share of its width until a road is named; its name."""
    box = page.locator(STAGE).bounding_box()
    assert box
    for y in range(10, int(box["height"]) - 50, 6):
        page.mouse.move(box["x"] + x * box["width"], box["y"] + y)
        page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        # The road shows at once, and is named when the pointer rests.
        if page.locator(f"{STAGE}.y-paths__stage--picked").count():
            return page.locator(f"{PICKED} a").text_content() or ""
    return ""


def test_a_pointer_names_the_road_that_it_is_at(opened: Opened) -> None:
    """Hovering names somebody with a link to her page, leaving lets go, a click keeps her."""
    page = opened("guests").go("paths/")
    drawn(page)
    name = _hovered(page, 0.5)
    assert name
    page.mouse.move(0, 0)
    expect(page.locator(f"{PICKED} a")).to_have_count(0)
    assert _hovered(page, 0.5) == name
    page.mouse.down()
    page.mouse.up()
    page.mouse.move(0, 0)
    expect(page.locator(f"{PICKED} a")).to_have_text(name)
    assert "/a/" in (page.get_attribute(f"{PICKED} a", "href") or "")


def test_a_finger_names_a_road_and_scrolls_the_page(new_reader: NewReader) -> None:
    """On a phone a tap picks the nearest road, and the picture stays within the screen."""
    reader = new_reader(PHONE, has_touch=True, is_mobile=True)
    page = reader.go("paths/")
    drawn(page)
    page.locator(STAGE).scroll_into_view_if_needed()
    box = page.locator(STAGE).bounding_box()
    assert box
    page.touchscreen.tap(box["x"] + box["width"] * 0.3, box["y"] + box["height"] * 0.62)
    expect(page.locator(f"{PICKED} a")).to_have_count(1)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]


def test_opening_and_locking_leave_nothing_doubled_and_nothing_behind(
    new_reader: NewReader, site: Site, passphrases: Mapping[str, str]
) -> None:
    """More roads come when the site is opened, once each; locked again, no name of theirs is in the page."""
    reader: Reader = new_reader(WIDE)
    page = reader.go("paths/")
    few = drawn(page)
    open_names = set(page.locator(f"{ITEMS} .y-paths__name a").all_text_contents())
    reader.unlock(passphrases["staff"])
    page = reader.go("paths/")
    assert drawn(page) == careers(site, "staff") > few
    expect(page.locator(f"{STAGE} canvas")).to_have_count(4)
    page.click("[data-paths=more]")
    all_names = page.locator(f"{ITEMS} .y-paths__name a").all_text_contents()
    assert len(all_names) == len(set(all_names))
    reader.lock()
    assert drawn(page) == few
    expect(page.locator(f"{STAGE} canvas")).to_have_count(4)
    content = page.content()
    assert [name for name in set(all_names) - open_names if name in content] == []


def test_without_javascript_open_careers_are_drawn_and_listed(new_reader: NewReader, site: Site) -> None:
    """What everyone may see is there as a drawing with a name and as a list; nothing that needs a script shows."""
    reader = new_reader(WIDE, java_script_enabled=False)
    page = reader.page
    page.goto(f"{reader.root}paths/")
    expect(page.locator(".y-paths__still svg[role=img]").first).to_be_visible()
    expect(page.locator(".y-paths__still .y-paths__item")).to_have_count(careers(site, "public"))
    expect(page.locator("[data-paths=tool]")).to_be_hidden()


def test_the_words_are_data_and_run_nothing(opened: Opened) -> None:
    """The page's words are one element of JSON that names no person."""
    page = opened("staff").go("paths/")
    words = json.loads(page.locator("script[data-paths=words]").text_content() or "")
    assert {"say", "labels", "terms", "codes"} <= set(words)
