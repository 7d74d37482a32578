"""Which fields of a profile one reader may see."""

from __future__ import annotations

from dataclasses import dataclass

from generator.profile import Profile
from generator.site.reading import Site
from generator.site.seen import PictureView


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

    def ties(self) -> bool:
        """Whether it may be told who was here together with her: she agreed to that, and the reader may see it."""
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
