"""Killed, ended, out of space or not alone: a whole site stands, and nothing sealed lies anywhere in the clear."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from mini import Mini, beside, snapshot, surroundings, value_at, write
from moments import Builds, builds

from generator.build import Busy, open_staging, system
from generator.pictures import normalise
from generator.plugin import BuildFailed

_EDIT = ("alumni/sora-chiba.yaml", "夜の工場", "朝の工場")
_FEW, _SPREAD = 2, 8  # moments on either side of one that counts, and moments all over a build
_ROOM = ".site.staging"


@dataclass
class Scene:
    """A project of which an old site stands, and what its next build gives."""

    mini: Mini
    builds: Builds
    temporary: Path
    old: Mapping[str, bytes]
    new: Mapping[str, bytes]
    moments: Sequence[str]
    sources: frozenset[str]

    def reset(self) -> None:
        """Have the old site stand again, and nothing else."""
        for name in ("site", _ROOM, ".yorimichi"):
            shutil.rmtree(self.mini.root / name, ignore_errors=True)
        for name, data in self.old.items():
            self.mini.write(f"site/{name}", data)

    def left(self) -> dict[str, bytes]:
        """Every file but those that the build read: of the site and beside it, and of folders for passing things."""
        found = snapshot(self.mini.root)
        return {name: found[name] for name in found.keys() - self.sources} | snapshot(self.temporary)


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    """An old site, and an edit after which it is built anew; each test begins with `reset`."""
    mini = write(tmp_path_factory.mktemp("scene"))
    temporary = tmp_path_factory.mktemp("temporary")
    sources = frozenset(snapshot(mini.root))
    with surroundings(), builds(temporary) as running:
        running.build(mini.config)
        old = snapshot(mini.site)
        mini.change(*_EDIT)
        moments = running.build(mini.config).moments
        new = snapshot(mini.site)
        assert {path.name for path in mini.root.iterdir() if path.name.startswith(".")} == {".yorimichi"}
        yield Scene(mini, running, temporary, old, new, moments, sources)
    assert old != new


def _around(moments: Sequence[str], *signs: str) -> list[int]:
    """The moments around those that begin with one of these words."""
    counting = [number for number, what in enumerate(moments, 1) if what.startswith(signs)]
    assert counting, "nothing of the kind happens any more"
    return sorted({near for one in counting for near in range(one - _FEW, one + _FEW + 1)})


def _all_over(moments: Sequence[str]) -> list[int]:
    """The first moments and the last, and some all over the time between."""
    last = len(moments)
    between = range(2 + _FEW, last - _FEW, last // _SPREAD)
    return [*range(1, 2 + _FEW), *between, *range(last - _FEW, last + 1)]


def test_whenever_a_build_is_killed_a_whole_site_stands(scene: Scene) -> None:
    """Killed at any moment, the site is the old one or the new one to the last byte, and the next build clears up.

    What a killed build leaves behind can be entered by its owner alone, and holds nothing sealed in the clear.
    """
    stood = set[bool]()
    near = _around(scene.moments, "call renameat2", "call syncfs")
    for moment in [*near, *_all_over(scene.moments)]:
        scene.reset()
        ended = scene.builds.build(scene.mini.config, moment, signal.SIGKILL)
        assert ended.status == -signal.SIGKILL, (moment, ended.said)
        site = snapshot(scene.mini.site)
        assert site in (scene.old, scene.new), (moment, ended.moments[-1])
        stood.add(site == scene.new)
        assert _canaries_in(scene.left(), scene.mini) == [], moment
        room = scene.mini.root / _ROOM
        assert not room.exists() or room.stat().st_mode & 0o077 == 0, moment
        if moment not in (*near, 1, 2, 3):
            continue
        ended = scene.builds.build(scene.mini.config)
        assert ended.status == 0, (moment, ended.said)
        assert snapshot(scene.mini.site) == scene.new
        assert beside(scene.mini) == []
    assert stood == {False, True}


def test_killed_between_two_renames_the_old_site_comes_back(scene: Scene) -> None:
    """Where folders cannot be exchanged, a kill may leave no site; the next build, even a failing one, puts it back."""
    scene.reset()
    moments = scene.builds.build(scene.mini.config, swap="renames").moments
    gone = 0
    for moment in _around(moments, "os.rename"):
        scene.reset()
        scene.builds.build(scene.mini.config, moment, signal.SIGKILL, swap="renames")
        if not scene.mini.site.exists():
            gone += 1
            scene.mini.write("alumni/broken.yaml", "schema: [1")
            assert scene.builds.build(scene.mini.config, swap="renames").status == 1
            (scene.mini.root / "alumni/broken.yaml").unlink()
        assert _canaries_in(scene.left(), scene.mini) == [], moment
        assert scene.builds.build(scene.mini.config, swap="renames").status == 0
        assert snapshot(scene.mini.site) == scene.new
        assert beside(scene.mini) == []
    assert gone == 1


@pytest.mark.parametrize(
    ("number", "status", "swap"),
    [
        (signal.SIGTERM, 128 + signal.SIGTERM, "exchange"),
        (signal.SIGTERM, 128 + signal.SIGTERM, "renames"),
        (signal.SIGHUP, 128 + signal.SIGHUP, "exchange"),
        (signal.SIGINT, 1, "exchange"),
        (signal.SIGINT, 1, "renames"),
    ],
)
def test_whenever_a_build_is_ended_it_clears_up_itself(
    scene: Scene, number: signal.Signals, status: int, swap: str
) -> None:
    """SIGTERM, Ctrl+C and a closed terminal: a whole site stands, nothing is beside it, and the status says it."""
    scene.reset()
    moments = scene.builds.build(scene.mini.config, swap=swap).moments
    elsewhere = _all_over(moments) if (number, swap) == (signal.SIGTERM, "exchange") else range(1, 5)
    for moment in [*_around(moments, "call renameat2" if swap == "exchange" else "os.rename"), *elsewhere]:
        scene.reset()
        ended = scene.builds.build(scene.mini.config, moment, number, swap)
        assert ended.status == status, (moment, ended.said)
        assert "Traceback" not in ended.said
        assert snapshot(scene.mini.site) in (scene.old, scene.new), moment
        assert beside(scene.mini) == [], moment
        assert list(scene.temporary.iterdir()) == []


def test_a_build_writes_into_its_own_folder_only(scene: Scene) -> None:
    """All that is written goes into the staging folder, but for the note of digests; temporary folders stay empty."""
    scene.reset()
    assert scene.builds.build(scene.mini.config).status == 0
    written = [what.partition(" ")[2] for what in scene.moments if what.startswith(("open ", "os.mkdir "))]
    outside = [path for path in written if not Path(path).is_relative_to(scene.mini.root / _ROOM)]
    known = {".", ".yorimichi", ".yorimichi/cache", ".yorimichi/cache/build.json"}
    assert {Path(path).relative_to(scene.mini.root).as_posix() for path in outside} <= known
    assert len(written) > len(scene.new)
    assert list(scene.temporary.iterdir()) == []
    assert _canaries_in(scene.left(), scene.mini) == []


def _canaries_in(files: Mapping[str, bytes], mini: Mini) -> list[str]:
    """The files that hold something sealed in the clear: texts of all kinds, pictures as they came and as they are."""
    texts = [
        value_at(path).encode()
        for path in (
            "alumni/ren-baba.yaml:name.display",
            "alumni/ren-baba.yaml:headline",
            "alumni/ren-baba.yaml:career.0.brought",
            "alumni/sora-chiba.yaml:name.display",
            "alumni/hana-aoki.yaml:name.former",
            "stories/quiet-river.md:title",
            "stories/quiet-river.md:body.0",
            "site_src/staff-ledger.md:title",
            "site_src/staff-ledger.md:body.0",
        )
    ]
    texts += ["朝の工場".encode(), os.environ["YORIMICHI_SECRET"].encode()]
    photo = mini.root / "alumni/photos/ren-baba.jpg"
    pictures = [data[len(data) // 2 :][:64] for data in (photo.read_bytes(), normalise(photo, 640).data)]
    return [name for name, data in files.items() if any(canary in data for canary in (*texts, *pictures))]


def test_what_is_looked_for_is_what_is_sealed(mini: Mini, built: Mini) -> None:
    """The search of these tests finds the sources, in which nothing is sealed, and nothing in a finished site."""
    found = _canaries_in(snapshot(mini.root), mini)
    assert {Path(name).parts[0] for name in found} == {"alumni", "stories", "site_src"}
    assert _canaries_in(snapshot(built.site), mini) == []


# --- two at once

_WAITS = """\
import time
from pathlib import Path

