"""The explorer counts in the browser what the build counts: for every reader, in every facet."""

from __future__ import annotations

import itertools
import json
import subprocess
from collections.abc import Mapping
from typing import Any

import pytest
from sample import ROOT
from searching import Searched, write
from test_runtime_bundle import node


@pytest.fixture(scope="module")
def searched(tmp_path_factory: pytest.TempPathFactory) -> Searched:
    """The sample and more people."""
    return write(tmp_path_factory.mktemp("facets"))


@pytest.fixture(scope="module")
def counted(searched: Searched) -> Mapping[str, Mapping[str, Any]]:
    """What the explorer makes of each reader's shard."""
    asked = json.dumps(searched.shards)
    words = [node(), "tests/runtime/counts.mjs"]
    done = subprocess.run(
        words, cwd=ROOT, input=asked, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    found: Mapping[str, Mapping[str, Any]] = json.loads(done.stdout)
    return found


def test_both_sides_count_alike(searched: Searched, counted: Mapping[str, Mapping[str, Any]]) -> None:
    """Each value that the first part names has the number of people that the explorer counts; rarer ones count less."""
    for reader, parts in searched.shards.items():
        head = json.loads(parts[0])
        assert set(counted[reader]["facets"]) == set(head["facets"])
        for facet, told in head["facets"].items():
            ours = {value: count for value, count in counted[reader]["facets"][facet].items() if count}
            assert {value: ours.pop(value, 0) for value, _ in told} == dict(told), (reader, facet)
            least = min((count for _, count in told), default=0)
            assert all(count <= least for count in ours.values()), (reader, facet)
            assert not ours or len(told) == 40, (reader, facet)


def test_both_sides_draw_one_order_of_the_day(
    searched: Searched, counted: Mapping[str, Mapping[str, Any]]
) -> None:
    """Those whom the first part brings are the first of the explorer's own order, one for one."""
    for reader, parts in searched.shards.items():
        assert counted[reader]["first"] == json.loads(parts[0])["first"]["numbers"], reader


def test_a_narrower_reader_counts_no_fewer(counted: Mapping[str, Mapping[str, Any]]) -> None:
    """What an audience has more than a wider one adds to counts, so each was made of that reader's views."""
    readers = ("public", "guests", "members", "staff")
    for wider, narrower in itertools.pairwise(readers):
        for facet, counts in counted[wider]["facets"].items():
            for value, count in counts.items():
                assert counted[narrower]["facets"][facet].get(value, 0) >= count, (narrower, facet, value)
