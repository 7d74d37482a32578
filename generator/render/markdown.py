"""Contributed Markdown to safe HTML: a fixed list of extensions, then an allow-list sanitizer.

Stories come by pull request from people who are not trusted with code, so nothing here depends on the site's own
Markdown settings: a snippet extension, say, could print the secret.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from xml.etree.ElementTree import Element, SubElement

import nh3
from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markdown.util import ETX, STX

from generator.body import scan
from generator.fields import is_picture_name

# No definition lists and no abbreviations: a few kilobytes of them make seconds of work, or megabytes of HTML.
_EXTENSIONS = (
    "admonition",
    "attr_list",
    "fenced_code",
    "footnotes",
    "sane_lists",
    "tables",
    "pymdownx.details",
)
_TAGS = frozenset([
    "a", "abbr", "blockquote", "br", "code", "del", "details", "div", "em", "figcaption", "figure", "h2",
    "h3", "h4", "hr", "img", "li", "ol", "p", "pre", "q", "small", "span", "strong", "sub", "summary",
    "sup", "table", "tbody", "td", "th", "thead", "tr", "ul", "wbr",
])  # fmt: skip
# Of these, the content goes as well.
_ACTIVE = frozenset([
    "script", "style", "template", "iframe", "object", "svg", "math", "noscript", "textarea", "title",
])  # fmt: skip
_CLASSES = frozenset(
    [
        "admonition",
        "admonition-title",
        "note",
        "tip",
        "quote",
        "question",
        "abstract",
        "info",
        "footnote",
        "footnote-ref",
        "footnote-backref",
    ]
)
_ATTRIBUTES = {
    "*": {"class", "lang", "id"},
    "a": {"href", "title"},
    "abbr": {"title"},
    "details": {"open"},
    "img": {"src", "alt", "width", "height", "data-media", "data-audience", "loading"},
    "td": {"align", "colspan", "rowspan"},
    "th": {"align", "colspan", "rowspan", "scope"},
    "ol": {"start"},
}
_ID = re.compile(r"(?!y-)[a-z][a-z0-9-]*|fn(ref[0-9]*)?:\S+")  # a heading's, or a footnote's in any script
_LANG = re.compile(r"[A-Za-z0-9]{1,8}(-[A-Za-z0-9]{1,8})*")
_MOMENT = re.compile(r"[0-9]{4}(-[0-9]{2})?")
# Content cannot say this: Markdown takes both signs out of what it is given, and a reference to them is none before
# the HTML is read. So it is cut at these first, and each piece is sanitized by itself.
_ANSWER, _END = f"{STX}y-answer:%s{ETX}", f"{STX}y-end{ETX}"
_ANSWERS = re.compile(f"<p>{STX}y-answer:([0-9-]+){ETX}</p>\n?")
_ENDS = re.compile(f"<p>{STX}y-end{ETX}</p>\n?")
_HEADING = re.compile(r"<h2([^>]*)>")  # no attribute that is let through can hold the sign that ends it
_AUDIENCE = re.compile(r"[a-z][a-z0-9-]{0,31}")
_QUERY = re.compile(r"(subject=[^&#]*)?")  # more could send a copy to somebody else
_OWN_PICTURE = re.compile(r"(\.\./|\./)+m/[0-9a-z]{13}\.webp")
_MEDIA = re.compile(r"m/[0-9a-z]{13}")


@dataclass(frozen=True)
class Picture:
    """What a Markdown picture becomes: the attributes of its `img`."""

    attributes: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Resolver:
    """How references in contributed text are answered for one reader on one page.

    `link` gives the way to `alumni:…` or `story:…`, or None where the reader may not follow; `picture` gives what a
    picture's file name becomes; `label` the words over a heading that is tied to a moment; `phrases` cuts a heading
    where a line may break; `contact` is the one mail address that may be linked.
    """

    link: Callable[[str], str | None]
    picture: Callable[[str], Picture | None]
    label: Callable[[str], str]
    phrases: Callable[[str], Sequence[str]]
    contact: str | None


def picture_names(text: str) -> tuple[str, ...]:
    """The file names of the pictures in contributed Markdown, as the checks have found and probed them."""
    targets = (link.target for link in scan(text, 1).links if link.picture)
    return tuple(dict.fromkeys(target for target in targets if is_picture_name(target)))


def to_html(text: str, resolver: Resolver) -> str:
    """Safe HTML of contributed Markdown; whatever is not on the allow list is gone."""
    return "".join(html for _, html in pieces(text, resolver))


def pieces(text: str, resolver: Resolver) -> Sequence[tuple[str, str]]:
    """Safe HTML of contributed Markdown, cut after each answer that is tied to a moment; each piece with that moment.

    The last piece is what comes after all of them, and has none. Nothing in one piece is left open for the next.
    """
    return [_piece(html, resolver) for html in _ENDS.split(convert(text, resolver))]


def _piece(html: str, resolver: Resolver) -> tuple[str, str]:
    before, *answer = _ANSWERS.split(html)
    clean = sanitized(before, resolver.contact)
    if not answer:
        return "", clean
    moment, told = answer
    label = resolver.label(moment)
    over = f'<small class="y-at">{escape(label, quote=False)}</small>' if label else ""
    tied = _HEADING.sub(
        lambda match: f'<h2 data-at="{moment}"{match[1]}>{over}', sanitized(told, resolver.contact), count=1
    )
    return moment, clean + tied


def convert(text: str, resolver: Resolver, *more: Extension) -> str:
    """HTML of contributed Markdown that has yet to be sanitized."""
    converter = Markdown(extensions=[*_EXTENSIONS, _Resolving(resolver), *more], output_format="html")
    try:
        return converter.convert(text)
    except RecursionError:  # lists in lists, hundreds deep, are an attack; shown raw, they could name people
        return ""


def sanitized(
    html: str, contact: str | None, *, without: frozenset[str] = frozenset(), way: str | None = None
) -> str:
    """HTML of which nothing is left that is not on the allow list, nor is `without`.

    With `way`, which leads to the page that it is from, it keeps no ids, and links to places in it lead there.
    """
    return nh3.clean(
        html,
        tags=set(_TAGS - without),
        attributes={tag: set(names) for tag, names in _ATTRIBUTES.items()},
        attribute_filter=_filter(contact, way),
        url_schemes={"https", "mailto"},
        link_rel="noopener noreferrer",
        clean_content_tags=set(_ACTIVE),
    )


def _filter(contact: str | None, way: str | None) -> Callable[[str, str, str], str | None]:
    checks: dict[str, Callable[[str], bool]] = {
        "id": lambda value: way is None and bool(_ID.fullmatch(value)),
        "href": lambda value: _is_allowed_link(value, contact),
        "src": lambda value: bool(_OWN_PICTURE.fullmatch(value)),
        "lang": lambda value: bool(_LANG.fullmatch(value)),
        "data-media": lambda value: bool(_MEDIA.fullmatch(value)),
        "data-audience": lambda value: bool(_AUDIENCE.fullmatch(value)),
    }

    def keep(_tag: str, name: str, value: str) -> str | None:
        if name == "class":
            return " ".join(word for word in value.split() if word in _CLASSES) or None
        if name == "href" and way is not None and value.startswith("#"):
            return way + value
        check = checks.get(name)
        return value if check is None or check(value) else None

    return keep


def _is_allowed_link(value: str, contact: str | None) -> bool:
    if value.startswith("mailto:"):
        address, _, query = value.removeprefix("mailto:").partition("?")
        return address == contact and bool(_QUERY.fullmatch(query))
    return value.startswith(("https://", "#", "./", "../"))


class _Resolving(Extension):
    """Registers the tree processor after attribute lists (priority 8) have given headings their ids."""

    def __init__(self, resolver: Resolver) -> None:
        super().__init__()
        self._resolver = resolver

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the library's name
        md.treeprocessors.register(_Resolve(md, self._resolver), "yorimichi", 2)


class _Resolve(Treeprocessor):
    def __init__(self, md: Markdown, resolver: Resolver) -> None:
        super().__init__(md)
        self._resolver = resolver

    def run(self, root: Element) -> None:
        moments = {one: one.get("at", "") for one in root if one.tag in ("h1", "h2")}
        for element in list(root.iter()):
            self._resolve(element)
        root[:] = _marked(root, moments)

    def _resolve(self, element: Element) -> None:
        match element.tag:
            case "a":
                self._link(element)
            case "img":
                self._picture(element)
            case "h1":
                element.tag = "h2"
                self._heading(element)
            case "h2" | "h3":
                self._heading(element)

    def _link(self, element: Element) -> None:
        href = element.get("href", "")
        if href.startswith(("alumni:", "story:")):
            found = self._resolver.link(href)
            element.attrib.clear()
            if found is None:
                element.tag = "span"
            else:
                element.set("href", found)

    def _picture(self, element: Element) -> None:
        found = self._resolver.picture(element.get("src", ""))
        alt = element.get("alt", "")
        element.attrib.clear()
        if found is None:
            element.tag, element.text = "span", alt
            return
        for name, value in (*found.attributes, ("alt", alt)):
            element.set(name, value)

    def _heading(self, element: Element) -> None:
        element.attrib.pop("at", "")
        text, element.text = element.text or "", None
        children = list(element)
        for child in children:
            element.remove(child)
        _append(element, self._broken(text))
        for child in children:
            element.append(child)

    def _broken(self, text: str) -> Iterator[str | None]:
        for index, phrase in enumerate(self._resolver.phrases(text)):
            if index:
                yield None
            yield phrase


def _marked(root: Iterable[Element], moments: Mapping[Element, str]) -> Iterator[Element]:
    """What stands at the top, with signs where the answers that are tied to a moment begin and end."""
    within = False
    for element in root:
        if within and (element in moments or element.get("class") == "footnote"):
            yield _sign(_END)
            within = False
        if _MOMENT.fullmatch(moment := moments.get(element, "")):
            yield _sign(_ANSWER % moment)
            within = True
        yield element
    if within:
        yield _sign(_END)


def _sign(text: str) -> Element:
    sign = Element("p")
    sign.text = text
    return sign


def _append(element: Element, parts: Iterator[str | None]) -> None:
    """Append text (str) and `<wbr>` (None) to an element."""
    for part in parts:
        last = element[-1] if len(element) else None
        if part is None:
            SubElement(element, "wbr")
        elif last is None:
            element.text = (element.text or "") + part
        else:
            last.tail = (last.tail or "") + part
