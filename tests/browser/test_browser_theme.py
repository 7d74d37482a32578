"""The theme on pages that were opened: light and dark, tables and details."""

from __future__ import annotations

import pytest
from browser_reader import NewReader, Reader
from browser_site import Site
from playwright.sync_api import expect

STORY = "came-back"


def test_the_choice_of_colours_works_on_an_opened_page_and_stays(wide: Reader, site: Site) -> None:
    """The switch changes the scheme once a click, and the choice lasts over a reload, another page and locking."""
    page = wide.unlock(site.passphrases["guests"], site.story(STORY))
    body = page.locator("body")
    expect(body).to_have_attribute("data-md-color-scheme", "default")
    light = body.evaluate("body => getComputedStyle(body).backgroundColor")
    for scheme in ("default", "slate"):
        page.locator(".y-palette label:visible").click()
        expect(body).to_have_attribute("data-md-color-scheme", scheme)
        expect(page.locator(".y-palette label:visible")).to_have_count(1)
    assert body.evaluate("body => getComputedStyle(body).backgroundColor") != light
    wide.reload()
    expect(page.locator(".y-story h1")).to_be_visible()
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    wide.follow(".y-logo", "")
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    wide.lock()
    expect(body).to_have_attribute("data-md-color-scheme", "slate")


def test_the_systems_choice_is_followed(new_reader: NewReader, site: Site) -> None:
    """Without a choice of the reader's, the scheme is the system's, and follows when that changes."""
    reader = new_reader(color_scheme="dark")
    page = reader.go(site.story(STORY))
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.emulate_media(color_scheme="light")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "default")


@pytest.mark.parametrize("again", [False, True], ids=["unlocked", "locked-and-unlocked"])
def test_tables_and_details_come_to_life_once(wide: Reader, renewed: Site, again: bool) -> None:
    """In an opened story a table is there whole, wrapped once by the theme, and details open and close."""
    wide.host.files = renewed.files
    address = renewed.story("story-with-a-table")
    page = wide.unlock(renewed.passphrases["guests"], address)
    if again:
        wide.lock()
        wide.unlock(renewed.passphrases["guests"], address)
    table = page.locator(".y-story__text table")
    expect(table.locator("th")).to_have_text(["蔵", "分"])
    expect(table.locator("td")).to_have_text(["橋のたもと", "30", "峠の上", "40"])
    expect(page.locator(".md-typeset__table")).to_have_count(1)
    details = page.locator(".y-story__text details")
    inside = page.get_by_text("橋を渡らず、堤の下をまわる。")
    expect(inside).to_be_hidden()
    details.locator("summary").click()
    expect(inside).to_be_visible()
    details.locator("summary").press("Enter")
    expect(inside).to_be_hidden()
