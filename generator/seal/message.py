"""What is encrypted: content as a DEFLATE stream, and fill up to a size that tells little of the content's.

The fill consists of empty DEFLATE blocks, so that any inflater gives the content and nothing else (RFC 1951).
"""

import struct
import zlib
from bisect import bisect_left

from generator.seal.refusal import ObjectRefused

LIMIT = 240_000  # bytes of content: JOSE libraries inflate no more than 250,000 unless told to
_LEAST = 512
_STORED = 65535  # bytes in a stored block at most
# 20 bytes are the least from which every size can be filled, and two end the stream.
_MARGIN = 22
_SYNC = bytes.fromhex("0000FFFF")
_SHORT_BLOCK = bytes.fromhex("000000FFFF")  # an empty stored block
_LONG_BLOCK = bytes.fromhex("02000000FFFF")  # an empty block of fixed codes, then an empty stored one
_END = bytes.fromhex("0300")  # an empty block of fixed codes, marked as the last


def pack(content: bytes, *, compress: bool) -> bytes:
    """The content as a raw DEFLATE stream that is not ended yet. Raises ValueError above 240,000 bytes."""
    if len(content) > LIMIT:
        raise ValueError(
            f"{len(content):,} bytes are too many for one object; {LIMIT:,} are allowed, so split it"
        )
    return _deflated(content) if compress else _stored(content)


def padme(length: int) -> int:
    """The next size of few, at most 12 % above `length`, less for long ones (Padmé: PURBs, PETS 2019)."""
    exponent = length.bit_length() - 1
    mask = (1 << exponent - exponent.bit_length()) - 1
    return length + mask & ~mask


def least_size(body: bytes | int) -> int:
    """The smallest size, in bytes, of a message with this body (or a body of this length)."""
    return padme((body if isinstance(body, int) else len(body)) + _MARGIN)


def object_size(body: bytes | int) -> int:
    """The size of an object's message: small objects all look alike."""
    return max(_LEAST, least_size(body))


def filled(body: bytes, size: int) -> bytes:
    """The body with its fill, `size` bytes in all. Raises ValueError where there is no room for the fill."""
    return body + _fill(size - len(body))


def unpack(message: bytes, *, slot: bool = False) -> bytes:
    """The content of a message. Raises ObjectRefused (`inflate`, `fill`).

    Strict: the one message is taken that a sealer makes of this body, and no other of the same content.
    """
    content = _inflate(message)
    end = _body_end(message, len(content))
    size = len(message)
    right_size = size == padme(size) and size >= least_size(end) if slot else size == object_size(end)
    if not right_size or message[end:] != _fill(size - end):
        raise ObjectRefused("fill")
    return content


def _deflated(content: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    body = packer.compress(content) + packer.flush(zlib.Z_SYNC_FLUSH)
    # zlib flushes twice where its output buffer happens to be full (zlib.h warns of it); once is canonical.
    return body[: _body_end(body, len(content))] if body.endswith(_SYNC + _SHORT_BLOCK) else body


def _stored(content: bytes) -> bytes:
    """By hand, since where zlib cuts its stored blocks depends on the size of output buffers."""
    parts = (content[i : i + _STORED] for i in range(0, len(content), _STORED))
    blocks = (struct.pack("<BHH", 0, len(part), len(part) ^ 0xFFFF) + part for part in parts)
    return b"".join(blocks) + _SHORT_BLOCK


def _fill(length: int) -> bytes:
    gap = length - len(_END)
    longs = gap % len(_SHORT_BLOCK)
    shorts = (gap - longs * len(_LONG_BLOCK)) // len(_SHORT_BLOCK)
    if shorts < 0:
        raise ValueError(f"no fill has {length} bytes")
    return longs * _LONG_BLOCK + shorts * _SHORT_BLOCK + _END


def _inflate(message: bytes) -> bytes:
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        content = inflater.decompress(message, LIMIT + 1)
    except zlib.error:
        raise ObjectRefused("inflate") from None
    if len(content) > LIMIT or not inflater.eof:
        raise ObjectRefused("inflate")
    if inflater.unused_data:
        raise ObjectRefused("fill")
    return content


def _body_end(message: bytes, length: int) -> int:
    """Where the body ends: behind the first flush after the content's last byte is known."""

    def known(read: int) -> int:
        return len(zlib.decompressobj(-zlib.MAX_WBITS).decompress(message[:read]))

    flush = message.find(_SYNC, bisect_left(range(len(message)), length, key=known))
    if flush < 0:
        raise ObjectRefused("fill")
    return flush + len(_SYNC)
