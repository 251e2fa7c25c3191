"""Claims about the publication: said on a thousand pages, kept once for each deposit."""

from collections.abc import Iterable, Iterator

from backfile.archive.database import Database
from backfile.archive.entries import PublicationClaim, Reading
from backfile.model.evidence import Evidence
from backfile.record import decode_value, encode

_UPSERT = """
INSERT INTO publication_claims
    (deposit, field, value, place, confidence, reason, first_capture, captures, seen_from, seen_to)
VALUES (?, ?, ?, ?, ?, ?, ?, 1, ?8, ?8)
ON CONFLICT (deposit, field, place, value) DO UPDATE SET
    captures = captures + 1,
    confidence = max(confidence, excluded.confidence),
    seen_from = coalesce(min(seen_from, excluded.seen_from), seen_from, excluded.seen_from),
    seen_to = coalesce(max(seen_to, excluded.seen_to), seen_to, excluded.seen_to)
"""


def keep_claims(
    database: Database,
    deposit: str,
    own: Iterable[Evidence[object]],
    numbered: Iterable[tuple[int, Reading]],
) -> None:
    """Count the claims of a batch in: the deposit's own, and those of its captures."""
    said = [(None, None, claim) for claim in own]
    on_pages = [
        (number, reading.capture.captured, claim)
        for number, reading in numbered
        for claim in reading.testimony.publication
    ]
    database.executemany(
        _UPSERT,
        (
            (
                deposit,
                claim.field,
                encode(claim.value).decode(),
                claim.place,
                claim.confidence,
                claim.reason,
                number,
                captured,
            )
            for number, captured, claim in [*said, *on_pages]
        ),
    )


def read_claims(database: Database) -> Iterator[PublicationClaim]:
    """Yield all claims, in the order of deposits, fields and places."""
    rows = database.execute(
        "SELECT field, claims.value, place, confidence, reason, first_capture, deposit, captures,"
        " seen_from, seen_to FROM publication_claims AS claims"
        " JOIN deposits ON deposits.id = deposit"
        " ORDER BY position, field, captures DESC, place, claims.value"
    )
    for field, value, place, confidence, reason, first, *rest in rows:
        claim = Evidence(field, decode_value(field, value), place, confidence, reason, first)
        yield PublicationClaim(claim, *rest)
