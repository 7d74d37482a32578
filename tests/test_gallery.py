"""The gallery: what must hold for the drawing of every awkward career, at every size in which pages show it."""

from __future__ import annotations

import itertools
from datetime import date

import pytest
from careers import careers
from gallery import GALLERY, TODAY, Awkward
from hypothesis import given, settings
from hypothesis import strategies as st
from roads import cubics, halves, leader, overlap, samples

from generator.career import SHAPES, River, Stretch, river
from generator.career.chain import chain
from generator.career.words import ems
from generator.render.drawing import draw_river

WIDE = ((1100, 290), (960, 290))
SMALL = ((360, 136), (340, 136))
SIZES = WIDE + SMALL
# Drawings take as long as the machine needs: no deadline.
calmly = settings(deadline=None, max_examples=80)


def draw(one: Awkward, size: tuple[int, int]) -> River:
    return river(one.career, TODAY, width=size[0], height=size[1], labels=True, turns=one.turns)


def told(one: Awkward) -> list[Stretch]:
    return [stretch for stretch in one.career if stretch.start <= TODAY]


def assert_words_are_free(drawing: River) -> None:
    """No words meet words, a hairline of others, a road, a ring or the stream, and none leaves the drawing."""
    points = [point for road in drawing.roads for point in samples(road.d, 30)]
    points += [point for part in halves(drawing.stream.d) for point in samples(part)]
    rings = [drawing.ring] if drawing.ring else []
    around = [
        (r.x - drawing.pen.ring, r.y - drawing.pen.ring, r.x + drawing.pen.ring, r.y + drawing.pen.ring)
        for r in rings
    ]
    foot = 30 if drawing.width >= 560 else 20
    for label in drawing.labels:
        x0, y0, x1, y1 = label.box
        assert 0 <= x0 < x1 <= drawing.width
        assert 0 <= y0 < y1 <= drawing.height - foot
        assert not any(x0 < x < x1 and y0 < y < y1 for x, y in points), label.text
        assert not any(overlap(label.box, ring) for ring in around), label.text
        for line, _ in label.lines:
            assert ems(line) * (14.5 if drawing.width >= 560 else 12.0) <= x1 - x0 + 0.2
        for other in drawing.labels:
            if other is not label:
                assert not overlap(label.box, other.box), (label.text, other.text)
                assert not (other.leader and overlap(label.box, leader(other.leader))), (
                    label.text,
                    other.text,
                )
    majors = [mark.x for mark in drawing.axis.numbers]
    assert all(b - a > 36 for a, b in itertools.pairwise(majors))


def assert_road_is_smooth(drawing: River) -> None:
    """The main road goes on without a step or a corner, and never back in time."""
    for a, b in itertools.pairwise(drawing.line):
        assert a[3] == pytest.approx(b[0], abs=0.06)
        before = (a[3][1] - a[2][1]) / max(a[3][0] - a[2][0], 1e-9)
        after = (b[1][1] - b[0][1]) / max(b[1][0] - b[0][0], 1e-9)
        if a[3][0] - a[2][0] > 0.01 and b[1][0] - b[0][0] > 0.01:
            assert before == pytest.approx(after, abs=0.06)
    xs = [x for cubic in drawing.line for x, _ in cubic]
    assert all(b - a > -1e-6 for a, b in itertools.pairwise(xs))
    for road in drawing.roads:
        assert all(0 <= x <= drawing.width and 0 <= y <= drawing.height for x, y in samples(road.d))


