"""Content that is wrong, and exactly what is said of it.

Each case is a file under ``tests/cases/`` that is laid over the small project in ``tests/cases/base/``. What is
expected stands in the file itself, in comments, ``expect: LINE:COLUMN CODE "words of message or hint"``; the
words may be left out. Cases of several files are folders in ``trees/``; what cannot hold comments is told in a
file ``expect`` beside them, with the path in front. A case without any is content that is as it should be.
"""

import json
import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

import pytest

from generator.codes import CODES
from generator.diagnostics import Diagnostic, render
from generator.phrase import Phrase, said
from generator.settings import Settings
from generator.site import Site, read_site
from generator.texts import findings_in

CASES = Path(__file__).parent / "cases"
TODAY = date(2026, 10, 15)
SETTINGS = Settings.model_validate(
    {
        "company": {"ja": "日の出", "en": "Hinode"},
        "title": {"ja": "その先", "en": "Beyond"},
        "contact": "alumni@company.example",
    }
)
PLACES: Mapping[str, str] = {
    "alumni": "alumni/{}",
    "stories": "stories/{}",
    "events": "site_src/events.yaml",
    "leavers": "site_src/leavers.yaml",
}
EXPECT = re.compile(
    rb"expect: (?:(?P<path>\S+) )?(?P<line>\d+):(?P<column>\d+) (?P<code>[a-z0-9-]+)(?: \"(?P<words>.*)\")?"
)


@dataclass(frozen=True)
class Case:
    """Files to lay over the base, by their path in the project, and what is expected of the whole."""

    name: str
    files: Mapping[str, Path]

    @property
    def expected(self) -> list[tuple[str, int, int, str, str]]:
        """Path, line, column, code and words of every finding."""
        found = []
        for path, file in self.files.items():
            for match in EXPECT.finditer(file.read_bytes()):
                told = {key: (value or b"").decode() for key, value in match.groupdict().items()}
                place = (told["path"] or path, int(told["line"]), int(told["column"]))
                found.append((*place, told["code"], told["words"]))
        return sorted(found)


def cases() -> Iterator[Case]:
    """All cases, in order of their names."""
    for kind, place in PLACES.items():
        for file in sorted((CASES / kind).iterdir()):
            yield Case(f"{kind}/{file.stem}", {place.format(file.name): file})
    for folder in sorted((CASES / "trees").iterdir()):
        files = {
            file.relative_to(folder).as_posix(): file for file in sorted(folder.rglob("*")) if file.is_file()
        }
        yield Case(f"trees/{folder.name}", files)


ALL = list(cases())


def lay(root: Path, case: Case | None = None) -> Path:
    """Makes the base, with a case over it, in an empty folder."""
    shutil.copytree(CASES / "base", root, dirs_exist_ok=True)
    for path, file in case.files.items() if case else ():
        if path != "expect":
            target = root / path
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, target)
    return root


def read(root: Path) -> tuple[Site, tuple[Diagnostic, ...]]:
    """Reads a project with the settings of all cases."""
    return read_site(root, root / "site_src", SETTINGS, TODAY)


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.name)
def test_case_gives_exactly_its_findings(case: Case, tmp_path: Path) -> None:
    """A case gives the findings that it expects, at line and column, and no other."""
    _, found = read(lay(tmp_path, case))
    expected = case.expected
    assert [(d.path, d.line, d.column, d.code) for d in found] == [one[:4] for one in expected]
    for diagnostic, (*_, words) in zip(found, expected, strict=True):
        assert words in f"{diagnostic.message} {diagnostic.hint}"


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.name)
@pytest.mark.parametrize("language", ["en", "ja"])
def test_case_is_told_alike_in_every_form_and_language(case: Case, language: str, tmp_path: Path) -> None:
    """Text, annotations, JSON and Markdown tell the same findings in the same order, all in the one language."""
    root, say = lay(tmp_path, case), findings_in(language)
    _, found = read(root)
    expected = [(one.path, one.line, one.column, one.code, one.severity) for one in found]
    document = json.loads(render(found, "json", root, say))
    keys = ("path", "line", "column", "code", "severity")
    assert [tuple(one[key] for key in keys) for one in document["diagnostics"]] == expected
    for form, (pattern, shown) in FORMS.items():
        told = render(found, form, root, say)
        places = [tuple(match.groups()) for match in re.finditer(pattern, told, re.MULTILINE)]
        told_in_it = _that_github_shows(found) if form == "github" else found
        assert places == [shown(one) for one in told_in_it], form
    for one in found:
        for text in filter(None, (one.message, one.hint)):
            assert isinstance(text, Phrase), text
            assert said(text, say) in {
                entry[key] for entry in document["diagnostics"] for key in ("message", "hint")
            }
            own_words = re.sub(r"\{[^}]*\}|[`. ]", "", text.template)
            assert language == "en" or not own_words or say(text.template) != text.template, text


def _that_github_shows(found: Sequence[Diagnostic]) -> Sequence[Diagnostic]:
    """All of a severity, or where there are more than ten the first nine: the tenth note tells how many more."""
    by_severity = [[one for one in found if one.severity == severity] for severity in ("error", "warning")]
    return sorted(one for part in by_severity for one in (part[:9] if len(part) > 10 else part))


FORMS: Mapping[Literal["text", "github", "markdown"], tuple[str, Callable[[Diagnostic], tuple[str, ...]]]] = {
    "text": (
        r"^(\S[^:\n]*):(\d+):(\d+): (?:error|warning|誤り|注意)\[([a-z0-9-]+)\]",
        lambda one: (one.path, str(one.line), str(one.column), one.code),
    ),
    "github": (
        r"^::(error|warning) file=[^,]*,line=(\d+),col=(\d+),title=(?:error|warning|誤り|注意) ([a-z0-9-]+)::",
        lambda one: (one.severity, str(one.line), str(one.column), one.code),
    ),
    "markdown": (
        r"^- (?:❌|⚠️) \D*(\d+)\D*(\d+)[^:]*: .* \(`([a-z0-9-]+)`\)$",
        lambda one: (str(one.line), str(one.column), one.code),
    ),
}


def test_base_is_as_it_should_be(tmp_path: Path) -> None:
    """The project under all cases gives no finding, so that what a case gives is its own."""
    site, found = read(lay(tmp_path))
    assert found == ()
    assert set(site.profiles) == {"naoko-ogawa", "kenji-mori"}
    assert set(site.stories) == {"coming-back", "third-generation"}
    assert [event.id for event in site.events] == ["fair-autumn", "reunion"]
    assert site.leavers == {2015: 12, 2016: 0}


def test_every_file_of_a_case_is_read_as_one() -> None:
    """No two cases have one name, and there are far more than sixty."""
    assert max(Counter(case.name for case in ALL).values()) == 1
    assert sum(bool(case.expected) for case in ALL) > 150


def test_cases_show_every_code() -> None:
    """Every code of content findings occurs in some case; the others are shown by tests of their own."""
    elsewhere = {
        *(
            "unreadable",
            "missing-folder",
            "symbolic-link",
            "file-too-large",
            "too-many-values",
        ),  # test_site, test_source
        *("bad-timezone", "missing-language", "outside-project", "bad-mail-address"),  # test_models
        *("no-words", "shared-origin"),  # test_project
        *("audience-order", "exposed-secret", "first-page-sealed", "site-without-https"),  # test_project
    }
    shown = {code for case in ALL for *_, code, _ in case.expected}
    assert shown | elsewhere == set(CODES)
    assert not shown & elsewhere
