"""The lock: one writer at a time, and it says who holds it.

The operating system holds the lock and lets go of it when the process ends, however it ends; the
words inside the file only tell people who it is.
"""

import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import msgspec

from backfile.clock import Clock
from backfile.errors import ArchiveBusy

if sys.platform == "win32":
    import msvcrt

    # Beyond the words, so that others can still read them: Windows locks are mandatory.
    _GUARDED_BYTE = 1 << 20

    def _take(stream: IO[str]) -> bool:
        stream.seek(_GUARDED_BYTE)
        try:
            msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        stream.seek(0)
        return True
else:
    import fcntl

    def _take(stream: IO[str]) -> bool:
        try:
            fcntl.flock(stream.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


@dataclass(frozen=True, slots=True)
class Holder:
    """Who is writing to an archive."""

    pid: int
    host: str
    command: str
    since: str
    """RFC 3339 time."""


class Lock:
    """The right to write to an archive, held until it is released or the process ends."""

    def __init__(self, path: Path, clock: Clock, command: str) -> None:
        self._path = path
        self._holder = Holder(os.getpid(), socket.gethostname(), command, clock())
        self._stream: IO[str] | None = None

    def take(self) -> None:
        """Take the lock, or say who has it.

        Raises:
            ArchiveBusy: another process holds it.
        """
        stream = self._path.open("a+", encoding="utf-8")
        if not _take(stream):
            stream.close()
            raise ArchiveBusy(_who(self._path), "Wait until it is done, or end that process.")
        stream.seek(0)
        stream.truncate()
        stream.write(msgspec.json.encode(self._holder).decode())
        stream.flush()
        self._stream = stream

    @property
    def is_held(self) -> bool:
        """Whether it is held here and now."""
        return self._stream is not None

    def release(self) -> None:
        """Let go of the lock; harmless where it is not held."""
        if self._stream:
            self._stream.seek(0)
            self._stream.truncate()
            self._stream.close()
            self._stream = None


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Hold a lock of one's own for a while, which `is_taken` tells others of.

    Args:
        path: a file that nobody else locks; it is made.
    """
    with path.open("a+", encoding="utf-8") as stream:
        _take(stream)
        yield


def is_taken(path: Path) -> bool:
    """Say whether somebody holds the lock at this moment; words that a killed one left do not."""
    try:
        with path.open("r+", encoding="utf-8") as stream:
            return not _take(stream)
    except OSError:
        # Where nobody may write, nobody does.
        return False


def holder_of(path: Path) -> Holder | None:
    """Say who holds the lock by the words in its file; None where they cannot be read."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=Holder)
    except (OSError, msgspec.DecodeError):
        return None


def _who(path: Path) -> str:
    holder = holder_of(path)
    if holder is None:
        return "Another process is writing to this archive."
    return (
        f"“{holder.command}” (process {holder.pid} on {holder.host}) "
        f"has been writing to this archive since {holder.since}."
    )
