"""Texts as the passages that are searched."""

from __future__ import annotations

from generator.render import passages


def test_a_text_comes_in_passages_under_its_headings() -> None:
    """Each heading and each block begins one, with the heading's id; markup is gone."""
    lead, list_of_two = "<p>Lead <em>in</em>.</p>", "<p>一つ</p><ul><li>二つ</li></ul>"
    html = f'{lead}<h2 id="gap">入社<wbr>前</h2>{list_of_two}<h3>More</h3><p>a &amp; b</p>'
    assert passages(html) == [
        ("", "", "Lead in."),
        ("gap", "入社前", "一つ"),
        ("gap", "", "二つ"),
        ("", "More", "a & b"),
    ]


def test_what_is_no_text_is_passed_over() -> None:
    """Scripts, drawings and empty headings say nothing."""
    html = "<script>var a = 1;</script><svg><title>River</title></svg><h2></h2><p>Words</p><h2 id='b'></h2>"
    assert passages(html) == [("", "", "Words")]
