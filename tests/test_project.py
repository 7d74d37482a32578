"""Findings that only the configuration and the content together can show."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generator.diagnostics import Diagnostic
from generator.plugin import load_configuration
from generator.project import check

SAMPLE = Path(__file__).parent.parent
EXPIRED = ("alumni/shunsuke-okada.yaml", 25, 12, "consent-expired")


@pytest.fixture
def sample(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("alumni", "stories", "site_src"):
        shutil.copytree(SAMPLE / name, tmp_path / name)
    shutil.copy(SAMPLE / "mkdocs.yml", tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795305600")  # 2026-11-22 in Japan
    return tmp_path


def _edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def _found(root: Path) -> tuple[Diagnostic, ...]:
    configuration = load_configuration(root / "mkdocs.yml")
    options = configuration.options
    return check(configuration.file, configuration.docs_dir, options, configuration.base_url).diagnostics


def _told(root: Path) -> list[tuple[str, int, int, str]]:
    return [(one.path, one.line, one.column, one.code) for one in _found(root)]


def test_the_sample_tells_of_one_consent_that_has_ended(sample: Path) -> None:
    """A newcomer's first `check` finds nothing to mend but what time does to every site: a consent ran out."""
    assert _told(sample) == [EXPIRED]


@pytest.mark.parametrize(
    ("key", "hint"),
    [
        ("audeince: staff", "Did you mean `audience`?"),
        ("template: redirect.html", "One of: title,"),
        ("Title: x", "Write `title`."),
    ],
)
def test_a_key_that_a_page_cannot_have_is_an_error(sample: Path, key: str, hint: str) -> None:
    """A misspelt audience would be without effect, and MkDocs' own keys could change the page: both are told."""
    _edit(sample / "site_src" / "privacy.md", "---\n", f"---\n{key}\n")
    (found,) = [one for one in _found(sample) if one.path == "site_src/privacy.md"]
    assert (found.line, found.column, found.code) == (2, 1, "unknown-key")
    assert hint in found.hint


def test_a_path_on_a_shared_host_is_warned_of(sample: Path) -> None:
    """Scripts of the host's other pages could read what is opened here; the finding stands at the address."""
    _edit(sample / "mkdocs.yml", "https://alumni.hinode-foods.example/", "https://pages.example.com/alumni/")
    assert _told(sample) == [EXPIRED, ("mkdocs.yml", 3, 11, "shared-origin")]


def test_a_language_without_words_is_an_error(sample: Path) -> None:
    """A site cannot have pages in a language that its menus and its gate do not speak."""
    _edit(sample / "mkdocs.yml", "  - yorimichi:\n", "  - yorimichi:\n      languages: [ja, en, fr]\n")
    text = (sample / "mkdocs.yml").read_text("utf-8")
    (sample / "mkdocs.yml").write_text(text.replace(", en: ", ", fr: F, en: "), "utf-8")
    line = next(n for n, row in enumerate(text.splitlines(), 1) if "languages:" in row)
    assert _told(sample) == [EXPIRED, ("mkdocs.yml", line, 27, "no-words")]
