"""What the theme's templates need to know about the page that they stand around."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from generator.render import labels
from generator.render.chrome import slot
from generator.render.places import STANDARD, Frame
from generator.settings import Settings
from generator.texts import Texts

_HEADER = ("stories", "alumni", "paths", "questions", "events")
_FOOTER = ("carried", "join", "unlock", "privacy")
_PARENTS = {"story": "stories", "person": "alumni"}


@dataclass(frozen=True)
class Item:
    """A line of a menu."""

    kind: str
    label: str
    href: str


@dataclass(frozen=True)
class Other:
    """Another language that the page, or the site, can be read in."""

    locale: str
    label: str


@dataclass(frozen=True)
class Surroundings:
    """The page's language, kind and frame, and the menus as they are seen from it."""

    settings: Settings
    texts: Texts
    frame: Frame
    kind: str

    @property
    def locale(self) -> str:
        """The page's language."""
        return self.frame.locale

    @property
    def root(self) -> str:
        """The way to the site's root."""
        return self.frame.root

    @property
    def home(self) -> str:
        """The way to the first page."""
        return self.frame.to("")

    @property
    def unlock(self) -> str:
        """The way to the gate."""
        return self.frame.to(STANDARD["unlock"])

    @property
    def logo(self) -> tuple[str, str]:
        """The site's title in two parts: the company's name where the title begins with it, and the rest."""
        title, company = self.settings.title[self.locale], self.settings.company[self.locale]
        return (company, title.removeprefix(company)) if title.startswith(company) else (title, "")

    @property
    def nav(self) -> tuple[Item, ...]:
        """The menu at the head of the page."""
        return self._items(_HEADER)

    @property
    def footer(self) -> tuple[Item, ...]:
        """The menu at the foot of the page."""
        return self._items(_FOOTER)

    @property
    def trail(self) -> tuple[str, ...]:
        """The page's own kind and the kind of page that it is listed on."""
        return (self.kind, _PARENTS.get(self.kind, self.kind))

    @property
    def others(self) -> tuple[Other, ...]:
        """The other languages of the site, each under its own name."""
        names = {"ja": "日本語", "en": "English"}
        return tuple(
            Other(code, names.get(code, code)) for code in self.settings.languages if code != self.locale
        )

    @property
    def config(self) -> Mapping[str, object]:
        """What the script in the browser reads: the site's title and the audiences, the widest first."""
        audiences = [[audience.name, audience.title[self.locale]] for audience in self.settings.audiences]
        return {"site": self.settings.title[self.locale], "audiences": audiences}

    @property
    def slots(self) -> Mapping[str, str]:
        """The marks that are filled after the theme has rendered."""
        switches = {f"switch-{other.locale}": slot(f"switch-{other.locale}") for other in self.others}
        return {name: slot(name) for name in ("csp", "head", "title", "body")} | switches

    @property
    def ahead(self) -> str:
        """The script that stands in the page itself, so that it need not be fetched."""
        return _ahead()

    def asset(self, name: str) -> str:
        """The way to one of our own files; its hash in the query makes a browser fetch a changed one."""
        return f"{self.root}assets/yorimichi/{name}?v={_digest(name)}"

    def _items(self, kinds: tuple[str, ...]) -> tuple[Item, ...]:
        return tuple(
            Item(kind, self.texts.gettext(labels.PAGES[kind]), self.frame.to(STANDARD[kind]))
            for kind in kinds
        )


@cache
def _ahead() -> str:
    return (files("generator") / "render" / "ahead.js").read_text("utf-8").strip()


@cache
def _digest(name: str) -> str:
    asset = files("generator") / "theme" / "assets" / "yorimichi" / name
    return hashlib.sha256(asset.read_bytes()).hexdigest()[:8]
