"""Drawings of careers: geometry that holds for every career, and two careers looked at closely."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from careers import KINDS, careers
from hypothesis import given, settings
from hypothesis import strategies as st
from roads import cubics, halves, overlap, samples

from generator.career import (
    SHAPES,
    Course,
    River,
    Road,
    Stretch,
    days_by_kind,
    returned,
    river,
    rivers,
    still_here,
)
from generator.career.chain import chain
from generator.career.curve import number
from generator.career.scale import shares, spread
from generator.career.words import shortened, text_width
from generator.render.drawing import draw_river, draw_rivers

TODAY = date(2026, 10, 1)
# Drawings take as long as the machine needs: no deadline.
calmly = settings(deadline=None, max_examples=60)
BOXES = ((960.0, 260.0, True), (300.0, 92.0, False), (360.0, 120.0, True))
GENERATOR = Path(__file__).parents[1] / "generator"
CSS = (GENERATOR / "runtime/styles/river.css").read_text(encoding="utf-8")


def at(kind: str, start: str, end: str | None = None, label: str = "") -> Stretch:
    """A stretch from the first day of one month to the last day of another."""
    year, month = map(int, start.split("-"))
    last = None
    if end:
        y, m = map(int, end.split("-"))
        last = date(y + m // 12, m % 12 + 1, 1) - timedelta(days=1)
    return Stretch(kind, date(year, month, 1), last, f"{kind} {start}", label, start if label else "")


RETURN = (
    at("here", "2001-04", "2015-03", "商品開発"),
    at("job", "2015-04", "2022-09", "ブランドマネージャー"),
    at("break", "2022-09", "2023-06"),
    at("here", "2023-06", None, "商品企画リーダー"),
)
DETOUR = (
    at("here", "2014-04", "2018-03", "海外事業"),
    at("study", "2018-03", "2020-03", "MBA留学"),
    at("job", "2020-03", "2022-09", "新規事業"),
    at("family-business", "2022-09", None, "家業の三代目"),
    at("collaboration", "2024-01", None, "前職との協業"),
)

boxes = st.sampled_from(BOXES)


def draw(career: Sequence[Stretch], box: tuple[float, float, bool]) -> River:
    return river(career, TODAY, width=box[0], height=box[1], labels=box[2])


def main_roads(roads: Sequence[Road]) -> list[Road]:
    """The main road's pieces: all but the branches, which are thin and belong to a stretch."""
    return [road for road in roads if not road.thin or road.key is None]


def assert_sound(roads: Sequence[Road], width: float, height: float) -> None:
    for road in roads:
        assert all(0 <= x <= width and 0 <= y <= height for x, y in samples(road.d)), road
        xs = [x for cubic in cubics(road.d) for x, _ in cubic]
        assert xs == sorted(xs), road
    main = main_roads(roads)
    for before, after in itertools.pairwise(main):
        assert cubics(before.d)[-1][-1] == cubics(after.d)[0][0]


@calmly
@given(careers(), boxes)
def test_every_road_is_sound(career: tuple[Stretch, ...], box: tuple[float, float, bool]) -> None:
    """Every road stays in the box, never runs back in time, and begins where the one before it ends."""
    drawing = draw(career, box)
    assert_sound(drawing.roads, drawing.width, drawing.height)


@calmly
@given(st.lists(careers(), max_size=9), st.sampled_from(((1280.0, 340.0), (390.0, 280.0))))
def test_many_roads_are_sound(many: list[tuple[Stretch, ...]], box: tuple[float, float]) -> None:
    """The same holds for many careers on one stream, and every career keeps its place in the order given."""
    drawing = rivers(many, TODAY, width=box[0], height=box[1])
    assert len(drawing.courses) == len(many)
    for career, course in zip(many, drawing.courses, strict=True):
        assert_sound(course.roads, *box)
        assert bool(course.roads) == any(s.start <= TODAY for s in career)


@calmly
@given(careers(), boxes)
def test_today_is_where_the_road_ends(career: tuple[Stretch, ...], box: tuple[float, float, bool]) -> None:
    """The ring of every career that has begun is at today's x, on the end of the main road."""
    drawing = draw(career, box)
    if not drawing.ring:
        assert all(s.start > TODAY for s in career)
        return
    end = cubics(main_roads(drawing.roads)[-1].d)[-1][-1]
    assert (drawing.ring.x, drawing.ring.y) == end
    assert drawing.ring.x == pytest.approx(drawing.scale.at(TODAY))
    assert drawing.ring.x == draw(RETURN, box).ring.x  # type: ignore[union-attr]


@calmly
@given(st.lists(careers(), min_size=2, max_size=6))
def test_today_is_the_same_for_all(many: list[tuple[Stretch, ...]]) -> None:
    """On one stream all rings stand in one column."""
    courses = rivers(many, TODAY, width=1280, height=340).courses
    assert len({course.ring.x for course in courses if course.ring}) <= 1


