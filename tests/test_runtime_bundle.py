"""The browser runtime's bundles are committed: they must be what their sources give."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from sample import ROOT

ASSETS = ROOT / "generator" / "theme" / "assets" / "yorimichi"
SCRIPTS = ("argon2.js", "explorer.js", "gate.js", "pages.js", "paths.js", "search.js")
PUBLISHED = ("answers.css", "paths.css", "yorimichi.css", *SCRIPTS)
OTHERS = (ROOT / "generator" / "plugin" / "preview.js", ROOT / "generator" / "render" / "ahead.js")
BUNDLES = (*(ASSETS / name for name in PUBLISHED), *OTHERS)


def node() -> str:
    """Node from the PATH, or the one that the set-up has put beside Python."""
    beside = Path(sys.executable).with_name("node")
    found = shutil.which("node") or (str(beside) if beside.is_file() else None)
    assert found, "Node is needed; `make test` brings it"
    return found


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundles, built from their sources into a folder of their own."""
    folder = tmp_path_factory.mktemp("bundles")
    words = [node(), "generator/runtime/build.mjs", str(folder)]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.mark.parametrize("bundle", BUNDLES, ids=lambda path: path.name)
def test_the_committed_bundle_is_what_its_sources_give(made: Path, bundle: Path) -> None:
    """Building gives the committed file byte for byte; where it does not, `make runtime` renews it."""
    assert (made / bundle.name).read_bytes() == bundle.read_bytes()


def test_nothing_else_is_built(made: Path) -> None:
    """All bundles are held against their sources above, and no other script or sheet of ours is published."""
    assert sorted(path.name for path in made.iterdir()) == sorted(path.name for path in BUNDLES)
    assert sorted(path.name for path in ASSETS.glob("*.*s")) == sorted(PUBLISHED)


@pytest.mark.parametrize("bundle", BUNDLES, ids=lambda path: path.name)
def test_a_bundle_runs_under_the_policy(bundle: Path) -> None:
    """No bundle makes code of text, or names another host or a file of this machine."""
    text = bundle.read_text("utf-8")
    assert "eval(" not in text
    assert "new Function" not in text
    assert "sourceMappingURL" not in text
    assert str(ROOT) not in text
    assert "//# " not in text
