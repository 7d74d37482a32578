"""The preview: it follows every change, outlives mistakes, and leaves nothing behind."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sample import BASE_DAY, SECRET, Reader, lay_small, surroundings

from generator.seal import Audience, Gate, Secret

DEADLINE = 120.0
HOME = "---\ntitle: 題\naudience: public\n---\n最初の言葉\n"


def free_port() -> int:
    """A port that nobody listens at."""
    with closing(socket.socket()) as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


class Preview:
    """A preview server of one project, and what it says."""

    def __init__(self, project: Path, temporary: Path, port: int | None = None) -> None:
        self.project, self.temporary = project, temporary
        self.address = f"127.0.0.1:{port or free_port()}"
        self.lines: list[str] = []
        self._process = subprocess.Popen(
            [
                *(sys.executable, "-u", "-c", "from generator.cli import main; main(prog_name='yorimichi')"),
                *("serve", "-a", self.address),
            ],
            cwd=project,
            env=surroundings(TMPDIR=str(temporary)),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            start_new_session=True,
        )
        self._reading = threading.Thread(target=self._read)
        self._reading.start()

    def _read(self) -> None:
        assert self._process.stdout is not None
        with self._process.stdout as said:
            self.lines.extend(said)

    @property
    def said(self) -> str:
        """Everything that it has said so far."""
        return "".join(self.lines)

    def get(self, path: str = "") -> str:
        """A page, as it is served now; empty where there is none."""
        try:
            with urllib.request.urlopen(f"http://{self.address}/{path}", timeout=10) as answer:
                return str(answer.read().decode("utf-8"))
        except urllib.error.HTTPError as error:
            with error:
                return ""
        except OSError:
            return ""

    def opened(self, path: str) -> str:
        """All words of a page as a member of the staff opens it."""
        html = self.get(path)
        names = ("guests", "members", "staff")
        gate = Gate(Secret.from_text(SECRET), [Audience(name, 1) for name in names], today=BASE_DAY.date())
        return "\n".join(Reader(gate, names).opened(html, path).words()) if html else ""

    def until(self, true: Callable[[], bool], what: str) -> None:
        """Wait until something is so, asking again and again; fail where it does not come to be."""
        deadline = time.monotonic() + DEADLINE
        while not true():
            assert self._process.poll() is None, self.said
            assert time.monotonic() < deadline, f"{what}\n{self.said}"
            time.sleep(0.1)

    def until_ended(self) -> None:
        """Wait until it ends by itself."""
        self._process.wait(DEADLINE)

    def interrupt(self) -> int:
        """Press Ctrl+C; gives the exit status."""
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGINT)
        try:
            return self._process.wait(DEADLINE)
        finally:
            self._process.kill()
            self._reading.join(DEADLINE)


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Preview]:
    """A running preview of a small project."""
    project, temporary = lay_small(tmp_path / "project"), tmp_path / "temporary"
    temporary.mkdir()
    (project / "site_src" / "index.md").write_text(HOME, "utf-8")
    running = Preview(project, temporary)
    try:
        running.until(lambda: "最初の言葉" in running.get(), "the first page is served")
        yield running
    finally:
        running.interrupt()


def edit(path: Path, old: str, new: str) -> None:
    """Change a file as an editor does."""
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def linked(preview: Preview, kind: str) -> list[str]:
    """The addresses of sealed pages of one kind, as the list of all stories or people leads to them."""
    page = preview.opened("stories/" if kind == "s" else "alumni/")
    return sorted(set(re.findall(rf"\.\./({kind}/[0-9a-z]{{13}}/)", page)))


def test_the_preview_follows_every_change(preview: Preview) -> None:
    """A page, a profile and a story that change on disk change in the preview, opened and sealed ones alike."""
    root = preview.project
    assert preview.get("keyring.json").startswith("{")
    edit(root / "site_src" / "index.md", "最初の言葉", "次の言葉")
    preview.until(lambda: "次の言葉" in preview.get(), "the page changes")
    edit(root / "alumni" / "naoko-ogawa.yaml", "米粉の新商品", "玄米の新商品")
    (person,) = [place for place in linked(preview, "a") if "小川" in preview.opened(place)]
    preview.until(lambda: "玄米の新商品" in preview.opened(person), "the profile changes")
    (story,) = [place for place in linked(preview, "s") if "書き出し。" in preview.opened(place)]
    edit(root / "stories" / "coming-back.md", "書き出し。", "書き直し。")
    preview.until(lambda: "書き直し。" in preview.opened(story), "the story changes")
    assert "'unsafe-inline'" in preview.get(story), "the page that reloads itself still may"


def test_a_mistake_keeps_the_last_good_page_and_is_told(preview: Preview) -> None:
    """While a file is wrong the last good site is served and the finding is told; once it is mended, all goes on."""
    path = preview.project / "alumni" / "naoko-ogawa.yaml"
    edit(path, "headline:", "headlin:")
    preview.until(
        lambda: "alumni/naoko-ogawa.yaml:4:1: error[unknown-key]" in preview.said, "the finding is told"
    )
    preview.until(lambda: "最初の言葉" in preview.get(), "the last good page is served")
    assert "Traceback" not in preview.said
    edit(path, "headlin:", "headline:")
    edit(preview.project / "site_src" / "index.md", "最初の言葉", "直した言葉")
    preview.until(lambda: "直した言葉" in preview.get(), "the preview goes on")


def test_the_preview_allows_the_script_that_reloads_it(preview: Preview) -> None:
    """Pages of the preview have the reloading script and a policy that lets it run; else the policy is the same."""
    page = preview.get()
    assert "livereload" in page
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]*)"', page)
    assert "script-src 'self' 'wasm-unsafe-eval' 'unsafe-inline';" in policy
    assert "default-src 'none'" in policy


def test_an_interrupted_preview_leaves_nothing(preview: Preview) -> None:
    """Ctrl+C ends the preview without a traceback, and neither project nor temporary folder holds anything of it."""
    before = {"alumni", "stories", "site_src", "mkdocs.yml"}
    assert preview.interrupt() in {0, 130}
    assert "Traceback" not in preview.said
    assert {path.name for path in preview.project.iterdir()} == before
    assert list(preview.temporary.iterdir()) == []


def test_a_preview_that_cannot_begin_says_why(tmp_path: Path) -> None:
    """Where the first build fails the preview ends with 1, tells the finding, and leaves nothing."""
    project, temporary = lay_small(tmp_path / "project"), tmp_path / "temporary"
    temporary.mkdir()
    edit(project / "alumni" / "naoko-ogawa.yaml", "headline:", "headlin:")
    running = Preview(project, temporary)
    running.until_ended()
    assert running.interrupt() == 1
    assert "alumni/naoko-ogawa.yaml:4:1: error[unknown-key]" in running.said
    assert "Traceback" not in running.said
    assert list(temporary.iterdir()) == []
    assert not (project / "site").exists()


def test_a_taken_port_is_told_in_a_sentence(tmp_path: Path) -> None:
    """Where somebody listens already the preview ends with 1 and says so."""
    project, temporary = lay_small(tmp_path / "project"), tmp_path / "temporary"
    temporary.mkdir()
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        running = Preview(project, temporary, port=int(taken.getsockname()[1]))
        running.until_ended()
    assert running.interrupt() == 1
    assert "Address already in use" in running.said
    assert "Traceback" not in running.said
    assert list(temporary.iterdir()) == []
