"""Slots and whole keyrings."""

import base64
import json

from vector_primitives import (
    argon2id,
    b64u,
    compact,
    fixed,
    header,
    jwe,
    message,
    padme,
    slot_jwe,
    slot_key,
    slot_tag,
)
from vector_world import BUSY, EMPTIED, EVENT_EVE, PLAIN, ROOT, SECRET, SINGLE, Vector, World


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


def content_refusals() -> dict[str, Vector]:
    """Slots with a true tag, by someone who has the key, that hold something else than a slot does."""
    good, closed = slot_vector("", PLAIN, 1), slot_vector("", BUSY, 9)
    inside, ended = good["content"], closed["content"]
    opened = compact(inside)
    widest = inside["audiences"]["guests"]
    one_pass = inside | {"name": "open-day", "kind": "pass", "from": "2026-10-01", "until": "2026-10-01"}
    cases: dict[str, tuple[str, str | bytes]] = {
        "empty": ("nothing, as in a decoy", "{}"),
        "not-json": ("no JSON", opened[:-1]),
        "not-utf-8": ("bytes that are no text", opened.encode()[:-2] + b"\xff}}"),
        "list": ("a list", f"[{opened}]"),
        "blank": ("a blank", opened.replace(",", ", ", 1)),
        "newline": ("a newline at the end", opened + "\n"),
        "order": ("its keys in another order", compact(dict(reversed(inside.items())))),
        "extra": ("a key too many", compact(inside | {"note": ""})),
        "twice": ("a key twice", opened.replace('"kind"', '"name":"members","kind"')),
        "escape": ("a letter as an escape", opened.replace("members", "\\u006dembers", 1)),
        "name": ("a name that nobody may have", compact(inside | {"name": "public"})),
        "name-number": ("a number for a name", compact(inside | {"name": 1})),
        "kind": ("an unknown kind", compact(inside | {"kind": "card"})),
        "state": ("an unknown state", compact(one_pass | {"state": "paused"})),
        "passphrase-state": (
            "a passphrase that has ended",
            compact(inside | {"state": "ended", "audiences": {}}),
        ),
        "passphrase-days": ("a passphrase with days", compact(one_pass | {"kind": "passphrase"})),
        "pass-without-days": ("a pass without days", compact(inside | {"kind": "pass"})),
        "no-such-day": ("a day that no calendar has", compact(ended | {"from": "2026-02-29"})),
        "short-day": ("a day in another spelling", compact(ended | {"from": "20260701"})),
        "active-without-keys": ("an active one without keys", compact(inside | {"audiences": {}})),
        "ended-with-keys": ("an ended one with keys", compact(ended | {"audiences": {"guests": widest}})),
        "audience": ("an audience that nobody may be", compact(inside | {"audiences": {"slot": widest}})),
        "short-gen": (
            "a gen of 6 bytes",
            compact(inside | {"audiences": {"guests": widest | {"gen": "AAAAAAAA"}}}),
        ),
        "short-key": (
            "a key of 16 bytes",
            compact(inside | {"audiences": {"guests": widest | {"key": "A" * 22}}}),
        ),
        "spare-bits": (
            "a key spelt with unused bits that are not zero",
            compact(inside | {"audiences": {"guests": widest | {"key": "A" * 42 + "B"}}}),
        ),
    }
    kept = {k: v for k, v in good.items() if k not in ("body", "content")}
    s = base64.urlsafe_b64decode(good["s"] + "==")
    out = {}
    for name, (what, text) in cases.items():
        body = fixed(text if isinstance(text, bytes) else text.encode())
        token = slot_jwe(ROOT, s, good["edition"], body, padme(max(good["size"], len(body) + 22)))
        out[f"slot-refused-content-{name}"] = kept | {
            "what": what,
            "ok": False,
            "failure": "content",
            "jwe": token,
        }
    return out


