"""A join that a reader may not see is in no form on her copy of a story's page, and leaves the page as without it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pytest
from sample import Element, Raw, parsed, profile_of, site_of, story_of

from generator.render import Frame, Places, Renderer
from generator.site import Site
from generator.texts import load_texts

SECRET = "ひみつ"
HERE = {"kind": "here", "entry": "new-graduate", "from": "2001-04", "to": "2015-03", "department": "研究"}
JOB = {"kind": "job", "from": "2015-04", "org": {"name": "製粉所", "industry": "food"}}
ELSEWHERE = HERE | {"from": "2003-04", "department": "総務"}
ALL_FORMS = frozenset({"drawing", "pinned", "list", "card"})


@dataclass(frozen=True)
class Other:
    """Another person, or nobody, and her story, if she has told one."""

    profile: Raw | None = None
    story: Raw | None = None


def person(key: str, *career: Raw, **changes: object) -> Raw:
    """Somebody open to all, with no turning points of her own."""
    plain: Raw = {"audience": "public", "visible": {}, "photo": None, "turns": [], "career": [*career]}
    return profile_of(key, **(plain | changes))


def ben(*career: Raw, **changes: object) -> Raw:
    """The other one, whose family name is nowhere else."""
    name = {"display": f"{SECRET} 太郎", "kana": "ひみつ たろう", "romaji": "Taro Himitsu"}
    return person("ben", *career, name=name, **changes)


def story(slug: str, key: str, *moments: str, **changes: object) -> Raw:
    """A story with an answer for each of these moments."""
    answers = [{"id": f"a{i}", "text": "問い", "at": at, "line": i} for i, at in enumerate(moments)]
    body = "\n\n".join(f"## 問い {{#a{i} at={at}}}\n\n答え。" for i, at in enumerate(moments))
    return story_of(slug, alumni=[key], answers=answers, body=body, **changes)


def told(**changes: object) -> Raw:
    """The other one's story."""
    return story("t", "ben", "2015", title=f"{SECRET}の話", **changes)


def site_with(other: Other, *, mine: Raw = HERE) -> Site:
    """A site with a story that somebody else joins too, whatever becomes of the other one."""
    people = [person("aki", mine, JOB), person("chie", ELSEWHERE, JOB | {"from": "2015-06"}), other.profile]
    stories = [story("s", "aki", "2001", "2010", "2015"), story("u", "chie", "2015"), other.story]
    return site_of([one for one in people if one], [one for one in stories if one])


def page(site: Site, reader: str) -> str:
    """The story's page as one reader has it."""
    people, stories = ({key: f"{kind}/{key}/" for key in keys} for kind, keys in _KEYS)
    renderer = Renderer(site, Places(people, stories, {}), load_texts("ja"))
    return renderer.story(Frame("ja", "", stories["s"]), "s", reader).html


_KEYS = (("a", ("aki", "ben", "chie")), ("s", ("s", "t", "u")))


def forms(html: str) -> frozenset[str]:
    """In which forms the other one is on a page; the pinned drawing has no words, so a second stream tells."""
    tree = parsed(html)
    words = {
        "drawing": _classed(tree, "a", "y-tributary"),
        "list": _classed(tree, "div", "y-joins"),
        "card": _classed(tree, "article", "y-card"),
    }
    found = {name for name, elements in words.items() if any(SECRET in one.text for one in elements)}
    return frozenset(found | ({"pinned"} if len(_classed(tree, "path", "y-tributary")) > 1 else set()))


def _classed(tree: Element, tag: str, name: str) -> Sequence[Element]:
    return [one for one in tree.all(tag) if name in one.attributes.get("class", "").split()]


def _without_ties() -> Raw:
    consent = profile_of("ben")["consent"]
    return {"consent": consent | {"purposes": [one for one in consent["purposes"] if one != "ties"]}}


SAME_YEAR = JOB | {"from": "2015-05"}
COLLEAGUE = HERE | {"from": "2006-04", "to": None}
# How she joins, the same made narrower than guests, and what it is as if there were instead; in which forms she joins.
NARROWED = {
    "her story": (
        Other(ben(ELSEWHERE, SAME_YEAR), told()),
        Other(ben(ELSEWHERE, SAME_YEAR), told(audience="members")),
        Other(ben(ELSEWHERE, SAME_YEAR)),
        {"card"},
    ),
    "her spell": (
        Other(ben(ELSEWHERE, SAME_YEAR)),
        Other(ben(ELSEWHERE, SAME_YEAR | {"audience": "members"})),
        Other(ben(ELSEWHERE)),
        {"drawing", "pinned", "list"},
    ),
    "her career": (
        Other(ben(ELSEWHERE, SAME_YEAR)),
        Other(ben(ELSEWHERE, SAME_YEAR, visible={"career": "members"})),
        Other(),
        {"drawing", "pinned", "list"},
    ),
    "all of her": (
        Other(ben(ELSEWHERE, SAME_YEAR), told()),
        Other(ben(ELSEWHERE, SAME_YEAR, audience="members"), told(audience="members")),
        Other(),
        ALL_FORMS,
    ),
    "her ties": (
        Other(ben(COLLEAGUE)),
        Other(ben(COLLEAGUE, visible={"ties": "members"})),
        Other(),
        {"drawing", "pinned", "list"},
    ),
}


@pytest.mark.parametrize("case", NARROWED)
def test_what_is_narrowed_leaves_the_page_as_without_it(case: str) -> None:
    """Her story, spell, career, ties or profile for members only: guests have, to the byte, a page without it."""
    shown, narrowed, never, expected = NARROWED[case]
    mine = HERE | {"with": ["ben"]} if case == "her ties" else HERE
    before, after = (
        page(site_with(shown, mine=mine), "guests"),
        page(site_with(narrowed, mine=mine), "guests"),
    )
    assert expected <= forms(before)
    assert not forms(after) & expected
    assert after == page(site_with(never), "guests")
    assert forms(page(site_with(narrowed, mine=mine), "members")) == forms(before)


def test_without_her_consent_to_ties_nobody_is_told_of_them() -> None:
    """Who withdrew her consent to ties joins as a colleague for no reader at all, staff among them."""
    for mine in (HERE, HERE | {"with": ["ben"]}):
        assert forms(page(site_with(Other(ben(COLLEAGUE)), mine=mine), "staff"))
        html = page(site_with(Other(ben(COLLEAGUE, **_without_ties())), mine=mine), "staff")
        assert html == page(site_with(Other()), "staff")


def test_a_story_that_is_narrowed_is_no_longer_where_the_join_leads() -> None:
    """With her story for members, guests are led to her page instead, as if she had told none."""
    career = (ELSEWHERE, SAME_YEAR)
    before = page(site_with(Other(ben(*career), told())), "guests")
    after = page(site_with(Other(ben(*career), told(audience="members"))), "guests")
    assert "../../s/t/" in before
    assert "../../s/t/" not in after
    assert "../../a/ben/" in after
