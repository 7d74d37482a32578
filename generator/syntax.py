"""What a YAML parser's complaint most likely means to somebody who does not know YAML."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from generator.phrase import phrase
from generator.slips import Meaning, first_sign, second_colon, slips

_WIDE_COMMA = re.compile(r"[，、](?=[ \u3000]*[A-Za-z_]+[ \u3000]*$)")
_NEXT_KEY = re.compile(r"[A-Za-z_]+:(?:\s|$)")
# Brackets, and the quoted texts and comments in which they are none.
_BRACKET = re.compile(r"""(?<![^\s\[{,:])(?:'[^']*'|"(?:\\.|[^"\\])*"|#.*)|[\[\]{}]""")
_QUOTED = re.compile(r":\s+([\"'])[^\"']*\1$")
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


def meanings(complaint: Complaint) -> Sequence[Meaning]:
    """Every usual slip of the file, wherever there is one that a parser stumbles over; else what it complains of.

    A parser stops at its first stumble. The same slip is seldom made once, and each round costs its writer minutes.
    """
    return slips(complaint.lines) or [_meaning(complaint)]


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


def _second_colon(complaint: Complaint) -> Meaning:
    if ": " in complaint.line[: complaint.at[1]]:
        return second_colon(complaint.at)
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
    if bracket not in ("[", "{"):  # where a value is missing at the end, the parser does not say in what
        line, column, bracket = _innermost(complaint) or (line, column, bracket)
    closing = {"[": "]", "{": "}"}.get(bracket, "] or }")
    if line != complaint.at[0]:
        message = phrase("This `{bracket}` is never closed, or a comma is missing after it.", bracket=bracket)
        hint = phrase(
            "Close it with `{closing}`; reading stopped in line {line}.",
            closing=closing,
            line=complaint.at[0] + complaint.first_line,
        )
        return Meaning("yaml-syntax", (line, column), message, hint)
    if comma := _WIDE_COMMA.search(complaint.line, 0, complaint.at[1]):
        message = phrase("This comma is a full-width one, and parts nothing.")
        instead = (comma.end(), "," if complaint.line[comma.end()] == " " else ", ")
        return Meaning("yaml-syntax", (line, comma.start()), message, phrase("Write `, `."), instead)
    message = phrase("Expected a comma or `{closing}` here.", closing=closing)
    return Meaning(
        "yaml-syntax",
        complaint.at,
        message,
        phrase("The `{bracket}` in column {column} is still open.", bracket=bracket, column=column + 1),
    )


def _innermost(complaint: Complaint) -> tuple[int, int, str] | None:
    """Line, column and kind of the last bracket that is open where the parser gave up."""
    opened: list[tuple[int, int, str]] = []
    for number, line in enumerate(complaint.lines[: complaint.at[0] + 1]):
        for token in _BRACKET.finditer(line):
            if token[0] in ("[", "{"):
                opened.append((number, token.start(), token[0]))
            elif token[0] in ("]", "}") and opened:
                opened.pop()
    return opened[-1] if opened else None


def _indentation(complaint: Complaint) -> Meaning:
    before, after = complaint.line[: complaint.at[1]], complaint.line[complaint.at[1] :]
    if before.strip() and _NEXT_KEY.match(after):
        message = phrase("Another key begins in the same line.")
        return Meaning("yaml-syntax", complaint.at, message, phrase("Begin it on a line of its own."))
    if quoted := _QUOTED.search(before):
        message = phrase("The quotation mark before this ended the text.")
        hint = phrase("Put the whole text between the other kind: `{example}`", example="'…'")
        if quoted[1] == "'":
            hint = phrase("Put the whole text between the other kind: `{example}`", example='"…"')
        return Meaning("yaml-syntax", complaint.at, message, hint)
    if before.strip():
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
    return first_sign((line, column), character)


def _escape(complaint: Complaint) -> Meaning:
    message = phrase("A backslash between double quotation marks begins a code, and this one is unknown.")
    return Meaning("yaml-syntax", complaint.at, message, phrase("Use single quotation marks: '…'"))


def _list_item(complaint: Complaint) -> Meaning:
    hint = phrase("Begin the list on the line after its key.")
    return Meaning("yaml-syntax", complaint.at, phrase("A list item cannot begin here."), hint)


def _ended(complaint: Complaint) -> Meaning:
    message = phrase("For YAML the file has ended above this.")
    hint = phrase("Remove the line `...` above, or the brackets around everything there.")
    return Meaning("yaml-syntax", complaint.at, message, hint)


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
    ("expected '<document start>'", _ended),
    ("mapping keys are not allowed", _first_character),
    ("cannot start any token", _first_character),
    ("chomping or indentation indicators", _first_character),
    ("expected alphabetic or numeric character", _first_character),
    ("expected a comment or a line break", _first_character),
    ("expected '!'", _first_character),
    ("expected ' ', but found", _first_character),
)
