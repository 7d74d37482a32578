# ruff: noqa: E501 - a shape reads better in one line than cut in four
"""Story covers: calm scenes, 1280 by 720, with the stream of the company flowing through each."""

from __future__ import annotations

from collections.abc import Callable

from drawing.paper import (
    BLUE,
    GREEN,
    INK,
    MUSTARD,
    ORANGE,
    PAPER,
    VIOLET,
    WINE,
    Points,
    Sheet,
    box,
    mixed,
    oval,
    path,
)


# fmt: off
def stripe(top: str, bottom: str) -> Points:
    """A flowing stripe between two curves, the second one written backwards."""
    return path(top + bottom.replace("M", "L", 1))


def chimney(s: Sheet, x: float, y: float, colour: str) -> None:
    """A factory with a saw-tooth roof and one chimney, its foot at y."""
    roof = "".join(f"L {x + 78 * i} {y - 92} L {x + 78 * i} {y - 132} L {x + 78 * (i + 1)} {y - 92} " for i in range(4))
    s.fill(box(x + 262, y - 226, 26, 226), colour, (mixed(colour, INK, 0.5), 90, 0.6))
    s.fill(box(x + 262, y - 214, 26, 12), PAPER)
    s.fill(path(f"M {x} {y} L {x} {y - 92} {roof} L {x + 312} {y} Z"), colour, (mixed(colour, INK, 0.5), 60, 0.6))
    for i in range(7):
        s.fill(box(x + 20 + 40 * i, y - 64, 22, 26), "#f6dfa6")


def came_back(s: Sheet) -> None:
    """Sunrise over rice fields, a factory beyond them, a road that leaves and returns."""
    s.fill(box(0, 0, 1280, 430), "#f6e3cc", ("#eebf96", 0, 0.6))
    s.fill(oval(860, 372, 138), "#f0bd62", ("#e08a45", 0, 0.9))
    s.fill(
        path("M 0 372 C 180 300 320 340 470 330 C 640 318 760 390 960 356 C 1090 334 1190 350 1280 330 L 1280 460 L 0 460 Z"), "#9db9ad", ("#7c9f93", 0, 0.6)
    )
    s.fill(path("M 0 420 C 200 380 420 412 640 408 C 860 404 1080 380 1280 408 L 1280 720 L 0 720 Z"), "#a9bb6c", ("#7d9a52", 0, 0.5))
    chimney(s, 182, 418, "#3e5f5a")
    for x, y, r in ((470, 164, 17), (500, 140, 24), (540, 108, 33)):
        s.fill(oval(x, y, r * 1.5, r), "#fff8ec", alpha=0.85)
    fields = (
        ("M 0 470 L 520 436 L 420 560 L 0 596 Z", "#c9c46f"),
        ("M 560 434 L 900 424 L 960 520 L 470 556 Z", "#b7bf62"),
        ("M 940 424 L 1280 420 L 1280 500 L 1008 516 Z", "#d2c878"),
        ("M 0 626 L 400 590 L 270 720 L 0 720 Z", "#b3b85a"),
        ("M 1026 546 L 1280 530 L 1280 720 L 1120 720 Z", "#bdbf63"),
        ("M 450 588 L 984 550 L 1076 720 L 320 720 Z", "#d4c877"),
    )
    for outline, colour in fields:
        s.fill(path(outline), colour, ("#8d9a45", 0, 0.7))
    for row in range(7):
        y = 604 + row * 17
        for i in range(26 + 2 * row):
            x = 452 - row * 17 + i * 20 + (row % 2) * 8
            if x < 968 + row * 14:
                s.line([(x, y + 8), (x + 2, y), (x + 7, y - 5)], "#8f9438", 2.4)
    s.fill(
        stripe(
            "M 1280 440 C 1120 470 1110 560 880 566 C 660 572 560 560 420 600 C 300 640 190 660 150 720",
            " M 280 720 C 310 690 400 650 520 628 C 640 604 760 620 920 606 C 1120 590 1170 500 1280 476",
        ),
        mixed(PAPER, GREEN, 0.3),
        (mixed(PAPER, GREEN, 0.5), 0, 0.5),
    )
    way = "M 205 720 C 250 660 350 634 470 606 C 560 586 600 520 640 420 C 690 300 720 190 820 190 C 940 190 950 330 1000 430 C 1040 500 1120 520 1280 456"
    s.road(path(way), [(0, GREEN), (480, GREEN), (600, ORANGE), (990, ORANGE), (1110, GREEN)])


