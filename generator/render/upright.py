"""Upright drawings of careers as SVG, of the same parts as the lying ones."""

from __future__ import annotations

from html import escape

from markupsafe import Markup

from generator.career import Upright
from generator.career.upright import Words
from generator.render.drawing import dot, gradient, opened, ring, road, sign, turn

_WATER = (
    '<linearGradient id="{0}-water" x2="0" y2="1"><stop class="y-stop-water" stop-opacity="0"/>'
    '<stop class="y-stop-water" offset=".05"/><stop class="y-stop-water" offset=".93"/>'
    '<stop class="y-stop-water" offset="1" stop-opacity=".15"/></linearGradient>'
    '<linearGradient id="{0}-flow" x2="0" y2="1"><stop class="y-stop-flow" stop-opacity="0"/>'
    '<stop class="y-stop-flow" offset=".12"/><stop class="y-stop-flow" offset=".85"/>'
    '<stop class="y-stop-flow" offset="1" stop-opacity="0"/></linearGradient>'
)


def draw_upright(r: Upright, prefix: str, title: str = "", desc: str = "") -> Markup:
    """One career from top to bottom, every id of which begins with `prefix`.

    Without a title it is hidden from assistive technology, for drawings beside a list or text that says the same.
    """
    head = opened(prefix, (r.width, r.height), title, desc, "y-river--upright")
    return Markup(f"{head}{upright_parts(r, prefix)}</svg>")  # noqa: S704 - every text in it is escaped


def upright_parts(r: Upright, prefix: str) -> str:
    """What is within such a drawing, for pages that draw more into it.

    The main road is in `y-roads` and branches are in `y-sides`. Words tell in `data-from` and `data-to` between
    which heights their road lies, in user units.
    """
    bends = "".join([gradient(prefix, before, after, upright=True) for before, after in r.gradients])
    sides = "".join([road(one, r.pen, prefix) for one in r.sides])
    parts = [
        f"<defs>{_WATER.format(prefix)}{bends}</defs>",
        f'<path class="y-stream" d="{r.stream.d}" fill="url(#{prefix}-water)"/>',
        *[f'<path class="y-flow" d="{d}" stroke="url(#{prefix}-flow)"/>' for d in r.stream.flow],
        '<g class="y-axis">',
        *[f'<text x="0" y="{year.y + 4:g}">{year.year}</text>' for year in r.years],
        f'</g><g class="y-sides">{sides}</g>' if sides else "</g>",
        f'<g class="y-roads" stroke-width="{r.pen.main:g}">',
        *[road(one, r.pen, prefix) for one in r.roads],
        "</g>",
        *[dot(one, r.pen.thin * 1.25) for one in r.dots],
        *[turn(one.x, one.y, r.pen.turn) for one in r.turns],
        *[sign(one, r.pen) for one in (*r.signs, *r.side_signs)],
    ]
    if r.ring:
        parts.append(ring(r.ring, r.pen))
    if r.labels:
        parts += ['<g class="y-words">', *[_words(one) for one in r.labels], "</g>"]
    return "".join(parts)


def _words(one: Words) -> str:
    leader = f'<path class="y-leader" d="{one.leader}"/>' if one.leader else ""
    x = f"{one.x:g}"
    lines = "".join(
        [
            f'<text class="{"y-word" if line.title else "y-sub"}" x="{x}" y="{line.y:g}">{escape(line.text)}</text>'
            for line in one.lines
        ]
    )
    return f'<g class="y-label" data-from="{one.top:g}" data-to="{one.foot:g}">{leader}{lines}</g>'
