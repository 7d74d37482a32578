"""Views to HTML: every template for every reader, nothing unescaped, and pages that stand together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from itertools import chain, pairwise
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import pytest
import yaml
from jinja2 import StrictUndefined, UndefinedError
from sample import (
    READERS,
    ROOT,
    SAMPLE_DAY,
    Element,
    Raw,
    ancestors,
    built_sample,
    pages,
    parsed,
    profile_of,
    reader,
    site_of,
    story_of,
)

from generator.fields import YearMonth
from generator.render import STANDARD, Frame, Medium, Note, Places, Renderer, Rendering, Words
from generator.render.environment import environment
from generator.settings import Settings, read_settings
from generator.site import Site, read_site
from generator.site.seen import SpellView
from generator.site.views import Views
from generator.texts import load_texts

LOCALES = ("ja", "en")
AUDIENCES = ("public", "guests", "members", "staff")
AT_EVENTS = ("event_stories", "event_view")
TEMPLATES = (
    *(
        "alumni",
        "carried",
        "events",
        "gate",
        "home",
        "paths",
        "person",
        "questions",
        "stories",
        "story",
        "text",
    ),
    *AT_EVENTS,
)


class _EveryPicture(dict[tuple[str, str], Medium]):
    """A place for every picture, whoever it is for."""

    def __missing__(self, key: tuple[str, str]) -> Medium:
        return Medium("m/0000000000000", key[1], 4, 3)


def places_of(site: Site) -> Places:
    """Addresses like those of a build, but without a secret."""
    people = {key: f"a/{number:013}/" for number, key in enumerate(Views(site).directory())}
    stories = {slug: f"s/{number:013}/" for number, slug in enumerate(site.stories)}
    return Places(people, stories, _EveryPicture())


def renderings(site: Site, locale: str, who: str) -> Iterator[tuple[str, Rendering]]:
    """Every page that a reader can open, with the name of its template."""
    renderer, places = Renderer(site, places_of(site), load_texts(locale)), places_of(site)
    prefix = "" if locale == "ja" else "en/"

    def at(address: str) -> Frame:
        return Frame(locale, prefix, address)

    words = Words("Title & <xx>", "<p>own words</p>", "summary")
    notes = [Note("Note & <xx>", "p/x/", "guests"), Note("Secret note", "p/y/", "staff")]
    yield "home", renderer.home(at(""), who, words, notes)
    yield "stories", renderer.stories(at(STANDARD["stories"]), who, words)
    yield "alumni", renderer.alumni(at(STANDARD["alumni"]), who, words, "public")
    yield "paths", renderer.paths(at(STANDARD["paths"]), who, words)
    yield "questions", renderer.questions(at(STANDARD["questions"]), who, words)
    yield "carried", renderer.carried(at(STANDARD["carried"]), who, words)
    yield "events", renderer.events(at(STANDARD["events"]), who, words)
    yield "text", renderer.text(at(STANDARD["join"]), words)
    yield "gate", renderer.unlock(at(STANDARD["unlock"]), words)
    for key, place in places.people.items():
        if Views(site).person(key, who):
            yield "person", renderer.person(at(place), key, who)
    for slug, place in places.stories.items():
        if Views(site).story(slug, who):
            yield "story", renderer.story(at(place), slug, who)


def at_events(site: Site, locale: str) -> Iterator[tuple[str, Rendering]]:
    """Every page as passes show it, with the name of its template."""
    renderer, places = Renderer(site, places_of(site), load_texts(locale)), places_of(site)
    prefix = "" if locale == "ja" else "en/"
    for pass_ in (event.pass_ for event in site.events if event.pass_):
        yield "event_stories", renderer.event_stories(Frame(locale, prefix, STANDARD["stories"]), pass_)
        for slug in pass_.stories:
            yield "event_view", renderer.event_view(Frame(locale, prefix, places.stories[slug]), slug, pass_)


@pytest.fixture(scope="module")
def sample() -> Site:
    """The sample company's content."""
    config = yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8"))
    options = next(plugin["yorimichi"] for plugin in config["plugins"] if "yorimichi" in plugin)
    settings, found = read_settings(options)
    assert settings is not None, found
    site, _ = read_site(ROOT, ROOT / "site_src", settings, SAMPLE_DAY.date())
    return site


