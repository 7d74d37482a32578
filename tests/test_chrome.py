"""The theme's page around ours: slots, the policy, the menus, and nothing from anywhere else."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from sample import READERS, ROOT, Element, built_sample, command, lay_small, pages, parsed, reader

from generator.render import STANDARD, read_chrome, slot

FIXED = {
    "default-src": {"'none'"},
    "style-src": {"'self'"},
    "img-src": {"'self'", "data:", "blob:"},
    "font-src": {"'self'"},
    "connect-src": {"'self'"},
    "worker-src": {"'self'"},
    "base-uri": {"'none'"},
    "form-action": {"'none'"},
}
# Types of scripts that a browser does not run.
DATA = {"application/json", "application/jose"}


def policy_of(page: Element) -> Mapping[str, set[str]]:
    """The sources of each directive of a page's policy."""
    (meta,) = [
        one for one in page.all("meta") if one.attributes.get("http-equiv") == "Content-Security-Policy"
    ]
    directives = [part.split() for part in meta.attributes["content"].split(";")]
    return {name: set(sources) for name, *sources in directives}


def digest(script: str) -> str:
    """A script as a policy names it."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


def inline(page: Element) -> list[str]:
    """The scripts of a page that stand in it and run."""
    return [
        one.text
        for one in page.all("script")
        if "src" not in one.attributes and one.attributes.get("type", "") not in DATA
    ]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built sample."""
    return built_sample(tmp_path_factory.getbasetemp())


@pytest.fixture(scope="module")
def trees(site: Path) -> Mapping[str, Element]:
    """Every page as it is delivered."""
    return {address: parsed(path.read_text("utf-8")) for address, path in pages(site).items()}


@pytest.fixture(scope="module")
def opened(site: Path) -> Mapping[str, Element]:
    """Every page with everything in it opened."""
    texts = {address: path.read_text("utf-8") for address, path in pages(site).items()}
    return {address: reader(READERS[-1]).opened(text, address) for address, text in texts.items()}


def test_home_tells_everybody_of_how_many_who_left(trees: Mapping[str, Element]) -> None:
    """The open first page has the sum of the leavers' file, in both languages."""
    counts = yaml.safe_load((ROOT / "site_src" / "leavers.yaml").read_text("utf-8"))["counts"]
    for place in ("", "en/"):
        assert str(sum(counts.values())) in re.findall(r"\d+", " ".join(trees[place].words()))


def test_no_slot_is_left_open(site: Path, opened: Mapping[str, Element]) -> None:
    """No mark for a slot stands in any file of the site, nor in anything sealed in its pages."""
    for path in site.rglob("*"):
        if path.is_file():
            assert b"@@y-" not in path.read_bytes(), path
    for address, tree in opened.items():
        assert not [word for word in tree.words() if "@@y-" in word], address


def test_the_policy_names_just_the_scripts_that_are_there(trees: Mapping[str, Element]) -> None:
    """Every page allows its own inline scripts by their hashes and no other; sources are the same on all pages."""
    for address, tree in trees.items():
        policy = policy_of(tree)
        scripts = policy["script-src"] - {"'self'", "'wasm-unsafe-eval'"}
        assert scripts == {digest(script) for script in inline(tree)}, address
        assert {name: sources for name, sources in policy.items() if name != "script-src"} == FIXED
        assert policy["script-src"] >= {"'self'", "'wasm-unsafe-eval'"}


def test_policies_differ_only_where_scripts_do(trees: Mapping[str, Element]) -> None:
    """Pages with the same inline scripts have the same policy to the byte; there are few kinds of pages."""
    policies: dict[frozenset[str], set[str]] = {}
    for tree in trees.values():
        (meta,) = [one for one in tree.all("meta") if one.attributes.get("http-equiv")]
        policies.setdefault(frozenset(inline(tree)), set()).add(meta.attributes["content"])
    assert all(len(found) == 1 for found in policies.values())
    # Material's scripts name the way to the root: one kind for each depth, and one for the page at any address.
    assert len(policies) <= 5


def test_the_policy_comes_before_everything_that_it_governs(trees: Mapping[str, Element]) -> None:
    """Only the declaration of the encoding stands before the policy in the head."""
    for address, tree in trees.items():
        head = list(tree.all("head")[0].walk())[1:]
        assert [one.tag for one in head[:2]] == ["meta", "meta"], address
        assert head[0].attributes == {"charset": "utf-8"}
        assert head[1].attributes["http-equiv"] == "Content-Security-Policy"


def test_nothing_inline_needs_a_looser_policy(opened: Mapping[str, Element]) -> None:
    """No page, opened or not, has a style, a handler or a frame: the policy would refuse them silently."""
    for address, tree in opened.items():
        assert not tree.all("style", "iframe", "object", "embed", "base", "frame"), address
        for one in tree.walk():
            names = [name for name in one.attributes if name.startswith("on") or name in {"style", "srcdoc"}]
            assert not names, (address, one.tag, names)


