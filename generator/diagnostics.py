"""Findings about content, as data, and the four forms in which they are told."""

import json
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Literal

from generator.codes import CODES, Severity
from generator.phrase import Phrase, Say, english, phrase, said

Form = Literal["text", "github", "json", "markdown"]

HINT = phrase("hint")
NOTHING = phrase("Nothing to mend.")
_SEVERITIES: Mapping[Severity, Phrase] = {"error": phrase("error"), "warning": phrase("warning")}

_MAX_SOURCE = 1_000_000
"""Bytes of a file beyond which no line of it is quoted."""
_QUOTED = 160
"""Columns of a source line that are quoted."""
_NOT_READ = frozenset({"bad-file-name", "stray-file"})
"""Findings about a file as a whole: what stands in it may be anything, a secret too."""
_MAX_NOTES = 10
"""Notes of one severity that GitHub shows of one step; it drops the rest without a word
(docs/problem-matchers.md in github.com/actions/toolkit)."""


@dataclass(frozen=True)
class Edit:
    """What to write in place of what stands from ``start`` to before ``end``: lines and columns, both from 1."""

    start: tuple[int, int]
    end: tuple[int, int]
    text: str


@dataclass(frozen=True, order=True)
class Diagnostic:
    """One finding: where (a path from the project's root; line and column from 1, in characters), what it is,
    and what to do about it; the edit that does it, where that is certain."""

    path: str
    line: int
    column: int
    code: str
    severity: Severity
    message: str
    hint: str = ""
    edit: Edit | None = field(default=None, compare=False)


def finding(code: str, path: str, place: tuple[int, int], message: str, hint: str = "") -> Diagnostic:
    """Makes a diagnostic whose severity is that of its code; an unregistered code is a KeyError."""
    return Diagnostic(path, place[0], place[1], code, CODES[code].severity, message, hint)


def count(diagnostics: Iterable[Diagnostic]) -> tuple[int, int]:
    """How many errors, how many warnings."""
    severities = [one.severity for one in diagnostics]
    return severities.count("error"), severities.count("warning")


def render(
    diagnostics: Iterable[Diagnostic], form: Form, root: Path | None = None, say: Say = english
) -> str:
    """The diagnostics in one of the forms, sorted by path, line and column, in the language of ``say``."""
    found = [_said(one, say) for one in sorted(set(diagnostics))]
    if form == "text":
        return to_text(found, root, say)
    if form == "markdown":
        return to_markdown(found, say)
    return to_github(found, say) if form == "github" else to_json(found)


def _said(one: Diagnostic, say: Say) -> Diagnostic:
    return replace(one, message=said(one.message, say), hint=said(one.hint, say))


def to_text(diagnostics: Iterable[Diagnostic], root: Path | None = None, say: Say = english) -> str:
    """For a terminal. With the project's root, each finding quotes its line and points at the place in it."""
    found = sorted(diagnostics)
    sources = {path: _source_lines(root / path) for path in {one.path for one in found}} if root else {}
    blocks = [_block(one, sources.get(one.path, ()), say) for one in found]
    return "".join(f"{block}\n\n" for block in blocks) + (f"{_total(found, say)}\n" if blocks else "")


def _block(one: Diagnostic, source: Sequence[str], say: Say) -> str:
    where = f"{plain(one.path)}:{one.line}:{one.column}"
    lines = [f"{where}: {severity_word(one.severity, say)}[{one.code}] {plain(one.message)}"]
    if 0 < one.line <= len(source) and one.code not in _NOT_READ:
        lines += _quote(source[one.line - 1], one.line, one.column)
    if one.hint:
        lines.append(f"  = {said(HINT, say)}: {plain(one.hint)}")
    return "\n".join(lines)


def severity_word(severity: Severity, say: Say) -> str:
    """The word for an error or a warning."""
    return said(_SEVERITIES[severity], say)


def quoted(one: Diagnostic, root: Path) -> tuple[str, str] | None:
    """The line that a finding is in, before its place and from there on; None where there is no such line."""
    source = () if one.code in _NOT_READ else _source_lines(root / one.path)
    if not 0 < one.line <= len(source):
        return None
    start, shown = _cut(source[one.line - 1], one.column)
    return shown[: one.column - 1 - start], shown[one.column - 1 - start :]


def _quote(source: str, line: int, column: int) -> list[str]:
    """The line and a caret below it. A full-width character takes two cells, a combining one none."""
    start, shown = _cut(source, column)
    before = sum(_cells(character) for character in shown[: column - 1 - start])
    gutter = " " * len(str(line))
    return [f" {gutter} |", f" {line} | {shown}", f" {gutter} | {' ' * before}^"]


