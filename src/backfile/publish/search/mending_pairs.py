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


class _Bucket:
    """A bucket on its way from what it was to what it is to be: pairs are asked for in order."""

    def __init__(self, told: list[int], lists: bytes) -> None:
        self._told = told
        self._lists = lists
        self._at, self._place, self._tag = 1, 0, 0
        """What goes over next, its lists, and the tag before it."""
        self._flat: list[int] = []
        self._listed: list[bytes] = []
        self._last = 0
        """The tag that went over last."""

    def take(self, tag: int) -> _Pair:
        """Return what stood of a pair; all pairs before it go over as they are."""
        told, at, place, here = self._told, self._at, self._place, self._tag
        while at < len(told) and here + told[at] < tag:
            here += told[at]
            df = told[at + 1]
            if df <= INLINE:
                at += 2 + df
            else:
                place += told[at + 2]
                at += 3
        self._go_over(at, place, here)
        if at >= len(told) or here + told[at] != tag:
            return _Pair([0])
        df = told[at + 1]
        to, length = (at + 2 + df, 0) if df <= INLINE else (at + 3, told[at + 2])
        self._at, self._place, self._tag = to, place + length, tag
        return _Pair(told[at + 1 : to], self._lists[place : place + length])

    def _go_over(self, at: int, place: int, tag: int) -> None:
        """Let go over what stands before a place; the last of it has a tag."""
        if at > self._at:
            first = self._tag + self._told[self._at]
            self._flat.append(first - self._last)
            self._flat += self._told[self._at + 1 : at]
            self._listed.append(self._lists[self._place : place])
            self._last = tag
        self._at, self._place, self._tag = at, place, tag

    def put(self, tag: int, pair: _Pair) -> None:
        """Take a pair, unless no story has it any more."""
        if pair.told[0]:
            self._flat += (tag - self._last, *pair.told)
            self._listed.append(pair.listed)
            self._last = tag

    def told(self) -> tuple[bytes, bytes]:
        """Return the bucket but for the place of its lists, and its lists."""
        self._go_over(len(self._told), len(self._lists), 0)
        return varints(np.array(self._flat, np.uint64))[0], b"".join(self._listed)


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
            self._mended[bucket] = self._mended_bucket(bucket, some)

    def _change_of(self, changes: dict[int, dict[int, _Change]], number: int) -> _Change:
        pair = number >> STORY_BITS
        some = changes.setdefault(pair >> self._rest, {})
        return some.setdefault(pair & ((1 << self._rest) - 1), _Change())

    def _mended_bucket(self, bucket: int, changes: dict[int, _Change]) -> tuple[bytes, bytes]:
        """Return a bucket but for the place of its lists, and its lists, as they are to be.

        Pairs in which nothing changes go over as they stand.
        """
        begin, end = self._places[bucket : bucket + 2]
        told = numbers_in(self._index.read("pairs", begin, end)).tolist()
        base = told[0] if told else 0
        lists = self._index.read("pairlists", base, self._base_after(bucket + 1)) if told else b""
        fresh = _Bucket(told, lists)
        for tag in sorted(changes):
            fresh.put(tag, self._mended_pair(fresh.take(tag), changes[tag]))
        return fresh.told()

    def _mended_pair(self, pair: _Pair, change: _Change) -> _Pair:
        held = set(self._stories(pair))
        if not held.issuperset(change.gone):
            raise Unlike("a pair of words")
        stories = np.array(sorted(held.difference(change.gone).union(change.come)), np.int64)
        if len(stories) <= INLINE:
            return _Pair([len(stories), *np.diff(stories, prepend=-1).tolist()])
        listed = list_told(stories, self._numbers)
        return _Pair([len(stories), len(listed)], listed)

    def _stories(self, pair: _Pair) -> list[int]:
        stories = (
            self._index.listed(pair.listed)
            if pair.listed
            else np.cumsum(pair.told[1:], dtype=int) - 1
        )
        found: list[int] = stories.tolist()
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