@calmly
@given(careers(), boxes, st.lists(st.dates(date(1970, 1, 1), date(2030, 1, 1)), min_size=2))
def test_time_never_runs_back(
    career: tuple[Stretch, ...], box: tuple[float, float, bool], days: list[date]
) -> None:
    """A later date never lies further left, and every date lies within the box."""
    scale = draw(career, box).scale
    xs = [scale.at(day) for day in sorted(days)]
    assert xs == sorted(xs)
    assert 0 <= xs[0] <= xs[-1] <= box[0]


@calmly
@given(careers(), st.sampled_from(BOXES[::2]))
def test_words_touch_nothing(career: tuple[Stretch, ...], box: tuple[float, float, bool]) -> None:
    """No label overlaps another, a road, a leader of another label or the stream, or leaves the box."""
    drawing = draw(career, box)
    for a, b in itertools.combinations(drawing.labels, 2):
        assert not overlap(a.box, b.box)
    band = [samples(part) for part in halves(drawing.stream.d)]
    points = [point for road in drawing.roads for point in samples(road.d, 40)]
    points += [point for edge in band for point in edge]
    for label in drawing.labels:
        x0, y0, x1, y1 = label.box
        assert 0 <= x0 < x1 <= box[0]
        assert 0 <= y0 < label.y <= y1 <= drawing.height - 18
        assert not any(x0 < x < x1 and y0 < y < y1 for x, y in points)
        assert all(x1 - x0 >= text_width(line, 12.0) - 0.2 for line, _ in label.lines)
        for other in drawing.labels:
            if other.leader and other is not label:
                x, start, end = map(float, other.leader[1:].replace("V", " ").split())
                assert not overlap(label.box, (x, min(start, end), x, max(start, end)))


@calmly
@given(careers())
def test_years_do_not_run_together(career: tuple[Stretch, ...]) -> None:
    """Numbers of years on the axis are in order, and far enough apart to be read."""
    for box in BOXES[::2]:
        numbers, dots = draw(career, box).axis
        assert list(dots) == sorted(dots)
        majors = [mark.x for mark in numbers]
        assert all(b - a > 30 for a, b in itertools.pairwise(majors))


@calmly
@given(careers(), boxes)
def test_the_same_career_gives_the_same_drawing(
    career: tuple[Stretch, ...], box: tuple[float, float, bool]
) -> None:
    """A drawing depends on nothing but the career: it repeats, and keys do not change its lines."""
    renamed = tuple(replace(s, key=f"x{s.key}") for s in career)
    first = draw(career, box)
    assert first == draw(career, box)
    assert [r.d for r in first.roads] == [r.d for r in draw(renamed, box).roads]


@calmly
@given(careers())
def test_the_main_road_has_no_holes(career: tuple[Stretch, ...]) -> None:
    """The legs of the main road follow one another up to today, and time here is never a mere branch."""
    told = chain(career, TODAY)
    for before, after in itertools.pairwise(told.legs):
        assert before.end == after.start
        assert before.start <= before.end
    if told.legs:
        assert told.legs[-1].end == TODAY
    kinds = {leg.kind for leg in told.legs}
    assert "here" in kinds or all(s.kind != "here" or s.start > TODAY for s in career)


@calmly
@given(careers(), boxes)
def test_what_a_page_marks_lies_on_the_road(
    career: tuple[Stretch, ...], box: tuple[float, float, bool]
) -> None:
    """Every bend is the point that the drawing gives for its x, and bends are in order."""
    drawing = draw(career, box)
    xs = [bend.x for bend in drawing.bends]
    assert xs == sorted(set(xs))
    for bend in drawing.bends:
        assert any(
            abs(x - bend.x) < 2 and abs(y - bend.y) < 6 for r in drawing.roads for x, y in samples(r.d, 60)
        )


@calmly
@given(st.lists(st.integers(0, 20_000), min_size=1, max_size=30), st.floats(50, 2000), st.floats(1, 100))
def test_short_stretches_stay_visible(days: list[int], total: float, least: float) -> None:
    """Widths add up to the room there is, none is below what all can have, and order of length is kept."""
    widths = shares(days, total, least)
    assert sum(widths) == pytest.approx(total)
    assert min(widths) >= min(least, 0.9 * total / len(days)) * 0.999
    ordered = [width for _, width in sorted(zip(days, widths, strict=True))]
    assert all(a <= b * 1.001 for a, b in itertools.pairwise(ordered))


