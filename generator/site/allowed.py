"""Which fields of a profile one reader may see."""

from __future__ import annotations

from dataclasses import dataclass

from generator.profile import Profile, Spell
from generator.site.reading import Site
from generator.site.seen import Colleague, PersonName, PictureView
from generator.site.ties import meet, shown_alike


@dataclass(frozen=True)
class Fields:
    """One profile before one reader."""

    site: Site
    profile: Profile
    reader: str

    def field(self, name: str, default: str | None = None) -> bool:
        """Whether she may see a field; `default` is its audience where the profile names none."""
        return self.named(self.profile.visible.get(name, default))

    def named(self, audience: str | None) -> bool:
        """Whether she may see what is for an audience, or for all readers of the profile."""
        return audience is None or self.site.settings.sees(self.reader, audience)

    def whole(self) -> bool:
        """Whether she may know of this person at all."""
        return self.site.settings.sees(self.reader, self.site.settings.resolve(self.profile.audience))

    def spell(self, spell: Spell) -> bool:
        """Whether she may see a spell of this career."""
        return self.field("career") and self.named(spell.audience)

    def name(self) -> PersonName:
        """How this person is called."""
        name = self.profile.name
        return PersonName(self.profile.id, name.display, name.kana, name.romaji)

    def ties(self) -> bool:
        """Whether she may be told of ties: the person agreed to that, and lets this reader see them."""
        return "ties" in self.profile.consent.purposes and self.field("ties")

    def photo(self) -> PictureView | None:
        """The photo, where the person agreed to it and the reader may see it."""
        photo, profile, settings = self.profile.photo, self.profile, self.site.settings
        if photo is None or "photo" not in profile.consent.purposes or not self.field("photo"):
            return None
        whole = settings.resolve(profile.audience)
        own = profile.visible.get("photo", whole)
        narrower = own if settings.names.index(own) > settings.names.index(whole) else whole
        return PictureView(f"{settings.alumni_dir}/photos/{photo.file}", photo.alt, narrower)

    def colleagues(self, spell: Spell) -> tuple[Colleague, ...]:
        """Those named in a spell of whom this reader may know that they were there too: both agreed, both show it."""
        if not self.ties():
            return ()
        profiles = (self.site.profiles.get(person) for person in spell.with_)
        found = (self._colleague(spell, profile) for profile in profiles if profile)
        return tuple(one for one in found if one)

    def _colleague(self, spell: Spell, profile: Profile) -> Colleague | None:
        other, settings = Fields(self.site, profile, self.reader), self.site.settings
        if "directory" not in profile.consent.purposes or not other.whole() or not other.ties():
            return None
        spells = tuple(
            index
            for index, hers in enumerate(profile.career)
            if other.spell(hers)
            and meet(spell, hers, self.profile.id)
            and shown_alike(spell, hers, self.reader, settings)
        )
        return Colleague(other.name(), spells) if spells else None
