"""Slots and whole keyrings."""

import base64

from vector_primitives import (
    argon2id,
    b64u,
    compact,
    fixed,
    header,
    jwe,
    message,
    slot_jwe,
    slot_key,
    slot_tag,
)
from vector_world import BUSY, EVENT_EVE, PLAIN, ROOT, SECRET, SINGLE, Vector, World


def slot_vector(what: str, world: World, which: int) -> Vector:
    _, edition, size = world.keyring()
    s, inside = world.slots()[which]
    is_pass = inside["kind"] == "pass"
    opened = (
        {"token": b64u(s)}
        if is_pass
        else {"passphrase": ROOT.passphrase(*world.audiences[which]), "salt": b64u(ROOT.salt())}
    )
    body = fixed(compact(inside).encode())
    return (
        {"what": what, "kind": "slot", "ok": True}
        | opened
        | {
            "secret": b64u(SECRET),
            "edition": edition,
            "s": b64u(s),
            "tag": slot_tag(s, edition),
            "key": b64u(slot_key(s, edition)),
            "size": size,
            "body": b64u(body),
            "jwe": slot_jwe(ROOT, s, edition, body, size),
            "content": inside,
        }
    )


def keyring_vector(what: str, world: World) -> Vector:
    text, edition, _ = world.keyring()
    opens: list[Vector] = []
    for i, (s, inside) in enumerate(world.slots()):
        if inside["kind"] == "pass":
            opens.append({"token": b64u(s), "content": inside})
        else:
            opens.append({"passphrase": ROOT.passphrase(*world.audiences[i]), "content": inside})
    opens.append({"passphrase": "abacus abdomen abdominal abide abiding ability", "content": None})
    opens.append({"passphrase": "合言葉", "content": None})
    opens.append({"token": b64u(bytes(16)), "content": None})
    told = {"what": what, "kind": "keyring", "ok": True} | world.told()
    return told | {"edition": edition, "keyring": text, "opens": opens}


def slot_as_html(good: Vector) -> str:
    """The right content under the right tag, called a page."""
    plain = message(base64.urlsafe_b64decode(good["body"] + "=="), good["size"])
    key = base64.urlsafe_b64decode(good["key"] + "=")
    return jwe(ROOT, key, header(f"slot/{good['tag']}", "text/html"), plain)


def slots_and_keyrings() -> dict[str, Vector]:
    good = slot_vector("a passphrase's slot", PLAIN, 1)
    jwe_parts = good["jwe"].split(".")
    flip = ".".join([*jwe_parts[:3], "B" + jwe_parts[3][1:], jwe_parts[4]])
    wrong_s = argon2id("abacus abdomen abdominal abide abiding ability", ROOT.salt())
    other = slot_jwe(
        ROOT, wrong_s, good["edition"], base64.urlsafe_b64decode(good["body"] + "=="), good["size"]
    )
    bad = {k: v for k, v in good.items() if k not in ("body", "content")} | {"ok": False}
    html = slot_as_html(good)
    assert flip != good["jwe"]
    return {
        "slot-passphrase": good,
        "slot-passphrase-widest": slot_vector("the widest audience's slot", PLAIN, 0),
        "slot-pass-stories": slot_vector("the slot of an active pass to stories", BUSY, 3),
        "slot-pass-audience": slot_vector("the slot of an active pass to an audience", BUSY, 6),
        "slot-pass-revoked": slot_vector("the slot of an earlier epoch of a pass", BUSY, 4),
        "slot-pass-early": slot_vector("the slot of a pass before its first day", BUSY, 7),
        "slot-pass-ended": slot_vector("the slot of a pass after its last day", BUSY, 9),
        "slot-refused-flipped": bad | {"what": "a changed ciphertext", "failure": "tag", "jwe": flip},
        "slot-refused-type": bad | {"what": "a slot of another type", "failure": "header", "jwe": html},
        "slot-refused-other-slot": bad
        | {"what": "another slot's jwe under this tag", "failure": "kid", "jwe": other},
        "keyring-plain": keyring_vector("three audiences, no passes, one decoy", PLAIN),
        "keyring-passes": keyring_vector("audiences and passes of every state, on an event's only day", BUSY),
        "keyring-event-eve": keyring_vector("the same a day earlier: one pass not yet, one still", EVENT_EVE),
        "keyring-single": keyring_vector("one audience and no decoy", SINGLE),
    }
