"""The gate as a whole: who opens what on which day, and what changes when that changes."""

import ast
import json
import sys
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from seal_support import SECRET, TODAY, small_gate

import generator.seal
from generator.seal import (
    Audience,
    Former,
    Gate,
    ObjectRefused,
    Pass,
    Slot,
    normalise,
    open_keyring,
    open_keyring_with_token,
)
from generator.seal.encoding import from_b64u
from generator.seal.keyring import stretched

AUDIENCES = (Audience("guests"), Audience("members"), Audience("staff"))
OPEN_DAY = Pass("open-day", TODAY, TODAY + timedelta(days=1), stories=("coming-back",))


def gate(*passes: Pass, today: date = TODAY, audiences: tuple[Audience, ...] = AUDIENCES) -> Gate:
    return Gate(SECRET, audiences, passes, today=today)


def by_token(gate: Gate, token: str) -> Slot:
    slot = open_keyring_with_token(gate.keyring(), token)
    assert slot is not None
    return slot


def test_gates_are_alike_where_they_open_alike() -> None:
    """Two gates are equal if secret, audiences, passes and day are: then either may stand for the other."""
    assert gate(OPEN_DAY) == gate(OPEN_DAY)
    assert len({gate(OPEN_DAY), gate(OPEN_DAY)}) == 1
    others = (
        gate(),
        gate(OPEN_DAY, today=TODAY + timedelta(days=1)),
        gate(OPEN_DAY, audiences=(Audience("guests", 2), *AUDIENCES[1:])),
        Gate(replace(SECRET, raw=bytes(32)), AUDIENCES, (OPEN_DAY,), today=TODAY),
    )
    assert not [other for other in others if other == gate(OPEN_DAY)]
    assert gate() != "a gate"


def test_a_slot_secret_is_what_the_passphrase_is_stretched_to() -> None:
    """It is what opens the slot; only audiences have one."""
    one = gate(OPEN_DAY)
    salt = from_b64u(json.loads(one.keyring())["salt"])
    assert one.slot_secret("guests") == stretched(one.passphrase("guests"), salt)
    with pytest.raises(KeyError):
        one.slot_secret("open-day")


def test_a_narrower_reader_opens_all_wider_audiences() -> None:
    """Each passphrase opens its audience and the wider ones, the widest first, and nothing narrower."""
    one = gate()
    for i, audience in enumerate(AUDIENCES):
        slot = open_keyring(one.keyring(), one.passphrase(audience.name))
        assert slot is not None
        assert (slot.name, slot.kind, slot.state) == (audience.name, "passphrase", "active")
        assert list(slot.audiences) == [a.name for a in AUDIENCES[: i + 1]]
        assert {name: key.gen for name, key in slot.audiences.items()} == {
            name: one.gen(name) for name in slot.audiences
        }


@pytest.mark.parametrize(
    ("day", "state"), [(-1, "early"), (0, "active"), (1, "active"), (2, "ended"), (400, "ended")]
)
def test_a_pass_is_active_from_its_first_to_its_last_day(day: int, state: str) -> None:
    """Both days count; before and after, its slot has state and dates and no key."""
    today = TODAY + timedelta(days=day)
    one = gate(OPEN_DAY, today=today)
    slot = by_token(one, one.token("open-day"))
    assert (slot.name, slot.kind, slot.state) == ("open-day", "pass", state)
    assert (slot.from_, slot.until) == (OPEN_DAY.from_, OPEN_DAY.until)
    assert list(slot.audiences) == (["open-day"] if state == "active" else [])
    assert one.sealable == ("guests", "members", "staff", *slot.audiences)


def test_a_pass_to_stories_changes_no_audience() -> None:
    """A pass to stories is an audience of its own, so nobody's keys change when it begins or ends."""
    assert [gate(OPEN_DAY).gen(a.name) for a in AUDIENCES] == [gate().gen(a.name) for a in AUDIENCES]


