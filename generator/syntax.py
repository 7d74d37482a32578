"""What a YAML parser's complaint most likely means to somebody who does not know YAML."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from generator.diagnostics import Diagnostic, Edit, finding
from generator.phrase import phrase

_KEY = r"[ \t\u3000]*(?:- +)?(?:\{ ?)?[A-Za-z_]+"
_TAB = re.compile(r"[ \-]*\t")
_WIDE_COLON = re.compile(rf"({_KEY})：[ \u3000]*")
_WIDE_BLANK = re.compile(r" *\u3000+")
_NO_BLANK = re.compile(rf"({_KEY}:)(?=[^\s:/])")
_WIDE_AFTER = re.compile(r"(?<=[A-Za-z_]:)[\u3000\u00a0][ \u3000\u00a0]*")
_CLOSED_BY_CURLY = re.compile(r'(?:^|[:,\[{\-])\s*"[^"“”]*”(?=\s*(?:[,}\]]|#|$))')
_CURLY_WITH_COLON = re.compile(r'(?<=: )(“([^“”"\\]*: [^“”"\\]*)”)(?=\s*(?:#|$))')
_BULLET = re.compile(r" +(-(?=[^\s\d-])|[－・•][ \u3000]*)")
_OPENING = re.compile(r":\s+(?=[@`%*&!|>])")


@dataclass(frozen=True)
class Complaint:
    """What the parser said: its words, where it gave up, and where what it was reading began; all from 0.

    ``first_line`` is what line 0 is called in the file.
    """

    lines: Sequence[str]
    problem: str
    at: tuple[int, int]
    since: tuple[int, int] | None = None
    first_line: int = 1

    @property
    def line(self) -> str:
        """The line at which the parser gave up."""
        return self.lines[self.at[0]] if self.at[0] < len(self.lines) else ""


@dataclass(frozen=True)
class Meaning:
    """What to tell: a code, a place (line and column from 0), a sentence and a hint.

    ``instead`` is what to write up to a column of the same line, where that is certain.
    """

    code: str
    at: tuple[int, int]
    message: str
    hint: str = ""
    instead: tuple[int, str] | None = None

    def finding(self, shown: str, first_line: int) -> Diagnostic:
        """The same as a diagnostic; ``first_line`` is what line 0 is called in the file."""
        place = (self.at[0] + first_line, self.at[1] + 1)
        found = finding(self.code, shown, place, self.message, self.hint)
        if self.instead is None:
            return found
        end, text = self.instead
        return replace(found, edit=Edit(place, (place[0], end + 1), text))


def meanings(complaint: Complaint) -> Sequence[Meaning]:
    """Every usual slip of the file, wherever there is one that a parser stumbles over; else what it complains of.

    A parser stops at its first stumble. The same slip is seldom made once, and each round costs its writer minutes.
    """
    return slips(complaint.lines) or [_meaning(complaint)]


def slips(lines: Sequence[str], first: int = 0, last: int | None = None) -> Sequence[Meaning]:
    """The usual slips in some lines, from 0, the last one included."""
    numbers = range(first, len(lines) if last is None else min(last + 1, len(lines)))
    return [slip for number in numbers if (slip := _slip(lines[number], number))]


def _meaning(complaint: Complaint) -> Meaning:
    for sign, explain in _MEANINGS:
        if sign in complaint.problem:
            return explain(complaint)
    return Meaning(
        "yaml-syntax",
        complaint.at,
        phrase("This line cannot be read."),
        phrase("Compare it with a line that can."),
    )


def _slip(line: str, number: int) -> Meaning | None:
    return next((slip for look in _SLIPS if (slip := look(line, number))), None)


def _tab(line: str, number: int) -> Meaning | None:
    match = _TAB.match(line)
    hint = phrase("Indent with blanks: two for each level.")
    message = phrase("A tab stands in the indentation.")
    return Meaning("tab-in-indentation", (number, match.end() - 1), message, hint) if match else None


def _wide_indentation(line: str, number: int) -> Meaning | None:
    match = _WIDE_BLANK.match(line)
    if not match:
        return None
    blank = len(match[0].rstrip("\u3000"))
    hint = phrase("Indent with half-width blanks: two for each level.")
    message = phrase("A full-width blank stands in the indentation.")
    return Meaning(
        "full-width-blank", (number, blank), message, hint, (match.end(), "  " * (match.end() - blank))
    )


def _wide_colon(line: str, number: int) -> Meaning | None:
    match = _WIDE_COLON.match(line)
    if not match:
        return None
    key = match[1].strip(" -{")
    hint = phrase("Write `{key}: ` with a half-width colon and a blank.", key=key)
    message = phrase("`{key}` is followed by a full-width colon.", key=key)
    instead = (match.end(), ": " if match.end() < len(line) else ":")
    return Meaning("full-width-colon", (number, match.end(1)), message, hint, instead)


def _wide_after_colon(line: str, number: int) -> Meaning | None:
    match = _WIDE_AFTER.search(line)
    message = phrase("The blank after this colon is not a half-width one.")
    hint = phrase("Write a half-width blank.")
    return (
        Meaning("full-width-blank", (number, match.start()), message, hint, (match.end(), " "))
        if match
        else None
    )


def _closed_by_curly(line: str, number: int) -> Meaning | None:
    match = _CLOSED_BY_CURLY.search(line)
    message = phrase("This quotation mark is a curly one, and closes nothing.")
    hint = phrase('Write a straight one: `"`')
    return (
        Meaning("yaml-syntax", (number, match.end() - 1), message, hint, (match.end(), '"'))
        if match
        else None
    )


def _curly_around_colon(line: str, number: int) -> Meaning | None:
    match = _CURLY_WITH_COLON.search(line)
    if not match:
        return None
    start, end = match.span(1)
    message = phrase("Curly quotation marks do not keep the text together.")
    hint = phrase('Write straight ones: `"`')
    return Meaning("yaml-syntax", (number, start), message, hint, (end, f'"{match[2]}"'))


def _no_blank(line: str, number: int) -> Meaning | None:
    match = _NO_BLANK.match(line)
    if not match:
        return None
    key = match[1].strip(" -{").removesuffix(":")
    message = phrase("There is no blank after `{key}`.", key=f"{key}:")
    hint = phrase("Write `{key}: …` with a blank.", key=key)
    return Meaning("yaml-syntax", (number, match.end() - 1), message, hint, (match.end(), ": "))


def _bullet(line: str, number: int) -> Meaning | None:
    match = _BULLET.match(line)
    if not match:
        return None
    message = phrase("An item of a list begins with a half-width hyphen and a blank.")
    return Meaning(
        "yaml-syntax", (number, match.start(1)), message, phrase("Write `- `."), (match.end(), "- ")
    )


_SLIPS: tuple[Callable[[str, int], Meaning | None], ...] = (
    *(_tab, _wide_indentation, _bullet, _wide_colon, _wide_after_colon),
    *(_closed_by_curly, _curly_around_colon, _no_blank),
)


def _second_colon(complaint: Complaint) -> Meaning:
    if ": " in complaint.line[: complaint.at[1]]:
        message = phrase("A second colon on this line makes YAML expect another key.")
        return Meaning(
            "yaml-syntax", complaint.at, message, phrase('Put the text in quotation marks: `key: "…: …"`')
        )
    message = phrase("A key stands where the text above it still goes on.")
    at = (complaint.at[0], len(complaint.line) - len(complaint.line.lstrip()))
    return Meaning("yaml-syntax", at, message, phrase("Mend the indentation, or the line above."))


def _no_colon(complaint: Complaint) -> Meaning:
    hint = phrase("Every line here reads `key: value`; longer text goes in quotation marks, or behind `>-`.")
    return Meaning(
        "yaml-syntax", complaint.since or complaint.at, phrase("There is no `: ` after this."), hint
    )


def _open_quote(complaint: Complaint) -> Meaning:
    at = complaint.since or complaint.at
    return Meaning(
        "yaml-syntax",
        at,
        phrase("This quotation mark is never closed."),
        phrase("Close it at the end of the text."),
    )


def _open_bracket(complaint: Complaint) -> Meaning:
    line, column = complaint.since or complaint.at
    bracket = complaint.lines[line][column : column + 1] if line < len(complaint.lines) else ""
    closing = {"[": "]", "{": "}"}.get(bracket, "] or }")
    if line != complaint.at[0]:
        message = phrase("This `{bracket}` is never closed, or a comma is missing after it.", bracket=bracket)
        hint = phrase(
            "Close it with `{closing}`; reading stopped in line {line}.",
            closing=closing,
            line=complaint.at[0] + complaint.first_line,
        )
        return Meaning("yaml-syntax", (line, column), message, hint)
    message = phrase("Expected a comma or `{closing}` here.", closing=closing)
    return Meaning(
        "yaml-syntax",
        complaint.at,
        message,
        phrase("The `{bracket}` in column {column} is still open.", bracket=bracket, column=column + 1),
    )


def _indentation(complaint: Complaint) -> Meaning:
    if complaint.line[: complaint.at[1]].strip():
        message = phrase("There is more on this line after the value.")
        return Meaning("yaml-syntax", complaint.at, message, phrase("Put the whole text in quotation marks."))
    message = phrase("This line does not begin where the lines above it do.")
    return Meaning(
        "yaml-syntax", complaint.at, message, phrase("Keys of one group begin in the same column.")
    )


def _first_character(complaint: Complaint) -> Meaning:
    line, column = complaint.at
    match = _OPENING.search(complaint.line)
    column = match.end() if match and match.end() <= column else column
    character = complaint.line[column : column + 1]
    if character == "\t":
        return Meaning(
            "tab-in-indentation", (line, column), phrase("A tab stands here."), phrase("Use blanks.")
        )
    message = (
        phrase("Text cannot begin with `{character}`.", character=character)
        if character.strip("`")
        else phrase("Text cannot begin like this.")
    )
    return Meaning("yaml-syntax", (line, column), message, phrase("Put the text in quotation marks."))


def _escape(complaint: Complaint) -> Meaning:
    message = phrase("A backslash between double quotation marks begins a code, and this one is unknown.")
    return Meaning("yaml-syntax", complaint.at, message, phrase("Use single quotation marks: '…'"))


def _list_item(complaint: Complaint) -> Meaning:
    hint = phrase("Begin the list on the line after its key.")
    return Meaning("yaml-syntax", complaint.at, phrase("A list item cannot begin here."), hint)


_MEANINGS: tuple[tuple[str, Callable[[Complaint], Meaning]], ...] = (
    ("mapping values are not allowed", _second_colon),
    ("could not find expected ':'", _no_colon),
    ("found unexpected end of stream", _open_quote),
    ("found unexpected document separator", _open_quote),
    ("expected ',' or", _open_bracket),
    ("expected the node content", _open_bracket),
    ("expected <block end>", _indentation),
    ("unknown escape character", _escape),
    ("escape sequence of", _escape),
    ("sequence entries are not allowed", _list_item),
    ("cannot start any token", _first_character),
    ("chomping or indentation indicators", _first_character),
    ("expected alphabetic or numeric character", _first_character),
    ("expected a comment or a line break", _first_character),
    ("expected '!'", _first_character),
    ("expected ' ', but found", _first_character),
)
