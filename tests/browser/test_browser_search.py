"""The search box as readers use it: by keys, by touch, locked and opened, over a slow network and a broken one."""

from __future__ import annotations

import re

import pytest
from browser_axe import source, violations
from browser_reader import PHONE, WIDE, NewReader, Opened, Reader
from browser_site import Site, token
from playwright.sync_api import Page, Route, expect

BOX, FIELD, HIT = "dialog.y-search[open]", ".y-search__input", ".y-search [role=option]"
CHOSEN = f"{HIT}[aria-selected=true]"


def _search(page: Page, words: str) -> None:
    page.keyboard.press("/")
    expect(page.locator(FIELD)).to_be_focused()
    page.fill(FIELD, words)


def test_a_person_is_found_and_opened_by_keys_alone(opened: Opened, site: Site) -> None:
    """A key opens the box, typing finds, arrows choose, Enter goes there; the list says which one is chosen."""
    page = opened("members").go("join/")
    page.keyboard.press("s")
    expect(page.locator(FIELD)).to_be_focused()
    page.keyboard.insert_text("官能")
    expect(page.locator(".y-hit--person")).to_have_count(2)
    first, second = page.locator(HIT).nth(0), page.locator(HIT).nth(1)
    expect(first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    expect(second).to_have_attribute("aria-selected", "true")
    expect(page.locator(FIELD)).to_have_attribute("aria-activedescendant", second.get_attribute("id") or "")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.locator(HIT).last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    expect(page.locator(CHOSEN)).to_contain_text("小川 直子")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(site.person("naoko-ogawa")))
    expect(page.locator("h1")).to_contain_text("小川 直子")


def test_the_keys_are_letters_where_somebody_writes(wide: Reader) -> None:
    """In the gate's field and in the box itself, s and / are what is typed."""
    page = wide.go("unlock/")
    page.focus("#y-passphrase")
    page.keyboard.type("s/")
    expect(page.locator("#y-passphrase")).to_have_value("s/")
    expect(page.locator(BOX)).to_have_count(0)
    page.evaluate("document.activeElement.blur()")
    _search(page, "")
    page.keyboard.type("s/s")
    expect(page.locator(FIELD)).to_have_value("s/s")


def test_escape_empties_the_field_and_then_leaves(opened: Opened) -> None:
    """The first Escape takes back the words, the second gives the page back where it was."""
    page = opened("members").go("join/")
    page.locator(".y-find").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(BOX)
    page.fill(FIELD, "小川")
    expect(page.locator(".y-hit--person")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.locator(FIELD)).to_have_value("")
    expect(page.locator(HIT)).to_have_count(0)
    page.keyboard.press("Escape")
    expect(page.locator(BOX)).to_have_count(0)
    expect(page.locator(".y-find")).to_be_focused()


def test_what_is_found_is_marked_and_leads_into_the_story(opened: Opened, site: Site) -> None:
    """The passage shows the words, and its link leads to the heading under which they stand."""
    page = opened(None).go("")
    _search(page, "避難所")
    hit = page.locator(".y-hit--story").first
    expect(hit.locator("mark").first).to_have_text("避難所")
    href = hit.get_attribute("href") or ""
    assert site.story("first-seven-years") in href
    hit.click()
    page.wait_for_url(re.compile(site.story("first-seven-years")))


def test_how_many_were_found_is_said(opened: Opened) -> None:
    """A live region says it when the reader has stopped typing."""
    page = opened("members").go("join/")
    _search(page, "佐々木 焼き")
    expect(page.locator(".y-search [role=status]")).to_have_text("1件見つかりました。")
    page.fill(FIELD, "佐々木 くじら")
    expect(page.locator(".y-search [role=status]")).to_contain_text("見つかりませんでした")
    expect(page.locator(".y-search__note").first).to_contain_text("見つかりませんでした")
    page.get_by_role("button", name="「くじら」を外す").click()
    expect(page.locator(FIELD)).to_have_value("佐々木")
    expect(page.locator(".y-hit--person")).to_have_count(1)


