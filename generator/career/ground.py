"""What is taken already: where words may not stand."""

from __future__ import annotations

from collections.abc import Sequence

from generator.career.curve import Cubic, y_on

#: Left, top, right and bottom.
Box = tuple[float, float, float, float]


#: Left, right, top and bottom of something, and the cubic that it is, if that only rises or only falls.
_Span = tuple[float, float, float, float, Cubic | None]


class Ground:
    """What words may not touch: roads, the edges of the stream at every `step`, and boxes."""

    def __init__(
        self,
        roads: Sequence[Sequence[Cubic]],
        boxes: Sequence[Box],
        edges: tuple[Sequence[float], Sequence[float]],
        step: float,
    ) -> None:
        self._edges = edges
        self._step = step
        self._spans: list[_Span] = [_span(cubic) for line in roads for cubic in line]
        self._spans += [(x0, x1, y0, y1, None) for x0, y0, x1, y1 in boxes]

    def copy(self) -> Ground:
        """The same ground, to take more on."""
        other = Ground((), (), self._edges, self._step)
        other._spans = list(self._spans)
        return other

    def add(self, box: Box) -> None:
        """Takes a rectangle."""
        self._spans.append((box[0], box[2], box[1], box[3], None))

    def end(self, side: int, x0: float, x1: float) -> float:
        """The height of the outermost thing between two x: the highest for `side` -1, the lowest for 1."""
        low, high = max(0, int(x0 / self._step)), int(x1 / self._step) + 2
        edge = self._edges[side > 0][low:high]
        best = (max(edge) if side > 0 else -min(edge)) if edge else -1e9
        for a, b, top, bottom, cubic in self._spans:
            if a >= x1 or b <= x0:
                continue
            far = bottom if side > 0 else -top
            if far <= best:
                continue
            if cubic and bottom - top > 4 and (a < x0 or b > x1):
                # Only a part is met, of a road that only rises or only falls.
                ends = side * y_on(cubic, max(a, x0)), side * y_on(cubic, min(b, x1))
                far = max(ends)
            best = max(best, far)
        return side * best

    def is_over_stream(self, box: Box) -> bool:
        """Whether a rectangle lies higher than the stream under it."""
        low, high = max(0, int(box[0] / self._step)), int(box[2] / self._step) + 2
        return box[3] <= min(self._edges[0][low:high], default=1e9)

    def is_free(self, box: Box) -> bool:
        """Whether a rectangle touches no road and no words."""
        x0, y0, x1, y1 = box
        return all(a >= x1 or b <= x0 or top >= y1 or bottom <= y0 for a, b, top, bottom, _ in self._spans)


def _span(cubic: Cubic) -> _Span:
    (x0, y0), (_, y1), (_, y2), (x1, y3) = cubic
    if y0 <= y1 <= y2 <= y3:
        return x0, x1, y0, y3, cubic
    if y0 >= y1 >= y2 >= y3:
        return x0, x1, y3, y0, cubic
    return x0, x1, min(y0, y1, y2, y3), max(y0, y1, y2, y3), None
