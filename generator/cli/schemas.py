"""The command that writes the schemas by which editors help."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from generator.cli.terminal import Failed, config_file_option, shown
from generator.schema import documents


@click.command()
@click.option(
    "-o",
    "--output",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="Where to write them; without it schemas/ beside the configuration.",
)
@config_file_option
def schemas(folder: Path | None, config_file: Path) -> None:
    """Write the schemas by which editors complete, explain and check content."""
    if folder is None and not config_file.is_file():
        raise click.UsageError(f"There is no {config_file} here; name the site's configuration with -f.")
    target = folder or config_file.parent / "schemas"
    try:
        changed = list(write_schemas(target))
    except OSError as error:
        raise Failed(f"Cannot write to {shown(target)}: {error.strerror}.") from None
    for path in changed:
        click.echo(f"Wrote {shown(path)}")
    if not changed:
        click.echo(f"The schemas in {shown(target)} are up to date.")


def write_schemas(folder: Path) -> Iterator[Path]:
    """Writes the schemas that are missing or not up to date, and gives their places one by one; raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in documents().items():
        path = folder / name
        if not path.is_file() or path.read_bytes() != text.encode():
            path.write_bytes(text.encode())
            yield path
