"""Which story has which number when an index is mended.

A story keeps its number as long as its place in the order of all stays the same. Others are given
one at the end ("late"), and it is noted where in the order they belong.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from backfile.publish.search.columns import Columns, Ints, Order
from backfile.publish.search.row import Row
from backfile.publish.search.slips import Slip, slip_of

Known = Mapping[str, tuple[Slip, int]]
"""Slip and number of each story that an index holds, by address."""


@dataclass(frozen=True, slots=True)
class Numbering:
    """The stories of a mended index."""

    slips: list[Slip]
    """Of all stories, in the order in which they come."""
    numbers: list[int]
    """The number of each."""
    order: Order
    size: int
    """Numbers that were ever given."""
    late: list[tuple[int, int]]
    """Numbers given late, in their order, each behind the first other that comes after it."""
    gone: list[int]
    """Numbers that no story has any more."""
    before: list[tuple[int, Slip]]
    """Stories that are to be taken out, by the number that they had."""
    after: list[tuple[int, Row]]
    """Stories that are to be put in, by the number that they have."""

    @property
    def changes(self) -> int:
        """Return how many stories came, went or changed."""
        return len(
            {slip.address for _, slip in self.before} | {row.address for _, row in self.after}
        )


@dataclass(frozen=True, slots=True)
class Given:
    """Numbers as the last run left them."""

    known: Known
    built: int
    """Numbers below were given when the index was built, in the order of all stories."""
    size: int


def numbering_of(given: Given, addresses: list[str], rows: Mapping[str, Row]) -> Numbering | None:
    """Return which story has which number; None where that does not agree with the last run.

    Args:
        given: numbers as the last run left them.
        addresses: of all stories that there are now, in the order in which they come.
        rows: those that came or changed, by address.
    """
    known = given.known
    slips = [
        slip_of(rows[address]) if address in rows else known[address][0] for address in addresses
    ]
    columns = Columns()
    for slip in slips:
        columns.add(slip)
    kept = dict(_kept(given, slips))
    lasting = [addresses[place] for place in columns.lasting().tolist()]
    inorder = [kept[address] for address in lasting if address in kept]
    built = [number for number in inorder if number < given.built]
    if any(one >= other for one, other in pairwise(built)):
        return None
    numbers, size = _all_numbered(given, addresses, kept)
    used = set(numbers.values())
    gone = [number for number in range(size) if number not in used]
    late = _late(lasting, numbers, given.built)
    late += [(given.built, number) for number in gone if number >= given.built]
    live = set(addresses)
    return Numbering(
        slips=slips,
        numbers=[numbers[address] for address in addresses],
        order=columns.laid(_places(size, addresses, numbers)),
        size=size,
        late=late,
        gone=gone,
        before=[(n, slip) for a, (slip, n) in known.items() if a in rows or a not in live],
        after=[(numbers[address], row) for address, row in rows.items()],
    )


def _kept(given: Given, slips: list[Slip]) -> Iterator[tuple[str, int]]:
    """Yield the stories that keep their numbers."""
    for slip in slips:
        before, number = given.known.get(slip.address, (None, 0))
        if before and (number >= given.built or before.place == slip.place):
            yield slip.address, number


def _all_numbered(
    given: Given, addresses: list[str], kept: Mapping[str, int]
) -> tuple[dict[str, int], int]:
    """Return the number of each story, and how many numbers were ever given."""
    used = set(kept.values())
    free = iter([number for number in range(given.built, given.size) if number not in used])
    found, size = dict(kept), given.size
    for address in addresses:
        if address in found:
            continue
        number = next(free, size)
        size = max(size, number + 1)
        found[address] = number
    return found, size


def _late(lasting: list[str], numbers: Mapping[str, int], built: int) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    following = built
    for address in reversed(lasting):
        number = numbers[address]
        if number < built:
            following = number
        else:
            found.append((following, number))
    return found[::-1]


def _places(size: int, addresses: list[str], numbers: Mapping[str, int]) -> Ints:
    """Return which story, as they come, has each number; -1 where none has."""
    found = np.full(size, -1, np.int64)
    found[[numbers[address] for address in addresses]] = np.arange(len(addresses))
    return found