def on_env(env, config, files):
    while not Path({go!r}).exists():
        time.sleep(0.01)
"""


@pytest.mark.parametrize("second", ["mkdocs", "yorimichi"])
def test_a_second_build_at_once_is_refused(mini: Mini, second: str, tmp_path: Path) -> None:
    """While one build runs, another of the same site says so in a sentence and ends; the first one is not disturbed."""
    go = tmp_path / "go"
    mini.hook(_WAITS.format(go=str(go)))
    start = ["-m", "mkdocs"] if second == "mkdocs" else ["-c", "from generator.cli import main; main()"]
    command = [sys.executable, *start, "build", "-f", str(mini.config)]
    with subprocess.Popen([sys.executable, "-m", "mkdocs", "build", "-q"], cwd=mini.root) as first:
        while not (mini.root / _ROOM / "new").exists() and first.poll() is None:
            pass
        try:
            refused = subprocess.run(
                command, cwd=mini.root, capture_output=True, text=True, timeout=60, check=False
            )
            there = (mini.root / _ROOM / "new").exists()
        finally:
            go.touch()
    told = refused.stdout + refused.stderr
    assert refused.returncode == 1, told
    assert "Another build of this site is running" in told
    assert "Traceback" not in told
    assert there
    assert first.returncode == 0
    assert (mini.site / "keyring.json").is_file()
    assert beside(mini) == []


def test_builds_of_different_sites_do_not_wait_for_each_other(tmp_path: Path) -> None:
    """Two folders side by side can be built into at once, and one after the other as often as one likes."""
    one, other = open_staging(tmp_path / "one"), open_staging(tmp_path / "other")
    with pytest.raises(Busy):
        open_staging(tmp_path / "one")
    one.discard()
    again = open_staging(tmp_path / "one")
    one.discard()  # has nothing to say any more
    assert again.path.is_dir()
    for staging in (again, other):
        staging.discard()
    assert list(tmp_path.iterdir()) == []


_RIVAL = """\
import sys
from pathlib import Path
from generator.build import Busy, open_staging

