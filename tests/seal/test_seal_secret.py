"""The root secret: made once, kept privately, read strictly, and never shown by accident."""

import os
import pickle
import stat
import traceback
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from seal_support import SECRET, TODAY, patient, small_gate

from generator.seal import (
    VARIABLE,
    Audience,
    Gate,
    NotAPassphraseError,
    Secret,
    SecretError,
    create_secret,
    load_secret,
    normalise,
    open_keyring,
    wordlist,
)
from generator.seal.derivation import Derivation

TEXT = SECRET.to_text()


@pytest.fixture
def generous_umask() -> Iterator[None]:
    """A umask that takes nothing away, so that only the code keeps others out."""
    old = os.umask(0)
    yield
    os.umask(old)


@pytest.mark.usefixtures("generous_umask")
def test_a_new_secret_is_private(tmp_path: Path) -> None:
    """The file is for its owner only, as is its folder, and holds the secret that is given back."""
    path = tmp_path / "site" / ".yorimichi" / "secret"
    secret = create_secret(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert load_secret({}, path) == secret
    assert len(secret.raw) == 32
    assert create_secret(tmp_path / "other") != secret


def test_a_secret_is_never_written_over(tmp_path: Path) -> None:
    """Where a file is already, even an empty one or a link that leads nowhere, it stays as it is."""
    kept, link = tmp_path / "secret", tmp_path / "link"
    kept.write_text("")
    link.symlink_to(tmp_path / "nowhere")
    for path in (kept, link):
        with pytest.raises(SecretError, match="never written over"):
            create_secret(path)
    assert kept.read_text() == ""
    assert not (tmp_path / "nowhere").exists()


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    """A path through a file is told as an error of the secret, not as a traceback."""
    (tmp_path / "file").write_text("")
    with pytest.raises(SecretError, match="Cannot make"):
        create_secret(tmp_path / "file" / "deeper" / "secret")


def test_the_environment_comes_first(tmp_path: Path) -> None:
    """The variable wins over the file; an empty one, as CI gives it for a secret withheld, counts as none."""
    path = tmp_path / "secret"
    other = create_secret(path)
    assert load_secret({VARIABLE: f" {TEXT}\n"}, path) == SECRET
    assert load_secret({VARIABLE: " "}, path) == other
    assert load_secret({}, path) == other


def test_a_bad_variable_is_no_reason_to_take_the_file(tmp_path: Path) -> None:
    """A variable that holds no secret is an error even where there is a good file."""
    path = tmp_path / "secret"
    create_secret(path)
    with pytest.raises(SecretError):
        load_secret({VARIABLE: TEXT[:-1]}, path)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "has 0 bytes"),
        (TEXT[:-4], "has 29 bytes"),
        (TEXT + "AAAA", "has 35 bytes"),
        (TEXT + "=", "not base64url"),
        (TEXT[:-1] + "9", "not base64url"),
        ("correct horse battery staple", "not base64url"),
        ("秘密", "not base64url"),
    ],
)
def test_bad_secrets(text: str, sentence: str) -> None:
    """A secret of another length or spelling is refused in a sentence."""
    with pytest.raises(SecretError, match=sentence):
        Secret.from_text(text)


@patient
@given(st.text() | st.text("Aa0-_= \n", min_size=41, max_size=46))
@example(TEXT)
def test_any_text_is_a_secret_or_refused(text: str) -> None:
    """Whatever text comes, it is the one spelling of 32 bytes, or an error of the secret."""
    try:
        secret = Secret.from_text(text)
    except SecretError:
        return
    assert secret.to_text() == text.strip()


def test_a_missing_secret_says_what_to_do(tmp_path: Path) -> None:
    """Without variable and file the message names both and the command that makes one."""
    with pytest.raises(SecretError) as error:
        load_secret({}, tmp_path / "secret")
    for part in (VARIABLE, str(tmp_path / "secret"), "yorimichi gate secret"):
        assert part in str(error.value)


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o666])
def test_a_file_that_others_can_reach_is_refused(tmp_path: Path, mode: int) -> None:
    """Group or world may neither read nor write it; the message has the command that mends it."""
    path = tmp_path / "secret"
    create_secret(path)
    path.chmod(mode)
    with pytest.raises(SecretError, match=f"mode {mode:04o}.*chmod 600 {path}"):
        load_secret({}, path)


def test_a_folder_instead_of_a_file(tmp_path: Path) -> None:
    """A path that cannot be read is told as an error of the secret."""
    with pytest.raises(SecretError, match="Cannot read"):
        load_secret({}, tmp_path)


def test_errors_do_not_quote_the_secret() -> None:
    """Neither message nor traceback of a refused secret has any of it."""
    almost = TEXT[:-1] + "9"
    try:
        Secret.from_text(almost)
    except SecretError as error:
        told = "".join(traceback.format_exception(error, chain=True))
    assert almost[:8] not in told


def test_nothing_shows_the_secret_by_accident() -> None:
    """The repr of secret, derivation, gate, keys and slots is free of all that must not stand in a site."""
    gate = small_gate()
    slot = open_keyring(gate.keyring(), gate.passphrase("staff"))
    shown = f"{SECRET!r} {SECRET} {gate!r} {gate} {Derivation.of(SECRET)!r} {slot!r}"
    assert "staff" in shown
    assert [label for label, text in gate.forbidden() if text in shown] == []
    assert repr(SECRET.raw) not in shown


def test_a_gate_goes_to_another_process() -> None:
    """A gate survives pickling, so that worker processes can seal, and seals alike there."""
    gate = small_gate()
    other = pickle.loads(pickle.dumps(gate))
    assert other.seal("guests", "x", b"x", "text/html") == gate.seal("guests", "x", b"x", "text/html")


def test_passphrases() -> None:
    """A passphrase is six words of the list, and another one for another audience, epoch or secret."""
    passphrases = {
        Gate(secret, [Audience(name, epoch)], today=TODAY).passphrase(name)
        for secret in (SECRET, Secret(bytes(32)))
        for name in ("guests", "members")
        for epoch in (1, 2, 3)
    }
    assert len(passphrases) == 12
    assert all(set(p.split(" ")) <= set(wordlist.words()) for p in passphrases)
    assert {len(p.split(" ")) for p in passphrases} == {6}


def test_no_two_words_are_one_when_typed() -> None:
    """The list has 7,776 words that differ even after normalisation, so none is likelier than another."""
    assert len({normalise(word) for word in wordlist.words()}) == len(wordlist.words()) == 6**5


def test_a_changed_word_list_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A list whose hash is not the pinned one ends in an error instead of other passphrases."""
    monkeypatch.setattr(wordlist, "SHA256", "0" * 64)
    wordlist.words.cache_clear()
    with pytest.raises(RuntimeError, match="not the list"):
        wordlist.words()
    monkeypatch.undo()
    assert len(wordlist.words()) == 7776


@patient
@given(st.text() | st.text("aA -\t\u2010\u3000ａＺ－é", max_size=20))
def test_normalise_is_idempotent(text: str) -> None:
    """A normal form is its own normal form, in ASCII, without blanks at the ends or two together."""
    try:
        plain = normalise(text)
    except NotAPassphraseError:
        return
    assert normalise(plain) == plain
    assert plain.isascii()
    assert "  " not in plain
    assert plain == plain.strip(" ")
    assert plain == plain.lower()
