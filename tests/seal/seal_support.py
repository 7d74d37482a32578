"""What the gate's tests share: the vectors, and gates as vectors tell them."""

import json
from datetime import date
from pathlib import Path
from typing import Any

from hypothesis import settings

from generator.seal import Audience, Gate, Pass, Secret

VECTORS = Path(__file__).parents[1] / "vectors"
SECRET = Secret(bytes(range(32)))
TODAY = date(2026, 10, 1)

# Argon2id and a busy machine may take their time.
patient = settings(deadline=None)

Vector = dict[str, Any]


def vectors(kind: str, *, ok: bool | None = None) -> dict[str, Vector]:
    """The vectors of a kind by name."""
    found = {path.stem: json.loads(path.read_text("ascii")) for path in sorted(VECTORS.glob("*.json"))}
    return {name: v for name, v in found.items() if v["kind"] == kind and ok in {None, v["ok"]}}


def gate_of(vector: Vector) -> Gate:
    """The gate that a vector tells of."""
    return Gate(
        Secret.from_text(vector["secret"]),
        [Audience(a["name"], a["epoch"]) for a in vector["audiences"]],
        [
            Pass(
                p["id"],
                date.fromisoformat(p["from"]),
                date.fromisoformat(p["until"]),
                p["epoch"],
                tuple(p["stories"]),
                tuple(p["audiences"]),
            )
            for p in vector["passes"]
        ],
        today=date.fromisoformat(vector["today"]),
    )


def small_gate() -> Gate:
    """Three audiences and no passes."""
    return Gate(SECRET, [Audience("guests"), Audience("members"), Audience("staff")], today=TODAY)
