"""`yorimichi gate status`: who opens what, until when, and what of it is out of reach for good."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from shutil import get_terminal_size
from textwrap import fill

import click

from generator.build import MARK, Inventory, inventory
from generator.cli.terminal import config_file_option, configuration_of, project_of, shown, site_dir_option
from generator.event import Event, Pass
from generator.project import Project
from generator.seal import Former
from generator.settings import Audience

_OLD_COPIES = (
    "Nobody can take back what was copied: old copies of the site, in archives and caches, open with the "
    "passphrases and links of their time. What is raised, ends or is withdrawn opens nothing of what is "
    "built from then on."
)


@dataclass(frozen=True)
class Status:
    """One audience or pass: what it opens, when, how much is sealed for it, and what opens only old copies of that."""

    name: str
    title: str
    state: str
    from_: str | None
    until: str | None
    gen: str | None
    audiences: tuple[str, ...]
    stories: tuple[str, ...]
    objects: int | None
    former: tuple[Former, ...]

    def plain(self) -> Mapping[str, object]:
        """For JSON, where a key may be called `from`."""
        return {key.rstrip("_"): value for key, value in asdict(self).items()}


@click.command(name="status")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@site_dir_option
@config_file_option
def gate_status(form: str, site_dir: Path | None, config_file: Path) -> None:
    """Show what each audience and pass opens, until when, and what still opens old copies."""
    configuration = configuration_of(config_file, site_dir)
    project, site = project_of(configuration), configuration.site_dir
    built = inventory(site, project.gate) if (site / MARK).is_file() else None
    objects = built.objects if built else None
    audiences = [_of_audience(project, one, objects) for one in project.site.settings.audiences]
    passes = [_of_pass(project, event, event.pass_, objects) for event in project.site.events if event.pass_]
    if form == "json":
        told = {"audiences": [one.plain() for one in audiences], "passes": [one.plain() for one in passes]}
        others = built.others if built else None
        click.echo(json.dumps({"other_keys": others, **told}, ensure_ascii=False, indent=2))
        return
    click.echo(_in_site(built, shown(site)))
    for one in (*audiences, *passes):
        _tell(one)
    click.echo(f"\n{_wrapped(_OLD_COPIES)}")


def _of_audience(project: Project, audience: Audience, objects: Counter[str] | None) -> Status:
    settings, name = project.site.settings, audience.name
    return Status(
        name=name,
        title=audience.title[settings.languages[0]],
        state="active",
        from_=None,
        until=None,
        gen=project.gate.gen(name),
        audiences=settings.names[1 : settings.names.index(name) + 1],
        stories=(),
        objects=None if objects is None else objects[name],
        former=project.gate.former(name),
    )


def _of_pass(project: Project, event: Event, pass_: Pass, objects: Counter[str] | None) -> Status:
    gate = project.gate
    return Status(
        name=pass_.id,
        title=event.title,
        state=gate.state(pass_.id),
        from_=pass_.from_.isoformat(),
        until=pass_.until.isoformat(),
        gen=gate.gen(pass_.id) if pass_.id in gate.sealable else None,
        audiences=pass_.audiences,
        stories=pass_.stories,
        objects=None if objects is None else objects[pass_.id],
        former=gate.former(pass_.id),
    )


def _in_site(built: Inventory | None, folder: str) -> str:
    if built is None:
        return f"There is no site in {folder} yet."
    if built.others:
        return f"Of the objects in {folder}, {built.others} are sealed with other keys than today's: build it again."
    return f"All {built.objects.total()} objects in {folder} are sealed with today's keys."


def _tell(one: Status) -> None:
    click.echo(f"\n{one.name}  {one.title}")
    for head, words in _rows(one):
        click.echo(_wrapped(words, f"  {head:<12}"))


def _wrapped(words: str, head: str = "") -> str:
    """The words in the terminal's width behind their head; none of them is cut in two."""
    width, blank = get_terminal_size().columns, " " * len(head)
    return fill(
        words,
        width,
        initial_indent=head,
        subsequent_indent=blank,
        break_on_hyphens=False,
        break_long_words=False,
    )


def _rows(one: Status) -> Iterator[tuple[str, str]]:
    if one.until:
        yield "when", f"{one.from_} to {one.until}, {one.state}"
    yield "opens", ", ".join((*one.audiences, *one.stories)) or "nothing any more"
    if one.objects is not None:
        yield "objects", f"{one.objects} of its own" if one.until else str(one.objects)
    if one.gen:
        yield "gen", one.gen
    if one.former:
        yield "old copies", f"open with {', '.join(map(_credential, one.former))}"


def _credential(former: Former) -> str:
    what = "passphrase" if former.kind == "passphrase" else "link"
    first, last = former.epochs[0], former.epochs[-1]
    epochs = f"epoch {first}" if first == last else f"epochs {first} to {last}"
    return f"the {what} of {former.name} ({epochs})"
