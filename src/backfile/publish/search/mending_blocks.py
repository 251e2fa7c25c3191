"""A block of the dictionary in which a few keys change: all others go over as they stand.

A key is told by how much it shares with the one before, so what follows a key that came or went is
told anew as well, and nothing else.
"""

from collections.abc import Iterator
from typing import NamedTuple

from backfile.publish.search.blocks import keys_of
from backfile.publish.search.packing import deflate
from backfile.publish.search.postings import BLOCK_BYTES, shared

_MOST_BLOCK_BYTES = 2 * BLOCK_BYTES
"""A block that grew beyond is parted."""


class _Spot(NamedTuple):
    """Where a key stands in a block."""

    start: int
    begin: int
    """Where begins what is said of it."""
    end: int
    before: bytes
    """The key before it."""


class Keys:
    """The keys of a block, and what is said of each."""

    def __init__(self, data: bytes = b"") -> None:
        self._data = data
        self._fresh: dict[bytes, bytes] = {}
        self._spots: dict[bytes, _Spot] = {}
        before, start = b"", 0
        for key, begin, end in keys_of(data):
            self._spots[key] = _Spot(start, begin, end, before)
            before, start = key, end
        self.first = next(iter(self._spots), b"")
        """The first key before anything changed; so with the last."""
        self.last = before

    def get(self, key: bytes) -> bytes | None:
        """Return what is said of a key."""
        spot = self._spots.get(key)
        return self._data[spot.begin : spot.end] if spot else None

    def put(self, key: bytes, payload: bytes) -> None:
        """Say something of a key."""
        self._fresh[key] = payload

    def drop(self, key: bytes) -> None:
        """Say nothing of a key any more."""
        self._spots.pop(key, None)

    def blocks(self) -> Iterator[tuple[list[bytes], bytes]]:
        """Yield keys and bytes of each block that the keys now make."""
        keys = sorted(self._spots.keys() | self._fresh.keys())
        said = [self._data[s.begin : s.end] for k, s in self._spots.items() if k not in self._fresh]
        size = sum(len(payload) + 4 for payload in (*said, *self._fresh.values()))
        each = -(-len(keys) // (1 + size // _MOST_BLOCK_BYTES))
        for at in range(0, len(keys), each or 1):
            some = keys[at : at + each]
            yield some, deflate(b"".join(self._told(some)))

    def _told(self, keys: list[bytes]) -> Iterator[bytes]:
        before = b""
        for key in keys:
            spot = self._spots.get(key)
            if key in self._fresh:
                yield shared(before, key) + self._fresh[key]
            elif spot and spot.before == before:
                yield self._data[spot.start : spot.end]
            elif spot:
                yield shared(before, key) + self._data[spot.begin : spot.end]
            before = key
