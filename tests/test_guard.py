"""The guard: a page that shows a reader what is not for her stops the build, whatever the views say."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from generator.build import Build, Overheard, Page
from generator.build.guard import spoken
from generator.project import Project, prepare
from generator.site.event_views import EventViews
from generator.site.views import Views

SAMPLE = Path(__file__).parent.parent
SECRET = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"
OPTIONS = {
    "company": {"ja": "日の出フーズ", "en": "Hinode Foods"},
    "title": {"ja": "日の出フーズの、その先。", "en": "Beyond Hinode Foods"},
    "contact": "alumni@hinode-foods.example",
}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    for name in ("alumni", "stories", "site_src"):
        shutil.copytree(SAMPLE / name, tmp_path / name)
    monkeypatch.setenv("YORIMICHI_SECRET", SECRET)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795305600")  # 2026-11-22 in Japan
    return prepare(tmp_path / "mkdocs.yml", tmp_path / "site_src", OPTIONS)


def _page_of(build: Build, key: str) -> Page:
    return next(page for page in build.people() if page.key == key)


def test_the_sample_shows_nobody_what_is_not_for_them(project: Project) -> None:
    """Every page of every person and story passes the guard, for every audience."""
    build = Build(project, "")
    for page in (*build.people(), *build.stories()):
        assert build.body(page).html


def test_a_short_value_shown_to_the_wrong_reader_stops_the_build(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A prefecture that only staff may see is found in the page for guests, and named by its field alone."""
    key, profile = next(
        (key, one)
        for key, one in project.site.profiles.items()
        if one.visible.get("location") == "staff" and one.audience == "guests" and one.location
    )
    person = Views.person

    def leaking(self: Views, wanted: str, reader: str) -> object:
        view = person(self, wanted, reader)
        return view and (replace(view, location=profile.location) if wanted == key else view)

    monkeypatch.setattr(Views, "person", leaking)
    build = Build(project, "")
    with pytest.raises(Overheard, match=r"would show guests .*\.yaml location") as caught:
        build.body(_page_of(build, key))
    assert str(profile.location) not in str(caught.value)


def test_a_narrower_profile_in_a_wider_page_stops_the_build(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If the list of people forgot audiences, the names of members would be found in what guests read."""
    everyone = Views(project.site).people("staff")
    monkeypatch.setattr(Views, "people", lambda _self, _reader: everyone)
    build = Build(project, "")
    with pytest.raises(Overheard, match=r"would show public .*name\.display"):
        build.body(Page(_page_of(build, everyone[0].name.id).frame, "alumni", "public"))


def _came_back(build: Build) -> Page:
    return next(page for page in build.stories() if page.key == "came-back")


def test_an_event_view_that_tells_what_only_her_page_tells_stops_the_build(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If a pass showed a person as the story's readers see her, what she brought along would be found."""
    monkeypatch.setattr("generator.site.event_views._bare", lambda person, _pass: person)
    build = Build(project, "")
    with pytest.raises(
        Overheard, match=r"would show crossroads-2026-12 .*naoko-ogawa\.yaml career\[\d\]\.brought"
    ):
        build.body(_came_back(build))


def test_an_event_view_for_narrower_readers_than_the_storys_stops_the_build(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If a pass showed people as staff see them, the name of an employer that members may know would be found."""
    as_staff = [
        Views(project.site).in_story(key, "staff") for key in project.site.stories["came-back"].alumni
    ]
    monkeypatch.setattr(EventViews, "_people", lambda _self, _slug: as_staff)
    build = Build(project, "")
    with pytest.raises(
        Overheard, match=r"would show crossroads-2026-12 .*naoko-ogawa\.yaml career\[\d\]\.org\.name"
    ):
        build.body(_came_back(build))


def test_a_story_that_a_pass_does_not_name_stops_the_build(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If a pass listed a story of guests that it does not open, its title would be found in the list."""
    stories, other = EventViews.stories, Views(project.site).story("twice-out-twice-back", "guests")
    assert other is not None
    monkeypatch.setattr(EventViews, "stories", lambda self, pass_: (*stories(self, pass_), other))
    build = Build(project, "")
    listing = Page(replace(_came_back(build).frame, address="stories/"), "stories", "public")
    with pytest.raises(Overheard, match=r"would show crossroads-2026-12 .*twice-out-twice-back\.md title"):
        build.body(listing)


def test_what_a_page_says_is_its_text_and_the_texts_of_its_pictures() -> None:
    """Phrases that were cut for line breaks are whole again, and texts of different elements stay apart."""
    markup = '<h1>戻って<wbr>きた</h1><img src="x.webp" alt="工場 &amp; 川"><p data-x="hidden">A</p><p>B</p>'
    assert [word for word in spoken(markup).split("\n") if word] == ["戻ってきた", "工場 & 川", "A", "B"]


def test_a_hidden_text_that_is_the_name_of_a_language_stops_nothing(project: Project) -> None:
    """Pages name the languages that people speak; a hidden skill called 英語 does not stand in their way."""
    key, profile = next((key, one) for key, one in project.site.profiles.items() if one.audience == "members")
    changed = {**project.site.profiles, key: profile.model_copy(update={"skills": ("英語", "オランダ語")})}
    build = Build(replace(project, site=replace(project.site, profiles=changed)), "")
    for page in build.people():
        assert build.body(page).html
