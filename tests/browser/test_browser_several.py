"""Stories with several people, and stories that name no year: what the river does beside them."""

from __future__ import annotations

from itertools import combinations

import pytest
from browser_axe import source, violations
from browser_reader import PHONE, WIDE, NewReader, Reader
from browser_rivers import AWAY, LYING, TO_ANSWER, UPRIGHT, away
from browser_server import Host
from browser_site import Site
from playwright.sync_api import expect

NAMED = ".y-along__named svg"
BOTH = ("小川 直子", "森 健二")
WITHOUT_YEARS = "story-without-years"

_STEPS = f"""async () => {{
  const rings = [...document.querySelectorAll("{NAMED} .y-reader")];
  const where = () => rings.map((ring) => ring.getAttribute("cx")).join();
  const seen = new Set([where()]);
  const watch = new MutationObserver(() => seen.add(where()));
  for (const ring of rings) watch.observe(ring, {{attributes: true}});
  ({TO_ANSWER})("leaving");
  for (let i = 0; i < 30; i++) await new Promise(requestAnimationFrame);
  return seen.size;
}}"""


@pytest.fixture
def server(server: Host, told: Site) -> Host:
    """The host, with these stories."""
    server.files = told.files
    return server


def reading(new_reader: NewReader, told: Site, slug: str, size: tuple[int, int], audience: str) -> Reader:
    """Somebody of an audience who has opened one of the stories."""
    reader = new_reader(size)
    reader.unlock(told.passphrases[audience])
    reader.go(told.story(slug))
    return reader


def of(number: int, drawing: str) -> str:
    """The drawing of one of those in the story."""
    return f".y-along__one:nth-child({number + 1}) {drawing}"


@pytest.mark.parametrize(("size", "drawing"), [(WIDE, NAMED), (PHONE, LYING)])
def test_both_roads_follow_the_answer_in_view(
    new_reader: NewReader, told: Site, size: tuple[int, int], drawing: str
) -> None:
    """Beside the text and above it both have a name, stay in view, and are in colour up to the answer that is read."""
    page = reading(new_reader, told, "story-of-two", size, "members").page
    expect(page.locator(".y-along__name").filter(visible=True)).to_have_text(BOTH)
    for answer, at in (("gap", "2008"), ("relation", "2023"), ("leaving", "2015")):
        page.evaluate(TO_ANSWER, answer)
        for number in range(2):
            page.wait_for_function(f"(arg) => ({AWAY})(arg) < 1", arg=[of(number, drawing), at])
            expect(page.locator(of(number, drawing))).to_be_in_viewport(ratio=0.99)
        expect(page.locator(".y-along__now")).to_contain_text(f"{at}年")


def test_with_reduced_motion_both_step_at_once(new_reader: NewReader, told: Site) -> None:
    """Who wants no motion sees both rings at the next moment, and neither at a place between."""
    page = reading(new_reader, told, "story-of-two", WIDE, "members").page
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert page.evaluate(_STEPS) <= 3, "one ring after the other, in one frame"
    assert away(page, of(0, NAMED), "2015") < 1
    assert away(page, of(1, NAMED), "2015") < 1


def test_joins_are_reached_by_keyboard_and_lead_back(new_reader: NewReader, told: Site) -> None:
    """The drawings take no focus; the ways under an answer do, lead into another story, and back to that answer."""
    reader = reading(new_reader, told, "story-of-two", WIDE, "members")
    page = reader.page
    assert page.locator(".y-along__rivers :is(a, button, [tabindex])").count() == 0
    ways = page.locator("h2#leaving + p ~ .y-joins a, div:has(> h2#leaving) + .y-joins a")
    ways.first.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    expect(ways.first).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/s/*/#y-from-*")
    reader.settled()
    page.locator(".y-back").press("Enter")
    page.wait_for_url(f"**/{told.story('story-of-two')}#leaving")
    reader.settled()
    expect(page.locator("h2#leaving")).to_be_in_viewport()


def test_who_sees_one_career_has_that_river_under_its_name(new_reader: NewReader, told: Site) -> None:
    """Guests, who may not see the other career, have the upright river of the first alone, and nothing of the other."""
    page = reading(new_reader, told, "story-of-two", WIDE, "guests").page
    expect(page.locator(".y-along__name")).to_have_text(BOTH[:1])
    expect(page.locator(UPRIGHT)).to_have_count(1)
    assert page.locator(NAMED).count() == 0
    rivers = page.locator(".y-along__rivers").text_content() or ""
    assert "商品開発" in rivers
    assert "2008" not in rivers
    page.evaluate(TO_ANSWER, "leaving")
    page.wait_for_function(f"(arg) => ({AWAY})(arg) < 1", arg=[UPRIGHT, "2015"])


