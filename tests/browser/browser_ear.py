"""Listens to everything that a page decrypts, whether or not it is shown."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping, Sequence
from typing import Any

from playwright.sync_api import Page

# What WebCrypto gives back is noted as text before the page has it: messages are raw DEFLATE, whatever they hold.
_LISTEN = """(() => {
  const decrypt = SubtleCrypto.prototype.decrypt;
  globalThis.decrypted = [];
  SubtleCrypto.prototype.decrypt = async function (...given) {
    const message = await decrypt.apply(this, given);
    const stream = new Blob([message]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
    globalThis.decrypted.push(await new Response(stream).text());
    return message;
  };
})()"""


def listen(page: Page) -> None:
    """Makes every document in this tab from now on note what it decrypts."""
    page.add_init_script(_LISTEN)


def heard(page: Page) -> Sequence[str]:
    """What the page decrypted so far, as text."""
    texts: list[str] = page.evaluate("globalThis.decrypted")
    return texts


def slots(texts: Sequence[str]) -> Sequence[Mapping[str, Any]]:
    """Those of the texts that are slots of the keyring."""
    objects = (json.loads(text) for text in texts if text.startswith('{"'))
    return [one for one in objects if "audiences" in one]


def kid(token: bytes) -> str:
    """What an object's own header says of its key: audience, generation and place."""
    header = token.partition(b".")[0]
    found: str = json.loads(base64.urlsafe_b64decode(header + b"=" * (-len(header) % 4)))["kid"]
    return found
