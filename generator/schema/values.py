"""What each rule of reading a value accepts, in JSON Schema.

A schema never refuses what its rule accepts: where JSON Schema counts or compares in another way than the rule
does, it keeps silent and leaves the finding to `yorimichi check`.
"""

import json
import re
from functools import singledispatch
from typing import Any, Literal, get_args, get_origin

from pydantic import BeforeValidator

from generator.event import Leavers
from generator.fields import AudienceName, Https, Kana, Name, Place
from generator.profile import PARTS, SHOWN, Shown, Visibility
from generator.rules import Choice, Count, Distinct, Flag, Line, Shaped, Text
from generator.schema.words import Schema, say, told, words
from generator.times import FIRST_YEAR, LAST_YEAR, Day, DayOrTime

# Rules strip blanks and compose characters before they count and compare. A schema cannot: it looks only at text
# that is the same afterwards, and that every validator counts alike (those in JavaScript count emoji twice).
_PLAIN = r"^(?!\s)(?![\s\S]*\s$)[\u0000-\u02ff\u0370-\u10ff\u1200-\u3098\u309b-\uffff]*$"
_ONE_LINE = r"^(?![\s\S]*\S\s*\n\s*\S)"
_SOMETHING = r"[^\s!\"#%&'()*,\-./:;?@\[\\\]_{}…—–、。・「」『』！？]"  # more than the usual punctuation
_NOTHING: Schema = {"if": {"type": "null"}, "else": False}
_YEAR = rf"(?:19[{FIRST_YEAR // 10 % 10}-9][0-9]|20[0-9]{{2}}|{LAST_YEAR})"
_DAY = (
    rf"{_YEAR}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])"
    r"|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|[12][0-9]))"
)
_TIME = r"[ T](?:[01][0-9]|2[0-3]):[0-5][0-9]"
_FINER = (
    r"[0-9〒市区町村郡]|丁目|番地"
    r"|(?:^|[ ,])(?:[Cc]ity|[Ww]ard|[Tt]own|[Vv]illage|[Ss]treet|[Aa]venue|[Rr]oad)(?:$|[ ,])"
)
# where text is asked for, numbers and true/false are text too
_ANY_TEXT = ["string", "number", "boolean"]


def _text(pattern: str, message: str, types: list[str], *, one_line: bool = False, **checks: Any) -> Schema:
    """Text of a form."""
    said = {"errorMessage": say("text"), "patternErrorMessage": say(message)}
    checked = {"type": types, **said, "minLength": 1, "pattern": pattern, **checks}
    whole = {"pattern": _ONE_LINE, "patternErrorMessage": say("line")} if one_line else {}
    # of one alternative, because editors then know that one value follows, and ask for no particular type
    return {"anyOf": [{**whole, "if": {"pattern": _PLAIN}, "then": checked}]}


def optional(schema: Schema) -> Schema:
    """The same, or nothing: a key without a value counts as absent."""
    if "enum" in schema:
        return {"anyOf": [schema, _NOTHING]}
    if "anyOf" in schema:
        return {**schema, "anyOf": [*schema["anyOf"], _NOTHING]}
    # not `"type": [..., "null"]`: editors would offer the word null
    rest = {key: value for key, value in schema.items() if key != "type"}
    kind = {"type": schema["type"], "errorMessage": say(schema["type"])}
    return {"if": {"not": {"type": "null"}}, "then": kind, **rest}


def month() -> Schema:
    """A month, or a year that YAML may have given as a number."""
    pattern, types = rf"^{_YEAR}(?:-(?:0[1-9]|1[0-2]))?$", ["string", "integer"]
    return _text(pattern, "month", types, minimum=FIRST_YEAR, maximum=LAST_YEAR)


@singledispatch
def counterpart(rule: object, _source: Any) -> Schema:
    """What a rule accepts; beside it the type that it stands at, or the schema of what it runs after."""
    raise TypeError(f"{type(rule).__name__} has no counterpart in JSON Schema yet")


@counterpart.register
def _(rule: Text, _source: Any) -> Schema:
    return _text(_SOMETHING, "text", _ANY_TEXT, maxLength=rule.limit)


@counterpart.register
def _(rule: Line, _source: Any) -> Schema:
    return _text(_SOMETHING, "text", _ANY_TEXT, one_line=True, maxLength=rule.limit)