def third_generation(s: Sheet) -> None:
    """A harbour, kelp drying on poles, a small white storehouse."""
    sea, deep = "#7fa3b8", "#557f9c"
    s.fill(box(0, 0, 1280, 330), "#e8ebe4", ("#c9d9dc", 180, 0.5))
    s.fill(
        path("M 0 300 L 150 210 L 260 262 L 420 140 L 560 246 L 690 186 L 860 282 L 1000 236 L 1280 300 L 1280 340 L 0 340 Z"), "#b4bfd0", ("#94a3bb", 0, 0.6)
    )
    for peak in ("M 420 140 L 470 178 L 440 184 L 424 172 L 396 186 L 380 170 Z", "M 690 186 L 724 205 L 704 210 L 686 203 L 664 210 L 649 205 Z"):
        s.fill(path(peak), "#fafbf9")
    s.fill(box(0, 318, 1280, 264), sea, (deep, 0, 0.8))
    s.fill(path("M 760 330 L 1280 318 L 1280 344 L 790 350 Z"), "#e4d9c3", ("#b7a98a", 0, 0.5))
    s.fill(box(800, 262, 26, 74), "#f4f1ea", ("#c0b8a8", 90, 0.6))
    s.fill(box(796, 248, 34, 18, 4), WINE)
    for x, y, w in ((120, 392, 120), (330, 440, 170), (90, 492, 90), (900, 402, 150), (1090, 452, 130), (640, 384, 80)):
        s.line(path(f"M {x} {y} Q {x + w / 4} {y - 8} {x + w / 2} {y} Q {x + 3 * w / 4} {y + 8} {x + w} {y}"), "#b9d0d8", 4)
    s.fill(path("M 470 380 L 660 380 L 630 424 L 500 424 Z"), "#2f4a5e", (INK, 60, 0.6))
    s.fill(box(520, 344, 62, 36, 4), "#f4f1ea", ("#c0b8a8", 90, 0.5))
    s.line([(600, 380), (600, 310)], INK, 4)
    s.fill(path("M 600 312 L 646 326 L 600 340 Z"), ORANGE)
    s.fill(path("M 0 560 C 240 520 480 540 700 556 C 920 570 1100 540 1280 552 L 1280 720 L 0 720 Z"), "#e3d5b8", ("#c2ab80", 0, 0.7))
    for x in (60, 230, 400, 570):
        s.line([(x, 640), (x, 486)], "#7a5f45", 8)
    s.line([(40, 498), (600, 498)], "#7a5f45", 7)
    for i in range(15):
        x, drop = 78 + i * 33, 96 + (i * 37) % 34
        s.fill(
            path(
                f"M {x - 10} 498 C {x - 16} {498 + drop / 2} {x - 4} {498 + drop * 0.7} {x - 9} {498 + drop} L {x + 8} {502 + drop} C {x + 12} {498 + drop * 0.6} {x + 2} {498 + drop / 2} {x + 10} 498 Z"
            ),
            "#35492f",
            ("#1f2c1e", 90, 0.8),
        )
    s.fill(box(884, 420, 250, 210), "#f7f4ec", ("#cfc6b2", 60, 0.5))
    s.fill(box(884, 560, 250, 70), "#4b5658")
    for i in range(5):
        s.line([(892 + i * 48, 566), (936 + i * 48, 624)], "#dcd8cc", 3)
        s.line([(936 + i * 48, 566), (892 + i * 48, 624)], "#dcd8cc", 3)
    s.fill(path("M 850 430 L 1009 336 L 1168 430 L 1168 446 L 850 446 Z"), "#39474a", (INK, 60, 0.6))
    s.fill(box(976, 476, 66, 84, 4), "#8a6a4a", ("#4f3a27", 20, 0.6))
    s.fill(box(986, 486, 46, 30), VIOLET)
    s.fill(
        stripe("M 0 640 C 240 596 470 690 720 668 C 960 648 1120 668 1280 600", " M 1280 664 C 1110 724 960 706 730 722 C 480 744 240 664 0 698"),
        mixed(PAPER, GREEN, 0.34),
        (mixed(PAPER, GREEN, 0.55), 0, 0.5),
    )
    s.road(path("M 1009 534 C 1009 640 1060 668 1290 626"), [(1010, VIOLET), (1060, MUSTARD)], 5)
    s.road(path("M 0 668 C 240 628 400 690 600 694 C 780 696 800 620 850 586 C 900 550 960 560 1009 534"), [(0, GREEN), (600, GREEN), (760, VIOLET)])
    s.fill(oval(1009, 532, 13), VIOLET)
    s.fill(oval(1009, 532, 7), PAPER)
    for x, y in ((270, 110), (330, 76), (1090, 130)):
        s.line(path(f"M {x - 22} {y} Q {x - 10} {y - 14} {x} {y} Q {x + 10} {y - 14} {x + 22} {y}"), "#7f8f98", 4)


