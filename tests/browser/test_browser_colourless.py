"""Drawings where colour says nothing: in colours that the reader's system chooses, and on paper without any."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from browser_reader import PHONE, WIDE, Opened
from browser_site import Site

PAPER = {"media": "print", "forced_colors": "none"}
FORCED = {"media": "screen", "forced_colors": "active"}
DARK = {**FORCED, "color_scheme": "dark"}

# What of the drawings in sight cannot be told apart by shape. Each drawing is looked at career by career.
BLURRED = """() => {
  const found = [];
  const seen = (element) => element.checkVisibility({opacityProperty: true, visibilityProperty: true});
  const kind = (element) => /y-k-([a-z-]+)/.exec(element.getAttribute("class"))?.[1];
  const dotted = (road) => getComputedStyle(road).strokeDasharray !== "none";
  const pale = (element) => {
    let seen = 1;
    for (let one = element; one instanceof SVGElement; one = one.parentElement) seen *= getComputedStyle(one).opacity;
    return seen < 0.5;
  };
  const drawings = [...document.querySelectorAll(".y-river")].filter(seen);
  const shapes = new Map();
  for (const drawing of drawings) {
    const courses = drawing.querySelectorAll(".y-course");
    for (const career of courses.length > 0 ? courses : [drawing]) {
      const roads = [...career.querySelectorAll(".y-road")];
      const signs = [...career.querySelectorAll(".y-sign")];
      const told = new Set(signs.map(kind));
      for (const sign of signs) {
        const d = sign.getAttribute("d");
        if ((shapes.get(d) ?? kind(sign)) !== kind(sign)) found.push(`two kinds have the sign of ${kind(sign)}`);
        shapes.set(d, kind(sign));
        const {fill, stroke} = getComputedStyle(sign);
        const {width, height} = sign.getBoundingClientRect();
        const small = Math.min(width, height) < 3;
        if (pale(sign) || fill === stroke || small) found.push(`a sign of ${kind(sign)} is not seen`);
      }
      for (const road of roads) {
        if (pale(road) || getComputedStyle(road).stroke === "none") found.push(`a road of ${kind(road)} is not seen`);
        const one = kind(road);
        if (one === "break" && !dotted(road)) found.push("a break has no dots");
        if (one !== undefined && one !== "break" && (dotted(road) || !told.has(one))) found.push(`${one} has no sign`);
      }
    }
  }
  return [drawings.length, new Set(shapes.values()).size, [...new Set(found)]];
}"""


def page_of(site: Site, name: str) -> str:
    return {"home": "", "person": site.person("naoko-ogawa"), "story": site.story("came-back")}[name]


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
@pytest.mark.parametrize("media", [PAPER, FORCED, DARK], ids=["paper", "forced", "forced and dark"])
@pytest.mark.parametrize("name", ["home", "person", "story"])
def test_kinds_are_told_apart_without_colour(
    opened: Opened, site: Site, name: str, media: Mapping[str, Any], size: tuple[int, int]
) -> None:
    """On the first page, a person's and a story's, every kind of road has its own sign or dots, and all are seen."""
    reader = opened("members")
    reader.page.set_viewport_size({"width": size[0], "height": size[1]})
    reader.page.emulate_media(**media)
    drawings, kinds, blurred = reader.go(page_of(site, name)).evaluate(BLURRED)
    assert drawings >= 1
    assert kinds >= 3
    assert blurred == []
