"""A canary in every text that content can have: each is looked for, and each is known to be for its readers only.

The fields are found by walking the models, so that a new one without a canary fails here: whoever adds a field says in
one of the tables below who may read it, and `generator/site/sealed.py` has to know it too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, NamedTuple, Union, get_args, get_origin

import pytest
from mini import CONFIG, Mini, Photo, surroundings, write
from pydantic import BaseModel

from generator.build import Build, Page, open_page
from generator.build.finish import patterns
from generator.event import Event
from generator.fields import (
    AudienceName,
    Handle,
    Https,
    Id,
    Kana,
    Language,
    MailAddress,
    Name,
    Picture,
    Place,
    Romaji,
)
from generator.profile import PARTS, Profile, Shown, Visibility
from generator.project import prepare
from generator.render import STANDARD, Frame, Words
from generator.rules import Choice, Count, Distinct, Flag, Line, Rule, Text
from generator.settings import Inside, Labels, Settings, TimeZone, Titles
from generator.site.own import PageKeys
from generator.site.sealed import Text as Sealed
from generator.site.sealed import own_texts, texts
from generator.story import Story
from generator.times import Day, DayOrTime, YearMonth
from generator.verify import Search

TEXTS = (
    Line,
    Text,
    Id,
    Name,
    Handle,
    Kana,
    Romaji,
    Picture,
    Place,
    Https,
    MailAddress,
    Titles,
    Labels,
    Inside,
)
CODES = (Choice, Count, Flag, Language, AudienceName, Shown, Visibility, TimeZone, Day, DayOrTime)


class Canary(NamedTuple):
    """A text, and the widest audience that may read it: where every part is narrowed to staff, and where none is."""

    text: str
    narrowed: str | None
    whole: str | None


def _all(text: str, audience: str | None) -> Canary:
    return Canary(text, audience, audience)


NOBODY = None
PROFILE: Mapping[str, Canary] = {
    "id": _all("quiet-canary", NOBODY),
    "github": _all("canary-handle", NOBODY),
    "name.display": _all("金糸雀 表示名", "members"),
    "name.kana": _all("カナリア・ヨミカタ", "members"),
    "name.romaji": _all("Yomikata Canary", "members"),
    "name.former": _all("金糸雀の旧姓", "staff"),
    "headline": Canary("金糸雀の見出しはこれです", "staff", "members"),
    "photo.file": _all("canary-photo.jpg", NOBODY),
    "photo.alt": Canary("金糸雀の写真の説明です", "staff", "members"),
    "location": Canary("金糸雀の住む大きな地方", "staff", "members"),
    "skills": Canary("金糸雀の得意なことひとつ", "staff", "members"),
    "career.department": Canary("金糸雀の部署の名前です", "staff", "members"),
    "career.title": Canary("金糸雀の肩書きの名前です", "staff", "members"),
    "career.org.name": Canary("金糸雀の勤め先の名前です", "staff", "members"),
    "career.brought": Canary("金糸雀が持っていったもの", "staff", "members"),
    "career.with": _all("toma-endo", NOBODY),
    "turns.what": Canary("金糸雀の曲がり角の話です", "staff", "members"),
    "news.text": Canary("金糸雀の近況はこれです。", "staff", "members"),
    "links.label": Canary("金糸雀のリンクの名前です", "staff", "members"),
    "links.url": Canary("https://canary.example/profile-link", "staff", "members"),
    "consent.notice": _all("canary notice 7", NOBODY),
    "consent.record": _all("CANARY-RECORD-7", NOBODY),
}
STORY: Mapping[str, Canary] = {
    "slug": _all("canary-told", NOBODY),
    "title": _all("A canary's title of a story", "members"),
    "alumni": _all("quiet-canary", NOBODY),
    "summary": _all("A canary's summary of a story", "members"),
    "quote": _all("A canary's quote from a story", "members"),
    "translation_of": _all("canary-first", NOBODY),
    "tags": _all("canary-tag", "members"),
    "cover.file": _all("canary-cover.jpg", NOBODY),
    "cover.alt": _all("A canary's cover, described", "members"),
    "reply.by": _all("A canary's former manager", "members"),
    "reply.text": _all("A canary's reply to a story", "members"),
    "body": _all("A canary's body of a story", "members"),
    "answers.id": _all("canary-heading", NOBODY),
    "answers.text": _all("A canary's heading in a story", "members"),
}
EVENT: Mapping[str, Canary] = {
    "id": _all("canary-event", NOBODY),
    "title": _all("金糸雀の催しの題名です", "members"),
    "place": _all("金糸雀の催しの会場です", "members"),
    "url": _all("https://canary.example/event-link", "members"),
    "speakers": _all("quiet-canary", NOBODY),
    "pass.stories": _all("canary-told", NOBODY),
}
PAGE: Mapping[str, Canary] = {
    "title": _all("金糸雀のページの題名です", "members"),
    "description": _all("金糸雀のページの説明です", "members"),
}
# Texts of the models that are no secrets, and why.
OPEN_IN_EVENTS = {"pass.id": "the name of an active pass stands in the headers of its objects"}
OPEN_IN_SETTINGS = {
    "company": "stands on every page",
    "title": "stands on every page",
    "contact": "stands on every page",
    "audiences.name": "stands in the headers of objects",
    "audiences.title": "stands on the page of the gate",
    "secret_file": "where the secret lies on the builder's machine is in the repository, and opens nothing",
    "alumni_dir": "is in the repository, and says nothing of anybody",
    "stories_dir": "is in the repository, and says nothing of anybody",
    "tags": "are the company's words for themes, and say nothing of any story",
}
ANSWER = "A canary's answer to a question"
NOT_SHOWN = frozenset(
    {"answers.id"}
)  # an id of a heading is a place in a page; the text of the heading is in the body


def _leaves(
    annotation: Any, path: str = "", rules: tuple[Any, ...] = ()
) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """The paths of all values in a model, each with the rules that read it."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        for name, field in annotation.model_fields.items():
            below = f"{path}.{field.alias or name}".lstrip(".")
            yield from _leaves(field.annotation, below, tuple(field.metadata))
    elif get_origin(annotation) is Annotated:
        yield from _leaves(get_args(annotation)[0], path, get_args(annotation)[1:])
    elif get_origin(annotation) in (Union, UnionType) and not _read_as_a_whole(rules):
        for one in get_args(annotation):
            if one is not type(None):
                yield from _leaves(one, path, rules)
    elif get_origin(annotation) is tuple:
        yield from _leaves(get_args(annotation)[0], path, ())
    else:
        yield path, rules or (annotation,)


