"""Shares the writing of pages among processes: there are thousands, and none depends on another."""

from __future__ import annotations

import logging
import multiprocessing
import os
import signal
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from multiprocessing.connection import Connection
from typing import TypeVar

from generator.build import system

T = TypeVar("T")

_LEAST = 200  # pieces of work that are worth a process
_MOST = 4  # each process may come to hold as much as the first


@contextmanager
def shared_out(pieces: Sequence[T], work: Callable[[Sequence[T]], None]) -> Iterator[Sequence[T]]:
    """Have other processes do their shares of the work; gives the share that is left, and waits for the others.

    They begin as copies of this one (fork(2)), so that nothing has to be handed over; what another thread held stays
    held in them, so they log nothing. Where there is little to do, one processor only or no Linux, nothing is shared.
    Raises what a process raised, or `ChildProcessError` where it ended without a word. If anything fails here, the
    others are ended first.
    """
    number = min(_processors(), _MOST, max(1, len(pieces) // _LEAST))
    others = []
    try:
        for index in range(1, number):
            ours, theirs = multiprocessing.Pipe(duplex=False)
            process = multiprocessing.get_context("fork").Process(
                target=_be_another, args=(os.getpid(), theirs, work, pieces[index::number])
            )
            process.start()
            others.append((process, ours))
            theirs.close()
        yield pieces[::number]
        for _, ours in others:
            _wait_for(ours)
    finally:
        for process, ours in others:
            process.kill()
            process.join()
            ours.close()


def _processors() -> int:
    """How many processors this process may use; one where the system cannot safely copy a process."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else 1


def _wait_for(other: Connection) -> None:
    try:
        error = other.recv()
    except EOFError:
        raise ChildProcessError("a process that wrote pages was ended") from None
    if error is not None:
        raise error


def _be_another(
    parent: int, first: Connection, work: Callable[[Sequence[T]], None], share: Sequence[T]
) -> None:
    """Do a share, say how it went, and leave at once: everything else is for the first process to end."""
    system.end_with_parent(parent)
    logging.disable(logging.CRITICAL)
    # A terminal sends it to all; the first process ends the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for number in (signal.SIGTERM, signal.SIGHUP):
        if callable(signal.getsignal(number)):  # what the first process was told to ignore stays ignored
            signal.signal(number, signal.SIG_DFL)
    error: BaseException | None = None
    try:
        work(share)
    except Exception as raised:
        raised.add_note(traceback.format_exc())
        error = raised
    first.send(error)
    os._exit(0)
