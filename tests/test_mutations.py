"""Good files, spoilt at random: whatever comes of it is told, or is kept to the last word. Nothing is lost in silence.

A few hundred runs here; ``MUTATIONS=10000`` makes it as many in all, as CI does.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st
from test_cases import CASES, SETTINGS, TODAY, lay

from generator.diagnostics import Diagnostic, count, render
from generator.mending import mend
from generator.model import Model
from generator.site import Site, read_site
from generator.site.content import read_content

RUNS = int(os.environ.get("MUTATIONS", "400")) // 4
FILES = (
    "alumni/naoko-ogawa.yaml",
    "alumni/kenji-mori.yaml",
    "stories/coming-back.md",
    "stories/third-generation.md",
    "site_src/events.yaml",
    "site_src/leavers.yaml",
)
TOKENS = (
    *(
        "：",
        "\t",
        "\u3000",
        "“",
        "”",
        "'",
        '"',
        "&a ",
        "*a",
        "!!python/object:os.system ",
        "<<: *a",
        "{",
        "}",
        "[",
    ),
    *(
        "\x00",
        "\x1b[2J",
        "\u200b",
        "\ufeff",
        "\u202e",
        "\r",
        "\r\n",
        "---\n",
        "...\n",
        "%YAML 1.1\n",
        "? ",
        "- ",
        "| ",
    ),
    *("]", "# ", ": ", ",", ">- ", "no", "null", "true", "2026-13-45", "12:30", "0x10", "1e9999", "9" * 400),
    *(
        "２０２６年",
        "令和8年4月1日",
        "ｱｲｳ",
        "か\u3099",
        "🍙",
        "a@b.example",
        "090-1234-5678",
        "../../etc/passwd",
    ),
    *("](javascript:x)", "あ" * 200, "<script>", "public", "~"),
)
every_run = settings(
    max_examples=RUNS,
    deadline=timedelta(seconds=60),  # not how fast it is, but that it comes to an end
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Two people and two stories that name each other, with events and leavers."""
    return lay(tmp_path)


@cache
def good(path: str) -> bytes:
    """A file as it should be."""
    return (CASES / "base" / path).read_bytes()


@st.composite
def bytes_changed(draw: st.DrawFn) -> tuple[str, bytes]:
    """Bytes cut out, put in, turned, doubled."""
    path = draw(st.sampled_from(FILES))
    data = bytearray(good(path))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, max(0, len(data) - 1)))
        end = min(len(data), start + draw(st.integers(0, 40)))
        new = draw(
            st.sampled_from([token.encode() for token in TOKENS])
            | st.binary(max_size=6)
            | st.just(bytes(data[start:end]) * 2)
        )
        data[start:end] = new
    return path, bytes(data)


KEY = re.compile(r"(?<![\w-])([a-z_]+)(?=: |:\n|:$)", re.MULTILINE)
VALUE = re.compile(r"(?<=: )([^\s{\[,}\]][^\n,}\]]*)")


def other_keys(key: str) -> Sequence[str]:
    """What somebody might write instead of a key."""
    return key[1:], key * 2, key.upper(), key + "_", "audience", "name", "from", f"“{key}”", "id"


def other_values(value: str) -> Sequence[str]:
    """What somebody might write instead of a value."""
    return *TOKENS, value[:-1], value * 20, f"“{value}”", f"[{value}]", "{a: b}", ""


@st.composite
def keys_changed(draw: st.DrawFn) -> tuple[str, bytes]:
    """Keys misspelt, exchanged, doubled, in capitals, full-width."""
    path = draw(st.sampled_from(FILES))
    text = good(path).decode()
    for _ in range(draw(st.integers(1, 3))):
        text = _replaced(draw, text, KEY, other_keys)
    return path, text.encode()


@st.composite
def values_changed(draw: st.DrawFn) -> tuple[str, bytes]:
    """Values replaced by what does not fit, or only nearly."""
    path = draw(st.sampled_from(FILES))
    text = good(path).decode()
    for _ in range(draw(st.integers(1, 4))):
        text = _replaced(draw, text, VALUE, other_values)
    return path, text.encode()


@st.composite
def structure_changed(draw: st.DrawFn) -> tuple[str, bytes]:
    """Lines taken out, doubled, moved, indented, joined."""
    path = draw(st.sampled_from(FILES))
    lines = good(path).decode().split("\n")
    for _ in range(draw(st.integers(1, 4))):
        at, to = (draw(st.integers(0, len(lines) - 1)) for _ in range(2))
        how = draw(st.integers(0, 6))
        if how == 0 and len(lines) > 1:
            del lines[at]
        elif how == 1:
            lines.insert(to, lines[at])
        elif how == 2:
            lines.insert(to, lines.pop(at))
        elif how == 3:
            lines[at] = draw(st.sampled_from([" ", "  ", "    ", "\t", "\u3000", "- "])) + lines[at]
        elif how == 4:
            lines[at] = lines[at].lstrip()
        elif how == 5:
            lines[at] += lines[to]
        else:
            lines[at:to] = lines[at:to][::-1]
    return path, "\n".join(lines).encode()


def _replaced(
    draw: st.DrawFn, text: str, pattern: re.Pattern[str], others: Callable[[str], Sequence[str]]
) -> str:
    found = list(pattern.finditer(text))
    if not found:
        return text
    match = draw(st.sampled_from(found))
    return text[: match.start()] + draw(st.sampled_from(others(match[1]))) + text[match.end() :]


