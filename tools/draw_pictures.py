"""Draws the sample company's portraits and story covers: flat shapes on paper, with a river in each.

Nobody in the sample exists, so nobody could be photographed; a drawing says so at first sight. Everything
is made with Pillow from the numbers in `drawing/`. The only chance in it, the paper's grain, is seeded by
the picture's name, so that a second run writes the same bytes.

    python tools/draw_pictures.py [NAME ...]
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from drawing.covers import COVERS
from drawing.paper import PAPER, Sheet
from drawing.portraits import PORTRAITS

ROOT = Path(__file__).resolve().parent.parent


def main(names: Sequence[str]) -> None:
    """Draws the pictures named, or all of them."""
    kinds = (
        (PORTRAITS, (640, 640), "alumni/photos", 70_000),
        (COVERS, (1280, 720), "stories/images", 150_000),
    )
    for pictures, size, folder, limit in kinds:
        for name, draw in pictures.items():
            if not names or name in names:
                sheet = Sheet(name, size, PAPER)
                draw(sheet)
                sheet.save(ROOT / folder / f"{name}.jpg", limit)


if __name__ == "__main__":
    main(sys.argv[1:])
