"""What an editor does for whoever writes content, tried with the real yaml-language-server."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
from language_server import ROOT, Editor, editor
from test_cases import CASES, SETTINGS, TODAY, Case, lay, read
from test_schema import accepts

from generator.event import EventsFile
from generator.model import Model, keys_of
from generator.profile import Kind, Profile
from generator.schema import documents, words
from generator.source import parse_yaml
from generator.starters import Sort, starter
from generator.story import Story

MODELINE = "# yaml-language-server: $schema=../schemas/{}.schema.json\n"
PROFILE = MODELINE.format("profile")
STORY = MODELINE.format("story")

NAME = "name: {display: 佐藤 花子, kana: さとう はなこ, romaji: Hanako Sato}\n"
HEADLINE = "headline: 営業から、町のパン屋へ\n"
CAREER = "career:\n  - {kind: here, entry: new-graduate, from: 2015-04, to: 2021-03}\n"
CONFIRMED = "confirmed: 2026-10-01\n"
CONSENT = (
    'consent: {given: 2026-10-01, expires: 2027-09-30, notice: "2026-04", method: paper, record: HR-0001, '
    "purposes: [directory]}\n"
)
WHOLE = NAME + HEADLINE + CAREER + CONFIRMED + CONSENT
FRONT = (
    "title: 底のパン\nalumni: hanako-sato\nsummary: 六年のあと、店を開いた。\nlang: ja\nwritten_by: interview\n"
    "reviewed: 2026-10-01\nfacts_as_of: 2026-10\n"
)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project's folders, with the schemas in their place."""
    folder = tmp_path_factory.mktemp("project")
    for name in ("schemas", "alumni", "stories", "site_src"):
        (folder / name).mkdir()
    for name, text in documents().items():
        (folder / "schemas" / name).write_text(text, "utf-8")
    return folder


@pytest.fixture(scope="module")
def writing(project: Path) -> Iterator[Editor]:
    """An editor that is open in the project."""
    with editor(project) as opened:
        yield opened


def without_modeline(text: str) -> str:
    """A sample file's text without the line that names its schema, wherever it stands."""
    return "".join(line for line in text.splitlines(keepends=True) if "yaml-language-server:" not in line)


def sample(name: str) -> str:
    """The text of a file of the sample, without the line that names its schema."""
    return without_modeline((ROOT / name).read_text("utf-8"))


def front_matter(text: str) -> str:
    """What stands between the two lines of hyphens."""
    return text.split("---\n")[1]


def test_every_good_file_is_left_alone(project: Path, writing: Editor) -> None:
    """The server has nothing to say about any profile of the sample, any front matter, events and leavers, nor about
    the odd but good ones among the cases."""
    texts = {
        project / "alumni" / path.name: PROFILE + without_modeline(path.read_text("utf-8"))
        for path in [*(ROOT / "alumni").glob("*.yaml"), *(CASES / "alumni").glob("good-*.yaml")]
    }
    for path in (ROOT / "stories").glob("*.md"):
        head = front_matter(without_modeline(path.read_text("utf-8")))
        texts[project / "stories" / f"{path.stem}.yaml"] = STORY + head
    for name in ("events", "leavers"):
        texts[project / "site_src" / f"{name}.yaml"] = MODELINE.format(name) + sample(f"site_src/{name}.yaml")
    told = writing.open_all(texts)
    assert {path.name: one for path, one in told.items() if one} == {}


@pytest.mark.parametrize(
    "line",
    [
        "headline: " + "🍞" * 40,
        "headline: " + "か\u3099" * 40,
        f"headline: '  {'x' * 40}  '",
        "headline: 3.14",
        "headline: true",
        "headline: |\n  一行\n",
        *("location:", "photo:", "turns:", "news:", "visible:", "audience:", "github: 12345", "github: 1e5"),
        *("skills: [1, true, 0x1F]", "location: 新潟city", "links: []", "visible: {photo: }", "schema:"),
    ],
)
def test_what_we_accept_is_not_marked(project: Path, writing: Editor, line: str) -> None:
    """JavaScript counts characters and reads numbers otherwise than we do; nobody is bothered with that."""
    text = (WHOLE if not line.startswith("headline") else WHOLE.replace(HEADLINE, "")) + line + "\n"
    document, found = parse_yaml(text, "odd.yaml")
    assert document is not None
    assert not found
    assert accepts(Profile, document.data)
    assert writing.open(project / "alumni" / "odd.yaml", PROFILE + text) == []


