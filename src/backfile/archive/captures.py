"""Captures in the archive: what each one said, and what became of it."""

from collections.abc import Iterable, Iterator, Sequence

import zstandard

from backfile.archive.database import Database
from backfile.archive.entries import Batch, CaptureRow, PublicationClaim, Reading
from backfile.errors import NotFound
from backfile.model.capture import Kind
from backfile.model.testimony import Testimony


class Captures:
    """Every capture of every deposit, with its testimony."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, deposit: str, batch: Batch) -> list[int]:
        """Keep a batch; return the numbers that its captures were given, in order.

        Of what is held back only its place, its reason and its digest are kept: no address, no
        text, no claim.
        """
        raise NotImplementedError

    def count(self, deposit: str | None = None) -> int:
        """Return how many captures a deposit, or the archive, has."""
        raise NotImplementedError

    def get(self, number: int) -> CaptureRow:
        """Return a capture by its number.

        Raises:
            NotFound: no capture has that number.
        """
        raise NotImplementedError

    def all(self, deposit: str | None = None, kind: Kind | None = None) -> Iterator[CaptureRow]:
        """Yield captures by number: of one deposit, of one kind, or all."""
        raise NotImplementedError

    def testimony(self, number: int) -> Testimony:
        """Return what a capture said; its claims about the publication are kept apart."""
        raise NotImplementedError

    def testimonies(
        self, numbers: Iterable[int] | None = None
    ) -> Iterator[tuple[CaptureRow, Testimony]]:
        """Yield captures of kind story with what they said, by number; all, or those named."""
        raise NotImplementedError

    def keys(self, kind: Kind | None = Kind.STORY) -> Iterator[tuple[str, int]]:
        """Yield each key with a capture that has it, by key: what shares a key stands together."""
        raise NotImplementedError

    def sharing(self, keys: Iterable[str]) -> dict[str, list[int]]:
        """Return the numbers of captures for each of some keys that any capture has."""
        raise NotImplementedError

    def set_fates(self, fates: Sequence[tuple[int, Kind, str]]) -> None:
        """Change what became of some captures: (number, kind, why)."""
        raise NotImplementedError

    def publication_claims(self) -> Iterator[PublicationClaim]:
        """Yield all claims about the publication, most often repeated first within a deposit."""
        raise NotImplementedError
