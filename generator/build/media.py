"""The site's pictures: normalised, and sealed for the audience that may see them."""

from __future__ import annotations

import hashlib
import warnings
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from generator.event import Pass
from generator.pictures import NormalPicture, normalise
from generator.project import Project
from generator.render import Kept, Medium, anew, picture_names
from generator.seal import Gate
from generator.site import Site
from generator.site.event_views import EventViews
from generator.site.seen import PictureView, StoryView
from generator.site.views import Views

_STORY_EDGE = 1280
_PORTRAIT_EDGE = 640


@dataclass(frozen=True)
class Shot:
    """One picture for one audience: where it comes from, where it goes, and what it is now."""

    file: str
    medium: Medium
    picture: NormalPicture


def shots(project: Project, gate: Gate, kept: Kept = anew) -> tuple[Shot, ...]:
    """Every picture that some view shows, once for each audience or pass that it is sealed for."""
    site = project.site
    shown = chain(_views(site), _event_views(site, project.passes))
    wanted = sorted({(view.file, view.audience) for view in shown})
    files = sorted({file for file, _ in wanted})
    # Encoding pictures is a good part of a small build, and lets other threads run. The filters of warnings, which
    # reading a picture changes for a moment, belong to all threads together.
    with warnings.catch_warnings(), ThreadPoolExecutor() as pool:
        normal = dict(zip(files, pool.map(lambda file: _normal(site, file, kept), files), strict=True))
    return tuple(_shot(gate, file, audience, normal[file]) for file, audience in wanted)


def media_files(found: tuple[Shot, ...], gate: Gate) -> Iterator[tuple[str, bytes]]:
    """The files of the pictures: as they are where they are open, an object each where they are sealed."""
    for shot in found:
        place, audience = shot.medium.address, shot.medium.audience
        if audience == "public":
            yield f"{place}.webp", shot.picture.data
        else:
            yield f"{place}.jwe", gate.seal(audience, place, shot.picture.data, shot.picture.cty).encode()


def by_source(found: tuple[Shot, ...]) -> Mapping[tuple[str, str], Medium]:
    """Where each picture lies, by its file and audience."""
    return {(shot.file, shot.medium.audience): shot.medium for shot in found}


def _normal(site: Site, file: str, kept: Kept) -> NormalPicture:
    edge = _PORTRAIT_EDGE if file.startswith(f"{site.settings.alumni_dir}/") else _STORY_EDGE
    path = site.root / Path(file)
    digest = hashlib.sha256(path.read_bytes()).digest()
    return kept(("picture", file), (digest, edge), lambda: normalise(path, max_edge=edge))


def _shot(gate: Gate, file: str, audience: str, picture: NormalPicture) -> Shot:
    address = gate.address("m", f"{audience}/{file}")
    return Shot(file, Medium(f"m/{address}", audience, picture.width, picture.height), picture)


def _views(site: Site) -> Iterator[PictureView]:
    views = Views(site)
    for person in views.people(site.settings.narrowest):
        if person.photo:
            yield person.photo
    for story in views.stories(site.settings.narrowest):
        yield from _in_story(site, story, views.audience_of_story(story.slug))


def _event_views(site: Site, passes: Iterable[Pass]) -> Iterator[PictureView]:
    views = EventViews(site)
    for pass_ in passes:
        for story in views.stories(pass_):
            yield from _in_story(site, story, views.pictures(story.slug, pass_))


def _in_story(site: Site, story: StoryView, audience: str) -> Iterator[PictureView]:
    yield from (person.photo for person in story.people if person.photo)
    if story.cover:
        yield story.cover
    folder = f"{site.settings.stories_dir}/images"
    yield from (PictureView(f"{folder}/{name}", "", audience) for name in picture_names(story.body))
