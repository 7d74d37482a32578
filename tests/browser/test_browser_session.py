"""From the gate through the site and back: what stays open, for whom, and until when."""

from __future__ import annotations

from collections import Counter

from browser_reader import NewReader, Reader
from browser_site import Site
from playwright.sync_api import Browser, expect

STORY, PERSON = "came-back", "naoko-ogawa"
_LOCKED = "鍵をかけました"


def test_a_guest_reads_on_without_typing_again(wide: Reader, site: Site) -> None:
    """One passphrase opens home, a story, its person, the people and the events, each fuller than before."""
    before: dict[str, int] = {}
    counted = {"alumni/": ".y-person", "events/": ".y-event", "": ".y-card--story"}
    for address, what in counted.items():
        before[address] = wide.go(address).locator(what).count()
    rivers = wide.page.locator(".y-wide .y-course").count()
    page = wide.unlock(site.passphrases["guests"], site.story(STORY))
    wide.follow(".y-logo", "")
    assert page.locator(".y-card--story").count() > before[""]
    assert page.locator(".y-wide .y-course").count() > rivers
    wide.follow(f".y-cards a[href$='{site.story(STORY)}']", site.story(STORY))
    expect(page.locator(".y-story h1")).to_be_visible()
    wide.follow(".y-by a", site.person(PERSON))
    expect(page.locator(".y-profile h1")).to_contain_text("小川 直子")
    for address, what in (("alumni/", ".y-person"), ("events/", ".y-event")):
        wide.follow(f".y-nav a[href$='{address}']", address)
        assert page.locator(what).count() > before[address]
    assert wide.host.paths.count("/assets/yorimichi/argon2.js") == 1, (
        "the passphrase was checked more than once"
    )


def test_a_reload_keeps_what_is_open(wide: Reader, site: Site) -> None:
    """After a reload the page opens by itself, with its title, and without taking the focus."""
    page = wide.unlock(site.passphrases["guests"], site.story(STORY))
    title = page.title()
    wide.reload()
    expect(page.locator(".y-story h1")).to_be_visible()
    expect(page.locator("h1:focus")).to_have_count(0)
    assert page.title() == title
    assert "戻ってくるなんて" in title


def test_a_tab_is_opened_for_itself(wide: Reader, site: Site) -> None:
    """Without the reader's wish to be remembered, another tab of the same browser is asked anew."""
    wide.unlock(site.passphrases["guests"], site.story(STORY))
    other = wide.tab()
    other.go(site.story(STORY))
    other.shut()
    wide.reload()
    expect(wide.page.locator(".y-story h1")).to_be_visible()


def test_a_remembered_device_opens_every_tab_until_it_is_locked(wide: Reader, site: Site) -> None:
    """Remembered, all tabs are open; locking one shuts all of them and says so, and nothing is left in storage."""
    wide.unlock(site.passphrases["members"], site.person(PERSON), remember=True)
    other = wide.tab()
    other.go(site.story(STORY))
    expect(other.page.locator(".y-story h1")).to_be_visible()
    wide.lock()
    for tab in (wide, other):
        tab.shut()
        tab.says(_LOCKED)
        expect(tab.page.locator(".y-profile, .y-story")).to_have_count(0)
    third = wide.tab()
    third.go(site.story(STORY))
    third.shut()
    assert third.page.evaluate(_STORED) == 0


def test_locking_shuts_tabs_that_were_opened_one_by_one(wide: Reader, site: Site) -> None:
    """Two tabs, each opened by its own passphrase, shut together; a reload does not say again that they were locked."""
    other = wide.tab()
    wide.unlock(site.passphrases["guests"], site.story(STORY))
    other.unlock(site.passphrases["staff"], site.person(PERSON))
    other.lock()
    wide.shut()
    wide.says(_LOCKED)
    wide.reload()
    wide.shut()
    expect(wide.page.locator("#y-gate-status")).to_be_empty()


def test_going_back_after_locking_shows_nothing(wide: Reader, site: Site) -> None:
    """Back and forward lead to shut pages once the site is locked, and their titles are neutral again."""
    page = wide.unlock(site.passphrases["guests"], site.story(STORY))
    wide.go(site.person(PERSON))
    wide.go("alumni/")
    wide.lock()
    for _ in range(2):
        page.go_back()
        wide.settled()
        wide.shut()
        assert page.title() == "日の出フーズの、その先。"
    page.go_forward()
    wide.settled()
    wide.shut()
    expect(page.locator(".y-profile, .y-story")).to_have_count(0)


