"""The gate as a form: what it says, where the focus goes, and every way in which a passphrase may be typed."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from browser_reader import FIELD, FORM, STATUS, NewReader, Reader
from browser_site import Site
from playwright.sync_api import expect

STORY, PERSON = "came-back", "naoko-ogawa"
_USELESS = {
    "": "合言葉を入れてください。",
    "あいことば": "合言葉の形ではないようです",
    " \u3000 ": "合言葉を入れてください。",
    "abacus abdomen zoom café": "合言葉の形ではないようです",
    "abacus abdomen zoom abacus abdomen zoom": "この合言葉では、どこも開きませんでした",
}


def test_what_opens_nothing_is_told_in_its_own_sentence(phone: Reader, site: Site) -> None:
    """The live region tells what is the matter; the field has the focus, and what was typed is there, selected."""
    page = phone.go(site.story(STORY))
    status, field = page.locator(STATUS), page.locator(FIELD)
    assert (status.get_attribute("role"), status.get_attribute("aria-live")) == ("status", "polite")
    assert STATUS[1:] in (field.get_attribute("aria-describedby") or "").split()
    for typed, said in _USELESS.items():
        page.focus("[data-remember]")
        phone.type(typed)
        phone.says(said)
        expect(field).to_be_focused()
        expect(field).to_have_value(typed)
        expect(field).to_have_attribute("aria-invalid", "true")
        assert page.evaluate(_SELECTED) == [0, len(typed)]
        assert page.title() == "日の出フーズの、その先。"
        field.press_sequentially("x")
        expect(field).not_to_have_attribute("aria-invalid", "true")


def test_the_right_passphrase_puts_the_page_in_the_gates_place(phone: Reader, site: Site) -> None:
    """The content is there, the title is the story's, its headline has the focus, and a live region names who reads."""
    page = phone.go(site.story(STORY))
    phone.type(site.passphrases["guests"])
    headline = page.locator("#y-page h1")
    expect(headline).to_have_text("戻ってくるなんて、思っていなかった")
    expect(headline).to_be_focused()
    expect(page).to_have_title("戻ってくるなんて、思っていなかった — 日の出フーズの、その先。")
    expect(page.locator("section[data-gate]")).to_have_count(0)
    expect(page.locator(".y-announcer[role=status]")).to_have_text("開きました：来場者")
    expect(page.locator(".y-header [data-audience-title]")).to_have_text("来場者")
    assert page.locator("#y-page").get_attribute("data-sealed") is None


def test_the_page_opens_where_its_link_led(phone: Reader, site: Site) -> None:
    """A link to an answer inside a sealed story ends at that answer once the story is open."""
    page = phone.go(site.story(STORY) + "#leaving")
    phone.type(site.passphrases["guests"])
    expect(page.locator("#leaving")).to_be_in_viewport()
    assert page.url.endswith("#leaving")


@pytest.mark.parametrize(
    "typing",
    [
        lambda words: (
            words.upper()
            .translate({code: code + 0xFEE0 for code in range(0x21, 0x7F)})
            .replace(" ", "\u3000")
        ),
        lambda words: (
            "\t "
            + words.title().replace(" ", "-", 2).replace(" ", "  ", 1).replace(" ", "\u2013", 3)
            + "\u3000"
        ),
    ],
    ids=["full-width-capitals", "hyphens-dashes-and-blanks"],
)
def test_a_passphrase_may_be_typed_in_many_ways(
    phone: Reader, site: Site, typing: Callable[[str], str]
) -> None:
    """Capitals, full-width letters, hyphens, dashes and stray blanks make no difference."""
    page = phone.go(site.story(STORY))
    phone.type(typing(site.passphrases["guests"]))
    expect(page.locator(".y-story h1")).to_be_focused()


def test_what_is_typed_can_be_shown_and_hidden(phone: Reader, site: Site) -> None:
    """The button beside the field turns the dots into letters and back, and its label says what it will do next."""
    page = phone.go(site.story(STORY))
    field, reveal = page.locator(FIELD), page.locator("[data-action=reveal]")
    page.fill(FIELD, "abacus")
    expect(field).to_have_attribute("type", "password")
    for kind, label in (("text", "隠す"), ("password", "表示"), ("text", "隠す")):
        before = reveal.inner_text()
        reveal.click()
        expect(field).to_have_attribute("type", kind)
        expect(reveal).to_have_text(label)
        assert before != label
        assert reveal.get_attribute("aria-pressed") in (None, "true" if kind == "text" else "false")
    expect(field).to_have_value("abacus")


def test_password_managers_know_the_field(wide: Reader, site: Site) -> None:
    """The form has a label, a field for the current passphrase and one for the user name, which no one sees."""
    page = wide.go(site.story(STORY))
    field = page.get_by_label("合言葉", exact=True)
    expect(field).to_have_attribute("autocomplete", "current-password")
    expect(field).to_have_attribute("autocapitalize", "none")
    expect(field).to_have_attribute("spellcheck", "false")
    assert page.locator(f"{FORM} [autocomplete=username]").count() == 1
    expect(page.locator(f"{FORM} [autocomplete=username]")).to_be_hidden()


