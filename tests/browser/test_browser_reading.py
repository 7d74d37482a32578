"""Reading along the river: it follows the reader, others join it, and she comes back."""

from __future__ import annotations

from itertools import combinations, pairwise
from typing import Any

import pytest
from browser_axe import source, violations
from browser_reader import LOCK, PHONE, WIDE, NewReader, Reader
from browser_rivers import AWAY, LYING, TO_ANSWER, UPRIGHT, away
from browser_site import Site, token
from playwright.sync_api import expect

STORIES = (
    "after-three-years",
    "came-back",
    "first-seven-years",
    "liked-it-after-leaving",
    "other-side-of-the-table",
    "sound-of-the-kettle",
    "the-first-seven-years",
    "the-town-i-sold-to",
    "third-generation",
    "twice-out-twice-back",
)
JOINS = f"{UPRIGHT} a.y-tributary"

_BOXES = """(drawing) => [...document.querySelectorAll(`${drawing} text`)].map((text) => {
  const {left, top, right, bottom} = text.getBoundingClientRect();
  return [text.textContent, left, top, right, bottom];
})"""

# Points of the tributaries that lie within a text of the drawing.
_CROSSED = """(drawing) => {
  const svg = document.querySelector(drawing);
  const boxes = [...svg.querySelectorAll("text")].map((text) => [text.textContent, text.getBBox()]);
  return [...svg.querySelectorAll("a.y-tributary path")].flatMap((path) => {
    const length = path.getTotalLength();
    return Array.from({length: 60}, (_, i) => path.getPointAtLength((length * i) / 59)).flatMap(({x, y}) =>
      boxes.filter(([, box]) => x > box.x && x < box.x + box.width && y > box.y + 2 && y < box.y + box.height - 2)
           .map(([text]) => text));
  });
}"""


def guest(new_reader: NewReader, site: Site, size: tuple[int, int], **options: Any) -> Reader:
    """A guest who has opened the site."""
    reader = new_reader(size, **options)
    reader.unlock(site.passphrases["guests"])
    return reader


@pytest.mark.parametrize(("size", "drawing"), [(WIDE, UPRIGHT), (PHONE, LYING)])
def test_the_ring_flows_to_the_moment_of_the_answer_in_view(
    new_reader: NewReader, site: Site, size: tuple[int, int], drawing: str
) -> None:
    """Beside the text and above it, the river is in colour up to the answer that is read, forwards and back."""
    reader = guest(new_reader, site, size)
    page = reader.go(site.story("came-back"))
    for answer, at in (("gap", "2001"), ("leaving", "2015"), ("relation", "2023"), ("strengths", "2010")):
        page.evaluate(TO_ANSWER, answer)
        page.wait_for_function(f"(arg) => ({AWAY})(arg) < 1", arg=[drawing, at])
    expect(page.locator(drawing)).to_be_in_viewport()


def test_with_reduced_motion_the_river_steps(new_reader: NewReader, site: Site) -> None:
    """Who wants no motion sees the ring at the next moment at once, and at no place between."""
    reader = guest(new_reader, site, WIDE, reduced_motion="reduce")
    page = reader.go(site.story("came-back"))
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    places = page.evaluate(
        f"""async () => {{
          const ring = document.querySelector(".y-along__upright .y-reader");
          const seen = new Set([ring.getAttribute("cy")]);
          const watch = new MutationObserver(() => seen.add(ring.getAttribute("cy")));
          watch.observe(ring, {{attributes: true}});
          ({TO_ANSWER})("leaving");
          for (let i = 0; i < 30; i++) await new Promise(requestAnimationFrame);
          return [...seen];
        }}"""
    )
    assert len(places) == 2
    assert away(page, UPRIGHT, "2015") < 1


def test_a_short_last_answer_is_reached_and_the_end_is_today(new_reader: NewReader, site: Site) -> None:
    """At the foot of the page all of the road is in colour, however short the last answer is."""
    reader = guest(new_reader, site, (1280, 2400), reduced_motion="reduce")
    page = reader.go(site.story("came-back"))
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    page.wait_for_function(
        """() => {
          const svg = document.querySelector(".y-along__upright");
          const [ring, today] = [".y-reader", ".y-ring"].map((one) => svg.querySelector(one));
          return Math.abs(ring.getAttribute("cy") - today.getAttribute("cy")) < 1;
        }"""
    )


