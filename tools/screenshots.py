"""Takes the README's pictures: the sample site, built with a fixed secret and date, in a real browser.

Each picture shows one page on a desktop and on a phone. All of them come out of one run and one copy of
the sample, so that they fit each other; `.yorimichi/` and `site/` of the checkout are not touched. Needs
Chromium and a Japanese font, as `make test` does.

    python tools/screenshots.py [FOLDER]          # the usual folder is docs/images
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path

from browser import find
from PIL import Image, ImageChops, ImageDraw, ImageFilter
from playwright.sync_api import Page, sync_playwright

from generator.build import Build
from generator.plugin import build_site, load_configuration
from generator.project import prepare

ROOT = Path(__file__).resolve().parent.parent
CONTENT = ("mkdocs.yml", "alumni", "stories", "site_src")
SECRET = "c2NyZWVuc2hvdHMtb2YtdGhlLXNhbXBsZS1jb21wYW4"  # of no site anywhere
NOON = "1793502000"  # 2026-11-01, 12:00 in Tokyo: the sample's people and events are told as of then

DESKTOP, PHONE = (1280, 860), (390, 760)
SHEET = (1600, 930)  # what a picture measures
LARGEST = 250_000  # bytes of a picture


@dataclass(frozen=True)
class Shot:
    """One picture: a page, who reads it, and the schemes of the desktop and of the phone.

    `down` names, for each, the element that stands at the top of the window; "" leaves the page at its head.
    """

    name: str
    address: str
    reader: str | None
    schemes: tuple[str, str]
    down: tuple[str, str] = ("", "")


def shots(build: Build) -> tuple[Shot, ...]:
    """Every picture; addresses of people and stories come from the secret."""
    person, story = build.places.people["naoko-ogawa"], build.places.stories["came-back"]
    return (
        Shot("home-light", "", None, ("light", "light")),
        Shot("home-dark", "", None, ("dark", "dark")),
        Shot("gate", person, None, ("light", "dark")),
        Shot("story", story, "members", ("light", "dark"), ("", "[data-section=river]")),
        Shot("person", person, "members", ("light", "dark")),
    )


def main(folder: Path) -> None:
    """Builds the sample aside, takes every picture, and writes those that fit."""
    os.environ.update(YORIMICHI_SECRET=SECRET, SOURCE_DATE_EPOCH=NOON)
    with tempfile.TemporaryDirectory() as place:
        copy = Path(place)
        for name in CONTENT:
            source = ROOT / name
            (shutil.copytree if source.is_dir() else shutil.copy2)(source, copy / name)
        site = build_site(copy / "mkdocs.yml")
        configuration = load_configuration(copy / "mkdocs.yml")
        project = prepare(configuration.file, configuration.docs_dir, configuration.options)
        passphrases = {one.name: project.gate.passphrase(one.name) for one in project.site.settings.audiences}
        with served(site) as base:
            for shot, picture in taken(base, shots(Build(project, "")), passphrases):
                data = encoded(picture)
                folder.mkdir(parents=True, exist_ok=True)
                (folder / f"{shot.name}.webp").write_bytes(data)
                print(f"{shot.name}.webp  {len(data) // 1000} kB")


@contextmanager
def served(site: Path) -> Iterator[str]:
    """The site under an address of this machine, which browsers take for a safe one."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(site)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Says nothing."""


def taken(
    base: str, wanted: Sequence[Shot], passphrases: dict[str, str]
) -> Iterator[tuple[Shot, Image.Image]]:
    """Every picture with its shot."""
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=find())
        for shot in wanted:
            views = []
            for index, size in enumerate((DESKTOP, PHONE)):
                context = browser.new_context(
                    viewport={"width": size[0], "height": size[1]},
                    color_scheme="dark" if shot.schemes[index] == "dark" else "light",
                    device_scale_factor=1 if index == 0 else 2,
                    reduced_motion="reduce",
                    locale="ja-JP",
                )
                page = context.new_page()
                if shot.reader:
                    unlock(page, base, passphrases[shot.reader])
                views.append(view(page, base + shot.address, shot.down[index]))
                context.close()
            yield shot, composed(views[0], views[1], dark=shot.schemes[0] == "dark")
        browser.close()