def test_nothing_is_asked_of_anybody_else(site: Path, opened: Mapping[str, Element]) -> None:
    """No page loads anything from another host, and no sheet of ours names one."""
    loading = {"script": "src", "img": "src", "link": "href", "source": "src", "video": "src", "audio": "src"}
    for address, tree in opened.items():
        for one in tree.all(*loading):
            link = one.attributes.get(loading[one.tag], "")
            if one.attributes.get("rel") != "canonical":
                assert not re.match(r"(?:[a-z]+:)?//", link), (address, link)
            assert "srcset" not in one.attributes
    for sheet in (site / "assets" / "yorimichi").glob("*.css"):
        assert not re.search(r"@import|url\(\s*['\"]?(?:https?:)?//", sheet.read_text("utf-8"))


def test_content_cannot_add_to_the_policy() -> None:
    """A script that comes with content is never named: the policy is made before content is there."""
    chrome = read_chrome(f"<meta content='{slot('csp')}'><script>ours()</script>{slot('body')}")
    page = chrome.fill({"body": "<script>theirs()</script>"})
    assert digest("ours()") in page
    assert digest("theirs()") not in page
    assert "unsafe-inline" not in page


def test_data_is_no_script() -> None:
    """Scripts with a type or a source are not inline scripts, and are not named."""
    page = '<script type="application/json">{}</script><script src="x.js"></script><script> a\n</script>'
    assert re.findall(r"'sha256-[^']*'", read_chrome(page).policy) == [digest(" a\n")]


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from(["title", "head", "body"]), st.text(), min_size=3))
def test_values_are_put_in_as_they_are(values: Mapping[str, str]) -> None:
    """Slots are filled once: a value that looks like a slot, or like a pattern, stays what it is."""
    text = "<a>{}</a>{}<b>{}</b>"
    chrome = read_chrome(text.format(slot("title"), slot("head"), slot("body")))
    assert chrome.fill(values) == text.format(values["title"], values["head"], values["body"])
    assert chrome.fill({**values, "body": slot("title")}).endswith(f"<b>{slot('title')}</b>")


def test_a_missing_value_is_an_error() -> None:
    """A slot that nobody fills stops the build rather than standing in the page."""
    with pytest.raises(KeyError):
        read_chrome(slot("title")).fill({"body": ""})


def test_sealed_pages_say_nothing_around_their_objects(trees: Mapping[str, Element]) -> None:
    """A sealed page has the site's title and no description, asks not to be listed, and is like any other."""
    sealed = {
        address: tree for address, tree in trees.items() if _region(tree).attributes.get("data-sealed") == ""
    }
    assert len(sealed) > 20
    outside = set()
    for address, tree in sealed.items():
        language = "en" if address.startswith("en/") else "ja"
        titles = {"ja": "日の出フーズの、その先。", "en": "Beyond Hinode Foods"}
        assert tree.all("title")[0].text.strip() == titles[language]
        names = {one.attributes.get("name") for one in tree.all("meta")}
        assert "description" not in names
        assert "robots" in names
        assert not [
            one for one in tree.all("link") if one.attributes.get("rel") in {"canonical", "alternate"}
        ]
        current = [one.text for one in tree.all("a") if "aria-current" in one.attributes]
        words = re.sub(re.escape(address.removeprefix("en/")), "", " ".join(_outside(tree)))
        outside.add((language, address.removeprefix("en/")[:2], words, tuple(current)))
    # One kind of page in each language: people, stories, and pages that the company wrote.
    assert len(outside) == len({(language, kind) for language, kind, *_ in outside})


def _region(tree: Element) -> Element:
    (region,) = [one for one in tree.walk() if one.attributes.get("id") == "y-page"]
    return region


def _outside(tree: Element) -> list[str]:
    """What stands in a sealed page but for its object."""
    hidden = {id(one) for one in tree.all("script") if one.attributes.get("type") == "application/jose"}
    return [
        word
        for one in tree.walk()
        if id(one) not in hidden
        for word in (*one.attributes.values(), *(child for child in one.children if isinstance(child, str)))
    ]


def test_open_pages_say_what_they_are(trees: Mapping[str, Element]) -> None:
    """An open page has a title of its own and the one address that it should be found at."""
    for address, tree in trees.items():
        if "data-sealed" in _region(tree).attributes or address == "404.html":
            continue
        # Drawings have titles too, with an id each.
        (title,) = (one for one in tree.all("title") if "id" not in one.attributes)
        (canonical,) = [
            one.attributes["href"] for one in tree.all("link") if one.attributes.get("rel") == "canonical"
        ]
        assert canonical == f"https://alumni.hinode-foods.example/{address}"
        names = ("日の出フーズの、その先。", "Beyond Hinode Foods")
        assert title.text.endswith(names)
        assert (title.text in names) == (address in {"", "en/"})


