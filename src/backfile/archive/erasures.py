"""What was erased for good: digests of what is gone, so that nobody brings it back unawares."""

from collections.abc import Iterable
from dataclasses import dataclass

from backfile.archive.database import Database, chunks
from backfile.archive.entries import Item
from backfile.archive.files import Files
from backfile.archive.journal import Journal
from backfile.clock import Clock


@dataclass(frozen=True, slots=True)
class Erasure:
    """A file of originals/ that was written anew, or removed, without something."""

    remedy: int
    """Number of the remedy that was made final."""
    deposit: str
    """Its id."""
    item: str
    """Path of the file in the deposit."""
    digest: str
    """sha256 of the file as it was handed over."""
    now: str | None
    """sha256 of what stands for it; None where nothing does."""
    payload: str | None
    """sha256 of what was erased, as it was read; None where that is not known."""


class Erasures:
    """What is gone from the originals."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._journal = Journal(database, clock)

    def any(self) -> bool:
        """Say whether anything was ever erased."""
        return self._database.one("SELECT 1 FROM erasures") is not None

    def all(self) -> list[Erasure]:
        """Return everything that was erased, in order."""
        rows = self._database.execute(
            "SELECT remedy, deposit, item, digest, now, payload FROM erasures ORDER BY number"
        )
        return [Erasure(*row) for row in rows]

    def put(self, erasures: Iterable[Erasure], sizes: dict[str, int]) -> None:
        """Write down what was erased, and let every deposit hold the new files.

        Args:
            erasures: one for each thing that is gone.
            sizes: of the new files, in bytes, by their digests.
        """
        now = self._clock()
        with self._database.writing():
            for one in erasures:
                self._database.execute(
                    "INSERT INTO erasures (remedy, deposit, digest, now, item, payload, done_on)"
                    " VALUES (?, ?, ?, ?, ?, ?, ?)",
                    (one.remedy, one.deposit, one.digest, one.now, one.item, one.payload, now),
                )
                if one.now is None:
                    self._database.execute("DELETE FROM items WHERE digest = ?", (one.digest,))
                else:
                    self._database.execute(
                        "UPDATE items SET digest = ?, size = ? WHERE digest = ?",
                        (one.now, sizes[one.now], one.digest),
                    )

    def forget_places(self, remedy: int) -> None:
        """Forget the places of a remedy's captures: what comes to stand there is another story."""
        with self._database.writing():
            self._database.execute(
                "DELETE FROM remedy_stories WHERE remedy = ? AND known_as >= 'at:'"
                " AND known_as < 'at;'",
                (remedy,),
            )

    def finish(self, remedy: int, story: str) -> None:
        """Mark a remedy as final, and forget what persons corrected in its story."""
        with self._database.writing():
            self._database.execute(
                "UPDATE remedies SET final = ? WHERE number = ?", (self._clock(), remedy)
            )
            self._database.execute(
                "DELETE FROM remedy_names WHERE remedy IN (SELECT theirs.remedy FROM remedy_stories"
                " theirs JOIN remedy_stories mine USING (known_as) WHERE mine.remedy = ?)",
                (remedy,),
            )
            self._database.execute(
                "DELETE FROM corrections WHERE about = 'story' AND target IN"
                " (SELECT known_as FROM remedy_stories WHERE remedy = ?)",
                (remedy,),
            )
            self._journal.write("erased", story, f"remedy {remedy}")

    def stands_for(self, digest: str) -> str | None:
        """Return the digest of what stands for a file now; None where nothing is left of it.

        It is its own where nothing was erased of it.
        """
        seen: set[str] = set()
        while digest not in seen:
            seen.add(digest)
            row = self._database.one(
                "SELECT now FROM erasures WHERE digest = ? ORDER BY number DESC LIMIT 1", (digest,)
            )
            if row is None:
                return digest
            if row[0] is None:
                return None
            digest = str(row[0])
        return digest

    def cleaned(self, items: Iterable[Item], originals: Files) -> list[Item]:
        """Return the files of a deposit as they may be kept, by what stands for them now."""
        found = []
        for item in items:
            now = self.stands_for(item.digest)
            if now == item.digest:
                found.append(item)
            elif now is not None:
                found.append(Item(item.path, now, originals.path(now).stat().st_size))
        return found

    def alone(self, stories: Iterable[str]) -> list[str]:
        """Return the digests of the pictures and files that these stories show and no others."""
        found: list[str] = []
        for marks, chunk in chunks(sorted(stories)):
            rows = self._database.execute(
                f"SELECT DISTINCT asset FROM asset_uses WHERE story IN ({marks})"
                " AND asset IS NOT NULL AND asset NOT IN (SELECT asset FROM asset_uses"
                f" WHERE asset IS NOT NULL AND story NOT IN ({marks})) ORDER BY asset",
                (*chunk, *chunk),
            )
            found += [digest for (digest,) in rows]
        return found

    def shrink(self) -> None:
        """Write the database anew, so that no page of the file holds what was erased."""
        self._database.flush()
        self._database.execute("VACUUM")
        self._database.flush()