@pytest.mark.parametrize(
    ("old", "new", "line", "words_told"),
    [
        ("headline: ", "headlin: ", "headlin:", "not allowed"),
        ("kind: job", "kind: jobb", "kind: jobb", "次のどれか"),
        ("headline: ", "headline: " + "長い" * 20, "headline:", "maximum length of 40"),
        ("from: 2015-04", "from: 2015/04", "from: 2015/04", "2001-04 のように"),
        ("confirmed: 2026-10-01", "confirmed: 2026-10-1", "confirmed:", "A day that exists"),
        ("location: 新潟県", "location: 新潟市", "location:", "市区町村"),
        ("kind: break,", "kind: break, title: 休養,", "kind: break", "理由はおききしません"),
        ("naoko-ogawa.jpg", "naoko-ogawa.heic", "photo:", "no HEIC"),
        ("skills: [商品開発, 官能評価, 生地の見きわめ]", "skills: 商品開発", "skills:", "A list is expected"),
        ("https://www", "http://www", "http://www", "https://"),
    ],
)
def test_what_is_wrong_is_told_in_its_line(  # noqa: PLR0917
    project: Path, writing: Editor, old: str, new: str, line: str, words_told: str
) -> None:
    """A slip is marked where it is, while one writes, and what to do is said in both languages where we can."""
    good = PROFILE + sample("alumni/naoko-ogawa.yaml")
    bad = good.replace(old, new, 1)
    assert bad != good
    told = writing.open(project / "alumni" / "naoko-ogawa.yaml", bad)
    lines = bad.split("\n")
    assert [
        one for one in told if words_told in one["message"] and line in lines[one["range"]["start"]["line"]]
    ]


def test_keys_that_are_missing_are_offered(project: Path, writing: Editor) -> None:
    """At the beginning of a line the server offers the keys that are not there yet, each explained, and no other."""
    path = project / "alumni" / "hanako-sato.yaml"
    writing.open(path, PROFILE + NAME + HEADLINE + "\n")
    offered = writing.complete(path, HEADLINE)
    assert set(keys_of(Profile)) - {"name", "headline"} <= set(offered)
    assert not {"name", "headline", "id"} & set(offered)
    explained = offered["confirmed"]["documentation"]["value"]
    assert "本人が最後に確かめた日" in explained
    assert "The day on which you last said" in explained


def test_an_empty_file_becomes_the_whole_of_what_is_needed(project: Path, writing: Editor) -> None:
    """In a file that has but its first line, one choice writes every key that a profile needs."""
    path = project / "alumni" / "empty.yaml"
    writing.open(path, PROFILE + "\n")
    offered = writing.complete(path, PROFILE)
    document, found = parse_yaml(
        writing.accept(path, offered[words()["Profile"]["_"]["title"]]), "empty.yaml"
    )
    assert document
    assert not found
    assert set(document.data) == {"name", "headline", "career", "confirmed", "consent"}


def test_every_kind_is_offered_and_explained(project: Path, writing: Editor) -> None:
    """Behind `kind:` stand all kinds of spells, each with what it means in both languages, and nothing else."""
    path = project / "alumni" / "hanako-sato.yaml"
    writing.open(path, PROFILE + "career:\n  - kind: \n")
    offered = writing.complete(path, "kind: ")
    assert set(offered) == set(get_args(Kind))
    assert "理由は書かない" in offered["break"]["documentation"]["value"]
    assert "no reason is asked for" in offered["break"]["documentation"]["value"]


@pytest.mark.parametrize(
    ("kind", "fit", "do_not"),
    [
        ("break", {"from", "to", "audience"}, {"title", "org", "brought", "with", "entry", "department"}),
        ("here", {"from", "entry", "department", "title", "brought"}, {"org"}),
        ("job", {"from", "org", "title", "brought"}, {"entry", "department"}),
    ],
)
def test_only_keys_of_the_kind_are_offered(
    project: Path, writing: Editor, kind: str, fit: set[str], do_not: set[str]
) -> None:
    """What does not go with the kind of a spell is not offered, and whole blocks only where it has no kind yet."""
    path = project / "alumni" / "hanako-sato.yaml"
    writing.open(path, f"{PROFILE}career:\n  - kind: {kind}\n    \n")
    offered = set(writing.complete(path, f"kind: {kind}\n    "))
    assert fit <= offered
    assert not do_not & offered
    assert not {one["label"] for one in words()["Spell"]["_"]["snippets"]} & offered


@pytest.mark.parametrize("key", ["audience", "schema", "to", "headline", "location"])
def test_nothing_senseless_is_offered(project: Path, writing: Editor, key: str) -> None:
    """Where a word is to be written, the server does not offer `null`, `true` or `false`."""
    path = project / "alumni" / "hanako-sato.yaml"
    text = f"{PROFILE}{key}: \n" if key != "to" else f"{PROFILE}career:\n  - kind: job\n    to: \n"
    writing.open(path, text)
    assert not {"null", "true", "false"} & set(
        writing.complete(path, f"\n{key}: " if key != "to" else " to: ")
    )


