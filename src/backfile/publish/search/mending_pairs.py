"""Mending the pairs of words: buckets in which a pair changes are written anew, all others move."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from backfile.publish.search.cutting import PAIR_BITS, STORY_BITS
from backfile.publish.search.memory import Unlike
from backfile.publish.search.packing import File, Numbers, numbers_in, varint, varints
from backfile.publish.search.packs import Runs
from backfile.publish.search.pairs import list_told
from backfile.publish.search.postings import INLINE
from backfile.publish.search.reading import Index

Ints = npt.NDArray[np.int64]
_STORY = (1 << STORY_BITS) - 1
_AT_ONCE = 64
"""Buckets that are read together: 200 KB."""


@dataclass(slots=True)
class _Pair:
    """What stands of a pair in its bucket, and its list where it has one."""

    told: list[int]
    """How many stories; then gaps, or the length of the list."""
    listed: bytes = b""


@dataclass(slots=True)
class _Change:
    """Of one pair, the stories in which it is no more and those in which it now is."""

    gone: list[int] = field(default_factory=list)
    come: list[int] = field(default_factory=list)


class PairMender:
    """Takes pairs of some stories out of an index, and puts others in."""

    def __init__(self, index: Index, numbers: int) -> None:
        self._index = index
        self._numbers = numbers
        """Numbers of stories that there are to be."""
        self._rest = PAIR_BITS - index.head.pairs
        data = index.read("places", 0, index.sizes["places"])
        self._places: list[int] = np.frombuffer(data, "<u4").tolist()
        self._mended: dict[int, tuple[bytes, bytes]] = {}
        """By bucket: its bytes but for the place of its lists, and its lists."""

    def mend(self, before: Numbers, after: Numbers) -> None:
        """Work out the buckets that change.

        Args:
            before: pair << 24 | story of all pairs that the stories had, sorted.
            after: of all that they have now, sorted.

        Raises:
            Unlike: the index does not say that a story had a pair.
        """
        changes: dict[int, dict[int, _Change]] = {}
        for number in _without(before, after).tolist():
            self._change_of(changes, number).gone.append(number & _STORY)
        for number in _without(after, before).tolist():
            self._change_of(changes, number).come.append(number & _STORY)
        for bucket, some in changes.items():
            pairs = self._pairs(bucket)
            for tag, change in some.items():
                self._mend_pair(pairs, tag, change)
            self._mended[bucket] = _told(pairs)

    def _change_of(self, changes: dict[int, dict[int, _Change]], number: int) -> _Change:
        pair = number >> STORY_BITS
        some = changes.setdefault(pair >> self._rest, {})
        return some.setdefault(pair & ((1 << self._rest) - 1), _Change())

    def _pairs(self, bucket: int) -> dict[int, _Pair]:
        """Take a bucket apart."""
        begin, end = self._places[bucket : bucket + 2]
        told = numbers_in(self._index.read("pairs", begin, end)).tolist()
        found: dict[int, _Pair] = {}
        base, at, tag = (told or [0])[0], 1, 0
        while at < len(told):
            tag += told[at]
            df = told[at + 1]
            if df <= INLINE:
                found[tag] = _Pair(told[at + 1 : at + 2 + df])
                at += 2 + df
            else:
                length = told[at + 2]
                listed = self._index.read("pairlists", base, base + length)
                found[tag] = _Pair(told[at + 1 : at + 3], listed)
                base += length
                at += 3
        return found

    def _mend_pair(self, pairs: dict[int, _Pair], tag: int, change: _Change) -> None:
        pair = pairs.pop(tag, None)
        held = set(self._stories(pair))
        if not held.issuperset(change.gone):
            raise Unlike("a pair of words")
        stories = np.array(sorted(held.difference(change.gone).union(change.come)), np.int64)
        if not len(stories):
            return
        if len(stories) <= INLINE:
            pairs[tag] = _Pair([len(stories), *np.diff(stories, prepend=-1).tolist()])
            return
        listed = list_told(stories, self._numbers)
        pairs[tag] = _Pair([len(stories), len(listed)], listed)

    def _stories(self, pair: _Pair | None) -> list[int]:
        found: list[int] = []
        if pair and pair.listed:
            found = self._index.listed(pair.listed).tolist()
        elif pair:
            found = (np.cumsum(pair.told[1:]) - 1).tolist()
        return found

    def files(self, runs: Runs) -> Iterator[File]:
        """Yield the buckets, their lists, and where each bucket now begins."""
        buckets, lists = runs.begin("pairs"), runs.begin("pairlists")
        places: list[int] = []
        for data, listed in self._all():
            places.append(buckets.size)
            if data:
                yield from buckets.add(varint(lists.size) + data)
            yield from lists.add(listed)
        places.append(buckets.size)
        yield from buckets.end()
        yield from lists.end()
        yield from runs.whole("places", np.array(places, "<u4").tobytes())

    def _all(self) -> Iterator[tuple[bytes, bytes]]:
        """Yield each bucket but for the place of its lists, and its lists."""
        count = len(self._places) - 1
        for first in range(0, count, _AT_ONCE):
            some = self._parted(first, min(count, first + _AT_ONCE))
            yield from (self._mended.get(number, parts) for number, parts in enumerate(some, first))

    def _parted(self, first: int, last: int) -> list[tuple[bytes, bytes]]:
        """Return some buckets as they were, each parted from the place of its lists."""
        places = self._places[first : last + 1]
        data = self._index.read("pairs", places[0], places[-1])
        stretches = [data[begin - places[0] : end - places[0]] for begin, end in pairwise(places)]
        parted = [_base_of(stretch) for stretch in stretches]
        bases = [base for base, stretch in zip(parted, stretches, strict=True) if stretch]
        if not bases:
            return [(b"", b"")] * len(stretches)
        end = self._base_after(last)
        lists = self._index.read("pairlists", bases[0], end)
        ends = iter([*bases[1:], end])
        found = []
        for base, stretch in zip(parted, stretches, strict=True):
            if not stretch:
                found.append((b"", b""))
                continue
            until = next(ends)
            listed = lists[base - bases[0] : until - bases[0]]
            found.append((stretch[len(varint(base)) :], listed))
        return found

    def _base_after(self, bucket: int) -> int:
        """Return where the lists of the first bucket from one on begin that is not empty."""
        for number in range(bucket, len(self._places) - 1):
            begin, end = self._places[number : number + 2]
            if begin < end:
                return _base_of(self._index.read("pairs", begin, min(end, begin + 10)))
        return self._index.sizes["pairlists"]


def _without(some: Numbers, others: Numbers) -> Numbers:
    """Return the numbers of a sorted row that another does not have."""
    return some[~np.isin(some, others, kind="sort")]


def _base_of(data: bytes) -> int:
    """Return the number with which a bucket begins."""
    value = shift = 0
    for byte in data:
        value |= (byte & 127) << shift
        if byte < 128:  # noqa: PLR2004 - seven bits
            break
        shift += 7
    return value


def _told(pairs: dict[int, _Pair]) -> tuple[bytes, bytes]:
    flat: list[int] = []
    lists: list[bytes] = []
    before = 0
    for tag in sorted(pairs):
        pair = pairs[tag]
        flat += (tag - before, *pair.told)
        lists.append(pair.listed)
        before = tag
    return varints(np.array(flat, np.uint64))[0], b"".join(lists)
