"""Pass links that open: without typing, gone from the address, given back, and beside a passphrase."""

from __future__ import annotations

import pytest
from browser_links import BAR, COPY, SAID, TOKEN, follow, link
from browser_reader import FIELD, NewReader, Reader
from browser_site import Site
from playwright.sync_api import Browser, Page, expect

STORY, OTHER, PERSON = "came-back", "the-town-i-sold-to", "naoko-ogawa"


def test_a_link_opens_its_story_without_typing(phone: Reader, site: Site) -> None:
    """The story is there, with its title; a live region and a line above it say by what it is open and until when."""
    page = follow(phone, site.story(STORY))
    expect(page.locator(".y-story h1")).to_have_text("戻ってくるなんて、思っていなかった")
    expect(page).to_have_title("戻ってくるなんて、思っていなかった — 日の出フーズの、その先。")
    expect(page.locator("section[data-gate]")).to_have_count(0)
    expect(page.locator(f"{BAR} .y-link__words")).to_have_text("リンクで開いています（12月19日まで）。")
    expect(page.locator(".y-announcer[role=status]")).to_have_text("リンクで開いています（12月19日まで）。")
    expect(page.locator(".y-header [data-audience-title]")).to_have_text("リンク 12月19日まで")
    expect(page.locator("#y-page a[href*='/a/']")).to_have_count(0)
    assert "/assets/yorimichi/argon2.js" not in phone.host.paths


def test_the_token_is_nowhere_but_where_it_is_given_back_from(wide: Reader, site: Site) -> None:
    """It is in no address, entry of the tab's history, request, or element of the page."""
    page = wide.page
    page.goto("about:blank")
    page.add_init_script(
        "addEventListener('hashchange', () => (globalThis.hashes ??= []).push(location.href))"
    )
    follow(wide, site.story(STORY), anchor="leaving")
    assert page.url == wide.root + site.story(STORY) + "#leaving"
    assert page.evaluate("[history.length, history.state]") == [2, None]
    assert TOKEN not in page.content()
    assert [hit.path for hit in wide.host.hits if TOKEN in hit.path] == []
    wide.go("")
    page.go_back()
    wide.settled()
    assert page.url == wide.root + site.story(STORY) + "#leaving"
    expect(page.locator(".y-story h1")).to_be_visible()


def test_the_token_leaves_though_everything_after_it_fails(new_reader: NewReader, site: Site) -> None:
    """With a script that breaks at its first steps, the address has no token all the same."""
    reader = new_reader()
    reader.watch.provoked("broken")
    reader.page.add_init_script("document.querySelector = () => { throw new Error('broken'); };")
    reader.page.goto(reader.root + link(site.story(STORY)))
    reader.page.wait_for_url(reader.root + site.story(STORY))


def test_the_links_anchor_is_followed(phone: Reader, site: Site) -> None:
    """A link to an answer ends at that answer."""
    page = follow(phone, site.story(STORY), anchor="leaving")
    expect(page.locator("#leaving")).to_be_in_viewport()


def test_the_passs_other_stories_are_open_in_the_tab_and_no_more(wide: Reader, site: Site) -> None:
    """Over reloads and links the pass's stories stay open in this tab; other pages and other tabs are shut as ever."""
    page = follow(wide, site.story(STORY))
    wide.reload()
    expect(page.locator(".y-story h1")).to_be_visible()
    expect(page.locator(".y-announcer")).to_be_empty()
    wide.follow("[data-section=related] .y-button", "stories/")
    titles = page.locator("[data-section=pass] .y-card__title")
    expect(titles).to_have_count(4)
    expect(page.locator(".y-sealed")).to_have_count(1)
    wide.follow(f"[data-section=pass] a[href$='{site.story(OTHER)}']", site.story(OTHER))
    expect(page.locator(".y-story h1")).to_be_visible()
    expect(page.locator(BAR)).to_be_visible()
    wide.go(site.person(PERSON))
    wide.shut()
    expect(page.locator(SAID)).to_contain_text("このページではなく、ほかの物語です")
    other = wide.tab()
    other.go(site.story(STORY))
    other.shut()
    expect(other.page.locator(SAID)).to_be_empty()


def test_who_came_by_a_link_can_type_a_passphrase_as_well(wide: Reader, site: Site) -> None:
    """The unlock page says that something is open, and a button brings the field for more."""
    follow(wide, site.story(STORY))
    page = wide.go("unlock/")
    expect(page.locator("#y-gate-title")).to_have_text("開いています")
    expect(page.locator(FIELD)).to_be_hidden()
    page.click("[data-action=another]")
    expect(page.locator(FIELD)).to_be_focused()
    wide.type(site.passphrases["guests"])
    expect(page.locator("[data-gate-audiences] li").first).to_have_text("来場者")
    expect(page.locator("[data-gate-audiences] li")).to_have_count(2)
    expect(page.locator(FIELD)).to_be_hidden()
    expect(page.locator("[data-action=another]")).to_be_visible()


