"""From a configuration to checked content, and from a secret to the gate: what every command begins with."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from generator.diagnostics import Diagnostic, count, finding, render
from generator.event import Pass
from generator.foreign import parse_places
from generator.phrase import phrase
from generator.seal import Audience, Gate, SecretError, load_secret
from generator.seal import Pass as GatePass
from generator.settings import Settings, read_settings
from generator.site import Site, read_site
from generator.site.check_setup import check_setup
from generator.site.own import OwnPage, read_own_pages
from generator.texts import findings_in, languages


class ContentError(Exception):
    """The content or the secret does not allow a build; the message lists all that is wrong.

    `diagnostics` are the findings among it, if it is the content.
    """

    def __init__(self, message: str, diagnostics: tuple[Diagnostic, ...] = ()) -> None:
        super().__init__(message)
        self.diagnostics = diagnostics


@dataclass(frozen=True)
class Checked:
    """What `check` finds: diagnostics, and the site unless the settings themselves are wrong."""

    root: Path
    settings: Settings | None
    site: Site | None
    own_pages: Mapping[str, OwnPage]
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True)
class Project:
    """Checked content with the gate that will seal it."""

    site: Site
    gate: Gate
    own_pages: Mapping[str, OwnPage]
    diagnostics: tuple[Diagnostic, ...]

    @property
    def passes(self) -> tuple[Pass, ...]:
        """The passes that open stories today, by their ids; which those are is for the gate to say."""
        passes = (event.pass_ for event in self.site.events if event.pass_)
        return tuple(sorted((one for one in passes if one.id in self.gate.sealable), key=lambda one: one.id))


def today(timezone: str, environ: Mapping[str, str]) -> date:
    """The site's own date: of `SOURCE_DATE_EPOCH` where it is set (reproducible-builds.org), else of now.

    Raises `ContentError` where that is set to something else.
    """
    epoch = environ.get("SOURCE_DATE_EPOCH")
    try:
        now = datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)
        return now.astimezone(ZoneInfo(timezone)).date()
    except (ValueError, OverflowError, OSError):
        raise ContentError(f"SOURCE_DATE_EPOCH counts seconds since 1970; {epoch!r:.40} does not.") from None


def check(config_file: Path, docs_dir: Path, options: Mapping[str, Any], base_url: str = "") -> Checked:
    """Everything that is wrong with settings and content, all at once; `base_url` is where the site will stand."""
    root = config_file.parent
    settings, found = read_settings(options, config_file)
    if settings is None:
        return Checked(root, None, None, {}, found)
    site, in_site = read_site(root, docs_dir, settings, today(settings.timezone, os.environ))
    own, in_pages = read_own_pages(root, docs_dir, settings)
    in_setup = (
        *check_setup(settings, config_file, docs_dir, base_url),
        *_about_setup(site, config_file, base_url),
    )
    return Checked(root, settings, site, own, tuple(sorted((*found, *in_site, *in_pages, *in_setup))))


def _about_setup(site: Site, config_file: Path, base_url: str) -> Iterator[Diagnostic]:
    """What only the settings and the rest of the site together can tell."""
    text = config_file.read_text("utf-8", errors="replace") if config_file.is_file() else ""
    for number, code in enumerate(site.settings.languages):
        if code not in languages():
            place = parse_places(text, config_file.name, ("plugins", "yorimichi")).place(
                ("languages", number)
            )
            hint = phrase("There are: {languages}.", languages=", ".join(languages()))
            yield finding(
                "no-words",
                config_file.name,
                place,
                phrase("The pages have no words in `{code}`.", code=code),
                hint,
            )
    if urlsplit(base_url).path.strip("/"):
        place = parse_places(text, config_file.name, ("site_url",)).place(())
        hint = phrase("Give the site a host name of its own.")
        yield finding(
            "shared-origin",
            config_file.name,
            place,
            phrase("The site shares its host with other pages."),
            hint,
        )


def prepare(config_file: Path, docs_dir: Path, options: Mapping[str, Any], base_url: str = "") -> Project:
    """Checked content and the gate.

    Raises `ContentError` where anything is wrong with settings, content or secret.
    """
    checked = check(config_file, docs_dir, options, base_url)
    errors, _ = count(checked.diagnostics)
    if errors or checked.site is None or checked.settings is None:
        listing = render(checked.diagnostics, "text", checked.root, findings_in())
        message = f"The content is not ready; nothing was built or changed.\n\n{listing}"
        raise ContentError(message, checked.diagnostics)
    gate = _open_gate(checked.root, checked.site)
    return Project(checked.site, gate, checked.own_pages, checked.diagnostics)


def _open_gate(root: Path, site: Site) -> Gate:
    try:
        secret = load_secret(os.environ, root / site.settings.secret_file)
    except SecretError as error:
        raise ContentError(str(error)) from None
    audiences = [Audience(one.name, one.epoch) for one in site.settings.audiences]
    passes = [
        GatePass(one.id, one.from_, one.until, one.epoch, one.stories, one.audiences)
        for event in site.events
        if (one := event.pass_)
    ]
    return Gate(secret, audiences, passes, today=site.today)
