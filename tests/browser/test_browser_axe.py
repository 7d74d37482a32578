"""axe-core on every kind of page, locked and opened, light and dark, wide and narrow: no violations."""

from __future__ import annotations

from typing import Any

import pytest
from browser_reader import PHONE, WIDE, Opened
from browser_site import ROOT, Site
from playwright.sync_api import Page, expect

AXE = ROOT / "node_modules/axe-core/axe.min.js"
_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="session")
def axe() -> str:
    """The checker's source."""
    assert AXE.is_file(), "axe-core is not installed; `make setup-test` installs it."
    return AXE.read_text("utf-8")


@pytest.mark.parametrize("reader", [None, "staff"], ids=["locked", "opened"])
@pytest.mark.parametrize(
    "kind", ["", "stories/", "story", "alumni/", "person", "events/", "join/", "unlock/"]
)
def test_axe_finds_nothing(opened: Opened, site: Site, axe: str, kind: str, reader: str | None) -> None:
    """Names, roles, contrast and structure hold in both schemes and both widths, at the gate and behind it."""
    address = {"person": site.person("naoko-ogawa"), "story": site.story("came-back")}.get(kind, kind)
    page = opened(reader).go(address)
    page.evaluate(f"{axe}; 0")
    found: list[str] = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        body = page.locator("body")
        expect(body).to_have_attribute("data-md-color-scheme", "default" if scheme == "light" else "slate")
        for width, height in (WIDE, PHONE):
            page.set_viewport_size({"width": width, "height": height})
            found += [f"{scheme}, {width} px: {violation}" for violation in _violations(page)]
    assert not found, "\n".join(found)


def _violations(page: Page) -> list[str]:
    # Colours fade when the scheme changes; contrast is measured once they have arrived.
    page.evaluate("document.getAnimations().forEach((animation) => animation.finish())")
    result: dict[str, Any] = page.evaluate(
        "rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']})", _RULES
    )
    return [
        f"{found['id']} at {node['target'][0]}: {node['any'][0]['message'] if node['any'] else found['help']}"
        for found in result["violations"]
        for node in found["nodes"]
    ]
