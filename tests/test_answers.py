"""Answers side by side and what was taken along: views as data, and answers cut out of stories."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sample import Raw, Reader, gate_of, parsed, profile_of, settings_of, site_of, story_of
from test_markdown import CONTACT, RESOLVER
from test_views import READERS, family, libraries, may, purposes_of, told_of_spell, worlds

from generator.build.layers import layered
from generator.event import Pass
from generator.render import STANDARD, Frame, Places, Renderer, Words
from generator.render.along import rivers_along
from generator.render.excerpts import Excerpt, excerpts
from generator.render.helper import Helper
from generator.render.order import own_language_first
from generator.site.answers import carried, questions
from generator.site.seen import SpellView
from generator.site.views import Views
from generator.story import QUESTIONS
from generator.texts import load_texts

WAY = "../s/0123456789abc/"


def answering(raw: Raw, ids: list[str]) -> Raw:
    """A story with answers to some questions, and one heading of its own."""
    headings = [{"id": id_, "text": f"{raw['slug']} {id_}", "line": 1} for id_ in [*ids, "mine", None]]
    return raw | {"answers": headings}


@settings(max_examples=80, deadline=None)
@given(worlds(), libraries(), st.sampled_from(READERS), st.sampled_from(["ja", "en"]), st.data())
def test_each_question_has_every_answer_that_the_reader_may_see_once(
    world: dict[str, Raw], library: list[Raw], reader: str, locale: str, data: st.DataObject
) -> None:
    """A question is there if a story for the reader answers it; each such story is there, in one language, the page's
    own where there is a choice; nobody is in it whom the reader may not see."""
    given_ids = {raw["slug"]: data.draw(st.lists(st.sampled_from(QUESTIONS), unique=True)) for raw in library}
    known = {raw["slug"]: answering(raw, given_ids[raw["slug"]]) for raw in library}
    views = Views(site_of([*world.values()], [*known.values()]))
    found = questions(own_language_first(views.stories(reader), locale))
    hers = [raw for raw in known.values() if may(reader, raw["audience"])]
    expected = [id_ for id_ in QUESTIONS if any(id_ in given_ids[raw["slug"]] for raw in hers)]
    assert [one.id for one in found] == expected
    for one in found:
        told = [known[answer.story.slug] for answer in one.answers]
        answered = [raw for raw in hers if one.id in given_ids[raw["slug"]]]
        assert sorted(map(family, told)) == sorted({family(raw) for raw in answered})
        assert [answer.heading.text for answer in one.answers] == [f"{raw['slug']} {one.id}" for raw in told]
        for raw in told:
            choice = {other["lang"] for other in answered if family(other) == family(raw)}
            assert raw["lang"] == locale or locale not in choice
        for answer in one.answers:
            seen = {key for key, raw in world.items() if may(reader, raw["audience"])}
            assert {person.name.id for person in answer.story.people} <= seen


def test_of_very_many_answers_the_first_are_shown_and_the_others_counted() -> None:
    """A page holds so many answers to a question; how many others there are is told, and adds up."""
    library = [answering(story_of(f"s{number:03}"), ["gap"]) for number in range(30)]
    views = Views(site_of([profile_of("aki", audience="public")], library))
    (one,) = questions(views.stories("public"), most=12)
    assert [answer.story.slug for answer in one.answers] == [f"s{number:03}" for number in range(12)]
    assert one.left_out == 18


@pytest.mark.parametrize("widest", ["public", "guests"])
def test_the_page_of_three_hundred_stories_is_sealed_in_objects_of_any_size(widest: str) -> None:
    """Whether the page is open or itself sealed, each reader reads every answer that was rendered for her."""
    body = "".join(f"## {id_} {{#{id_}}}\n\n{'長い答えです。' * 40}\n\n" for id_ in QUESTIONS)
    people = [profile_of(key, audience=key, photo=None) for key in ("guests", "members")]
    library = [
        answering(story_of(f"s{n:03}", alumni=[key], audience=key, body=f"{body}{n}"), [*QUESTIONS])
        for n, key in enumerate(["guests", "members"] * 150)
    ]
    site = site_of(people, library)
    stories = {slug: f"s/{number:013}/" for number, slug in enumerate(site.stories)}
    places = Places({key: f"a/{number:013}/" for number, key in enumerate(site.profiles)}, stories, {})
    frame, names = Frame("ja", "", STANDARD["questions"]), settings_of().names
    renderer = Renderer(site, places, load_texts("ja"))
    readings = [
        (name, renderer.questions(frame, name, Words("title", ""))) for name in names[names.index(widest) :]
    ]
    page = layered(gate_of(), frame.place, readings, "").html
    for name, reading in readings[-3:]:
        seen = Reader(gate_of(), names[: names.index(name) + 1]).opened(page, frame.place)
        answers = [one for one in seen.all("li") if "y-answer" in one.attributes.get("class", "").split()]
        assert len(answers) == 36 * len(QUESTIONS)
        assert [one.text for one in answers] == [
            one.text
            for one in parsed(reading.html).all("li")
            if "y-answer" in one.attributes.get("class", "").split()
        ]


def test_an_answer_knows_the_departments_and_the_roads_since() -> None:
    """It can be chosen by where its people were, and by what they did since: no breaks, and a return as such."""
    career = [
        {"kind": "here", "entry": "new-graduate", "from": "2001", "to": "2004", "department": "sales"},
        {"kind": "break", "from": "2004", "to": "2005"},
        {"kind": "study", "from": "2005", "to": "2007", "org": {"name": "a", "industry": "education"}},
        {"kind": "here", "entry": "return", "from": "2008", "department": "sales"},
    ]
    site = site_of([profile_of("aki", audience="public", career=career)], [answering(story_of("s"), ["gap"])])
    (one,) = questions(Views(site).stories("public"))
    assert one.answers[0].departments == ("sales",)
    assert one.answers[0].roads == ("study", "return")


@settings(max_examples=80, deadline=None)
@given(worlds(), st.sampled_from(READERS), st.integers(1, 3))
def test_what_was_taken_along_is_all_that_the_reader_may_see(
    world: dict[str, Raw], reader: str, most: int
) -> None:
    """Each line that a reader may see of somebody with a page is there, under the department before it, or counted."""
    found = carried(Views(site_of([*world.values()])).people(reader), most)
    expected: Counter[tuple[str, str | None]] = Counter()
    for raw in world.values():
        if "directory" not in purposes_of(raw) or not may(reader, raw["audience"]):
            continue
        seen = [
            (str(spell["from"]), index, spell, told)
            for index, spell in enumerate(raw["career"])
            if (told := told_of_spell(raw, index, reader, world)) is not None
        ]
        for start, _, _, told in seen:
            if told["brought"]:
                here = [
                    (when, index, other["department"])
                    for when, index, spell, other in seen
                    if spell["kind"] == "here" and when <= start
                ]
                expected[told["brought"], max(here, default=("", 0, None))[2]] += 1
    shown = Counter((line.what, group.name) for group in found.departments for line in group.lines)
    assert not shown - expected
    assert found.lines == expected.total()
    assert found.people == len({what.partition(" ")[0] for what, _ in expected})
    for group in found.departments:
        everything = sum(number for (_, name), number in expected.items() if name == group.name)
        assert len(group.lines) == min(most, everything)
        assert len(group.lines) + group.left_out == everything
        starts = [line.spell.start.start for line in group.lines]
        assert starts == sorted(starts, reverse=True)


class _Counted(tuple[SpellView, ...]):
    """Spells that count how often somebody goes through all of them."""

    __slots__ = ()
    times = 0

    def __iter__(self) -> Iterator[SpellView]:
        _Counted.times += 1
        return super().__iter__()


def test_a_long_career_is_gone_through_a_few_times_and_not_once_for_each_of_its_lines() -> None:
    """The department before each of three hundred spells is found without looking at all spells again."""
    here = {"kind": "here", "entry": "new-graduate", "from": "2001-04", "to": "2015-03"}
    career = [{**here, "department": f"d{n}", "brought": f"b{n}"} for n in range(300)]
    (person,) = Views(site_of([profile_of("aki", audience="public", career=career, turns=[])])).people(
        "public"
    )
    _Counted.times = 0
    found = carried([replace(person, spells=_Counted(person.spells))])
    assert (found.lines, _Counted.times) == (300, 2)


@pytest.mark.parametrize("locale", ["ja", "en"])
def test_pages_without_anything_say_so(locale: str) -> None:
    """Where nobody has answered or taken anything along, the pages offer no question and no count, and say why."""
    renderer = Renderer(site_of([]), Places({}, {}, {}), load_texts(locale))
    words = Words("title", "")
    asked = parsed(renderer.questions(Frame(locale, "", STANDARD["questions"]), "public", words).html)
    taken = parsed(renderer.carried(Frame(locale, "", STANDARD["carried"]), "public", words).html)
    for page in (asked, taken):
        assert [
            one.attributes["class"] for one in page.all("p") if "y-empty" in one.attributes.get("class", "")
        ]
    questions_there = [one for one in asked.all("section") if "data-question" in one.attributes]
    assert len(questions_there) == len(QUESTIONS)
    assert all("hidden" in one.attributes for one in questions_there)
    assert not [one for one in taken.walk() if "y-luggage__count" in one.attributes.get("class", "")]


@pytest.mark.parametrize("page", ["stories", "questions", "carried", "paths"])
def test_a_page_without_anything_says_the_same_to_everyone(page: str) -> None:
    """Whoever reads more than strangers is told in the same words that there is nothing: no layer is needed."""
    renderer = Renderer(site_of([]), Places({}, {}, {}), load_texts("en"))
    render = getattr(renderer, page)
    told, staff = (render(Frame("en", "", STANDARD[page]), who, Words("", "")) for who in ("public", "staff"))
    empty = {name: text for name, text in told.sections.items() if "y-empty" in text}
    assert empty
    assert "everyone" not in "".join(empty.values())
    assert {name: staff.sections[name] for name in empty} == empty


@pytest.mark.parametrize("opened", [["told"], ["silent"], ["told", "silent"]])
def test_a_pass_without_answers_adds_nothing(opened: list[str]) -> None:
    """Under the answers that are open to everyone, it does not say that there are none."""
    person = profile_of("aki", audience="public", photo=None)
    told = story_of("told", audience="public", event_ok=True, body="## q {#gap}\n\nanswer")
    site = site_of(
        [person], [answering(told, ["gap"]), story_of("silent", audience="members", event_ok=True)]
    )
    fair = Pass.model_validate({"id": "fair", "from": "2026-10-01", "until": "2026-10-31", "stories": opened})
    places = Places({"aki": "a/0000000000000/"}, {"told": "s/0/", "silent": "s/1/"}, {})
    renderer = Renderer(site, places, load_texts("ja"))
    assert renderer.event_questions(Frame("ja", "", STANDARD["questions"]), fair).sections == {}


_STAYED = {"kind": "here", "entry": "new-graduate", "from": "2001-04", "to": "2015-03"}
_JOB = {"kind": "job", "from": "2015-04", "org": {"name": "mill", "industry": "food"}}


@pytest.mark.parametrize(
    ("careers", "at", "road", "day"),
    [
        ([[_STAYED, _JOB]], "2015-04", 0, date(2015, 4, 1)),
        ([[_STAYED, _JOB]], "2015", 0, date(2015, 4, 1)),
        ([[_STAYED, _JOB]], "2015-01", 0, date(2015, 4, 1)),
        ([[{**_STAYED, "from": "2018-04", "to": None}], [_STAYED, _JOB]], "2015-04", 1, date(2015, 4, 1)),
        ([[_STAYED, {**_JOB, "audience": "members"}]], "2016", None, None),
        ([[_STAYED, _JOB]], "1998-04", None, None),
    ],
    ids=["bend", "year of a bend", "shortly before", "the other's road", "a hidden end", "before all"],
)
def test_the_ring_is_where_the_moment_is(
    careers: list[list[Raw]], at: str, road: int | None, day: date | None
) -> None:
    """On the road of whoever was on hers then, at the bend that is meant, and nowhere if no road reaches there."""
    keys = ["aki", "ben"][: len(careers)]
    people = [
        profile_of(key, audience="public", photo=None, turns=[], career=career)
        for key, career in zip(keys, careers, strict=True)
    ]
    heading = {"id": "gap", "text": "q", "at": at, "line": 1}
    body = f"## q {{#gap at={at}}}\n\nanswer"
    told = story_of("told", alumni=keys, audience="public", answers=[heading], body=body)
    site = site_of(people, [told])
    places = Places({key: f"a/{key}/" for key in keys}, {"told": "s/0/"}, {})
    renderer, frame = Renderer(site, places, load_texts("ja")), Frame("ja", "", STANDARD["questions"])
    drawn = parsed(renderer.questions(frame, "public", Words("", "")).html)
    helper = Helper(site.settings, load_texts("ja"), places, frame, site.today)
    views = Views(site).stories("public")[0].people
    rings = [one for one in drawn.all("circle") if one.attributes.get("class") == "y-moment"]
    assert [one.attributes["href"] for one in drawn.all("use")] == [f"#y-road-0{'-1' if road == 1 else ''}"]
    if road is None or day is None:
        assert not rings
    else:
        point = helper.river(views[road], 300, 92, names=False).point(day)
        assert [(one.attributes["cx"], one.attributes["cy"]) for one in rings] == [
            (str(point.x), str(point.y))
        ]
    along = rivers_along(Views(site).stories("public")[0], (), helper)
    assert [[stop.marked for stop in one.small.stops] for one in along] == [
        [place == road] for place in range(len(careers))
    ]


def cut(text: str) -> dict[str, Excerpt]:
    """The answers in a story's text."""
    return dict(excerpts(text, RESOLVER, WAY))


