"""Joins as data: the bends of a career, who turned the same way near an answer, and where the reader is led."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from sample import Raw, profile_of, site_of, story_of

from generator.event import Pass
from generator.fields import YearMonth
from generator.site.bends import bend_near, bends, moment_on
from generator.site.event_views import EventViews
from generator.site.joins import Join
from generator.site.views import Views

HERE = {"kind": "here", "entry": "new-graduate", "from": "2001-04", "to": "2015-03", "department": "kitchen"}
JOB = {"kind": "job", "from": "2015-04", "org": {"name": "mill", "industry": "food"}}


def person(key: str, *career: Raw, **changes: Any) -> Raw:
    """Somebody open to all with this career, and no turning points of her own."""
    plain = {"audience": "public", "visible": {}, "turns": [], "career": [*career]}
    return profile_of(key, **(plain | changes))


def story(slug: str, key: str, *moments: str, **changes: Any) -> Raw:
    """An open story whose answers `a0`, `a1` … are tied to these moments."""
    answers = [{"id": f"a{i}", "text": "?", "at": at, "line": i} for i, at in enumerate(moments)]
    return story_of(slug, alumni=[key], audience="public", answers=answers, **changes)


def met(joins: Sequence[Join]) -> list[tuple[str, str, str, str]]:
    """Who joins: the answer's moment, why and which way, and who."""
    return [(str(one.at), one.why, one.way, one.person.id) for one in joins]


def ways(*career: Raw, turns: Sequence[Raw] = ()) -> list[tuple[str, str]]:
    """The bends of a career."""
    view = Views(site_of([person("aki", *career, turns=[*turns])])).person("aki", "public")
    assert view is not None
    return [(str(bend.at), bend.way) for bend in bends(view)]


def test_a_career_bends_where_something_else_begins() -> None:
    """Joining, another department, leaving for each kind of road, a long break and coming back are bends."""
    assert ways(
        HERE | {"to": "2008-03"},
        HERE | {"from": "2008-04", "to": "2012-03", "department": "mill"},
        {"kind": "side-job", "from": "2010-01", "org": {"name": "x", "industry": "food"}},
        JOB | {"from": "2012-04", "to": "2014-03"},
        {"kind": "break", "from": "2014-04", "to": "2015-03"},
        HERE | {"entry": "return", "from": "2015-04", "to": None},
    ) == [
        ("2001-04", "joined"),
        ("2008-04", "moved"),
        ("2010-01", "side"),
        ("2012-04", "job"),
        ("2014-04", "break"),
        ("2015-04", "return"),
    ]


def test_what_was_before_the_company_and_a_short_rest_are_no_bends() -> None:
    """The road to the company is hers alone; a rest of some weeks belongs to the bend that it leads into."""
    assert ways(
        JOB | {"from": "1998", "to": "2001-03"},
        HERE,
        {"kind": "break", "from": "2015-04", "to": "2015-08"},
        {"kind": "founder", "from": "2015-09", "org": {"name": "x", "industry": "food"}},
    ) == [("2001-04", "joined"), ("2015-04", "founder")]


def test_a_turning_point_that_no_spell_tells_of_is_a_bend_of_its_own() -> None:
    """One near a spell's beginning is that bend; another stands alone."""
    turns = [{"at": "2015-03", "what": "w"}, {"at": "2007", "what": "w"}]
    assert ways(HERE, JOB, turns=turns) == [("2001-04", "joined"), ("2007", "turn"), ("2015-04", "job")]


def test_a_moment_means_a_bend_of_that_year_or_near_that_month() -> None:
    """A year means what bent in it and nothing else; a month what is nearest; else it is just a moment."""
    view = Views(site_of([person("aki", HERE, JOB)])).person("aki", "public")
    assert view is not None
    road = bends(view)
    found = {at: bend_near(road, YearMonth.parse(at)) for at in ("2015", "2016", "2014-12", "2013-01")}
    assert {at: bend and bend.way for at, bend in found.items()} == {
        "2015": "job",
        "2016": None,
        "2014-12": "job",
        "2013-01": None,
    }
    days = [str(moment_on(road, YearMonth.parse(at))) for at in ("2015", "2016")]
    assert days == ["2015-04-01", "2016-07-01"]


def test_who_comes_back_from_elsewhere_did_not_change_departments() -> None:
    """However she came in again, between the two departments lay another road; work beside the road is none."""
    lab = HERE | {"entry": "mid-career", "from": "2019-04", "to": None, "department": "lab"}
    assert ways(HERE, JOB | {"to": "2019-03"}, lab)[-1] == ("2015-04", "job")
    assert ways(HERE, JOB | {"kind": "side-job", "to": "2019-03"}, lab)[-1] == ("2019-04", "moved")


FOUNDER = {"kind": "founder", "from": "2015-04", "org": {"name": "x", "industry": "food"}}


