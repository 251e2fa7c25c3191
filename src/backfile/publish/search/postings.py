"""Terms: which stories hold each, in blocks of a dictionary and in lists.

A term of few stories has them in the dictionary itself; the others point into the lists. Only the
best TOP stories of a frequent term have weights: what is ranked lower is told by its place in time.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from backfile.publish.search.packing import File, Numbers, deflate, varint, varints
from backfile.publish.search.packs import Packs

INLINE = 16
"""Stories of a term that stand in the dictionary itself: nine terms of ten need no more reads. So
many of a pair of words stand in its bucket."""
WEIGHED = 1024
"""Stories of a term up to which each has a weight: 2 KB."""
TOP = 256
"""Stories with weights of a more frequent term: half a KB."""
BLOCK_BYTES = 2400
"""A block of the dictionary before compression: 1.2 KB on the wire at 100,000 stories."""
GAPS, BITMAP, GAPS_DEFLATED, BITMAP_DEFLATED = range(4)
_WORTH = 0.95
"""Compression must save so much that the browser's work pays."""
TERM_SHIFT = 28
"""Bits below the term in a posting: the story's and the weight's."""
_STORY = np.uint64(0xFFFFFF)
_MOST_WAITING = 1 << 20
"""Bytes of weights that wait in memory."""


@dataclass(frozen=True, slots=True)
class Where:
    """Where a term's stories are."""

    df: int
    inline: bytes = b""
    offset: int = 0
    length: int = 0
    top: int = 0


@dataclass(slots=True)
class Weights:
    """All weights of frequent terms, two a byte, which the site itself does not hold.

    Whoever takes a story out of a list must know which one is now among its best.
    """

    file: Path
    places: dict[int, tuple[int, int]] = field(default_factory=dict)
    """Of each term's number: where its weights begin, and how many bytes they are."""
    _size: int = 0
    _waiting: bytearray = field(default_factory=bytearray)

    def add(self, term: int, weights: npt.NDArray[np.int64]) -> None:
        """Keep a term's weights."""
        data = nibbles(weights)
        self.places[term] = (self._size, len(data))
        self._size += len(data)
        self._waiting += data
        if len(self._waiting) >= _MOST_WAITING:
            self.end()

    def end(self) -> None:
        """Put what waits on to the disk."""
        with self.file.open("ab") as disk:
            disk.write(self._waiting)
        self._waiting.clear()


def nibbles(weights: npt.NDArray[np.int64]) -> bytes:
    """Return weights two a byte, the first in the low bits."""
    even = np.append(weights, 0)[: len(weights) + len(weights) % 2].astype(np.uint8)
    return (even[::2] | (even[1::2] << 4)).tobytes()


def weights_in(data: bytes, count: int) -> npt.NDArray[np.int64]:
    """Undo `nibbles`."""
    found = np.frombuffer(data, np.uint8)
    return np.stack((found & 15, found >> 4), axis=1).ravel()[:count].astype(np.int64)


@dataclass(slots=True)
class Lists:
    """The lists on their way into packs, and what the dictionary must know of them."""

    stories: int
    packs: Packs
    weights: Weights
    entries: dict[int, Where] = field(default_factory=dict)

    def take(self, numbers: Numbers, place_of: Numbers) -> Iterator[File]:
        """Take all postings of some terms; yield each pack that they fill.

        Args:
            numbers: term << 28 | story << 4 | weight, unsorted; all of a term's together.
            place_of: the final number of each story.
        """
        final = place_of[(numbers >> np.uint64(4)) & _STORY]
        order = (numbers & ~((_STORY << np.uint64(4)) | np.uint64(15))) | (final << np.uint64(4))
        postings = np.sort(order | (numbers & np.uint64(15)))
        terms = (postings >> np.uint64(TERM_SHIFT)).astype(np.int64)
        begins = np.flatnonzero(np.diff(terms, prepend=-1))
        ends = np.append(begins[1:], len(terms))
        gaps, stops = _gaps(postings, begins)
        begins_list, ends_list = begins.tolist(), ends.tolist()
        for term, begin, end in zip(terms[begins].tolist(), begins_list, ends_list, strict=True):
            df = end - begin
            if df > WEIGHED:
                yield from self._frequent(term, postings[begin:end])
                continue
            data = gaps[int(stops[begin - 1]) if begin else 0 : int(stops[end - 1])]
            if df <= INLINE:
                self.entries[term] = Where(df, data)
            else:
                self.entries[term] = Where(df, b"", self.packs.size, len(data), len(data))
                yield from self.packs.add(data)

    def _frequent(self, term: int, postings: Numbers) -> Iterator[File]:
        stories = (postings >> np.uint64(4)) & _STORY
        weights = (postings & np.uint64(15)).astype(np.int64)
        self.weights.add(term, weights)
        top, rest = frequent_told(stories.astype(np.int64), weights, stories, self.stories)
        data = top + rest
        self.entries[term] = Where(len(stories), b"", self.packs.size, len(data), len(top))
        yield from self.packs.add(data)


