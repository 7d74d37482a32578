"""The site as a whole: what stands today, what depends on what, and that no content can break the reading of it."""

import gc
import os
import stat
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_cases import SETTINGS, TODAY, lay, read
from test_source import mutations

from generator.diagnostics import Diagnostic
from generator.site import Site, read_site

BASE = Path(__file__).parent / "cases" / "base"
PROFILE = (BASE / "alumni" / "naoko-ogawa.yaml").read_text(encoding="utf-8")
STORY = (BASE / "stories" / "coming-back.md").read_text(encoding="utf-8")
EVENTS = (BASE / "site_src" / "events.yaml").read_text(encoding="utf-8")


def on(root: Path, today: date) -> tuple[Site, list[str]]:
    """The site of a day, and the codes of all that is told."""
    site, found = read_site(root, root / "site_src", SETTINGS, today)
    return site, [one.code for one in found]


def rewrite(path: Path, old: str, new: str) -> None:
    """Changes a file in one place."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_consent_counts_from_its_first_day_to_its_last(tmp_path: Path) -> None:
    """On the last day a profile stands; on the next it is gone, with a warning and without an error."""
    root = lay(tmp_path)
    assert "kenji-mori" in on(root, date(2026, 10, 15))[0].profiles
    site, codes = on(root, date(2026, 10, 16))
    assert set(site.profiles) == {"naoko-ogawa"}
    assert sorted(codes) == ["consent-expired", "left-out"]
    site, codes = on(root, date(2026, 10, 14))
    assert "kenji-mori" not in site.profiles
    assert codes == ["future-date"]


def test_whatever_depends_on_somebody_gone_is_gone_too(tmp_path: Path) -> None:
    """No id or slug in the site leads to what is not in it: ties, stories, speakers, passes; a translation goes too."""
    root = lay(tmp_path)
    rewrite(root / "stories" / "coming-back.md", "translation_of:", "translation_of: third-generation")
    rewrite(root / "stories" / "coming-back.md", "lang: ja", "lang: en")
    site, _ = on(root, date(2026, 10, 16))
    assert site.profiles["naoko-ogawa"].career[1].with_ == ()
    assert site.stories == {}
    site, codes = on(root, date(2027, 6, 1))
    assert (site.profiles, site.stories) == ({}, {})
    assert [event.speakers for event in site.events] == [(), ()]
    assert site.events[0].pass_ is not None
    assert site.events[0].pass_.stories == ()
    wrong = {"translation-of-others", "translation-wider"}  # of the original's people one is not in it
    assert set(codes) - wrong == {"consent-expired", "left-out"}


def test_time_alone_never_makes_an_error(tmp_path: Path) -> None:
    """As years go by, content loses parts, and only warnings are told."""
    root = lay(tmp_path)
    for year in range(2027, 2060):
        _, found = read_site(root, root / "site_src", SETTINGS, date(year, 1, 1))
        assert {one.severity for one in found} <= {"warning"}


@pytest.mark.parametrize("enabled", [True, False])
def test_garbage_is_sought_again_after_reading(tmp_path: Path, enabled: bool) -> None:
    """Reading does without it for speed, and leaves it as it was for whoever comes next."""
    (gc.enable if enabled else gc.disable)()
    try:
        read(lay(tmp_path))
        assert gc.isenabled() == enabled
    finally:
        gc.enable()


def test_photo_without_its_purpose_is_left_out(tmp_path: Path) -> None:
    """The photo is gone, the profile stands."""
    root = lay(tmp_path)
    rewrite(root / "alumni" / "naoko-ogawa.yaml", "story, photo,", "story,")
    site, codes = on(root, TODAY)
    assert site.profiles["naoko-ogawa"].photo is None
    assert codes == ["photo-without-purpose"]


def test_offers_end_with_their_month(tmp_path: Path) -> None:
    """An offer stands to the last day of its month, or of its year, and is gone after it."""
    root = lay(tmp_path)
    rewrite(root / "alumni" / "naoko-ogawa.yaml", "expires: 2027-04-01", "expires: 2029-04-01")
    for today, offers in (
        (date(2027, 3, 31), ["speaking", "mentoring"]),
        (date(2027, 4, 1), ["mentoring"]),
        (date(2028, 1, 1), []),
    ):
        site, _ = on(root, today)
        assert [offer.what for offer in site.profiles["naoko-ogawa"].open_to] == offers


def test_news_come_newest_first(tmp_path: Path) -> None:
    """Whoever adds news at the end of the list finds them at the top of the page."""
    site, _ = read(lay(tmp_path))
    assert [news.on for news in site.profiles["naoko-ogawa"].news] == [date(2026, 9, 1), date(2026, 3, 1)]


def test_answers_are_read_from_the_headings(tmp_path: Path) -> None:
    """A story knows its level-2 headings with id, time and line, and its body as it was written."""
    site, _ = read(lay(tmp_path))
    story = site.stories["coming-back"]
    assert [(one.id, str(one.at) if one.at else None, one.line) for one in story.answers] == [
        ("gap", "2001", 19),
        ("strengths", None, 25),
        ("leaving", "2015-04", 31),
        (None, None, 39),
    ]
    lines = STORY.split("\n")
    assert story.body == "\n".join(lines[story.body_line - 1 :])
    assert story.alumni == ("naoko-ogawa",)


def test_events_and_leavers_may_be_missing(tmp_path: Path) -> None:
    """Both files are optional; so is everything in the folders."""
    for folder in ("alumni", "stories", "site_src"):
        (tmp_path / folder).mkdir()
    site, found = read(tmp_path)
    assert found == ()
    assert (site.profiles, site.stories, site.events, site.leavers) == ({}, {}, (), {})


def test_missing_folders_are_told(tmp_path: Path) -> None:
    """A misspelt folder does not silently make an empty site."""
    _, found = read(tmp_path)
    assert [(one.path, one.code) for one in found] == [
        ("alumni", "missing-folder"),
        ("stories", "missing-folder"),
    ]


def test_folders_follow_the_configuration(tmp_path: Path) -> None:
    """Profiles and stories may lie elsewhere in the project; findings then tell that place."""
    root = lay(tmp_path)
    (root / "content").mkdir()
    (root / "alumni").rename(root / "content" / "people")
    rewrite(root / "content" / "people" / "kenji-mori.yaml", "headline", "headlin")
    site, found = read_site(
        root, root / "site_src", SETTINGS.model_copy(update={"alumni_dir": "content/people"}), TODAY
    )
    assert set(site.profiles) == {"naoko-ogawa"}
    assert [(one.path, one.code) for one in found] == [("content/people/kenji-mori.yaml", "unknown-key")]


@pytest.mark.parametrize("name", ["alumni", "alumni/photos", "alumni/naoko-ogawa.yaml", "alumni/photos/naoko-ogawa.jpg",
                                  "stories/images", "site_src/events.yaml"])  # fmt: skip
def test_no_link_is_followed(name: str, tmp_path: Path) -> None:
    """Neither a file nor a folder of content may be a symbolic link, wherever it leads."""
    root = lay(tmp_path / "project")
    elsewhere = tmp_path / "elsewhere"
    (root / name).rename(elsewhere)
    (root / name).symlink_to(elsewhere)
    _, found = read(root)
    assert [one.path for one in found if one.code == "symbolic-link" and one.severity == "error"] != []


def test_dangling_link_of_a_data_file_is_told(tmp_path: Path) -> None:
    """A link that leads nowhere is not taken for a file that was left out."""
    root = lay(tmp_path)
    (root / "site_src" / "leavers.yaml").unlink()
    (root / "site_src" / "leavers.yaml").symlink_to("nowhere")
    assert [one.code for one in read(root)[1]] == ["symbolic-link"]


def test_what_is_no_file_is_told(tmp_path: Path) -> None:
    """A folder, or a pipe that would never end, in the place of a profile is told and not opened."""
    root = lay(tmp_path)
    (root / "alumni" / "a-folder.yaml").mkdir()
    os.mkfifo(root / "alumni" / "a-pipe.yaml")
    assert stat.S_ISFIFO((root / "alumni" / "a-pipe.yaml").stat().st_mode)
    assert [(one.path, one.code) for one in read(root)[1]] == [
        ("alumni/a-folder.yaml", "unreadable"),
        ("alumni/a-pipe.yaml", "unreadable"),
    ]


def test_names_of_files_that_are_not_unicode_are_told(tmp_path: Path) -> None:
    """A file name in bytes of another encoding is a finding like any other."""
    root = lay(tmp_path)
    (root / "alumni" / os.fsdecode(b"\x8f\xac.yaml")).write_text("x")
    _, found = read(root)
    assert [one.code for one in found] == ["bad-file-name"]
    found[0].path.encode("utf-8")


def test_every_finding_of_every_file_is_told_at_once(tmp_path: Path) -> None:
    """One run tells what is wrong in profiles, stories, events and leavers, sorted by place."""
    root = lay(tmp_path)
    rewrite(root / "alumni" / "kenji-mori.yaml", "audience: members", "audience: member")
    rewrite(root / "alumni" / "naoko-ogawa.yaml", "with: [kenji-mori]", "with: [kenji]")
    rewrite(root / "stories" / "coming-back.md", "lang: ja", "lang: jp")
    rewrite(root / "site_src" / "events.yaml", "kind: hiring", "kind: hire")
    rewrite(root / "site_src" / "leavers.yaml", "12", "twelve")
    _, found = read(root)
    assert list(found) == sorted(found)
    assert [(one.path.rsplit("/", 1)[1], one.code) for one in found] == [
        ("kenji-mori.yaml", "tie-one-sided"),
        ("kenji-mori.yaml", "unknown-audience"),
        ("naoko-ogawa.yaml", "unknown-id"),
        ("events.yaml", "unknown-value"),
        ("leavers.yaml", "bad-number"),
        ("coming-back.md", "unknown-value"),
    ]


def test_broken_story_still_has_its_text_checked(tmp_path: Path) -> None:
    """A mistake in the keys of a story does not hide those in its text."""
    root = lay(tmp_path)
    rewrite(root / "stories" / "coming-back.md", "lang: ja", "lang: jp")
    rewrite(root / "stories" / "coming-back.md", "https://", "http://")
    assert sorted(one.code for one in read(root)[1]) == ["insecure-link", "unknown-value"]


def test_company_address_may_stand_in_a_story(tmp_path: Path) -> None:
    """The one mail address that is public anyway is the company's own."""
    root = lay(tmp_path)
    rewrite(
        root / "stories" / "coming-back.md",
        "おわり。",
        "[便り](mailto:Alumni@company.example)を待っています。",
    )
    assert read(root)[1] == ()
    _, found = read_site(root, root / "site_src", SETTINGS.model_copy(update={"contact": None}), TODAY)
    assert [one.code for one in found] == ["contact-in-text"]


