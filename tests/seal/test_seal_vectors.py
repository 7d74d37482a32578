"""The gate against the vectors, which were made without it."""

import subprocess
import sys
from pathlib import Path
from unittest.mock import patch

import pytest
from seal_support import VECTORS, Vector, gate_of, vectors

from generator.seal import (
    NotAPassphraseError,
    ObjectRefused,
    Secret,
    normalise,
    open_keyring,
    open_keyring_with_token,
    read_header,
)
from generator.seal.derivation import AudienceKey, Derivation
from generator.seal.encoding import b64u, compact_json, from_b64u
from generator.seal.keyring import open_slot, salt_of, stretched
from generator.seal.message import filled, least_size, object_size
from generator.seal.objects import encrypt, kid_of, open_object
from generator.seal.passphrase import passphrase_from
from generator.seal.slot import Slot


def each(kind: str, *, ok: bool = True) -> pytest.MarkDecorator:
    """One test for each vector of the kind."""
    found = vectors(kind, ok=ok)
    assert found, f"there are no vectors of kind {kind}"
    return pytest.mark.parametrize("vector", found.values(), ids=found.keys())


def test_committed_vectors_are_what_the_generator_writes(tmp_path: Path) -> None:
    """The files in the repository are byte for byte those that the generator writes, no more and no fewer."""
    command = [sys.executable, "-B", "-W", "error", str(VECTORS / "make.py"), str(tmp_path)]
    subprocess.run(command, check=True)
    written = {path.name: path.read_bytes() for path in tmp_path.glob("*.json")}
    committed = {path.name: path.read_bytes() for path in VECTORS.glob("*.json")}
    assert sorted(written) == sorted(committed)
    assert [name for name in written if written[name] != committed[name]] == []


def test_vectors_are_made_without_the_gate() -> None:
    """No module that makes vectors imports anything of the package."""
    sources = {path.name: path.read_text("utf-8") for path in VECTORS.glob("*.py")}
    assert "make.py" in sources
    assert [
        name for name, text in sources.items() if "import generator" in text or "from generator" in text
    ] == []


@each("derivation")
def test_derivation(vector: Vector) -> None:
    """Salt, openers, gens, audience keys, tokens and object keys come out as the vector says."""
    gate = gate_of(vector)
    derivation = Derivation.of(Secret.from_text(vector["secret"]))
    assert list(gate.sealable) == list(vector["gens"])
    assert b64u(salt_of(derivation)) == vector["salt"]
    assert {name: gate.gen(name) for name in gate.sealable} == vector["gens"]
    assert {p["id"]: gate.token(p["id"]) for p in vector["passes"]} == vector["tokens"]
    for name, openers in vector["openers"].items():
        key = derivation.audience_key(name, frozenset(map(from_b64u, openers)))
        assert (key.gen, b64u(key.key)) == (vector["gens"][name], vector["keys"][name])
    for entry in vector["object_keys"]:
        key = AudienceKey("", from_b64u(entry["audience_key"]))
        assert b64u(key.object_key(entry["oid"])) == entry["key"]


@each("passphrase")
def test_passphrase(vector: Vector) -> None:
    """Six words come of audience and epoch, and of the stream between; a hyphen counts as a space."""
    derivation = Derivation.of(Secret.from_text(vector["secret"]))
    assert derivation.passphrase(vector["audience"], vector["epoch"]) == vector["passphrase"]
    assert passphrase_from(from_b64u(vector["stream"])) == vector["passphrase"]
    assert normalise(vector["passphrase"]) == vector["normalised"]


@each("address")
def test_address(vector: Vector) -> None:
    """Addresses come out as the vector says."""
    derivation = Derivation.of(Secret.from_text(vector["secret"]))
    for case in vector["cases"]:
        assert derivation.address(case["of"], case["id"]) == case["address"]


@each("normalise")
def test_normalise(vector: Vector) -> None:
    """What was typed becomes the passphrase that was meant."""
    for case in vector["cases"]:
        assert normalise(case["typed"]) == case["normalised"]


@each("normalise", ok=False)
def test_normalise_refuses(vector: Vector) -> None:
    """What cannot be a passphrase is said to be none."""
    for case in vector["cases"]:
        with pytest.raises(NotAPassphraseError):
            normalise(case["typed"])


@each("object")
def test_object_opens(vector: Vector) -> None:
    """An object opens at its place, by the gate and by its bare key, and says what it is."""
    token, content = vector["token"], from_b64u(vector["content"])
    kid = kid_of(vector["audience"], vector["gen"], vector["oid"])
    assert gate_of(vector).open(token, vector["audience"], vector["oid"]) == content
    assert open_object(token, from_b64u(vector["key"]), kid) == content
    header = read_header(token)
    assert vector.items() >= vars(header).items()


