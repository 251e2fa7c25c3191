"""Packs: files of the search index that any host takes and any browser reads in parts.

A pack is a stretch of one long run of bytes ("terms", "lists", "texts" ...): pack 0 holds the first
PACK_BYTES, pack 1 the next, so that whoever knows a place in the run knows file and offset.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from backfile.publish.search.packing import File
from backfile.publish.search.pieces import Cut

PACK_BYTES = 16 << 20
"""Some hosts take no file above 25 MB (Cloudflare Pages), and whoever copies by hand likes few."""

_MOST_WAITING = 1 << 20
"""Bytes of a pack that wait in memory until it is full."""


class Packs:
    """One long run of bytes on its way into files; a pack that is not full waits in a folder."""

    def __init__(self, name: str, folder: Path, piece: int = 0) -> None:
        self.name = name
        self.size = 0
        """Bytes so far: where the next ones will stand."""
        self._cut = Cut(name, piece) if piece else None
        self._waiting = bytearray()
        self._held = 0
        """Bytes of the pack that wait on the disk, before those that wait in memory."""
        self._count = 0
        self._disk = folder / f"{name}.pack"

    def add(self, data: bytes) -> Iterator[File]:
        """Take bytes; yield each pack that they fill."""
        self.size += len(data)
        self._waiting += data
        if self._cut:
            yield from self._cut.add(data)
        waiting = len(self._waiting)
        if waiting >= _MOST_WAITING or self._held + waiting >= PACK_BYTES:
            yield from self._set_down()

    def _set_down(self) -> Iterator[File]:
        """Let what waits in memory wait on the disk; yield the packs that are full with it."""
        while self._held + len(self._waiting) >= PACK_BYTES:
            some = PACK_BYTES - self._held
            rest = self._waiting[some:]
            del self._waiting[some:]
            yield self._file()
            self._waiting = rest
        with self._disk.open("ab") as disk:
            self._held += disk.write(self._waiting)
        self._waiting.clear()

    def end(self) -> Iterator[File]:
        """Yield what is left."""
        if self._held or self._waiting:
            yield self._file()
        if self._cut:
            yield from self._cut.end()

    def _file(self) -> File:
        data = bytes(self._waiting)
        if self._held:
            data = self._disk.read_bytes() + data
            self._disk.unlink()
        self._held = 0
        self._waiting.clear()
        self._count += 1
        return f"{self.name}-{self._count - 1}.bin", data


@dataclass(slots=True)
class Runs:
    """All runs of an index."""

    folder: Path
    """Where packs wait until they are full."""
    pieces: Mapping[str, int]
    """Bytes of a piece of each run; none where the index does not come in pieces too."""
    packs: dict[str, Packs] = field(default_factory=dict)

    def begin(self, name: str) -> Packs:
        """Begin a run."""
        found = self.packs[name] = Packs(name, self.folder, self.pieces.get(name, 0))
        return found

    @property
    def sizes(self) -> dict[str, int]:
        """Return how many bytes each run has."""
        return {name: packs.size for name, packs in self.packs.items()}

    def whole(self, name: str, data: bytes) -> Iterator[File]:
        """Yield a run that is at hand as a whole."""
        return self.through(name, (data,))

    def through(self, name: str, parts: Iterable[bytes]) -> Iterator[File]:
        """Yield a run whose bytes come in parts."""
        packs = self.begin(name)
        for data in parts:
            yield from packs.add(data)
        yield from packs.end()
