"""The box: sealed submissions as they lie at the desk, acknowledged only once they are on the disk.

What lies in inbox.db is sealed twice: to the desk's key, and around that to a wrapping key of the
submission's own, which lies in the ring. Erasing overwrites the wrapping key first: from then on no
copy of inbox.db, and no backup made without the ring, can be opened by anybody.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import pyrage

from backfile.errors import BadValue, DeskMissing, DeskTrouble, NotFound
from backfile.participate.arrivals import Arrival, Made
from backfile.participate.inbox import NAME, Inbox, Row
from backfile.participate.moderation import State
from backfile.participate.ring import Ring
from backfile.participate.seal import check_sealed, unseal_bytes

MOST_PARTS = 20
"""Additions to one submission: more is a new matter."""
HALF_ERASED = 20
"""Submissions that opening removes by itself because their keys were erased. A kill leaves one at
most, and a disk that is full one for each erasing that was tried; more are the work of a disk that
lost the ring."""


_ENTRIES = (
    "SELECT id, day, state, max(bucket), count(*), changed FROM submissions"
    " JOIN parts ON submission = id"
)
_STATES = frozenset(State)


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

    def __init__(
        self, folder: Path, ring: Path | None = None, *, is_ring_lost: bool = False
    ) -> None:
        """Open the inbox of a desk's folder, and mend what a kill had left half done.

        Args:
            folder: the desk's folder.
            ring: the folder of the wrapping keys; None: `ring/` in the desk's folder.
            is_ring_lost: whether somebody said that the ring's other keys will not come back:
                all that has no key is removed.

        Raises:
            DeskMissing: folder or ring are not there, or the ring is not the inbox's own.
            DeskTrouble: they cannot be read or written.
        """
        where = ring or folder / "ring"
        for needed in (folder, where):
            if not needed.is_dir():
                raise DeskMissing(f"There is no {needed}.", "Is the disk with the desk mounted?")
        self._ring = Ring(where / "keys.bin")
        path = folder / NAME
        if not path.is_file() and self._ring.places():
            # It may be on its way back from a backup: a new inbox would let all keys be erased.
            raise DeskMissing(
                f"{path} is not there, and the ring holds keys to it.",
                f"Put it back. If all was to be erased, remove {self._ring.file} too.",
            )
        self._inbox = Inbox(path)
        try:
            with self._inbox.writing():
                self.removed = self._mend(is_ring_lost=is_ring_lost)
        except BaseException:
            self._inbox.close()
            raise

    def __enter__(self) -> Self:
        """Return the box itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self.close()

    def close(self) -> None:
        """Bring the log into the inbox, and close it."""
        self._inbox.close()

    def _mend(self, *, is_ring_lost: bool) -> int:
        """Erase keys without a submission, and submissions without a key: kills leave them.

        A place of zeros, or torn, is a key that was erased. One that the ring lacks, or that
        holds another's key, was never erased: this ring is an older copy, or of another desk, and
        mending by it would cost all that came after.

        Returns:
            How many submissions were removed.
        """
        rows: dict[int, str] = dict(self._inbox.rows("SELECT slot, id FROM submissions"))
        if rows and not self._ring.file.is_file():
            # An empty folder is also what an unmounted disk looks like: mending would erase all.
            raise DeskMissing(
                f"{self._ring.file} is not there, and the inbox needs its keys.",
                f"Is its disk mounted? If all was to be erased, remove {self._inbox.path} too.",
            )
        places, size = self._ring.places(), self._ring.slots
        keyless = {name: slot for slot, name in rows.items() if places.get(slot) != name}
        is_foreign = any(slot >= size or places.get(slot) for slot in keyless.values())
        if (is_foreign or len(keyless) > HALF_ERASED) and not is_ring_lost:
            raise DeskMissing(
                f"{self._ring.file} has no key for {len(keyless):,} of {len(rows):,} submissions:"
                " it seems to be an older copy, or of another desk. Nothing was changed.",
                "Put the desk's own ring back. If it is lost, let go of what it opened:"
                " backfile desk erase DESK --without-keys",
            )
        self._ring.erase([place for place in places if place not in rows])
        for name in keyless:
            self._inbox.change("DELETE FROM submissions WHERE id = ?", name)
        return len(keyless)

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
        with self._inbox.writing():
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
        self._inbox.change(
            "INSERT INTO submissions (id, slot, receipt, day, state, changed)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            *(one.id, slot, one.arrival.receipt, day, State.RECEIVED, day),
        )
        self._inbox.change("INSERT INTO parts VALUES (?, 0, ?, ?)", one.id, one.bucket, one.wrapped)
        # The first day of a desk is believed, no later arrival's: its clock may have leapt.
        self._inbox.change("INSERT OR IGNORE INTO seen VALUES (1, ?)", day)

    def add(self, name: str, sealed: bytes, *, day: str) -> None:
        """Keep what a sender adds to a submission.

        Raises:
            NotFound: there is no such submission.
            BadValue: it is not sealed as it must be, or too much was added.
            DeskTrouble: nothing was kept.
        """
        bucket = check_sealed(sealed)
        with self._inbox.writing():
            key = self._key(name)
            [count] = self._row("SELECT count(*) FROM parts WHERE submission = ?", name)
            if count >= MOST_PARTS:
                raise BadValue("Nothing more can be added to this.", "Send it as a new matter.")
            wrapped = pyrage.encrypt(sealed, [key.to_public()])
            self._inbox.change(
                "INSERT INTO parts VALUES (?, ?, ?, ?)", name, count, bucket, wrapped
            )
            self._inbox.change("UPDATE submissions SET changed = ? WHERE id = ?", day, name)

    def entries(self) -> Iterator[Entry]:
        """Yield what lies in the box, oldest day first."""
        yield from map(self._entry, self._inbox.rows(f"{_ENTRIES} GROUP BY id ORDER BY day, id"))

    def entry(self, name: str) -> Entry:
        """Return one entry.

        Raises:
            NotFound: there is no such submission.
        """
        return self._entry(self._row(f"{_ENTRIES} WHERE id = ? GROUP BY id", name))

    def _entry(self, row: Row) -> Entry:
        name, day, state, *rest = row
        if state not in _STATES:
            raise DeskTrouble(
                f"{self._inbox.path} holds a submission that is “{str(state)[:40]}”.",
                "It is damaged, or a later Backfile wrote it: install that, or a copy of before.",
            )
        return Entry(name, day, State(state), *rest)

    def sealed(self, name: str) -> list[bytes]:
        """Return what was sent, sealed to the desk's key: the first part, then what was added.

        Raises:
            NotFound: there is no such submission.
        """
        key = self._key(name)
        rows = self._inbox.rows(
            "SELECT wrapped FROM parts WHERE submission = ? ORDER BY number", name
        )
        return [unseal_bytes(wrapped, key) for (wrapped,) in rows]

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
        with self._inbox.writing():
            done = self._inbox.change(
                "UPDATE submissions SET state = ?, changed = coalesce(?, changed) WHERE id = ?",
                state,
                day,
                name,
            )
            if not done:
                raise _gone()

    def keep_notes(self, name: str, sealed: bytes) -> None:
        """Keep the desk's own notes on a submission, sealed; they stand in for the last ones.

        Raises:
            NotFound: there is no such submission.
        """
        with self._inbox.writing():
            wrapped = pyrage.encrypt(sealed, [self._key(name).to_public()])
            self._inbox.change("UPDATE submissions SET notes = ? WHERE id = ?", wrapped, name)

    def notes(self, name: str) -> bytes | None:
        """Return the desk's notes on a submission, sealed; None where there are none.

        Raises:
            NotFound: there is no such submission.
        """
        [wrapped] = self._row("SELECT notes FROM submissions WHERE id = ?", name)
        return None if wrapped is None else unseal_bytes(wrapped, self._key(name))

    def find(self, receipt: str) -> str | None:
        """Return the id of the submission with this receipt (digest of its phrase), if any."""
        rows = self._inbox.rows("SELECT id FROM submissions WHERE receipt = ?", receipt)
        return str(rows[0][0]) if rows else None

    def erase(self, name: str) -> None:
        """Erase a submission for good, with all that was added and noted.

        Its wrapping key is overwritten and flushed before anything else: whatever happens then,
        nobody can open it again.

        Raises:
            NotFound: there is no such submission.
        """
        with self._inbox.writing():
            [slot] = self._row("SELECT slot FROM submissions WHERE id = ?", name)
            self._ring.erase([slot])
            self._inbox.change("DELETE FROM submissions WHERE id = ?", name)
        self._inbox.empty_log()

    @property
    def seen(self) -> str | None:
        """The last day that was believed here; None where none was yet.

        Whoever erases by the calendar (`retention`) writes it down, against clocks that leap. What
        arrives tells nothing of it: its day is that of the clock that is in doubt.
        """
        rows = self._inbox.rows("SELECT day FROM seen")
        return str(rows[0][0]) if rows else None

    def see(self, day: str) -> None:
        """Write down the day that is believed to be today ("2026-11-22").

        Raises:
            DeskTrouble: it cannot be written.
        """
        with self._inbox.writing():
            self._inbox.change("INSERT OR REPLACE INTO seen VALUES (1, ?)", day)

    def _row(self, sql: str, name: str) -> Row:
        rows = self._inbox.rows(sql, name)
        if not rows:
            raise _gone()
        return rows[0]

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
