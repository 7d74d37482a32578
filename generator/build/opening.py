"""What is sealed at a place of a built site, opened with the secret."""

from __future__ import annotations

import re
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


def open_page(text: str, place: str, gate: Gate) -> Iterator[Opened]:
    """Every object in a page, the ones inside others after them.

    Raises `ObjectRefused` for one that was not sealed with this secret, for this place.
    """
    for audience, name, token in _OBJECT.findall(text):
        content = _opened(gate, token, audience, place + name)
        yield Opened(audience, place + name, _OBJECT.sub("", content.decode()).encode())
        yield from open_page(content.decode(), place, gate)


def open_medium(path: Path, place: str, gate: Gate) -> Opened:
    """A sealed picture.

    Raises `ObjectRefused` where it is not one of this site's.
    """
    token = path.read_bytes().decode("ascii", errors="replace")
    audience = read_header(token).audience
    return Opened(audience, place, _opened(gate, token, audience, place))


def _opened(gate: Gate, token: str, audience: str, oid: str) -> bytes:
    if audience not in gate.sealable:
        raise ObjectRefused("kid")
    return gate.open(token, audience, oid)
