"""The documents are true: commands, fields, limits, examples and links are held against the code."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import click
import pytest
from PIL import Image
from test_architecture import LAYERS

from generator.cli import main
from generator.model import Model, keys_of
from generator.render import STANDARD
from generator.rules import Text
from generator.settings import Settings
from generator.story import QUESTIONS, Reply, Story

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *(ROOT / "tests").rglob("README.md")])
NOON = "1793502000"  # 2026-11-01, 12:00 in Tokyo: the examples' consents are in force


def _sections(page: Path) -> dict[str, str]:
    """What stands under each heading of a page, code blocks and deeper headings left out."""
    parts = re.split(r"^#{1,4} (.+)$", _without_code(page.read_text("utf-8")), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def _without_code(text: str) -> str:
    return re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)


def _without_any_code(text: str) -> str:
    """Neither fenced nor indented code, nor words in code."""
    return re.sub(r"^    .*$|`[^`\n]*`", "", _without_code(text), flags=re.MULTILINE)


def _rows(section: str) -> dict[str, str]:
    """The rows of the tables in a section by the word in code that begins each."""
    return {match[1]: match[0] for match in re.finditer(r"^\| `([^`]+)` \|.*$", section, re.MULTILINE)}


def test_questions_and_pages_are_told() -> None:
    """The questions and the standard pages are listed in full, and the guides ask all questions in their order."""
    sections = _sections(ROOT / "docs" / "content.md")
    assert tuple(_rows(sections["Questions"])) == QUESTIONS
    pages = set(re.findall(r"`([a-z]+)\.md`", sections["The company's own pages"]))
    assert pages == {place.rstrip("/") or "index" for place in STANDARD.values()}
    for guide, heading in (("guide-stories.md", "The nine questions"), ("guide-stories.ja.md", "九つの質問")):
        assert tuple(_rows(_sections(ROOT / "docs" / guide)[heading])) == QUESTIONS


@pytest.mark.parametrize(
    ("guide", "heading"), [("guide-stories.md", "Length and parts"), ("guide-stories.ja.md", "長さと部品")]
)
def test_limits_in_the_guides_are_true(guide: str, heading: str) -> None:
    """What the guides for writers say of lengths is what the models have."""
    rows = _rows(_sections(ROOT / "docs" / guide)[heading])
    limits = {name: _limit(Story, name) for name in ("title", "summary", "quote")} | {
        "reply": _limit(Reply, "text")
    }
    assert set(rows) == set(limits)
    for name, limit in limits.items():
        assert re.match(rf"\| `{name}` \| {limit}\D", rows[name])


def _limit(model: type[Model], name: str) -> int:
    field = model.model_fields[name]
    rules = [*field.metadata, *(part for one in get_args(field.annotation) for part in get_args(one))]
    (limit,) = {rule.limit for rule in rules if isinstance(rule, Text)}
    return limit


def test_every_setting_is_told_in_the_readme() -> None:
    """The README's table of options has every one that there is, and no other."""
    section = _sections(README)["Your own site"]
    told = {
        name
        for line in re.findall(r"^\| (`.*?) \|", section, re.MULTILINE)
        for name in re.findall(r"`(\w+)`", line)
    }
    assert told == set(keys_of(Settings))


def _commands(command: click.Command, name: str) -> Iterator[tuple[str, click.Command]]:
    if isinstance(command, click.Group):
        if name != "yorimichi":
            yield name, command
        for child in command.commands.values():
            yield from _commands(child, f"{name} {child.name}")
    else:
        yield name, command


COMMANDS = dict(_commands(main, "yorimichi"))


