"""Passphrases: six words out of random bytes, and what a person typed as the one thing that is meant."""

import re
import unicodedata

from generator.seal.wordlist import words

WORDS = 6
# Of 65,536 numbers the last 3,328 would make the first words of the list likelier than the others.
_BOUND = 65536 // 7776 * 7776
_BLANKS = re.compile("[\t-\r \\-\u2010-\u2015]+")


class NotAPassphraseError(ValueError):
    """The text holds something outside ASCII even after normalisation, so it cannot be a passphrase."""


def passphrase_from(stream: bytes) -> str:
    """Six words from 16-bit big-endian numbers, those that would favour a word skipped. About 77.5 bits."""
    numbers = (int.from_bytes(stream[i : i + 2], "big") for i in range(0, len(stream) - 1, 2))
    chosen = [words()[number % len(words())] for number in numbers if number < _BOUND][:WORDS]
    if len(chosen) < WORDS:  # once in 10^25 secrets, with 64 bytes
        raise ValueError("too few usable numbers for a passphrase; raise the audience's epoch")
    return " ".join(chosen)


def normalise(text: str) -> str:
    """The passphrase that is meant by a typed one: width, case, hyphens and blanks do not count.

    Raises NotAPassphraseError where anything outside ASCII is left.
    """
    plain = _BLANKS.sub(" ", unicodedata.normalize("NFKC", text).lower()).strip(" ")
    if not plain.isascii():
        raise NotAPassphraseError("A passphrase has Latin letters only.")
    return plain
