"""One visit, from the gate to the lock, in the three engines that readers have."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browser_engines import ENGINES, Engine
from browser_links import BAR, link
from browser_reader import FIELD, LOCK, STATUS
from browser_server import Host, serve
from browser_site import Site
from playwright.sync_api import Browser

STORY, PERSON = "came-back", "naoko-ogawa"
HEADLINE = "戻ってくるなんて、思っていなかった"
_PATIENCE = 30.0  # seconds
# Not every engine's console can be read from outside. This script is in a page before any other, by the host's hand.
# That an observer of sizes has more to tell in the next frame is an event, but nothing went wrong.
_EARS = """{
  const note = (what) => sessionStorage.setItem("ears", JSON.stringify([...heard(), String(what)]));
  const heard = () => JSON.parse(sessionStorage.getItem("ears") ?? "[]");
  addEventListener("error", ({ message, target }) => {
    if (!message?.startsWith("ResizeObserver loop")) note(message ?? `not loaded: ${target.outerHTML}`);
  }, true);
  addEventListener("unhandledrejection", (event) => note(event.reason));
  addEventListener("securitypolicyviolation", (event) => note(`${event.violatedDirective}: ${event.blockedURI}`));
  for (const kind of ["error", "warn"]) console[kind] = (...given) => note(given.join(" "));
}"""


@pytest.fixture
def host(site: Site, tmp_path: Path) -> Iterator[Host]:
    """A host of the site as it was built, but for one script that listens for whatever goes wrong."""
    files = tmp_path / "site"
    shutil.copytree(site.files, files)
    (files / "ears.js").write_text(_EARS, "utf-8")
    for page in files.rglob("*.html"):
        text = page.read_text("utf-8")
        assert text.count("<title>") == 1
        page.write_text(text.replace("<title>", '<script src="/ears.js"></script><title>'), "utf-8")
    with serve(files) as found:
        yield found


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest, browser: Browser, tmp_path: Path) -> Iterator[Engine]:
    """Each engine in turn."""
    folder = tmp_path / "engine"
    folder.mkdir()
    with ENGINES[request.param](browser, folder) as found:
        yield found


def test_a_visit(engine: Engine, host: Host, site: Site) -> None:
    """A link opens its story, a passphrase more, a wrong one is told; layers and pictures show; the lock shuts all."""
    _opens_by_link(engine, host.url + site.story(STORY))
    _locks(engine)
    _is_asked(engine, host.url + site.story(STORY))
    _is_told_of_a_wrong_passphrase(engine)
    _opens(engine, site.passphrases["members"])
    _reads_on(engine, host.url + site.person(PERSON))
    _locks(engine)
    assert _heard(engine) == []
    assert {hit.path for hit in host.hits if hit.status >= 400} == set()
    _refuses_a_handler(engine)


def test_the_way_back_leads_through_what_was_asked(engine: Engine, host: Host) -> None:
    """Back and forward, and an address that is edited by hand, show the question that the address names."""
    shown = "document.querySelector('.y-asking nav [aria-current]')?.hash"
    engine.go(f"{host.url}questions/#question=leaving")
    _shows(engine, shown, "#leaving")
    engine.click(".y-asking nav a[href='#gap']")
    _shows(engine, "location.hash", "#question=gap")
    engine.run("history.back()")
    _shows(engine, shown, "#leaving")
    engine.run("history.forward()")
    _shows(engine, shown, "#gap")
    engine.run("location.hash = 'question=relation'")
    _shows(engine, shown, "#relation")


def _opens_by_link(engine: Engine, url: str) -> None:
    engine.go(link(url))
    _shows(engine, f"document.querySelector('{BAR}')?.textContent.includes('リンクで開いています')", True)
    # Its room is kept before it is shown, and with it the header's lock; the link itself is kept a little later.
    _shows(engine, f"getComputedStyle(document.querySelector('{BAR}')).visibility", "visible")
    _shows(engine, "sessionStorage.getItem('yorimichi / link')", None)
    assert engine.run("return location.href") == url
    assert engine.run("return document.querySelector('.y-story h1').textContent") == HEADLINE


def _is_asked(engine: Engine, url: str) -> None:
    engine.go(url)
    _shows(engine, "document.documentElement.dataset.gate", "locked")
    assert engine.run("return isSecureContext && document.querySelector('.y-story') === null")


def _is_told_of_a_wrong_passphrase(engine: Engine) -> None:
    engine.type(FIELD, "abacus abdomen zoom abacus abdomen zoom")
    _shows(engine, f"document.querySelector({STATUS!r}).textContent.includes('どこも開きませんでした')", True)
    assert engine.run(f"return document.activeElement.matches({FIELD!r})")


def _opens(engine: Engine, passphrase: str) -> None:
    engine.type(FIELD, passphrase)
    _shows(engine, "document.activeElement.textContent", HEADLINE)
    _shows(engine, "document.querySelector('.y-announcer').textContent", "開きました：メンバー")
    engine.reload()
    _shows(engine, "document.querySelector('.y-story h1')?.textContent", HEADLINE)


def _reads_on(engine: Engine, person: str) -> None:
    """On a guests' page, what is for members too stands in its place; the portrait is decrypted."""
    engine.click(".y-by a")
    _shows(engine, "location.href", person)
    _shows(engine, "document.querySelector('img.y-portrait')?.dataset.mediaState", "shown")
    _shows(engine, "document.querySelector('img.y-portrait').naturalWidth", 640)
    titles = engine.run("return [...document.querySelectorAll('.y-spell h3')].map(e => e.innerText.trim())")
    assert titles[2].replace("\n", "") == "非常勤講師（生地の授業）"


def _locks(engine: Engine) -> None:
    engine.click(LOCK)
    _shows(engine, f"document.querySelector({STATUS!r})?.textContent.includes('鍵をかけました')", True)
    assert engine.run("return document.querySelector('.y-story, .y-profile, img.y-portrait') === null")
    engine.reload()
    _shows(engine, "document.documentElement.dataset.gate", "locked")
    assert engine.run("return document.querySelector('.y-story, .y-profile') === null")


def _refuses_a_handler(engine: Engine) -> None:
    """The policy in the page is in force, and what it stops is heard."""
    engine.run(
        "document.body.insertAdjacentHTML('afterbegin', '<b id=trap onclick=\"globalThis.hit = 1\">x</b>')"
    )
    engine.run("document.getElementById('trap').click()")
    assert engine.run("return globalThis.hit ?? 'nothing ran'") == "nothing ran"
    assert any(one.startswith("script-src") for one in _heard(engine))


def _heard(engine: Engine) -> list[str]:
    found: list[str] = json.loads(engine.run("return sessionStorage.getItem('ears')") or "[]")
    return found


def _shows(engine: Engine, expression: str, expected: Any) -> None:
    """Waits until the page is as told."""
    end = time.monotonic() + _PATIENCE
    while (found := engine.run(f"return {expression} ?? null")) != expected:
        assert time.monotonic() < end, f"{expression} is {found!r}, not {expected!r}"
        time.sleep(0.05)