target, name, done = Path(sys.argv[1]), sys.argv[2], 0
while done < 60:
    try:
        staging = open_staging(target)
    except Busy:
        continue
    for number in range(5):
        (staging.path / f"{number}.txt").write_text(name)
    (staging.path / "keyring.json").write_text(name)
    assert {path.read_text() for path in staging.path.iterdir()} == {name}, "somebody else was in here"
    assert len(list(staging.path.iterdir())) == 6
    if number % 3:
        staging.commit()
    else:
        staging.discard()
    done += 1
"""


def test_rivals_never_meet_in_one_folder(tmp_path: Path) -> None:
    """Four processes that build as fast as they can: each is alone while it builds, and a site stands at every look."""
    target = tmp_path / "site"
    first = open_staging(target)
    (first.path / "keyring.json").write_text("")
    first.commit()
    commands = [[sys.executable, "-c", _RIVAL, str(target), name] for name in "abcd"]
    rivals = [subprocess.Popen(command) for command in commands]
    can_exchange = _can_exchange(tmp_path)
    while any(rival.poll() is None for rival in rivals):
        assert (target / "keyring.json").exists() or not can_exchange
    assert [rival.returncode for rival in rivals] == [0, 0, 0, 0]
    assert [path.name for path in tmp_path.iterdir()] == ["site"]
    assert len({path.read_text() for path in target.iterdir()}) == 1


def _can_exchange(folder: Path) -> bool:
    one, other = folder / "one", folder / "other"
    one.mkdir()
    other.mkdir()
    able = system.exchange(one, other)
    one.rmdir()
    other.rmdir()
    return able


def test_a_link_in_the_place_of_the_staging_folder_is_refused(mini: Mini, tmp_path: Path) -> None:
    """Nobody can have the build write, or clear away, elsewhere."""
    elsewhere = tmp_path / "elsewhere"
    (elsewhere / "new").mkdir(parents=True)
    (mini.root / _ROOM).symlink_to(elsewhere)
    with pytest.raises(BuildFailed, match="symbolic link"):
        mini.build()
    assert (elsewhere / "new").is_dir()


# --- disks


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own that is as large as a test makes it; where that is not allowed, there is no such test."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=16m", "none", str(disk)], capture_output=True, check=False
    )
    if mounted.returncode != 0:
        pytest.skip("no disk may be mounted here")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def test_a_full_disk_leaves_the_old_site(mini: Mini, small_disk: Path, tmp_path: Path) -> None:
    """However much more the disk takes, the old site stands, nothing is beside it, and one sentence says why."""
    site = small_disk / "site"
    mini.change("mkdocs.yml", "site_dir: site", f"site_dir: {site}")
    with builds(tmp_path) as running:
        assert running.build(mini.config).status == 0
        old = snapshot(site)
        mini.change(*_EDIT)
        used = sum(path.stat().st_blocks for path in site.rglob("*")) // 2
        for room in (16, *range(64, used, used // 8)):
            size = f"remount,size={used + room}k"
            subprocess.run(["mount", "-o", size, str(small_disk)], check=True)
            ended = running.build(mini.config)
            assert ended.status == 1, room
            assert "No space left on device" in ended.said
            assert "Traceback" not in ended.said
            assert snapshot(site) == old
            assert [path.name for path in small_disk.iterdir()] == ["site"]
        subprocess.run(["mount", "-o", f"remount,size={used * 3}k", str(small_disk)], check=True)
        assert running.build(mini.config).status == 0
        assert snapshot(site) != old


def test_a_disk_that_fails_late_leaves_the_old_site(
    mini: Mini, built: Mini, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Everything is on the disk before the swap; a disk that then finds that it cannot keeps the old site."""
    shutil.copytree(built.site, mini.site)
    mini.change(*_EDIT)

    def broken(folder: Path) -> None:
        assert folder == mini.root / _ROOM / "new"
        assert (folder / "keyring.json").is_file()
        assert snapshot(mini.site) == snapshot(built.site)
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(system, "flush", broken)
    with pytest.raises(BuildFailed, match="Input/output error"):
        mini.build()
    assert snapshot(mini.site) == snapshot(built.site)
    assert beside(mini) == []


def test_flushing_a_folder_that_is_there_goes_well(tmp_path: Path) -> None:
    """The call into the C library is a right one; for a folder that is not there it is an error."""
    system.flush(tmp_path)
    with pytest.raises(FileNotFoundError):
        system.flush(tmp_path / "nowhere")


def test_folders_change_places_in_one_step(tmp_path: Path) -> None:
    """Each has what the other had, whatever characters their names have; where one is missing, nothing happens."""
    one, other = tmp_path / "ひと つ", tmp_path / "other"
    for folder in (one, other):
        folder.mkdir()
        (folder / "name").write_text(folder.name)
    if not system.exchange(one, other):
        pytest.skip("folders cannot be exchanged here")
    assert ((one / "name").read_text(), (other / "name").read_text()) == ("other", "ひと つ")
    assert not system.exchange(one, tmp_path / "nowhere")
    assert (one / "name").is_file()