def test_every_block_of_every_template_has_something_to_say(sample: Site) -> None:
    """All templates render the sample for all readers in both languages, and no block of any is always empty."""
    said: dict[tuple[str, str], bool] = {}
    for locale in LOCALES:
        for who in AUDIENCES:
            for template, page in chain(renderings(sample, locale, who), at_events(sample, locale)):
                assert page.html
                assert page.title
                for name, text in page.sections.items():
                    assert text in page.html
                    if not re.fullmatch(r"(text|ways)-\d+", name):  # as many as a story has answers
                        said[template, name] = said.get((template, name), False) or bool(text)
    env = environment(load_texts("ja"))
    blocks = {(name, block) for name in TEMPLATES for block in env.get_template(f"{name}.html").blocks}
    assert said.keys() == blocks | {("paths", f"careers-{who}") for who in AUDIENCES}
    assert [place for place, anything in said.items() if not anything] == []


def test_a_block_is_exactly_its_section(sample: Site) -> None:
    """Each block fills the whole of one element, so that the browser can replace it by name.

    One element of the page of stories is empty, for what passes add.
    """
    for who in AUDIENCES:
        for _, page in renderings(sample, "ja", who):
            sections = [
                one.attributes["data-section"]
                for one in parsed(page.html).walk()
                if "data-section" in one.attributes
            ]
            assert Counter(sections) - Counter(["pass"]) == Counter(page.sections.keys())
            for name, text in page.sections.items():
                section = re.search(rf'<(div|main|ol|section)[^>]* data-section="{name}"[^>]*>\s*', page.html)
                assert section, name
                assert page.html[section.end() :].startswith(text)
                assert re.match(rf"\s*</{section[1]}>", page.html[section.end() + len(text) :]), name


def test_unknown_names_are_refused() -> None:
    """A misspelt name in a template is an error, and not an empty place in the page."""
    env = environment(load_texts("en"))
    assert env.undefined is StrictUndefined
    with pytest.raises(UndefinedError):
        env.from_string("{{ persom.headline }}").render(person=None)


def test_templates_hold_no_style_and_no_handler(sample: Site) -> None:
    """A page has no inline style, no handler and no script of its own: the policy would refuse them.

    Data for a script is none: nothing runs it.
    """
    for locale in LOCALES:
        for _, page in chain(renderings(sample, locale, "staff"), at_events(sample, locale)):
            for element in parsed(page.html).walk():
                if element.attributes.get("type") == "application/json":
                    continue
                assert element.tag not in {"style", "script", "link", "iframe", "object", "base"}
                assert not [name for name in element.attributes if name.startswith("on") or name == "style"]


# --- text that looks like markup ---

EVIL = "<xx yy='z'>\"&amp;"


def evil(number: int | str) -> str:
    """Text that would be markup if nobody escaped it, and can be told from others."""
    return f"{EVIL}{number}"


def evil_site() -> Site:
    """A site whose every free text would be markup if it were not escaped."""
    profile: Raw = profile_of(
        "aki",
        name={"display": evil("display"), "kana": "あき", "romaji": "O'Hara Aki", "former": evil("former")},
        headline=evil("headline"),
        photo={"file": "aki.jpg", "alt": evil("photo")},
        location=evil("location")[:17] + "県",
        skills=[evil("skill")],
        career=[
            {
                "kind": "here",
                "entry": "return",
                "from": "2001",
                "department": evil("department"),
                "brought": evil("brought"),
            },
            {
                "kind": "job",
                "from": "2003",
                "title": evil("title"),
                "org": {"name": evil("org"), "industry": "it", "show": "name"},
            },
            {
                "kind": "contract",
                "from": "2004",
                "with": ["ben"],
                "org": {"name": evil("org2"), "industry": "it", "show": "name"},
            },
        ],
        turns=[{"at": "2010-04", "what": evil("turn")}],
        news=[{"on": "2026-09-01", "text": evil("news")}],
        links=[{"label": evil("label"), "url": "https://a.example/?a=1&b='\"<xx>"}],
    )
    other = profile_of("ben", name={"display": evil("colleague"), "kana": "べん", "romaji": "Ben"})
    story = story_of(
        "story",
        title=evil("story-title"),
        summary=evil("summary"),
        quote=evil("quote"),
        audience="guests",
        event_ok=True,
        tags=[evil("tag")],
        cover={"file": "cover.jpg", "alt": evil("cover")},
        reply={"by": evil("by"), "text": evil("reply")},
        body="## heading {#gap at=2001}\n\ntext",
    )
    twin = story_of("twin", title=evil("twin"), audience="guests", lang="en", translation_of="story")
    event = {
        "id": "fair",
        "kind": "hiring",
        "from": "2027-01-01",
        "audience": "guests",
        "speakers": ["aki"],
        "title": evil("event"),
        "place": evil("place"),
        "url": "https://a.example/'\"<xx>&amp;",
        "pass": {"id": "fair", "from": "2026-10-01", "until": "2026-10-31", "stories": ["story"]},
    }
    site = site_of([profile, other], [story, twin], [event], small_cell=1)
    named = {"ja": evil("site"), "en": evil("site")}
    settings = site.settings.model_copy(
        update={"company": {"ja": evil("company"), "en": evil("company")}, "title": named}
    )
    return replace(site, settings=settings)