def _read_as_a_whole(rules: tuple[Any, ...]) -> bool:
    return any(isinstance(rule, Rule) for rule in rules)


def _texts(model: type[BaseModel]) -> set[str]:
    """The paths of all texts; fails where it is not known whether a value is one."""
    found = set()
    for path, rules in _leaves(model):
        kinds = [
            rule if isinstance(rule, type) else type(rule) for rule in rules if not isinstance(rule, Distinct)
        ]
        if any(issubclass(kind, CODES) or kind in (int, bool, YearMonth) for kind in kinds):
            continue
        assert any(issubclass(kind, TEXTS) or kind is str for kind in kinds), (
            f"{path}: what does {kinds} read?"
        )
        found.add(path)
    return found


@pytest.mark.parametrize(
    ("model", "known"),
    [
        (Profile, PROFILE),
        (Story, STORY),
        (Event, {**EVENT, **OPEN_IN_EVENTS}),
        (PageKeys, PAGE),
        (Settings, OPEN_IN_SETTINGS),
    ],
    ids=["profile", "story", "event", "page", "settings"],
)
def test_every_text_of_every_model_has_a_canary(model: type[BaseModel], known: Mapping[str, object]) -> None:
    """What reads as text is in one of the tables: with who may read it, or with the reason why everyone may."""
    assert _texts(model) == set(known)


def _profile(visible: Mapping[str, str]) -> Mapping[str, Any]:
    text = {path: canary.text for path, canary in PROFILE.items()}
    here = {
        "kind": "here",
        "entry": "new-graduate",
        "from": "2010-04",
        "to": "2015-03",
        "with": [text["career.with"]],
    }
    job = {"kind": "job", "from": "2015-04", "title": text["career.title"], "brought": text["career.brought"]}
    return {
        "schema": 1,
        "github": text["github"],
        "name": {part: text[f"name.{part}"] for part in ("display", "kana", "romaji", "former")},
        "headline": text["headline"],
        "photo": {part: text[f"photo.{part}"] for part in ("file", "alt")},
        "location": text["location"],
        "skills": [text["skills"]],
        "career": [
            {**here, "department": text["career.department"]},
            {**job, "org": {"name": text["career.org.name"], "industry": "food", "show": "name"}},
        ],
        "turns": [{"at": "2015-04", "what": text["turns.what"]}],
        "news": [{"on": "2026-05-20", "text": text["news.text"]}],
        "links": [{"label": text["links.label"], "url": text["links.url"]}],
        "audience": "members",
        "visible": dict(visible),
        "confirmed": "2026-05-20",
        "consent": {
            "given": "2026-04-01",
            "expires": "2028-03-31",
            "notice": text["consent.notice"],
            "method": "form",
            "record": text["consent.record"],
            "purposes": ["directory", "story", "photo", "event", "aggregate", "ties"],
        },
    }


