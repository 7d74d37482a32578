"""How bytes are written as text and how several values become one: nothing secret here."""

import base64
import json
import re

_B64U = re.compile(r"[A-Za-z0-9_-]*")


def b64u(data: bytes) -> str:
    """Base64url without padding (RFC 4648, section 5)."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


def from_b64u(text: str) -> bytes:
    """The bytes that `b64u` writes as this text. Raises ValueError for any other spelling of them.

    Decoders pass over padding, foreign letters and unused last bits, so that one token has many spellings;
    writing the bytes again and comparing leaves one.
    """
    if not _B64U.fullmatch(text) or len(text) % 4 == 1:
        raise ValueError("not base64url without padding")
    data = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    if b64u(data) != text:
        raise ValueError("not the canonical base64url of its bytes")
    return data


def framed(*parts: bytes | str | int) -> bytes:
    """Each part behind its length in four bytes, big-endian, so that no two lists of parts look alike.

    Text is taken as UTF-8, a number as its decimal digits.
    """
    return b"".join(len(data).to_bytes(4, "big") + data for data in map(_as_bytes, parts))


def _as_bytes(part: bytes | str | int) -> bytes:
    return part if isinstance(part, bytes) else str(part).encode()


def compact_json(value: object) -> bytes:
    """JSON in ASCII without blanks, keys in the order given: one value, one spelling."""
    return json.dumps(value, separators=(",", ":"), ensure_ascii=True).encode("ascii")
