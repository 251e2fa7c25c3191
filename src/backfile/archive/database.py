"""Opening archive.db: for reading beside a writer, or as the one writer; upgrades on the way."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TypeVar

from backfile.archive.tables import APPLICATION_ID, STEPS, VERSION, Step
from backfile.errors import ArchiveMissing, ArchiveTooNew, OperatorError

_BUSY_MILLISECONDS = 30_000
"""How long a statement waits for another process's transaction; our longest batch takes < 2 s."""
_CACHED_STATEMENTS = 256
"""All of our statements fit; Python's default of 128 does not hold them."""
_CACHE_KIB = 4_096
"""Page cache: room for the inner pages of tables of a hundred thousand stories, while the whole
process stays small. At 6,000 stories 2 to 64 MB make no difference (bench/archive_speed.py)."""
_WAL_PAGES = 8_000
"""Pages (32 MB) in the write-ahead log before they go into the database: at SQLite's usual 1,000
pages that are written often would be copied over and over, with a flush each time."""
_CHUNK = 500
"""Values in one IN (...); SQLite before 3.32 took 999 at most."""

_OUTSIDE = ("BEGIN IMMEDIATE", "ROLLBACK", "COMMIT")
_INSIDE = ("SAVEPOINT inner", "ROLLBACK TO inner", "RELEASE inner")

_Value = TypeVar("_Value", int, str)


def chunks(values: Sequence[_Value]) -> Iterator[tuple[str, tuple[_Value, ...]]]:
    """Yield values some hundred at a time, each time with the question marks for IN (...)."""
    for start in range(0, len(values), _CHUNK):
        chunk = tuple(values[start : start + _CHUNK])
        yield ", ".join("?" * len(chunk)), chunk


class Database:
    """One connection to archive.db, with transactions that can stand inside each other."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.execute = connection.execute
        self.executemany = connection.executemany

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Run a block as one transaction: all of it is kept, or nothing; blocks may nest."""
        inside = self.connection.in_transaction
        begin, undo, done = _INSIDE if inside else _OUTSIDE
        self.execute(begin)
        try:
            yield
        except BaseException:
            self.execute(undo)
            if inside:
                self.execute(done)
            raise
        self.execute(done)

    def one(self, sql: str, values: tuple[object, ...] = ()) -> tuple[object, ...] | None:
        """Return the first row of an answer, or None."""
        row: tuple[object, ...] | None = self.execute(sql, values).fetchone()
        return row

    def number(self, sql: str, values: tuple[object, ...] = ()) -> int:
        """Return the first column of the first row as a number; 0 where there is none."""
        row = self.one(sql, values)
        return int(str(row[0])) if row and row[0] is not None else 0

    def flush(self) -> bool:
        """Bring everything that was written into the file, out of the write-ahead log.

        Returns False where readers that had begun before kept a part of it in the log.
        """
        row = self.one("PRAGMA wal_checkpoint(TRUNCATE)")
        return row is not None and row[0] == 0

    def close(self) -> None:
        """Close the connection."""
        self.connection.close()


def _connect(path: Path, mode: str = "mode=rwc") -> sqlite3.Connection:
    connection = sqlite3.connect(
        f"{path.resolve().as_uri()}?{mode}",
        isolation_level=None,
        uri=True,
        # The server's threads share a reader; SQLite serialises them itself (THREADSAFE=1).
        check_same_thread=False,
        cached_statements=_CACHED_STATEMENTS,
    )
    try:
        connection.execute(f"PRAGMA busy_timeout = {_BUSY_MILLISECONDS}")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.DatabaseError:
        connection.close()
        raise
    return connection


def _no_database(path: Path) -> ArchiveMissing:
    return ArchiveMissing(
        f"{path} cannot be opened as a database.", "Fetch it, with its -wal file, from a copy."
    )


