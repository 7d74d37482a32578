"""The sample site, built by the real command, and where things lie in it."""

from __future__ import annotations

import base64
import fcntl
import hashlib
import hmac
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from browser_world import World
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

ROOT = Path(__file__).parents[2]
SECRET = hashlib.sha256(b"a secret that only these tests use").digest()
SECRET_TEXT = base64.urlsafe_b64encode(SECRET).rstrip(b"=").decode()
TODAY = date(2026, 11, 22)
EPOCH = "1795305600"  # the morning of that day in Japan
_CONTENT = ("alumni", "stories", "site_src")
_DIGITS = "0123456789abcdefghjkmnpqrstvwxyz"


@dataclass(frozen=True)
class Site:
    """A built site: its files, its project, and the passphrase of each audience."""

    files: Path
    project: Path
    passphrases: Mapping[str, str]
    titles: Mapping[str, str]
    world: World

    def person(self, key: str) -> str:
        """The address of a person's page."""
        return f"a/{address('a', key)}/"

    def story(self, slug: str) -> str:
        """The address of a story's page."""
        return f"s/{address('s', slug)}/"

    def own(self, source: str) -> str:
        """The address of a sealed page that the company wrote."""
        return f"p/{address('p', source)}/"

    def addresses(self, language: str = "") -> list[str]:
        """The address of every page of one language: "" for the first, else "en/"."""
        found = sorted(
            path.parent.relative_to(self.files).as_posix() for path in self.files.rglob("index.html")
        )
        named = ["" if address == "." else f"{address}/" for address in found]
        return [one for one in named if one.startswith("en/") == (language == "en/")]


def address(kind: str, key: str) -> str:
    """The opaque address of a thing, from the format's own words (docs/gate-format.md), by nothing but primitives."""
    derived = HKDF(SHA256(), 32, b"yorimichi/1", b"address").derive(SECRET)
    parts = b"".join(len(part).to_bytes(4, "big") + part for part in (kind.encode(), key.encode()))
    number = int.from_bytes(hmac.digest(derived, parts, "sha256")[:8], "big")
    return "".join(_DIGITS[number >> shift & 31] for shift in range(60, -1, -5))


def token(key: str, epoch: int = 1) -> str:
    """The token of a pass, from the format's own words, by nothing but primitives."""
    derived = HKDF(SHA256(), 32, b"yorimichi/1", b"pass").derive(SECRET)
    parts = b"".join(len(part).to_bytes(4, "big") + part for part in (key.encode(), str(epoch).encode()))
    return base64.urlsafe_b64encode(HKDF(SHA256(), 16, b"", parts).derive(derived)).rstrip(b"=").decode()


def build(project: Path, files: Path) -> Site:
    """Builds the project's site and asks the command for the passphrases."""
    config = project / "mkdocs.yml"
    _run("build", "-f", str(config), "--site-dir", str(files))
    shown = json.loads(_run("gate", "show", "-f", str(config), "--format", "json"))
    return _site(project, files, shown["audiences"])


def copy_content(project: Path) -> None:
    """Copies the sample's files, so that nothing is written beside them."""
    project.mkdir(parents=True)
    shutil.copy(ROOT / "mkdocs.yml", project)
    for name in _CONTENT:
        shutil.copytree(ROOT / name, project / name)


@contextmanager
def once(place: Path) -> Iterator[bool]:
    """Tells the first of several processes that it is the first, and lets the others wait until it is done."""
    place.mkdir(parents=True, exist_ok=True)
    with (place / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = place / "done"
        yield not done.exists()
        done.touch()


def built(
    place: Path,
    change: Mapping[str, Sequence[tuple[str, str]]] | None = None,
    extra: Mapping[str, str] | None = None,
) -> Site:
    """A site below `place`, built once for all test processes.

    `change` replaces texts by others in files of the project; `extra` adds files to it.
    """
    project, files, shown = place / "project", place / "site", place / "audiences.json"
    with once(place) as first:
        if first:
            copy_content(project)
            for name, changes in (change or {}).items():
                text = (project / name).read_text("utf-8")
                for old, new in changes:
                    assert old in text, f"{name} no longer has {old!r}"
                    text = text.replace(old, new)
                (project / name).write_text(text, "utf-8")
            for name, text in (extra or {}).items():
                (project / name).write_text(text, "utf-8")
            site = build(project, files)
            titles = [
                {"name": n, "title": t, "passphrase": site.passphrases[n]} for n, t in site.titles.items()
            ]
            shown.write_text(json.dumps(titles))
    return _site(project, files, json.loads(shown.read_text()))


def _site(project: Path, files: Path, audiences: list[dict[str, Any]]) -> Site:
    return Site(
        files,
        project,
        {one["name"]: one["passphrase"] for one in audiences},
        {one["name"]: one["title"] for one in audiences},
        World.read(project, TODAY),
    )


def _run(*arguments: str) -> str:
    command = [str(Path(sys.executable).with_name("yorimichi")), *arguments]
    environment = {**os.environ, "YORIMICHI_SECRET": SECRET_TEXT, "SOURCE_DATE_EPOCH": EPOCH, "NO_COLOR": "1"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"yorimichi {' '.join(arguments)} failed:\n{done.stdout}{done.stderr}"
    return done.stdout
