"""Holds other searches against the table of queries, and writes `docs/search-comparison.md`.

`npm install --no-save @leeoniya/ufuzzy minisearch flexsearch`, then `.venv/bin/python tools/compare_search.py`.
Material's search runs as its own worker, out of the theme. The others get the same words of the same people twice: as
they are, and in our plain form with the sounds of names.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import material
import yaml

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from mini import EPOCH  # type: ignore[import-not-found]  # noqa: E402
from searching import Searched, write  # type: ignore[import-not-found]  # noqa: E402
from test_runtime_bundle import node  # type: ignore[import-not-found]  # noqa: E402

from generator.site.views import Views  # noqa: E402

TARGET = ROOT / "docs/search-comparison.md"
READER = "members"


def main() -> None:
    """Compare and write."""
    os.environ["SOURCE_DATE_EPOCH"] = EPOCH
    table = yaml.safe_load((ROOT / "tests/search_queries.yaml").read_text("utf-8"))
    queries = [one for one in table if one.get("reader", READER) == READER]
    with tempfile.TemporaryDirectory() as folder:
        searched = write(Path(folder) / "project")
        ours = [one["people"] for one in searched.ask([{"q": one["q"], "reader": READER} for one in queries])]
        others = _others(_documents(searched), queries)
    found = {"Ours": ours, **others}
    TARGET.write_text(_page(queries, found), "utf-8")


def _documents(searched: Searched) -> Sequence[Mapping[str, str]]:
    """The words of everyone, as the pages of people have them."""
    rows = []
    for person in Views(searched.build.site).people(READER):
        name = person.name
        spells = [part for one in person.spells for part in (one.department, one.title, one.org) if part]
        rest = (name.kana, name.romaji, person.headline or "", *spells, *person.skills, person.location or "")
        rows.append({"id": name.id, "title": name.display, "text": " ".join((name.display, *rest))})
    return rows


def _others(documents: Sequence[Mapping[str, str]], queries: Sequence[Mapping[str, Any]]) -> Any:
    texts = [one["text"] for one in documents] + [one["q"] for one in queries]
    folded = json.loads(_node(["tools/fold.mjs"], {"texts": texts}))
    rows = [{**one, "folded": text} for one, text in zip(documents, folded, strict=False)]
    asked = [
        {"q": one["q"], "folded": text} for one, text in zip(queries, folded[len(documents) :], strict=True)
    ]
    theme = Path(material.__file__).parent / "templates"
    (worker,) = (theme / "assets/javascripts/workers").glob("search.*.min.js")
    told = _node(["tools/compare_search.mjs", str(theme), worker.name], {"documents": rows, "queries": asked})
    return json.loads(told)


def _node(words: Sequence[str], given: object) -> str:
    done = subprocess.run(
        [node(), *words], cwd=ROOT, input=json.dumps(given), capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(done.stderr)
    return done.stdout


def _right(wanted: Mapping[str, Any], found: Sequence[str]) -> bool:
    people = {*wanted["people"]}
    whole = people <= {*found} if wanted.get("more") else people == {*found}
    return whole and {*wanted.get("not", ())}.isdisjoint(found)


def _page(queries: Sequence[Mapping[str, Any]], found: Mapping[str, Sequence[Sequence[str]]]) -> str:
    engines = list(found)
    right = {
        name: sum(_right(one, answer) for one, answer in zip(queries, answers, strict=True))
        for name, answers in found.items()
    }
    shown = [name for name in engines if "folded" not in name]
    lines = [
        _INTRODUCTION.format(number=len(queries)),
        "| search | right answers |",
        "|---|---|",
        *(f"| {name} | {count} of {len(queries)} |" for name, count in right.items()),
        _REASONS,
        f"| query | expected | {' | '.join(shown)} |",
        "|---|---|" + "---|" * len(shown),
    ]
    for at, one in enumerate(queries):
        cells = [_cell(one, found[name][at]) for name in shown]
        expected = ", ".join(one["people"]) or "nobody"
        more = " and perhaps more" if one.get("more") else ""
        lines.append(f"| {_code(one['q'])} | {expected}{more} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def _cell(wanted: Mapping[str, Any], found: Sequence[str]) -> str:
    if _right(wanted, found):
        return "right"
    missing = [key for key in wanted["people"] if key not in found]
    extra = [key for key in found if key not in wanted["people"]] if not wanted.get("more") else []
    extra += [key for key in wanted.get("not", ()) if key in found]
    words = [f"misses {len(missing)}"] if missing else []
    return ", ".join([*words, *([f"{len(extra)} too many"] if extra else [])])


def _code(query: str) -> str:
    return f"`{query}`" if query.strip() and "`" not in query else "(blank)"


_INTRODUCTION = """# The search beside others

Made by `tools/compare_search.py`: {number} queries of
[the table that tests hold the search to](../tests/search_queries.yaml), as members ask them, over the sample's people
and those of [tests/search_people.yaml](../tests/search_people.yaml). An answer is right when it has everybody who is
expected and nobody else (or, where there may be more, nobody who must not be there). *Folded* means that the library
got texts and queries in our plain form, with the sounds of names added.
"""
_REASONS = """
**Material's search** cuts Japanese into words (TinySegmenter), differently in the index and in the query, knows no
readings, and finds what has any of several words.

**MiniSearch** and **FlexSearch** are good indexes of words. Japanese has no blanks, so they need a segmenter, or all
parts of all words: with the former a query that is cut otherwise finds nothing, with the latter the index is many
times as large as the text. **uFuzzy** searches the texts themselves, as we do, but has one rule of what may stand
between the letters of a word for all fields and scripts.

So none of them is used. When everything is in one plain form, what is left is to find a text in a text, and for that
the browser's `indexOf` over one long string for each field needs no index to build, send or keep, and makes no cut
that could be the wrong one. Ours are the forms (`search/fold.ts`), the ranking (`search/corpus.ts`) and one typing
error (`search/typo.ts`).
"""


if __name__ == "__main__":
    main()
