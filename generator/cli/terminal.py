"""What the commands share: where the site is, how failure is told, and what is seen while something takes long."""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import click
from rich.cells import cell_len
from rich.console import Console
from rich.highlighter import RegexHighlighter
from rich.theme import Theme

from generator.diagnostics import HINT, render, severity_word
from generator.phrase import Say, said
from generator.plugin import BuildFailed, Configuration, load_configuration
from generator.project import Checked, ContentError, Project, check, prepare
from generator.settings import Settings, read_settings
from generator.texts import findings_in

config_file_option = click.option(
    "-f",
    "--config-file",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("mkdocs.yml"),
    show_default=True,
    help="The configuration of the site.",
)
site_dir_option = click.option(
    "--site-dir",
    type=click.Path(path_type=Path, file_okay=False, resolve_path=True),
    help="Where the built site stands.",
)


class Failed(click.ClickException):
    """Something in the content, the secret or the site is wrong: exit status 1."""

    exit_code = 1

    def show(self, file: IO[Any] | None = None) -> None:  # noqa: ARG002 - click's signature
        """Write the message to standard error; a short one in red where colour is wanted."""
        style = "red" if self.message.count("\n") < 2 else None
        Console(stderr=True, highlight=False, emoji=False).print(
            self.message, markup=False, soft_wrap=True, style=style
        )


def configuration_of(file: Path, site_dir: Path | None = None) -> Configuration:
    """The configuration in a file; a file that is not there is wrong use, one that cannot be used is a failure."""
    if not file.is_file():
        raise click.UsageError(f"There is no {file} here; name the site's configuration with -f.")
    try:
        return load_configuration(file, site_dir)
    except BuildFailed as error:
        raise Failed(str(error)) from None


def checked(configuration: Configuration) -> Checked:
    """What there is to say about settings and content."""
    return check(configuration.file, configuration.docs_dir, configuration.options, configuration.base_url)


def project_of(configuration: Configuration) -> Project:
    """The checked content and the gate of a build today, or a failure that lists what is wrong."""
    file, docs_dir, options = configuration.file, configuration.docs_dir, configuration.options
    try:
        return prepare(file, docs_dir, options, configuration.base_url)
    except ContentError as error:
        raise Failed(str(error)) from None


def settings_of(configuration: Configuration) -> Settings:
    """The settings, or a failure that lists what is wrong with them."""
    settings, found = read_settings(configuration.options, configuration.file)
    if settings is None:
        raise Failed(render(found, "text", configuration.file.parent, findings_in()))
    return settings


def shown(path: Path) -> str:
    """A path as the user would type it."""
    resolved, here = path.resolve(), Path.cwd()
    return str(resolved.relative_to(here)) if resolved.is_relative_to(here) else str(resolved)


def tell_table(rows: Sequence[Mapping[str, object]], heads: Mapping[str, str]) -> None:
    """Write rows in columns under their heads, by the rows' keys.

    The table has no fixed width: a passphrase that is cut in two gets lost in half.
    """
    told = [list(heads.values()), *([str(row[key]) for key in heads] for row in rows)]
    widths = [max(map(cell_len, column)) for column in zip(*told, strict=True)]
    for row in told:
        cells = (cell + " " * (width - cell_len(cell)) for cell, width in zip(row, widths, strict=True))
        click.echo("  ".join(cells).rstrip())


class _Findings(RegexHighlighter):
    """What stands out in the text form of diagnostics."""

    def __init__(self, say: Say) -> None:
        error, warning = (re.escape(severity_word(severity, say)) for severity in ("error", "warning"))
        self.highlights = [  # type: ignore[misc]  # the words differ by language
            rf"^(?P<place>\S+:\d+:\d+): (?:(?P<error>{error})|(?P<warning>{warning}))\[(?P<code>[a-z-]+)\]",
            r"^ *\d* (?P<bar>\|)(?P<caret> +\^)?",
            rf"^ +(?P<hint>= {re.escape(said(HINT, say))}:)",
        ]


_COLOURS = Theme(
    {"place": "bold", "error": "bold red", "warning": "bold yellow", "code": "cyan"}
    | {"bar": "blue", "caret": "bold red", "hint": "green"}
)


def tell_findings(text: str, say: Say) -> None:
    """Write diagnostics in their text form to standard output, in colour where that is wanted."""
    lines = Console(theme=_COLOURS, highlighter=_Findings(say), soft_wrap=True, emoji=False)
    for line in text.splitlines():
        lines.print(line, markup=False)


@contextmanager
def progress(what: str) -> Iterator[None]:
    """A line on the terminal that says what is being done; nothing where no one watches."""
    console = Console(stderr=True)
    if not console.is_terminal or os.environ.get("CI"):
        yield
        return
    status = console.status(f"{what} …")
    with status, listening("mkdocs.plugins.yorimichi", lambda line: status.update(f"{line} …")):
        yield


@contextmanager
def listening(name: str, tell: Callable[[str], None]) -> Iterator[None]:
    """Hand every line that a logger writes to a function, for a while."""
    logger, handler = logging.getLogger(name), _Telling(tell)
    level = logger.level
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    try:
        yield
    finally:
        logger.removeHandler(handler)
        logger.setLevel(level)


class _Telling(logging.Handler):
    def __init__(self, tell: Callable[[str], None]) -> None:
        super().__init__(logging.INFO)
        self._tell = tell

    def emit(self, record: logging.LogRecord) -> None:
        self._tell(record.getMessage())
