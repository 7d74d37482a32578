"""One form for all ways in which a text can be written, so that one pattern finds them all.

Patterns and what is searched are folded alike: width, case, composed and decomposed characters, hiragana and katakana,
accents on Latin letters, and everything between words make no difference any more. What markup, data formats
and addresses do to a text is undone before.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator

_APART = re.compile(r"[\W_]+")
_ACCENTED = re.compile("[\u00c0-\u024f\u1e00-\u1eff]")
_ACCENTS = re.compile("[\u0300-\u036f]+")
_INVISIBLE = ("\u00ad", "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff")
_SAME = str.maketrans(
    {chr(code): chr(code - 0x60) for code in range(ord("ァ"), ord("ヶ") + 1)} | dict.fromkeys(_INVISIBLE, "")
)
_ESCAPED = re.compile(
    r"(?P<percent>(?:%[0-9A-Fa-f]{2})+)|(?P<units>(?:[\\%]u[0-9A-Fa-f]{4})+)|\\u\{(?P<point>[0-9A-Fa-f]{1,6})\}"
    r"|(?P<bytes>(?:\\x[0-9A-Fa-f]{2})+)|\\(?P<css>[0-9][0-9A-Fa-f]{3,5}) ?|(?P<blank>\\[nrtbfv])|<wbr */?>"
)
_ROUNDS = 4  # JSON in an attribute in a script in JSON


def folded(text: str) -> str:
    """Words of letters and digits with one blank between them: NFKC, small letters, hiragana, no accents."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text).translate(_SAME)
        if _ACCENTED.search(text):
            text = unicodedata.normalize("NFC", _ACCENTS.sub("", _apart(text)))
    return _APART.sub(" ", text.casefold())


def readings(text: str) -> Iterator[str]:
    """The text as it is, and with what HTML, JSON, scripts, styles and addresses escape undone, layer by layer."""
    for _ in range(_ROUNDS):
        yield text
        undone = _ESCAPED.sub(_meant, html.unescape(text))
        if undone == text:
            return
        text = undone


def _apart(text: str) -> str:
    """Latin letters apart from their accents; kana keep their marks, which make other letters of them."""
    return _ACCENTED.sub(lambda found: unicodedata.normalize("NFD", found[0]), text)


def _meant(found: re.Match[str]) -> str:
    written = found[found.lastgroup] if found.lastgroup else ""
    match found.lastgroup:
        case "percent":
            return bytes.fromhex(written.replace("%", "")).decode("utf-8", "replace")
        case "units":
            return bytes.fromhex(written.replace("u", "").replace("\\", "").replace("%", "")).decode(
                "utf-16-be", "replace"
            )
        case "bytes":
            return _text(bytes.fromhex(written.replace("\\x", "")))
        case "point" | "css":
            code = int(written, 16)
            return chr(code) if code <= 0x10FFFF else " "
        case "blank":
            return " "
    return ""


def _text(data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("latin-1")