def _story() -> Mapping[str, Any]:
    text = {path: canary.text for path, canary in STORY.items()}
    heading = f"## {text['answers.text']} {{#{text['answers.id']}}}"
    return {
        **{name: text[name] for name in ("title", "alumni", "summary", "quote", "translation_of")},
        "audience": "members",
        "lang": "en",
        "written_by": "self",
        "reviewed": "2026-06-11",
        "facts_as_of": "2026-05",
        "event_ok": True,
        "tags": [text["tags"]],
        "cover": {"file": text["cover.file"], "alt": text["cover.alt"]},
        "reply": {"by": text["reply.by"], "text": text["reply.text"]},
        "body": [text["body"], heading, "An answer.", "## Honestly? {#impression}", ANSWER],
    }


def _event() -> Mapping[str, Any]:
    text = {path: canary.text for path, canary in EVENT.items()}
    return {
        **{name: text[name] for name in ("id", "title", "place", "url")},
        "kind": "hiring",
        "from": "2026-12-05",
        "audience": "members",
        "speakers": [text["speakers"]],
        "pass": {
            "id": "a-pass",
            "from": "2026-11-01",
            "until": "2027-01-31",
            "stories": [text["pass.stories"]],
        },
    }


def _build(root: Path, visible: Mapping[str, str]) -> Build:
    page = {"title": PAGE["title"].text, "description": PAGE["description"].text, "audience": "members"}
    mini: Mini = write(
        root,
        {
            "alumni/quiet-canary.yaml": _profile(visible),
            "alumni/photos/canary-photo.jpg": Photo("canary"),
            "stories/canary-told.md": _story(),
            "stories/canary-first.md": {
                **{key: value for key, value in _story().items() if key not in ("translation_of", "cover")},
                "lang": "ja",
            },
            "stories/images/canary-cover.jpg": Photo("canary cover"),
            "site_src/events.yaml:events.4": _event(),
            "site_src/canary-page.md": {**page, "body": ["金糸雀のページの本文です"]},
        },
    )
    with surroundings():
        return Build(prepare(mini.config, mini.root / "site_src", CONFIG["plugins"][0]["yorimichi"]), "")


@pytest.fixture(scope="module")
def narrowed(tmp_path_factory: pytest.TempPathFactory) -> Build:
    return _build(tmp_path_factory.mktemp("narrowed") / "project", dict.fromkeys(PARTS, "staff"))


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Build:
    return _build(tmp_path_factory.mktemp("whole") / "project", {})


CANARIES = {
    **{f"profile {path}": canary for path, canary in PROFILE.items()},
    **{f"story {path}": canary for path, canary in STORY.items() if path not in NOT_SHOWN},
    **{f"event {path}": canary for path, canary in EVENT.items()},
    **{f"page {path}": canary for path, canary in PAGE.items()},
    "story answer": _all(ANSWER, "members"),
    "page body": _all("金糸雀のページの本文です", "members"),
    "page file": _all("canary-page", "members"),
}


def _listed(build: Build, text: str) -> list[Sealed]:
    known = (*texts(build.site), *own_texts(build.project.own_pages))
    return [one for one in known if text.rstrip("。") == one.text.rstrip("。")]


@pytest.mark.parametrize("name", CANARIES)
def test_each_canary_is_known_to_be_for_its_readers(narrowed: Build, whole: Build, name: str) -> None:
    """Guard and search are told the widest audience of each text, or that it is for nobody; narrower parts count."""
    canary = CANARIES[name]
    for build, audience in ((narrowed, canary.narrowed), (whole, canary.whole)):
        assert {one.audience for one in _listed(build, canary.text)} == {audience}


@pytest.mark.parametrize("name", CANARIES)
def test_each_canary_is_found_in_the_output(narrowed: Build, tmp_path: Path, name: str) -> None:
    """A canary in a file is told as the field that it is from, and without saying it."""
    canary = CANARIES[name]
    (tmp_path / "page.html").write_text(f"<p>one {canary.text} two</p>")
    found = [leak.what for leak in Search(patterns(narrowed, texts(narrowed.site))).folder(tmp_path)]
    assert set(found) & {one.what for one in _listed(narrowed, canary.text)}
    files = (
        PROFILE["id"].text,
        STORY["slug"].text,
        "toma-endo",
        "canary-first",
        "canary-page",
        EVENT["id"].text,
    )
    assert not [what for what in found if canary.text in what and canary.text not in files]


def test_an_answer_is_read_by_its_readers_alone(whole: Build) -> None:
    """The page of questions says an answer to the readers of its story, to the story's pass, and to nobody else."""
    page = Page(Frame("ja", "", STANDARD["questions"]), "questions", "public", words=Words("問い", ""))
    body = whole.body(page).html
    assert ANSWER not in body
    opened = list(open_page(body, page.frame.place, whole.gate))
    assert {one.audience for one in opened if ANSWER in one.content.decode()} == {"members", "a-pass"}
