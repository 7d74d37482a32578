"""When something is in the way: each has its own sentence, which says what to do, and nothing breaks."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

import pytest
from browser_reader import FIELD, FORM, STATUS, NewReader, Reader
from browser_site import Site
from playwright.sync_api import Page, Route, expect

STORY, PERSON = "came-back", "naoko-ogawa"
_TOKEN = re.compile(r'(data-audience="(\w+)" data-object="([^"]*)">)([\w.-]+)')


@pytest.mark.parametrize(("prefix", "told"), [("", "JavaScript"), ("en/", "needs JavaScript")])
def test_without_javascript_a_sealed_page_says_what_to_do(
    new_reader: NewReader, site: Site, prefix: str, told: str
) -> None:
    """It tells in a sentence, shows no form or button that could do nothing, and leads to what is open."""
    reader = new_reader(java_script_enabled=False)
    page = reader.page
    page.goto(reader.root + prefix + site.story(STORY))
    expect(page.locator(".y-gate__plain")).to_be_visible()
    expect(page.locator(".y-gate__plain")).to_contain_text(told)
    for selector in (FORM, FIELD, "[type=submit]", "button", ".y-header [data-lock]"):
        expect(page.locator(selector).filter(visible=True)).to_have_count(0)
    page.click(".y-gate__alt a")
    expect(page.locator(".y-card--story").first).to_be_visible()


def test_without_javascript_open_pages_are_whole(new_reader: NewReader, site: Site) -> None:
    """An open story and an open person can be read to the end, pictures included."""
    reader = new_reader(java_script_enabled=False)
    page = reader.page
    page.goto(reader.root + site.story("third-generation"))
    expect(page.locator(".y-story h1")).to_be_visible()
    for fact in site.world.stories["third-generation"].facts():
        if fact.label == "body":
            expect(page.locator(".y-story__text")).to_contain_text(fact.text)
    page.goto(reader.root + site.person("takuma-aizawa"))
    expect(page.locator(".y-profile h1")).to_be_visible()
    expect(page.locator(".y-spell")).to_have_count(3)
    expect(page.locator("img.y-portrait")).to_be_visible()


def test_over_plain_http_the_gate_asks_for_https(new_reader: NewReader, site: Site) -> None:
    """Where the connection is not protected there is no cryptography: the page says so instead of asking."""
    reader = new_reader()
    page = reader.page
    root = reader.root.replace("127.0.0.1", "plain.test")
    page.goto(root + site.story(STORY))
    assert page.evaluate("isSecureContext") is False
    expect(page.locator(STATUS)).to_contain_text("アドレスの先頭を https:// に変えて")
    expect(page.locator(FORM)).to_be_hidden()
    page.goto(root + "stories/")
    expect(page.locator(".y-card--story").first).to_be_visible()


def test_without_webassembly_the_gate_says_so(new_reader: NewReader, site: Site) -> None:
    """A browser without it, as in Lockdown Mode, is told so before anything is typed."""
    reader = new_reader()
    reader.page.add_init_script("delete globalThis.WebAssembly")
    page = reader.page
    page.goto(reader.root + site.story(STORY))
    expect(page.locator(STATUS)).to_contain_text("WebAssembly")
    expect(page.locator(FORM)).to_be_hidden()


def test_webassembly_refused_at_work_is_told_too(new_reader: NewReader, site: Site) -> None:
    """Where a Worker cannot be had and compiling is refused, the same sentence comes when the passphrase is sent."""
    reader = new_reader()
    reader.page.add_init_script(_NO_COMPILING)
    reader.go(site.story(STORY))
    reader.type(site.passphrases["guests"])
    reader.says("WebAssembly")
    expect(reader.page.locator(FIELD)).to_have_value(site.passphrases["guests"])


def test_without_workers_the_page_itself_checks_the_passphrase(new_reader: NewReader, site: Site) -> None:
    """A browser that refuses Workers opens the page all the same."""
    reader = new_reader()
    reader.page.add_init_script("globalThis.Worker = class { constructor() { throw new Error('no'); } };")
    page = reader.unlock(site.passphrases["guests"], site.story(STORY))
    expect(page.locator(".y-story h1")).to_be_visible()


def test_an_old_browser_is_told_which_ones_will_do(new_reader: NewReader, site: Site) -> None:
    """Without raw DEFLATE nothing can be opened; the sentence names browsers that have it."""
    reader = new_reader()
    reader.page.add_init_script(
        "globalThis.DecompressionStream = class { constructor() { throw new TypeError(); } };"
    )
    page = reader.page
    page.goto(reader.root + site.story(STORY))
    expect(page.locator(STATUS)).to_contain_text("Safari 16.4")
    expect(page.locator(FORM)).to_be_hidden()


def test_an_unreachable_keyring_is_told_and_tried_again(wide: Reader, site: Site) -> None:
    """Without the keyring the gate says so; once it can be reached, sending the same words again opens the page."""
    wide.watch.provoked("keyring.json", "Failed to load resource")
    page = wide.page
    page.route("**/keyring.json", lambda route: route.abort())
    wide.go(site.story(STORY))
    wide.type(site.passphrases["guests"])
    wide.says("読み込めませんでした")
    expect(page.locator(FIELD)).to_be_focused()
    page.unroute("**/keyring.json")
    page.press(FIELD, "Enter")
    expect(page.locator(".y-story h1")).to_be_focused()


def test_a_keyring_that_is_none_is_refused(wide: Reader, site: Site) -> None:
    """Something else in the keyring's place opens nothing, is told, and does not end the session."""
    page = wide.unlock(site.passphrases["guests"], site.story(STORY))
    page.route(
        "**/keyring.json",
        lambda route: route.fulfill(body="<!doctype html><title>Log in to the Wi-Fi</title>"),
    )
    wide.reload()
    wide.shut()
    wide.says("読み込めませんでした")
    page.unroute("**/keyring.json")
    wide.reload()
    expect(page.locator(".y-story h1")).to_be_visible()


