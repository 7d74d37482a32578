"""The reference of all keys is what the models and ``keys.toml`` give, in both languages.

After a change, renew the pages:
``python -c "from generator.schema import fields_page; open('docs/fields.md', 'w').write(fields_page('en'));
open('docs/fields.ja.md', 'w').write(fields_page('ja'))"``
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from test_schema import MODELS, accepts

from generator.schema import SECTIONS, fields_page, words
from generator.source import parse_yaml

DOCS = Path(__file__).parent.parent / "docs"
SAMPLES = [
    (model, words()[model.__name__]["_"]["sample"])
    for model in MODELS
    if "sample" in words()[model.__name__]["_"]
]


@pytest.mark.parametrize(("language", "name"), [("en", "fields.md"), ("ja", "fields.ja.md")])
def test_the_reference_is_up_to_date(language: str, name: str) -> None:
    """The committed page is what is made; the head of this module says how to renew it."""
    assert (DOCS / name).read_text("utf-8") == fields_page(language)


def test_every_model_has_its_section() -> None:
    """No model of content is missing in the reference, and each has one section in both languages."""
    assert {model for model, _ in SECTIONS} == set(MODELS)
    counts = {
        language: len(re.findall("^## ", fields_page(language), re.MULTILINE)) for language in ("ja", "en")
    }
    assert counts == dict.fromkeys(("ja", "en"), len(SECTIONS))


@pytest.mark.parametrize(("model", "sample"), SAMPLES, ids=lambda value: getattr(value, "__name__", ""))
def test_the_samples_of_the_reference_are_good(model: type, sample: str) -> None:
    """What the reference shows as an example is taken by reader and model."""
    document, found = parse_yaml(sample, "sample.yaml")
    assert document is not None
    assert not found
    if model.__name__ == "LeaversFile":
        assert accepts(model, document.data)
        return
    (value,) = document.data.values()
    for one in value if isinstance(value, list) else [value]:
        assert accepts(model, one)
