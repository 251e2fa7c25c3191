"""Settling the publication from all that deposits say of it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from backfile import edtf
from backfile.archive.archive import Archive
from backfile.model.evidence import Evidence
from backfile.recover.publication import PERSON, settle_publication


def settle_title(archive: Archive) -> None:
    """Settle the publication anew and keep it."""
    publication = settle_publication(_claims(archive))
    archive.publication.put(replace(publication, runs=_runs(archive)))


def _claims(archive: Archive) -> Iterator[tuple[str | None, Evidence[object]]]:
    """Yield each claim with the day on which it was met: a repeated one with its first and last."""
    for said in archive.captures.publication_claims():
        yield said.seen_from, said.claim
        if said.captures > 1:
            yield said.seen_to, said.claim
    for correction in archive.corrections.standing("publication"):
        claim = Evidence(correction.field, correction.value, PERSON, 1.0, correction.because)
        yield None, claim


def _runs(archive: Archive) -> str | None:
    """Return the span from the first to the last story whose day is certain."""
    span = archive.stories.span()
    return edtf.interval(*map(date.fromisoformat, span)) if span else None
