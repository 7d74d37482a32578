"""Who may ask the preview what, and answers that stay with whoever asked.

Nothing here is for the readers of a site. The preview hands out keys, so a foreign page in the same browser must
neither read an answer nor pass the preview off as a site of its own.
"""

from __future__ import annotations

import ipaddress
import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any
from urllib.parse import urlsplit

Environ = dict[str, Any]
Start = Callable[..., object]


def is_meant(host: str, bound: str) -> bool:
    """Whether a request is for us, who were told to serve at `bound`.

    Under a name of its own, a foreign page could make us part of its own site (DNS rebinding); under a number it
    cannot.
    """
    try:
        name = urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return False
    return name in {bound, "localhost"} or name.endswith(".localhost") or _is_address(name)


def answer(
    start: Start, status: str, body: bytes, kind: str = "text/plain; charset=utf-8"
) -> Iterable[bytes]:
    """An answer that nobody else's page may read, and nobody keeps."""
    headers = {"Content-Type": kind, "Content-Length": str(len(body)), "Cache-Control": "no-store"}
    fences = {"Cross-Origin-Resource-Policy": "same-origin", "X-Content-Type-Options": "nosniff"}
    start(status, list({**headers, **fences}.items()))
    return [body]


def answer_json(start: Start, value: Mapping[str, object]) -> Iterable[bytes]:
    """The same, for a script."""
    return answer(start, "200 OK", json.dumps(value, ensure_ascii=False).encode(), "application/json")


def is_own_page(environ: Environ) -> bool:
    """Whether a page of the preview asks, as far as its browser tells; others may not even ask."""
    origin, site = environ.get("HTTP_ORIGIN"), environ.get("HTTP_SEC_FETCH_SITE")
    return origin in (None, f"http://{environ.get('HTTP_HOST')}") and site in (None, "same-origin")


def is_local(environ: Environ) -> bool:
    """Whether the browser is on this machine."""
    return ipaddress.ip_address(environ["REMOTE_ADDR"].partition("%")[0]).is_loopback


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
