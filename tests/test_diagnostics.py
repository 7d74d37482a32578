"""The forms of findings, the table of codes, and its page.

After a change of codes, renew the page with what
``python -c "import generator.diagnostics as d; print(d.codes_page(), end='')"`` prints.
"""

import ast
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.codes import CODES
from generator.diagnostics import (
    Diagnostic,
    codes_page,
    count,
    finding,
    quoted,
    render,
    to_github,
    to_json,
    to_markdown,
    to_text,
)

ROOT = Path(__file__).parent.parent
ONE = finding(
    "unknown-key",
    "alumni/a.yaml",
    (2, 5),
    "`linkedin` is not a key that is known here.",
    "Did you mean `links`?",
)
TWO = finding("offer-past", "alumni/a.yaml", (10, 1), "This offer ended in 2026-09: it is left out.")
THREE = finding("bad-date", "alumni/B, c:d.yaml", (1, 1), "100 % wrong\nhere", "Write `2026-10-01`.")


def test_severity_is_that_of_the_code() -> None:
    """A finding cannot be more or less severe than its code says, and unknown codes are bugs."""
    assert (ONE.severity, TWO.severity) == ("error", "warning")
    with pytest.raises(KeyError):
        finding("no-such-code", "a", (1, 1), "")


def test_text_quotes_the_line_and_points_below_full_width_characters(tmp_path: Path) -> None:
    """The caret stands below the place, whatever the width of what is before it."""
    (tmp_path / "alumni").mkdir()
    (tmp_path / "alumni" / "a.yaml").write_text("schema: 1\n小川e\u0301: linkedin\n", encoding="utf-8")
    one = finding("unknown-key", "alumni/a.yaml", (2, 7), "No.", "Yes.")
    assert to_text([one], tmp_path) == (
        "alumni/a.yaml:2:7: error[unknown-key] No.\n"
        "   |\n"
        " 2 | 小川e\u0301: linkedin\n"
        "   |        ^\n"
        "  = hint: Yes.\n"
        "\n"
        "1 error, 0 warnings\n"
    )


def test_text_does_without_the_file(tmp_path: Path) -> None:
    """A file that is gone, is a link, is no text or is too short is simply not quoted."""
    (tmp_path / "link").symlink_to("/etc/hostname")
    (tmp_path / "bytes").write_bytes(b"\xff\xfe\n\x00")
    for path, line in (("none", 1), ("link", 1), ("bytes", 9), (".", 1)):
        told = to_text([finding("bad-date", path, (line, 1), "x")], tmp_path)
        assert told == f"{path}:{line}:1: error[bad-date] x\n\n1 error, 0 warnings\n"
    assert to_text([]) == ""


def test_text_cuts_long_lines_around_the_place(tmp_path: Path) -> None:
    """Of a very long line, only what is near the place is quoted, and the caret still points at it."""
    (tmp_path / "a").write_text("x" * 5000 + "!" + "y" * 5000, encoding="utf-8")
    source, caret = to_text([finding("bad-date", "a", (1, 5001), "x")], tmp_path).split("\n")[2:4]
    assert len(source) < 200
    assert source[caret.index("^")] == "!"


def test_text_cannot_steer_a_terminal(tmp_path: Path) -> None:
    """Escape codes and direction marks of a file do not reach the terminal."""
    (tmp_path / "a").write_text("a\x1b[2J\u202eb\tc\n", encoding="utf-8")
    told = to_text([finding("bad-date", "a", (1, 1), "\x1b]0;x", "\u202e")], tmp_path)
    assert not re.search("[\x1b\u202e\t]", told)


def test_a_quoted_line_is_cut_at_its_place(tmp_path: Path) -> None:
    """For other forms the line is given before its place and from there on; none where the file has no such line."""
    (tmp_path / "a.yaml").write_text("名前: 小川\n", "utf-8")
    place = Diagnostic("a.yaml", 1, 5, "unknown-key", "error", "x")
    assert quoted(place, tmp_path) == ("名前: ", "小川")
    assert quoted(replace(place, line=9), tmp_path) is None
    assert quoted(replace(place, path="none.yaml"), tmp_path) is None
    (tmp_path / "a.yaml").write_text("y" * 400 + "\n", "utf-8")
    before, rest = quoted(replace(place, column=300), tmp_path) or ("", "")
    assert (len(before), len(before + rest)) == (79, 160)


