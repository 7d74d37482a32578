"""The Nu HTML checker on every page: as it was built, in each state of the gate, and opened."""

from __future__ import annotations

from pathlib import Path

from browser_links import EARLY, SAID, follow
from browser_nu import complaints, document
from browser_reader import NewReader, Opened
from browser_site import Site, token
from browser_states import STATES, STORY
from playwright.sync_api import expect


def test_every_built_page_is_valid(site: Site, tmp_path: Path) -> None:
    """Each HTML file of the sample site, as it lies on the host."""
    files = {
        str(path.relative_to(site.files)): path.read_text("utf-8") for path in site.files.rglob("*.html")
    }
    assert len(files) > 60
    assert complaints(files, tmp_path / "nu") == []


def test_every_state_of_the_gate_is_valid(
    new_reader: NewReader, site: Site, renewed: Site, tmp_path: Path
) -> None:
    """Each state, as the browser has it once the gate has said what there is to say."""
    documents = {}
    for name, state in STATES.items():
        reader = new_reader()
        state(reader, site)
        documents[name] = document(reader.page)
    late = new_reader()
    late.host.files = renewed.files
    follow(late, site.story(STORY), token(EARLY))
    expect(late.page.locator(SAID)).to_contain_text("新しいリンク")
    documents["link replaced"] = document(late.page)
    assert complaints(documents, tmp_path / "nu") == []


def test_every_opened_page_is_valid(opened: Opened, site: Site, tmp_path: Path) -> None:
    """Each page with everything that staff can open, and each standard page in the other language."""
    reader = opened("staff")
    standard = [address for address in site.addresses("en/") if address.count("/") <= 2]
    addresses = [*site.addresses(), *standard]
    documents = {address: document(reader.go(address)) for address in addresses}
    assert sum("blob:" in text for text in documents.values()) > 5
    assert complaints(documents, tmp_path / "nu") == []
