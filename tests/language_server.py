"""The real yaml-language-server, spoken to as an editor does: over its standard input and output."""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from queue import Queue
from threading import Thread
from typing import Any

from test_runtime_bundle import node

ROOT = Path(__file__).parent.parent
SERVER = ROOT / "node_modules" / "yaml-language-server" / "bin" / "yaml-language-server"
PATIENCE = 60  # seconds after which a silent server is a failure


class Editor:
    """An editor that has documents open, and asks the server about places in them."""

    def __init__(self, server: subprocess.Popen[bytes], settings: Mapping[str, Any]) -> None:
        self._server, self._settings = server, settings
        self._numbers = iter(range(1, 1_000_000))
        self._messages: Queue[dict[str, Any]] = Queue()
        self._told: dict[str, list[dict[str, Any]]] = {}
        self._texts: dict[str, str] = {}
        self._uris: dict[Path, str] = {}
        self.asked_for: list[str] = []
        """The methods with which the server asked its editor for something, such as a file from the network."""
        Thread(target=self._listen, daemon=True).start()
        abilities = {
            "textDocument": {
                "completion": {
                    "completionItem": {
                        "snippetSupport": True,
                        "documentationFormat": ["markdown", "plaintext"],
                    }
                },
                "hover": {"contentFormat": ["markdown"]},
                "publishDiagnostics": {},
            },
            "workspace": {"configuration": True, "didChangeConfiguration": {}},
        }
        self._ask("initialize", {"processId": os.getpid(), "rootUri": None, "capabilities": abilities})
        self._tell("initialized", {})
        self._tell("workspace/didChangeConfiguration", {"settings": settings})

    def open(self, path: Path, text: str, language: str = "yaml") -> list[dict[str, Any]]:
        """Opens a document, and gives what the server has to say about it. One that is opened again gets a name of
        its own, so that no answer about the one before is taken for an answer about this."""
        return self.open_all({path: text}, language)[path]

    def open_all(self, texts: Mapping[Path, str], language: str = "yaml") -> dict[Path, list[dict[str, Any]]]:
        """Opens several documents at once, which takes hardly longer than one: the server waits before each answer."""
        for path, text in texts.items():
            uri = path.with_stem(f"{path.stem}-{next(self._numbers)}").as_uri()
            self._uris[path], self._texts[uri] = uri, text
            document = {"uri": uri, "languageId": language, "version": 1, "text": text}
            self._tell("textDocument/didOpen", {"textDocument": document})
        while any(self._uris[path] not in self._told for path in texts):
            self._take()
        return {path: self._told[self._uris[path]] for path in texts}

    def complete(self, path: Path, after: str) -> dict[str, dict[str, Any]]:
        """What the server offers behind some words of an open document, by label."""
        found = self._ask("textDocument/completion", self._place(path, after))
        return {item["label"]: item for item in (found["items"] if found else ())}

    def hover(self, path: Path, after: str) -> str:
        """What the server shows where the pointer rests on the last letter of some words."""
        found = self._ask("textDocument/hover", self._place(path, after, back=1))
        return str(found["contents"]["value"]) if found else ""

    def accept(self, path: Path, item: Mapping[str, Any]) -> str:
        """The text of a document after a completion was chosen, every placeholder left as it was offered."""
        text, edit = self._texts[self._uris[path]], item["textEdit"]
        lines = text.split("\n")
        start, end = (
            sum(len(line) + 1 for line in lines[: place["line"]]) + place["character"]
            for place in (edit["range"]["start"], edit["range"]["end"])
        )
        column = len(lines[edit["range"]["start"]["line"]]) - len(
            lines[edit["range"]["start"]["line"]].lstrip(" ")
        )
        inserted = filled_in(edit["newText"]).replace("\n", "\n" + " " * column)  # as editors do
        return text[:start] + inserted + text[end:]

    def _place(self, path: Path, after: str, back: int = 0) -> dict[str, Any]:
        before = self._texts[self._uris[path]].partition(after)[0] + after
        line = before.rpartition("\n")[2]
        position = {"line": before.count("\n"), "character": len(line.encode("utf-16-le")) // 2 - back}
        return {"textDocument": {"uri": self._uris[path]}, "position": position}

    def _ask(self, method: str, parameters: object) -> Any:
        number = next(self._numbers)
        self._send({"id": number, "method": method, "params": parameters})
        while True:
            message = self._take()
            if message.get("id") == number and "method" not in message:
                assert "error" not in message, message
                return message["result"]

    def _tell(self, method: str, parameters: object) -> None:
        self._send({"method": method, "params": parameters})

    def _send(self, message: Mapping[str, Any]) -> None:
        data = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._server.stdin is not None
        self._server.stdin.write(b"Content-Length: %d\r\n\r\n" % len(data) + data)
        self._server.stdin.flush()

    def _take(self) -> dict[str, Any]:
        """The next message, after doing what it asks for."""
        message = self._messages.get(timeout=PATIENCE)
        method, parameters = message.get("method"), message.get("params", {})
        if method == "textDocument/publishDiagnostics":
            self._told[parameters["uri"]] = parameters["diagnostics"]
        elif "id" in message and method:
            self.asked_for.append(method)
            result = None
            if method == "workspace/configuration":
                result = [self._settings.get(item["section"]) for item in parameters["items"]]
            self._send({"id": message["id"], "result": result})
        return message

    def _listen(self) -> None:
        stream = self._server.stdout
        assert stream is not None
        while header := stream.readline():
            while (line := stream.readline()).strip():
                header += line
            size = int(re.findall(rb"Content-Length: (\d+)", header)[0])
            self._messages.put(json.loads(stream.read(size)))


def filled_in(snippet: str) -> str:
    """A snippet's text when nothing is typed into its places; of alternatives, the first."""
    text = re.sub(r"\$\{\d+\|([^,|]*)[^|]*\|\}", r"\1", snippet)
    text = re.sub(r"\$\{\d+:([^}]*)\}", r"\1", text)
    return re.sub(r"\$\d+|\$\{\d+\}", "", text).replace("\\", "")


_WATCH = """
const fs = require("fs"), net = require("net");
net.Socket.prototype.connect = function (...where) {
  fs.appendFileSync(process.env.CONNECTIONS, JSON.stringify(where) + "\\n");
  throw new Error("no network here");
};
"""


@contextmanager
def editor(folder: Path, **settings: Any) -> Iterator[Editor]:
    """An editor with a server of its own, which knows no list of schemas. Should the server reach for a network, it
    fails, and ``folder`` has a file ``connections`` that says where to."""
    watch = folder / "watch.cjs"
    watch.write_text(_WATCH, "utf-8")
    server = subprocess.Popen(
        [node(), "--require", str(watch), str(SERVER), "--stdio"],
        env={**os.environ, "CONNECTIONS": str(folder / "connections")},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert server.stdin is not None
    assert server.stdout is not None
    with server.stdin, server.stdout:
        yaml = {"schemaStore": {"enable": False}, "kubernetesCRDStore": {"enable": False}, **settings}
        try:
            yield Editor(server, {"yaml": {"hover": True, "completion": True, "validate": True, **yaml}})
        finally:
            server.kill()
            server.wait()
