"""What the explorer and the search box load: views in, plain columns out. `docs/search-format.md` tells the format."""

from generator.search.facets import FACETS, facet_values, facets
from generator.search.people import Person, Spans, daily, people_columns
from generator.search.shard import FORMAT, Shard, Stock, Words, make_shard, strings
from generator.search.stories import Passage, Sheet, Told

__all__ = [
    "FACETS",
    "FORMAT",
    "Passage",
    "Person",
    "Shard",
    "Sheet",
    "Spans",
    "Stock",
    "Told",
    "Words",
    "daily",
    "facet_values",
    "facets",
    "make_shard",
    "people_columns",
    "strings",
]
