"""Checks the text of each story: its links, pictures, footnotes, code and HTML."""

import re
from collections.abc import Iterator
from dataclasses import replace

from generator.body import Link, Mention
from generator.contacts import is_contact
from generator.diagnostics import Diagnostic, Edit, finding
from generator.fields import Picture, is_picture_name, link_problem
from generator.phrase import phrase
from generator.site.check_headings import check_headings
from generator.site.content import Content, Text
from generator.site.world import World, bad_picture
from generator.wording import correction, halfwidth, nearest, same, suggestion

_MOST_CHARACTERS = 20_000  # ten times a long story
_MOST_BRACKETS = 300  # links and footnotes; far more of them take a Markdown reader minutes
_MOST_LISTS = 20
_NESTED = re.compile(rf"(?:[ \t]*(?:[-*+]|\d+\.)[ \t]+){{{_MOST_LISTS}}}(?=[-*+ \t]*[^-*+ \t])")
_OWN = re.compile(r"(alumni|story)\s*:\s*([^#]*?)(?:\.(?:ya?ml|md))?(#\S+)?", re.IGNORECASE)
_FILE = re.compile(r"(?:\.{0,2}/)*(?:\w+/)*([^\s/#]+?)(?:\.(?:html?|ya?ml|md)|/)?(#\S+)?", re.IGNORECASE)
_OTHER_FORMATS = frozenset({"heic", "heif", "svg"})
_WAYS = phrase("Links lead to `alumni:…`, `story:…`, `https://…`, or `#…` for a heading of this story.")


def check_text(text: Text, world: World) -> Iterator[Diagnostic]:
    """Everything about the text of one story."""
    yield from _size(text)
    yield from check_headings(text)
    for link in text.body.links:
        yield from _picture(text, link, world) if link.picture else _link(text, link, world)
    for mention in text.body.mentions:
        yield from _mention(text, mention, world.content)
    for tag in text.body.html:
        message = phrase("`{name}` is taken out before anybody sees it.", name=tag.name)
        yield finding("html-removed", text.document.path, tag.place, message, phrase("Say it in Markdown."))
    for place in text.body.open_comments:
        message = phrase("Nothing ends this comment: readers would see it.")
        hint = phrase("Write `-->` behind it. A comment of several paragraphs begins a line of its own.")
        yield finding("open-comment", text.document.path, place, message, hint)
    for place in text.body.open_code:
        message = phrase("This begins no code: readers would see the signs.")
        hint = phrase("Code stands between two lines of three backticks, with nothing before them.")
        yield finding("open-code", text.document.path, place, message, hint)
    yield from _nested(text)
    yield from _notes(text)


def _size(text: Text) -> Iterator[Diagnostic]:
    """Text that is too much for a reader, or is made to keep the builder busy."""
    body = text.document.body
    place = (text.document.body_line, 1)
    if len(body) > _MOST_CHARACTERS:
        message = phrase(
            "The text has {size:,} characters; at most {most:,} are read.",
            size=len(body),
            most=_MOST_CHARACTERS,
        )
        yield finding("story-too-long", text.document.path, place, message, phrase("Tell it in two stories."))
    elif body.count("[") > _MOST_BRACKETS:
        message = phrase(
            "The text has {size:,} opening brackets; at most {most} are read.",
            size=body.count("["),
            most=_MOST_BRACKETS,
        )
        yield finding(
            "story-too-long", text.document.path, place, message, phrase("Use fewer links and footnotes.")
        )


def _nested(text: Text) -> Iterator[Diagnostic]:
    """Lists in lists, so many in one line that Markdown gives up and shows nothing at all."""
    for number, line in text.body.lines:
        if match := _NESTED.match(line):
            message = phrase("More than {max_depth} lists inside one another.", max_depth=_MOST_LISTS)
            hint = phrase("Take the signs at the beginning of this line away.")
            yield finding("too-deep", text.document.path, (number, match.end() + 1), message, hint)


def _notes(text: Text) -> Iterator[Diagnostic]:
    """Footnotes of which something is missing, or is there twice: a part of them would not be shown."""
    path, notes = text.document.path, text.body.notes
    told = {note.name for note in notes if note.is_text}
    asked = {note.name for note in notes if not note.is_text}
    seen: set[str] = set()
    for note in notes:
        example = f"[^{note.name[:30]}]"
        if not note.is_text and note.name not in told:
            message = phrase("There is no text for the footnote `{name}`.", name=example)
            hint = phrase("Write it on a line of its own: {example}", example=f"{example}: …")
        elif note.is_text and note.name in seen:
            message, hint = (
                phrase("The footnote `{name}` has a text already.", name=example),
                phrase("Choose another name for one of the two."),
            )
        elif note.is_text and note.name not in asked:
            message = phrase("Nothing in the text leads to the footnote `{name}`.", name=example)
            hint = phrase("Put `{name}` where it belongs.", name=example)
        else:
            seen |= {note.name} if note.is_text else set()
            continue
        yield finding("bad-footnote", path, note.place, message, hint)


