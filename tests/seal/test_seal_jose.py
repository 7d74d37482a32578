"""Two JOSE libraries open what the gate seals from the written format alone."""

import base64
import hashlib
import hmac
import json
from datetime import date

import pytest
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from joserfc import jwe as joserfc_jwe
from joserfc.jwe import JWERegistry
from joserfc.jwk import OctKey
from jwcrypto.jwe import JWE
from jwcrypto.jwk import JWK
from seal_support import SECRET, TODAY, Vector, small_gate, vectors

from generator.seal import LIMIT, Audience, Gate, Pass


def encoded(data: bytes) -> str:
    """Base64url without padding."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def decoded(text: str) -> bytes:
    """The reverse."""
    return base64.urlsafe_b64decode(text + "==")


def with_jwcrypto(token: str, key: bytes) -> bytes:
    """The payload as jwcrypto opens it."""
    jwe = JWE()
    jwe.deserialize(token, JWK(kty="oct", k=encoded(key)))
    payload: bytes = jwe.payload
    return payload


class LargeRegistry(JWERegistry):
    """joserfc's limit of ciphertext raised to what the format allows."""

    max_ciphertext_length = 400_000


def with_joserfc(token: str, key: bytes) -> bytes:
    """The payload as joserfc opens it."""
    registry = LargeRegistry(algorithms=["dir", "A256GCM", "DEF"])
    opened = joserfc_jwe.decrypt_compact(token, OctKey.import_key(key), registry=registry)
    assert opened.plaintext is not None
    return opened.plaintext


def hkdf(key: bytes, *info: str) -> bytes:
    """HKDF-SHA-256 with an empty salt, one block, of the framed parts."""
    framed = b"".join(len(part.encode()).to_bytes(4, "big") + part.encode() for part in info)
    return hmac.digest(hmac.digest(b"", key, hashlib.sha256), framed + b"\x01", hashlib.sha256)


def slot_by_format(keyring: bytes, s: bytes) -> Vector:
    """The slot that S opens, found and opened as the format says, without the gate."""
    ring = json.loads(keyring)
    tag = encoded(hkdf(s, "slot tag", ring["edition"])[:16])
    jwe = next(slot["jwe"] for slot in ring["slots"] if slot["tag"] == tag)
    key = hkdf(s, "slot key", ring["edition"])
    content = with_jwcrypto(jwe, key)
    assert with_joserfc(jwe, key) == content
    found: Vector = json.loads(content)
    return found


@pytest.mark.parametrize("vector", vectors("object", ok=True).values(), ids=vectors("object", ok=True).keys())
def test_vectors_open_in_both_libraries(vector: Vector) -> None:
    """jwcrypto and joserfc give the content of each good object, whatever its fill."""
    key, content = decoded(vector["key"]), decoded(vector["content"])
    if content:  # jwcrypto takes an empty payload for a failure
        assert with_jwcrypto(vector["token"], key) == content
    assert with_joserfc(vector["token"], key) == content


@pytest.mark.parametrize("vector", vectors("slot", ok=True).values(), ids=vectors("slot", ok=True).keys())
def test_slots_of_vectors_open_in_both_libraries(vector: Vector) -> None:
    """Both give the content of each good slot with its key alone."""
    key = decoded(vector["key"])
    assert json.loads(with_jwcrypto(vector["jwe"], key)) == vector["content"]
    assert json.loads(with_joserfc(vector["jwe"], key)) == vector["content"]


@pytest.mark.parametrize(
    ("cty", "content"),
    [
        ("text/html", "寄り道".encode() * 26_666),
        ("image/png", bytes(range(256)) * (LIMIT // 256)),
    ],
    ids=["long text", "large picture"],
)
def test_the_way_from_a_passphrase_to_content(cty: str, content: bytes) -> None:
    """With a passphrase, keyring and token alone, both libraries reach the content, up to the largest."""
    gate = small_gate()
    token = gate.seal("guests", "m/x", content, cty)
    ring = json.loads(gate.keyring())
    kdf = ring["kdf"]
    s = Argon2id(
        salt=decoded(ring["salt"]), length=32, iterations=kdf["t"], lanes=kdf["p"], memory_cost=kdf["m"]
    ).derive(gate.passphrase("members").replace("-", " ").encode())
    slot = slot_by_format(gate.keyring(), s)
    assert list(slot["audiences"]) == ["guests", "members"]
    header = json.loads(decoded(token.split(".")[0]))
    assert header["kid"] == f"guests.{slot['audiences']['guests']['gen']}/m/x"
    key = hkdf(decoded(slot["audiences"]["guests"]["key"]), "object", "m/x")
    assert with_jwcrypto(token, key) == content
    assert with_joserfc(token, key) == content


def test_the_way_from_a_pass_to_an_event_view() -> None:
    """With the token of a pass link alone, both libraries reach an event view and no audience's key."""
    day = Pass("open-day", date(2026, 9, 1), date(2026, 10, 1), stories=("coming-back",))
    gate = Gate(SECRET, [Audience("guests"), Audience("staff")], [day], today=TODAY)
    token = gate.seal("open-day", "stories/x/", b"<p>An event view</p>", "text/html")
    slot = slot_by_format(gate.keyring(), decoded(gate.token("open-day")))
    assert list(slot["audiences"]) == ["open-day"]
    key = hkdf(decoded(slot["audiences"]["open-day"]["key"]), "object", "stories/x/")
    assert with_jwcrypto(token, key) == with_joserfc(token, key) == b"<p>An event view</p>"
