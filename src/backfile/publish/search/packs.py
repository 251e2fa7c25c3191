"""Packs: files of the search index that any host takes and any browser reads in parts.

A pack is a stretch of one long run of bytes ("terms", "lists", "texts" ...): pack 0 holds the first
PACK_BYTES, pack 1 the next, so that whoever knows a place in the run knows file and offset.
"""

from collections.abc import Iterator

from backfile.publish.search.packing import File
from backfile.publish.search.pieces import Cut

PACK_BYTES = 16 << 20
"""Some hosts take no file above 25 MB (Cloudflare Pages), and whoever copies by hand likes few."""


class Packs:
    """One long run of bytes on its way into files."""

    def __init__(self, name: str, *, has_pieces: bool = False) -> None:
        self.name = name
        self.size = 0
        """Bytes so far: where the next ones will stand."""
        self._cut = Cut(name) if has_pieces else None
        self._waiting = bytearray()
        self._count = 0

    def add(self, data: bytes) -> Iterator[File]:
        """Take bytes; yield each pack that they fill."""
        self.size += len(data)
        self._waiting += data
        if self._cut:
            yield from self._cut.add(data)
        while len(self._waiting) >= PACK_BYTES:
            yield self._file(bytes(self._waiting[:PACK_BYTES]))
            del self._waiting[:PACK_BYTES]

    def end(self) -> Iterator[File]:
        """Yield what is left."""
        if self._waiting:
            yield self._file(bytes(self._waiting))
            self._waiting.clear()
        if self._cut:
            yield from self._cut.end()

    def _file(self, data: bytes) -> File:
        self._count += 1
        return f"{self.name}-{self._count - 1}.bin", data
