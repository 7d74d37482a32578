"""From a file to text: one place knows which files are read at all, and says plainly why one is not."""

import re
import stat
import unicodedata
from dataclasses import dataclass, replace
from pathlib import Path

from generator.diagnostics import Diagnostic, Edit, finding
from generator.phrase import Phrase, phrase

MAX_BYTES = 256 * 1024
"""A profile has about 3 KB, a long story 30 KB; what is larger is a mistake or an attack."""

_FOREIGN = (
    ("euc_jp", "EUC-JP", re.compile(rb"\x8e[\xa1-\xdf]|[\xa4\xa5][\xa1-\xf6]")),
    ("cp932", "Shift_JIS", re.compile(rb"[\x82\x83][\x40-\xf1]|[\x81-\x9f\xe0-\xef][\x40-\xfc]|[\xa1-\xdf]")),
)
_SUSPECT = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff"
    r"\ufffe\uffff\U000e0000-\U000e007f\ud800-\udfff]"
)
"""Characters that no editor shows, and line breaks that only some programs take for such."""
_STRAY = frozenset("\u200b\u2060\ufeff")
"""Those that come along when text is copied from a web page, and mean nothing."""


@dataclass(frozen=True)
class Words:
    """The text of a file, with line breaks as ``\\n`` and without a byte order mark."""

    text: str
    warnings: tuple[Diagnostic, ...] = ()


def read_text(path: Path, shown: str) -> Words | Diagnostic:
    """Reads a regular file of at most MAX_BYTES in UTF-8; ``shown`` is its path in diagnostics."""
    try:
        state = path.lstat()
    except OSError as error:
        return finding(
            "unreadable", shown, (1, 1), phrase("Cannot be read: {reason}.", reason=error.strerror)
        )
    if stat.S_ISLNK(state.st_mode):
        hint = phrase("Put the file itself here: a link could lead anywhere on the machine that builds.")
        return finding("symbolic-link", shown, (1, 1), phrase("This is a symbolic link."), hint)
    if not stat.S_ISREG(state.st_mode):
        return finding("unreadable", shown, (1, 1), phrase("This is not a regular file."))
    if state.st_size > MAX_BYTES:
        message = phrase(
            "{size} KiB; at most {most} KiB are read.", size=state.st_size // 1024, most=MAX_BYTES // 1024
        )
        return finding(
            "file-too-large", shown, (1, 1), message, phrase("Pictures belong into files of their own.")
        )
    try:
        raw = path.read_bytes()
    except OSError as error:
        return finding(
            "unreadable", shown, (1, 1), phrase("Cannot be read: {reason}.", reason=error.strerror)
        )
    return decode(raw, shown)


def decode(raw: bytes, shown: str) -> Words | Diagnostic:
    """Reads bytes as UTF-8 and names the encoding that they are probably in where they are not."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")) or _looks_like_utf16(raw):
        return _not_utf8(shown, (1, 1), "UTF-16")
    warnings: tuple[Diagnostic, ...] = ()
    if raw.startswith(b"\xef\xbb\xbf"):
        raw = raw[3:]
        hint = phrase("Save as “UTF-8” rather than “UTF-8 with BOM”.")
        message = phrase("The file begins with a byte order mark.")
        found = finding("byte-order-mark", shown, (1, 1), message, hint)
        warnings = (replace(found, edit=Edit((1, 1), (1, 1), "")),)  # it stands before the first column
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        before = raw[: error.start].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        line = before.count(b"\n") + 1
        column = len(before.rsplit(b"\n", 1)[-1].decode("utf-8")) + 1
        return _not_utf8(shown, (line, column), _encoding_of(raw))
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _hidden_character(text, shown) or Words(text, warnings)


def _looks_like_utf16(raw: bytes) -> bool:
    """Plain letters in UTF-16 have a zero byte beside each; two in a row at one parity are enough to tell."""
    head = raw[:64]
    return len(head) >= 4 and (head[0] == head[2] == 0 or head[1] == head[3] == 0) and head[:4].count(0) == 2


def _not_utf8(shown: str, place: tuple[int, int], encoding: str) -> Diagnostic:
    message = (
        phrase("This is {encoding}, not UTF-8.", encoding=encoding)
        if encoding
        else phrase("This is not UTF-8.")
    )
    return finding("not-utf8", shown, place, message, phrase("Save the file again with the encoding UTF-8."))


def _encoding_of(raw: bytes) -> str:
    """The name of the Japanese encoding in which these bytes make sense, or an empty text.

    EUC-JP comes first: nearly all of it would pass for Shift_JIS half-width katakana, and hardly vice versa.
    """
    for codec, name, sign in _FOREIGN:
        if sign.search(raw):
            try:
                raw.decode(codec)
            except UnicodeDecodeError:
                continue
            return name
    return ""


def _hidden_character(text: str, shown: str) -> Diagnostic | None:
    """The first character that no editor shows: it could hide text from whoever reviews a change."""
    match = _SUSPECT.search(text)
    if not match:
        return None
    place = place_in(text, match.start())
    if match[0] == "\x00":
        return finding(
            "hidden-character", shown, place, phrase("There is a NUL byte here: this is not text.")
        )
    if match[0] == "\x1b" and text[match.end() : match.end() + 1] in {"$", "("}:
        return _not_utf8(shown, place, "ISO-2022-JP")
    return _hidden(shown, place, match[0])


def hidden_in(value: str) -> Phrase | None:
    """Says which character of a value that was written with escapes nobody could see; None where all can be seen."""
    match = _SUSPECT.search(value)
    return _invisible(match[0]) if match else None


def _invisible(character: str) -> Phrase:
    name = unicodedata.name(character, "a control character").lower()
    return phrase("An invisible character (U+{number:04X}, {name}).", number=ord(character), name=name)


def _hidden(shown: str, place: tuple[int, int], character: str) -> Diagnostic:
    message = _invisible(character)
    hint = phrase("Delete it: put the cursor behind it, and erase.")
    line, column = place
    edit = Edit(place, (line, column + 1), "") if character in _STRAY else None
    return replace(finding("hidden-character", shown, place, message, hint), edit=edit)


def place_in(text: str, offset: int) -> tuple[int, int]:
    """Line and column, both from 1, of an offset."""
    return text.count("\n", 0, offset) + 1, offset - (text.rfind("\n", 0, offset) + 1) + 1
