"""The gate: keys, passphrases, tokens, addresses, objects, keyring. `docs/gate-format.md` is its format."""

from generator.seal.gate import Gate
from generator.seal.grants import Audience, Former, Pass
from generator.seal.keyring import open_keyring, open_keyring_with_token
from generator.seal.message import LIMIT
from generator.seal.objects import ObjectHeader, read_header
from generator.seal.passphrase import NotAPassphraseError, normalise
from generator.seal.refusal import ObjectRefused, Reason
from generator.seal.secret import VARIABLE, Secret, SecretError, create_secret, load_secret
from generator.seal.slot import Slot

__all__ = [
    "LIMIT",
    "VARIABLE",
    "Audience",
    "Former",
    "Gate",
    "NotAPassphraseError",
    "ObjectHeader",
    "ObjectRefused",
    "Pass",
    "Reason",
    "Secret",
    "SecretError",
    "Slot",
    "create_secret",
    "load_secret",
    "normalise",
    "open_keyring",
    "open_keyring_with_token",
    "read_header",
]