@every_run
@given(change=bytes_changed())
def test_changed_bytes_are_told_or_kept(change: tuple[str, bytes], project: Path) -> None:
    """Whatever bytes a file holds, it is refused with a place in it, or all that it says is in the site's data."""
    told_or_kept(project, *change)


@every_run
@given(change=keys_changed())
def test_changed_keys_are_told_or_kept(change: tuple[str, bytes], project: Path) -> None:
    """Whatever keys a file has, it is refused with a place in it, or all that it says is in the site's data."""
    told_or_kept(project, *change)


@every_run
@given(change=values_changed())
def test_changed_values_are_told_or_kept(change: tuple[str, bytes], project: Path) -> None:
    """Whatever values a file has, it is refused with a place in it, or all that it says is in the site's data."""
    told_or_kept(project, *change)


@every_run
@given(change=structure_changed())
def test_changed_structure_is_told_or_kept(change: tuple[str, bytes], project: Path) -> None:
    """However its lines lie, a file is refused with a place in it, or all that it says is in the site's data."""
    told_or_kept(project, *change)


def told_or_kept(project: Path, path: str, content: bytes) -> None:
    """Checks the project with one file changed, in all forms, and once more with all mended that is certain."""
    file = project / path
    file.write_bytes(content)
    try:
        found = _checked(project)
        for _ in range(60):
            if not mend(project, found).changes:
                break
            found = _checked(project)
        else:
            raise AssertionError("mending never ends")
    finally:
        file.write_bytes(good(path))


def _checked(project: Path) -> Sequence[Diagnostic]:
    site, found = read_site(project, project / "site_src", SETTINGS, TODAY)
    for form in ("text", "github", "json", "markdown"):
        assert bool(render(found, form, project)) or not found
    for one in found:
        lines = (
            (project / one.path)
            .read_bytes()
            .decode("utf-8-sig", "replace")
            .replace("\r\n", "\n")
            .replace("\r", "\n")
            .split("\n")
        )
        assert 1 <= one.line <= len(lines), one
        assert 1 <= one.column <= len(lines[one.line - 1]) + 2, one
    event("told" if count(found)[0] else "kept")
    if not count(found)[0]:
        _assert_all_is_kept(project, site)
    return found


def _assert_all_is_kept(project: Path, site: Site) -> None:
    """What an independent reader finds in each file is what the models hold, word for word."""
    content, _ = read_content(project, project / "site_src", SETTINGS)
    assert len(content.profiles) == len(list((project / "alumni").glob("*.yaml")))
    assert len(content.stories) == len(list((project / "stories").glob("*.md")))
    for person, profile in content.profiles.items():
        _assert_same(_raw(project / "alumni" / f"{person}.yaml"), profile.thing)
    for slug, story in content.stories.items():
        _assert_same(_raw(project / "stories" / f"{slug}.md"), story.thing)
    raw = _raw(project / "site_src" / "events.yaml")
    events = raw.get("events") or []
    assert len(events) == len(content.events)
    for one, entry in zip(events, content.events, strict=True):
        _assert_same(one, entry.thing)
    if content.leavers:
        _assert_same(_raw(project / "site_src" / "leavers.yaml"), content.leavers.thing)
    assert set(site.profiles) <= set(content.profiles)


def _raw(path: Path) -> Mapping[str, Any]:
    """A file as a plain YAML reader gives it, every value as text."""
    text = _text(path)
    if path.suffix == ".md":
        text = re.split(r"^---[ \t]*$", text, maxsplit=2, flags=re.MULTILINE)[1]
    data = yaml.load(text, Loader=yaml.BaseLoader)
    assert isinstance(data, dict)
    return data


def _text(path: Path, errors: str = "strict") -> str:
    return path.read_bytes().decode("utf-8-sig", errors).replace("\r\n", "\n").replace("\r", "\n")


def _assert_same(raw: Mapping[str, Any], thing: Model) -> None:
    given_elsewhere = set(type(thing).GIVEN)
    held = thing.model_dump(by_alias=True, exclude_unset=True, exclude=given_elsewhere, mode="json")
    assert sorted(_leaves(raw)) == sorted(_leaves(held)), type(thing)


def _leaves(value: Any, at: str = "") -> Iterator[tuple[str, str]]:
    """Every value with the keys that lead to it; lists of one and single values count alike, blanks do not."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _leaves(inner, f"{at}.{key}")
    elif isinstance(value, list):
        for inner in value:
            yield from _leaves(inner, at)
    elif value is not None:
        text = str(value).lower() if isinstance(value, bool) else str(value)
        text = re.sub(r"^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(?::00)?$", r"\1\2", text)  # a moment
        text = "".join(unicodedata.normalize("NFKC", text).split())
        if text not in {"", "~", "null"}:
            yield at, text


def test_the_good_files_are_kept(project: Path) -> None:
    """What is not spoilt has no error, and passes the same comparison: it is not empty."""
    assert read_site(project, project / "site_src", SETTINGS, TODAY)[1] == ()
    _assert_all_is_kept(project, read_site(project, project / "site_src", SETTINGS, TODAY)[0])
    assert len(list(_leaves(_raw(project / "alumni" / "naoko-ogawa.yaml")))) > 40


def test_a_loss_would_be_noticed(project: Path) -> None:
    """The comparison fails where a value is missing, so that it can be trusted where it does not."""
    content, _ = read_content(project, project / "site_src", SETTINGS)
    profile = content.profiles["naoko-ogawa"].thing
    raw = _raw(project / "alumni" / "naoko-ogawa.yaml")
    _assert_same(raw, profile)
    with pytest.raises(AssertionError):
        _assert_same(raw, profile.model_copy(update={"skills": profile.skills[1:]}))