def assert_extents_are_dates(career: tuple[Stretch, ...], drawing: River) -> None:
    """Each leg lies between the places of its dates; legs that are long enough to be seen share one pace."""
    legs, branches = chain(career, TODAY)
    at = drawing.scale.at
    least = 62.0 if drawing.width >= 560 else 27.0
    # Where a stretch has no length, its date is two places.
    twice = {leg.start for leg in legs if not leg.days}
    ends = [(at(leg.end) - at(leg.start), leg.days) for leg in legs if not twice & {leg.start, leg.end}]
    seen = [(wide, days) for wide, days in ends if wide > least + 0.2]
    longest, most = max(seen, default=(1.0, 1))
    assert all(wide == pytest.approx(longest * days / most, abs=0.21) for wide, days in seen)
    assert [bend.date for bend in drawing.bends] == [leg.start for leg in legs[1:]]
    for leg, road in zip(branches, drawing.roads, strict=False):
        assert road.key == leg.key
        line = cubics(road.d)
        x0, x1 = line[0][0][0], line[-1][-1][0]
        assert x0 - 0.1 <= at(leg.start) <= at(leg.end) <= x1 + 0.1
        if at(leg.end) - at(leg.start) >= least and not (leg.parts or leg.joins):
            assert (x0, x1) == pytest.approx((at(leg.start), at(leg.end)), abs=0.1)
    if drawing.ring:
        assert drawing.ring.x == pytest.approx(at(TODAY), abs=0.1)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", GALLERY)
def test_words_are_free(name: str, size: tuple[int, int]) -> None:
    """Words of no awkward career meet anything or are clipped."""
    assert_words_are_free(draw(GALLERY[name], size))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", GALLERY)
def test_roads_are_smooth(name: str, size: tuple[int, int]) -> None:
    """The road of no awkward career has a step, a corner or a way out of the drawing."""
    assert_road_is_smooth(draw(GALLERY[name], size))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", GALLERY)
def test_extents_are_dates(name: str, size: tuple[int, int]) -> None:
    """Each stretch of every awkward career is as long as its dates say."""
    assert_extents_are_dates(GALLERY[name].career, draw(GALLERY[name], size))


@pytest.mark.parametrize("size", WIDE)
@pytest.mark.parametrize("name", GALLERY)
def test_all_that_is_told_is_named(name: str, size: tuple[int, int]) -> None:
    """At a desk's width every stretch with words is named, and only words too long for any line are cut."""
    one = GALLERY[name]
    labels = draw(one, size).labels
    assert sorted(label.text for label in labels) == sorted(s.label for s in told(one) if s.label)
    for label in labels:
        shown = "".join(line for line, _ in label.lines).replace(" ", "")
        assert shown == label.text.replace(" ", "") or ems(label.text) > 30, label.text


@pytest.mark.parametrize("name", GALLERY)
def test_every_stretch_begins_with_its_sign(name: str) -> None:
    """The kinds of signs and rings are those of the career, so that it can be read without colour."""
    one = GALLERY[name]
    drawing = draw(one, WIDE[0])
    legs, branches = chain(one.career, TODAY)
    expected = [leg.kind for leg in legs if leg.key is not None] + [
        leg.kind for leg in branches if not leg.parts
    ]
    assert [dot.kind for dot in drawing.signs] == expected
    svg = draw_river(drawing, "g", "t")
    assert all(SHAPES[kind].sign in svg for kind in expected)


def test_the_gallery_is_awkward_enough() -> None:
    """At least forty careers, with every kind, many spells, gaps and a month alone among them."""
    assert len(GALLERY) >= 40
    assert {s.kind for one in GALLERY.values() for s in one.career} == set(SHAPES)
    assert max(len(one.career) for one in GALLERY.values()) >= 12


_words = st.one_of(
    st.sampled_from(("", "営業", "ブランドマネージャー", "Head of overseas business development", "研究")),
    st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), max_size=60),
)
_turns = st.lists(st.dates(date(1945, 1, 1), date(2030, 1, 1)), max_size=5).map(tuple)


@calmly
@given(careers(_words, since=1950), _turns, st.sampled_from(SIZES))
def test_any_career_is_drawn(
    career: tuple[Stretch, ...], turns: tuple[date, ...], size: tuple[int, int]
) -> None:
    """Whatever a career is, its words are free, its road is smooth, and its extents are its dates."""
    drawing = draw(Awkward(career, turns), size)
    assert_words_are_free(drawing)
    assert_road_is_smooth(drawing)
    assert_extents_are_dates(career, drawing)
    assert all(cubics(road.d) for road in drawing.roads)
