"""A page for several audiences as one piece of HTML: the widest reading, sealed layers for narrower ones inside."""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from generator.render import Rendering
from generator.seal import LIMIT, Gate

# Objects hold at most 240,000 bytes; what is larger is cut into several, between sections and items of a list.
_LAYER_BYTES = 200_000
_CUT = "<!--y-cut-->"


@dataclass(frozen=True)
class Body:
    """What stands in the page: HTML, and the title if strangers may read it."""

    html: str
    title: str | None


Readings = Sequence[tuple[str, Rendering]]


def layered(  # noqa: PLR0913 - a page, its readings, and how they are sealed
    gate: Gate,
    place: str,
    readings: Readings,
    gate_html: str,
    at_events: Readings = (),
    *,
    steady: bool = False,
) -> Body:
    """The page region for readings of one page, the widest audience's first, and for what passes show there.

    Each narrower audience's layer holds only the sections that differ from the reading before it, and stands inside
    the wider one's layer, so that whoever opens one finds the next; where it does not fit in there, it stands beside.
    What a pass shows stands beside all others: on an open page its sections are added to it, a sealed page it replaces.
    Of a sealed page that is too large for one object, the longest sections follow it in layers of their own.

    With `steady`, every narrower audience has a layer, even where it reads the same: who joins a story depends on
    people whom others may not know of, and a layer that comes and goes with them would tell.

    Raises `ValueError` where a sealed page is too large even without its sections.
    """
    inner, beside = "", ""
    for (_, wider), (audience, reading) in reversed(list(pairwise(readings))):
        changes = _changes(wider, reading)
        if changes or steady:
            inner, left = _layer(gate, place, audience, changes, inner)
            beside = left + beside
    audience, widest = readings[0]
    if audience == "public":
        content = widest.html.replace(_CUT, "") + inner + beside
        added = "".join(
            _layer(gate, place, name, shown.sections, "", append=True)[0]
            for name, shown in at_events
            if shown.sections
        )
        return Body(f'<div id="y-page">{content}{added}</div>', widest.title)
    wholes = _whole(gate, place, audience, widest, inner + beside)
    wholes += "".join(_whole(gate, place, name, shown) for name, shown in at_events)
    return Body(f'<div id="y-page" data-sealed>{gate_html}{wholes}</div>', None)


def _changes(wider: Rendering, narrower: Rendering) -> Mapping[str, str]:
    return {name: text for name, text in narrower.sections.items() if wider.sections[name] != text}


def _whole(gate: Gate, place: str, audience: str, reading: Rendering, inner: str = "") -> str:
    """The scripts of a sealed page: one with all of it, or else with what fits, and others after it."""
    page, apart = reading.html.replace(_CUT, "") + inner, ""
    if len(page.encode()) > LIMIT:
        page, sections = _parted(reading)
        apart = "".join(_layer(gate, place, audience, sections, inner)) if sections else inner
    return _script(audience, "", gate.seal(audience, place, page.encode(), "text/html")) + apart


def _parted(reading: Rendering) -> tuple[str, Mapping[str, str]]:
    """A page with its longest sections left empty, as many as must be for the rest to fit an object; and those."""
    page, apart = reading.html, set[str]()
    for name, text in sorted(reading.sections.items(), key=lambda section: -len(section[1])):
        begin = page.find(text, page.find(f'data-section="{name}"'))
        if len(page.encode()) > _LAYER_BYTES and begin >= 0:
            page = page[:begin] + page[begin + len(text) :]
            apart.add(name)
    sections = {name: text for name, text in reading.sections.items() if name in apart}
    return page.replace(_CUT, ""), sections


def _layer(  # noqa: PLR0913 - one object, and what it may hold
    gate: Gate, place: str, audience: str, sections: Mapping[str, str], inner: str, *, append: bool = False
) -> tuple[str, str]:
    """The scripts of one layer, and those of the narrower ones if they do not fit inside it.

    Its sections are put in the place of the wider reading's, or with `append` after them.
    """
    parts, left = list(_packed(sections, append)), inner
    if len((parts[-1] + inner).encode()) <= LIMIT:
        parts[-1], left = parts[-1] + inner, ""
    scripts = []
    for number, content in enumerate(parts):
        name = f"~{audience}.{number}" if number else f"~{audience}"
        scripts.append(
            _script(audience, name, gate.seal(audience, place + name, content.encode(), "text/html"))
        )
    return "".join(scripts), left


def _packed(sections: Mapping[str, str], append: bool) -> Iterator[str]:
    """The sections as templates, in parts that each fit an object."""
    part = ""
    for template in _templates(sections, append):
        if part and len((part + template).encode()) > _LAYER_BYTES:
            yield part
            part = ""
        part += template
    yield part


def _templates(sections: Mapping[str, str], append: bool) -> Iterator[str]:
    for name, text in sections.items():
        for index, piece in enumerate(_pieces(text)):
            more = " data-append" if index or append else ""
            yield f'<template data-section="{html.escape(name)}"{more}>{piece}</template>'


def _pieces(text: str) -> Iterator[str]:
    piece = ""
    for item in text.split(_CUT):
        if piece and len((piece + item).encode()) > _LAYER_BYTES:
            yield piece
            piece = ""
        piece += item
    yield piece


def _script(audience: str, name: str, token: str) -> str:
    return f'<script type="application/jose" data-audience="{audience}" data-object="{name}">{token}</script>'
