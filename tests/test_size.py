"""Sealing costs little: the finished site is not much larger than the same pages and pictures in the clear."""

from __future__ import annotations

import re
import subprocess
import sys

from sample import ROOT, SAMPLE_DAY, surroundings

_MOST = 1.45


def test_sealing_makes_the_sample_at_most_45_percent_larger() -> None:
    """Base64, padding, keys and repeated parts: in the whole, in each kind of page, and in the worst single one."""
    done = subprocess.run(
        [sys.executable, str(ROOT / "tools" / "measure_size.py")],
        env=surroundings(SOURCE_DATE_EPOCH=f"{SAMPLE_DAY.timestamp():.0f}"),
        capture_output=True,
        text=True,
        check=True,
    )
    ratios = {line[:17].strip(): line for line in done.stdout.splitlines()}
    found = {name: float(re.findall(r"\d\.\d{3}", line)[0]) for name, line in ratios.items()}
    assert set(found) >= {"all", "all pages", "pictures", "people", "stories", "most for one page"}
    assert {name: ratio for name, ratio in found.items() if ratio > _MOST} == {}
    assert found["pictures"] > 1, "nothing was sealed, or both are the same site"
