"""One value of YAML: what it means, and what nobody sees in it."""

import re
from collections.abc import Iterator, Mapping, Sequence

import yaml

from generator.files import hidden_in
from generator.phrase import phrase

_INTEGER = re.compile(r"-?[1-9][0-9]{0,14}|0")
_WORDS: Mapping[str, bool | None] = {"": None, "~": None, "null": None, "true": True, "false": False}
_CUT = re.compile(r"[ \t]+#(?=[^\s#])")
_GLUED = re.compile(r"[^\s#CFJcfj]#\s")  # C#, F# and J# are names


def value_of(event: yaml.ScalarEvent) -> str | int | bool | None:
    """The value: whole numbers with their only spelling, true, false and nothing; all else is the text that it is."""
    text = str(event.value)
    if not event.implicit[0]:
        return text
    if text in _WORDS:
        return _WORDS[text]
    return int(text) if _INTEGER.fullmatch(text) else text


def unseen(event: yaml.ScalarEvent, lines: Sequence[str]) -> Iterator[tuple[tuple[int, int], str, str, str]]:
    """Characters behind escapes, text that a ``#`` cuts off, and a ``#`` that does not: place (from 0), code, message
    and hint of each."""
    start, end = event.start_mark, event.end_mark
    if start is None or end is None or end.line >= len(lines):
        return
    invisible = hidden_in(event.value) if event.style == '"' else None
    if invisible:
        hint = phrase("Leave it out: the text is meant to be seen.")
        yield (start.line, start.column), "hidden-character", invisible, hint
    if event.style in {"|", ">"}:
        return
    cut = _CUT.match(lines[end.line], end.column)
    if cut:
        message = phrase("From this `#` on, the text is not read: it counts as an explanation.")
        hint = phrase("Put the whole text in quotation marks; or a blank behind the `#` of an explanation.")
        yield (end.line, cut.end() - 1), "number-sign", message, hint
    elif not event.style and _GLUED.search(event.value):
        message = phrase("`#` and what follows is shown as a part of the text.")
        hint = phrase("An explanation needs a blank before its `#`.")
        yield (start.line, start.column), "number-sign", message, hint
