"""The explorer: what is asked, counted, found and shown, by whom, and what the address says of it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date

import pytest
from browser_axe import source, violations
from browser_reader import PHONE, WIDE, NewReader, Opened, Reader
from browser_site import Site
from browser_world import Person as Profile
from browser_world import sees
from playwright.sync_api import Locator, Page, Route, expect

from generator.fields import YearMonth
from generator.profile import News
from generator.search import Person, Stock, make_shard
from generator.site.seen import PersonName, PersonView, SpellView

_ROWS, _COUNT, _SEARCH = ".y-found > li", ".y-explorer__count", "#y-explorer-words"
_BONES = ".y-explorer__ghost"
_MANY = 5_000
# Place, number and text of the first row that begins within the window.
_ROW_IN_VIEW = f"""() => {{
  const within = (row) => row.getBoundingClientRect().top >= 0 && row.getBoundingClientRect().bottom <= innerHeight;
  const row = [...document.querySelectorAll("{_ROWS}")].find(within);
  return row && [row.getAttribute("aria-posinset"), row.getAttribute("aria-setsize"), row.textContent];
}}"""


def _seen(site: Site, audience: str | None) -> list[Profile]:
    """The people with pages whom a reader may see."""
    people = [one for one in site.world.people.values() if one.agreed("directory")]
    return [one for one in people if one.whole == "public" or (audience and sees(audience, one.whole))]


def _facet(page: Page, name: str) -> Locator:
    """The values of a facet, opened."""
    facet = page.locator(f"[data-facet={name}]")
    if facet.get_attribute("open") is None and name not in ("returned", "story"):
        facet.locator("summary").click()
    return facet


def _whole(page: Page) -> None:
    """Turns to the explorer, and waits until everybody is there."""
    page.locator(_SEARCH).focus()
    expect(page.locator(".y-explorer")).to_have_attribute("data-state", "whole")


def _option(page: Page, name: str, value: str) -> Locator:
    return _facet(page, name).locator(f"input[value='{value}']")


def _counts(page: Page, name: str) -> Mapping[str, int]:
    """The values of a facet and their counts as they stand on the page."""
    lines = _facet(page, name).locator(".y-option")
    return {
        line.locator(".y-option__name").inner_text(): int(line.locator(".y-option__count").inner_text())
        for line in lines.all()
    }


class _Held:
    """Holds back whatever is asked for with a text in its address, until it is released."""

    def __init__(self, page: Page, part: str) -> None:
        self._page = page
        self._waiting: list[Route] = []
        self._released = False
        page.route(re.compile(re.escape(part)), lambda route: self._take(route))  # noqa: PLW0108 - the driver marks it

    def _take(self, route: Route) -> None:
        if self._released:
            route.continue_()
        else:
            self._waiting.append(route)

    def release(self) -> None:
        """Lets go what was asked for; there has to be something."""
        while not self._waiting:
            self._page.wait_for_timeout(20)
        self._released = True
        for route in self._waiting:
            route.continue_()


def _number(page: Page) -> int:
    return int(re.match(r"[\d,]+", page.locator(_COUNT).inner_text())[0].replace(",", ""))  # type: ignore[index]


def _names(page: Page) -> list[str]:
    """The names in the list, as soon as all rows of it are in the page."""
    expect(page.locator(_ROWS)).to_have_count(_number(page))
    return [text.split("\n")[0] for text in page.locator(f"{_ROWS} h3 a").all_inner_texts()]


@pytest.mark.parametrize("audience", [None, "guests", "members", "staff"])
def test_every_reader_finds_whom_she_may_see_and_nobody_else(
    opened: Opened, site: Site, audience: str | None
) -> None:
    """Number and links are those of the people whose pages this reader can open."""
    page = opened(audience).go("alumni/")
    _whole(page)
    wanted = {site.person(person.id) for person in _seen(site, audience)}
    expect(page.locator(_ROWS)).to_have_count(len(wanted))
    links = page.locator(f"{_ROWS} h3 a").evaluate_all("links => links.map(link => link.pathname.slice(1))")
    assert set(links) == wanted
    assert _number(page) == len(wanted)


def test_facets_count_what_they_would_find(opened: Opened) -> None:
    """Each count is the number of people that choosing the value gives, alone and with another facet chosen."""
    page = opened("staff").go("alumni/")
    _option(page, "since", "job").check()
    within = _number(page)
    counts = _counts(page, "department")
    assert counts
    assert max(counts.values()) <= within
    for value, count in [one for one in counts.items() if one[1]][:3]:
        _option(page, "department", value).check()
        expect(page.locator(_COUNT)).to_have_text(re.compile(f"^{count}人"))
        assert _counts(page, "department") == counts, "a facet's own choice changes its other counts"
        _option(page, "department", value).uncheck()
    _option(page, "since", "founder").check()
    assert _number(page) >= within, "two values of one facet are either"


def test_the_address_keeps_what_is_asked(opened: Opened) -> None:
    """Choices, words and order are in it; going back, loading anew and opening it elsewhere give the same list."""
    reader = opened("members")
    page = reader.go("alumni/")
    _option(page, "since", "job").check()
    page.select_option("#y-explorer-order", "reading")
    page.fill(_SEARCH, "の")
    expect(page).to_have_url(re.compile(r"#q=.+&since=job&sort=reading$"))
    shown, number = _names(page), _number(page)
    assert shown
    assert page.url not in reader.host.paths
    reader.reload()
    expect(page.locator(_COUNT)).to_have_text(re.compile(f"^{number}人"))
    assert _names(page) == shown
    other = reader.tab().page
    other.goto(page.url)
    expect(other.locator(_COUNT)).to_have_text(re.compile(f"^{number}人"))
    assert _names(other) == shown
    other.close()
    page.go_back()
    expect(page.locator(_SEARCH)).to_have_value("")
    expect(page.locator("#y-explorer-order")).to_have_value("reading")
    page.go_back()
    expect(page.locator("#y-explorer-order")).to_have_value("day")
    page.go_back()
    expect(page.locator(".y-chips")).to_be_hidden()
    assert not page.evaluate("location.hash")
    page.go_forward()
    expect(page.locator(".y-chip")).to_have_count(1)


def test_no_host_is_told_what_is_asked(wide: Reader, site: Site) -> None:
    """Whatever is chosen and typed, no request names it, also when the page is loaded again."""
    page = wide.unlock(site.passphrases["members"])
    wide.go("alumni/")
    department = next(iter(_counts(page, "department")))
    _option(page, "department", department).check()
    page.fill(_SEARCH, "小川")
    wide.reload()
    expect(page.locator(_SEARCH)).to_have_value("小川")
    assert {path for path in (hit.path for hit in wide.host.hits) if "alumni" in path} == {"/alumni/"}


def test_it_is_used_by_keyboard_alone(wide: Reader) -> None:
    """From the search to a facet, a value, its chip and a person, with the focus never lost."""
    page = wide.go("alumni/")
    page.locator(_SEARCH).focus()
    seen: list[str] = []
    for _ in range(4):
        page.keyboard.press("Tab")
        seen.append(page.evaluate("document.activeElement.closest('[data-facet]')?.dataset.facet ?? ''"))
    assert seen == ["department", "joined", "left", "since"]
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.locator(".y-chip")).to_have_count(1)
    expect(page.locator("[data-facet=since] .y-option input").first).to_be_focused()
    page.locator(".y-chip").focus()
    page.keyboard.press("Enter")
    expect(page.locator(_COUNT)).to_be_focused()
    for place in range(3):
        page.locator(f"{_ROWS} h3 a").nth(place).focus() if place == 0 else page.keyboard.press("Tab")
        expect(page.locator(f"{_ROWS} h3 a").nth(place)).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/a/"))


def test_numbers_are_told_to_whoever_listens(wide: Reader) -> None:
    """Once the asking has come to rest the live region says how many there are, and nothing of the page as it comes."""
    page = wide.go("alumni/")
    expect(page.locator(_COUNT)).not_to_be_empty()
    region = page.locator(".y-explorer__announcer")
    _option(page, "since", "job").check()
    expect(region).to_have_text(re.compile(f"^{_number(page)}人$"))


def test_where_nobody_fits_it_says_what_to_leave_out(wide: Reader) -> None:
    """Each filter without which somebody would be found is offered with the right number, and leads there."""
    page = wide.go("alumni/#since=job&joined=1900-1901")
    nothing = page.locator(".y-explorer__nothing")
    expect(nothing).to_be_visible()
    offer = nothing.locator("li button")
    expect(offer).to_have_count(1)
    number = int(re.search(r"(\d+)人$", offer.inner_text())[1])  # type: ignore[index]
    offer.click()
    expect(nothing).to_be_hidden()
    expect(page.locator(_COUNT)).to_be_focused()
    assert _number(page) == number > 0
    page.fill(_SEARCH, "どこにもいない人")
    expect(nothing).to_be_visible()
    nothing.locator("[data-clear]").click()
    expect(page.locator(".y-chips")).to_be_hidden()
    expect(page.locator(_SEARCH)).to_have_value("")


def test_where_the_index_does_not_come_the_served_list_stays(wide: Reader) -> None:
    """It says so, and trying again is enough once the network is back."""
    wide.watch.provoked("index/public", "ERR_FAILED")
    page = wide.page
    page.route("**/index/public/*.json", lambda route: route.abort())
    wide.go("alumni/")
    expect(page.locator(".y-explorer__trouble")).to_be_visible()
    expect(page.locator(".y-served li.y-person").first).to_be_visible()
    expect(page.locator(_SEARCH)).to_be_hidden()
    page.unroute("**/index/public/*.json")
    page.click("[data-retry]")
    expect(page.locator(_ROWS).first).to_be_visible()
    expect(page.locator(".y-served")).to_be_hidden()
    expect(page.locator(".y-explorer__trouble")).to_be_hidden()


def test_where_only_the_rest_does_not_come_it_is_asked_for_again(wide: Reader) -> None:
    """The first people stay, and what was asked is answered when the rest has come."""
    wide.watch.provoked("index/public", "ERR_FAILED")
    page = wide.page
    page.route("**/index/public/1.json", lambda route: route.abort())
    wide.go("alumni/")
    expect(page.locator(_ROWS).first).to_be_visible()
    _option(page, "since", "job").check()
    expect(page.locator(".y-explorer__trouble")).to_be_visible()
    page.unroute("**/index/public/1.json")
    page.click("[data-retry]")
    expect(page.locator(".y-explorer__trouble")).to_be_hidden()
    expect(page.locator(_COUNT)).to_be_focused()
    assert _number(page) > 0


def test_bones_stand_where_the_answer_will_be(wide: Reader) -> None:
    """What the first people cannot answer waits for the rest, with no number or list that may be wrong."""
    page, held = wide.page, _Held(wide.page, "index/public/1.json")
    wide.go("alumni/")
    expect(page.locator(_ROWS).first).to_be_visible()
    expect(page.locator(_BONES).first).to_be_hidden()
    _option(page, "since", "job").check()
    expect(page.locator(_BONES).first).to_be_visible()
    expect(page.locator(_COUNT)).to_be_empty()
    expect(page.locator(_ROWS).first).to_be_hidden()
    held.release()
    expect(page.locator(_BONES).first).to_be_hidden()
    expect(page.locator(_ROWS)).to_have_count(_number(page))


def test_bones_stand_for_everybody_until_the_first_are_there(new_reader: NewReader, site: Site) -> None:
    """Who has opened the page sees that it is at work; the list that comes with the page stays for everyone else."""
    for audience in (None, "members"):
        reader = new_reader()
        page = reader.unlock(site.passphrases[audience]) if audience else reader.page
        held = _Held(page, f"index/{audience or 'public'}/0.")
        page.goto(f"{reader.root}alumni/")
        expect(page.locator(".y-explorer")).to_have_attribute("data-state", "waiting")
        expect(page.locator(_BONES).first).to_be_visible(visible=audience is not None)
        expect(page.locator(".y-served li.y-person").first).to_be_visible(visible=audience is None)
        held.release()
        expect(page.locator(_ROWS).first).to_be_visible()
        expect(page.locator(_BONES).first).to_be_hidden()


def test_a_sealed_part_that_does_not_come_is_asked_for_again(new_reader: NewReader, site: Site) -> None:
    """What was asked before is answered then, and the list is whole."""
    reader = new_reader()
    reader.watch.provoked("index/members", "ERR_FAILED")
    page = reader.unlock(site.passphrases["members"])
    page.route("**/index/members/1.jwe", lambda route: route.abort())
    reader.go("alumni/")
    page.fill(_SEARCH, "小川")
    expect(page.locator(".y-explorer__trouble")).to_be_visible()
    page.unroute("**/index/members/1.jwe")
    page.click("[data-retry]")
    expect(page.locator(_COUNT)).to_have_text(re.compile("^1人"))
    expect(page.locator(".y-explorer__trouble")).to_be_hidden()
    expect(page.locator(".y-explorer")).to_have_attribute("data-state", "whole")


@pytest.mark.parametrize("asked", ["", "#sort=reading", "#since=job"])
def test_whoever_comes_back_from_a_person_is_where_she_was(opened: Opened, asked: str) -> None:
    """The same people are in the window as when she left, whatever was asked."""
    page = opened("staff").go(f"alumni/{asked}")
    page.evaluate("scrollTo({ top: 700, behavior: 'instant' })")
    page.wait_for_function("() => scrollY === 700")
    place = page.evaluate(_ROW_IN_VIEW)[0]
    page.locator(f"{_ROWS}[aria-posinset='{place}'] h3 a").click()
    page.wait_for_url(re.compile("/a/"))
    # Slower than the browser, which tries by itself while it is loading.
    held = _Held(page, "index/staff/")
    page.go_back()
    page.wait_for_timeout(500)
    held.release()
    page.wait_for_function("() => scrollY === 700")
    page.wait_for_function(f"place => ({_ROW_IN_VIEW})()?.[0] === place", arg=place)


def test_it_follows_the_gate(wide: Reader, site: Site) -> None:
    """Opened, there are more people; locked, none of them is in the page or in what it counts any longer."""
    page = wide.go("alumni/")
    expect(page.locator(_COUNT)).not_to_be_empty()
    before, facets = _number(page), _counts(page, "department")
    wide.unlock(site.passphrases["staff"])
    wide.go("alumni/")
    expect(page.locator(_COUNT)).not_to_have_text(f"{before}人")
    assert _number(page) > before
    wide.lock()
    wide.go("alumni/")
    expect(page.locator(_COUNT)).to_have_text(f"{before}人")
    assert _counts(page, "department") == facets


def test_pictures_in_the_list_are_opened_near_the_window(wide: Reader, site: Site) -> None:
    """Sealed pictures of rows that the script has made are shown as those of pages are."""
    page = wide.unlock(site.passphrases["staff"])
    wide.go("alumni/#sort=reading")
    sealed = page.locator(f"{_ROWS} img[data-media]").first
    sealed.scroll_into_view_if_needed()
    expect(sealed).to_have_attribute("data-media-state", "shown")


def test_without_a_script_there_is_the_list_alone(new_reader: NewReader, site: Site) -> None:
    """Whom everybody may see, with links; no trace of the explorer."""
    reader = new_reader(java_script_enabled=False)
    page = reader.page
    page.goto(reader.root + "alumni/")
    expect(page.locator(".y-explorer")).to_be_hidden()
    links = page.locator(".y-served h3 a")
    expect(links).to_have_count(len(_seen(site, None)))
    for link in links.all():
        expect(link).to_be_visible()


@pytest.mark.parametrize(
    "address", ["alumni/", "alumni/#since=job", "alumni/#joined=1900-1901", "en/alumni/"]
)
def test_axe_finds_nothing_in_any_state(opened: Opened, address: str) -> None:
    """With all facets open, with chips, with nothing found, in both schemes, wide and on a phone."""
    page = opened("staff").go(address)
    expect(page.locator(_COUNT)).not_to_be_empty()
    page.evaluate("for (const facet of document.querySelectorAll('.y-facet')) facet.open = true")
    page.evaluate(f"{source()}; 0")
    found: list[str] = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        expect(page.locator("body")).to_have_attribute(
            "data-md-color-scheme", "default" if scheme == "light" else "slate"
        )
        for width, height in (WIDE, PHONE):
            page.set_viewport_size({"width": width, "height": height})
            if width == PHONE[0]:
                page.evaluate("document.querySelector('.y-explorer').setAttribute('data-open', '')")
            found += [f"{scheme}, {width} px: {violation}" for violation in violations(page)]
    assert not found


@pytest.mark.parametrize("size", [(360, 740), (640, 450)], ids=["360 px", "200 % of a desk"])
def test_it_fits_narrow_and_enlarged_screens(
    new_reader: NewReader, site: Site, size: tuple[int, int]
) -> None:
    """Nothing is wider than the screen, facets are behind a button, and the list is a button away."""
    reader = new_reader(size)
    page = reader.unlock(site.passphrases["staff"])
    for language in ("", "en/"):
        reader.go(f"{language}alumni/#since=job&since=founder")
        expect(page.locator(_COUNT)).not_to_be_empty()
        expect(page.locator("[data-facet=since]")).to_be_hidden()
        page.click(".y-explorer__open")
        expect(page.locator("[data-facet=since]")).to_be_visible()
        page.evaluate("for (const facet of document.querySelectorAll('.y-facet')) facet.open = true")
        wide = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
        assert wide[0] <= wide[1]
        page.click(".y-explorer__close")
        expect(page.locator("[data-facet=since]")).to_be_hidden()
        expect(page.locator(_COUNT)).to_be_focused()


def test_what_is_printed_is_the_list(wide: Reader) -> None:
    """On paper everybody who was found stands below another, without fields and facets."""
    page = wide.go("alumni/")
    _whole(page)
    expect(page.locator(_ROWS)).to_have_count(_number(page))
    page.emulate_media(media="print")
    expect(page.locator(_SEARCH)).to_be_hidden()
    tops = page.locator(_ROWS).evaluate_all("rows => rows.map((row) => row.getBoundingClientRect().top)")
    assert tops == sorted(set(tops))
    assert len(tops) == _number(page)


def _synthetic(number: int) -> Person:
    """Somebody whose department and years follow from her number."""
    start = date(1980 + number % 40, 4, 1)
    spell = SpellView(
        key=0,
        kind="here",
        start=YearMonth(start.year, 4),
        end=YearMonth(start.year + 3, 3),
        entry="new-graduate",
        department=f"第{number % 7}部",
        title=None,
        org=None,
        industry=None,
        brought=None,
        colleagues=(),
    )
    name = PersonName(f"p{number}", f"山田 {number:05}", f"やまだ {number:05}", f"Number{number} Yamada")
    view = PersonView(
        name=name,
        former=None,
        headline=f"{number}番目の人",
        photo=None,
        location=None,
        languages=("ja",),
        skills=(f"{number}番の技",),
        spells=(spell,),
        turns=(),
        news=(
            News.model_validate(
                {"on": "2026-05-20", "text": f"{number}番目の便りです。" + "元気です。" * 12}
            ),
        ),
        open_to=(),
        links=(),
        tied=False,
        confirmed=date(2026, 1, 1),
    )
    return Person(view, f"{number:013}")


@pytest.fixture(scope="session")
def many() -> tuple[bytes, ...]:
    """The parts of an index of many people."""
    people = [_synthetic(number) for number in range(_MANY)]
    return make_shard(Stock(people), {"ja": {}, "en": {}}, date(2026, 11, 22), sealed=False).parts


def _served(page: Page, parts: tuple[bytes, ...]) -> None:
    def give(route: Route) -> None:
        number = int(re.search(r"(\d+)\.json", route.request.url)[1])  # type: ignore[index]
        route.fulfill(body=parts[number], content_type="application/json")

    page.route("**/index/public/*.json", give)


def test_of_many_only_those_near_the_window_are_in_the_page(wide: Reader, many: tuple[bytes, ...]) -> None:
    """The page is as long as the list, each row says its place, and there are never more than a screenful and a few."""
    page = wide.page
    _served(page, many)
    wide.go("alumni/#sort=reading")
    expect(page.locator(_COUNT)).to_have_text("5,000人")
    row = page.locator(_ROWS).first
    height = row.bounding_box()["height"]  # type: ignore[index]
    assert page.locator(".y-found").bounding_box()["height"] == pytest.approx(_MANY * height, abs=1)  # type: ignore[index]
    for part in (0.0, 0.37, 0.99):
        page.evaluate("part => scrollTo(0, document.documentElement.scrollHeight * part)", part)
        page.wait_for_function(_ROW_IN_VIEW)
        place = page.evaluate(_ROW_IN_VIEW)
        assert place[1] == str(_MANY)
        assert f"{int(place[0]) - 1}番目の人" in place[2]
        assert page.locator(_ROWS).count() < 60
    _option(page, "department", "第3部").check()
    expect(page.locator(_COUNT)).to_have_text(re.compile("^714人"))


def test_a_value_among_many_is_found_by_its_letters(wide: Reader, many: tuple[bytes, ...]) -> None:
    """No more than 200 values stand there; how many there are besides is said, and typing brings them."""
    page = wide.page
    _served(page, many)
    wide.go("alumni/")
    _whole(page)
    facet = _facet(page, "skill")
    expect(facet.locator(".y-option")).to_have_count(7)
    expect(facet.get_by_role("searchbox")).to_be_hidden()
    facet.locator(".y-facet__more").click()
    expect(facet.locator(".y-option")).to_have_count(200)
    expect(facet.locator(".y-facet__beyond")).to_have_text("ほか4,800件は、文字を入れると出てきます")
    facet.get_by_role("searchbox").fill("4321番")
    expect(facet.locator(".y-option")).to_have_count(1)
    expect(facet.locator(".y-facet__beyond")).to_be_hidden()
    facet.locator("input[type=checkbox]").check()
    expect(page.locator(_COUNT)).to_have_text(re.compile("^1人"))
    facet.get_by_role("searchbox").fill("")
    expect(facet.locator(".y-option")).to_have_count(201)
    facet.locator(".y-facet__more").click()
    expect(facet.locator(".y-option")).to_have_count(8)
    expect(facet.locator("input:checked")).to_have_count(1)


def test_long_notes_are_searched_once_that_is_asked_for(wide: Reader, many: tuple[bytes, ...]) -> None:
    """Nothing of them is loaded before; a part that does not come can be asked for again."""
    wide.watch.provoked("index/public", "ERR_FAILED")
    notes = json.loads(many[0])["parts"]["notes"]
    assert len(notes) > 1
    page, asked = wide.page, list[str]()
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    _served(page, many)
    refused = f"**/index/public/{notes[-1]}.json"
    page.route(refused, lambda route: route.abort())
    wide.go("alumni/")
    page.fill(_SEARCH, "321番目の便り")
    expect(page.locator(".y-explorer__nothing")).to_be_visible()
    deeper = page.locator("[data-deeper]")
    expect(deeper).to_be_visible()
    assert not {f"{number}.json" for number in notes} & {*asked}
    deeper.click()
    expect(page.locator(".y-explorer__trouble")).to_be_visible()
    page.unroute(refused)
    page.click("[data-retry]")
    expect(page.locator(".y-explorer__trouble")).to_be_hidden()
    expect(page.locator(_COUNT)).to_have_text(re.compile("^5人"))
    expect(deeper).to_be_hidden()


def test_the_box_searches_long_notes_as_well(wide: Reader, many: tuple[bytes, ...]) -> None:
    """The button stands under what was found, and what the words stand in is shown."""
    page = wide.page
    _served(page, many)
    wide.go("join/")
    page.keyboard.press("/")
    page.fill(".y-search__input", "1321番目の便り")
    page.get_by_role("button", name="近況と、持っていったものからも探す").click()
    expect(page.locator(".y-hit--person mark").last).to_have_text("1321番目の便り")
    expect(page.locator(".y-search__input")).to_be_focused()
    expect(page.get_by_role("button", name="近況と、持っていったものからも探す")).to_have_count(0)
