"""`yorimichi share`: the link by which a pass opens a story, and its QR code."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import click

from generator import qr
from generator.body import scan
from generator.build import Build
from generator.cli.terminal import Failed, config_file_option, configuration_of, project_of, shown
from generator.event import Pass
from generator.plugin import Configuration
from generator.project import Project
from generator.wording import nearest

_FEW = 12  # names that are listed where none is near to what was typed


@click.command()
@click.argument("slug", metavar="STORY")
@click.option("--pass", "pass_id", required=True, metavar="PASS", help="The pass whose link it is.")
@click.option("--anchor", metavar="ID", help="The heading in the story to begin at, such as gap.")
@click.option("--lang", help="The language of the page around the story; without it the site's first.")
@click.option(
    "-o",
    "--output",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path(),
    help="Where to write the QR code; without it the folder where you are.",
)
@config_file_option
def share(  # noqa: PLR0913 - a command's options
    slug: str, pass_id: str, *, anchor: str | None, lang: str | None, folder: Path, config_file: Path
) -> None:
    """Print the link that opens a story by a pass, and write its QR code as SVG and PNG."""
    configuration = configuration_of(config_file)
    project = project_of(configuration)
    first, *_ = languages = project.site.settings.languages
    locale = _known(lang or first, languages, "language")
    story = project.site.stories[_known(slug, project.site.stories, "story", " on the site")]
    pass_ = _pass(pass_id, project)
    _refuse_unopened(slug, pass_, project)
    if anchor is not None:
        ids = [title.braces.id for title in scan(story.body, story.body_line).titles if title.braces.id]
        _known(anchor, ids, "heading", f" in `{slug}`")
    page = _root(configuration) + Build(project, configuration.base_url).story_address(slug, locale)
    link = f"{page}#p={project.gate.token(pass_id)}" + (f"&{anchor}" if anchor else "")
    name = "-".join((slug, pass_id, *([anchor] if anchor else []), *([] if locale == first else [locale])))
    written = _written(folder, {f"{name}.svg": qr.svg(link), f"{name}.png": qr.png(link)})
    click.echo(link)
    click.echo(f"Its QR code is in {' and '.join(map(shown, written))}.", err=True)
    if project.gate.state(pass_id) == "early":
        click.echo(f"It works from {pass_.from_} on; until then it says so.", err=True)


def _known(name: str, names: Iterable[str], what: str, where: str = "") -> str:
    options = list(names)
    if name not in options:
        near = nearest(name, options)
        few = f" There are: {', '.join(options)}." if 0 < len(options) <= _FEW else ""
        hint = f" Did you mean `{near}`?" if near else few
        raise Failed(f"There is no {what} `{name}`{where}.{hint}")
    return name


def _pass(pass_id: str, project: Project) -> Pass:
    passes = {event.pass_.id: event.pass_ for event in project.site.events if event.pass_}
    pass_ = passes[_known(pass_id, passes, "pass")]
    if project.gate.state(pass_id) == "ended":
        over = pass_.until < project.site.today
        raise Failed(
            f"The pass `{pass_id}` ended on {pass_.until}."
            if over
            else f"The pass `{pass_id}` opens nothing any more: its stories have been left out."
        )
    return pass_


def _refuse_unopened(slug: str, pass_: Pass, project: Project) -> None:
    settings = project.site.settings
    audience = settings.resolve(project.site.stories[slug].audience)
    if slug not in pass_.stories and not any(settings.sees(name, audience) for name in pass_.audiences):
        opened = ", ".join((*pass_.stories, *pass_.audiences))
        raise Failed(f"The pass `{pass_.id}` does not open `{slug}`. It opens: {opened}.")


def _root(configuration: Configuration) -> str:
    """The site's address, which has to be one under which browsers open what is sealed."""
    address = configuration.base_url
    if not address:
        raise Failed(f"A link needs the site's address: write `site_url` in {shown(configuration.file)}.")
    if not address.startswith("https://"):
        raise Failed(f"Browsers open sealed pages under https only, and `site_url` is {address}.")
    return address.rstrip("/") + "/"


def _written(folder: Path, files: Mapping[str, bytes]) -> Sequence[Path]:
    """Writes the files. What is there already and says something else stays, and nothing is written then.

    It may be somebody's own, or an earlier link that has been printed.
    """
    paths = {folder / name: data for name, data in files.items()}
    try:
        for path, data in paths.items():
            if path.exists() and path.read_bytes() != data:
                raise Failed(
                    f"{shown(path)} is there already and is not this QR code. "
                    "Remove it, or name another folder with -o."
                )
        folder.mkdir(parents=True, exist_ok=True)
        for path, data in paths.items():
            path.write_bytes(data)
    except OSError as error:
        raise Failed(f"Cannot write {shown(Path(error.filename or folder))}: {error.strerror}.") from None
    return list(paths)