def frequent_told(
    stories: npt.NDArray[np.int64],
    weights: npt.NDArray[np.int64],
    ranks: npt.NDArray[Any],
    count: int,
) -> tuple[bytes, bytes]:
    """Return a frequent term's best stories with their weights, and all of its stories.

    Args:
        stories: their numbers, in order.
        weights: the weight of each.
        ranks: which of two of the same weight comes first.
        count: numbers of stories that there are.
    """
    best = np.sort(np.lexsort((ranks, -weights))[:TOP])
    return postings_told(stories[best], weights[best]), stories_told(stories, count)


def postings_told(stories: npt.NDArray[np.int64], weights: npt.NDArray[np.int64]) -> bytes:
    """Return gap << 4 | weight of each story; the first counts from -1."""
    gaps = np.diff(stories, prepend=-1)
    return varints(((gaps << 4) | weights).astype(np.uint64))[0]


def _gaps(postings: Numbers, begins: npt.NDArray[np.int64]) -> tuple[bytes, npt.NDArray[np.int64]]:
    """Return gap << 4 | weight of each posting; the first of each term counts from -1."""
    stories = ((postings >> np.uint64(4)) & _STORY).astype(np.int64)
    gaps = np.diff(stories, prepend=0)
    gaps[begins] = stories[begins] + 1
    return varints((gaps.astype(np.uint64) << np.uint64(4)) | (postings & np.uint64(15)))


def stories_told(stories: npt.NDArray[np.int64], count: int) -> bytes:
    """Return many stories' numbers in the shortest of the ways: its number, then the bytes."""
    gaps, _ = varints(np.diff(stories, prepend=-1).astype(np.uint64))
    here = np.zeros(count, np.uint8)
    here[stories] = 1
    bitmap = np.packbits(here, bitorder="little").tobytes()
    kind, data = (GAPS, gaps) if len(gaps) < len(bitmap) else (BITMAP, bitmap)
    smaller = deflate(data)
    if len(smaller) < len(data) * _WORTH:
        kind, data = kind + 2, smaller
    return bytes((kind,)) + data


def dictionary(
    names: list[str], forms: dict[str, tuple[str, ...]], lists: Lists
) -> Iterator[tuple[str, bytes]]:
    """Yield (first key, block) of the dictionary, in code-point order."""
    numbers = {name: number for number, name in enumerate(names)}
    block, before, first = bytearray(), b"", ""
    last = ""
    for key in sorted(numbers.keys() | forms.keys()):
        if len(block) >= BLOCK_BYTES:
            yield first, deflate(bytes(block))
            block, before = bytearray(), b""
            first = parting(last, key)
        coded = key.encode()
        block += shared(before, coded)
        block += stands_for(key, forms.get(key, ()))
        block += where_told(lists.entries.get(numbers.get(key, -1)))
        before, last = coded, key
    if block:
        yield first, deflate(bytes(block))


def parting(last: str, key: str) -> str:
    """Return the shortest beginning of a key that is greater than the key before."""
    at = next((n for n, (a, b) in enumerate(zip(last, key, strict=False)) if a != b), len(last))
    return key[: at + 1]


def shared(before: bytes, coded: bytes) -> bytes:
    """Return a key as how much it shares with the one before, and the rest."""
    same = 0
    for one, other in zip(before, coded, strict=False):
        if one != other:
            break
        same += 1
    return varint(same) + varint(len(coded) - same) + coded[same:]


def stands_for(key: str, stems: Collection[str]) -> bytes:
    """Return what a word stands for besides itself."""
    if not stems:
        return varint(0)
    coded, others = key.encode(), sorted({*stems} - {key})
    return varint(len(others)) + b"".join(shared(coded, stem.encode()) for stem in others)


def where_told(entry: Where | None) -> bytes:
    """Return what the dictionary says of where a term's stories are."""
    if entry is None:
        return varint(0)
    if entry.inline:
        return varint(entry.df) + varint(len(entry.inline)) + entry.inline
    places = (entry.df, entry.offset, entry.length, entry.top)
    return b"".join(map(varint, places))
