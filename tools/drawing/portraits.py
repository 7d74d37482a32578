# ruff: noqa: E501 - a shape reads better in one line than cut in four
"""Portraits: geometric busts, 640 by 640, each before the stream of the company and with a road of their own."""

from __future__ import annotations

from collections.abc import Callable

from drawing.figure import HEAD, SKINS, Build, bust, face, ground, shine
from drawing.more_portraits import MORE
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
def naoko(s: Sheet) -> None:
    """Hair tied low, an unbleached jacket."""
    hair = "#2f2a2a"
    ground(s, GREEN, ORANGE, "back")
    s.fill(path("M 360 330 C 420 320 462 352 452 398 C 444 440 392 444 366 412 Z"), hair, shine(hair))
    bust(s, Build("light"), "#e6dac2", -3, GREEN)
    s.fill(path("M 236 300 C 214 190 250 130 322 130 C 394 130 428 190 408 306 L 396 352 L 372 380 L 350 340"), hair)
    face(s, Build("light"))
    s.fill(path("M 230 296 C 216 190 256 126 326 126 C 396 126 424 196 410 300 C 406 250 390 214 350 190 C 320 230 262 236 230 296"), hair, shine(hair))
    s.line(path("M 396 356 Q 404 362 408 372"), ORANGE, 8)
    s.pose()
    s.fill(path("M 284 434 L 236 462 L 294 606 L 322 538 Z"), "#f1e8d5")
    s.fill(path("M 356 434 L 404 462 L 346 606 L 318 538 Z"), "#f1e8d5", ("#b9a98a", 60, 0.4))


def takuma(s: Sheet) -> None:
    """Short hair, a shopkeeper's navy apron."""
    hair, navy = "#26262b", "#2c4468"
    ground(s, VIOLET, VIOLET, "along", -10)
    bust(s, Build("warm"), "#eee7d8", 2)
    face(s, Build("warm"), smile=1.2)
    s.fill(
        path(
            "M 233 282 C 218 214 232 142 300 130 C 372 112 426 160 408 282 C 402 262 404 238 392 214 "
            "C 366 206 344 194 330 180 C 318 204 282 214 250 212 C 242 238 240 262 233 282"
        ),
        hair,
        shine(hair),
    )
    s.pose()
    s.line(path("M 284 440 Q 300 478 320 486 Q 340 478 356 440"), "#cfc4ae", 6)
    s.fill(path("M 188 660 L 216 548 C 260 560 380 560 424 548 L 452 660 Z"), navy, (mixed(navy, INK, 0.5), 40, 0.6))
    for x, lean in ((228, -22), (412, 22)):
        s.fill(path(f"M {x - 13} 556 L {x + lean - 11} 470 L {x + lean + 11} 464 L {x + 13} 556 Z"), navy)
    s.line(path("M 226 574 C 270 584 370 584 414 574"), mixed(navy, PAPER, 0.55), 3)
    s.fill(oval(320, 622, 26), mixed(PAPER, navy, 0.05))
    s.line(path("M 302 630 C 312 606 318 640 326 616 C 330 606 336 612 338 622"), navy, 6)


def misaki(s: Sheet) -> None:
    """Round glasses, hair to the shoulders."""
    hair = "#4a3028"
    ground(s, ORANGE, MUSTARD, "along", 12)
    s.fill(
        path("M 320 122 C 232 122 208 190 212 280 C 214 350 196 400 190 450 C 240 482 400 482 450 450 C 444 400 426 350 428 280 C 432 190 408 122 320 122"),
        hair,
        (mixed(hair, INK, 0.5), 0, 0.5),
    )
    bust(s, Build("light"), BLUE, 3)
    face(s, Build("light"), brow=hair, ears=())
    s.fill(
        path("M 228 372 C 206 190 248 122 320 122 C 394 122 434 190 412 372 C 402 330 402 270 396 236 C 360 232 300 226 262 206 C 250 244 242 300 228 372"),
        hair,
        shine(hair),
    )
    for x in (282, 358):
        s.line([*oval(x, 284, 30), (x + 30, 284)], WINE, 5)
    s.line(path("M 312 280 Q 320 273 328 280"), WINE, 5)
    s.pose()
    s.fill(path("M 262 458 C 272 520 368 520 378 458 L 360 446 C 352 490 288 490 280 446 Z"), mixed(BLUE, PAPER, 0.72))


