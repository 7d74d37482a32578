"""Queries in every script and spelling, over real shards: what each must find, and what it must not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pytest
import yaml
from mini import EPOCH
from sample import ROOT
from searching import Searched, write

QUERIES: Sequence[Mapping[str, Any]] = yaml.safe_load((ROOT / "tests/search_queries.yaml").read_text("utf-8"))


@pytest.fixture(scope="module")
def searched(tmp_path_factory: pytest.TempPathFactory) -> Searched:
    """The sample's people and more."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", EPOCH)
        made = write(tmp_path_factory.mktemp("searched") / "project")
        assert made.shards
        return made


@pytest.fixture(scope="module")
def answers(searched: Searched) -> Sequence[Mapping[str, Any]]:
    """The answers to all queries, in their order."""
    return searched.ask([{"q": one["q"], "reader": one.get("reader", "members")} for one in QUERIES])


@pytest.mark.parametrize("number", range(len(QUERIES)), ids=lambda number: repr(QUERIES[number]["q"]))
def test_a_query_finds_what_it_should(number: int, answers: Sequence[Mapping[str, Any]]) -> None:
    """Everybody that is meant is found, and nobody else unless the table says that there may be more."""
    wanted, found = QUERIES[number], answers[number]
    people = found["people"]
    assert {*wanted["people"]} <= {*people}
    if not wanted.get("more"):
        assert sorted(people) == sorted(wanted["people"])
    assert {*wanted.get("not", ())}.isdisjoint(people)
    assert people[:1] == [wanted.get("first", people[0])] if people else "first" not in wanted
    assert {*wanted.get("stories", ())} <= {*found["stories"]}
    assert found["mended"] or not wanted.get("mended")
    assert found["total"] == len(people) == found["explored"]


def test_the_table_is_large() -> None:
    """There are at least 150 queries, and each stands once for each reader."""
    asked = [(one["q"], one.get("reader")) for one in QUERIES]
    assert len(asked) >= 150
    assert len({*asked}) == len(asked)