def test_an_answer_is_what_stands_under_its_heading() -> None:
    """Each answer ends where the next heading begins; what stands under none, or says nothing, is left out."""
    parts = [
        "Lead.",
        "## A {#gap at=2001}",
        "One.",
        "Two.",
        "## B {#leaving}",
        "## Own",
        "Three.",
        "## C {#message}",
    ]
    text = "\n\n".join([*parts, "Four."])
    assert cut(text) == {
        "gap": Excerpt("<p>One.</p>\n<p>Two.</p>", whole=True),
        "message": Excerpt("<p>Four.</p>", whole=True),
    }


def test_an_answer_has_no_id_no_heading_and_no_picture() -> None:
    """Many answers stand on one page: ids would be there twice, headings and pictures are the story's."""
    text = """## A {#gap}

First[^1], <span id="x">raw</span> <h2 id="leaving">loud</h2> ![words](open.jpg).

### Part {#part}

![alone](sealed.jpg)

- item

[^1]: A note.
"""
    page = parsed(cut(text)["gap"].html)
    assert not [one.tag for one in page.walk() if "id" in one.attributes]
    assert not page.all("h2", "h3", "h4", "img", "figure")
    assert [one.text for one in page.all("strong")] == ["Part"]
    assert "words" not in page.text
    assert "alone" not in page.text
    assert "A note" not in page.text


