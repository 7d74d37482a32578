"""Writes the corrections that findings are certain of into their files, and changes nothing else in them.

Edits go to the characters in question rather than through a YAML writer: that would lay out long lines and braces
anew, and could not write a file that is not YAML yet.
"""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path

from generator.diagnostics import Diagnostic, Edit

_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|$)")


def mend(root: Path, diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Writes all edits of the diagnostics into the files below ``root``; gives those that were written.

    Raises OSError where a file cannot be written; each file is replaced as a whole or not at all.
    """
    certain = sorted(one for one in set(diagnostics) if one.edit is not None)
    done: list[Diagnostic] = []
    for path, found in groupby(certain, key=lambda one: one.path):
        done += _mend_file(root / path, list(found))
    return tuple(done)


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


def _mend_file(path: Path, found: Sequence[Diagnostic]) -> Sequence[Diagnostic]:
    if path.is_symlink() or not path.is_file():
        return ()
    before = path.read_bytes()
    edits = _apart(one.edit for one in found if one.edit)
    after = mended(before.decode("utf-8-sig"), edits).encode("utf-8")
    if after == before:
        return ()
    _replace(path, after)
    return [one for one in found if one.edit in edits]


def _replace(path: Path, content: bytes) -> None:
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