SHOWN = (
    *(
        "display",
        "former",
        "headline",
        "photo",
        "skill",
        "department",
        "brought",
        "title",
        "org",
        "org2",
        "turn",
    ),
    *(
        "news",
        "label",
        "colleague",
        "story-title",
        "summary",
        "quote",
        "cover",
        "by",
        "reply",
        "twin",
    ),
    *("event", "place", "company", "site"),
)


def test_all_text_is_shown_as_it_was_written() -> None:
    """Text that looks like markup stands literally in the page, wherever it comes from, and makes no element."""
    words: list[str] = []
    for locale in LOCALES:
        for _, page in chain(renderings(evil_site(), locale, "staff"), at_events(evil_site(), locale)):
            tree = parsed(page.html)
            assert not tree.all("xx")
            assert not [one for one in tree.walk() if "yy" in one.attributes]
            words += [*tree.words(), *(one.text for one in tree.walk())]
    everything = "\0".join(words)
    assert [name for name in SHOWN if evil(name) not in everything] == []
    assert evil("location")[:17] + "県" in everything
    assert "Title & <xx>" in everything
    assert "Note & <xx>" in everything


def test_an_address_cannot_leave_its_attribute() -> None:
    """Quotes and brackets in the address of a link or event stay inside `href`, whose scheme is https."""
    links = []
    for template, page in renderings(evil_site(), "ja", "staff"):
        for link in parsed(page.html).all("a"):
            assert set(link.attributes) <= {"href", "class", "rel", "hreflang"}, template
            links.append(link.attributes["href"])
    assert {"https://a.example/?a=1&b='\"<xx>", "https://a.example/'\"<xx>&amp;"} <= set(links)
    assert {urlsplit(link).scheme for link in links} == {"", "https"}


def test_a_label_that_looks_like_an_address_is_only_a_label() -> None:
    """A link says what its owner wrote and leads where its address says, never the other way round."""
    link = {"label": "javascript:alert(1)", "url": "https://a.example/"}
    site = site_of([profile_of("aki", links=[link])])
    page = next(page for template, page in renderings(site, "ja", "staff") if template == "person")
    (found,) = [one for one in parsed(page.html).all("a") if one.text == "javascript:alert(1)"]
    assert found.attributes["href"] == "https://a.example/"
    assert "noopener" in found.attributes["rel"].split()


def test_what_is_not_in_the_view_is_not_in_the_page() -> None:
    """A person with nothing but a name renders, without empty headings for what is not told."""
    nothing = dict.fromkeys(
        ("headline", "photo", "location", "languages", "skills", "career", "turns"), "staff"
    )
    rest = dict.fromkeys(("news", "open_to", "links", "brought", "ties"), "staff")
    site = site_of([profile_of("aki", audience="guests", visible={**nothing, **rest})])
    page = next(page for template, page in renderings(site, "ja", "guests") if template == "person")
    assert {name for name, text in page.sections.items() if text} == set()
    told = [
        name
        for name in ("headline", "alt", "新潟県", "skill", "turn", "news", "link", "former")
        if f"aki {name}" in page.html
    ]
    assert told == []
    assert "aki display" in page.html


