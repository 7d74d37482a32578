"""Without JavaScript: open pages are whole, and nothing stands there that only a script could make work."""

from __future__ import annotations

import pytest
from browser_reader import PHONE, WIDE, NewReader
from browser_site import Site
from playwright.sync_api import expect

from generator.render import STANDARD

_WORKED = "button, input, select, textarea, summary, dialog, [role=button], [tabindex='0'], [aria-busy=true]"
_UNLOADED = "[...document.images].filter((image) => !image.complete || image.naturalWidth === 0).length"


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
@pytest.mark.parametrize("language", ["", "en/"])
def test_no_page_shows_what_needs_a_script(
    new_reader: NewReader, site: Site, language: str, size: tuple[int, int]
) -> None:
    """On every kind of page there is a heading, every picture has come, nothing is to be pressed or filled in."""
    reader = new_reader(size, java_script_enabled=False)
    page = reader.page
    open_ones = (site.story("third-generation"), site.person("haruka-takimoto"))
    sealed = (site.story("came-back"), site.person("naoko-ogawa"))
    for place in (*STANDARD.values(), *open_ones, *sealed):
        page.goto(reader.root + language + place)
        expect(page.locator("#y-page h1").filter(visible=True)).to_have_count(1)
        idle = page.locator(_WORKED).filter(visible=True)
        assert [one.evaluate("(element) => element.outerHTML") for one in idle.all()] == [], place
        assert page.evaluate(_UNLOADED) == 0, place
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), place


def test_a_river_that_cannot_move_is_not_pinned(new_reader: NewReader, site: Site) -> None:
    """On a phone the river stands at the head of the story, whole, and leaves the rest of the window to the text."""
    reader = new_reader(PHONE, java_script_enabled=False)
    page = reader.page
    page.goto(reader.root + site.story("third-generation"))
    expect(page.locator(".y-along__lying svg")).to_be_in_viewport()
    page.goto(f"{reader.root}{site.story('third-generation')}#leaving")
    expect(page.locator("h2#leaving")).to_be_in_viewport()
    expect(page.locator(".y-along__lying svg")).not_to_be_in_viewport()
