"""axe-core on every kind of page, locked and opened, light and dark, wide and narrow: no violations."""

from __future__ import annotations

import pytest
from browser_axe import source, violations
from browser_reader import PHONE, WIDE, Opened
from browser_site import Site
from playwright.sync_api import expect


@pytest.fixture(scope="session")
def axe() -> str:
    """The checker's source."""
    return source()


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
            found += [f"{scheme}, {width} px: {violation}" for violation in violations(page)]
    assert not found, "\n".join(found)