def haruka(s: Sheet) -> None:
    """Short hair brushed up, a red scarf."""
    hair = "#3a2a26"
    ground(s, WINE, WINE, "away", -4)
    bust(s, Build("warm"), "#40524e", -2)
    s.fill(path("M 228 300 C 210 190 250 128 320 128 C 392 128 430 190 412 300 L 400 326 L 240 326 Z"), hair)
    face(s, Build("warm"), brow=hair, smile=1.5)
    s.fill(
        path("M 230 272 C 212 176 254 112 330 108 C 408 106 430 186 410 276 C 402 246 402 226 388 208 C 350 176 300 176 262 204 C 240 222 240 246 230 272"),
        hair,
        shine(hair),
    )
    for x in (232, 408):
        s.fill(oval(x, 318, 7), MUSTARD)
    s.line(path("M 268 198 C 290 160 330 148 362 150"), mixed(hair, "#c99a7a", 0.35), 4)
    s.line(path("M 290 184 C 312 160 346 154 374 166"), mixed(hair, "#c99a7a", 0.25), 3)
    s.pose()
    s.fill(
        path("M 250 440 C 280 472 360 472 390 440 C 408 456 410 486 392 502 C 350 530 290 530 248 502 C 230 486 234 456 250 440"),
        WINE,
        (mixed(WINE, INK, 0.5), 20, 0.6),
    )
    s.fill(path("M 350 500 L 404 488 C 416 540 410 584 394 620 L 340 606 C 352 572 354 536 350 500"), mixed(WINE, INK, 0.12), (mixed(WINE, INK, 0.5), 0, 0.5))
    s.fill(box(340, 480, 46, 44, 14), mixed(WINE, PAPER, 0.12))


def mei_ling(s: Sheet) -> None:
    """Long hair over one shoulder, a mustard collar."""
    hair = "#1f2225"
    ground(s, BLUE, ORANGE, "away", 6)
    s.pose(4, HEAD, 1.06)
    s.fill(path("M 228 320 C 206 190 246 124 320 124 C 400 124 430 190 416 320 C 414 372 402 404 380 424 L 250 400 Z"), hair)
    s.pose()
    bust(s, Build("light"), "#5b7f95", 4)
    face(s, Build("light"), smile=0.9, ears=(406,))
    s.fill(
        path("M 228 320 C 208 196 246 122 318 120 C 398 120 430 186 412 306 C 404 262 396 226 366 186 C 340 222 284 240 250 262 C 240 280 236 300 228 320"),
        hair,
        shine(hair),
    )
    s.pose()
    for side, points in enumerate(("M 284 436 L 244 460 L 274 540 L 322 500 Z", "M 356 436 L 396 460 L 366 540 L 318 500 Z")):
        s.fill(path(points), MUSTARD, (mixed(MUSTARD, INK, 0.4), 60, 0.3 + side * 0.3))
    s.pose(4, HEAD, 1.06)
    s.fill(
        path(
            "M 258 176 C 224 200 222 260 224 312 C 222 372 196 430 190 492 C 188 540 208 580 236 584 "
            "C 266 580 282 530 276 476 C 272 430 254 392 252 340 C 250 304 256 270 280 232 Z"
        ),
        hair,
        None,
    )
    for strand in ("M 240 300 C 244 380 212 440 214 520", "M 246 360 C 256 430 240 480 244 548"):
        s.line(path(strand), mixed(hair, "#c99a7a", 0.28), 3)


