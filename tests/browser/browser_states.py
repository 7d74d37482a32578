"""Every state that the gate can be in, by name, and how a reader comes into it."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Callable, Mapping

from browser_links import BAR, COPY, EARLY, ENDED, SAID, TOKEN, follow
from browser_reader import FIELD, Reader
from browser_site import Site, token
from playwright.sync_api import Page, Route, expect

STORY, MEMBERS_PERSON = "came-back", "shiho-murase"
_TOKEN = re.compile(r'(?<=">)(eyJ[\w-]+)((?:\.[\w-]*){4})')
State = Callable[[Reader, Site], None]
"""Brings a reader, who has opened nothing yet, into a state, and waits until it stands."""


def _asked(reader: Reader, site: Site) -> None:
    reader.go(site.story(STORY))
    reader.shut()


def _asked_in_english(reader: Reader, site: Site) -> None:
    reader.go("en/" + site.story(STORY))
    reader.shut()


def _revealed(reader: Reader, site: Site) -> None:
    _asked(reader, site)
    reader.page.fill(FIELD, "abacus")
    reader.page.click("[data-action=reveal]")
    expect(reader.page.locator(FIELD)).to_have_attribute("type", "text")


def _busy(reader: Reader, site: Site) -> None:
    reader.page.add_init_script("globalThis.Worker = class { postMessage() {} terminate() {} }")
    _typed(reader, site, site.passphrases["guests"])
    expect(reader.page.locator("[data-gate-form]")).to_have_attribute("aria-busy", "true")


def _told(words: str, said: str) -> State:
    """What is typed opens nothing, and the gate says why."""

    def state(reader: Reader, site: Site) -> None:
        _typed(reader, site, words)
        reader.says(said)

    return state


def _elsewhere(reader: Reader, site: Site) -> None:
    reader.go(site.person(MEMBERS_PERSON))
    reader.type(site.passphrases["guests"])
    reader.says("ほかのページは開きました")


def _beyond(reader: Reader, site: Site) -> None:
    _elsewhere(reader, site)
    reader.reload()
    reader.says("これまでに開いた範囲の外")


def _open(reader: Reader, site: Site) -> None:
    reader.unlock(site.passphrases["members"])


def _locked(reader: Reader, site: Site) -> None:
    reader.unlock(site.passphrases["guests"], site.story(STORY))
    reader.lock()
    reader.shut()


def _renewed(reader: Reader, site: Site) -> None:
    reader.unlock(site.passphrases["guests"], site.story(STORY))
    reader.page.route("**/keyring.json", _of_another_edition)
    reader.reload()
    reader.says("合言葉が新しくなりました")


def _unreachable(reader: Reader, site: Site) -> None:
    reader.watch.provoked("keyring.json", "Failed to load resource")
    reader.page.route("**/keyring.json", lambda route: route.abort())
    _typed(reader, site, site.passphrases["guests"])
    reader.says("読み込めませんでした")


def _refused(reader: Reader, site: Site) -> None:
    _with_tokens(reader.page, f"**/{site.story(STORY)}", lambda head, rest: head + rest[:-4] + "AAAA")
    _typed(reader, site, site.passphrases["guests"])
    reader.says("封をしたときのものと違う")


def _partly_refused(reader: Reader, site: Site) -> None:
    reader.unlock(site.passphrases["guests"])
    _with_tokens(reader.page, "**/stories/", lambda head, rest: head + rest[:-4] + "AAAA")
    reader.go("stories/")
    expect(reader.page.locator("[data-note]")).to_contain_text("このページの一部は")


def _rebuilt(reader: Reader, site: Site) -> None:
    _with_tokens(reader.page, f"**/{site.story(STORY)}", lambda head, rest: _of_another_gen(head) + rest)
    _typed(reader, site, site.passphrases["guests"])
    reader.says("サイトがちょうど新しくなった")


def _insecure(reader: Reader, site: Site) -> None:
    root = reader.root.replace("127.0.0.1", "plain.test")
    reader.page.goto(root + site.story(STORY))
    reader.says("https://")


def _unable(script: str, said: str) -> State:
    """The browser lacks something."""

    def state(reader: Reader, site: Site) -> None:
        reader.page.add_init_script(script)
        reader.page.goto(reader.root + site.story(STORY))
        reader.says(said)

    return state


def _short_of_memory(reader: Reader, site: Site) -> None:
    reader.page.add_init_script(_NO_MEMORY)
    _typed(reader, site, site.passphrases["guests"])
    reader.says("メモリ")


def _not_remembered(reader: Reader, site: Site) -> None:
    reader.page.add_init_script(
        "Object.defineProperty(window, 'indexedDB', { get() { throw new DOMException('no', 'SecurityError'); } });"
    )
    reader.unlock(site.passphrases["guests"], site.story(STORY))
    expect(reader.page.locator("[data-note]")).to_be_visible()


def _wrong_address(reader: Reader, site: Site) -> None:
    reader.watch.provoked("404")
    reader.go("nowhere/")


def _linked(words: str, said: str, story: str = STORY) -> State:
    """A link has opened nothing here, and the gate says why."""

    def state(reader: Reader, site: Site) -> None:
        follow(reader, site.story(story), words)
        expect(reader.page.locator(SAID)).to_contain_text(said)

    return state


def _open_by_link(reader: Reader, site: Site) -> None:
    follow(reader, site.story(STORY))
    expect(reader.page.locator(BAR)).to_be_visible()


def _list_by_link(reader: Reader, site: Site) -> None:
    _open_by_link(reader, site)
    reader.go("stories/")
    expect(reader.page.locator("[data-section=pass] .y-card__title")).not_to_have_count(0)


def _open_in_both_ways(reader: Reader, site: Site) -> None:
    reader.unlock(site.passphrases["guests"])
    _open_by_link(reader, site)
    reader.go("unlock/")
    expect(reader.page.locator("[data-gate-audiences] li")).to_have_count(2)


def _copied_by_hand(reader: Reader, site: Site) -> None:
    reader.page.add_init_script("Object.defineProperty(navigator, 'clipboard', {})")
    _open_by_link(reader, site)
    reader.page.click(COPY)
    expect(reader.page.get_by_label("こちらのリンクをコピーしてください")).to_be_focused()


def _told_above(reader: Reader, site: Site) -> None:
    follow(reader, site.story("third-generation"), token(ENDED))
    expect(reader.page.locator("[data-note]")).to_be_visible()


STATES: Mapping[str, State] = {
    "asked": _asked,
    "asked in English": _asked_in_english,
    "revealed": _revealed,
    "busy": _busy,
    "empty": _told("", "合言葉を入れてください"),
    "no passphrase's shape": _told("あいことば", "合言葉の形ではない"),
    "wrong": _told("abacus abdomen zoom abacus abdomen zoom", "どこも開きませんでした"),
    "elsewhere": _elsewhere,
    "beyond": _beyond,
    "open": _open,
    "locked": _locked,
    "renewed": _renewed,
    "unreachable": _unreachable,
    "refused": _refused,
    "partly refused": _partly_refused,
    "rebuilt": _rebuilt,
    "insecure": _insecure,
    "old browser": _unable("delete globalThis.DecompressionStream", "Safari 16.4"),
    "no WebAssembly": _unable("delete globalThis.WebAssembly", "WebAssembly"),
    "short of memory": _short_of_memory,
    "not remembered": _not_remembered,
    "wrong address": _wrong_address,
    "open by link": _open_by_link,
    "list by link": _list_by_link,
    "open in both ways": _open_in_both_ways,
    "link copied by hand": _copied_by_hand,
    "link early": _linked(token(EARLY), "2027年2月15日から"),
    "link ended": _linked(token(ENDED), "2026年6月27日まで"),
    "link unknown": _linked("AAECAwQFBgcICQoLDA0ODw", "見つかりませんでした"),
    "link elsewhere": _linked(TOKEN, "ほかの物語です", "after-three-years"),
    "link told above an open page": _told_above,
}


def _typed(reader: Reader, site: Site, words: str) -> None:
    reader.go(site.story(STORY))
    reader.type(words)


def _with_tokens(page: Page, url: str, change: Callable[[str, str], str]) -> None:
    """Serves a page with each token changed, told by its header and the rest."""

    def answer(route: Route) -> None:
        response = route.fetch()
        text, count = _TOKEN.subn(lambda match: change(match[1], match[2]), response.text())
        assert count, "there is no object to change"
        route.fulfill(response=response, body=text)

    page.route(url, answer)


def _of_another_gen(head: str) -> str:
    header = base64.urlsafe_b64decode(head + "=" * (-len(head) % 4))
    other = re.sub(rb"\.[\w-]{12}/", b".AAAAAAAAAAAA/", header)
    return base64.urlsafe_b64encode(other).rstrip(b"=").decode()


def _of_another_edition(route: Route) -> None:
    response = route.fetch()
    route.fulfill(response=response, body=json.dumps({**response.json(), "edition": "AAAAAAAAAAAA"}))


_NO_MEMORY = """
globalThis.Worker = class { constructor() { throw new Error("no"); } };
for (const name of ["compile", "instantiate"]) {
  WebAssembly[name] = () => Promise.reject(new RangeError("out of memory"));
}"""