def test_links_in_an_answer_lead_where_the_reader_may_go() -> None:
    """Ways to people and stories are as in the story; places in the story are reached there, footnotes too."""
    text = (
        "## A {#gap}\n\n[her](alumni:naoko-ogawa) [him](alumni:nobody) [above](#leaving) [^1]\n\n[^1]: Note."
    )
    links = [one.attributes["href"] for one in parsed(cut(text)["gap"].html).all("a")]
    assert links == ["../../a/4f7k2m9q0c1xz/", f"{WAY}#leaving", f"{WAY}#fn:1"]


@pytest.mark.parametrize(
    ("sentence", "many"), [("とても長い答えの一文です。", 60), ("A sentence of an answer. ", 60)]
)
def test_a_long_answer_ends_with_a_sentence(sentence: str, many: int) -> None:
    """An answer of one long paragraph is cut behind a sentence, and says that it goes on."""
    found = cut(f"## A {{#gap}}\n\n{sentence * many}")["gap"]
    said = parsed(found.html).text
    assert not found.whole
    assert said == (sentence * many)[: len(said)]
    assert said.endswith(sentence.strip())
    assert 0 < len(said) < len(sentence * many)


def test_a_long_answer_is_cut_between_paragraphs_where_it_can_be() -> None:
    """Paragraphs are shown as a whole or not at all, as long as one of them is not too long by itself."""
    text = "\n\n".join(["## A {#gap}", *(f"{number}" + "字" * 200 for number in range(3))])
    found = cut(text)["gap"]
    assert not found.whole
    assert [one.text[0] for one in parsed(found.html).all("p")] == ["0"]


