# ruff: noqa: E501 - a shape reads better in one line than cut in four
"""What all portraits share: the stream and the road behind, shoulders, faces, and the light on hair."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from drawing.paper import GREEN, INK, PAPER, WINE, Point, Sheet, box, mixed, oval, path

# fmt: off
SKINS = {"light": ("#f0cfae", "#d99e76"), "warm": ("#e6bb93", "#c98a61"), "tan": ("#dcab80", "#b87a52")}
FACES = {
    "even": path(
        "M 236 262 C 234 192 272 160 320 160 C 368 160 406 192 404 262 C 403 306 396 338 378 362 "
        "C 362 384 342 394 320 394 C 298 394 278 384 262 362 C 244 338 237 306 236 262"
    ),
    "round": path("M 231 266 C 228 194 270 160 320 160 C 370 160 412 194 409 266 C 409 318 398 348 376 370 C 360 386 340 392 320 392 C 300 392 280 386 264 370 C 242 348 231 318 231 266"),
    "long": path("M 241 262 C 238 192 274 156 320 156 C 366 156 402 192 399 262 C 400 312 392 350 372 378 C 356 398 340 406 320 406 C 300 406 284 398 268 378 C 248 350 240 312 241 262"),
    "square": path("M 234 258 C 232 190 272 160 320 160 C 368 160 408 190 406 258 C 406 306 404 340 391 362 C 376 386 350 396 320 396 C 290 396 264 386 249 362 C 236 340 234 306 234 258"),
}
BODIES = {
    "round": path("M 44 660 C 50 556 96 508 196 478 C 250 462 278 452 284 430 L 356 430 C 362 452 390 462 444 478 C 544 508 590 556 596 660"),
    "slim": path("M 92 660 C 98 570 134 520 216 486 C 260 466 280 452 286 430 L 354 430 C 360 452 380 466 424 486 C 506 520 542 570 548 660"),
    "square": path("M 18 660 C 20 574 46 514 122 490 C 196 468 274 462 284 430 L 356 430 C 366 462 444 468 518 490 C 594 514 620 574 622 660"),
}
NECK = path("M 282 350 L 282 432 C 286 486 354 486 358 432 L 358 350")
HEAD: Point = (320, 400)


@dataclass(frozen=True)
class Build:
    """How somebody is made: colour of skin, shoulders, shape of the face; eyes are `open` or `smiling`."""

    skin: str
    body: str = "round"
    face: str = "even"
    eyes: str = "open"


# One's own road across the picture, by where it goes from the stream: away, away and back, or along it.
ROADS = {
    "away": "M -20 492 C 60 470 90 460 140 390 C 220 270 420 88 660 100",
    "back": "M -20 486 C 70 470 84 400 118 300 C 170 150 250 70 350 66 C 470 60 520 170 548 290 C 572 400 590 470 660 474",
    "stay": "M -20 486 C 150 436 300 560 460 508 C 540 484 600 452 660 446",
    "twice": "M -20 490 C 44 476 50 132 132 132 C 200 132 220 300 286 390 C 300 420 340 420 354 390 C 420 300 428 96 502 96 C 584 96 600 470 660 474",
    "along": "M -20 486 C 60 476 70 400 130 320 C 210 220 250 120 400 130 C 540 140 560 250 660 268",
}


def ground(s: Sheet, tint: str, road: str | tuple[str, str], way: str, bend: float = 0) -> None:
    """The pale stream of the company behind everybody, and one's own road; one that leaves twice has two colours."""
    road, again = road if isinstance(road, tuple) else (road, road)
    s.fill(box(0, 0, 640, 640), mixed(PAPER, tint, 0.12))
    s.fill(oval(320, 296, 236), mixed(PAPER, tint, 0.3), (mixed(PAPER, tint, 0.5), 20, 0.5))
    y = 440 + bend
    s.fill(path(f"M -20 {y} C 160 {y - 50} 300 {y + 70} 660 {y - 30} L 660 {y + 72} C 300 {y + 172} 160 {y + 52} -20 {y + 102} Z"), mixed(PAPER, GREEN, 0.22))
    points = [(x, y + bend) for x, y in path(ROADS[way])]
    home = [(570, again), (640, GREEN)] if way in ("back", "twice") else []
    between = [(190, road), (300, GREEN), (440, again)] if way == "twice" else []
    s.road(points, [(0, GREEN), (30, GREEN), (110, road), *between, *home])


def bust(s: Sheet, build: Build, cloth: str, tilt: float = 0, inner: str = "") -> None:
    """Shoulders in cloth, what shows under it, a bare neck; from here on the head's pose is set."""
    tone, shadow = SKINS[build.skin]
    s.fill(BODIES[build.body], cloth, (mixed(cloth, INK, 0.34), 40, 0.6))
    if inner:
        s.fill(path("M 264 430 L 376 430 L 320 544 Z"), inner, within=BODIES[build.body])
    s.fill(NECK, tone)
    s.fill(path("M 282 372 C 296 412 344 412 358 372 L 358 410 C 340 436 300 436 282 410"), shadow, alpha=0.75)
    s.pose(tilt, HEAD, 1.06)


def face(
    s: Sheet, build: Build, brow: str = INK, smile: float = 1, ears: Sequence[int] = (234, 406)
) -> None:
    """Ears, face and the few strokes that make a look; a smile above 2 shows teeth."""
    tone, shadow = SKINS[build.skin]
    for x in ears:
        s.fill(oval(x, 284, 15, 22), tone)
        s.fill(oval(x, 287, 7, 12), shadow, alpha=0.5)
    s.fill(FACES[build.face], tone, (shadow, 60, 0.42))
    for x in (272, 368):
        s.glow(x, 322, 34, "#d9705a", 0.34)
    for x in (284, 356):
        if build.eyes == "smiling":
            s.line(path(f"M {x - 13} 286 Q {x} 270 {x + 13} 286"), INK, 5)
        else:
            s.fill(oval(x, 282, 6.4, 7.6), INK)
    s.line(path("M 266 258 Q 282 248 300 255"), brow, 5.5)
    s.line(path("M 340 255 Q 358 248 374 258"), brow, 5.5)
    s.line(path("M 321 286 C 322 302 330 314 326 319 C 322 323 315 322 311 320"), shadow, 4.5)
    lips = mixed(shadow, WINE, 0.55)
    if smile > 2:
        mouth = path("M 288 341 Q 320 351 352 341 C 350 366 338 378 320 378 C 302 378 290 366 288 341")
        s.fill(mouth, mixed(lips, INK, 0.35))
        s.fill(path("M 288 338 L 352 338 L 350 355 Q 320 363 290 355 Z"), "#fdfbf5", within=mouth)
    else:
        s.line(path(f"M 296 347 Q 320 {347 + 17 * smile} 344 {346 - smile}"), lips, 5)


def shine(hair: str) -> tuple[str, float, float]:
    """The light that hair of this colour catches from above on the left."""
    return mixed(hair, "#c99a7a", 0.4), 160, 0.5
