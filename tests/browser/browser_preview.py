"""A running preview of a small project, and its writer, who edits files."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from browser_site import ROOT, SECRET_TEXT

_DEADLINE = 60.0
_EPOCH = "1792033200"  # 2026-10-15 in Japan
_CONFIG = """\
site_name: Hinode
docs_dir: site_src
strict: true
theme: {name: material, font: false, language: ja}
plugins:
  - yorimichi:
      company: {ja: 日の出フーズ, en: Hinode Foods}
      title: {ja: その先, en: Beyond}
      contact: alumni@hinode-foods.example
      audiences:
        - {name: guests, title: {ja: 来場者, en: Guests}}
        - {name: members, title: {ja: メンバー, en: Members}}
        - {name: staff, title: {ja: 人事, en: Staff}}
"""
PROFILE, STORY = "alumni/naoko-ogawa.yaml", "stories/coming-back.md"


@dataclass(frozen=True)
class Preview:
    """The project, and the port at which it is served."""

    project: Path
    port: int

    @property
    def url(self) -> str:
        """The site's root."""
        return f"http://127.0.0.1:{self.port}/"

    def edit(self, file: str, old: str, new: str) -> None:
        """Save a file with other words in it."""
        path = self.project / file
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new), "utf-8")

    @contextmanager
    def edited(self, file: str, old: str, new: str) -> Iterator[None]:
        """Edit a file for a while."""
        before = (self.project / file).read_text("utf-8")
        self.edit(file, old, new)
        try:
            yield
        finally:
            (self.project / file).write_text(before, "utf-8")


def laid(folder: Path) -> Path:
    """A small project; gives the folder."""
    shutil.copytree(ROOT / "tests" / "cases" / "base", folder)
    (folder / "mkdocs.yml").write_text(_CONFIG, "utf-8")
    return folder


@contextmanager
def previewed(project: Path) -> Iterator[Preview]:
    """A preview that answers."""
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    words = ["-c", "from generator.cli import main; main()", "serve", "-a", f"127.0.0.1:{port}"]
    own = {"YORIMICHI_SECRET": SECRET_TEXT, "SOURCE_DATE_EPOCH": _EPOCH, "PYTHONUTF8": "1"}
    with (project.parent / "said").open("wb") as said:
        running = subprocess.Popen(
            [sys.executable, *words], cwd=project, env={**os.environ, **own}, stdout=said, stderr=said
        )
        try:
            _until_answered(port, running, project.parent / "said")
            yield Preview(project, port)
        finally:
            running.terminate()
            running.wait()


def _until_answered(port: int, running: subprocess.Popen[bytes], said: Path) -> None:
    deadline = time.monotonic() + _DEADLINE
    while time.monotonic() < deadline and running.poll() is None:
        with closing(socket.socket()) as asking:
            if asking.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError(said.read_text("utf-8"))
