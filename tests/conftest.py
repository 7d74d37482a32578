"""What the tests of whole sites share: a mini project of one's own, and one that is built already."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from mini import Mini, surroundings, write

signal.signal(
    signal.SIGINT, signal.default_int_handler
)  # a shell's background would have all previews ignore it
os.environ["LANGUAGE"] = "en"  # messages are compared: they do not depend on whose machine this is


@pytest.fixture
def mini(tmp_path: Path) -> Iterator[Mini]:
    """The mini project, written afresh for one test, with its secret and its day in the environment."""
    with surroundings():
        yield write(tmp_path / "project")


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Mini:
    """The mini project with its site, built once for each process; nobody may write into it."""
    made = write(tmp_path_factory.mktemp("built"))
    with surroundings():
        made.build()
    return made
