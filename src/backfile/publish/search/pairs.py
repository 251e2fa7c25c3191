"""Pairs of words side by side: in which stories each stands, so that phrases are found exactly.

A pair has a number of 40 bits (cutting.pair_of). Its top bits name a bucket, the rest stands in
the bucket, where pairs follow one another: gap to the one before, how many stories, and these as
gaps, or the length of their list where there are many. Positions would take as much room and
thirty times the transfer: "said the" alone 5 MB (measured: docs/decisions/0022).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from backfile.publish.search.cutting import PAIR_BITS, STORY_BITS
from backfile.publish.search.packing import File, Numbers, varint, varints
from backfile.publish.search.packs import Packs
from backfile.publish.search.postings import BITMAP, GAPS, INLINE

_TOKENS_A_BUCKET = 8192
"""Words of text for each bucket: about 450 pairs, 3 KB."""
_DENSE = 8
"""From one story in so many on, a bitmap is shorter than gaps."""
_STORY = np.uint64((1 << STORY_BITS) - 1)


def bucket_bits(tokens: int) -> int:
    """Return how many bits name a bucket, for so many words of text."""
    return max(1, (tokens // _TOKENS_A_BUCKET).bit_length())


def list_told(stories: npt.NDArray[np.int64], count: int) -> bytes:
    """Return the list of a pair's stories: how it is told, then they.

    Args:
        stories: their numbers, in order.
        count: numbers of stories that there are.
    """
    if len(stories) * _DENSE > count:
        here = np.zeros(count, np.uint8)
        here[stories] = 1
        return bytes((BITMAP,)) + np.packbits(here, bitorder="little").tobytes()
    return bytes((GAPS,)) + varints(np.diff(stories, prepend=-1).astype(np.uint64))[0]


@dataclass(slots=True)
class Pairs:
    """Buckets and lists on their way into packs."""

    stories: int
    bits: int
    buckets: Packs
    lists: Packs
    begins: list[int] = field(default_factory=list)
    """Where each bucket begins."""

    def take(self, numbers: Numbers, place_of: Numbers) -> Iterator[File]:
        """Take all pairs of some buckets (pair << 24 | story, unsorted); yield full packs."""
        final = place_of[numbers & _STORY]
        found = np.sort((numbers & ~_STORY) | final)
        pairs, stories = found >> np.uint64(STORY_BITS), (found & _STORY).astype(np.int64)
        begins = np.flatnonzero(np.diff(pairs, prepend=np.uint64((1 << 64) - 1)))
        counts = np.diff(np.append(begins, len(pairs)))
        gaps = np.diff(stories, prepend=0)
        gaps[begins] = stories[begins] + 1
        lengths, listed = self._listed(stories, gaps, (begins, counts))
        yield from self._put_buckets(pairs[begins], counts, gaps, lengths)
        yield from self.lists.add(listed)

    def _listed(
        self,
        stories: npt.NDArray[np.int64],
        gaps: npt.NDArray[np.int64],
        runs: tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]],
    ) -> tuple[npt.NDArray[np.int64], bytes]:
        """Return how long each pair's list is (0 where it has none), and the lists."""
        begins, counts = runs
        lengths = np.zeros(len(begins), np.int64)
        pieces: list[bytes] = []
        long = np.flatnonzero(counts > INLINE)
        chosen = np.repeat(counts > INLINE, counts)
        data, stops = varints(gaps[chosen].astype(np.uint64))
        at = 0
        done = 0
        for pair, count in zip(long.tolist(), counts[long].tolist(), strict=True):
            at += count
            stop = int(stops[at - 1])
            if count * _DENSE > self.stories:
                begin = int(begins[pair])
                here = np.zeros(self.stories, np.uint8)
                here[stories[begin : begin + count]] = 1
                piece = bytes((BITMAP,)) + np.packbits(here, bitorder="little").tobytes()
            else:
                piece = bytes((GAPS,)) + data[done:stop]
            pieces.append(piece)
            lengths[pair] = len(piece)
            done = stop
        return lengths, b"".join(pieces)

    def _put_buckets(
        self,
        pairs: Numbers,
        counts: npt.NDArray[np.int64],
        gaps: npt.NDArray[np.int64],
        lengths: npt.NDArray[np.int64],
    ) -> Iterator[File]:
        rest = np.uint64(PAIR_BITS - self.bits)
        buckets = (pairs >> rest).astype(np.int64)
        tags = (pairs & np.uint64((1 << int(rest)) - 1)).astype(np.int64)
        starts = np.flatnonzero(np.diff(buckets, prepend=-1))
        steps = np.diff(tags, prepend=0)
        steps[starts] = tags[starts]
        flat, ends = self._flat(steps, counts, gaps, lengths)
        data, stops = varints(flat)
        lasts = np.append(starts[1:], len(pairs)) - 1
        bucket_ends = stops[ends[lasts] - 1]
        bases = self.lists.size + np.cumsum(lengths)[starts] - lengths[starts]
        done = 0
        told = zip(buckets[starts].tolist(), bucket_ends.tolist(), bases.tolist(), strict=True)
        for bucket, end, base in told:
            self._pass_over(bucket)
            yield from self.buckets.add(varint(base) + data[done:end])
            done = end

    def _pass_over(self, bucket: int) -> None:
        """Note where a bucket begins; those that were passed over are empty."""
        while len(self.begins) <= bucket:
            self.begins.append(self.buckets.size)

    def places(self) -> bytes:
        """Return where each bucket begins, and the end of the last: 32 bits each."""
        self._pass_over(1 << self.bits)
        return np.array(self.begins, "<u4").tobytes()

    def _flat(
        self,
        steps: npt.NDArray[np.int64],
        counts: npt.NDArray[np.int64],
        gaps: npt.NDArray[np.int64],
        lengths: npt.NDArray[np.int64],
    ) -> tuple[Numbers, npt.NDArray[np.int64]]:
        """Return all numbers of some pairs in a row, and where each pair ends."""
        short = counts <= INLINE
        sizes = np.where(short, 2 + counts, 3)
        ends = np.cumsum(sizes)
        begins = ends - sizes
        flat = np.empty(int(ends[-1]), np.uint64)
        flat[begins] = steps
        flat[begins + 1] = counts
        flat[begins[~short] + 2] = lengths[~short]
        some = counts[short]
        within = np.arange(int(some.sum())) - np.repeat(np.cumsum(some) - some, some)
        flat[np.repeat(begins[short] + 2, some) + within] = gaps[np.repeat(short, counts)]
        return flat, ends