def test_a_page_kept_by_the_browser_shuts_too(
    new_reader: NewReader, caching_browser: Browser, site: Site
) -> None:
    """A page that the back/forward cache brings back stays open while the site is, and shuts once it was locked."""
    reader = new_reader(using=caching_browser)
    page = reader.unlock(site.passphrases["guests"], site.story(STORY))
    page.evaluate("globalThis.kept = true")
    reader.go("")
    page.evaluate("history.back()")
    expect(page.locator(".y-story h1")).to_be_visible()
    assert page.evaluate("globalThis.kept") is True, (
        "the browser did not keep the page, so this shows nothing"
    )
    reader.go("")
    reader.lock()
    page.evaluate("history.back()")
    reader.shut()
    expect(page.locator(".y-story")).to_have_count(0)


def test_locking_and_opening_again_doubles_nothing(wide: Reader, site: Site) -> None:
    """Opened, locked and opened again in the same place, a page has just the elements that it had the first time."""
    for sealed, then in ((site.story(STORY), ""), ("unlock/", "alumni/")):
        counts = []
        for _ in range(2):
            wide.unlock(site.passphrases["staff"], sealed)
            wide.go(then or sealed)
            counts.append(_elements(wide))
            wide.lock()
        assert counts[0] == counts[1]
        assert _elements(wide) != counts[0]


def test_a_reader_where_storage_is_refused_reads_one_page(new_reader: NewReader, site: Site) -> None:
    """Where the browser refuses storage, the page opens all the same and says that it cannot be remembered."""
    reader = new_reader()
    reader.page.add_init_script(_NO_STORAGE)
    page = reader.unlock(site.passphrases["guests"], site.story(STORY))
    expect(page.locator(".y-story h1")).to_be_focused()
    expect(page.locator("[data-note]")).to_contain_text("保存できません")
    reader.reload()
    reader.shut()


def test_a_rebuilt_site_asks_only_those_whose_passphrase_changed(
    wide: Reader, site: Site, renewed: Site
) -> None:
    """When the guests' epoch was raised, a member reads on, even from old copies of pages; a guest is told why not."""
    guest = wide.tab()
    guest.unlock(site.passphrases["guests"], site.story(STORY))
    member = wide.tab()
    member.unlock(site.passphrases["members"], site.person(PERSON))
    assert renewed.passphrases["guests"] != site.passphrases["guests"]
    assert renewed.passphrases["members"] == site.passphrases["members"]
    wide.host.files = renewed.files
    # Both pages are in the browser's cache, as the old build had them.
    member.go(site.person(PERSON))
    expect(member.page.locator(".y-profile h1")).to_be_visible()
    member.go(site.story(STORY))
    expect(member.page.locator(".y-story h1")).to_be_visible()
    guest.go(site.story(STORY))
    guest.shut()
    guest.says("合言葉が新しくなりました")
    guest.type(renewed.passphrases["guests"])
    expect(guest.page.locator(".y-story h1")).to_be_focused()


def _elements(reader: Reader) -> Counter[str]:
    """How many elements of each kind, id and class are in the page."""
    found: list[str] = reader.page.evaluate(
        """[...document.querySelectorAll("body *")].map((element) => {
          // Where the focus is, and how far the theme finds the page scrolled, is a state and no element.
          const passing = ["focus-visible", "md-header--shadow"];
          const classes = [...element.classList].filter((name) => !passing.includes(name));
          return `${element.localName}#${element.id}.${classes.join(".")}`;
        })"""
    )
    return Counter(found)


_STORED = """() => new Promise((resolve, reject) => {
  const opening = indexedDB.open("yorimichi /");
  opening.onerror = () => reject(opening.error);
  opening.onsuccess = () => {
    const counting = opening.result.transaction("secrets").objectStore("secrets").count();
    counting.onsuccess = () => { opening.result.close(); resolve(counting.result); };
  };
})"""

_NO_STORAGE = """
for (const name of ["indexedDB", "sessionStorage"]) {
  Object.defineProperty(window, name, { get() { throw new DOMException("no", "SecurityError"); } });
}"""
