"""The box: sealed submissions as they lie at the desk, acknowledged only once they are on the disk.

What lies in inbox.db is sealed twice: to the desk's key, and around that to a wrapping key of the
submission's own, which lies in the ring. Erasing overwrites the wrapping key first: from then on no
copy of inbox.db, and no backup made without the ring, can be opened by anybody.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import pyrage

from backfile.errors import BadValue, DeskMissing, DeskTrouble, NotFound
from backfile.participate.arrivals import Arrival, Made
from backfile.participate.inbox_tables import APPLICATION_ID, STEPS
from backfile.participate.moderation import State
from backfile.participate.ring import Ring
from backfile.participate.seal import check_sealed, unseal_bytes

NAME = "inbox.db"
MOST_PARTS = 20
"""Additions to one submission: more is a new matter."""
_BUSY_MILLISECONDS = 10_000
_WAL_PAGES = 2000
"""Pages (8 MB) in the write-ahead log before they go into the database."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What the desk knows of a submission without opening it."""

    id: str
    day: str
    state: State
    bucket: int
    """Size to which it was padded, in bytes; the largest of its parts."""
    parts: int
    """The first, and what its sender added."""
    changed: str
    """Day on which its state last changed, or something was added."""


class Box:
    """The inbox of one desk. One writer at a time, among processes too; use as a context."""

    def __init__(self, folder: Path, ring: Path | None = None) -> None:
        """Open the inbox of a desk's folder, and mend what a kill had left half done.

        Args:
            folder: the desk's folder.
            ring: the folder of the wrapping keys; None: `ring/` in the desk's folder.

        Raises:
            DeskMissing: folder or ring are not there.
            DeskTrouble: they cannot be read or written.
        """
        where = ring or folder / "ring"
        for needed in (folder, where):
            if not needed.is_dir():
                raise DeskMissing(f"There is no {needed}.", "Is the disk with the desk mounted?")
        self._ring = Ring(where / "keys.bin")
        self._path = folder / NAME
        if not self._path.is_file() and self._ring.places():
            # It may be on its way back from a backup: a new inbox would let all keys be erased.
            raise DeskMissing(
                f"{self._path} is not there, and the ring holds keys to it.",
                f"Put it back. If all was to be erased, remove {self._ring.file} too.",
            )
        self._connection = self._open()
        with self._writing():
            self._mend()

    def __enter__(self) -> Self:
        """Return the box itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self.close()

    def close(self) -> None:
        """Bring the log into the inbox, and close it."""
        self._connection.close()

    def _open(self) -> sqlite3.Connection:
        try:
            # The server's writing thread and the one that opened it are two.
            found = sqlite3.connect(self._path, isolation_level=None, check_same_thread=False)
            found.execute(f"PRAGMA busy_timeout = {_BUSY_MILLISECONDS}")
            found.execute("PRAGMA foreign_keys = ON")
            found.execute("PRAGMA secure_delete = ON")
            found.execute("PRAGMA temp_store = MEMORY")
            found.execute("PRAGMA journal_mode = WAL")
            found.execute("PRAGMA synchronous = FULL")
            found.execute(f"PRAGMA wal_autocheckpoint = {_WAL_PAGES}")
            _upgrade(found)
        except sqlite3.DatabaseError as broken:
            raise DeskTrouble(f"{self._path}: {broken}.") from broken
        return found

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Run a block as one transaction, alone among all processes; all is kept, or nothing."""
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            yield
            self._connection.execute("COMMIT")
        except sqlite3.Error as trouble:
            raise DeskTrouble(f"{self._path}: {trouble}.") from trouble
        finally:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")

    def _mend(self) -> None:
        """Erase keys without a submission, and submissions without a key: kills leave them."""
        rows = dict(self._connection.execute("SELECT slot, id FROM submissions").fetchall())
        if rows and not self._ring.file.is_file():
            # An empty folder is also what an unmounted disk looks like: mending would erase all.
            raise DeskMissing(
                f"{self._ring.file} is not there, and the inbox needs its keys.",
                f"Is its disk mounted? If all was to be erased, remove {self._path} too.",
            )
        places = self._ring.places()
        self._ring.erase([place for place in places if place not in rows])
        for slot, name in rows.items():
            if places.get(slot) != name:
                self._connection.execute("DELETE FROM submissions WHERE id = ?", (name,))

    def put(self, sealed: bytes, *, day: str, receipt: str) -> str:
        """Keep a sealed submission; return its id once it is safe on the disk.

        Raises:
            BadValue: it is not sealed and padded as it must be, or the receipt is taken.
            DeskTrouble: the disk is full, or cannot be written; nothing was kept.
        """
        [kept] = self.put_all([Arrival(sealed, day, receipt)])
        if isinstance(kept, BadValue):
            raise kept
        return kept

    def put_all(self, arrivals: Sequence[Arrival]) -> list[str | BadValue]:
        """Keep many at once, at the cost of one flush; return the id of each, or why it has none.

        What is sent a second time, same bytes and receipt, is kept once and has its first id.

        Raises:
            DeskTrouble: the disk is full, or cannot be written; nothing was kept.
        """
        made = [Made(arrival) for arrival in arrivals]
        with self._writing():
            fresh: list[Made] = []
            for one in made:
                one.known = self._known(one, fresh)
                if one.known is None:
                    fresh.append(one)
            slots = self._ring.write([(one.id, one.key) for one in fresh]) if fresh else []
            for one, slot in zip(fresh, slots, strict=True):
                self._insert(one, slot)
        return [one.id if one.known is None else one.known for one in made]

    def _known(self, one: Made, fresh: list[Made]) -> str | BadValue | None:
        """Return the id under which it is kept already, or why it cannot be kept."""
        if one.problem:
            return one.problem
        arrival = one.arrival
        for other in fresh:
            if other.arrival.receipt == arrival.receipt:
                same = other.arrival.sealed == arrival.sealed
                return other.id if same else _taken()
        found = self.find(arrival.receipt)
        if found is None:
            return None
        try:
            is_same = self.sealed(found)[0] == arrival.sealed
        except (BadValue, NotFound):
            # What lies there is damaged: that is no trouble of the others who arrive with this one.
            is_same = False
        return found if is_same else _taken()

    def _insert(self, one: Made, slot: int) -> None:
        day = one.arrival.day
        self._connection.execute(
            "INSERT INTO submissions (id, slot, receipt, day, state, changed)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (one.id, slot, one.arrival.receipt, day, State.RECEIVED, day),
        )
        self._connection.execute(
            "INSERT INTO parts VALUES (?, 0, ?, ?)", (one.id, one.bucket, one.wrapped)
        )

    def add(self, name: str, sealed: bytes, *, day: str) -> None:
        """Keep what a sender adds to a submission.

        Raises:
            NotFound: there is no such submission.
            BadValue: it is not sealed as it must be, or too much was added.
            DeskTrouble: nothing was kept.
        """
        bucket = check_sealed(sealed)
        with self._writing():
            key = self._key(name)
            [count] = self._row("SELECT count(*) FROM parts WHERE submission = ?", name)
            if count >= MOST_PARTS:
                raise BadValue("Nothing more can be added to this.", "Send it as a new matter.")
            wrapped = pyrage.encrypt(sealed, [key.to_public()])
            self._connection.execute(
                "INSERT INTO parts VALUES (?, ?, ?, ?)", (name, count, bucket, wrapped)
            )
            self._connection.execute("UPDATE submissions SET changed = ? WHERE id = ?", (day, name))

    def entries(self) -> Iterator[Entry]:
        """Yield what lies in the box, oldest day first."""
        rows = self._connection.execute(
            "SELECT id, day, state, max(bucket), count(*), changed FROM submissions"
            " JOIN parts ON submission = id GROUP BY id ORDER BY day, id"
        ).fetchall()
        for name, day, state, bucket, parts, changed in rows:
            yield Entry(name, day, State(state), bucket, parts, changed)

    def entry(self, name: str) -> Entry:
        """Return one entry.

        Raises:
            NotFound: there is no such submission.
        """
        row = self._row(
            "SELECT id, day, state, max(bucket), count(*), changed FROM submissions"
            " JOIN parts ON submission = id WHERE id = ? GROUP BY id",
            name,
        )
        return Entry(row[0], row[1], State(row[2]), row[3], row[4], row[5])

    def sealed(self, name: str) -> list[bytes]:
        """Return what was sent, sealed to the desk's key: the first part, then what was added.

        Raises:
            NotFound: there is no such submission.
        """
        key = self._key(name)
        rows = self._connection.execute(
            "SELECT wrapped FROM parts WHERE submission = ? ORDER BY number", (name,)
        )
        return [unseal_bytes(wrapped, key) for (wrapped,) in rows.fetchall()]

    def mark(self, name: str, state: State, *, day: str | None = None) -> None:
        """Set a submission's state.

        Args:
            name: its id.
            state: any but ERASED, for which there is `erase`.
            day: the day of the change; None keeps the last.

        Raises:
            NotFound: there is no such submission.
        """
        if state is State.ERASED:
            raise BadValue("A state alone erases nothing.", "Erase it.")
        with self._writing():
            done = self._connection.execute(
                "UPDATE submissions SET state = ?, changed = coalesce(?, changed) WHERE id = ?",
                (state, day, name),
            )
            if not done.rowcount:
                raise _gone()

    def keep_notes(self, name: str, sealed: bytes) -> None:
        """Keep the desk's own notes on a submission, sealed; they stand in for the last ones.

        Raises:
            NotFound: there is no such submission.
        """
        with self._writing():
            wrapped = pyrage.encrypt(sealed, [self._key(name).to_public()])
            self._connection.execute(
                "UPDATE submissions SET notes = ? WHERE id = ?", (wrapped, name)
            )

    def notes(self, name: str) -> bytes | None:
        """Return the desk's notes on a submission, sealed; None where there are none.

        Raises:
            NotFound: there is no such submission.
        """
        [wrapped] = self._row("SELECT notes FROM submissions WHERE id = ?", name)
        return None if wrapped is None else unseal_bytes(wrapped, self._key(name))

    def find(self, receipt: str) -> str | None:
        """Return the id of the submission with this receipt (digest of its phrase), if any."""
        sql = "SELECT id FROM submissions WHERE receipt = ?"
        row = self._connection.execute(sql, (receipt,)).fetchone()
        return None if row is None else str(row[0])

    def erase(self, name: str) -> None:
        """Erase a submission for good, with all that was added and noted.

        Its wrapping key is overwritten and flushed before anything else: whatever happens then,
        nobody can open it again.

        Raises:
            NotFound: there is no such submission.
        """
        with self._writing():
            [slot] = self._row("SELECT slot FROM submissions WHERE id = ?", name)
            self._ring.erase([slot])
            self._connection.execute("DELETE FROM submissions WHERE id = ?", (name,))
        self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def _row(self, sql: str, name: str) -> tuple[Any, ...]:
        row = self._connection.execute(sql, (name,)).fetchone()
        if row is None:
            raise _gone()
        return tuple(row)

    def _key(self, name: str) -> pyrage.x25519.Identity:
        [slot] = self._row("SELECT slot FROM submissions WHERE id = ?", name)
        key = self._ring.read(slot, name)
        if key is None:
            raise _gone()
        return key


def _taken() -> BadValue:
    return BadValue("This receipt belongs to something else.", "Load the form again.")


def _gone() -> NotFound:
    return NotFound("There is no such submission.", "It may have been erased; list the desk.")


def _upgrade(connection: sqlite3.Connection) -> None:
    [version] = connection.execute("PRAGMA user_version").fetchone()
    if version > len(STEPS):
        raise DeskTrouble("The inbox was written by a later Backfile.", "Install a newer Backfile.")
    for number, step in enumerate(STEPS[version:], version + 1):
        connection.executescript(
            f"BEGIN IMMEDIATE; {step}; PRAGMA application_id = {APPLICATION_ID};"
            f" PRAGMA user_version = {number}; COMMIT;"
        )