def test_a_page_that_is_not_for_the_reader_cannot_be_rendered() -> None:
    """Asking for a page that its reader may not know of is an error, and not an empty page."""
    site = site_of([profile_of("aki", audience="staff")], [story_of("one", audience="members")])
    renderer = Renderer(site, places_of(site), load_texts("ja"))
    with pytest.raises(KeyError):
        renderer.person(Frame("ja", "", "a/x/"), "aki", "members")
    with pytest.raises(KeyError):
        renderer.story(Frame("ja", "", "s/x/"), "one", "guests")


def test_notes_are_listed_for_those_who_may_read_them(sample: Site) -> None:
    """A page that the company wrote is named on the first page for its readers alone."""
    listed = {
        who: re.findall(r'<a href="[^"]*p/(.)/">', next(renderings(sample, "ja", who))[1].html)
        for who in AUDIENCES
    }
    assert listed == {"public": [], "guests": ["x"], "members": ["x"], "staff": ["x", "y"]}


def test_an_introduction_names_a_code_and_nobody() -> None:
    """The mail that asks for an introduction holds the code of the person's address, and none of her names."""
    site = site_of([profile_of("aki", audience="public")])
    with_contact = replace(
        site, settings=site.settings.model_copy(update={"contact": "alumni@company.example"})
    )
    pages_of = [
        next(page for template, page in renderings(one, "ja", "public") if template == "person").html
        for one in (with_contact, site)
    ]
    (mail,) = re.findall(r'href="(mailto:[^"]*)"', pages_of[0])
    assert mail.startswith("mailto:alumni@company.example?subject=")
    assert unquote(mail).endswith("[0000000000000]")
    assert "aki" not in mail
    assert "mailto:" not in pages_of[1]


def test_links_of_a_story_are_resolved_for_each_reader() -> None:
    """The same story leads a member to a person whom a guest reads of only by the words of the link."""
    body = "[森](alumni:ben) [節](story:other#gap) [無](story:closed) ![絵](one.jpg) <b>x</b>"
    site = site_of(
        [profile_of("aki", audience="public"), profile_of("ben", audience="members")],
        [
            story_of("one", body=body),
            story_of("other", audience="guests", title="other"),
            story_of("closed", audience="staff", title="closed"),
        ],
    )
    found: dict[str, Mapping[str, str]] = {}
    for who in AUDIENCES:
        page = next(
            page
            for template, page in renderings(site, "ja", who)
            if template == "story" and "絵" in page.html
        )
        text = parsed(page.sections["text-0"])
        found[who] = {link.text: link.attributes["href"] for link in text.all("a")}
        assert text.text.split()[:3] == ["森", "節", "無"]
    assert found == {
        "public": {},
        "guests": {"節": "../../s/0000000000001/#gap"},
        "members": {"節": "../../s/0000000000001/#gap", "森": "../../a/0000000000001/"},
        "staff": {
            "節": "../../s/0000000000001/#gap",
            "森": "../../a/0000000000001/",
            "無": "../../s/0000000000002/",
        },
    }


@pytest.mark.parametrize(
    "heading",
    [
        "##問い {at=soon}",
        "問い {at=2001-13}\n---",
        "> ## 問い {at=x}",
        "```\n## 問い {at=99999}\n```",
        "## 問い {at=''}",
    ],
)
def test_a_moment_that_is_none_is_left_out(heading: str) -> None:
    """A heading whose moment cannot be read, in a form that the checks do not look at, loses it and stops nothing."""
    site = site_of([profile_of("aki", audience="public")], [story_of("one", body=f"{heading}\n\ntext")])
    page = next(page for template, page in renderings(site, "ja", "public") if template == "story")
    assert "y-at" not in page.sections["text-0"]
    assert "問い" in page.html