def test_a_pass_to_an_audience_opens_the_wider_ones_too() -> None:
    """It is an opener of that audience and all wider ones; their gens change, the narrower ones' do not."""
    one = gate(replace(OPEN_DAY, audiences=("members",)))
    slot = by_token(one, one.token("open-day"))
    assert list(slot.audiences) == ["guests", "members", "open-day"]
    changed = [a.name for a in AUDIENCES if one.gen(a.name) != gate().gen(a.name)]
    assert changed == ["guests", "members"]


@pytest.mark.parametrize("days", [-1, 0, 1, 2])
def test_a_pass_of_which_nothing_is_left_has_ended(days: int) -> None:
    """Where consent for all its stories has ended, its link is told so on any day, and opens nothing."""
    one = gate(replace(OPEN_DAY, stories=()), today=TODAY + timedelta(days=days))
    slot = by_token(one, one.token("open-day"))
    assert (slot.state, dict(slot.audiences)) == ("ended", {})
    assert one.state("open-day") == "ended"
    assert one.sealable == ("guests", "members", "staff")


def test_an_earlier_epoch_of_a_pass_is_told_that_it_is_over() -> None:
    """Each earlier epoch keeps a slot that says `revoked`, with no key."""
    old = [gate(replace(OPEN_DAY, epoch=epoch)).token("open-day") for epoch in (1, 2)]
    now = gate(replace(OPEN_DAY, epoch=3))
    for token in old:
        slot = by_token(now, token)
        assert (slot.name, slot.state, dict(slot.audiences)) == ("open-day", "revoked", {})
    assert by_token(now, now.token("open-day")).state == "active"


def test_a_raised_epoch_changes_what_it_opened_and_nobodys_other_passphrase() -> None:
    """With a new epoch of members, guests and members get new keys; staff, and other passphrases, do not."""
    raised = gate(audiences=(AUDIENCES[0], Audience("members", 2), AUDIENCES[2]))
    assert [raised.gen(a.name) == gate().gen(a.name) for a in AUDIENCES] == [False, False, True]
    assert [raised.passphrase(a.name) == gate().passphrase(a.name) for a in AUDIENCES] == [True, False, True]
    assert open_keyring(raised.keyring(), gate().passphrase("members")) is None


def test_objects_of_an_earlier_gen_are_refused() -> None:
    """What was sealed before an epoch was raised does not open after it."""
    raised = gate(audiences=(AUDIENCES[0], Audience("members", 2), AUDIENCES[2]))
    with pytest.raises(ObjectRefused) as refused:
        raised.open(gate().seal("guests", "x", b"x", "text/html"), "guests", "x")
    assert refused.value.reason == "kid"


@pytest.mark.parametrize("count", range(6))
def test_slots_look_alike(count: int) -> None:
    """Slots are a power of two in number, of one length, sorted by tags that differ."""
    passes = [replace(OPEN_DAY, id=f"fair-{i}", audiences=("staff",) * (i % 2)) for i in range(count)]
    slots = json.loads(gate(*passes).keyring())["slots"]
    assert len(slots) == (4 if count < 2 else 8 if count < 6 else 16)
    assert len({len(slot["jwe"]) for slot in slots}) == 1
    assert [slot["tag"] for slot in slots] == sorted({slot["tag"] for slot in slots})


def test_a_slot_takes_no_more_than_700_bytes() -> None:
    """With three audiences and passes of all kinds each slot, tag and token together, stays small."""
    passes = [
        OPEN_DAY,
        replace(OPEN_DAY, id="fair-2026-10", epoch=3),
        replace(OPEN_DAY, id="a-pass-with-the-longest-name-32x", audiences=("staff",)),
        replace(OPEN_DAY, id="over", from_=TODAY - timedelta(days=9), until=TODAY - timedelta(days=1)),
        replace(OPEN_DAY, id="soon", from_=TODAY + timedelta(days=1), until=TODAY + timedelta(days=9)),
    ]
    slots = json.loads(gate(*passes).keyring())["slots"]
    assert len(slots) == 16
    assert max(len(slot["tag"]) + len(slot["jwe"]) for slot in slots) <= 700


