"""What tests of stories that are read along share: where the reader is, and where the drawing says that she is."""

from __future__ import annotations

from playwright.sync_api import Page

UPRIGHT, LYING = ".y-along__upright svg", ".y-along__lying svg"

TO_ANSWER = """(id) => {
  const heading = document.querySelector(`.y-story__text h2#${id}`);
  scrollTo({top: heading.getBoundingClientRect().top + scrollY - 150, behavior: "instant"});
}"""

# How far the ring, and what is in full colour, is from where an answer has its place; no more than a hair.
AWAY = """([drawing, at]) => {
  const svg = document.querySelector(drawing);
  const upright = svg.classList.contains("y-river--upright");
  const number = (element, name) => Number(element.getAttribute(name));
  const selectors = [`.y-stops [data-at="${at}"]`, ".y-reader", "clipPath rect"];
  const [stop, ring, clip] = selectors.map((one) => svg.querySelector(one));
  const [axis, size] = upright ? ["y", "height"] : ["x", "width"];
  const place = number(stop, `c${axis}`);
  const across = Math.abs(number(ring, upright ? "cx" : "cy") - number(stop, upright ? "cx" : "cy"));
  const coloured = number(clip, axis) + number(clip, size);
  return Math.max(Math.abs(number(ring, `c${axis}`) - place), Math.abs(coloured - place), across);
}"""


def away(page: Page, drawing: str, at: str) -> float:
    """How far the reader's ring is from the place of a moment, in the drawing's units."""
    return float(page.evaluate(AWAY, [drawing, at]))
