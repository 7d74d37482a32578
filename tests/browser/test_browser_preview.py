"""The preview beside an editor: what is saved shows, what is wrong is told, any reader's view is one choice away."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from browser_axe import source, violations
from browser_preview import PROFILE, STORY, Preview, laid, previewed
from browser_reader import PATIENCE, PHONE, WIDE, Reader, Watch
from browser_server import Host
from browser_site import SECRET, TODAY
from playwright.sync_api import Browser, Locator, Page, expect

from generator.seal import Audience, Gate, Secret

Look = Callable[..., Reader]
READERS = ("だれでも", "来場者", "メンバー", "人事")
#: What the person's page says to each reader and to none before.
SAID = {"来場者": "8年の寄り道のあと、", "メンバー": "ブランドマネージャー", "人事": "新潟県"}
SWITCH, SHEET, COUNT = "details.look", "section.sheet", "button.count"


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """A running preview."""
    with previewed(laid(tmp_path_factory.mktemp("preview") / "project")) as running:
        yield running


@pytest.fixture
def writer(browser: Browser, preview: Preview) -> Iterator[Look]:
    """Opens a browser beside the editor; in the end nothing may have gone wrong in it."""
    readers: list[Reader] = []

    def begin(size: tuple[int, int] = WIDE, locale: str = "ja-JP") -> Reader:
        width, height = size
        context = browser.new_context(viewport={"width": width, "height": height}, locale=locale)
        context.set_default_timeout(PATIENCE)
        host = Host(Path(), preview.port)
        readers.append(Reader(context.new_page(), Watch(context, host), host))
        return readers[-1]

    yield begin
    problems = [problem for reader in readers for problem in reader.watch.problems]
    for reader in readers:
        reader.page.context.close()
    assert problems == []


def look_as(page: Page, title: str) -> None:
    """Choose a reader in the switch, and wait until the page has been loaded again."""
    if page.locator(SWITCH).get_attribute("open") is None:
        page.locator(f"{SWITCH} summary").click()
    with page.expect_navigation():
        page.get_by_role("radio", name=title).check(no_wait_after=True)
    shown(page, title)


def shown(page: Page, title: str) -> None:
    """Wait until the switch says who is looking, and the gate has nothing more to do."""
    expect(page.locator(f"{SWITCH} summary b")).to_have_text(title)
    expect(page.locator("html")).to_have_attribute("data-gate", "locked" if title == READERS[0] else "open")


def person(reader: Reader, title: str = "来場者") -> Page:
    """The page of the one person, looked at as somebody who may."""
    page = reader.go("alumni/")
    look_as(page, title)
    page.locator(".y-found[aria-busy=false]").get_by_role("link", name="小川").first.click()
    page.wait_for_url("**/a/*/")
    return reader.settled()


def main_text(page: Page) -> str:
    """What the page says."""
    return "".join(page.locator("#y-page").inner_text().split())


def test_what_is_saved_shows_by_itself(preview: Preview, writer: Look) -> None:
    """The page changes without a touch, stays open as it was looked at, and where the reader was."""
    page = person(writer(PHONE), "メンバー")
    expect(page.get_by_text("新潟の工場で")).to_be_attached()
    page.evaluate("scrollTo(0, 500)")
    with preview.edited(PROFILE, "新潟の工場で", "長岡の工場で"):
        expect(page.get_by_text("長岡の工場で")).to_be_attached()
        shown(page, "メンバー")
        expect(page.get_by_text("ブランドマネージャー").first).to_be_attached()
        page.wait_for_function("() => scrollY === 500")
    expect(page.get_by_text("新潟の工場で")).to_be_attached()
    page.wait_for_function("() => scrollY === 500")


def test_stories_and_pages_show_too(preview: Preview, writer: Look) -> None:
    """A story that is saved shows, and a page of the company's as soon as there is one."""
    page = writer().go("stories/")
    look_as(page, "来場者")
    page.get_by_role("link", name="戻ってくるなんて").first.click()
    page.wait_for_url("**/s/*/")
    with preview.edited(STORY, "書き出し。", "書き直し。"):
        expect(page.get_by_text("書き直し。")).to_be_attached()
    page.goto(preview.url)
    home = preview.project / "site_src" / "index.md"
    home.write_text("---\ntitle: 題\naudience: public\n---\nはじめの言葉\n", "utf-8")
    try:
        expect(page.get_by_text("はじめの言葉")).to_be_attached()
        shown(page, "来場者")
    finally:
        home.unlink()
    expect(page.get_by_text("はじめの言葉")).not_to_be_attached()


