"""Sentences that can be said in another language: each remembers the words that it was made from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

Say = Callable[[str], str]
"""Gives the words for English ones in some language, as a gettext catalogue does."""


class Phrase(str):
    """English text, with the template and the values that it was made from, so that it can be said again."""

    template: str
    values: Mapping[str, object]

    def __new__(cls, template: str, values: Mapping[str, object] = MappingProxyType({})) -> Phrase:
        """Fills the template, which is one for ``str.format``."""
        made = super().__new__(cls, template.format(**values))
        made.template, made.values = template, values
        return made

    def __reduce__(self) -> tuple[type[Phrase], tuple[str, dict[str, object]]]:
        """Copies and pickles by what it was made from."""
        return Phrase, (self.template, dict(self.values))


def phrase(template: str, **values: object) -> Phrase:
    """A sentence of ours. Its template is collected into the catalogue; values are kept as they are, and those
    that are phrases are said in the same language."""
    return Phrase(template, MappingProxyType(values))


def said(text: str, say: Say) -> str:
    """The text in another language; text that is not ours stays as it is."""
    if not isinstance(text, Phrase):
        return text
    values = {
        name: said(value, say) if isinstance(value, str) else value for name, value in text.values.items()
    }
    return say(text.template).format(**values)


def english(template: str) -> str:
    """The language in which phrases are written."""
    return template