def test_an_answer_is_tied_to_what_happened_then() -> None:
    """Over an answer stands its moment, and what happened then as far as this reader sees the career."""
    career = [
        {"kind": "here", "entry": "new-graduate", "from": "2001-04", "to": "2010-03"},
        {"kind": "job", "from": "2010-04", "org": {"name": "x", "industry": "it"}, "audience": "members"},
    ]
    turns = [{"at": "2015-06", "what": "turn"}]
    body = "".join(f"## q {{at={at}}}\n\ntext\n\n" for at in ("2001", "2010-04", "2015-06", "2018"))
    site = site_of(
        [profile_of("aki", audience="public", career=career, turns=turns)], [story_of("one", body=body)]
    )
    told = {}
    for who in ("public", "members"):
        page = next(page for template, page in renderings(site, "en", who) if template == "story")
        told[who] = [
            one.text for one in parsed(page.html).all("small") if one.attributes.get("class") == "y-at"
        ]
    bend = "Jun 2015 · A bend in the road"
    assert told["public"] == ["2001 · Joined as a new graduate", "Apr 2010", bend, "2018"]
    assert told["members"] == ["2001 · Joined as a new graduate", "Apr 2010 · A new job", bend, "2018"]


def test_an_answer_about_another_department_tells_of_no_joining() -> None:
    """How somebody came in is told where she came in, or came back, and not where she went on in the company."""
    here: Raw = {"kind": "here", "entry": "mid-career", "department": "mill"}
    career = [
        here | {"from": "2001", "to": "2004"},
        here | {"from": "2005", "to": "2006", "department": "lab"},
        here | {"from": "2007", "to": "2009", "department": "lab"},
        {"kind": "job", "from": "2010", "to": "2012", "org": {"name": "x", "industry": "it"}},
        here | {"from": "2013", "to": "2014"},
        here | {"from": "2015", "entry": "return"},
    ]
    body = "".join(f"## q {{at={at}}}\n\ntext\n\n" for at in ("2001", "2005", "2007", "2013", "2015"))
    site = site_of(
        [profile_of("aki", audience="public", career=career, turns=[])], [story_of("one", body=body)]
    )
    page = next(page for template, page in renderings(site, "en", "public") if template == "story")
    labels = [one.text for one in parsed(page.html).all("small") if one.attributes.get("class") == "y-at"]
    company = site.settings.company["en"]
    assert [label.split(" · ")[1] for label in labels] == [
        "Joined mid-career",
        "Another department",
        company,
        "Joined mid-career",
        "Came back",
    ]


@pytest.mark.parametrize(("other", "told"), [("小川 健", "小川 健さん"), ("大川 健", "大川さん")])
def test_who_joins_is_called_so_that_nobody_else_there_is_meant(other: str, told: str) -> None:
    """By the family name; by the whole name where somebody in the story has that family name too."""
    career = [{"kind": "here", "entry": "new-graduate", "from": "2001-04"}]
    people = [
        profile_of(key, audience="public", career=career, turns=[])
        | {"name": {"display": name, "kana": "おがわ", "romaji": "Ogawa"}}
        for key, name in (("aki", "小川 直子"), ("ben", other))
    ]
    answers = [{"id": "gap", "text": "q", "at": "2001", "line": 1}]
    stories = [story_of("one", alumni=["aki"], answers=answers, body="## q {#gap at=2001}\n\ntext")]
    page = next(
        p for template, p in renderings(site_of(people, stories), "ja", "public") if template == "story"
    )
    ways = [one.text for one in parsed(page.html).all("div") if "y-joins" in one.attributes.get("class", "")]
    assert len(ways) == 1
    assert f"、{told}も" in ways[0]


def spell(start: str, end: str | None, kind: str = "job", **changes: Any) -> SpellView:
    """A spell as a template sees it."""
    given: Raw = {
        **dict.fromkeys(("entry", "department", "title", "org", "industry", "brought")),
        "key": 0,
        "kind": kind,
        "colleagues": (),
        **changes,
    }
    return SpellView(start=YearMonth.parse(start), end=YearMonth.parse(end) if end else None, **given)


