"""Writes the test vectors of the gate's format, one scenario a file: `python tests/vectors/make.py [DIR]`."""

import json
import sys
from pathlib import Path
from typing import Any

from vector_objects import objects
from vector_primitives import b64u, object_key, padme
from vector_refusals import encoding_refusals, header_refusals, kid_refusals, message_refusals, tag_refusals
from vector_slots import slots_and_keyrings
from vector_world import BUSY, EVENT_EVE, PLAIN, ROOT, SECRET, Vector, World, typed


def derivation(what: str, world: World) -> Vector:
    audiences = world.sealable()
    return (
        {"what": what, "kind": "derivation", "ok": True}
        | world.told()
        | {
            "salt": b64u(ROOT.salt()),
            "openers": {name: [b64u(o) for o in sorted(world.openers(name))] for name in audiences},
            "gens": {name: world.gen(name) for name in audiences},
            "keys": {name: b64u(world.key(name)) for name in audiences},
            "tokens": {p["id"]: b64u(ROOT.token(p["id"], p["epoch"])) for p in world.passes},
            "object_keys": [
                {
                    "audience_key": b64u(world.key(name)),
                    "oid": oid,
                    "key": b64u(object_key(world.key(name), oid)),
                }
                for name in audiences
                for oid in (
                    "",
                    "~guests",
                    "a/4f7k2m9q0c1xz/",
                    f"m/{ROOT.address('media', 'x')}",
                    "index/guests/0",
                )
            ],
        }
    )


def passphrase(what: str, audience: str, epoch: int) -> Vector:
    words = ROOT.passphrase(audience, epoch)
    return {
        "what": what,
        "kind": "passphrase",
        "ok": True,
        "secret": b64u(SECRET),
        "audience": audience,
        "epoch": epoch,
        "stream": b64u(ROOT.passphrase_stream(audience, epoch)),
        "passphrase": words,
        "normalised": typed(words),
    }


def first_epoch(audience: str, wanted: Any) -> int:
    return next(e for e in range(1, 100_000) if wanted(e, audience))


def hyphenated(epoch: int, audience: str) -> bool:
    return "-" in ROOT.passphrase(audience, epoch)


def rejecting(epoch: int, audience: str) -> bool:
    stream = ROOT.passphrase_stream(audience, epoch)
    return any(int.from_bytes(stream[i : i + 2], "big") >= 62208 for i in range(0, 12, 2))


def normalisations() -> dict[str, Vector]:
    good = {
        "plain": ("a passphrase as it is shown", [("abacus zoom", "abacus zoom")]),
        "case": ("capitals, as phones put them", [("Abacus ZOOM", "abacus zoom")]),
        "spaces": (
            "spaces of every kind, and at the ends",
            [(" \tabacus \r\n zoom\x0b\x0c", "abacus zoom"), ("abacus\u3000zoom\u00a0", "abacus zoom")],
        ),
        "hyphens": (
            "hyphens and dashes count as spaces",
            [
                ("abacus-zoom", "abacus zoom"),
                ("abacus \u2010\u2011\u2012\u2013\u2014\u2015 zoom", "abacus zoom"),
                ("yo-yo t-shirt", "yo yo t shirt"),
                ("-abacus-", "abacus"),
                ("abacus\uff0dzoom", "abacus zoom"),
            ],
        ),
        "full-width": (
            "full-width letters",
            [("ａｂａｃｕｓ　ＺＯＯＭ", "abacus zoom"), ("\u212aelvin", "kelvin")],
        ),
        "kept": (
            "other ASCII stays",
            [("abacus_zoom!", "abacus_zoom!"), ("a\x1fb", "a\x1fb"), ("", ""), (" - ", "")],
        ),
    }
    bad = [
        "合言葉",
        "abacus ー zoom",
        "abácus",
        "\u0130stanbul",
        "abacus\u200bzoom",
        "abacus\u2212zoom",
        "a\u0085b",
        "a\u2028b",
    ]
    out: dict[str, Vector] = {}
    for name, (what, cases) in good.items():
        pairs = [{"typed": a, "normalised": b} for a, b in cases]
        out[f"normalise-{name}"] = {"what": what, "kind": "normalise", "ok": True, "cases": pairs}
    out["normalise-refused"] = {
        "what": "anything outside ASCII is no passphrase",
        "kind": "normalise",
        "ok": False,
        "failure": "not-a-passphrase",
        "cases": [{"typed": text} for text in bad],
    }
    return out


def addresses() -> Vector:
    ids = [
        ("person", "naoko-ogawa"),
        ("story", "naoko-ogawa"),
        ("media", "小川.jpg"),
        ("p", "ersonx"),
        ("story", ""),
    ]
    ids += [("media", str(i)) for i in range(16)]
    cases = [{"of": kind, "id": ident, "address": ROOT.address(kind, ident)} for kind, ident in ids]
    return {"what": "opaque addresses", "kind": "address", "ok": True, "secret": b64u(SECRET), "cases": cases}


def sizes() -> dict[str, Vector]:
    """Lengths of bodies around every power of two, where the rule's steps begin."""
    around = [2**k - 22 + more for k in range(5, 19) for more in (-1, 0, 1)]
    lengths = sorted({5, *(n for n in around if n >= 5), *range(480, 520, 3), 65_540, 239_990, 240_025})
    floors = {"object": ("sizes of objects' messages", 512), "slot": ("least sizes of slots' messages", 0)}
    return {
        f"size-{of}": {
            "what": what,
            "kind": "size",
            "ok": True,
            "of": of,
            "cases": [{"body": n, "size": padme(max(floor, n + 22))} for n in lengths],
        }
        for of, (what, floor) in floors.items()
    }


def vectors() -> dict[str, Vector]:
    return {
        "derivation-plain": derivation("three audiences, no passes", PLAIN),
        "derivation-passes": derivation("passes that open stories and audiences", BUSY),
        "derivation-event-eve": derivation("the same a day earlier", EVENT_EVE),
        "passphrase-guests": passphrase("a passphrase", "guests", 1),
        "passphrase-epoch": passphrase("the next epoch's passphrase", "guests", 2),
        "passphrase-rejection": passphrase("a number skipped", "members", first_epoch("members", rejecting)),
        "passphrase-hyphen": passphrase("a word with a hyphen", "guests", first_epoch("guests", hyphenated)),
        "address": addresses(),
        **sizes(),
        **objects(),
        **encoding_refusals(),
        **header_refusals(),
        **kid_refusals(),
        **tag_refusals(),
        **message_refusals(),
        **slots_and_keyrings(),
        **normalisations(),
    }


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent
    for name, vector in vectors().items():
        text = json.dumps({"format": 1} | vector, indent=1, ensure_ascii=True)
        (folder / f"{name}.json").write_text(text + "\n", encoding="ascii")


if __name__ == "__main__":
    main()