def test_each_reader_sees_her_own(writer: Look) -> None:
    """Looking as everyone, guests, members and staff shows what each may see; a reload changes nothing."""
    reader = writer()
    page = person(reader)
    for index, title in enumerate(READERS):
        look_as(page, title)
        page.reload()
        shown(page, title)
        seen = [name for name, words in SAID.items() if words in main_text(page)]
        assert seen == list(READERS[1 : index + 1]), title


def test_a_look_is_what_the_passphrase_opens(preview: Preview, writer: Look) -> None:
    """What is looked at as members is to the letter what a reader sees who has typed the members' passphrase."""
    page, other = person(writer(), "メンバー"), writer()
    secret = Gate(Secret(SECRET), [Audience(name) for name in ("guests", "members", "staff")], today=TODAY)
    other.unlock(secret.passphrase("members"))
    typed = other.go(page.url.removeprefix(preview.url))
    shown(typed, "メンバー")
    bare = "() => document.querySelector('#y-page').innerHTML.replaceAll(/ src=\"blob:[^\"]*\"/g, '')"
    for one in (page, typed):
        one.locator("#y-page img[data-media-state=shown]").first.wait_for()
    assert page.evaluate(bare) == typed.evaluate(bare)


def test_two_tabs_may_look_as_two_readers(writer: Look) -> None:
    """Each tab keeps its own choice, so that two views can stand side by side."""
    reader = writer()
    page = person(reader, "来場者")
    other = reader.tab().go(page.url.removeprefix(reader.root))
    look_as(other, "人事")
    page.reload()
    shown(page, "来場者")
    other.reload()
    shown(other, "人事")


def test_the_switch_works_by_keyboard(writer: Look) -> None:
    """Tab leads to it, Enter opens it, arrows choose, the focus outlives the reload, and Escape closes it."""
    reader = writer()
    page = reader.go("")
    summary = page.locator(f"{SWITCH} summary")
    for _ in range(60):
        if summary.evaluate("element => element.getRootNode().activeElement === element"):
            break
        page.keyboard.press("Tab")
    expect(summary).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("radio", name="だれでも")).to_be_focused()
    with page.expect_navigation():
        page.keyboard.press("ArrowDown")
    shown(page, "来場者")
    expect(page.get_by_role("radio", name="来場者")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("radio", name="来場者")).to_be_hidden()
    expect(summary).to_be_focused()


def test_a_mistake_lies_over_the_last_good_page(preview: Preview, writer: Look) -> None:
    """Findings have place, line and caret; the page behind can be read to its end; mended, all goes by itself."""
    page = person(writer(PHONE), "メンバー")
    page.evaluate("window.untouched = true")
    with preview.edited(PROFILE, "headline:", "headlin:"):
        entry = page.locator(f"{SHEET} li.error").filter(has_text="unknown-key")
        expect(entry).to_contain_text("alumni/naoko-ogawa.yaml:4:1")
        expect(entry.locator("pre")).to_contain_text("headlin: 8年の寄り道")
        expect(entry.locator("pre mark")).to_have_text("h")
        _caret_below(entry)
        expect(page.get_by_text("ブランドマネージャー").first).to_be_attached()
        _nothing_hidden(page)
        page.get_by_role("button", name="たたむ").click()
        expect(page.locator(SHEET)).to_be_hidden()
        expect(page.locator(COUNT)).to_be_focused()
        expect(page.locator(COUNT)).to_contain_text("誤り")
        page.keyboard.press("Enter")
        expect(page.locator(SHEET)).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.locator(SHEET)).to_be_hidden()
        page.keyboard.press("Enter")
    expect(page.locator(SHEET)).to_be_hidden()
    assert page.evaluate("window.untouched"), "the good page was never loaded again"


