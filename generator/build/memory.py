"""What a preview keeps from one build to the next, so that it makes again only what has changed.

Each thing is kept with all that it was made of, and used again only for what is equal: nothing is ever called stale,
because nothing can be. It lives as long as the preview runs, in its memory only; `build` keeps nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from types import CodeType
from typing import TypeVar, cast

from jinja2.bccache import Bucket, BytecodeCache

T = TypeVar("T")
# Some hundred megabytes on a site of a thousand people. What comes after that is made anew each time.
_MOST = 30_000


class Memory:
    """Results by the place that they are for, each with what it was made of."""

    def __init__(self) -> None:
        self._made: dict[Hashable, tuple[object, object]] = {}

    def made(self, place: Hashable, of: object, make: Callable[[], T]) -> T:
        """What `make` gives; where this place last had something made of an equal `of`, that very thing.

        `of` must hold everything that the result depends on, and none of it may change afterwards.
        """
        known = self._made.get(place)
        if known is not None and known[0] == of:
            return cast("T", known[1])
        result = make()
        if known is not None or len(self._made) < _MOST:
            self._made[place] = (of, result)
        return result


class Compiled(BytecodeCache):
    """The theme's templates as code, by name and source: each build makes an environment of its own for them."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[str, CodeType]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give a template its code where its source is as it was."""
        checksum, code = self._known.get(bucket.key, ("", None))
        if checksum == bucket.checksum:
            bucket.code = code

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template's code."""
        if bucket.code is not None:
            self._known[bucket.key] = (bucket.checksum, bucket.code)