def _picture(text: Text, link: Link, world: World) -> Iterator[Diagnostic]:
    path = text.document.path
    if not link.readable:
        yield _not_read(path, link, link.target)
        return
    if not is_picture_name(link.target):
        yield _no_picture_name(path, link, world)
        return
    yield from bad_picture(path, link.place, link.target, world.images, world)
    if not link.text.strip():
        hint = phrase("Say what it shows, between the square brackets.")
        yield finding("missing-alt", path, link.place, phrase("This picture has no description."), hint)


def _no_picture_name(path: str, link: Link, world: World) -> Diagnostic:
    message = phrase(
        "`{target}` is not the name of a picture in `{name}/`.",
        target=link.target[:60],
        name=world.images.name,
    )
    hint: str = phrase("Pictures lie beside the stories and are named by file name alone: ![…](factory.jpg)")
    bare = re.split(r"[/\\]", halfwidth(link.target))[-1]
    if is_picture_name(bare) and (world.images / bare).is_file():
        found = finding("bad-picture-name", path, link.place, message, correction(bare))
        return replace(found, edit=link.edit(bare))
    if bare.rpartition(".")[2].lower() in _OTHER_FORMATS:
        hint = Picture().advice(bare)
    return finding("bad-picture-name", path, link.place, message, hint)


def _link(text: Text, link: Link, world: World) -> Iterator[Diagnostic]:
    path, content = text.document.path, world.content
    own = _OWN.fullmatch(halfwidth(link.target))
    meant = _meant(link.target, content)
    if not link.readable:
        yield _not_read(path, link, meant or link.target)
    elif meant and meant != link.target:
        found = finding("bad-link", path, link.place, phrase("This link leads nowhere."), correction(meant))
        yield replace(found, edit=link.edit(meant))
    elif own and own[2] and own[1].lower() == "alumni":
        if not meant:
            hint = suggestion(own[2], content.ids) or phrase(
                "Everybody who is named has a profile of her own."
            )
            message = phrase("There is no profile `{name}`.", name=own[2][:60])
            yield finding("unknown-id", path, link.place, message, hint)
    elif own and own[2]:
        if not meant:
            hint = suggestion(own[2], content.slugs) or phrase(
                "The name of a story is that of its file without .md."
            )
            message = phrase("There is no story `{name}`.", name=own[2][:60])
            yield finding("unknown-story", path, link.place, message, hint)
    elif is_picture_name(link.target) and (world.images / link.target).is_file():
        hint = correction(f"![{link.text}]({link.target})")
        found = finding("bad-link", path, link.place, phrase("This link leads nowhere."), hint)
        yield replace(found, edit=Edit(link.place, link.place, "!") if link.span else None)
    else:
        yield from _elsewhere(text, link, content)


def _elsewhere(text: Text, link: Link, content: Content) -> Iterator[Diagnostic]:
    """Links that lead neither to people nor to stories as they are written."""
    path, target = text.document.path, link.target
    headings = [f"#{title.braces.id}" for title in text.body.titles if title.braces.id]
    if target in headings or is_contact(target):  # the check for those tells of them
        return
    if ":" in target.split("/", 1)[0].split("#", 1)[0] and not _OWN.fullmatch(target):
        problem = link_problem(target)
        if problem:
            yield finding(problem.code, path, link.place, problem.message, problem.hint)
        return
    stories = [f"story:{slug}" for slug in sorted(content.slugs)]
    near = nearest(target, headings if target.startswith("#") else stories)
    hint = phrase("Did you mean `{near}`?", near=near) if near else _WAYS
    yield finding("bad-link", path, link.place, phrase("This link leads nowhere."), hint)


def _meant(target: str, content: Content) -> str | None:
    """The target that is certainly meant: somebody or a story that there is, or an address; None for others."""
    plain, known = halfwidth(target), {"alumni": content.ids, "story": content.slugs}
    if own := _OWN.fullmatch(plain):
        name = same(own[2], known[own[1].lower()])
        return f"{own[1].lower()}:{name}{own[3] or ''}" if name else None
    if link_problem(target) is None:
        return target
    address = f"https://{plain}" if plain.lower().startswith("www.") else plain
    if plain.isascii() and link_problem(address) is None:
        return address
    if file := _FILE.fullmatch(plain):
        places = [(kind, same(file[1], names)) for kind, names in known.items()]
        found = [f"{kind}:{name}{file[2] or ''}" for kind, name in places if name]
        return found[0] if len(found) == 1 else None
    return None


def _not_read(path: str, link: Link, target: str) -> Diagnostic:
    edit = link.edit(target)
    message = phrase("This is not read as a link, and would be shown as it stands.")
    found = finding("bad-link", path, link.place, message, correction(edit.text) if edit else "")
    return replace(found, edit=edit)


def _mention(text: Text, mention: Mention, content: Content) -> Iterator[Diagnostic]:
    """Told wherever it is no word of a sentence: it could name somebody whom the reader may not see."""
    names = content.ids if mention.scheme == "alumni" else content.slugs
    if mention.close or mention.name in names:
        message = phrase("This is not read as a link, and would be shown as it stands.")
        hint = phrase("For example: {example}", example=f"[…]({mention.scheme}:{mention.name})")
        yield finding("bad-link", text.document.path, mention.place, message, hint)
