"""From a project's folder to the site that stands today, and to all that is to say about its content."""

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType

from generator.diagnostics import Diagnostic
from generator.event import Event
from generator.pictures import probe
from generator.profile import Profile
from generator.settings import Settings
from generator.site.checks import check
from generator.site.content import read_content
from generator.site.standing import standing
from generator.site.world import World
from generator.story import Story


@dataclass(frozen=True)
class Site:
    """All content that stands today. Every id and slug in it leads to something that is in it too."""

    root: Path
    docs_dir: Path
    settings: Settings
    today: date
    profiles: Mapping[str, Profile]
    stories: Mapping[str, Story]
    events: tuple[Event, ...] = ()
    leavers: Mapping[int, int] = field(default_factory=lambda: MappingProxyType({}))


def read_site(
    root: Path, docs_dir: Path, settings: Settings, today: date
) -> tuple[Site, tuple[Diagnostic, ...]]:
    """Reads and checks all content. ``today`` is the day in the site's time zone, by which consents end.

    The site holds what is valid and stands today; whether errors forbid to use it is for the caller to say.
    Findings are sorted. Nothing that content holds raises an exception.
    """
    with _uncollected():
        content, found = read_content(root, docs_dir, settings)
        photos = root / settings.alumni_dir / "photos"
        images = root / settings.stories_dir / "images"
        world = World(content, settings, today, photos, images, cache(probe))
        now = standing(content, today)
        leavers = content.leavers.thing.counts if content.leavers else {}
        site = Site(root, docs_dir, settings, today, now.profiles, now.stories, now.events, leavers)
        return site, tuple(sorted({*found, *check(world), *now.warnings}))


@contextmanager
def _uncollected() -> Iterator[None]:
    """Seek no garbage meanwhile: what is read are millions of values, none in a circle, that all stay.

    To look through them again and again takes a third of the time that thousands of files need.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
