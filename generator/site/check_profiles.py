"""Checks profiles against the site's audiences, against each other and against today."""

import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import pairwise

from generator.diagnostics import Diagnostic
from generator.phrase import phrase
from generator.profile import SHOWN, Org, Profile, Spell
from generator.romaji import reads_as, romaji_of
from generator.settings import Settings
from generator.site.content import Entry
from generator.site.ties import meet
from generator.site.world import (
    World,
    bad_picture,
    in_future,
    resolved,
    shared_picture,
    unknown_audience,
    unknown_id,
    wider_than_profile,
)
from generator.source import Loc


def check_profiles(world: World) -> Iterator[Diagnostic]:
    """Everything that one profile alone cannot tell about itself."""
    yield from _namesakes(world.content.profiles)
    photos = Counter(filter(None, map(_shown_photo, world.content.profiles.values())))
    for entry in world.content.profiles.values():
        if (photo := _shown_photo(entry)) and photos[photo] > 1:
            yield from shared_picture(entry, ("photo", "file"), photo)
        yield from _reading(entry)
        yield from _audiences(entry, world.settings)
        yield from _career(entry, world)
        yield from _days(entry, world)
        yield from _photo(entry, world)


def _namesakes(profiles: Mapping[str, Entry[Profile]]) -> Iterator[Diagnostic]:
    """Two people of one name and one reading, or one person with two files: readers could not tell."""
    first: dict[tuple[str, str], str] = {}
    for person, entry in sorted(profiles.items()):
        name = entry.thing.name
        other = first.setdefault((_bare(name.display), _bare(name.kana)), person)
        if other != person:
            message = phrase("`{other}` has this name too.", other=other)
            hint = phrase(
                "If they are one person, remove one of the files; if two, add to `display` what tells them apart."
            )
            yield entry.finding("same-name", ("name", "display"), message, hint)


def _bare(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).split())


def _reading(entry: Entry[Profile]) -> Iterator[Diagnostic]:
    name = entry.thing.name
    if not reads_as(name.romaji, name.kana):
        message = phrase("`{romaji}` does not read as `{kana}`.", romaji=name.romaji, kana=name.kana)
        hint = phrase(
            "It would be `{usual}`; mend one of the two, if one is wrong.", usual=romaji_of(name.kana)
        )
        yield entry.finding("romaji-differs", ("name", "romaji"), message, hint)


def _shown_photo(entry: Entry[Profile]) -> str | None:
    """The file of a photo that is to be shown; one without the purpose `photo` is left out anyway."""
    profile = entry.thing
    return profile.photo.file if profile.photo and "photo" in profile.consent.purposes else None


def _audiences(entry: Entry[Profile], settings: Settings) -> Iterator[Diagnostic]:
    profile = entry.thing
    yield from unknown_audience(entry, ("audience",), profile.audience, settings)
    whole = resolved(profile.audience, settings)
    for loc, audience in _narrowed(profile):
        yield from unknown_audience(entry, loc, audience, settings)
        if whole and audience in settings.names:
            yield from wider_than_profile(entry, loc, audience, whole, settings)
    for number, spell in enumerate(profile.career):
        if spell.org and isinstance(spell.org.show, Mapping):
            yield from _show_order(entry, ("career", number, "org", "show"), spell.org.show, settings)


def _narrowed(profile: Profile) -> Iterator[tuple[Loc, str]]:
    """Every audience that is named for a part of a profile, and where."""
    for part, audience in profile.visible.items():
        yield ("visible", part), audience
    for number, spell in enumerate(profile.career):
        if spell.audience is not None:
            yield ("career", number, "audience"), spell.audience
        for audience in _shown_to(spell.org):
            yield ("career", number, "org", "show", audience), audience


def _shown_to(org: Org | None) -> tuple[str, ...]:
    return tuple(org.show) if org and isinstance(org.show, Mapping) else ()