def test_nothing_stands_over_the_end_of_a_page(writer: Look) -> None:
    """On a phone, too, the page scrolls until its last line is above the switch."""
    for size in (PHONE, WIDE):
        page = writer(size).go("")
        expect(page.locator(SWITCH)).to_be_visible()
        _nothing_hidden(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_preview_speaks_the_page_s_language(writer: Look) -> None:
    """On English pages switch and readers have English names."""
    page = writer().go("en/")
    summary = page.locator(f"{SWITCH} summary")
    expect(summary).to_contain_text("Look as Everyone")
    summary.click()
    expect(page.get_by_role("radio", name="Guests")).to_be_visible()


@pytest.mark.parametrize("size", [PHONE, WIDE], ids=["phone", "wide"])
def test_axe_finds_nothing_in_switch_and_sheet(preview: Preview, writer: Look, size: tuple[int, int]) -> None:
    """Names, roles, contrast and structure hold with both open, in both schemes and both widths."""
    page = writer(size).go("alumni/")
    page.evaluate(f"{source()}; 0")
    found: list[str] = []
    with preview.edited(PROFILE, "headline:", "headlin:"):
        expect(page.locator(f"{SHEET} li.error").first).to_be_visible()
        page.locator(f"{SWITCH} summary").click()
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme="light" if scheme == "light" else "dark")
            body = page.locator("body")
            expect(body).to_have_attribute(
                "data-md-color-scheme", "default" if scheme == "light" else "slate"
            )
            found += [f"{scheme}: {violation}" for violation in violations(page)]
    assert not found, "\n".join(found)


def test_a_preview_that_begins_with_a_mistake_tells_it(browser: Browser, tmp_path: Path) -> None:
    """Before there is any page the mistake is told all the same, and the site comes by itself once it is mended."""
    project = laid(tmp_path / "project")
    good = (project / PROFILE).read_text("utf-8")
    (project / PROFILE).write_text(good.replace("headline:", "headlin:"), "utf-8")
    context = browser.new_context(locale="ja-JP")
    with previewed(project) as begun:
        page = context.new_page()
        page.goto(begun.url + "alumni/")
        expect(page.locator(f"{SHEET} li.error").first).to_contain_text("alumni/naoko-ogawa.yaml:4:1")
        expect(page.locator(SHEET)).to_contain_text("まだ表示できるページがありません")
        page.evaluate(f"{source()}; 0")
        ignored = ("page-has-heading-one",)  # there is no page yet
        assert not [one for one in violations(page) if not one.startswith(ignored)]
        (project / PROFILE).write_text(good, "utf-8")
        expect(page.locator(SWITCH)).to_be_visible()
        expect(page.locator("h1")).to_be_visible()
        expect(page.locator(SHEET)).to_be_hidden()
    context.close()


def _caret_below(entry: Locator) -> None:
    """The caret stands below the marked character, whatever the font."""
    mark, caret = entry.locator("mark").bounding_box(), entry.locator(".caret").bounding_box()
    assert mark is not None
    assert caret is not None
    assert abs(mark["x"] - caret["x"]) < 2
    assert caret["y"] >= mark["y"]


def _nothing_hidden(page: Page) -> None:
    """At its end, the page's foot is above what the preview puts over it."""
    page.wait_for_function(
        """() => {
            scrollTo(0, document.documentElement.scrollHeight);
            const host = [...document.querySelectorAll("body > div")].find((one) => one.shadowRoot);
            const shelf = host.shadowRoot.querySelector("aside").getBoundingClientRect();
            return document.querySelector("footer").getBoundingClientRect().bottom <= shelf.top + 1;
        }"""
    )
