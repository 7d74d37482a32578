"""What a reader may not see of a career is in no string of its drawing, and does not bend it."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from sample import profile_of, site_of

from generator.career import SHAPES
from generator.render.drawing import draw_river
from generator.render.helper import Helper
from generator.render.places import Frame, Places
from generator.render.upright import draw_upright
from generator.site import Site
from generator.site.views import Views
from generator.texts import load_texts

# Drawings take as long as the machine needs: no deadline.
calmly = settings(deadline=None, max_examples=80)
SIZES = ((960, 290, True), (360, 136, True), (300, 92, False))
SECRET = "ひみつ"
Raw = dict[str, Any]


def drawn(site: Site, reader: str) -> list[str]:
    """The drawings of the one person of a site as a reader sees them, and what is said of them."""
    helper = Helper(site.settings, load_texts("ja"), Places({}, {}, {}), Frame("ja", "", "a/"), site.today)
    person = Views(site).person("a", reader)
    assert person
    svgs = [
        draw_river(helper.river(person, width, height, names=names), "w", "t", helper.outline(person))
        for width, height, names in SIZES
    ]
    svgs.append(draw_upright(helper.upright(person, 340), "u", "t", helper.outline(person)))
    return [str(svg) for svg in svgs]


def _spell(kind: str, start: int, length: int | None, hidden: bool) -> Raw:
    """A spell from a month (counted from 1970), for staff only where it is hidden."""
    spell: Raw = {"kind": kind, "from": _month(start)}
    if length is not None:
        spell["to"] = _month(min(start + length, 680))
    words = SECRET if hidden else "仕事"
    if kind == "here":
        spell |= {"entry": "mid-career", "department": words}
    elif kind != "break":
        spell |= {"title": words, "org": {"name": f"{words}の会社", "industry": "food", "show": "name"}}
    return spell | ({"audience": "staff"} if hidden else {})


def _month(number: int) -> str:
    return f"{1970 + number // 12}-{number % 12 + 1:02}"


def _spells(hidden: bool) -> st.SearchStrategy[Raw]:
    return st.builds(
        _spell,
        st.sampled_from(sorted(SHAPES)),
        st.integers(0, 670),
        st.one_of(st.none(), st.integers(0, 300)),
        st.just(hidden),
    )


# Every profile has a spell here, and it is one that members may see.
_visible = st.lists(_spells(False), max_size=4).map(lambda rest: [_spell("here", 380, 60, False), *rest])
_hidden = st.lists(_spells(True), min_size=1, max_size=4)


@calmly
@given(_visible, _hidden, st.randoms(use_true_random=False))
def test_hidden_spells_leave_no_trace(visible: list[Raw], hidden: list[Raw], chance: Any) -> None:
    """A career with spells for staff is drawn for members as if those spells had never been."""
    career = [*visible, *hidden]
    # Hidden spells may stand anywhere; those that are seen keep their order.
    places = sorted(chance.sample(range(len(career)), len(visible)))
    seen, unseen = iter(visible), iter(hidden)
    mixed = [next(seen) if place in places else next(unseen) for place in range(len(career))]
    with_them = site_of([profile_of("a", audience="members", career=mixed)])
    without = site_of([profile_of("a", audience="members", career=visible)])
    assert drawn(with_them, "members") == drawn(without, "members")
    assert SECRET not in "".join(drawn(with_them, "members"))


@calmly
@given(
    _visible,
    st.sampled_from(("industry", "hidden", {"staff": "name"}, {"members": "industry", "staff": "name"})),
)
def test_hidden_employers_leave_no_trace(visible: list[Raw], show: Any) -> None:
    """How long the name of an employer is, or what it is, makes no difference where it is not shown."""

    def named(name: str) -> Site:
        career = [
            spell | {"org": spell["org"] | {"name": name, "show": show}} if "org" in spell else spell
            for spell in visible
        ]
        return site_of([profile_of("a", audience="members", career=career)])

    long = drawn(named(f"{SECRET}なほど長い名前の株式会社"), "members")
    assert long == drawn(named("短"), "members")
    assert SECRET not in "".join(long)


@calmly
@given(_visible, st.lists(st.integers(380, 680).map(_month), min_size=1, max_size=3))
def test_hidden_turns_leave_no_trace(visible: list[Raw], turns: list[str]) -> None:
    """Turning points for staff are not marked for members."""
    told = [{"at": at, "what": SECRET} for at in turns]
    with_them = profile_of("a", audience="members", career=visible, turns=told, visible={"turns": "staff"})
    without = profile_of("a", audience="members", career=visible, turns=[])
    assert drawn(site_of([with_them]), "members") == drawn(site_of([without]), "members")


def test_what_is_shown_bends_the_drawing() -> None:
    """The comparison would see a difference: staff, who may see the hidden spell, get another drawing."""
    visible = [_spell("here", 400, None, hidden=False)]
    site = site_of(
        [profile_of("a", audience="members", career=[*visible, _spell("job", 300, 60, hidden=True)])]
    )
    assert SECRET in "".join(drawn(site, "staff"))
    assert drawn(site, "staff") != drawn(site, "members")
