"""What is sealed at a place of a built site, opened with the secret."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.seal import Gate, ObjectRefused, read_header

_OBJECT = re.compile(
    r'<script type="application/jose" data-audience="([a-z][a-z0-9-]*)" data-object="([^"]*)">([^<]*)</script>'
)


@dataclass(frozen=True)
class Opened:
    """One object: its audience, its place, and its content."""

    audience: str
    oid: str
    content: bytes


@dataclass(frozen=True)
class Inventory:
    """How many objects a site has for each audience and pass, and how many that today's keys do not open.

    What stands inside those others is not seen.
    """

    objects: Counter[str]
    others: int


def open_page(text: str, place: str, gate: Gate) -> Iterator[Opened]:
    """Every object in a page, the ones inside others after them.

    Raises `ObjectRefused` for one that was not sealed with this secret, for this place.
    """
    for audience, name, token in _OBJECT.findall(text):
        content = _opened(gate, token, audience, place + name)
        yield Opened(audience, place + name, _OBJECT.sub("", content.decode()).encode())
        yield from open_page(content.decode(), place, gate)


def inventory(folder: Path, gate: Gate) -> Inventory:
    """What is sealed in a built site."""
    found = list(_sealed(folder, gate))
    return Inventory(Counter(filter(None, found)), found.count(None))


def _sealed(folder: Path, gate: Gate) -> Iterator[str | None]:
    """For whom each object is; None where today's keys do not open it."""
    for path in sorted(folder.rglob("*")):
        place = path.relative_to(folder).as_posix()
        if path.suffix == ".jwe":
            yield _try(gate, path.read_text("ascii", errors="replace"), place.removesuffix(".jwe"))[0]
        elif path.suffix == ".html":
            yield from _sealed_in(path.read_text("utf-8"), place.removesuffix("index.html"), gate)


def _sealed_in(text: str, place: str, gate: Gate) -> Iterator[str | None]:
    for _, name, token in _OBJECT.findall(text):
        audience, content = _try(gate, token, place + name)
        yield audience
        yield from _sealed_in(content.decode(), place, gate)


def _try(gate: Gate, token: str, oid: str) -> tuple[str | None, bytes]:
    try:
        audience = read_header(token).audience
        return audience, _opened(gate, token, audience, oid)
    except ObjectRefused:
        return None, b""


def open_medium(path: Path, place: str, gate: Gate) -> Opened:
    """A sealed picture, or a part of the search's index.

    Raises `ObjectRefused` where it is not one of this site's.
    """
    token = path.read_bytes().decode("ascii", errors="replace")
    audience = read_header(token).audience
    return Opened(audience, place, _opened(gate, token, audience, place))


def _opened(gate: Gate, token: str, audience: str, oid: str) -> bytes:
    if audience not in gate.sealable:
        raise ObjectRefused("kid")
    return gate.open(token, audience, oid)
