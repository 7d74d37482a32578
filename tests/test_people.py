"""The people that measurements are made with: they must be a project like any other, and the same ones each time."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from click.testing import CliRunner
from mini import SECRET, snapshot

from generator.cli import main

_SCRIPT = Path(__file__).parent.parent / "tools/make_people.py"


def _made(folder: Path, *more: str) -> Path:
    subprocess.run([sys.executable, _SCRIPT, "120", folder, *more], check=True)
    return folder


def test_the_check_has_nothing_to_say_about_synthetic_people(tmp_path: Path) -> None:
    """Names agree with their readings, careers run forward, audiences narrow, and stories keep to consents."""
    folder = _made(tmp_path / "people")
    result = CliRunner().invoke(
        main, ["check", "-f", str(folder / "mkdocs.yml")], env={"YORIMICHI_SECRET": SECRET}
    )
    assert "Profiles: 120, stories: 6" in result.output
    assert "warning" not in result.output


def test_one_seed_gives_one_set_of_people(tmp_path: Path) -> None:
    """A measurement can be made again elsewhere; another seed gives others."""
    first, again = _made(tmp_path / "first"), _made(tmp_path / "again")
    assert snapshot(first) == snapshot(again)
    assert snapshot(first) != snapshot(_made(tmp_path / "other", "--seed", "detour"))
