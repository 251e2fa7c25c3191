"""A bounded sample of a deposit's pages, the same on every run whatever the order.

Pages are parted by host and by the shape of their address, so that a thousand tag pages do not
crowd out the stories. Of each part those stay whose address has the smallest digest.
"""

import hashlib
import heapq
import re
from collections.abc import Iterator

from backfile.model.capture import Capture
from backfile.urls import key_of

PER_SHAPE = 100
"""Pages of one shape of address at one host: enough for the 45 sites of the open set, three of
them redesigned half-way (python bench/templates.py)."""
PER_HOST = 160
LEAST = 4
"""Fewer pages of a shape teach nothing."""
LONGEST_FOLDER = 16
"""Characters: longer parts of an address are made from headlines."""
MOST_BYTES = 96 << 20
"""Of all pages held at a time."""
MOST_HOSTS = 400
SMALLEST_HOST = 2
"""A single page teaches nothing that it does not say itself."""
_DIGITS = re.compile(r"\d+")
_WORD = re.compile(r"[^/?&=.#]+")

_Entry = tuple[int, str, Capture]


class Sample:
    """Holds on to a few pages of each host and shape of address."""

    def __init__(self) -> None:
        self._heaps: dict[tuple[str, str], list[_Entry]] = {}
        self._held = 0
        self._limit = PER_SHAPE

    def offer(self, host: str, capture: Capture) -> None:
        """Take in a page if it belongs to the sample; forget the one that it displaces."""
        address = capture.address or ""
        rank = -int.from_bytes(
            hashlib.blake2b(key_of(address).encode("utf-8", "replace"), digest_size=8).digest(),
            "big",
        )
        heap = self._heaps.setdefault((host, shape_of(address)), [])
        if len(heap) >= self._limit and rank <= heap[0][0]:
            return
        if any(entry[0] == rank for entry in heap):
            return
        heapq.heappush(heap, (rank, address, capture))
        self._held += len(capture.body)
        while len(heap) > self._limit:
            self._forget(heap)
        while self._held > MOST_BYTES and self._limit > LEAST:
            self._tighten()

    def hosts(self) -> Iterator[str]:
        """Yield the hosts of which enough pages are held, in order."""
        count: dict[str, int] = {}
        for (host, _), heap in self._heaps.items():
            count[host] = count.get(host, 0) + len(heap)
        many = sorted((h for h in count if count[h] >= SMALLEST_HOST), key=lambda h: (-count[h], h))
        yield from sorted(many[:MOST_HOSTS])

    def take(self, host: str) -> list[Capture]:
        """Return the sample of a host and let go of it; the largest parts give way first."""
        parts = [
            sorted(heap, reverse=True)
            for key, heap in sorted(self._heaps.items())
            if key[0] == host
        ]
        for key in [key for key in self._heaps if key[0] == host]:
            del self._heaps[key]
        taken: list[Capture] = []
        turn = 0
        while len(taken) < PER_HOST and any(turn < len(part) for part in parts):
            taken += [part[turn][2] for part in parts if turn < len(part)]
            turn += 1
        return taken[:PER_HOST]

    def _forget(self, heap: list[_Entry]) -> None:
        self._held -= len(heapq.heappop(heap)[2].body)

    def _tighten(self) -> None:
        self._limit = self._limit * 3 // 4
        for heap in self._heaps.values():
            while len(heap) > self._limit:
                self._forget(heap)


def shape_of(address: str) -> str:
    """Return the shape of an address: how deep it goes, where numbers stand, its first folder.

    "/2017/06/23/slug" is "9999/99/99/w"; "/tag/war/page/2" is "tag/w/page/9".
    """
    path = address.split("://", 1)[-1].partition("/")[2]
    parts = path.split("?")[0].strip("/").split("/")
    shaped = []
    for depth, part in enumerate(parts[:6]):
        if part.isdigit():
            shaped.append("9" * min(4, len(part)))
        elif depth < len(parts) - 1 and len(part) < LONGEST_FOLDER:
            shaped.append(_DIGITS.sub("9", part))
        else:
            shaped.append("w" if part else "")
    return "/".join(shaped) + ("?" if "?" in path else "")
