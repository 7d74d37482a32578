"""Reads every file of content, each by itself: what it says, and what is wrong with it as it stands."""

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Generic, TypeVar

from generator.body import Body, scan
from generator.contacts import contacts
from generator.diagnostics import Diagnostic, Edit, finding
from generator.event import Event, EventsFile, LeaversFile
from generator.fields import ID, YearMonth
from generator.habits import curly_quotes
from generator.headings import Title, with_near_month
from generator.model import Model
from generator.phrase import phrase
from generator.profile import Profile
from generator.settings import Settings
from generator.site.naming import rename_hint
from generator.source import Document, Loc, read_front_matter, read_yaml
from generator.story import Heading, Story
from generator.validation import validate
from generator.wording import correction

M = TypeVar("M", bound=Model)


@dataclass(frozen=True)
class Entry(Generic[M]):
    """A thing and the part of a document that it was read from, so that findings know their place."""

    thing: M
    document: Document
    at: Loc = ()

    def finding(self, code: str, loc: Loc, message: str, hint: str = "", *, key: bool = False) -> Diagnostic:
        """A diagnostic at a value of this thing, or at its key."""
        return self.document.finding(code, (*self.at, *loc), message, hint, key=key)


@dataclass(frozen=True)
class Text:
    """A story's file that could be read, and what stands in its body, whether or not its keys are valid."""

    document: Document
    body: Body


@dataclass(frozen=True)
class Content:
    """All that was read. ``ids`` and ``slugs`` count broken files too: to name one is no mistake."""

    ids: frozenset[str]
    slugs: frozenset[str]
    profiles: Mapping[str, Entry[Profile]]
    stories: Mapping[str, Entry[Story]]
    texts: Mapping[str, Text]
    events: tuple[Entry[Event], ...]
    leavers: Entry[LeaversFile] | None


