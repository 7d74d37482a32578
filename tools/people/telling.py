"""What synthetic people tell: texts filled in from the words, and whole stories in Markdown."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from typing import Any

from people.words import MENTIONS, QUESTIONS, SENTENCES, SLOTS, TOWNS


def filled(template: str, lang: str, chance: random.Random) -> str:
    """A template with each of its slots filled by chance."""
    while "{" in template:
        slot = template.partition("{")[2].partition("}")[0]
        template = template.replace("{" + slot + "}", _word(slot, lang, chance), 1)
    return template


def one_of(templates: Sequence[str], lang: str, chance: random.Random, limit: int) -> str:
    """One of the templates, filled so that it has at most so many characters."""
    while len(text := filled(chance.choice(templates), lang, chance)) > limit:
        pass
    return text


def story(
    lang: str, others: Sequence[str], years: tuple[int, int], chance: random.Random
) -> Mapping[str, Any]:
    """Title, summary, quote and body of one story; `others` are ids to mention, `years` the first and last of hers."""
    asked = [
        "gap",
        "strengths",
        "leaving",
        *(name for name in ("gained", "detour", "message") if chance.random() < 0.5),
    ]
    parts = [_paragraph(lang, chance)]
    for name in (name for name in QUESTIONS[lang] if name in asked):
        at = f" at={chance.randint(*years)}" if name in ("gap", "leaving", "detour") else ""
        parts += [f"## {QUESTIONS[lang][name]} {{#{name}{at}}}", _paragraph(lang, chance)]
        if chance.random() < 0.3:
            parts.append(_paragraph(lang, chance))
    parts += [filled(MENTIONS[lang].replace("{id}", other), lang, chance) for other in others]
    return {
        "title": one_of(SENTENCES[lang], lang, chance, 80).rstrip("。."),
        "summary": one_of(SENTENCES[lang], lang, chance, 120),
        "quote": one_of(SENTENCES[lang], lang, chance, 60),
        "body": "\n\n".join(parts) + "\n",
    }


def _paragraph(lang: str, chance: random.Random) -> str:
    chosen = chance.sample(SENTENCES[lang], k=chance.randint(3, 6))
    return ("" if lang == "ja" else " ").join(filled(one, lang, chance) for one in chosen)


def _word(slot: str, lang: str, chance: random.Random) -> str:
    if slot == "years":
        return str(chance.randint(2, 39))
    if slot == "town":
        return chance.choice(TOWNS[lang])
    word = chance.choice(SLOTS[lang][slot.lower()])
    return word[0].upper() + word[1:] if slot[0].isupper() else word
