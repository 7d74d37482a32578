"""The drawing of many careers on one stream, on one axis of time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby

from generator.career.chain import Chain, chain
from generator.career.course import Placed, Reach, beside, branch, main_road, starts, whole
from generator.career.curve import Lane, Wave, path, sloped
from generator.career.model import HERE, Axis, Course, Dot, Mark, Pen, Ring, Rivers, Road, Stretch
from generator.career.packing import Outing, Ranks, Stay, ranks, rows, slots
from generator.career.scale import TimeScale, spread, step_years
from generator.career.water import Bed


@dataclass(frozen=True)
class Run:
    """Consecutive legs of one career that are all in the stream (`side` 0) or all outside of it.

    Roads that go on run above (`side` -1) and fan out; ways round that come back, and ways in, below (1).
    """

    career: int
    side: int
    legs: range
    x0: float
    x1: float


@dataclass(frozen=True)
class Fan:
    """The outings of one side, the roads between each and the stream, and the most of them anywhere."""

    runs: tuple[Run, ...]
    ranks: tuple[Ranks, ...]
    most: float


@dataclass(frozen=True)
class Delta:
    """The measures of one drawing: the bed, how far from it the first road lies, the distance between roads
    above and below, and the pens."""

    bed: Bed
    scale: TimeScale
    nearest: float
    gaps: tuple[float, float]
    pen: Pen

    def gap(self, side: int) -> float:
        """The distance between neighbouring roads on a side."""
        return self.gaps[side > 0]

    def lane(self, side: int, rank: Ranks, sway: float) -> Lane:
        """The lane of a road with so many roads between it and the stream."""
        gap = self.gap(side)

        def at(x: float) -> float:
            away = self.nearest + gap * rank.at(x) + sway
            drift = self.bed.wave.at(x, -0.5 * away * side)
            return self.bed.y + drift + side * (self.bed.half + away)

        return sloped(at)

    def slot(self, place: float) -> Lane:
        """The lane within the stream at `place` (-1 upper edge, 1 lower edge)."""
        return sloped(lambda x: self.bed.edge(x, 0.74 * place))


def rivers(careers: Sequence[Sequence[Stretch]], today: date, *, width: float, height: float) -> Rivers:
    """The drawing of many careers in a box of the given size, in the order given.

    The axis of time is linear and the same for all; only a stretch too short to be seen is drawn a little
    longer, at the cost of its neighbours. Careers without a past stretch get a course without roads.
    """
    return _rivers([chain(career, today) for career in careers], today, (width, height))


#: Where all careers begin that are laid together; its years count as years since then.
_TOGETHER = date(1000, 1, 1)


def rivers_since(
    careers: Sequence[Sequence[Stretch]], days: Sequence[date], today: date, *, width: float, height: float
) -> Rivers:
    """As `rivers`, but with the careers laid together so that each one's own day is year 0 of the axis."""
    chains = [
        _moved(chain(career, today), _TOGETHER - day) for career, day in zip(careers, days, strict=True)
    ]
    end = max((told.legs[-1].end for told in chains if told.legs), default=_TOGETHER)
    drawn = _rivers(chains, end, (width, height))
    numbers = tuple(Mark(x, year - _TOGETHER.year) for x, year in drawn.axis.numbers)
    return replace(drawn, axis=Axis(numbers, drawn.axis.dots))


def _moved(told: Chain, by: timedelta) -> Chain:
    legs, branches = (
        tuple(leg._replace(start=leg.start + by, end=leg.end + by) for leg in part)
        for part in (told.legs, told.branches)
    )
    return Chain(legs, branches)


