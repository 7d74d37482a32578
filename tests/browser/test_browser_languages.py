"""Japanese and English: each page in both, and the way between them."""

from __future__ import annotations

import pytest
from browser_reader import FORM, Opened, Reader
from browser_site import Site
from playwright.sync_api import expect

from generator.render import STANDARD

STORY, PERSON = "came-back", "naoko-ogawa"


@pytest.mark.parametrize("place", [*STANDARD.values(), "person", "story"])
def test_the_switch_leads_to_the_same_page_and_back(opened: Opened, site: Site, place: str) -> None:
    """The other language is one tap away, on open and sealed pages alike, in its own `lang`, and so is the way back."""
    address = {"person": site.person(PERSON), "story": site.story(STORY)}.get(place, place)
    stranger = opened(None)
    page = stranger.go(address)
    expect(page.locator("html")).to_have_attribute("lang", "ja")
    switch = page.locator(".y-switch")
    expect(switch).to_have_attribute("hreflang", "en")
    stranger.follow(".y-switch", f"en/{address}")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(switch).to_have_attribute("lang", "ja")
    stranger.follow(".y-switch", address)
    expect(page.locator("html")).to_have_attribute("lang", "ja")


def test_the_hand_written_page_for_members_has_both_languages(wide: Reader, site: Site) -> None:
    """A sealed page of the company's own leads from one language to the other, and opens in both."""
    wide.unlock(site.passphrases["members"], site.own("members-guide.md"))
    page = wide.page
    expect(page.locator("#y-page h1")).to_contain_text("メンバーの手引き")
    wide.follow(".y-switch", f"en/{site.own('en/members-guide.md')}")
    expect(page.locator("#y-page h1")).not_to_contain_text("メンバーの手引き")
    expect(page.locator("section[data-gate]")).to_have_count(0)
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_the_gate_speaks_english(phone: Reader, site: Site) -> None:
    """On an English page the form, the gate's words, the title and all around a Japanese story are English."""
    page = phone.go(f"en/{site.story(STORY)}")
    expect(page.get_by_label("Passphrase", exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="Open", exact=True)).to_be_visible()
    phone.type("")
    phone.says("Please enter the passphrase.")
    phone.type("abacus abdomen zoom")
    phone.says("That passphrase did not open anything.")
    phone.type(site.passphrases["guests"])
    expect(page.locator(".y-story h1")).to_be_focused()
    expect(page.locator(".y-announcer")).to_have_text("Opened: Guests")
    expect(page).to_have_title("戻ってくるなんて、思っていなかった — Beyond Hinode Foods")
    expect(page.locator(".y-story")).to_have_attribute("lang", "ja")
    expect(page.locator(".y-by")).to_have_attribute("lang", "en")
    expect(page.locator(".y-by")).to_contain_text("Naoko Ogawa")


def test_what_was_opened_in_one_language_is_open_in_the_other(wide: Reader, site: Site) -> None:
    """The languages are one site: unlocked in Japanese, the English pages are open, and locking shuts both."""
    wide.unlock(site.passphrases["guests"], site.person(PERSON))
    page = wide.follow(".y-switch", f"en/{site.person(PERSON)}")
    expect(page.locator(".y-profile h1")).to_contain_text("Naoko Ogawa")
    wide.lock()
    wide.says("Locked. To read on, enter the passphrase or open your link again.")
    wide.go(site.person(PERSON))
    expect(page.locator(FORM)).to_be_visible()
