"""The shape of the code: who may import whom, where each dependency lives, how large a module may be."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "generator"

# A module imports only from lines above its own; what shares a line knows nothing of each other.
LAYERS: tuple[frozenset[str], ...] = tuple(
    frozenset(line.split())
    for line in (
        "codes phrase seal career qr",
        "wording",
        "diagnostics rules",
        "loose slips",
        "files mending document times syntax model verify plain",
        "scalars headings",
        "source foreign fields pictures",
        "contacts habits romaji validation body profile",
        "story event settings",
        "texts site starters schema",
        "project render search",
        "build",
        "plugin",
        "cli",
    )
)

HOMES: dict[str, frozenset[str]] = {
    "PIL": frozenset({"pictures"}),
    "ahocorasick": frozenset({"verify"}),
    "babel": frozenset({"texts"}),
    "budoux": frozenset({"render"}),
    "click": frozenset({"cli"}),
    "cryptography": frozenset({"seal"}),
    "jaconv": frozenset({"romaji"}),
    "jinja2": frozenset({"render", "build", "plugin"}),
    "markdown": frozenset({"render"}),
    "markupsafe": frozenset({"render"}),
    "mkdocs": frozenset({"plugin"}),
    "nh3": frozenset({"render"}),
    "pydantic": frozenset(
        {"rules", "model", "times", "validation", "profile", "story", "event", "settings", "schema"}
    ),
    "pydantic_core": frozenset({"rules", "model", "times", "validation"}),
    "rich": frozenset({"cli"}),
    "segno": frozenset({"qr"}),
    "yaml": frozenset({"source", "foreign", "scalars"}),
}

MODULES = sorted(PACKAGE.rglob("*.py"))


def _home(path: Path) -> str:
    """The package's own module or subpackage that a file belongs to; empty for the package itself."""
    first = path.relative_to(PACKAGE).parts[0]
    return "" if first == "__init__.py" else first.removesuffix(".py")


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield "." * node.level + (node.module or "")


def _rank(home: str) -> int:
    return next(rank for rank, layer in enumerate(LAYERS) if home in layer)


def test_every_module_stands_in_one_layer() -> None:
    """The list of layers names each module and subpackage exactly once, and none that does not exist."""
    named = [name for layer in LAYERS for name in layer]
    assert sorted(named) == sorted({_home(path) for path in MODULES} - {""})


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_imports_come_from_lower_layers_only(path: Path) -> None:
    """Whoever reads one layer needs to know only those below it."""
    home = _home(path)
    ours = {name.split(".")[1] for name in _imports(path) if name.startswith("generator.")} - {home}
    assert not [name for name in _imports(path) if name.startswith(".")], "imports are written in full"
    assert not {name for name in ours if home and _rank(name) >= _rank(home)}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_each_dependency_has_one_home(path: Path) -> None:
    """A dependency can be replaced in the one place that knows it; MkDocs above all."""
    foreign = {name.split(".")[0] for name in _imports(path)} - sys.stdlib_module_names - {"generator"}
    assert not {name for name in foreign if _home(path) not in HOMES.get(name, frozenset())}


def test_the_gate_knows_nothing_of_us() -> None:
    """`seal` can be read, tested and replaced by itself."""
    modules = [path for path in MODULES if _home(path) == "seal"]
    names = {name for path in modules for name in _imports(path)}
    assert not {
        name for name in names if name.startswith("generator.") and not name.startswith("generator.seal")
    }


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_modules_stay_small(path: Path) -> None:
    """A module of more than about 300 lines is two ideas."""
    assert len(path.read_text("utf-8").splitlines()) <= 320
