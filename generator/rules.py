"""The rules of reading one value: what fits is kept, all else is refused with a code, a sentence and a hint.

A rule is an annotation: ``headline: Annotated[str, Line(40)]``. It replaces pydantic's own reading of the
type, so that nothing of pydantic's own wording ever reaches a reader.
"""

import re
import unicodedata
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, get_args

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from generator.phrase import phrase
from generator.wording import choices, correction, describe, halfwidth, same, suggestion


@dataclass(frozen=True)
class Problem:
    """One thing wrong with a value; ``at`` leads from the value being read to the part that is wrong."""

    code: str
    message: str
    hint: str = ""
    at: tuple[str | int, ...] = ()
    on_key: bool = False


def refusal(*problems: Problem) -> PydanticCustomError:
    """Packs problems into the one exception that pydantic carries outward, with the place where it arose."""
    text = "; ".join(problem.message for problem in problems)
    return PydanticCustomError("problems", "{text}", {"problems": problems, "text": text})


def refuse(code: str, message: str, hint: str = "") -> PydanticCustomError:
    """The exception to raise where a value as a whole does not fit."""
    return refusal(Problem(code, message, hint))


@dataclass(frozen=True)
class Rule:
    """Base of the annotations below: ``read`` gives the value to keep, or raises a refusal."""

    def read(self, value: Any) -> Any:
        """Gives the value as the model keeps it; raises a refusal for any other."""
        raise NotImplementedError

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Replaces pydantic's own reading of the type altogether."""
        return core_schema.no_info_plain_validator_function(self.read)


def as_text(value: object) -> str:
    """The text that was written. Numbers and true/false are text too where text is asked for: a resolver that
    keeps their only spelling makes that exact."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        text = unicodedata.normalize("NFC", value).strip()
        if text:
            return text
        raise refuse(
            "empty-value", phrase("There is nothing here."), phrase("Write something, or remove the key.")
        )
    if value is None:
        raise refuse(
            "empty-value", phrase("There is nothing here."), phrase("Write something, or remove the key.")
        )
    hint = phrase("Write one value, without brackets.") if isinstance(value, list) else ""
    raise refuse("wrong-type", phrase("Expected text, found {value}.", value=describe(value)), hint)


@dataclass(frozen=True)
class Text(Rule):
    """Text of at most ``limit`` characters, on one line or more, with some letter, digit or picture in it."""

    limit: int

    def read(self, value: Any) -> str:
        """Gives the text in composed form (NFC) without blanks at its ends."""
        text = as_text(value)
        if all(unicodedata.category(character)[0] in "MPZ" for character in text):
            raise refuse(
                "empty-value",
                phrase("There is nothing to read in this."),
                phrase("Write it out, or remove the key."),
            )
        if len(text) > self.limit:
            over = len(text) - self.limit
            raise refuse(
                "too-long",
                phrase("{text} characters; at most {limit} fit.", text=len(text), limit=self.limit),
                phrase("Shorten it by {over} or more.", over=over),
            )
        return text


@dataclass(frozen=True)
class Line(Text):
    """Text on one line."""

    def read(self, value: Any) -> str:
        """Gives the text; refuses line breaks inside it."""
        if "\n" in as_text(value):
            raise refuse(
                "line-break", phrase("This text must stay on one line."), phrase("Join its lines into one.")
            )
        return super().read(value)


@dataclass(frozen=True)
class Shaped(Rule):
    """Text that must match a pattern as a whole; subclasses say which, and what to say when it does not."""

    pattern: ClassVar[re.Pattern[str]]
    code: ClassVar[str]
    message: ClassVar[str]
    limit: ClassVar[int] = 64

    def read(self, value: Any) -> str:
        """Gives the text if it has the shape."""
        text = as_text(value)
        if not self.pattern.fullmatch(text):
            raise refuse(self.code, self.message, self.advice(text))
        return Line(self.limit).read(text)

    def advice(self, text: str) -> str:
        """What to write instead; by default the same in half-width characters where that would do."""
        narrow = halfwidth(text)
        return correction(narrow) if self.pattern.fullmatch(narrow) else ""


@dataclass(frozen=True)
class Choice(Rule):
    """One of the values of a Literal type."""

    options: tuple[str | int, ...] = ()

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Takes the options from the type that is annotated."""
        return core_schema.no_info_plain_validator_function(Choice(get_args(source)).read)

    def read(self, value: Any) -> Any:
        """Gives the value if it is one of the options."""
        if isinstance(value, str | int) and not isinstance(value, bool) and value in self.options:
            return value
        text = as_text(value)
        names = tuple(str(option) for option in self.options)
        if text in names:  # with blanks around it, which nobody sees
            return self.options[names.index(text)]
        raise refuse(
            "unknown-value",
            phrase("`{text}` is not possible here.", text=text[:60]),
            _several(text, names) or suggestion(text, names) or choices(names),
        )


