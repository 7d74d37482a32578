"""Stories by theme, on the page of all stories."""

from __future__ import annotations

import re

import yaml
from browser_reader import Reader
from browser_site import ROOT, Site
from playwright.sync_api import expect

_CARDS, _CHOSEN = ".y-card--story", ".y-theme[aria-pressed=true]"


def test_a_theme_shows_its_stories_and_stands_in_the_address(wide: Reader, site: Site) -> None:
    """Choosing one leaves just the stories that have the tag; the way back, a reload and a shared address keep that."""
    page = wide.unlock(site.passphrases["staff"])
    wide.go("stories/")
    every = page.locator(f"{_CARDS} >> visible=true").count()
    theme = page.get_by_role("button", name=re.compile("^起業"))
    number = int(theme.locator("small").inner_text())
    theme.click()
    expect(page.locator(f"{_CARDS} >> visible=true")).to_have_count(number)
    assert 0 < number < every
    wanted = [one for one in site.world.stories.values() if "founder" in one.raw["tags"]]
    assert number == len(wanted)
    expect(page.locator(".y-themes__told")).to_have_text(f"「起業」の物語：{number}編")
    expect(page).to_have_url(re.compile("#tag=founder$"))
    wide.reload()
    expect(page.locator(f"{_CARDS} >> visible=true")).to_have_count(number)
    expect(page.locator(_CHOSEN)).to_have_text(re.compile("起業"))
    page.go_back()
    expect(page.locator(f"{_CARDS} >> visible=true")).to_have_count(every)


def test_themes_are_those_of_the_stories_that_the_reader_has(wide: Reader, site: Site) -> None:
    """A tag of sealed stories alone is in no stranger's page, in no address, and comes with what opens them."""
    page = wide.go("stories/")
    stories = site.world.stories.values()
    open_tags = {tag for one in stories if one.audience == "public" for tag in one.raw["tags"]}
    all_tags = {tag for one in stories for tag in one.raw["tags"]}
    sealed = all_tags - open_tags
    assert sealed
    assert not [
        tag for tag in sealed if f'"{tag}"' in page.content() or f"&quot;{tag}&quot;" in page.content()
    ]
    wide.unlock(site.passphrases["staff"])
    wide.go("stories/")
    shown = page.locator(".y-theme").evaluate_all("all => all.map((one) => one.firstChild.textContent)")
    labels = yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8"))["plugins"][0]["yorimichi"]["tags"]
    assert {tag.strip() for tag in shown} == {"すべて", *(labels[tag]["ja"] for tag in all_tags)}
