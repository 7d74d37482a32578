"""How pages lie on a phone: nothing sticks out, nothing is too small to read or to hit."""

from __future__ import annotations

import pytest
from browser_reader import PHONE, NewReader, Opened
from browser_site import Site, token
from playwright.sync_api import expect

from generator.render import STANDARD


@pytest.mark.parametrize(
    ("state", "language"), [(None, ""), (None, "en/"), ("guests", ""), ("staff", ""), ("staff", "en/")]
)
def test_no_page_is_wider_than_a_phone(
    new_reader: NewReader, site: Site, state: str | None, language: str
) -> None:
    """At 390 and 320 pixels no kind of page scrolls sideways; texts have 11 pixels, targets in the header 24."""
    reader = new_reader(PHONE, has_touch=True, is_mobile=True)
    if state:
        reader.unlock(site.passphrases[state])
    # To a stranger one sealed page is like another.
    sealed = (
        site.person("naoko-ogawa"),
        site.person("akari-umino"),
        site.story("came-back"),
        site.own(f"{language}members-guide.md"),
    )
    open_ones = (site.person("haruka-takimoto"), site.story("other-side-of-the-table"))
    faults: list[str] = []
    # Guests see the chrome that staff see, with a longer word in it.
    kinds = ("",) if state == "guests" else (*STANDARD.values(), *open_ones)
    for place in (*kinds, *(sealed if state == "staff" else sealed[:1])):
        page = reader.go(language + place)
        for width in (320, PHONE[0]):
            page.set_viewport_size({"width": width, "height": PHONE[1]})
            faults += [f"{language}{place} at {width}: {fault}" for fault in page.evaluate(_WIDER)]
        faults += [
            f"{language}{place}: {fault}"
            for kind in (_SMALL_TEXTS, _SMALL_TARGETS)
            for fault in page.evaluate(kind)
        ]
    assert not faults, "\n".join(sorted(set(faults)))


@pytest.mark.parametrize("state", [None, "guests", "members", "staff"])
@pytest.mark.parametrize("language", ["", "en/"])
def test_the_whole_menu_shows_on_a_phone(opened: Opened, language: str, state: str | None) -> None:
    """At 390 pixels no entry has to be pushed into sight, whoever reads; who that is can be heard in any case."""
    page = opened(state).go(language)
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    assert page.evaluate(
        "(({scrollWidth, clientWidth}) => scrollWidth <= clientWidth)(document.querySelector('.y-nav'))"
    )
    if state:
        expect(page.locator(".y-header [data-audience-title]")).not_to_be_empty()


@pytest.mark.parametrize("language", ["", "en/"])
def test_what_is_open_by_a_link_fits_a_phone(new_reader: NewReader, site: Site, language: str) -> None:
    """Header, copying line, lists and what is said of an early link hold what pages must at 320 and 390 pixels."""
    reader = new_reader(PHONE, has_touch=True, is_mobile=True)
    faults: list[str] = []
    story, active = f"{language}{site.story('came-back')}", token("crossroads-2026-12")
    links = {
        "open": f"{story}#p={active}",
        "list": f"{language}stories/",
        "unlock": f"{language}unlock/",
        "elsewhere": f"{language}{site.person('naoko-ogawa')}",
        "early": f"{story}#p={token('winter-visit-2027')}",
    }
    for kind, address in links.items():
        one = reader.tab() if kind == "early" else reader
        one.go(address)
        # Loaded again, nothing is said to those who listen only, in letters that nobody sees.
        page = one.reload()
        for width in (320, PHONE[0]):
            page.set_viewport_size({"width": width, "height": PHONE[1]})
            faults += [f"{kind} at {width}: {fault}" for fault in page.evaluate(_WIDER)]
        faults += [
            f"{kind}: {fault}" for what in (_SMALL_TEXTS, _SMALL_TARGETS) for fault in page.evaluate(what)
        ]
        bar = page.locator(".y-link__copy")
        if bar.count():
            box = bar.bounding_box()
            assert box is not None
            assert box["height"] >= 24, kind
    assert not faults, "\n".join(sorted(set(faults)))


def test_the_gate_shows_whole_on_a_phone(new_reader: NewReader, site: Site) -> None:
    """Field and buttons of the gate lie within a phone's screen and are large enough for a thumb."""
    reader = new_reader(PHONE, has_touch=True, is_mobile=True)
    page = reader.go(site.story("came-back"))
    for selector, least in (
        ("#y-passphrase", 44),
        ("[data-gate-form] [type=submit]", 44),
        ("[data-action=reveal]", 24),
        ("label.y-check", 24),
    ):
        box = page.locator(selector).bounding_box()
        assert box is not None, selector
        assert box["height"] >= least, (selector, box)
        assert box["x"] >= 0, (selector, box)
        assert box["x"] + box["width"] <= PHONE[0], (selector, box)


# What sticks out of the screen, where the page as a whole can be scrolled sideways.
_WIDER = """() => {
  const root = document.documentElement, wide = root.clientWidth;
  if (root.scrollWidth <= wide && document.body.scrollWidth <= wide) return [];
  const out = [...document.body.querySelectorAll("*")].filter((e) => e.getBoundingClientRect().right > wide + 1);
  return [`${root.scrollWidth} px wide: ${out.slice(0, 3).map((e) => e.outerHTML.slice(0, 90)).join(" ; ")}`];
}"""

_SMALL_TEXTS = """() => {
  const small = new Set();
  for (const element of document.querySelectorAll("body *")) {
    const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    if (!own || !element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
    if (["SCRIPT", "STYLE", "NOSCRIPT"].includes(element.tagName)) continue;
    const scale = element.ownerSVGElement ? element.getScreenCTM().a : 1;
    const size = parseFloat(getComputedStyle(element).fontSize) * scale;
    // Years under a drawing may be a little smaller: the list beside it says the same.
    if (size >= (element.ownerSVGElement ? 10 : 10.95)) continue;
    small.add(`${element.localName}.${element.getAttribute("class") ?? ""} has ${size.toFixed(1)} px`);
  }
  return [...small];
}"""

_SMALL_TARGETS = """() => [...document.querySelectorAll(".y-header :is(a, button, label)")]
  .filter((element) => element.checkVisibility())
  .map((element) => [element, element.getBoundingClientRect()])
  .filter(([, box]) => box.width < 24 || box.height < 24)
  .map(([element, box]) => `${element.outerHTML.slice(0, 80)} is ${box.width.toFixed(1)} x ${box.height.toFixed(1)}`)"""
