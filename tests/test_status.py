"""What `gate status` tells: who opens what and when, how much is sealed for them, and what opens old copies."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from mini import Mini, surroundings, the_gate, write
from rich.cells import cell_len

from generator.cli import main


def status(mini: Mini, *words: str, site: Path | None = None) -> Result:
    """Run the command on the project's day; an exception that nobody caught is the test's failure."""
    with surroundings():
        chosen = ["--site-dir", str(site)] if site else []
        result = CliRunner().invoke(
            main, ["gate", "status", "-f", str(mini.config), *chosen, *words], env={"COLUMNS": "80"}
        )
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.exit_code == 0, result.output
    return result


def told(mini: Mini, site: Path | None = None) -> Mapping[str, Any]:
    """The same in JSON."""
    return dict(json.loads(status(mini, "--format", "json", site=site).stdout))


def row(name: str, **others: object) -> dict[str, object]:
    """An audience's or a pass's line as it is where nothing special is so."""
    return {
        "name": name,
        "former": [],
        "stories": [],
        "from": None,
        "until": None,
        "state": "active",
        **others,
    }


def test_each_audience_and_pass_is_told(built: Mini) -> None:
    """All keys of the document are there: what opens, until when, today's gen, and how many objects there are."""
    document = told(built)
    gate = the_gate()
    titles = {"guests": "来場者", "members": "メンバー", "staff": "人事"}
    former = [{"kind": "pass", "name": "walk-1", "epochs": [1, 2]}]
    counts = {one["name"]: one.pop("objects") for one in (*document["audiences"], *document["passes"])}
    assert document["audiences"] == [
        row("guests", title=titles["guests"], gen=gate.gen("guests"), audiences=["guests"], former=former),
        row("members", title=titles["members"], gen=gate.gen("members"), audiences=["guests", "members"]),
        row("staff", title=titles["staff"], gen=gate.gen("staff"), audiences=["guests", "members", "staff"]),
    ]
    evening = {"from": "2026-11-10", "until": "2026-12-19", "stories": ["quiet-river", "open-road"]}
    walk = {"from": "2026-04-10", "until": "2026-04-30", "stories": ["open-road"], "state": "ended"}
    assert document["passes"] == [
        row("evening-1", title="のれんの下の相談会", gen=gate.gen("evening-1"), audiences=[], **evening),
        row("walk-1", title="釜場を歩く春の午後", gen=None, audiences=["guests"], former=former, **walk),
    ]
    assert document["other_keys"] == 0
    what = "a page, a list and answers in each language, three pictures, and three parts of an index"
    assert counts["evening-1"] == 2 * 3 + 3 + 3, what
    assert counts["walk-1"] == 0
    assert min(counts[name] for name in titles) > 0


def test_objects_of_other_keys_are_told(built: Mini, tmp_path: Path) -> None:
    """After an epoch was raised, and before the site is built again, what the earlier keys open is counted as such."""
    raised = write(tmp_path, {"mkdocs.yml:plugins.0.yorimichi.audiences.1.epoch": 3})
    document = told(raised, site=built.site)
    assert document["other_keys"] > 0
    counts = {one["name"]: one["objects"] for one in document["audiences"]}
    assert (counts["guests"], counts["members"]) == (0, 0)
    former = {"kind": "passphrase", "name": "members", "epochs": [1, 2]}
    assert [former in one["former"] for one in document["audiences"]] == [True, True, False]
    words = status(raised, site=built.site).stdout
    assert f"{document['other_keys']} are sealed with other keys than today's: build it again." in words
    assert "open with the passphrase of members (epochs 1 to 2)" in " ".join(words.split())


def test_without_a_site_nothing_is_counted(mini: Mini) -> None:
    """Before the first build everything but the objects is told, and that there is no site."""
    document = told(mini)
    assert document["other_keys"] is None
    assert {one["objects"] for one in (*document["audiences"], *document["passes"])} == {None}
    words = status(mini).stdout
    assert "There is no site in" in words
    assert "objects" not in words


def test_in_words_it_fits_a_terminal(built: Mini) -> None:
    """No line is wider than eighty columns, wide characters counted as two, and no name is cut in two."""
    words = status(built).stdout
    lines = [line for line in words.splitlines() if not line.startswith(("All ", "There "))]
    assert max(map(cell_len, lines)) <= 80
    assert [line for line in lines if line != line.rstrip()] == []
    for name in ("evening-1  のれんの下の相談会", "walk-1  釜場を歩く春の午後", "quiet-river, open-road"):
        assert name in words
    assert "2026-11-10 to 2026-12-19, active" in words
    assert "open with the link of walk-1 (epochs 1 to 2)" in words
    assert "objects     12 of its own" in words


@pytest.mark.parametrize("damage", ["cut", "foreign"])
def test_a_damaged_object_is_counted_with_the_others(mini: Mini, damage: str) -> None:
    """What is no object of today's keys does not end the command; it is counted as one that they do not open."""
    mini.build()
    path = next(mini.site.rglob("*.jwe"))
    path.write_text(path.read_text("ascii")[:-4] if damage == "cut" else "no token", "ascii")
    assert told(mini)["other_keys"] == 1
