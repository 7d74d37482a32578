"""How much larger a sealed site is than the same pages and pictures in the clear, before any compression by a host.

`.venv/bin/python tools/measure_size.py [FOLDER]` builds a copy of the sample (or of the project in FOLDER) twice: as
it is, and with each page as its narrowest readers see it, event views beside it, and each picture once, nothing of it
sealed. Scripts, styles and icons are the same in both and are not counted; nor is the index of the search, which is no
page and which a site in the clear would have too.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from unittest.mock import patch

from generator.build.layers import Body
from generator.build.media import Shot
from generator.plugin import build_site
from generator.render import Rendering
from generator.seal import Gate

ROOT = Path(__file__).parent.parent
PARTS = ("alumni", "stories", "site_src", "mkdocs.yml")
KINDS = {
    "people": r"(en/)?a/",
    "stories": r"(en/)?s/",
    "sealed pages of the company": r"(en/)?p/",
    "all pages": r".*\.html",
    "pictures": r"m/",
    "all": r".*",
}
THROWAWAY = "A" * 43  # sizes do not depend on the secret


Readings = Sequence[tuple[str, Rendering]]


def in_the_clear(
    _gate: Gate,
    _place: str,
    readings: Readings,
    _form: str,
    at_events: Readings = (),
    *,
    steady: bool = False,  # noqa: ARG001 - what is sealed for nobody has no layers
) -> Body:
    """The page as its narrowest readers see it, and as passes show it, sealed for nobody."""
    (widest, _), (_, narrowest) = readings[0], readings[-1]
    added = ("".join(one.sections.values()) if widest == "public" else one.html for _, one in at_events)
    return Body(f'<div id="y-page">{narrowest.html}{"".join(added)}</div>', narrowest.title)


def pictures_once(found: tuple[Shot, ...], _gate: Gate) -> Iterator[tuple[str, bytes]]:
    """Each picture as a plain file, whoever may see it."""
    for shot in {shot.file: shot for shot in found}.values():
        yield f"{shot.medium.address}.webp", shot.picture.data


def built(project: Path, target: Path) -> dict[str, int]:
    """The bytes of each page and picture of a site, of its sitemap and its keyring."""
    build_site(project / "mkdocs.yml", target)
    found = (path for path in target.rglob("*") if path.is_file())
    sizes = {path.relative_to(target).as_posix(): path.stat().st_size for path in found}
    return {name: size for name, size in sizes.items() if not name.startswith(("assets/", "index/"))}


def told(what: str, sealed: Mapping[str, int], clear: Mapping[str, int]) -> None:
    """Print one line."""
    one, other = sum(sealed.values()), sum(clear.values())
    print(f"{what:28}{one:>12,} B sealed{other:>12,} B in the clear{one / other:>8.3f}")


def main() -> None:
    """Measures and prints a few lines."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT)
    folder = parser.parse_args().folder
    os.environ["YORIMICHI_SECRET"] = THROWAWAY
    with tempfile.TemporaryDirectory() as there:
        project = Path(there) / "project"
        for part in PARTS:
            copy = shutil.copytree if (folder / part).is_dir() else shutil.copyfile
            project.mkdir(exist_ok=True)
            copy(folder / part, project / part)
        sealed = built(project, Path(there) / "sealed")
        with (
            patch("generator.build.pages.layered", in_the_clear),
            patch("generator.build.pages.media_files", pictures_once),
            patch("generator.plugin.hooks.leaks", lambda _build, _folder: ()),
        ):
            clear = built(project, Path(there) / "clear")
    for what, kind in KINDS.items():
        one, other = (
            {name: sizes[name] for name in sizes if re.match(kind, name)} for sizes in (sealed, clear)
        )
        told(what, one, other)
    worst = max((name for name in sealed if name in clear), key=lambda name: sealed[name] / clear[name])
    print(f"most for one page: {sealed[worst] / clear[worst]:.3f}, {worst}")


if __name__ == "__main__":
    main()
