"""Pass links that open nothing, or nothing yet, or against odds: each is told in its own words, and none is lost."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from browser_links import ACTIVE, BAR, COPY, EARLY, ENDED, SAID, TOKEN, follow, link
from browser_reader import FIELD, FORM, STATUS, NewReader, Reader
from browser_site import Site, token
from playwright.sync_api import Route, expect

STORY, OTHER, PERSON = "came-back", "the-town-i-sold-to", "naoko-ogawa"


_DEAD = {
    "early": (token(EARLY), "2027年2月15日から2027年3月7日まで"),
    "ended": (token(ENDED), "、2026年6月27日まででした"),
    "unknown": ("AAECAwQFBgcICQoLDA0ODw", "このサイトでは見つかりませんでした"),
    "too-short": (TOKEN[:-1], "このサイトでは見つかりませんでした"),
    "empty": ("", "このサイトでは見つかりませんでした"),
    "no-token": ("%E3%81%82", "このサイトでは見つかりませんでした"),
}


@pytest.mark.parametrize("kind", _DEAD)
def test_a_link_that_opens_nothing_says_why_and_what_to_do(phone: Reader, site: Site, kind: str) -> None:
    """Each kind has a sentence with its days in a live region; the form and the way to the open stories are there."""
    words, said = _DEAD[kind]
    page = follow(phone, site.story(STORY), words, "leaving")
    phone.shut()
    expect(page.locator(SAID)).to_contain_text(said)
    expect(page.locator(SAID)).to_have_attribute("role", "status")
    expect(page.locator(STATUS)).to_be_empty()
    expect(page.locator(FIELD)).not_to_have_attribute("aria-invalid", "true")
    assert page.url == phone.root + site.story(STORY) + "#leaving"
    # Who comes back on the day will want the link again; nobody wants one that is over.
    expect(page.locator(COPY)).to_have_count(1 if kind == "early" else 0)
    phone.type(site.passphrases["guests"])
    expect(page.locator(".y-story h1")).to_be_focused()
    expect(page.locator("#leaving")).to_be_in_viewport()


def test_a_dead_link_leads_on_to_the_open_stories(phone: Reader, site: Site) -> None:
    """From the gate with an ended link, the stories that are open to everyone are one tap away."""
    follow(phone, site.story(STORY), token(ENDED))
    page = phone.follow(".y-gate__alt a", "stories/")
    expect(page.locator(".y-card--story").first).to_be_visible()


def test_a_dead_link_to_an_open_page_is_told_above_it(wide: Reader, site: Site) -> None:
    """An open story can be read, with a line above it that says what became of the link; the next page is quiet."""
    page = follow(wide, site.story("third-generation"), token(ENDED))
    expect(page.locator(".y-story h1")).to_be_visible()
    expect(page.locator("[data-note]")).to_contain_text("、2026年6月27日まででした")
    expect(page.locator(".y-announcer")).to_contain_text("、2026年6月27日まででした")
    wide.go("stories/")
    expect(page.locator("[data-note]")).to_have_count(0)


def test_an_early_link_tells_the_same_after_a_reload(phone: Reader, site: Site) -> None:
    """Whoever loads the page again in the same tab is told the same, and can still copy the link."""
    page = follow(phone, site.story(STORY), token(EARLY))
    phone.reload()
    expect(page.locator(SAID)).to_contain_text("2027年2月15日から")
    expect(page.locator(COPY)).to_be_visible()


def test_a_link_speaks_english(phone: Reader, site: Site) -> None:
    """On an English page all that is said of links is English, days included."""
    page = follow(phone, f"en/{site.story(STORY)}")
    expect(page.locator(f"{BAR} .y-link__words")).to_have_text("Opened by link (until Dec 19).")
    expect(page.get_by_role("button", name="Copy the link")).to_be_visible()
    expect(page.locator(".y-header [data-audience-title]")).to_have_text("By link until Dec 19")
    for kind, said in (
        ("early", "from February 15, 2027 until March 7, 2027"),
        ("ended", "until June 27, 2026"),
        ("unknown", "not known here"),
    ):
        other = phone.tab()
        follow(other, f"en/{site.story(STORY)}", _DEAD[kind][0])
        expect(other.page.locator(SAID)).to_contain_text(said)


def test_a_pass_that_ends_while_it_is_open_says_so(wide: Reader, site: Site, renewed: Site) -> None:
    """After a build past its last day, the page says when the link ended, and not that a passphrase was wrong."""
    page = follow(wide, site.story(STORY))
    wide.host.files = renewed.files
    wide.reload()
    wide.shut()
    expect(page.locator(SAID)).to_contain_text("2026年11月20日まででした")
    expect(page.locator(STATUS)).to_be_empty()
    expect(page.locator(COPY)).to_have_count(0)
    wide.go(site.story(STORY))
    expect(page.locator(SAID)).to_contain_text("2026年11月20日まででした")


def test_a_replaced_link_says_that_there_is_a_new_one(wide: Reader, site: Site, renewed: Site) -> None:
    """The link of an earlier epoch is told apart from one that is over, with the days of the new one."""
    wide.host.files = renewed.files
    page = follow(wide, site.story(STORY), token(EARLY))
    wide.shut()
    expect(page.locator(SAID)).to_contain_text(
        "新しいリンク（2027年2月15日から2027年3月7日まで）に替わりました"
    )
    expect(page.locator(COPY)).to_have_count(0)


def test_an_old_keyring_in_a_cache_is_passed_by(wide: Reader, site: Site, renewed: Site) -> None:
    """A link that the keyring at hand does not know is looked for once more past every cache."""
    page = wide.page
    page.add_init_script(_ASKED)
    answers = iter((renewed, site))
    page.route("**/keyring.json", lambda route: route.fulfill(path=next(answers).files / "keyring.json"))
    follow(wide, site.story(STORY))
    expect(page.locator(".y-story h1")).to_be_visible()
    assert page.evaluate("globalThis.asked") == ["no-cache", "reload"]


def test_a_site_that_was_rebuilt_meanwhile_opens_all_the_same(
    wide: Reader, site: Site, renewed: Site
) -> None:
    """With an old copy of the page and the new keyring, page and keyring are fetched anew and a guest reads on."""
    page = wide.unlock(site.passphrases["members"], site.story(STORY))
    wide.host.files = renewed.files
    wide.go(site.story(STORY))
    expect(page.locator(".y-story h1")).to_be_visible()


def test_an_unreachable_keyring_loses_no_link(wide: Reader, site: Site) -> None:
    """Without the keyring the page says so and offers the link; loaded again with a connection, it opens."""
    wide.watch.provoked("keyring.json", "Failed to load resource")
    page = wide.page
    page.route("**/keyring.json", lambda route: route.abort())
    follow(wide, site.story(STORY))
    wide.says("読み込めませんでした")
    expect(page.locator(COPY)).to_be_visible()
    page.unroute("**/keyring.json")
    wide.reload()
    expect(page.locator(".y-story h1")).to_be_visible()


def test_where_storage_is_refused_links_carry_the_link_on(new_reader: NewReader, site: Site) -> None:
    """Without any storage the page opens and says so; its links open the pass's other pages, and show no token."""
    reader = new_reader()
    reader.page.add_init_script(_NO_STORAGE)
    page = follow(reader, site.story(STORY))
    expect(page.locator(".y-story h1")).to_be_visible()
    expect(page.locator(".y-note").last).to_contain_text("リンクからは、そのまま読み進められます")
    expect(page.locator(".y-announcer")).to_contain_text("リンクからは、そのまま読み進められます")
    reader.follow("[data-section=related] .y-button", "stories/")
    reader.follow(f"[data-section=pass] a[href$='{site.story(OTHER)}']", site.story(OTHER))
    expect(page.locator(".y-story h1")).to_be_visible()
    assert TOKEN not in page.content()
    reader.follow(".y-switch", f"en/{site.story(OTHER)}")
    expect(page.locator(".y-story h1")).to_be_visible()
    reader.lock()
    reader.shut()


