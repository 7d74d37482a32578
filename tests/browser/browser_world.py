"""What the sample's own files say of who may read what, worked out here anew and not by the code under test."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

LEVELS = ("public", "guests", "members", "staff", "nobody")
READERS = LEVELS[:-1]
"""Who reads, the widest first; what is for `nobody` stays in the files that people write."""


def sees(reader: str, audience: str) -> bool:
    """A narrower reader sees what wider ones see."""
    return LEVELS.index(reader) >= LEVELS.index(audience)


def narrowest(*audiences: str | None) -> str:
    """The narrowest of those that are named."""
    return max((a for a in audiences if a), key=LEVELS.index)


@dataclass(frozen=True)
class Fact:
    """One piece of text, whom it is for, and the person, story or page that it belongs to."""

    text: str
    audience: str
    owner: str
    label: str


@dataclass(frozen=True)
class Person:
    """One profile as its file has it."""

    id: str
    raw: Mapping[str, Any]
    today: date

    @property
    def whole(self) -> str:
        """Whom the profile as a whole is for: without a word about it, only the narrowest audience."""
        alive = self.raw["consent"]["expires"] >= self.today
        return (self.raw.get("audience") or "staff") if alive else "nobody"

    @property
    def name(self) -> Mapping[str, str]:
        """Its forms: display, kana, romaji, and perhaps former."""
        found: Mapping[str, str] = self.raw["name"]
        return found

    def agreed(self, purpose: str) -> bool:
        """Whether the person consented to this."""
        return purpose in self.raw["consent"]["purposes"]

    def field(self, name: str, default: str | None = None) -> str:
        """Whom one field is for."""
        return narrowest(self.whole, self.raw.get("visible", {}).get(name, default))

    def spells(self, reader: str) -> list[Mapping[str, Any]]:
        """The stretches of the career that the reader may see, the earliest first."""
        seen = [
            s for s in self.raw["career"] if sees(reader, narrowest(self.field("career"), s.get("audience")))
        ]
        return sorted(seen, key=lambda spell: f"{spell['from']}-01"[:7])

    def sections(self, reader: str) -> set[str]:
        """The parts of the page that hold something for the reader, stories aside."""
        raw = self.raw
        told = {
            "photo": raw.get("photo") if self.agreed("photo") else None,
            "former": self.name.get("former"),
            "headline": raw["headline"],
            "career": self.spells(reader),
            "turns": raw.get("turns"),
            "news": raw.get("news"),
            "offers": [o for o in raw.get("open_to", ()) if str(o["until"]) >= f"{self.today:%Y-%m}"],
            "location": raw.get("location"),
            "languages": raw.get("languages"),
            "skills": raw.get("skills"),
            "links": raw.get("links"),
        }
        rules = {"offers": self.field("open_to"), "former": self.field("former", "staff")}
        return {
            name
            for name, value in told.items()
            if value and sees(reader, rules.get(name) or self.field(name))
        }

    def facts(self) -> Iterator[Fact]:
        """Every text of the profile."""
        for label, text, audience in self._facts():
            yield Fact(str(text), audience, self.id, label)

    def _facts(self) -> Iterator[tuple[str, Any, str]]:
        raw = self.raw
        yield "id", self.id, "nobody"
        for form in ("display", "kana", "romaji"):
            yield f"name.{form}", self.name[form], self.whole
        yield "name.former", self.name.get("former", ""), self.field("former", "staff")
        yield "consent.record", raw["consent"]["record"], "nobody"
        yield "headline", raw["headline"], self.field("headline")
        yield "location", raw.get("location", ""), self.field("location")
        if photo := raw.get("photo"):
            yield "photo.alt", photo["alt"], self.field("photo") if self.agreed("photo") else "nobody"
            yield "photo.file", photo["file"], "nobody"
        for skill in raw.get("skills", ()):
            yield "skills", skill, self.field("skills")
        for turn in raw.get("turns", ()):
            yield "turns", turn["what"], self.field("turns")
        for news in raw.get("news", ()):
            yield "news", news["text"], self.field("news")
        for link in raw.get("links", ()):
            yield "links.label", link["label"], self.field("links")
            yield "links.url", link["url"], self.field("links")
        for spell in raw["career"]:
            yield from self._spell_facts(spell)

    def _spell_facts(self, spell: Mapping[str, Any]) -> Iterator[tuple[str, Any, str]]:
        base = narrowest(self.field("career"), spell.get("audience"))
        for key in ("title", "department"):
            yield key, spell.get(key, ""), base
        yield "brought", spell.get("brought", ""), narrowest(base, self.field("brought"))
        if org := spell.get("org"):
            yield "org", org["name"], narrowest(base, _named_to(org.get("show", "industry")))


def _named_to(show: str | Mapping[str, str]) -> str:
    """The widest audience that is told an employer's name."""
    if isinstance(show, str):
        return {"name": "public"}.get(show, "nobody")
    told = "hidden"
    for reader in READERS:
        told = show.get(reader, told)
        if told == "name":
            return reader
    return "nobody"


