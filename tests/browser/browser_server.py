"""A static host on this machine that remembers what was asked of it."""

from __future__ import annotations

import mimetypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

# Types that a static host knows; the sealed ones are in nobody's list.
_TYPES = {".jwe": "application/octet-stream", ".webp": "image/webp"}


@dataclass(frozen=True)
class Hit:
    """One request and what was given for it."""

    path: str
    status: int
    body: bytes


@dataclass
class Host:
    """The host as tests see it; `files` may be swapped for another build while it runs."""

    files: Path
    port: int = 0
    hits: list[Hit] = field(default_factory=list)

    @property
    def url(self) -> str:
        """The site's root."""
        return f"http://127.0.0.1:{self.port}/"

    @property
    def paths(self) -> list[str]:
        """What was asked for so far, without queries."""
        return [urlsplit(hit.path).path for hit in self.hits]

    def find(self, path: str) -> Path | None:
        """The file for a request; `/branch/` is the same site again, below a path as on many hosts."""
        place = unquote(urlsplit(path).path).removeprefix("/branch").lstrip("/")
        file = self.files / place
        file = file / "index.html" if path == "/" or place == "" or place.endswith("/") else file
        return file if file.is_file() and file.is_relative_to(self.files) else None


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    host: Host

    def do_GET(self) -> None:
        file = self.host.find(self.path)
        body = (file or self.host.files / "404.html").read_bytes()
        tag = f'"{sha256(body).hexdigest()[:16]}"'
        same = file is not None and self.headers.get("If-None-Match") == tag
        status = 404 if file is None else 304 if same else 200
        self.host.hits.append(Hit(self.path, status, body))
        self.send_response(status)
        kind = file.suffix if file else ".html"
        self.send_header(
            "Content-Type", _TYPES.get(kind) or mimetypes.types_map.get(kind, "application/octet-stream")
        )
        # As the usual hosts of static sites have it: a rebuilt site meets old copies for a while.
        self.send_header("Cache-Control", "max-age=600")
        self.send_header("ETag", tag)
        self.send_header("Content-Length", "0" if same else str(len(body)))
        self.end_headers()
        if not same:
            self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Stays quiet."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that leaves in the middle of an answer is no error."""


@contextmanager
def serve(files: Path) -> Iterator[Host]:
    """Serves a folder on a free port until the end of the block."""
    host = Host(files)
    handler = type("Handler", (_Handler,), {"host": host})
    with _Server(("127.0.0.1", 0), handler) as server:
        host.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        yield host
        server.shutdown()
        thread.join()