def kitchen(s: Sheet) -> None:
    """Night at a window; steam from a pot turns into the stream and flows out."""
    wall, night = "#35504c", "#22324d"
    s.fill(box(0, 0, 1280, 720), wall, (mixed(wall, INK, 0.6), 0, 0.6))
    s.glow(520, 250, 520, "#d9b877", 0.42)
    s.fill(box(760, 92, 400, 344, 10), "#caa676", ("#8e6c44", 20, 0.6))
    s.fill(box(780, 112, 360, 304), night, (mixed(night, VIOLET, 0.5), 0, 0.8))
    s.fill(oval(1060, 184, 36), "#f3e3b2")
    for x, w, y in ((780, 86, 360), (866, 70, 330), (936, 96, 372), (1032, 56, 344), (1088, 52, 366)):
        s.fill(box(x, y, w, 416 - y), mixed(night, INK, 0.45))
        for i in range(2):
            s.fill(box(x + 14 + 26 * i, y + 14, 12, 14), "#f0c96f", alpha=0.9 if (x + i) % 3 else 0.2)
    s.fill(box(740, 430, 440, 20, 4), "#dcb988", ("#8e6c44", 0, 0.6))
    s.line([(60, 150), (420, 150)], "#c9a46c", 9)
    for x, length, r in ((110, 100, 26), (196, 128, 20), (280, 84, 34), (366, 116, 22)):
        s.line([(x, 150), (x, 150 + length)], "#d8c7a3", 7)
        s.fill(oval(x, 150 + length + r * 0.7, r, r * 0.8), "#d8c7a3", ("#97825a", 60, 0.7))
    s.fill(box(0, 590, 1280, 130), "#c99a63", ("#8f6538", 0, 0.7))
    s.fill(box(0, 582, 1280, 20), "#e2bd88")
    s.fill(box(356, 548, 328, 40, 8), "#4b5154", (INK, 0, 0.6))
    s.fill(box(418, 534, 204, 16, 4), "#2d3234")
    s.fill(path("M 390 400 L 650 400 L 638 514 C 634 532 616 538 600 538 L 440 538 C 424 538 406 532 402 514 Z"), WINE, (mixed(WINE, INK, 0.6), 60, 0.8))
    s.line(path("M 390 440 C 352 436 352 480 396 478"), mixed(WINE, INK, 0.3), 13)
    s.line(path("M 650 440 C 688 436 688 480 644 478"), mixed(WINE, INK, 0.3), 13)
    s.fill(oval(520, 400, 134, 22), mixed(WINE, PAPER, 0.2))
    s.fill(oval(520, 402, 118, 16), "#f2d9a0", ("#c9862f", 60, 0.7))
    steam = "M 470 396 C 430 330 560 300 520 230 C 490 150 640 120 760 190 C 860 250 930 210 1000 232 C 1060 250 1100 280 1140 268"
    back = " M 1140 316 C 1090 330 1040 300 990 286 C 920 268 850 316 740 262 C 650 214 590 220 606 270 C 624 330 520 350 566 396"
    s.fill(stripe(steam, back), mixed(PAPER, GREEN, 0.16), (mixed(PAPER, GREEN, 0.5), 0, 0.5), alpha=0.9)
    way = "M 518 396 C 490 336 590 310 566 246 C 550 190 650 180 750 226 C 850 276 920 230 1000 258 C 1050 274 1090 300 1140 290"
    s.road(path(way), [(500, GREEN), (620, GREEN), (780, MUSTARD), (960, ORANGE)], 7)
    s.fill(box(954, 112, 12, 304), "#caa676")
    s.fill(box(1140, 112, 20, 304), "#caa676", ("#8e6c44", 20, 0.6))
    for x, colour in ((780, "#f1ead9"), (900, mixed(BLUE, PAPER, 0.5)), (1020, "#f1ead9")):
        s.fill(
            path(f"M {x} 534 L {x + 92} 534 C {x + 90} 568 {x + 70} 588 {x + 46} 588 C {x + 22} 588 {x + 2} 568 {x} 534 Z"),
            colour,
            (mixed(colour, INK, 0.5), 60, 0.7),
        )
        s.fill(oval(x + 46, 534, 46, 8), mixed(colour, INK, 0.16))
    for x, h, colour in ((116, 96, GREEN), (176, 120, "#b77b3a"), (236, 84, MUSTARD)):
        s.fill(box(x, 588 - h, 44, h, 10), colour, (mixed(colour, INK, 0.6), 90, 0.8))
        s.fill(box(x + 12, 574 - h, 20, 18, 3), "#efe5cf")