@each("object")
def test_object_seals(vector: Vector) -> None:
    """From the same DEFLATE stream the very same token comes, IV and fill included."""
    derivation = Derivation.of(Secret.from_text(vector["secret"]))
    body = from_b64u(vector["body"])
    kid = kid_of(vector["audience"], vector["gen"], vector["oid"])
    message = filled(body, object_size(body))
    assert encrypt(derivation, from_b64u(vector["key"]), kid, message, vector["cty"]) == vector["token"]


def test_picture_is_sealed_as_the_vector_says() -> None:
    """A picture is stored, which has one spelling, so the gate gives the vector's own token."""
    vector = vectors("object")["object-image"]
    content = from_b64u(vector["content"])
    assert gate_of(vector).seal("members", vector["oid"], content, "image/jpeg") == vector["token"]


@each("object", ok=False)
def test_object_refused(vector: Vector) -> None:
    """A bent object is refused, and the class of the failure is the one that the vector names."""
    kid = kid_of(vector["audience"], vector["gen"], vector["oid"])
    with pytest.raises(ObjectRefused) as refused:
        open_object(vector["token"], from_b64u(vector["key"]), kid)
    assert refused.value.reason == vector["failure"]


def slot_secret(vector: Vector) -> bytes:
    """S as the gate makes it of what the vector gives."""
    if "token" in vector:
        return from_b64u(vector["token"])
    return stretched(vector["passphrase"], from_b64u(vector["salt"]))


@each("slot")
def test_slot(vector: Vector) -> None:
    """S comes of passphrase or token and opens the slot, which holds exactly what the vector says."""
    s = slot_secret(vector)
    assert b64u(s) == vector["s"]
    slot = open_slot(vector["jwe"], s, vector["edition"])
    assert slot.to_json() == compact_json(vector["content"])
    assert Slot.from_json(slot.to_json()) == slot
    derivation = Derivation.of(Secret.from_text(vector["secret"]))
    message = filled(from_b64u(vector["body"]), vector["size"])
    key, kid = from_b64u(vector["key"]), f"slot/{vector['tag']}"
    assert encrypt(derivation, key, kid, message, "application/json") == vector["jwe"]


@each("slot", ok=False)
def test_slot_refused(vector: Vector) -> None:
    """A bent slot is refused with the class that the vector names."""
    with pytest.raises(ObjectRefused) as refused:
        open_slot(vector["jwe"], from_b64u(vector["s"]), vector["edition"])
    assert refused.value.reason == vector["failure"]


@each("keyring")
def test_keyring_opens(vector: Vector) -> None:
    """Each passphrase, however it is typed, and each token opens its slot; what is not one opens nothing."""
    for case in vector["opens"]:
        if "token" in case:
            slot = open_keyring_with_token(vector["keyring"], case["token"])
        else:
            slot = open_keyring(vector["keyring"], f" {case['passphrase'].upper()}\n")
        assert (slot and slot.to_json()) == (case["content"] and compact_json(case["content"]))


@each("keyring", ok=False)
def test_keyring_refused(vector: Vector) -> None:
    """A bent keyring is refused with the class that the vector names, whatever is to open it."""
    for opening in (open_keyring, open_keyring_with_token):
        with pytest.raises(ObjectRefused) as refused:
            opening(vector["keyring"], "")
        assert refused.value.reason == vector["failure"]


@each("size")
def test_size(vector: Vector) -> None:
    """The size of a message comes of the length of its body, and every length can be filled up to it."""
    rule = {"object": object_size, "slot": least_size}[vector["of"]]
    for case in vector["cases"]:
        assert rule(case["body"]) == case["size"]
        assert len(filled(bytes(case["body"]), case["size"])) == case["size"]


@each("keyring")
def test_keyring_is_made(vector: Vector) -> None:
    """Compressing as the vectors do, the gate makes the vector's keyring, byte for byte, decoys and all."""
    with patch("generator.seal.keyring.pack", fixed_codes):
        assert gate_of(vector).keyring().decode() == vector["keyring"]


def fixed_codes(content: bytes, *, compress: bool) -> bytes:
    """One block of literals in fixed Huffman codes: what the vectors have where zlib would find better."""
    assert compress
    bits = "010" + "".join(f"{0x30 + byte:08b}" for byte in content) + "0000000" + "000"
    assert content.isascii()
    bits += "0" * (-len(bits) % 8)
    stream = bytes(int(bits[i : i + 8][::-1], 2) for i in range(0, len(bits), 8))
    return stream + bytes.fromhex("0000FFFF")
