"""The base of every model: all that is wrong with a thing is told at once, in our words."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, ClassVar, Self

from pydantic import BaseModel, ConfigDict, ModelWrapValidatorHandler, ValidationError, model_validator
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails, InitErrorDetails, PydanticCustomError

from generator.phrase import phrase
from generator.rules import Problem, refusal
from generator.wording import as_scalar, choices, describe, nearest, rewriting, suggestion

_JOINED = re.compile(r"([A-Za-z_]+)(：[\s\u3000]*|:[\s\u3000]*)(.*)", re.DOTALL)


class Model(BaseModel):
    """A frozen thing read from content. Keys without a value count as absent; unknown keys are refused.

    Subclasses say in ``shape`` what the keys alone already tell, in ``rules`` what only whole values can.
    ``shape`` runs even where some value does not fit, so that one look finds as much as possible.
    """

    GIVEN: ClassVar[frozenset[str]] = frozenset()
    """Fields that come from elsewhere than the content, and are no keys of it."""
    TOLD: ClassVar[frozenset[str]] = frozenset()
    # Keys that may be absent, but not left empty: an old pass would open again where its epoch was lost.
    FILLED: ClassVar[frozenset[str]] = frozenset()
    """Keys whose absence ``shape`` tells in words of its own."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", validate_by_name=True, validate_by_alias=True, serialize_by_alias=True
    )

    @classmethod
    def shape(cls, raw: Mapping[str, Any]) -> Iterator[Problem]:  # noqa: ARG003 (subclasses need it)
        """Gives problems that show in the keys of what was written, whatever its values are."""
        yield from ()

    def rules(self) -> Iterator[Problem]:
        """Gives problems between values, each of which fits by itself."""
        yield from ()

    @model_validator(mode="wrap")
    @classmethod
    def _all_at_once(cls, data: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        if isinstance(data, cls):
            return handler(data)
        if not isinstance(data, Mapping):
            raise refusal(_not_a_mapping(cls, data))
        given = {key: value for key, value in data.items() if value is not None}
        empty = [key for key, value in data.items() if value is None and key in cls.FILLED]
        unknown = [(key, _meant(cls, str(key))) for key in data if key not in _accepted(cls)]
        problems = [_unknown_key(cls, key, near) for key, near in unknown]
        problems += map(_left_empty, empty)
        misspelt = {near for _, near in unknown if near} - given.keys()
        problems += (one for one in cls.shape(given) if misspelt.isdisjoint(one.at[:1]))
        meant = cls.TOLD | misspelt
        for key, _ in unknown:
            given.pop(key, None)
        try:
            model = handler(given)
        except ValidationError as error:
            found = [one for one in error.errors() if not _explained(one, meant)]
            raise _merged(cls, found, problems) from None
        problems += model.rules()
        if problems:
            raise refusal(*problems)
        return model


@cache
def keys_of(model: type[Model]) -> tuple[str, ...]:
    """The keys as content writes them, in the order of the model."""
    fields = model.model_fields.items()
    return tuple(field.alias or name for name, field in fields if name not in model.GIVEN)


@cache
def _accepted(model: type[Model]) -> frozenset[str]:
    return frozenset(keys_of(model)) | frozenset(model.model_fields)


def _meant(model: type[Model], key: str) -> str | None:
    """The key that was probably meant by an unknown one."""
    joined = _JOINED.fullmatch(key)
    before = joined[1].lower() if joined else ""
    return before if before in keys_of(model) else nearest(key, keys_of(model))


def _unknown_key(model: type[Model], key: object, near: str | None) -> Problem:
    text = str(key)
    joined = _JOINED.fullmatch(text)
    if joined and near and near == joined[1].lower():
        return _joined(near, joined[2], joined[3], (text,), on_key=True)
    hint = suggestion(text, keys_of(model)) or choices(keys_of(model))
    message = phrase("`{key}` is not a key that is known here.", key=text[:60])
    return Problem("unknown-key", message, hint, (text,), on_key=True)


def _joined(
    key: str, colon: str, value: str, at: tuple[str | int, ...] = (), *, on_key: bool = False
) -> Problem:
    """The finding about a key and a value that YAML takes for one word, because of what stands between them."""
    hint = rewriting(f"{key}: {as_scalar(value)}" if value else f"{key}:")
    if colon.startswith("："):  # what Japanese keyboards type first
        message = phrase("`{key}` is followed by a full-width colon.", key=key)
        return Problem("full-width-colon", message, hint, at, on_key)
    if colon != ":":
        message = phrase("The blank after this colon is not a half-width one.")
        return Problem("full-width-blank", message, hint, at, on_key)
    message = phrase("There is no blank after `{key}`.", key=f"{key}:")
    return Problem("yaml-syntax", message, hint, at, on_key)


def _left_empty(key: str) -> Problem:
    hint = phrase("Write something, or remove the key.")
    return Problem("empty-value", phrase("`{key}` has no value.", key=key), hint, (key,))


def _not_a_mapping(model: type[Model], data: object) -> Problem:
    joined = _JOINED.fullmatch(data) if isinstance(data, str) else None
    if joined and joined[1].lower() in keys_of(model):
        return _joined(joined[1].lower(), joined[2], joined[3])
    needed = [key for key in keys_of(model) if _field(model, key).is_required()] or keys_of(model)[:2]
    example = ", ".join(f"{key}: …" for key in needed)
    return Problem(
        "wrong-type",
        phrase("Expected keys and values, found {value}.", value=describe(data)),
        phrase("For example: {example}", example=f"{{{example}}}"),
    )


def _field(model: type[Model], key: str) -> FieldInfo:
    fields = model.model_fields
    return next(field for name, field in fields.items() if key in (name, field.alias))


def _explained(error: ErrorDetails, meant: frozenset[str]) -> bool:
    """A key that was only misspelt is not told as missing too: one cause, one diagnostic."""
    return error["type"] == "missing" and len(error["loc"]) == 1 and error["loc"][0] in meant


def _merged(
    model: type[BaseModel], errors: Sequence[ErrorDetails], problems: Sequence[Problem]
) -> ValidationError | PydanticCustomError:
    if not errors:
        return refusal(*problems)
    lines = [_line(error) for error in errors]
    if problems:
        lines.append(InitErrorDetails(type=refusal(*problems), loc=(), input=None))
    return ValidationError.from_exception_data(model.__name__, lines)


def _line(error: ErrorDetails) -> InitErrorDetails:
    problems = error.get("ctx", {}).get("problems")
    kind = refusal(*problems) if problems else error["type"]
    line = InitErrorDetails(type=kind, loc=error["loc"], input=error["input"])
    if not problems and "ctx" in error:
        line["ctx"] = error["ctx"]
    return line
