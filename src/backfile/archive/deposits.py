"""Deposits in the archive: what was handed over, file by file, and how far it was read."""

from collections.abc import Iterable, Iterator

from backfile.archive.database import Database
from backfile.archive.entries import Item
from backfile.archive.journal import Journal
from backfile.archive.story_writer import remove_stories
from backfile.clock import Clock
from backfile.errors import NotFound
from backfile.model.deposit import Deposit, DepositKind

_COLUMNS = "id, name, kind, digest, size, address"


class Deposits:
    """What was handed over."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._journal = Journal(database, clock)

    def register(self, deposit: Deposit, items: Iterable[Item]) -> bool:
        """Write down a deposit and its files, which are in originals/ already.

        Returns False, and changes nothing, where the same deposit (by its digest) is known.
        """
        with self._database.writing():
            if self._database.one("SELECT 1 FROM deposits WHERE digest = ?", (deposit.digest,)):
                return False
            position = self._database.number("SELECT max(position) FROM deposits") + 1
            self._database.execute(
                f"INSERT INTO deposits ({_COLUMNS}, position, added_at)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    deposit.id,
                    _written(deposit.name),
                    deposit.kind.value,
                    deposit.digest,
                    deposit.size,
                    deposit.address,
                    position,
                    self._clock(),
                ),
            )
            self._database.executemany(
                "INSERT INTO items (deposit, path, digest, size) VALUES (?, ?, ?, ?)",
                ((deposit.id, _written(item.path), item.digest, item.size) for item in items),
            )
            self._journal.write("added", deposit.id, _written(deposit.name))
        return True

    def all(self) -> list[Deposit]:
        """Return every deposit, in the order in which they came."""
        rows = self._database.execute(f"SELECT {_COLUMNS} FROM deposits ORDER BY position")
        return [_deposit(row) for row in rows]

    def get(self, name: str) -> Deposit:
        """Return a deposit by its id, its digest, or its file name where only one has it.

        Raises:
            NotFound: no deposit, or more than one, has that name.
        """
        rows = self._database.execute(
            f"SELECT {_COLUMNS} FROM deposits WHERE id = ?1 OR digest = ?1 OR name = ?1",
            (name,),
        ).fetchall()
        if len(rows) != 1:
            met = f"{len(rows)} deposits are" if rows else "No deposit is"
            raise NotFound(f"{met} called “{name}”.", "`ledger` lists the deposits with their ids.")
        return _deposit(rows[0])

    def items(self, deposit: str) -> Iterator[Item]:
        """Yield each file of a deposit, in the order of their paths."""
        rows = self._database.execute(
            "SELECT path, digest, size FROM items WHERE deposit = ? ORDER BY path", (deposit,)
        )
        return (Item(*row) for row in rows)

    def reads_done(self, deposit: str) -> int:
        """Return how many things of a deposit's readers are kept: where reading goes on."""
        return self._database.number("SELECT reads FROM deposits WHERE id = ?", (deposit,))

    def state(self, deposit: str) -> str:
        """Return how far a deposit is: registered, read (all captures kept), settled."""
        row = self._database.one("SELECT state FROM deposits WHERE id = ?", (deposit,))
        if row is None:
            raise NotFound(f"No deposit has the id “{deposit}”.", "`ledger` lists them.")
        return str(row[0])

    def mark(self, deposit: str, state: str) -> None:
        """Write down how far a deposit is: registered, read or settled."""
        with self._database.writing():
            self._database.execute("UPDATE deposits SET state = ? WHERE id = ?", (state, deposit))

    def withdraw(self, deposit: str) -> list[int]:
        """Undo an `add`: forget a deposit and all that rests on it.

        Every story that it had a part in goes; returns the numbers of the other deposits'
        captures of those stories, which are to be settled anew (they are `Captures.unsettled`
        too). Files that nothing needs any more are removed by ``Archive.sweep``, afterwards.

        Raises:
            NotFound: there is no such deposit.
        """
        known = self.get(deposit)
        with self._database.writing():
            left = self.forget_captures(known.id)
            self._database.execute("DELETE FROM deposits WHERE id = ?", (known.id,))
            self._database.execute(_UNNEEDED_ASSETS)
            self._journal.write("withdrawn", known.id, known.name)
        return left

    def forget_unneeded_assets(self) -> None:
        """Forget pictures and files that no deposit gives any more."""
        with self._database.writing():
            self._database.execute(_UNNEEDED_ASSETS)

    def forget_captures(self, deposit: str) -> list[int]:
        """Forget what was read from a deposit, but not what was handed over, to read it anew.

        Returns the numbers of other deposits' captures that lost their story thereby.
        """
        with self._database.writing():
            ids = [story for (story,) in self._database.execute(_TOUCHED, (deposit,))]
            left = [number for (number,) in self._database.execute(_LEFT, (deposit,))]
            remove_stories(self._database, ids)
            for table in ("findings", "publication_claims", "asset_addresses", "captures"):
                self._database.execute(f"DELETE FROM {table} WHERE deposit = ?", (deposit,))
            self._database.execute(
                "UPDATE deposits SET reads = 0, state = 'registered' WHERE id = ?", (deposit,)
            )
        return left


_TOUCHED = "SELECT DISTINCT story FROM captures WHERE deposit = ? AND story IS NOT NULL"
_LEFT = f"""
SELECT number FROM captures WHERE story IN ({_TOUCHED}) AND deposit <> ?1 ORDER BY number
""".replace("deposit = ?", "deposit = ?1")
_UNNEEDED_ASSETS = """
DELETE FROM assets WHERE digest NOT IN (SELECT asset FROM asset_addresses)
    AND digest NOT IN (SELECT digest FROM captures WHERE digest IS NOT NULL)
"""


def _written(path: str) -> str:
    # Names that are no UTF-8 are kept apart by their escapes: two files never become one.
    return path.encode("utf-8", "backslashreplace").decode()


def _deposit(row: tuple[str, str, str, str, int, str | None]) -> Deposit:
    identifier, name, kind, digest, size, address = row
    return Deposit(
        id=identifier,
        name=name,
        kind=DepositKind(kind),
        digest=digest,
        size=size,
        address=address,
    )
