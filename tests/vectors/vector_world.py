"""The gates that the vectors are taken from, each with all that it seals for and all of its slots."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from vector_primitives import Root, argon2id, b64u, compact, fixed, padme, slot_jwe, slot_tag, unkeyed_sha256

Vector = dict[str, Any]
SECRET = unkeyed_sha256("yorimichi test vectors, format 1")
ROOT = Root(SECRET)
TODAY = "2026-10-01"


@dataclass(frozen=True)
class World:
    """A site's gate on one day: audiences from the widest to the narrowest, and passes."""

    audiences: tuple[tuple[str, int], ...]
    passes: tuple[Vector, ...] = ()
    today: str = TODAY

    def state(self, entry: Vector) -> str:
        today = date.fromisoformat(self.today)
        if not entry["stories"] and not entry["audiences"]:
            return "ended"
        if today < date.fromisoformat(entry["from"]):
            return "early"
        return "ended" if today > date.fromisoformat(entry["until"]) else "active"

    def opened_by(self, entry: Vector) -> list[str]:
        """Widest first; a pass to stories opens, last, the audience that bears its id."""
        names = [name for name, _ in self.audiences]
        deepest = max((names.index(name) for name in entry["audiences"]), default=-1)
        return names[: deepest + 1] + ([entry["id"]] if entry["stories"] else [])

    def openers(self, audience: str) -> list[bytes]:
        names = [name for name, _ in self.audiences]
        own = self.audiences[names.index(audience) :] if audience in names else ()
        return [ROOT.passphrase_opener(name, epoch) for name, epoch in own] + [
            ROOT.pass_opener(p["id"], p["epoch"])
            for p in self.passes
            if self.state(p) == "active" and audience in self.opened_by(p)
        ]

    def sealable(self) -> list[str]:
        stories = [p["id"] for p in self.passes if p["stories"] and self.state(p) == "active"]
        return [name for name, _ in self.audiences] + stories

    def gen(self, audience: str) -> str:
        return ROOT.gen(audience, self.openers(audience))

    def key(self, audience: str) -> bytes:
        return ROOT.audience_key(audience, self.gen(audience))

    def held(self, names: list[str]) -> Vector:
        return {name: {"gen": self.gen(name), "key": b64u(self.key(name))} for name in names}

    def slots(self) -> list[tuple[bytes, Vector]]:
        """What opens each real slot (S), and what is in it."""
        names = [name for name, _ in self.audiences]
        out = []
        for i, (name, epoch) in enumerate(self.audiences):
            s = argon2id(typed(ROOT.passphrase(name, epoch)), ROOT.salt())
            out.append((s, content(name, "passphrase", "active", None, None, held=self.held(names[: i + 1]))))
        for p in self.passes:
            state = self.state(p)
            held = self.held(self.opened_by(p)) if state == "active" else {}
            for epoch in range(1, p["epoch"]):
                gone = content(p["id"], "pass", "revoked", p["from"], p["until"], held={})
                out.append((ROOT.token(p["id"], epoch), gone))
            s = ROOT.token(p["id"], p["epoch"])
            out.append((s, content(p["id"], "pass", state, p["from"], p["until"], held=held)))
        return out

    def keyring(self) -> tuple[str, str, int]:
        """Gives the keyring's text, its edition, and the size of each slot's message."""
        real = [(s, compact(c).encode()) for s, c in self.slots()]
        edition = b64u(ROOT.mac("edition", *sorted(c for _, c in real))[:9])
        count = 1
        while count < len(real):
            count *= 2
        decoys = [(ROOT.expand("decoy", i, n=32), b"{}") for i in range(count - len(real))]
        bodies = [(s, fixed(c)) for s, c in real + decoys]
        size = max(padme(len(body) + 22) for _, body in bodies)
        slots = [
            {"tag": slot_tag(s, edition), "jwe": slot_jwe(ROOT, s, edition, body, size)} for s, body in bodies
        ]
        kdf = {"alg": "argon2id", "m": 65536, "t": 3, "p": 1}
        keyring = {"v": 1, "salt": b64u(ROOT.salt()), "kdf": kdf, "edition": edition}
        return compact(keyring | {"slots": sorted(slots, key=lambda slot: slot["tag"])}), edition, size

    def told(self) -> Vector:
        return {
            "secret": b64u(SECRET),
            "audiences": [{"name": name, "epoch": epoch} for name, epoch in self.audiences],
            "passes": list(self.passes),
            "today": self.today,
        }


def typed(passphrase: str) -> str:
    """A word of the list may hold a hyphen, which counts as a space."""
    return passphrase.replace("-", " ")


def content(
    name: str, kind: str, state: str, since: str | None, until: str | None, *, held: Vector
) -> Vector:
    return {"name": name, "kind": kind, "state": state, "from": since, "until": until, "audiences": held}


def made_pass(
    ident: str,
    since: str,
    until: str,
    *,
    epoch: int = 1,
    stories: tuple[str, ...] = (),
    audiences: tuple[str, ...] = (),
) -> Vector:
    return {
        "id": ident,
        "from": since,
        "until": until,
        "epoch": epoch,
        "stories": list(stories),
        "audiences": list(audiences),
    }


PLAIN = World((("guests", 1), ("members", 1), ("staff", 1)))
BUSY = World(
    (("guests", 2), ("members", 1), ("staff", 10)),
    (
        made_pass("open-day", "2026-10-01", "2026-10-01", stories=("coming-back", "three-generations")),
        made_pass("alumni-night", "2026-09-01", "2026-10-31", epoch=3, audiences=("members",)),
        made_pass("spring-fair", "2027-03-01", "2027-03-31", stories=("coming-back",), audiences=("guests",)),
        made_pass("summer-fair", "2026-07-01", "2026-09-30", epoch=2, stories=("coming-back",)),
    ),
)
EVENT_EVE = World(BUSY.audiences, BUSY.passes, "2026-09-30")
SINGLE = World((("guests", 1),))
# Nothing is left of the only pass's stories, though its days are still to come.
EMPTIED = World((("guests", 1),), (made_pass("autumn-fair", "2026-11-01", "2026-11-30"),))