def gymnasium(s: Sheet) -> None:
    """A dark gymnasium; one lamp lights packets on a sheet of cardboard."""
    dark = "#27313d"
    s.fill(box(0, 0, 1280, 430), dark, (mixed(dark, INK, 0.7), 180, 0.8))
    for x in (90, 330, 570, 810, 1050):
        s.fill(box(x, 64, 140, 110, 4), mixed(dark, BLUE, 0.3), (dark, 0, 0.7))
        s.fill(box(x + 67, 64, 6, 110), dark)
    s.fill(box(560, 214, 160, 104, 6), mixed(dark, PAPER, 0.2))
    s.line([*box(608, 252, 64, 44), (672, 252)], mixed(dark, PAPER, 0.45), 4)
    s.line(oval(640, 320, 34, 8), mixed(ORANGE, dark, 0.4), 5)
    floor = "#4a4238"
    s.fill(box(0, 420, 1280, 300), floor, (mixed(floor, INK, 0.6), 0, 0.6))
    for i in range(-9, 10):
        s.line([(640 + i * 70, 420), (640 + i * 190, 720)], mixed(floor, INK, 0.3), 2.5)
    s.line(path("M -20 470 C 300 446 980 446 1300 470"), mixed(floor, PAPER, 0.25), 5)
    top = "M 0 600 C 200 560 330 632 560 640 C 800 648 980 560 1280 560"
    s.fill(stripe(top, " M 1280 640 C 1000 640 820 752 560 746 C 330 740 190 640 0 690"), mixed(floor, "#8fbdb2", 0.5))
    s.glow(640, 520, 470, "#f4c46c", 0.5)
    s.fill(path("M 392 560 L 860 548 L 950 650 L 330 664 Z"), "#c79a68", ("#8a6238", 0, 0.7))
    s.line(path("M 620 556 L 632 656"), "#a87a48", 4)
    for x, y, colour in ((430, 540, WINE), (520, 572, "#efe3c8"), (732, 536, MUSTARD), (812, 566, "#efe3c8"), (470, 606, GREEN)):
        s.fill(path(f"M {x} {y - 58} L {x + 66} {y - 58} L {x + 72} {y + 34} L {x - 6} {y + 34} Z"), colour, (mixed(colour, INK, 0.6), 60, 0.7))
        s.fill(path(f"M {x} {y - 58} L {x + 66} {y - 58} L {x + 67} {y - 44} L {x - 1} {y - 44} Z"), mixed(colour, INK, 0.25))
        s.fill(oval(x + 33, y - 4, 15), mixed(PAPER, colour, 0.12) if colour != "#efe3c8" else ORANGE)
    s.glow(640, 520, 150, "#ffe2a0", 0.6)
    s.fill(box(606, 584, 70, 14, 6), "#3a3f41")
    s.fill(box(614, 500, 54, 86, 10), "#fff0c4", ("#f2b650", 0, 0.8))
    s.fill(path("M 602 502 L 624 468 L 658 468 L 680 502 Z"), "#3a3f41")
    s.line(path("M 618 470 C 618 432 664 432 664 470"), "#3a3f41", 6)
    s.road(
        path("M 0 644 C 200 600 320 700 560 706 C 820 712 900 640 1010 480 C 1090 360 1170 250 1290 236"),
        [(0, GREEN), (500, mixed(GREEN, PAPER, 0.2)), (860, WINE)],
    )


