"""Small words that diagnostics share: what a value is, what was probably meant, what is possible."""

import difflib
import json
import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from generator.phrase import Phrase, phrase

_PLAIN = re.compile(r"\w(?:[\w./+-]|:(?=\S)|(?<=\w) (?=\w))*")
_QUOTES = " \t\u3000\"'`“”‘’„＂「」『』"


def describe(value: object) -> Phrase:
    """Names the kind of a value that came out of YAML, as one would say it aloud."""
    if value is None:
        return phrase("nothing")
    if isinstance(value, bool):
        return phrase("true or false")
    if isinstance(value, int | float):
        return phrase("a number")
    if isinstance(value, Mapping):
        return phrase("keys and values")
    if isinstance(value, Sequence) and not isinstance(value, str | bytes):
        return phrase("a list")
    return phrase("text")


def folded(text: str) -> str:
    """The text as it is compared: without regard to width, case and blanks around it."""
    return unicodedata.normalize("NFKC", text).strip().casefold()


def halfwidth(text: str) -> str:
    """The text in half-width characters, without the quotation marks and blanks that phones add around it."""
    plain = unicodedata.normalize("NFKC", text)
    return plain.translate({ord(dash): "-" for dash in "‐‑‒–—―−ー"}).strip(_QUOTES)


def same(text: str, options: Iterable[str]) -> str | None:
    """The option that was written in another way: full-width, in capitals, with blanks or underscores, or as a word of
    the writer's own language."""
    names = frozenset(options)
    plain = halfwidth(text).lower()
    ways = (plain, plain.replace("_", "-").replace(" ", "-"), plain.replace("-", "_").replace(" ", "_"))
    meant = (*ways, *_SYNONYMS.get(folded(text), ()))
    return next((way for way in meant if way in names), None)


def nearest(text: str, options: Iterable[str]) -> str | None:
    """The option that was probably meant, or None: the same one, or else one that is spelt nearly so."""
    names = list(options)
    close = difflib.get_close_matches(halfwidth(text).lower()[:100], names, n=1, cutoff=0.6)
    return same(text, names) or (close[0] if close else None)


def correction(instead: object) -> Phrase:
    """A hint that says what to write instead where that is certain. What is only a guess is a `suggestion`."""
    return phrase("Write `{instead}`.", instead=str(instead))


def rewriting(yaml: str) -> Phrase:
    """A correction that is more than one word: the YAML to write."""
    return phrase("Write {yaml}", yaml=yaml)


def certain(hint: str) -> str | None:
    """What to write as YAML, if a hint is a `correction` or a `rewriting`."""
    values = hint.values if isinstance(hint, Phrase) else {}
    if "instead" in values:
        return as_scalar(str(values["instead"]))
    return str(values["yaml"]) if "yaml" in values else None


def as_scalar(text: str) -> str:
    """Text as YAML writes it on one line: plain where that is safe everywhere, else in double quotation marks."""
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)


def suggestion(text: str, options: Iterable[str]) -> str:
    """A hint with the option that was meant, or an empty text."""
    names = list(options)
    meant = same(text, names)
    if meant:
        return correction(meant)
    near = nearest(text, names)
    return phrase("Did you mean `{near}`?", near=near) if near else ""


def choices(options: Iterable[str]) -> Phrase:
    """A hint that lists what is possible."""
    return phrase("One of: {options}", options=", ".join(options))


@cache
def called() -> Mapping[str, Sequence[str]]:
    """The words that people write instead of a value of a profile, by the value."""
    text = files("generator").joinpath("synonyms.toml").read_text(encoding="utf-8")
    return MappingProxyType(tomllib.loads(text))


def _synonyms() -> Mapping[str, Sequence[str]]:
    found: dict[str, list[str]] = {}
    for value, others in called().items():
        for other in others:
            found.setdefault(folded(other), []).append(value)
    return MappingProxyType(found)


_SYNONYMS = _synonyms()
"""Values by the words that people write instead of them."""
