"""Checks the text of each story: its headings and questions, links, pictures and HTML."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from generator.body import Link, Mention, Title
from generator.contacts import is_contact
from generator.diagnostics import Diagnostic, Edit, finding
from generator.fields import ID, Picture, is_picture_name, link_problem
from generator.phrase import phrase
from generator.site.content import Content, Text
from generator.site.world import World, bad_picture
from generator.story import EXPECTED, QUESTIONS
from generator.wording import correction, halfwidth, nearest, same, suggestion

_MOST_CHARACTERS = 20_000  # ten times a long story
_MOST_BRACKETS = 300  # links and footnotes; far more of them take a Markdown reader minutes
_STRAY_BRACES = re.compile(r"[{｛][\s:：]*[#＃]")
_OWN = re.compile(r"(alumni|story)\s*:\s*([^#]*?)(?:\.(?:ya?ml|md))?(#\S+)?", re.IGNORECASE)
_FILE = re.compile(r"(?:\.{0,2}/)*(?:\w+/)*([^\s/#]+?)(?:\.(?:html?|ya?ml|md)|/)?(#\S+)?", re.IGNORECASE)
_OTHER_FORMATS = frozenset({"heic", "heif", "svg"})
_WAYS = phrase("Links lead to `alumni:…`, `story:…`, `https://…`, or `#…` for a heading of this story.")


def check_text(text: Text, world: World) -> Iterator[Diagnostic]:
    """Everything about the text of one story."""
    yield from _size(text)
    headings = tuple(_headings(text))
    yield from headings
    yield from _questions(text, headings)
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


def _headings(text: Text) -> Iterator[Diagnostic]:
    seen: dict[str, int] = {}
    for title in text.body.titles:
        path, place, name = text.document.path, title.braces_place, title.braces.id
        problem = _bad_braces(title)
        if problem:
            yield finding("bad-heading", path, place, *problem)
        elif title.edit:
            message = phrase("This is not read as it is meant, and would be shown as it stands.")
            found = finding(
                "bad-heading", path, title.edit.start, message, correction(title.edit.text.strip())
            )
            yield replace(found, edit=title.edit)
        elif name and seen.setdefault(name, place[0]) != place[0]:
            message = phrase(
                "`{name}` stands in lines {first} and {again}.",
                name=f"#{name}",
                first=seen[name],
                again=place[0],
            )
            yield finding(
                "duplicate-heading", path, place, message, phrase("Choose another id for one of the two.")
            )
        elif name and title.level == 2 and name not in QUESTIONS and (near := nearest(name, QUESTIONS)):
            message = phrase("`#{name}` is not one of the standard questions.", name=name)
            yield finding(
                "unknown-question", path, place, message, phrase("Did you mean `#{near}`?", near=near)
            )


def _bad_braces(title: Title) -> tuple[str, str] | None:
    name, others = title.braces.id, title.braces.others
    if _STRAY_BRACES.search(title.text) or (title.written and not title.text):
        return phrase("Braces stand behind the words of a heading, at its end."), phrase(
            "For example: {example}", example="## … {#gap at=2001-04}"
        )
    if others:
        message = phrase("`{words}` cannot stand behind a heading.", words=others[0][:40])
        return message, phrase("Only an id and a time: {example}", example="{#gap at=2001-04}")
    if name is not None and not ID.fullmatch(name):
        return phrase("`#{name}` is not an id.", name=name[:40]), phrase(
            "Lower-case letters, digits and single hyphens: {example}", example="{#gap}"
        )
    if name is not None and name.startswith("y-"):  # the site's own; the rendered heading would lose it
        return phrase("`{name}` is reserved.", name=f"#{name}"), phrase("Choose another name.")
    if title.braces.at is not None and (title.level != 2 or name is None):
        return phrase("`at=` belongs to a level-2 heading with an id."), phrase(
            "For example: {example}", example="## … {#gap at=2001-04}"
        )
    return None


def _questions(text: Text, headings: Sequence[Diagnostic]) -> Iterator[Diagnostic]:
    """Headings without an answer; and expected ones that are not there, unless one that is has a wrong id."""
    path, titles = text.document.path, [title for title in text.body.titles if title.level == 2]
    told = {one.line for one in headings}
    for title in titles:
        if title.silent and title.braces.id in QUESTIONS and title.place[0] not in told:
            message, hint = (
                phrase("This question has no answer yet."),
                phrase("Write it below, or remove the heading."),
            )
            yield finding("unanswered-question", path, title.place, message, hint)
    missing = [name for name in EXPECTED if name not in {title.braces.id for title in titles}]
    if missing and not any(one.code in {"bad-heading", "unknown-question"} for one in headings):
        message = phrase("No answer to: {questions}.", questions=", ".join(missing))
        hint = phrase("Students ask these first: {example}", example=f"## … {{#{missing[0]}}}")
        yield finding("unanswered-question", path, text.document.place(("title",), key=True), message, hint)


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
