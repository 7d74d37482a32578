"""`yorimichi profile` and `yorimichi story`: a new file to fill in."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import click

from generator.cli.schemas import write_schemas
from generator.cli.terminal import Failed, config_file_option, configuration_of, settings_of, shown
from generator.fields import ID, Id
from generator.phrase import phrase, said
from generator.project import today
from generator.starters import Sort, languages, place_of, starter
from generator.texts import findings_in, spoken
from generator.wording import certain

_lang_option = click.option(
    "--lang",
    type=click.Choice(languages()),
    help="The language of the explanations; without it that of the system.",
)
_EXAMPLES: Mapping[Sort, str] = {"profile": "hanako-sato", "story": "coming-back"}


@click.command()
@click.argument("name", metavar="ID")
@_lang_option
@config_file_option
def profile(name: str, lang: str | None, config_file: Path) -> None:
    """Begin the profile of one person: a file that explains itself.

    ID names the file, as in naoko-ogawa; it does not show on the site.
    """
    _begin("profile", name, lang or spoken(), config_file)


@click.command()
@click.argument("name", metavar="SLUG")
@_lang_option
@config_file_option
def story(name: str, lang: str | None, config_file: Path) -> None:
    """Begin a story: a file with the standard questions, that explains itself.

    SLUG names the file, as in coming-back.
    """
    _begin("story", name, lang or spoken(), config_file)


def _begin(sort: Sort, name: str, lang: str, config_file: Path) -> None:
    say = findings_in(lang)
    if not ID.fullmatch(name):
        raise click.UsageError(f"{said(Id.message, say)} {said(_advice(sort, name), say)}")
    configuration = configuration_of(config_file)
    settings = settings_of(configuration)
    path = configuration.file.parent / place_of(sort, name, settings)
    text = starter(sort, name, settings, today(settings.timezone, os.environ), lang)
    schemas = configuration.file.parent / "schemas"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
        if not schemas.exists():  # by which an editor explains the new file
            list(write_schemas(schemas))
    except FileExistsError:
        there = phrase("{path} is there already; it stays as it is.", path=shown(path))
        raise Failed(said(there, say)) from None
    except OSError as error:
        raise Failed(f"{shown(Path(error.filename or path))}: {error.strerror}.") from None
    told = phrase(
        "{path} is ready to be filled in. To see what is still missing: {command}",
        path=shown(path),
        command=f"yorimichi check {shown(path)}",
    )
    click.echo(said(told, say))


def _advice(sort: Sort, name: str) -> str:
    """The nearest id, or an example where nothing in the name can be a part of one."""
    near = Id().advice(name)
    return near if certain(near) else phrase("For example: {example}", example=_EXAMPLES[sort])
