"""The command line."""

from __future__ import annotations

import os
from pathlib import Path

import click

from generator import __version__
from generator.build import MARK, Build, Unchanged, leaks, remember, unchanged
from generator.cli.check import check
from generator.cli.gate import gate
from generator.cli.new import profile, story
from generator.cli.schemas import schemas
from generator.cli.share import share
from generator.cli.terminal import (
    Failed,
    config_file_option,
    configuration_of,
    listening,
    progress,
    project_of,
    settings_of,
    shown,
    site_dir_option,
)
from generator.plugin import BuildFailed, build_site, serve_site
from generator.project import ContentError, today


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
def main() -> None:
    """Alumni profiles and career stories in, a password-gated static site out."""
    try:
        today("UTC", os.environ)
    except ContentError as error:  # every command asks for the day
        raise click.UsageError(str(error)) from None


main.add_command(check)
main.add_command(gate)
main.add_command(profile)
main.add_command(story)
main.add_command(schemas)
main.add_command(share)


@main.command()
@site_dir_option
@config_file_option
def build(site_dir: Path | None, config_file: Path) -> None:
    """Build the site. The old one is replaced at the very end, or not at all."""
    configuration = configuration_of(config_file, site_dir)
    settings = settings_of(configuration)
    day = today(settings.timezone, os.environ).isoformat()
    secret_file = configuration.file.parent / settings.secret_file
    before = unchanged(configuration.file, configuration.site_dir, day, secret_file, os.environ)
    if isinstance(before, Unchanged):
        click.echo(f"Nothing has changed since the site in {shown(configuration.site_dir)} was built.")
        return
    tell = listening("mkdocs.plugins.yorimichi.content", lambda line: click.echo(line, err=True))
    with progress("Building the site"), tell:
        target = _built(configuration.file, configuration.site_dir)
    remember(before, target)
    files = sum(1 for path in target.rglob("*") if path.is_file())
    click.echo(f"Built {files} files in {shown(target)}; nothing sealed is in the clear in any of them.")


@main.command()
@click.option(
    "-a", "--dev-addr", default="127.0.0.1:8000", show_default=True, help="The address and port to serve at."
)
@config_file_option
def serve(dev_addr: str, config_file: Path) -> None:
    """Serve a preview that follows every change to content, pages and templates."""
    configuration_of(config_file)
    click.echo(f"Serving at http://{dev_addr}/ (Ctrl+C ends it)")
    with listening("mkdocs", lambda line: click.echo(line, err=True)):
        try:
            serve_site(config_file, dev_addr)
        except BuildFailed as error:
            raise Failed(str(error)) from None
        except OSError as error:
            raise Failed(f"Cannot serve at {dev_addr}: {error.strerror}.") from None


@main.command()
@click.argument("folder", required=False, type=click.Path(path_type=Path, file_okay=False, exists=True))
@config_file_option
def verify(folder: Path | None, config_file: Path) -> None:
    """Search a built site for anything sealed."""
    configuration = configuration_of(config_file)
    where = folder or configuration.site_dir
    if not (where / MARK).is_file():
        raise Failed(f"There is no site in {shown(where)}; build it first.")
    project = project_of(configuration)
    with progress("Searching the site"):
        found = leaks(Build(project, configuration.base_url), where)
    for leak in found:
        click.echo(f"{Path(shown(where)) / leak.file}, {leak.place}: {leak.what}")
    if found:
        raise Failed(f"Sealed values in the clear: {len(found)}")
    click.echo(f"Nothing sealed is in the clear in {shown(where)}.")


def _built(file: Path, site_dir: Path) -> Path:
    try:
        return build_site(file, site_dir)
    except BuildFailed as error:
        raise Failed(str(error)) from None
