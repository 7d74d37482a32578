"""From a file to text: one place knows which files are read at all, and says plainly why one is not."""

import re
import stat
import unicodedata
from collections.abc import Iterator
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
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u2028-\u202e"
    r"\u2060-\u206f\u2800\u3164\ufeff\uffa0\ufff9-\ufffc\ufffe\uffff\U000e0000-\U000e007f\ud800-\udfff]"
)
"""Characters that no editor shows, and line breaks that only some programs take for such."""
_STRAY = frozenset("\u00ad\u200b\u2060\ufeff")
"""Those that come along when text is copied from a web page, and mean nothing."""
_OURS, _OTHER, _THEIRS = "<<<<<<< ", "=======", ">>>>>>> "
"""How Git marks two versions of some lines, of which somebody has to choose one."""


@dataclass(frozen=True)
class Words:
    """The text of a file, with line breaks as ``\\n`` and without a byte order mark."""

    text: str
    warnings: tuple[Diagnostic, ...] = ()


Refused = tuple[Diagnostic, ...]
"""Why a file cannot be used as text."""


def read_text(path: Path, shown: str) -> Words | Refused:
    """Reads a regular file of at most MAX_BYTES in UTF-8; ``shown`` is its path in diagnostics."""
    raw = _bytes_of(path, shown)
    return (raw,) if isinstance(raw, Diagnostic) else decode(raw, shown)


def _bytes_of(path: Path, shown: str) -> bytes | Diagnostic:
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
        return path.read_bytes()
    except OSError as error:
        return finding(
            "unreadable", shown, (1, 1), phrase("Cannot be read: {reason}.", reason=error.strerror)
        )


def decode(raw: bytes, shown: str) -> Words | Refused:
    """Reads bytes as UTF-8 and names the encoding that they are probably in where they are not."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")) or _looks_like_utf16(raw):
        return (_not_utf8(shown, (1, 1), "UTF-16"),)
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
        return (_not_utf8(shown, (line, column), _encoding_of(raw)),)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return tuple(_conflicts(text, shown)) or tuple(_hidden_characters(text, shown)) or Words(text, warnings)


def _conflicts(text: str, shown: str) -> Iterator[Diagnostic]:
    """Where each pair of versions begins that a merge could not join."""
    ours, both = 0, False
    for number, line in enumerate(text.split("\n"), 1):
        if line.startswith(_OURS):
            ours, both = number, False
        elif ours and line == _OTHER:
            both = True
        elif both and line.startswith(_THEIRS):
            message = phrase("Two versions of these lines stand here, as a merge left them.")
            hint = phrase("Keep what is right, and remove the lines with <<<<<<<, ======= and >>>>>>>.")
            yield finding("merge-conflict", shown, (ours, 1), message, hint)
            ours, both = 0, False


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


def _hidden_characters(text: str, shown: str) -> Iterator[Diagnostic]:
    """Characters that no editor shows, the first of each line: they could hide text from whoever reviews a change."""
    if not _SUSPECT.search(text):
        return
    for number, line in enumerate(text.split("\n"), 1):
        if match := _SUSPECT.search(line):
            place = (number, match.start() + 1)
            if match[0] == "\x00":
                message = phrase("There is a NUL byte here: this is not text.")
                yield finding("hidden-character", shown, place, message)
                return
            if match[0] == "\x1b" and line[match.end() : match.end() + 1] in {"$", "("}:
                yield _not_utf8(shown, place, "ISO-2022-JP")
                return
            yield _hidden(shown, place, line)


def hidden_in(value: str) -> Phrase | None:
    """Says which character of a value that was written with escapes nobody could see; None where all can be seen."""
    match = _SUSPECT.search(value)
    return _invisible(match[0]) if match else None


def _invisible(character: str) -> Phrase:
    name = unicodedata.name(character, "a control character").lower()
    return phrase("An invisible character (U+{number:04X}, {name}).", number=ord(character), name=name)


def _hidden(shown: str, place: tuple[int, int], line: str) -> Diagnostic:
    """The first invisible character of a line; all of it are taken out at once if they mean nothing."""
    number, column = place
    characters = list(_SUSPECT.finditer(line))
    message = _invisible(characters[0][0])
    found = finding(
        "hidden-character", shown, place, message, phrase("Delete it: put the cursor behind it, and erase.")
    )
    if not _STRAY.issuperset(match[0] for match in characters):
        return found
    end = characters[-1].end()
    rest = _SUSPECT.sub("", line[column - 1 : end])
    return replace(found, edit=Edit(place, (number, end + 1), rest))
