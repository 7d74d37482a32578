"""Over random histories of a site: whoever is out of today's openers never held today's keys."""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st
from seal_support import SECRET, TODAY, patient

from generator.seal import Audience, Gate, Pass, Slot, normalise, open_keyring, open_keyring_with_token

Config = tuple[tuple[Audience, ...], tuple[Pass, ...], int]
Step = Callable[[Config], Config]

NAMES = ("guests", "members", "alumni", "staff")
IDS = ("fair", "night", "visit")


def quick(passphrase: str, salt: bytes) -> bytes:
    """Stands for Argon2id, which would take hours here; what it gives does not matter to who opens what."""
    return hashlib.sha256(salt + normalise(passphrase).encode()).digest()


@contextmanager
def quickly() -> Iterator[None]:
    with patch("generator.seal.gate.stretched", quick), patch("generator.seal.keyring.stretched", quick):
        yield


def raise_audience(i: int) -> Step:
    def step(config: Config) -> Config:
        audiences, passes, day = config
        at = i % len(audiences)
        raised = replace(audiences[at], epoch=audiences[at].epoch + 1)
        return (*audiences[:at], raised, *audiences[at + 1 :]), passes, day

    return step


def raise_pass(i: int) -> Step:
    def step(config: Config) -> Config:
        audiences, passes, day = config
        if not passes:
            return config
        at = i % len(passes)
        raised = replace(passes[at], epoch=passes[at].epoch + 1)
        return audiences, (*passes[:at], raised, *passes[at + 1 :]), day

    return step


def wait(days: int) -> Step:
    return lambda config: (config[0], config[1], config[2] + days)


def set_pass(name: str, begins: int, lasts: int, stories: bool, audience: int, *, raised: int) -> Step:
    """A pass is configured, comes back, is configured otherwise, or its dates are moved: even one that had ended.

    Its epoch may be raised with that.
    """

    def step(config: Config) -> Config:
        audiences, passes, day = config
        first = TODAY + timedelta(days=day + begins)
        opens = () if stories and audience % 2 else (audiences[audience % len(audiences)].name,)
        epoch = next((p.epoch for p in passes if p.id == name), 1) + raised
        last = first + timedelta(days=lasts)
        made = Pass(name, first, last, epoch, ("a-story",) * stories, opens)
        return audiences, (*(p for p in passes if p.id != name), made), day

    return step


def cut_pass(i: int) -> Step:
    """The consent for all stories of a pass ends; audiences that it opens stay."""

    def step(config: Config) -> Config:
        audiences, passes, day = config
        return audiences, tuple(replace(p, stories=()) if p.id == IDS[i % 3] else p for p in passes), day

    return step


def drop_pass(i: int) -> Step:
    def step(config: Config) -> Config:
        audiences, passes, day = config
        return audiences, tuple(p for p in passes if p.id != IDS[i % len(IDS)]), day

    return step


def move_audience(i: int, to: int) -> Step:
    """An audience is dropped, comes back, or stands somewhere else between wide and narrow."""

    def step(config: Config) -> Config:
        audiences, passes, day = config
        name = NAMES[i % len(NAMES)]
        if any(name in p.audiences for p in passes):
            return config
        others = [a for a in audiences if a.name != name]
        was = next((a for a in audiences if a.name == name), None)
        if was is None or to % 2:
            others.insert(to % (len(others) + 1), was or Audience(name))
        return (tuple(others) or audiences), passes, day

    return step


NUMBERS = st.integers(0, 11)
WHICH, REST = st.sampled_from(IDS), (st.integers(0, 4), st.booleans(), NUMBERS)
STEPS = st.one_of(
    st.builds(raise_audience, NUMBERS),
    st.builds(raise_pass, NUMBERS),
    st.builds(wait, st.integers(1, 4)),
    st.builds(set_pass, WHICH, st.integers(-2, 3), *REST, raised=st.integers(0, 1)),
    st.builds(set_pass, WHICH, st.integers(-2, 0), *REST, raised=st.integers(0, 1)),
    st.builds(cut_pass, NUMBERS),
    st.builds(drop_pass, NUMBERS),
    st.builds(move_audience, NUMBERS, NUMBERS),
)


@dataclass(frozen=True)
class Credential:
    """A passphrase or token that was given out at any time."""

    kind: str
    text: str

    def opened(self, keyring: bytes) -> Slot | None:
        return (open_keyring if self.kind == "passphrase" else open_keyring_with_token)(keyring, self.text)


def history(steps: list[Step]) -> Iterator[Gate]:
    config: Config = ((Audience("guests"), Audience("members"), Audience("staff")), (), 0)
    for step in steps:
        config = step(config)
        audiences, passes, day = config
        yield Gate(SECRET, audiences, passes, today=TODAY + timedelta(days=day))


def credentials(gate: Gate) -> Iterator[Credential]:
    """All that the gate's owner would give out today."""
    for label, text in gate.forbidden():
        if label.startswith("the passphrase of "):
            yield Credential("passphrase", text)
        elif label.startswith("the token of pass "):
            yield Credential("pass", text)


Held = dict[str, dict[Credential, tuple[str, bytes]]]


def held_today(gate: Gate, given_out: set[Credential]) -> Held:
    """For everything sealable, who of all that were ever given anything gets which gen and key today."""
    held: Held = {name: {} for name in gate.sealable}
    keyring = gate.keyring()
    for credential in given_out:
        slot = credential.opened(keyring)
        for name, key in slot.audiences.items() if slot else ():
            held[name][credential] = (key.gen, key.key)
    return held


@settings(patient, max_examples=150)
@given(st.lists(STEPS, min_size=2, max_size=14))
def test_no_credential_outside_todays_openers_ever_held_todays_gen(steps: list[Step]) -> None:
    """Whatever is raised, ended, moved or dropped: who ever held a gen of today opens it today."""
    given_out: set[Credential] = set()
    ever: dict[tuple[str, str], set[Credential]] = {}
    with quickly():
        for gate in history(steps):
            given_out |= set(credentials(gate))
            for name, holders in held_today(gate, given_out).items():
                assert {gen for gen, _ in holders.values()} == {gate.gen(name)}
                before = ever.setdefault((name, gate.gen(name)), set())
                assert before <= set(holders)
                before |= set(holders)


@settings(patient, max_examples=150)
@given(st.lists(STEPS, min_size=2, max_size=14))
def test_gens_change_exactly_when_openers_change(steps: list[Step]) -> None:
    """The same openers always mean the same gen and key, and other openers always mean others."""
    given_out: set[Credential] = set()
    by_openers: dict[tuple[str, frozenset[Credential]], tuple[str, bytes]] = {}
    by_gen: dict[tuple[str, bytes], tuple[str, frozenset[Credential]]] = {}
    with quickly():
        for gate in history(steps):
            given_out |= set(credentials(gate))
            for name, holders in held_today(gate, given_out).items():
                (key,) = set(holders.values())
                openers = (name, frozenset(holders))
                assert by_openers.setdefault(openers, key) == key
                assert by_gen.setdefault(key, openers) == openers


@settings(patient, max_examples=150)
@given(st.lists(STEPS, min_size=2, max_size=14))
def test_of_a_pass_only_todays_link_opens_anything(steps: list[Step]) -> None:
    """Whatever was raised, cut, dropped and came back since: no earlier link of a pass opens anything."""
    given_out: set[Credential] = set()
    with quickly():
        for gate in history(steps):
            given_out |= set(credentials(gate))
            for credential in given_out:
                slot = credential.opened(gate.keyring()) if credential.kind == "pass" else None
                if slot and slot.audiences:
                    assert credential.text == gate.token(slot.name)
