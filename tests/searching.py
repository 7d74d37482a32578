"""A project with the sample's people and more, its shards as each reader opens them, and the search in Node."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml
from mini import SECRET
from sample import ROOT
from test_runtime_bundle import node

from generator.build import Build
from generator.project import prepare

EVERYONE = yaml.safe_load((ROOT / "tests/search_people.yaml").read_text("utf-8"))
PARTS = ("alumni", "stories", "site_src")


@dataclass(frozen=True)
class Searched:
    """A project whose shards are at hand."""

    root: Path

    @cached_property
    def build(self) -> Build:
        """The build of the project."""
        config = self.root / "mkdocs.yml"
        options = yaml.safe_load(config.read_text("utf-8"))["plugins"][0]["yorimichi"]
        return Build(prepare(config, self.root / "site_src", options), "")

    @cached_property
    def shards(self) -> Mapping[str, Sequence[str]]:
        """The parts of each reader's shard, as the search gets them."""
        found: dict[str, list[str]] = {}
        for name, data in self.build.shards(()):
            place, _, ending = name.rpartition(".")
            reader = place.split("/")[1]
            opened = data if ending == "json" else self.build.gate.open(data.decode(), reader, place)
            found.setdefault(reader, []).append(opened.decode())
        return found

    def ask(self, queries: Sequence[Mapping[str, str]]) -> Sequence[Mapping[str, Any]]:
        """What is found for each query, with ids and slugs in the place of addresses."""
        asked = json.dumps({"shards": self.shards, "queries": queries})
        words = [node(), "tests/runtime/queries.mjs"]
        done = subprocess.run(
            words, cwd=ROOT, input=asked, capture_output=True, text=True, timeout=120, check=False
        )
        assert done.returncode == 0, done.stderr
        return [self._named(answer) for answer in json.loads(done.stdout)]

    @cached_property
    def _ids(self) -> Mapping[str, str]:
        places = self.build.places
        known = {**places.people, **places.stories}
        return {address.split("/")[1]: key for key, address in known.items()}

    def _named(self, answer: Mapping[str, Any]) -> Mapping[str, Any]:
        named = {kind: [self._ids[address] for address in answer[kind]] for kind in ("people", "stories")}
        return {**answer, **named}


def write(root: Path) -> Searched:
    """The sample and everyone of `search_people.yaml` as a project below `root`."""
    for part in PARTS:
        shutil.copytree(ROOT / part, root / part)
    shutil.copy2(ROOT / "mkdocs.yml", root)
    (root / ".yorimichi").mkdir()
    secret = root / ".yorimichi/secret"
    secret.write_text(SECRET)
    secret.chmod(0o600)
    for key, line in EVERYONE.items():
        profile = _profile(*(piece.strip() for piece in line.split("|")))
        text = yaml.safe_dump(profile, allow_unicode=True, sort_keys=False)
        (root / "alumni" / f"{key}.yaml").write_text(text, "utf-8")
    return Searched(root)


def _profile(  # noqa: PLR0917 - the columns of the table
    display: str, kana: str, romaji: str, headline: str, department: str, title: str, skills: str, place: str
) -> Mapping[str, Any]:
    here = {"kind": "here", "entry": "mid-career", "from": "2010-04", "to": "2020-03"}
    return {
        "schema": 1,
        "name": {"display": display, "kana": kana, "romaji": romaji},
        "headline": headline,
        "location": place,
        "skills": skills.split(", "),
        "career": [{**here, "department": department, "title": title}],
        "audience": "members",
        "confirmed": "2026-10-01",
        "consent": {
            "given": "2026-04-01",
            "expires": "2031-04-01",
            "notice": "2026-04",
            "method": "form",
            "record": f"HR-{romaji}",
            "purposes": ["directory"],
        },
    }
