"""Small words that diagnostics share: what a value is, what was probably meant, what is possible."""

import difflib
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

_QUOTES = " \t\u3000\"'`“”‘’「」『』"


def describe(value: object) -> str:
    """Names the kind of a value that came out of YAML, as one would say it aloud."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "true or false"
    if isinstance(value, int | float):
        return "a number"
    if isinstance(value, Mapping):
        return "keys and values"
    if isinstance(value, Sequence) and not isinstance(value, str | bytes):
        return "a list"
    return "text"


def halfwidth(text: str) -> str:
    """The text in half-width characters, without the quotation marks and blanks that phones add around it."""
    plain = unicodedata.normalize("NFKC", text)
    return plain.translate({ord(dash): "-" for dash in "‐‑‒–—―−ー"}).strip(_QUOTES)


def nearest(text: str, options: Iterable[str]) -> str | None:
    """The option that was probably meant, or None.

    Half-width forms, case, blanks and underscores are looked through first; the rest is a matter of spelling.
    """
    names = list(options)
    plain = halfwidth(text).lower()
    for candidate in (plain, plain.replace("_", "-").replace(" ", "-"), plain.replace("-", "_")):
        if candidate in names:
            return candidate
    close = difflib.get_close_matches(plain[:100], names, n=1, cutoff=0.6)
    return close[0] if close else None


def suggestion(text: str, options: Iterable[str]) -> str:
    """A hint with the option that was probably meant, or an empty text."""
    near = nearest(text, options)
    return f"Did you mean `{near}`?" if near else ""


def choices(options: Iterable[str]) -> str:
    """A hint that lists what is possible."""
    return "One of: " + ", ".join(options)
