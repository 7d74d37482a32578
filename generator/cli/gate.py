"""The commands about the gate."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from pathlib import Path

import click

from generator.build import open_medium, open_page
from generator.cli.status import gate_status
from generator.cli.terminal import (
    Failed,
    config_file_option,
    configuration_of,
    project_of,
    settings_of,
    shown,
    site_dir_option,
    tell_table,
)
from generator.plugin import Configuration
from generator.project import Project
from generator.seal import ObjectRefused, SecretError, create_secret, load_secret


@click.group()
def gate() -> None:
    """The secret, the passphrases and passes, and what is behind them."""


gate.add_command(gate_status)


@gate.command(name="secret")
@config_file_option
def gate_secret(config_file: Path) -> None:
    """Make the root secret, unless there is one."""
    configuration = configuration_of(config_file)
    path = configuration.file.parent / settings_of(configuration).secret_file
    try:
        if os.environ.get("YORIMICHI_SECRET") or path.exists():
            load_secret(os.environ, path)
            click.echo("There is a secret already; it is kept.")
            return
        create_secret(path)
    except (SecretError, OSError) as error:
        raise Failed(str(error)) from None
    click.echo(f"A new secret is in {shown(path)}. Keep a copy in a safe place, and never in the repository.")


@gate.command(name="show")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@config_file_option
def gate_show(form: str, config_file: Path) -> None:
    """Show the passphrase of each audience, and the passes."""
    project = project_of(configuration_of(config_file))
    shown = {"audiences": _audiences(project), "passes": _passes(project)}
    if form == "json":
        click.echo(json.dumps(shown, ensure_ascii=False, indent=2))
        return
    tell_table(
        shown["audiences"],
        {"name": "Audience", "title": "Title", "epoch": "Epoch", "passphrase": "Passphrase"},
    )
    if shown["passes"]:
        click.echo()
        tell_table(
            shown["passes"],
            {
                "name": "Pass",
                "state": "State",
                "from": "From",
                "until": "Until",
                "epoch": "Epoch",
                "event": "Event",
            },
        )


def _audiences(project: Project) -> list[Mapping[str, object]]:
    settings, gate = project.site.settings, project.gate
    return [
        {
            "name": one.name,
            "title": one.title[settings.languages[0]],
            "epoch": one.epoch,
            "gen": gate.gen(one.name),
            "passphrase": gate.passphrase(one.name),
        }
        for one in settings.audiences
    ]


def _passes(project: Project) -> list[Mapping[str, object]]:
    return [
        {
            "name": one.id,
            "event": event.title,
            "state": project.gate.state(one.id),
            "from": one.from_.isoformat(),
            "until": one.until.isoformat(),
            "epoch": one.epoch,
        }
        for event in project.site.events
        if (one := event.pass_)
    ]


@gate.command(name="open")
@click.argument("where", metavar="FILE_OR_ADDRESS")
@site_dir_option
@config_file_option
def gate_open(where: str, site_dir: Path | None, config_file: Path) -> None:
    """Print what is sealed in a file of the site, or at an address of it."""
    configuration = configuration_of(config_file, site_dir)
    opened = project_of(configuration).gate
    path = _file_at(where, configuration)
    place = path.resolve().relative_to(configuration.site_dir.resolve()).as_posix()
    try:
        if path.suffix == ".jwe":
            medium = open_medium(path, place.removesuffix(".jwe"), opened)
            click.echo(f"── {medium.oid}, for {medium.audience}: {len(medium.content)} bytes", err=True)
            _print_bytes(medium.content)
            return
        found = list(open_page(path.read_text("utf-8"), place.removesuffix("index.html"), opened))
    except UnicodeDecodeError:
        raise Failed(f"{shown(path)} is neither a page nor a sealed object.") from None
    except ObjectRefused as error:
        raise Failed(f"{shown(path)}: not sealed with this secret for this place ({error}).") from None
    if not found:
        raise Failed(f"Nothing is sealed in {shown(path)}.")
    for one in found:
        click.echo(f"── {one.oid or 'home'}, for {one.audience}", err=True)
        click.echo(one.content.decode())


def _print_bytes(content: bytes) -> None:
    # A picture would spoil a terminal.
    if not sys.stdout.isatty():
        sys.stdout.buffer.write(content)


def _file_at(where: str, configuration: Configuration) -> Path:
    """The file that is meant: a path, or an address of the site with or without its host."""
    site = configuration.site_dir
    host = configuration.base_url.rstrip("/")
    address = where.removeprefix(host).removeprefix(host.partition("://")[2]).split("#")[0].lstrip("/")
    candidates = [Path(where), site / address, site / address / "index.html", site / f"{address}.jwe"]
    for path in candidates:
        if path.is_file() and path.resolve().is_relative_to(site.resolve()):
            return path
    raise Failed(f"There is no {where} in {shown(site)}.")