@pytest.mark.parametrize(
    "hidden", ["&#2;y-next&#3;", "<b>&#2;y-next&#3;", "\x02y-next\x03", "\x02y-under:gap\x03"]
)
def test_content_cannot_cut_itself(hidden: str) -> None:
    """What marks the cuts cannot be written: every answer is well-formed, whatever it says."""
    found = cut(f"## A {{#gap}}\n\n*a{hidden}b*\n\n## B {{#leaving}}\n\nlast")
    assert found.keys() == {"gap", "leaving"}
    parsed(found["gap"].html)
    assert found["gap"].html.count("<em>") == found["gap"].html.count("</em>") == 1


@settings(max_examples=150, deadline=None)
@given(st.text("#*_[]()<>!`&;:\n gapx\"'{}=|-", max_size=200))
def test_whatever_an_answer_is_nothing_active_comes_out(text: str) -> None:
    """Answers are on the allow list like whole stories: no script, handler, frame or style, whatever was written."""
    for one in cut(f"## A {{#gap}}\n\n{text}").values():
        tree: Any = parsed(one.html)
        assert not tree.all("script", "style", "iframe", "svg", "form", "input")
        for element in tree.walk():
            assert "id" not in element.attributes
            assert not [name for name in element.attributes if name.startswith("on") or name == "style"]
            assert element.attributes.get("href", "#").startswith(
                ("https://", "#", "../", "./", f"mailto:{CONTACT}")
            )