def snippets() -> Iterator[tuple[str, str, type[Model], str, str]]:
    """Each block that can be filled in: its label, its schema and model, the text before it and after it."""
    listed = {"Turn": "turns", "News": "news", "Offer": "open_to", "Link": "links"}
    for one in words()["Spell"]["_"]["snippets"]:
        rest = NAME + HEADLINE + CONFIRMED + CONSENT
        yield one["label"], "profile", Profile, rest + CAREER + "  - ", "\n"
    for model, key in listed.items():
        for one in words()[model]["_"]["snippets"]:
            yield one["label"], "profile", Profile, f"{WHOLE}{key}:\n  - ", "\n"
    for key in ("photo", "visible"):
        yield words()["Profile"][key]["snippets"][0]["label"], "profile", Profile, f"{WHOLE}{key}:\n  ", "\n"
    rests = {"name": HEADLINE + CAREER + CONFIRMED + CONSENT, "consent": NAME + HEADLINE + CAREER + CONFIRMED}
    for key, rest in rests.items():
        yield words()["Profile"][key]["snippets"][0]["label"], "profile", Profile, f"{rest}{key}:\n  ", "\n"
    for key in ("cover", "reply"):
        yield words()["Story"][key]["snippets"][0]["label"], "story", Story, f"{FRONT}{key}:\n  ", "\n"
    for one in words()["Event"]["_"]["snippets"]:
        yield one["label"], "events", EventsFile, "events:\n  - ", "\n"
    event = "events:\n  - id: fair\n    title: 会\n    kind: hiring\n    from: 2027-03-06\n    pass:\n      "
    yield words()["Event"]["pass"]["snippets"][0]["label"], "events", EventsFile, event, "\n"


SNIPPETS = list(snippets())


def test_every_snippet_is_tried() -> None:
    """No block of ``keys.toml`` is missing below."""
    everything = {
        one["label"]
        for model in words().values()
        for key in model.values()
        for one in key.get("snippets", ())
    }
    assert {label for label, *_ in SNIPPETS} == everything


@pytest.mark.parametrize(
    ("label", "schema", "model", "before", "after"), SNIPPETS, ids=[one[0] for one in SNIPPETS]
)
def test_a_snippet_inserts_what_we_accept(  # noqa: PLR0917
    project: Path, writing: Editor, label: str, schema: str, model: type[Model], before: str, after: str
) -> None:
    """A block that the server inserts is rightly indented: with its placeholders as they are, reader and model take
    it, and the server has nothing against it."""
    path = project / "site_src" / f"{schema}.yaml"
    text = MODELINE.format(schema) + before
    writing.open(path, text + after)
    offered = writing.complete(path, text)
    assert label in offered, list(offered)
    filled = writing.accept(path, offered[label])
    document, found = parse_yaml(filled, path.name)
    assert document is not None, (filled, found)
    assert not found
    assert accepts(model, document.data), filled
    assert writing.open(path, filled) == []
    explained = offered[label]["documentation"]["value"]
    assert explained.isascii() is False
    assert "\n\n" in explained


def test_from_an_empty_file_to_a_profile_without_fault(
    project: Path, writing: Editor, tmp_path: Path
) -> None:
    """Whoever types the names of the needed keys, takes the blocks that are offered and writes her name over theirs
    has a profile that the whole check passes."""
    path = project / "alumni" / "hanako-sato.yaml"
    text = PROFILE
    for typed, label in (
        ("name:\n  ", words()["Profile"]["name"]["snippets"][0]["label"]),
        ("headline: 営業から、町のパン屋へ\ncareer:\n  - ", words()["Spell"]["_"]["snippets"][0]["label"]),
        ("  - ", words()["Spell"]["_"]["snippets"][2]["label"]),
        ("confirmed: 2026-10-01\nconsent:\n  ", words()["Profile"]["consent"]["snippets"][0]["label"]),
    ):
        before = text + typed
        writing.open(path, before + "\n")
        text = writing.accept(path, writing.complete(path, before)[label])
    for placeholder, typed in (
        ("小川 直子", "佐藤 花子"),
        ("おがわ なおこ", "さとう はなこ"),
        ("Naoko Ogawa", "Hanako Sato"),
    ):
        text = text.replace(placeholder, typed)
    case = tmp_path / "hanako-sato.yaml"
    case.write_text(text, "utf-8")
    site, found = read(lay(tmp_path / "project", Case("walk", {"alumni/hanako-sato.yaml": case})))
    assert [one for one in found if one.path == "alumni/hanako-sato.yaml" and one.code != "same-name"] == []
    assert site.profiles["hanako-sato"].headline == "営業から、町のパン屋へ"