def _cut(source: str, column: int) -> tuple[int, str]:
    """As much of a line as is quoted, and how many characters of it are left out before."""
    start = max(0, column - _QUOTED // 2) if column > _QUOTED else 0
    return start, plain(source[start : start + _QUOTED])


def _cells(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def plain(text: str) -> str:
    """Text that cannot steer a terminal: no control characters, nor those that turn the reading direction."""
    return "".join(" " if c == "\t" else "�" if unicodedata.category(c) in {"Cc", "Cf"} else c for c in text)


def _source_lines(path: Path) -> Sequence[str]:
    try:
        if path.is_symlink() or not path.is_file() or path.stat().st_size > _MAX_SOURCE:
            return ()
        text = path.read_bytes().decode("utf-8-sig", "replace")
    except OSError:
        return ()
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _total(diagnostics: Iterable[Diagnostic], say: Say) -> str:
    errors, warnings = count(diagnostics)
    of_errors = phrase("{n} error", n=errors) if errors == 1 else phrase("{n} errors", n=errors)
    of_warnings = phrase("{n} warning", n=warnings) if warnings == 1 else phrase("{n} warnings", n=warnings)
    return said(phrase("{errors}, {warnings}", errors=of_errors, warnings=of_warnings), say)


def to_github(diagnostics: Iterable[Diagnostic], say: Say = english) -> str:
    """GitHub's workflow commands, which become notes at the lines of a pull request.

    Of each severity there are as many as GitHub shows; where there are more findings, the last note says so.
    """
    found = sorted(diagnostics)
    shown = (note for severity in _SEVERITIES for note in _notes(found, severity, say))
    return "".join(_command(one, say) for one in sorted(shown))


def _notes(found: Iterable[Diagnostic], severity: Severity, say: Say) -> Sequence[Diagnostic]:
    notes = [one for one in found if one.severity == severity]
    if len(notes) <= _MAX_NOTES:
        return notes
    first, last = notes[: _MAX_NOTES - 1], notes[_MAX_NOTES - 1]
    values = {"n": len(notes) - len(first), "command": "`yorimichi check`"}
    more = phrase("From here on there are {n} more errors; {command} tells them all.", **values)
    if severity == "warning":
        more = phrase("From here on there are {n} more warnings; {command} tells them all.", **values)
    return [*first, replace(last, code="", message=said(more, say), hint="")]


def _command(one: Diagnostic, say: Say) -> str:
    title = f"{severity_word(one.severity, say)} {one.code}".rstrip()
    values = {"file": one.path, "line": one.line, "col": one.column, "title": title}
    properties = ",".join(f"{key}={_property(str(value))}" for key, value in values.items())
    text = f"{one.message}\n{one.hint}".rstrip()
    return f"::{one.severity} {properties}::{_data(text)}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def to_json(diagnostics: Iterable[Diagnostic]) -> str:
    """One JSON document with all findings and their number."""
    found = sorted(diagnostics)
    errors, warnings = count(found)
    document = {"diagnostics": [asdict(one) for one in found], "errors": errors, "warnings": warnings}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def to_markdown(diagnostics: Iterable[Diagnostic], say: Say = english) -> str:
    """For a comment on a pull request: a list by file, safe against markup in what it quotes."""
    found = sorted(diagnostics)
    if not found:
        return f"{said(NOTHING, say)}\n"
    lines = [f"**{_total(found, say)}**"]
    path = ""
    for one in found:
        if one.path != path:
            path = one.path
            lines += ["", f"### {_code(path)}", ""]
        mark = "❌" if one.severity == "error" else "⚠️"
        where = said(phrase("line {line}, column {column}", line=one.line, column=one.column), say)
        lines.append(f"- {mark} {where}: {_markdown(one.message)} ({_code(one.code)})")
        if one.hint:
            lines.append(f"  <br>→ {_markdown(one.hint)}")
    return "\n".join(lines) + "\n"


def _code(text: str) -> str:
    fence = "``" if "`" in text else "`"
    return f"{fence}{plain(text)}{fence}"


def _markdown(text: str) -> str:
    """Our own sentences use backticks for quoting; all else that Markdown or HTML might read is escaped."""
    parts = plain(text).split("`")
    if len(parts) % 2 == 0:
        parts = [plain(text).replace("`", "'")]
    return "`".join(part if number % 2 else _escaped(part) for number, part in enumerate(parts))


def _escaped(text: str) -> str:
    for character in "\\*_[]<>#|~!@":
        text = text.replace(character, f"\\{character}" if character not in "<>@" else f"&#{ord(character)};")
    return text


def codes_page() -> str:
    """The reference page of all codes, as ``docs/codes.md`` holds it."""
    lines = [
        "# Codes",
        "",
        "Every finding of `yorimichi check` has one of these codes.",
        "An error stops the build; a warning does not.",
        "This page is generated; `tests/test_diagnostics.py` says how to renew it.",
    ]
    for code, info in sorted(CODES.items()):
        lines += ["", f"## {code}", "", f"*{info.severity.capitalize()}.* {info.what}"]
        lines += ["", f"**Why.** {info.why}"]
        lines += ["", "**Example.**", "", *_indented(info.example)]
        lines += ["", "**Instead.**", "", *_indented(info.instead)]
    return "\n".join(lines) + "\n"


def _indented(text: str) -> list[str]:
    return [f"    {line}".rstrip() for line in text.split("\n")]
