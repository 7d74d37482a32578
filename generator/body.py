"""Looks through the Markdown of a story: headings, links, pictures and HTML, each with its place in the file.

This does not render. It finds what must be checked before anything is rendered, and skips what is code; it also
finds what was meant for a heading or a link, and would be shown as it stands for the sake of a full-width sign.
Patterns here never start where they cannot end, so that no line, however long, takes long.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from generator.diagnostics import Edit
from generator.headings import Title, titles, underlined
from generator.plain import Place, plain
from generator.wording import halfwidth

_LINK = re.compile(
    r"(!?)\[((?:[^\[\]\\]|\\.|\[[^\[\]]*\])*)\]"
    r"\(\s*<?([^\s<>()]*(?:\([^\s()]*\)[^\s<>()]*)*)>?([^)]{0,300})\)"
)
_WIDE_LINK = re.compile(
    r"(?P<bang>[!！]?)(?P<open>[\[［])(?P<text>[^\[\]［］]*)(?P<middle>[\]］][ \u3000]*[(（])"
    r"(?P<target>[^()（）]{0,300})(?P<close>[)）])"
)
_TARGET = re.compile(
    r"\s*(?:(?:alumni|story|https?)\s*:|www\.|#\w|\S+\.(?:md|jpe?g|png|webp|gif|avif|bmp|tiff?)\s*$)",
    re.IGNORECASE,
)
_PICTURE = re.compile(r"\S+\.(?:jpe?g|png|webp|gif|avif|bmp|tiff?)\s*", re.IGNORECASE)
_TAIL = re.compile(r"([^\[\]]*\]\()([^\s()]*)\)")
_FOOTNOTE = re.compile(r"\[\^([^\[\]\s]+)\](:?)")
_MENTION = re.compile(
    r"(?<![A-Za-z0-9_/.-])(alumni|story)(\s?[:：]\s?)([A-Za-z0-9][A-Za-z0-9-]*)", re.IGNORECASE
)
_REFERENCE = re.compile(r" {0,3}\[(?!\^)[^\]]+\]:\s*<?([^\s<>]+)>?\s*(?:[\"'(].*)?$")
_PICTURE_BY_REFERENCE = re.compile(r"!\[([^\[\]]*)\] ?\[([^\[\]]*)\]")
_AUTOLINK = re.compile(r"<([a-z][a-z0-9+.-]*:[^\s<>]*)>", re.IGNORECASE)
_TAG = re.compile(r"</?([a-z][a-z0-9-]*)((?:[\s/][^<>]*)?)(?:>|$)", re.IGNORECASE)
_REMOVED = re.compile(
    r"[\s/\"'](?:(on[a-z]+|style|srcdoc)\s*=|(href)\s*=\s*+[\"']?+(?!https://|#|mailto:))", re.IGNORECASE
)
_DANGEROUS = re.compile(
    r"applet|audio|base|button|embed|form|frame|frameset|iframe|img|input|link|math|meta|object|picture|script"
    r"|select|source|style|svg|template|textarea|video"
)


@dataclass(frozen=True)
class Link:
    """A link, or a picture with its description in ``text``; ``readable`` if Markdown takes it for one."""

    target: str
    text: str
    place: Place
    picture: bool = False
    span: tuple[int, int] | None = None
    """From which column to before which one its target stands; where it is not readable, the whole of it."""
    readable: bool = True

    def edit(self, target: str) -> Edit | None:
        """Gives it another target, and the signs that Markdown reads."""
        if self.span is None:
            return None
        words = target if self.readable else f"{'!' if self.picture else ''}[{self.text}]({target})"
        return Edit((self.place[0], self.span[0]), (self.place[0], self.span[1]), words)


@dataclass(frozen=True)
class Mention:
    """What looks like the target of a link, in the midst of words; ``close`` if no blank is in it."""

    scheme: str
    name: str
    place: Place
    close: bool


@dataclass(frozen=True)
class Note:
    """A footnote: its text, or the sign in the text that leads there."""

    name: str
    place: Place
    is_text: bool


@dataclass(frozen=True)
class Html:
    """A tag, or an attribute of one, that the site does not let through."""

    name: str
    place: Place


@dataclass(frozen=True)
class Body:
    """What was found in a story's Markdown."""

    titles: tuple[Title, ...]
    underlined: tuple[Place, ...]
    """Lines that the one below makes a heading."""
    links: tuple[Link, ...]
    mentions: tuple[Mention, ...]
    notes: tuple[Note, ...]
    html: tuple[Html, ...]
    lines: tuple[tuple[int, str], ...]
    """Lines with their number in the file, code blanked out."""
    open_comments: tuple[Place, ...]
    open_code: tuple[Place, ...]


