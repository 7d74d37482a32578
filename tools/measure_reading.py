"""How long 2,000 profiles with three errors each take to be read and told, against 2,000 without any.

Run it with the project's Python: ``.venv/bin/python tools/measure_reading.py``. Both are done in turn in one process;
the ratio of the medians is what counts, since the seconds are those of a machine.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from datetime import date
from pathlib import Path

from generator.diagnostics import count, render
from generator.settings import Settings
from generator.site import read_site

TODAY = date(2026, 10, 15)
SETTINGS = Settings.model_validate(
    {"company": {"ja": "日の出", "en": "Hinode"}, "title": {"ja": "先", "en": "Beyond"}}
)
GOOD = """\
schema: 1
name: {{display: 森 花{n}, kana: もり はな, romaji: Hana Mori}}
headline: 量る仕事から、伝える仕事へ
location: 新潟県
languages: [ja, en]
skills: [商品開発, 官能評価]
career:
  - {{kind: here, entry: new-graduate, from: 2010-04, to: 2016-03, department: 品質保証部, title: 検査}}
  - kind: job
    org: {{name: 雁木屋製菓, industry: food, show: {{guests: industry, members: name}}}}
    from: 2016-04
    brought: 官能評価のものさしを、まるごと持っていった
turns: [{{at: 2016-04, what: 家庭と仕事の両立を考えて}}]
news: [{{on: 2026-09-01, text: 米粉の新商品に取り組んでいます}}]
audience: guests
confirmed: 2026-09-01
consent: {{given: 2026-04-01, expires: 2027-04-01, notice: "1", method: form, record: HR-{n}, purposes: [directory]}}
"""
SLIPS = (
    ("headline:", "headlin:"),
    ("kind: job", "kind: jobb"),
    ("confirmed: 2026-09-01", "confirmed: 2026/13/45"),
)
UNREADABLE = (*SLIPS[:2], ("consent: ", "consent："))


def lay(root: Path, slips: tuple[tuple[str, str], ...], number: int) -> None:
    """A project of so many profiles, each with the slips."""
    (root / "alumni").mkdir(parents=True)
    (root / "stories").mkdir()
    (root / "site_src").mkdir()
    for n in range(number):
        text = GOOD.format(n=n)
        for good, slip in slips:
            assert good in text, good
            text = text.replace(good, slip)
        (root / "alumni" / f"hana-{n}.yaml").write_text(text, "utf-8")


def told(root: Path) -> tuple[float, int]:
    """Seconds to read a project and tell all that is wrong with it, and how many errors that are."""
    before = time.perf_counter()
    _, found = read_site(root, root / "site_src", SETTINGS, TODAY)
    render(found, "text", root)
    return time.perf_counter() - before, count(found)[0]


def main() -> None:
    """Measures and prints one line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--profiles", type=int, default=2000)
    parser.add_argument("--unreadable", action="store_true", help="one of the errors makes the file no YAML")
    parser.add_argument("--rounds", type=int, default=5)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        good, bad = Path(folder) / "good", Path(folder) / "bad"
        lay(good, (), asked.profiles)
        lay(bad, UNREADABLE if asked.unreadable else SLIPS, asked.profiles)
        expected = asked.profiles * (1 if asked.unreadable else 3)
        seconds: dict[Path, list[float]] = {good: [], bad: []}
        for _ in range(asked.rounds):
            for root, errors in ((good, 0), (bad, expected)):
                took, found = told(root)
                assert found == errors, (found, errors)
                seconds[root].append(took)
    valid, invalid = (statistics.median(times) for times in seconds.values())
    print(
        f"{asked.profiles} valid: {valid:.2f} s; as many invalid: {invalid:.2f} s; ratio {invalid / valid:.2f}"
    )


if __name__ == "__main__":
    main()
