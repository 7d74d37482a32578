"""Pass links as readers follow them: the sample's passes, and the parts of a page that speak of links."""

from __future__ import annotations

from browser_reader import Reader
from browser_site import token
from playwright.sync_api import Page

ACTIVE, EARLY, ENDED = "crossroads-2026-12", "winter-visit-2027", "crossroads-2026-06"
SAID, BAR, COPY = "[data-gate-link]", ".y-link", "[data-action=copy-link]"
TOKEN = token(ACTIVE)


def link(address: str, words: str = TOKEN, anchor: str = "") -> str:
    """A pass link to a page of the site."""
    return f"{address}#p={words}" + (f"&{anchor}" if anchor else "")


def follow(reader: Reader, address: str, words: str = TOKEN, anchor: str = "") -> Page:
    """Opens a pass link in the tab."""
    return reader.go(link(address, words, anchor))
