"""The command line."""

from __future__ import annotations

import json
import logging
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

import click
from rich.console import Console
from rich.table import Table

from generator import __version__
from generator.build import Build, Unchanged, leaks, open_medium, open_page, remember, unchanged
from generator.diagnostics import count, render
from generator.plugin import BuildFailed, Configuration, build_site, load_configuration, serve_site
from generator.project import Checked, ContentError, check, open_gate, prepare, today
from generator.seal import Gate, ObjectRefused, SecretError, create_secret, load_secret
from generator.settings import Settings

_Format = Literal["text", "github", "json", "markdown"]

_file = click.option(
    "-f",
    "--config-file",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("mkdocs.yml"),
    show_default=True,
    help="The configuration of the site.",
)
_site_dir = click.option(
    "--site-dir", type=click.Path(path_type=Path, file_okay=False), help="Where the built site stands."
)


class Failed(click.ClickException):
    """Something in the content, the secret or the site is wrong: exit status 1."""

    exit_code = 1

    def show(self, file: object = None) -> None:
        """Write the message to standard error, in colour where that is wanted."""
        Console(stderr=True, highlight=False).print(self.message, markup=False, soft_wrap=True, style="red" if _short(self.message) else None)


def _short(message: str) -> bool:
    return message.count("\n") < 2


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
def main() -> None:
    """Alumni profiles and career stories in, a password-gated static site out."""


@main.command(name="check")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["text", "github", "json", "markdown"]), default="text", show_default=True)
@_file
def check_command(paths: tuple[Path, ...], form: _Format, config_file: Path) -> None:
    """Say everything that is wrong with the content, all at once.

    PATHS limit what is told to these files and folders; everything is read all the same.
    """
    checked = _checked(_configuration(config_file))
    wanted = [path.resolve() for path in paths]
    found = [one for one in checked.diagnostics if not wanted or _is_under(checked.root / one.path, wanted)]
    click.echo(render(found, form, checked.root).rstrip("\n"), nl=True)
    errors, _ = count(found)
    if form == "text" and not found:
        people, stories = (len(checked.site.profiles), len(checked.site.stories)) if checked.site else (0, 0)
        click.echo(f"Nothing to mend: {people} profiles and {stories} stories.")
    sys.exit(1 if errors else 0)


@main.command()
@_site_dir
@_file
def build(site_dir: Path | None, config_file: Path) -> None:
    """Build the site. The old one is replaced at the very end, or not at all."""
    configuration = _configuration(config_file, site_dir)
    settings = _settings(configuration)
    day = today(settings.timezone, os.environ).isoformat()
    secret_file = configuration.file.parent / settings.secret_file
    before = unchanged(configuration.file, configuration.site_dir, day, secret_file, os.environ)
    if isinstance(before, Unchanged):
        click.echo(f"Nothing has changed since the site in {_shown(configuration.site_dir)} was built.")
        return
    with _progress("Building the site"):
        target = _built(configuration.file, configuration.site_dir)
    remember(before, target)
    files = sum(1 for path in target.rglob("*") if path.is_file())
    click.echo(f"Built {files} files in {_shown(target)}; nothing sealed is in the clear in any of them.")


@main.command()
@click.option("-a", "--dev-addr", default="127.0.0.1:8000", show_default=True, help="Address and port to serve at.")
@_file
def serve(dev_addr: str, config_file: Path) -> None:
    """Serve a preview that follows every change to content, pages and templates."""
    _configuration(config_file)
    click.echo(f"Serving at http://{dev_addr}/ (Ctrl+C ends it)")
    with _log_to_terminal():
        try:
            serve_site(config_file, dev_addr)
        except BuildFailed as error:
            raise Failed(str(error)) from None


@main.command()
@click.argument("folder", required=False, type=click.Path(path_type=Path, file_okay=False, exists=True))
@_file
def verify(folder: Path | None, config_file: Path) -> None:
    """Search a built site for anything sealed."""
    configuration = _configuration(config_file)
    where = folder or configuration.site_dir
    if not where.is_dir():
        raise Failed(f"There is no site in {_shown(where)}; build it first.")
    try:
        project = prepare(configuration.file, configuration.docs_dir, configuration.options)
    except ContentError as error:
        raise Failed(str(error)) from None
    with _progress("Searching the site"):
        found = leaks(Build(project, configuration.base_url), where)
    for leak in found:
        click.echo(f"{_shown(where / leak.file)}, byte {leak.offset}: {leak.what}")
    if found:
        raise Failed(f"{len(found)} sealed values are in the clear.")
    click.echo(f"Nothing sealed is in the clear in {_shown(where)}.")


@main.group()
def gate() -> None:
    """The secret, the passphrases, and what is behind them."""


@gate.command(name="secret")
@_file
def gate_secret(config_file: Path) -> None:
    """Make the root secret, unless there is one."""
    configuration = _configuration(config_file)
    path = configuration.file.parent / _settings(configuration).secret_file
    try:
        if os.environ.get("YORIMICHI_SECRET") or path.exists():
            load_secret(os.environ, path)
            click.echo("There is a secret already; it is kept.")
            return
        create_secret(path)
    except (SecretError, OSError) as error:
        raise Failed(str(error)) from None
    click.echo(f"A new secret is in {_shown(path)}. Keep a copy in a safe place, and never in the repository.")