def elsewhere(key: str, *rest: Raw, since: str = "2002-04", **changes: Any) -> Raw:
    """Somebody who joined in another year and another department, and then went on."""
    return person(key, HERE | {"from": since, "department": f"{key}s"}, *rest, **changes)


def test_who_turned_the_same_way_near_that_moment_joins() -> None:
    """Within two years and of the same kind, the nearest first; who came in the same year joins at the beginning."""
    people = [
        person("aki", HERE, JOB),
        elsewhere("ben", JOB | {"from": "2017-03"}, since="2001-10"),
        elsewhere("chie", JOB | {"from": "2018-03"}),
        elsewhere("dai", FOUNDER),
        elsewhere("eri", JOB | {"from": "2015-05"}),
    ]
    views = Views(site_of(people, [story("s", "aki", "2001", "2015")]))
    assert met(views.joins("s", "public")) == [
        ("2001", "bend", "joined", "ben"),
        ("2015", "bend", "job", "eri"),
    ]


def test_a_join_leads_to_her_own_story_at_the_answer_nearest_to_her_bend() -> None:
    """In the language that is being read where there is one; without a story it leads to her page."""
    people = [
        person("aki", HERE, JOB),
        elsewhere("ben", JOB | {"from": "2016-03"}),
        elsewhere("chie", JOB),
    ]
    stories = [
        story("s", "aki", "2015"),
        story("t", "ben", "2002", "2010", "2016", "2020", lang="en"),
        story("t-ja", "ben", "2002", "2014", "2019", translation_of="t"),
    ]
    ben, chie = sorted(Views(site_of(people, stories)).joins("s", "public"), key=lambda join: join.person.id)
    assert ben.story is not None
    assert (ben.story.slug, ben.heading, str(ben.when)) == ("t-ja", "a1", "2016-03")
    assert (chie.story, chie.heading) == (None, None)


def test_those_with_a_story_are_chosen_first_and_never_too_many() -> None:
    """An answer has two joins at most, a story six, and nobody comes twice about the same time."""
    crowd = [elsewhere(f"p{letter}", JOB) for letter in "abcdefghi"]
    people = [person("aki", HERE, JOB), elsewhere("zoe", JOB | {"from": "2017-03"}), *crowd]
    stories = [story("s", "aki", "2015", "2015-05"), story("t", "zoe", "2017")]
    joins = Views(site_of(people, stories)).joins("s", "public")
    assert len(joins) == 2
    assert "zoe" in {join.person.id for join in joins}


def tied(**changes: Any) -> list[Raw]:
    """Two who were in one department for years, one of whom names the other."""
    return [
        person("aki", HERE | {"with": ["ben"]}, JOB),
        person("ben", HERE | {"from": "2006-04", "to": None}, **changes),
    ]


def test_who_worked_together_joins_only_while_both_were_there() -> None:
    """A tie joins where both were here, and not at a moment before the other came."""
    views = Views(site_of(tied(), [story("s", "aki", "2001", "2010")]))
    assert met(views.joins("s", "public")) == [("2010", "together", "", "ben")]


WITHOUT_TIES: Raw = {"consent": profile_of("ben")["consent"] | {"purposes": ["directory", "story", "event"]}}
NOT_TOLD = [
    WITHOUT_TIES,
    {"visible": {"ties": "members"}},
    {"audience": "members"},
    {"visible": {"career": "members"}},
]


@pytest.mark.parametrize("changes", NOT_TOLD)
def test_ties_are_told_only_where_both_agreed_and_the_reader_sees_both(changes: Raw) -> None:
    """Without her consent to ties, or beyond what a reader may see, neither a name nor a department joins anybody."""
    for mine in ({"with": ["ben"]}, {}):
        people = [person("aki", HERE | mine, JOB), tied(**changes)[1]]
        assert Views(site_of(people, [story("s", "aki", "2010")])).joins("s", "public") == ()


@pytest.mark.parametrize("changes", NOT_TOLD)
def test_nobody_joins_who_did_not_agree_to_it(changes: Raw) -> None:
    """The same bend joins only who has the purpose ties, for readers of her ties; a story of hers changes nothing."""
    people = [person("aki", HERE, JOB), elsewhere("ben", JOB, **changes)]
    for stories in ([story("s", "aki", "2015")], [story("s", "aki", "2015"), story("t", "ben", "2015")]):
        assert Views(site_of(people, stories)).joins("s", "public") == ()


def test_those_who_cannot_join_take_nobodys_place() -> None:
    """However many in a story turned then, and however many did not agree to join, the one who can join does."""
    many = [f"p{letter}" for letter in "abcdefghijklmnop"]
    for changes, own in (({}, many), (WITHOUT_TIES, many[:1])):
        crowd = [elsewhere(key, JOB, **changes) for key in many]
        views = Views(
            site_of([*crowd, elsewhere("zoe", JOB)], [story("s", many[0], "2015") | {"alumni": own}])
        )
        assert {join.person.id for join in views.joins("s", "public")} == {"zoe"}