def _show_order(
    entry: Entry[Profile], loc: Loc, show: Mapping[str, str], settings: Settings
) -> Iterator[Diagnostic]:
    known = [name for name in settings.names if name in show]
    for wide, narrow in pairwise(known):
        if SHOWN.index(show[narrow]) > SHOWN.index(show[wide]):
            message = phrase(
                "`{narrow}` would see less of this employer than `{wide}`.", narrow=narrow, wide=wide
            )
            hint = phrase(
                "Whoever is of `{narrow}` can read what `{wide}` can: exchange the two.",
                narrow=narrow,
                wide=wide,
            )
            yield entry.finding("narrower-sees-less", (*loc, narrow), message, hint)


def _career(entry: Entry[Profile], world: World) -> Iterator[Diagnostic]:
    for number, spell in enumerate(entry.thing.career):
        loc: Loc = ("career", number)
        yield from in_future(entry, (*loc, "from"), spell.from_.start, world.today)
        yield from _colleagues(entry, loc, spell, world)
    for number, turn in enumerate(entry.thing.turns):
        yield from in_future(entry, ("turns", number, "at"), turn.at.start, world.today)


def _colleagues(entry: Entry[Profile], loc: Loc, spell: Spell, world: World) -> Iterator[Diagnostic]:
    for position, person in enumerate(spell.with_):
        if person == entry.thing.id:
            message = phrase("`{person}` is this person herself.", person=person)
            yield entry.finding(
                "with-self", (*loc, "with", position), message, phrase("Name the others only.")
            )
        yield from unknown_id(entry, (*loc, "with", position), person, world.content.ids)
        other = world.content.profiles.get(person)
        if other and not any(meet(spell, hers, entry.thing.id) for hers in other.thing.career):
            yield _one_sided(entry, (*loc, "with", position), spell, person)


def _one_sided(entry: Entry[Profile], loc: Loc, spell: Spell, person: str) -> Diagnostic:
    """A name that shows nowhere yet, since nothing that the other tells of herself agrees."""
    hint = (
        phrase("If both were here at one time, mend the months of one of the two.")
        if spell.kind == "here"
        else phrase("It shows once she names `{other}` too, in a spell of that time.", other=entry.thing.id)
    )
    message = phrase("`{person}` tells of no such time herself: this tie is not shown.", person=person)
    return entry.finding("tie-one-sided", loc, message, hint)


def _days(entry: Entry[Profile], world: World) -> Iterator[Diagnostic]:
    profile, today = entry.thing, world.today
    yield from in_future(entry, ("confirmed",), profile.confirmed, today)
    yield from in_future(entry, ("consent", "given"), profile.consent.given, today)
    for number, news in enumerate(profile.news):
        yield from in_future(entry, ("news", number, "on"), news.on, today)
    if profile.consent.expires < today:
        message = phrase(
            "Consent expired on {expires}: this profile is left out.", expires=profile.consent.expires
        )
        hint = phrase("Ask whether she agrees again; or remove the file.")
        yield entry.finding("consent-expired", ("consent", "expires"), message, hint)
        return
    for number, offer in enumerate(profile.open_to):
        if offer.until.end < today:
            message = phrase("This offer ended in {until}: it is left out.", until=offer.until)
            yield entry.finding(
                "offer-past", ("open_to", number, "until"), message, phrase("Renew it, or remove it.")
            )


def _photo(entry: Entry[Profile], world: World) -> Iterator[Diagnostic]:
    photo = entry.thing.photo
    if photo is None:
        return
    place = entry.document.place(("photo", "file"))
    yield from bad_picture(entry.document.path, place, photo.file, world.photos, world)
    if "photo" not in entry.thing.consent.purposes:
        message = phrase("Consent does not cover a photo: it is left out.")
        hint = phrase("Add `photo` to the purposes once she agrees; or remove the photo.")
        yield entry.finding("photo-without-purpose", ("photo",), message, hint, key=True)