@gate.command(name="show")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@_file
def gate_show(form: str, config_file: Path) -> None:
    """Show the passphrase of each audience."""
    configuration = _configuration(config_file)
    settings = _settings(configuration)
    opened = _gate(configuration, settings)
    audiences = [
        {
            "name": one.name,
            "title": one.title[settings.languages[0]],
            "epoch": one.epoch,
            "gen": opened.gen(one.name),
            "passphrase": opened.passphrase(one.name),
        }
        for one in settings.audiences
    ]
    if form == "json":
        click.echo(json.dumps({"audiences": audiences, "passes": []}, ensure_ascii=False, indent=2))
        return
    table = Table(box=None, header_style="bold", padding=(0, 2, 0, 0))
    for heading in ("Audience", "Title", "Epoch", "Passphrase"):
        table.add_column(heading, no_wrap=heading != "Passphrase", overflow="fold")
    for one in audiences:
        table.add_row(str(one["name"]), str(one["title"]), str(one["epoch"]), str(one["passphrase"]))
    Console(highlight=False).print(table)


@gate.command(name="open")
@click.argument("where", metavar="FILE_OR_ADDRESS")
@_site_dir
@_file
def gate_open(where: str, site_dir: Path | None, config_file: Path) -> None:
    """Print what is sealed in a file of the site, or at an address of it."""
    configuration = _configuration(config_file, site_dir)
    opened = _gate(configuration, _settings(configuration))
    path = _file_at(where, configuration)
    place = path.resolve().relative_to(configuration.site_dir.resolve()).as_posix()
    try:
        if path.suffix == ".jwe":
            medium = open_medium(path, place.removesuffix(".jwe"), opened)
            _print_medium(medium.content, medium.audience, medium.oid)
            return
        found = list(open_page(path.read_text("utf-8"), place.removesuffix("index.html"), opened))
    except ObjectRefused as error:
        raise Failed(f"{_shown(path)}: not sealed with this secret for this place ({error}).") from None
    if not found:
        raise Failed(f"Nothing is sealed in {_shown(path)}.")
    for one in found:
        click.echo(f"── {one.oid or 'home'}, for {one.audience}", err=True)
        click.echo(one.content.decode())


def _print_medium(content: bytes, audience: str, oid: str) -> None:
    click.echo(f"── {oid}, for {audience}: a picture of {len(content)} bytes", err=True)
    if not sys.stdout.isatty():
        sys.stdout.buffer.write(content)


def _file_at(where: str, configuration: Configuration) -> Path:
    """The file that is meant: a path, or an address of the site with or without its host."""
    site = configuration.site_dir
    address = where.removeprefix(configuration.base_url).split("#")[0].lstrip("/")
    candidates = [Path(where), site / address, site / address / "index.html", site / f"{address}.jwe"]
    for path in candidates:
        if path.is_file() and path.resolve().is_relative_to(site.resolve()):
            return path
    raise Failed(f"There is no {where} in {_shown(site)}.")


def _configuration(file: Path, site_dir: Path | None = None) -> Configuration:
    if not file.is_file():
        raise click.UsageError(f"There is no {file} here; name the site's configuration with -f.")
    try:
        return load_configuration(file, site_dir)
    except BuildFailed as error:
        raise Failed(str(error)) from None


def _checked(configuration: Configuration) -> Checked:
    return check(configuration.file, configuration.docs_dir, configuration.options)


def _settings(configuration: Configuration) -> Settings:
    checked = _checked(configuration)
    if checked.settings is None:
        raise Failed(render(checked.diagnostics, "text", checked.root))
    return checked.settings


def _gate(configuration: Configuration, settings: Settings) -> Gate:
    try:
        return open_gate(configuration.file.parent, settings, today(settings.timezone, os.environ))
    except ContentError as error:
        raise Failed(str(error)) from None


def _built(file: Path, site_dir: Path) -> Path:
    try:
        return build_site(file, site_dir)
    except BuildFailed as error:
        raise Failed(str(error)) from None


def _is_under(path: Path, wanted: list[Path]) -> bool:
    return any(path.resolve().is_relative_to(one) for one in wanted)


def _shown(path: Path) -> str:
    """A path as the user would type it."""
    resolved = path.resolve()
    here = Path.cwd()
    return str(resolved.relative_to(here)) if resolved.is_relative_to(here) else str(resolved)


class _Telling(logging.Handler):
    """Hands what the build is doing to a function, a line at a time."""

    def __init__(self, tell: object, level: int) -> None:
        super().__init__(level)
        self._tell = tell

    def emit(self, record: logging.LogRecord) -> None:
        if callable(self._tell):
            self._tell(record.getMessage())


@contextmanager
def _listening(name: str, handler: logging.Handler) -> Iterator[None]:
    logger = logging.getLogger(name)
    logger.addHandler(handler)
    logger.setLevel(min(handler.level, logger.getEffectiveLevel()))
    try:
        yield
    finally:
        logger.removeHandler(handler)


@contextmanager
def _progress(what: str) -> Iterator[None]:
    """A line on the terminal that says what is being done; nothing where no one watches."""
    console = Console(stderr=True)
    if not console.is_terminal or os.environ.get("CI"):
        yield
        return
    with console.status(f"{what} …") as status:
        handler = _Telling(lambda line: status.update(f"{line} …"), logging.INFO)
        with _listening("mkdocs.plugins.yorimichi", handler):
            yield


@contextmanager
def _log_to_terminal() -> Iterator[None]:
    with _listening("mkdocs", _Telling(lambda line: click.echo(line, err=True), logging.INFO)):
        yield
