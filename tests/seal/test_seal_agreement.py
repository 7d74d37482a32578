"""Whatever comes, the sealer's reader and the browser's agree on it, and neither ends in anything but a refusal."""

import json
import subprocess
import unicodedata
import zlib
from collections.abc import Iterator
from typing import Any

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import example, given, settings
from hypothesis import strategies as st
from sample import ROOT
from seal_support import SECRET, patient, vectors
from test_runtime_bundle import node

from generator.seal import (
    Audience,
    NotAPassphraseError,
    ObjectRefused,
    normalise,
    open_keyring_with_token,
    read_header,
)
from generator.seal.derivation import Derivation, hkdf
from generator.seal.encoding import b64u, compact_json, framed, from_b64u
from generator.seal.keyring import open_slot
from generator.seal.message import filled, least_size, object_size, pack
from generator.seal.objects import encrypt, kid_of, open_object

GOOD = vectors("object")["object-html"]
SLOT = vectors("slot")["slot-pass-audience"]
KEYRING = vectors("keyring", ok=True)["keyring-plain"]["keyring"]
KEY, S = from_b64u(GOOD["key"]), from_b64u(SLOT["s"])
TOKENS = [v["token"] for v in vectors("object").values() if len(v["token"]) < 4000]
LETTERS = "ABCQZabgwz0189-_"
FOREIGN = '.=+/ \n\r\t\0{}[]":,\\é\u3042\u2028\U0001f511'
thorough = settings(patient, max_examples=1000)


