"""What ``keys.toml`` says of each key, in Japanese and in English, in the forms that editors show."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

Schema = dict[str, Any]


@cache
def words() -> Mapping[str, Any]:
    """What ``keys.toml`` says: by model and key, `ja`, `en`, who `sees` it, `examples`, `values`, `snippets`."""
    text = files("generator").joinpath("keys.toml").read_text(encoding="utf-8")
    return MappingProxyType(tomllib.loads(text))


def explained(key: Mapping[str, Any], language: str) -> str:
    """What a key means, in one language: the explanation, and who sees it."""
    seen = words()["sees"].get(key.get("sees", ""))
    return f"{key[language]}\n\n{seen[language]}" if seen else str(key[language])


def told(key: Mapping[str, Any]) -> Schema:
    """Explanations as editors show them: Japanese first, English below; examples, and blocks to fill in."""
    both = f"{explained(key, 'ja')}\n\n{explained(key, 'en')}"
    schema: Schema = {"description": both.replace("`", ""), "markdownDescription": both}
    if "examples" in key:
        schema["examples"] = key["examples"]
    if "snippets" in key:
        schema["defaultSnippets"] = [
            {"label": one["label"], **told({"ja": one["ja"], "en": one["en"]}), "body": one["body"]}
            for one in key["snippets"]
        ]
    return schema


def say(what: str) -> str:
    """What an editor says where something does not fit."""
    said = words()["messages"][what]
    return f"{said['ja']} / {said['en']}"
