"""What happens when the system or the user ends a build: it clears away what it has begun."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn


def clear_when_ended() -> None:
    """Leave the program by way of its `finally` clauses at SIGTERM and SIGHUP, with the status that shells give these.

    Whoever runs MkDocs from a program with handlers of its own keeps those.
    """
    if threading.current_thread() is threading.main_thread():
        for number in (signal.SIGTERM, signal.SIGHUP):
            if signal.getsignal(number) is signal.SIG_DFL:
                signal.signal(number, _end)


@contextmanager
def undisturbed() -> Iterator[None]:
    """Have signals that end the program, Ctrl+C too, wait until this is done: what must be done as a whole."""
    if threading.current_thread() is not threading.main_thread():
        yield  # signals interrupt no other
        return
    waiting = list[int]()
    heard = [
        number
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
        if callable(signal.getsignal(number))
    ]
    before = {number: signal.signal(number, lambda number, _: waiting.append(number)) for number in heard}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        for one in waiting:
            signal.raise_signal(one)


def _end(number: int, _: FrameType | None) -> NoReturn:
    sys.exit(128 + number)
