"""Three things that Linux can do and Python's library does not offer, called in the C library itself."""

from __future__ import annotations

import ctypes
import os
import signal
from pathlib import Path

_AT_FDCWD, _RENAME_EXCHANGE = -100, 2  # of fcntl.h and linux/fs.h
_PR_SET_PDEATHSIG = 1  # of linux/prctl.h


def exchange(one: Path, other: Path) -> bool:
    """Let two folders change places in one step, so that neither name leads nowhere at any moment (renameat2(2)).

    False, with both where they were, where the system or the file system cannot do it.
    """
    rename = getattr(ctypes.CDLL(None), "renameat2", None)
    ends = (_AT_FDCWD, os.fsencode(one.absolute()), _AT_FDCWD, os.fsencode(other.absolute()))
    return rename is not None and rename(*ends, _RENAME_EXCHANGE) == 0


def flush(folder: Path) -> None:
    """Return when everything that was written to the folder's file system is on its disk (syncfs(2), else sync(2)).

    One call for all, since a site has thousands of files. Raises `OSError` where the disk could not take something.
    """
    libc = ctypes.CDLL(None, use_errno=True)
    if not hasattr(libc, "syncfs"):
        os.sync()
        return
    opened = os.open(folder, os.O_RDONLY)
    try:
        if libc.syncfs(opened) != 0:
            number = ctypes.get_errno()
            raise OSError(number, os.strerror(number), str(folder))
    finally:
        os.close(opened)


def end_with_parent(parent: int) -> None:
    """Have this process killed as soon as its parent ends, however that is (prctl(2)): nobody writes on unseen."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, int(signal.SIGKILL), 0, 0, 0)
    if os.getppid() != parent:  # it ended before that was said
        os._exit(1)