def test_a_join_leads_into_her_story_at_that_bend_and_back(new_reader: NewReader, site: Site) -> None:
    """Touching a stream brings the reader to the answer there; a button at it brings her back to where she was."""
    reader = guest(new_reader, site, WIDE)
    page = reader.go(site.story("came-back"))
    page.evaluate(TO_ANSWER, "relation")
    page.wait_for_function(f"(arg) => ({AWAY})(arg) < 1", arg=[UPRIGHT, "2023"])
    page.locator(JOINS, has_text="2021年に").locator("text").first.click()
    page.wait_for_url(f"**/{site.story('twice-out-twice-back')}#y-from-relation")
    reader.settled()
    expect(page.locator("h2#relation")).to_be_in_viewport()
    back = page.locator(".y-back")
    expect(back).to_be_in_viewport()
    back.click()
    page.wait_for_url(f"**/{site.story('came-back')}#relation")
    reader.settled()
    expect(page.locator("h2#relation")).to_be_in_viewport()
    assert page.locator(".y-back").count() == 0


def test_on_a_phone_the_pinned_line_and_the_answer_lead_there_too(new_reader: NewReader, site: Site) -> None:
    """The line under the pinned river names moment and join; it takes little room, and anchors lie below it."""
    reader = guest(new_reader, site, PHONE, has_touch=True, is_mobile=True)
    page = reader.go(f"{site.story('came-back')}#leaving")
    line = page.locator(".y-along__now")
    expect(line).to_contain_text("2015年 · 曲がり角 · 森さんも、この年に →")
    pinned = page.locator(".y-along__rivers").bounding_box()
    heading = page.locator("h2#leaving").bounding_box()
    assert pinned is not None
    assert heading is not None
    assert pinned["y"] == 0
    assert pinned["height"] <= 110
    assert heading["y"] >= pinned["height"]
    page.locator(".y-joins a", has_text="斎藤さん").tap()
    page.wait_for_url(f"**/{site.story('the-town-i-sold-to')}#y-from-leaving")
    reader.settled()
    expect(page.locator(".y-back")).to_be_in_viewport()


def test_the_pinned_line_says_where_the_ring_is(new_reader: NewReader, site: Site) -> None:
    """An answer without a moment has that of the one before it, however one came there; the end is the whole road."""
    reader = guest(new_reader, site, PHONE, has_touch=True, is_mobile=True)
    page = reader.go(f"{site.story('came-back')}#leaving")
    line = page.locator(".y-along__now")
    expect(line).to_contain_text("2015年")
    page.evaluate(TO_ANSWER, "message")
    expect(line).to_contain_text("2023年")
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    expect(line).to_have_text("2001 – いま")


def test_the_way_back_is_offered_only_to_who_came_that_way(new_reader: NewReader, site: Site) -> None:
    """A story that is opened by itself, at whatever answer, says nothing of a way back."""
    reader = guest(new_reader, site, WIDE)
    reader.go(f"{site.story('came-back')}#leaving")
    assert reader.page.locator(".y-back").count() == 0


def test_joins_are_reached_by_keyboard_in_the_order_of_time(new_reader: NewReader, site: Site) -> None:
    """The streams of the drawing come one after the other as time goes, and Enter follows one."""
    reader = guest(new_reader, site, WIDE)
    page = reader.go(site.story("came-back"))
    count = page.locator(JOINS).count()
    assert count > 2
    page.locator(JOINS).first.focus()
    places = []
    for _ in range(count):
        places.append(page.evaluate("document.activeElement.getAttribute('data-at')"))
        page.keyboard.press("Tab")
    assert None not in places
    assert all(a <= b for a, b in pairwise(places))
    page.locator(JOINS).last.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{site.story('twice-out-twice-back')}#y-from-relation")


@pytest.mark.parametrize("language", ["", "en/"])
def test_no_words_meet_in_any_drawing(new_reader: NewReader, site: Site, language: str) -> None:
    """In every story, texts of the upright river lie within the window, touch no other, and no stream crosses one."""
    reader = new_reader(WIDE)
    reader.unlock(site.passphrases["staff"])
    faults: list[str] = []
    for slug in STORIES:
        page = reader.go(language + site.story(slug))
        boxes = page.evaluate(_BOXES, UPRIGHT)
        faults += [f"{slug}: {text} sticks out" for text, left, *_ in boxes if left < 0]
        for (one, l0, t0, r0, b0), (other, l1, t1, r1, b1) in combinations(boxes, 2):
            if min(r0, r1) - max(l0, l1) > 1 and min(b0, b1) - max(t0, t1) > 4:
                faults.append(f"{slug}: {one} meets {other}")
        faults += [f"{slug}: a stream runs through {text}" for text in page.evaluate(_CROSSED, UPRIGHT)]
    assert not faults, "\n".join(sorted(set(faults)))


