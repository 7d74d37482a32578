"""Where things lie in the site, and how one page refers to another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

# The pages that every site has, by their kind; each language has its own under its own prefix.
STANDARD = {
    "home": "",
    "stories": "stories/",
    "alumni": "alumni/",
    "paths": "paths/",
    "questions": "questions/",
    "carried": "carried/",
    "events": "events/",
    "join": "join/",
    "unlock": "unlock/",
    "privacy": "privacy/",
}


@dataclass(frozen=True)
class Medium:
    """A picture in the site: its address without an ending, its audience, and its size in pixels."""

    address: str
    audience: str
    width: int
    height: int


@dataclass(frozen=True)
class Places:
    """Opaque addresses, relative to the site's root: people by id, stories by slug, pictures by (file, audience)."""

    people: Mapping[str, str]
    stories: Mapping[str, str]
    pictures: Mapping[tuple[str, str], Medium]

    def of_stories(self, slugs: frozenset[str]) -> Places:
        """These stories and no others, with all pictures and nobody's page."""
        return Places({}, {slug: self.stories[slug] for slug in sorted(slugs)}, self.pictures)


@dataclass(frozen=True)
class Frame:
    """One page: its language, the prefix of that language ("" or "en/"), and its address within it.

    `absolute` is the way to the root for a page that is shown at any address.
    """

    locale: str
    prefix: str
    address: str
    absolute: str = ""

    @property
    def place(self) -> str:
        """The page's address from the site's root; this is also the name of the object that it holds."""
        return self.prefix + self.address

    @property
    def root(self) -> str:
        """The way from the page to the site's root."""
        return self.absolute or "../" * self.place.count("/") or "./"

    def to(self, address: str) -> str:
        """The way from the page to another one in the same language."""
        return self.root + self.prefix + address