@dataclass(frozen=True)
class Story:
    """One story as its file has it."""

    slug: str
    raw: Mapping[str, Any]
    body: str

    @property
    def audience(self) -> str:
        """Whom it is for."""
        return self.raw.get("audience") or "staff"

    @property
    def people(self) -> list[str]:
        """The ids of the people in it."""
        named = self.raw["alumni"]
        return [named] if isinstance(named, str) else list(named)

    def facts(self) -> Iterator[Fact]:
        """Every text of the story, its body cut into sentences."""
        reply = self.raw.get("reply") or {}
        cover = self.raw.get("cover") or {}
        told = {
            "title": self.raw["title"],
            "summary": self.raw["summary"],
            "quote": self.raw.get("quote") or "",
            "reply.by": reply.get("by", ""),
            "reply.text": reply.get("text", ""),
            "cover.alt": cover.get("alt", ""),
        }
        for label, text in told.items():
            yield Fact(text, self.audience, self.slug, label)
        yield Fact(self.slug, "nobody", self.slug, "slug")
        yield Fact(cover.get("file", ""), "nobody", self.slug, "cover.file")
        yield from _sentences(self.body, self.audience, self.slug)


@dataclass(frozen=True)
class World:
    """The whole of the sample's content, and its open words."""

    people: Mapping[str, Person]
    stories: Mapping[str, Story]
    events: tuple[Mapping[str, Any], ...]
    facts: tuple[Fact, ...]

    @classmethod
    def read(cls, root: Path, today: date) -> World:
        """Reads a project's files."""
        people = {
            p.stem: Person(p.stem, yaml.safe_load(p.read_text("utf-8")), today)
            for p in _files(root, "alumni/*.yaml")
        }
        stories = {p.stem: Story(p.stem, *_front_matter(p)) for p in _files(root, "stories/*.md")}
        events = tuple(yaml.safe_load((root / "site_src/events.yaml").read_text("utf-8"))["events"])
        facts = [fact for owner in people.values() for fact in owner.facts()]
        facts += [fact for story in stories.values() for fact in story.facts()]
        facts += [
            Fact(e[key], e["audience"], e["id"], key)
            for e in events
            for key in ("title", "place")
            if e.get(key)
        ]
        for path in _files(root, "site_src/**/*.md"):
            raw, body = _front_matter(path)
            facts.append(Fact(raw["title"], raw.get("audience") or "staff", path.stem, "title"))
            facts += _sentences(body, raw.get("audience") or "staff", path.stem)
        # What all are asked is no secret of those who answered: new stories begin with it, and the page of questions.
        for path in _files(Path(__file__).parents[2], "generator/starters/story.*.md"):
            asked = re.findall(r"^## (.+?) \{#", path.read_text("utf-8"), re.MULTILINE)
            facts += [Fact(question, "public", path.stem, "question") for question in asked]
        return cls(people, stories, events, tuple(fact for fact in facts if len(fact.text) > 1))

    def may_read(self, reader: str) -> str:
        """All that a reader may read, in one text."""
        return "\n".join(plain(fact.text) for fact in self.facts if sees(reader, fact.audience))

    def secrets(self, reader: str) -> tuple[Fact, ...]:
        """What must not reach a reader in any form, wherever it stands; words that open texts use are left out."""
        known = self.may_read(reader)
        return tuple(
            fact
            for fact in self.facts
            if not sees(reader, fact.audience) and len(fact.text) > 2 and plain(fact.text) not in known
        )

    def secrets_of(self, owner: str, reader: str) -> tuple[Fact, ...]:
        """What of one person must not stand on her own page, short words too."""
        own = [fact for fact in self.facts if fact.owner == owner]
        own += [fact for story in self.stories.values() if owner in story.people for fact in story.facts()]
        known = "\n".join(plain(fact.text) for fact in own if sees(reader, fact.audience))
        return tuple(f for f in own if not sees(reader, f.audience) and plain(f.text) not in known)


def plain(text: str) -> str:
    """Text without blanks: pages break and space it as they need."""
    return re.sub(r"\s+", "", text)


def _files(root: Path, pattern: str) -> list[Path]:
    return sorted(root.glob(pattern))


def _front_matter(path: Path) -> tuple[Mapping[str, Any], str]:
    _, head, body = path.read_text("utf-8").split("---\n", 2)
    return yaml.safe_load(head), body


def _sentences(body: str, audience: str, owner: str) -> Iterator[Fact]:
    text = re.sub(r"\{#[^}]*\}|^#+ |^[-*] |\*\*", "", body, flags=re.MULTILINE)
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)|<[^>]*>", r"\1", text)
    for sentence in re.split(r"\n|(?<=[。？！])|(?<=[.?!] )", text):
        if len(sentence.strip()) > 9:
            yield Fact(sentence.strip(), audience, owner, "body")
