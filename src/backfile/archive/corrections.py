"""Corrections: what persons know better; kept for ever, also when taken back."""

from backfile.archive.database import Database
from backfile.model.correction import Correction


class Corrections:
    """What persons corrected."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, correction: Correction) -> Correction:
        """Keep a correction; return it with its number."""
        raise NotImplementedError

    def revoke(self, number: int, at: str) -> Correction:
        """Take a correction back; it stays on record.

        Raises:
            NotFound: no standing correction has that number.
        """
        raise NotImplementedError

    def standing(self, about: str | None = None, target: str | None = None) -> list[Correction]:
        """Return the corrections that stand, oldest first: all, or about one thing."""
        raise NotImplementedError

    def all(self) -> list[Correction]:
        """Return every correction, also those that were taken back, oldest first."""
        raise NotImplementedError
