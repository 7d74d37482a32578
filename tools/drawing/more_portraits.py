# ruff: noqa: E501 - a shape reads better in one line than cut in four
"""Nine more portraits, made like the ones in `portraits.py`."""

from __future__ import annotations

import math
from collections.abc import Callable

from drawing.figure import BODIES, HEAD, SKINS, Build, bust, face, ground, shine
from drawing.paper import (
    BLUE,
    GREEN,
    INK,
    MUSTARD,
    ORANGE,
    PAPER,
    VIOLET,
    WINE,
    Sheet,
    box,
    mixed,
    oval,
    path,
)


# fmt: off
def yoshio(s: Sheet) -> None:
    """A factory cap, white hair, a towel round the neck; his road stays in the stream."""
    white, cap = "#d9d6cf", "#f7f5ee"
    build = Build("tan", body="square", face="square", eyes="smiling")
    ground(s, GREEN, GREEN, "stay", 2)
    bust(s, build, "#dfe3dc", 0)
    for x in (236, 404):
        s.fill(oval(x, 254, 17, 30), white, ("#a9a59c", 60, 0.4))
    face(s, build, brow="#c9c5bd", smile=1.5)
    for x, way in ((250, -1), (390, 1)):
        s.line(path(f"M {x} 280 L {x + 13 * way} 274"), SKINS["tan"][1], 3)
        s.line(path(f"M {x} 287 L {x + 13 * way} 289"), SKINS["tan"][1], 3)
        s.line(path(f"M {x + 34 * -way} 318 Q {x + 24 * -way} 330 {x + 27 * -way} 344"), SKINS["tan"][1], 3)
    for y in (250, 246):
        s.line(path(f"M 296 {y - 12} Q 320 {y - 16} 344 {y - 12}"), SKINS["tan"][1], 2.4)
    s.fill(path("M 224 228 C 214 150 256 108 320 108 C 384 108 426 150 416 228 C 372 206 268 206 224 228"), cap, ("#b9bcb2", 60, 0.5))
    s.line(path("M 320 109 L 320 206"), "#d5d7cf", 3)
    s.fill(path("M 224 226 C 268 202 372 202 416 226 L 414 246 C 372 222 268 222 226 246 Z"), mixed(GREEN, PAPER, 0.15))
    s.pose()
    towel, print_ = "#fbf9f2", BLUE
    s.fill(path("M 256 436 C 276 478 364 478 384 436 C 404 450 404 476 388 490 C 352 518 288 518 252 490 C 236 476 236 450 256 436"), towel, ("#b8b6ab", 20, 0.5))
    for turn, drop in ((-1, 640), (1, 610)):
        x = 320 + 22 * turn
        s.fill(path(f"M {x - 14} 496 L {x + 20} 496 L {x + 20 + 18 * turn} {drop} L {x - 22 + 18 * turn} {drop - 6} Z"), towel, ("#b8b6ab", 20, 0.5))
        for y in (drop - 66, drop - 44, drop - 22):
            s.line([(x - 14 + 14 * turn, y), (x + 12 + 16 * turn, y + 3)], print_, 6)
    for x in (272, 300, 340, 368):
        s.fill(oval(x, 482 + (6 if 290 < x < 350 else 0), 6), print_)


