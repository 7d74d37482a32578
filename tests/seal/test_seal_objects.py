"""Properties of objects: round trip, size, determinism, distinct IVs, and refusal of any change."""

import itertools
import math
import random
import string
import subprocess
import sys
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from seal_support import SECRET, patient, small_gate

from generator.seal import LIMIT, ObjectRefused, read_header
from generator.seal.derivation import Derivation, hkdf
from generator.seal.encoding import b64u, framed, from_b64u
from generator.seal.keyring import open_slot
from generator.seal.message import filled, least_size, object_size, pack, padme, unpack
from generator.seal.objects import encrypt

GATE = small_gate()
ALPHABET = string.ascii_letters + string.digits + "-_"
TYPES = st.sampled_from(["text/html", "application/json", "image/jpeg", "image/webp", "image/avif"])
OIDS = st.text("abcxyz0189/~-._%A", max_size=30)
NOISE = random.Random(7).randbytes(132_000)
CONTENTS = st.binary(max_size=3000) | st.text(max_size=2000).map(str.encode)


def padme_by_the_paper(length: int) -> int:
    """Padmé in floating-point numbers, as its authors write it."""
    exponent = math.floor(math.log2(length))
    step = 1 << (exponent - (math.floor(math.log2(exponent)) + 1))
    return math.ceil(length / step) * step


@patient
@given(CONTENTS, OIDS, TYPES, st.sampled_from(GATE.sealable))
@example(b"", "", "text/html", "guests")
@example(bytes.fromhex("0000FFFF000000FFFF02000000FFFF0300"), "x", "image/png", "guests")
def test_round_trip(content: bytes, oid: str, cty: str, audience: str) -> None:
    """Whatever is sealed is opened again at its place, and twice sealed it is the same token."""
    token = GATE.seal(audience, oid, content, cty)
    assert GATE.open(token, audience, oid) == content
    assert small_gate().seal(audience, oid, content, cty) == token
    assert read_header(token).oid == oid


