"""What the browser tests share: the sample site, a host for it, a browser, and guarded readers."""

from __future__ import annotations

import os
import runpy
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from browser_reader import PATIENCE, PHONE, WIDE, NewReader, Opened, Reader, Watch
from browser_server import Host, serve
from browser_site import ROOT, Site, built
from playwright.sync_api import Browser, Playwright, expect, sync_playwright

expect.set_options(timeout=PATIENCE)

_TOLD = ("story-of-two.md", "story-without-years.md")
_ARGUMENTS = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
    # A host name that is no loopback address in the browser's eyes: plain http is not a secure context there.
    "--host-resolver-rules=MAP plain.test 127.0.0.1",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All that needs a browser can be left out by its marker."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all test processes of one run share."""
    own = tmp_path_factory.getbasetemp()
    return (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "browser"


@pytest.fixture(scope="session")
def site(shared: Path) -> Site:
    """The sample site."""
    return built(shared / "sample")


@pytest.fixture(scope="session")
def renewed(shared: Path) -> Site:
    """The sample site as it was built later: the guests have a new passphrase, one pass is over, one has a new link.

    There is also a story with a table, and one on the page of all stories.
    """
    answered = "ひとりずつ自分の言葉で答えてもらいました。"
    change = {
        "site_src/stories.md": [(answered, f"{answered}\n\n| 問い | 答え |\n|---|---|\n| 九つ | 十 |\n")],
        "mkdocs.yml": [("{name: guests,", "{name: guests, epoch: 2,")],
        "site_src/events.yaml": [
            ("until: 2026-12-19", "until: 2026-11-20"),
            (
                "id: winter-visit-2027\n      from: 2027-02-15",
                "id: winter-visit-2027\n      epoch: 2\n      from: 2027-02-15",
            ),
        ],
    }
    story = Path(__file__).with_name("story-with-a-table.md").read_text("utf-8")
    return built(shared / "renewed", change, {"stories/story-with-a-table.md": story})


@pytest.fixture(scope="session")
def told(shared: Path) -> Site:
    """The sample site with a story of two people, one of whose careers members alone see, and one without years."""
    change = {"alumni/kenji-mori.yaml": [("visible: {", "visible: {career: members, turns: members, ")]}
    stories = {name: Path(__file__).with_name(name).read_text("utf-8") for name in _TOLD}
    return built(shared / "told", change, {f"stories/{name}": text for name, text in stories.items()})


@pytest.fixture(scope="session")
def passphrases(site: Site) -> Mapping[str, str]:
    """The passphrase of each audience."""
    return site.passphrases


@pytest.fixture
def server(site: Site) -> Iterator[Host]:
    """A host of the sample site, a fresh origin for each test."""
    with serve(site.files) as host:
        yield host


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """The driver."""
    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of the browser; without one, these tests fail rather than pass unseen."""
    path: str | None = runpy.run_path(str(ROOT / "tools/browser.py"))["find"]()
    assert path, "There is no Chromium here; `make setup-test` installs it."
    return path


@pytest.fixture(scope="session")
def browser(playwright: Playwright, chromium: str) -> Iterator[Browser]:
    """A headless Chromium, one for each test process."""
    found = playwright.chromium.launch(executable_path=chromium, args=_ARGUMENTS)
    yield found
    found.close()


@pytest.fixture
def caching_browser(playwright: Playwright, chromium: str) -> Iterator[Browser]:
    """A Chromium with its back/forward cache, which the driver turns off otherwise."""
    found = playwright.chromium.launch(
        executable_path=chromium, args=_ARGUMENTS, ignore_default_args=["--disable-back-forward-cache"]
    )
    yield found
    found.close()


def _options(size: tuple[int, int]) -> dict[str, Any]:
    width, height = size
    return {"viewport": {"width": width, "height": height}, "locale": "ja-JP", "reduced_motion": "reduce"}


@pytest.fixture
def new_reader(browser: Browser, server: Host) -> Iterator[NewReader]:
    """Makes readers of a given size of screen; in the end nothing may have gone wrong in any of their browsers."""
    readers: list[Reader] = []

    def make(
        size: tuple[int, int] = WIDE, *, root: str = "", using: Browser | None = None, **options: Any
    ) -> Reader:
        context = (using or browser).new_context(**{**_options(size), **options})
        context.set_default_timeout(PATIENCE)
        reader = Reader(context.new_page(), Watch(context, server), server, root)
        readers.append(reader)
        return reader

    yield make
    problems = [problem for reader in readers for problem in reader.watch.problems]
    for reader in readers:
        reader.page.context.close()
    assert problems == [], "the browser complained"


@pytest.fixture(scope="session")
def library(browser: Browser, site: Site) -> Iterator[dict[str | None, Reader]]:
    """Browsers that tests share which only read: to open one takes longer than most of them. None is the stranger's."""
    with serve(site.files) as host:
        readers: dict[str | None, Reader] = {}
        for audience in (None, *site.passphrases):
            context = browser.new_context(**_options(WIDE))
            readers[audience] = Reader(context.new_page(), Watch(context, host), host)
        yield readers
        for reader in readers.values():
            reader.page.context.close()


@pytest.fixture
def opened(library: dict[str | None, Reader], site: Site) -> Iterator[Opened]:
    """Gives fresh tabs of the shared browsers; what opens or locks anything needs a reader of its own."""
    tabs: list[Reader] = []

    def tab(audience: str | None) -> Reader:
        first = library[audience]
        if audience and first.page.url == "about:blank":
            first.unlock(site.passphrases[audience], remember=True)
        first.watch.begin()
        tabs.append(first.tab())
        return tabs[-1]

    yield tab
    problems = [problem for reader in tabs for problem in reader.watch.problems]
    for reader in tabs:
        reader.page.close()
    assert problems == [], "the browser complained"


@pytest.fixture
def wide(new_reader: NewReader) -> Reader:
    """A reader at a desk."""
    return new_reader(WIDE)


@pytest.fixture
def phone(new_reader: NewReader) -> Reader:
    """A reader with a phone."""
    return new_reader(PHONE, has_touch=True, is_mobile=True, device_scale_factor=2)