def riko(s: Sheet) -> None:
    """A knitted cap, two plaits, a quilted jacket."""
    hair, coat = "#54362a", "#d2a63a"
    build = Build("light", body="slim", face="round")
    ground(s, BLUE, WINE, "away", 8)
    bust(s, build, coat, -4)
    s.pose(-4, HEAD, 1.06)
    s.fill(path("M 226 250 C 216 300 222 340 240 362 L 400 362 C 418 340 424 300 414 250 Z"), hair)
    face(s, build, brow=hair, smile=1.5, ears=())
    for x, y in ((262, 312), (274, 318), (286, 311), (354, 311), (366, 318), (378, 312)):
        s.fill(oval(x, y, 2.6), "#c98a61")
    s.fill(path("M 230 300 C 222 250 240 214 290 208 L 352 208 C 400 214 418 250 410 300 C 402 276 392 258 374 246 C 344 262 300 256 280 240 C 256 252 240 272 230 300"), hair, shine(hair))
    s.fill(oval(318, 84, 32), mixed(WINE, PAPER, 0.75), ("#a98c8c", 40, 0.5))
    s.fill(path("M 220 226 C 212 140 256 98 320 98 C 384 98 428 140 420 226 Z"), WINE, (mixed(WINE, INK, 0.5), 60, 0.6))
    for x in (262, 300, 340, 378):
        s.line(path(f"M {x} {118 + abs(x - 320) / 5} C {x - (320 - x) / 6} 160 {x - (320 - x) / 6} 190 {x} 206"), mixed(WINE, INK, 0.22), 3)
    s.fill(path("M 212 206 C 262 178 378 178 428 206 L 424 246 C 378 218 262 218 216 246 Z"), mixed(WINE, PAPER, 0.14), (mixed(WINE, INK, 0.4), 0, 0.4))
    s.pose()
    s.fill(path("M 262 430 C 290 404 350 404 378 430 L 384 484 C 350 508 290 508 256 484 Z"), mixed(coat, PAPER, 0.14), (mixed(coat, INK, 0.4), 40, 0.5))
    s.line([(320, 470), (320, 660)], mixed(coat, INK, 0.4), 5)
    for y in (536, 584, 630):
        for side in (-1, 1):
            s.line(path(f"M 322 {y} Q {320 + 90 * side} {y + 16} {320 + (150 + (y - 520) * 0.6) * side} {y - 14}"), mixed(coat, INK, 0.25), 3.4)
    for side in (-1, 1):
        for i in range(6):
            s.fill(oval(320 + (96 + 5 * i - i * i) * side, 362 + 27 * i, 20 - i, 18 - i), hair, (mixed(hair, "#c99a7a", 0.4), 200, 0.5))
        s.fill(box(320 + 92 * side - 10, 516, 20, 12, 5), BLUE)
        s.fill(path(f"M {320 + 92 * side - 9} 526 L {320 + 92 * side + 9} 526 L {320 + 92 * side + 13} 560 L {320 + 92 * side - 13} 560 Z"), hair)


def huong(s: Sheet) -> None:
    """Hair in a high bun, a blue-green dress with a standing collar."""
    hair, silk = "#1d1c20", "#2a8f95"
    build = Build("warm", body="slim")
    ground(s, WINE, ORANGE, "away", -10)
    s.pose(3, HEAD, 1.06)
    s.fill(oval(336, 108, 56, 46), hair, shine(hair))
    s.line(path("M 296 112 Q 336 140 378 104"), mixed(hair, "#c99a7a", 0.3), 3)
    s.pose()
    bust(s, build, silk, 3)
    s.fill(path("M 234 300 C 218 190 256 132 320 132 C 388 132 424 190 408 300 L 396 320 L 246 320 Z"), hair)
    face(s, build, smile=1.2)
    s.fill(
        path("M 232 286 C 218 190 254 130 322 130 C 390 130 424 190 409 286 C 404 250 392 220 356 200 C 340 192 320 182 308 172 C 296 206 268 216 250 236 C 240 250 236 266 232 286"),
        hair, shine(hair),
    )
    for x in (234, 407):
        s.fill(oval(x, 316, 6.5, 8), "#5fae8a")
    s.pose()
    collar = "M 278 424 C 296 446 344 446 362 424 L 366 462 C 342 486 298 486 274 462 Z"
    s.fill(path(collar), mixed(silk, PAPER, 0.12), (mixed(silk, INK, 0.5), 40, 0.5))
    s.line(path("M 276 444 C 300 468 340 468 364 444"), MUSTARD, 3)
    s.line(path("M 320 482 C 348 500 400 506 436 548 C 452 570 456 610 452 660"), mixed(silk, INK, 0.4), 4)
    for x, y in ((352, 497), (404, 520), (444, 566)):
        s.fill(oval(x, y, 7), MUSTARD)
    for x, y, r in ((214, 592, 13), (250, 626, 9), (186, 634, 8)):
        for turn in range(5):
            a = math.radians(72 * turn - 90)
            s.fill(oval(x + r * math.cos(a), y + r * math.sin(a), r * 0.62), mixed(silk, PAPER, 0.62))
        s.fill(oval(x, y, r * 0.4), MUSTARD)