def test_what_opens_old_copies_is_told() -> None:
    """Earlier epochs of all that opens an audience, and passes that have ended, open copies of their time."""
    audiences = (AUDIENCES[0], Audience("members", 3), AUDIENCES[2])
    ended = replace(OPEN_DAY, id="over", until=TODAY, audiences=("guests",), epoch=2)
    one = gate(replace(OPEN_DAY, epoch=2), ended, today=TODAY + timedelta(days=1), audiences=audiences)
    members = Former("passphrase", "members", (1, 2))
    assert one.former("guests") == (members, Former("pass", "over", (1, 2)))
    assert one.former("members") == (members,)
    assert one.former("staff") == ()
    assert one.former("open-day") == (Former("pass", "open-day", (1,)),)
    assert one.former("over") == (Former("pass", "over", (1, 2)),)


def test_the_edition_changes_with_the_slots_only() -> None:
    """The keyring is the same byte for byte until a slot's content changes, then every tag is another."""
    today, tomorrow = gate(OPEN_DAY), gate(OPEN_DAY, today=TODAY + timedelta(days=1))
    after = gate(OPEN_DAY, today=TODAY + timedelta(days=2))
    assert today.keyring() == tomorrow.keyring()
    tags = [{slot["tag"] for slot in json.loads(g.keyring())["slots"]} for g in (today, after)]
    assert tags[0].isdisjoint(tags[1])


def test_a_passphrase_with_a_hyphen_opens_as_shown_and_as_typed() -> None:
    """A passphrase with one of the list's four hyphens opens with hyphen, space, and capitals."""
    epoch = next(e for e in range(1, 2000) if "-" in shown(e))
    one = Gate(SECRET, [Audience("guests", epoch)], today=TODAY)
    for typed in (shown(epoch), shown(epoch).replace("-", " "), shown(epoch).replace("-", "\u2011").upper()):
        assert open_keyring(one.keyring(), typed) is not None
    assert {normalise(shown(epoch)), shown(epoch)} <= {text for _, text in one.forbidden()}


def shown(epoch: int) -> str:
    return Gate(SECRET, [Audience("guests", epoch)], today=TODAY).passphrase("guests")


@pytest.mark.parametrize("typed", ["", " ", "abacus", "合言葉", "\x00"])
def test_a_wrong_passphrase_opens_nothing(typed: str) -> None:
    """Whatever is typed, what is no passphrase gives None and no error."""
    assert open_keyring(small_gate().keyring(), typed) is None


@pytest.mark.parametrize("token", ["", "A", "AAAAAAAAAAAAAAAAAAAAAA", "A" * 43, "A" * 21 + "B", "合言葉"])
def test_a_wrong_token_opens_nothing(token: str) -> None:
    """A token that is cut, misspelt or unknown gives None and no error."""
    assert open_keyring_with_token(small_gate().keyring(), token) is None


@pytest.mark.parametrize(
    ("keyring", "reason"),
    [
        ("", "encoding"),
        ("[]", "encoding"),
        ("null", "encoding"),
        ("{}", "encoding"),
        ('{"v":1}', "encoding"),
        ('{"v":2,"salt":"","edition":"","slots":[],"kdf":{}}', "header"),
        ('{"v":1,"salt":"","edition":"","slots":[],"kdf":{"alg":"argon2id","m":8,"t":1,"p":1}}', "header"),
    ],
)
def test_a_bent_keyring_is_refused(keyring: str, reason: str) -> None:
    """What is not a keyring of this version, or would stretch passphrases less, is refused with a reason."""
    with pytest.raises(ObjectRefused) as refused:
        open_keyring(keyring, "abacus")
    assert refused.value.reason == reason


def test_forbidden_has_all_that_opens_anything() -> None:
    """Secret, passphrases, tokens of all epochs and audience keys are in it, each with a label."""
    one = gate(replace(OPEN_DAY, epoch=2))
    labels = {label for label, _ in one.forbidden()}
    texts = {text for _, text in one.forbidden()}
    assert texts >= {SECRET.to_text(), one.token("open-day"), gate(OPEN_DAY).token("open-day")}
    assert texts >= {one.passphrase(a.name) for a in AUDIENCES}
    assert labels >= {"the root secret", "the passphrase of staff", "the token of pass open-day, epoch 1"}
    assert labels >= {f"the key of {name}" for name in one.sealable}
    keyring, token = one.keyring().decode(), one.seal("open-day", "x", b"x", "text/html")
    assert [text for text in texts if text in keyring + token] == []


