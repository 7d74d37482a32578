"""Findings that only the configuration and the content together can show."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generator.diagnostics import Diagnostic, render
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


def test_audiences_that_stand_the_wrong_way_round_are_warned_of(sample: Path) -> None:
    """Guests behind members would read what is for members; what other names mean, only the company knows."""
    text = (sample / "mkdocs.yml").read_text("utf-8")
    _edit(sample / "mkdocs.yml", "{name: members, ", "{name: x, ")
    _edit(sample / "mkdocs.yml", "{name: guests, ", "{name: members, ")
    _edit(sample / "mkdocs.yml", "{name: x, ", "{name: guests, ")
    line = next(n for n, row in enumerate(text.splitlines(), 1) if "{name: members" in row)
    assert ("mkdocs.yml", line, 18, "audience-order") in _told(sample)
    _edit(sample / "mkdocs.yml", "{name: members, ", "{name: friends, ")
    assert not [one for one in _found(sample) if one.code == "audience-order"]


@pytest.mark.parametrize("place", ["site_src/assets/secret", "alumni/secret", "stories/../stories/s"])
def test_a_secret_among_content_is_an_error(sample: Path, place: str) -> None:
    """The check refuses, before any build, a root secret that lies where content and pages do."""
    _edit(sample / "mkdocs.yml", "  - yorimichi:\n", f"  - yorimichi:\n      secret_file: {place}\n")
    line = (sample / "mkdocs.yml").read_text("utf-8").split("secret_file")[0].count("\n") + 1
    assert ("mkdocs.yml", line, 20, "exposed-secret") in _told(sample)


def test_an_address_without_https_is_warned_of(sample: Path) -> None:
    """Browsers would open nothing there, except on the machine itself."""
    _edit(
        sample / "mkdocs.yml", "https://alumni.hinode-foods.example/", "http://alumni.hinode-foods.example/"
    )
    assert _told(sample) == [EXPIRED, ("mkdocs.yml", 3, 11, "site-without-https")]
    _edit(sample / "mkdocs.yml", "http://alumni.hinode-foods.example/", "http://localhost:8000/")
    assert _told(sample) == [EXPIRED]


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("extra.markdown", "x", "bad-file-name"),
        ("extra.MD", "x", "bad-file-name"),
        ("extra.md", "－－－\naudience: public\n－－－\nx", "no-front-matter"),
        ("extra.md", "\n---\naudience: public\n---\nx", "no-front-matter"),
        ("extra.md", "<<<<<<< a\nx\n=======\ny\n>>>>>>> b\n", "merge-conflict"),
        ("events.yml", "events: []", "bad-file-name"),
        ("leavers.yml", "counts: {}", "bad-file-name"),
    ],
)
def test_what_looks_like_a_page_or_data_and_is_not_read_is_told(
    sample: Path, name: str, text: str, code: str
) -> None:
    """Another ending or other dashes would leave out a page's audience, or all events, without a word."""
    (sample / "site_src" / name).write_text(text, "utf-8")
    assert _told(sample) == [EXPIRED, (f"site_src/{name}", 1, 1, code)]


@pytest.mark.parametrize("name", ["index.md", "en/index.md"])
def test_a_first_page_that_nobody_could_read_is_told(sample: Path, name: str) -> None:
    """A first page without an audience is for the narrowest one, which was hardly meant; who means it can say so."""
    page = sample / "site_src" / name
    page.write_text("Where do the roads lead?\n", "utf-8")
    assert (f"site_src/{name}", 1, 1, "first-page-sealed") in _told(sample)
    page.write_text("---\naudience: staff\n---\nWhere do the roads lead?\n", "utf-8")
    assert _told(sample) == [EXPIRED]


@pytest.mark.parametrize(
    "name", ["site_src/events.yml", "site_src/index.markdown", "stories/came-back.markdown"]
)
def test_no_hint_has_a_file_renamed_over_another(sample: Path, name: str) -> None:
    """Where the name that a file should have is taken, nobody is told to take it."""
    (sample / name).write_text("x", "utf-8")
    (found,) = [one for one in _found(sample) if one.path == name]
    assert found.code == "bad-file-name"
    assert "is there already" in found.hint


def test_a_file_that_is_not_read_is_not_quoted(sample: Path) -> None:
    """What lies among content by mistake may be a secret; the check's log must not hold it."""
    (sample / "alumni" / "secret").write_text("six words", "utf-8")
    assert "six words" not in render(_found(sample), "text", sample)


def test_a_language_without_words_is_an_error(sample: Path) -> None:
    """A site cannot have pages in a language that its menus and its gate do not speak."""
    _edit(sample / "mkdocs.yml", "  - yorimichi:\n", "  - yorimichi:\n      languages: [ja, en, fr]\n")
    text = (sample / "mkdocs.yml").read_text("utf-8")
    (sample / "mkdocs.yml").write_text(text.replace(", en: ", ", fr: F, en: "), "utf-8")
    line = next(n for n, row in enumerate(text.splitlines(), 1) if "languages:" in row)
    assert _told(sample) == [EXPIRED, ("mkdocs.yml", line, 27, "no-words")]
