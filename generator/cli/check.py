"""`yorimichi check`: everything that is wrong with the content, and the corrections that are certain."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import click

from generator.cli.terminal import Failed, checked, config_file_option, configuration_of, tell_findings
from generator.diagnostics import NOTHING, Diagnostic, Form, count, plain, render
from generator.mending import BYTE_ORDER_MARK, Change, mend
from generator.phrase import Phrase, Say, phrase, said
from generator.plugin import Configuration
from generator.project import Checked
from generator.settings import Settings, read_settings
from generator.site import Site
from generator.starters import Sort, place_of
from generator.texts import findings_in, languages

_MOST_ROUNDS = 50
"""What is mended can bring out what it hid, as a line that could not be read hides all below it."""
_DATA = frozenset({"events.yaml", "leavers.yaml"})


class _Misused(Failed):
    """A path that makes no sense: exit status 2."""

    exit_code = 2


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path, readable=False))
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "github", "json", "markdown"]),
    default="text",
    show_default=True,
    help="For people, for annotations on GitHub, for programs, or for a comment.",
)
@click.option("--fix", is_flag=True, help="First write the corrections that are certain into the files.")
@click.option(
    "--lang",
    type=click.Choice(languages("findings")),
    help="The language of the messages; without it that of the system.",
)
@config_file_option
def check(paths: tuple[Path, ...], form: Form, fix: bool, lang: str | None, config_file: Path) -> None:
    """Say everything that is wrong with the content, all at once.

    PATHS limit what is told to these files and folders; everything is read all the same.
    """
    configuration, say = configuration_of(config_file), findings_in(lang)
    wanted = _wanted(configuration, paths, say)
    all_written = _fix(configuration, wanted, say) if fix else True
    whole = checked(configuration)
    found = _among(whole, wanted)
    text = render(found, form, whole.root, say).rstrip("\n")
    if form == "text":
        tell_findings(text, say)
    elif text:
        click.echo(text)
    if form == "text" and not found and whole.site:
        click.echo(said(_all_well(whole.site, wanted), say))
    errors, _ = count(found)
    sys.exit(1 if errors or not all_written else 0)


def _wanted(configuration: Configuration, paths: Iterable[Path], say: Say) -> Sequence[Path]:
    """Where to look; a path where there is nothing to look at is wrong use."""
    settings, _ = read_settings(configuration.options, configuration.file)
    for path in paths:
        told = click.format_filename(path)
        if not os.path.lexists(path):
            raise _Misused(said(phrase("There is no file or folder {path}.", path=told), say))
        if settings and not _has_content(configuration, settings, path.absolute()):
            nothing = phrase("{path} is no content of this site: there is nothing to check in it.", path=told)
            raise _Misused(said(nothing, say))
    return [path.resolve() for path in paths]


def _has_content(configuration: Configuration, settings: Settings, path: Path) -> bool:
    """Whether a file is looked at by the check, or anything in a folder may be."""
    root, pages = configuration.file.parent.resolve(), configuration.docs_dir.resolve()
    path = path.parent.resolve() / path.name if path.is_symlink() else path.resolve()
    folders = (root / settings.alumni_dir, root / settings.stories_dir)
    if any(place.is_relative_to(path) for place in (*folders, pages, configuration.file.resolve())):
        return True
    if path.is_relative_to(pages) and not path.is_dir():
        return path.suffix == ".md" or path in {pages / name for name in _DATA}
    return any(path.is_relative_to(place) for place in (*folders, pages))


def _fix(configuration: Configuration, wanted: Sequence[Path], say: Say) -> bool:
    """Mends all that is certain, round by round, and tells on standard error what was mended; gives whether every
    file could be written."""
    changes: list[Change] = []
    refused: dict[str, OSError] = {}
    for _ in range(_MOST_ROUNDS):
        whole = checked(configuration)
        done = mend(whole.root, _among(whole, wanted))
        changes += done.changes
        refused |= done.refused
        if not done.changes:
            break
    for one in sorted(changes, key=lambda one: (one.path, one.line, one.column)):
        click.echo(f"{one.path}:{one.line}:{one.column}: {said(_mended(one), say)}", err=True)
    for path, error in sorted(refused.items()):
        click.echo(f"{path}: {said(_not_mended(error), say)}", err=True)
    return not refused


def _mended(change: Change) -> Phrase:
    if change.before == BYTE_ORDER_MARK:
        return phrase("mended: the byte order mark is gone")
    if len(change.before) == 1 and not change.before.isprintable() and not change.after:
        return phrase("mended: an invisible character is gone (U+{number:04X})", number=ord(change.before))
    before, after = plain(change.before), plain(change.after)
    if any(not text or text != text.strip() for text in (before, after)):  # else blanks are not seen
        before, after = f'"{before}"', f'"{after}"'
    return phrase("mended: {before} → {after}", before=before, after=after)


def _not_mended(error: OSError) -> Phrase:
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return phrase("not mended: this file may not be written.")
    return phrase("not mended: {reason}.", reason=error.strerror)


def _among(whole: Checked, wanted: Sequence[Path]) -> Sequence[Diagnostic]:
    """What is told: all of it, too, where wrong settings keep the content from being looked at."""
    if not wanted or whole.site is None:
        return whole.diagnostics
    return [one for one in whole.diagnostics if _is_under(whole.root / one.path, wanted)]


def _is_under(path: Path, wanted: Iterable[Path]) -> bool:
    return any(path.resolve().is_relative_to(one) for one in wanted)


def _all_well(site: Site, wanted: Sequence[Path]) -> Phrase:
    profiles, stories = _files(site, "profile", site.profiles), _files(site, "story", site.stories)
    if wanted:
        profiles, stories = (
            [path for path in paths if _is_under(path, wanted)] for paths in (profiles, stories)
        )
    if wanted and not profiles and not stories:
        return NOTHING
    return phrase(
        "Nothing to mend. Profiles: {profiles}, stories: {stories}.",
        profiles=len(profiles),
        stories=len(stories),
    )


def _files(site: Site, sort: Sort, names: Iterable[str]) -> list[Path]:
    return [site.root / place_of(sort, name, site.settings) for name in names]