def test_a_stranger_searches_what_is_open_and_is_told_that_there_is_more(
    new_reader: NewReader, site: Site
) -> None:
    """Nothing of what is sealed is found or hinted at; after unlocking in the same tab it is."""
    reader = new_reader()
    page = reader.go("unlock/")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/index/" in request.url else None)
    page.evaluate("document.activeElement.blur()")
    _search(page, "小川 直子")
    expect(page.locator(".y-search__note").first).to_contain_text("見つかりませんでした")
    expect(page.locator(".y-search__locked")).to_be_visible()
    assert asked
    assert all("/index/public/" in url for url in asked)
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    reader.type(site.passphrases["members"])
    expect(page.locator("html")).to_have_attribute("data-gate", "open")
    page.evaluate("document.activeElement.blur()")
    _search(page, "小川 直子")
    expect(page.locator(".y-hit--person")).to_contain_text("小川 直子")


def test_a_pass_finds_its_stories_and_nobody(new_reader: NewReader, site: Site) -> None:
    """Beside what is open to everyone a link finds the stories that it opens, and no person's page."""
    reader = new_reader()
    page = reader.go(f"{site.story('came-back')}#p={token('crossroads-2026-12')}")
    _search(page, "思っていなかった")
    expect(page.locator(".y-hit--story")).to_have_count(1)
    page.fill(FIELD, "おがわ")
    expect(page.locator(".y-hit--story")).to_have_count(1)
    expect(page.locator(".y-hit--person")).to_have_count(0)
    page.fill(FIELD, "after all 三年で辞めたこと")
    expect(page.locator(HIT)).to_have_count(0)


def test_a_part_that_fails_can_be_asked_for_again(new_reader: NewReader, site: Site) -> None:
    """The box says so, keeps what was typed, and finds after another try."""
    reader = new_reader()
    reader.watch.provoked("/index/")
    reader.watch.provoked("net::ERR_FAILED")
    reader.unlock(site.passphrases["members"])
    page = reader.go("join/")
    refuse = re.compile(r"/index/members/1\.jwe")

    def broken(route: Route) -> None:
        route.abort()

    page.route(refuse, broken)
    _search(page, "小川")
    retry = page.get_by_role("button", name="もう一度試す")
    expect(retry).to_be_visible()
    page.unroute(refuse)
    retry.click()
    expect(page.locator(".y-hit--person")).to_contain_text("小川 直子")
    expect(retry).to_have_count(0)


def test_waiting_shows_bones(new_reader: NewReader, site: Site) -> None:
    """Until the first people can be found, the box shows that it is at work."""
    reader = new_reader()
    reader.unlock(site.passphrases["members"])
    page = reader.go("join/")
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route(re.compile(r"/index/members/1\.jwe"), hold)
    _search(page, "小川")
    expect(page.locator(".y-search__wait").first).to_be_visible()
    while not held:
        page.wait_for_timeout(20)
    held[0].continue_()
    expect(page.locator(".y-hit--person")).to_contain_text("小川 直子")
    expect(page.locator(".y-search__wait")).to_have_count(0)


@pytest.mark.parametrize(
    "words", ["", "官能評価", "ないはずの言葉 小川", "acounting"], ids=["empty", "found", "none", "near"]
)
def test_axe_finds_nothing_in_the_box(opened: Opened, words: str) -> None:
    """Names, roles and contrast hold in every state, in both schemes and both widths."""
    page = opened("members").go("join/")
    _search(page, words)
    page.wait_for_timeout(700)
    page.evaluate(f"{source()}; 0")
    found = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        colours = "default" if scheme == "light" else "slate"
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", colours)
        for width, height in (WIDE, PHONE):
            page.set_viewport_size({"width": width, "height": height})
            found += [f"{scheme}, {width} px: {violation}" for violation in violations(page)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("width", [320, 360, 640])
def test_the_box_fits(opened: Opened, width: int) -> None:
    """On a small phone and at 200 % zoom nothing sticks out, and field, button and results can be reached."""
    page = opened("members").go("join/")
    page.set_viewport_size({"width": width, "height": 560})
    _search(page, "包装")
    expect(page.locator(".y-hit--person").first).to_be_visible()
    beyond = page.locator(".y-search, .y-search__body, .y-hit").evaluate_all(
        "all => all.map((one) => one.scrollWidth - one.clientWidth)"
    )
    assert max(beyond) <= 0
    for selector in (FIELD, ".y-search__close", f"{HIT} >> nth=0"):
        box = page.locator(selector).bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
        assert box["height"] >= 24
