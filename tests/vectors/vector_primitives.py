"""The gate's format once more, from raw primitives: HMAC, SHA-256, AES-GCM and Argon2id.

It shares no line with the package, so that a mistake has to be made twice to go unseen. Compression is
written out by hand (stored blocks, and fixed Huffman codes of literals), because what zlib writes differs
between its versions, and vectors must not.
"""

import base64
import hashlib
import hmac
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

WORDS = Path(__file__).parents[2] / "generator" / "seal" / "eff_large_wordlist.txt"
SYNC = bytes.fromhex("0000FFFF")
EMPTY_STORED = bytes.fromhex("000000FFFF")
EMPTY_FIXED_AND_STORED = bytes.fromhex("02000000FFFF")
END = bytes.fromhex("0300")


def b64u(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


def as_bytes(value: bytes | str | int) -> bytes:
    return value if isinstance(value, bytes) else str(value).encode()


def framed(*parts: bytes | str | int) -> bytes:
    return b"".join(len(as_bytes(p)).to_bytes(4, "big") + as_bytes(p) for p in parts)


def hkdf(ikm: bytes, salt: bytes, info: bytes, n: int = 32) -> bytes:
    """RFC 5869 with SHA-256, written out."""
    prk = hmac.digest(salt, ikm, "sha256")
    out, block, counter = b"", b"", 1
    while len(out) < n:
        block = hmac.digest(prk, block + info + bytes([counter]), "sha256")
        out, counter = out + block, counter + 1
    return out[:n]


@dataclass(frozen=True)
class Root:
    secret: bytes

    def derive(self, label: str) -> bytes:
        return hkdf(self.secret, b"yorimichi/1", label.encode())

    def mac(self, label: str, *parts: bytes | str | int) -> bytes:
        return hmac.digest(self.derive(label), framed(*parts), "sha256")

    def expand(self, label: str, *parts: bytes | str | int, n: int) -> bytes:
        return hkdf(self.derive(label), b"", framed(*parts), n)

    def passphrase_opener(self, audience: str, epoch: int) -> bytes:
        return self.mac("opener", "passphrase", audience, epoch)

    def pass_opener(self, pass_id: str, epoch: int) -> bytes:
        return self.mac("opener", "pass", pass_id, epoch)

    def gen(self, audience: str, openers: list[bytes]) -> str:
        return b64u(self.mac("gen", audience, *sorted(openers))[:9])

    def audience_key(self, audience: str, gen: str) -> bytes:
        return self.expand("audience", audience, gen, n=32)

    def token(self, pass_id: str, epoch: int) -> bytes:
        return self.expand("pass", pass_id, epoch, n=16)

    def salt(self) -> bytes:
        return self.expand("salt", n=16)

    def passphrase_stream(self, audience: str, epoch: int) -> bytes:
        return self.expand("passphrase", audience, epoch, n=64)

    def passphrase(self, audience: str, epoch: int) -> str:
        words = word_list()
        stream = self.passphrase_stream(audience, epoch)
        numbers = [int.from_bytes(stream[i : i + 2], "big") for i in range(0, 64, 2)]
        return " ".join([words[x % 7776] for x in numbers if x < 62208][:6])

    def address(self, kind: str, ident: str) -> str:
        number = int.from_bytes(self.mac("address", kind, ident)[:8], "big")
        digits = "0123456789abcdefghjkmnpqrstvwxyz"
        return "".join(digits[(number >> (5 * i)) & 31] for i in range(12, -1, -1))


@cache
def word_list() -> tuple[str, ...]:
    return tuple(line.split("\t")[1] for line in WORDS.read_text("ascii").splitlines())


def object_key(audience_key: bytes, oid: str) -> bytes:
    return hkdf(audience_key, b"", framed("object", oid))


@cache
def argon2id(passphrase: str, salt: bytes) -> bytes:
    return Argon2id(salt=salt, length=32, iterations=3, lanes=1, memory_cost=65536).derive(
        passphrase.encode()
    )


def stored(content: bytes) -> bytes:
    """Level 0: blocks as they are, then what Z_SYNC_FLUSH writes."""
    out = b""
    for i in range(0, len(content), 65535):
        part = content[i : i + 65535]
        out += b"\0" + len(part).to_bytes(2, "little") + (len(part) ^ 0xFFFF).to_bytes(2, "little") + part
    return out + EMPTY_STORED


def fixed(content: bytes) -> bytes:
    """One block of literals in the fixed Huffman code (RFC 1951, 3.2.6), then what Z_SYNC_FLUSH writes."""
    return fixed_block("".join(literal(byte) for byte in content))


def zeros(repeats: int) -> bytes:
    """One zero byte, and so many times the 258 bytes before it: a small stream of much content."""
    return fixed_block(literal(0) + repeats * ("11000101" + "00000"))


def literal(byte: int) -> str:
    return f"{0x30 + byte:08b}" if byte < 144 else f"{0x190 + byte - 144:09b}"


def fixed_block(codes: str) -> bytes:
    # Not final, type 1, least significant bit first; at the end, end of block and an empty stored block.
    bits = "010" + codes + "0000000" + "000"
    bits += "0" * (-len(bits) % 8)
    return bytes(int(bits[i : i + 8][::-1], 2) for i in range(0, len(bits), 8)) + SYNC


def padme(length: int) -> int:
    e = length.bit_length() - 1
    s = e.bit_length()
    m = (1 << (e - s)) - 1
    return (length + m) & ~m


def message(body: bytes, size: int | None = None) -> bytes:
    size = size or padme(max(512, len(body) + 22))
    g = size - len(body) - 2
    r = g % 5
    out = body + r * EMPTY_FIXED_AND_STORED + (g - 6 * r) // 5 * EMPTY_STORED + END
    assert len(out) == size, "the fill does not come out even"
    return out


def header(kid: str, cty: str) -> bytes:
    return ('{"alg":"dir","enc":"A256GCM","zip":"DEF","cty":"' + cty + '","kid":"' + kid + '"}').encode(
        "ascii"
    )


def jwe(root: Root, key: bytes, protected: bytes, plain: bytes) -> str:
    first = b64u(protected)
    iv = root.mac("iv", first, plain)[:12]
    sealed = AESGCM(key).encrypt(iv, plain, first.encode("ascii"))
    return ".".join([first, "", b64u(iv), b64u(sealed[:-16]), b64u(sealed[-16:])])


def compact(value: Any) -> str:
    return json.dumps(value, separators=(",", ":"), ensure_ascii=True)


def slot_tag(s: bytes, edition: str) -> str:
    return b64u(hkdf(s, b"", framed("slot tag", edition))[:16])


def slot_key(s: bytes, edition: str) -> bytes:
    return hkdf(s, b"", framed("slot key", edition))


def slot_jwe(root: Root, s: bytes, edition: str, body: bytes, size: int) -> str:
    tag = slot_tag(s, edition)
    return jwe(root, slot_key(s, edition), header(f"slot/{tag}", "application/json"), message(body, size))


def unkeyed_sha256(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()
