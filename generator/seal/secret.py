"""The root secret: where it is read from, and how a new one is made."""

import os
import secrets
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.seal.encoding import b64u, from_b64u

VARIABLE = "YORIMICHI_SECRET"
_LENGTH = 32
_LONGEST_FILE = 4096


class SecretError(Exception):
    """The root secret is missing, malformed or not kept safely. The message quotes none of it."""


@dataclass(frozen=True, repr=False)
class Secret:
    """32 random bytes from which every key, passphrase, token and address of a site is derived."""

    raw: bytes

    def __post_init__(self) -> None:
        if len(self.raw) != _LENGTH:
            raise SecretError(f"The root secret has {len(self.raw)} bytes; it must have {_LENGTH}.")

    def __repr__(self) -> str:
        return "Secret(…)"

    @classmethod
    def from_text(cls, text: str) -> "Secret":
        """The secret out of its 43 characters of base64url, blanks around them aside. Raises SecretError."""
        try:
            raw = from_b64u(text.strip())
        except ValueError:
            # The cause is left out: a traceback of it could show the text.
            raise SecretError(
                "The root secret is not base64url without padding; make one with `yorimichi gate secret`."
            ) from None
        return cls(raw)

    def to_text(self) -> str:
        """The 43 characters that `from_text` reads."""
        return b64u(self.raw)


def load_secret(environ: Mapping[str, str], path: Path) -> Secret:
    """The secret from YORIMICHI_SECRET in the environment, else from the file at `path`. Raises SecretError.

    An empty variable counts as none, since a CI that withholds a secret sets it so. One that holds something
    else than a secret is an error, never a reason to take another.
    """
    if text := environ.get(VARIABLE, "").strip():
        return _parsed(text, VARIABLE)
    return _parsed(_read_private(path), str(path))


def create_secret(path: Path) -> Secret:
    """Makes a new secret and keeps it at `path`, readable by its owner only. Raises SecretError.

    A file that is there already is never written over: the site's addresses and passphrases would be gone.
    """
    secret = Secret(secrets.token_bytes(_LENGTH))
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise SecretError(f"{path} is there already; a root secret is never written over.") from None
    except OSError as error:
        raise SecretError(f"Cannot make {path}: {error.strerror}.") from error
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secret.to_text() + "\n")
    return secret


def _parsed(text: str, place: str) -> Secret:
    try:
        return Secret.from_text(text)
    except SecretError as error:
        raise SecretError(f"In {place}: {error}") from None


def _read_private(path: Path) -> str:
    try:
        with path.open("rb") as file:
            mode = os.fstat(file.fileno()).st_mode
            data = file.read(_LONGEST_FILE)
    except FileNotFoundError:
        raise SecretError(
            f"There is no root secret: {VARIABLE} is not set and {path} does not exist. "
            "Make one with `yorimichi gate secret`, or bring the site's own."
        ) from None
    except OSError as error:
        raise SecretError(f"Cannot read the root secret from {path}: {error.strerror}.") from error
    if stat.S_IMODE(mode) & 0o077:
        raise SecretError(
            f"{path} is open to more than its owner (mode {stat.S_IMODE(mode):04o}); run `chmod 600 {path}`."
        )
    return data.decode("ascii", errors="replace")