def test_without_webassembly_a_link_opens(new_reader: NewReader, site: Site) -> None:
    """No passphrase is hardened for a link; only where one would be typed is the want of WebAssembly told."""
    reader = new_reader()
    reader.page.add_init_script("delete globalThis.WebAssembly")
    page = follow(reader, site.story(STORY))
    expect(page.locator(".y-story h1")).to_be_visible()
    page.goto(reader.root + site.person(PERSON))
    expect(page.locator(STATUS)).to_contain_text("WebAssembly")
    expect(page.locator(SAID)).to_contain_text("ほかの物語です")
    expect(page.locator(FORM)).to_be_hidden()


def test_what_stops_everything_gives_the_link_back(new_reader: NewReader, site: Site) -> None:
    """Over plain http, and in an old browser, the sentence comes with the link, to take it where it can be opened."""
    reader = new_reader()
    page = reader.page
    root = reader.root.replace("127.0.0.1", "plain.test")
    page.goto(root + link(site.story(STORY)))
    expect(page.locator(STATUS)).to_contain_text("アドレスの先頭を https:// に変えて")
    page.click(COPY)
    expect(page.locator(f"{BAR} input")).to_have_value(
        root.replace("http:", "https:") + link(site.story(STORY))
    )
    old = new_reader()
    old.page.add_init_script(
        "globalThis.DecompressionStream = class { constructor() { throw new TypeError(); } };"
    )
    old.page.goto(old.root + link(site.story(STORY)))
    expect(old.page.locator(STATUS)).to_contain_text("Safari 16.4")
    expect(old.page.locator(COPY)).to_be_visible()


