"""Expanded bytes on temporary ground: bounded, seekable, gone when nobody looks any more.

Nothing that a deposit holds is ever written under its own name; spools are nameless files.
"""

import io
import tempfile
import weakref
from collections.abc import Callable, Iterator, Sequence
from typing import BinaryIO

from backfile.errors import UnsafeDeposit

IN_MEMORY = 8 << 20
"""Bytes that are held in memory before a spool goes to disk: 99 of 100 pages and pictures are
smaller than 2 MiB."""


class Spool:
    """The expanded bytes of one container or entry."""

    def __init__(self, pieces: Iterator[bytes], bound: int, notes: Sequence[str] = ()) -> None:
        """Take all pieces in.

        Args:
            pieces: the bytes.
            bound: how many there may be.
            notes: what the pieces' giver finds damaged on the way.

        Raises:
            UnsafeDeposit: there are more than `bound` bytes.
        """
        file = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115  closed by finalize
        weakref.finalize(self, file.close)
        self.notes = notes
        self.size = 0
        for piece in pieces:
            self.size += len(piece)
            if self.size > bound:
                raise UnsafeDeposit(f"it expands beyond {bound:,} bytes")
            file.write(piece)
        self._file = file

    def read_at(self, position: int, size: int) -> bytes:
        """Return up to `size` bytes from a position."""
        self._file.seek(position)
        return self._file.read(size)

    def open(self) -> BinaryIO:
        """Open the bytes anew from their start."""
        return io.BufferedReader(_View(self))


class _View(io.RawIOBase):
    """One reader's own place in a spool."""

    def __init__(self, spool: Spool) -> None:
        super().__init__()
        self._spool = spool
        self._at = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._spool.size}[whence]
        self._at = max(start + offset, 0)
        return self._at

    def tell(self) -> int:
        return self._at

    def readinto(self, buffer: "memoryview[int]") -> int:  # type: ignore[override]
        piece = self._spool.read_at(self._at, len(buffer))
        buffer[: len(piece)] = piece
        self._at += len(piece)
        return len(piece)


class _Slice(io.RawIOBase):
    """A stretch of an open file, as a file of its own; closes the file with itself."""

    def __init__(self, file: BinaryIO, start: int, size: int) -> None:
        super().__init__()
        self._file = file
        self._start = start
        self._size = size
        self._at = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        self._at = max(start + offset, 0)
        return self._at

    def tell(self) -> int:
        return self._at

    def readinto(self, buffer: "memoryview[int]") -> int:  # type: ignore[override]
        room = max(min(len(buffer), self._size - self._at), 0)
        self._file.seek(self._start + self._at)
        piece = self._file.read(room)
        buffer[: len(piece)] = piece
        self._at += len(piece)
        return len(piece)

    def close(self) -> None:
        self._file.close()
        super().close()


def open_slice(open_file: Callable[[], BinaryIO], start: int, size: int) -> BinaryIO:
    """Open a stretch of a file as a file of its own."""
    return io.BufferedReader(_Slice(open_file(), start, size), 1 << 16)