NEVER_MET = [
    ({"to": "2005-03"}, {"from": "2005-10"}, "2005"),
    ({"to": "2005-03"}, {"from": "2005"}, "2005-03"),
    ({"to": "2005"}, {"from": "2005"}, "2005"),
    ({}, {"from": "2005-10"}, "2005-09"),
]


@pytest.mark.parametrize(("mine", "hers", "at"), NEVER_MET)
def test_who_may_not_have_met_does_not_join_as_a_colleague(mine: Raw, hers: Raw, at: str) -> None:
    """Of one department, or named there: only who was surely there with the other, within the moment, joins."""
    for named in ({}, {"with": ["ben"]}):
        people = [
            person("aki", HERE | mine | named, JOB),
            person(
                "ben", HERE | {"entry": "mid-career", "to": None} | hers, turns=[{"at": "2020", "what": "w"}]
            ),
        ]
        assert Views(site_of(people, [story("s", "aki", at)])).joins("s", "public") == ()


def test_the_same_department_at_the_same_time_joins() -> None:
    """Nobody needs to be named: who shared a department joins, if both agreed to ties; one may still be there."""
    for mine in (HERE, HERE | {"to": None}):
        people = [person("aki", mine, JOB), tied()[1]]
        views = Views(site_of(people, [story("s", "aki", "2001", "2010")]))
        assert met(views.joins("s", "public")) == [("2010", "department", "", "ben")]


def test_a_bend_that_is_hidden_joins_nobody() -> None:
    """A spell, a career or a person that a reader may not see makes no join for her, and one for those who may."""
    mine = person("aki", HERE, JOB)
    for hidden in (
        elsewhere("ben", JOB | {"audience": "members"}),
        elsewhere("ben", JOB, audience="members"),
        elsewhere("ben", JOB, visible={"career": "members"}),
    ):
        views = Views(site_of([mine, hidden], [story("s", "aki", "2015")]))
        assert views.joins("s", "guests") == ()
        assert met(views.joins("s", "members")) == [("2015", "bend", "job", "ben")]


def test_nobody_unseen_changes_what_joins() -> None:
    """With or without people and stories for members, an outsider gets the same joins and related stories."""
    people = [person("aki", HERE, JOB), *(elsewhere(key, JOB) for key in ("ben", "chie", "dai"))]
    stories = [story("s", "aki", "2001", "2015"), story("t", "chie", "2015"), story("u", "dai", "2015")]
    unseen = [elsewhere(key, JOB, audience="members") for key in ("eri", "fumi")]
    theirs = [story("v", "eri", "2015") | {"audience": "members"}]
    before = Views(site_of(people, stories))
    after = Views(site_of([*people, *unseen], [*stories, *theirs]))
    assert before.joins("s", "guests") == after.joins("s", "guests") != ()
    assert before.related("s", "guests") == after.related("s", "guests") != ()


def test_a_pass_tells_of_nobody_but_its_own_stories() -> None:
    """By a link only those in its stories join, and no tie is told; what leads on leads to one of its stories."""
    people = [
        person("aki", HERE | {"with": ["ben"]}, JOB),
        person("ben", HERE, JOB | {"from": "2016-03"}),
        elsewhere("chie", JOB),
    ]
    stories = [
        {**story(slug, key, "2001-04", "2015"), "event_ok": True, "audience": "members"}
        for slug, key in (("s", "aki"), ("t", "ben"), ("u", "chie"))
    ]
    views = EventViews(site_of(people, stories))
    fair = {"id": "fair", "from": "2026-10-01", "until": "2026-10-31"}
    both, alone = (Pass.model_validate(fair | {"stories": slugs}) for slugs in (["s", "t"], ["s"]))
    joins = views.joins("s", both)
    assert {(one.why, one.person.id, one.story and one.story.slug) for one in joins} == {("bend", "ben", "t")}
    without = EventViews(site_of([people[0], people[1] | WITHOUT_TIES], stories))
    assert without.joins("s", both) == ()
    assert views.joins("s", alone) == ()


def test_stories_that_share_bends_come_next() -> None:
    """What to read next shares bends of the road first, tags only then; a translation of it comes after others."""
    people = [person("aki", HERE, JOB), elsewhere("ben", JOB), elsewhere("chie", FOUNDER)]
    stories = [
        story("s", "aki", "2015", tags=["a", "b"]),
        story("founder", "chie", "2015", tags=["a", "b"]),
        story("job", "ben", "2015"),
        story("again", "ben", "2015", translation_of="job", tags=["a"]),
        story("mine", "aki", "2015", translation_of="s"),
    ]
    related = Views(site_of(people, stories)).related("s", "public")
    assert [other.slug for other in related] == ["again", "founder", "job"]
