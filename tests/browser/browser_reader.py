"""A reader at a screen: a guarded browser context, and the few things that readers do over and over."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from browser_server import Host
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, Response, WebError, expect

WIDE, PHONE = (1280, 900), (390, 844)
# No test is about speed: on a busy machine a page, or the preview's first build, may take its time.
PATIENCE = 60_000  # milliseconds
STATUS, FIELD, FORM, LOCK = (
    "#y-gate-status",
    "#y-passphrase",
    "[data-gate-form]",
    ".y-header [data-action=lock]",
)
# Locked or open, where the page stays shut with the form in its place, and the explorer there:
# nothing is under way any longer.
_SETTLED = (
    "html:is([data-gate=open],[data-gate=locked]):not(:has(#y-page[data-sealed] [data-gate-form][hidden]))"
    ":not(:has(.y-explorer:not([data-state]), .y-explorer[data-state=waiting], .y-found[aria-busy=true]))"
)

# A link that was followed is held until it is kept: whoever loads the page before that follows it once more.
_LINK_KEPT = """() => {
  try { return Object.keys(sessionStorage).every((key) => !key.endsWith(" link")); } catch { return true; }
}"""


class Watch:
    """Collects everything that must not happen in a browser while somebody reads."""

    def __init__(self, context: BrowserContext, host: Host) -> None:
        # One host by two names: the second is what an unprotected connection is tested with.
        self._own = {"about", "blob", "data", f"127.0.0.1:{host.port}", f"plain.test:{host.port}"}
        self._provoked: list[str] = []
        self._seen: list[str] = []
        context.on("console", self._console)
        context.on("weberror", self._error)
        context.on("request", self._request)
        context.on("requestfailed", self._failed)
        context.on("response", self._response)

    def provoked(self, *fragments: str) -> None:
        """Says that the test itself brings about what has one of these texts in it."""
        self._provoked += fragments

    def seen(self, fragment: str) -> bool:
        """Whether something with this text in it happened."""
        return any(fragment in one for one in self._seen)

    def begin(self) -> None:
        """Forgets what happened before, for a browser that several tests share."""
        self._seen.clear()
        self._provoked.clear()

    @property
    def problems(self) -> list[str]:
        """What happened that the test did not provoke."""
        return [one for one in self._seen if not any(fragment in one for fragment in self._provoked)]

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self._seen.append(f"console {message.type}: {message.text}")

    def _error(self, error: WebError) -> None:
        self._seen.append(f"uncaught: {error.error}")

    def _request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.netloc not in self._own and parts.scheme not in self._own:
            self._seen.append(f"foreign request: {request.url}")

    def _failed(self, request: Request) -> None:
        # A reader who goes on to the next page drops what the last one was still loading.
        if request.failure != "net::ERR_ABORTED":
            self._seen.append(f"failed request: {request.url} {request.failure}")

    def _response(self, response: Response) -> None:
        if response.status >= 400:
            self._seen.append(f"answer {response.status}: {response.url}")


@dataclass
class Reader:
    """One tab of one browser. Tabs of the same reader share everything but their session storage."""

    page: Page
    watch: Watch
    host: Host
    root: str = ""
    tabs: list[Reader] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.root = self.root or self.host.url

    def tab(self) -> Reader:
        """Another tab of the same browser."""
        return Reader(self.page.context.new_page(), self.watch, self.host, self.root)

    def go(self, address: str) -> Page:
        """Loads a page of the site and waits until the gate has nothing more to do."""
        self.page.goto(self.root + address)
        return self.settled()

    def settled(self) -> Page:
        """Waits until the gate has nothing more to do."""
        self.page.locator(_SETTLED).wait_for(state="attached")
        self.page.wait_for_function(_LINK_KEPT)
        return self.page

    def follow(self, selector: str, address: str) -> Page:
        """Clicks a link and waits until the page that it leads to has settled."""
        self.page.click(selector)
        self.page.wait_for_url(self.root + address)
        return self.settled()

    def reload(self) -> Page:
        """Loads the page again."""
        self.page.reload()
        return self.settled()

    def type(self, words: str) -> None:
        """Types into the gate's field and presses Enter."""
        self.page.fill(FIELD, words)
        self.page.press(FIELD, "Enter")

    def says(self, words: str) -> None:
        """Waits for the gate to say something."""
        expect(self.page.locator(STATUS)).to_contain_text(words)

    def unlock(self, words: str, address: str = "unlock/", *, remember: bool = False) -> Page:
        """Opens the site with a passphrase, and waits until it is open."""
        self.go(address)
        if remember:
            self.page.check("[data-remember]")
        self.type(words)
        expect(self.page.locator("html")).to_have_attribute("data-gate", "open")
        expect(self.page.locator(FORM).filter(visible=True)).to_have_count(0)
        return self.page

    def lock(self) -> None:
        """Uses the header's button, and waits until the page is shut."""
        self.page.click(LOCK)
        expect(self.page.locator("html")).to_have_attribute("data-gate", "locked")
        self.settled()

    def shut(self) -> None:
        """Waits for the gate in place of the page."""
        expect(self.page.locator("#y-page[data-sealed] [data-gate-form]")).to_be_visible()

    def texts(self, selector: str) -> Sequence[str]:
        """The text of all such elements, its blanks and breaks taken out."""
        return [re.sub(r"\s+", "", text) for text in self.page.locator(selector).all_text_contents()]


NewReader = Callable[..., Reader]
"""Makes a reader: a size of screen, then options of the browser's context."""
Opened = Callable[[str | None], Reader]
"""Gives a fresh tab of a browser in which an audience is open already, or, for None, nothing is."""
