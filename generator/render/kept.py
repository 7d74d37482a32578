"""What a renderer may be given to use its earlier work again; by itself it makes everything anew."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Protocol, TypeVar

T = TypeVar("T")


class Kept(Protocol):
    """Gives what `make` makes, or what it once made for this place of something equal to `of`."""

    def __call__(self, place: Hashable, of: object, make: Callable[[], T]) -> T:
        """`of` is everything that the result depends on; `place` tells apart what is kept side by side."""
        ...


def anew(place: Hashable, of: object, make: Callable[[], T]) -> T:  # noqa: ARG001 - keeps nothing
    """Makes it."""
    return make()
