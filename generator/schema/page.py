"""The reference of all keys, `docs/fields.md` and `docs/fields.ja.md`, from the same words that editors show."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from generator.event import Event, EventsFile, LeaversFile, Pass
from generator.model import Model, keys_of
from generator.profile import Consent, Link, News, Offer, Org, PersonName, Photo, Profile, Spell, Turn
from generator.schema.words import explained, words
from generator.story import Reply, Story

SECTIONS: tuple[tuple[type[Model], str], ...] = (
    (Profile, "alumni/ID.yaml"),
    (PersonName, "name"),
    (Photo, "photo, cover"),
    (Spell, "career"),
    (Org, "org"),
    (Turn, "turns"),
    (News, "news"),
    (Offer, "open_to"),
    (Link, "links"),
    (Consent, "consent"),
    (Story, "stories/NAME.md"),
    (Reply, "reply"),
    (EventsFile, "site_src/events.yaml"),
    (Event, "events"),
    (Pass, "pass"),
    (LeaversFile, "site_src/leavers.yaml"),
)
"""The models in the order of the page, and the file or key that each stands in."""

_PAGE: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "ja": {
            "head": "# 書ける項目\n\nプロフィールや物語などのファイルに書ける項目の一覧です。[English](fields.md)\n\n"
            "ここにない項目は書けません（書きまちがいとして知らせます）。「必須」のない項目は、書かなければサイトに出ないだけです。"
            "書きかたの手ほどきは[アルムナイのための手引き](guide-alumni.ja.md)にあります。\n"
            "このページは `generator/keys.toml` から作られます。",
            "needed": "（必須）",
            "example": "例：",
            "between": "、",
            "value": "：",
        },
        "en": {
            "head": "# Fields\n\nEverything that may stand in a file of content. [日本語](fields.ja.md)\n\n"
            "A key that is not here is an error. A key that is not *needed* can be left out; it is then simply absent. "
            "The [guide for alumni](guide-alumni.md) shows how to write.\n"
            "This page is made from `generator/keys.toml`; the head of `tests/test_fields.py` says how to renew it.",
            "needed": " (needed)",
            "example": "For example: ",
            "between": ", ",
            "value": ": ",
        },
    }
)


def fields_page(language: str) -> str:
    """The whole page in one language, `ja` or `en`."""
    parts = [_PAGE[language]["head"]]
    for model, place in SECTIONS:
        parts += _section(model, place, language)
    return "\n\n".join(parts) + "\n"


def _section(model: type[Model], place: str, language: str) -> Iterator[str]:
    told = words()[model.__name__]
    titles = dict(zip(("ja", "en"), told["_"]["title"].split(" / "), strict=True))
    yield f"## {titles[language].capitalize()} — `{place}`"
    yield told["_"][language]
    if "sample" in told["_"]:
        yield f"```yaml\n{told['_']['sample'].strip()}\n```"
    needed = {field.alias or name for name, field in model.model_fields.items() if field.is_required()}
    for key in keys_of(model):
        yield from _key(key, told[key], language, needed=key in needed)


def _key(key: str, told: Mapping[str, Any], language: str, *, needed: bool) -> Iterator[str]:
    page = _PAGE[language]
    mark = page["needed"] if needed else ""
    text = explained(told, language).replace("\n\n", "\\\n")
    yield f"**`{key}`**{mark}\\\n{text}"
    if "values" in told:
        yield "\n".join(f"- `{value}`{page['value']}{one[language]}" for value, one in told["values"].items())
    elif "examples" in told:
        examples = page["between"].join(f"`{_written(one)}`" for one in told["examples"])
        yield f"{page['example']}{examples}"


def _written(example: object) -> str:
    """An example as it is written in a file."""
    return f"[{', '.join(example)}]" if isinstance(example, list) else str(example)
