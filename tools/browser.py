"""Prints the path of a Chromium that the tests can drive; exit status 1 where there is none."""

from __future__ import annotations

import shutil
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find() -> str | None:
    """The first of the usual names that is installed."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


if __name__ == "__main__":
    path = find()
    print(path or "no Chromium here")
    sys.exit(0 if path else 1)
