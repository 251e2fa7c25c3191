"""What does not fit into memory: sorted runs of numbers in a temporary folder, read back merged.

Each run is sorted by its top bits (the term, the pair). To merge, ranges of these are chosen that
together hold about MERGED_AT_ONCE numbers; of each run the stretch that falls into a range is read.
"""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np

from backfile.publish.search.packing import Numbers

MERGED_AT_ONCE = 250_000
"""Numbers that are merged at a time: 2 MB, and as much again many times while they are sorted."""
_GRAINS = 1024
"""Into how many stretches a run is told apart; one of them must fit into memory."""


class Spills:
    """Numbers of 64 bits, put in sorted runs and given back in sorted ranges."""

    def __init__(self, folder: Path, name: str) -> None:
        self._folder = folder
        self._name = name
        self._files: list[Path] = []
        self._tops: list[Numbers] = []
        """Of each run, the number at every so many places."""
        self._sizes: list[int] = []

    def put(self, numbers: Numbers) -> None:
        """Keep a sorted run."""
        if not len(numbers):
            return
        file = self._folder / f"{self._name}-{len(self._files)}"
        numbers.tofile(file)
        self._files.append(file)
        self._sizes.append(len(numbers))
        self._tops.append(numbers[:: self._grain(len(numbers))].copy())

    def merged(self, shift: int) -> Iterator[Numbers]:
        """Yield all numbers, unsorted within ranges that follow one another.

        Args:
            shift: how many low bits numbers may differ in that must not be parted.
        """
        borders = self._borders(shift)
        for low, high in pairwise(borders):
            wanted = (low << shift, (high << shift) - 1)
            pieces = [self._between(run, *wanted) for run in range(len(self._files))]
            found = np.concatenate(pieces) if pieces else np.zeros(0, np.uint64)
            if len(found):
                yield found

    def _grain(self, size: int) -> int:
        return max(1, size // _GRAINS)

    def _borders(self, shift: int) -> list[int]:
        """Return top bits that part the numbers into ranges of about the same size."""
        if not self._files:
            return []
        tops = np.concatenate(self._tops)
        grains = [self._grain(size) for size in self._sizes]
        stands_for = np.repeat(grains, [len(top) for top in self._tops])
        order = np.argsort(tops, kind="stable")
        share = np.cumsum(stands_for[order]) // MERGED_AT_ONCE
        begins = np.flatnonzero(np.diff(share, prepend=-1))
        borders = {int(top) >> shift for top in tops[order][begins]} | {0}
        return [*sorted(borders), 1 << (64 - shift)]

    def _between(self, run: int, least: int, most: int) -> Numbers:
        tops, size = self._tops[run], self._sizes[run]
        grain = self._grain(size)
        # The stretch before may reach into the range.
        first = max(0, int(np.searchsorted(tops, np.uint64(least))) - 1) * grain
        last = min(size, int(np.searchsorted(tops, np.uint64(most), "right")) * grain)
        if last <= first:
            return np.zeros(0, np.uint64)
        found: Numbers = np.fromfile(
            self._files[run], np.uint64, count=last - first, offset=first * 8
        )
        return found[(found >= np.uint64(least)) & (found <= np.uint64(most))]
