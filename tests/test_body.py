"""Looking through a story's Markdown: headings, links, pictures and HTML at their places, and no code."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.body import scan
from generator.headings import Braces
from generator.mending import mended
from generator.render.markdown import Resolver, to_html


def titles(text: str) -> list[tuple[int, str, Braces, bool]]:
    """Level, text, braces and silence of all headings."""
    return [(one.level, one.text, one.braces, one.silent) for one in scan(text, 1).titles]


def links(text: str) -> list[tuple[str, tuple[int, int], bool]]:
    """Target, place and kind of all links."""
    return [(one.target, one.place, one.picture) for one in scan(text, 1).links]


def html(text: str) -> list[tuple[str, tuple[int, int]]]:
    """Name and place of all tags that are not let through."""
    return [(one.name, one.place) for one in scan(text, 1).html]


def test_headings_tell_id_and_time() -> None:
    """An id and a time stand in braces; anything else there is told apart."""
    assert titles('## 違い {#gap at=2001-04}\nx\n## B {: #b at="2001" .red }\n# C\n## D ## \n### E') == [
        (2, "違い", Braces("gap", "2001-04"), False),
        (2, "B", Braces("b", "2001", (".red",)), True),
        (1, "C", Braces(), False),
        (2, "D", Braces(), False),
        (3, "E", Braces(), True),
    ]


def test_heading_is_silent_until_text_or_a_lower_heading() -> None:
    """A question without an answer is one whose next written line is a heading of its level, or nothing."""
    assert [one[3] for one in titles("## A\n\n<!-- later -->\n\n## B\n### b\n## C\n")] == [
        True,
        False,
        True,
        True,
    ]


def test_places_are_those_of_the_file() -> None:
    """Lines count from where the body begins in its file, columns in characters."""
    body = scan("前 ![工場](a.jpg)\n## 小川 {#gap}\n", 10)
    assert body.links[0].place == (10, 3)
    assert (body.titles[0].place, body.titles[0].braces_place) == ((11, 1), (11, 7))


def test_links_of_every_form_are_found() -> None:
    """Inline links, pictures in links, references and bare addresses are links."""
    text = '[a](x "t") ![b](y.jpg) [![c](z.png)](w)\n[r]: <u>\n<https://a.example> [p](a_(b)) [q](<v>) [n]()'
    assert links(text) == [
        ("x", (1, 1), False),
        ("y.jpg", (1, 12), True),
        ("w", (1, 24), False),
        ("z.png", (1, 25), True),
        ("u", (2, 1), False),
        ("a_(b)", (3, 21), False),
        ("v", (3, 32), False),
        ("", (3, 41), False),
        ("https://a.example", (3, 1), False),
    ]


def test_code_and_comments_hold_no_links() -> None:
    """What is shown as code, or not at all, is not looked at."""
    assert links("`[a](x)` ``[b](`y`)`` <!-- [c](z) --> [d](w)") == [("w", (1, 39), False)]
    assert links("```\n[a](x)\n~~~\n```\n[b](y)\n~~~ text\n[c](z)\n~~~\n") == [("y", (5, 1), False)]
    assert links("`[a](x)") == [("x", (1, 2), False)]


def test_comments_are_hidden_as_markdown_hides_them() -> None:
    """Over several lines a comment hides headings and links; one that Markdown does not see is told by its place."""
    body = scan("<!-- a\n\n## B {#b}\n[c](d) --> [e](f)\nx <!-- g\nh --> y", 1)
    assert (body.titles, [link.target for link in body.links], body.open_comments) == ((), ["f"], ())
    assert scan("x <!-- a\n\nb -->", 5).open_comments == ((5, 3),)
    assert scan("## A <!-- a\nb -->\n`<!--`\n```\n<!--\n```\n<!-- c", 1).open_comments == ((1, 6), (7, 1))


CODE = ["```\n[a](alumni:x)\n```", "~~~~ yaml\n[a](alumni:x)\n~~~~ ", "```{.py}\n[a](alumni:x)\n~~~\n```",
        "<!--\n```\n-->\n```\n[a](alumni:x) -->", '``` hl_lines="1"\n[a](alumni:x)\n```']  # fmt: skip
NO_CODE = ["```\n[a](alumni:x)", "```\n[a](alumni:x)\n````", " ```\n[a](alumni:x)\n ```",
           '```py title="a"\n[a](alumni:x)\n```', "~~~\n[a](alumni:x)\n```",
           "- b\n\n    ```\n    [a](alumni:x)\n    ```"]  # fmt: skip


@pytest.mark.parametrize("text", [*CODE, *NO_CODE])
def test_code_is_what_markdown_takes_for_such(text: str) -> None:
    """A link is looked at wherever Markdown makes one of it; what does not become a block of code is told, once."""
    asked: list[str] = []
    resolver = Resolver(asked.append, lambda _: None, str, lambda words: [words], None)
    to_html(text, resolver)
    body = scan(text, 1)
    assert [link.target for link in body.links] == (["alumni:x"] if text in NO_CODE else [])
    assert {link.target for link in body.links}.issuperset(asked)
    assert len(body.open_code) == (text in NO_CODE)
    assert scan("~~~と言った。", 1).open_code == scan("a ``` b", 1).open_code == ()


@pytest.mark.parametrize(
    "text",
    ["A\n---", "A\n===  ", "a\n\nB\n-", "## a\nB\n---", "- a\n---", "> A\n> ---", "- a\n\n    B\n    ---"],
)
def test_lines_that_become_headings_are_found(text: str) -> None:
    """A line above a line of signs is a heading where it begins its paragraph, and only there."""
    resolver = Resolver(lambda _: None, lambda _: None, str, lambda words: [words], None)
    for words in (text, text.replace("\n---", "\n\n---"), f"a\n{text}".replace("\n\n", "\n")):
        made = len(re.findall("<h2", to_html(words, resolver)))
        assert made == len(scan(words, 1).underlined) + len(scan(words, 1).titles), words


@pytest.mark.parametrize("text", ["x <!-- a\n\nb -->", "## A <!-- a\nb -->", "<!-- a", "x\n\n<!-- a\n\nb"])
def test_comments_that_are_told_would_be_shown(text: str) -> None:
    """What is said of a comment is what becomes of it."""
    resolver = Resolver(lambda _: None, lambda _: None, str, lambda words: [words], None)
    assert scan(text, 1).open_comments
    assert "&lt;!--" in to_html(text, resolver)


@pytest.mark.parametrize(
    "text",
    ["## A {#gap}", "## A\t{#gap}", "##A {#gap} ##", "##\u3000A  { #gap }", "## A {: #gap }",
     "# A {#gap}", "### A {#gap}",
     "## A{#gap}", "## A\u3000{#gap}", "## A {#gap", "## A ｛#gap｝", "＃＃ A {#gap}", " ## A {#gap}", "## A {＃gap}",
     "＃＃ A ｛＃gap｝"],
)  # fmt: skip
def test_headings_are_read_as_markdown_reads_them(text: str) -> None:
    """Where Markdown gives a heading no id there is an edit, and with it Markdown does."""
    resolver = Resolver(lambda _: None, lambda _: None, str, lambda words: [words], None)
    title, mendable = scan(text, 1).titles[0], text
    assert ('id="gap"' in to_html(text, resolver)) == (title.edit is None)
    while edit := scan(mendable, 1).titles[0].edit:
        mendable = mended(mendable, [edit])
    assert 'id="gap">A</h' in to_html(mendable, resolver)


def test_links_that_markdown_does_not_read_are_found() -> None:
    """Full-width signs, a blank between the brackets and bare targets are told; words in brackets are not."""
    text = "[a]（alumni:x）［b］(story:y) [c] (alumni:z) [d]（注） [e] (https://e.example) the story: he"
    body = scan(text, 1)
    assert [(one.target, one.readable) for one in body.links] == [
        ("alumni:x", False),
        ("story:y", False),
        ("alumni:z", False),
    ]
    assert [(one.name, one.close) for one in body.mentions] == [("he", False)]
    assert [
        one.name for one in scan("x alumni:a、story：b [alumni:c](alumni:d) https://e/story:f", 1).mentions
    ] == [
        "a",
        "b",
        "c",
    ]
    assert [one.target for one in scan("[a\nb](alumni:c) d](e)\n\n[f\n\ng](h)", 1).links] == ["alumni:c"]


def test_edits_keep_code() -> None:
    """What is blanked out to be looked through is never written back as blanks."""
    body = scan("＃＃ `a` [`b`]（alumni:x） {#c}", 1)
    edits = [one for one in (body.titles[0].edit, body.links[0].edit("alumni:x")) if one]
    assert mended("＃＃ `a` [`b`]（alumni:x） {#c}", edits) == "## `a` [`b`](alumni:x) {#c}"


def test_html_that_runs_or_loads_something_is_found() -> None:
    """Tags that run or load, and attributes that do, are told; harmless tags are not."""
    assert html('<b>x</b> <SCRIPT src=x> <p\tonclick="a">y</p> <br/> <i style="x">') == [
        ("<script>", (1, 10)),
        ("onclick=", (1, 28)),
        ("style=", (1, 55)),
    ]


LONG = 100_000


@pytest.mark.parametrize(
    "line",
    ["[" * LONG, "[a](" * (LONG // 4), "![" * (LONG // 2), "`" * LONG, "`a``" * (LONG // 4), "<!--" * (LONG // 4),
     "<a " * (LONG // 3), "## " + " " * LONG + "x", "## {" + " " * LONG, "## " + "{" * LONG, "[a]: " + "<" * LONG,
     "<a" + ":" * LONG, "(" * LONG, "[a](b" + "(" * LONG, "<p" + " on" * (LONG // 3), "## x" + " #" * (LONG // 2),
     "［" * LONG, "[a]（" * (LONG // 4), "[a]" + " " * LONG, "alumni" + " " * LONG, "alumni:" * (LONG // 7),
     "## {:" + ":" * LONG + "x", "## x" + "{#" * (LONG // 2), "x <!--\n" * (LONG // 7), "<!--\n" * (LONG // 5),
     "[a\n](" * (LONG // 5), "　" * LONG],
    ids=range(27),
)  # fmt: skip
def test_long_lines_take_no_longer_than_their_length(line: str) -> None:
    """No line makes the search go over it again and again: each of these would then never come back."""
    assert scan(line, 1).lines[0][0] == 1


@settings(max_examples=200, deadline=None)
@given(st.text("#{}[]()<>`!ab:=\"' \n-~\\.小", max_size=120))
def test_no_markdown_raises(text: str) -> None:
    """Whatever stands in a body, what is found stands within it."""
    body = scan(text, 1)
    places = [title.place for title in body.titles] + [link.place for link in body.links]
    places += [tag.place for tag in body.html]
    lines = text.split("\n")
    assert all(1 <= column <= len(lines[line - 1]) for line, column in places)


@pytest.mark.parametrize("sign", ["- ", "* ", "1. ", "- 1. ", "> - "])
def test_lists_that_are_accepted_are_shown(sign: str) -> None:
    """As many lists in one line as the check lets through are no burden for Markdown, which shows the text."""
    resolver = Resolver(lambda _: None, lambda _: None, str, lambda words: [words], None)
    assert "終わり" in to_html(sign * (20 // sign.count(" ")) + "終わり", resolver)
