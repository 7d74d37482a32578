"""Draws the gallery of awkward careers as pictures.

    .venv/bin/python tools/draw_gallery.py OUT [--scheme default|slate] [--print]

writes one PNG for each career of `tests/gallery.py` into OUT: the drawing for desks, the one for cards and the small
one with words, in one column.
"""

from __future__ import annotations

import argparse
import re
import runpy
import sys
from html import escape
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from gallery import GALLERY, TODAY, Awkward  # type: ignore[import-not-found]  # noqa: E402 - tests are no package

from generator.career import river  # noqa: E402
from generator.render.drawing import draw_river  # noqa: E402

SIZES = ((960, 290, True), (300, 92, False), (360, 136, True))


def drawings(one: Awkward, prefix: str) -> str:
    """One career at every size in which pages show it."""
    parts = []
    for width, height, labels in SIZES:
        drawn = river(one.career, TODAY, width=width, height=height, labels=labels, turns=one.turns)
        title = f"{prefix}-{width}"
        parts.append(f'<div style="width:{width}px;margin:0 0 24px">{draw_river(drawn, title, title)}</div>')
    return "".join(parts)


def page(scheme: str) -> str:
    """A page with the whole gallery."""
    sheet = (ROOT / "generator/theme/assets/yorimichi/river.css").read_text("utf-8")
    sections = "".join(
        f'<section id="g{n}"><h2>{escape(name)}</h2>{drawings(one, f"g{n}")}</section>'
        for n, (name, one) in enumerate(GALLERY.items())
    )
    style = (
        "body{background:var(--y-paper);color:var(--y-ink);margin:0}section{padding:16px 40px;width:960px}"
    )
    return (
        f'<!doctype html><meta charset="utf-8"><style>{sheet}{style}</style>'
        f'<body data-md-color-scheme="{scheme}">{sections}</body>'
    )


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
        tab = browser.new_page(viewport={"width": 1060, "height": 800})
        tab.set_content(page(asked.scheme))
        if asked.print:
            tab.emulate_media(media="print")
            tab.add_style_tag(content="html{filter:grayscale(1)}")
        for n, name in enumerate(GALLERY):
            tab.locator(f"#g{n}").screenshot(path=asked.folder / f"{n:02} {re.sub('[^a-z -]', '', name)}.png")
        browser.close()


if __name__ == "__main__":
    main()