def test_the_keyboard_alone_opens_and_locks(wide: Reader, site: Site) -> None:
    """Tab, Space and Enter reach the field, the show button and the box, open the page and lock it again."""
    page = wide.go(site.story(STORY))
    _tab_to(wide, FIELD)
    page.keyboard.type(site.passphrases["guests"])
    _tab_to(wide, "[data-action=reveal]")
    page.keyboard.press("Space")
    expect(page.locator(FIELD)).to_have_attribute("type", "text")
    _tab_to(wide, "[data-remember]")
    page.keyboard.press("Space")
    expect(page.locator("[data-remember]")).to_be_checked()
    _tab_to(wide, f"{FORM} [type=submit]")
    page.keyboard.press("Enter")
    expect(page.locator(".y-story h1")).to_be_focused()
    page.keyboard.press("Control+Home")
    page.evaluate("document.activeElement.blur(); getSelection().removeAllRanges()")
    _tab_to(wide, ".y-header [data-action=lock]", back=True)
    page.keyboard.press("Enter")
    wide.shut()


def test_the_gate_is_busy_once(wide: Reader, site: Site) -> None:
    """While a passphrase is checked the form says so and is marked busy, and sending it again does nothing."""
    page = wide.go(site.story(STORY))
    page.evaluate(_RECORD)
    page.fill(FIELD, site.passphrases["guests"])
    page.evaluate(
        "const form = document.querySelector('[data-gate-form]'); form.requestSubmit(); form.requestSubmit();"
    )
    expect(page.locator(".y-story h1")).to_be_focused()
    assert ["true", False, "確かめています…"] in page.evaluate("globalThis.states")
    assert wide.host.paths.count("/keyring.json") == 1


def test_the_unlock_page_tells_what_is_open_and_locks_again(wide: Reader, site: Site) -> None:
    """It lists every audience that is open, in place of the form; its button brings the form back."""
    page = wide.unlock(site.passphrases["members"])
    expect(page.locator("[data-gate-audiences] li")).to_have_text(["来場者", "メンバー"])
    expect(page.locator("#y-gate-title")).to_be_focused()
    wide.reload()
    expect(page.locator("[data-gate-audiences] li")).to_have_text(["来場者", "メンバー"])
    page.click("[data-gate-open] [data-action=lock]")
    expect(page.locator(FORM)).to_be_visible()
    expect(page.locator("[data-gate-open]")).to_be_hidden()
    expect(page.locator(FIELD)).to_have_value("")


def test_a_right_passphrase_for_other_pages_says_so(wide: Reader, site: Site) -> None:
    """A guest before a members' page is told that the passphrase is right but opens others; one more opens it."""
    page = wide.go(site.person("shiho-murase"))
    wide.type(site.passphrases["guests"])
    wide.says("合言葉は合っていて、ほかのページは開きました")
    expect(page.locator(FIELD)).to_be_focused()
    wide.reload()
    wide.shut()
    wide.says("これまでに開いた範囲の外にあります")
    wide.type(site.passphrases["members"])
    expect(page.locator(".y-profile h1")).to_contain_text("村瀬 志保")


def test_the_site_works_below_a_path(new_reader: NewReader, site: Site) -> None:
    """On a host where the site is a folder among others, the gate opens, links stay inside, and pictures show."""
    reader = new_reader()
    reader.root = reader.host.url + "branch/"
    page = reader.unlock(site.passphrases["members"], site.person(PERSON))
    expect(page.locator(".y-portrait")).to_have_attribute("src", re.compile("^blob:"))
    reader.follow(".y-logo", "")
    reader.follow(f".y-cards a[href$='{site.story(STORY)}']", site.story(STORY))
    expect(page.locator(".y-story h1")).to_be_visible()
    assert all(path.startswith("/branch/") for path in reader.host.paths)


def _tab_to(reader: Reader, selector: str, *, back: bool = False) -> None:
    """Presses Tab until the element has the focus."""
    for _ in range(40):
        reader.page.keyboard.press("Shift+Tab" if back else "Tab")
        if reader.page.locator(f"{selector}:focus").count():
            return
    raise AssertionError(f"Tab does not lead to {selector}")


_SELECTED = "[document.activeElement.selectionStart, document.activeElement.selectionEnd]"
_RECORD = """() => {
  globalThis.states = [];
  const gate = document.querySelector("section[data-gate]");
  new MutationObserver(() => {
    globalThis.states.push([
      gate.querySelector("form").getAttribute("aria-busy"),
      gate.querySelector("[data-gate-progress]").hidden,
      gate.querySelector("#y-gate-status").textContent,
    ]);
  }).observe(gate, { subtree: true, attributes: true, childList: true });
}"""
