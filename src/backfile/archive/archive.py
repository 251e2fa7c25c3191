"""The archive: one folder that lasts, and the one door to it.

    with Archive.open(path, write=True) as archive:
        archive.deposits.register(deposit, items)
        archive.captures.put(deposit.id, batch)
        archive.stories.put(entries)

Each attribute is a counter of its own (deposits, captures, stories, ...). Every method that
writes is one transaction; several become one inside ``with archive.writing():``.
"""

import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from backfile.archive import fixity, index
from backfile.archive.assets import Assets
from backfile.archive.captures import Captures
from backfile.archive.corrections import Corrections
from backfile.archive.database import (
    Database,
    open_passing,
    open_reader,
    open_writer,
    trouble_with,
    upgrade,
    version_of,
)
from backfile.archive.deposits import Deposits
from backfile.archive.erasures import Erasures
from backfile.archive.files import Files
from backfile.archive.journal import Journal
from backfile.archive.keys import Keys
from backfile.archive.ledger import Ledger
from backfile.archive.lock import Lock, is_taken
from backfile.archive.outward import Counters, Outward
from backfile.archive.packages import Packages
from backfile.archive.publication import PublicationShelf
from backfile.archive.readme import README, README_NAME
from backfile.archive.remedies import Remedies
from backfile.archive.rules import read_rights
from backfile.archive.search import Search
from backfile.archive.stories import Stories
from backfile.archive.tables import VERSION
from backfile.archive.withholding import Withholding
from backfile.clock import Clock, day_of, machine_clock
from backfile.disk import write_whole
from backfile.errors import ArchiveMissing, BadValue
from backfile.model.finding import Finding
from backfile.model.remedy import Surface
from backfile.model.rights import Rights

SETTINGS = "archive.toml"
DATABASE = "archive.db"
LOCK = "archive.lock"


