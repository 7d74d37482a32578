"""The gate of one site on one day: seals objects, makes the keyring, and opens again what it sealed."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property

from generator.seal.derivation import AudienceKey, Derivation
from generator.seal.encoding import b64u
from generator.seal.grants import Audience, Former, Grants, Pass
from generator.seal.keyring import SlotToSeal, make_keyring, salt_of, stretched
from generator.seal.objects import kid_of, open_object, seal_object
from generator.seal.passphrase import normalise
from generator.seal.secret import Secret
from generator.seal.slot import Slot, State


class Gate:
    """Everything sealed for a site comes out of here; the same input always gives the same bytes.

    `audiences` stand from the widest to the narrowest, without `public`; `today` is a date in the site's
    time zone. Raises ValueError where audiences and passes do not fit each other.
    """

    def __init__(
        self, secret: Secret, audiences: Sequence[Audience], passes: Sequence[Pass] = (), *, today: date
    ) -> None:
        self._secret = secret
        self._grants = Grants(tuple(audiences), tuple(passes), today)
        self._derivation = Derivation.of(secret)
        self._keys: Mapping[str, AudienceKey] = {
            name: self._derivation.audience_key(name, self._openers(name)) for name in self._grants.sealable
        }

    def __eq__(self, other: object) -> bool:
        """Whether the other one seals and opens just the same."""
        if not isinstance(other, Gate):
            return NotImplemented
        return (self._secret, self._grants) == (other._secret, other._grants)

    def __hash__(self) -> int:
        return hash(self._grants)

    def __repr__(self) -> str:
        return f"Gate({', '.join(self._keys)})"

    @property
    def sealable(self) -> tuple[str, ...]:
        """Every name that `seal` takes today: the audiences, then the active passes to stories."""
        return self._grants.sealable

    def address(self, kind: str, ident: str) -> str:
        """A thing's opaque address: 13 digits that tell nothing of it and last as long as the secret."""
        return self._derivation.address(kind, ident)

    def passphrase(self, name: str) -> str:
        """The audience's six words of today. Raises ValueError for a name that is not an audience."""
        for audience in self._grants.audiences:
            if audience.name == name:
                return self._derivation.passphrase(name, audience.epoch)
        raise ValueError(f"{name!r} is not an audience")

    def token(self, pass_id: str) -> str:
        """The 22 characters of the pass's links. Raises ValueError for an unknown pass."""
        return b64u(self._derivation.token(pass_id, self._pass(pass_id).epoch))

    def state(self, pass_id: str) -> State:
        """What has become of the pass today. Raises ValueError for an unknown one."""
        return self._pass(pass_id).state(self._grants.today)

    def former(self, name: str) -> tuple[Former, ...]:
        """The passphrases and tokens that still open old copies of what was sealed for an audience or pass."""
        return self._grants.former(name)

    def gen(self, name: str) -> str:
        """The generation of an audience's keys: another one as soon as anything that opens it changes."""
        return self._key(name).gen

    def seal(self, audience: str, oid: str, content: bytes, cty: str) -> str:
        """The token of an object at the place `oid`.

        Raises ValueError above 240,000 bytes, for a type or oid that cannot be sealed, and for an audience
        that does not exist or a pass that is not active.
        """
        key = self._key(audience)
        return seal_object(
            self._derivation, key.object_key(oid), kid_of(audience, key.gen, oid), content, cty
        )

    def open(self, token: str, audience: str, oid: str) -> bytes:
        """The content of an object at the place `oid`. Raises ObjectRefused, or ValueError as `seal`."""
        key = self._key(audience)
        return open_object(token, key.object_key(oid), kid_of(audience, key.gen, oid))

    def keyring(self) -> bytes:
        """The keyring's file, made once: each passphrase costs a good part of a second."""
        return self._keyring

    def forbidden(self) -> tuple[tuple[str, str], ...]:
        """What must not stand anywhere in a site, with a label that may be shown for each."""
        found = [("the root secret", self._secret.to_text())]
        for name in self._grants.names:
            words = self.passphrase(name)
            found.append((f"the passphrase of {name}", words))
            if normalise(words) != words:
                found.append((f"the passphrase of {name}", normalise(words)))
        for entry in self._grants.passes:
            for epoch in range(1, entry.epoch + 1):
                token = b64u(self._derivation.token(entry.id, epoch))
                found.append((f"the token of pass {entry.id}, epoch {epoch}", token))
        found += [(f"the key of {name}", b64u(key.key)) for name, key in self._keys.items()]
        return tuple(found)

    def slot_secret(self, name: str) -> bytes:
        """S of the audience's passphrase: whoever has it opens the slot. Raises KeyError for another name."""
        return self._stretched[name]

    @cached_property
    def _stretched(self) -> Mapping[str, bytes]:
        salt = salt_of(self._derivation)
        return {name: stretched(self.passphrase(name), salt) for name in self._grants.names}

    @cached_property
    def _keyring(self) -> bytes:
        return make_keyring(self._derivation, [*self._passphrase_slots(), *self._pass_slots()])

    def _key(self, name: str) -> AudienceKey:
        if name not in self._keys:
            raise ValueError(f"nothing can be sealed for {name!r} today")
        return self._keys[name]

    def _pass(self, pass_id: str) -> Pass:
        for entry in self._grants.passes:
            if entry.id == pass_id:
                return entry
        raise ValueError(f"{pass_id!r} is not a pass")

    def _openers(self, name: str) -> frozenset[bytes]:
        passphrases = self._grants.passphrases_to(name)
        passes = self._grants.passes_to(name)
        return frozenset(
            [self._derivation.passphrase_opener(a.name, a.epoch) for a in passphrases]
            + [self._derivation.pass_opener(p.id, p.epoch) for p in passes]
        )

    def _held(self, names: Sequence[str]) -> Mapping[str, AudienceKey]:
        return {name: self._keys[name] for name in names}

    def _passphrase_slots(self) -> list[SlotToSeal]:
        slots = []
        for name in self._grants.names:
            held = self._held(self._grants.opened_by_passphrase(name))
            slot = Slot(name, "passphrase", "active", None, None, held)
            slots.append(SlotToSeal(self._stretched[name], slot.to_json()))
        return slots

    def _pass_slots(self) -> list[SlotToSeal]:
        slots = []
        for entry in self._grants.passes:
            state = entry.state(self._grants.today)
            held = self._held(self._grants.opened_by_pass(entry)) if state == "active" else {}
            now = Slot(entry.id, "pass", state, entry.from_, entry.until, held)
            # The dates of an earlier epoch are not known any more; its reader is told those that hold now.
            gone = Slot(entry.id, "pass", "revoked", entry.from_, entry.until, {})
            for epoch in range(1, entry.epoch + 1):
                slot = now if epoch == entry.epoch else gone
                slots.append(SlotToSeal(self._derivation.token(entry.id, epoch), slot.to_json()))
        return slots
