"""Listens to everything that a page decrypts, whether or not it is shown."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from playwright.sync_api import BrowserContext

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


def listen(context: BrowserContext) -> None:
    """Makes every page of the context from now on note what it decrypts."""
    context.add_init_script(_LISTEN)


def heard(page: Any) -> Sequence[str]:
    """What the page decrypted so far, as text."""
    texts: list[str] = page.evaluate("globalThis.decrypted")
    return texts


def slots(texts: Sequence[str]) -> Sequence[Mapping[str, Any]]:
    """Those of the texts that are slots of the keyring."""
    return [json.loads(text) for text in texts if text.startswith('{"')]
