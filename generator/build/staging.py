"""The site is built in a folder beside the old one, which takes its place at the very end or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

# Every site of ours has one; a folder without it, and not empty, is somebody's own and is left alone.
MARK = "keyring.json"
_OLD = "-old"


class NotOurs(Exception):
    """The folder to write the site into holds something else."""


@dataclass(frozen=True)
class Staging:
    """A folder to build in (`path`) and the folder that it will replace (`target`)."""

    path: Path
    target: Path

    def commit(self) -> None:
        """Put the new site in the place of the old one; if that fails, the old one is put back."""
        old = self.path.with_name(self.path.name + _OLD)
        if self.target.exists():
            self.target.rename(old)
        try:
            self.path.rename(self.target)
        except OSError:
            if old.exists():
                old.rename(self.target)
            raise
        shutil.rmtree(old, ignore_errors=True)

    def discard(self) -> None:
        """Remove what has been built; the old site stays as it is."""
        shutil.rmtree(self.path, ignore_errors=True)


def open_staging(target: Path) -> Staging:
    """A new, empty staging folder beside `target`; those that a killed build left behind are removed.

    Where a build was killed between taking the old site away and putting the new one there, the old one is put back.

    Raises `NotOurs` where `target` is no folder, or is not empty and holds no site of ours.
    """
    target = target.absolute()
    if (target.exists() or target.is_symlink()) and not _is_ours(target):
        raise NotOurs(
            f"{target} holds something that is not a site built here; it is left alone. Name another --site-dir."
        )
    target.parent.mkdir(parents=True, exist_ok=True)
    for left in target.parent.glob(f".{target.name}.staging-*"):
        if left.name.endswith(_OLD) and not target.exists():
            left.rename(target)
        else:
            shutil.rmtree(left, ignore_errors=True)
    path = Path(tempfile.mkdtemp(prefix=f".{target.name}.staging-", dir=target.parent))
    path.chmod(_default_mode())
    return Staging(path, target)


def write(path: Path, data: bytes) -> None:
    """Write one file of the site, making its folders."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def _is_ours(target: Path) -> bool:
    if not target.is_dir() or target.is_symlink():
        return False
    return (target / MARK).is_file() or not any(target.iterdir())


def _default_mode() -> int:
    """The mode that a new folder would have: `mkdtemp` makes private ones, and a web server must read this one."""
    mask = os.umask(0)  # there is no way to read it but to set it
    os.umask(mask)
    return 0o777 & ~mask
