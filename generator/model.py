"""The base of every model: all that is wrong with a thing is told at once, in our words."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, ClassVar, Self

from pydantic import BaseModel, ConfigDict, ModelWrapValidatorHandler, ValidationError, model_validator
from pydantic_core import ErrorDetails, InitErrorDetails, PydanticCustomError

from generator.phrase import Phrase, phrase
from generator.rules import Problem, refusal
from generator.wording import as_scalar, choices, describe, nearest, rewriting, suggestion


class Model(BaseModel):
    """A frozen thing read from content. Keys without a value count as absent; unknown keys are refused.

    Subclasses say in ``shape`` what the keys alone already tell, in ``rules`` what only whole values can.
    ``shape`` runs even where some value does not fit, so that one look finds as much as possible.
    """

    GIVEN: ClassVar[frozenset[str]] = frozenset()
    """Fields that come from elsewhere than the content, and are no keys of it."""
    TOLD: ClassVar[frozenset[str]] = frozenset()
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
            raise refusal(_not_a_mapping(data))
        given = {key: value for key, value in data.items() if value is not None}
        unknown = [(key, _meant(cls, str(key))) for key in data if key not in _accepted(cls)]
        problems = [_unknown_key(cls, key, near) for key, near in unknown]
        problems += cls.shape(given)
        meant = cls.TOLD.union(near for _, near in unknown if near)
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
    before = key.partition("：")[0].strip()
    return before if before in keys_of(model) else nearest(key, keys_of(model))


def _unknown_key(model: type[Model], key: object, near: str | None) -> Problem:
    text = str(key)
    if near and text.strip().startswith(f"{near}："):
        advice = phrase("Write `{key}: ` with a half-width colon and a blank.", key=near)
        return _full_width_colon(near, advice, (text,))
    hint = suggestion(text, keys_of(model)) or choices(keys_of(model))
    return Problem(
        "unknown-key",
        phrase("`{key}` is not a key that is known here.", key=text[:60]),
        hint,
        (text,),
        on_key=True,
    )


def _full_width_colon(key: str, hint: Phrase, at: tuple[str | int, ...] = ()) -> Problem:
    """The finding about a key that is followed by ``：``, the colon that Japanese keyboards type first."""
    return Problem(
        "full-width-colon", phrase("`{key}` is followed by a full-width colon.", key=key), hint, at
    )


def _not_a_mapping(data: object) -> Problem:
    if isinstance(data, str):
        before, colon, after = data.partition("：")
        if colon and before.replace("_", "").isascii() and before.replace("_", "").isalpha():
            return _full_width_colon(before, rewriting(f"{before}: {as_scalar(after.strip())}"))
    return Problem(
        "wrong-type",
        phrase("Expected keys and values, found {value}.", value=describe(data)),
        phrase("For example: {example}", example="key: value"),
    )


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