def scan(body: str, first_line: int) -> Body:
    """Looks through Markdown that begins at line ``first_line`` of its file."""
    text = plain(body, first_line)
    links: list[Link] = []
    mentions: list[Mention] = []
    open_bracket = False
    for (number, line), written in zip(text.lines, body.split("\n"), strict=True):
        found, rest = _links_and_rest(number, line, written, open_bracket)
        links += found
        mentions += _mentions(number, rest)
        open_bracket = bool(line.strip()) and line.rfind("[") > line.rfind("]")
    return Body(
        tuple(titles(text.lines)),
        tuple(underlined(text.lines)),
        tuple(links),
        tuple(mentions),
        tuple(note for number, line in text.lines for note in _notes(number, line)),
        tuple(tag for number, line in text.lines for tag in _html(number, line)),
        text.lines,
        text.open_comments,
        text.open_code,
    )


def _links_and_rest(number: int, line: str, written: str, open_bracket: bool) -> tuple[Sequence[Link], str]:
    """The links in a line, and the line without their targets; it may end a link that the one before began.

    ``written`` is the line with its code.
    """
    found = []
    for match in _WIDE_LINK.finditer(line):
        if link := _wide_link(number, match, written[slice(*match.span("text"))]):
            found.append(link)
            line = _blanked(line, match.start(), match.end())
    tail = _TAIL.match(line) if open_bracket else None
    if tail:
        found.append(Link(tail[2], "", (number, tail.end(1)), span=(tail.start(2) + 1, tail.end(2) + 1)))
        line = _blanked(line, tail.start(2), tail.end(2))
    for match in _LINK.finditer(line):
        found += _links(number, match)
        line = _blanked(line, match.start(3), match.end(4))
    for match in _PICTURE_BY_REFERENCE.finditer(line):
        found.append(Link(f"[{match[2] or match[1]}]", match[1], (number, match.start() + 1), picture=True))
    if reference := _REFERENCE.match(line):
        found.append(Link(reference[1], "", (number, 1)))
        line = _blanked(line, *reference.span(1))
    for match in _AUTOLINK.finditer(line):
        if not _MENTION.match(match[1]):
            found.append(Link(match[1], "", (number, match.start() + 1)))
    return found, line


def _links(number: int, match: re.Match[str]) -> Iterator[Link]:
    """One link, and the picture that is its text."""
    more = match[4].strip()
    target = match[3] if not more or more[0] in "\"'" else (match[3] + match[4]).strip()
    span = (match.start(3) + 1, match.start(3) + len(target) + 1)
    yield Link(target, match[2], (number, match.start() + 1), match[1] == "!", span)
    if match[2].startswith("!["):
        for inner in _LINK.finditer(match[2]):
            for link in _links(number, inner):
                yield _shifted(link, match.start(2))


def _wide_link(number: int, match: re.Match[str], text: str) -> Link | None:
    """What was meant for a link: one with full-width signs, or with a blank between its brackets."""
    target, signs = halfwidth(match["target"]), match["open"] + match["middle"] + match["close"]
    picture = match["bang"] != "" and _PICTURE.fullmatch(target) is not None
    if signs == "[]()":
        wide = picture and match["bang"] == "！" and not match.string[: match.start()].strip()
    else:
        wide = _TARGET.match(target) is not None
    if not wide or (signs.replace(" ", "") == "[]()" != signs and not _MENTION.match(target)):
        return None
    start = (match.start() if picture else match.start("open")) + 1
    span = (start, match.end() + 1)
    return Link(match["target"].strip(), text, (number, start), picture, span, readable=False)


def _mentions(number: int, line: str) -> Iterator[Mention]:
    for match in _MENTION.finditer(line):
        place = (number, match.start() + 1)
        yield Mention(match[1].lower(), match[3].lower(), place, len(match[2]) == 1)


def _notes(number: int, line: str) -> Iterator[Note]:
    for match in _FOOTNOTE.finditer(line):
        is_text = match[2] != "" and not line[: match.start()].strip(" >")
        yield Note(match[1], (number, match.start() + 1), is_text)


def _shifted(link: Link, columns: int) -> Link:
    (line, column), span = link.place, link.span
    moved = (span[0] + columns, span[1] + columns) if span else None
    return replace(link, place=(line, column + columns), span=moved)


def _blanked(line: str, start: int, end: int) -> str:
    return line[:start] + " " * (end - start) + line[end:]


def _html(number: int, line: str) -> Iterator[Html]:
    for match in _TAG.finditer(line):
        name = match[1].lower()
        removed = _REMOVED.search(match[2])
        if _DANGEROUS.fullmatch(name) and not match[0].startswith("</"):
            yield Html(f"<{name}>", (number, match.start() + 1))
        elif removed:
            place = (number, match.start(2) + removed.start(removed.lastindex or 0) + 1)
            yield Html(f"{(removed[1] or removed[2]).lower()}=", place)