def test_story_is_never_wider_than_anybody_in_it(tmp_path: Path) -> None:
    """For all audiences of a story and of the people in it, one that is wider is an error, and no other."""
    root = lay(tmp_path)
    names = SETTINGS.names
    path = root / "stories" / "third-generation.md"
    text = path.read_text(encoding="utf-8")
    for position, audience in enumerate(names):
        path.write_text(text.replace("audience: members", f"audience: {audience}"), encoding="utf-8")
        codes = [one.code for one in read(root)[1]]
        assert codes == (["wider-than-profile"] if position < names.index("members") else [])
    path.write_text(text.replace("audience: members\n", ""), encoding="utf-8")
    assert read(root)[1] == ()


FILES: Mapping[str, str] = {
    "alumni/naoko-ogawa.yaml": PROFILE,
    "stories/coming-back.md": STORY,
    "site_src/events.yaml": EVENTS,
}


@pytest.mark.parametrize("name", FILES)
@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_no_slip_of_the_pen_breaks_the_reading(name: str, data: st.DataObject, tmp_path: Path) -> None:
    """A good project with characters cut, doubled or put in gives a site and findings, and never an exception."""
    root = lay(tmp_path)
    text = data.draw(mutations(FILES[name]))
    (root / name).write_text(text, encoding="utf-8", errors="replace")
    site, found = read(root)
    assert all(isinstance(one, Diagnostic) for one in found)
    lines = text.count("\n") + 2
    assert all(1 <= one.line <= lines for one in found if one.path == name)
    assert all(person in site.profiles for story in site.stories.values() for person in story.alumni)
    assert replace(site, profiles={}) != site or not site.profiles


def test_a_folder_that_nobody_may_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder without permission is a finding at the folder, and all else is still read and told."""
    root = lay(tmp_path)

    def refuse(self: Path) -> Iterator[Path]:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "iterdir", refuse)
    site, found = read(root)
    assert [(one.path, one.code) for one in found if one.code == "unreadable"] == [
        ("alumni", "unreadable"),
        ("stories", "unreadable"),
    ]
    assert len(site.events) == 2
