"""The keyring: a public list of slots, each of which one passphrase or one pass token opens."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from generator.seal.derivation import Derivation, hkdf
from generator.seal.encoding import b64u, compact_json, framed, from_b64u
from generator.seal.message import filled, least_size, pack, unpack
from generator.seal.objects import decrypt, encrypt
from generator.seal.passphrase import NotAPassphraseError, normalise
from generator.seal.refusal import ObjectRefused
from generator.seal.slot import Slot

# The second recommendation of RFC 9106 (64 MiB, three passes) with one lane, since browsers run one.
_MEMORY, _PASSES, _LANES = 65536, 3, 1  # memory in KiB
_KDF = {"alg": "argon2id", "m": _MEMORY, "t": _PASSES, "p": _LANES}
_SALT, _TOKEN, _TAG, _EDITION = 16, 16, 16, 9  # bytes
_SLOT_TYPE = "application/json"
_DECOY = b"{}"


@dataclass(frozen=True, repr=False)
class SlotToSeal:
    """A slot's content, and S: the secret that comes of its passphrase, or the pass's token itself."""

    s: bytes
    content: bytes

    def __repr__(self) -> str:
        return "SlotToSeal(…)"


def stretched(passphrase: str, salt: bytes) -> bytes:
    """S of a passphrase: Argon2id (RFC 9106) of its normal form. Costs 64 MiB and a good part of a second.

    Raises NotAPassphraseError.
    """
    kdf = Argon2id(salt=salt, length=32, iterations=_PASSES, lanes=_LANES, memory_cost=_MEMORY)
    return kdf.derive(normalise(passphrase).encode("ascii"))


def salt_of(derivation: Derivation) -> bytes:
    """The salt that all passphrases of a site share, so that one run finds the slot."""
    return derivation.expand("salt", length=_SALT)


def make_keyring(derivation: Derivation, real: Sequence[SlotToSeal]) -> bytes:
    """The keyring's file. Decoys fill it up to a power of two, and all slots have one length."""
    edition = b64u(derivation.mac("edition", *sorted(slot.content for slot in real))[:_EDITION])
    slots = [*real, *_decoys(derivation, len(real))]
    bodies = [pack(slot.content, compress=True) for slot in slots]
    size = max(map(least_size, bodies))
    sealed = [
        _sealed(derivation, slot.s, edition, filled(body, size))
        for slot, body in zip(slots, bodies, strict=True)
    ]
    return compact_json(
        {
            "v": 1,
            "salt": b64u(salt_of(derivation)),
            "kdf": _KDF,
            "edition": edition,
            "slots": sorted(sealed, key=lambda slot: slot["tag"]),
        }
    )


def open_keyring(keyring: bytes | str, passphrase: str) -> Slot | None:
    """What a passphrase, as typed, opens in a keyring, or None. Raises ObjectRefused for a bent keyring."""
    parsed = _Keyring.parse(keyring)
    try:
        return parsed.find(stretched(passphrase, parsed.salt))
    except NotAPassphraseError:
        return None


def open_keyring_with_token(keyring: bytes | str, token: str) -> Slot | None:
    """What the 22 characters of a pass link open in a keyring; otherwise like `open_keyring`."""
    parsed = _Keyring.parse(keyring)
    try:
        s = from_b64u(token)
    except ValueError:
        return None
    return parsed.find(s) if len(s) == _TOKEN else None


def open_slot(jwe: str, s: bytes, edition: str) -> Slot:
    """The content of the slot that S opens in this edition. Raises ObjectRefused."""
    message = decrypt(jwe, _key(s, edition), f"slot/{_tag(s, edition)}", _SLOT_TYPE)
    try:
        return Slot.from_json(unpack(message, slot=True))
    except ValueError:
        raise ObjectRefused("content") from None


@dataclass(frozen=True)
class _Keyring:
    salt: bytes
    edition: str
    slots: Mapping[str, str]

    @classmethod
    def parse(cls, text: bytes | str) -> "_Keyring":
        try:
            return cls._read(json.loads(text))
        except (KeyError, RecursionError, TypeError, ValueError):
            raise ObjectRefused("encoding") from None

    @classmethod
    def _read(cls, value: dict[str, Any]) -> "_Keyring":
        # Settings of another strength would make this a tool for guessing, or a trap for memory.
        if compact_json(value["v"]) != b"1" or compact_json(value["kdf"]) != compact_json(_KDF):
            raise ObjectRefused("header")
        given = value["slots"]
        slots = {_b64u_of(_TAG, slot["tag"]): slot["jwe"] for slot in given}
        if not isinstance(given, list) or len(slots) != len(given):
            raise ValueError("not a list of different slots")
        if not all(isinstance(jwe, str) for jwe in slots.values()):
            raise ValueError("a slot without a token")
        return cls(from_b64u(_b64u_of(_SALT, value["salt"])), _b64u_of(_EDITION, value["edition"]), slots)

    def find(self, s: bytes) -> Slot | None:
        jwe = self.slots.get(_tag(s, self.edition))
        return None if jwe is None else open_slot(jwe, s, self.edition)


def _b64u_of(length: int, text: str) -> str:
    """The text, which must be the base64url of so many bytes. Raises TypeError or ValueError for any other."""
    if len(from_b64u(text)) != length:
        raise ValueError(f"not {length} bytes")
    return text


def _decoys(derivation: Derivation, count: int) -> Iterable[SlotToSeal]:
    missing = (1 << (count - 1).bit_length()) - count
    return (SlotToSeal(derivation.expand("decoy", i, length=32), _DECOY) for i in range(missing))


def _sealed(derivation: Derivation, s: bytes, edition: str, message: bytes) -> dict[str, str]:
    tag = _tag(s, edition)
    return {
        "tag": tag,
        "jwe": encrypt(derivation, _key(s, edition), f"slot/{tag}", message, _SLOT_TYPE),
    }


def _tag(s: bytes, edition: str) -> str:
    return b64u(hkdf(s, b"", framed("slot tag", edition))[:_TAG])


def _key(s: bytes, edition: str) -> bytes:
    return hkdf(s, b"", framed("slot key", edition))