def trouble_with(path: Path, error: sqlite3.OperationalError) -> OperatorError:
    """Return in our words what this machine would not do for a database: a full disk, mostly."""
    return OperatorError(
        f"{path} cannot be written or read: {error}.",
        "See that the disk has room and the folder may be written to; then say it again.",
    )


def open_writer(path: Path) -> Database:
    """Open archive.db for writing, in WAL mode, so that readers are not disturbed.

    Raises:
        ArchiveMissing: the file is no database.
    """
    try:
        connection = _connect(path)
    except sqlite3.DatabaseError as broken:
        raise _no_database(path) from broken
    connection.execute("PRAGMA journal_mode = WAL")
    # In WAL mode NORMAL can lose the last transactions on a power cut, never on a kill, and never
    # the file's integrity; Archive.close flushes all.
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute(f"PRAGMA wal_autocheckpoint = {_WAL_PAGES}")
    # What is withdrawn is to be gone from the file too.
    connection.execute("PRAGMA secure_delete = ON")
    return Database(connection)


def open_passing(path: Path) -> Database:
    """Open a database that nobody keeps: nothing is flushed, a kill may break it."""
    connection = _connect(path)
    connection.execute("PRAGMA journal_mode = MEMORY")
    connection.execute("PRAGMA synchronous = OFF")
    return Database(connection)


def open_reader(path: Path) -> Database:
    """Open archive.db for reading; also from a medium that cannot be written to.

    Raises:
        ArchiveMissing: the file is no database, or cannot be read.
    """
    try:
        connection = _connect(path, "mode=ro")
    except sqlite3.OperationalError:
        # Without a place for the shared-memory file only an immutable database can be read.
        try:
            connection = _connect(path, "mode=ro&immutable=1")
        except sqlite3.DatabaseError as broken:
            raise _no_database(path) from broken
    except sqlite3.DatabaseError as broken:
        raise _no_database(path) from broken
    connection.execute("PRAGMA query_only = ON")
    return Database(connection)


def version_of(database: Database, path: Path) -> int:
    """Return the version of an open archive.db.

    Raises:
        ArchiveMissing: the file is a database, but not an archive's.
        ArchiveTooNew: it was written by a later Backfile.
    """
    if database.number("PRAGMA application_id") != APPLICATION_ID:
        raise ArchiveMissing(f"{path} is not an archive's database.", "Point to an archive folder.")
    version = database.number("PRAGMA user_version")
    if version > VERSION:
        raise ArchiveTooNew(
            f"The archive has version {version}; this Backfile knows versions up to {VERSION}.",
            "Install a newer Backfile.",
        )
    return version


def upgrade(database: Database, path: Path, steps: tuple[Step, ...] = STEPS) -> list[Step]:
    """Bring archive.db to the version of the last step; return the steps that were done.

    A copy of the old database stays beside it ("archive.db.version-1"). All steps are one
    transaction: a kill leaves the old version.
    """
    before = database.number("PRAGMA user_version")
    due = [step for step in steps if step.number > before]
    if due and before:
        keep_copy(database, path.with_name(f"{path.name}.version-{before}"))
    if due:
        with database.writing():
            for step in due:
                _run_script(database, step.sql)
            database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            database.execute(f"PRAGMA user_version = {due[-1].number}")
    return due


def _run_script(database: Database, script: str) -> None:
    # executescript() would commit; statements are told apart by SQLite's own judge.
    statement = ""
    for piece in script.split(";"):
        statement += piece + ";"
        if sqlite3.complete_statement(statement):
            if statement.strip(" \n;"):
                database.execute(statement)
            statement = ""


def keep_copy(database: Database, target: Path) -> None:
    """Copy a database whole, also while others read it (SQLite's backup)."""
    unfinished = target.with_name(target.name + ".part")
    unfinished.unlink(missing_ok=True)
    with closing(sqlite3.connect(unfinished)) as copy:
        database.connection.backup(copy)
    unfinished.replace(target)
