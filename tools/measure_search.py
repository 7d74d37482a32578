"""What search and explorer cost a reader in bytes, time to painted results, and memory, beside Material's own search.

`.venv/bin/python tools/measure_search.py [-n N] [--reader NAME] [--no-material]` makes N synthetic people (10,000) and
their shards, puts these into a small site, and searches in headless Chromium: types words into the search box and into
the explorer, and chooses values of its facets. Bytes are those of the files as they lie in the site, and, after the
slash, as a host sends them that compresses what it does not know. Material gets an index of the same people, as its own
plugin would write it, and the same keys. With 10,000 people that takes some four minutes on two idle cores.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import shutil
import statistics
import tempfile
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import yaml
from browser import find
from make_people import make
from mkdocs.commands.build import build as build_plain
from mkdocs.config import load_config
from playwright.sync_api import Page, sync_playwright
from playwright.sync_api import TimeoutError as TooLate

from generator.build import Build
from generator.plugin import build_site
from generator.project import prepare
from generator.settings import PUBLIC
from generator.site.views import Views

SECRET = "A" * 43  # sizes and times do not depend on it
TYPED = (
    "小林",
    "おがわ なおこ",
    "watanabe ken",
    "営業 起業",
    "品質",
    "harbour market",
    "stroe keping",
    "dept:営業 年:2014",
)
TIMER = """selector => {
  let pressed = 0;
  window.begin = () => { window.times = []; pressed = 0; };
  window.begin();
  // What an input method puts in comes without a key.
  for (const kind of ["keydown", "beforeinput", "click"])
    document.addEventListener(kind, (event) => (pressed = pressed || event.timeStamp), true);
  const painted = () => requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => { if (pressed) window.times.push(performance.now() - pressed); pressed = 0; };
    channel.port2.postMessage(0);
  });
  new MutationObserver(painted).observe(document.querySelector(selector), { childList: true, subtree: true });
}"""
FACETS = ("department", "since", "skill")
PATIENCE_MS = 120_000


class Quiet(SimpleHTTPRequestHandler):
    """Serves files and says nothing of it."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        """Stay quiet."""


def main() -> None:
    """Measure and tell."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("-n", type=int, default=10_000, help="how many people")
    parser.add_argument("--reader", default="staff", help="the audience that searches; staff see everyone")
    parser.add_argument("--no-material", action="store_true", help="leave Material's own search out")
    asked = parser.parse_args()
    os.environ["YORIMICHI_SECRET"] = SECRET
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        build = ours(folder, asked.n)
        print(f"{asked.n} people, {len(build.site.stories)} stories, read by {asked.reader}")
        sizes(folder / "few/site/index" / asked.reader, build, asked.reader)
        with served(folder / "few/site") as root, opened(root, build.gate.passphrase(asked.reader)) as page:
            box(page, root)
            explorer(page, root)
        if not asked.no_material:
            material(folder / "material", build, asked.reader)


def ours(folder: Path, number: int) -> Build:
    """A small site with the shards of many people."""
    make(number, folder / "many", "yorimichi")
    make(20, folder / "few", "yorimichi")
    build_site(folder / "few/mkdocs.yml")
    config = folder / "many/mkdocs.yml"
    options = yaml.safe_load(config.read_text("utf-8"))["plugins"][0]["yorimichi"]
    build = Build(prepare(config, folder / "many/site_src", options), "")
    shutil.rmtree(folder / "few/site/index")
    for place, data in build.shards(()):
        path = folder / "few/site" / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return build


def sizes(folder: Path, build: Build, reader: str) -> None:
    """Tell what is loaded before the first screen, what then, and what only who asks for it loads."""
    files = {int(path.stem): path.read_bytes() for path in folder.iterdir()}
    head = files[0] if reader == PUBLIC else build.gate.open(files[0].decode(), reader, f"index/{reader}/0")
    groups = json.loads(head)["parts"]
    _sizes("before the first screen", [files[0]])
    for name, numbers in groups.items():
        _sizes(name, [files[number] for number in numbers])
    notes = groups["notes"] if len(groups["notes"]) > 1 else []
    _sizes("in all", [data for number, data in files.items() if number not in notes])
    if notes:
        _sizes("in all, with what has to be asked for", list(files.values()))


def _sizes(what: str, files: Sequence[bytes]) -> None:
    plain, packed = (sum(_kilobytes(data, pack) for data in files) for pack in (False, True))
    print(f"{what}: {plain:.1f} / {packed:.1f} kB in {len(files)} parts")


def box(page: Page, root: str) -> None:
    """Tell how long keys take in the search box, and what memory is used then."""
    page.goto(f"{root}join/")
    page.wait_for_selector("html[data-gate=open]")
    page.keyboard.press("/")
    page.wait_for_selector(".y-search__chips")
    before = page.evaluate("performance.now()")
    page.fill(".y-search__input", "小林")
    page.wait_for_selector(".y-hit--person", timeout=PATIENCE_MS)
    print(f"people can be found {page.evaluate('performance.now()') - before:.0f} ms after that was asked")
    page.wait_for_selector(".y-search__wait", state="detached", timeout=PATIENCE_MS)
    page.wait_for_timeout(6000)  # the texts of stories come last
    page.evaluate(TIMER, ".y-search__body")
    _typed("search box", page, ".y-search__input")
    _heap(page)


