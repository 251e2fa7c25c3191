"""Corrections: what persons know better; kept for ever, also when taken back."""

from collections.abc import Sequence
from typing import Any

from backfile.archive.database import Database
from backfile.errors import NotFound
from backfile.model.correction import Correction
from backfile.record import decode_value, encode
from backfile.text import whole

_COLUMNS = "number, about, target, field, value, because, who, made_at, revoked_at"


class Corrections:
    """What persons corrected."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, correction: Correction) -> Correction:
        """Keep a correction; return it with its number."""
        with self._database.writing():
            row = self._database.execute(
                "INSERT INTO corrections (about, target, field, value, because, who, made_at)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                (
                    correction.about,
                    correction.target,
                    correction.field,
                    encode(correction.value).decode(),
                    whole(correction.because),
                    whole(correction.who),
                    correction.made_at,
                ),
            )
        return self.get(row.lastrowid or 0)

    def get(self, number: int) -> Correction:
        """Return a correction by its number.

        Raises:
            NotFound: no correction has that number.
        """
        row = self._database.one(
            f"SELECT {_COLUMNS} FROM corrections WHERE number = ?",
            (number,),
        )
        if row is None:
            raise NotFound(
                f"No correction has the number {number}.", "`ledger --corrections` lists them."
            )
        return _correction(row)

    def revoke(self, number: int, at: str) -> Correction:
        """Take a correction back; it stays on record. Taking it back twice changes nothing.

        Raises:
            NotFound: no correction has that number.
        """
        self.get(number)
        with self._database.writing():
            self._database.execute(
                "UPDATE corrections SET revoked_at = ? WHERE number = ? AND revoked_at IS NULL",
                (at, number),
            )
        return self.get(number)

    def tie(self, correction: Correction) -> None:
        """Keep a correction under another lasting name of its story; all else of it stays.

        Args:
            correction: one that is kept, with the name as its target (of a merge, also its value).
        """
        with self._database.writing():
            self._database.execute(
                "UPDATE corrections SET target = ?, value = ? WHERE number = ?",
                (correction.target, encode(correction.value).decode(), correction.number),
            )

    def standing(self, about: str | None = None, target: str | None = None) -> list[Correction]:
        """Return the corrections that stand, oldest first: all, or about one thing."""
        return [
            correction
            for correction in self.all()
            if correction.revoked_at is None
            and about in {None, correction.about}
            and target in {None, correction.target}
        ]

    def all(self) -> list[Correction]:
        """Return every correction, also those that were taken back, oldest first."""
        rows = self._database.execute(f"SELECT {_COLUMNS} FROM corrections ORDER BY number")
        return [_correction(row) for row in rows]


def _correction(row: Sequence[Any]) -> Correction:
    number, about, target, field, value, because, who, made_at, revoked_at = row
    return Correction(
        about=about,
        target=target,
        field=field,
        value=None if value is None else decode_value(field, value),
        because=because,
        who=who,
        made_at=made_at,
        number=number,
        revoked_at=revoked_at,
    )
