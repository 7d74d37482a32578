"""What templates may ask for: ways to other pages, dates and codes in words, pictures, rivers."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import cache, lru_cache

import budoux
from markupsafe import Markup

from generator.career import River, Rivers, Stretch, Upright, river, rivers, rivers_since, upright
from generator.career.model import SIDE_KINDS
from generator.fields import YearMonth
from generator.render import labels
from generator.render.markdown import Picture
from generator.render.places import STANDARD, Frame, Places
from generator.settings import Settings
from generator.site.seen import PersonView, PictureView, SpellView
from generator.texts import Texts


@cache
def _parser() -> budoux.Parser:
    """BudouX's Japanese model, read once."""
    return budoux.load_default_japanese_parser()


@lru_cache(maxsize=4096)
def _phrases(text: str) -> tuple[str, ...]:
    """Each reader's page says most of it again."""
    return tuple(_parser().parse(text)) if text else ()


@lru_cache(maxsize=4096)
def _drawn(
    stretches: tuple[Stretch, ...], turns: tuple[date, ...], today: date, size: tuple[int, int], names: bool
) -> River:
    """A drawing; several readers see the same career on several pages."""
    return river(stretches, today, width=size[0], height=size[1], labels=names, turns=turns)


@lru_cache(maxsize=4096)
def _drawn_upright(
    stretches: tuple[Stretch, ...], today: date, width: int, height: int | None, turns: tuple[date, ...]
) -> Upright:
    return upright(stretches, today, width=width, height=height, turns=turns)


@lru_cache(maxsize=256)
def _drawn_together(careers: tuple[tuple[Stretch, ...], ...], today: date, width: int, height: int) -> Rivers:
    return rivers(careers, today, width=width, height=height)


_CHARACTERS_PER_MINUTE = 500  # Japanese silent reading, the usual figure
_WORDS_PER_MINUTE = 230
_MOST_ROADS = 48  # more than this, and no single road can be followed