def test_any_altered_character_keeps_the_page_shut(wide: Reader, site: Site) -> None:
    """With one character changed in header, IV, text or tag, the page says why it stays shut, and shows nothing."""
    page = wide.unlock(site.passphrases["guests"])
    address = site.story(STORY)
    for where in (5, 0.02, 0.5, 0.99, -1):
        _serve_changed(page, f"**/{address}", "guests", partial(_flipped, where=where))
        wide.go(address)
        wide.shut()
        wide.says("封をしたときのものと違う")
        expect(page.locator(STATUS)).to_have_attribute("data-tone", "error")
        expect(page.locator(".y-story")).to_have_count(0)
        page.unroute(f"**/{address}")
    wide.go(address)
    expect(page.locator(".y-story h1")).to_be_visible()


def test_an_object_from_another_place_keeps_the_page_shut(wide: Reader, site: Site) -> None:
    """A story's object, moved to another story's address by whoever runs the host, is refused there."""
    other = (site.files / site.story("sound-of-the-kettle") / "index.html").read_text("utf-8")
    found = _TOKEN.search(other)
    assert found
    page = wide.unlock(site.passphrases["guests"])
    _serve_changed(page, f"**/{site.story(STORY)}", "guests", lambda _token: found[4])
    wide.go(site.story(STORY))
    wide.shut()
    wide.says("封をしたときのものと違う")


def test_an_altered_part_leaves_the_rest_readable(wide: Reader, site: Site) -> None:
    """On an open page, an altered layer is kept shut and told in a note; what is open stays."""
    page = wide.unlock(site.passphrases["guests"])
    _serve_changed(page, re.compile(r"/stories/$"), "guests", lambda token: _flipped(token, 0.5))
    wide.go("stories/")
    expect(page.locator("[data-note]")).to_contain_text("このページの一部は")
    assert page.locator(".y-card--story").count() == sum(
        s.audience == "public" for s in site.world.stories.values()
    )
    expect(page.locator("[data-when=locked]").filter(visible=True)).to_have_count(0)


def test_an_altered_picture_is_told_in_words(wide: Reader, site: Site) -> None:
    """In the place of a sealed picture that is not as it was sealed stand the words that describe it."""
    page = wide.unlock(site.passphrases["members"])
    page.route("**/m/*.jwe", _altered)
    wide.go(site.person(PERSON))
    expect(page.locator(".y-profile__photo .y-media-alt")).to_have_text(
        site.world.people[PERSON].raw["photo"]["alt"]
    )
    expect(page.locator(".y-profile__photo img")).to_have_count(0)


def _altered(route: Route) -> None:
    answer = route.fetch()
    route.fulfill(response=answer, body=_flipped(answer.text(), 0.5))


def _serve_changed(
    page: Page, url: str | re.Pattern[str], audience: str, change: Callable[[str], str]
) -> None:
    """Serves a page with the token of one audience changed."""

    def answer(route: Route) -> None:
        response = route.fetch()
        text, count = _TOKEN.subn(
            lambda m: m[1] + change(m[4]) if m[2] == audience else m[0], response.text()
        )
        assert count, "there is no object to change"
        route.fulfill(response=response, body=text)

    page.route(url, answer)


def _flipped(token: str, where: float | int) -> str:
    """The token with one character changed: at an index, or at a share of its length."""
    at = int(where * len(token)) if isinstance(where, float) else where % len(token)
    at += token[at] == "."
    return token[:at] + ("A" if token[at] != "A" else "B") + token[at + 1 :]


_NO_COMPILING = """
globalThis.Worker = class { constructor() { throw new Error("no"); } };
for (const name of ["compile", "instantiate"]) {
  WebAssembly[name] = () => Promise.reject(new WebAssembly.CompileError("blocked"));
}"""
