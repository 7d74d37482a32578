"""Draws the gallery of awkward careers as pictures.

    .venv/bin/python tools/draw_gallery.py OUT [--scheme default|slate] [--print]

writes one PNG for each career of `tests/gallery.py` into OUT: the drawings for desks, the one for cards and the small
ones with words, in one column.
"""

from __future__ import annotations

import argparse
import re
import runpy
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from gallery import GALLERY  # type: ignore[import-not-found]  # noqa: E402 - tests are no package
from gallery_page import page  # type: ignore[import-not-found]  # noqa: E402


def main() -> None:
    """Reads the command line and writes the pictures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, metavar="OUT")
    parser.add_argument("--scheme", choices=("default", "slate"), default="default")
    parser.add_argument("--print", action="store_true", help="as on paper, in grey")
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    find = runpy.run_path(str(ROOT / "tools/browser.py"))["find"]
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=find(), args=["--no-sandbox"])
        tab = browser.new_page(viewport={"width": 1200, "height": 800})
        tab.set_content(page(asked.scheme))
        if asked.print:
            tab.emulate_media(media="print")
            tab.add_style_tag(content="html{filter:grayscale(1)}")
        for n, name in enumerate(GALLERY):
            tab.locator(f"#g{n}").screenshot(path=asked.folder / f"{n:02} {re.sub('[^a-z -]', '', name)}.png")
        browser.close()


if __name__ == "__main__":
    main()