@pytest.mark.parametrize("width", [320, 390, 999, 1000, 1280])
def test_river_and_text_stand_beside_or_above_each_other(
    new_reader: NewReader, site: Site, width: int
) -> None:
    """At no width does the page scroll sideways, or the river lie on the text when the page is at its head."""
    reader = guest(new_reader, site, (width, 800))
    for slug in ("came-back", "liked-it-after-leaving"):
        page = reader.go(site.story(slug))
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        river = page.locator(".y-along__rivers svg").filter(visible=True).bounding_box()
        title = page.locator("h1").bounding_box()
        assert river is not None
        assert title is not None
        beside = river["x"] + river["width"] <= title["x"]
        assert beside or river["y"] + river["height"] <= title["y"]
        assert beside == (width >= 1000)


@pytest.mark.parametrize(("size", "scheme"), [(WIDE, "light"), (PHONE, "dark")])
def test_a_story_with_joins_is_clean(
    new_reader: NewReader, site: Site, size: tuple[int, int], scheme: str
) -> None:
    """axe finds nothing at the head of the page, in the middle of the road, nor where a join led."""
    reader = guest(new_reader, site, size, color_scheme=scheme)
    reader.page.add_init_script(source())
    page = reader.go(site.story("came-back"))
    assert not violations(page)
    page.evaluate(TO_ANSWER, "leaving")
    expect(page.locator(".y-reader").first).to_be_attached()
    assert not violations(page)
    page.locator(".y-joins a", has_text="斎藤さん").click()
    page.wait_for_url(f"**/{site.story('the-town-i-sold-to')}#y-from-leaving")
    reader.settled()
    expect(page.locator(".y-back")).to_be_visible()
    assert not violations(page)


def test_without_javascript_the_river_is_whole(new_reader: NewReader, site: Site) -> None:
    """All of the road is in full colour; the joins are links in the drawing and under the answers, and lead there."""
    reader = new_reader(WIDE, java_script_enabled=False)
    page = reader.page
    page.goto(reader.root + site.story("third-generation"))
    assert page.locator(".y-behind, .y-river--along").count() == 0
    links = page.locator(".y-joins a").count()
    assert links == page.locator(JOINS).count() > 1
    page.locator(".y-joins a", has_text="遠藤").click()
    page.wait_for_url(f"**/{site.story('liked-it-after-leaving')}#y-from-*")
    expect(page.locator("h2:has([id^=y-from]:target)")).to_be_in_viewport()


def test_opening_and_locking_leave_nothing_twice(new_reader: NewReader, site: Site) -> None:
    """Opened, locked, opened again and in the other language, a drawing has one ring and one road in colour."""
    reader = new_reader(WIDE)
    reader.go(site.story("first-seven-years"))
    for audience in (None, "guests", None, "staff"):
        if audience:
            reader.unlock(site.passphrases[audience])
            reader.go(site.story("first-seven-years"))
        elif reader.page.locator(LOCK).filter(visible=True).count():
            reader.lock()
        page = reader.page
        expect(page.locator(f"{UPRIGHT} .y-reader")).to_have_count(1)
        expect(page.locator(f"{UPRIGHT} .y-roads.y-behind")).to_have_count(1)
        expect(page.locator(f"{UPRIGHT} clipPath")).to_have_count(1)
    page.click(".y-switch")
    reader.settled()
    expect(page.locator(f"{UPRIGHT} .y-reader")).to_have_count(1)
    assert page.locator(".y-along__now").text_content() == "2011 – now"


def test_by_a_pass_only_its_own_stories_join(new_reader: NewReader, site: Site) -> None:
    """By the link of an event the streams lead to its other stories, and to nobody's page."""
    reader = new_reader(WIDE)
    page = reader.go(f"{site.story('came-back')}#p={token('crossroads-2026-12')}")
    expect(page.locator(JOINS)).to_have_count(1)
    page.locator(JOINS).locator("text").first.click()
    page.wait_for_url(f"**/{site.story('the-town-i-sold-to')}#y-from-leaving")
    reader.settled()
    expect(page.locator("h2#leaving")).to_be_in_viewport()
    expect(page.locator(".y-back")).to_be_visible()


def test_in_print_the_river_is_whole_and_pinned_to_nothing(new_reader: NewReader, site: Site) -> None:
    """On paper the road has its colour to the end, and no ring or button of the screen is left."""
    reader = guest(new_reader, site, WIDE)
    page = reader.go(site.story("came-back"))
    expect(page.locator(f"{UPRIGHT} .y-reader")).to_be_attached()
    page.emulate_media(media="print")
    assert (
        page.evaluate("getComputedStyle(document.querySelector('.y-along__upright .y-roads')).opacity") == "1"
    )
    assert not page.locator(".y-reader").first.is_visible()