@pytest.mark.parametrize(
    ("locale", "start", "end", "expected", "years"),
    [
        ("ja", "2001-04", "2015-03", "2001年4月 – 2015年3月", "2001–2015"),
        ("ja", "2001", None, "2001年 –", "2001–"),
        ("ja", "2001-04", "2001-04", "2001年4月", "2001"),
        ("en", "2001-04", "2015-03", "Apr 2001 – Mar 2015", "2001–2015"),
        ("en", "2001", "2002", "2001 – 2002", "2001–2002"),
        ("en", "2001-04", None, "Apr 2001 –", "2001–"),
        ("en", "2001-04", "2001-09", "Apr 2001 – Sep 2001", "2001"),
    ],
)
def test_a_period_is_told_in_each_language(
    locale: str, start: str, end: str | None, expected: str, years: str
) -> None:
    """From when to when, once where both are the same, and open where it goes on."""
    helper = Renderer(site_of([]), Places({}, {}, {}), load_texts(locale))._helper(Frame(locale, "", ""))
    assert helper.period(spell(start, end)) == expected
    assert helper.years(spell(start, end)) == years


def test_a_moment_has_its_hour_where_there_is_one() -> None:
    """An event with a time of day says so; one without says the day alone."""
    helpers = {
        locale: Renderer(site_of([]), Places({}, {}, {}), load_texts(locale))._helper(Frame(locale, "", ""))
        for locale in LOCALES
    }
    assert helpers["ja"].moment(datetime(2026, 12, 5, 13, 30)) == "2026年12月5日 13:30"
    assert helpers["en"].moment(datetime(2026, 12, 5, 9, 5)) == "December 5, 2026 09:05"
    assert helpers["en"].moment(date(2026, 12, 5)) == "December 5, 2026"


# --- the built sample, page by page, as each reader opens it ---


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built sample."""
    return built_sample(tmp_path_factory.getbasetemp())


@pytest.fixture(scope="module")
def opened(site: Path) -> Mapping[tuple[str, int], Element]:
    """Every page as each reader opens it, by its address and how many audiences the reader can open."""
    texts = {address: path.read_text("utf-8") for address, path in pages(site).items()}
    return {
        (address, count): reader(names).opened(text, address)
        for address, text in texts.items()
        for count, names in enumerate(READERS)
    }


def said(tree: Element) -> str:
    """What people can read in a page; sealed objects are no words."""
    (body,) = tree.all("body")
    return "".join(_words_outside_scripts(body))


def _words_outside_scripts(element: Element) -> Iterator[str]:
    for child in element.children:
        if isinstance(child, str):
            yield child
        elif child.tag != "script":
            yield from _words_outside_scripts(child)


def test_more_is_there_for_whoever_opens_more(opened: Mapping[tuple[str, int], Element]) -> None:
    """Opening changes pages: what the checks below look at is not four times the same."""
    sizes = [
        sum(len(said(tree)) for (_, count), tree in opened.items() if count == number) for number in range(4)
    ]
    assert sizes == sorted(sizes)
    assert len(set(sizes)) == 4


def test_the_list_of_people_in_the_page_is_everybodys(opened: Mapping[tuple[str, int], Element]) -> None:
    """Whoever opens more has them in her shard: the list stays, and names nobody twice or who is sealed."""
    lists = [
        [
            one.text
            for one in opened["alumni/", count].walk()
            if "y-person" in one.attributes.get("class", "").split()
        ]
        for count in range(4)
    ]
    assert lists[0]
    assert len(set(lists[0])) == len(lists[0])
    assert lists == [lists[0]] * 4
    assert not any("小川 直子" in text for text in lists[0])


def test_ids_are_unique(opened: Mapping[tuple[str, int], Element]) -> None:
    """No id stands twice in a page, whatever has been opened in it."""
    for place, tree in opened.items():
        ids = Counter(one.attributes["id"] for one in tree.walk() if "id" in one.attributes)
        assert [name for name, times in ids.items() if times > 1] == [], place


def test_headings_are_in_order(opened: Mapping[tuple[str, int], Element]) -> None:
    """A page has one `h1`, it comes first, and no level is skipped on the way down."""
    for place, tree in opened.items():
        levels = [int(one.tag[1]) for one in tree.all("h1", "h2", "h3", "h4", "h5", "h6")]
        assert levels.count(1) == 1, place
        assert levels[0] == 1, place
        assert all(after <= before + 1 for before, after in pairwise(levels)), (place, levels)


REFERENCES = ("for", "aria-labelledby", "aria-describedby", "aria-controls")


def test_references_within_a_page_lead_somewhere(opened: Mapping[tuple[str, int], Element]) -> None:
    """Labels, descriptions, links to places in the page and colours of drawings all name something that is there."""
    for place, tree in opened.items():
        ids = {one.attributes["id"] for one in tree.walk() if "id" in one.attributes}
        named = {
            name
            for one in tree.walk()
            for attribute, value in one.attributes.items()
            for name in _named(attribute, value)
        }
        assert named - ids == set(), place


def _named(attribute: str, value: str) -> list[str]:
    if attribute in REFERENCES:
        return value.split()
    if attribute == "href" and value.startswith("#"):
        return [unquote(value[1:])]
    return re.findall(r"url\(#([^)]*)\)", value) if attribute in {"fill", "stroke"} else []


def test_links_within_the_site_lead_to_files(site: Path, opened: Mapping[tuple[str, int], Element]) -> None:
    """No link, script, sheet or picture of any page leads to a file that is not there, or out of the site's folder."""
    for (address, count), tree in opened.items():
        for one in tree.walk():
            links = [one.attributes[name] for name in ("href", "src") if name in one.attributes]
            if "data-media" in one.attributes:
                links.append(f"{'../' * address.count('/')}{one.attributes['data-media']}.jwe")
            for link in links:
                target = urljoin(f"https://site.example/{address}", link)
                if target.startswith("https://site.example/") and not link.startswith("#"):
                    path = unquote(urlsplit(target).path).lstrip("/")
                    file = site / path / "index.html" if path.endswith("/") or not path else site / path
                    assert file.is_file(), (address, count, link)


