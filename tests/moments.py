"""Builds a project in processes of their own, each of which is ended at a moment of one's choice.

Moments are counted, not waited for: Python tells (PEP 578) whenever a program is about to write, make, move or remove
a file, and the nth time is the nth moment of a build. Run as a program, this is the process that the builds are
forked from, so that each need not import everything anew.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mini import surroundings, write

from generator.build import system
from generator.cli import main

NEVER = -1
_TOUCHES = frozenset({"os.chmod", "os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.truncate"})
_CALLS = frozenset({"renameat2", "syncfs"})
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT


@dataclass(frozen=True)
class Ended:
    """How a build ended: its status, or the signal's number below zero; what it said; and each moment that it had."""

    status: int
    said: str
    moments: tuple[str, ...]


@dataclass(frozen=True)
class Builds:
    """Builds with `yorimichi build`."""

    process: subprocess.Popen[str]

    def build(self, config: Path, moment: int = NEVER, number: int = 0, swap: str = "exchange") -> Ended:
        """Build, and send the build a signal at a moment; `swap` is `renames` for a system without exchange."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        order = {"config": str(config), "moment": moment, "number": number, "swap": swap}
        self.process.stdin.write(json.dumps(order) + "\n")
        self.process.stdin.flush()
        answer = json.loads(self.process.stdout.readline())
        return Ended(answer["status"], answer["said"], tuple(answer["moments"]))


@contextmanager
def builds(temporary: Path) -> Iterator[Builds]:
    """The process that builds are forked from, with a folder for whatever they keep outside their project."""
    command = [sys.executable, __file__, str(temporary)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield Builds(process)
        finally:
            process.kill()


def touches(event: str, arguments: tuple[Any, ...]) -> str:
    """What a build is about to do to a file, in a few words; empty where it only looks."""
    if event == "open":
        path, _, flags = arguments
        return f"open {path}" if flags & _WRITING and path != os.devnull else ""
    if event == "ctypes.dlsym":
        return f"call {arguments[1]}" if arguments[1] in _CALLS else ""
    return f"{event} {arguments[0]}" if event in _TOUCHES else ""


def _forked(order: Mapping[str, Any], folder: Path) -> Mapping[str, Any]:
    said, moments = folder / "said", folder / "moments"
    child = os.fork()
    if child == 0:
        _be_a_build(order, said, moments)
    _, status = os.waitpid(child, 0)
    ended = os.waitstatus_to_exitcode(status)
    return {"status": ended, "said": said.read_text(), "moments": moments.read_text().splitlines()}


def _be_a_build(order: Mapping[str, Any], said: Path, moments: Path) -> None:
    os.environ.update(dict.fromkeys(("TMPDIR", "HOME", "XDG_CACHE_HOME"), sys.argv[1]))
    tempfile.tempdir = None
    told = os.open(said, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    noted = os.open(moments, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    for stream in (1, 2):
        os.dup2(told, stream)
    # Whoever runs the tests may ignore signals, as `nohup` does, and a build that is told to ignore one does.
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    if order["swap"] == "renames":
        system.exchange = _no_exchange
    count = [0]

    def listen(event: str, arguments: tuple[Any, ...]) -> None:
        touch = touches(event, arguments)
        if not touch:
            return
        os.write(noted, (touch.replace("\n", " ") + "\n").encode())
        count[0] += 1
        if count[0] == order["moment"]:
            os.kill(os.getpid(), order["number"])

    sys.addaudithook(listen)
    try:
        main(["build", "-f", order["config"]], prog_name="yorimichi")
    except SystemExit as end:
        sys.stdout.flush()
        os._exit(end.code if isinstance(end.code, int) else 1)


def _no_exchange(one: Path, other: Path) -> bool:
    return False


def _serve() -> None:
    with tempfile.TemporaryDirectory() as folder, surroundings():
        write(Path(folder) / "first").build()  # what every build needs is known before the first fork
        for line in sys.stdin:
            sys.stdout.write(json.dumps(_forked(json.loads(line), Path(folder))) + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    _serve()