def test_addresses_are_opaque() -> None:
    """Addresses are 13 digits of Crockford's alphabet, differ by kind and id, and do not depend on epochs."""
    raised = gate(audiences=(Audience("guests", 2),))
    made = {gate().address(kind, f"id-{i}") for kind in ("person", "story") for i in range(500)}
    assert len(made) == 1000
    assert {len(address) for address in made} == {13}
    assert set("".join(made)) == set("0123456789abcdefghjkmnpqrstvwxyz")
    assert raised.address("person", "id-0") == gate().address("person", "id-0")


def test_unknown_names_are_errors() -> None:
    """Nothing can be sealed, opened or told for a name that does not exist, or for a pass that is over."""
    one = gate(OPEN_DAY, today=TODAY + timedelta(days=2))
    for name in ("public", "nobody", "open-day"):
        with pytest.raises(ValueError, match="nothing can be sealed"):
            one.seal(name, "x", b"", "text/html")
        with pytest.raises(ValueError, match="nothing can be sealed"):
            one.open("", name, "x")
        with pytest.raises(ValueError, match="not an audience"):
            one.passphrase(name)
    with pytest.raises(ValueError, match="not a pass"):
        one.token("guests")
    with pytest.raises(ValueError, match="not a pass"):
        one.state("guests")


@pytest.mark.parametrize("name", ["public", "slot", "", "Guests", "1st", "a" * 33, "a.b", "ゲスト", "a\n"])
def test_bad_names(name: str) -> None:
    """Names that are reserved or could not stand in a kid are errors, for audiences and passes."""
    with pytest.raises(ValueError, match="cannot be the name"):
        Audience(name)
    with pytest.raises(ValueError, match="cannot be the name"):
        replace(OPEN_DAY, id=name)


@pytest.mark.parametrize(
    ("passes", "audiences", "sentence"),
    [
        ((), (), "needs an audience"),
        ((), (Audience("guests"), Audience("guests", 2)), "guests"),
        ((replace(OPEN_DAY, id="guests"),), AUDIENCES, "guests"),
        ((OPEN_DAY, OPEN_DAY), AUDIENCES, "open-day"),
        ((replace(OPEN_DAY, audiences=("nobody",)),), AUDIENCES, "nobody"),
    ],
)
def test_clashes(passes: tuple[Pass, ...], audiences: tuple[Audience, ...], sentence: str) -> None:
    """No audience, two of one name, a pass named like an audience, and a pass to nobody are errors."""
    with pytest.raises(ValueError, match=sentence):
        gate(*passes, audiences=audiences)


def test_bad_passes_and_epochs() -> None:
    """Epochs count from 1, up to 500 for a pass, and a pass ends on or after its first day."""
    with pytest.raises(ValueError, match="counts from 1"):
        Audience("guests", 0)
    with pytest.raises(ValueError, match="more than 500"):
        replace(OPEN_DAY, epoch=501)
    with pytest.raises(ValueError, match="ends before it begins"):
        replace(OPEN_DAY, until=TODAY - timedelta(days=1))


def test_the_seal_stands_alone() -> None:
    """No module imports anything but the standard library, `cryptography`, and its own neighbours."""
    folder = Path(generator.seal.__file__).parent
    found = set()
    for path in folder.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom):
                assert node.level == 0
                found.add(node.module or "")
            elif isinstance(node, ast.Import):
                found.update(alias.name for alias in node.names)
    foreign = {name for name in found if name.split(".")[0] not in sys.stdlib_module_names}
    assert {name for name in foreign if not name.startswith("generator.seal.")} == {
        name for name in foreign if name.startswith("cryptography.")
    }
