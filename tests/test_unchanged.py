"""A second build of the same does nothing; a build that would give anything else is never skipped."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner
from mini import LATER, OTHER_SECRET, SECRET, TOMORROW, Mini, snapshot

from generator.build import Inputs, remember, unchanged
from generator.cli import main

_OLD = 946_684_800


def _build(mini: Mini, **environ: str | None) -> str:
    done = CliRunner().invoke(main, ["build", "-f", str(mini.config)], env=environ)
    assert done.exit_code == 0, done.output
    return done.output


def _is_skipped(mini: Mini, day: str = "2026-11-15", environ: Mapping[str, str] | None = None) -> bool:
    """Whether a build would be skipped, asked of the same function that the command asks."""
    secret = mini.root / ".yorimichi/secret"
    found = unchanged(mini.config, mini.site, day, secret, environ or {"YORIMICHI_SECRET": SECRET})
    return not isinstance(found, Inputs)


@pytest.fixture
def done(mini: Mini) -> Mini:
    """A project of which a site stands that is known to be built from it; only its digests matter here."""
    mini.write("site/keyring.json", "{}")
    mini.write("site/a/page/index.html", "a page")
    _note(mini)
    assert _is_skipped(mini)
    return mini


def _note(mini: Mini, environ: Mapping[str, str] | None = None) -> None:
    secret = mini.root / ".yorimichi/secret"
    found = unchanged(mini.config, mini.site, "2026-11-15", secret, environ or {"YORIMICHI_SECRET": SECRET})
    assert isinstance(found, Inputs)
    remember(found, mini.site)


def test_a_second_build_says_so_and_writes_nothing(mini: Mini) -> None:
    """The same input on the same day, at another hour: no file is written, and the message tells why."""
    assert "Built" in _build(mini)
    for path in mini.site.rglob("*"):
        os.utime(path, (_OLD, _OLD))
    before = snapshot(mini.root)
    assert "Nothing has changed" in _build(mini, SOURCE_DATE_EPOCH=LATER)
    assert snapshot(mini.root) == before
    assert {path.stat().st_mtime for path in mini.site.rglob("*")} == {_OLD}


def test_the_command_builds_again_after_a_change(mini: Mini) -> None:
    """An edit, another day, another secret and a removed page each make the command build, and then rest again."""
    _build(mini)
    mini.change("alumni/sora-chiba.yaml", "夜の工場", "朝の工場")
    assert "Built" in _build(mini)
    assert "Built" in _build(mini, SOURCE_DATE_EPOCH=TOMORROW)
    assert "Built" in _build(mini, YORIMICHI_SECRET=OTHER_SECRET)
    (mini.site / "join/index.html").unlink()
    assert "Built" in _build(mini, YORIMICHI_SECRET=OTHER_SECRET)
    assert (mini.site / "join/index.html").is_file()
    assert "Nothing has changed" in _build(mini, YORIMICHI_SECRET=OTHER_SECRET)


CHANGES: Mapping[str, Callable[[Mini], object]] = {
    "profile": lambda mini: mini.change("alumni/sora-chiba.yaml", "夜の工場", "朝の工場"),
    "photo": lambda mini: mini.write("alumni/photos/ren-baba.jpg", b"another"),
    "story": lambda mini: mini.change("stories/open-road.md", "朝の四時", "朝の五時"),
    "page": lambda mini: mini.change("site_src/visit.md", "八分", "九分"),
    "events": lambda mini: mini.change("site_src/events.yaml", "のれんの下", "のれんの外"),
    "asset": lambda mini: mini.write("site_src/assets/leaflet.txt", "another"),
    "configuration": lambda mini: mini.change("mkdocs.yml", "strict: true", "strict: false"),
    "new file": lambda mini: mini.write("site_src/new.md", "---\ntitle: new\naudience: public\n---\nnew"),
    "new asset in a folder named build": lambda mini: mini.write("site_src/assets/build/app.js", "1"),
    "removed file": lambda mini: (mini.root / "site_src/visit.md").unlink(),
    "renamed file": lambda mini: (mini.root / "site_src/visit.md").rename(mini.root / "site_src/way.md"),
    "hook": lambda mini: mini.write("hooks.py", "1"),
    "template": lambda mini: mini.write("overrides/main.html", "1"),
    "touched page": lambda mini: mini.write("site/a/page/index.html", "another page"),
    "removed page": lambda mini: (mini.site / "a/page/index.html").unlink(),
    "added page": lambda mini: mini.write("site/a/other/index.html", "a page"),
    "no note": lambda mini: (mini.root / ".yorimichi/cache/build.json").unlink(),
    "broken note": lambda mini: mini.write(".yorimichi/cache/build.json", b"\xff{"),
    "another note": lambda mini: mini.write(".yorimichi/cache/build.json", "[]"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_any_change_of_what_goes_in_or_came_out_is_seen(done: Mini, change: Callable[[Mini], object]) -> None:
    """Content, pages, pictures, configuration, scripts, templates and the site itself: each change means a build."""
    change(done)
    assert not _is_skipped(done)


def test_a_change_that_no_build_reads_is_not_one(done: Mini) -> None:
    """Hidden files, caches of Python and modules of Node beside the content do not cause a build."""
    done.write(".git/index", "1")
    done.write("node_modules/x/index.js", "1")
    done.write("__pycache__/hooks.pyc", "1")
    assert _is_skipped(done)


def test_another_day_or_secret_is_seen(done: Mini) -> None:
    """Time and keys go in as well."""
    assert not _is_skipped(done, day="2026-11-16")
    assert not _is_skipped(done, environ={"YORIMICHI_SECRET": OTHER_SECRET})
    assert not _is_skipped(done, environ={"OTHER": "variable"})


@pytest.mark.parametrize(
    ("content", "mode"),
    [(OTHER_SECRET, 0o600), (SECRET, 0o644), ("", 0o600), (None, 0o600)],
    ids=["another", "open-to-others", "empty", "gone"],
)
def test_a_change_of_the_secrets_file_is_seen(mini: Mini, content: str | None, mode: int) -> None:
    """Another secret in the file, none at all, or one that others may read now: the build decides, no note does."""
    file, nothing = mini.root / ".yorimichi/secret", {"OTHER": "variable"}
    mini.write("site/keyring.json", "{}")
    mini.write(".yorimichi/secret", SECRET)
    file.chmod(0o600)
    _note(mini, nothing)
    assert _is_skipped(mini, environ=nothing)
    if content is None:
        file.unlink()
    else:
        file.write_text(content)
        file.chmod(mode)
    assert not _is_skipped(mini, environ=nothing)


@pytest.mark.parametrize(
    "line",
    [
        "extra: {place: !ENV [PLACE, here]}",
        "INHERIT: base.yml",
        "hooks: [../hooks.py]",
        "hooks: [/srv/hooks.py]",
        "hooks:\n  - /srv/hooks.py",
        'hooks:\n  - "/srv/hooks.py"',
        "extra: {logo: /srv/logo.png}",
        "extra:\n  logo: ~/logo.png",
    ],
)
def test_a_configuration_that_looks_outside_never_rests(mini: Mini, line: str) -> None:
    """What lies outside the project or in the environment is not in the digest, so nothing is skipped."""
    mini.write("site/keyring.json", "{}")
    mini.write("mkdocs.yml", (mini.root / "mkdocs.yml").read_text() + line + "\n")
    _note(mini)
    assert not _is_skipped(mini)
    assert not (mini.root / ".yorimichi").exists()


def test_a_link_to_a_folder_elsewhere_never_rests(done: Mini, tmp_path: Path) -> None:
    """Files behind a linked folder are not in the digest either."""
    (tmp_path / "elsewhere").mkdir()
    (done.root / "site_src/assets/more").symlink_to(tmp_path / "elsewhere")
    _note(done)
    assert not _is_skipped(done)


def test_the_note_holds_digests_and_nothing_else(mini: Mini) -> None:
    """Two SHA-256 digests are all that is kept between builds; no secret, no path, no text."""
    _build(mini)
    kept = snapshot(mini.root / ".yorimichi")
    assert list(kept) == ["cache/build.json"]
    note = json.loads(kept["cache/build.json"])
    assert sorted(note) == ["inputs", "output"]
    assert all(re.fullmatch("[0-9a-f]{64}", digest) for digest in note.values())


def test_a_failed_build_is_not_noted(mini: Mini) -> None:
    """After a failure, the next build of the same input fails again instead of resting."""
    mini.change("alumni/sora-chiba.yaml", "schema: 1", "schema: 2")
    for _ in range(2):
        assert CliRunner().invoke(main, ["build", "-f", str(mini.config)]).exit_code == 1
    assert not (mini.root / ".yorimichi").exists()


def test_where_no_note_can_be_kept_the_site_is_built_all_the_same(mini: Mini) -> None:
    """A file in the way of the cache does not make a good build fail."""
    mini.write(".yorimichi", "a file")
    assert "Built" in _build(mini)
    assert "Built" in _build(mini)
