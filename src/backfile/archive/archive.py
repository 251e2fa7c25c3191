"""The archive: one folder that lasts, and the one door to it.

    with Archive.open(path, write=True) as archive:
        archive.deposits.register(deposit, items)
        archive.captures.put(deposit.id, batch)
        archive.stories.put(entries)

Each attribute is a counter of its own (deposits, captures, stories, ...). Every method that
writes is one transaction; several become one inside ``with archive.writing():``.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from backfile.archive.captures import Captures
from backfile.archive.corrections import Corrections
from backfile.archive.database import Database, open_reader, open_writer, upgrade, version_of
from backfile.archive.deposits import Deposits
from backfile.archive.files import Files
from backfile.archive.lock import Lock
from backfile.archive.stories import Stories
from backfile.clock import Clock, machine_clock
from backfile.errors import ArchiveMissing, BadValue

SETTINGS = "archive.toml"
DATABASE = "archive.db"
LOCK = "archive.lock"


class Archive:
    """An open archive."""

    def __init__(self, path: Path, database: Database, lock: Lock | None, clock: Clock) -> None:
        self.path = path
        self._database = database
        self._lock = lock
        self.originals = Files(path / "originals")
        self.asset_files = Files(path / "assets")
        self.deposits = Deposits(database, self.originals, clock)
        self.captures = Captures(database)
        self.stories = Stories(database)
        self.corrections = Corrections(database)

    @classmethod
    def create(cls, path: Path, settings: str, clock: Clock = machine_clock) -> "Archive":
        """Make a new archive in an empty or new folder; return it open for writing.

        Args:
            path: the folder.
            settings: the text of its archive.toml (see ``backfile.config.template``).
            clock: says when things happen, for the journal.

        Raises:
            BadValue: something stands there already.
        """
        if path.exists() and (not path.is_dir() or any(path.iterdir())):
            raise BadValue(f"{path} is there already and not empty.", "Name a new folder.")
        path.mkdir(parents=True, exist_ok=True)
        (path / SETTINGS).write_text(settings, encoding="utf-8")
        return cls._open_to_write(path, clock)

    @classmethod
    def open(cls, path: Path, *, write: bool = False, clock: Clock = machine_clock) -> "Archive":
        """Open an archive, to read beside others or as its one writer.

        Raises:
            ArchiveMissing: there is none at that path.
            ArchiveBusy: somebody else is writing (only with ``write``).
            ArchiveTooNew: a later Backfile wrote it.
        """
        if not (path / DATABASE).is_file() or not (path / SETTINGS).is_file():
            raise ArchiveMissing(f"There is no archive at {path}.", "Make one with `backfile new`.")
        if write:
            return cls._open_to_write(path, clock)
        database = open_reader(path / DATABASE)
        version_of(database, path / DATABASE)
        return cls(path, database, None, clock)

    @classmethod
    def _open_to_write(cls, path: Path, clock: Clock) -> "Archive":
        lock = Lock(path / LOCK, clock, " ".join(sys.argv[:2]) or "python")
        lock.take()
        database = open_writer(path / DATABASE)
        upgrade(database, path / DATABASE)
        return cls(path, database, lock, clock)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Make everything that is written inside the block one transaction."""
        with self._database.writing():
            yield

    def close(self) -> None:
        """Close the archive and let go of the lock."""
        self._database.close()
        if self._lock:
            self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
