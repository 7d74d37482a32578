"""axe-core on every kind of page and every state of the gate, light and dark, wide and narrow: no violations."""

from __future__ import annotations

import pytest
from browser_axe import source, violations
from browser_reader import PHONE, WIDE, NewReader, Opened
from browser_site import Site, token
from playwright.sync_api import Page, expect

from generator.render import STANDARD


@pytest.fixture(scope="session")
def axe() -> str:
    """The checker's source."""
    return source()


@pytest.mark.parametrize("reader", [None, "staff"], ids=["locked", "opened"])
@pytest.mark.parametrize("kind", [*STANDARD.values(), "person", "story"])
def test_axe_finds_nothing(opened: Opened, site: Site, axe: str, kind: str, reader: str | None) -> None:
    """Names, roles, contrast and structure hold in both schemes and both widths, at the gate and behind it."""
    address = {"person": site.person("naoko-ogawa"), "story": site.story("came-back")}.get(kind, kind)
    page = opened(reader).go(address)
    assert not _found(page, axe)


_ACTIVE = "crossroads-2026-12"
_NO_STORAGE = """
for (const name of ["indexedDB", "sessionStorage"]) {
  Object.defineProperty(window, name, { get() { throw new DOMException("no", "SecurityError"); } });
}"""
_STATES = {
    "open": (_ACTIVE, "came-back", "", ".y-story h1"),
    "not-copied": (_ACTIVE, "came-back", "Object.defineProperty(navigator, 'clipboard', {})", ".y-story h1"),
    "not-kept": (_ACTIVE, "came-back", _NO_STORAGE, ".y-link ~ .y-note"),
    "elsewhere": (_ACTIVE, "after-three-years", "", "[data-gate-link]:not(:empty)"),
    "early": ("winter-visit-2027", "came-back", "", "[data-gate-link]:not(:empty)"),
    "ended": ("crossroads-2026-06", "came-back", "", "[data-gate-link]:not(:empty)"),
    "ended-on-an-open-page": ("crossroads-2026-06", "third-generation", "", "[data-note]"),
    "old-browser": (_ACTIVE, "came-back", "delete globalThis.DecompressionStream", ".y-status:not(:empty)"),
    "no-wasm": (_ACTIVE, "after-three-years", "delete globalThis.WebAssembly", ".y-status:not(:empty)"),
    "wrong": ("", "came-back", "", "[data-gate-form]:not([hidden])"),
}


@pytest.mark.parametrize("state", _STATES)
def test_axe_finds_nothing_in_any_state_of_the_gate(
    new_reader: NewReader, site: Site, axe: str, state: str
) -> None:
    """What is said of links and obstacles, the copying line, and what it falls back to, hold as the pages do."""
    pass_id, slug, script, shown = _STATES[state]
    reader = new_reader()
    page = reader.page
    if script:
        page.add_init_script(script)
    page.goto(reader.root + site.story(slug) + (f"#p={token(pass_id)}" if pass_id else ""))
    expect(page.locator(shown)).to_be_visible()
    if state == "not-copied":
        page.click("[data-action=copy-link]")
        expect(page.locator(".y-link input")).to_be_focused()
    if state == "wrong":
        reader.type("abacus abdomen zoom abacus abdomen zoom")
        reader.says("どこも開きませんでした")
    assert not _found(page, axe)


def _found(page: Page, axe: str) -> str:
    """What axe has to say of the page in both schemes and both widths."""
    page.evaluate(f"{axe}; 0")
    found: list[str] = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        body = page.locator("body")
        expect(body).to_have_attribute("data-md-color-scheme", "default" if scheme == "light" else "slate")
        for width, height in (WIDE, PHONE):
            page.set_viewport_size({"width": width, "height": height})
            found += [f"{scheme}, {width} px: {violation}" for violation in violations(page)]
    return "\n".join(found)
