"""The EFF's large word list for dice (2016, CC BY 3.0 US): 7,776 words, five dice each."""

import hashlib
from functools import cache
from importlib.resources import files

SHA256 = "addd35536511597a02fa0a9ff1e5284677b8883b83e986e43f15a3db996b903e"


@cache
def words() -> tuple[str, ...]:
    """All words in list order. Raises RuntimeError where the file is not the EFF's, byte for byte.

    Another list would give every audience another passphrase.
    """
    data = files(__package__).joinpath("eff_large_wordlist.txt").read_bytes()
    if hashlib.sha256(data).hexdigest() != SHA256:
        raise RuntimeError(
            "eff_large_wordlist.txt is not the list that passphrases are made from; reinstall."
        )
    return tuple(line.split("\t")[1] for line in data.decode("ascii").splitlines())
