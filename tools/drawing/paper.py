"""Paper to draw on: flat shapes with smooth edges, grain as in a stencil print, one palette."""

from __future__ import annotations

import io
import itertools
import math
import random
import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw, ImageFilter

Point = tuple[float, float]
Points = list[Point]

# The site's palette, muted: one deep green for the company, warm colours for the roads taken.
PAPER, INK = "#fbfaf6", "#26302e"
GREEN, ORANGE, WINE = "#0f6b62", "#c96a2b", "#b33a55"
VIOLET, BLUE, MUSTARD = "#80539a", "#3d6cae", "#c79a2e"
EDGE = 4  # every edge is drawn this many times larger and scaled down


def path(text: str) -> Points:
    """Points along a path written like SVG's `d`, absolute commands M L C Q Z only."""
    points: Points = []
    for command, rest in re.findall(r"([MLCQZ])([^MLCQZ]*)", text):
        numbers = [float(n) for n in rest.split()]
        pairs = list(zip(numbers[::2], numbers[1::2], strict=True))
        step = {"M": 1, "L": 1, "Q": 2, "C": 3, "Z": 1}[command]
        for i in range(0, len(pairs), step):
            points += bezier([points[-1], *pairs[i : i + step]]) if step > 1 else [pairs[i]]
    return points


def bezier(control: Sequence[Point], steps: int = 28) -> Points:
    """Points of a Bézier curve of any degree (de Casteljau), without its first point."""
    out: Points = []
    for i in range(1, steps + 1):
        t, row = i / steps, list(control)
        while len(row) > 1:
            row = [(a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t) for a, b in itertools.pairwise(row)]
        out.append(row[0])
    return out


def oval(x: float, y: float, rx: float, ry: float | None = None) -> Points:
    """An ellipse around (x, y)."""
    ry = rx if ry is None else ry
    turns = [2 * math.pi * i / 96 for i in range(96)]
    return [(x + rx * math.cos(t), y + ry * math.sin(t)) for t in turns]


def box(x: float, y: float, w: float, h: float, r: float = 0) -> Points:
    """A rectangle with corners rounded by r."""
    corners = (
        (x + w - r, y + r, -90),
        (x + w - r, y + h - r, 0),
        (x + r, y + h - r, 90),
        (x + r, y + r, 180),
    )
    return [
        (cx + r * math.cos(math.radians(a + d)), cy + r * math.sin(math.radians(a + d)))
        for cx, cy, a in corners
        for d in range(0, 91, 10)
    ]


def mixed(a: str, b: str, share: float) -> str:
    """Colour a with a share (0 to 1) of colour b in it."""
    pairs = [(int(a[i : i + 2], 16), int(b[i : i + 2], 16)) for i in (1, 3, 5)]
    return "#" + "".join(f"{round(p + (q - p) * share):02x}" for p, q in pairs)


