"""How long it takes to lay out and draw a career, against reading the same person's profile.

    .venv/bin/python tools/measure_rivers.py [N]

makes N people (10,000 without it), reads and validates each one's profile, and lays out and draws her career at each
size in which pages show it, in turn in one process. It prints the medians; the ratios are what counts, since the
milliseconds are those of a machine.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from make_people import make

from generator.career import Stretch, river, upright
from generator.profile import Profile, Spell
from generator.render.drawing import draw_river
from generator.render.upright import draw_upright
from generator.source import parse_yaml
from generator.validation import validate

TODAY = date(2026, 10, 15)


def read(path: Path) -> Profile:
    """A profile from its text, as the check reads it."""
    document, found = parse_yaml(path.read_text("utf-8"), path.name)
    assert document, found
    profile, found = validate(Profile, document, given={"id": path.stem})
    assert profile, found
    return profile


def stretch(spell: Spell, key: int) -> Stretch:
    """A spell as pages draw it for someone who may see all of it."""
    end = spell.to.end if spell.to else None
    where = spell.org.name if spell.org else "寄り道食品"
    return Stretch(
        spell.kind, spell.from_.start, end, key, spell.title or spell.department or spell.kind, where
    )


def card(career: Sequence[Stretch], turns: Sequence[date]) -> str:  # noqa: ARG001 - cards show no turning points
    """The drawing on a card, laid out and written."""
    return draw_river(river(career, TODAY, width=300, height=92, labels=False), "c")


def wide(career: Sequence[Stretch], turns: Sequence[date]) -> str:
    """The drawing on a page at a desk."""
    drawn = river(career, TODAY, width=960, height=290, labels=True, turns=turns)
    return draw_river(drawn, "w", "The career as a river", "Since 2001.")


def narrow(career: Sequence[Stretch], turns: Sequence[date]) -> str:
    """The drawing on a page on a phone."""
    drawn = upright(career, TODAY, width=340, turns=turns)
    return draw_upright(drawn, "n", "The career as a river", "Since 2001.")


DRAWINGS = {"card, 300 wide, no words": card, "page, 960 wide": wide, "page, 340 wide, upright": narrow}


def measured(people: Path) -> dict[str, list[float]]:
    """Seconds of processor time for each person, so that other work on the machine counts little."""
    clock = time.process_time
    took: dict[str, list[float]] = {name: [] for name in ("profile", *DRAWINGS)}
    for path in sorted(people.glob("*.yaml")):
        before = clock()
        profile = read(path)
        took["profile"].append(clock() - before)
        career = [stretch(spell, key) for key, spell in enumerate(profile.career)]
        turns = [turn.at.start for turn in profile.turns]
        for name, draw in DRAWINGS.items():
            before = clock()
            draw(career, turns)
            took[name].append(clock() - before)
    return took


def main() -> None:
    """Measures and prints one line for each size."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("number", type=int, metavar="N", nargs="?", default=10_000)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "people"
        make(asked.number, root, "yorimichi")
        took = measured(root / "alumni")
    profile = statistics.median(took["profile"])
    print(f"{'profile, read and validated':<28}{profile * 1000:6.3f} ms")
    for name in DRAWINGS:
        median = statistics.median(took[name])
        print(f"{name:<28}{median * 1000:6.3f} ms, {median / profile:.2f} times the profile")


if __name__ == "__main__":
    main()
