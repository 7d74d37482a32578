"""How long the search for leaks takes, against reading the same bytes and against the whole build.

    .venv/bin/python tools/measure_verify.py [N]

makes a project of N people (1,000 without it), builds it, and then reads and searches the site several times in one
process. It prints one line; the ratios are what counts, since the seconds are those of a machine.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from make_people import make

from generator.build import Build, leaks
from generator.plugin import build_site, load_configuration
from generator.project import prepare

SECRET = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"
T = TypeVar("T")


def timed(work: Callable[[], T]) -> tuple[T, float]:
    """What the work gives, and its seconds of processor time: other work on the machine does not count."""
    before = _processors()
    return work(), _processors() - before


def _processors() -> float:
    """The seconds that this process and the others that it began have had of processors."""
    return sum(os.times()[:4])


def read(folder: Path) -> int:
    """How many bytes there are in a folder, having read all of them."""
    return sum(len(path.read_bytes()) for path in folder.rglob("*") if path.is_file())


def main() -> None:
    """Measures and prints one line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("number", type=int, metavar="N", nargs="?", default=1000)
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    os.environ["YORIMICHI_SECRET"] = SECRET
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "people"
        make(asked.number, root, "yorimichi")
        configuration = load_configuration(root / "mkdocs.yml")
        site, building = timed(lambda: build_site(root / "mkdocs.yml"))
        build = Build(
            prepare(configuration.file, configuration.docs_dir, configuration.options), configuration.base_url
        )
        reading, searching, size = [], [], 0
        for _ in range(asked.rounds):
            size, took = timed(lambda: read(site))
            reading.append(took)
            found, took = timed(lambda: leaks(build, site))
            searching.append(took)
            if found:
                sys.exit(f"The search found something: {found[0]}")
    once, all_of_it = statistics.median(reading), statistics.median(searching)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{asked.number} people, {size / 1e6:.0f} MB: read {once:.2f} s, searched {all_of_it:.2f} s, "
        f"built {building:.0f} s; search to reading {all_of_it / once:.0f}, "
        f"the search takes {100 * all_of_it / building:.1f} % of the build; at most {memory:.0f} MiB"
    )


if __name__ == "__main__":
    main()
