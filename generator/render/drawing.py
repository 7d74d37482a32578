"""Drawings of careers as SVG. Colours come from styles/river.css by class; there is no style in here.

A site has some ten thousand drawings, so they are written as plain strings: a template's macro for each
element would take longer than laying the drawing out. Every text goes through `html.escape`; all else is
a number or a name of ours.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from html import escape

from markupsafe import Markup

from generator.career import SHAPES, Axis, Course, Dot, Label, Pen, Ring, River, Rivers, Road, Stream

_WATER = (
    '<linearGradient id="{0}-water"><stop class="y-stop-water" stop-opacity="0"/>'
    '<stop class="y-stop-water" offset=".09"/><stop class="y-stop-water" offset=".88"/>'
    '<stop class="y-stop-water" offset="1" stop-opacity=".15"/></linearGradient>'
)
_FLOW = (
    '<linearGradient id="{0}-flow"><stop class="y-stop-flow" stop-opacity="0"/>'
    '<stop class="y-stop-flow" offset=".16"/><stop class="y-stop-flow" offset=".8"/>'
    '<stop class="y-stop-flow" offset="1" stop-opacity="0"/></linearGradient>'
)


def draw_river(r: River, prefix: str, title: str = "", desc: str = "") -> Markup:
    """One career, every id of which begins with `prefix`.

    Without a title it is hidden from assistive technology, for drawings beside a list or text that says the same.
    """
    parts = [
        opened(prefix, (r.width, r.height), title, desc, "y-river--small" if r.small else ""),
        _defs(prefix, r.gradients, flow=bool(r.stream.flow)),
        _stream(r.stream, prefix),
        _axis(r.axis, (r.width, r.height), small=r.small),
        f'<g class="y-roads" stroke-width="{r.pen.main:g}">',
        *[road(one, r.pen, prefix) for one in r.roads],
        *[dot(one, r.pen.thin * 1.25) for one in r.dots],
        "</g>",
        *_turns(r),
        *[sign(one, r.pen) for one in r.signs],
    ]
    if r.ring:
        parts.append(ring(r.ring, r.pen))
    if r.labels:
        parts += ['<g class="y-words">', *[_label(one) for one in r.labels], "</g>"]
    parts.append("</svg>")
    return Markup("".join(parts))  # noqa: S704 - every text is escaped, as the head of this module says


def draw_rivers(r: Rivers, prefix: str, title: str = "", desc: str = "", now: str = "") -> Markup:
    """Many careers; `now` is the word for today under their rings."""
    today = max((course.ring.x for course in r.courses if course.ring), default=0.0)
    parts = [
        opened(
            prefix, (r.width, r.height), title, desc, "y-rivers y-river--small" if r.small else "y-rivers"
        ),
        _defs(prefix, r.gradients, flow=bool(r.stream.flow)),
        _stream(r.stream, prefix),
        _axis(r.axis, (r.width, r.height), small=r.small, now=(now, today)),
        f'<g class="y-roads" stroke-width="{r.pen.main:g}">',
        *(_course(course, r.pen, prefix) for course in r.courses if course.roads),
        "</g></svg>",
    ]
    return Markup("".join(parts))  # noqa: S704 - every text is escaped, as the head of this module says


def legend(kinds: Iterable[tuple[str, str]]) -> Markup:
    """What colours and shapes mean: pairs of kind and word, as a list."""
    items = "".join(f"<li>{_swatch(kind)}{escape(word)}</li>" for kind, word in kinds)
    return Markup(f'<ul class="y-legend">{items}</ul>')  # noqa: S704 - kinds are ours, words are escaped


@lru_cache(maxsize=32)
def spell_sign(kind: str) -> Markup:
    """The shape of a kind by itself, for lists that stand beside drawings."""
    sign_ = f'<path class="y-sign y-k-{kind}" d="{SHAPES[kind].sign}"/>'
    return Markup(f'<svg class="y-spell__sign" viewBox="-2 -2 4 4" aria-hidden="true">{sign_}</svg>')  # noqa: S704 - all ours


@lru_cache(maxsize=32)
def _swatch(kind: str) -> str:
    shape = SHAPES[kind]
    dots = ' stroke-dasharray=".1 7.3"' if shape.dotted else ""
    width = "1.9" if shape.thin else "4"
    return (
        '<svg class="y-swatch" viewBox="0 0 36 12" aria-hidden="true">'
        f'<path class="y-road y-k-{kind}" d="M8 6H33" stroke-width="{width}"{dots}/>'
        f'<path class="y-sign y-k-{kind}" transform="translate(8 6)scale(4.4)" d="{shape.sign}"/></svg>'
    )


def opened(prefix: str, size: tuple[float, float], title: str, desc: str, classes: str) -> str:
    """The beginning of a drawing, with what it is called and what it says in short."""
    head = f'<svg class="y-river{" " if classes else ""}{classes}" viewBox="0 0 {size[0]:.0f} {size[1]:.0f}"'
    if not title:
        return f'{head} aria-hidden="true">'
    ids = f"{prefix}-title {prefix}-desc" if desc else f"{prefix}-title"
    told = f'<desc id="{prefix}-desc">{escape(desc)}</desc>' if desc else ""
    return (
        f'{head} role="img" aria-labelledby="{ids}"><title id="{prefix}-title">{escape(title)}</title>{told}'
    )


@lru_cache(maxsize=512)
def gradient(prefix: str, before: str, after: str, *, upright: bool = False) -> str:
    """The running colour of bends from one kind to another, along x or, for `upright` roads, along y."""
    way = ' x2="0" y2="1"' if upright else ""
    return (
        f'<linearGradient id="{prefix}-{before}-{after}"{way}><stop class="y-stop-{before}" offset=".12"/>'
        f'<stop class="y-stop-{after}" offset=".88"/></linearGradient>'
    )


def road(one: Road, pen: Pen, prefix: str) -> str:
    """One piece of road."""
    classes = "y-road"
    rest = ""
    if one.thin:
        classes += " y-thin"
        rest = f' stroke-width="{pen.thin:g}"'
    if one.dotted:
        classes += " y-dotted"
        rest += f' stroke-dasharray=".1 {pen.dash * 0.72 if one.thin else pen.dash:.1f}"'
    if one.kind_from:
        return (
            f'<path class="{classes}" d="{one.d}" stroke="url(#{prefix}-{one.kind_from}-{one.kind})"{rest}/>'
        )
    return f'<path class="{classes} y-k-{one.kind}" d="{one.d}"{rest}/>'


def dot(one: Dot, radius: float) -> str:
    """Where a branch is today."""
    return f'<circle class="y-dot y-k-{one.kind}" cx="{one.x:g}" cy="{one.y:g}" r="{radius:.1f}"/>'


def sign(one: Dot, pen: Pen) -> str:
    """The shape of a kind, where a stretch of that kind begins."""
    return (
        f'<path class="y-sign y-k-{one.kind}" transform="translate({one.x:g} {one.y:g})scale({pen.sign:g})"'
        f' d="{SHAPES[one.kind].sign}"/>'
    )


def turn(x: float, y: float, radius: float) -> str:
    """A turning point, as a fine ring around the road."""
    return f'<circle class="y-turn" cx="{x:g}" cy="{y:g}" r="{radius:.1f}"/>'


def ring(one: Ring, pen: Pen) -> str:
    """Today."""
    return (
        f'<circle class="y-ring y-k-{one.kind}" cx="{one.x:g}" cy="{one.y:g}" r="{pen.ring:g}"'
        f' stroke-width="{pen.ring * 0.46:.1f}"/>'
    )


def _turns(r: River) -> list[str]:
    """Turning points around the signs or the ring that stand at them, and smaller ones on the bare road."""
    around = {(one.x, one.y): r.pen.turn for one in r.signs}
    if r.ring:
        around[r.ring.x, r.ring.y] = 1.5 * r.pen.ring
    bare = 0.62 * r.pen.turn
    return [turn(x, y, around.get((x, y), bare)) for x, y, _ in r.turns]


def _defs(prefix: str, pairs: Sequence[tuple[str, str]], *, flow: bool) -> str:
    bends = "".join([gradient(prefix, before, after) for before, after in pairs])
    return f"<defs>{_water(prefix, flow=flow)}{bends}</defs>"


@lru_cache(maxsize=64)
def _water(prefix: str, *, flow: bool) -> str:
    return _WATER.format(prefix) + (_FLOW.format(prefix) if flow else "")


def _stream(stream: Stream, prefix: str) -> str:
    lines = "".join([f'<path class="y-flow" d="{d}" stroke="url(#{prefix}-flow)"/>' for d in stream.flow])
    return f'<path class="y-stream" d="{stream.d}" fill="url(#{prefix}-water)"/>{lines}'


def _axis(axis: Axis, size: tuple[float, float], *, small: bool, now: tuple[str, float] = ("", 0.0)) -> str:
    if not axis.numbers and not axis.dots:
        return ""
    dots, ticks, words = (19, 22, 5) if small else (26, 30, 8)
    base = f"{size[1] - words:g}"
    # One path for all small years: a round cap on no length is a dot.
    dots_d = (f"M%.1f {size[1] - dots:g}h0" * len(axis.dots) % axis.dots).replace(".0 ", " ")
    tick = f" {size[1] - ticks:g}v{6 if small else 8}"
    ticks_d = "".join([f"M{x:g}{tick}" for x, _ in axis.numbers])
    # Near the edge the number moves in: half of it is wider than the margin of small drawings.
    right = size[0] - 16
    numbers = [f'<text x="{min(max(x, 16.0), right):g}" y="{base}">{year}</text>' for x, year in axis.numbers]
    parts = [
        '<g class="y-axis">',
        f'<path class="y-years" d="{dots_d}"/>' if dots_d else "",
        f'<path class="y-tick" d="{ticks_d}"/>' if ticks_d else "",
        *numbers,
        f'<text class="y-now" x="{now[1]:g}" y="{base}">{escape(now[0])}</text>' if now[0] else "",
        "</g>",
    ]
    return "".join(parts)


def _course(course: Course, pen: Pen, prefix: str) -> str:
    roads = "".join([road(one, pen, prefix) for one in course.roads])
    signs = "".join([sign(one, pen) for one in course.signs])
    return f'<g class="y-course">{roads}{signs}{ring(course.ring, pen) if course.ring else ""}</g>'


def _label(one: Label) -> str:
    x = f"{one.x:g}"
    leader = f'<path class="y-leader" d="{one.leader}"/>' if one.leader else ""
    lines = "".join(
        [f'<text class="y-word" x="{x}" y="{y:g}">{escape(line)}</text>' for line, y in one.lines]
    )
    sub = f'<text class="y-sub" x="{x}" y="{one.sub_y:g}">{escape(one.sub)}</text>' if one.sub else ""
    return leader + lines + sub
