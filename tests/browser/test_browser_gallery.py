"""The gallery of awkward careers in a browser: words as wide as real letters make them."""

from __future__ import annotations

import sys
from pathlib import Path

from playwright.sync_api import Browser

sys.path.insert(0, str(Path(__file__).parents[1]))

from gallery_page import page  # type: ignore[import-not-found]  # checked with the other tests

# Every text of each drawing: whether it meets another one, or leaves the drawing.
_MEASURE = """() => {
  const found = [];
  for (const svg of document.querySelectorAll("svg")) {
    const frame = svg.getBoundingClientRect();
    const texts = [...svg.querySelectorAll("text")].map((text) => ({ text, box: text.getBoundingClientRect() }));
    texts.forEach(({ text, box }, index) => {
      const name = `${svg.querySelector("title").textContent}: ${text.textContent}`;
      if (box.left < frame.left - 0.5 || box.right > frame.right + 0.5) found.push(`${name} leaves sideways`);
      if (box.top < frame.top - 0.5 || box.bottom > frame.bottom + 0.5) found.push(`${name} leaves up or down`);
      for (const other of texts.slice(index + 1)) {
        const wide = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
        // Line boxes are higher than letters: those of one label touch, and may share the room of an accent.
        const high = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top);
        if (wide > 0.5 && high > 5) found.push(`${name} meets ${other.text.textContent}`);
      }
    });
  }
  return found;
}"""


def test_no_words_meet_or_leave_their_drawing(browser: Browser) -> None:
    """With the fonts of a real browser no text of the gallery meets another one or leaves its drawing."""
    tab = browser.new_page(viewport={"width": 1200, "height": 900})
    tab.set_content(page("default"))
    assert tab.locator("svg text").count() > 500
    assert tab.evaluate(_MEASURE) == []
    tab.close()