def _rivers(chains: Sequence[Chain], today: date, size: tuple[float, float]) -> Rivers:
    width, height = size
    starts = [told.legs[0].start for told in chains if told.legs]
    scale = _scale(min(starts, default=today), today, width)
    xs = [_places(told, scale, width) for told in chains]
    order = sorted(
        (i for i, told in enumerate(chains) if told.legs), key=lambda i: (chains[i].legs[0].start, i)
    )
    runs = [run for i in order for run in _runs(i, chains[i], xs[i])]
    fans = {side: _fan([run for run in runs if run.side == side], width) for side in (-1, 1)}
    delta = _delta((width, height), scale, len(order), (fans[-1].most, fans[1].most))
    lanes = _lanes(runs, fans, delta, [len(told.legs) for told in chains])
    courses = [
        _course(told, x, lane, delta) if told.legs else Course((), None, ())
        for told, x, lane in zip(chains, xs, lanes, strict=True)
    ]
    flow = (-0.6, -0.1, 0.55) if len(order) < 20 else ()
    return Rivers(
        width, height, delta.bed.stream(flow), tuple(courses), _axis(scale, width), delta.pen, width < 560
    )


def _scale(start: date, today: date, width: float) -> TimeScale:
    left, right = (40.0, 64.0) if width >= 560 else (12.0, 24.0)
    first = date(start.year, 1, 1).toordinal()
    return TimeScale(((first, left), (max(today.toordinal(), first + 1), width - right)))


def _places(told: Chain, scale: TimeScale, width: float) -> tuple[float, ...]:
    if not told.legs:
        return ()
    exact = [scale.at(leg.start) for leg in told.legs] + [scale.at(told.legs[-1].end)]
    least = 24.0 if width >= 560 else 11.0
    # A career that began this month still wants a road.
    exact[0] = min(exact[0], exact[-1] - least)
    return tuple(round(x, 1) for x in spread(exact, least))


def _runs(career: int, told: Chain, xs: Sequence[float]) -> list[Run]:
    found: list[Run] = []
    for here, group in groupby(range(len(told.legs)), key=lambda i: told.legs[i].kind == HERE):
        legs = list(group)
        span = range(legs[0], legs[-1] + 1)
        side = 0 if here else (-1 if span.stop == len(told.legs) else 1)
        found.append(Run(career, side, span, xs[span.start], xs[span.stop]))
    return found


def _fan(runs: Sequence[Run], width: float) -> Fan:
    outings = [Outing(run.x0, run.x1, run.side < 0) for run in runs]
    ramp = 0.075 * width
    found = ranks(outings, rows(outings, ramp), width, ramp)
    most = max(
        (
            rank.at(run.x0 + (run.x1 - run.x0) * i / 16)
            for run, rank in zip(runs, found, strict=True)
            for i in range(17)
        ),
        default=-1.0,
    )
    return Fan(tuple(runs), found, most)


def _delta(size: tuple[float, float], scale: TimeScale, roads: int, most: tuple[float, float]) -> Delta:
    """The measures for so many roads, given the most that lie outside each other above and below."""
    width, height = size
    wide = width >= 560
    room = height - (30.0 if wide else 24.0)
    half = min(max(14.0 + 1.0 * roads, 0.07 * room), 0.11 * room)
    swell = 0.032 * room
    crowd = min(1.0, (24.0 if wide else 10.0) / max(1, roads)) ** 0.5
    main = max((3.2 if wide else 2.4) * crowd, 0.7)
    # The stream lies where the roads above and below it get alike room each, within reason.
    share = min(max((most[0] + 2) / (most[0] + most[1] + 4), 0.5), 0.66)
    margin = swell * 1.15 + 2.5 * main
    free = room - 2 * (half + margin)
    nearest = max(6.0, 0.075 * room)
    gaps = tuple(
        min((part - nearest) / (max(count, 0.0) + 0.35), 0.3 * (part - nearest))
        for part, count in zip((share * free, (1 - share) * free), most, strict=True)
    )
    ring = max(min(1.15 * main + 1.2, 0.4 * min(gaps)), 1.3 * main)
    return Delta(
        bed=Bed(margin + half + share * free, half, Wave(swell, width * 0.74), width),
        scale=scale,
        nearest=nearest,
        gaps=(gaps[0], gaps[1]),
        pen=Pen(
            main=round(main, 2),
            thin=round(max(0.55 * main, 0.5), 2),
            dash=round(2.5 * main + 1.4, 1),
            ring=round(ring, 1),
            sign=round(main + 1.3, 1),
        ),
    )


