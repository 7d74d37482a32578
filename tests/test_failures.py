"""Whatever goes wrong, the build says so in a sentence, ends with status 1, and leaves the old site as it is."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from mini import Mini, beside, snapshot

from generator.build import system
from generator.plugin import BuildFailed

COMMANDS: Mapping[str, tuple[str, ...]] = {
    "mkdocs": ("mkdocs", "build", "-f"),
    "yorimichi": ("generator.cli", "build", "-f"),
}
HOOKS: Mapping[str, str] = {
    "on_config": "config",
    "on_files": "files, config",
    "on_page_markdown": "markdown, page, config, files",
    "on_page_content": "html, page, config, files",
    "on_env": "env, config, files",
    "on_page_context": "context, page, config, nav",
    "on_post_page": "output, page, config",
    "on_post_build": "config",
}
_TIMES_OF_OLD = 946_684_800  # a site of the year 2000: any touch of it shows


def _environment(**changes: str | None) -> dict[str, str]:
    merged: dict[str, str | None] = {**os.environ, **changes}
    return {name: value for name, value in merged.items() if value is not None}


def _command(mini: Mini, which: str) -> list[str]:
    module, *rest = COMMANDS[which]
    start = ["-m", module] if which == "mkdocs" else ["-c", f"from {module} import main; main()"]
    return [sys.executable, *start, *rest, str(mini.config)]


def _run(
    mini: Mini, which: str, before: Callable[[], None] | None = None, **environ: str | None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        _command(mini, which),
        cwd=mini.root,
        env=_environment(**environ),
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=before,
    )


def _old_site(mini: Mini) -> dict[str, bytes]:
    """A site that stands from before: an old one of ours need not be built to be recognised."""
    mini.write("site/keyring.json", "{}")
    mini.write("site/a/page/index.html", "the old page")
    for path in mini.site.rglob("*"):
        os.utime(path, (_TIMES_OF_OLD, _TIMES_OF_OLD))
    return snapshot(mini.site)


def _assert_refused(mini: Mini, which: str, *words: str, **environ: str | None) -> None:
    old = _old_site(mini)
    done = _run(mini, which, None, **environ)
    told = done.stdout + done.stderr
    assert done.returncode == 1, told
    assert "Traceback" not in told
    for word in words:
        assert word in told
    _assert_untouched(mini, old)


def _assert_untouched(mini: Mini, old: Mapping[str, bytes]) -> None:
    assert snapshot(mini.site) == old
    assert {path.stat().st_mtime for path in mini.site.rglob("*") if path.is_file()} == {_TIMES_OF_OLD}
    assert beside(mini) == []


@pytest.mark.parametrize("which", COMMANDS)
@pytest.mark.parametrize(
    ("secret", "words"),
    [
        (None, "There is no root secret"),
        ("", "There is no root secret"),
        ("c2hvcnQ", "has 5 bytes; it must have 32"),
        ("ここは鍵ではありません", "not base64url"),
    ],
    ids=["missing", "empty", "short", "no-base64"],
)
def test_a_build_without_a_proper_secret_is_refused(
    mini: Mini, which: str, secret: str | None, words: str
) -> None:
    """No secret in the environment or one that is none: no site, and the sentence says what is the matter."""
    _assert_refused(mini, which, words, YORIMICHI_SECRET=secret)


@pytest.mark.parametrize("time", ["soon", "1e9", "99999999999999"])
def test_a_time_that_is_none_is_refused(mini: Mini, time: str) -> None:
    """What is no number of seconds in SOURCE_DATE_EPOCH is told by its name; it is wrong use of our own command."""
    _assert_refused(mini, "mkdocs", "SOURCE_DATE_EPOCH counts seconds", time, SOURCE_DATE_EPOCH=time)
    done = _run(mini, "yorimichi", None, SOURCE_DATE_EPOCH=time)
    assert (done.returncode, "Traceback" in done.stderr) == (2, False)
    assert "SOURCE_DATE_EPOCH counts seconds" in done.stderr


@pytest.mark.parametrize("which", COMMANDS)
@pytest.mark.parametrize(
    ("content", "mode", "words"),
    [
        (b"A" * 43, 0o644, "is open to more than its owner"),
        (b"QUJD\n", 0o600, "has 3 bytes; it must have 32"),
        (b"\xff\xfe\x00", 0o600, "not base64url"),
    ],
    ids=["readable-by-others", "short", "no-text"],
)
def test_a_secret_file_that_is_not_kept_well_is_refused(
    mini: Mini, which: str, content: bytes, mode: int, words: str
) -> None:
    """A secret's file that others may read, or that holds none, gives no site."""
    mini.write(".yorimichi/secret", content)
    (mini.root / ".yorimichi/secret").chmod(mode)
    _assert_refused(mini, which, words, YORIMICHI_SECRET=None)


