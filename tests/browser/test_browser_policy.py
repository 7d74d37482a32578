"""The Content-Security-Policy: what stands in the files, and what a browser makes of it."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from html.parser import HTMLParser

import pytest
from browser_ear import heard, listen
from browser_links import link
from browser_reader import NewReader, Opened, Reader
from browser_site import Site
from playwright.sync_api import Route, expect

_LOADS = ("src", "srcset", "poster", "data", "action", "formaction", "xlink:href")
"""Attributes whose addresses are fetched or sent to wherever they stand; `href` only on some elements."""
_HREF_LOADS = {"use", "image", "base", "feimage"}
_RELATIONS = {
    "stylesheet",
    "icon",
    "preload",
    "prefetch",
    "modulepreload",
    "preconnect",
    "dns-prefetch",
    "manifest",
}
_DATA = {"application/json", "application/jose"}
_FOREIGN = re.compile(r"^\s*(?:[a-z]+:)?//", re.IGNORECASE)


class _Page(HTMLParser):
    """What a page holds that a policy is about."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.before_policy: list[str] = []
        self.policy = ""
        self.faults: list[str] = []
        self.inline: list[str] = []
        self._script = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if given.get("http-equiv", "").lower() == "content-security-policy":
            self.policy = self.policy or given["content"]
        elif not self.policy:
            self.before_policy.append(tag)
        self.faults += _faults(tag, given)
        self._script = tag == "script" and "src" not in given and given.get("type", "") not in _DATA

    def handle_endtag(self, tag: str) -> None:
        self._script = self._script and tag != "script"

    def handle_data(self, data: str) -> None:
        if self._script:
            self.inline.append(data)


def _faults(tag: str, given: Mapping[str, str]) -> Iterator[str]:
    """What an element has that no page may have."""
    if tag in {"style", "iframe", "object", "embed", "base"}:
        yield f"<{tag}>"
    href = given.get("href", "")
    loading = [given[name] for name in _LOADS if name in given]
    if tag in _HREF_LOADS or (tag == "link" and _RELATIONS & set(given.get("rel", "").split())):
        loading.append(href)
    yield from (f"<{tag}> loads {address[:60]}" for address in loading if _FOREIGN.match(address))
    if href.strip().lower().startswith(("javascript:", "data:", "vbscript:")):
        yield f"<{tag} href={href[:40]}>"
    yield from (f"<{tag} {name}>" for name in given if name.startswith("on") or name == "style")


def _pages(site: Site) -> Iterator[tuple[str, _Page]]:
    for path in sorted(site.files.rglob("*.html")):
        yield path.relative_to(site.files).as_posix(), _Page(path.read_text("utf-8"))


def test_every_page_begins_with_a_strict_policy(site: Site) -> None:
    """Nothing but the charset stands before it; scripts come from the own origin or have a hash."""
    names = []
    for name, page in _pages(site):
        names.append(name)
        assert set(page.before_policy) <= {"html", "head", "meta"}, name
        assert page.before_policy.count("meta") <= 1, name
        parts = {part.split()[0]: part.split()[1:] for part in page.policy.split(";") if part.strip()}
        assert parts["default-src"] == ["'none'"], name
        assert parts["base-uri"] == ["'none'"], name
        assert parts["form-action"] == ["'none'"], name
        scripts = [word for word in parts["script-src"] if not word.startswith("'sha256-")]
        assert sorted(scripts) == ["'self'", "'wasm-unsafe-eval'"], name
        allowed = {"'self'", "'none'", "data:", "blob:", *parts["script-src"]}
        assert {word for words in parts.values() for word in words} <= allowed, name
        assert "data:" not in parts["script-src"], name
        assert {"blob:"} <= set(parts["img-src"]), name
    assert len(names) > 60
    assert {"index.html", "404.html", "en/index.html"} <= set(names)


