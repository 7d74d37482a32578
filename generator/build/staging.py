"""The site is built in a folder beside the old one, which takes its place at the very end or not at all.

While a build runs, `.site.staging/` stands beside `site/`. Only its owner can enter it. It holds the new site, a file
that the build keeps locked, and where the system cannot exchange two folders, for a moment the old site.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from generator.build import system

# Every site of ours has one; a folder without it, and not empty, is somebody's own and is left alone.
MARK = "keyring.json"
_NEW, _OLD, _LOCK = "new", "old", "lock"


class NotOurs(Exception):
    """The folder to write the site into holds something else."""


class Busy(Exception):
    """Another build is writing the same site."""


@dataclass(frozen=True)
class Staging:
    """A folder to build in (`path`) and the folder that it will replace (`target`), held until either is done."""

    path: Path
    target: Path
    lock: IO[bytes]

    def flush(self) -> None:
        """Have everything that was written reach the disk: else a loss of power after the swap could leave empty files.

        Raises `OSError` where the disk could not take something.
        """
        system.flush(self.path)

    def commit(self) -> None:
        """Put the new site in the place of the old one and remove that; if it fails, the old one stands.

        Where the system can exchange folders, a site stands at every moment.
        """
        if not self.target.exists():
            self.path.rename(self.target)
        elif not system.exchange(self.path, self.target):
            self.target.rename(self._old)
            self.path.rename(self.target)
        self.discard()

    def discard(self) -> None:
        """Remove everything but the site that stands; once that is done, do nothing."""
        if self.lock.closed:  # another build may be at work here by now
            return
        _put_back(self._old, self.target)
        shutil.rmtree(self.path, ignore_errors=True)
        shutil.rmtree(self._old, ignore_errors=True)
        Path(self.lock.name).unlink(missing_ok=True)
        with suppress(OSError):  # somebody who waited for us is in it
            self.path.parent.rmdir()
        self.lock.close()

    @property
    def _old(self) -> Path:
        return self.path.with_name(_OLD)


def open_staging(target: Path) -> Staging:
    """A new, empty staging folder beside `target`; what a killed build left there is removed.

    Where a build was killed between taking the old site away and putting the new one there, the old one is put back.

    Raises `NotOurs` where `target` is no folder, or is not empty and holds no site of ours, and `Busy` where another
    build of it is running.
    """
    target = target.absolute()
    if (target.exists() or target.is_symlink()) and not _is_ours(target):
        raise NotOurs(
            f"{target} holds something that is not a site built here; it is left alone. Name another --site-dir."
        )
    if (target / ".git").exists():
        raise NotOurs(
            f"{target} is a git repository, which a build would remove. Build elsewhere and copy the site."
        )
    room = target.with_name(f".{target.name}.staging")
    if room.is_symlink():
        raise NotOurs(f"{room} is a symbolic link; it is left alone. Remove it.")
    staging = Staging(room / _NEW, target, _locked(room))
    try:
        room.chmod(0o700)
        _put_back(room / _OLD, target)
        for left in (staging.path, room / _OLD):
            if left.exists():
                shutil.rmtree(left)
        staging.path.mkdir()
    except BaseException:
        staging.discard()
        raise
    return staging


def write(path: Path, data: bytes) -> None:
    """Write one file of the site, making its folders."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def _locked(room: Path) -> IO[bytes]:
    """The file in `room` that one build at a time holds; when its process ends, however that is, it is free again."""
    room.parent.mkdir(parents=True, exist_ok=True)
    while True:
        with suppress(FileExistsError):
            room.mkdir(mode=0o700)
        try:
            lock = (room / _LOCK).open("ab")
        except FileNotFoundError:  # a build that has just ended took the folder away
            continue
        if not _is_free(lock):
            lock.close()
            raise Busy(f"Another build of this site is running, in {room}; wait until it has ended.")
        if _is_at(lock, room / _LOCK):
            return lock
        lock.close()


def _is_free(lock: IO[bytes]) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:  # some network file systems know no locks: whoever builds there has to see to it
        return not isinstance(error, BlockingIOError)
    return True


def _is_at(lock: IO[bytes], path: Path) -> bool:
    """Whether an open file still is the one at a path, and not one that was removed since it was opened."""
    try:
        return os.path.samestat(os.fstat(lock.fileno()), path.stat())
    except FileNotFoundError:
        return False


def _put_back(old: Path, target: Path) -> None:
    if old.exists() and not target.exists():
        old.rename(target)


def _is_ours(target: Path) -> bool:
    if not target.is_dir() or target.is_symlink():
        return False
    return (target / MARK).is_file() or not any(target.iterdir())