@dataclass(frozen=True)
class Mistake:
    """One text of the project that is replaced by a wrong one, and what the message must say."""

    path: str
    old: str
    new: str
    words: tuple[str, ...]


MISTAKES: Mapping[str, Mistake] = {
    "settings-name": Mistake(
        "mkdocs.yml", "name: guests", "name: Guests!", ("mkdocs.yml:", "Write `guests`")
    ),
    "profile": Mistake(
        "alumni/ren-baba.yaml",
        "audience: members",
        "audience: membres",
        ("ren-baba.yaml:", "Did you mean `members`?"),
    ),
    "page": Mistake("site_src/visit.md", "audience: public", "audience: pubilc", ("visit.md:", "`public`")),
    "yaml": Mistake("alumni/sora-chiba.yaml", "schema: 1", "schema: [1", ("alumni/sora-chiba.yaml:",)),
    "key": Mistake("alumni/sora-chiba.yaml", "consent:", "konsent:", ("sora-chiba.yaml:", "konsent")),
}
MORE_MISTAKES: Mapping[str, Mistake] = {
    "settings-key": Mistake("mkdocs.yml", "contact:", "contcat:", ("contcat", "Did you mean `contact`?")),
    "event": Mistake(
        "site_src/events.yaml", "audience: members", "audience: membres", ("events.yaml:", "`membres`")
    ),
    "story": Mistake(
        "stories/night-shift.md", "lang: en", "audience: all\nlang: en", ("night-shift.md:", "`all`")
    ),
    "picture": Mistake(
        "alumni/hana-aoki.yaml", "hana-aoki.jpg", "nobody.jpg", ("hana-aoki.yaml:", "no such picture")
    ),
    "config": Mistake("mkdocs.yml", "docs_dir: site_src", "docs_dir: [", ("mkdocs.yml",)),
    "theme": Mistake("mkdocs.yml", "name: material", "name: no-such-theme", ("no-such-theme",)),
}


@pytest.mark.parametrize("which", COMMANDS)
@pytest.mark.parametrize("mistake", MISTAKES.values(), ids=MISTAKES)
def test_content_that_is_wrong_is_refused(mini: Mini, which: str, mistake: Mistake) -> None:
    """Settings, profiles, pages or YAML that cannot be right: no site, and file and matter are named."""
    mini.change(mistake.path, mistake.old, mistake.new)
    _assert_refused(mini, which, *mistake.words)


@pytest.mark.parametrize("mistake", MORE_MISTAKES.values(), ids=MORE_MISTAKES)
def test_so_is_any_other_mistake(mini: Mini, mistake: Mistake) -> None:
    """Mistakes elsewhere end our command in the same way."""
    mini.change(mistake.path, mistake.old, mistake.new)
    _assert_refused(mini, "yorimichi", *mistake.words)


@pytest.mark.parametrize("which", COMMANDS)
@pytest.mark.parametrize("hook", HOOKS)
def test_a_failure_in_any_hook_ends_the_build(mini: Mini, which: str, hook: str) -> None:
    """An exception in a script of the site's own, at any point of the build, is told without a traceback."""
    mini.hook(f"def {hook}({HOOKS[hook]}):\n    raise RuntimeError('the kettle burst')\n")
    _assert_refused(mini, which, "RuntimeError: the kettle burst")


@pytest.mark.parametrize(
    "code", ["def on_startup(command, dirty):\n    1 / 0\n", "1 / 0\n"], ids=["startup", "import"]
)
def test_a_failure_before_the_build_begins_is_told_as_well(mini: Mini, code: str) -> None:
    """A script that fails when it is read or when MkDocs starts ends our command without a traceback, too."""
    mini.hook(code)
    _assert_refused(mini, "yorimichi", "ZeroDivisionError: division by zero")


def test_a_warning_from_before_does_not_hide_the_failure(mini: Mini) -> None:
    """Where something was warned of first, the exception that ended the build is told all the same."""
    mini.hook(
        "import logging\n\n"
        "def on_env(env, config, files):\n"
        "    logging.getLogger('mkdocs.plugins.kettle').warning('the kettle is loud')\n"
        "    raise RuntimeError('the kettle burst')\n"
    )
    _assert_refused(mini, "yorimichi", "the kettle is loud", "RuntimeError: the kettle burst")