def _lanes(
    runs: Sequence[Run], fans: Mapping[int, Fan], delta: Delta, counts: Sequence[int]
) -> list[list[Lane]]:
    """A lane for each leg of each career."""
    lanes: list[list[Lane]] = [[delta.slot(0.0)] * count for count in counts]
    wishes: dict[tuple[int, int], float] = {}
    for side, fan in fans.items():
        for run, rank in zip(fan.runs, fan.ranks, strict=True):
            reach = max(rank.at(run.x0), rank.at(run.x1)) / max(fan.most, 1.0)
            wishes[run.career, run.legs.start] = side * (0.25 + 0.75 * min(reach, 1.0))
            for step, leg in enumerate(run.legs):
                # A change of kind out there is a small sway, less than the way to the next road.
                lanes[run.career][leg] = delta.lane(side, rank, min(0.3 * delta.gap(side), 10.0) * (step % 2))
    stays = [run for run in runs if run.side == 0]
    wish = [wishes.get((run.career, run.legs.stop), 0.0) for run in stays]
    # Wishes spread evenly over the stream, or most would crowd at its edges.
    order = sorted(range(len(stays)), key=lambda i: (wish[i], i))
    even = {i: -1 + 2 * (n + 0.5) / len(order) for n, i in enumerate(order)}
    places = slots([Stay(run.x0, run.x1, even[i]) for i, run in enumerate(stays)], 2.0)
    for run, place in zip(stays, places, strict=True):
        for leg in run.legs:
            lanes[run.career][leg] = delta.slot(place)
    return lanes


def _course(told: Chain, xs: Sequence[float], lanes: Sequence[Lane], delta: Delta) -> Course:
    legs = [Placed(leg, xs[i], xs[i + 1], lanes[i]) for i, leg in enumerate(told.legs)]
    wide = delta.bed.width
    reach = Reach(1.8, 0.06 * wide, (0.2 if wide >= 560 else 0.16) * wide)
    pieces = main_road(legs, reach, wide / 9)
    line = whole(pieces)
    aside = max(min(2.6 * delta.pen.main, 0.4 * min(delta.gaps)), 1.0)
    roads: list[Road] = []
    signs = [
        Dot(start.x, start.y, placed.leg.kind)
        for start, placed in zip(starts(legs, line), legs, strict=True)
        if not placed.leg.dotted
    ]
    for n, leg in enumerate(told.branches):
        x1 = min(max(delta.scale.at(leg.end), delta.scale.at(leg.start) + 10), line[-1][3][0])
        x0 = max(min(delta.scale.at(leg.start), x1 - 10), line[0][0][0])
        side = beside(leg, (x0, x1), line, aside * (-1 if n % 2 else 1))
        cubics = branch(side, line)
        roads.append(Road(path(cubics), leg.kind, None, thin=True, dotted=leg.dotted, key=leg.key))
        if not leg.parts:
            x, y = cubics[0][3]
            signs.append(Dot(round(x, 1), round(y, 1), leg.kind))
    roads += [piece.road() for piece in pieces]
    x, y = line[-1][3]
    ring = Ring(round(x, 1), round(y, 1), told.legs[-1].kind)
    return Course(roads=tuple(roads), ring=ring, signs=tuple(signs))


def _axis(scale: TimeScale, width: float) -> Axis:
    first, last = (date.fromordinal(day).year for day, _ in scale.knots)
    step = step_years(last - first, 8 if width >= 560 else 4)
    # The number of a year near today would run into the word for today.
    room = scale.knots[-1][1] - 40
    years = range(first, last + 1)
    found = [Mark(round(scale.at(date(year, 1, 1)), 1), year) for year in years]
    numbers = tuple(mark for mark in found if mark.year % step == 0 and mark.x <= room)
    return Axis(numbers, tuple(mark.x for mark in found if mark not in numbers))