def table(s: Sheet) -> None:
    """A table seen from above, two cups, and the stream between them."""
    wood = "#d9b98c"
    s.fill(box(0, 0, 1280, 720), "#4d6472", (mixed("#4d6472", INK, 0.6), 60, 0.6))
    s.fill(box(90, 60, 1100, 600, 34), wood, ("#b98e58", 40, 0.6))
    for y in (180, 300, 420, 540):
        s.line(path(f"M 110 {y} C 400 {y - 12} 800 {y + 14} 1170 {y}"), mixed(wood, "#a37a48", 0.4), 2.5)
    rim = "M 560 60 C 500 190 700 250 690 370 C 680 480 540 540 570 660"
    s.fill(stripe(rim, " M 720 660 C 690 560 830 480 840 366 C 850 250 660 180 710 60"), mixed(PAPER, GREEN, 0.3), (mixed(PAPER, GREEN, 0.55), 90, 0.5))
    s.road(path("M 632 66 C 590 190 770 250 764 368 C 758 480 620 540 643 654"), [(600, GREEN), (660, GREEN), (770, ORANGE)], 9)
    for x, y, glaze in ((330, 250, BLUE), (1010, 470, WINE)):
        s.fill(oval(x + 8, y + 10, 92), mixed(wood, INK, 0.3), alpha=0.5)
        s.fill(oval(x, y, 92), mixed(PAPER, glaze, 0.12), (mixed(PAPER, glaze, 0.5), 40, 0.6))
        s.fill(oval(x, y, 62), glaze, (mixed(glaze, INK, 0.5), 200, 0.7))
        s.fill(oval(x, y, 48), "#a9b25c", ("#6f7d33", 30, 0.7))
        s.line(path(f"M {x - 30} {y - 14} Q {x - 14} {y - 34} {x + 10} {y - 34}"), "#d5dba0", 5)
    for x, y, way in ((250, 480, -6), (1010, 190, 5)):
        s.pose(way, (x, y))
        s.fill(box(x - 92, y - 70, 190, 146, 4), mixed(wood, INK, 0.3), alpha=0.4)
        s.fill(box(x - 98, y - 78, 190, 146, 4), "#fbf7ec", ("#d9cfb4", 30, 0.4))
        for i in range(5):
            s.line([(x - 76, y - 50 + i * 22), (x + (62 if i % 2 else 30), y - 50 + i * 22)], "#b9b3a2", 4)
        s.pose()
    s.line([(420, 420), (480, 560)], MUSTARD, 10)
    s.line([(481, 562), (485, 572)], INK, 5)
    s.pose(0, (0, 0), 1, (-30, 60))
    s.fill(oval(570, 311, 112), mixed(wood, INK, 0.3), alpha=0.5)
    s.fill(oval(560, 300, 112), "#f6f1e4", ("#cfc4a8", 40, 0.6))
    s.line([*oval(560, 300, 88), (648, 300)], "#d8cdb2", 3)
    for x, y in ((526, 270), (598, 282), (548, 338)):
        s.fill(oval(x, y, 38), "#c98b46", ("#8d5520", 40, 0.8))
        for dx, dy in ((-12, -8), (8, -14), (14, 8), (-6, 12), (0, -2)):
            s.fill(oval(x + dx, y + dy, 3), "#f3dca6")
    s.pose()


def kettle(s: Sheet) -> None:
    """Rings of sound leave a great kettle, become a stream and flow to a windmill far away."""
    wall = "#e9e2d2"
    s.fill(box(0, 0, 1280, 720), wall, ("#cfc3a8", 0, 0.5))
    s.fill(box(0, 600, 1280, 120), "#a59a86", ("#7c715d", 0, 0.6))
    s.fill(oval(1007, 261, 165), "#56605f")
    s.fill(oval(1007, 261, 149), "#d5e6ea", ("#a9cbd6", 180, 0.5))
    glass = oval(1007, 261, 149)
    s.fill(path("M 840 342 C 940 318 1060 330 1180 338 L 1180 420 L 840 420 Z"), "#a9c08a", ("#7f9c60", 0, 0.7), within=glass)
    s.fill(path("M 1000 338 L 1012 240 L 1040 240 L 1052 338 Z"), "#7d5a44", ("#4e3626", 90, 0.7))
    s.fill(path("M 1008 242 L 1026 222 L 1044 242 Z"), WINE)
    for turn in (20, 110, 200, 290):
        s.pose(turn, (1026, 246))
        s.line([(1026, 246), (1026, 160)], "#5d4636", 4)
        s.fill(path("M 1028 162 L 1048 166 L 1044 226 L 1028 226 Z"), "#f6f1e4", ("#c9bda2", 60, 0.5))
        s.pose()
    s.fill(oval(1026, 246, 6), INK)
    air = box(0, 0, 1280, 600)
    for r, share in ((330, 0.08), (270, 0.14), (210, 0.2)):
        s.fill(oval(370, 330, r), mixed(wall, "#7fb3a8", share * 2.2), within=air)
        s.fill(oval(370, 330, r - 22), mixed(wall, "#7fb3a8", share * 0.9), within=air)
    metal = "#77817f"
    s.fill(box(196, 560, 44, 110, 6), "#4f5756")
    s.fill(box(500, 560, 44, 110, 6), "#4f5756")
    s.fill(path("M 180 300 L 560 300 L 560 420 C 560 560 470 596 370 596 C 270 596 180 560 180 420 Z"), metal, ("#3f4847", 60, 0.8))
    s.fill(box(164, 280, 412, 34, 17), "#8d9795", ("#566060", 60, 0.6))
    s.fill(path("M 196 280 C 204 214 280 190 370 190 C 460 190 536 214 544 280 Z"), "#939d9b", ("#566060", 60, 0.8))
    s.fill(box(340, 162, 60, 34, 8), "#4f5756")
    for x in range(214, 540, 40):
        s.fill(oval(x, 297, 5), "#4f5756")
    s.fill(oval(370, 420, 56), "#f6f1e4", ("#c9bda2", 40, 0.5))
    s.line([*oval(370, 420, 56), (426, 420)], "#4f5756", 7)
    s.line([(370, 420), (400, 386)], WINE, 6)
    s.fill(oval(370, 420, 7), INK)
    s.line(path("M 216 332 C 212 400 214 460 236 510"), "#a9b2b0", 8)
    top = "M 556 470 C 640 520 700 600 800 560 C 900 520 880 420 960 372 C 1000 350 1040 352 1066 344"
    s.fill(
        stripe(top, " M 1086 352 C 1060 380 1010 372 980 410 C 930 480 940 590 820 630 C 700 668 620 600 548 530"),
        mixed(PAPER, GREEN, 0.36),
        (mixed(PAPER, GREEN, 0.55), 0, 0.5),
    )
    s.road(path("M 552 500 C 640 560 710 634 810 594 C 916 548 900 440 970 390 C 1010 364 1046 366 1076 348"), [(560, GREEN), (700, GREEN), (860, BLUE)], 8)