def ryo(s: Sheet) -> None:
    """Square glasses, a short beard, work clothes."""
    hair = "#33302c"
    ground(s, BLUE, BLUE, "away")
    bust(s, Build("warm"), "#7b8a6d", -2)
    face(s, Build("warm"), smile=0.7)
    s.fill(
        path(
            "M 238 290 C 238 320 250 326 268 330 C 290 326 300 330 320 330 C 340 330 350 326 372 330 "
            "C 390 326 402 320 402 290 C 406 340 394 366 380 380 C 362 402 344 408 320 408 "
            "C 296 408 278 402 260 380 C 246 366 234 340 238 290"
        ),
        mixed(hair, SKINS["warm"][1], 0.12),
    )
    s.line(path("M 300 350 Q 320 361 341 349"), "#d89a83", 7)
    s.fill(
        path(
            "M 232 286 C 216 206 240 138 316 132 C 396 126 426 190 408 286 C 402 260 404 236 396 220 "
            "C 372 200 330 214 300 196 C 284 206 262 206 248 222 C 240 240 240 262 232 286"
        ),
        hair,
        shine(hair),
    )
    for x in (252, 330):
        s.line([*box(x, 262, 60, 44, 10), box(x, 262, 60, 44, 10)[0]], INK, 5)
    s.line(path("M 312 276 Q 321 270 330 276"), INK, 5)
    s.pose()
    s.fill(path("M 286 440 L 240 470 L 290 530 L 322 500 Z"), "#909f81")
    s.fill(path("M 354 440 L 400 470 L 350 530 L 318 500 Z"), "#909f81", ("#55624a", 60, 0.5))
    s.line(path("M 320 504 L 320 650"), "#55624a", 4)
    s.fill(box(380, 556, 92, 70, 8), "#8a997b", ("#55624a", 20, 0.5))
    s.line(path("M 400 540 L 400 584"), MUSTARD, 8)


def kei(s: Sheet) -> None:
    """A parting, a green muffler, snow."""
    hair = "#2c2a30"
    ground(s, BLUE, ORANGE, "along", 14)
    for x, y in ((70, 90), (150, 190), (560, 300), (500, 80), (96, 330), (590, 190), (230, 60), (420, 40), (40, 210)):
        s.fill(oval(x, y, 7), "#ffffff")
    bust(s, Build("light"), "#4c5662", 2)
    face(s, Build("light"), smile=1.1)
    s.fill(
        path(
            "M 232 280 C 214 200 244 132 320 128 C 398 126 426 192 408 280 C 404 250 398 232 392 214 "
            "C 350 214 296 204 276 172 C 268 202 250 220 244 236 C 240 250 238 264 232 280"
        ),
        hair,
        shine(hair),
    )
    s.pose()
    s.fill(
        path("M 236 430 C 270 462 370 462 404 430 C 428 452 430 496 404 516 C 356 544 284 544 236 516 C 210 496 212 452 236 430"),
        GREEN,
        (mixed(GREEN, INK, 0.6), 20, 0.6),
    )
    s.line(path("M 232 470 C 280 500 360 500 408 470"), mixed(GREEN, PAPER, 0.25), 4)
    s.fill(path("M 252 508 L 312 520 L 300 650 L 236 650 Z"), mixed(GREEN, PAPER, 0.08), (mixed(GREEN, INK, 0.6), 0, 0.5))
    for y in (580, 604):
        s.line([(245 - (y - 580) / 8, y), (305, y + 6)], mixed(GREEN, PAPER, 0.6), 7)


def kenji(s: Sheet) -> None:
    """Greying hair, a moustache, a wine-red jacket."""
    hair = "#8d8a86"
    ground(s, MUSTARD, MUSTARD, "along", -6)
    bust(s, Build("tan"), "#7d3345", -1, "#f3ecdd")
    face(s, Build("tan"), brow="#6f6b68", smile=1)
    s.fill(path("M 280 338 C 296 322 312 326 320 332 C 328 326 344 322 360 338 C 346 350 330 346 320 341 C 310 346 294 350 280 338"), "#77736f")
    s.fill(
        path(
            "M 232 288 C 218 220 236 150 300 138 C 376 124 426 176 408 288 C 400 268 402 244 396 226 "
            "C 380 196 352 190 326 186 C 296 190 264 196 250 220 C 242 244 242 266 232 288"
        ),
        hair,
        ("#d8d4cc", 170, 0.8),
    )
    s.line(path("M 262 210 C 282 172 330 158 372 172"), "#c9c5bd", 4)
    for x, way in ((262, 1), (378, -1)):
        s.line(path(f"M {x} 300 Q {x - 6 * way} 306 {x - 4 * way} 312"), SKINS["tan"][1], 3)
    s.pose()
    s.fill(path("M 284 434 L 236 460 L 262 520 L 320 660 L 322 540 Z"), mixed("#7d3345", PAPER, 0.1))
    s.fill(path("M 356 434 L 404 460 L 378 520 L 320 660 L 318 540 Z"), mixed("#7d3345", PAPER, 0.1), ("#42202a", 60, 0.5))
    s.fill(path("M 312 500 L 328 500 L 336 560 L 320 600 L 304 560 Z"), GREEN)
    s.fill(path("M 308 480 L 332 480 L 328 504 L 312 504 Z"), mixed(GREEN, INK, 0.2))


