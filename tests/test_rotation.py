"""Rotation, on whole sites: once something was raised or has ended, old passphrases and links stay outside."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from mini import Mini, value_at, write
from mini import surroundings as on_its_day

from generator.plugin import load_configuration
from generator.project import prepare
from generator.seal import Gate, ObjectRefused, Slot, open_keyring, open_keyring_with_token, read_header
from generator.seal.objects import kid_of, open_object

OBJECT = re.compile(
    r'<script type="application/jose" data-audience="[^"]+" data-object="([^"]*)">([^<]*)</script>'
)
AUDIENCES = ("guests", "members", "staff")
EVENING = "site_src/events.yaml:events.0.pass"
AFTER = "1797811200"  # 2026-12-21, in the morning in Japan


@dataclass(frozen=True)
class Site:
    """A built site with its gate."""

    folder: Path
    gate: Gate

    def slot(self, credential: str) -> Slot | None:
        """What a passphrase, or a pass's token, opens in it."""
        keyring = (self.folder / "keyring.json").read_bytes()
        return (open_keyring if " " in credential else open_keyring_with_token)(keyring, credential)

    def opened_with(self, slot: Slot | None) -> set[str]:
        """The audiences and passes of which any object opens with the keys in a slot."""
        return {
            audience
            for oid, token in self._objects()
            if slot
            and (audience := read_header(token).audience) in slot.audiences
            and _opens(token, oid, slot)
        }

    def _objects(self) -> Iterator[tuple[str, str]]:
        for path in sorted(self.folder.rglob("*")):
            place = path.relative_to(self.folder).as_posix()
            if path.suffix == ".jwe":
                yield place.removesuffix(".jwe"), path.read_text("ascii")
            elif path.suffix == ".html":
                yield from self._inside(path.read_text("utf-8"), place.removesuffix("index.html"))

    def _inside(self, html: str, place: str) -> Iterator[tuple[str, str]]:
        for name, token in OBJECT.findall(html):
            yield place + name, token
            content = self.gate.open(token, read_header(token).audience, place + name)
            yield from self._inside(content.decode(), place)


def _opens(token: str, oid: str, slot: Slot) -> bool:
    audience = read_header(token).audience
    key = slot.audiences[audience]
    try:
        open_object(token, key.object_key(oid), kid_of(audience, key.gen, oid))
    except ObjectRefused:
        return False
    return True


def built(mini: Mini) -> Site:
    """The project's site as it is built now."""
    mini.build()
    configuration = load_configuration(mini.config)
    return Site(mini.site, prepare(configuration.file, configuration.docs_dir, configuration.options).gate)


def credentials(gate: Gate) -> dict[str, str]:
    """Every passphrase, and the link of the evening, by whose it is."""
    return {**{name: gate.passphrase(name) for name in AUDIENCES}, "evening-1": gate.token("evening-1")}


def opens(name: str) -> set[str]:
    """What somebody opens with a credential that is good."""
    return set(AUDIENCES[: AUDIENCES.index(name) + 1]) if name in AUDIENCES else {name}


@pytest.fixture
def before(built: Mini) -> Site:
    """The site before anything is changed."""
    configuration = load_configuration(built.config)
    with on_its_day():
        gate = prepare(configuration.file, configuration.docs_dir, configuration.options).gate
    return Site(built.site, gate)


MEMBERS = "mkdocs.yml:plugins.0.yorimichi.audiences.1"
CHANGES: dict[str, tuple[dict[str, Any], str, str, str | None]] = {
    "an audience is raised": ({f"{MEMBERS}.epoch": 2}, "", "members", None),
    "a pass is raised": ({f"{EVENING}.epoch": 2}, "", "evening-1", "revoked"),
    "a pass ends": ({}, AFTER, "evening-1", "ended"),
    "a pass is moved into the past": ({f"{EVENING}.until": "2026-11-14"}, "", "evening-1", "ended"),
    "a pass gets another name": ({f"{EVENING}.id": "evening-2"}, "", "evening-1", None),
}


@pytest.mark.parametrize("change", CHANGES)
def test_who_is_cut_off_opens_nothing_new_and_nobody_else_is(
    change: str, before: Site, tmp_path: Path
) -> None:
    """The next build opens by neither the old credential nor the keys that it once gave; all others stay good."""
    changes, day, cut, state = CHANGES[change]
    old = credentials(before.gate)
    held = {name: before.slot(credential) for name, credential in old.items()}
    assert before.opened_with(held[cut]) == opens(cut), "the copy of that day opens as it did"
    with on_its_day() as patch:
        if day:
            patch.setenv("SOURCE_DATE_EPOCH", day)
        after = built(write(tmp_path / "project", changes))
    assert after.opened_with(held[cut]) == set()
    slot = after.slot(old[cut])
    assert (slot and (slot.state, dict(slot.audiences))) == (state and (state, {}))
    for name in {*old} - {cut}:
        assert after.opened_with(after.slot(old[name])) == opens(name)


def test_a_pass_comes_back_with_a_raised_epoch(before: Site, tmp_path: Path) -> None:
    """Gone for a while and back with the next epoch, the new link opens and the old one is told to be good no more."""
    old = before.gate.token("evening-1")
    with on_its_day():
        project = write(tmp_path / "project", {"site_src/events.yaml:events.0": _without_pass()})
        gone = built(project)
        assert gone.slot(old) is None
        back = built(write(tmp_path / "back", {f"{EVENING}.epoch": 2}))
    slot = back.slot(old)
    assert (slot and slot.state) == "revoked"
    assert back.opened_with(back.slot(back.gate.token("evening-1"))) == {"evening-1"}


def _without_pass() -> dict[str, Any]:
    return {key: value for key, value in value_at("site_src/events.yaml:events.0").items() if key != "pass"}


def test_a_consent_that_ends_takes_its_stories_out_of_a_pass(before: Site, tmp_path: Path) -> None:
    """Where that was all that a pass opened, the build goes on, and its link is told that it has ended."""
    ended = {"alumni/ren-baba.yaml:consent.expires": "2026-11-14", f"{EVENING}.stories": ["quiet-river"]}
    with on_its_day():
        after = built(write(tmp_path / "project", ended))
    slot = after.slot(before.gate.token("evening-1"))
    assert slot is not None
    assert (slot.state, dict(slot.audiences)) == ("ended", {})
    assert "evening-1" not in (after.folder / "stories/index.html").read_text("utf-8")