@pytest.mark.parametrize("cty", ["image/png", "text/html"])
def test_largest_object(cty: str) -> None:
    """240,000 bytes are sealed and opened; one more is an error that says what to do."""
    content = bytes(range(250)) * (LIMIT // 250)
    assert GATE.open(GATE.seal("staff", "m/x", content, cty), "staff", "m/x") == content
    with pytest.raises(ValueError, match=r"240,001 bytes are too many for one object; .*split it"):
        GATE.seal("staff", "m/x", content + b"x", cty)


@patient
@given(st.integers(22, 10**7))
@example(22)
@example(512)
@example(513)
def test_padme(length: int) -> None:
    """Padmé is the rule of its paper, adds at most 12 %, and leaves padded sizes as they are."""
    padded = padme(length)
    assert padded == padme_by_the_paper(length) == padme(padded)
    assert length <= padded <= length * 1.12 + 1


@patient
@given(st.integers(0, 60_000))
def test_every_body_can_be_filled(length: int) -> None:
    """For each length of body the fill reaches the size of the rule, ends the stream and adds nothing."""
    body = pack(bytes(length), compress=False)
    message = filled(body, object_size(body))
    assert len(message) == max(512, padme_by_the_paper(len(body) + 22))
    inflater = zlib.decompressobj(-15)
    assert inflater.decompress(message) == bytes(length)
    assert inflater.eof
    assert inflater.unused_data == b""


@pytest.mark.parametrize("around", [16_384, 32_768, 65_535, 98_304, 131_070])
@pytest.mark.parametrize("compress", [True, False])
def test_sizes_at_which_buffers_are_full(around: int, compress: bool) -> None:
    """Content about as long as a compressor's buffers or a stored block is packed like any other."""
    for length in range(around - 40, around + 10):
        content = NOISE[:length]
        body = pack(content, compress=compress)
        assert unpack(filled(body, object_size(body))) == content


def test_a_second_flush_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where zlib flushes twice, as it may when its buffer is full, the body is the one of a single flush."""
    content = b"<p>flushed</p>" * 100
    once = pack(content, compress=True)
    twice = FlushesTwice(9, zlib.DEFLATED, -15)
    assert len(twice.compress(content) + twice.flush(zlib.Z_SYNC_FLUSH)) == len(once) + 5
    monkeypatch.setattr("generator.seal.message.zlib.compressobj", FlushesTwice)
    assert pack(content, compress=True) == once


class FlushesTwice:
    """zlib's compressor with a second empty block after the flush."""

    def __init__(self, *options: int, real: "Callable[..., zlib._Compress]" = zlib.compressobj) -> None:
        self.real = real(*options)

    def compress(self, data: bytes) -> bytes:
        return self.real.compress(data)

    def flush(self, mode: int) -> bytes:
        return self.real.flush(mode) + self.real.flush(zlib.Z_FULL_FLUSH)


@patient
@given(st.binary(max_size=480), st.binary(max_size=480))
def test_small_pictures_look_alike(one: bytes, other: bytes) -> None:
    """Tokens at one place have one length whatever is in them, as long as they fall under one size."""
    assert len(GATE.seal("guests", "m/x", one, "image/png")) == len(
        GATE.seal("guests", "m/x", other, "image/png")
    )


def test_pictures_are_not_compressed() -> None:
    """A picture's size tells nothing of how well it would compress; text does get smaller."""
    zeros, noise = bytes(5000), bytes(range(250)) * 20
    assert len(GATE.seal("guests", "m/x", zeros, "image/png")) == len(
        GATE.seal("guests", "m/x", noise, "image/png")
    )
    assert len(GATE.seal("guests", "x", zeros, "text/html")) < 1000


@settings(patient, max_examples=30)
@given(st.sets(st.tuples(OIDS, st.binary(max_size=40), TYPES), min_size=2, max_size=40))
def test_ivs_differ(things: set[tuple[str, bytes, str]]) -> None:
    """No two objects that differ in audience, place, type or content share an IV."""
    tokens = [GATE.seal(a, oid, content, cty) for a in GATE.sealable for oid, content, cty in things]
    assert len({token.split(".")[2] for token in tokens}) == len(set(tokens)) == len(tokens)


def bent(token: str) -> Iterator[str]:
    """The token with each character changed, put in, cut or swapped with the next, cut short, and in other orders."""
    letters = ALPHABET + ".= \n\r\t\0+/éあ"
    for at, old in enumerate(token):
        yield token[:at]
        yield token[at + 1 :]
        yield token[:at] + token[at + 1 :]
        if token[at : at + 2] != token[at : at + 2][::-1]:
            yield token[:at] + token[at : at + 2][::-1] + token[at + 2 :]
        for new in letters:
            yield token[:at] + new + token[at:]
            if new != old:
                yield token[:at] + new + token[at + 1 :]
    yield from (token + new for new in letters)
    yield from (".".join(parts) for parts in itertools.permutations(token.split(".")))
    yield from (token + token, f"{token}.{token}")


def test_any_changed_character_of_an_object_is_refused() -> None:
    """Each flip, insertion, cut and swap of one character, at each place and with each letter, is refused."""
    token = GATE.seal("guests", "a/4f7k2m9q0c1xz/", b"<p>short</p>", "text/html")
    opened = [other for other in bent(token) if other != token and opens(other)]
    assert opened == []


def opens(token: str) -> bool:
    try:
        GATE.open(token, "guests", "a/4f7k2m9q0c1xz/")
    except ObjectRefused:
        return False
    return True


def test_any_changed_character_of_a_slot_is_refused() -> None:
    """The same of a slot of the keyring."""
    s, edition = bytes(range(16)), "AAAAAAAAAAAA"
    jwe = slot_of(s, edition)
    refused = 0
    for other in bent(jwe):
        if other != jwe:
            with pytest.raises(ObjectRefused):
                open_slot(other, s, edition)
            refused += 1
    assert refused > 2 * 60 * len(jwe)


def slot_of(s: bytes, edition: str) -> str:
    """A small slot that S opens."""
    content = (
        b'{"name":"x","kind":"pass","state":"ended","from":"2026-09-01","until":"2026-09-30","audiences":{}}'
    )
    tag = b64u(hkdf(s, b"", framed("slot tag", edition))[:16])
    body = pack(content, compress=True)
    key = hkdf(s, b"", framed("slot key", edition))
    message = filled(body, least_size(body))
    jwe = encrypt(Derivation.of(SECRET), key, f"slot/{tag}", message, "application/json")
    assert open_slot(jwe, s, edition).state == "ended"
    return jwe


@pytest.mark.parametrize(
    "place", [("guests", "b/"), ("members", "a/"), ("guests", "a/~guests"), ("guests", "")]
)
def test_a_moved_object_is_refused(place: tuple[str, str]) -> None:
    """An object opens at its own place and for its own audience only."""
    token = GATE.seal("guests", "a/", b"x", "text/html")
    with pytest.raises(ObjectRefused) as refused:
        GATE.open(token, *place)
    assert refused.value.reason == "kid"


@patient
@given(st.binary(max_size=600))
def test_noise_is_refused(noise: bytes) -> None:
    """Any bytes for a message end in a refusal with a reason, never in another error."""
    with pytest.raises(ObjectRefused) as refused:
        unpack(noise)
    assert refused.value.reason in {"inflate", "fill"}


@patient
@given(st.text(ALPHABET + "=+/ \n", max_size=30))
def test_one_spelling(text: str) -> None:
    """Text is either refused or the only base64url of its bytes."""
    try:
        data = from_b64u(text)
    except ValueError:
        return
    assert b64u(data) == text


@pytest.mark.parametrize("oid", ['a"b', "a\\b", "a b", "会社/", "a\n", "a\x7f"])
def test_odd_oids_cannot_be_sealed(oid: str) -> None:
    """An oid that JSON would have to escape is an error."""
    with pytest.raises(ValueError, match="is no oid"):
        GATE.seal("guests", oid, b"", "text/html")


@pytest.mark.parametrize("cty", ["image/svg+xml", "text/plain", "TEXT/HTML", "text/html;q=1", "", "image/x"])
def test_odd_types_cannot_be_sealed(cty: str) -> None:
    """Only types that the browser may show are sealed."""
    with pytest.raises(ValueError, match="cannot be sealed"):
        GATE.seal("guests", "x", b"", cty)


def test_another_process_seals_alike(tmp_path: Path) -> None:
    """Nothing of a process, such as its hash seed, shows in a token, an address or the keyring."""
    code = (
        "import sys; sys.path[:0] = sys.argv[1:]\n"
        "from seal_support import small_gate\n"
        "g = small_gate()\n"
        "print(g.seal('staff', 'x/', b'<p>x</p>' * 50, 'text/html'), g.address('a', 'b'))\n"
        "print(g.keyring().decode())"
    )
    folders = [str(Path(__file__).parent), str(Path(__file__).parents[2])]
    runs = [
        subprocess.run(
            [sys.executable, "-B", "-c", code, *folders],
            check=True,
            capture_output=True,
            text=True,
            cwd=tmp_path,
            env={"PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    ]
    assert runs[0] == runs[1]
    assert small_gate().keyring().decode() in runs[0]
