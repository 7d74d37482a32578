"""Who may open what on a given day: audiences, passes, and the openers that come of them. No keys here."""

from dataclasses import dataclass
from datetime import date

from generator.seal.slot import Kind, State, is_name

# Each earlier epoch of a pass keeps a slot, so that its readers are told: the keyring grows with them.
_MOST_PASS_EPOCHS = 500


@dataclass(frozen=True)
class Audience:
    """Readers who share a passphrase, another in each epoch. Raises ValueError for a bad name or epoch."""

    name: str
    epoch: int = 1

    def __post_init__(self) -> None:
        _check(self.name, self.epoch)


@dataclass(frozen=True)
class Pass:
    """A link token that opens named stories, audiences or both, on its first and last day and all between.

    Of `stories` only matters whether there are any: a pass to stories is an audience of its own, with its id.
    One that opens nothing any more has ended, whatever its dates. Raises ValueError for a bad id or epoch, or
    dates in the wrong order.
    """

    id: str
    from_: date
    until: date
    epoch: int = 1
    stories: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        _check(self.id, self.epoch)
        if self.epoch > _MOST_PASS_EPOCHS:
            raise ValueError(f"pass {self.id}: epoch {self.epoch} is more than {_MOST_PASS_EPOCHS}")
        if self.from_ > self.until:
            raise ValueError(f"pass {self.id} ends before it begins")

    def state(self, today: date) -> State:
        """Whether the pass opens anything on that day, which is a date in the site's time zone."""
        if today > self.until or not (self.stories or self.audiences):
            return "ended"
        return "early" if today < self.from_ else "active"


@dataclass(frozen=True)
class Former:
    """A passphrase or token of earlier epochs, or of a pass that has ended: it opens old copies and nothing else."""

    kind: Kind
    name: str
    epochs: tuple[int, ...]


@dataclass(frozen=True)
class Grants:
    """Audiences, the widest first, and passes, on one day. ValueError for names that clash or are missing."""

    audiences: tuple[Audience, ...]
    passes: tuple[Pass, ...]
    today: date

    def __post_init__(self) -> None:
        if not self.audiences:
            raise ValueError("a gate needs an audience")
        names = [*self.names, *(entry.id for entry in self.passes)]
        if twice := sorted({name for name in names if names.count(name) > 1}):
            raise ValueError(f"each name may stand for one audience or pass only: {', '.join(twice)}")
        for entry in self.passes:
            if unknown := sorted(set(entry.audiences) - set(self.names)):
                raise ValueError(
                    f"pass {entry.id} opens an audience that does not exist: {', '.join(unknown)}"
                )

    @property
    def names(self) -> tuple[str, ...]:
        """The audiences' names, the widest first."""
        return tuple(audience.name for audience in self.audiences)

    @property
    def active(self) -> tuple[Pass, ...]:
        """The passes that open something today."""
        return tuple(entry for entry in self.passes if entry.state(self.today) == "active")

    @property
    def sealable(self) -> tuple[str, ...]:
        """Everything that something can be sealed for today: audiences, and active passes to stories."""
        return (*self.names, *(entry.id for entry in self.active if entry.stories))

    def opened_by_passphrase(self, name: str) -> tuple[str, ...]:
        """The audience itself and every wider one, the widest first."""
        return self.names[: self.names.index(name) + 1]

    def opened_by_pass(self, entry: Pass) -> tuple[str, ...]:
        """What the pass would open if it were active: audiences with all wider ones, then its own stories."""
        deepest = max(map(self.names.index, entry.audiences), default=-1)
        return (*self.names[: deepest + 1], *([entry.id] if entry.stories else []))

    def former(self, name: str) -> tuple[Former, ...]:
        """What once opened an audience or pass, as far as today's epochs and passes tell, and opens it no more."""
        known = [
            *(Former("passphrase", a.name, tuple(range(1, a.epoch))) for a in self.passphrases_to(name)),
            *(
                Former("pass", entry.id, tuple(range(1, entry.epoch + (entry.state(self.today) == "ended"))))
                for entry in self.passes
                if name in (entry.id, *self.opened_by_pass(entry))
            ),
        ]
        return tuple(one for one in known if one.epochs)

    def passphrases_to(self, name: str) -> tuple[Audience, ...]:
        """The audiences whose passphrases open `name` today."""
        return tuple(a for a in self.audiences if name in self.opened_by_passphrase(a.name))

    def passes_to(self, name: str) -> tuple[Pass, ...]:
        """The passes that open `name` today."""
        return tuple(entry for entry in self.active if name in self.opened_by_pass(entry))


def _check(name: str, epoch: int) -> None:
    if not is_name(name):
        raise ValueError(f"{name!r} cannot be the name of an audience or pass")
    if epoch < 1:
        raise ValueError(f"{name}: an epoch counts from 1, not {epoch}")