def emi(s: Sheet) -> None:
    """Wavy hair going grey, a striped shirt; her road leaves twice and returns twice."""
    hair, stripe = "#6a5d57", "#33496e"
    build = Build("warm", body="slim")
    ground(s, MUSTARD, (ORANGE, VIOLET), "twice")
    s.pose(-2, HEAD, 1.06)
    waves = "M 320 124 C 226 120 196 190 214 262 C 190 292 196 330 208 348 C 190 372 200 410 226 424 L 414 424 C 440 410 450 372 432 348 C 444 330 450 292 426 262 C 444 190 414 120 320 124"
    s.fill(path(waves), hair, (mixed(hair, INK, 0.5), 0, 0.5))
    s.pose()
    bust(s, build, "#f3efe4", -2)
    s.pose()
    for y in range(500, 660, 30):
        s.fill(path(f"M 0 {y + 10} C 200 {y - 18} 440 {y - 18} 640 {y + 10} L 640 {y + 23} C 440 {y - 5} 200 {y - 5} 0 {y + 23} Z"), stripe, within=BODIES["slim"])
    s.fill(path("M 262 440 C 280 506 360 506 378 440 L 352 430 C 346 470 294 470 288 430 Z"), "#f3efe4", ("#bdb6a2", 20, 0.5))
    s.fill(path("M 283 372 L 282 432 C 286 480 354 480 358 432 L 357 372 Z"), SKINS["warm"][0])
    s.fill(path("M 282 372 C 296 412 344 412 358 372 L 358 410 C 340 436 300 436 282 410"), SKINS["warm"][1], alpha=0.75)
    s.pose(-2, HEAD, 1.06)
    face(s, build, brow="#5a4e49", smile=1.1, ears=())
    s.fill(
        path(
            "M 320 124 C 232 120 200 188 218 258 C 198 292 204 326 216 346 C 200 372 206 404 226 420 C 244 410 250 388 244 366 "
            "C 256 346 252 324 242 304 C 248 260 262 226 286 196 C 320 232 372 226 396 256 C 404 282 396 308 398 330 C 388 352 396 372 394 392 "
            "C 400 410 408 416 416 420 C 440 404 446 372 430 348 C 442 326 446 292 424 260 C 442 188 408 120 320 124"
        ),
        hair, shine(hair),
    )
    for strand in ("M 290 186 C 262 210 240 250 232 290", "M 300 172 C 330 204 380 206 408 246", "M 276 160 C 246 180 230 210 228 246", "M 226 310 C 216 330 226 348 222 372", "M 420 290 C 428 312 414 334 420 360"):
        s.line(path(strand), "#c9c2ba", 3.4)
    for x, way in ((258, -1), (382, 1)):
        s.line(path(f"M {x} 294 L {x + 8 * way} 299"), SKINS["warm"][1], 2.6)
    s.pose()


