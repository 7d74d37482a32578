"""What to do with a file that lies where it is not read, because of its name."""

from __future__ import annotations

import os
from pathlib import Path

from generator.phrase import phrase


def rename_hint(path: Path, name: str) -> str:
    """How a file gets the name that it should have, or, where that is taken, what is in it a place."""
    wanted = path.with_name(name)
    if os.path.lexists(wanted) and not (wanted.exists() and path.exists() and wanted.samefile(path)):
        return phrase(
            "`{name}` is there already: put into it what is missing, and remove this file.", name=name
        )
    return phrase("Rename it to `{name}`.", name=name)
