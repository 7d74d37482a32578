"""The command line: what it says, where it says it, and with which exit status."""

from __future__ import annotations

import json
import os
import pty
import re
import select
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from click import Command, Context, Group
from click.testing import CliRunner, Result
from sample import BASE_DAY, SECRET, SMALL_CONFIG, command, lay_small, surroundings

from generator import __version__
from generator.cli import main

ESCAPE = "\x1b"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small project as the current folder, with a secret in the environment."""
    folder = lay_small(tmp_path / "project")
    monkeypatch.chdir(folder)
    monkeypatch.setenv("YORIMICHI_SECRET", SECRET)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", f"{BASE_DAY.timestamp():.0f}")
    for name in ("CI", "NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    return folder


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small project that has been built; nobody may write into it."""
    folder = lay_small(tmp_path_factory.mktemp("built"))
    done = command("build", cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder


def run(*words: str) -> Result:
    """Run a command in this process; an exception that nobody caught is the test's failure."""
    result = CliRunner().invoke(main, list(words), prog_name="yorimichi")
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def spoil(folder: Path) -> None:
    """One error in one profile."""
    path = folder / "alumni" / "naoko-ogawa.yaml"
    path.write_text(path.read_text("utf-8").replace("headline:", "headlin:"), "utf-8")


def commands(group: Group, words: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Command]]:
    """Every command with the words that call it."""
    for name in group.list_commands(Context(group)):
        found = group.get_command(Context(group), name)
        assert found is not None
        yield (*words, name), found
        if isinstance(found, Group):
            yield from commands(found, (*words, name))


COMMANDS = dict(commands(main))


def test_there_are_the_commands_that_were_promised() -> None:
    """The commands are those of the documentation, no more and no fewer."""
    assert {" ".join(words) for words in COMMANDS} == {
        *("profile", "story", "check", "build", "serve", "verify", "schemas", "share"),
        *("gate", "gate secret", "gate show", "gate status", "gate open"),
    }


@pytest.mark.parametrize("words", [(), *COMMANDS], ids=" ".join)
@pytest.mark.parametrize("flag", ["-h", "--help"])
def test_every_command_explains_itself(words: tuple[str, ...], flag: str) -> None:
    """Help says what a command does and what each of its options is for, without needing a site."""
    result = run(*words, flag)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith(f"Usage: yorimichi {' '.join(words)}".rstrip())
    options = re.findall(r"^  (?:-\w, )?--[a-z-]+", result.stdout, re.MULTILINE)
    told = re.findall(r"^  (?:-\w, )?--[a-z-]+(?: [A-Z\[|a-z\]]+)?\s+[A-Z\[]", result.stdout, re.MULTILINE)
    assert len(options) == len(told) > 0, result.stdout


def test_the_version_is_told() -> None:
    """`--version` names the version of the package."""
    assert run("--version").stdout.strip().endswith(__version__)


WITH_A_SITE = [words for words in COMMANDS if words != ("gate",)]
NEEDED: dict[tuple[str, ...], tuple[str, ...]] = {
    ("gate", "open"): ("index.html",),
    ("serve",): ("-a", "127.0.0.1:0"),
    ("profile",): ("hana-mori",),
    ("story",): ("hana",),
    ("share",): ("coming-back", "--pass", "fair-1"),
}


@pytest.mark.parametrize("words", WITH_A_SITE, ids=" ".join)
def test_a_configuration_that_is_not_there_is_wrong_use(words: tuple[str, ...], project: Path) -> None:
    """Every command ends with 2 and a sentence that names the file where there is no such configuration."""
    result = run(*words, *NEEDED.get(words, ()), "-f", "nowhere.yml")
    assert result.exit_code == 2
    assert "There is no nowhere.yml here" in result.stderr
    assert result.stdout == ""


@pytest.mark.parametrize(
    "words",
    [
        ("nonsense",),
        ("check", "--format", "xml"),
        ("build", "--nonsense"),
        ("gate", "open"),
        ("gate", "nonsense"),
    ],
)
def test_wrong_words_are_wrong_use(words: tuple[str, ...], project: Path) -> None:
    """Unknown commands, options and values, and missing ones, end with 2 and say how it goes."""
    result = run(*words)
    assert result.exit_code == 2
    assert "Usage: yorimichi" in result.stderr
    assert result.stdout == ""


