"""Searches a folder for patterns: in the bytes of files and in all that they hold, and in the names of files."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from generator.verify.automaton import Automaton
from generator.verify.containers import TooLarge, members
from generator.verify.encodings import (
    LONG_RUN,
    RUN,
    between_tokens,
    decodings,
    is_text,
    japanese,
    passages,
    wide,
)
from generator.verify.imagery import parts
from generator.verify.known import Fresh, Known
from generator.verify.patterns import Wanted

_DEPTH = 4  # a zip in base64 in a gzip
_WINDOW, _OVERLAP = 1 << 20, 1 << 12  # bytes; the longest pattern, escaped twice, has fewer than the overlap
_BLOCK, _BLOCK_OVERLAP = (
    1 << 26,
    1 << 20,
)  # larger files are read in blocks, and streams in them as far as a block goes
_LEAST_PACKED = 14  # bytes; what holds a name packed or in UTF-16 has more
_MOST = 1000  # leaks that are told


@dataclass(frozen=True, order=True)
class Leak:
    """Something sealed in a site: the file, the byte at which it stands or what holds it begins, and what it is.

    `how` tells what it is packed in; `offset` is -1 where it is the file's name.
    """

    file: str
    offset: int
    what: str
    how: str = ""

    @property
    def place(self) -> str:
        """Where in the file it is, in words."""
        if self.offset < 0:
            return "its name"
        return f"byte {self.offset}" + (f" ({self.how})" if self.how else "")


class _Hit(NamedTuple):
    offset: int
    how: tuple[str, ...]
    pattern: int


class Search:
    """Finds patterns in a site.

    `told` are texts that everyone may read: a pattern that stands in one of them is no secret, and is not looked for.
    """

    def __init__(self, wanted: Iterable[Wanted], told: Iterable[str] = ()) -> None:
        self._patterns = Automaton(wanted, told)

    def folder(self, folder: Path, is_shipped: Callable[[bytes], bool] = lambda _: False) -> tuple[Leak, ...]:
        """Every pattern that occurs in a file of the folder or in a name, at its first place; a thousand at most.

        Files that ship with every site alike are not content, and are passed over.
        """
        found = tuple(islice(self._folder(folder, is_shipped), _MOST + 1))
        if len(found) <= _MOST:
            return found
        return (*found[:_MOST], Leak(found[-1].file, 0, "more than is told; the search ended here"))

    def _folder(self, folder: Path, is_shipped: Callable[[bytes], bool]) -> Iterator[Leak]:
        known = Known()
        shown = {Path(): Path()}  # each path as it may be told: a part that says something sealed is left out
        in_name = cache(self._in_name)
        for path in sorted(folder.rglob("*")):
            name = path.relative_to(folder)
            new = in_name(name.name) | self._patterns.said(name.as_posix())
            if new:
                new = new - in_name(name.parent.name) - self._patterns.said(name.parent.as_posix())
            is_telling = new or in_name(name.name)
            shown[name] = shown[name.parent] / ("…" if is_telling else name.name)
            file = shown[name].as_posix()
            yield from (
                Leak(file, -1, what) for what in sorted({self._patterns.names[index] for index in new})
            )
            if path.is_symlink():
                yield Leak(file, 0, "a link to somewhere else, which is not searched")
            elif path.is_file():
                yield from self._in_file(file, path, known, is_shipped)

    def _in_name(self, name: str) -> set[int]:
        data = name.encode("utf-8", "surrogateescape")
        return self._patterns.said(name) | {hit.pattern for hit in self._in_runs(data, _DEPTH)}

    def _in_file(
        self, file: str, path: Path, known: Known, is_shipped: Callable[[bytes], bool]
    ) -> Iterator[Leak]:
        seen: set[str] = set()
        for start, data in _blocks(path):
            if is_shipped(data):
                return
            try:
                for hit in self._blob(data, known, _DEPTH):
                    what = self._patterns.names[hit.pattern]
                    if what not in seen:
                        seen.add(what)
                        yield Leak(file, start + hit.offset, what, ", ".join(hit.how))
            except TooLarge:
                yield Leak(file, start, "something compressed that is too large to be searched")

    def _blob(self, data: bytes, known: Known, depth: int) -> Iterator[_Hit]:
        """What is in a file, or in something that a file holds."""
        if not is_text(data):
            yield from self._in_bytes(data, known, depth)
            return
        for offset, piece in between_tokens(data):
            for fresh in known.fresh(piece):
                yield from _at(offset + fresh.offset, self._in_lines(fresh, known, depth))

    def _in_lines(self, fresh: Fresh, known: Known, depth: int) -> Iterator[_Hit]:
        found = False
        for hit in self._in_text(fresh.data, known, depth):
            found = True
            yield hit
        if not found:
            known.remember(fresh)

    def _in_text(self, data: bytes, known: Known, depth: int) -> Iterator[_Hit]:
        """Long runs of base64 are what they decode to, and noise; the rest is words."""
        at = 0
        for run in LONG_RUN.finditer(data):
            yield from _at(at, self._in_words(data[at : run.start()], depth))
            for how, decoded in decodings(run[0]) if depth else ():
                yield from _in(how, run.start(), self._blob(decoded, known, depth - 1))
            said = self._patterns.said(run[0].decode("latin-1"), noise=True)
            yield from (_Hit(run.start(), (), index) for index in said)
            at = run.end()
        yield from _at(at, self._in_words(data[at:], depth))

    def _in_words(self, data: bytes, depth: int) -> Iterator[_Hit]:
        """Plain text and the short runs in it, in windows that overlap."""
        for start, window, is_cut in _windows(data):
            found = self._patterns.said(window.decode("utf-8", "replace"), is_cut=is_cut)
            yield from _at(start, self._placed(window, found, self._said))
            yield from _at(start, self._in_runs(window, depth))

    def _said(self, data: bytes) -> set[int]:
        return self._patterns.said(data.decode("utf-8", "replace"))

    def _in_runs(self, data: bytes, depth: int) -> Iterator[_Hit]:
        """What short runs of base64 and hexadecimal digits say: searched together, then each where that finds."""
        if not depth:
            return
        held = [
            (run.start(), how, decoded) for run in RUN.finditer(data) for how, decoded in decodings(run[0])
        ]
        if not held or not self._in_decoded([decoded for _, _, decoded in held], depth):
            return
        for start, how, decoded in held:
            yield from (_Hit(start, (how,), index) for index in self._in_decoded([decoded], depth))

    def _in_decoded(self, held: Iterable[bytes], depth: int) -> set[int]:
        texts, noise = list[bytes](), list[bytes]()
        for data in held:
            (texts if is_text(data) else noise).append(data)
        said, rest = b"\n".join(texts), b"\n".join(noise)
        found = self._said(said)
        found |= {hit.pattern for hit in self._in_runs(said, depth - 1)}
        found |= self._patterns.said(rest.decode("utf-8", "replace"), noise=True) | self._patterns.pieces(
            rest
        )
        for data in (data for data in noise if len(data) >= _LEAST_PACKED):
            packed = (
                member.data.decode("utf-8", "replace") for member in members(data) if is_text(member.data)
            )
            for text in (*wide(data), *packed):
                found |= self._patterns.said(text)
        return found

    def _in_bytes(self, data: bytes, known: Known, depth: int) -> Iterator[_Hit]:
        """Pictures, archives, text in other encodings, and whatever else is not UTF-8."""
        yield from self._placed(data, self._patterns.pieces(data), self._patterns.pieces)
        for member in members(data) if depth else ():
            yield from _in(member.how, member.offset, self._blob(member.data, known, depth - 1))
        for text in (*wide(data), *japanese(data)) if depth else ():
            yield from _in("another encoding", 0, self._blob(text.encode(), known, depth - 1))
        found = tuple(parts(data))
        for part in found:
            if part.kind != "rest":
                yield from _at(part.offset, self._in_passages(part.data, is_metadata=part.kind == "metadata"))
            elif depth and part.data:
                yield from _at(part.offset, self._blob(part.data, known, depth - 1))
        if not found:
            yield from self._in_passages(data, is_metadata=False)

    def _in_passages(self, data: bytes, *, is_metadata: bool) -> Iterator[_Hit]:
        def said(part: bytes) -> set[int]:
            return {
                index
                for passage in passages(part, is_metadata=is_metadata)
                for index in self._patterns.said(passage.text, noise=passage.noise)
            }

        yield from self._placed(data, said(data), said)

    def _placed(self, data: bytes, found: set[int], finds: Callable[[bytes], set[int]]) -> Iterator[_Hit]:
        """One pattern of each text that was found, with its first byte.

        That is sought in ever smaller parts of the data, which needs no map from texts, folded and with escapes
        undone, back to bytes.
        """
        by_name = {self._patterns.names[index]: index for index in sorted(found, reverse=True)}
        for index in by_name.values():

            def holds(part: bytes, index: int = index) -> bool:
                return index in finds(part)

            yield _Hit(_place(data, holds), (), index)


def _place(data: bytes, holds: Callable[[bytes], bool]) -> int:
    """The first byte of what the data holds."""
    start, end = 0, len(data)
    while end - start > 2 * _OVERLAP:
        middle = (start + end) // 2
        if holds(data[start : middle + _OVERLAP // 2]):
            end = middle + _OVERLAP // 2
        elif holds(data[middle - _OVERLAP // 2 : end]):
            start = middle - _OVERLAP // 2
        else:
            break
    end = bisect_left(range(end), True, lo=start, key=lambda end: holds(data[start:end]))
    return bisect_left(range(end), True, lo=start, key=lambda start: not holds(data[start + 1 : end]))


def _at(offset: int, hits: Iterator[_Hit]) -> Iterator[_Hit]:
    return (hit._replace(offset=offset + hit.offset) for hit in hits)


def _in(how: str, offset: int, hits: Iterator[_Hit]) -> Iterator[_Hit]:
    """Hits in what is unpacked, which has no bytes of its own in the file."""
    return (_Hit(offset, (how, *hit.how), hit.pattern) for hit in hits)


def _blocks(path: Path) -> Iterator[tuple[int, bytes]]:
    with path.open("rb") as file:
        start, data = 0, file.read(_BLOCK)
        yield start, data
        while more := file.read(_BLOCK):
            kept = data[-_BLOCK_OVERLAP:]
            start += len(data) - len(kept)
            data = kept + more
            yield start, data


def _windows(data: bytes) -> Iterator[tuple[int, bytes, tuple[bool, bool]]]:
    for start in range(0, max(1, len(data) - _OVERLAP), _WINDOW - _OVERLAP):
        end = start + _WINDOW
        yield start, data[start:end], (start > 0, end < len(data))
