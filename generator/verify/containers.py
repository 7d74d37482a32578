"""What is compressed in a file: gzip (RFC 1952), zlib (RFC 1950), deflate (RFC 1951), bzip2, xz, members of zips."""

from __future__ import annotations

import bz2
import lzma
import re
import zlib
from collections.abc import Callable, Iterator
from typing import NamedTuple, Protocol

_BEGINS = re.compile(rb"\x1f\x8b\x08|PK\x03\x04|x[\x01\x5e\x9c\xda]|BZh[1-9]1AY&SY|\xfd7zXZ\x00")
MOST = 256 << 20  # bytes that one stream may hold
_BLOCK = 1 << 10  # what a broken stream holds up to there is read


class TooLarge(Exception):
    """A stream holds more than can be searched."""


class Member(NamedTuple):
    """What a stream holds, where the stream begins, and what kind it is of."""

    offset: int
    how: str
    data: bytes


class _Stream(Protocol):
    @property
    def eof(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...

    def decompress(self, data: bytes, /) -> bytes: ...


def members(data: bytes) -> Iterator[Member]:
    """Everything that is compressed anywhere in the data, as far as it can be unpacked; raises `TooLarge`."""
    at = 0
    if not _BEGINS.match(data) and (plain := _unpacked(zlib.decompressobj(-zlib.MAX_WBITS), data, 0)[0]):
        yield Member(0, "deflate", plain)
    while found := _BEGINS.search(data, at):
        begin = found.start()
        how, start, stream, head = _opened(data, begin, found[0])
        plain, end = _unpacked(stream, data, start) if stream else (b"", start)
        if plain or head:
            yield Member(begin, how, head + b"\n" + plain if head else plain)
        at = max(end, begin + 2)


def _opened(data: bytes, begin: int, magic: bytes) -> tuple[str, int, _Stream | None, bytes]:
    """The kind of stream, where it begins, what reads it, and what its head says."""
    makers: dict[bytes, tuple[str, Callable[[], _Stream]]] = {
        b"\x1f": ("gzip", lambda: zlib.decompressobj(16 + zlib.MAX_WBITS)),
        b"x": ("zlib", zlib.decompressobj),
        b"B": ("bzip2", bz2.BZ2Decompressor),
        b"\xfd": ("xz", lzma.LZMADecompressor),
    }
    if magic.startswith(b"PK"):
        return _zipped(data, begin)
    how, make = makers[magic[:1]]
    named = how == "gzip" and data[begin + 3 : begin + 4] >= b"\x08"
    return how, begin, make(), data[begin + 10 : begin + 512].partition(b"\0")[0] if named else b""


def _zipped(data: bytes, begin: int) -> tuple[str, int, _Stream | None, bytes]:
    """A member of a zip by its local header (APPNOTE.TXT 4.3.7): 30 bytes, its name, more, its data."""
    method, name_length, extra_length = (
        int.from_bytes(data[begin + at : begin + at + 2], "little") for at in (8, 26, 28)
    )
    name = data[begin + 30 : begin + 30 + name_length]
    start = begin + 30 + name_length + extra_length
    if method == 0:
        size = int.from_bytes(data[begin + 18 : begin + 22], "little")
        return "zip", start, None, name + b"\n" + data[start : start + size]
    stream = (
        zlib.decompressobj(-zlib.MAX_WBITS) if method == 8 else None
    )  # bzip2 and xz have marks of their own
    return "zip", start, stream, name


def _unpacked(stream: _Stream, data: bytes, start: int) -> tuple[bytes, int]:
    """As much as can be read, and where reading ended."""
    found: list[bytes] = []
    size, at = 0, start
    while at < len(data) and not stream.eof:
        block = data[at : at + _BLOCK]
        try:
            found.append(stream.decompress(block))
        except (zlib.error, OSError, lzma.LZMAError):
            return b"".join(found), start
        size += len(found[-1])
        if size > MOST:
            raise TooLarge
        at += len(block)
    return b"".join(found), at - len(stream.unused_data)
