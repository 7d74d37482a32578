"""The Nu HTML checker, asked about many documents in one run of Java."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path

from browser_needs import needed
from browser_site import ROOT
from playwright.sync_api import Page

# The checker takes files for another origin than 'self', JSON and JOSE for scripts, and what a script does to a style
# for an attribute: test_browser_policy.py asks a browser instead.
_NOT_ASKED = "violates Content Security Policy"
_CHECKER = ROOT / "node_modules/vnu-jar/build/dist/vnu.jar"


def document(page: Page) -> str:
    """The page as it stands in the browser, written out."""
    text: str = page.evaluate("'<!doctype html>\\n' + document.documentElement.outerHTML")
    return text


def complaints(documents: Mapping[str, str], folder: Path) -> list[str]:
    """What the checker has to say of documents by name; `folder` is a new one for its files."""
    assert _CHECKER.is_file(), "The Nu checker is not installed; `make setup-test` installs it."
    folder.mkdir()
    names = {f"{number}.html": name for number, name in enumerate(documents)}
    for file, name in names.items():
        (folder / file).write_text(documents[name], "utf-8")
    command = [
        needed("java"),
        "-jar",
        str(_CHECKER),
        "--format",
        "json",
        "--stdout",
        "--exit-zero-always",
        str(folder),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return [
        f"{names[Path(found['url']).name]}: {found['message']} ({found.get('extract', '').strip()})"
        for found in json.loads(done.stdout)["messages"]
        if _NOT_ASKED not in found["message"]
    ]
