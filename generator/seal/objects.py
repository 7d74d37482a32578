"""Objects: JWE in compact serialization (RFC 7516) with one header only, read as strictly as written."""

import re
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from generator.seal.derivation import Derivation
from generator.seal.encoding import b64u, from_b64u
from generator.seal.message import filled, object_size, pack, unpack
from generator.seal.refusal import ObjectRefused

_IV = 12
_TAG = 16
_CONTENT_TYPE = re.compile(r"text/html|application/json|image/(?:avif|gif|jpeg|png|webp)")
_OID = re.compile(r"[!#-\[\]-~]*")  # visible ASCII, but for the two that JSON escapes
_HEADER = re.compile(
    r'\{"alg":"dir","enc":"A256GCM","zip":"DEF",'
    rf'"cty":"(?P<cty>{_CONTENT_TYPE.pattern})","kid":"(?P<kid>{_OID.pattern})"\}}'
)
_KID = re.compile(r"(?P<audience>[a-z][a-z0-9-]{0,31})\.(?P<gen>[A-Za-z0-9_-]{12})/(?P<oid>.*)")


@dataclass(frozen=True)
class ObjectHeader:
    """What an object says of itself, to anyone. It proves nothing: open the object before you trust it."""

    audience: str
    gen: str
    oid: str
    cty: str


@dataclass(frozen=True)
class _Parts:
    protected: str
    iv: bytes
    sealed: bytes
    cty: str
    kid: str


def kid_of(audience: str, gen: str, oid: str) -> str:
    """The name of an object's key. Raises ValueError for an oid outside visible ASCII (percent-encode it)."""
    if not _OID.fullmatch(oid):
        raise ValueError(f'{oid!r} is no oid: it may hold visible ASCII characters except " and \\')
    return f"{audience}.{gen}/{oid}"


def seal_object(derivation: Derivation, key: bytes, kid: str, content: bytes, cty: str) -> str:
    """The token of an object. Raises ValueError for a type that is not allowed and for too much content."""
    if not _CONTENT_TYPE.fullmatch(cty):
        raise ValueError(f"{cty!r} cannot be sealed: {_CONTENT_TYPE.pattern} can")
    body = pack(content, compress=not cty.startswith("image/"))
    return encrypt(derivation, key, kid, filled(body, object_size(body)), cty)


def open_object(token: str, key: bytes, kid: str) -> bytes:
    """The content of an object. Raises ObjectRefused unless each byte of it is as a sealer writes it."""
    return unpack(decrypt(token, key, kid))


def encrypt(derivation: Derivation, key: bytes, kid: str, message: bytes, cty: str) -> str:
    """The token of a message. Its IV comes of header and message: the same always gives the same token."""
    header = f'{{"alg":"dir","enc":"A256GCM","zip":"DEF","cty":"{cty}","kid":"{kid}"}}'
    protected = b64u(header.encode("ascii"))
    iv = derivation.mac("iv", protected, message)[:_IV]
    sealed = AESGCM(key).encrypt(iv, message, protected.encode("ascii"))
    return f"{protected}..{b64u(iv)}.{b64u(sealed[:-_TAG])}.{b64u(sealed[-_TAG:])}"


def decrypt(token: str, key: bytes, kid: str, cty: str | None = None) -> bytes:
    """The message in a token that must bear this kid, and this type if one is given. Raises ObjectRefused."""
    parts = _parse(token)
    if cty and parts.cty != cty:
        raise ObjectRefused("header")
    if parts.kid != kid:
        raise ObjectRefused("kid")
    try:
        return AESGCM(key).decrypt(parts.iv, parts.sealed, parts.protected.encode("ascii"))
    except InvalidTag:
        raise ObjectRefused("tag") from None


def read_header(token: str) -> ObjectHeader:
    """What an object says of itself, unproven. Raises ObjectRefused (`encoding`, `header`)."""
    parts = _parse(token)
    if not (kid := _KID.fullmatch(parts.kid)):
        raise ObjectRefused("header")
    return ObjectHeader(kid["audience"], kid["gen"], kid["oid"], parts.cty)


def _parse(token: str) -> _Parts:
    segments = token.split(".")
    if len(segments) != 5 or segments[1]:
        raise ObjectRefused("encoding")
    try:
        header, _, iv, text, tag = map(from_b64u, segments)
    except ValueError:
        raise ObjectRefused("encoding") from None
    if len(iv) != _IV or len(tag) != _TAG:
        raise ObjectRefused("encoding")
    # Matching bytes leaves no room for what JSON parsers read alike: order, blanks, escapes, double keys.
    if not (match := _HEADER.fullmatch(header.decode("ascii", errors="replace"))):
        raise ObjectRefused("header")
    return _Parts(segments[0], iv, text + tag, match["cty"], match["kid"])