def _several(text: str, names: Sequence[str]) -> str:
    """A hint for whoever parts words as one does in Japanese."""
    parts = re.split(r"[、，・]\s*", text)
    meant = [same(part, names) for part in parts]
    example = ", ".join(name for name in meant if name)
    return (
        phrase("A comma and a blank part one from the next: {example}", example=example)
        if len(parts) > 1 and all(meant)
        else ""
    )


@dataclass(frozen=True)
class Flag(Rule):
    """true or false, and none of YAML's other words for them."""

    def read(self, value: Any) -> bool:
        """Gives the flag; the hint turns yes, on, はい and the like into what was meant."""
        if isinstance(value, bool):
            return value
        text = halfwidth(as_text(value)).lower()
        meant = {"yes": "true", "on": "true", "y": "true", "はい": "true", "1": "true", "true": "true"}.get(
            text
        )
        meant = meant or {
            "no": "false",
            "off": "false",
            "n": "false",
            "いいえ": "false",
            "0": "false",
            "false": "false",
        }.get(text)
        raise refuse("wrong-type", phrase("Expected `true` or `false`."), correction(meant) if meant else "")


_NUMBER = re.compile(r"[-+]?(?:[0-9]*\.[0-9]+|[0-9]+\.|[0-9]{10,}|[0-9.]+[eE][-+]?[0-9]+)")


@dataclass(frozen=True)
class Count(Rule):
    """A whole number from ``low`` up."""

    low: int = 0
    high: int = 1_000_000

    def read(self, value: Any) -> int:
        """Gives the number."""
        if isinstance(value, int) and not isinstance(value, bool):
            if self.low <= value <= self.high:
                return value
            raise refuse("bad-number", phrase("Must be from {low} to {high}.", low=self.low, high=self.high))
        if isinstance(value, float) or (isinstance(value, str) and _NUMBER.fullmatch(value)):
            raise refuse(
                "bad-number",
                phrase(
                    "`{value}` is not a whole number from {low} to {high}.",
                    value=str(value)[:40],
                    low=self.low,
                    high=self.high,
                ),
            )
        text = halfwidth(as_text(value))
        hint = correction(int(text)) if re.fullmatch(r"[0-9]{1,9}", text) else ""
        raise refuse(
            "wrong-type", phrase("Expected a whole number, found {value}.", value=describe(value)), hint
        )


@dataclass(frozen=True)
class Distinct:
    """After a list is read: no item twice, and at least so many."""

    key: Callable[[Any], Hashable] = lambda item: item
    least: int = 0

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Runs after pydantic has read the items."""
        return core_schema.no_info_after_validator_function(self._check, handler(source))

    def _check(self, items: Sequence[Any]) -> Sequence[Any]:
        if len(items) < self.least:
            raise refuse("empty-value", phrase("This list is empty."), phrase("Write at least one item."))
        seen: dict[Hashable, int] = {}
        twice = []
        for index, item in enumerate(items):
            if seen.setdefault(self.key(item), index) != index:
                message = phrase("`{key}` stands in this list twice.", key=str(self.key(item))[:60])
                twice.append(Problem("repeated-item", message, phrase("Remove one of the two."), (index,)))
        if twice:
            raise refusal(*twice)
        return items