def test_every_inline_script_is_the_themes_and_has_its_hash(site: Site) -> None:
    """Each inline script of each page is named by its hash in that page's policy; no hash is there for nothing."""
    for name, page in _pages(site):
        hashes = {
            f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
            for text in page.inline
        }
        named = set(re.findall(r"'sha256-[^']+'", page.policy))
        assert hashes == named, name


def test_no_page_has_handlers_styles_or_anything_from_elsewhere(site: Site) -> None:
    """No inline handler, no style, no frame, no resource of another origin and no script address in any HTML file."""
    assert {name: page.faults for name, page in _pages(site) if page.faults} == {}


def test_no_style_sheet_loads_anything_from_elsewhere(site: Site) -> None:
    """No style sheet imports or shows anything of another origin."""
    for path in site.files.rglob("*.css"):
        text = path.read_text("utf-8")
        assert not re.search(r"url\(\s*[\"']?\s*(?:https?:)?//", text, re.IGNORECASE), path.name
        assert not re.search(r"@import\s+(?:url\()?\s*[\"']?\s*(?:https?:)?//", text, re.IGNORECASE), (
            path.name
        )


def test_sealed_content_keeps_the_same_rules(opened: Opened, site: Site) -> None:
    """Nothing that staff decrypt on any page has a handler, style, script or foreign resource, nor is any asked for."""
    staff = opened("staff")
    listen(staff.page)
    addresses = site.addresses()
    assert sum(_is_sealed_html(text) for address in addresses for text in _decrypted(staff, address)) > 40


def test_event_views_keep_the_same_rules(new_reader: NewReader, site: Site) -> None:
    """The same of what a pass link opens."""
    reader = new_reader()
    listen(reader.page)
    addresses = [link(site.story("came-back")), site.story("the-town-i-sold-to"), "stories/"]
    for address in addresses:
        assert any(_is_sealed_html(text) for text in _decrypted(reader, address)), address


def _decrypted(reader: Reader, address: str) -> Sequence[str]:
    return heard(reader.go(address))


def _is_sealed_html(text: str) -> bool:
    """Checks it on the way."""
    page = _Page(text)
    assert page.faults == []
    assert page.inline == []
    return "<" in text


@pytest.mark.parametrize("sealed", [False, True], ids=["open", "sealed"])
def test_injected_script_does_not_run(wide: Reader, site: Site, sealed: bool) -> None:
    """Script that got into a page, a handler, text made into code and a request to elsewhere are all stopped."""
    address = site.story("came-back" if sealed else "third-generation")
    wide.watch.provoked("Content Security Policy", "http://127.0.0.1:9/", "ERR_INVALID_URL")

    def inject(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace("<main", f"{_INJECTED}<main", 1))

    page = wide.page
    page.route(f"**/{address}", inject)
    wide.go(address)
    if sealed:
        wide.type(site.passphrases["guests"])
    expect(page.locator(".y-story h1")).to_be_visible()
    assert page.locator("#injected").count() == 1
    page.evaluate(_LATER)
    refused = page.evaluate("fetch('http://127.0.0.1:9/').then(() => 'sent', () => 'refused')")
    assert refused == "refused"
    assert page.evaluate("globalThis.hit ?? 'nothing ran'") == "nothing ran"
    assert wide.watch.seen("Content Security Policy")
    assert wide.watch.seen("connect-src")


_INJECTED = """<div id="injected"><script>globalThis.hit = "script"</script>
<img src="data:image/png;base64,x" alt="" onerror="globalThis.hit = 'handler'">
<script src="data:text/javascript,globalThis.hit='data'"></script></div>"""

_LATER = """async () => {
  const script = document.createElement("script");
  script.textContent = "globalThis.hit = 'made'";
  document.body.append(script);
  document.body.insertAdjacentHTML("beforeend", "<button id='trap' onclick=\\"globalThis.hit = 'click'\\">x</button>");
  document.getElementById("trap").click();
  setTimeout("globalThis.hit = 'text'", 0);
  await new Promise((done) => setTimeout(done, 20));
}"""
