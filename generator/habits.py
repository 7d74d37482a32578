"""What phones and word processors do to text unasked, and what nobody sees until it stands on the page."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from generator.diagnostics import Diagnostic
from generator.document import Document, Place
from generator.phrase import phrase
from generator.wording import correction

_QUOTED = re.compile(r"[“”„‟＂]([^\"“”„‟＂]*)[\"“”„‟＂]|[‘’‚‛＇]([^'‘’‚‛＇]*)['‘’‚‛＇]")


def curly_quotes(document: Document, told: Collection[Place]) -> Iterator[Diagnostic]:
    """One finding for every value that stands as a whole in “quotation marks” that YAML takes for text.

    ``told`` are the places of values that something else was said about.
    """
    for loc, text in document.texts():
        match = _QUOTED.fullmatch(text)
        if match and document.place(loc) not in told:
            message = phrase("These quotation marks are shown as a part of the text.")
            yield document.finding(
                "curly-quotes", loc, message, correction((match[1] or match[2] or "").strip())
            )
