"""Checks events and their passes against people, stories, audiences and each other; and leavers' counts."""

from collections.abc import Iterator

from generator.diagnostics import Diagnostic
from generator.event import Event, Pass, as_day
from generator.phrase import phrase
from generator.settings import PUBLIC
from generator.site.content import Entry
from generator.site.world import World, unknown_audience, unknown_id, unknown_story
from generator.source import Loc


def check_events(world: World) -> Iterator[Diagnostic]:
    """Everything that one event alone cannot tell."""
    seen: dict[str, int] = {}
    passes: dict[str, int] = {}
    for entry in world.content.events:
        event = entry.thing
        yield from _twice(entry, ("id",), event.id, seen)
        yield from unknown_audience(entry, ("audience",), event.audience, world.settings)
        yield from _speakers(entry, world)
        if event.pass_:
            yield from _pass(entry, event.pass_, passes, world)
            yield from _days(entry, event, event.pass_)


def _twice(entry: Entry[Event], loc: Loc, name: str, seen: dict[str, int]) -> Iterator[Diagnostic]:
    line = entry.document.place((*entry.at, *loc))[0]
    if name in seen:
        message = phrase(
            "`{name}` stands in lines {first} and {again}.", name=name, first=seen[name], again=line
        )
        yield entry.finding("duplicate-id", loc, message, phrase("Choose another id for one of the two."))
    seen.setdefault(name, line)


def _speakers(entry: Entry[Event], world: World) -> Iterator[Diagnostic]:
    for number, person in enumerate(entry.thing.speakers):
        loc = ("speakers", number)
        yield from unknown_id(entry, loc, person, world.content.ids)
        purposes = world.purposes(person)
        if purposes is not None and "event" not in purposes:
            message = phrase(
                "`{person}` has not agreed to the purpose `{purpose}`.", person=person, purpose="event"
            )
            hint = phrase("Ask; then add it to the purposes of that profile.")
            yield entry.finding("purpose-missing", loc, message, hint)


def _pass(entry: Entry[Event], pass_: Pass, passes: dict[str, int], world: World) -> Iterator[Diagnostic]:
    loc: Loc = ("pass", "id")
    yield from _twice(entry, loc, pass_.id, passes)
    if pass_.id in world.settings.names:
        message = phrase("`{id}` is the name of an audience.", id=pass_.id)
        yield entry.finding("duplicate-id", loc, message, phrase("Choose another name for the pass."))
    for number, slug in enumerate(pass_.stories):
        loc = ("pass", "stories", number)
        yield from unknown_story(entry, loc, slug, world.content.slugs)
        story = world.content.stories.get(slug)
        if story and not story.thing.event_ok:
            message = phrase("`{slug}` is not meant for events.", slug=slug)
            yield entry.finding(
                "not-for-events", loc, message, phrase("Set `event_ok: true` in it, after asking.")
            )
    for number, audience in enumerate(pass_.audiences):
        loc = ("pass", "audiences", number)
        yield from unknown_audience(entry, loc, audience, world.settings)
        if audience == PUBLIC:
            message = phrase("What is for `public` is open without a pass.")
            yield entry.finding("unknown-audience", loc, message, phrase("Leave it out."))


def _days(entry: Entry[Event], event: Event, pass_: Pass) -> Iterator[Diagnostic]:
    first, last = as_day(event.from_), as_day(event.to or event.from_)
    if pass_.from_ > first or pass_.until < last:
        message = phrase(
            "The pass works from {start} to {until}, but the event is on {day}.",
            start=pass_.from_,
            until=pass_.until,
            day=first if pass_.from_ > first else last,
        )
        hint = phrase("Mend the days of one of the two.")
        yield entry.finding(
            "pass-misses-event", ("pass", "from" if pass_.from_ > first else "until"), message, hint
        )


def check_leavers(world: World) -> Iterator[Diagnostic]:
    """Nobody can have left in a year to come."""
    entry = world.content.leavers
    for year in entry.thing.counts if entry else ():
        if entry and year > world.today.year:
            message = phrase("{year} lies in the future; today is {today}.", year=year, today=world.today)
            yield entry.finding(
                "future-date", ("counts", str(year)), message, phrase("Mend the year."), key=True
            )
