"""How much data the page of all paths holds, and how long its frames take while a pointer wanders over the picture.

    .venv/bin/python tools/measure_paths.py [N]

makes a project of N people (5,000 without it), seals its page of all paths and puts it into the site of a project of
one person with the same keys, so that nothing else need be built. It prints what the sealed careers weigh, how long
the page takes to be rendered and sealed for all readers, and, from Chromium, the time that the page's script takes
for each frame of a hover (median and worst, with all that else goes on on the machine), the time between frames, the
processor time of the page's main thread, and the time until the picture is complete.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import statistics
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from unittest.mock import patch

from make_people import make
from markupsafe import Markup
from playwright.sync_api import Browser, Page, sync_playwright

from generator.build import Build
from generator.build.pages import Page as SitePage
from generator.plugin import build_site, load_configuration
from generator.project import prepare
from generator.render import Frame, Words

SECRET = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"
STEPS = 300
PAGE = SitePage(Frame("ja", "", "paths/"), "paths", "public", words=Words("道すじ", ""))
# Each step of the pointer is told to the page just before a frame; what the page does in that frame is timed.
HOVER = """async ([steps]) => {
  const stage = document.querySelector("[data-paths=stage]");
  const box = stage.getBoundingClientRect();
  const work = [], between = [];
  let picked = 0, last = await new Promise(requestAnimationFrame);
  for (let n = 0; n < steps; n += 1) {
    const x = box.left + box.width * (0.1 + 0.7 * (n / steps));
    const y = box.top + box.height * (0.45 + 0.35 * Math.sin(n / 7));
    const where = { clientX: x, clientY: y, pointerType: "mouse", bubbles: true };
    stage.dispatchEvent(new PointerEvent("pointermove", where));
    const now = await new Promise((done) => requestAnimationFrame((time) => {
      // Asked for after the page's own callback, so that this one runs once that is done.
      stage.offsetHeight;
      done([time, performance.now()]);
    }));
    work.push(now[1] - now[0]);
    between.push(now[0] - last);
    last = now[0];
    picked += stage.classList.contains("y-paths__stage--picked");
  }
  return { work, between, picked };
}"""


class Handler(SimpleHTTPRequestHandler):
    """Files as a host sends them."""

    def log_message(self, *_: object) -> None:
        """Stays quiet."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of a folder's files."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


def build_of(root: Path) -> Build:
    """The build of a project."""
    found = load_configuration(root / "mkdocs.yml")
    return Build(prepare(found.file, found.docs_dir, found.options, found.base_url), found.base_url)


def region(build: Build) -> str:
    """The region of the page of all paths, for all readers."""
    return build.body(PAGE).html


def careers_bytes(html: str, bare: str) -> int:
    """What careers add to the sealed objects, and to the open data, of a page."""

    def weight(text: str) -> int:
        found = re.findall(
            r"<script type=\"application/(?:jose\"|json\" data-careers)[^>]*>[^<]*</script>", text
        )
        return sum(len(one.encode()) for one in found)

    return weight(html) - weight(bare)


def with_region(page: Path, html: str) -> None:
    """Put another region into a finished page."""
    head, rest = page.read_text("utf-8").split('<div class="md-typeset">', 1)
    page.write_text(
        f'{head}<div class="md-typeset">{html}</div></div>{rest[rest.index("<footer") :]}', "utf-8"
    )


def hovered(browser: Browser, page: Page, address: str) -> None:
    """Open the page, wait for the whole picture, hover, and tell the times."""
    page.goto(address)
    page.wait_for_selector("html[data-gate=open] [data-drawn]", timeout=120_000)
    drawn = page.evaluate("performance.now()")
    people = page.get_attribute("[data-paths=stage]", "data-drawn")
    browser.start_tracing(page=page, categories=["toplevel"])
    told = page.evaluate(HOVER, [STEPS])
    tasks = main_thread_tasks(json.loads(browser.stop_tracing())["traceEvents"])
    work, between = told["work"], told["between"]
    print(f"{people} roads: picture complete {drawn:.0f} ms after the page began to load")
    print(f"hover of {STEPS} frames, {told['picked']} with a road: work per frame median", end=" ")
    print(f"{statistics.median(work):.1f} ms, worst {max(work):.1f} ms;", end=" ")
    print(f"between frames median {statistics.median(between):.1f} ms, worst {max(between):.1f} ms;", end=" ")
    print(
        f"processor time of the page's main thread {sum(tasks) / STEPS:.1f} ms a frame, {max(tasks):.1f} ms at worst"
    )


def main_thread_tasks(events: Sequence[Mapping[str, Any]]) -> list[float]:
    """The processor time, in milliseconds, of each task of the busiest page's main thread."""
    threads = {
        (one["pid"], one["tid"]): one["args"]["name"] for one in events if one["name"] == "thread_name"
    }
    found: dict[int, list[float]] = {}
    for one in events:
        if (
            "tdur" in one
            and "RunTask" in one["name"]
            and threads.get((one["pid"], one["tid"])) == "CrRendererMain"
        ):
            found.setdefault(one["pid"], []).append(one["tdur"] / 1000)
    return max(found.values(), key=sum)


def main() -> None:
    """Measure and tell."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("number", type=int, metavar="N", nargs="?", default=5000)
    asked = parser.parse_args()
    os.environ["YORIMICHI_SECRET"] = SECRET
    with tempfile.TemporaryDirectory() as folder:
        small, large = Path(folder) / "small", Path(folder) / "large"
        make(1, small, "yorimichi")
        make(asked.number, large, "yorimichi")
        site = build_site(small / "mkdocs.yml")
        build = build_of(large)
        build.places  # noqa: B018 - what all pages share is made once, and belongs to none of them
        began = time.process_time()
        html = region(build)
        took = time.process_time() - began
        with patch("generator.render.paths.columns", lambda _: Markup("")):
            bare = region(build_of(large))
        print(
            f"{asked.number} careers for all four readers: {careers_bytes(html, bare):,} B; rendered in {took:.1f} s"
        )
        with_region(site / "paths" / "index.html", html)
        gate = build.gate
        with served(site) as address, sync_playwright() as driver:
            browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
            page = browser.new_page(viewport={"width": 1280, "height": 1400}, locale="ja-JP")
            page.goto(address + "unlock/")
            page.fill("#y-passphrase", gate.passphrase("staff"))
            page.press("#y-passphrase", "Enter")
            page.wait_for_selector("html[data-gate=open]")
            hovered(browser, page, address + "paths/")
            browser.close()


if __name__ == "__main__":
    main()