def test_the_bar_copies_the_link_of_each_page(wide: Reader, site: Site) -> None:
    """The button gives the very link back, on this story with its anchor, and on the pass's other one; both open it."""
    page = wide.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    follow(wide, site.story(STORY), anchor="leaving")
    copied = _copied(page)
    assert copied == wide.root + link(site.story(STORY), anchor="leaving")
    wide.go(site.story(OTHER))
    wide.reload()
    assert _copied(page) == wide.root + link(site.story(OTHER))
    other = wide.tab()
    other.page.goto(copied)
    other.settled()
    expect(other.page.locator(".y-story h1")).to_be_visible()


@pytest.mark.parametrize("size", [(390, 844), (1280, 900)])
@pytest.mark.parametrize("language", ["", "en/"])
def test_nothing_moves_once_the_text_is_there(
    new_reader: NewReader, site: Site, size: tuple[int, int], language: str
) -> None:
    """The line of the pass and the header's words come after the text, which stays where it was first shown."""
    reader = new_reader(size)
    reader.page.add_init_script(_FIRST_TOP)
    page = follow(reader, language + site.story(STORY))
    expect(page.locator(BAR)).to_be_visible()
    first, last = page.evaluate("[globalThis.first, globalThis.top_()]")
    assert abs(first - last) < 1


@pytest.mark.parametrize(
    "clipboard",
    ["undefined", "{ writeText: () => Promise.reject(new DOMException('no', 'NotAllowedError')) }"],
)
def test_where_nothing_can_be_copied_the_link_is_shown(
    new_reader: NewReader, site: Site, clipboard: str
) -> None:
    """In an app without a clipboard, or with one that refuses, the link stands selected in a field with a label."""
    reader = new_reader()
    reader.page.add_init_script(f"Object.defineProperty(navigator, 'clipboard', {{ value: {clipboard} }})")
    page = follow(reader, site.story(STORY))
    for _ in range(2):
        page.click(COPY)
        field = page.get_by_label("こちらのリンクをコピーしてください")
        expect(field).to_have_count(1)
        expect(field).to_be_focused()
        expect(field).to_have_value(reader.root + link(site.story(STORY)))
        assert page.evaluate("getSelection().toString()") == reader.root + link(site.story(STORY))


def test_a_link_pasted_into_the_tab_opens_the_page_that_is_there(wide: Reader, site: Site) -> None:
    """At the gate, a link pasted into the address bar opens the page, whose headline gets the focus."""
    page = wide.go(site.story(STORY))
    wide.shut()
    page.focus(FIELD)
    before = page.evaluate("history.length")
    page.evaluate("hash => { location.hash = hash; }", f"p={TOKEN}")
    expect(page.locator(".y-story h1")).to_be_focused()
    assert page.url == wide.root + site.story(STORY)
    assert page.evaluate("history.length") == before + 1
    expect(page.locator(".y-announcer")).to_have_text("リンクで開いています（12月19日まで）。")
    # One that is pasted later, and opens nothing, leaves the page open and is told of above it.
    page.evaluate("location.hash = 'p=nonsense&leaving'")
    expect(page.locator("[data-note]")).to_contain_text("このサイトでは見つかりませんでした")
    expect(page.locator(".y-announcer")).to_contain_text("このサイトでは見つかりませんでした")
    expect(page.locator(".y-story h1")).to_be_visible()
    assert page.url == wide.root + site.story(STORY) + "#leaving"


def test_a_lock_ends_the_link_too(wide: Reader, site: Site) -> None:
    """The header's button shuts the pages, and nothing of the link is left in any storage of the tab."""
    page = follow(wide, site.story(STORY))
    assert TOKEN in page.evaluate(_ALL_STORED)
    wide.lock()
    wide.shut()
    wide.says("鍵をかけました")
    assert TOKEN not in page.evaluate(_ALL_STORED)
    wide.reload()
    wide.shut()
    expect(page.locator(BAR)).to_have_count(0)


def test_only_the_tab_keeps_the_token(wide: Reader, site: Site) -> None:
    """The database and the device's storage hold no token, and the secret in it cannot be read out."""
    page = follow(wide, site.story(STORY))
    expect(page.locator(BAR)).to_be_visible()
    page.wait_for_function("() => sessionStorage.getItem('yorimichi / tokens') !== null")
    assert page.evaluate("JSON.stringify({ ...localStorage })").find(TOKEN) < 0
    entries = page.evaluate(_ENTRIES)
    assert [entry["extractable"] for entry in entries] == [False]
    assert TOKEN not in str(entries)


