"""A run of bytes of which a few stretches change: only the packs that these touch are written."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from backfile.publish.search.packing import File
from backfile.publish.search.packs import PACK_BYTES

Kept = tuple[str, None]
"""Path of a file that stays as it is."""
Read = Callable[[str, int, int], bytes]
"""Reads a stretch of a run as it was: name, first byte, byte after the last."""


@dataclass(slots=True)
class Patched:
    """A run as it was, with what is to stand in it."""

    name: str
    before: int
    """Its bytes as it was."""
    size: int
    free: list[tuple[int, int]] = field(default_factory=list)
    """Stretches in which nothing stands: where, and how many bytes."""
    _patches: dict[int, bytes] = field(default_factory=dict)

    def release(self, at: int, length: int) -> None:
        """Let a stretch hold nothing any more: what stood there must not be read again."""
        if length:
            self._patches[at] = bytes(length)
            self.free.append((at, length))

    def set(self, at: int, data: bytes) -> None:
        """Let bytes stand at a place of their own."""
        self._patches[at] = data

    def put(self, data: bytes) -> int:
        """Put bytes where there is room, at the end at the latest; return where."""
        fitting = min(
            ((length, at) for at, length in self.free if length >= len(data)), default=None
        )
        if fitting is None:
            at, self.size = self.size, self.size + len(data)
        else:
            length, at = fitting
            self.free.remove((at, length))
            self._patches.pop(at, None)
            if length > len(data):
                self.free.append((at + len(data), length - len(data)))
                self._patches[at + len(data)] = bytes(length - len(data))
        self._patches[at] = data
        return at

    def stretches(self, read: Read) -> Iterator[bytes]:
        """Yield the whole run, a pack's worth of bytes at a time."""
        for number in range(self._packs):
            yield self._pack(number, read)

    def files(self, read: Read) -> Iterator[File | Kept]:
        """Yield the packs that change, and the paths of those that do not."""
        touched = {
            pack
            for at, data in self._patches.items()
            for pack in range(at // PACK_BYTES, (at + len(data) - 1) // PACK_BYTES + 1)
        }
        for number in range(self._packs):
            path = f"{self.name}-{number}.bin"
            yield (path, self._pack(number, read)) if number in touched else (path, None)

    @property
    def _packs(self) -> int:
        return -(-self.size // PACK_BYTES)

    def _pack(self, number: int, read: Read) -> bytes:
        first = number * PACK_BYTES
        last = min(self.size, first + PACK_BYTES)
        kept = read(self.name, first, min(last, self.before)) if first < self.before else b""
        found = bytearray(kept.ljust(last - first, b"\0"))
        for at, data in self._patches.items():
            begin, end = max(at, first), min(at + len(data), last)
            if begin < end:
                found[begin - first : end - first] = data[begin - at : end - at]
        return bytes(found)