def test_without_javascript_the_link_stays_as_it_is(new_reader: NewReader, site: Site) -> None:
    """The page says that it needs JavaScript, and the address still has the token for another browser."""
    reader = new_reader(java_script_enabled=False)
    page = reader.page
    page.goto(reader.root + link(site.story(STORY)))
    expect(page.locator(".y-gate__plain")).to_be_visible()
    assert page.url.endswith(f"#p={TOKEN}")


def test_an_altered_object_keeps_the_page_shut_to_a_link(wide: Reader, site: Site) -> None:
    """Where what the pass opens is not as it was sealed, the page says so and shows nothing of it."""
    page = wide.page

    def answer(route: Route) -> None:
        response = route.fetch()
        found = re.search(rf'data-audience="{ACTIVE}" data-object="">([\w.-]+)', response.text())
        assert found
        flipped = found[1][:-1] + ("A" if found[1][-1] != "A" else "Q")
        route.fulfill(response=response, body=response.text().replace(found[1], flipped))

    page.route(f"**/{site.story(STORY)}", answer)
    follow(wide, site.story(STORY))
    wide.shut()
    wide.says("封をしたときのものと違う")
    expect(page.locator(".y-story")).to_have_count(0)


def test_a_slow_network_is_told_of(wide: Reader, site: Site) -> None:
    """While the keyring is long in coming, the page says that the link is being opened; then it opens."""
    page = wide.page
    waiting: list[Route] = []
    page.route("**/keyring.json", _held_back(waiting))
    page.goto(wide.root + link(site.story(STORY)))
    expect(page.locator(STATUS)).to_be_visible()
    expect(page.locator(STATUS)).to_have_text("リンクを開いています…")
    expect(page.locator("[data-gate-progress]")).to_be_visible()
    for route in waiting:
        route.continue_()
    expect(page.locator(".y-story h1")).to_be_visible()


def test_the_keyring_is_asked_for_before_the_gate_has_come(wide: Reader, site: Site) -> None:
    """By a link, and on the next page by the session, the page itself asks for the keyring, and nobody once more."""
    page, host = wide.page, wide.host
    for address in (link(site.story(STORY)), site.story(OTHER)):
        held: list[Route] = []
        page.route("**/gate.js*", _held_back(held))
        before = len(host.hits)
        with page.expect_response("**/keyring.json"):
            page.goto(wide.root + address, wait_until="commit")
        for route in held:
            route.continue_()
        page.unroute("**/gate.js*")
        wide.settled()
        expect(page.locator(".y-story h1")).to_be_visible()
        assert host.paths[before:].count("/keyring.json") == 1


def test_a_late_script_opens_a_page_as_it_was_served(wide: Reader, renewed: Site) -> None:
    """Where the theme is done before the gate's script comes, what it added to the page is not doubled."""
    wide.host.files = renewed.files
    wide.unlock(renewed.passphrases["guests"])
    page = wide.go("stories/")
    expect(page.locator(".md-typeset__table")).to_have_count(1)
    count = page.locator("#y-page *").count()
    held: list[Route] = []
    page.route("**/gate.js*", _held_back(held))
    page.goto(wide.root + "stories/", wait_until="domcontentloaded")
    expect(page.locator(".md-typeset__table")).to_have_count(1)
    for route in held:
        route.continue_()
    wide.settled()
    expect(page.locator(".y-card--story")).not_to_have_count(0)
    assert page.locator("#y-page *").count() == count


def _held_back(routes: list[Route]) -> Callable[[Route], None]:
    """Lets requests wait in a list."""

    def hold(route: Route) -> None:
        routes.append(route)

    return hold


_ASKED = """
const { fetch } = globalThis;
globalThis.asked = [];
globalThis.fetch = (url, options) => {
  if (url.endsWith("/keyring.json")) globalThis.asked.push(options.cache);
  return fetch(url, options);
};"""
_NO_STORAGE = """
for (const name of ["indexedDB", "sessionStorage"]) {
  Object.defineProperty(window, name, { get() { throw new DOMException("no", "SecurityError"); } });
}"""
