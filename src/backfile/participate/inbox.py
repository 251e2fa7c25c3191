"""The inbox's file: an SQLite database, and what goes wrong with it in words for an editor.

The law of the place: no error of the database leaves here as it is. Each says which file, what
happened, and what to do next.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from backfile.errors import DeskTrouble
from backfile.participate.inbox_tables import APPLICATION_ID, STEPS

NAME = "inbox.db"
_BUSY_SECONDS = 10
_WAL_PAGES = 2000
"""Pages (8 MB) in the write-ahead log before they go into the database."""

Row = tuple[Any, ...]

_DAMAGED = ("is damaged", "Put the last copy of it back; leave the ring as it is.")
_REFUSED = ("cannot be opened or written here", "Look whose it is, and whether its disk is there.")
_BUSY = (
    f"has been written by another process for {_BUSY_SECONDS} seconds",
    "Try again when that has ended.",
)
TROUBLES: dict[str, tuple[str, str]] = {
    "SQLITE_BUSY": _BUSY,
    "SQLITE_LOCKED": _BUSY,
    "SQLITE_FULL": ("found the disk full; nothing was kept", "Make room on the disk."),
    "SQLITE_IOERR": ("met a disk that failed; nothing was kept", "Look at the disk, and its room."),
    "SQLITE_CORRUPT": _DAMAGED,
    "SQLITE_NOTADB": ("is no inbox", _DAMAGED[1]),
    "SQLITE_READONLY": _REFUSED,
    "SQLITE_CANTOPEN": _REFUSED,
    "SQLITE_PERM": _REFUSED,
    "SQLITE_AUTH": _REFUSED,
    "SQLITE_ERROR": _DAMAGED,
}
"""What SQLite's result codes mean for an inbox, and what is to be done (sqlite.org/rescode.html).

SQLITE_ERROR is a statement that does not fit the tables: ours fit, so the tables are not ours.
"""


def trouble_of(path: Path, error: sqlite3.Error) -> DeskTrouble:
    """Return an error of the database in words: which file, what happened, what to do."""
    name = "_".join(getattr(error, "sqlite_errorname", "").split("_")[:2])
    met, next_step = TROUBLES.get(name, ("cannot be used", "Look at it with the sqlite3 program."))
    return DeskTrouble(f"{path} {met} ({error}).", next_step)


class Inbox:
    """One inbox.db, open for reading and writing."""

    def __init__(self, path: Path) -> None:
        """Open it, and make it where it is missing.

        Raises:
            DeskTrouble: it cannot be read or written, or a later Backfile wrote it.
        """
        self.path = path
        with self._told():
            # The server's writing thread and the one that opened it are two.
            self._connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
            for setting in (
                f"busy_timeout = {_BUSY_SECONDS * 1000}",
                "foreign_keys = ON",
                "secure_delete = ON",
                "temp_store = MEMORY",
                "journal_mode = WAL",
                "synchronous = FULL",
                f"wal_autocheckpoint = {_WAL_PAGES}",
            ):
                self._connection.execute(f"PRAGMA {setting}")
            self._upgrade()

    def _upgrade(self) -> None:
        [version] = self._connection.execute("PRAGMA user_version").fetchone()
        if version > len(STEPS):
            raise DeskTrouble(
                f"{self.path} was written by a later Backfile.", "Install a newer Backfile."
            )
        for number, step in enumerate(STEPS[version:], version + 1):
            self._connection.executescript(
                f"BEGIN IMMEDIATE; {step}; PRAGMA application_id = {APPLICATION_ID};"
                f" PRAGMA user_version = {number}; COMMIT;"
            )

    def close(self) -> None:
        """Bring the log into the file, and close it.

        Raises:
            DeskTrouble: the disk failed.
        """
        with self._told():
            self._connection.close()

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise trouble_of(self.path, error) from error

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Run a block as one transaction, alone among all processes; all is kept, or nothing.

        Raises:
            DeskTrouble: it cannot be written.
        """
        with self._told():
            try:
                self._connection.execute("BEGIN IMMEDIATE")
                yield
                self._connection.execute("COMMIT")
            finally:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")

    def rows(self, sql: str, *values: object) -> list[Row]:
        """Return what a question finds, whole.

        Raises:
            DeskTrouble: the file cannot be read.
        """
        with self._told():
            return self._connection.execute(sql, values).fetchall()

    def change(self, sql: str, *values: object) -> int:
        """Change something; return how many rows that were.

        Raises:
            DeskTrouble: the file cannot be written.
        """
        with self._told():
            return self._connection.execute(sql, values).rowcount

    def empty_log(self) -> None:
        """Bring the write-ahead log into the file and cut it to nothing, so that it holds nothing.

        Raises:
            DeskTrouble: the disk failed.
        """
        self.rows("PRAGMA wal_checkpoint(TRUNCATE)")
