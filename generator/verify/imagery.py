"""The parts of JPEG, PNG and WebP files: compressed images, and what stands around them (Exif, XMP, IPTC, texts).

JPEG: ITU-T T.81, annex B. PNG: RFC 2083, section 3. WebP: RFC 9649, section 2. Broken files are read as far as they go.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

_PNG = b"\x89PNG\r\n\x1a\n"
_IMAGES = frozenset({b"IDAT", b"fdAT", b"VP8 ", b"VP8L", b"ALPH", b"ANMF"})
_SCAN_END = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")


class Part(NamedTuple):
    """A part of a picture file, at its offset; `image` is compressed, `rest` is what follows the picture's end."""

    offset: int
    kind: Literal["image", "metadata", "rest"]
    data: bytes


def parts(data: bytes) -> Iterator[Part]:
    """The parts of a picture, in order; nothing where it is none of the three formats."""
    if data.startswith(_PNG):
        yield from _chunks(data, len(_PNG), "big")
    elif data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        yield from _chunks(data, 12, "little")
    elif data.startswith(b"\xff\xd8\xff"):
        yield from _segments(data)


def imagery(data: bytes) -> tuple[bytes, ...]:
    """The compressed data of a picture's images."""
    return tuple(part.data for part in parts(data) if part.kind == "image")


def _chunks(data: bytes, at: int, order: Literal["big", "little"]) -> Iterator[Part]:
    """PNG has length, name, data and checksum; RIFF has name, length and data, padded to an even length."""
    is_png = order == "big"
    end = len(data) if is_png else 8 + int.from_bytes(data[4:8], "little")
    while at + 8 <= min(end, len(data)):
        length, name = (
            (data[at : at + 4], data[at + 4 : at + 8])
            if is_png
            else (data[at + 4 : at + 8], data[at : at + 4])
        )
        size = int.from_bytes(length, order)
        yield Part(at + 8, "image" if name in _IMAGES else "metadata", data[at + 8 : at + 8 + size])
        at += 8 + size + (4 if is_png else size % 2)
        if name == b"IEND":
            break
    yield Part(at, "rest", data[at:])


def _segments(data: bytes) -> Iterator[Part]:
    at = 2
    while data[at : at + 1] == b"\xff" and at + 4 <= len(data):
        marker, size = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        if marker == 0xD9:
            at += 2
            break
        if marker != 0xDA:
            yield from _segment(at + 4, data[at + 4 : at + 2 + size])
            at += 2 + max(size, 2)
            continue
        start = at + 2 + size
        found = _SCAN_END.search(data, start)
        at = found.start() if found else len(data)
        yield Part(start, "image", data[start:at])
    yield Part(at, "rest", data[at:])


def _segment(offset: int, data: bytes) -> Iterator[Part]:
    """A segment; the small picture that Exif may hold is a file of its own."""
    small = data.find(b"\xff\xd8\xff")
    if small < 0:
        yield Part(offset, "metadata", data)
        return
    yield Part(offset, "metadata", data[:small])
    yield Part(offset + small, "rest", data[small:])