def daisuke(s: Sheet) -> None:
    """A straw hat, a checked shirt, sunburn."""
    hair, straw, cloth = "#2b2623", "#dcb765", "#a6503a"
    build = Build("tan", body="square", face="square")
    ground(s, ORANGE, MUSTARD, "along", 10)
    bust(s, build, cloth, 2, "#f1ece0")
    s.pose()
    for x in range(40, 620, 46):
        s.fill(box(x, 430, 13, 230), mixed(cloth, INK, 0.4), alpha=0.55, within=BODIES["square"])
    for y in range(470, 660, 46):
        s.fill(box(0, y, 640, 13), mixed(cloth, PAPER, 0.45), alpha=0.55, within=BODIES["square"])
    s.fill(path("M 262 436 L 378 436 L 320 556 Z"), "#f1ece0")
    s.fill(path("M 282 380 L 282 432 C 286 482 354 482 358 432 L 358 380 Z"), SKINS["tan"][0])
    s.fill(path("M 282 372 C 296 412 344 412 358 372 L 358 410 C 340 436 300 436 282 410"), SKINS["tan"][1], alpha=0.75)
    for d in ("M 284 432 L 236 462 L 268 548 L 318 504 Z", "M 356 432 L 404 462 L 372 548 L 322 504 Z"):
        s.fill(path(d), mixed(cloth, PAPER, 0.14), (mixed(cloth, INK, 0.6), 40, 0.5))
    s.pose(2, HEAD, 1.06)
    s.fill(path("M 228 300 L 226 210 L 414 210 L 412 300 L 398 318 L 242 318 Z"), hair)
    face(s, build, smile=1.3)
    s.fill(path("M 240 318 C 262 346 378 346 400 318 C 404 350 394 366 384 374 C 360 396 344 398 320 398 C 296 398 280 396 256 374 C 246 366 236 350 240 318"), mixed(SKINS["tan"][0], hair, 0.22), alpha=0.55)
    s.line(path("M 294 347 Q 320 368 346 346"), mixed(SKINS["tan"][1], WINE, 0.6), 5)
    s.fill(oval(320, 212, 196, 42), mixed(straw, INK, 0.18), ("#8a6a2e", 0, 0.6))
    s.fill(oval(320, 204, 196, 38), straw, ("#a8802f", 60, 0.5))
    s.fill(path("M 232 204 C 230 124 262 92 320 92 C 378 92 410 124 408 204 C 372 224 268 224 232 204"), mixed(straw, PAPER, 0.12), ("#a8802f", 60, 0.6))
    s.fill(path("M 232 180 C 268 202 372 202 408 180 L 408 206 C 372 226 268 226 232 206 Z"), GREEN)
    for d in ("M 246 150 C 280 168 360 168 394 150", "M 258 124 C 290 138 350 138 382 124", "M 150 200 C 190 222 230 232 262 234", "M 490 200 C 450 222 410 232 378 234"):
        s.line(path(d), mixed(straw, "#8a6a2e", 0.5), 2.6)
    s.pose()


def aya(s: Sheet) -> None:
    """A cloud of curls with a pencil in it, a smock with paint on it."""
    hair, smock = "#6b3a29", "#7c639c"
    build = Build("light", face="round")
    ground(s, VIOLET, MUSTARD, "along", 16)
    s.pose(4, HEAD, 1.06)
    for turn in range(0, 360, 24):
        a = math.radians(turn)
        s.fill(oval(320 + 118 * math.cos(a), 236 + 108 * math.sin(a), 50), hair, (mixed(hair, INK, 0.5), 20, 0.4))
    s.fill(oval(320, 240, 126, 116), hair)
    for x, y in ((206, 344), (434, 344), (222, 384), (418, 384)):
        s.fill(oval(x, y, 40), hair, (mixed(hair, INK, 0.5), 20, 0.5))
    s.pose()
    bust(s, build, smock, 4)
    face(s, build, brow=hair, smile=3, ears=())
    for x, y, r in ((244, 216, 30), (276, 186, 34), (318, 176, 34), (360, 186, 34), (394, 214, 30), (232, 256, 22), (408, 256, 22), (298, 204, 20), (344, 204, 20)):
        s.fill(oval(x, y, r), hair, shine(hair))
    for x, y, r in ((254, 150, 22), (330, 130, 24), (404, 176, 20), (212, 216, 20), (440, 250, 18), (196, 296, 18)):
        s.line(oval(x, y, r)[10:70], mixed(hair, "#e0b090", 0.4), 3.4)
    s.line([(392, 176), (470, 92)], MUSTARD, 13)
    s.line([(472, 90), (482, 79)], "#f0cfae", 11)
    s.line([(483, 78), (487, 74)], INK, 6)
    for x in (228, 412):
        s.line(oval(x, 338, 15), ORANGE, 6)
    s.pose()
    for d in ("M 286 434 C 250 444 232 470 240 500 C 276 508 312 500 322 476 Z", "M 354 434 C 390 444 408 470 400 500 C 364 508 328 500 318 476 Z"):
        s.fill(path(d), "#f4efe2", ("#b9b09a", 40, 0.5))
    for x, y, r, colour in ((210, 566, 15, ORANGE), (232, 590, 8, ORANGE), (420, 560, 11, "#5fae8a"), (452, 606, 17, MUSTARD), (404, 622, 8, WINE), (166, 622, 10, "#f4efe2")):
        s.fill(oval(x, y, r, r * 0.86), colour)


