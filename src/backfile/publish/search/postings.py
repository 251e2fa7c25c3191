"""Terms: which stories hold each, in blocks of a dictionary and in lists.

A term of few stories has them in the dictionary itself; the others point into the lists. Only the
best TOP stories of a frequent term have weights: what is ranked lower is told by its place in time.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

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


@dataclass(frozen=True, slots=True)
class _Entry:
    """Where a term's stories are."""

    df: int
    inline: bytes = b""
    offset: int = 0
    length: int = 0
    top: int = 0


@dataclass(slots=True)
class Lists:
    """The lists on their way into packs, and what the dictionary must know of them."""

    stories: int
    packs: Packs
    entries: dict[int, _Entry] = field(default_factory=dict)

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
                self.entries[term] = _Entry(df, data)
            else:
                self.entries[term] = _Entry(df, b"", self.packs.size, len(data), len(data))
                yield from self.packs.add(data)

    def _frequent(self, term: int, postings: Numbers) -> Iterator[File]:
        stories = (postings >> np.uint64(4)) & _STORY
        weights = (postings & np.uint64(15)).astype(np.int64)
        best = np.sort(np.lexsort((stories, -weights))[:TOP])
        top, _ = _gaps(postings[best], np.zeros(1, np.int64))
        data = top + stories_told(stories, self.stories)
        self.entries[term] = _Entry(len(stories), b"", self.packs.size, len(data), len(top))
        yield from self.packs.add(data)


def _gaps(postings: Numbers, begins: npt.NDArray[np.int64]) -> tuple[bytes, npt.NDArray[np.int64]]:
    """Return gap << 4 | weight of each posting; the first of each term counts from -1."""
    stories = ((postings >> np.uint64(4)) & _STORY).astype(np.int64)
    gaps = np.diff(stories, prepend=0)
    gaps[begins] = stories[begins] + 1
    return varints((gaps.astype(np.uint64) << np.uint64(4)) | (postings & np.uint64(15)))


def stories_told(stories: Numbers, count: int) -> bytes:
    """Return many stories' numbers in the shortest of the ways: its number, then the bytes."""
    gaps, _ = varints(np.diff(stories.astype(np.int64), prepend=-1).astype(np.uint64))
    here = np.zeros(count, np.uint8)
    here[stories.astype(np.int64)] = 1
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
            first = _parting(last, key)
        coded = key.encode()
        block += _shared(before, coded)
        block += _stands_for(coded, key, forms.get(key, ()))
        block += _where(lists.entries.get(numbers.get(key, -1)))
        before, last = coded, key
    if block:
        yield first, deflate(bytes(block))


def _parting(last: str, key: str) -> str:
    """Return the shortest beginning of a key that is greater than the key before."""
    at = next((n for n, (a, b) in enumerate(zip(last, key, strict=False)) if a != b), len(last))
    return key[: at + 1]


def _shared(before: bytes, coded: bytes) -> bytes:
    """Return a key as how much it shares with the one before, and the rest."""
    most = min(len(before), len(coded))
    same = next((n for n in range(most) if before[n] != coded[n]), most)
    return varint(same) + varint(len(coded) - same) + coded[same:]


def _stands_for(coded: bytes, key: str, stems: tuple[str, ...]) -> bytes:
    others = sorted({*stems} - {key})
    return varint(len(others)) + b"".join(_shared(coded, stem.encode()) for stem in others)


def _where(entry: _Entry | None) -> bytes:
    if entry is None:
        return varint(0)
    if entry.inline:
        return varint(entry.df) + varint(len(entry.inline)) + entry.inline
    places = (entry.df, entry.offset, entry.length, entry.top)
    return b"".join(map(varint, places))
