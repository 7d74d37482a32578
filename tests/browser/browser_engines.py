"""Three engines behind the few things that a reader does: Blink by its driver, Gecko and WebKit by WebDriver.

Firefox speaks WebDriver's commands itself (Marionette, over a socket), so no separate driver is needed for it.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, BinaryIO, Protocol

from browser_needs import needed
from playwright.sync_api import Browser, Page
from playwright.sync_api import Error as PlaywrightError

_PATIENCE = 60.0  # seconds, for a machine that does much else
_ELEMENT = "element-6066-11e4-a52e-4f735466cecf"  # WebDriver's own name for a reference to an element
_PATHS = {
    "Navigate": "url",
    "Refresh": "refresh",
    "ExecuteScript": "execute/sync",
    "FindElement": "element",
    "ElementClear": "element/{id}/clear",
    "ElementSendKeys": "element/{id}/value",
    "ElementClick": "element/{id}/click",
}
_QUIET = {
    "marionette.port": 0,
    "intl.accept_languages": "ja, en",
    # Whatever Firefox would fetch for itself ends at a port where nobody answers.
    "network.proxy.type": 1,
    "network.proxy.http": "127.0.0.1",
    "network.proxy.http_port": 9,
    "network.proxy.ssl": "127.0.0.1",
    "network.proxy.ssl_port": 9,
    "network.proxy.no_proxies_on": "127.0.0.1",
}
ENTER = "\ue007"  # WebDriver's code for the key


class Engine(Protocol):
    """A browser with one tab, as its reader uses it."""

    def go(self, url: str) -> None:
        """Loads a page."""

    def reload(self) -> None:
        """Loads the page again."""

    def run(self, script: str) -> Any:
        """What a function body gives back in the page."""

    def type(self, selector: str, words: str) -> None:
        """Empties a field, types words into it and presses Enter."""

    def click(self, selector: str) -> None:
        """Clicks an element."""


class Blink:
    """Chromium, as all other tests drive it."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def go(self, url: str) -> None:
        """Loads a page."""
        self._page.goto(url)

    def reload(self) -> None:
        """Loads the page again."""
        self._page.reload()

    def run(self, script: str) -> Any:
        """What a function body gives back in the page."""
        try:
            return self._page.evaluate(f"() => {{ {script} }}")
        except PlaywrightError:  # a page that was just left takes its answer along
            self._page.wait_for_load_state()
            return self._page.evaluate(f"() => {{ {script} }}")

    def type(self, selector: str, words: str) -> None:
        """Empties a field, types words into it and presses Enter."""
        self._page.fill(selector, "")
        self._page.type(selector, words + "\n")

    def click(self, selector: str) -> None:
        """Clicks an element."""
        self._page.click(selector)


class Driven:
    """A browser that takes WebDriver's commands; `send` brings them there."""

    def __init__(self, send: Callable[[str, Mapping[str, Any]], Any]) -> None:
        self._send = send

    def go(self, url: str) -> None:
        """Loads a page."""
        self._send("Navigate", {"url": url})

    def reload(self) -> None:
        """Loads the page again."""
        self._send("Refresh", {})

    def run(self, script: str) -> Any:
        """What a function body gives back in the page."""
        return self._send("ExecuteScript", {"script": script, "args": []})

    def type(self, selector: str, words: str) -> None:
        """Empties a field, types words into it and presses Enter."""
        field = self._find(selector)
        self._send("ElementClear", {"id": field})
        self._send("ElementSendKeys", {"id": field, "text": words + ENTER})

    def click(self, selector: str) -> None:
        """Clicks an element."""
        self._send("ElementClick", {"id": self._find(selector)})

    def _find(self, selector: str) -> str:
        found = self._send("FindElement", {"using": "css selector", "value": selector})
        return str(found[_ELEMENT])


@contextmanager
def blink(browser: Browser, _folder: Path) -> Iterator[Engine]:
    """Chromium."""
    context = browser.new_context(locale="ja-JP")
    yield Blink(context.new_page())
    context.close()