@calmly
@given(st.lists(st.floats(0, 1000), min_size=2, max_size=20).map(sorted), st.floats(0, 80))
def test_spread_keeps_ends_and_distances(places: list[float], least: float) -> None:
    """Moved places keep both ends, and are as far apart as there is room for."""
    moved = spread(places, least)
    assert (moved[0], moved[-1]) == (places[0], places[-1])
    room = min(least, (places[-1] - places[0]) / (len(places) - 1))
    assert all(b - a >= room - 1e-6 for a, b in itertools.pairwise(moved))


def test_a_return_leaves_and_comes_back() -> None:
    """The first sample career is four legs: here, a job above the stream, a dotted rest, and here again."""
    drawing = draw(RETURN, BOXES[0])
    assert [bend.date.year for bend in drawing.bends] == [2015, 2022, 2023]
    assert [label.text for label in drawing.labels] == [
        "商品開発",
        "ブランドマネージャー",
        "商品企画リーダー",
    ]
    assert sum(road.dotted for road in drawing.roads) == 1
    assert drawing.gradients == (("break", "here"), ("here", "job"), ("job", "break"))
    assert drawing.ring
    assert drawing.ring.kind == "here"
    assert abs(drawing.ring.y - drawing.stream.y) < drawing.stream.thickness / 2
    assert drawing.point(date(2019, 1, 1)).y < drawing.stream.y - drawing.stream.thickness
    assert returned(RETURN, TODAY)
    assert still_here(RETURN, TODAY)


def test_a_detour_goes_on_with_a_branch() -> None:
    """The second sample career climbs through three kinds, and its collaboration branches thinly."""
    drawing = draw(DETOUR, BOXES[0])
    assert [road.kind for road in drawing.roads if road.thin] == ["collaboration"]
    heights = [drawing.point(date(year, 6, 1)).y for year in (2016, 2019, 2021, 2025)]
    assert heights == sorted(heights, reverse=True)
    assert len(drawing.labels) == 5
    assert [dot.kind for dot in drawing.dots] == ["collaboration"]
    assert drawing.ring
    assert drawing.ring.kind == "family-business"
    assert not returned(DETOUR, TODAY)
    assert not still_here(DETOUR, TODAY)


def test_what_nobody_told_is_a_quiet_gap() -> None:
    """Three untold years between two jobs become thin dots that belong to no stretch."""
    career = (at("here", "2003-04", "2009-03"), at("job", "2012-04"))
    quiet = [road for road in draw(career, BOXES[1]).roads if road.dotted]
    assert [(road.thin, road.key) for road in quiet] == [(True, None)]


def test_side_work_carries_a_road_that_would_be_empty() -> None:
    """Contract work that outlasts the job becomes the main road, and joins it as a branch before that."""
    told = chain((at("here", "2010-04", "2019-03"), at("contract", "2017-01")), TODAY)
    assert [leg.kind for leg in told.legs] == ["here", "contract"]
    assert [(leg.kind, leg.joins) for leg in told.branches] == [("contract", True)]


def test_a_handover_is_one_bend() -> None:
    """With years only, the shared year of two stretches makes no branch."""
    career = (
        Stretch("here", date(2001, 1, 1), date(2009, 12, 31), 0),
        Stretch("job", date(2009, 1, 1), None, 1),
    )
    told = chain(career, TODAY)
    assert [leg.kind for leg in told.legs] == ["here", "job"]
    assert told.branches == ()


def test_roads_that_go_on_do_not_cross() -> None:
    """Those who left and stayed away fan out above the stream: who left earlier is further out today."""
    many = [(at("here", f"{1998 + n}-04", f"{2004 + n}-03"), at("job", f"{2004 + n}-04")) for n in range(18)]
    courses: tuple[Course, ...] = rivers(many, TODAY, width=1280, height=340).courses
    ends = [course.ring.y for course in courses if course.ring]
    assert ends == sorted(ends)
    assert all(b - a > 4 for a, b in itertools.pairwise(ends))


def test_ways_round_run_below_the_stream() -> None:
    """Who came back is drawn below the stream while away, so that returns are seen at a glance."""
    drawing = rivers([RETURN], TODAY, width=1280, height=340)
    away = [road for road in drawing.courses[0].roads if road.kind == "job" and not road.kind_from]
    assert min(y for _, y in samples(away[0].d)) > drawing.stream.y


def test_nothing_gives_an_empty_stream() -> None:
    """Without careers, or with careers of the future only, the stream alone is drawn."""
    assert river((), TODAY, width=960, height=260, labels=True).roads == ()
    assert river([at("job", "2027-04")], TODAY, width=300, height=92, labels=False).ring is None
    assert rivers([], TODAY, width=1280, height=340).courses == ()
    with pytest.raises(ValueError, match="without stretches"):
        river((), TODAY, width=960, height=260, labels=True).point(TODAY)