def platform(s: Sheet) -> None:
    """Early morning: one carriage at a platform, a line that bends away like a stream."""
    s.fill(box(0, 0, 1280, 440), "#dfe3ee", ("#f2c4a2", 0, 1))
    s.fill(oval(430, 366, 92), "#f6d79a", ("#eda66c", 0, 0.8))
    s.fill(
        path("M 0 352 C 160 310 280 366 470 346 C 640 322 760 352 940 316 C 1080 296 1180 318 1280 300 L 1280 470 L 0 470 Z"), "#aab6cc", ("#8d9cb8", 0, 0.6)
    )
    s.fill(path("M 0 398 C 300 376 760 396 1280 380 L 1280 720 L 0 720 Z"), "#a7b692", ("#7c9067", 0, 0.7))
    s.fill(path("M 520 406 L 820 396 L 760 440 L 560 446 Z"), "#bcc48c", ("#93a063", 0, 0.6))
    s.fill(path("M 0 430 L 190 414 L 120 470 L 0 486 Z"), "#bcc48c", ("#93a063", 0, 0.6))
    bed = "M 760 470 C 560 470 350 490 320 456 C 300 440 360 440 416 420 C 446 408 454 396 446 386"
    back = " M 436 386 C 440 394 436 400 400 408 C 330 420 190 424 206 452 C 240 500 560 528 760 528"
    s.fill(stripe(bed, back), mixed(PAPER, GREEN, 0.3), (mixed(PAPER, GREEN, 0.5), 0, 0.5))
    s.fill(box(740, 470, 560, 58), mixed(PAPER, GREEN, 0.3), (mixed(PAPER, GREEN, 0.5), 0, 0.5))
    stops = [(260, ORANGE), (520, MUSTARD), (760, GREEN)]
    far = " C 190 430 340 426 404 412"
    near = " C 300 442 360 436 410 416"
    s.road(path("M 1300 488 L 760 488 C 560 488 340 494 302 456" + near), stops, 5)
    s.road(path("M 1300 514 L 760 514 C 560 514 252 494 222 456" + far), stops, 5)
    s.fill(box(676, 282, 520, 196, 26), "#efe5cc", ("#bfae88", 0, 0.6))
    s.fill(box(676, 404, 520, 32), ORANGE, ("#8f4516", 60, 0.5))
    s.fill(box(706, 270, 460, 18, 9), "#8b8277")
    for x in (704, 788, 932, 1016, 1100):
        s.fill(box(x, 312, 66, 66, 8), "#5f7a94", (mixed(BLUE, INK, 0.5), 0, 0.7))
        s.line([(x + 14, 366), (x + 40, 322)], "#8ea6bb", 5)
    s.fill(box(866, 306, 54, 166, 6), "#d8cba9", ("#a8976e", 0, 0.5))
    s.fill(box(876, 318, 34, 60, 6), "#5f7a94")
    s.fill(oval(690, 454, 9), "#ffe9ae")
    for x in (760, 830, 1040, 1110):
        s.fill(oval(x, 486, 20), "#3f4444")
        s.fill(oval(x, 486, 8), "#7d8484")
    s.fill(path("M 470 560 L 1280 530 L 1280 720 L 300 720 Z"), "#ddd6c8", ("#b3a994", 0, 0.6))
    s.fill(path("M 470 560 L 1280 530 L 1280 542 L 466 573 Z"), "#f4efe2")
    s.fill(path("M 434 592 L 1280 560 L 1280 576 L 424 610 Z"), "#e9c05a")
    s.line([(560, 660), (560, 250)], "#4a5a59", 13)
    s.line(path("M 560 258 Q 560 226 600 226 L 616 226"), "#4a5a59", 9)
    s.fill(path("M 598 226 L 640 226 L 650 250 L 588 250 Z"), "#4a5a59")
    s.fill(box(520, 330, 80, 34, 4), "#fbf7ec", ("#cfc6b2", 0, 0.4))
    s.line([(534, 347), (586, 347)], GREEN, 7)
    s.fill(box(820, 622, 250, 16, 5), "#a4693c", ("#6d4222", 0, 0.5))
    s.fill(box(820, 586, 250, 14, 5), "#a4693c", ("#6d4222", 0, 0.5))
    for x in (846, 1044):
        s.line([(x, 590), (x, 674)], "#4a5a59", 8)
    s.fill(path("M 950 622 L 956 578 L 1002 578 L 1008 622 Z"), WINE, (mixed(WINE, INK, 0.6), 60, 0.6))
    s.line(path("M 966 578 C 968 556 990 556 992 578"), mixed(WINE, INK, 0.4), 5)


