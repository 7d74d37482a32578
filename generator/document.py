"""What a file of content says, with the place of every key and value in it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from generator.diagnostics import Diagnostic, Edit, finding
from generator.wording import certain

Place = tuple[int, int]
"""Line and column, both from 1; columns count characters."""
Loc = tuple[str | int, ...]
"""The way from the top of a document to a value: keys, and numbers from 0 in lists."""


@dataclass(frozen=True)
class Mark:
    """Where a value begins, and the key that it belongs to (a list's item is its own key).

    The ends are those of words on one line, which can be written anew; None for all else. A key is ``bare`` if it is no
    more than words after a comma in braces.
    """

    key: Place
    value: Place
    key_end: Place | None = None
    value_end: Place | None = None
    bare: bool = False


@dataclass(frozen=True)
class Document:
    """What a file says. ``body`` is what follows the front matter of Markdown, from ``body_line`` on."""

    path: str
    data: Mapping[str, Any]
    marks: Mapping[Loc, Mark]
    body: str = ""
    body_line: int = 1

    def place(self, loc: Loc, *, key: bool = False) -> Place:
        """Where a value, or its key, stands; for what is not there, the nearest thing around it."""
        exact = self.marks.get(loc)
        if exact:
            return exact.key if key else exact.value
        while loc not in self.marks and loc:
            loc = loc[:-1]
        mark = self.marks.get(loc)
        return (mark.key if key else mark.value) if mark else (1, 1)

    def texts(self) -> Iterator[tuple[Loc, str]]:
        """Every text among the values, and where it stands."""
        return _texts(self.data, ())

    def finding(self, code: str, loc: Loc, message: str, hint: str = "", *, key: bool = False) -> Diagnostic:
        """A diagnostic at a value of this document, or at its key; with an edit where the hint is a correction."""
        found = finding(code, self.path, self.place(loc, key=key), message, hint)
        return replace(found, edit=self._edit(loc, certain(hint), key=key))

    def _edit(self, loc: Loc, instead: str | None, *, key: bool) -> Edit | None:
        mark = self.marks.get(loc)
        if mark is None or instead is None:
            return None
        start, end = (mark.key, mark.key_end) if key else (mark.value, mark.value_end)
        beside_key = mark.key != mark.value and mark.key[0] == mark.value[0]
        second_colon = beside_key and not key and ": " in instead and not instead.startswith('"')
        return None if end is None or second_colon else Edit(start, end, instead)


def _texts(value: Any, loc: Loc) -> Iterator[tuple[Loc, str]]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _texts(inner, (*loc, key))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _texts(inner, (*loc, number))
    elif isinstance(value, str):
        yield loc, value


Read = tuple[Document | None, tuple[Diagnostic, ...]]
"""A document, if there is one that can be used, and what there is to say about it."""
