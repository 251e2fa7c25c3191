"""Open archives for the threads that answer: few, lent and given back.

A server's threads come and go with what is asked. An archive for each of them would be left open
when its thread ends, with its files and its page cache: at sixteen connections three a minute.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from backfile.archive.archive import Archive

MOST_KEPT = 4
"""Archives that stay open while nobody asks: their page caches of 4 MB are all that is kept. More
are opened while more answer at once; Python lets two or three of them get anywhere."""


class Readers:
    """An archive, open for reading as often as it is needed at once."""

    def __init__(self, archive_path: Path) -> None:
        self.path = archive_path
        self._free: list[Archive] = []
        """Taken from and put back at its end: each of these is one step of the interpreter."""

    @contextmanager
    def reading(self) -> Iterator[Archive]:
        """Lend an open archive that nobody else has."""
        archive = self._taken()
        try:
            yield archive
        finally:
            if len(self._free) < MOST_KEPT:
                self._free.append(archive)
            else:
                archive.close()

    def _taken(self) -> Archive:
        try:
            return self._free.pop()
        except IndexError:
            return Archive.open(self.path)
