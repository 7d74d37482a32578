"""JSON Schemas of content, made from the models, so that an editor completes, explains and checks while one writes.

The models read values by rules of their own, of which pydantic's JSON Schema knows nothing; ``values`` has the
counterpart of each. What a key means, in Japanese and in English, stands in ``keys.toml``.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from generator.event import Event, EventsFile, LeaversFile, Pass
from generator.model import Model, keys_of
from generator.profile import Profile, Spell
from generator.rules import Rule
from generator.schema.values import counterpart, month, optional
from generator.schema.words import Schema, say, told, words
from generator.story import Story
from generator.times import YearMonth

FILES: Mapping[str, type[Model]] = MappingProxyType(
    {"profile": Profile, "story": Story, "events": EventsFile, "leavers": LeaversFile}
)
"""What a schema is for, and its model. A story's is for its front matter."""


def documents() -> Mapping[str, str]:
    """The text of each schema file, by the file's name."""
    return {f"{name}.schema.json": _written(model) for name, model in FILES.items()}


def schema_of(model: type[Model]) -> Schema:
    """The JSON Schema (draft 07) of a file that is read as a model."""
    return {"$schema": "http://json-schema.org/draft-07/schema#", **_model(model)}


def _written(model: type[Model]) -> str:
    made = {"$comment": "Made by `yorimichi schemas` from the models; changes by hand are lost."}
    return json.dumps({**made, **schema_of(model)}, ensure_ascii=False, indent=1) + "\n"


def _model(model: type[Model]) -> Schema:
    """A mapping with the keys of a model. What its ``shape`` asks for is added model by model."""
    fields = {field.alias or name: field for name, field in model.model_fields.items()}
    keys = {key: fields[key] for key in keys_of(model)}
    properties = {key: _property(model, key, field) for key, field in keys.items()}
    key = words()[model.__name__]["_"]
    explanation = told(key)
    # inside allOf they are offered behind a `- ` only, where they fit, and not in the place of the list
    blocks = [_blocks(model)] if explanation.pop("defaultSnippets", None) else []
    schema: Schema = {
        "title": key["title"],
        **explanation,
        "type": "object",
        "properties": properties,
        "required": [key for key, field in keys.items() if field.is_required()],
        "additionalProperties": False,
        **({"allOf": blocks} if blocks else {}),
    }
    return schema | (_ASKED[model](properties) if model in _ASKED else {})


def _blocks(model: type[Model]) -> Schema:
    """Whole blocks to fill in. The type says to editors that keys follow, and no single value."""
    return {"type": "object", "defaultSnippets": told(words()[model.__name__]["_"])["defaultSnippets"]}


def _property(model: type[Model], key: str, field: Any, *, needed: bool = False) -> Schema:
    said = words()[model.__name__][key]
    each = Event if (model, key) == (EventsFile, "events") else None  # events are validated one by one
    schema = {"type": "array", "items": _model(each)} if each else _type(field.annotation, field.metadata)
    _describe_values(schema, said.get("values", {}))
    return {**(schema if needed or field.is_required() else optional(schema)), **told(said)}


def _describe_values(schema: Schema, values: Mapping[str, Mapping[str, str]]) -> None:
    """Finds the lists of possible values in a schema, and says of each value what it means."""
    if "enum" in schema and values:
        texts = [f"{values[option]['ja']} / {values[option]['en']}" for option in schema["enum"]]
        schema["enumDescriptions"] = [text.replace("`", "") for text in texts]
        schema["markdownEnumDescriptions"] = texts
    for part in [schema.get("items"), schema.get("additionalProperties"), *schema.get("anyOf", ())]:
        if isinstance(part, dict):
            _describe_values(part, values)


def _type(annotation: Any, metadata: Iterable[Any] = ()) -> Schema:
    """The counterpart of a type and of the rules that it is annotated with."""
    rules = list(metadata)
    if get_origin(annotation) is Annotated:
        annotation, *inner = get_args(annotation)
        rules = [*inner, *rules]
    if rules and isinstance(rules[0], Rule):
        return counterpart(rules[0], annotation)
    schema = _bare(annotation)
    for rule in rules:
        schema = counterpart(rule, schema)
    return schema


def _bare(annotation: Any) -> Schema:
    if get_origin(annotation) in {Union, UnionType}:
        (one,) = (part for part in get_args(annotation) if part is not type(None))
        return _type(one)
    if get_origin(annotation) is tuple:
        return {"type": "array", "items": _type(get_args(annotation)[0]), "errorMessage": say("array")}
    if annotation is YearMonth:
        return month()
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return _model(annotation)
    raise TypeError(f"{annotation} has no counterpart in JSON Schema here")


def _profile(properties: Schema) -> Schema:
    here = {"properties": {"kind": {"enum": ["here"]}}, "required": ["kind"]}
    properties["career"] |= {"minItems": 1, "contains": here, "errorMessage": say("here")}
    return {}


def _pass(properties: Schema) -> Schema:
    properties["id"]["not"] = {"enum": ["public"]}
    some = {"type": "array", "minItems": 1}
    return {"anyOf": [{"required": [key], "properties": {key: some}} for key in ("stories", "audiences")]}


def _spell(properties: Schema) -> Schema:
    """Which keys go with a kind, and which it needs, as the model's own ``shape`` has it."""
    kinds = properties["kind"]["enum"]
    groups: dict[tuple[frozenset[str], tuple[str, ...]], list[str]] = {}
    for kind in kinds:
        groups.setdefault((_not_for(kind), _needed_for(kind)), []).append(kind)
    sometimes = frozenset[str]().union(*(not_for for not_for, _ in groups))
    some = {key: schema for key, schema in properties.items() if key in sometimes}
    branches = [_branch(of, some, *group) for group, of in groups.items()]
    branches.append({"if": {"not": _kind_is(kinds)}, "then": {"properties": some, **_blocks(Spell)}})
    listed = {key: True if key in some else schema for key, schema in properties.items()}
    return {"properties": listed, "allOf": branches}


def _branch(kinds: list[str], some: Schema, not_for: frozenset[str], needed: tuple[str, ...]) -> Schema:
    fields = {field.alias or name: field for name, field in Spell.model_fields.items()}
    properties = {}
    for key, schema in some.items():
        if key in not_for:
            message = say(f"no-{key}" if f"no-{key}" in words()["messages"] else "no-reason")
            properties[key] = {"type": "null", "errorMessage": message, "doNotSuggest": True}
        elif key in needed:
            properties[key] = _property(Spell, key, fields[key], needed=True)
        else:
            properties[key] = schema
    return {"if": _kind_is(kinds), "then": {"properties": properties, "required": list(needed)}}


def _kind_is(kinds: list[str]) -> Schema:
    return {"type": "object", "properties": {"kind": {"enum": kinds}}, "required": ["kind"]}


def _not_for(kind: str) -> frozenset[str]:
    whole = dict.fromkeys(keys_of(Spell), "") | {"kind": kind}
    return frozenset(str(problem.at[0]) for problem in Spell.shape(whole) if problem.at)


def _needed_for(kind: str) -> tuple[str, ...]:
    wanting = len(list(Spell.shape({"kind": kind})))
    return tuple(key for key in keys_of(Spell) if len(list(Spell.shape({"kind": kind, key: ""}))) < wanting)


_ASKED: Mapping[type[Model], Callable[[Schema], Schema]] = MappingProxyType(
    {Profile: _profile, Pass: _pass, Spell: _spell}
)