@pytest.mark.parametrize(
    ("career", "came_back"),
    [
        ((at("here", "2001-04", "2010-03"), at("here", "2010-04")), False),
        ((at("here", "2001-04", "2010-03"), at("here", "2012-04", "2014-03")), True),
        ((at("here", "2001-04"), at("here", "2012-04")), False),
        ((at("here", "2001-04", "2020-03"), at("here", "2005-04", "2006-03"), at("here", "2020-04")), False),
        ((at("here", "2001-04", "2020-03"), at("here", "2027-04")), False),
        ((at("job", "2001-04", "2020-03"), at("here", "2021-04")), False),
    ],
)
def test_a_transfer_is_no_return(career: tuple[Stretch, ...], came_back: bool) -> None:
    """Only time away makes a return: not a change of department, an overlap, or a plan."""
    assert returned(career, TODAY) is came_back


def test_overlapping_days_count_once() -> None:
    """Two side jobs in the same year are one year of side work."""
    career = (
        at("side-job", "2020-01", "2020-12"),
        at("side-job", "2020-07", "2021-06"),
        at("job", "2027-01"),
    )
    assert days_by_kind(career, TODAY) == {"side-job": 547}


def test_long_words_are_cut_where_there_is_no_room() -> None:
    """A text wider than its room ends with an ellipsis and fits; a short one stays as it is."""
    assert shortened("営業", 10, 100) == "営業"
    cut = shortened("とても長い部署の名前", 10, 52)
    assert cut == "とても長…"
    assert text_width(cut, 10) <= 52


def test_numbers_are_short() -> None:
    """Coordinates carry one decimal at most and no negative zero."""
    assert [number(v) for v in (1.0, -0.04, 2.25, -3.96)] == ["1", "0", "2.2", "-4"]


def test_drawings_carry_no_style_and_escape_words() -> None:
    """Markup has no style attribute or element, escapes words, and keeps ids unique through the prefix."""
    career = [replace(s, label="<b>&") for s in DETOUR]
    one = draw_river(draw(career, BOXES[0]), "a", '"><script>', "<i>")
    many = draw_rivers(rivers([RETURN, DETOUR], TODAY, width=1280, height=340), "b", now="<i>")
    assert "style" not in one + many
    assert "<b>" not in one
    assert "<script" not in one
    assert "<i>" not in one + many
    assert 'role="img" aria-labelledby="a-title a-desc"' in one
    assert 'aria-hidden="true"' in many
    ids = re.findall(r'id="([^"]+)"', one + many)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r"url\(#([^)]+)\)", one + many)) == set(ids) - {"a-title", "a-desc"}


def test_turning_points_stand_on_the_road() -> None:
    """A turning point lies on the road at its date, one in the month of a bend on the bend; others are left out."""
    turns = (date(2009, 6, 1), date(2015, 4, 20), date(1990, 1, 1), date(2030, 1, 1))
    drawing = river(RETURN, TODAY, width=960, height=290, labels=True, turns=turns)
    assert drawing.turns == (drawing.point(date(2009, 6, 1)), drawing.bends[0])


def test_every_kind_has_its_colour() -> None:
    """The style sheet knows every kind, for strokes and for gradients, in both schemes, and each has a sign."""
    assert set(SHAPES) == set(KINDS)
    assert len({shape.sign for shape in SHAPES.values()}) == len(KINDS)
    for kind in KINDS:
        assert f".y-k-{kind} " in CSS
        assert f".y-stop-{kind} " in CSS
    used = set(re.findall(r"var\((--y-[a-z]+)\)", CSS)) - {"--y-kind", "--y-gothic"}
    light, dark = palette(":root"), palette('[data-md-color-scheme="slate"]')
    assert used <= set(light)
    assert set(light) == set(dark)


def palette(selector: str) -> dict[str, str]:
    block = CSS.split(selector + " {")[1].split("}")[0]
    return dict(re.findall(r"(--y-[a-z]+): (#[0-9a-f]{6});", block))


def luminance(colour: str) -> float:
    """Relative luminance of WCAG 2."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(a: str, b: str) -> float:
    high, low = sorted((luminance(a), luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("selector", [":root", '[data-md-color-scheme="slate"]'])
def test_roads_are_seen_on_paper_and_on_water(selector: str) -> None:
    """Every road has a contrast of 3 to the paper, `here` also to the water, and words have 4.5."""
    colours = palette(selector)
    paper = colours["--y-paper"]
    for name in ("here", "job", "founder", "family", "study", "break", "side", "contract", "collaboration"):
        assert contrast(colours[f"--y-{name}"], paper) >= 3, name
        assert contrast(colours[f"--y-{name}"], colours["--y-water"]) >= 2.7, name
    assert contrast(colours["--y-here"], colours["--y-water"]) >= 3
    assert contrast(colours["--y-soft"], paper) >= 4.5
    assert contrast(colours["--y-ink"], paper) >= 7
