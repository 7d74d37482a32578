"""Objects that must be refused: one good object, bent in every way that a reader must see."""

import base64
from typing import Any

from vector_objects import GOOD, HTML, sealed
from vector_primitives import (
    EMPTY_FIXED_AND_STORED,
    EMPTY_STORED,
    END,
    b64u,
    fixed,
    header,
    jwe,
    message,
    object_key,
    padme,
    stored,
    zeros,
)
from vector_world import PLAIN, ROOT, Vector


def refused(what: str, failure: str, token: str, **changed: Any) -> Vector:
    """The good object's page and key, with another token in its place."""
    kept = {k: v for k, v in GOOD.items() if k not in ("body", "content")}
    return kept | {"what": what, "ok": False, "failure": failure, "token": token} | changed


def bent(protected: bytes | None = None, plain: bytes | None = None) -> str:
    """A token with a true tag, by someone who has the key, whose header or message is not what it must be."""
    kid = f"{GOOD['audience']}.{GOOD['gen']}/{GOOD['oid']}"
    key = base64.urlsafe_b64decode(GOOD["key"] + "=")
    return jwe(
        ROOT, key, protected or header(kid, "text/html"), message(fixed(HTML)) if plain is None else plain
    )


def flipped(segment: int, at: int) -> str:
    parts = GOOD["token"].split(".")
    old = parts[segment][at]
    new = "B" if old != "B" else "C"
    at %= len(parts[segment])
    parts[segment] = parts[segment][:at] + new + parts[segment][at + 1 :]
    return ".".join(parts)


def respelt(segment: int) -> str:
    """The same bytes in base64url whose unused last bits are not zero."""
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    parts = GOOD["token"].split(".")
    assert len(parts[segment]) % 4, "no unused bits"
    parts[segment] = parts[segment][:-1] + letters[letters.index(parts[segment][-1]) + 1]
    return ".".join(parts)


def encoding_refusals() -> dict[str, Vector]:
    token: str = GOOD["token"]
    first, key, iv, text, tag = token.split(".")
    cases = {
        "empty": ("an empty token", ""),
        "four-segments": ("four segments", ".".join([first, key, iv, text])),
        "six-segments": ("a sixth, empty segment", token + "."),
        "encrypted-key": ("an encrypted key where none belongs", ".".join([first, "AAAA", iv, text, tag])),
        "short-iv": ("an IV of 9 bytes", ".".join([first, key, iv[:12], text, tag])),
        "short-tag": ("a tag of 12 bytes", ".".join([first, key, iv, text, tag[:16]])),
        "padding": ("base64 padding", token + "=="),
        "newline": ("a newline at the end", token + "\n"),
        "space": (
            "a space inside the ciphertext",
            ".".join([first, key, iv, text[:8] + " " + text[8:], tag]),
        ),
        "plus": (
            "a letter of base64 that base64url has not",
            ".".join([first, key, iv, "+" + text[1:], tag]),
        ),
        "spare-bits-tag": ("a tag spelt with unused bits that are not zero", respelt(4)),
        "spare-bits-ciphertext": ("ciphertext spelt with unused bits that are not zero", respelt(3)),
        "cut-one": ("the last character cut off", token[:-1]),
        "inserted": ("a character put into the tag", ".".join([first, key, iv, text, "A" + tag])),
    }
    return {f"object-refused-{k}": refused(what, "encoding", t) for k, (what, t) in cases.items()}


def header_refusals() -> dict[str, Vector]:
    good = header(f"{GOOD['audience']}.{GOOD['gen']}/{GOOD['oid']}", "text/html")
    swapped = good.replace(b'{"alg":"dir","enc":"A256GCM",', b'{"enc":"A256GCM","alg":"dir",')
    cases = {
        "other-alg": ("another alg", good.replace(b'"dir"', b'"A256KW"')),
        "other-enc": ("another enc", good.replace(b"A256GCM", b"A128GCM")),
        "no-zip": ("no zip", good.replace(b'"zip":"DEF",', b"")),
        "other-type": ("a type that scripts can hide in", good.replace(b"text/html", b"image/svg+xml")),
        "key-order": ("the same keys in another order", swapped),
        "spaces": ("the same header with spaces", good.replace(b",", b", ")),
        "escapes": ("the same header with an escaped letter", good.replace(b"text/html", b"text\\/html")),
        "extra-key": ("a key too many", good[:-1] + b',"crit":[]}'),
        "key-twice": ("a key twice", good[:-1] + b',"alg":"dir"}'),
        "not-json": ("a header that is not JSON", good[:-1]),
        "newline-in-header": ("a newline after the header", good + b"\n"),
        "no-kid": ("no kid", good[: good.index(b',"kid"')] + b"}"),
        "no-type": ("no cty", good.replace(b'"cty":"text/html",', b"")),
        "other-zip": ("another compression", good.replace(b'"DEF"', b'"GZIP"')),
        "kid-twice": ("a kid twice, the right one last", good.replace(b'"kid"', b'"kid":"x","kid"')),
        "unicode-escape": ("a letter of the kid as an escape", good.replace(b"members", b"\\u006dembers")),
        "byte-order-mark": ("a byte order mark before the header", b"\xef\xbb\xbf" + good),
        "not-ascii": ("a kid with a letter outside ASCII", good.replace(b"/a/", "/\u0430/".encode())),
        "capital": ("a capital letter in a key", good.replace(b'"alg"', b'"Alg"')),
        "list": ("the header in a list", b"[" + good + b"]"),
        "nothing": ("an empty header", b"{}"),
    }
    return {f"object-refused-{k}": refused(what, "header", bent(h)) for k, (what, h) in cases.items()}


