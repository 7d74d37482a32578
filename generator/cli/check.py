"""`yorimichi check`: everything that is wrong with the content, and the corrections that are certain."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import click

from generator.cli.terminal import Failed, checked, config_file_option, configuration_of, tell_findings
from generator.diagnostics import Diagnostic, Form, count, render
from generator.mending import mend
from generator.phrase import Phrase, Say, phrase, said
from generator.plugin import Configuration
from generator.project import Checked
from generator.texts import findings_in, languages

_MOST_ROUNDS = 50
"""What is mended can bring out what it hid, as a line that could not be read hides all below it."""


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
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
    wanted = [path.resolve() for path in paths]
    if fix:
        _fix(configuration, wanted, say)
    whole = checked(configuration)
    found = _among(whole, wanted)
    text = render(found, form, whole.root, say).rstrip("\n")
    if form == "text":
        tell_findings(text, say)
    else:
        click.echo(text)
    if form == "text" and not found and whole.site:
        click.echo(said(_all_well(len(whole.site.profiles), len(whole.site.stories)), say))
    errors, _ = count(found)
    sys.exit(1 if errors else 0)


def _fix(configuration: Configuration, wanted: Sequence[Path], say: Say) -> None:
    """Mends all that is certain, round by round, and tells on standard error what was mended."""
    for _ in range(_MOST_ROUNDS):
        whole = checked(configuration)
        try:
            done = mend(whole.root, _among(whole, wanted))
        except OSError as error:
            raise Failed(f"{error.filename}: {error.strerror}.") from None
        if not done:
            return
        for one in done:
            told = phrase("mended: {message}", message=one.message)
            click.echo(
                f"{one.path}:{one.line}:{one.column}: {said(told, say)} {said(one.hint, say)}", err=True
            )


def _among(whole: Checked, wanted: Sequence[Path]) -> Sequence[Diagnostic]:
    return [one for one in whole.diagnostics if not wanted or _is_under(whole.root / one.path, wanted)]


def _is_under(path: Path, wanted: Iterable[Path]) -> bool:
    return any(path.resolve().is_relative_to(one) for one in wanted)


def _all_well(profiles: int, stories: int) -> Phrase:
    return phrase(
        "Nothing to mend. Profiles: {profiles}, stories: {stories}.", profiles=profiles, stories=stories
    )
