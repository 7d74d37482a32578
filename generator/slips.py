"""The slips of whoever types YAML on a phone or copies it from elsewhere, as each line shows them."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from generator.diagnostics import Diagnostic, Edit, finding
from generator.phrase import phrase

_KEY = r"[ \t\u3000]*(?:- +)?(?:\{ ?)?[A-Za-z_]+"
_TAB = re.compile(r"[ \-]*\t")
_WIDE_COLON = re.compile(rf"({_KEY})：[ \u3000]*")
_WIDE_BLANK = re.compile(r" *([\u3000\u00a0][ \u3000\u00a0]*)")
_WIDE_BRACES = re.compile(r"(?<=[: ])｛([^｛｝{}]*[:：][^｛｝{}]*)｝(?=\s*(?:#|$))")
_SECOND_COLON = re.compile(r" *(?:- +)?[A-Za-z_]+: +(?![\"'{\[&*!|>%@`])[^#,]*?[^\s#,](?=: )")
_BAD_SIGN = re.compile(r" *(?:- +)?[A-Za-z_]+: +(?=[@`%])")
_FENCE = re.compile(r"`{3,}\w*\s*")
_NO_BLANK = re.compile(rf"({_KEY}:)(?=[^\s:/])")
_WIDE_AFTER = re.compile(r"(?<=[A-Za-z_]:)[\u3000\u00a0][ \u3000\u00a0]*")
_CLOSED_BY_CURLY = re.compile(r'(?:^|[:,\[{\-])\s*"[^"“”]*”(?=\s*(?:[,}\]]|#|$))')
_CURLY_WITH_COLON = re.compile(r'(?<=: )(“([^“”"\\]*: [^“”"\\]*)”)(?=\s*(?:#|$))')
_BULLET = re.compile(r" *(-(?=[^\s\d-])|[－・•][ \u3000]*)")


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


def slips(lines: Sequence[str], first: int = 0, last: int | None = None) -> Sequence[Meaning]:
    """The usual slips in some lines, from 0, the last one included."""
    numbers = range(first, len(lines) if last is None else min(last + 1, len(lines)))
    return [slip for number in numbers if (slip := _slip(lines[number], number))]


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
    hint = phrase("Indent with half-width blanks: two for each level.")
    message = phrase("A full-width blank stands in the indentation.")
    if match[1][0] != "\u3000":  # as pages on the web have it
        message = phrase("A blank stands in the indentation that is not a half-width one.")
    instead = match[1].replace("\u3000", "  ").replace("\u00a0", " ")
    return Meaning("full-width-blank", (number, match.start(1)), message, hint, (match.end(), instead))


def _wide_braces(line: str, number: int) -> Meaning | None:
    match = _WIDE_BRACES.search(line)
    message = phrase("These braces are full-width ones, and hold nothing together.")
    hint = phrase("Write half-width ones: `{example}`", example="{…}")
    return (
        Meaning("yaml-syntax", (number, match.start()), message, hint, (match.end(), f"{{{match[1]}}}"))
        if match
        else None
    )


def second_colon(at: tuple[int, int]) -> Meaning:
    """A colon and a blank in the midst of a text; ``at`` is the colon's place."""
    message = phrase("A second colon on this line makes YAML expect another key.")
    return Meaning("yaml-syntax", at, message, phrase('Put the text in quotation marks: `key: "…: …"`'))


def first_sign(at: tuple[int, int], sign: str) -> Meaning:
    """A sign at the beginning of a text that means something else in YAML."""
    message = phrase("Text cannot begin with `{character}`.", character=sign)
    if not sign.strip("`"):
        message = phrase("Text cannot begin like this.")
    return Meaning("yaml-syntax", at, message, phrase("Put the text in quotation marks."))


def _second_colon(line: str, number: int) -> Meaning | None:
    match = _SECOND_COLON.match(line)
    return second_colon((number, match.end())) if match else None


def _first_sign(line: str, number: int) -> Meaning | None:
    match = _BAD_SIGN.match(line)
    return first_sign((number, match.end()), line[match.end()]) if match else None


def _fence(line: str, number: int) -> Meaning | None:
    message = phrase("This line belongs to Markdown, not to YAML.")
    return (
        Meaning("yaml-syntax", (number, 0), message, phrase("Remove it.")) if _FENCE.fullmatch(line) else None
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
    *(_tab, _wide_indentation, _bullet, _fence, _wide_colon, _wide_after_colon, _wide_braces),
    *(_closed_by_curly, _curly_around_colon, _no_blank, _second_colon, _first_sign),
)