def test_its_card_shows_both_roads(new_reader: NewReader, told: Site) -> None:
    """A card of two people has both rivers under the title, and no stations of the first one alone."""
    page = reading(new_reader, told, "story-of-two", PHONE, "members").page
    page.goto(page.url.removesuffix(told.story("story-of-two")) + "stories/")
    card = page.locator(".y-card", has=page.locator(f"a[href$='{told.story('story-of-two')}']"))
    expect(card.locator(".y-card__by")).to_contain_text("小川 直子、森 健二")
    expect(card.locator(".y-drawing svg")).to_have_count(2)
    assert card.locator(".y-stations").count() == 0


@pytest.mark.parametrize("width", [320, 390, 999, 1000, 1280])
def test_two_rivers_leave_the_text_its_room(new_reader: NewReader, told: Site, width: int) -> None:
    """At no width does the page scroll sideways; what is pinned is low, answers stand below it, and no words meet."""
    page = reading(new_reader, told, "story-of-two", (width, 800), "members").page
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.goto(f"{page.url}#leaving")
    rivers, heading = (page.locator(one).bounding_box() for one in (".y-along__rivers", "h2#leaving"))
    assert rivers is not None
    assert heading is not None
    if width < 1000:
        assert rivers["y"] == 0
        assert rivers["height"] <= 115
        assert heading["y"] >= rivers["height"]
    else:
        assert rivers["x"] + rivers["width"] <= heading["x"]
    texts = page.locator(".y-along__rivers text, .y-along__name, .y-along__now").filter(visible=True)
    boxes = [(one.text_content(), box) for one in texts.all() if (box := one.bounding_box())]
    meeting = [
        f"{one} meets {other}"
        for (one, a), (other, b) in combinations(boxes, 2)
        if min(a["x"] + a["width"], b["x"] + b["width"]) - max(a["x"], b["x"]) > 1
        and min(a["y"] + a["height"], b["y"] + b["height"]) - max(a["y"], b["y"]) > 4
    ]
    assert not meeting, meeting


@pytest.mark.parametrize(("size", "scheme"), [(WIDE, "dark"), (PHONE, "light")])
@pytest.mark.parametrize("slug", ["story-of-two", WITHOUT_YEARS])
def test_these_stories_are_clean(
    new_reader: NewReader, told: Site, slug: str, size: tuple[int, int], scheme: str
) -> None:
    """axe finds nothing at the head of the page nor in the middle of the road."""
    reader = new_reader(size, color_scheme=scheme)
    reader.page.add_init_script(source())
    reader.unlock(told.passphrases["members"])
    page = reader.go(told.story(slug))
    assert not violations(page)
    page.evaluate(TO_ANSWER, "leaving")
    assert not violations(page)


def test_without_years_the_river_stands_still_and_complete(new_reader: NewReader, told: Site) -> None:
    """With no moment to follow, all of the road is in full colour, with no ring of the reader, wherever she reads."""
    page = reading(new_reader, told, WITHOUT_YEARS, WIDE, "guests").page
    before = page.locator(UPRIGHT).inner_html()
    page.evaluate(TO_ANSWER, "leaving")
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert page.locator(UPRIGHT).inner_html() == before
    assert page.locator(".y-reader, .y-behind, .y-river--along, .y-at, .y-joins a").count() == 0
    opacity = f"getComputedStyle(document.querySelector('{UPRIGHT} .y-roads')).opacity"
    assert page.evaluate(opacity) == "1"
    expect(page.locator(UPRIGHT)).to_be_in_viewport(ratio=0.99)


def test_without_years_nothing_is_pinned_on_a_phone(new_reader: NewReader, told: Site) -> None:
    """A river that does not move stands at the head of the story and takes no room from the text."""
    page = reading(new_reader, told, WITHOUT_YEARS, PHONE, "guests").page
    expect(page.locator(LYING)).to_be_in_viewport()
    page.evaluate(TO_ANSWER, "leaving")
    expect(page.locator(LYING)).not_to_be_in_viewport()