def junho(s: Sheet) -> None:
    """Hair parted in the middle, a black polo neck, a camel coat."""
    hair, coat, knit = "#221f22", "#c29a68", "#33363b"
    build = Build("light", face="square")
    ground(s, MUSTARD, BLUE, "away", 2)
    bust(s, build, knit, -3)
    s.pose()
    s.fill(path("M 276 404 C 296 424 344 424 364 404 L 370 476 C 344 496 296 496 270 476 Z"), mixed(knit, PAPER, 0.08), (INK, 40, 0.5))
    for x in range(284, 366, 14):
        s.line([(x, 424), (x - (320 - x) * 0.08, 480)], mixed(knit, INK, 0.4), 2)
    s.pose(-3, HEAD, 1.06)
    face(s, build, smile=0.8)
    for d in ("M 264 258 Q 282 246 302 254", "M 338 254 Q 358 246 376 258"):
        s.line(path(d), hair, 8)
    s.fill(
        path(
            "M 232 268 C 200 196 222 104 322 104 C 420 104 440 196 408 268 C 408 250 404 240 398 230 C 376 226 346 204 324 160 "
            "C 304 204 272 224 242 230 C 236 240 233 252 232 268"
        ),
        hair, shine(hair),
    )
    s.line(path("M 318 140 C 296 172 268 186 244 200"), mixed(hair, "#c99a7a", 0.32), 3.4)
    s.line(path("M 332 142 C 352 174 378 186 400 204"), mixed(hair, "#c99a7a", 0.32), 3.4)
    s.pose()
    for d, angle in (("M 262 452 L 196 474 C 96 508 50 556 44 660 L 290 660 Z", 20), ("M 378 452 L 444 474 C 544 508 590 556 596 660 L 350 660 Z", 60)):
        s.fill(path(d), coat, (mixed(coat, INK, 0.5), angle, 0.5))
    for d in ("M 262 450 L 206 486 L 230 548 L 214 560 L 290 660 L 296 660 Z", "M 378 450 L 434 486 L 410 548 L 426 560 L 350 660 L 344 660 Z"):
        s.fill(path(d), mixed(coat, PAPER, 0.16), (mixed(coat, INK, 0.4), 20, 0.4))


