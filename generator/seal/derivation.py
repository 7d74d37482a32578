"""Everything that comes of the root secret: keys by label, and no two labels alike (HKDF, RFC 5869)."""

from collections.abc import Mapping
from dataclasses import dataclass

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hmac import HMAC
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from generator.seal.encoding import b64u, framed
from generator.seal.passphrase import passphrase_from
from generator.seal.secret import Secret

_FORMAT = b"yorimichi/1"
_LABELS = ("address", "audience", "decoy", "edition", "gen", "iv", "opener", "pass", "passphrase", "salt")
_CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz"


def hkdf(key: bytes, salt: bytes, info: bytes, length: int = 32) -> bytes:
    """HKDF-SHA-256."""
    return HKDF(algorithm=SHA256(), length=length, salt=salt, info=info).derive(key)


def hmac_sha256(key: bytes, data: bytes) -> bytes:
    """HMAC-SHA-256."""
    context = HMAC(key, SHA256())
    context.update(data)
    return context.finalize()


@dataclass(frozen=True, repr=False)
class Derivation:
    """The keys of all labels, derived once: sealing tens of thousands of objects asks for them each time."""

    keys: Mapping[str, bytes]

    def __repr__(self) -> str:
        return "Derivation(…)"

    @classmethod
    def of(cls, secret: Secret) -> "Derivation":
        """What comes of this secret."""
        return cls({label: hkdf(secret.raw, _FORMAT, label.encode()) for label in _LABELS})

    def mac(self, label: str, *parts: bytes | str | int) -> bytes:
        """32 bytes that nobody without the secret can foretell from the parts."""
        return hmac_sha256(self.keys[label], framed(*parts))

    def expand(self, label: str, *parts: bytes | str | int, length: int) -> bytes:
        """`length` bytes of key material for the parts."""
        return hkdf(self.keys[label], b"", framed(*parts), length)

    def passphrase(self, audience: str, epoch: int) -> str:
        """The audience's six words in that epoch."""
        return passphrase_from(self.expand("passphrase", audience, epoch, length=64))

    def token(self, pass_id: str, epoch: int) -> bytes:
        """The 16 bytes that a pass link carries."""
        return self.expand("pass", pass_id, epoch, length=16)

    def passphrase_opener(self, audience: str, epoch: int) -> bytes:
        """Stands for one audience's passphrase among the openers of an audience."""
        return self.mac("opener", "passphrase", audience, epoch)

    def pass_opener(self, pass_id: str, epoch: int) -> bytes:
        """Stands for one pass among the openers of an audience."""
        return self.mac("opener", "pass", pass_id, epoch)

    def audience_key(self, audience: str, openers: frozenset[bytes]) -> "AudienceKey":
        """The audience's gen and key as long as exactly these openers can open it."""
        gen = b64u(self.mac("gen", audience, *sorted(openers))[:9])
        return AudienceKey(gen, self.expand("audience", audience, gen, length=32))

    def address(self, kind: str, ident: str) -> str:
        """13 digits of Crockford's base32 in lower case that tell nothing of `ident`."""
        number = int.from_bytes(self.mac("address", kind, ident)[:8], "big")
        return "".join(_CROCKFORD[number >> shift & 31] for shift in range(60, -1, -5))


@dataclass(frozen=True)
class AudienceKey:
    """An audience's present generation (public) and its key."""

    gen: str
    key: bytes

    def __repr__(self) -> str:
        return f"AudienceKey(gen={self.gen!r}, key=…)"

    def object_key(self, oid: str) -> bytes:
        """The key of the one object at this place."""
        return hkdf(self.key, b"", framed("object", oid))
