"""Upright drawings: rules of geometry that awkward careers keep, and any other career too."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from math import atan2, hypot

import pytest
from careers import careers
from gallery import GALLERY
from hypothesis import given, settings
from hypothesis import strategies as st
from roads import cubics, halves, overlap, samples
from sample import parsed, profile_of, site_of

from generator.career import SHAPES, Stretch, Upright, upright
from generator.career.chain import chain
from generator.career.curve import path
from generator.career.upright_words import apart
from generator.career.words import text_width
from generator.render import Renderer
from generator.render.places import Frame, Places
from generator.render.upright import draw_upright
from generator.texts import load_texts

TODAY = date(2026, 10, 1)
SIZES = ((300.0, 620.0), (320.0, 560.0), (340.0, None))
calmly = settings(deadline=None, max_examples=60)
HOME = "日の出フーズ"
Point = tuple[float, float]


def at(kind: str, start: str, end: str = "", label: str = "", sub: str = "") -> Stretch:
    """A stretch from the first day of one month to the last day of another."""
    year, month = map(int, start.split("-"))
    last = None
    if end:
        y, m = map(int, end.split("-"))
        last = date(y + m // 12, m % 12 + 1, 1) - timedelta(days=1)
    return Stretch(kind, date(year, month, 1), last, f"{kind} {start} {label}", label, sub)


LONG = (
    "東アジア地域統括本部新規事業開発推進室室長代理",
    "Head of overseas business development and strategic partnerships",
)
# What is awkward about a career, and the career.
CAREERS: dict[str, tuple[Stretch, ...]] = {
    "a return after a break": (
        at("here", "2001-04", "2015-03", "商品開発", HOME),
        at("job", "2015-04", "2022-09", "ブランドマネージャー", "米菓メーカー"),
        at("break", "2022-09", "2023-06", "ひと休み"),
        at("here", "2023-06", "", "商品企画リーダー", HOME),
    ),
    "a long title in Japanese": (
        at("here", "2005-04", "2012-03", LONG[0], "日の出フーズ株式会社 海外事業本部"),
        at("job", "2012-04", "2020-03", "グローバルサプライチェーンマネジメント統括責任者", "人材サービス"),
        at("founder", "2020-04", "", "地域の農家と飲食店をつなぐ小さな卸売の会社", "合同会社"),
    ),
    "a long title in English": (
        at("here", "2005-04", "2012-03", LONG[1], "Hinode Foods Company Limited, Overseas Division"),
        at("job", "2012-04", "", "Vice president of global supply chain operations", "Manufacturing"),
    ),
    "45 years": (
        at("here", "1981-04", "1990-03", "工場", HOME),
        at("here", "1990-04", "2005-03", "品質管理", HOME),
        at("here", "2005-04", "2016-03", "工場長", HOME),
        at("contract", "2016-04", "2021-03", "技術顧問", HOME),
        at("collaboration", "2021-04", "", "若手の指導", "市の食育"),
    ),
    "spells of a month": (
        at("here", "2015-04", "2023-03", "経理", HOME),
        at("job", "2023-04", "2023-04", "一か月だけの仕事", "小売"),
        at("job", "2023-05", "2023-05", "もう一か月", "飲食"),
        at("study", "2023-06", "2023-06", "短い講座", "夜間学校"),
        at("founder", "2023-07", "", "経理の代行", "自分の会社"),
    ),
    "twelve spells": tuple(
        at(
            ("here", "job", "study", "founder", "break", "family-business")[i % 6],
            f"{2000 + 2 * i}-04",
            f"{2002 + 2 * i}-03" if i < 11 else "",
            f"{i + 1}番目の長めの仕事の名前",
            "どこかの会社",
        )
        for i in range(12)
    ),
    "gaps": (
        at("here", "1998-04", "2003-03", "営業", HOME),
        at("job", "2006-04", "2008-03", "広告", "代理店"),
        at("here", "2014-04", "2018-03", "広報", HOME),
        at("job", "2021-04", "2022-03", "手伝い"),
    ),
    "overlaps": (
        at("here", "2000-04", "2010-03", "研究", HOME),
        at("job", "2005-04", "2015-03", "大学講師", "教育"),
        at("here", "2012-04", "", "研究顧問", HOME),
        at("side-job", "2001-01", "2003-12", "翻訳"),
        at("side-job", "2002-01", "2008-12", "書評"),
        at("collaboration", "2002-06", "", "共同研究", "大学"),
        at("contract", "2004-01", "2006-12", "監修", "出版"),
    ),
    "side jobs beside one spell": (
        at("here", "2010-04", "", "営業企画", HOME),
        at("side-job", "2018-01", "2021-06", "週末のデザイン", "自営"),
        at("side-job", "2018-03", "2018-03", "ひと月の手伝い", "自営"),
        at("contract", "2022-01", "", "地元の商店街の広報", "商店街組合"),
        at("collaboration", "2026-09", "", "始めたばかりの協業", "大学"),
    ),
    "side jobs only": (
        at("side-job", "2010-04", "2012-03", "副業", "自営"),
        at("collaboration", "2011-04", "", "協業", HOME),
    ),
    "years only": (
        Stretch("here", date(2001, 1, 1), date(2009, 12, 31), 0, "製造", HOME),
        Stretch("job", date(2009, 1, 1), date(2012, 12, 31), 1, "品質", "化学"),
        Stretch("job", date(2012, 1, 1), None, 2, "工場長", "化学"),
    ),
    "a plan": (at("here", "2020-04", "2027-03", "営業", HOME), at("job", "2027-04", "", "次の仕事", "IT")),
    "one spell": (at("here", "2024-04", "", "新入社員", HOME),),
    "since today": (Stretch("job", TODAY, None, 0, "今日から", "IT"),),
    "three times here": (
        at("here", "1995-04", "2001-03", "営業", HOME),
        at("job", "2001-04", "2004-03", "商社の食品部", "商社"),
        at("here", "2004-04", "2010-03", "海外", HOME),
        at("break", "2010-04", "2011-03", "介護"),
        at("here", "2011-04", "2016-03", "人事", HOME),
        at("founder", "2016-04", "2021-03", "カフェ", "自営"),
        at("here", "2021-04", "", "人材開発", HOME),
    ),
    "here later": (
        at("job", "2003-04", "2008-03", "Web制作", "IT"),
        at("here", "2008-04", "2014-03", "通販", HOME),
        at("break", "2014-04", "2015-09"),
        at("study", "2015-09", "2017-08", "デザイン", "ロンドン"),
        at("founder", "2017-09", "", "小さなスタジオ"),
    ),
    "no words": (at("here", "2001-04", "2015-03"), at("job", "2015-04")),
    "one long word": (at("job", "2001-04", "", "Donaudampfschifffahrtsgesellschaftskapitän", "x" * 90),),
    "all at once": tuple(at("side-job", "2010-04", "2012-03", f"副業 {i}", "自営") for i in range(9)),
}

AWKWARD = CAREERS | {name: one.career for name, one in GALLERY.items()}
every_career = pytest.mark.parametrize("career", AWKWARD.values(), ids=AWKWARD)
every_size = pytest.mark.parametrize("size", SIZES)


def draw(career: Sequence[Stretch], size: tuple[float, float | None] = SIZES[0]) -> Upright:
    return upright(career, TODAY, width=size[0], height=size[1])


def leader_points(d: str) -> list[Point]:
    """Points along a hairline of level and straight parts."""
    x, y, *rest = (float(n) for n in re.findall(r"-?[\d.]+", d))
    corners = [(x, y), (rest[0], y), *([(rest[1], rest[2])] if len(rest) > 1 else [])]
    return [
        (a[0] + (b[0] - a[0]) * i / 20, a[1] + (b[1] - a[1]) * i / 20)
        for a, b in itertools.pairwise(corners)
        for i in range(21)
    ]


def check_words(drawing: Upright, career: Sequence[Stretch]) -> None:
    """All words stand, in the frame, and touch no other words, no road, and not the stream."""
    told = chain(career, TODAY)
    wanted = [leg for leg in (*told.legs, *told.branches) if leg.label or leg.sub]
    assert len(drawing.labels) == len(wanted)
    for one, other in itertools.combinations(drawing.labels, 2):
        assert not overlap(one.box, other.box), (one, other)
    roads = [point for road in (*drawing.roads, *drawing.sides) for point in samples(road.d, 24)]
    water = [point for half in halves(drawing.stream.d) for point in samples(half, 24)]
    for label in drawing.labels:
        x0, y0, x1, y1 = label.box
        assert 0 <= x0 < x1 <= drawing.width, label
        assert 0 <= y0 < y1 <= drawing.height, label
        assert not any(x0 - 3 < x < x1 and y0 < y < y1 for x, y in (*roads, *water)), label
        assert all(y0 < line.y <= y1 for line in label.lines)
        for line in label.lines:
            assert text_width(line.text, 13.5 if line.title else 11.5) <= x1 - x0 + 0.2
    turns = [drawing.point(s.start) for s in career] if drawing.signs else []
    rings = [drawing.ring] if drawing.ring else []
    places = [(x, y) for marks in (drawing.signs, drawing.side_signs, turns, rings) for x, y, *_ in marks]
    for x, y in places:
        around = (x - 9, y - 9, x + 9, y + 9)
        assert not any(overlap(label.box, around) for label in drawing.labels), (x, y)
    for label, other in itertools.permutations(drawing.labels, 2):
        x0, y0, x1, y1 = other.box
        for x, y in leader_points(label.leader) if label.leader else ():
            assert not (x0 < x < x1 and y0 < y < y1), (label, other)


def check_roads(drawing: Upright) -> None:
    """Roads stay in the frame, never run back in time, and go on in the same place and the same direction."""
    for road in (*drawing.roads, *drawing.sides):
        points = samples(road.d, 24)
        assert all(30 < x < drawing.width and 0 < y < drawing.height for x, y in points), road
        assert all(b[1] >= a[1] - 0.06 for a, b in itertools.pairwise(points)), road
        for before, after in itertools.pairwise(cubics(road.d)):
            assert before[-1] == after[0]
    for one, other in itertools.pairwise(drawing.roads):
        assert cubics(one.d)[-1][-1] == cubics(other.d)[0][0]
    for line in (drawing.line, *[cubics(side.d) for side in drawing.sides]):
        for before, after in itertools.pairwise(line):
            turn = direction(before[2], before[3]) - direction(after[0], after[1])
            assert abs(turn) < allowed(before[2], before[3]) + allowed(after[0], after[1]), (before, after)


def allowed(a: Point, b: Point) -> float:
    """How far a direction may be off, in radians, because both points are written with one decimal."""
    return 0.01 + 0.15 / max(hypot(b[0] - a[0], b[1] - a[1]), 0.05)


def direction(a: Point, b: Point) -> float:
    return atan2(b[0] - a[0], b[1] - a[1])


def check_time(drawing: Upright, career: Sequence[Stretch]) -> None:
    """Each stretch of the main road reaches from its first date to its last, and is long enough to be seen."""
    legs = chain(career, TODAY).legs
    days, ys = zip(*drawing.scale.knots, strict=True)
    assert days == (*(leg.start.toordinal() for leg in legs), TODAY.toordinal())
    assert all(foot - top >= 25.8 for top, foot in itertools.pairwise(ys))
    assert [sign.y for sign in drawing.signs] == [y for leg, y in zip(legs, ys, strict=False) if not leg.gap]
    assert [bend.y for bend in drawing.bends] == list(ys[1:-1])
    assert cubics(drawing.roads[0].d)[0][0][1] == ys[0]
    assert drawing.ring
    assert drawing.ring.y == cubics(drawing.roads[-1].d)[-1][-1][1] == ys[-1]
    points = samples(path(drawing.line), 24)
    places = [(x, y) for marks in (drawing.signs, drawing.bends, [drawing.ring]) for x, y, *_ in marks]
    for at_x, at_y in places:
        assert min((x - at_x) ** 2 + (y - at_y) ** 2 for x, y in points) < 9, (at_x, at_y)
    years = [year.y for year in drawing.years]
    assert all(b - a >= 14 for a, b in itertools.pairwise(years))


def check(career: Sequence[Stretch], size: tuple[float, float | None]) -> None:
    drawing = draw(career, size)
    check_words(drawing, career)
    if not any(s.start <= TODAY for s in career):
        return
    check_roads(drawing)
    check_time(drawing, career)
    assert drawing.width == size[0]
    assert drawing.height >= (size[1] or 0)


@every_size
@every_career
def test_awkward_careers_keep_the_rules(
    career: tuple[Stretch, ...], size: tuple[float, float | None]
) -> None:
    """No words meet anything or leave the frame, roads are smooth, and lengths are those of the dates."""
    check(career, size)


@calmly
@given(careers(), st.sampled_from(SIZES))
def test_any_career_keeps_the_rules(career: tuple[Stretch, ...], size: tuple[float, float | None]) -> None:
    """The same holds for whatever else a career may be."""
    check(career, size)


def test_words_are_whole() -> None:
    """No word is lost or cut that is not wider than the whole drawing: what is too wide for its column is broken."""
    for name, career in CAREERS.items():
        for size in SIZES:
            for label in draw(career, size).labels:
                stretch = next(s for s in career if s.key == label.key)
                for told, title, points in ((stretch.label, True, 13.5), (stretch.sub, False, 11.5)):
                    said = "".join(line.text for line in label.lines if line.title is title)
                    if text_width(told, points) <= size[0] or told in LONG:
                        assert said.replace(" ", "") == told.replace(" ", ""), (name, told)


def test_words_stand_as_near_as_they_can() -> None:
    """What meets is moved apart by the least squares of the ways, and what does not meet is not moved."""
    assert apart([10.0, 50.0], [20.0, 20.0], 0.0, 100.0) == [10.0, 50.0]
    assert apart([50.0, 50.0], [20.0, 20.0], 0.0, 100.0) == [40.0, 60.0]
    assert apart([50.0, 56.0, 90.0], [20.0, 20.0, 10.0], 0.0, 100.0) == [43.0, 63.0, 90.0]
    assert apart([0.0, 0.0, 99.0], [20.0, 20.0, 10.0], 0.0, 100.0) == [10.0, 30.0, 95.0]
    assert apart([], [], 0.0, 100.0) == []


def test_a_label_tells_where_its_road_lies() -> None:
    """Words carry the heights between which their spell lies, which are those of its dates."""
    drawing = draw(CAREERS["a return after a break"])
    first = drawing.labels[0]
    assert (first.top, first.foot) == (drawing.point(date(2001, 4, 1)).y, drawing.point(date(2015, 4, 1)).y)


def test_points_lie_on_the_road() -> None:
    """The point of a date lies on the main road, later dates further down, and none beyond its ends."""
    drawing = draw(CAREERS["three times here"])
    points = [drawing.point(date(year, 6, 15)) for year in range(1990, 2030)]
    road = samples(path(drawing.line), 200)
    assert [point.y for point in points] == sorted(point.y for point in points)
    assert all(min(abs(x - p.x) + abs(y - p.y) for x, y in road) < 1.2 for p in points)
    with pytest.raises(ValueError, match="without stretches"):
        draw(()).point(TODAY)


def test_turning_points_stand_on_the_road() -> None:
    """A turning point stands at its date, or at the change that it tells of; those outside the career do not stand."""
    career = CAREERS["a return after a break"]
    days = (date(2010, 6, 1), date(2015, 3, 1), date(1990, 1, 1), date(2031, 1, 1))
    drawing = upright(career, TODAY, width=300, height=620, turns=days)
    assert drawing.turns == (drawing.bends[0], drawing.point(date(2010, 6, 1)))[::-1]
    assert draw(career).turns == ()


def test_an_empty_career_is_the_stream_alone() -> None:
    """Without stretches, or with plans only, the stream alone is drawn."""
    for career in ((), (at("job", "2027-04", "", "計画"),)):
        drawing = draw(career)
        assert drawing.stream.d
        assert (drawing.roads, drawing.labels, drawing.years, drawing.ring) == ((), (), (), None)
        assert "y-road" not in draw_upright(drawing, "a").replace("y-roads", "")


def test_the_same_career_gives_the_same_drawing() -> None:
    """A drawing depends on nothing but what is shown: keys do not change it."""
    career = CAREERS["overlaps"]
    renamed = [replace(s, key=f"{n}") for n, s in enumerate(career)]
    assert draw_upright(draw(career), "a") == draw_upright(draw(renamed), "a")


def test_drawings_carry_no_style_and_escape_words() -> None:
    """Markup has no style and no handler, escapes words, keeps ids apart by the prefix, and names the drawing."""
    evil = '"><script>&'
    career = [replace(s, label=evil, sub=evil) for s in CAREERS["overlaps"]]
    html = draw_upright(draw(career), "a", evil, evil) + draw_upright(draw(career), "b")
    assert "<script" not in html
    assert not re.search(r"<[^>]*\s(style|on\w+)=", html)
    ids = re.findall(r'id="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r"url\(#([^)]+)\)", html)) <= set(ids)
    svg, hidden = parsed(html).all("svg")
    assert svg.attributes["aria-labelledby"].split() == ["a-title", "a-desc"]
    assert [one.text for one in svg.all("title", "desc")] == [evil, evil]
    assert hidden.attributes["aria-hidden"] == "true"


@every_career
def test_kinds_differ_without_colour(career: tuple[Stretch, ...]) -> None:
    """At the beginning of each spell stands the shape of its kind, so that a career reads in grey.

    A branch has it on its own road, unless it was the main road before.
    """
    drawing = draw(career)
    told = chain(career, TODAY)
    signs = parsed(draw_upright(drawing, "a")).all("path")
    shapes = [one.attributes["d"] for one in signs if "y-sign" in one.attributes.get("class", "")]
    branches = [(leg, side) for leg, side in zip(told.branches, drawing.sides, strict=True) if not leg.parts]
    kinds = [leg.kind for leg in (*told.legs, *(leg for leg, _ in branches)) if not leg.gap]
    assert shapes == [SHAPES[kind].sign for kind in kinds]
    for sign, (_, side) in zip(drawing.side_signs, branches, strict=True):
        assert (sign.x, sign.y) in [cubic[-1] for cubic in cubics(side.d)]


def person(career: list[dict[str, object]], reader: str) -> str:
    """What a reader's page of a person shows as her river."""
    site = site_of([profile_of("aki", audience="guests", career=career, photo=None)])
    places = Places({"aki": "a/0000000000000/"}, {}, {})
    page = Renderer(site, places, load_texts("ja")).person(
        Frame("ja", "", places.people["aki"]), "aki", reader
    )
    return page.sections["river"]


def test_what_is_hidden_does_not_bend_the_drawing() -> None:
    """A hidden spell and a hidden employer are in no string of the drawing, and leave it as if they were not."""
    first: dict[str, object] = {
        "kind": "here",
        "from": "2001-04",
        "to": "2009-03",
        "title": "営業",
        "entry": "new-graduate",
    }
    secret: dict[str, object] = {
        "kind": "founder",
        "from": "2010-04",
        "to": "2012-03",
        "title": "秘密の会社",
        "org": {"name": "ひそか", "industry": "retail", "show": "name"},
        "audience": "staff",
    }
    org = {"name": "隠れた商店", "industry": "retail", "show": "hidden"}
    last: dict[str, object] = {"kind": "job", "from": "2013-04", "title": "店長", "org": org}
    told = person([first, secret, last], "guests")
    assert told == person([first, {**last, "org": {**org, "name": "別の店", "industry": "it"}}], "guests")
    assert not any(
        word in told for word in ("秘密", "founder", "2010", "2012", "ひそか", "隠れた商店", "小売")
    )
    assert "秘密の会社" in person([first, secret, last], "staff")