def mariko(s: Sheet) -> None:
    """Hair pinned up and going grey, glasses on a chain, a cardigan."""
    hair, wool = "#453f3f", "#2f5d7c"
    build = Build("light", body="slim", face="long")
    ground(s, WINE, VIOLET, "away", 4)
    s.pose(2, HEAD, 1.06)
    s.fill(oval(366, 128, 50, 40), hair, shine(hair))
    s.line(path("M 332 120 Q 366 148 404 116"), "#b8b2ac", 3)
    s.line([(346, 150), (424, 88)], ORANGE, 7)
    s.fill(oval(426, 86, 9), ORANGE)
    s.pose()
    bust(s, build, wool, 2, "#f5f0e4")
    s.fill(path("M 234 296 C 216 196 254 136 320 136 C 388 136 424 196 406 296 L 396 312 L 244 312 Z"), hair)
    face(s, build, brow="#4c4644", smile=1.2)
    for x, way in ((258, -1), (382, 1)):
        s.line(path(f"M {x} 292 L {x + 9 * way} 297"), SKINS["light"][1], 2.6)
    s.fill(path("M 231 284 C 214 194 252 134 320 134 C 390 134 426 194 409 284 C 404 240 384 208 344 186 C 300 190 252 218 231 284"), hair, shine(hair))
    for strand in ("M 340 186 C 296 196 258 226 242 262", "M 352 178 C 304 172 262 190 244 224", "M 362 190 C 386 208 398 232 404 262"):
        s.line(path(strand), "#a8a19b", 3)
    s.fill(oval(236, 314, 6), "#f5f0e4")
    s.fill(oval(405, 314, 6), "#f5f0e4")
    s.pose()
    for d in ("M 284 434 L 250 458 L 288 512 L 322 476 Z", "M 356 434 L 390 458 L 352 512 L 318 476 Z"):
        s.fill(path(d), "#fdfbf4", ("#b9b3a4", 40, 0.5))
    s.line([(320, 480), (320, 540)], "#d8d1bf", 4)
    for d in ("M 254 470 C 254 520 288 594 318 640 L 306 660", "M 386 470 C 386 520 352 594 322 640 L 334 660"):
        s.line(path(d), mixed(wool, INK, 0.35), 4)
    s.line(path("M 276 452 C 262 520 268 566 292 590"), MUSTARD, 3)
    s.line(path("M 364 452 C 378 520 372 566 348 590"), MUSTARD, 3)
    for x in (298, 342):
        s.fill(oval(x, 600, 19, 15), mixed(PAPER, BLUE, 0.2), alpha=0.8)
        s.line([*oval(x, 600, 19, 15), (x + 19, 600)], INK, 4)
    s.line(path("M 316 597 Q 320 593 324 597"), INK, 4)


def kenta(s: Sheet) -> None:
    """Short hair on end, a navy jacket, a pass on a green ribbon, all his teeth."""
    hair, suit = "#2a2523", "#2f3f63"
    build = Build("warm", body="square", face="square", eyes="smiling")
    ground(s, ORANGE, WINE, "back", -6)
    bust(s, build, suit, -3, "#fbfaf4")
    face(s, build, smile=3)
    s.fill(
        path(
            "M 233 278 C 224 236 222 206 232 180 L 226 158 L 250 158 L 252 132 L 278 140 L 290 114 L 312 130 L 334 108 L 348 130 L 374 118 L 380 144 "
            "L 404 142 L 402 168 L 418 178 C 420 206 416 238 407 278 C 404 250 400 230 392 212 C 350 196 288 196 248 214 C 240 232 238 252 233 278"
        ),
        hair, shine(hair),
    )
    s.pose()
    s.fill(path("M 284 432 L 250 452 L 276 506 L 320 486 Z"), "#fdfcf8", ("#b8b8b4", 20, 0.4))
    s.fill(path("M 356 432 L 390 452 L 364 506 L 320 486 Z"), "#fdfcf8", ("#b8b8b4", 60, 0.5))
    s.fill(path("M 276 466 L 234 470 L 250 540 L 236 552 L 318 660 L 322 560 Z"), mixed(suit, PAPER, 0.1), (mixed(suit, INK, 0.5), 20, 0.4))
    s.fill(path("M 364 466 L 406 470 L 390 540 L 404 552 L 322 660 L 318 560 Z"), mixed(suit, PAPER, 0.1), (mixed(suit, INK, 0.5), 60, 0.5))
    s.line([(270, 462), (316, 574)], GREEN, 9)
    s.line([(370, 462), (324, 574)], GREEN, 9)
    s.fill(box(282, 572, 76, 60, 6), "#fbf9f2", ("#b8b6ab", 20, 0.4))
    s.fill(box(292, 586, 24, 30, 3), mixed(GREEN, PAPER, 0.55))
    for y in (590, 602, 614):
        s.line([(324, y), (348, y)], "#a9a79d", 3.4)


MORE: dict[str, Callable[[Sheet], None]] = {
    "aya-nakamura": aya,
    "daisuke-abe": daisuke,
    "emi-hayashi": emi,
    "huong-nguyen": huong,
    "junho-lee": junho,
    "kenta-kobayashi": kenta,
    "mariko-yoshida": mariko,
    "riko-hirano": riko,
    "yoshio-sasaki": yoshio,
}