def test_menus_and_switches_stay_in_the_language(trees: Mapping[str, Element]) -> None:
    """The menus of a page lead to pages of its language; the switch leads to the same page in the other one."""
    for address, tree in trees.items():
        if address == "404.html":
            continue
        english = address.startswith("en/")
        root = "../" * address.count("/") or "./"
        prefix = f"{root}en/" if english else root
        for nav in tree.all("nav"):
            for link in nav.all("a"):
                if link.attributes["href"].startswith("#"):  # to a place in the page itself
                    continue
                assert link.attributes["href"].startswith(prefix)
                assert english or not link.attributes["href"].startswith(f"{root}en/")
        (switch,) = [one for one in tree.all("a") if "y-switch" in one.attributes.get("class", "")]
        twin = address.removeprefix("en/") if english else f"en/{address}"
        own = address.removeprefix("en/").startswith(
            "p/"
        )  # a sealed page of the company's has addresses of its own
        assert own or switch.attributes["href"] == f"{root}{twin}"
        assert switch.attributes["hreflang"] == ("ja" if english else "en")


def test_the_menu_tells_where_one_is(trees: Mapping[str, Element]) -> None:
    """The page's own entry in the menu is marked, and on a story or person the list that it belongs to."""
    marked = {
        address: {one.attributes["aria-current"] for one in tree.all("a") if "aria-current" in one.attributes}
        for address, tree in trees.items()
    }
    for address, marks in marked.items():
        plain = address.removeprefix("en/")
        listed = plain.startswith(("a/", "s/"))
        alone = plain in set(STANDARD.values()) - {""}
        assert marks == ({"true"} if listed else {"page"} if alone else set()), address


def test_the_script_is_told_the_site_and_its_audiences(trees: Mapping[str, Element]) -> None:
    """The configuration in the page is JSON, in the page's language, with the widest audience first."""
    for address, tree in trees.items():
        (config,) = [one for one in tree.all("script") if one.attributes.get("id") == "y-config"]
        english = address.startswith("en/")
        titles = ["Guests", "Members", "Staff"] if english else ["来場者", "メンバー", "人事"]
        assert json.loads(config.text) == {
            "site": "Beyond Hinode Foods" if english else "日の出フーズの、その先。",
            "audiences": [list(pair) for pair in zip(("guests", "members", "staff"), titles, strict=True)],
        }


def test_assets_are_named_by_their_content(site: Path, trees: Mapping[str, Element]) -> None:
    """Our sheets and scripts carry the hash of what they hold, so that no browser keeps an old one."""
    links = {
        link.rpartition("/")[2]
        for tree in trees.values()
        for one in tree.all("link", "script")
        for link in (one.attributes.get("href", ""), one.attributes.get("src", ""))
        if "/yorimichi/" in link and "icon" not in link
    }
    everywhere = {"gate.js", "pages.js", "yorimichi.css"}
    own = {"answers.css", "explorer.js", "paths.css", "paths.js"}
    assert {link.partition("?")[0] for link in links} == everywhere | own
    for link in links:
        name, _, query = link.partition("?v=")
        assert query == hashlib.sha256((site / "assets" / "yorimichi" / name).read_bytes()).hexdigest()[:8]


def test_only_the_page_of_all_paths_pays_for_its_script(trees: Mapping[str, Element]) -> None:
    """The script and sheet that draw and search all paths are named by those pages and by no other."""
    asking = {
        place
        for place, tree in trees.items()
        for one in tree.all("link", "script")
        if "/paths." in one.attributes.get("href", "") + one.attributes.get("src", "")
    }
    assert asking == {"paths/", "en/paths/"}


def test_names_of_the_site_are_escaped(tmp_path: Path) -> None:
    """A site's name, the company's and the audiences' may hold anything, and are shown as they are everywhere."""
    evil = "<xx yy>\"'&amp;</script>"
    config = f"""\
site_name: {json.dumps(evil)}
site_url: https://alumni.example/
docs_dir: site_src
theme: {{name: material, font: false}}
plugins:
  - yorimichi:
      company: {{ja: 日の出, en: {json.dumps(evil)}}}
      title: {{ja: {json.dumps(evil)}, en: {json.dumps(evil + " and on")}}}
      audiences:
        - {{name: guests, title: {{ja: {json.dumps(evil)}, en: x}}}}
        - {{name: members, title: {{ja: x, en: x}}}}
        - {{name: staff, title: {{ja: x, en: x}}}}
"""
    lay_small(tmp_path, config)
    home = f"---\ntitle: {json.dumps(evil)}\naudience: public\n---\nx\n"
    (tmp_path / "site_src" / "index.md").write_text(home, "utf-8")
    done = command("build", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    site = tmp_path / "site"
    for address, path in pages(site).items():
        tree = parsed(path.read_text("utf-8"))
        assert not tree.all("xx"), address
        assert evil in tree.all("title")[0].text
        (config_script,) = [one for one in tree.all("script") if one.attributes.get("id") == "y-config"]
        assert json.loads(config_script.text)["site"].startswith(evil)
        (logo,) = [one for one in tree.all("a") if one.attributes.get("class") == "y-logo"]
        assert logo.text.startswith(evil), address
        if address == "":
            assert evil in tree.all("h1")[0].text