def satomi(s: Sheet) -> None:
    """Hair under a kerchief, a white coat."""
    hair, kerchief = "#3b2c26", mixed(MUSTARD, PAPER, 0.25)
    ground(s, GREEN, BLUE, "away", 4)
    bust(s, Build("light"), "#f4f1e8", 3, "#f4f1e8")
    s.fill(path("M 232 320 C 214 220 250 150 320 150 C 392 150 426 220 408 320 L 392 344 L 248 344 Z"), hair)
    face(s, Build("light"), brow=hair, smile=1.4)
    s.fill(path("M 236 288 C 236 236 262 216 320 214 C 378 216 404 236 404 288 C 392 246 364 232 320 230 C 276 232 248 246 236 288"), hair)
    s.fill(path("M 222 246 C 214 160 262 118 322 118 C 384 118 426 160 418 246 C 368 206 272 206 222 246"), kerchief, (mixed(kerchief, ORANGE, 0.6), 60, 0.6))
    s.line(path("M 224 244 C 274 206 366 206 416 244"), mixed(kerchief, ORANGE, 0.55), 5)
    s.fill(path("M 404 236 C 430 226 452 232 462 252 C 444 262 424 262 408 250 Z"), kerchief, (mixed(kerchief, ORANGE, 0.6), 20, 0.6))
    s.fill(path("M 408 246 C 432 254 446 276 444 300 C 424 296 408 276 404 254 Z"), kerchief, (mixed(kerchief, ORANGE, 0.6), 20, 0.8))
    s.pose()
    s.fill(path("M 284 436 L 248 462 L 284 520 L 322 496 Z"), "#fdfbf5", ("#cfc8b6", 20, 0.4))
    s.fill(path("M 356 436 L 392 462 L 356 520 L 318 496 Z"), "#fdfbf5", ("#cfc8b6", 60, 0.6))
    s.line(path("M 320 500 L 320 650"), "#d3ccba", 4)
    for y in (552, 612):
        s.fill(oval(338, y, 7), "#b9cfc6")


def shiho(s: Sheet) -> None:
    """A bob, thin glasses, a blue coat."""
    hair = "#24242a"
    ground(s, VIOLET, BLUE, "back", -8)
    s.fill(path("M 320 118 C 222 118 204 200 208 300 L 206 392 C 240 408 400 408 434 392 L 432 300 C 436 200 418 118 320 118"), hair)
    bust(s, Build("light"), "#86a3c9", -2, WINE)
    face(s, Build("light"), smile=0.8, ears=())
    s.fill(
        path(
            "M 206 394 C 208 330 198 260 216 200 C 234 140 278 116 322 116 C 368 116 410 142 426 200 "
            "C 442 260 432 330 434 394 C 420 398 408 396 398 388 C 408 340 404 290 402 240 C 360 248 280 248 238 240 "
            "C 236 290 232 340 242 388 C 232 396 220 398 206 394"
        ),
        hair,
        shine(hair),
    )
    for x in (284, 356):
        s.line([*oval(x, 284, 27, 22), (x + 27, 284)], MUSTARD, 3.4)
    s.line(path("M 311 280 Q 320 274 329 280"), MUSTARD, 3.4)
    s.pose()
    s.fill(path("M 284 434 L 240 460 L 268 540 L 320 600 L 320 540 Z"), "#9ab3d4")
    s.fill(path("M 356 434 L 400 460 L 372 540 L 320 600 L 320 540 Z"), "#9ab3d4", ("#56759f", 60, 0.5))
    s.line(path("M 320 598 L 320 660"), "#56759f", 4)


PORTRAITS: dict[str, Callable[[Sheet], None]] = {
    **MORE,
    "haruka-takimoto": haruka,
    "kei-saito": kei,
    "kenji-mori": kenji,
    "mei-ling-chen": mei_ling,
    "misaki-endo": misaki,
    "naoko-ogawa": naoko,
    "ryo-kono": ryo,
    "satomi-kiyohara": satomi,
    "shiho-murase": shiho,
    "takuma-aizawa": takuma,
}