CONFIGURATIONS = {
    "no plugin": (SMALL_CONFIG.partition("plugins:")[0] + "plugins: [search]\n", "`yorimichi`"),
    "not yaml": ("site_name: [\n", "mkdocs.yml"),
    "not a mapping": ("- a\n- b\n", "mapping"),
    "empty": ("", "site_name"),
    "no folder": (SMALL_CONFIG.replace("docs_dir: site_src", "docs_dir: nowhere"), "nowhere"),
    "no theme": (SMALL_CONFIG.replace("name: material", "name: nothing"), "nothing"),
    "other plugin": (SMALL_CONFIG + "  - nothing\n", "nothing"),
    "not utf-8": ("site_name: \udcff\n", "mkdocs.yml"),
    "options are text": (SMALL_CONFIG.partition("  - yorimichi:")[0] + "  - yorimichi: text\n", "yorimichi"),
}


@pytest.mark.parametrize("words", [("check",), ("build",), ("gate", "show"), ("verify",)], ids=" ".join)
@pytest.mark.parametrize(("config", "named"), CONFIGURATIONS.values(), ids=CONFIGURATIONS.keys())
def test_a_configuration_that_cannot_be_used_is_told_in_a_sentence(
    words: tuple[str, ...], config: str, named: str, project: Path
) -> None:
    """A broken configuration ends with 1 and says what is broken, with no traceback."""
    (project / "mkdocs.yml").write_bytes(config.encode("utf-8", "surrogateescape"))
    result = run(*words)
    assert result.exit_code == 1
    assert named in result.stderr
    assert result.stdout == ""


@pytest.mark.parametrize(
    "words", [one for one in WITH_A_SITE if one not in {("verify",), ("schemas",)}], ids=" ".join
)
def test_wrong_settings_are_an_error_at_their_line(words: tuple[str, ...], project: Path) -> None:
    """A misspelt option of ours is told at its line and column by every command that needs the settings."""
    (project / "mkdocs.yml").write_text(SMALL_CONFIG.replace("contact:", "contacts:"), "utf-8")
    done = command(*words, *NEEDED.get(words, ()), cwd=project)
    assert done.returncode == 1
    assert "mkdocs.yml:11:7: error[unknown-key]" in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


def test_check_has_nothing_to_say_of_good_content(project: Path) -> None:
    """Good content ends with 0 and one line that tells what was looked at."""
    result = run("check")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.count("\n") == 1
    assert "2" in result.stdout


def test_check_tells_errors_and_ends_with_one(project: Path) -> None:
    """An error is told at its place with its line, and ends with 1; a warning alone ends with 0."""
    (project / "alumni" / "notes.docx").write_text("x", "utf-8")
    warned = run("check")
    assert (warned.exit_code, "stray-file" in warned.stdout) == (0, True)
    spoil(project)
    result = run("check")
    assert result.exit_code == 1
    assert "alumni/naoko-ogawa.yaml:4:1: error[unknown-key]" in result.stdout
    assert "did you mean `headline`" in result.stdout.lower()


def test_check_in_json_is_one_document(project: Path) -> None:
    """The JSON form has the findings with all eight keys and their numbers, and is all that is said."""
    spoil(project)
    (project / "alumni" / "notes.docx").write_text("x", "utf-8")
    result = run("check", "--format", "json")
    assert (result.exit_code, result.stderr) == (1, "")
    document = json.loads(result.stdout)
    assert list(document) == ["diagnostics", "errors", "warnings"]
    assert (document["errors"], document["warnings"]) == (1, 1)
    for finding in document["diagnostics"]:
        assert list(finding) == ["path", "line", "column", "code", "severity", "message", "hint", "edit"]
    first = document["diagnostics"][0]
    assert (first["path"], first["line"], first["column"], first["severity"]) == (
        "alumni/naoko-ogawa.yaml",
        4,
        1,
        "error",
    )


def test_check_in_json_of_good_content_is_a_document_too(project: Path) -> None:
    """With nothing to tell, a program still gets its document, and no sentence."""
    result = run("check", "--format", "json")
    assert result.exit_code == 0
    assert json.loads(result.stdout) == {"diagnostics": [], "errors": 0, "warnings": 0}


@pytest.mark.parametrize(("form", "begins"), [("github", "::error file="), ("markdown", "**1 error")])
def test_check_has_forms_for_pull_requests(project: Path, form: str, begins: str) -> None:
    """The forms for annotations and comments are what GitHub reads, and end with 1 as well."""
    spoil(project)
    result = run("check", "--format", form)
    assert (result.exit_code, result.stderr) == (1, "")
    assert result.stdout.startswith(begins)