class Sheet:
    """A sheet of paper to put shapes on; each may be shaded with grain, as in a stencil print."""

    def __init__(self, name: str, size: tuple[int, int], ground: str) -> None:
        self.size = size
        self.image = Image.new("RGB", size, ground)
        self.noise = Image.frombytes("L", size, random.Random(name).randbytes(size[0] * size[1]))
        self.turn, self.pivot, self.scale, self.shift = 0.0, (0.0, 0.0), 1.0, (0.0, 0.0)

    def pose(self, turn: float = 0, pivot: Point = (0, 0), scale: float = 1, shift: Point = (0, 0)) -> None:
        """Turns (degrees), scales about the pivot and shifts all that is drawn from now on."""
        self.turn, self.pivot, self.scale, self.shift = math.radians(turn), pivot, scale, shift

    def _placed(self, points: Iterable[Point]) -> Points:
        (px, py), (dx, dy) = self.pivot, self.shift
        c, s = math.cos(self.turn) * self.scale, math.sin(self.turn) * self.scale
        return [
            (px + (x - px) * c - (y - py) * s + dx, py + (x - px) * s + (y - py) * c + dy) for x, y in points
        ]

    def _mask(
        self, points: Points, draw: Callable[[ImageDraw.ImageDraw, Points], None], margin: float = 0
    ) -> Image.Image:
        """Coverage of a drawn shape, with smooth edges; only the part around it is drawn large."""
        xs, ys = [x for x, _ in points], [y for _, y in points]
        left, top = max(0, math.floor(min(xs) - margin)), max(0, math.floor(min(ys) - margin))
        right = min(self.size[0], math.ceil(max(xs) + margin))
        bottom = min(self.size[1], math.ceil(max(ys) + margin))
        mask = Image.new("L", self.size, 0)
        if right > left and bottom > top:
            part = Image.new("L", ((right - left) * EDGE, (bottom - top) * EDGE), 0)
            draw(ImageDraw.Draw(part), [((x - left) * EDGE, (y - top) * EDGE) for x, y in points])
            mask.paste(part.resize((right - left, bottom - top), Image.Resampling.BOX), (left, top))
        return mask

    def fill(
        self,
        points: Points,
        colour: str,
        shade: tuple[str, float, float] | None = None,
        alpha: float = 1,
        within: Points | None = None,
    ) -> None:
        """Fills a shape; `shade`: a colour, where it comes from (0 below, 90 right), and its strength."""
        mask = self._mask(self._placed(points), lambda d, p: d.polygon(p, fill=255))
        if within is not None:
            mask = ImageChops.multiply(
                mask, self._mask(self._placed(within), lambda d, p: d.polygon(p, fill=255))
            )
        if alpha < 1:
            mask = mask.point(lambda v: round(v * alpha))
        self.image.paste(colour, (0, 0), mask)
        if shade:
            self._grain(mask, *shade)

    def line(self, points: Points, colour: str, width: float, alpha: float = 1) -> None:
        """A stroke with round ends and joints."""
        mask = self._stroke(points, width)
        self.image.paste(colour, (0, 0), mask.point(lambda v: round(v * alpha)) if alpha < 1 else mask)

    def road(self, points: Points, stops: Sequence[tuple[float, str]], width: float = 9) -> None:
        """A stroke whose colour changes from left to right: at each stop's x, that stop's colour."""
        row = Image.new("RGB", (self.size[0], 1))
        for x in range(self.size[0]):
            before = [stop for stop in stops if stop[0] <= x] or [stops[0]]
            after = [stop for stop in stops if stop[0] > x] or [stops[-1]]
            span = after[0][0] - before[-1][0]
            share = min(1, max(0, (x - before[-1][0]) / span)) if span > 0 else 0
            row.paste(mixed(before[-1][1], after[0][1], share), (x, 0, x + 1, 1))
        self.image.paste(row.resize(self.size), (0, 0), self._stroke(points, width))

    def _stroke(self, points: Points, width: float) -> Image.Image:
        r = width * self.scale * EDGE / 2

        def draw(d: ImageDraw.ImageDraw, large: Points) -> None:
            d.line(large, fill=255, width=max(1, round(2 * r)), joint="curve")
            for x, y in (large[0], large[-1]):
                d.ellipse((x - r, y - r, x + r, y + r), fill=255)

        return self._mask(self._placed(points), draw, width)

    def glow(self, x: float, y: float, radius: float, colour: str, strength: float = 1) -> None:
        """A round patch of grain that thins out from its middle."""
        disc = ImageChops.invert(Image.radial_gradient("L")).point(lambda v: max(0, v - 75) * 255 // 180)
        side = round(2 * radius)
        field = Image.new("L", self.size, 0)
        field.paste(disc.resize((side, side)), (round(x - radius), round(y - radius)))
        self._stipple(field, colour, strength, 0.6)

    def _grain(self, mask: Image.Image, colour: str, angle: float, strength: float) -> None:
        extent = mask.getbbox()
        if extent is None:
            return
        w, h = extent[2] - extent[0], extent[3] - extent[1]
        side = math.ceil(math.hypot(w, h))
        slope = Image.linear_gradient("L").resize((side, side)).rotate(angle, Image.Resampling.BILINEAR)
        left, top = (side - w) // 2, (side - h) // 2
        field = Image.new("L", self.size, 0)
        field.paste(slope.crop((left, top, left + w, top + h)), extent[:2])
        steep = field.point(lambda v: min(255, max(0, round((v - 90) * 1.5))))
        self._stipple(ImageChops.multiply(steep, mask), colour, strength)

    def _stipple(self, field: Image.Image, colour: str, strength: float, even: float = 0.35) -> None:
        field = field.point(lambda v: round(v * strength))
        dots = ImageChops.add(field, self.noise, offset=-255).point(lambda v: min(255, v * 3))
        soft = ImageChops.blend(dots.filter(ImageFilter.GaussianBlur(0.55)), field, even)
        self.image.paste(colour, (0, 0), soft)

    def save(self, target: Path, limit: int) -> None:
        """Presses the paper's fibres in and writes a file of at most `limit` bytes, where that can be."""
        fibre = self.noise.filter(ImageFilter.GaussianBlur(1.1)).point(lambda v: 251 + (v - 128) // 12)
        image = ImageChops.multiply(self.image, Image.merge("RGB", (fibre,) * 3))
        target.parent.mkdir(parents=True, exist_ok=True)
        for quality in (88, 84, 80, 76, 72):
            buffer = io.BytesIO()
            image.save(buffer, "JPEG", quality=quality, subsampling=0, optimize=True)
            if buffer.tell() <= limit:
                break
        target.write_bytes(buffer.getvalue())
