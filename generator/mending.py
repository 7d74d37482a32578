"""Writes the corrections that findings are certain of into their files, and changes nothing else in them.

Edits go to the characters in question rather than through a YAML writer: that would lay out long lines and braces
anew, and could not write a file that is not YAML yet.
"""

from __future__ import annotations

import errno
import os
import re
import stat
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from generator.diagnostics import Diagnostic, Edit

BYTE_ORDER_MARK = "\ufeff"
_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|$)")


@dataclass(frozen=True, order=True)
class Change:
    """What stood at a place before, and what was written there. Where nothing visible was, it was a mark."""

    path: str
    line: int
    column: int
    before: str
    after: str


@dataclass(frozen=True)
class Mending:
    """What was changed, and the files that could not be written, with the reason of each."""

    changes: tuple[Change, ...]
    refused: Mapping[str, OSError]


def mend(root: Path, diagnostics: Iterable[Diagnostic]) -> Mending:
    """Writes all edits of the diagnostics into the files below ``root``.

    Each file is replaced as a whole or not at all; one that nobody may write is left as it is.
    """
    certain = sorted(one for one in set(diagnostics) if one.edit is not None)
    changes: list[Change] = []
    refused: dict[str, OSError] = {}
    for path, found in groupby(certain, key=lambda one: one.path):
        try:
            changes += _mend_file(root, path, [one.edit for one in found if one.edit])
        except OSError as error:
            refused[path] = error
    return Mending(tuple(changes), refused)


def mended(text: str, edits: Iterable[Edit]) -> str:
    """The text with the edits made; line ends stay as they are. Of edits that meet, the first one is made."""
    lines = [match.groups() for match in _LINE.finditer(text)]
    for edit in sorted(_apart(edits), key=lambda edit: edit.start, reverse=True):
        line, (first, last) = edit.start[0] - 1, (edit.start[1] - 1, edit.end[1] - 1)
        words, ending = lines[line]
        lines[line] = (words[:first] + edit.text + words[last:], ending)
    return "".join(words + ending for words, ending in lines)


def _apart(edits: Iterable[Edit]) -> Sequence[Edit]:
    apart: list[Edit] = []
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        if not apart or edit.start >= apart[-1].end:
            apart.append(edit)
    return apart


def _mend_file(root: Path, shown: str, certain: Sequence[Edit]) -> Sequence[Change]:
    path = root / shown
    if path.is_symlink() or not path.is_file():
        return ()
    before = path.read_bytes()
    text, edits = before.decode("utf-8-sig"), _apart(certain)
    after = mended(text, edits).encode("utf-8")
    if after == before:
        return ()
    _replace(path, after)
    lines = [match[1] for match in _LINE.finditer(text)]
    changes = [Change(shown, *edit.start, _part(lines, edit), edit.text) for edit in edits]
    marked = before.decode("utf-8").startswith(BYTE_ORDER_MARK)
    mark = [Change(shown, 1, 1, BYTE_ORDER_MARK, "")] if marked else []
    return [*mark, *(one for one in changes if one.before != one.after)]


def _part(lines: Sequence[str], edit: Edit) -> str:
    return lines[edit.start[0] - 1][edit.start[1] - 1 : edit.end[1] - 1]


def _replace(path: Path, content: bytes) -> None:
    """Puts a new file in the place of the old one, unless that is kept from being written: replacing it takes
    no right but to its folder."""
    if not (path.stat().st_mode & stat.S_IWUSR and os.access(path, os.W_OK)):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    new = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        new.chmod(path.stat().st_mode & 0o777)
        new.replace(path)
    except BaseException:
        new.unlink(missing_ok=True)
        raise
