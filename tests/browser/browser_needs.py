"""Programs that not every machine has: their tests are left out where they are missing, but never in CI."""

from __future__ import annotations

import os
import shutil

import pytest


def needed(*names: str) -> str:
    """The path of the first of these programs that is installed.

    Without any the test is skipped and says why; where CI is set it fails, so that nothing goes untested unseen.
    """
    found = next(filter(None, map(shutil.which, names)), "")
    if not found:
        refuse = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        refuse(f"{names[0]} is not installed; on Debian, as root, `make setup-test` installs it")
    return found