@dataclass
class _Reader:
    root: Path
    docs_dir: Path
    settings: Settings
    found: list[Diagnostic] = field(default_factory=list)

    def profiles(self) -> tuple[frozenset[str], dict[str, Entry[Profile]]]:
        ids: set[str] = set()
        profiles = {}
        for path in self._files(self.settings.alumni_dir, ".yaml", "photos", ids):
            ids.add(path.stem)
            document, found = read_yaml(path, self._shown(path))
            self.found += found
            if document:
                profile, found = validate(Profile, document, given={"id": path.stem})
                found = tuple(map(self._cut_off, found))
                self.found += (*found, *contacts(document), *self._habits(document, found))
                if profile:
                    profiles[path.stem] = Entry(profile, document)
        return frozenset(ids), profiles

    def stories(self) -> tuple[frozenset[str], dict[str, Entry[Story]], dict[str, Text]]:
        slugs: set[str] = set()
        stories, texts = {}, {}
        for path in self._files(self.settings.stories_dir, ".md", "images", slugs):
            slugs.add(path.stem)
            document, found = read_front_matter(path, self._shown(path))
            self.found += found
            if document:
                body = scan(document.body, document.body_line)
                texts[path.stem] = Text(document, body)
                story, found = validate(Story, document, given=self._written(path.stem, document, body))
                found = tuple(map(self._cut_off, found))
                self.found += (*found, *contacts(document, self.settings.contact))
                self.found += self._habits(document, found)
                if story:
                    stories[path.stem] = Entry(story, document)
        return frozenset(slugs), stories, texts

    def events(self) -> tuple[Entry[Event], ...]:
        document = self._data_file("events.yaml")
        if document is None:
            return ()
        file, found = validate(EventsFile, document)
        self.found += (*found, *contacts(document, self.settings.contact))
        events = []
        for number in range(len(file.events) if file else 0):
            event, found = validate(Event, document, at=("events", number))
            self.found += found
            if event:
                events.append(Entry(event, document, ("events", number)))
        return tuple(events)

    def leavers(self) -> Entry[LeaversFile] | None:
        document = self._data_file("leavers.yaml")
        if document is None:
            return None
        file, found = validate(LeaversFile, document)
        self.found += found
        return Entry(file, document) if file else None

    def _cut_off(self, one: Diagnostic) -> Diagnostic:
        """A value that is missing because a ``#`` hides it: one cause, one finding, with the hint that helps."""
        same_line = (
            other
            for other in self.found
            if other.code == "number-sign" and (other.path, other.line) == (one.path, one.line)
        )
        hiding = next(same_line, None) if one.code == "empty-value" else None
        if hiding is None:
            return one
        self.found.remove(hiding)
        return replace(one, hint=hiding.hint)

    @staticmethod
    def _habits(document: Document, found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
        return curly_quotes(document, {(one.line, one.column) for one in found})

    def _written(self, slug: str, document: Document, body: Body) -> Mapping[str, Any]:
        answers = tuple(self._answers(document, body.titles))
        return {"slug": slug, "body": document.body, "body_line": document.body_line, "answers": answers}

    def _answers(self, document: Document, titles: tuple[Title, ...]) -> Iterator[Heading]:
        for title in titles:
            at = None
            if title.braces.at is not None:
                try:
                    at = YearMonth.parse(title.braces.at)
                except ValueError:
                    self.found.append(_bad_month(document.path, title, title.braces.at))
            if title.level == 2:
                yield Heading(id=title.braces.id, text=title.text, at=at, line=title.place[0])

    def _data_file(self, name: str) -> Document | None:
        path = self.docs_dir / name
        other = path.with_suffix(".yml")
        if os.path.lexists(other):
            message = phrase("This is not read.")
            self._tell("bad-file-name", other, message, rename_hint(other, name))
        if not os.path.lexists(path):
            return None
        document, found = read_yaml(path, self._shown(path))
        self.found += found
        return document

    def _files(self, folder: str, ending: str, pictures: str, meant: set[str]) -> Iterator[Path]:
        """The files of one kind in a folder, sorted; tells what else lies there, or that it cannot be read.

        ``meant`` gets the names that other files were meant to have: whoever names them makes no mistake.
        """
        try:
            yield from self._listed(self.root / folder, ending, pictures, meant)
        except OSError as error:
            reason = phrase("Cannot be read: {reason}.", reason=error.strerror)
            self._tell("unreadable", self.root / folder, reason, "")

    def _listed(self, place: Path, ending: str, pictures: str, meant: set[str]) -> Iterator[Path]:
        for part in (place, place / pictures):
            if part.is_symlink():
                hint = phrase(
                    "Put the folder itself here: a link could lead anywhere on the machine that builds."
                )
                self._tell("symbolic-link", part, phrase("This folder is a symbolic link."), hint)
                return
        if not place.is_dir():
            self._tell(
                "missing-folder",
                place,
                phrase("There is no such folder."),
                phrase("Make it, or mend the configuration."),
            )
            return
        for path in sorted(place.iterdir()):
            if path.name.startswith(".") or path.name in {pictures, "README.md"}:
                continue
            if path.suffix == ending and ID.fullmatch(path.stem):
                yield path
            else:
                meant.add(self._tell_stranger(path, ending))

    def _tell_stranger(self, path: Path, ending: str) -> str:
        """Tells of a file that is not read; gives the name that it was meant to have, where that is an error."""
        if path.suffix.lower() not in {".yaml", ".yml", ".md", ".markdown"} or path.is_dir():
            hint = phrase("Only files ending in {ending} are.", ending=ending)
            self._tell("stray-file", path, phrase("This is not read."), hint)
            return ""
        stem = "-".join("".join(c if c.isascii() and c.isalnum() else " " for c in path.stem.lower()).split())
        message = phrase(
            "A file here is named in lower-case letters, digits and hyphens, ending in {ending}.",
            ending=ending,
        )
        self._tell("bad-file-name", path, message, rename_hint(path, f"{stem or 'first-last'}{ending}"))
        return stem

    def _tell(self, code: str, path: Path, message: str, hint: str) -> None:
        self.found.append(finding(code, self._shown(path), (1, 1), message, hint))

    def _shown(self, path: Path) -> str:
        """The path as diagnostics tell it; a name that is not Unicode is told as far as it is."""
        try:
            inside = path.relative_to(self.root)
        except ValueError:
            inside = path
        return inside.as_posix().encode("utf-8", "replace").decode("utf-8")


def _bad_month(path: str, title: Title, at: str) -> Diagnostic:
    message = phrase("`{words}` is not a month in the form YYYY-MM or YYYY.", words=f"at={at[:30]}")
    hint = phrase("For example: {example}", example="{#gap at=2001-04}")
    found = finding("bad-month", path, title.braces_place, message, hint)
    words, (line, column) = with_near_month(title.written), title.braces_place
    if words == title.written:
        return found
    edit = Edit(title.braces_place, (line, column + len(title.written)), words)
    return replace(found, hint=correction(words), edit=edit)


def read_content(root: Path, docs_dir: Path, settings: Settings) -> tuple[Content, tuple[Diagnostic, ...]]:
    """Reads profiles, stories, events and leavers, and tells what is wrong with each by itself."""
    reader = _Reader(root, docs_dir, settings)
    ids, profiles = reader.profiles()
    slugs, stories, texts = reader.stories()
    content = Content(ids, slugs, profiles, stories, texts, reader.events(), reader.leavers())
    return content, tuple(reader.found)
