"""The schemas for editors: as new as the models, true to them, and kind to whoever reads them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator
from pydantic import ValidationError
from test_cases import ALL, CASES, Case

from generator.cli import main
from generator.event import Event, EventsFile, LeaversFile, Pass
from generator.fields import Kana, Picture, Romaji
from generator.model import Model, keys_of
from generator.profile import (
    PARTS,
    SHOWN,
    Consent,
    Link,
    News,
    Offer,
    Org,
    PersonName,
    Photo,
    Profile,
    Shown,
    Spell,
    Turn,
    Visibility,
)
from generator.rules import Text
from generator.schema import FILES, documents, schema_of, words
from generator.source import read_front_matter, read_yaml
from generator.story import Reply, Story

ROOT = Path(__file__).parent.parent
MODELS: tuple[type[Model], ...] = (
    *(Profile, PersonName, Photo, Spell, Org, Turn, News, Offer, Link, Consent, Story, Reply),
    *(EventsFile, Event, Pass, LeaversFile),
)
VALIDATORS = {model: Draft7Validator(schema_of(model)) for model in MODELS}
GIVEN: Mapping[type[Model], Mapping[str, Any]] = {Profile: {"id": "somebody"}, Story: {"slug": "something"}}


def model_of(path: str) -> type[Model] | None:
    """The model of a content file, by its place in the project."""
    if path.startswith("alumni/") and path.endswith(".yaml"):
        return Profile
    if path.startswith("stories/") and path.endswith(".md"):
        return Story
    data_files: Mapping[str, type[Model]] = {
        "site_src/events.yaml": EventsFile,
        "site_src/leavers.yaml": LeaversFile,
    }
    return data_files.get(path)


def data_of(path: Path, model: type[Model]) -> Any:
    """What our own reader makes of a file; None where it refuses it."""
    document, _ = (read_front_matter if model is Story else read_yaml)(path, path.name)
    return document.data if document else None


def accepts(model: type[Model], data: Any) -> bool:
    """Whether the model takes the data, as content is read: events are looked at one by one."""
    if model.GIVEN & data.keys():
        return False
    try:
        made = model.model_validate({**data, **GIVEN.get(model, {})}, by_alias=True, by_name=False)
    except ValidationError:
        return False
    events = made.events if isinstance(made, EventsFile) else ()
    return all(isinstance(event, dict) and accepts(Event, event) for event in events)


def content_files() -> Iterator[tuple[Path, type[Model]]]:
    """Every content file of the sample and of the cases, good and bad."""
    folders = [ROOT, CASES / "base", *sorted((CASES / "trees").iterdir())]
    for folder in folders:
        for pattern in ("alumni/*.yaml", "stories/*.md", "site_src/*.yaml"):
            for path in sorted(folder.glob(pattern)):
                model = model_of(path.relative_to(folder).as_posix())
                if model:
                    yield path, model
    for kind, model in (
        ("alumni", Profile),
        ("stories", Story),
        ("events", EventsFile),
        ("leavers", LeaversFile),
    ):
        yield from ((path, model) for path in sorted((CASES / kind).iterdir()))


READ = [
    (path.relative_to(ROOT).as_posix(), model, data)
    for path, model in content_files()
    if isinstance(data := data_of(path, model), dict)
]
GOOD = [one for one in READ if accepts(one[1], one[2])]


def test_the_committed_schemas_are_up_to_date() -> None:
    """``schemas/`` is what the models and ``keys.toml`` give. If not: run `yorimichi schemas`, and commit."""
    folder = ROOT / "schemas"
    told = "run `yorimichi schemas`, and commit what it writes"
    assert {path.name for path in folder.iterdir()} == set(documents()), told
    for name, text in documents().items():
        assert (folder / name).read_text("utf-8") == text, told


@pytest.mark.parametrize("model", FILES.values(), ids=FILES)
def test_schemas_are_schemas(model: type[Model]) -> None:
    """Each is valid draft 07, and its patterns mean the same to JavaScript: no escapes that only Python knows."""
    Draft7Validator.check_schema(schema_of(model))
    found = list(_everything(schema_of(model)))
    patterns = [value for key, value in found if key == "pattern"]
    patterns += [pattern for key, value in found if key == "patternProperties" for pattern in value]
    assert patterns
    for pattern in patterns:
        re.compile(pattern)
        assert not re.search(r"\(\?[a-zA-Z<]|\\[AZdwbGN]|\(\?P", pattern), pattern


def _everything(value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        yield from value.items()
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _everything(part)


def test_there_is_enough_good_content_to_try() -> None:
    """The files that models accept are many, and of every kind."""
    assert {model for _, model, _ in GOOD} == set(FILES.values())
    assert len(GOOD) > 40


@pytest.mark.parametrize(("name", "model", "data"), GOOD, ids=[one[0] for one in GOOD])
def test_no_schema_refuses_what_its_model_accepts(name: str, model: type[Model], data: Any) -> None:
    """No file of the sample and of the cases is refused by a schema although its model takes it."""
    assert [error.message for error in VALIDATORS[model].iter_errors(data)] == []


ODD: tuple[Any, ...] = (
    "", " ", "　", "true", "x" * 40, "か\u3099" * 40, "🍞" * 40, " guests ", "members", "public", "slot", "a\nb", "a\n",
    "2015", "2015-04", " 2015-04 ", "2015-13", "2100", "1940-01", "1939", "２０１５", "2015-4", "1", 1, True, False,
    "2026-02-29", "2024-02-29", "2026-10-01", " 2026-10-01", "2026-12-05 13:30", "2026-12-05T24:00",
    "https://a.example", "HTTPS://a.example/x?y", "https://@a.example", "http://a.example", "https://u@a.b",
    "photo.jpg", "photo.JPEG", "a b.png", "x.heic", "名前.png", "a.b_c.webp", "A" * 96 + ".png",
    "おがわ\u3000なおこ", "オガワ", "おか\u3099わ", "O\u0304gawa", "Ōgawa", "ｵｶﾞﾜ", "naoko-ogawa", "Naoko",
    "新潟県", "新潟市", "City of London", "新潟city", "Germany", "en", "zh-Hant", "en-GB", "jp", "name", "hidden",
    "here", "break", "return", "food", "directory", "ties", "hiring",
)  # fmt: skip
WORDS = st.one_of(st.none(), st.booleans(), st.integers(-3, 3000), st.sampled_from(ODD), st.text(max_size=45))
VALUES = st.recursive(
    WORDS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.sampled_from([*PARTS, "guests", "from", "kind", "org", "2015", "Ｘ"]), inner, max_size=3
        ),
    ),
    max_leaves=5,
)


def _places(value: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield at
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in parts:
        yield from _places(part, (*at, key))


@settings(max_examples=1000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_no_schema_refuses_what_its_model_accepts_of_changed_files(data: st.DataObject) -> None:
    """Whatever is put in, taken out or repeated in a good file: what the model still takes, the schema takes."""
    _, model, good = data.draw(st.sampled_from(GOOD))
    changed = deepcopy(good)
    for _ in range(data.draw(st.integers(1, 3))):
        places = [place for place in _places(changed) if place]
        if not places:
            break
        *way, last = data.draw(st.sampled_from(places))
        parent = changed
        for step in way:
            parent = parent[step]
        _change(data.draw(st.sampled_from(["put", "take", "repeat", "add"])), parent, last, data)
    if accepts(model, changed):
        errors = [error.message for error in VALIDATORS[model].iter_errors(changed)]
        assert errors == [], changed


def _change(how: str, parent: Any, last: Any, data: st.DataObject) -> None:
    if how == "take":
        del parent[last]
    elif how == "repeat" and isinstance(parent, list):
        parent.append(deepcopy(parent[last]))
    elif how == "add" and isinstance(parent, dict):
        keys = sorted({key for model in MODELS for key in keys_of(model)})
        parent[data.draw(st.sampled_from(keys))] = data.draw(VALUES)
    else:
        parent[last] = data.draw(VALUES)


# What can be told by keys and values alone. Dates that run backwards, people who are not there and the like are for
# the check.
TOLD_BY_SCHEMAS = {
    "bad-date", "bad-handle", "bad-kana", "bad-language", "bad-link", "bad-month", "bad-number", "bad-picture-name",
    "bad-romaji", "empty-pass", "empty-value", "insecure-link", "key-not-for-kind", "line-break", "location-too-fine",
    "missing-key", "no-consent", "no-spell-here", "repeated-item", "too-long", "unknown-key", "unknown-value",
    "wrong-type",
}  # fmt: skip


def _readable(case: Case) -> list[tuple[type[Model], Any]]:
    """The files of a case that are YAML, and about which something is expected."""
    files = [(path, model, file) for path, file in case.files.items() if (model := model_of(path))]
    found = [(model, data_of(file, model)) for _, model, file in files]
    return [(model, data) for model, data in found if isinstance(data, dict)]


BY_KEYS = [
    case
    for case in ALL
    if case.expected and {one[3] for one in case.expected} <= TOLD_BY_SCHEMAS and _readable(case)
]


@pytest.mark.parametrize("case", BY_KEYS, ids=lambda case: case.name)
def test_schemas_find_what_keys_and_values_tell(case: Case) -> None:
    """Where all that is wrong with a case shows in its keys and values, an editor finds it too."""
    assert any(not VALIDATORS[model].is_valid(data) for model, data in _readable(case))


def test_many_cases_show_in_the_editor_already() -> None:
    """Of the wrong cases at least thirty are found while one writes."""
    found = [
        case.name
        for case in ALL
        if case.expected and any(not VALIDATORS[model].is_valid(data) for model, data in _readable(case))
    ]
    assert len(found) >= 30


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_key_is_explained_in_both_languages(model: type[Model]) -> None:
    """Each key, and each value that can be chosen, has words in Japanese and English; none is invented."""
    told = words()[model.__name__]
    assert set(told) - {"_"} == set(keys_of(model))
    for key, one in told.items():
        assert re.search("[ぁ-んァ-ヶ一-龠]", one["ja"]), key
        assert re.match("[A-Z`]", one["en"]), key
        assert one["ja"].endswith("。"), key
        assert one["en"].endswith("."), key
        assert one.get("sees", "profile") in words()["sees"]
    for name, field in model.model_fields.items():
        if (key := field.alias or name) in told and (options := _options(field)):
            assert set(told[key].get("values", {})) == options, key


def _parts(annotation: Any) -> Iterator[Any]:
    """A type and everything that it is made of, rules included."""
    yield annotation
    for argument in get_args(annotation):
        yield from _parts(argument)


def _options(field: Any) -> set[str]:
    """The words of which one is chosen, where the model has them as a Literal, or in a rule of its own."""
    parts = [*field.metadata, *_parts(field.annotation)]
    found = {option for part in parts if get_origin(part) is Literal for option in get_args(part)}
    found |= {part for rule in parts if isinstance(rule, Visibility) for part in PARTS}
    found |= {part for rule in parts if isinstance(rule, Shown) for part in SHOWN}
    return {option for option in found if isinstance(option, str)}


def test_nobody_is_explained_who_is_not_there() -> None:
    """``keys.toml`` has sections for the models, and for what they share, and no others."""
    assert set(words()) == {model.__name__ for model in MODELS} | {"sees", "messages"}


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_examples_are_good_and_never_single(model: type[Model]) -> None:
    """Each example fits; there are two at least, since editors fill in a single one unasked."""
    schema = schema_of(model)
    told = dict(schema["properties"])
    for branch in schema.get("allOf", ()):
        told |= branch.get("then", {}).get("properties", {})
    for key, one in words()[model.__name__].items():
        examples = one.get("examples", ())
        assert len(examples) != 1, key
        for example in examples:
            assert Draft7Validator(told[key]).is_valid(example), (key, example)


def test_where_a_limit_counts_it_is_told() -> None:
    """The explanation of a text names its limit in both languages."""
    for model in MODELS:
        for name, field in model.model_fields.items():
            rules = [*field.metadata, *_parts(field.annotation)]
            told = words()[model.__name__].get(field.alias or name)
            for limit in {rule.limit for rule in rules if isinstance(rule, Text | Picture | Kana | Romaji)}:
                assert f"{limit}文字" in told["ja"], (model, name)
                assert re.search(rf"at most {limit}\b", told["en"].lower()), (model, name)


def _schemas(folder: Path, *words_typed: str) -> Result:
    return CliRunner().invoke(main, ["schemas", "-f", str(folder / "mkdocs.yml"), *words_typed])


def test_the_command_writes_what_has_changed(tmp_path: Path) -> None:
    """`yorimichi schemas` writes beside the configuration, tells what it wrote, and leaves alone what is as it was."""
    (tmp_path / "mkdocs.yml").write_text("site_name: x\n")
    first = _schemas(tmp_path)
    assert (first.exit_code, first.output.count("Wrote ")) == (0, len(FILES))
    assert {path.name: path.read_text("utf-8") for path in (tmp_path / "schemas").iterdir()} == documents()
    (tmp_path / "schemas" / "story.schema.json").write_text("{}")
    times = {path.name: path.stat().st_mtime_ns for path in (tmp_path / "schemas").iterdir()}
    second = _schemas(tmp_path)
    assert second.output == f"Wrote {tmp_path / 'schemas' / 'story.schema.json'}\n"
    changed = {
        path.name for path in (tmp_path / "schemas").iterdir() if path.stat().st_mtime_ns != times[path.name]
    }
    assert changed == {"story.schema.json"}
    assert "are up to date" in _schemas(tmp_path).output


def test_the_command_writes_elsewhere_and_tells_what_it_cannot(tmp_path: Path) -> None:
    """With -o it needs no configuration, without it is wrong use; what cannot be written is a failure."""
    assert _schemas(tmp_path).exit_code == 2
    assert _schemas(tmp_path, "-o", str(tmp_path / "deep" / "down")).exit_code == 0
    assert len(list((tmp_path / "deep" / "down").iterdir())) == len(FILES)
    (tmp_path / "file").write_text("")
    refused = _schemas(tmp_path, "-o", str(tmp_path / "file" / "below"))
    assert (refused.exit_code, "Cannot write to" in refused.output) == (1, True)
