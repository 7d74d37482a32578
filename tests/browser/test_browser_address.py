"""What is asked of a page stands behind the `#` of its address: it lasts, goes with links, and no host is told."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, urlencode

import pytest
from browser_links import BAR, COPY, TOKEN, link
from browser_reader import Opened, Reader
from browser_site import Site
from playwright.sync_api import Page, expect


@dataclass(frozen=True)
class Asking:
    """A page, what its address asks, and what the page then shows, as an expression."""

    place: str
    asked: str
    shown: str
    value: str
    other: str

    def stands(self, page: Page) -> None:
        """Waits until the page shows what is asked, and its address says it, without more."""
        page.wait_for_function(f"() => ({self.shown}) === {self.value!r}")
        assert page.url.partition("#")[2] == self.asked
        assert "?" not in page.url


_QUESTION = 'document.querySelector(".y-asking nav [aria-current]")?.hash + document.querySelector("[name=lang]").value'
ALL = (
    Asking("questions/", "question=leaving&lang=ja", _QUESTION, "#leavingja", "question=gap"),
    Asking(
        "paths/",
        urlencode({"align": "year", "path": "日の出フーズ → ?"}),
        'document.querySelector("[name=align]:checked").value + document.querySelector("[data-line]").value',
        "year日の出フーズ → ?",
        "align=left",
    ),
    Asking(
        "alumni/",
        urlencode({"q": "の", "since": "job"}),
        'document.querySelector("#y-explorer-words").value + document.querySelectorAll(".y-chip").length',
        "の2",
        "since=study",
    ),
    Asking(
        "stories/",
        "tag=export",
        # A theme's word is another in each language; the tags of the cards that are left are the same.
        """[...document.querySelectorAll("[data-tags]:not([hidden])")]
          .flatMap((card) => JSON.parse(card.dataset.tags).some(([tag]) => tag === "export") ? "export" : "another")
          .filter((tag, n, all) => all.indexOf(tag) === n).join()""",
        "export",
        "tag=founder",
    ),
)
each = pytest.mark.parametrize("asking", ALL, ids=lambda one: one.place.rstrip("/"))


@each
def test_no_host_is_told_what_is_asked(wide: Reader, asking: Asking) -> None:
    """Opened, loaded again and in the other language, the page shows what is asked, and no request has a word of it."""
    page = wide.go(f"{asking.place}#{asking.asked}")
    asking.stands(page)
    wide.reload()
    asking.stands(page)
    wide.follow("a.y-switch", f"en/{asking.place}#{asking.asked}")
    asking.stands(page)
    asked = [hit.path for hit in wide.host.hits if asking.place in hit.path]
    assert set(asked) == {f"/{asking.place}", f"/en/{asking.place}"}


@each
def test_a_pass_link_leads_to_what_is_asked(wide: Reader, asking: Asking) -> None:
    """The link shows it, the copied one has it too, and it stands without the token before and after a lock."""
    page = wide.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    wide.go(link(asking.place, anchor=asking.asked))
    asking.stands(page)
    page.click(COPY)
    expect(page.locator(f"{BAR} [role=status]")).not_to_be_empty()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == wide.root + link(asking.place, anchor=asking.asked)
    assert TOKEN not in page.content()
    other = wide.tab()
    other.page.goto(copied)
    asking.stands(other.settled())
    expect(other.page.locator(BAR)).to_be_visible()
    wide.lock()
    asking.stands(page)
    expect(page.locator(BAR)).to_have_count(0)


@each
def test_a_passphrase_keeps_what_is_asked(wide: Reader, site: Site, asking: Asking) -> None:
    """Whoever opens the site and comes back to the page, and locks it there, is shown the same throughout."""
    page = wide.go(f"{asking.place}#{asking.asked}")
    asking.stands(page)
    wide.unlock(site.passphrases["staff"])
    page.go_back()
    wide.settled()
    expect(page.locator("html")).to_have_attribute("data-gate", "open")
    asking.stands(page)
    wide.lock()
    asking.stands(page)


@each
def test_an_address_that_is_edited_or_pasted_is_followed(wide: Reader, asking: Asking) -> None:
    """In a page that stands, another address asks at once, a pass link too; the way back leads through both."""
    page = wide.go(f"{asking.place}#{asking.other}")
    page.evaluate("asked => { location.hash = asked; }", asking.asked)
    asking.stands(page)
    page.go_back()
    page.wait_for_function(f"() => ({asking.shown}) !== {asking.value!r}")
    page.go_forward()
    asking.stands(page)
    page.evaluate("hash => { location.hash = hash; }", f"p={TOKEN}&{asking.other}")
    expect(page.locator(BAR)).to_be_visible()
    page.wait_for_function(f"() => ({asking.shown}) !== {asking.value!r}")
    assert page.url == f"{wide.root}{asking.place}#{asking.other}"
    page.go_back()
    asking.stands(page)


@each
def test_a_link_into_the_page_leaves_what_is_asked(opened: Opened, asking: Asking) -> None:
    """The link past the header leads to the content; what is asked still stands, after loading again too."""
    reader = opened(None)
    page = reader.go(f"{asking.place}#{asking.asked}")
    asking.stands(page)
    page.locator(".y-skip").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.getElementById('y-page').contains(document.activeElement)")
    asking.stands(page)
    reader.reload()
    asking.stands(page)
    reader.go("")
    page = reader.go(f"{asking.place}#y-page")
    assert page.url.endswith("#y-page")


@pytest.mark.parametrize("asking", ALL[:2], ids=("questions", "paths"))
def test_an_address_from_before_is_told_once_and_no_more(wide: Reader, asking: Asking) -> None:
    """An address with a query, as posters may have it, works, in a pass link too, and turns into one without."""
    page = wide.go(f"{asking.place}?{asking.asked}")
    asking.stands(page)
    wide.reload()
    asking.stands(page)
    told = [hit.path for hit in wide.host.hits if hit.path.startswith(f"/{asking.place}")]
    assert told == [f"/{asking.place}?{asking.asked}", f"/{asking.place}"]
    wide.go("")
    wide.go(link(f"{asking.place}?{asking.asked}"))
    asking.stands(page)
    expect(page.locator(BAR)).to_be_visible()


def test_a_sealed_department_is_in_no_request(wide: Reader, site: Site) -> None:
    """What only members can read may be asked for on every page, and is told to nobody."""
    wide.unlock(site.passphrases["members"])
    page = wide.go("paths/")
    department = page.locator("select[name=department] option").nth(1).get_attribute("value")
    assert department
    page.select_option("select[name=department]", department)
    expect(page).to_have_url(f"{wide.root}paths/#department={quote(department)}")
    wide.reload()
    expect(page.locator("select[name=department]")).to_have_value(department)
    assert [hit.path for hit in wide.host.hits if quote(department) in hit.path] == []
