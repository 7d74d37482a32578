"""How much longer a sealed story takes to be readable by a pass link than the same story open to everyone.

`.venv/bin/python tools/measure_pass.py [-n N] [--far MS] [STORY]` builds the sample twice: a story that is open to
everyone stays so, and it is for guests and a pass opens it. It loads both in Chromium in turn, each time with nothing
in any cache, and tells the medians of the times until the story's heading was on the screen, which Chromium tells
itself, and until the page was loaded as well; and of each pair of loads, how much longer the second took. A sealed
story's pictures come after its text and are not counted, while an open page is not loaded without those near the
window. With `--far`, each answer comes so many milliseconds later, as from a host that is not at hand: then round trips
count more than work.
"""

from __future__ import annotations

import argparse
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parent.parent
PARTS = ("alumni", "stories", "site_src", "mkdocs.yml")
PASS = "measured"
# The heading is marked as it comes into the page. What is asked of a page while it loads would take its time from it.
SEEN = """(() => {
  const mark = () => {
    const heading = document.querySelector(".y-story h1");
    if (!heading) return;
    heading.setAttribute("elementtiming", "story");
    watcher.disconnect();
  };
  const watcher = new MutationObserver(mark);
  watcher.observe(document, { childList: true, subtree: true });
  new PerformanceObserver((list) => (globalThis.seen = list.getEntries()[0].renderTime)).observe({ type: "element" });
})()"""
SETTLED_MS = 1_000
LOADED = "() => performance.getEntriesByType('navigation')[0].loadEventEnd"


class Handler(SimpleHTTPRequestHandler):
    """Files as a host sends them: head and body at once, over a connection that stays."""

    protocol_version = "HTTP/1.1"
    wbufsize = -1
    # Else a body of more than one piece waits up to 40 ms until the browser has said that it got the head.
    disable_nagle_algorithm = True

    def __init__(self, *arguments: Any, far: float, **named: Any) -> None:
        self._far = far
        super().__init__(*arguments, **named)

    def do_GET(self) -> None:
        """Answers as late as a host does that is far away."""
        time.sleep(self._far)
        super().do_GET()

    def log_message(self, *_: object) -> None:
        """Stays quiet."""


@dataclass
class Kind:
    """One way in which the story is read, and how long each load took, in milliseconds."""

    name: str
    url: str
    seen: list[float]
    done: list[float]

    def load(self, browser: Browser, count: bool) -> None:
        """Load the page once in a browser that knows nothing."""
        context = browser.new_context(locale="ja-JP")
        page = context.new_page()
        page.add_init_script(SEEN)
        page.goto(self.url, wait_until="commit")
        page.wait_for_timeout(SETTLED_MS)
        page.wait_for_function(f"() => globalThis.seen !== undefined && ({LOADED})() > 0")
        seen, loaded = page.evaluate("() => globalThis.seen"), page.evaluate(LOADED)
        context.close()
        if count:
            self.seen.append(seen)
            self.done.append(max(seen, loaded))


def main() -> None:
    """Measure and tell."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-n", type=int, default=30, help="loads of each")
    parser.add_argument("--far", type=float, default=0, metavar="MS", help="how far the host is away")
    parser.add_argument(
        "story", nargs="?", default="third-generation", help="a story that is open to everyone"
    )
    asked = parser.parse_args()
    far = asked.far / 1000
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        first = built(folder / "open", asked.story, sealed=False)
        second = built(folder / "sealed", asked.story, sealed=True)
        browser = stack.enter_context(chromium())
        kinds = [
            Kind("open to everyone", stack.enter_context(served(folder / "open/site", far)) + first, [], []),
            Kind("by pass link", stack.enter_context(served(folder / "sealed/site", far)) + second, [], []),
        ]
        for number in range(asked.n + 1):
            for kind in kinds if number % 2 else reversed(kinds):
                kind.load(browser, count=number > 0)
    for kind in kinds:
        seen, done = statistics.median(kind.seen), statistics.median(kind.done)
        print(f"{kind.name}: text on the screen after {seen:.0f} ms, page loaded as well after {done:.0f} ms")
    base, other = kinds
    compare("text on the screen", base.seen, other.seen)
    compare("loaded as well", base.done, other.done)


def compare(what: str, first: list[float], second: list[float]) -> None:
    """Tell how much longer the second of each pair of loads took."""
    pairs = list(zip(first, second, strict=True))
    ratio, added = statistics.median(b / a for a, b in pairs), statistics.median(b - a for a, b in pairs)
    print(f"{what}: {ratio:.3f} × the open story, {added:+.0f} ms, medians of {len(pairs)} pairs")


def built(root: Path, story: str, *, sealed: bool) -> str:
    """Build a copy of the sample; give the story's address, which has the token where it is sealed."""
    root.mkdir()
    for part in PARTS:
        source = ROOT / part
        shutil.copytree(source, root / part) if source.is_dir() else shutil.copy2(source, root / part)
    if sealed:
        file = root / "stories" / f"{story}.md"
        text, count = re.subn(r"(?m)^audience: public$", "audience: guests", file.read_text("utf-8"))
        if not count:
            raise SystemExit(f"{story} is not open to everyone")
        file.write_text(text, "utf-8")
        events = root / "site_src" / "events.yaml"
        events.write_text(events.read_text("utf-8").rstrip() + "\n" + event(story), "utf-8")
    run(root, "gate", "secret")
    run(root, "build")
    if not sealed:
        # Addresses come of the secret; the open site's own stories page leads to the story.
        return story_address(root, story)
    link = run(root, "share", story, "--pass", PASS).strip()
    return link.partition("example/")[2]


def story_address(root: Path, story: str) -> str:
    """Where the story lies, told by its title."""
    title = re.search(r"(?m)^title: (.*)$", (root / "stories" / f"{story}.md").read_text("utf-8"))
    assert title
    for page in (root / "site" / "s").glob("*/index.html"):
        if title[1] in page.read_text("utf-8"):
            return f"s/{page.parent.name}/"
    raise SystemExit(f"{story} is not in the site")


def event(story: str) -> str:
    """An event whose pass opens the story today."""
    today = date.today()
    until = today + timedelta(days=30)
    return (
        f"  - id: {PASS}\n    title: {PASS}\n    kind: hiring\n    from: {today}\n    audience: public\n"
        f"    pass: {{id: {PASS}, from: {today}, until: {until}, stories: [{story}]}}\n"
    )


def run(root: Path, *words: str) -> str:
    """What a command of ours prints."""
    command = [sys.executable, "-c", "from generator.cli import main; main()", *words]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stdout + done.stderr)
    return done.stdout


@contextmanager
def served(folder: Path, far: float) -> Iterator[str]:
    """The address of a folder's files."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(folder), far=far)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser."""
    with sync_playwright() as playwright:
        path = shutil.which("chromium")
        yield playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])


if __name__ == "__main__":
    main()