def snowy_town(s: Sheet) -> None:
    """A small shop in a snowy town, one window lit; the stream passes by the door."""
    sky = "#7f93ac"
    s.fill(box(0, 0, 1280, 720), sky, ("#b9c3d4", 0, 0.9))
    s.fill(path("M 0 330 L 200 220 L 380 300 L 610 180 L 820 300 L 1010 210 L 1280 330 L 1280 530 L 0 530 Z"), "#a9b8cb", ("#dfe6ee", 180, 0.7))
    for x, y, w, h, colour in (
        (40, 300, 210, 200, "#566478"),
        (270, 330, 170, 170, "#6c6a78"),
        (930, 310, 190, 190, "#5f6c7c"),
        (1130, 340, 190, 170, "#6b6672"),
    ):
        s.fill(box(x, y, w, h), colour, (mixed(colour, INK, 0.5), 60, 0.6))
        s.fill(path(f"M {x - 22} {y + 10} L {x + w / 2} {y - 70} L {x + w + 22} {y + 10} Z"), "#f4f6f8", ("#c6d1de", 60, 0.6))
        s.fill(box(x + w / 2 - 24, y + 60, 48, 54), mixed(colour, INK, 0.35))
    s.fill(path("M 0 500 C 300 460 900 470 1280 500 L 1280 720 L 0 720 Z"), "#f1f4f6", ("#c3d0dc", 0, 0.7))
    shop = "#8a5f45"
    s.fill(box(490, 300, 390, 216), shop, (mixed(shop, INK, 0.5), 60, 0.6))
    s.fill(path("M 450 306 L 530 206 L 840 206 L 920 306 Z"), "#fafbfc", ("#c6d1de", 60, 0.7))
    s.fill(box(520, 318, 330, 46, 4), GREEN, (mixed(GREEN, INK, 0.5), 0, 0.5))
    for i in range(5):
        s.fill(oval(572 + i * 56, 341, 12), "#f2ead6")
    s.fill(box(520, 384, 190, 132, 2), "#ffdf94", ("#f2a945", 0, 0.6))
    s.line([(615, 384), (615, 516)], shop, 8)
    for i in range(6):
        s.fill(box(530 + i * 29 + (8 if i > 2 else 0), 466, 20, 34, 3), (WINE, ORANGE, GREEN, MUSTARD, BLUE, WINE)[i], alpha=0.85)
    s.fill(box(738, 384, 104, 132, 2), mixed(shop, INK, 0.35))
    s.fill(box(750, 396, 80, 60), "#ffdf94", ("#f2a945", 0, 0.6))
    s.glow(640, 480, 300, "#ffdb8a", 0.36)
    s.fill(path("M 470 520 C 560 500 800 500 900 520 C 860 540 520 540 470 520"), "#ffffff")
    top = "M 0 600 C 220 560 420 580 640 590 C 880 600 1060 560 1280 580"
    s.fill(stripe(top, " M 1280 650 C 1060 640 880 680 640 668 C 420 656 220 640 0 690"), mixed(PAPER, GREEN, 0.34), (mixed(PAPER, GREEN, 0.5), 0, 0.5))
    s.road(path("M 0 646 C 200 604 400 622 560 628 C 700 632 760 600 786 540"), [(0, GREEN), (420, GREEN), (700, ORANGE)])
    s.line([(1010, 560), (1010, 300)], "#49525c", 9)
    s.line(path("M 1010 304 Q 1010 280 1046 284"), "#49525c", 7)
    s.fill(oval(1052, 294, 15), "#ffe8b0")
    s.glow(1052, 300, 110, "#ffe2a0", 0.7)
    for i in range(90):
        x, y = (i * 397) % 1280, (i * 211 + i * i * 7) % 560
        s.fill(oval(x, y, 3 + i % 4), "#ffffff", alpha=0.9)


