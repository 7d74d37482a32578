"""Work that is shared among processes: all of it is done, and no process goes on when it should not."""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from mini import Mini, snapshot

from generator.build import Overheard, workers
from generator.build.workers import shared_out

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere nothing is shared")


@pytest.fixture(autouse=True)
def four_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many processors there are and however little there is to do."""
    monkeypatch.setattr(workers, "_processors", lambda: 4)
    monkeypatch.setattr(workers, "_LEAST", 1)


def test_every_piece_is_done_once_and_by_several_processes(tmp_path: Path) -> None:
    """Four processes have done all between them, and all of them have ended when the work is done."""

    def work(share: Sequence[int]) -> None:
        for piece in share:
            (tmp_path / f"{piece}").write_text(str(os.getpid()))

    with shared_out(range(10), work) as ours:
        work(ours)
    assert {int(path.name) for path in tmp_path.iterdir()} == set(range(10))
    processes = {int(path.read_text()) for path in tmp_path.iterdir()}
    assert len(processes) == 4
    assert os.getpid() in processes
    assert multiprocessing.active_children() == []


@pytest.mark.parametrize("pieces", [0, 1])
def test_little_work_is_done_here(pieces: int) -> None:
    """Where there is nothing to share, this process gets all of it."""
    with shared_out(range(pieces), lambda _: pytest.fail("nobody else works")) as ours:
        assert [*ours] == [*range(pieces)]


@pytest.mark.parametrize(
    "error", [Overheard("a page"), ValueError("too large"), OSError(28, "No space left")]
)
def test_what_another_process_raises_is_raised_here(error: Exception) -> None:
    """A fault is told as if it had been here: its kind and its words."""

    def work(_: Sequence[int]) -> None:
        raise error

    with pytest.raises(type(error)) as caught, shared_out(range(4), work):
        pass
    assert str(caught.value) == str(error)


def test_a_process_that_ends_without_a_word_fails_the_work() -> None:
    """Killed by the system, for want of memory say, a process leaves its share undone, and that is told."""
    with pytest.raises(ChildProcessError, match="was ended"), shared_out(range(4), lambda _: os._exit(0)):
        pass


def test_a_fault_here_ends_the_others() -> None:
    """Nobody goes on writing into a folder that is cleared away."""

    def work(_: Sequence[int]) -> None:
        while True:
            pass

    with pytest.raises(KeyError), shared_out(range(4), work):
        raise KeyError
    assert multiprocessing.active_children() == []


_KILLED = """\
import os, signal, time
from generator.build import workers

workers._processors, workers._LEAST = lambda: 2, 1

begun, tell = os.pipe()

def work(share):
    print(os.getpid(), flush=True)
    os.write(tell, b".")
    time.sleep(600)

with workers.shared_out(range(2), work):
    os.read(begun, 1)
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_when_the_first_process_is_killed_the_others_end_too() -> None:
    """Nothing is left that could write into the next build: the other process ends although it has much to do."""
    told = subprocess.run(
        [sys.executable, "-c", _KILLED], stdout=subprocess.PIPE, text=True, timeout=60, check=False
    )
    assert (
        told.returncode == -9
    )  # its output ends when no process has it any more, which a sleeping one would
    assert told.stdout.strip().isdigit()


def test_pages_written_by_several_processes_are_the_same(mini: Mini, built: Mini) -> None:
    """A site is the same to the last byte, however many processes wrote its people's pages."""
    assert snapshot(mini.build()) == snapshot(built.site)