class Helper:
    """One page's answers; it holds no view, so it can show nothing that the template was not given."""

    def __init__(self, settings: Settings, texts: Texts, places: Places, frame: Frame, today: date) -> None:
        self.settings = settings
        self.texts = texts
        self.frame = frame
        self.locale = frame.locale
        self.today = today
        self.places = places

    @property
    def company(self) -> str:
        """The company's name in the page's language."""
        return self.settings.company[self.locale]

    def tags(self, tags: Sequence[str]) -> Sequence[tuple[str, str]]:
        """Tags of a story, each with its word in the page's language."""
        return [(tag, self.settings.tag(tag, self.locale)) for tag in tags]

    def page(self, kind: str) -> str:
        """The way to a standard page."""
        return self.frame.to(STANDARD[kind])

    def person(self, key: str) -> str:
        """The way to a person's page."""
        return self.frame.to(self.places.people[key])

    @property
    def people(self) -> str:
        """The way to the folder in which people's pages lie."""
        return self.frame.to("a/")

    def story(self, slug: str) -> str:
        """The way to a story's page."""
        return self.frame.to(self.places.stories[slug])

    def has_page(self, key: str) -> bool:
        """Whether the person has a page of her own."""
        return key in self.places.people

    def picture(self, view: PictureView, css: str, *, eager: bool = False) -> Markup:
        """An `img` of a picture: by its file where it is open, by its object where it is sealed."""
        medium = self.places.pictures[view.file, view.audience]
        source = (
            f'src="{self.frame.root}{medium.address}.webp"'
            if medium.audience == "public"
            else f'data-media="{medium.address}" data-audience="{medium.audience}"'
        )
        lazy = "" if eager or medium.audience != "public" else ' loading="lazy"'
        return Markup(  # noqa: S704 - every part is escaped or ours
            f'<img class="{css}" {source} width="{medium.width}" height="{medium.height}"'
            f'{lazy} alt="{html.escape(view.alt, quote=True)}">'
        )

    def markdown_picture(self, view: PictureView) -> Picture | None:
        """What a picture in contributed Markdown becomes; None where there is no such picture."""
        medium = self.places.pictures.get((view.file, view.audience))
        if medium is None:
            return None
        size = (("width", str(medium.width)), ("height", str(medium.height)))
        if medium.audience == "public":
            return Picture((("src", f"{self.frame.root}{medium.address}.webp"), ("loading", "lazy"), *size))
        return Picture((("data-media", medium.address), ("data-audience", medium.audience), *size))

    def phrases(self, text: str, lang: str = "ja") -> Markup:
        """Text that may break between phrases only; other languages break between words anyway."""
        if lang != "ja":
            return Markup.escape(text)
        return Markup("<wbr>").join(self.cut(text))

    def cut(self, text: str) -> Sequence[str]:
        """Japanese text as phrases, by BudouX."""
        return _phrases(text)

    def when(self, value: YearMonth) -> str:
        """A month or year in words."""
        return self.texts.month(value)

    def period(self, spell: SpellView) -> str:
        """From when to when; an open end is left open."""
        if spell.end is None:
            return f"{self.when(spell.start)} –"
        if spell.end == spell.start:
            return self.when(spell.start)
        return f"{self.when(spell.start)} – {self.when(spell.end)}"

    def spoken(self, spell: SpellView) -> str:
        """From when to when, in words that are read aloud well; dashes are passed over or called a minus."""
        start = self.when(spell.start)
        if spell.end is None:
            return self.texts.gettext("Since %(month)s") % {"month": start}
        if spell.end == spell.start:
            return start
        return self.texts.gettext("From %(start)s to %(end)s") % {"start": start, "end": self.when(spell.end)}

    def years(self, spell: SpellView) -> str:
        """The years alone, for narrow places."""
        end = "" if spell.end is None else str(spell.end.year)
        return f"{spell.start.year}–{end}" if end != str(spell.start.year) else end

    def span(self, person: PersonView) -> str:
        """The years of a career from its first to its last, the end left open where it goes on."""
        ends = [spell.end.year if spell.end else None for spell in person.spells]
        last = "" if None in ends else str(max(end for end in ends if end))
        return f"{person.spells[0].start.year}–{last}"

    def moment(self, value: date | datetime) -> str:
        """A day, with the hour where there is one."""
        if isinstance(value, datetime):
            return f"{self.texts.day(value.date())} {self.texts.time(value)}"
        return self.texts.day(value)

    def kind(self, code: str) -> str:
        """A kind of spell in words."""
        return self.company if code == "here" else self._label(labels.KINDS, code)

    def entry(self, code: str) -> str:
        """How someone joined, in words."""
        return self._label(labels.ENTRIES, code)

    def beginning(self, spell: SpellView, career: Sequence[SpellView]) -> str:
        """What began with a spell, in a word: how someone joined, another department, a new job, or a kind of road."""
        before = [
            other for other in career[: career.index(spell)] if other.kind not in {*SIDE_KINDS, "break"}
        ]
        if spell.kind == "here" and spell.entry != "return" and before and before[-1].kind == "here":
            moved = spell.department not in (None, before[-1].department)
            return self.texts.gettext("Another department") if moved else self.company
        if spell.entry:
            return self.entry(spell.entry)
        return self.texts.gettext("A new job") if spell.kind == "job" else self.kind(spell.kind)

    def offer(self, code: str) -> str:
        """What someone is open to, in words."""
        return self._label(labels.OFFERS, code)

    def event_kind(self, code: str) -> str:
        """A kind of event in words."""
        return self._label(labels.EVENTS, code)

    def question(self, code: str) -> str:
        """A standard question in the site's own words; a story may put it otherwise."""
        return self._label(labels.QUESTIONS, code)

    def question_in_short(self, code: str) -> str:
        """What a standard question is about, for menus."""
        return self._label(labels.QUESTIONS_IN_SHORT, code)

    @property
    def roads(self) -> list[tuple[str, str]]:
        """The kinds of road that one can have taken since, with their words: codes as answers have them."""
        kinds = [(code, self.kind(code)) for code in labels.KINDS if code != "break"]
        return [("return", self.entry("return")), *kinds]

    @property
    def languages(self) -> list[tuple[str, str]]:
        """The languages that stories are written in, with their names."""
        return [(code, self.texts.language(code)) for code in ("ja", "en")]

    def place_of(self, spell: SpellView) -> str:
        """Where a spell was spent, as far as this reader may know."""
        if spell.kind == "here":
            return self.company
        if spell.org:
            return spell.org
        return self._label(labels.INDUSTRIES, spell.industry) if spell.industry else ""

    def station(self, spell: SpellView) -> str:
        """A spell in one or two words, for a line of stations."""
        if spell.kind == "here":
            return spell.department or self.company
        if spell.kind in ("job", "side-job"):
            return self.place_of(spell) or self.kind(spell.kind)
        return self.kind(spell.kind)

    def stations(self, person: PersonView) -> list[str]:
        """The line of stations of a career, breaks left out, the same one never twice in a row."""
        names = [self.station(spell) for spell in person.spells if spell.kind != "break"]
        return [name for index, name in enumerate(names) if index == 0 or name != names[index - 1]]

    def minutes(self, body: str, lang: str) -> int:
        """Minutes that reading takes, at least one."""
        pace = len(body) / _CHARACTERS_PER_MINUTE if lang == "ja" else len(body.split()) / _WORDS_PER_MINUTE
        return max(1, round(pace))

    def river(self, person: PersonView, width: int, height: int, *, names: bool) -> River:
        """The drawing of one career as this reader may see it; with `names`, also with its turning points."""
        stretches = tuple(self.stretches(person, words=names))
        turns = tuple(turn.at.start for turn in person.turns) if names else ()
        return _drawn(stretches, turns, self.today, (width, height), names)

    def outline(self, person: PersonView) -> str:
        """A career in one short sentence, for a drawing's description."""
        stations = self.texts.gettext(", ").join(self.stations(person))
        begun = min(spell.start.year for spell in person.spells)
        return self.texts.gettext("Since %(year)s: %(stations)s.") % {"year": begun, "stations": stations}

    def upright(self, person: PersonView, width: int, height: int | None = None) -> Upright:
        """The drawing of one career from top to bottom, with its turning points, as this reader may see them.

        It is at least `height` high; without it, as high as its words need.
        """
        turns = tuple(turn.at.start for turn in person.turns)
        return _drawn_upright(tuple(self.stretches(person)), self.today, width, height, turns)

    def rivers(self, people: Sequence[PersonView], width: int, height: int) -> Rivers:
        """The drawing of several careers on one stream; of many, an even choice by the year in which they began."""
        careers = [
            stretches for person in people if (stretches := tuple(self.stretches(person, words=False)))
        ]
        careers.sort(key=lambda stretches: stretches[0].start)
        every = -(-len(careers) // _MOST_ROADS) or 1
        return _drawn_together(tuple(careers[::every]), self.today, width, height)

    def rivers_since_joining(self, people: Sequence[PersonView], width: int, height: int) -> Rivers:
        """The drawing of careers that are laid together at the day of joining, in the order given."""
        careers = [self.stretches(person, words=False) for person in people]
        days = [
            next((stretch.start for stretch in career if stretch.kind == "here"), career[0].start)
            for career in careers
        ]
        return rivers_since(careers, days, self.today, width=width, height=height)

    def kinds(self, people: Sequence[PersonView]) -> list[tuple[str, str]]:
        """The kinds of road in these careers with their words, in the order of the table, the company's first."""
        present = {spell.kind for person in people for spell in person.spells}
        return [(code, self.kind(code)) for code in ("here", *labels.KINDS) if code in present]

    def stretches(self, person: PersonView, *, words: bool = True) -> list[Stretch]:
        """A career as plain stretches of time with the words that stand beside them.

        Without words they are the same in all languages, and so is their drawing.
        """
        return [
            Stretch(
                kind=spell.kind,
                start=spell.start.start,
                end=spell.end.end if spell.end else None,
                key=spell.key,
                label=(spell.title or spell.department or self.kind(spell.kind)) if words else "",
                sub=self.place_of(spell) if words and spell.kind != "break" else "",
            )
            for spell in person.spells
        ]

    def _label(self, table: Mapping[str, str], code: str) -> str:
        return self.texts.gettext(table[code])
