"""HTML as the passages that it says, each under its heading: what is searched of a text."""

from __future__ import annotations

from collections.abc import Sequence
from html.parser import HTMLParser

_HEADINGS = frozenset({"h1", "h2", "h3", "h4"})
_BLOCKS = frozenset(
    {"p", "li", "td", "th", "tr", "div", "dd", "dt", "blockquote", "figure", "figcaption", "pre"}
)
_SILENT = frozenset({"script", "style", "template", "svg"})


class _Passages(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[list[str]] = [["", "", ""]]
        self._into = 2
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent += 1
        elif tag in _HEADINGS:
            self.found.append([dict(attrs).get("id") or "", "", ""])
            self._into = 1
        elif tag in _BLOCKS and self.found[-1][2].strip():
            self.found.append([self.found[-1][0], "", ""])
        elif tag == "br":
            self.found[-1][self._into] += " "

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent -= 1
        elif tag in _HEADINGS:
            self._into = 2

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.found[-1][self._into] += data


def passages(html: str) -> Sequence[tuple[str, str, str]]:
    """The id of the heading, the heading, and a paragraph under it.

    What comes before any heading has no id; only the first paragraph under a heading tells it.
    """
    reader = _Passages()
    reader.feed(html)
    reader.close()
    told = [(anchor, *(" ".join(text.split()) for text in rest)) for anchor, *rest in reader.found]
    return [(anchor, heading, text) for anchor, heading, text in told if heading or text]