@pytest.mark.parametrize("which", COMMANDS)
def test_a_broken_link_stops_a_strict_build(mini: Mini, which: str) -> None:
    """A strict build ends at MkDocs' own warnings, with the link that leads nowhere in the message."""
    mini.change("site_src/visit.md", "駅の北口", "[駅](station.md)の北口")
    _assert_refused(mini, which, "station.md", "strict mode")


def test_the_same_link_is_only_warned_of_where_the_build_is_not_strict(mini: Mini) -> None:
    """Without `strict`, the site is built, so that it is strictness that stops the other build."""
    mini.change("site_src/visit.md", "駅の北口", "[駅](station.md)の北口")
    mini.change("mkdocs.yml", "strict: true", "strict: false")
    assert (mini.build() / "keyring.json").is_file()


def test_a_page_that_only_mkdocs_would_read_is_refused(mini: Mini) -> None:
    """A page whose ending MkDocs knows and we do not read has no audience, so no site comes of it."""
    mini.write("site_src/loose.markdown", "# 誰に宛てたのでもない頁\n")
    _assert_refused(mini, "yorimichi", "site_src/loose.markdown", "ending in .md")


@pytest.mark.parametrize("which", COMMANDS)
def test_a_disk_that_takes_no_more_leaves_the_old_site(mini: Mini, which: str) -> None:
    """Where the system refuses to write on, here above 64 KB a file, the old site stands and nothing is left."""
    old = _old_site(mini)
    done = _run(mini, which, before=_small_files_only)
    told = done.stdout + done.stderr
    assert done.returncode == 1, told
    assert "File too large" in told
    assert "Traceback" not in told
    _assert_untouched(mini, old)


def _small_files_only() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (65_536, 65_536))


def test_the_old_site_is_put_back_when_the_new_one_cannot_take_its_place(
    mini: Mini, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where folders cannot be exchanged, a swap that fails in its second half is undone."""
    old = _old_site(mini)
    rename = Path.rename

    def full(self: Path, target: Path) -> Path:
        if self.name == "new":
            raise OSError(28, "No space left on device")
        return rename(self, target)

    monkeypatch.setattr(system, "exchange", lambda _one, _other: False)
    monkeypatch.setattr(Path, "rename", full)
    with pytest.raises(BuildFailed, match="No space left on device"):
        mini.build()
    _assert_untouched(mini, old)


@pytest.mark.parametrize("which", COMMANDS)
def test_an_interrupted_build_leaves_nothing(mini: Mini, which: str) -> None:
    """Ctrl+C in the middle of a build: the old site stands, and no half-built one beside it."""
    mini.hook(
        "import os, signal\n\ndef on_env(env, config, files):\n    os.kill(os.getpid(), signal.SIGINT)\n"
    )
    old = _old_site(mini)
    done = _run(mini, which)
    assert done.returncode not in (0, 2)
    assert "Traceback" not in done.stdout + done.stderr
    _assert_untouched(mini, old)


def test_a_killed_build_is_cleared_away_by_the_next(mini: Mini) -> None:
    """`kill -9` leaves a staging folder and the old site; the next build removes the one and replaces the other."""
    mini.hook("import time\n\ndef on_env(env, config, files):\n    time.sleep(60)\n")
    old = _old_site(mini)
    process = subprocess.Popen(
        _command(mini, "yorimichi"), cwd=mini.root, env=_environment(), stderr=subprocess.DEVNULL
    )
    _wait_until(lambda: bool(beside(mini)) or process.poll() is not None)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert len(beside(mini)) == 1
    assert snapshot(mini.site) == old
    mini.change("mkdocs.yml", "hooks: [hooks.py]\n", "")
    mini.build()
    assert beside(mini) == []
    assert snapshot(mini.site) != old


def test_a_site_that_a_killed_build_took_away_is_put_back(mini: Mini) -> None:
    """A build killed within the swap itself left no site; the next one finds the old one even if it fails itself."""
    old = _old_site(mini)
    mini.write(".site.staging/new/index.html", "a new page")
    mini.site.rename(mini.root / ".site.staging/old")
    mini.hook("def on_env(env, config, files):\n    raise RuntimeError('the kettle burst')\n")
    with pytest.raises(BuildFailed, match="the kettle burst"):
        mini.build()
    _assert_untouched(mini, old)


def _wait_until(condition: Callable[[], bool]) -> None:
    until = time.monotonic() + 50
    while not condition() and time.monotonic() < until:
        time.sleep(0.02)
