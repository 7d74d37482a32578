"""axe-core, asked about a page as it is."""

from __future__ import annotations

from typing import Any

from browser_site import ROOT
from playwright.sync_api import Page

AXE = ROOT / "node_modules/axe-core/axe.min.js"
_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def source() -> str:
    """The checker's source."""
    assert AXE.is_file(), "axe-core is not installed; `make setup-test` installs it."
    return AXE.read_text("utf-8")


def violations(page: Page) -> list[str]:
    """What it finds, in a page into which its source was brought."""
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
