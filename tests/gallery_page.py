"""The whole gallery on one page, as a browser shows it."""

from __future__ import annotations

from html import escape
from pathlib import Path

from gallery import GALLERY, TODAY, Awkward

from generator.career import river, upright
from generator.render.drawing import draw_river
from generator.render.upright import draw_upright

ROOT = Path(__file__).parent.parent
SIZES = ((1100, 290, True), (960, 290, True), (300, 92, False), (360, 136, True), (340, 136, True))

UPRIGHT = (360, 340)


def drawings(one: Awkward, prefix: str) -> str:
    """One career at every size in which pages show it."""
    parts = []
    for width, height, labels in SIZES:
        drawn = river(one.career, TODAY, width=width, height=height, labels=labels, turns=one.turns)
        title = f"{prefix}-{width}"
        parts.append(f'<div style="width:{width}px;margin:0 0 24px">{draw_river(drawn, title, title)}</div>')
    for width in UPRIGHT:
        stands = upright(one.career, TODAY, width=width, turns=one.turns)
        title = f"{prefix}-upright-{width}"
        parts.append(
            f'<div style="width:{width}px;margin:0 0 24px">{draw_upright(stands, title, title)}</div>'
        )
    return "".join(parts)


def page(scheme: str) -> str:
    """A page with the whole gallery."""
    sheet = (ROOT / "generator/runtime/styles/river.css").read_text("utf-8")
    sections = "".join(
        f'<section id="g{n}"><h2>{escape(name)}</h2>{drawings(one, f"g{n}")}</section>'
        for n, (name, one) in enumerate(GALLERY.items())
    )
    style = (
        "body{background:var(--y-paper);color:var(--y-ink);margin:0}section{padding:16px 40px;width:1100px}"
    )
    return (
        f'<!doctype html><meta charset="utf-8"><style>{sheet}{style}</style>'
        f'<body data-md-color-scheme="{scheme}">{sections}</body>'
    )
