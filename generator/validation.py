"""From a document to a model, or to all that is wrong with it, each at its line and column."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from generator.diagnostics import Diagnostic
from generator.model import Model, keys_of
from generator.phrase import phrase
from generator.rules import Problem
from generator.source import Document, Loc
from generator.wording import as_scalar, choices, describe, rewriting

M = TypeVar("M", bound=Model)

_LISTS_OF_WORDS = frozenset(
    {"languages", "skills", "with", "purposes", "speakers", "stories", "audiences", "tags"}
)
_LISTS_OF_NAMES = _LISTS_OF_WORDS - {"skills", "tags"}
_BEFORE_EACH = phrase("Put `- ` before each item.")
_ON_THE_KEY = frozenset({"missing-key", "no-consent", "empty-pass"})


def validate(
    model: type[M], document: Document, at: Loc = (), given: Mapping[str, Any] | None = None
) -> tuple[M | None, tuple[Diagnostic, ...]]:
    """Reads the part of a document at ``at`` as a model. ``given`` holds what content may not set."""
    data = _part(document.data, at)
    found: list[Diagnostic] = []
    if given and isinstance(data, Mapping):
        for key in given.keys() & data.keys():
            hint = choices(keys_of(model))
            message = phrase("`{key}` is not a key that is known here.", key=key)
            found.append(document.finding("unknown-key", (*at, key), message, hint, key=True))
        data = {**data, **given}
    try:
        made = model.model_validate(data, by_alias=True, by_name=False)
    except ValidationError as error:
        found += _diagnostics(error.errors(include_url=False), document, at)
        return None, tuple(found)
    return (None if found else made), tuple(found)


def _part(data: Any, at: Loc) -> Any:
    for step in at:
        data = data[step]
    return data


def _diagnostics(errors: Iterable[ErrorDetails], document: Document, at: Loc) -> Iterator[Diagnostic]:
    for error in errors:
        loc = (*at, *error["loc"])
        problems = error.get("ctx", {}).get("problems") or (_problem(error, document, loc),)
        for told in problems:
            place = (*loc, *told.at)
            mark = document.marks.get(place)
            problem = _bare(told) if mark and mark.bare and told.code == "unknown-key" else told
            on_key = problem.on_key or problem.code in _ON_THE_KEY or problem.code == "empty-value"
            yield document.finding(problem.code, place, problem.message, problem.hint, key=on_key)


def _bare(told: Problem) -> Problem:
    """A key that nobody meant for one: the rest of a text that a comma cut off."""
    message = phrase(
        "A comma ends the text before this in braces, and `{key}` is no key.", key=str(told.at[-1])[:60]
    )
    return replace(told, message=message, hint=phrase("Put the text in quotation marks, comma and all."))


def _problem(error: ErrorDetails, document: Document, loc: Loc) -> Problem:
    """What pydantic itself finds, in our words."""
    kind, value = error["type"], error.get("input")
    if kind == "missing":
        if loc in document.marks:
            hint = phrase("Write one.")
            if loc[-1] in _LISTS_OF_WORDS:
                hint = phrase(
                    "Write them in brackets behind the colon, or below it, each on a line with `- `."
                )
            return Problem("empty-value", phrase("`{key}` has no value.", key=loc[-1]), hint)
        return Problem(
            "missing-key",
            phrase("`{key}` is missing.", key=loc[-1]),
            phrase("Add `{key}: …`.", key=loc[-1]),
            on_key=True,
        )
    if kind == "extra_forbidden":
        return Problem(
            "unknown-key",
            phrase("`{key}` is not a key that is known here.", key=loc[-1]),
            phrase("Remove it."),
            on_key=True,
        )
    if kind == "tuple_type":
        return Problem(
            "wrong-type",
            phrase("Expected a list, found {value}.", value=describe(value)),
            _as_list(loc, value)
            if loc not in document.marks or document.marks[loc].value_end
            else _BEFORE_EACH,
        )
    return Problem(
        "wrong-type", phrase("This value does not fit here."), phrase("Compare it with the sample files.")
    )


def _as_list(loc: Loc, value: object) -> str:
    """How to write a list instead: for certain where one plain word stands alone in a list of words."""
    text = str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""
    between = r"\s*(?:[,、，・&＆/]|\band\b|と|\s)\s*" if loc[-1] in _LISTS_OF_NAMES else r"\s*[,、，・]\s*"
    parts = [as_scalar(part) for part in re.split(between, text.strip("[]［］ 　")) if part]
    if loc[-1] not in _LISTS_OF_WORDS or not parts or re.match(r"[-－・•*]", text) or "\n" in text:
        return _BEFORE_EACH
    if len(parts) > 1:
        return phrase("Several go in brackets: {example}", example=f"[{', '.join(parts)}]"[:80])
    return rewriting(f"[{parts[0]}]")