def test_every_command_is_told_and_none_is_invented() -> None:
    """Each command has a section of its own, and each section a command."""
    told = {
        heading for heading in _sections(ROOT / "docs" / "commands.md") if heading.startswith("yorimichi ")
    }
    assert told == set(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_is_told_and_none_is_invented(name: str) -> None:
    """The table under a command has its options with all their spellings; the choices of each are named."""
    section = _sections(ROOT / "docs" / "commands.md")[name]
    options = [one for one in COMMANDS[name].params if isinstance(one, click.Option)]
    written = {spelling for one in options for spelling in one.opts}
    assert set(re.findall(r"(?<![\w-])(--[a-z][a-z-]*|-[a-z])\b(?![-\w])", section)) == written
    for one in options:
        if isinstance(one.type, click.Choice):
            assert all(f"`{choice}`" in section for choice in one.type.choices)
    for argument in (one for one in COMMANDS[name].params if isinstance(one, click.Argument)):
        assert (argument.metavar or str(argument.name).upper()) in section


def test_commands_in_prose_exist() -> None:
    """Wherever a page tells to run `yorimichi …`, there is such a command; those to come are said not to be there."""
    groups = {name.split()[1] for name in COMMANDS}
    for page in PAGES:
        for word in re.findall(r"`yorimichi ([a-z]+)", page.read_text("utf-8")):
            assert word in groups or (page == README and word == "new"), (page.name, word)


def test_make_targets_are_told() -> None:
    """The table of make's targets has those of the Makefile that are meant to be called."""
    targets = set(re.findall(r"^\.PHONY: (.+)$", (ROOT / "Makefile").read_text(), re.MULTILINE)[0].split())
    told = set(
        re.findall(r"^\| `make ([a-z-]+)`", (ROOT / "docs" / "commands.md").read_text("utf-8"), re.MULTILINE)
    )
    assert told == targets - {"setup-test"}


def test_the_layers_are_those_of_the_code() -> None:
    """The table of layers says in the same order what the architecture test enforces."""
    section = _sections(ROOT / "docs" / "architecture.md")["Layers"]
    rows = re.findall(r"^\| ((?:`[a-z]+/?`(?:, )?)+) \|", section, re.MULTILINE)
    told = tuple(frozenset(re.findall(r"`([a-z]+)/?`", row)) for row in rows)
    assert told == LAYERS


def _examples(page: Path = README) -> dict[str, str]:
    """The files that a page shows, by the path in the comment before each block."""
    found = re.findall(
        r"^<!-- file: (\S+) -->\n```\w+\n(.*?)^```$", page.read_text("utf-8"), re.MULTILINE | re.DOTALL
    )
    return dict(found)


def _run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("YORIMICHI_")}
    return subprocess.run(
        [sys.executable, "-c", "from generator.cli import main; main()", *arguments],
        cwd=folder,
        env={**environment, "SOURCE_DATE_EPOCH": NOON},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def own_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the files that the README shows, and nothing else."""
    folder = tmp_path_factory.mktemp("own-site")
    for name, text in _examples().items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return folder


def test_the_readmes_profile_and_story_are_without_fault(own_site: Path) -> None:
    """A newcomer's first profile and first story get no finding at all, not even a warning."""
    result = _run(own_site, "check")
    assert (result.returncode, result.stderr) == (0, "")
    assert re.fullmatch(r"Nothing to mend\. Profiles: 1, stories: 1\.\n", result.stdout)


@pytest.mark.parametrize("guide", ["guide-alumni.md", "guide-alumni.ja.md"])
def test_the_guides_profiles_are_without_fault(guide: str, tmp_path: Path) -> None:
    """Neither profile of a guide gets a finding, and the smaller one is as small as can be."""
    others = ("alumni/", "stories/", "site_src/events.yaml")  # a pass goes with its story
    files = {name: text for name, text in _examples().items() if not name.startswith(others)}
    profiles = _examples(ROOT / "docs" / guide)
    assert len(profiles) == 2
    for number, (name, text) in enumerate(profiles.items()):
        folder = tmp_path / str(number)
        for file, content in {**files, name: text}.items():
            (folder / file).parent.mkdir(parents=True, exist_ok=True)
            (folder / file).write_text(content, "utf-8")
        (folder / "alumni" / "photos").mkdir()
        (folder / "stories").mkdir()
        Image.new("RGB", (300, 300)).save(folder / "alumni" / "photos" / "hanako-sato.jpg")
        result = _run(folder, "check")
        assert (result.returncode, result.stderr) == (0, "")
        assert result.stdout == "Nothing to mend. Profiles: 1, stories: 0.\n"
    smallest = re.findall(r"^(\w+):", profiles["alumni/hanako-sato.yaml"], re.MULTILINE)
    assert set(smallest) - {"audience"} == {"name", "headline", "career", "confirmed", "consent"}


def test_the_readmes_site_builds(own_site: Path) -> None:
    """The README's files and commands, in its order, give a site with her page and her story in it, sealed."""
    results = [_run(own_site, *words) for words in (("gate", "secret"), ("build",), ("gate", "show"))]
    assert [result.returncode for result in results] == [0, 0, 0], [result.stderr for result in results]
    site = own_site / "site"
    assert len(list(site.glob("a/*/index.html"))) == len(list(site.glob("s/*/index.html"))) == 1
    pages = "".join(page.read_text("utf-8") for page in site.rglob("*.html"))
    assert "山の手製パンを離れた人" in pages
    assert "佐藤 花子" not in pages


def test_internal_links_lead_somewhere() -> None:
    """Every relative link and picture of every page is a file, and what follows # is a heading in it."""
    lost = []
    for page in PAGES:
        text = _without_any_code(page.read_text("utf-8"))
        targets = re.findall(r"\]\(([^)\s]+)\)|(?:src|srcset)=\"([^\"]+)\"", text)
        for target in (one or other for one, other in targets):
            if re.match(r"[a-z]+:", target):
                continue
            name, _, anchor = target.partition("#")
            file = (page.parent / name).resolve() if name else page
            if not file.is_file() or (anchor and anchor not in _anchors(file)):
                lost.append(f"{page.relative_to(ROOT)}: {target}")
    assert not lost


def _anchors(page: Path) -> set[str]:
    """The anchors that GitHub gives to a page's headings."""
    headings = re.findall(r"^#{1,6} (.+)$", _without_code(page.read_text("utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_pictures_are_small_and_shown() -> None:
    """Each picture of the documents has at most 250 kB, and the README shows it."""
    pictures = sorted((ROOT / "docs" / "images").iterdir())
    assert pictures
    for picture in pictures:
        assert picture.stat().st_size <= 250_000
        assert f"docs/images/{picture.name}" in README.read_text("utf-8")


def test_documents_name_no_machine() -> None:
    """No page has a path or host that only the machine of whoever wrote it has."""
    for page in PAGES:
        found = re.findall(
            r"(?<![\w.])/(?:home|root|tmp|work|Users|opt|srv|mnt)/\S*|\.\./shared|\bpypi\.org\b|\bregistry\.\S+",
            page.read_text("utf-8"),
        )
        assert not found, (page.name, found)


def test_the_readme_is_a_page_and_not_a_wall() -> None:
    """A newcomer reads it in some minutes: at most 220 lines, and every paragraph at most eight of them."""
    text = README.read_text("utf-8")
    assert len(text.splitlines()) <= 220
    paragraphs = re.split(r"\n\s*\n", _without_code(text))
    assert (
        max(len(one.splitlines()) for one in paragraphs if not one.lstrip().startswith(("|", "-", "<"))) <= 8
    )
