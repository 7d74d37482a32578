"""Roads that join a drawing: they come from its edge, flow with time, and their words meet nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.career import Arrival, Stretch, lying_tributaries, river, upright, upright_tributaries

TODAY = date(2026, 11, 22)
KINDS = st.sampled_from(["here", "job", "founder", "study", "break", "family-business"])


@st.composite
def careers(draw: st.DrawFn) -> list[Stretch]:
    """One to six stretches, one after the other."""
    days = draw(st.lists(st.integers(200, 4000), min_size=1, max_size=6))
    start, found = date(1990, 4, 1), []
    for key, length in enumerate(days):
        end = min(start + timedelta(length), TODAY)
        found.append(Stretch("here" if key == 0 else draw(KINDS), start, end, key, f"stretch {key}", "there"))
        start = end + timedelta(1)
        if start >= TODAY:
            break
    return found


MOMENTS = st.lists(st.dates(date(1985, 1, 1), TODAY), max_size=6)


def arrivals(moments: Sequence[date]) -> list[Arrival]:
    """Somebody at each of these moments."""
    return [Arrival(when, "job", "小川さんも", "この年に") for when in sorted(moments)]


@settings(max_examples=60, deadline=None)
@given(careers(), MOMENTS)
def test_words_of_upright_tributaries_meet_nothing_and_stand_above_their_bends(
    career: list[Stretch], moments: list[date]
) -> None:
    """Each stream begins above the point that it flows into, its words lie in the gutter, and no two touch."""
    drawing = upright(career, TODAY, width=300, height=620)
    found = upright_tributaries(drawing, arrivals(moments), 128)
    assert len(found.streams) == len(moments)
    for stream, when in zip(found.streams, sorted(moments), strict=True):
        point = drawing.point(when)
        assert stream.end == (point.x, point.y)
        assert stream.start[1] < stream.end[1]
        x0, y0, x1, _ = stream.box
        assert -found.gutter <= x0 < x1 < 0
        assert y0 >= -found.head
    boxes = sorted(stream.box for stream in found.streams)
    for one, other in pairwise(sorted(boxes, key=lambda box: box[1])):
        assert one[3] <= other[1]


@settings(max_examples=40, deadline=None)
@given(careers(), MOMENTS)
def test_lying_tributaries_flow_on_from_the_edge_of_the_drawing(
    career: list[Stretch], moments: list[date]
) -> None:
    """Each begins at the upper or lower edge, not after the point that it flows into."""
    drawing = river(career, TODAY, width=360, height=60, labels=False)
    for stream in lying_tributaries(drawing, arrivals(moments)):
        assert stream.start[1] in (3.0, 57.0)
        assert stream.start[0] <= stream.end[0]


def test_without_a_road_nothing_joins() -> None:
    """An empty career has no tributaries and needs no room for them."""
    drawing = upright([], TODAY, width=300, height=620)
    assert upright_tributaries(drawing, arrivals([TODAY]), 128).streams == ()
    assert lying_tributaries(river([], TODAY, width=360, height=60, labels=False), arrivals([TODAY])) == ()