def test_check_tells_only_of_the_paths_that_are_named(project: Path) -> None:
    """With paths only findings in them are told and counted, however a path is written."""
    spoil(project)
    assert run("check", "stories").exit_code == 0
    for path in ("alumni", "./alumni/naoko-ogawa.yaml", str(project / "alumni"), "stories/../alumni"):
        assert run("check", path).exit_code == 1, path
    document = json.loads(run("check", "stories", "--format", "json").stdout)
    assert document == {"diagnostics": [], "errors": 0, "warnings": 0}


def test_check_counts_only_what_is_under_the_paths(project: Path) -> None:
    """The closing line counts the files of profiles and stories that were asked for; none where there are none."""
    told = {
        ("alumni",): "Nothing to mend. Profiles: 2, stories: 0.\n",
        ("alumni/kenji-mori.yaml", "stories"): "Nothing to mend. Profiles: 1, stories: 2.\n",
        (".",): "Nothing to mend. Profiles: 2, stories: 2.\n",
        ("mkdocs.yml",): "Nothing to mend.\n",
    }
    for paths, line in told.items():
        assert run("check", *paths).stdout == line


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("alumni/nobody.yaml", "alumni/nobody.yaml というファイルやフォルダーはありません。\n"),
        ("notes", "notes はこのサイトの内容ではないため、確かめるものがありません。\n"),
        ("../other.yaml", "../other.yaml はこのサイトの内容ではないため、確かめるものがありません。\n"),
        ("site_src/x.css", "site_src/x.css はこのサイトの内容ではないため、確かめるものがありません。\n"),
    ],
)
def test_a_path_without_content_is_wrong_use(project: Path, path: str, told: str) -> None:
    """What is not there, and what the check does not read, ends with 2 and one sentence; nothing is mended."""
    (project / "notes").mkdir()
    (project.parent / "other.yaml").write_text("x", "utf-8")
    (project / "site_src" / "x.css").write_text("x", "utf-8")
    marked = project / "alumni" / "kenji-mori.yaml"
    marked.write_bytes(b"\xef\xbb\xbf" + marked.read_bytes())
    for words in ((), ("--fix",), ("--format", "json")):
        result = run("check", "alumni", path, "--lang", "ja", *words)
        assert (result.exit_code, result.stdout, result.stderr) == (2, "", told)
    assert marked.read_bytes().startswith(b"\xef\xbb\xbf")