class Browser:
    """The browser's reader in a process of its own."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def __call__(self, kind: str, **given: Any) -> Any:
        """What it reads; ObjectRefused, whatever the reason, where it refuses."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps({"kind": kind, **given}) + "\n")
        self._process.stdin.flush()
        answer = json.loads(self._process.stdout.readline())
        assert "broken" not in answer, answer["broken"]
        if "refused" in answer:
            raise ObjectRefused("encoding")
        return answer["value"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One process for all tests."""
    command = [node(), "tests/runtime/reader.mjs"]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        yield Browser(process)
        assert process.stdin
        process.stdin.close()


def seen(reader: Any, *given: Any, **named: Any) -> Any:
    """What a reader reads, or None where it refuses."""
    try:
        return reader(*given, **named)
    except ObjectRefused:
        return None


@st.composite
def edited(draw: st.DrawFn, texts: list[str], alphabet: str = LETTERS + FOREIGN) -> str:
    """One of the texts, with a few pieces of it replaced by others."""
    text = draw(st.sampled_from(texts))
    for _ in range(draw(st.sampled_from([0, 1, 1, 2, 4]))):
        at = draw(st.integers(0, len(text)))
        gone = draw(st.sampled_from([0, 1, 1, 2, 4, 40]))
        new = draw(st.text(alphabet, max_size=5) | st.sampled_from(texts).map(lambda other: other[:60]))
        text = text[:at] + new + text[at + gone :]
    return text


@st.composite
def sealed(draw: st.DrawFn) -> str:
    """A token with a true tag, whose header or message is odd."""
    header = from_b64u(GOOD["token"].split(".")[0]).decode()
    bodies = st.just(pack(b"<p>x</p>", compress=True)) | st.binary(max_size=40)
    body = draw(bodies)
    message = draw(st.just(filled(body, object_size(body))) | st.binary(max_size=80))
    protected = b64u(draw(st.just(header) | edited([header])).encode())
    iv = draw(st.binary(min_size=12, max_size=12))
    data = AESGCM(KEY).encrypt(iv, message, protected.encode())
    return f"{protected}..{b64u(iv)}.{b64u(data[:-16])}.{b64u(data[-16:])}"


def opened(token: str) -> bytes:
    """The content of an object in the good one's place."""
    return open_object(token, KEY, kid_of(GOOD["audience"], GOOD["gen"], GOOD["oid"]))


def outcome(token: str) -> tuple[str | None, str]:
    """The content in base64url, or None and the reason."""
    try:
        return b64u(opened(token)), ""
    except ObjectRefused as refused:
        return None, refused.reason


@thorough
@given(edited(TOKENS) | sealed() | st.text())
@example(GOOD["token"])
@example(GOOD["token"].replace(".", "." + "A" * 1_000_000, 1))
@example("A" * 1_000_000 + "..AAAA.AAAA.AAAA")
@example("." * 100_000)
def test_objects(browser: Browser, token: str) -> None:
    """Both open an object or both refuse it; but a browser may not see that only the fill is another."""
    place = {name: GOOD[name] for name in ("audience", "audience_key", "gen", "oid")}
    other = seen(browser, "object", token=token, **place)
    content, reason = outcome(token)
    assert (other and other["content"]) == content or reason == "fill"


@pytest.mark.parametrize(("size", "opens"), [(240_000, True), (240_001, False), (200_000_000, False)])
def test_the_most_content_of_an_object(browser: Browser, size: int, opens: bool) -> None:
    """240,000 bytes are inflated; one more, or what would burst the memory, is refused before it is there."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    body = b"".join(packer.compress(bytes(min(1 << 20, size - at))) for at in range(0, size, 1 << 20))
    body += packer.flush(zlib.Z_SYNC_FLUSH)
    kid = kid_of(GOOD["audience"], GOOD["gen"], GOOD["oid"])
    token = encrypt(Derivation.of(SECRET), KEY, kid, filled(body, object_size(body)), "text/html")
    place = {name: GOOD[name] for name in ("audience", "audience_key", "gen", "oid")}
    assert (seen(opened, token) is not None) == opens
    assert (seen(browser, "object", token=token, **place) is not None) == opens


@thorough
@given(edited(TOKENS) | sealed() | st.text())
def test_headers(browser: Browser, token: str) -> None:
    """Where both find a token's generation without a key, they find the same one."""
    header = seen(read_header, token)
    if header is None:
        place = {"audience": GOOD["audience"], "oid": GOOD["oid"], "cty": GOOD["cty"]}
        head, rest = token.partition(".")[0], GOOD["token"].partition(".")[2]
        gen = browser("claim", token=token, **place)
        assert gen is None or read_header(f"{head}.{rest}").gen == gen
        return
    place = {"audience": header.audience, "oid": header.oid, "cty": header.cty}
    assert browser("claim", token=token, **place) == header.gen


ODD = st.none() | st.booleans() | st.integers(-1, 3) | st.text(LETTERS, max_size=3) | st.just([None])


@st.composite
def changed(draw: st.DrawFn, values: list[dict[str, Any]], odd: dict[str, st.SearchStrategy[Any]]) -> str:
    """One of the records as JSON, with one or two of its values, its order or its spelling changed."""
    value = dict(draw(st.sampled_from(values)))
    for name in draw(st.lists(st.sampled_from(list(odd)), min_size=1, max_size=2)):
        value[name] = draw(draw(st.sampled_from([odd[name], odd[name], ODD])))
    order = draw(st.just(list(value)) | st.permutations(list(value)))
    separators = draw(st.sampled_from([(",", ":"), (",", ":"), (",", ": ")]))
    return json.dumps({name: value[name] for name in order}, separators=separators)


NAMES = ["guests", "members", "open-day", "public", "slot", "Guests", "", "a" * 33]
GENS = st.sampled_from(["A" * 12, "A" * 12, "A" * 11 + "!", "A" * 8, ""])
KEYS = st.sampled_from(["A" * 43, "A" * 43, "A" * 42 + "B", "A" * 22])
HELD = st.fixed_dictionaries({"gen": GENS, "key": KEYS})
DAYS = st.sampled_from(["2026-10-01", "2026-02-29", "2026-13-01", "20261001", "0000-01-01", "2026-W40-4"])
CONTENTS = {
    "name": st.sampled_from(NAMES),
    "kind": st.sampled_from(["passphrase", "pass"]),
    "state": st.sampled_from(["active", "early", "ended", "revoked"]),
    "from": DAYS,
    "until": DAYS,
    "audiences": st.dictionaries(st.sampled_from(NAMES), HELD | ODD, max_size=2),
    "note": ODD,
}
INSIDE = [v["content"] for v in vectors("slot", ok=True).values()]
GOOD_CONTENTS = [compact_json(content).decode() for content in INSIDE]


@thorough
@given((edited(GOOD_CONTENTS) | changed(INSIDE, CONTENTS)).map(str.encode) | st.binary(max_size=40))
@example(GOOD_CONTENTS[0].encode())
@example(b"[" * 100_000)
@example(b'{"name":' * 20_000)
def test_contents_of_slots(browser: Browser, content: bytes) -> None:
    """Whatever somebody with the key has put into a slot, both take it for the same, or both refuse it."""
    body = pack(content, compress=True)
    kid = f"slot/{b64u(hkdf(S, b'', framed('slot tag', SLOT['edition']))[:16])}"
    message = filled(body, least_size(body))
    jwe = encrypt(Derivation.of(SECRET), from_b64u(SLOT["key"]), kid, message, "application/json")
    slot = seen(open_slot, jwe, S, SLOT["edition"])
    assert seen(browser, "slot", jwe=jwe, s=SLOT["s"], edition=SLOT["edition"]) == (slot and told(slot))


def told(slot: Any) -> dict[str, Any]:
    """A slot as the browser's reader tells it."""
    return {
        "name": slot.name,
        "kind": slot.kind,
        "state": slot.state,
        "from": slot.from_ and slot.from_.isoformat(),
        "until": slot.until and slot.until.isoformat(),
        "gens": {name: held.gen for name, held in slot.audiences.items()},
    }


@thorough
@given(edited([SLOT["jwe"], *TOKENS]) | st.text())
@example(SLOT["jwe"])
def test_slots(browser: Browser, jwe: str) -> None:
    """Both open a slot or both refuse it."""
    slot = seen(open_slot, jwe, S, SLOT["edition"])
    assert seen(browser, "slot", jwe=jwe, s=SLOT["s"], edition=SLOT["edition"]) == (slot and told(slot))


PARTS = json.loads(KEYRING)
KDF = PARTS["kdf"]
SLOTS = st.fixed_dictionaries(
    {
        "tag": st.sampled_from(["A" * 22, "A" * 22, "A" * 21 + "B"]) | ODD,
        "jwe": st.just("x") | st.just("x") | ODD,
    }
)
KEYRINGS = {
    "v": st.sampled_from([2, "1"]),
    "salt": st.just("AAAA"),
    "kdf": st.sampled_from([{**KDF, name: odd} for name in (*KDF, "more") for odd in (1, True)]),
    "edition": st.just("AAAA"),
    "slots": st.lists(SLOTS, max_size=2) | st.sampled_from(["", {}, {"tag": "A" * 22}]),
    "note": ODD,
}


@thorough
@given(edited([KEYRING]) | changed([PARTS], KEYRINGS) | st.text())
@example(KEYRING)
@example("[" * 100_000)
@example('{"v":1,"kdf":' + "[" * 100_000)
def test_keyrings(browser: Browser, keyring: str) -> None:
    """Both read a keyring or both refuse it."""

    def read(text: str) -> bool:
        return open_keyring_with_token(text, "") is None

    assert (seen(browser, "keyring", text=keyring) is None) == (seen(read, keyring) is None)


# A character that is new to one of the two Unicode versions may have a Latin letter as its compatible form there.
KNOWN = st.characters(exclude_categories=["Cn", "Cs"])
TYPED = st.text(KNOWN) | st.text(
    "aZ -\t\u00a0\u2010\u2015\u2212\u3000\u212a\u0130\uff0dａＺ　ﬁ①㍿é", max_size=12
)


@settings(patient, max_examples=1000)
@given(TYPED)
def test_passphrases(browser: Browser, typed: str) -> None:
    """Whatever is typed means the same to both."""
    assert browser("passphrases", typed=[typed]) == [meant(typed)]


def test_every_letter(browser: Browser) -> None:
    """So does each single character that Unicode has assigned."""
    letters = [chr(code) for code in range(0x110000) if unicodedata.category(chr(code)) not in ("Cn", "Cs")]
    assert len(letters) > 200_000
    theirs = browser("passphrases", typed=letters)
    mine = [meant(letter) for letter in letters]
    assert {letter for letter, *two in zip(letters, mine, theirs, strict=True) if two[0] != two[1]} == set()
    assert len([one for one in mine if one is not None]) > 500


def meant(typed: str) -> str | None:
    """The passphrase that is meant, or None where it is none."""
    try:
        return normalise(typed)
    except NotAPassphraseError:
        return None


@thorough
@given(st.text(LETTERS + FOREIGN, max_size=12) | st.text())
def test_base64url(browser: Browser, text: str) -> None:
    """One spelling for both."""
    try:
        mine: str | None = b64u(from_b64u(text))
    except ValueError:
        mine = None
    assert browser("base64url", text=text) == mine


@thorough
@given(st.text("az09-A_ \n", max_size=5) | st.sampled_from([*NAMES, "a" * 32]) | st.text())
def test_names(browser: Browser, text: str) -> None:
    """Both know which names an audience may have."""
    try:
        Audience(text)
    except ValueError:
        assert browser("name", text=text) is False
    else:
        assert browser("name", text=text) is True
