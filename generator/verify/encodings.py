"""Text in bytes: what is noise and what is not, and what base64, hexadecimal digits and other encodings hold."""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator
from contextlib import suppress
from typing import NamedTuple

_CHARS = rb"[A-Za-z0-9+/_-]"
RUN = re.compile(rb"(?<!" + _CHARS + rb")" + _CHARS + rb"{12,}")
"""What may be base64: nothing shorter holds a name of eight bytes."""
LONG_RUN = re.compile(
    rb"(?<!" + _CHARS + rb")(?:" + _CHARS + rb"{100,}|" + _CHARS + rb"{60,76}(?:\r?\n" + _CHARS + rb"{60,76})+"
    rb"\r?\n" + _CHARS + rb"*)"
)  # fmt: skip
"""What is base64 and no words: lines of mails and keys, or one line longer than any name of a file."""
_HEX = re.compile(rb"(?:[0-9A-Fa-f]{2}){8,}")
_PATH = 200  # bytes; longer runs are no parts of addresses
_SLASH = re.compile(rb"/(?=[^/]{11})")
_STANDARD = bytes.maketrans(b"-_", b"+/")

# An object as a sealer writes it (docs/gate-format.md).
_TOKEN = re.compile(rb"(eyJ[\w-]{60,400})\.\.[\w-]{16}\.([\w-]{16,})\.[\w-]{22}(?![\w-])")
_HEADER = re.compile(rb'\{"alg":"dir","enc":"A256GCM","zip":"DEF","cty":"[a-z/]+","kid":"[!#-\[\]-~]+"\}')

_PRINTED = re.compile("[^\ufffd\x00-\x08\x0e-\x1f\x7f]{24,}")
_WIDE = re.compile(
    "[\ufeff\t\n\r\x20-\x7e\u00a0-\u00ff\u0300-\u036f\u3000-\u30ff\u4e00-\u9fff\uff01-\uff9f]{4,}"
)
_HIGH = bytes(
    (0x00, 0x03, 0x30, *range(0x4E, 0xA0), *range(0xD8, 0xE0), 0xFE, 0xFF)
)  # upper halves of its letters
_OTHERS = ("cp932", "euc_jp")


class Passage(NamedTuple):
    """Text as one encoding reads it out of bytes. In `noise` any short word may stand by chance."""

    text: str
    noise: bool


def between_tokens(data: bytes) -> Iterator[tuple[int, bytes]]:
    """All but what sealed objects hold, and their headers decoded.

    Ciphertext says nothing, and short words stand in it by chance.
    """
    at = 0
    for found in _TOKEN.finditer(data):
        header = _decoded(found[1])
        if _HEADER.fullmatch(header) and not _is_text(_decoded(found[2][:128])):
            yield at, data[at : found.start()]
            yield found.start(), header
            at = found.end()
    yield at, data[at:]


def decodings(run: bytes) -> Iterator[tuple[str, bytes]]:
    """What a run of base64's characters can hold: words and paths before it may have moved the groups of four."""
    plain = run.translate(None, b"\r\n")
    yield from (("base64", _decoded(plain[start:])) for start in range(4))
    if len(run) < _PATH:
        for slash in _SLASH.finditer(run):
            rest = run[slash.end() :]
            yield "base64", _decoded(rest)
            yield "base64", _decoded(rest.partition(b"/")[0])
    for found in _HEX.finditer(run):
        digits = found[0].decode()
        yield "hexadecimal", bytes.fromhex(digits)
        yield "hexadecimal", bytes.fromhex(digits[1:-1])


def is_text(data: bytes) -> bool:
    """Whether bytes are UTF-8, but for some few of them."""
    try:
        text = data.decode()
    except UnicodeDecodeError:
        text = data.decode("utf-8", "replace")
        if text.count("\ufffd") * 10 > len(text) + 9:
            return False
    return "\0" not in text


def wide(data: bytes) -> Iterator[str]:
    """The text of bytes that are UTF-16 as a whole, with or without its mark, an odd byte before it or not."""
    for name, high in (("utf-16-le", 1), ("utf-16-be", 0)):
        for start in (0, 1):
            upper = data[start + high :: 2]
            if upper and len(upper.translate(None, _HIGH)) * 10 <= len(upper):
                yield data[start:].decode(name, "replace")


def japanese(data: bytes) -> Iterator[str]:
    """The text of bytes that are in one of the older encodings of Japanese as a whole."""
    for name in _OTHERS:
        with suppress(UnicodeDecodeError):
            yield data.decode(name)


def passages(data: bytes, *, is_metadata: bool) -> Iterator[Passage]:
    """What can be read in bytes that are no text as a whole; `is_metadata` where they are known to hold texts.

    A stretch of 24 printed characters is text: in noise it comes once in some hundred thousand bytes.
    """
    plain = data.decode("utf-8", "replace")
    yield Passage(plain, not is_metadata)
    yield Passage("\n".join(_PRINTED.findall(plain)), noise=False)
    for name in ("utf-16-le", "utf-16-be"):
        for start in (0, 1):
            found = _WIDE.findall(data[start:].decode(name, "replace"))
            yield Passage("\n".join(found), not is_metadata)
            yield Passage("\n".join(one for one in found if len(one) >= 24), noise=False)


def _decoded(run: bytes) -> bytes:
    usable = len(run) - (len(run) % 4 == 1)
    try:
        return binascii.a2b_base64(run[:usable].translate(_STANDARD) + b"=" * (-usable % 4))
    except binascii.Error:
        return b""


def _is_text(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError as error:
        return error.start > len(data) - 4  # cut within a character
    return True
