"""Drawings that a story is read along: the river of one career with the stops of its answers and those who join it.

The script in the browser (`reading.ts`) finds an answer's place by its moment, `data-at`, and the road between by its
thread. Links stand in the drawing in the order of time.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from markupsafe import Markup

from generator.career import Tributary
from generator.render.along import Lying, Standing, Stop, Told
from generator.render.drawing import draw_river
from generator.render.upright import upright_parts


def draw_along(one: Standing, told: Sequence[Told], prefix: str, title: str, desc: str) -> Markup:
    """The upright drawing, with names beside those who join, each a link to where they tell of it themselves."""
    gutter, head = one.beside.gutter, one.beside.head
    box = f"{-gutter:g} {-head:g} {one.river.width + gutter:g} {one.river.height + head:g}"
    parts = [
        f'<svg class="y-river y-river--upright" viewBox="{box}" role="group" aria-labelledby="{prefix}-title"',
        f' aria-describedby="{prefix}-desc"><title id="{prefix}-title">{escape(title)}</title>',
        f'<desc id="{prefix}-desc">{escape(desc)}</desc>{upright_parts(one.river, prefix)}',
        _thread(one.thread, one.stops, 2.0),
        *(_link(stream, who) for stream, who in zip(one.beside.streams, told, strict=True)),
        "</svg>",
    ]
    return Markup("".join(parts))  # noqa: S704 - every text in it is escaped


def draw_lying(one: Lying, told: Sequence[Told], prefix: str, title: str = "", desc: str = "") -> Markup:
    """The lying drawing; those who join are streams without words, for what is named beside it."""
    plain = draw_river(one.river, prefix, title, desc).removesuffix("</svg>")
    streams = [
        f'<path class="y-tributary y-k-{stream.kind}" data-at="{who.at}" d="{stream.d}"/>'
        for stream, who in zip(one.streams, told, strict=True)
    ]
    parts = [plain, _thread(one.thread, one.stops, 1.5), *streams, "</svg>"]
    return Markup("".join(parts))  # noqa: S704 - every text in it is escaped


def _thread(d: str, stops: Sequence[Stop], radius: float) -> str:
    # A stop beyond the road is not seen; the script still finds there how far the road has come by then.
    marks = "".join(
        f'<circle data-at="{stop.at}" cx="{stop.x:g}" cy="{stop.y:g}" r="{radius if stop.marked else 0:g}"/>'
        for stop in stops
    )
    return f'<path class="y-thread" d="{d}"/><g class="y-stops">{marks}</g>'


def _link(stream: Tributary, told: Told) -> str:
    x0, y0, _, y1 = stream.box
    lines = "".join(
        f'<text class="{"y-who" if line.title else "y-how"}" x="{stream.x:g}" y="{line.y:g}">{escape(line.text)}</text>'
        for line in stream.lines
    )
    return (
        f'<a class="y-tributary y-k-{stream.kind}" href="{escape(told.href)}" data-at="{told.at}"'
        f' data-words="{escape(told.brief)}"><path d="{stream.d}"/>'
        f'<circle cx="{stream.start[0]:g}" cy="{stream.start[1]:g}" r="2.8"/>{lines}'
        f'<rect x="{x0:g}" y="{y0:g}" width="{stream.start[0] - x0:.1f}" height="{y1 - y0:.1f}"/></a>'
    )
