"""What a new file begins with: every key explained in a comment, what is needed left to be filled in."""

from __future__ import annotations

import os
from datetime import date
from importlib.resources import files
from pathlib import Path
from string import Template
from typing import Literal

from generator.settings import PUBLIC, Settings

Sort = Literal["profile", "story"]
_ENDINGS = {"profile": "yaml", "story": "md"}


def languages() -> tuple[str, ...]:
    """The languages in which a new file can explain itself."""
    names = (path.name for path in (files("generator") / "starters").iterdir())
    return tuple(sorted(name.split(".")[1] for name in names if name.startswith("profile.")))


def place_of(sort: Sort, name: str, settings: Settings) -> Path:
    """Where the file of a profile or a story stands, from the project's root."""
    folder = settings.alumni_dir if sort == "profile" else settings.stories_dir
    return Path(folder) / f"{name}.{_ENDINGS[sort]}"


def starter(sort: Sort, name: str, settings: Settings, today: date, language: str) -> str:
    """The text of a new file in one of the `languages`. Filled in as its comments say, it passes the check."""
    template = files("generator").joinpath("starters", f"{sort}.{language}.{_ENDINGS[sort]}")
    folder = place_of(sort, name, settings).parent
    return Template(template.read_text("utf-8")).substitute(
        id=name,
        slug=name,
        schema=Path(os.path.relpath(f"schemas/{sort}.schema.json", folder)).as_posix(),
        audiences=_audiences(settings, language),
        narrowest=settings.narrowest,
        photos=f"{settings.alumni_dir}/photos",
        images=f"{settings.stories_dir}/images",
        today=today.isoformat(),
        month=f"{today:%Y-%m}",
        next_year=f"{today.year + 1}-{today.month:02d}",
        expires=_a_year_later(today).isoformat(),
    )


def _audiences(settings: Settings, language: str) -> str:
    everyone = {"ja": "だれでも"}.get(language, "everyone")
    titles = {one.name: one.title.get(language, one.name) for one in settings.audiences}
    named = [f"{PUBLIC} ({everyone})", *(f"{name} ({title})" for name, title in titles.items())]
    return ", ".join(named)


def _a_year_later(day: date) -> date:
    return day.replace(year=day.year + 1, day=28 if (day.month, day.day) == (2, 29) else day.day)