def test_a_passphrase_and_a_link_are_both_open(wide: Reader, site: Site) -> None:
    """A guest who follows a link gets the guests' page, which has more; lists and the gate's page show both."""
    wide.unlock(site.passphrases["guests"])
    page = follow(wide, site.story(STORY))
    expect(page.locator(".y-by a")).to_be_visible()
    expect(page.locator(".y-header [data-audience-title]")).to_have_text("来場者")
    expect(page.locator(BAR)).to_be_visible()
    expect(page.locator("#y-page [data-note]")).to_have_count(0)
    wide.go("unlock/")
    expect(page.locator("[data-gate-audiences] li")).to_have_text(["来場者", "リンク 12月19日まで"])
    wide.go("stories/")
    expect(page.locator("[data-section=pass] .y-card__title")).to_have_count(4)
    wide.go(site.person(PERSON))
    expect(page.locator(".y-profile h1")).to_be_visible()


def test_opening_by_link_again_doubles_nothing(wide: Reader, site: Site) -> None:
    """Followed, locked and followed again, a page has one bar, one story and one list."""
    counts = []
    for _ in range(2):
        page = follow(wide, site.story(STORY))
        expect(page.locator(BAR)).to_have_count(1)
        counts.append(page.locator("body *").count())
        wide.lock()
    assert counts[0] == counts[1]


def test_the_keyboard_copies_and_locks(wide: Reader, site: Site) -> None:
    """From the head of the page, Tab leads to the lock and to the copying button, and Enter uses them."""
    page = wide.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    follow(wide, site.story(STORY))
    _tab_to(page, COPY)
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="コピーしました")).to_be_visible()
    _tab_to(page, ".y-header [data-action=lock]", back=True)
    page.keyboard.press("Enter")
    wide.shut()


def test_a_page_that_the_browser_kept_shuts_when_the_link_was_locked(
    new_reader: NewReader, caching_browser: Browser, site: Site
) -> None:
    """A page opened by a link that comes back from the back/forward cache shuts once it was locked meanwhile."""
    reader = new_reader(using=caching_browser)
    page = follow(reader, site.story(STORY))
    expect(page.locator(BAR)).to_be_visible()
    reader.go("stories/")
    reader.lock()
    page.evaluate("history.back()")
    reader.shut()
    expect(page.locator(".y-story")).to_have_count(0)


def _copied(page: Page) -> str:
    page.click(COPY)
    expect(page.locator(".y-link__answer")).to_have_text("コピーしました。")
    copied: str = page.evaluate("navigator.clipboard.readText()")
    return copied


def _tab_to(page: Page, selector: str, *, back: bool = False) -> None:
    for _ in range(40):
        page.keyboard.press("Shift+Tab" if back else "Tab")
        if page.locator(f"{selector}:focus").count():
            return
    raise AssertionError(f"Tab does not lead to {selector}")


# Where the heading is when it is first painted: a frame after it was put into the page.
_FIRST_TOP = """
globalThis.top_ = () => document.querySelector(".y-story h1").getBoundingClientRect().top + scrollY;
new MutationObserver((_, watcher) => {
  if (!document.querySelector(".y-story h1")) return;
  watcher.disconnect();
  requestAnimationFrame(() => (globalThis.first = top_()));
}).observe(document, { childList: true, subtree: true });"""
_ALL_STORED = "JSON.stringify([{ ...localStorage }, { ...sessionStorage }, history.state, location.href])"


_ENTRIES = """() => new Promise((resolve, reject) => {
  const opening = indexedDB.open("yorimichi /");
  opening.onerror = () => reject(opening.error);
  opening.onsuccess = () => {
    const all = opening.result.transaction("secrets").objectStore("secrets").getAll();
    all.onsuccess = () => {
      opening.result.close();
      resolve(all.result.map(({ id, tab, secret }) => ({ id, tab, extractable: secret.extractable })));
    };
  };
})"""


def test_a_page_left_while_its_link_is_opened_keeps_the_link(wide: Reader, site: Site) -> None:
    """The token has left the address, and nothing is kept yet: whoever loads the page again reads on all the same."""
    page = wide.page
    page.route("**/keyring.json", lambda _: None)  # on its way for ever
    page.goto(wide.root + link(site.story(STORY)))
    page.wait_for_url(wide.root + site.story(STORY))
    page.unroute("**/keyring.json")
    wide.reload()
    expect(page.locator(".y-story h1")).to_have_text("戻ってくるなんて、思っていなかった")
    assert TOKEN not in page.evaluate("sessionStorage.getItem('yorimichi / link') ?? ''")