class Archive:
    """An open archive."""

    def __init__(self, path: Path, database: Database, lock: Lock | None, clock: Clock) -> None:
        self.path = path
        self._database = database
        self._lock = lock
        self._clock = clock
        self.originals = Files(path / "originals")
        self.asset_files = Files(path / "assets")
        self.deposits = Deposits(database, clock)
        self.captures = Captures(database, Assets(database, self.asset_files))
        self.keys = Keys(database)
        self.stories = Stories(database)
        self.assets = Assets(database, self.asset_files)
        self.corrections = Corrections(database)
        self.publication = PublicationShelf(database)
        self.ledger = Ledger(database)
        self.journal = Journal(database, clock)
        self.search = Search(database)
        self.remedies = Remedies(database, clock)
        self.packages = Packages(database, clock)
        self.erasures = Erasures(database, clock)

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
        if _is_untouched(path, settings):
            # A killed `new` had done its work, or it was asked for twice.
            return cls._open_to_write(path, clock)
        if not _is_free(path):
            raise BadValue(f"{path} is there already and not empty.", "Name a new folder.")
        path.mkdir(parents=True, exist_ok=True)
        (path / README_NAME).write_text(README, encoding="utf-8")
        archive = cls._open_to_write(path, clock)
        archive.journal.write("created")
        # Last of all: a folder without settings is no archive, and can be made one again.
        write_whole(path / SETTINGS, settings.encode())
        return archive

    @classmethod
    def open(cls, path: Path, *, write: bool = False, clock: Clock = machine_clock) -> "Archive":
        """Open an archive, to read beside others or as its one writer.

        An archive of an older version is upgraded first, also for a reader.

        Raises:
            ArchiveMissing: there is none at that path.
            ArchiveBusy: somebody else is writing (only with ``write``, or to upgrade).
            ArchiveTooNew: a later Backfile wrote it.
        """
        if not (path / SETTINGS).is_file():
            raise ArchiveMissing(f"There is no archive at {path}.", "Make one with `backfile new`.")
        if not (path / DATABASE).is_file():
            raise ArchiveMissing(f"{path / DATABASE} is gone.", "Fetch it from a copy.")
        if write:
            return cls._open_to_write(path, clock)
        database = open_reader(path / DATABASE)
        if version_of(database, path / DATABASE) < VERSION:
            database.close()
            cls._open_to_write(path, clock).close()
            database = open_reader(path / DATABASE)
        return cls(path, database, None, clock)

    @classmethod
    def passing(cls, path: Path, clock: Clock = machine_clock) -> "Archive":
        """Make an archive in an empty folder for work whose results are told and not kept.

        It has no lock, no index and no settings, and a kill may break it.
        """
        database = open_passing(path / DATABASE)
        upgrade(database, path / DATABASE)
        return cls(path, database, None, clock)

    @classmethod
    def _open_to_write(cls, path: Path, clock: Clock) -> "Archive":
        lock = Lock(path / LOCK, clock, _command())
        lock.take()
        fixity.break_seal(path / DATABASE)
        try:
            archive = cls(path, _upgraded(path, clock), lock, clock)
        except sqlite3.OperationalError as error:
            lock.release()
            raise trouble_with(path / DATABASE, error) from error
        except BaseException:
            lock.release()
            raise
        archive.originals.clear_unfinished()
        archive.asset_files.clear_unfinished()
        return archive

    def outward(self, surface: Surface) -> Outward:
        """Return the stories as a surface may show them, as of now: the door to the public."""
        return Outward(
            self._counters(), surface, self.remedies.treatments(), self.withholding(surface)
        )

    def withholding(self, surface: Surface) -> Withholding:
        """Return what rights keep back on a surface, as archive.toml says today."""
        title = self.publication.get().title or ""
        return Withholding(read_rights(self.path / SETTINGS), surface, title, day_of(self._clock))

    def inward(self) -> Outward:
        """Return the stories as they are kept, whatever was done to them: for the keeper alone."""
        nothing = Withholding(Rights(), Surface.SITE, "", "")
        return Outward(self._counters(), Surface.SITE, {}, nothing)

    def _counters(self) -> Counters:
        return Counters(self.stories, self.captures, self.assets, self.remedies, self.search)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Make everything that is written inside the block one transaction."""
        with self._database.writing():
            yield

    def verify(self, wait: Callable[[int], None] = lambda _size: None) -> Iterator[Finding]:
        """Yield everything that is no longer as it was kept; nothing where all is well.

        Args:
            wait: is told how many bytes were read, as the work goes on.
        """
        if self._lock is None:
            yield from fixity.check_seal(self.path / DATABASE)
        yield from fixity.check_database(self._database)
        yield from fixity.check_files(self._database, self._originals_shelf(), wait)
        yield from fixity.check_files(self._database, self._assets_shelf(), wait)

    def bytes_kept(self) -> int:
        """Return how many bytes `verify` reads: originals and assets together.

        0 where a damaged database cannot tell; `verify` says so.
        """
        try:
            return sum(
                size
                for shelf in (self._originals_shelf(), self._assets_shelf())
                for _digest, size in self._database.execute(shelf.sql)
            )
        except sqlite3.DatabaseError:
            return 0

    def sweep(self) -> list[str]:
        """Remove files of originals/ and assets/ that nothing needs; return their places.

        Copies of the database from before an upgrade go too: they hold what was withdrawn. Only
        after a withdrawal is written down, never inside of ``writing``.
        """
        places = []
        for copy in sorted(self.path.glob(f"{DATABASE}.version-*")):
            copy.unlink()
            places.append(copy.name)
        for shelf in (self._originals_shelf(), self._assets_shelf()):
            needed = {digest for digest, _size in self._database.execute(shelf.sql)}
            for digest in list(shelf.files.digests()):
                if digest not in needed:
                    shelf.files.remove(digest)
                    places.append(f"{shelf.name}/{digest[:2]}/{digest[2:]}")
        return places

    def _originals_shelf(self) -> fixity.Shelf:
        sql = "SELECT DISTINCT digest, size FROM items"
        held_by = (
            "SELECT name, path FROM items JOIN deposits ON deposits.id = deposit"
            " WHERE items.digest = ? ORDER BY position, path LIMIT 1"
        )
        return fixity.Shelf("originals", self.originals, sql, held_by, self._is_growing())

    def _assets_shelf(self) -> fixity.Shelf:
        sql = "SELECT digest, size FROM assets"
        return fixity.Shelf("assets", self.asset_files, sql, is_growing=self._is_growing())

    def _is_growing(self) -> bool:
        return self._lock is None and is_taken(self.path / LOCK)

    def close(self) -> None:
        """Index what waits for it, close the archive and let go of the lock; twice is once."""
        if self._lock and self._lock.is_held:
            self.search.refresh()
            is_whole = self._database.flush()
            self._database.close()
            if is_whole:
                fixity.seal(self.path / DATABASE)
        self._let_go()

    def _let_go(self) -> None:
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
        if error:
            # Out at once; what is not yet indexed the next writer finds.
            self._let_go()
        else:
            self._close_or_say_why()
        if isinstance(error, sqlite3.OperationalError):
            raise trouble_with(self.path / DATABASE, error) from error

    def _close_or_say_why(self) -> None:
        try:
            self.close()
        except sqlite3.OperationalError as error:
            self._let_go()
            raise trouble_with(self.path / DATABASE, error) from error


_OF_NEW = frozenset(
    {
        README_NAME,
        LOCK,
        DATABASE,
        *(f"{DATABASE}-{what}" for what in ("wal", "shm", "journal")),
        f"{SETTINGS}.part",
        f"{DATABASE}{fixity.SEAL}",
    }
)
"""What `new` writes before the settings, which come last."""


def _is_free(path: Path) -> bool:
    """Say whether an archive can be made here; what a killed `new` left does not count."""
    if not path.exists():
        return True
    return path.is_dir() and all(place.name in _OF_NEW for place in path.iterdir())


def _is_untouched(path: Path, settings: str) -> bool:
    """Say whether this very archive is here already, and nothing was ever taken into it."""
    if not (path / SETTINGS).is_file() or not (path / DATABASE).is_file():
        return False
    if any(place.name not in _OF_NEW | {SETTINGS} for place in path.iterdir()):
        return False
    return (path / SETTINGS).read_text(encoding="utf-8") == settings


def _command() -> str:
    # Only the program and its first word: further words may hold paths of somebody's machine.
    program = Path(sys.argv[0]).name or "python"
    return " ".join([program.replace("__main__.py", "backfile"), *sys.argv[1:2]])


def _upgraded(path: Path, clock: Clock) -> Database:
    database = open_writer(path / DATABASE)
    try:
        before = database.number("PRAGMA user_version")
        if before:
            version_of(database, path / DATABASE)
        if upgrade(database, path / DATABASE) and before:
            Journal(database, clock).write("upgraded", detail=f"from version {before} to {VERSION}")
        index.renew(database)
    except BaseException:
        database.close()
        raise
    return database
