"""The theme's page around our own: rendered once, its slots filled for each page."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass

_SLOT = re.compile(r"@@y-([a-z-]+)@@")
_INLINE = re.compile(r'<script(?: data-root="[^"]*")?>(.*?)</script>', re.DOTALL)

_SOURCES = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'{scripts}; style-src 'self'; img-src 'self' data: blob:; "
    "font-src 'self'; connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'"
)

# Material gives this to two check boxes, which may not have it (HTML, 4.10.18.7.1).
_FAULT = ' autocomplete="off"'


def slot(name: str) -> str:
    """The mark that stands in a rendered chrome where `name` goes."""
    return f"@@y-{name}@@"


@dataclass(frozen=True)
class Chrome:
    """A rendered page with slots: literal text and slot names in turn, and the policy that its own scripts need."""

    parts: tuple[str, ...]
    policy: str

    def fill(self, values: Mapping[str, str]) -> str:
        """The whole page; every value is HTML that has been escaped where it must be."""
        known = {**values, "csp": self.policy}
        return "".join(part if index % 2 == 0 else known[part] for index, part in enumerate(self.parts))


def read_chrome(html: str) -> Chrome:
    """The chrome in a page that was rendered with `slot` marks in place of content.

    The policy names the page's inline scripts by their SHA-256, as CSP level 2 has it; content is not there yet, so a
    script that came with content is never named.
    """
    # Nothing else inline runs; Web Assembly is for Argon2id; all that is loaded is of our own origin.
    digests = sorted({_digest(script) for script in _INLINE.findall(html)})
    policy = _SOURCES.format(scripts="".join(f" 'sha256-{digest}'" for digest in digests))
    return Chrome(tuple(_SLOT.split(html.replace(_FAULT, ""))), policy)


def _digest(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