def test_a_path_that_cannot_be_read_is_told_like_any_finding(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that may not be read is an error at its place, whether or not it is named on the command line."""
    path = project / "alumni" / "kenji-mori.yaml"
    read_bytes, access = Path.read_bytes, os.access

    def refuse(one: Path) -> bytes:
        if one.name == path.name:
            raise PermissionError(13, "Permission denied", str(one))
        return read_bytes(one)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    monkeypatch.setattr(os, "access", lambda one, mode: Path(one).name != path.name and access(one, mode))
    result = run("check", str(path))
    assert result.exit_code == 1
    assert "alumni/kenji-mori.yaml:1:1: error[unreadable]" in result.stdout


def test_wrong_settings_are_told_whatever_is_asked_for(project: Path) -> None:
    """Where the settings keep content from being looked at, a path does not hide that."""
    (project / "mkdocs.yml").write_text(SMALL_CONFIG.replace("contact:", "contacts:"), "utf-8")
    result = run("check", "stories")
    assert (result.exit_code, "error[unknown-key]" in result.stdout) == (1, True)


def test_check_for_annotations_says_nothing_of_good_content(project: Path) -> None:
    """With nothing to tell, the form for annotations is empty, without so much as a line end."""
    assert run("check", "--format", "github").output == ""


def test_check_tells_places_in_digits(project: Path) -> None:
    """Line 100 is told as `:100:`, and a quoted line as it stands, although both could be read as pictures."""
    path = project / "stories" / "coming-back.md"
    lines = path.read_text("utf-8").splitlines()
    wrong = "[x](alumni:nobody-at-all) :smile: [bold]x[/bold]"
    path.write_text("\n".join([*lines, *[""] * (99 - len(lines)), wrong]) + "\n", "utf-8")
    result = run("check")
    assert "stories/coming-back.md:100:1: error[unknown-id]" in result.stdout
    assert f" 100 | {wrong}\n" in result.stdout


def test_gate_show_in_json_is_one_document(project: Path) -> None:
    """The JSON form has each audience and each pass with its keys, the passphrases six words each, and nothing else."""
    result = run("gate", "show", "--format", "json")
    assert (result.exit_code, result.stderr) == (0, "")
    document = json.loads(result.stdout)
    assert list(document) == ["audiences", "passes"]
    fair = {
        "name": "fair-1",
        "event": "秋の会社説明会",
        "state": "active",
        "from": "2026-10-13",
        "until": "2026-10-27",
    }
    assert document["passes"] == [fair | {"epoch": 1}]
    assert [one["name"] for one in document["audiences"]] == ["guests", "members", "staff"]
    for one in document["audiences"]:
        assert list(one) == ["name", "title", "epoch", "gen", "passphrase"]
        assert re.fullmatch(r"[a-z]+(-[a-z]+)?( [a-z]+(-[a-z]+)?){5}", one["passphrase"])
        assert re.fullmatch(r"[A-Za-z0-9_-]{12}", one["gen"])
        assert one["epoch"] == 1
    assert [one["title"] for one in document["audiences"]] == ["来場者", "メンバー", "人事"]


def test_gate_show_in_words_shows_the_same(project: Path) -> None:
    """The table has the same passphrases, each whole and in one line even where the window is narrow."""
    document = json.loads(run("gate", "show", "--format", "json").stdout)
    result = run("gate", "show")
    assert (result.exit_code, result.stderr) == (0, "")
    for one in document["audiences"]:
        assert one["title"] in result.stdout
        assert one["passphrase"] in " ".join(result.stdout.split())
    assert result.stdout.endswith("\nfair-1  active  2026-10-13  2026-10-27  1      秋の会社説明会\n")


@pytest.mark.parametrize("secret", [None, "short", "!" * 43])
def test_without_a_proper_secret_nothing_is_shown(
    project: Path, monkeypatch: pytest.MonkeyPatch, secret: str | None
) -> None:
    """A missing or broken secret ends with 1 and a sentence that says what to do, and never shows what it was."""
    if secret is None:
        monkeypatch.delenv("YORIMICHI_SECRET")
    else:
        monkeypatch.setenv("YORIMICHI_SECRET", secret)
    for words in (("gate", "show"), ("build",), ("gate", "open", "x")):
        result = run(*words)
        assert result.exit_code == 1, words
        assert "secret" in result.stderr.lower(), words
        assert result.stdout == "", words
        assert secret is None or secret not in result.stderr


def test_gate_secret_makes_one_for_its_owner_alone(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first call makes a secret that nobody else may read, a second one keeps it to the byte."""
    monkeypatch.delenv("YORIMICHI_SECRET")
    first = run("gate", "secret")
    path = project / ".yorimichi" / "secret"
    kept = path.read_bytes()
    assert first.exit_code == 0
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o077 == 0
    assert kept.decode().strip() not in first.output
    second = run("gate", "secret")
    assert (second.exit_code, path.read_bytes()) == (0, kept)
    assert run("gate", "show").exit_code == 0


def test_gate_secret_leaves_one_in_the_environment_as_it_is(project: Path) -> None:
    """With a secret in the environment no file is made."""
    result = run("gate", "secret")
    assert result.exit_code == 0
    assert not (project / ".yorimichi").exists()


def test_gate_secret_says_when_there_is_one_that_cannot_be_used(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file in the place of the secret that holds none is told of, and not replaced."""
    monkeypatch.delenv("YORIMICHI_SECRET")
    path = project / ".yorimichi" / "secret"
    path.parent.mkdir(mode=0o700)
    path.write_text("not a secret\n", "utf-8")
    path.chmod(0o600)
    assert run("gate", "secret").exit_code == 1
    assert path.read_text("utf-8") == "not a secret\n"


def test_build_says_what_stands_where(built: Path) -> None:
    """A build ends with 0 and one line on standard output; built again without a change, it says so."""
    for name in ("index.html", "keyring.json", "stories/index.html"):
        assert (built / "site" / name).is_file()
    again = command("build", cwd=built)
    assert (again.returncode, again.stderr) == (0, "")
    assert re.fullmatch(r"Nothing has changed .* site .*\n", again.stdout)


def test_build_goes_where_it_is_told_and_is_quiet_about_the_rest(tmp_path: Path) -> None:
    """`--site-dir` names the folder, from any other folder and in CI; nothing but the result is said."""
    project, elsewhere = lay_small(tmp_path / "project"), tmp_path / "elsewhere"
    elsewhere.mkdir()
    done = command("build", "-f", "../project/mkdocs.yml", "--site-dir", "out", cwd=elsewhere, CI="true")
    assert (done.returncode, done.stderr) == (0, "")
    assert re.fullmatch(r"Built \d+ files in out; .*\n", done.stdout)
    assert (elsewhere / "out" / "keyring.json").is_file()
    assert not (project / "site").exists()
    assert sorted(path.name for path in elsewhere.iterdir()) == ["out"]


def test_build_with_wrong_content_says_what_is_wrong(project: Path) -> None:
    """A build of wrong content ends with 1, tells the findings on standard error, and writes nothing."""
    spoil(project)
    result = run("build")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "alumni/naoko-ogawa.yaml:4:1: error[unknown-key]" in result.stderr
    assert "Traceback" not in result.stderr
    assert not (project / "site").exists()
    assert not list(project.glob(".site.*"))


def test_commands_run_from_anywhere(project: Path, built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With -f every command works from another folder, and tells paths as they are in the project."""
    monkeypatch.chdir(built.parent)
    config = str(built / "mkdocs.yml")
    assert run("check", "-f", config).exit_code == 0
    assert run("gate", "show", "-f", config).exit_code == 0
    assert run("verify", "-f", config).exit_code == 0
    assert run("gate", "open", "stories/", "-f", config).exit_code == 0
    spoil(project)
    result = run("check", "-f", str(project / "mkdocs.yml"), "--format", "json")
    assert json.loads(result.stdout)["diagnostics"][0]["path"] == "alumni/naoko-ogawa.yaml"


def test_verify_finds_what_was_put_there(built: Path, project: Path, tmp_path: Path) -> None:
    """A site as it was built passes; one that somebody wrote a sealed text into fails, with file and place."""
    clean = run("verify", str(built / "site"))
    assert (clean.exit_code, clean.stderr) == (0, "")
    copy = tmp_path / "copy"
    copy.mkdir()
    (copy / "keyring.json").write_text("{}")
    (copy / "notes.txt").write_text("...家業の三代目として、古巣と取引をしています...", "utf-8")
    result = run("verify", str(copy))
    assert result.exit_code == 1
    assert re.search(r"notes\.txt, byte 3: alumni/kenji-mori\.yaml headline", result.stdout)
    assert "家業" not in result.output


def test_verify_without_a_site_says_so(project: Path) -> None:
    """Before the first build there is nothing to search: 1, and a sentence."""
    result = run("verify")
    assert result.exit_code == 1
    assert "build it first" in result.stderr


def story_page(site: Path) -> Path:
    """A sealed page."""
    return next(
        path for path in sorted(site.glob("s/*/index.html")) if "data-sealed" in path.read_text("utf-8")
    )


def test_gate_open_prints_what_is_sealed(built: Path, project: Path) -> None:
    """A file, an address and a whole link of a page give the same content; only content goes to standard output."""
    site = built / "site"
    path = story_page(site)
    address = path.parent.relative_to(site).as_posix()
    printed = set()
    for where in (
        str(path),
        address,
        f"{address}/",
        f"/{address}/",
        f"https://alumni.example/{address}/#gap",
        f"alumni.example/{address}/",
    ):
        result = run("gate", "open", where, "-f", str(built / "mkdocs.yml"), "--site-dir", str(site))
        assert result.exit_code == 0, result.stderr
        assert "data-title=" in result.stdout
        assert f"{address}/, for" in result.stderr
        assert "──" not in result.stdout
        printed.add(result.stdout)
    assert len(printed) == 1


def test_gate_open_gives_a_picture_as_it_is(built: Path, project: Path) -> None:
    """A sealed picture comes out on standard output byte for byte, where no terminal would be spoilt by it."""
    picture = next((built / "site" / "m").glob("*.jwe"))
    result = run("gate", "open", str(picture), "-f", str(built / "mkdocs.yml"))
    assert result.exit_code == 0
    assert result.stdout_bytes[:4] == b"RIFF"
    assert result.stdout_bytes[8:12] == b"WEBP"


def test_gate_open_refuses_what_it_cannot_open(
    built: Path, project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No such file, nothing sealed, another secret, or an object out of its place: 1 and a sentence."""
    site, config = built / "site", ("-f", str(built / "mkdocs.yml"))
    told = {
        "s/0000000000000/": "There is no",
        "../project/mkdocs.yml": "There is no",
        "unlock/": "Nothing is sealed",
        "404.html": "Nothing is sealed",
    }
    for where, sentence in told.items():
        result = run("gate", "open", where, *config)
        assert (result.exit_code, result.stdout) == (1, ""), where
        assert sentence in result.stderr, where
    moved = tmp_path / "moved" / "s" / "0000000000000" / "index.html"
    moved.parent.mkdir(parents=True)
    moved.write_bytes(story_page(site).read_bytes())
    result = run("gate", "open", str(moved), *config, "--site-dir", str(tmp_path / "moved"))
    assert (result.exit_code, result.stdout) == (1, "")
    assert "not sealed with this secret for this place" in result.stderr
    monkeypatch.setenv("YORIMICHI_SECRET", SECRET[::-1].replace("_", "A"))
    result = run("gate", "open", str(story_page(site)), *config)
    assert (result.exit_code, result.stdout) == (1, "")


def test_gate_open_tells_of_a_page_that_is_not_text(built: Path, project: Path, tmp_path: Path) -> None:
    """A file that is neither a page nor a token is refused in a sentence, with no traceback."""
    folder = tmp_path / "other"
    folder.mkdir()
    for name, data in (
        ("index.html", b"\xff\xfe"),
        ("x.jwe", "日".encode()),
        ("y.jwe", b""),
        ("z.jwe", b"a.b.c.d.e"),
    ):
        (folder / name).write_bytes(data)
        result = run(
            "gate", "open", str(folder / name), "-f", str(built / "mkdocs.yml"), "--site-dir", str(folder)
        )
        assert result.exit_code == 1, name
        assert result.stderr.strip(), name


# --- on a terminal ---


def on_terminal(*words: str, cwd: Path, **changes: str | None) -> tuple[int, str]:
    """Run a command whose standard output and error are a terminal; gives the exit status and all that it showed."""
    main_end, its_end = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-c", "from generator.cli import main; main(prog_name='yorimichi')", *words],
        cwd=cwd,
        env=surroundings(TERM="xterm", COLUMNS="100", **changes),
        stdin=subprocess.DEVNULL,
        stdout=its_end,
        stderr=its_end,
    )
    os.close(its_end)
    shown = b"".join(_until_end(main_end, process))
    os.close(main_end)
    return process.wait(30), shown.decode("utf-8", "replace")


def _until_end(end: int, process: subprocess.Popen[bytes]) -> Iterator[bytes]:
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        ready, _, _ = select.select([end], [], [], 0.2)
        if not ready:
            if process.poll() is not None:
                return
            continue
        try:
            block = os.read(end, 65536)
        except OSError:  # the other end is closed
            return
        if not block:
            return
        yield block
    process.kill()
    raise TimeoutError("the command did not end")


def test_long_work_shows_progress_on_a_terminal_only(tmp_path: Path) -> None:
    """Someone who watches sees what is being done; nobody does in CI, where the terminal stays as it is."""
    project = lay_small(tmp_path)
    status, watched = on_terminal("build", "--site-dir", "one", cwd=project)
    assert status == 0, watched
    assert "Building the site" in watched
    status, quiet = on_terminal("build", "--site-dir", "two", cwd=project, CI="true")
    assert status == 0, quiet
    assert re.fullmatch(r"Built \d+ files in two; [^\n]*\n", re.sub(r"\x1b\[[0-9;]*m|\r", "", quiet))


def test_colour_is_for_terminals_that_want_it(tmp_path: Path) -> None:
    """A terminal gets colour unless NO_COLOR is set, for findings and failures alike; words are the same."""
    project = lay_small(tmp_path)
    spoil(project)
    for words in (("check",), ("verify",)):
        status, coloured = on_terminal(*words, cwd=project)
        assert status == 1
        assert re.search(r"\x1b\[[0-9;]*3[0-9]", coloured), words
        status, plain = on_terminal(*words, cwd=project, NO_COLOR="1")
        assert status == 1
        assert not re.search(r"\x1b\[[0-9;]*3[0-9]", plain), words
        bare = [re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", text) for text in (coloured, plain)]
        assert bare[0] == bare[1]


def test_nothing_but_words_where_there_is_no_terminal(tmp_path: Path) -> None:
    """A file or a pipe gets no escape sequence, from findings, failures or tables."""
    project = lay_small(tmp_path)
    spoil(project)
    for words in (("check",), ("verify",), ("gate", "show")):
        done = command(*words, cwd=project)
        assert ESCAPE not in done.stdout + done.stderr
