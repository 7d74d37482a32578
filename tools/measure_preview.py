"""How long after an edit is saved a browser shows it.

`.venv/bin/python tools/measure_preview.py [-n N] [FOLDER]` serves a copy of the sample (or of the project in FOLDER)
and a plain MkDocs site with Material that has as many pages, each open in Chromium; then it edits a profile, a story, a
page and the plain site, and tells the median of each, and how it compares with the plain site in the same run.
"""

from __future__ import annotations

import argparse
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parent.parent
PARTS = ("alumni", "stories", "site_src", "mkdocs.yml", ".yorimichi")
PLAIN = "site_name: Plain\nstrict: true\ntheme: {name: material, font: false}\n"
DEADLINE_S = 60.0
PAUSE_S = 2.5  # between two edits, as a writer makes; what goes on behind the shown page is done by then


@dataclass(frozen=True)
class Place:
    """A file, the words of it that an edit replaces, and the open page that shows them."""

    name: str
    file: Path
    words: str
    page: Page

    def edited(self, number: int) -> float:
        """Seconds from one edit until the page shows it."""
        text, new = self.file.read_text("utf-8"), f"改{number}訂{time.monotonic_ns() % 10_000}"
        begun = time.monotonic()
        self.file.write_text(text.replace(self.words, new), "utf-8")
        self.wait_for(new)
        taken = time.monotonic() - begun
        self.file.write_text(text, "utf-8")
        self.wait_for(self.words)
        time.sleep(PAUSE_S)
        return taken

    def wait_for(self, words: str) -> None:
        """Look at the page every hundredth of a second, over reloads too, until it says so."""
        self.page.wait_for_function(
            "words => document.querySelector('main')?.textContent.includes(words)",
            arg=words,
            polling=10,
            timeout=DEADLINE_S * 1000,
        )


def main() -> None:
    """Measure and tell."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-n", type=int, default=7, help="edits of each file")
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT, help="the project to serve a copy of")
    asked = parser.parse_args()
    if not (asked.folder / ".yorimichi").is_dir():
        parser.error("there is no root secret in the project yet: `yorimichi gate secret` makes one")
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        sample, plain = folder / "sample", folder / "plain"
        copied(asked.folder, sample)
        pages = 2 * sum(1 for part in ("alumni", "stories") for _ in (sample / part).glob("*.*")) + 20
        laid(plain, pages)
        browser = stack.enter_context(chromium())
        ours = stack.enter_context(served("generator.cli", sample))
        theirs = stack.enter_context(served("mkdocs", plain))
        places = [*sample_places(sample, browser, ours), plain_place(plain, browser, theirs)]
        medians = {place.name: told(place, asked.n) for place in places}
        *own, base = medians.items()
        for name, seconds in own:
            print(f"{name}: {seconds / base[1]:.2f} × plain MkDocs with {pages} pages")


def told(place: Place, edits: int) -> float:
    """The median of some edits, after one that does not count."""
    place.edited(0)
    taken = sorted(place.edited(number) for number in range(1, edits + 1))
    median = statistics.median(taken)
    print(f"{place.name}: median {median:.2f} s, from {taken[0]:.2f} to {taken[-1]:.2f} s", flush=True)
    return median


def sample_places(root: Path, browser: Browser, url: str) -> Iterator[Place]:
    """A profile, a story and a page of the sample, each in a tab of its own that is opened for the staff."""
    profile = next(path for path in sorted((root / "alumni").glob("*.yaml")) if headline(path))
    story = min((root / "stories").glob("*.md"))
    home = root / "site_src" / "index.md"
    yield Place("profile", profile, headline(profile), opened(browser, url + "alumni/", headline(profile)))
    title = found(r"^title: (.*)$", story)
    page = opened(browser, url + "stories/", title)
    page.get_by_text(title).first.click()
    words = next(line for line in story.read_text("utf-8").split("---", 2)[2].splitlines() if line)
    yield Place("story", story, words, page)
    yield Place("page", home, found(r"^title: (.*)$", home), opened(browser, url, ""))


def plain_place(root: Path, browser: Browser, url: str) -> Place:
    """A page of the plain site."""
    page = browser.new_page()
    page.goto(url)
    return Place("plain MkDocs", root / "docs" / "index.md", "Hello, reader.", page)


def opened(browser: Browser, url: str, words: str) -> Page:
    """A page, looked at as the staff does."""
    page = browser.new_context(locale="ja-JP").new_page()
    page.goto(url)
    page.locator("details.look summary").click()
    page.locator("details.look input").last.check()
    page.locator("html[data-gate=open]").wait_for()
    page.get_by_text(words).first.wait_for(state="attached")
    return page


def headline(path: Path) -> str:
    """A profile's headline."""
    return found(r"^headline: (.*)$", path)


def found(pattern: str, path: Path) -> str:
    """What a pattern finds in a file, or nothing."""
    match = re.search(pattern, path.read_text("utf-8"), re.MULTILINE)
    return match[1].strip() if match else ""


def copied(source: Path, target: Path) -> None:
    """Copy what a project consists of."""
    target.mkdir()
    for part in PARTS:
        if (source / part).is_dir():
            shutil.copytree(source / part, target / part)
        else:
            shutil.copy2(source / part, target / part)


def laid(root: Path, pages: int) -> None:
    """A plain site with so many pages."""
    (root / "docs").mkdir(parents=True)
    (root / "mkdocs.yml").write_text(PLAIN, "utf-8")
    (root / "docs" / "index.md").write_text("# Home\n\nHello, reader.\n", "utf-8")
    text = "".join(f"## Part {part}\n\n{'Some words of a page. ' * 40}\n\n" for part in range(8))
    for number in range(1, pages):
        (root / "docs" / f"page-{number}.md").write_text(f"# Page {number}\n\n{text}", "utf-8")


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser."""
    with sync_playwright() as playwright:
        path = shutil.which("chromium")
        yield playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])


@contextmanager
def served(module: str, root: Path) -> Iterator[str]:
    """The address of a project that is being served; it answers already."""
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    start = {
        "generator.cli": "from generator.cli import main",
        "mkdocs": "from mkdocs.__main__ import cli as main",
    }
    words = [sys.executable, "-c", f"{start[module]}; main()", "serve", "-a", address]
    process = subprocess.Popen(words, cwd=root, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(lambda: answers(address))
        yield f"http://{address}/"
    finally:
        process.terminate()
        process.wait()


def answers(address: str) -> bool:
    """Whether somebody listens there."""
    host, port = address.split(":")
    with closing(socket.socket()) as asking:
        return asking.connect_ex((host, int(port))) == 0


def wait_for(true: Callable[[], bool]) -> None:
    """Wait until something is so."""
    deadline = time.monotonic() + DEADLINE_S
    while not true():
        if time.monotonic() > deadline:
            raise SystemExit("The preview did not begin to serve.")
        time.sleep(0.1)


if __name__ == "__main__":
    main()
