"""Careers of all shapes: straight on, out and back, several at once, with detours and pauses."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from people.telling import one_of
from people.words import BROUGHT, DEPARTMENTS, INDUSTRIES, TOWNS

_LAST = 2026 * 12 + 8  # September 2026, in months
# What follows what; `+` goes on beside the spell before it, `.` is a pause.
_SHAPES = (
    "here job", "here job job", "here job here", "here job here founder here", "here founder", "here family-business",
    "here study job", "here . job", "here +side-job job", "here +side-job founder", "here contract +contract",
    "here job +collaboration", "job here job", "study here +study job", "here . here", "here job . study job here",
    "here", "here here job", "here +side-job +collaboration", "job job here contract founder",
)  # fmt: skip


@dataclass(frozen=True)
class Life:
    """What one person's career is made from: her language, who reads her profile (the widest first), colleagues."""

    lang: str
    readers: Sequence[str]
    others: Sequence[str]
    chance: random.Random

    def career(self) -> list[dict[str, Any]]:
        """The spells of a career, as a profile has them."""
        chance, shape = self.chance, self.chance.choice(_SHAPES).split()
        month = _LAST - chance.randint(30, 300) - 20 * len(shape)
        share = (_LAST - month) // len([step for step in shape if step[0] != "+"])
        spells: list[dict[str, Any]] = []
        for number, step in enumerate(shape):
            length = max(2, share - chance.randint(0, max(1, share // 3)))
            if step[0] == "+":
                start = month - length + chance.randint(0, length // 2)
                spells.append(self._spell(step[1:], start, start + length // 2))
                continue
            is_last = all(later[0] == "+" for later in shape[number + 1 :])
            goes_on = is_last and chance.random() < 0.8
            spells.append(
                self._spell("break" if step == "." else step, month, None if goes_on else month + length)
            )
            month += length + 1
        return _entered(spells)

    def _spell(self, kind: str, start: int, end: int | None) -> dict[str, Any]:
        chance, lang = self.chance, self.lang
        spell: dict[str, Any] = {"kind": kind, "from": _month(start)}
        if end is not None:
            spell["to"] = _month(min(end, _LAST))
        if kind == "break":
            return spell
        department = chance.choice(list(DEPARTMENTS[lang]))
        if kind != "here":
            spell["org"] = self._org()
        elif chance.random() < 0.8:
            spell["department"] = department
        spell["title"] = chance.choice(DEPARTMENTS[lang][department])
        if chance.random() < 0.4:
            spell["brought"] = one_of(BROUGHT[lang], lang, chance, 140)
        if self.others and chance.random() < 0.3:
            spell["with"] = list(self.others)
        if chance.random() < 0.1:
            spell["audience"] = chance.choice(self.readers)
        return spell

    def _org(self) -> Mapping[str, Any]:
        chance, lang = self.chance, self.lang
        industry, town, number = (
            chance.choice(list(INDUSTRIES)),
            chance.choice(TOWNS[lang]),
            chance.randint(2, 40),
        )
        kind = chance.choice(INDUSTRIES[industry][lang])
        name = f"{town}第{number}{kind}" if lang == "ja" else f"{town} {number} {kind}"
        by_audience = {self.readers[0]: "industry", self.readers[-1]: "name"}
        shown = chance.choice(("name", "industry", "hidden", by_audience))
        return {"name": name, "industry": industry, "show": shown}


def _entered(spells: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The spells with how she came in, where they were spent here."""
    been_here = False
    for number, spell in enumerate(spells):
        if spell["kind"] == "here":
            spell["entry"] = "return" if been_here else "mid-career" if number else "new-graduate"
            been_here = True
    return spells


def _month(number: int) -> str:
    return f"{number // 12}-{number % 12 + 1:02}"
