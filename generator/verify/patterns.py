"""What is looked for: folded words, and pieces of bytes, each with the name of the field that it is from.

How short a pattern may be is a question of chance. Three things can give a chance hit:

- *Noise*: compressed data, base64, hashes. A site of 10,000 people has about 2^30 bytes and a million patterns
  (2^20), so a pattern that noise matches at a place with a probability of 2^-b gives 2^(50-b) false alarms. With
  `LEAST_BITS` = 60 that is one in a thousand sites. Two of base64's 64 characters fold to one Latin letter (5 bits,
  so 12 letters); a character of kana or kanji is two bytes or more (16 bits, so four). What is noise and what is
  text, `encodings` says. Ciphertext is nearly all the noise of a site, and is not searched.
- *Other words*: `anna` stands in `savannah`. So Latin patterns of fewer than `LEAST_ALONE` letters count as whole
  words only.
- *Language*: short words mean something else as well. Hence the least lengths below.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from generator.verify.folding import folded
from generator.verify.imagery import imagery

Kind = Literal["text", "name", "code"]

LEAST_BITS = 60
LEAST_ALONE = 12
_LATIN_BITS, _OTHER_BITS = 5, 16

_LEAST_TEXT = 8  # characters; shorter values are looked for where views are rendered
_LEAST_FOLDED = 6  # letters that must be left of such a text
_LEAST_LATIN_NAME, _LEAST_LATIN_JOINED = 5, 7
_LEAST_KANJI_NAME = 3
_LEAST_KANA_NAME, _LEAST_KANA_JOINED = (
    4,
    6,
)  # もりはな stands in 守り話; with a blank between its halves it does not
_LEAST_LATIN_HALF, _LEAST_OTHER_HALF = 8, 5

_LONGEST = {
    True: 40,
    False: 24,
}  # by whether it is Latin: longer texts are cut into pieces, any of which tells
_PIECES, _PIECE, _LEAST_DISTINCT = 12, 32, 16


@dataclass(frozen=True, order=True)
class Words:
    """A folded text that must not be in the output, and how to name it without saying it."""

    text: str
    what: str


@dataclass(frozen=True, order=True)
class Piece:
    """Bytes that must not be in the output, and how to name them."""

    data: bytes
    what: str


Wanted = Words | Piece


def words_of(what: str, text: str, kind: Kind = "text") -> Iterator[Words]:
    """The patterns of one text; none where it is so short that it stands elsewhere by chance."""
    key = folded(text).strip()
    if kind == "name":
        yield from (Words(one, what) for one in dict.fromkeys(_of_name(key)))
    elif len(text.strip()) >= _LEAST_TEXT and _letters(key) >= _LEAST_FOLDED:
        yield from (Words(one, what) for one in _cut(key))


def secret(what: str, value: str) -> Iterator[Wanted]:
    """The patterns of a passphrase, or of a key or token in base64url: as text, joined, and as bytes."""
    key = folded(value).strip()
    yield from (Words(one, what) for one in dict.fromkeys((key, key.replace(" ", ""))))
    if data := _decoded(value):
        yield Piece(data, what)


def pieces_of(what: str, data: bytes) -> Iterator[Piece]:
    """The patterns of a picture: pieces from all over its compressed data, which no other picture shares.

    Its head, its colour profile and plain areas are like those of others.
    """
    body = max(imagery(data), key=len, default=data)
    step = max(_PIECE, (len(body) - _PIECE) // _PIECES)
    for start in range(_PIECE, len(body) - _PIECE, step):
        piece = body[start : start + _PIECE]
        if len(set(piece)) >= _LEAST_DISTINCT:
            yield Piece(piece, what)


def bits(text: str) -> int:
    """How improbable a folded text is in noise, at least: it occurs at a place with a probability of 2^-bits."""
    latin = sum(char.isascii() for char in text if char != " ")
    return _LATIN_BITS * latin + _OTHER_BITS * (_letters(text) - latin)


def _of_name(key: str) -> Iterator[str]:
    """A name with and without blanks, in both orders, and each part of it that is long enough to be told by."""
    parts = key.split(" ")
    spaced, joined = _least_of_name(key)
    for order in (parts, parts[::-1]):
        if _letters(key) >= spaced:
            yield " ".join(order)
        if _letters(key) >= joined:
            yield "".join(order)
    yield from (
        part for part in parts if len(part) >= (_LEAST_LATIN_HALF if part.isascii() else _LEAST_OTHER_HALF)
    )


def _least_of_name(key: str) -> tuple[int, int]:
    if key.isascii():
        return _LEAST_LATIN_NAME, _LEAST_LATIN_JOINED
    if all(char == " " or "ぁ" <= char <= "ー" for char in key):
        return _LEAST_KANA_NAME if " " in key else _LEAST_KANA_JOINED, _LEAST_KANA_JOINED
    return _LEAST_KANJI_NAME, _LEAST_KANJI_NAME


def _cut(key: str) -> Iterator[str]:
    most = _LONGEST[key.isascii()]
    if len(key) <= most:
        yield key
        return
    starts = (*range(0, len(key) - most, most), len(key) - most)
    yield from (key[start : start + most].strip() for start in starts)


def _letters(text: str) -> int:
    return len(text) - text.count(" ")


def _decoded(value: str) -> bytes | None:
    """The bytes of a text that is nothing but base64url without padding."""
    try:
        data = base64.b64decode(value + "=" * (-len(value) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return None
    return data if len(data) >= 16 else None