def unlock(page: Page, base: str, passphrase: str) -> None:
    """Opens the gate as a reader does."""
    page.goto(base + "unlock/")
    page.fill("#y-passphrase", passphrase)
    page.click("form[data-gate-form] button[type=submit]")
    page.wait_for_selector("[data-gate-open]:not([hidden])")


def view(page: Page, address: str, down: str) -> Image.Image:
    """What the window shows of a page, once fonts and pictures are there."""
    page.goto(address, wait_until="networkidle")
    page.evaluate("document.fonts.ready")
    if down:
        page.evaluate("name => document.querySelector(name).scrollIntoView()", down)
        page.wait_for_load_state("networkidle")
    page.wait_for_function(
        "[...document.images].filter(i => i.getBoundingClientRect().top < innerHeight)"
        ".every(i => i.complete && i.naturalWidth > 0)"
    )
    page.evaluate(
        "Promise.all([...document.images].filter(i => i.complete).map(i => i.decode().catch(() => 0)))"
    )
    page.wait_for_timeout(400)  # the last fade is over
    return Image.open(BytesIO(page.screenshot())).convert("RGB")


def composed(desktop: Image.Image, phone: Image.Image, *, dark: bool) -> Image.Image:
    """The desktop's window with the phone before its lower right corner, on a plain ground."""
    sheet = Image.new("RGB", SHEET, (46, 50, 48) if dark else (226, 223, 214))
    wide, tall = _scaled(desktop, width=1240), _scaled(phone, width=342)
    corner = (SHEET[0] - tall.width - 46, SHEET[1] - tall.height - 52)
    _place(sheet, wide, (46, 48), 14)
    _place(sheet, tall, corner, 34, rim=(9, (78, 84, 81) if dark else (58, 60, 57)))
    return sheet


def _scaled(image: Image.Image, width: int) -> Image.Image:
    return image.resize((width, round(image.height * width / image.width)), Image.Resampling.LANCZOS)


def _place(
    sheet: Image.Image,
    image: Image.Image,
    at: tuple[int, int],
    radius: int,
    rim: tuple[int, tuple[int, int, int]] = (0, (0, 0, 0)),
) -> None:
    """Puts an image on the sheet with round corners, a rim (width and colour) and a soft shadow."""
    width, colour = rim
    corner = (at[0] - width, at[1] - width)
    outline = _rounded((image.width + 2 * width, image.height + 2 * width), radius + width)
    shadow = Image.new("L", sheet.size, 0)
    shadow.paste(85, (corner[0], corner[1] + 8), outline)
    light = ImageChops.invert(shadow.filter(ImageFilter.GaussianBlur(14)))
    sheet.paste(ImageChops.multiply(sheet, Image.merge("RGB", (light,) * 3)), (0, 0))
    sheet.paste(colour, corner, outline)
    sheet.paste(image, at, _rounded(image.size, radius))


def _rounded(size: tuple[int, int], radius: int) -> Image.Image:
    """A mask with round corners, drawn four times as large so that they are smooth."""
    mask = Image.new("L", (size[0] * 4, size[1] * 4), 0)
    ImageDraw.Draw(mask).rounded_rectangle((0, 0, mask.width - 1, mask.height - 1), radius * 4, fill=255)
    return mask.resize(size, Image.Resampling.LANCZOS)


def encoded(picture: Image.Image) -> bytes:
    """The picture as WebP, as good as fits into `LARGEST`.

    A palette (PNG-8) would be no smaller, and loses the thin lines' colours.
    """
    for quality in (94, 88, 80):
        target = BytesIO()
        picture.save(target, "WEBP", quality=quality, method=6)
        if target.tell() <= LARGEST:
            return target.getvalue()
    sys.exit(f"A picture has {target.tell()} bytes; at most {LARGEST} are wanted.")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "images")
