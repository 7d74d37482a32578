"""The wheel: what is in it, and that it works where there is no checkout."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from collections.abc import Mapping
from email.parser import Parser
from pathlib import Path

import pytest
from sample import ROOT, command, lay_small, surroundings

from generator import __version__


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built by the tool that anybody would build it with, from a copy of what is needed for it."""
    folder = tmp_path_factory.mktemp("wheel")
    words = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    done = subprocess.run(words, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (made,) = folder.iterdir()
    return made


@pytest.fixture(scope="module")
def target(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, installed into a folder that is nobody's environment."""
    folder = tmp_path_factory.mktemp("target")
    words = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-deps",
        "--no-index",
        "--target",
        str(folder),
    ]
    done = subprocess.run([*words, str(wheel)], capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    return folder


def contents(wheel: Path) -> Mapping[str, bytes]:
    """The files of a wheel."""
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def files_of(folder: Path) -> Mapping[str, bytes]:
    """The files in a folder."""
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def test_the_wheel_holds_the_package_and_nothing_else(wheel: Path) -> None:
    """Every file of the package but the browser runtime's sources is in the wheel, and no test, sample or tool."""
    package = ROOT / "generator"
    expected = {
        path.relative_to(ROOT).as_posix()
        for path in package.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and package / "runtime" not in path.parents
    }
    found = contents(wheel)
    assert {name for name in found if ".dist-info/" not in name} == expected
    for name in expected:
        assert found[name] == (ROOT / name).read_bytes(), name


@pytest.mark.parametrize(
    "name",
    [
        "generator/py.typed",
        "generator/codes.toml",
        "generator/keys.toml",
        "generator/seal/eff_large_wordlist.txt",
        "generator/locale/ja/LC_MESSAGES/interface.po",
        "generator/render/templates/story.html",
        "generator/theme/main.html",
        "generator/theme/partials/header.html",
        "generator/theme/assets/yorimichi/gate.js",
        "generator/theme/assets/yorimichi/argon2.js",
        "generator/theme/assets/yorimichi/pages.js",
        "generator/theme/assets/yorimichi/paths.css",
        "generator/theme/assets/yorimichi/paths.js",
        "generator/plugin/preview.js",
        "generator/render/ahead.js",
        "generator/theme/assets/yorimichi/yorimichi.css",
    ],
)
def test_the_wheel_holds_what_is_no_code(wheel: Path, name: str) -> None:
    """Data that the package reads when it runs, and the mark that says it is typed, are in the wheel."""
    assert name in contents(wheel)


def test_the_wheel_says_what_it_is(wheel: Path) -> None:
    """Name, version, licence, command and plugin are told in the wheel as they are meant."""
    found = {
        name.partition(".dist-info/")[2]: data
        for name, data in contents(wheel).items()
        if ".dist-info/" in name
    }
    metadata = Parser().parsestr(found["METADATA"].decode())
    assert (metadata["Name"], metadata["Version"]) == ("yorimichi", __version__)
    assert metadata["License-Expression"] == "MIT"
    assert "licenses/LICENSE" in found
    assert "yorimichi = generator.cli:main" in found["entry_points.txt"].decode()
    assert "yorimichi = generator.plugin:YorimichiPlugin" in found["entry_points.txt"].decode()
    assert "Tag: py3-none-any" in found["WHEEL"].decode()


def test_what_is_installed_builds_the_same_site(target: Path, tmp_path: Path) -> None:
    """Outside the checkout the installed package is the one that runs, and gives the checkout's bytes."""
    elsewhere, ours = lay_small(tmp_path / "elsewhere"), lay_small(tmp_path / "ours")
    where = subprocess.run(
        [sys.executable, "-c", "import generator; print(generator.__file__)"],
        cwd=elsewhere,
        env=surroundings(PYTHONPATH=str(target)),
        capture_output=True,
        text=True,
        check=True,
    )
    assert Path(where.stdout.strip()).is_relative_to(target)
    for folder, changes in ((elsewhere, {"PYTHONPATH": str(target)}), (ours, {})):
        done = command("build", cwd=folder, **changes)
        assert done.returncode == 0, done.stderr
    sites = [files_of(folder / "site") for folder in (elsewhere, ours)]
    assert sites[0].keys() == sites[1].keys()
    assert [name for name, data in sites[0].items() if data != sites[1][name]] == []


def test_the_installed_command_runs(target: Path, tmp_path: Path) -> None:
    """The console script that comes with the wheel tells its version."""
    done = subprocess.run(
        [sys.executable, str(target / "bin" / "yorimichi"), "--version"],
        cwd=tmp_path,
        env=surroundings(PYTHONPATH=str(target)),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert __version__ in done.stdout