def template(sort: Sort, language: str) -> str:
    """What a new file begins with; of a story, its front matter."""
    text = starter(sort, "hanako-sato", SETTINGS, TODAY, language)
    return front_matter(text) if sort == "story" else text


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize(("sort", "folder"), [("profile", "alumni"), ("story", "stories")])
def test_a_new_file_is_marked_where_it_is_to_be_filled_in(
    project: Path, writing: Editor, sort: Sort, folder: str, language: str
) -> None:
    """In what `yorimichi profile` and `story` write, the editor marks the places without a value, and nothing else."""
    text = template(sort, language)
    told = writing.open(project / folder / "hanako-sato.yaml", text)
    lines = text.split("\n")
    assert told
    for one in told:
        assert re.match(r"\s*[a-z_]+:\s*(#.*)?$", lines[one["range"]["start"]["line"]]), one
        assert not one["message"].isascii()


def test_hovering_explains_in_both_languages(project: Path, writing: Editor) -> None:
    """Over `brought:` stand what it is and who sees it, in Japanese and in English, with examples."""
    path = project / "alumni" / "naoko-ogawa.yaml"
    writing.open(path, PROFILE + sample("alumni/naoko-ogawa.yaml"))
    shown = writing.hover(path, "    brought")
    assert shown.index("ここから持っていったもの") < shown.index("What came along from here")
    assert "見える人：" in shown
    assert "Read by:" in shown
    assert "電話に出る前に、ひと呼吸おくこと" in shown
    assert "この会社で働いた" in writing.hover(path, "kind: her")


def test_front_matter_is_helped_as_yaml(project: Path, writing: Editor) -> None:
    """Where an editor hands the front matter alone to the server, it completes, explains and checks as in a profile."""
    path = project / "stories" / "front.yaml"
    text = STORY + front_matter(sample("stories/came-back.md"))
    told = writing.open(path, text.replace("written_by: interview", "written_by: interviewer"))
    assert [one["range"]["start"]["line"] for one in told] == [
        line for line, words in enumerate(text.split("\n")) if words.startswith("written_by")
    ]
    assert "本人のひとこと" in writing.hover(path, "\nquote")
    writing.open(path, text.replace("lang: ja\n", "lang: \n"))
    assert set(writing.complete(path, "\nlang: ")) == {"ja", "en"}


def test_a_whole_markdown_file_is_helped_at_the_price_of_noise(project: Path, writing: Editor) -> None:
    """Given a whole story, the server helps in its front matter, but takes the prose for YAML too: docs/editors.md
    says how to have the one without the other."""
    path = project / "stories" / "came-back.md"
    story = sample("stories/came-back.md").replace("---\n", "---\n" + STORY, 1)
    told = writing.open(path, story, "markdown")
    body = story[: story.index("\n---\n", 4)].count("\n") + 1
    assert told
    assert all(one["range"]["start"]["line"] > body for one in told)
    assert "本人のひとこと" in writing.hover(path, "\nquote")
    writing.open(path, story.replace("lang: ja\n", "lang: \n"), "markdown")
    assert set(writing.complete(path, "\nlang: ")) == {"ja", "en"}


def test_without_validation_whole_markdown_files_are_helped_quietly(project: Path) -> None:
    """With `yaml.validate` off, as docs/editors.md sets it for stories, help stays and noise goes."""
    path = project / "stories" / "came-back.md"
    story = sample("stories/came-back.md").replace("---\n", "---\n" + STORY, 1)
    with editor(project, validate=False) as quiet:
        assert quiet.open(path, story, "markdown") == []
        assert "本人のひとこと" in quiet.hover(path, "\nquote")


def test_settings_help_new_files_without_a_modeline(project: Path) -> None:
    """The repository's settings for VS Code name the schemas by folder, so that a new file is helped at once."""
    settings: dict[str, Any] = json.loads((ROOT / ".vscode" / "settings.json").read_text("utf-8"))
    schemas = {
        (project / name.removeprefix("./")).as_uri(): patterns
        for name, patterns in settings["yaml.schemas"].items()
    }
    path = project / "alumni" / "new.yaml"
    with editor(project, schemas=schemas) as configured:
        assert configured.open(path, WHOLE) == []
        assert configured.open(path, WHOLE.replace("headline", "headlin"))


def test_the_server_asks_no_network(project: Path, writing: Editor) -> None:
    """Through all of this no connection was tried, and the editor was asked for nothing but its settings."""
    writing.open(project / "alumni" / "naoko-ogawa.yaml", PROFILE + sample("alumni/naoko-ogawa.yaml"))
    assert not (project / "connections").exists()
    assert set(writing.asked_for) <= {"workspace/configuration", "client/registerCapability"}