def keyring_refusals() -> dict[str, Vector]:
    """A good keyring, changed in what its reader must see before anything is stretched or opened."""
    text, _, _ = PLAIN.keyring()
    good = json.loads(text)
    kdf, first = good["kdf"], good["slots"][0]
    cases: dict[str, tuple[str, str, str]] = {
        "version": ("header", "another version", compact(good | {"v": 2})),
        "version-text": ("header", "the version as text", compact(good | {"v": "1"})),
        "version-true": ("header", "true for a version", compact(good | {"v": True})),
        "memory": ("header", "less memory", compact(good | {"kdf": kdf | {"m": 8}})),
        "much-memory": ("header", "more memory than there is", compact(good | {"kdf": kdf | {"m": 1 << 31}})),
        "passes": ("header", "fewer passes", compact(good | {"kdf": kdf | {"t": 1}})),
        "lanes": ("header", "more lanes", compact(good | {"kdf": kdf | {"p": 4}})),
        "lanes-true": ("header", "true for one lane", compact(good | {"kdf": kdf | {"p": True}})),
        "kind": ("header", "another kind of Argon2", compact(good | {"kdf": kdf | {"alg": "argon2i"}})),
        "more": ("header", "a setting too many", compact(good | {"kdf": kdf | {"secret": "AAAA"}})),
        "not-json": ("encoding", "no JSON", text[:-1]),
        "list": ("encoding", "a list", f"[{text}]"),
        "no-version": ("encoding", "no version", compact({k: v for k, v in good.items() if k != "v"})),
        "no-kdf": ("encoding", "no settings", compact({k: v for k, v in good.items() if k != "kdf"})),
        "no-slots": ("encoding", "no slots", compact({k: v for k, v in good.items() if k != "slots"})),
        "slots-text": ("encoding", "text for slots", compact(good | {"slots": ""})),
        "slots-record": ("encoding", "slots by name", compact(good | {"slots": {}})),
        "salt-short": ("encoding", "a salt of 3 bytes", compact(good | {"salt": "AAAA"})),
        "salt-padding": (
            "encoding",
            "padding behind the salt",
            compact(good | {"salt": good["salt"] + "=="}),
        ),
        "edition-short": ("encoding", "an edition of 6 bytes", compact(good | {"edition": "AAAAAAAA"})),
        "edition-number": ("encoding", "a number for an edition", compact(good | {"edition": 1})),
        "tag-short": ("encoding", "a tag of 3 bytes", compact(good | {"slots": [first | {"tag": "AAAA"}]})),
        "tag-spare-bits": (
            "encoding",
            "a tag spelt with unused bits that are not zero",
            compact(good | {"slots": [first | {"tag": "A" * 21 + "B"}]}),
        ),
        "tag-twice": ("encoding", "a tag twice", compact(good | {"slots": [first, first]})),
        "no-jwe": ("encoding", "a slot without a token", compact(good | {"slots": [{"tag": first["tag"]}]})),
        "jwe-null": ("encoding", "null for a token", compact(good | {"slots": [first | {"jwe": None}]})),
    }
    return {
        f"keyring-refused-{name}": {
            "what": what,
            "kind": "keyring",
            "ok": False,
            "failure": failure,
            "keyring": changed,
        }
        for name, (failure, what, changed) in cases.items()
    }


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
    body = base64.urlsafe_b64decode(good["body"] + "==")
    s = base64.urlsafe_b64decode(good["s"] + "==")
    odd = slot_jwe(ROOT, s, good["edition"], body, good["size"] + 1)
    assert padme(good["size"] + 1) > good["size"] + 1
    assert flip != good["jwe"]
    return {
        "slot-passphrase": good,
        "slot-passphrase-widest": slot_vector("the widest audience's slot", PLAIN, 0),
        "slot-pass-stories": slot_vector("the slot of an active pass to stories", BUSY, 3),
        "slot-pass-audience": slot_vector("the slot of an active pass to an audience", BUSY, 6),
        "slot-pass-revoked": slot_vector("the slot of an earlier epoch of a pass", BUSY, 4),
        "slot-pass-early": slot_vector("the slot of a pass before its first day", BUSY, 7),
        "slot-pass-ended": slot_vector("the slot of a pass after its last day", BUSY, 9),
        "slot-pass-emptied": slot_vector("the slot of a pass of which nothing is left", EMPTIED, 1),
        "slot-refused-flipped": bad | {"what": "a changed ciphertext", "failure": "tag", "jwe": flip},
        "slot-refused-type": bad | {"what": "a slot of another type", "failure": "header", "jwe": html},
        "slot-refused-other-slot": bad
        | {"what": "another slot's jwe under this tag", "failure": "kid", "jwe": other},
        "slot-refused-size": bad
        | {"what": "a size that the rule does not have", "failure": "fill", "inflates": True, "jwe": odd},
        **content_refusals(),
        **keyring_refusals(),
        "keyring-plain": keyring_vector("three audiences, no passes, one decoy", PLAIN),
        "keyring-passes": keyring_vector("audiences and passes of every state, on an event's only day", BUSY),
        "keyring-event-eve": keyring_vector("the same a day earlier: one pass not yet, one still", EVENT_EVE),
        "keyring-emptied": keyring_vector("an audience, and a pass of which nothing is left", EMPTIED),
        "keyring-single": keyring_vector("one audience and no decoy", SINGLE),
    }