def test_json_has_exactly_the_agreed_keys() -> None:
    """The document holds the findings, sorted, and their number, and nothing else."""
    document = json.loads(to_json([TWO, ONE]))
    assert list(document) == ["diagnostics", "errors", "warnings"]
    assert (document["errors"], document["warnings"]) == (1, 1)
    assert document["diagnostics"][0] == {
        "path": "alumni/a.yaml",
        "line": 2,
        "column": 5,
        "code": "unknown-key",
        "severity": "error",
        "message": "`linkedin` is not a key that is known here.",
        "hint": "Did you mean `links`?",
        "edit": None,
    }
    assert json.loads(to_json([])) == {"diagnostics": [], "errors": 0, "warnings": 0}


def test_github_form_escapes_what_would_end_a_command() -> None:
    """Percent signs, line ends, and in properties colons and commas, are escaped."""
    assert to_github([THREE]) == (
        "::error file=alumni/B%2C c%3Ad.yaml,line=1,col=1,title=error bad-date::"
        "100 %25 wrong%0Ahere%0AWrite `2026-10-01`.\n"
    )
    assert to_github([TWO], lambda text: {"warning": "注,意"}.get(text, text)) == (
        "::warning file=alumni/a.yaml,line=10,col=1,title=注%2C意 offer-past::"
        "This offer ended in 2026-09: it is left out.\n"
    )
    assert to_github([]) == ""


def test_github_form_has_as_many_notes_as_are_shown() -> None:
    """Of more than ten errors or warnings, nine are told, and the tenth says how many there are from there on."""
    errors = [finding("bad-date", "a.yaml", (line, 1), "x") for line in range(1, 13)]
    warnings = [finding("offer-past", "a.yaml", (line, 2), "y") for line in range(1, 11)]
    assert to_github([*errors[:10], *warnings]).count("more") == 0
    told = to_github([*errors, *warnings]).splitlines()
    assert sum(line.startswith("::warning ") for line in told) == 10
    *nine, tenth = (line for line in told if line.startswith("::error "))
    assert [f"line={line}," in one for line, one in enumerate(nine, 1)] == [True] * 9
    assert tenth == (
        "::error file=a.yaml,line=10,col=1,title=error::"
        "From here on there are 3 more errors; `yorimichi check` tells them all."
    )


def test_markdown_form_lists_by_file() -> None:
    """A comment on a pull request tells line, sentence, code and hint under the file."""
    assert to_markdown([TWO, ONE]) == (
        "**1 error, 1 warning**\n"
        "\n"
        "### `alumni/a.yaml`\n"
        "\n"
        "- ❌ line 2, column 5: `linkedin` is not a key that is known here. (`unknown-key`)\n"
        "  <br>→ Did you mean `links`?\n"
        "- ⚠️ line 10, column 1: This offer ended in 2026-09: it is left out. (`offer-past`)\n"
    )
    assert to_markdown([]) == "Nothing to mend.\n"


@given(st.text("`<>[]()*_@#|\\&ab\n", max_size=30))
def test_markdown_form_lets_no_markup_through(message: str) -> None:
    """Nothing that content says becomes a tag, a link or a mention outside of code."""
    told = to_markdown([Diagnostic("a", 1, 1, "bad-date", "error", message)])
    line = told.split("\n", 4)[4]
    outside = re.sub(r"`[^`]*`", "", line.removesuffix(" (`bad-date`)\n"))
    assert not re.search(r"[<>@]|(?<!\\)[\[\]*_|]", outside)


def test_render_sorts_and_drops_doubles() -> None:
    """All forms go by path, line and column; the same finding is told once."""
    told = render([TWO, ONE, ONE], "text")
    assert told.index("unknown-key") < told.index("offer-past")
    assert told.endswith("1 error, 1 warning\n")
    assert render([ONE], "github") == to_github([ONE])
    assert count([ONE, TWO, THREE]) == (2, 1)


def test_codes_are_documented_in_kebab_case() -> None:
    """Every code says what, why, an example and what to write instead, in whole sentences."""
    for code, info in CODES.items():
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code)
        assert info.severity in {"error", "warning"}
        assert info.what.endswith(".")
        assert info.why.endswith(".")
        assert info.example.strip()
        assert info.instead.strip()
        assert info.example != info.instead


def test_every_code_in_the_program_is_registered_and_used() -> None:
    """No module tells a code that is not in the table, and none stands in the table that no module tells."""
    words = {
        node.value
        for path in (ROOT / "generator").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert set(CODES) <= words


def test_page_of_codes_is_up_to_date() -> None:
    """``docs/codes.md`` is what the table gives; the head of this module says how to renew it."""
    assert (ROOT / "docs" / "codes.md").read_text(encoding="utf-8") == codes_page()