@contextmanager
def gecko(_browser: Browser, folder: Path) -> Iterator[Engine]:
    """Firefox, with a fresh profile."""
    program = needed("firefox-esr", "firefox")
    profile = folder / "profile"
    profile.mkdir()
    lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in _QUIET.items()]
    (profile / "user.js").write_text("\n".join(lines), "utf-8")
    command = [program, "--headless", "--marionette", "--no-remote", "--profile", str(profile)]
    with _running(command, folder):
        port = profile / "MarionetteActivePort"
        _until(lambda: port.exists() and port.read_text("ascii").strip().isdecimal())
        address = ("127.0.0.1", int(port.read_text("ascii")))
        with socket.create_connection(address, timeout=_PATIENCE) as line, line.makefile("rb") as answers:
            marionette = _Marionette(line, answers)
            marionette.send("NewSession", {"capabilities": {"alwaysMatch": {}}})
            yield Driven(marionette.send)


@contextmanager
def webkit(_browser: Browser, folder: Path) -> Iterator[Engine]:
    """WebKitGTK's small browser, on a screen that nobody sees."""
    driver, screen = needed("WebKitWebDriver"), needed("Xvfb")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        root = f"http://127.0.0.1:{free.getsockname()[1]}"
    with ExitStack() as stack:
        stack.enter_context(_running([screen, "-displayfd", "1", "-screen", "0", "1280x900x24"], folder))
        number = folder / "Xvfb"
        _until(lambda: number.read_text("ascii").endswith("\n"))
        display = f":{number.read_text('ascii').strip()}"
        stack.enter_context(_running([driver, f"--port={root.rpartition(':')[2]}"], folder, DISPLAY=display))
        _until(lambda: _answers(f"{root}/status"))
        session = f"{root}/session"
        session += f"/{_ask(session, {'capabilities': {'alwaysMatch': {}}})['sessionId']}"
        yield Driven(
            lambda command, values: _ask(f"{session}/{_PATHS[command].format_map(values)}", dict(values))
        )
        _ask(session, None, method="DELETE")


ENGINES = {"blink": blink, "gecko": gecko, "webkit": webkit}


class _Marionette:
    """Firefox's own end of WebDriver: JSON messages, each behind its length in bytes and a colon."""

    def __init__(self, line: socket.socket, answers: BinaryIO) -> None:
        self._line = line
        self._file = answers
        self._count = 0
        self._read()

    def send(self, command: str, values: Mapping[str, Any]) -> Any:
        """What Firefox answers to a command."""
        self._count += 1
        data = json.dumps([0, self._count, f"WebDriver:{command}", values]).encode()
        self._line.sendall(f"{len(data)}:".encode() + data)
        _kind, _number, error, result = self._read()
        assert error is None, f"{command}: {error}"
        return result["value"] if set(result) == {"value"} else result

    def _read(self) -> Any:
        length = b""
        while (byte := self._file.read(1)) != b":":
            assert byte, "Firefox has gone"
            length += byte
        return json.loads(self._file.read(int(length)))


def _ask(url: str, values: Mapping[str, Any] | None, method: str = "POST") -> Any:
    """What a driver answers to a command."""
    data = None if values is None else json.dumps(values).encode()
    request = urllib.request.Request(url, data, method=method)
    try:
        with urllib.request.urlopen(request, timeout=_PATIENCE) as answer:
            return json.load(answer)["value"]
    except urllib.error.HTTPError as error:
        with error:
            raise AssertionError(f"{url}: {error.read().decode()}") from None


def _answers(url: str) -> bool:
    try:
        _ask(url, None, method="GET")
    except OSError:
        return False
    return True


@contextmanager
def _running(command: list[str], folder: Path, **more: str) -> Iterator[None]:
    """A program at work until the end of the block. What it says, and all that it keeps, is in the folder."""
    environment = {**os.environ, "HOME": str(folder), **more}
    output = folder / Path(command[0]).name
    with (
        output.open("wb") as out,
        output.with_suffix(".log").open("wb") as log,
        subprocess.Popen(command, env=environment, stdout=out, stderr=log) as process,
    ):
        try:
            yield
        finally:
            process.terminate()


def _until(happened: Callable[[], bool]) -> None:
    end = time.monotonic() + _PATIENCE
    while not happened():
        assert time.monotonic() < end, "the browser does not begin"
        time.sleep(0.05)