def test_pages_and_stories_say_what_language_they_are_in(opened: Mapping[tuple[str, int], Element]) -> None:
    """A page is in the language of its address; a story in it, or a card of one, in the story's own."""
    told = set()
    for (address, _), tree in opened.items():
        (html,) = tree.all("html")
        assert html.attributes["lang"] == ("en" if address.startswith("en/") else "ja"), address
        for one in tree.all("article"):
            if one.attributes.get("class", "").startswith(("y-story", "y-card y-card--story")):
                japanese = re.search("[ぁ-ん]", one.all("h1", "h2", "h3")[0].text) is not None
                assert one.attributes["lang"] == ("ja" if japanese else "en"), address
                told.add((html.attributes["lang"], one.attributes["lang"]))
    assert told == {(page, story) for page in LOCALES for story in LOCALES}


def test_pictures_have_words_and_sizes(opened: Mapping[tuple[str, int], Element]) -> None:
    """Every picture says what it shows and keeps its place while it loads."""
    seen = 0
    for place, tree in opened.items():
        for one in tree.all("img"):
            seen += 1
            assert one.attributes["alt"], place
            assert int(one.attributes["width"]) > 0, place
            assert int(one.attributes["height"]) > 0, place
    assert seen > 20


def test_controls_have_names(opened: Mapping[tuple[str, int], Element]) -> None:
    """Every link, button and field can be named by a screen reader."""
    for place, tree in opened.items():
        labels = {one.attributes.get("for") for one in tree.all("label")}
        for one in tree.all("a", "button", "input"):
            labelled = one.attributes.get("id") in labels or any(
                around.tag == "label" for around in ancestors(one)
            )
            named = one.text.strip() or one.attributes.get("aria-label") or one.all("img")
            filled = any("data-audience-title" in inner.attributes for inner in one.walk())
            unseen = "hidden" in one.attributes or one.attributes.get("class") == "md-toggle"
            assert named or labelled or filled or unseen, (place, one.tag, one.attributes)


def test_settings_are_those_of_the_sample(sample: Site) -> None:
    """The sample is read with all of its people, so that the tests above have something to look at."""
    assert isinstance(sample.settings, Settings)
    assert len(sample.profiles) == 25
    assert len(sample.stories) == 10


def test_the_first_page_tells_a_story_in_one_language(sample: Site) -> None:
    """Of a story and its translation, the first page of each language has the one in that language."""
    translated = [
        (story.translation_of, slug) for slug, story in sample.stories.items() if story.translation_of
    ]
    assert translated
    places = places_of(sample).stories
    for original, translation in translated:
        for locale, wanted in (("ja", original), ("en", translation)):
            home = next(renderings(sample, locale, "staff"))[1].html
            linked = {slug for slug in (original, translation) if f'{places[slug]}"' in home}
            assert linked == {wanted}
