"""A story's answers, each by itself, for a page that has many: whole where they are short, else their beginning."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from unicodedata import east_asian_width
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markdown.util import ETX, STX

from generator.render.markdown import Resolver, convert, sanitized

# A column of 40 full-width characters is read at a glance ten lines long.
_LONG = 720  # in half-width characters
# Content cannot say this: Markdown takes both signs out of what it is given.
_UNDER, _NEXT = f"{STX}y-under:%s{ETX}", f"{STX}y-next{ETX}"
_HEADING = re.compile(f"<p>{STX}y-under:([a-z0-9-]*){ETX}</p>")
_ID = re.compile(r"[a-z][a-z0-9-]*")
_TAG = re.compile(r"<[^>]*>")
_SENTENCE = re.compile(r"[。！？]+[」』）]*|[.!?]+[”’\"')]*(?=\s)")
# Headings would stand among the page's own, and pictures belong to the story.
_LEFT_OUT = frozenset({"h2", "h3", "h4", "img", "figure", "figcaption"})


@dataclass(frozen=True)
class Excerpt:
    """Safe HTML without any id, and whether it is all of the answer."""

    html: str
    whole: bool


def excerpts(text: str, resolver: Resolver, way: str) -> Mapping[str, Excerpt]:
    """What stands in contributed Markdown under each second-level heading that has an id.

    `way` leads to the page of the whole text; links to places in it lead there. Headings with nothing under them are
    left out.
    """
    _, *parts = _HEADING.split(convert(text, resolver, _Cutting()))
    found: dict[str, Excerpt] = {}
    for id_, under in zip(parts[::2], parts[1::2], strict=True):
        clean = (
            sanitized(block, resolver.contact, without=_LEFT_OUT, way=way).strip()
            for block in under.split(_NEXT)
        )
        blocks = (block for block in clean if _plain(block))
        if id_ and id_ not in found and (first := next(blocks, None)):
            found[id_] = _beginning(first, blocks)
    return found


def _beginning(first: str, others: Iterator[str]) -> Excerpt:
    """As many whole blocks as are not too long together; of a first one that is, its first sentences."""
    length = _width(_plain(first))
    if length > _LONG:
        return Excerpt(f"<p>{html.escape(_sentences(_plain(first)))}</p>", whole=False)
    shown = [first]
    for block in others:
        length += _width(_plain(block))
        if length > _LONG:
            return Excerpt("\n".join(shown), whole=False)
        shown.append(block)
    return Excerpt("\n".join(shown), whole=True)


def _sentences(text: str) -> str:
    end = len(text)
    while _width(text[:end]) > _LONG:
        end = end * _LONG // _width(text[:end])
    ends = [match.end() for match in _SENTENCE.finditer(text, 0, end)]
    return text[: ends[-1]] if ends else f"{text[:end].rstrip()}…"


def _plain(block: str) -> str:
    return " ".join(html.unescape(_TAG.sub("", block)).split())


def _width(text: str) -> int:
    return len(text) + sum(east_asian_width(char) in "WF" for char in text)


class _Cutting(Extension):
    """Registers the tree processor between attribute lists (priority 8) and what resolves links (2)."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the library's name
        md.treeprocessors.register(_Cut(md), "yorimichi-cut", 3)


class _Cut(Treeprocessor):
    def run(self, root: Element) -> None:
        for block in list(root):
            if "footnote" in block.get("class", "").split():
                root.remove(block)
            elif block.tag in ("h1", "h2"):
                id_ = block.get("id", "")
                block.clear()
                block.tag, block.text = "p", _UNDER % (id_ if _ID.fullmatch(id_) else "")
            else:
                if block.tag in ("h3", "h4"):
                    _make_bold(block)
                block.tail = f"{block.tail or ''}{_NEXT}"
                for picture in _pictures(block):
                    picture.tag = "span"
                    picture.attrib.clear()


def _make_bold(heading: Element) -> None:
    """The heading of a part of the answer as a line in bold."""
    strong = Element("strong")
    strong.text, strong[:] = heading.text, list(heading)
    tail = heading.tail
    heading.clear()
    heading.tag, heading.tail = "p", tail
    heading.append(strong)


def _pictures(block: Element) -> Iterator[Element]:
    return (element for element in block.iter() if element.tag == "img")
