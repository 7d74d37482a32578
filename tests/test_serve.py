"""The preview: it follows every change, outlives mistakes, and leaves nothing behind."""

from __future__ import annotations

import base64
import json
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
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from sample import BASE_DAY, SECRET, Reader, command, lay_small, surroundings

from generator.seal import Audience, Gate, Pass, Secret

AUDIENCES = ("guests", "members", "staff")
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

    def ask(self, path: str, method: str = "GET", **headers: str) -> tuple[int, str]:
        """The status and text of an answer to a request with such headers."""
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        request = urllib.request.Request(f"http://{self.address}/{path}", headers=names, method=method)
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return answer.status, answer.read().decode("utf-8")
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode("utf-8")

    def news(self, page: str = "/", version: str = "", told: str = "") -> dict[str, Any]:
        """What a page is told that knows so much."""
        query = urlencode({"page": page, "version": version, "told": told, "language": "ja"})
        status, text = self.ask(f".yorimichi/news?{query}")
        assert status == 200
        return dict(json.loads(text))

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

    def opened(self, path: str, reader: tuple[str, ...] = AUDIENCES) -> str:
        """All words of a page as a member of the staff opens it, or another reader."""
        html = self.get(path)
        passes = [Pass("fair-1", date(2026, 10, 13), date(2026, 10, 27), stories=("coming-back",))]
        audiences = [Audience(name, 1) for name in AUDIENCES]
        gate = Gate(Secret.from_text(SECRET), audiences, passes, today=BASE_DAY.date())
        return "\n".join(Reader(gate, reader).opened(html, path).words()) if html else ""

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
    """The addresses of sealed pages of one kind: of stories, as their list leads to them, or of the people in them."""
    pages = [preview.opened("stories/")]
    if kind == "a":
        pages = [preview.opened(story) for story in linked(preview, "s")]
    return sorted({place for page in pages for place in re.findall(rf"\.\./({kind}/[0-9a-z]{{13}}/)", page)})


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
    assert "/.yorimichi/preview.js" in preview.get(story), "the page still follows what is saved"


def test_what_a_pass_shows_follows_too(preview: Preview) -> None:
    """The event view of a story changes with the story, on its page and in the list."""
    (story,) = [place for place in linked(preview, "s") if "書き出し。" in preview.opened(place)]
    edit(preview.project / "stories" / "coming-back.md", "外から見て、はじめて好きになった", "外から見た")
    edit(preview.project / "stories" / "coming-back.md", "書き出し。", "書き直し。")
    preview.until(lambda: "書き直し。" in preview.opened(story, ("fair-1",)), "the event view changes")
    preview.until(lambda: "外から見た" in preview.opened("stories/", ("fair-1",)), "the list changes")


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


def test_a_mistake_is_told_to_the_page(preview: Preview) -> None:
    """A page that waits for news is told each finding with its place and line, and, once mended, that all is well."""
    path = preview.project / "alumni" / "naoko-ogawa.yaml"
    before = preview.news()
    known = {"version": before["version"], "told": before["told"]}
    assert (before["errors"], before["failure"]) == (0, "")
    edit(path, "headline:", "headlin:")
    after = preview.news(**known)
    assert after["version"] == known["version"], "the page stays"
    (finding,) = [one for one in after["diagnostics"] if one["severity"] == "error"]
    assert (finding["path"], finding["line"], finding["column"]) == ("alumni/naoko-ogawa.yaml", 4, 1)
    assert (finding["code"], finding["quote"][0]) == ("unknown-key", "")
    assert finding["quote"][1].startswith("headlin: ")
    edit(path, "headlin:", "headline:")
    mended = preview.news(version=after["version"], told=after["told"])
    assert (mended["errors"], mended["told"], mended["version"]) == (0, known["told"], known["version"])


def test_a_broken_configuration_is_told_to_the_page(preview: Preview) -> None:
    """What no finding tells, as a configuration that is no YAML, is told in the words of whoever found it."""
    config = preview.project / "mkdocs.yml"
    before, good = preview.news(), config.read_text("utf-8")
    config.write_text(good + "  - ]\n", "utf-8")
    after = preview.news(version=before["version"], told=before["told"])
    assert "mkdocs.yml" in after["failure"]
    config.write_text(good, "utf-8")
    assert preview.news(version=before["version"], told=after["told"])["failure"] == ""


def test_a_page_that_is_looked_at_comes_first_and_stays(preview: Preview) -> None:
    """The page for which a browser waits is shown ahead of the others, and the build that follows gives the same."""
    (person,) = [place for place in linked(preview, "a") if "小川" in preview.opened(place)]
    before = preview.news(f"/{person}")
    built = preview.said.count("Documentation built")
    change = threading.Timer(
        0.5, edit, (preview.project / "alumni" / "naoko-ogawa.yaml", "米粉の新商品", "玄米の新商品")
    )
    change.start()
    after = preview.news(f"/{person}", before["version"], before["told"])
    assert after["version"] != before["version"]
    assert preview.said.count("Documentation built") == built, "the whole site is not built yet"
    preview.until(lambda: preview.said.count("Documentation built") > built, "the whole site is built")
    preview.until(lambda: preview.news(f"/{person}")["version"] == after["version"], "the page is the same")
    assert "玄米の新商品" in preview.opened(person)
    assert "玄米" not in preview.get(person)


def test_the_list_of_people_comes_anew_with_what_it_is_made_of(preview: Preview) -> None:
    """The list is made of the index, which a change of anybody's changes: its page is another one then."""
    before = preview.news("/alumni/")["version"]
    edit(preview.project / "alumni" / "naoko-ogawa.yaml", "米粉の新商品", "玄米の新商品")
    preview.until(lambda: preview.news("/alumni/")["version"] != before, "the list is another one")


