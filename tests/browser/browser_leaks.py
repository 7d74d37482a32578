"""Every form in which bytes may hold a text, and the search for texts in it."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from functools import lru_cache
from urllib.parse import unquote

import ahocorasick
from browser_world import Fact, plain

_BREAKS = re.compile(r"<wbr\s*/?>|&shy;|\u00ad|\u200b|\ufeff")
_TAGS = re.compile(r"<[^<>]*>")
_ESCAPES = re.compile(r"\\u([0-9a-fA-F]{4})")


def readings(body: bytes | str) -> str:
    """The body in all the ways that a browser, a script or a person would read it, blanks taken out."""
    text = body.decode("utf-8", "replace") if isinstance(body, bytes) else body
    text = _ESCAPES.sub(lambda match: chr(int(match[1], 16)), text)
    loose = _BREAKS.sub("", html.unescape(text))
    forms = (text, loose, _TAGS.sub("", loose), unquote(text))
    return "\n".join(dict.fromkeys(plain(form) for form in forms))


def found(facts: Sequence[Fact], *bodies: bytes | str) -> Sequence[str]:
    """Which of the texts stand somewhere in the bodies, told so that a test's message helps."""
    machine = _machine(tuple(facts))
    hits = {fact for body in bodies for _, fact in machine.iter(readings(body))}
    return sorted(f"{fact.label} of {fact.owner} ({fact.audience}): {fact.text[:40]}" for fact in hits)


@lru_cache(maxsize=64)
def _machine(facts: tuple[Fact, ...]) -> ahocorasick.Automaton:
    """All texts at once, so that a search reads each body once."""
    machine = ahocorasick.Automaton()
    for fact in facts:
        machine.add_word(plain(fact.text), fact)
    if not facts:
        machine.add_word("\N{REPLACEMENT CHARACTER}" * 9, Fact("", "", "", ""))
    machine.make_automaton()
    return machine