def explorer(page: Page, root: str) -> None:
    """Tell the same of the explorer, and how long the choice of a value takes."""
    page.goto(f"{root}alumni/")
    page.wait_for_selector("html[data-gate=open]")
    before = page.evaluate("performance.now()")
    page.focus("#y-explorer-words")
    page.wait_for_selector(".y-explorer[data-state=whole]", timeout=PATIENCE_MS)
    print(f"everybody is there {page.evaluate('performance.now()') - before:.0f} ms after that was asked")
    page.wait_for_timeout(6000)  # the search over them takes longer than the facets
    page.evaluate(TIMER, ".y-explorer")
    _typed("explorer", page, "#y-explorer-words")
    page.fill("#y-explorer-words", "")
    _told("value chosen to painted results", list(_chosen(page)))
    _heap(page)


def _chosen(page: Page) -> Iterator[float]:
    page.set_viewport_size({"width": 1280, "height": 900})
    for name in FACETS:
        facet = page.locator(f"[data-facet={name}]")
        facet.locator("summary").click()
        for number in (0, 1, 0, 1):  # chosen, and left again
            page.wait_for_timeout(800)
            page.evaluate("window.begin()")
            facet.locator(".y-option input").nth(number).click()
            page.wait_for_timeout(250)
            yield from page.evaluate("window.times")


def material(folder: Path, build: Build, reader: str) -> None:
    """The same with Material's own search over the same people, in a site of one page."""
    (folder / "docs").mkdir(parents=True)
    (folder / "docs/index.md").write_text("# Home\n", "utf-8")
    config = folder / "mkdocs.yml"
    config.write_text(
        "site_name: Plain\ntheme: {name: material, font: false, language: ja}\nplugins: [search: {lang: [ja, en]}]\n"
    )
    build_plain(load_config(str(config)))
    index = folder / "site/search/search_index.json"
    made = json.loads(index.read_text("utf-8"))
    made["docs"] = list(documents(build, reader))
    index.write_text(json.dumps(made, ensure_ascii=False), "utf-8")
    data = index.read_bytes()
    print(f"Material's index: {_kilobytes(data, False):.0f} / {_kilobytes(data, True):.0f} kB")
    with served(folder / "site") as root, chromium() as page:
        page.goto(root)
        page.click("label.md-header__button[for=__search], .md-search__input", strict=False)
        before = page.evaluate("performance.now()")
        page.fill(".md-search__input", "小林")
        try:
            page.wait_for_selector(".md-search-result__item", state="attached", timeout=PATIENCE_MS)
        except TooLate:
            print(f"Material has found nobody after {PATIENCE_MS / 1000:.0f} s")
            return
        print(
            f"Material finds people {(page.evaluate('performance.now()') - before) / 1000:.1f} s after that was asked"
        )
        page.evaluate(TIMER, ".md-search-result")
        _typed("Material's search", page, ".md-search__input")
        _heap(page)


def documents(build: Build, reader: str) -> Iterator[Mapping[str, str]]:
    """What Material's plugin would take from the pages of people and stories."""
    views = Views(build.site)
    for person in views.people(reader):
        spells = [
            part for spell in person.spells for part in (spell.department, spell.title, spell.org) if part
        ]
        text = " ".join(
            (
                person.name.kana,
                person.name.romaji,
                person.headline or "",
                *spells,
                *person.skills,
                person.location or "",
            )
        )
        yield {"location": f"a/{person.name.id}/", "title": person.name.display, "text": text}
    for story in views.stories(reader):
        yield {"location": f"s/{story.slug}/", "title": story.title, "text": f"{story.summary} {story.body}"}


def _typed(where: str, page: Page, field: str) -> None:
    every: list[float] = []
    for words in TYPED:
        page.fill(field, "")
        page.wait_for_timeout(800)
        page.evaluate("window.begin()")
        page.focus(field)
        for key in words:
            page.keyboard.press(key) if key.isascii() and key != " " else page.keyboard.insert_text(key)
            page.wait_for_timeout(250)
        every += page.evaluate("window.times")
    _told(f"{where}, key to painted results", every)


def _heap(page: Page) -> None:
    session = page.context.new_cdp_session(page)
    session.send("HeapProfiler.collectGarbage")
    print(f"heap: {session.send('Runtime.getHeapUsage')['usedSize'] / 1e6:.0f} MB")


def _told(what: str, every: Sequence[float]) -> None:
    if every:
        print(f"{what}: median {statistics.median(every):.1f} ms, worst {max(every):.1f} ms of {len(every)}")
    else:
        print(f"{what}: nothing was seen")


def _kilobytes(data: bytes, pack: bool) -> float:
    return len(gzip.compress(data, 6) if pack else data) / 1000


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """A host of the files."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()


@contextmanager
def opened(root: str, passphrase: str) -> Iterator[Page]:
    """A page in which the passphrase was typed."""
    with chromium() as page:
        page.goto(f"{root}unlock/")
        page.fill("#y-passphrase", passphrase)
        page.press("#y-passphrase", "Enter")
        page.wait_for_selector("html[data-gate=open]")
        yield page


@contextmanager
def chromium() -> Iterator[Page]:
    """A page of a browser that knows nothing."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=["--no-sandbox"])
        try:
            yield browser.new_context(locale="ja-JP", viewport={"width": 390, "height": 844}).new_page()
        finally:
            browser.close()


if __name__ == "__main__":
    main()