def kid_refusals() -> dict[str, Vector]:
    gen, oid = GOOD["gen"], GOOD["oid"]
    other = PLAIN.gen("staff")
    cases = {
        "other-page": ("a kid of another page", f"members.{gen}/a/0000000000000/"),
        "other-audience": ("a kid of another audience", f"staff.{gen}/{oid}"),
        "other-gen": ("a kid of another gen", f"members.{other}/{oid}"),
        "longer-kid": ("a kid with something behind", f"members.{gen}/{oid}~staff"),
    }
    out = {
        f"object-refused-{k}": refused(what, "kid", bent(header(kid, "text/html")))
        for k, (what, kid) in cases.items()
    }
    moved = sealed("", "members", "a/0000000000000/", "text/html", HTML)["token"]
    return out | {"object-refused-moved": refused("an object of another page, put here", "kid", moved)}


def tag_refusals() -> dict[str, Vector]:
    parts = GOOD["token"].split(".")
    other_key = b64u(object_key(PLAIN.key("staff"), GOOD["oid"]))
    return {
        "object-refused-flipped-ciphertext": refused(
            "a changed character of the ciphertext", "tag", flipped(3, 40)
        ),
        "object-refused-flipped-iv": refused("a changed character of the IV", "tag", flipped(2, 3)),
        "object-refused-flipped-tag": refused("a changed character of the tag", "tag", flipped(4, 0)),
        "object-refused-cut-four": refused(
            "four characters, three whole bytes, cut out of the ciphertext",
            "tag",
            ".".join([*parts[:3], parts[3][4:], parts[4]]),
        ),
        "object-refused-inserted-four": refused(
            "four characters put into the ciphertext",
            "tag",
            ".".join([*parts[:3], "AAAA" + parts[3], parts[4]]),
        ),
        "object-refused-wrong-key": refused(
            "the key of a narrower audience",
            "tag",
            GOOD["token"],
            audience_key=b64u(PLAIN.key("staff")),
            key=other_key,
        ),
    }


def message_refusals() -> dict[str, Vector]:
    body = fixed(HTML)
    good = message(body)
    blocks = (len(good) - len(body) - 2) // 5
    cases = {
        "fill-trailing": ("fill", True, "bytes after the end of the stream", good[:-7] + END + bytes(5)),
        "fill-behind-end": ("fill", True, "a body that ends the stream, right fill behind it", ended(body)),
        "fill-order": ("fill", True, "the fill's two kinds of block in the wrong order", reordered(body)),
        "fill-none": ("fill", True, "no fill at all", body + END),
        "fill-short": (
            "fill",
            True,
            "fill to a smaller size than the least",
            message(body, padme(len(body) + 22)),
        ),
        "fill-long": ("fill", True, "fill to a larger size than the rule gives", message(body, 640)),
        "fill-fixed-only": ("fill", True, "fill of one kind of block only", fixed_only(body)),
        "unfinished": ("inflate", False, "a stream without its last block", body + EMPTY_STORED * blocks),
        "broken": ("inflate", False, "a reserved kind of block", b"\x06" + good[1:]),
        "too-large": ("inflate", True, "240,199 bytes of content out of 2 KB", message(zeros(931))),
    }
    out = {}
    for name, (failure, inflates, what, plain) in cases.items():
        out[f"object-refused-{name}"] = refused(what, failure, bent(plain=plain), inflates=inflates)
    return out


def ended(body: bytes) -> bytes:
    """The flush is marked as the last block."""
    stream = stored(HTML)[:-5] + b"\x01" + EMPTY_STORED[1:]
    return stream + message(body + bytes(len(stream) - len(body)))[len(stream) :]


def reordered(body: bytes) -> bytes:
    g = 512 - len(body) - 2
    assert g % 5, "no block of the first kind"
    return body + (g - 6 * (g % 5)) // 5 * EMPTY_STORED + g % 5 * EMPTY_FIXED_AND_STORED + END


def fixed_only(body: bytes) -> bytes:
    """As many long blocks as fit; the size comes out right all the same."""
    g = 512 - len(body) - 2
    longs = max(n for n in range(g) if 6 * n <= g and (g - 6 * n) % 5 == 0)
    return body + longs * EMPTY_FIXED_AND_STORED + (g - 6 * longs) // 5 * EMPTY_STORED + END