def test_pages_of_the_preview_are_those_of_a_build(preview: Preview) -> None:
    """Every page is what a build gives, under the same policy, but for the script of the preview and its address."""
    done = command("build", "--site-dir", "built", cwd=preview.project)
    assert done.returncode == 0, done.stderr
    built = preview.project / "built"
    files = sorted(path.relative_to(built).as_posix() for path in built.rglob("index.html"))
    assert len(files) > 20
    own = r'<script src="/\.yorimichi/preview\.js" data-version="[0-9a-f]{16}" defer></script>'
    canonical = r'<link rel="canonical" href="https?://[^/]*/'
    for file in files:
        shown, count = re.subn(own, "", preview.get(file))
        assert count == 1, file
        assert re.sub(canonical, "", shown) == re.sub(canonical, "", (built / file).read_text("utf-8")), file
        assert "unsafe-inline" not in shown


def test_nothing_of_the_preview_is_in_a_built_site(preview: Preview) -> None:
    """No file of a site that is built beside a running preview has its script, its addresses or its words."""
    done = command("build", "--site-dir", "built", cwd=preview.project)
    assert done.returncode == 0, done.stderr
    status, script = preview.ask(".yorimichi/preview.js")
    assert status == 200
    told = ("/.yorimichi/", "data-version", "yorimichi preview", "preview.js", "Look as", "見え方")
    assert all(words in script for words in ("/.yorimichi/", "yorimichi preview", "Look as", "見え方"))
    for path in (preview.project / "built").rglob("*"):
        assert "preview" not in path.name
        data = path.read_bytes() if path.is_file() else b""
        assert not [words for words in told if words.encode() in data], path


def test_keys_are_for_the_preview_alone(preview: Preview) -> None:
    """A key opens what its audience's passphrase would, and is given to pages of the preview's own address only."""
    key = ".yorimichi/key?audience=guests"
    status, text = preview.ask(key, Origin=f"http://{preview.address}", Sec_Fetch_Site="same-origin")
    gate = Gate(
        Secret.from_text(SECRET),
        [Audience(name, 1) for name in ("guests", "members", "staff")],
        today=BASE_DAY.date(),
    )
    assert status == 200
    assert base64.urlsafe_b64decode(json.loads(text)["secret"] + "=") == gate.slot_secret("guests")
    for strange in (
        {"Host": "rebound.example"},
        {"Host": f"rebound.example:{preview.address.rpartition(':')[2]}"},
        {"Host": "localhost.rebound.example"},
        {"Host": ""},
        {"Origin": "http://other.example"},
        {"Origin": "null"},
        {"Origin": f"https://{preview.address}"},
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
    ):
        for path in (key, ".yorimichi/news?page=/", ".yorimichi/preview.js"):
            status, text = preview.ask(path, **strange)
            assert (status, "secret" in text, "diagnostics" in text) == (403, False, False), (path, strange)
    assert preview.ask("", Host="rebound.example")[0] == 403
    assert preview.ask("", Host="localhost:8000")[0] == 200
    assert preview.ask(key, "POST")[0] == 403
    for wrong in ("public", "nobody", "", "slot"):
        assert preview.ask(f".yorimichi/key?audience={wrong}")[0] == 404
    assert preview.ask(".yorimichi/../mkdocs.yml")[0] == 404


def test_an_interrupted_preview_leaves_nothing(preview: Preview) -> None:
    """Ctrl+C ends the preview without a traceback, and neither project nor temporary folder holds anything of it."""
    before = {"alumni", "stories", "site_src", "mkdocs.yml"}
    assert preview.interrupt() in {0, 130}
    assert "Traceback" not in preview.said
    assert {path.name for path in preview.project.iterdir()} == before
    assert list(preview.temporary.iterdir()) == []


def test_a_preview_may_begin_with_a_mistake(tmp_path: Path) -> None:
    """Where content is wrong from the start every page tells it, and the site is shown as soon as it is mended."""
    project, temporary = lay_small(tmp_path / "project"), tmp_path / "temporary"
    temporary.mkdir()
    edit(project / "alumni" / "naoko-ogawa.yaml", "headline:", "headlin:")
    running = Preview(project, temporary)
    try:
        running.until(lambda: "Serving on" in running.said, "it serves")
        status, page = running.ask("alumni/")
        assert (status, "/.yorimichi/preview.js" in page) == (503, True)
        news = running.news("/alumni/")
        assert [one["code"] for one in news["diagnostics"] if one["severity"] == "error"] == ["unknown-key"]
        assert running.ask(".yorimichi/key?audience=guests")[0] == 404
        edit(project / "alumni" / "naoko-ogawa.yaml", "headlin:", "headline:")
        assert running.news("/alumni/", news["version"], news["told"])["version"] != news["version"]
        assert running.ask("alumni/")[0] == 200
    finally:
        running.interrupt()
    assert "alumni/naoko-ogawa.yaml:4:1: error[unknown-key]" in running.said
    assert "Traceback" not in running.said
    assert list(temporary.iterdir()) == []


def test_a_preview_that_cannot_begin_says_why(tmp_path: Path) -> None:
    """Where the set-up is wrong, and no file of content, the preview ends with 1, says so, and leaves nothing."""
    project, temporary = lay_small(tmp_path / "project"), tmp_path / "temporary"
    temporary.mkdir()
    config = project / "mkdocs.yml"
    config.write_text(config.read_text("utf-8") + "use_directory_urls: false\n", "utf-8")
    running = Preview(project, temporary)
    running.until_ended()
    assert running.interrupt() == 1
    assert "use_directory_urls: true" in running.said
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