def film(s: Sheet) -> None:
    """A packing machine: the film is the stream, and runs over two high rollers before it becomes bags."""
    wall, floor, frame = "#dcd5e4", "#8d8598", "#4b4a5c"
    s.fill(box(0, 0, 1280, 720), wall, ("#b9aecb", 0, 0.7))
    for x in (72, 537, 1022):
        s.fill(box(x, 70, 150, 190, 6), mixed(wall, INK, 0.25))
        s.fill(box(x + 8, 78, 134, 174, 2), "#f3d9b4", ("#e2a46c", 0, 0.9))
        s.fill(box(x + 71, 78, 8, 174), mixed(wall, INK, 0.25))
        s.fill(box(x + 8, 160, 134, 7), mixed(wall, INK, 0.25))
    s.fill(box(0, 610, 1280, 110), floor, (mixed(floor, INK, 0.6), 0, 0.6))
    for x in (372, 612, 852):
        s.fill(box(x - 11, 130 if x != 612 else 420, 22, 486 if x != 612 else 196, 4), frame, (INK, 90, 0.5))
        s.fill(box(x - 46, 600, 92, 22, 4), frame)
    s.fill(box(330, 590, 850, 14), frame)
    s.fill(box(126, 420, 26, 200, 4), frame, (INK, 90, 0.5))
    s.fill(box(96, 604, 86, 18, 4), frame)
    pale = mixed(PAPER, GREEN, 0.3)
    dark = mixed(PAPER, GREEN, 0.55)
    run = path(
        "M 140 556 C 240 566 306 540 306 440 L 306 200 C 306 112 438 112 438 200 L 438 440 C 438 560 546 560 612 560 C 700 560 786 560 786 440 "
        "L 786 200 C 786 112 918 112 918 200 L 918 470 C 918 540 960 556 1020 556 L 1290 556"
    )
    s.line(run, mixed(pale, INK, 0.12), 50)
    s.line(run, pale, 44)
    for x, y in ((372, 200), (852, 200), (612, 494)):
        s.fill(oval(x + 3, y + 4, 45), mixed(frame, INK, 0.3), alpha=0.5)
        s.fill(oval(x, y, 44), "#a9a5b4", ("#62606f", 60, 0.7))
        s.fill(oval(x, y, 13), frame)
    stops = [(290, GREEN), (308, ORANGE), (436, ORANGE), (456, GREEN), (770, GREEN), (788, VIOLET), (916, VIOLET), (936, GREEN)]
    s.road(run, stops, 8)
    s.fill(oval(140, 470, 108), "#f4f0e6", (dark, 60, 0.7))
    for r in (86, 64, 42):
        s.line([*oval(140, 470, r), (140 + r, 470)], mixed(PAPER, GREEN, 0.3), 4)
    s.fill(oval(140, 470, 24), frame)
    s.fill(box(960, 582, 320, 26, 13), frame, (INK, 0, 0.5))
    for x in range(986, 1280, 62):
        s.fill(oval(x, 595, 8), "#a9a5b4")
    for x, colour, lean in ((1010, WINE, -3), (1112, MUSTARD, 2), (1212, BLUE, -2)):
        s.pose(lean, (x, 582))
        s.fill(path(f"M {x - 38} 446 L {x + 38} 446 L {x + 42} 582 L {x - 42} 582 Z"), colour, (mixed(colour, INK, 0.6), 60, 0.7))
        s.fill(path(f"M {x - 38} 446 L {x + 38} 446 L {x + 38} 462 L {x - 38} 462 Z"), mixed(colour, INK, 0.25))
        s.fill(oval(x, 522, 22), mixed(PAPER, colour, 0.1))
        s.fill(oval(x, 522, 13), "#c98b46", ("#8d5520", 40, 0.8))
        s.pose()
    s.fill(path("M 1040 452 L 1050 446 L 1042 462 Z"), wall)


COVERS: dict[str, Callable[[Sheet], None]] = {
    "after-three-years": platform,
    "came-back": came_back,
    "first-seven-years": gymnasium,
    "liked-it-after-leaving": kitchen,
    "other-side-of-the-table": table,
    "sound-of-the-kettle": kettle,
    "the-town-i-sold-to": snowy_town,
    "third-generation": third_generation,
    "twice-out-twice-back": film,
}
