"""Looking through a story's Markdown: headings, links, pictures and HTML at their places, and no code."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.body import Braces, scan


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
    assert links("```\n[a](x)\n~~~\n```\n[b](y)\n~~~ text\n[c](z)\n") == [("y", (5, 1), False)]
    assert links("`[a](x)") == [("x", (1, 2), False)]


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
     "<a" + ":" * LONG, "(" * LONG, "[a](b" + "(" * LONG, "<p" + " on" * (LONG // 3), "## x" + " #" * (LONG // 2)],
    ids=range(16),
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
