"""Recovering deposits without an archive: what each capture became, told and then forgotten."""

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from backfile.accession.reading import Manner
from backfile.accession.run import look_over
from backfile.archive.archive import Archive
from backfile.archive.entries import CaptureRow, StoryEntry
from backfile.model.capture import Kind
from backfile.record import Account

AT_HAND = 128
"""Settled stories kept at hand: captures of one story mostly follow each other."""


def recover_deposits(
    paths: Sequence[Path], manner: Manner, address: str | None = None
) -> Iterator[Account]:
    """Read deposits and tell what each capture became, in the order of reading.

    The same work as `add`, on an archive in a temporary folder that is gone afterwards; originals
    and pictures are not copied.

    Raises:
        DepositError: there is nothing at a path.
        UnknownKind: a deposit is one file that no reader knows.
    """
    passing = replace(manner, keep_assets=False)
    with (
        tempfile.TemporaryDirectory(prefix="backfile-") as folder,
        Archive.passing(Path(folder)) as archive,
    ):
        look_over(archive, paths, passing, address)
        yield from accounts_of(archive)


def accounts_of(archive: Archive, deposit: str | None = None) -> Iterator[Account]:
    """Yield what became of every capture, by its number."""
    entry_of = lru_cache(AT_HAND)(archive.stories.entry)
    for row in archive.captures.all(deposit):
        is_story = row.kind is Kind.STORY and row.story is not None
        entry = entry_of(row.story) if is_story and row.story else None
        yield _account(archive, row, entry)


def _account(archive: Archive, row: CaptureRow, entry: StoryEntry | None) -> Account:
    repeats = row.same_as_why is not None and entry is not None
    return Account(
        kind=row.kind,
        address=row.address,
        item=row.item,
        captured=row.captured,
        same_as=row.story if repeats else None,
        same_as_why=row.same_as_why if repeats else None,
        story=entry.story if entry else None,
        evidence=entry.evidence if entry else (),
        findings=entry.findings if entry else tuple(archive.captures.findings(row.number)),
    )
