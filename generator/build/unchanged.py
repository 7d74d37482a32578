"""Whether building again would give what already stands: nothing is built then.

Only digests are kept, in `.yorimichi/cache/`; nothing that is sealed ever lies in a cache.
"""

from __future__ import annotations

import hashlib
import json
import platform
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from importlib.metadata import distributions
from importlib.resources import files
from pathlib import Path

_STATE = Path(".yorimichi/cache/build.json")
_NO_INPUTS = frozenset({"node_modules", "dist", "build"})  # at the root of a project, not deeper
# Such a configuration takes values from outside the project's folder, which the digest does not cover.
_OUTSIDE = re.compile(rb"!ENV|^INHERIT\s*:|\.\./|(?:[-:]\s+|[,\[]\s*)[\"']?[/~]", re.MULTILINE)


@dataclass(frozen=True)
class Unchanged:
    """The site that stands was built from just these inputs, and nobody has touched it."""


@dataclass(frozen=True)
class Inputs:
    """The digest of everything that a build depends on; None where that cannot be told."""

    root: Path
    digest: str | None


def unchanged(
    config_file: Path, site_dir: Path, day: str, secret_file: Path, environ: Mapping[str, str]
) -> Unchanged | Inputs:
    """`Unchanged` where the site in `site_dir` is what a build today would give, else the inputs to `remember`."""
    root = config_file.parent.resolve()
    if _OUTSIDE.search(config_file.read_bytes()) or any(
        map(_is_linked_folder, _inputs(root, site_dir.resolve()))
    ):
        return Inputs(root, None)
    secret = _secret(secret_file, environ)
    facts = (day, str(config_file), str(site_dir.resolve()), secret, platform.python_version(), *_installed())
    digest = hashlib.sha256("\0".join(facts).encode())
    for folder in dict.fromkeys((root, Path(str(files("generator"))).resolve())):
        digest.update(_tree(_inputs(folder, site_dir.resolve()), folder).encode())
    state = _read_state(root)
    if (
        state.get("inputs") == digest.hexdigest()
        and site_dir.is_dir()
        and state.get("output") == _output(site_dir)
    ):
        return Unchanged()
    return Inputs(root, digest.hexdigest())


def remember(inputs: Inputs, site_dir: Path) -> None:
    """Note that the site was built from these inputs."""
    if inputs.digest is None:
        return
    state = inputs.root / _STATE
    with suppress(OSError):  # what cannot be noted is built again
        state.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        state.write_text(json.dumps({"inputs": inputs.digest, "output": _output(site_dir)}) + "\n")


def _secret(file: Path, environ: Mapping[str, str]) -> str:
    """What the secret comes from, whether it is one or not; a file's mode counts, since a build may refuse it."""
    if text := environ.get("YORIMICHI_SECRET", ""):
        return text
    try:
        return f"{file.stat().st_mode:o} {file.read_bytes().hex()}"
    except OSError:
        return ""


def _read_state(root: Path) -> Mapping[str, str]:
    try:
        state = json.loads((root / _STATE).read_text())
    except (OSError, ValueError):
        return {}
    return state if isinstance(state, dict) else {}


def _output(site_dir: Path) -> str:
    return _tree(sorted(path for path in site_dir.rglob("*") if path.is_file()), site_dir)


def _inputs(folder: Path, site_dir: Path) -> Iterator[Path]:
    """The files below a folder, and links to folders; what no build reads is left out."""
    is_project = (folder / "mkdocs.yml").is_file()
    for path in sorted(folder.iterdir()):
        if path.name.startswith(".") or path.name == "__pycache__" or path.name.endswith(".egg-info"):
            continue
        if path == site_dir or (is_project and path.name in _NO_INPUTS):
            continue
        if path.is_dir() and not path.is_symlink():
            yield from _inputs(path, site_dir)
        elif path.is_file() or path.is_symlink():
            yield path


def _is_linked_folder(path: Path) -> bool:
    """Whether a path leads to a folder elsewhere, of which the digest would know nothing."""
    return path.is_symlink() and path.is_dir()


def _tree(paths: Iterator[Path] | list[Path], base: Path) -> str:
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.relative_to(base).as_posix().encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes() if path.is_file() else b"").digest())
    return digest.hexdigest()


def _installed() -> tuple[str, ...]:
    return tuple(sorted(f"{one.name}=={one.version}" for one in distributions()))
