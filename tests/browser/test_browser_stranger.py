"""What somebody without a passphrase gets: open pages, quiet sealed cards, and nothing about anybody sealed."""

from __future__ import annotations

import re

import pytest
from browser_leaks import found
from browser_reader import FORM, Opened, Reader
from browser_site import Site
from playwright.sync_api import expect

from generator.render import STANDARD

_SEALED_WORDS = re.compile(r"ほかに\d+(編|人)")


def test_home_shows_open_stories_and_a_sealed_card(opened: Opened, site: Site) -> None:
    """Every open story has a card in one language, every sealed one is counted, and the card leads to the gate."""
    stranger = opened(None)
    page = stranger.go("")
    public = {slug: s for slug, s in site.world.stories.items() if s.audience == "public"}
    titles = {
        re.sub(r"\s", "", s.raw["title"])
        for s in public.values()
        if s.raw.get("translation_of") not in public
    }
    assert set(stranger.texts(".y-card__title")) == titles
    sealed = page.locator(".y-sealed")
    expect(sealed.first).to_contain_text(str(len(site.world.stories) - len(public)))
    expect(sealed.first).to_contain_text(_SEALED_WORDS)
    stranger.follow(".y-sealed a", "unlock/")
    expect(page.locator(FORM)).to_be_visible()


def test_lists_show_the_open_and_count_the_sealed(opened: Opened, site: Site) -> None:
    """Stories and alumni list just those that are open to everyone, and count the others on a sealed card."""
    stranger = opened(None)
    listed = [p for p in site.world.people.values() if p.whole != "nobody" and p.agreed("directory")]
    open_people = [p for p in listed if p.whole == "public"]
    page = stranger.go("alumni/")
    assert page.locator(".y-person").count() == len(open_people)
    expect(page.locator(".y-sealed")).to_contain_text(f"{len(listed) - len(open_people)}人")
    open_stories = [s for s in site.world.stories.values() if s.audience == "public"]
    page = stranger.go("stories/")
    assert page.locator(".y-card--story").count() == len(open_stories)
    expect(page.locator(".y-sealed")).to_contain_text(f"{len(site.world.stories) - len(open_stories)}編")


@pytest.mark.parametrize("prefix", ["", "en/"])
@pytest.mark.parametrize("kind", ["person", "story", "page"])
def test_a_sealed_page_is_neutral(opened: Opened, site: Site, prefix: str, kind: str) -> None:
    """A sealed address shows the gate under the site's own title, unlisted, without a sign of who is there."""
    stranger = opened(None)
    places = {
        "person": site.person("shiho-murase"),
        "story": site.story("came-back"),
        "page": site.own(f"{prefix}members-guide.md"),
    }
    page = stranger.go(prefix + places[kind])
    stranger.shut()
    assert page.title() == {"": "日の出フーズの、その先。", "en/": "Beyond Hinode Foods"}[prefix]
    expect(page.locator("meta[name=robots]")).to_have_attribute("content", re.compile("noindex"))
    expect(
        page.locator("meta[name=description], link[rel=canonical], meta[property], link[rel=alternate]")
    ).to_have_count(0)
    assert found(site.world.secrets("public"), page.content()) == []


def test_an_unknown_address_is_told_apart_from_a_sealed_one(opened: Opened) -> None:
    """An address that leads nowhere gives a page that says so, whose links lead home from any depth."""
    stranger = opened(None)
    stranger.watch.provoked("404")
    stranger.go("a/0000000000000/deeper/")
    expect(stranger.page.locator("#y-page h1")).to_have_text("ページが見つかりません")
    expect(stranger.page.locator("section[data-gate]")).to_have_count(0)
    stranger.follow(".y-logo", "")
    expect(stranger.page.locator(".y-home")).to_be_visible()


def test_a_stranger_is_sent_nothing_sealed(phone: Reader, site: Site) -> None:
    """On all kinds of pages, no answer of the server has a sealed text in it, and no sealed picture is asked for."""
    sealed = (site.person("naoko-ogawa"), site.story("after-three-years"), "en/" + site.story("came-back"))
    open_ones = (site.person("haruka-takimoto"), site.story("third-generation"), "en/", "en/alumni/")
    for address in (*STANDARD.values(), *open_ones, *sealed):
        page = phone.go(address)
        page.keyboard.press("End")
        assert found(site.world.secrets("public"), page.content()) == [], address
    assert [path for path in phone.host.paths if path.endswith((".jwe", "keyring.json"))] == []
    bodies = {hit.path: hit.body for hit in phone.host.hits}
    assert len(bodies) > 20
    assert found(site.world.secrets("public"), *bodies.values()) == []


def test_no_file_of_the_site_tells_anything_sealed(site: Site) -> None:
    """Whoever fetches every file there is finds no sealed text in any of them, nor in their names."""
    files = [path for path in site.files.rglob("*") if path.is_file()]
    secrets = site.world.secrets("public")
    assert len(secrets) > 300
    # The theme's own scripts have word lists in them, of places among others.
    longer = [fact for fact in secrets if len(fact.text) > 7]
    leaks = [
        f"{path.relative_to(site.files)}: {leak}"
        for path in files
        for leak in found(longer if "javascripts" in path.parts else secrets, path.read_bytes())
    ]
    assert leaks == []
    assert found(secrets, "\n".join(path.relative_to(site.files).as_posix() for path in files)) == []