@counterpart.register
def _(_rule: Place, _source: Any) -> Schema:
    return _text(rf"^(?![\s\S]*(?:{_FINER}))", "Place", _ANY_TEXT, one_line=True, maxLength=30)


@counterpart.register
def _(_rule: Https, _source: Any) -> Schema:
    return _text(
        r"^(?![^/]*//[^/?#]*:0*[1-9][0-9]{5})[Hh][Tt][Tt][Pp][Ss]://@?[^\s/?#@]*\.\S*$",
        "Https",
        ["string"],
        maxLength=500,
    )


@counterpart.register
def _(rule: Shaped, _source: Any) -> Schema:
    pattern = rule.pattern.pattern
    if rule.pattern.flags & re.IGNORECASE:  # no flags in JSON Schema
        pattern = re.sub(r"\[[^\]]*\]|\\.|[a-z]", lambda one: _either_case(one[0]), pattern)
    number, word = rule.pattern.fullmatch("1"), rule.pattern.fullmatch("true")
    types = ["string", *(["number"] if number else []), *(["boolean"] if word else [])]
    return _text(f"^(?:{pattern})$", type(rule).__name__, types, maxLength=rule.limit)


def _either_case(token: str) -> str:
    return f"[{token.upper()}{token}]" if len(token) == 1 else token


@counterpart.register
def _(rule: Kana, _source: Any) -> Schema:
    wide_blank = rule.pattern.pattern.replace(" ]", " \u3000]")
    return _text(f"^(?:{wide_blank})$", "Kana", ["string"], maxLength=rule.limit)


@counterpart.register
def _(_rule: AudienceName, _source: Any) -> Schema:
    return _text(r"\S", "text", _ANY_TEXT, one_line=True, maxLength=60)


@counterpart.register
def _(rule: Name, _source: Any) -> Schema:
    pattern = f"^(?!slot$)(?:{rule.pattern.pattern})$"
    return _text(pattern, "Name", ["string", "boolean"], maxLength=rule.limit)


@counterpart.register
def _(_rule: Day, _source: Any) -> Schema:
    return _text(f"^{_DAY}$", "Day", ["string"])


@counterpart.register
def _(_rule: DayOrTime, _source: Any) -> Schema:
    return _text(f"^{_DAY}(?:{_TIME})?$", "DayOrTime", ["string"])


@counterpart.register
def _(_rule: Choice, source: Any) -> Schema:
    assert get_origin(source) is Literal  # noqa: S101 (else the model could not be made either)
    options = get_args(source)
    return _one_of(options)


def _one_of(options: tuple[Any, ...]) -> Schema:
    kinds = {str: "string", int: "integer", bool: "boolean"}
    named = ", ".join(json.dumps(option, ensure_ascii=False).strip('"') for option in options)
    message = f"{say('choice')}: {named}"
    return {"type": kinds[type(options[0])], "enum": list(options), "errorMessage": message}


@counterpart.register
def _(_rule: Flag, _source: Any) -> Schema:
    return _one_of((True, False))


@counterpart.register
def _(rule: Count, _source: Any) -> Schema:
    return {"type": "integer", "minimum": rule.low, "maximum": rule.high}


@counterpart.register
def _(_rule: Shown, _source: Any) -> Schema:
    names = {**counterpart(AudienceName(), str), "title": "guests"}
    by_audience = {"type": "object", "propertyNames": names, "additionalProperties": _one_of(SHOWN)}
    return {"anyOf": [_one_of(SHOWN), by_audience]}


@counterpart.register
def _(_rule: Visibility, _source: Any) -> Schema:
    key = words()["Profile"]["visible"]
    audience = optional(counterpart(AudienceName(), str))
    parts = {part: {**audience, **told(key["values"][part]), "examples": key["parts"]} for part in PARTS}
    return {"type": "object", "properties": parts, "additionalProperties": False}


@counterpart.register
def _(_rule: Leavers, _source: Any) -> Schema:
    people = {"type": "integer", "minimum": 0, "maximum": 1_000_000}
    years = {"^(?:19|20)[0-9]{2}$": people}
    return {"type": "object", "patternProperties": years, "additionalProperties": False}


@counterpart.register
def _(rule: Distinct, source: Schema) -> Schema:
    return {**source, "uniqueItems": True, **({"minItems": rule.least} if rule.least else {})}


@counterpart.register
def _(_rule: BeforeValidator, source: Schema) -> Schema:
    """The only one so far makes a list of what stands alone."""
    return {"anyOf": [source["items"], source]}
