"""What is in a slot of the keyring."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, get_args

from generator.seal.derivation import AudienceKey
from generator.seal.encoding import b64u, compact_json, from_b64u

Kind = Literal["passphrase", "pass"]
State = Literal["active", "early", "ended", "revoked"]
_NAME = re.compile(r"[a-z][a-z0-9-]{0,31}")
_RESERVED = frozenset({"public", "slot"})
_GEN, _KEY = 9, 32  # bytes


def is_name(text: str) -> bool:
    """Whether an audience or pass may be called so."""
    return bool(_NAME.fullmatch(text)) and text not in _RESERVED


@dataclass(frozen=True)
class Slot:
    """Who a slot is for, from when to when, and the key of every audience that it opens, the widest first.

    Only an active one has keys; the others are there so that their readers are told.
    """

    name: str
    kind: Kind
    state: State
    from_: date | None
    until: date | None
    audiences: Mapping[str, AudienceKey]

    def to_json(self) -> bytes:
        """The slot as it is sealed."""
        return compact_json(
            {
                "name": self.name,
                "kind": self.kind,
                "state": self.state,
                "from": self.from_.isoformat() if self.from_ else None,
                "until": self.until.isoformat() if self.until else None,
                "audiences": {name: {"gen": a.gen, "key": b64u(a.key)} for name, a in self.audiences.items()},
            }
        )

    @classmethod
    def from_json(cls, data: bytes) -> "Slot":
        """The slot that `to_json` wrote. Raises ValueError for anything else."""
        try:
            slot = _read(json.loads(data))
            as_written = slot._is_sound() and slot.to_json() == data
        except (AttributeError, KeyError, RecursionError, TypeError) as error:
            raise ValueError("not a slot's content") from error
        if not as_written:
            raise ValueError("not a slot's content as it is written")
        return slot

    def _is_sound(self) -> bool:
        """Whether a gate could have made it: only a pass has days and other states; what is active has keys."""
        days = [day for day in (self.from_, self.until) if day]
        by_kind = len(days) == 2 if self.kind == "pass" else not days and self.state == "active"
        return (
            is_name(self.name)
            and self.kind in get_args(Kind)
            and self.state in get_args(State)
            and by_kind
            and bool(self.audiences) == (self.state == "active")
            and all(map(is_name, self.audiences))
            and all(len(from_b64u(a.gen)) == _GEN and len(a.key) == _KEY for a in self.audiences.values())
        )


def _read(value: dict[str, Any]) -> Slot:
    return Slot(
        name=value["name"],
        kind=value["kind"],
        state=value["state"],
        from_=date.fromisoformat(value["from"]) if value["from"] else None,
        until=date.fromisoformat(value["until"]) if value["until"] else None,
        audiences={
            name: AudienceKey(a["gen"], from_b64u(a["key"])) for name, a in value["audiences"].items()
        },
    )
