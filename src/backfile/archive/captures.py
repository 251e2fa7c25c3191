"""Captures in the archive: what each one said, and what became of it.

The law of the place: of what was held back only its spot, its reason and its digest come in.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import zstandard

from backfile.archive.assets import Assets
from backfile.archive.claims import keep_claims, read_claims
from backfile.archive.database import Database, chunks
from backfile.archive.entries import Batch, CaptureRow, PublicationClaim, Reading
from backfile.archive.site_pages import SitePages
from backfile.errors import NotFound
from backfile.model.capture import Capture, Form, Kind
from backfile.model.finding import FINDINGS, Finding
from backfile.model.testimony import Testimony
from backfile.record import decode_testimony, encode, mended

_ZSTD_LEVEL = 1
"""On 1,849 testimonies of a WordPress export (14.1 MB): level 1 leaves 3.94 MB in 18 µs each, 3
leaves 3.85 in 24, 9 leaves 3.71 in 131."""

SEAL = "held:"
"""How the keys begin by which what was held back is known again: digests, not words."""
NOT_YET = "held:not-yet:"
"""How they begin where it may have been published since: these hold back nothing else."""
CLOSED = "The newsroom's own export says that it was not public"
"""How the reason begins of what another deposit's word has held back."""
_CLOSE = """
UPDATE captures SET kind = 'held-back', form = 'other', reason = ?2, address = NULL,
    location = NULL, status = NULL, story = NULL, same_as_why = NULL WHERE number = ?1
"""
_ROW = (
    "number, deposit, item, offset, address, captured, form, status, media_type, size, digest,"
    " kind, reason, story, same_as_why, location"
)
_INSERT = f"INSERT INTO captures ({_ROW}) VALUES ({', '.join('?' * 16)})"
_INSERT_FINDING = (
    "INSERT INTO findings (deposit, capture, code, text, item, address) VALUES (?, ?, ?, ?, ?, ?)"
)


class Captures:
    """Every capture of every deposit, with its testimony."""

    def __init__(self, database: Database, assets: Assets) -> None:
        self._database = database
        self._assets = assets

    def put(self, deposit: str, batch: Batch) -> list[int]:
        """Keep a batch; return the numbers that its captures were given, in order.

        Of what is held back only its place, its reason and its digest are kept: no address, no
        text, no claim. A capture of kind asset whose file is in ``asset_files`` (by its digest)
        becomes an asset that stories at its addresses show.
        """
        try:
            return self._put(deposit, batch)
        except UnicodeEncodeError:
            return self._put(deposit, mended(batch))

    def _put(self, deposit: str, batch: Batch) -> list[int]:
        public = [_without_secrets(reading) for reading in batch.readings]
        with self._database.writing():
            first = self._database.number("SELECT max(number) FROM captures") + 1
            numbers = list(range(first, first + len(public)))
            numbered = list(zip(numbers, public, strict=True))
            self._insert(deposit, numbered)
            keep_claims(self._database, deposit, batch.claims, numbered)
            self._insert_findings(deposit, batch.findings, numbered)
            for reading in public:
                if reading.testimony.kind is Kind.ASSET and reading.digest:
                    self._assets.know(deposit, reading)
            self._database.execute(
                "UPDATE deposits SET reads = reads + ? WHERE id = ?", (batch.reads, deposit)
            )
        return numbers

    def _insert(self, deposit: str, numbered: list[tuple[int, Reading]]) -> None:
        compress = zstandard.ZstdCompressor(level=_ZSTD_LEVEL).compress
        self._database.executemany(
            _INSERT, (_values(number, deposit, reading) for number, reading in numbered)
        )
        speaking = [
            (number, reading.testimony)
            for number, reading in numbered
            if reading.testimony.kind is not Kind.HELD_BACK
        ]
        self._database.executemany(
            "INSERT INTO testimonies (capture, encoded) VALUES (?, ?)",
            (
                (number, compress(encode(replace(said, publication=()))))
                for number, said in speaking
            ),
        )
        self._database.executemany(
            "INSERT OR IGNORE INTO capture_keys (key, capture) VALUES (?, ?)",
            ((key, number) for number, read in numbered for key in read.testimony.keys),
        )

    def _insert_findings(
        self,
        deposit: str,
        findings: Sequence[Finding],
        numbered: list[tuple[int, Reading]],
    ) -> None:
        self._database.executemany(
            _INSERT_FINDING,
            ((deposit, None, f.code, f.text, f.item, f.address) for f in findings),
        )
        self._database.executemany(
            _INSERT_FINDING,
            (
                (deposit, number, f.code, f.text, f.item, f.address)
                for number, reading in numbered
                for f in dict.fromkeys(reading.capture.findings + reading.testimony.findings)
            ),
        )

    def count(self, deposit: str | None = None, kind: Kind | None = None) -> int:
        """Return how many captures a deposit, or the archive, has: of one kind, or all."""
        where, values = _where(deposit, kind)
        return self._database.number(f"SELECT count(*) FROM captures {where}", values)

    def get(self, number: int) -> CaptureRow:
        """Return a capture by its number.

        Raises:
            NotFound: no capture has that number.
        """
        row = self._database.one(f"SELECT {_ROW} FROM captures WHERE number = ?", (number,))
        if row is None:
            raise NotFound(f"No capture has the number {number}.", "`ledger` lists the captures.")
        return _capture_row(row)

    def some(self, numbers: Iterable[int]) -> Iterator[CaptureRow]:
        """Yield some captures by number; a number that is not there yields nothing."""
        for marks, chunk in chunks(sorted(set(numbers))):
            sql = f"SELECT {_ROW} FROM captures WHERE number IN ({marks}) ORDER BY number"
            yield from map(_capture_row, self._database.execute(sql, chunk))

    def all(self, deposit: str | None = None, kind: Kind | None = None) -> Iterator[CaptureRow]:
        """Yield captures by number: of one deposit, of one kind, or all; in bounded memory."""
        where, values = _where(deposit, kind)
        rows = self._database.execute(
            f"SELECT {_ROW} FROM captures {where} ORDER BY number",
            values,
        )
        return (_capture_row(row) for row in rows)

    def testimony(self, number: int) -> Testimony:
        """Return what a capture said; its claims about the publication are kept apart.

        Raises:
            NotFound: no capture has that number, or it was held back.
        """
        for _row, testimony in self.testimonies([number]):
            return testimony
        raise NotFound(f"Nothing is kept of what capture {number} said.", "It may be held back.")

    def testimonies(
        self, numbers: Iterable[int] | None = None, kind: Kind | None = None
    ) -> Iterator[tuple[CaptureRow, Testimony]]:
        """Yield captures with what they said, by number: those named, of one kind, or all.

        Their claims about the publication are not among it (see publication_claims).
        """
        where, values = _where(None, kind)
        sql = (
            f"SELECT {_COLUMNS_WITH_TESTIMONY} FROM testimonies"
            f" CROSS JOIN captures ON number = capture {where}"
        )
        decompress = zstandard.ZstdDecompressor().decompress
        if numbers is None:
            answers = [self._database.execute(f"{sql} ORDER BY capture", values)]
        else:
            joint = "AND" if where else "WHERE"
            answers = [
                self._database.execute(
                    f"{sql} {joint} capture IN ({marks}) ORDER BY capture", (*values, *chunk)
                )
                for marks, chunk in chunks(sorted(set(numbers)))
            ]
        for answer in answers:
            for *row, encoded in answer:
                yield _capture_row(row), decode_testimony(decompress(encoded))

    def numbers(self, deposit: str, kind: Kind) -> Iterator[int]:
        """Yield the numbers of a deposit's captures of one kind."""
        rows = self._database.execute(
            "SELECT number FROM captures WHERE deposit = ? AND kind = ? ORDER BY number",
            (deposit, kind.value),
        )
        return (number for (number,) in rows)

    def unsettled(self) -> list[int]:
        """Return the numbers of captures of kind story that belong to no story yet."""
        rows = self._database.execute(
            "SELECT number FROM captures WHERE kind = 'story' AND story IS NULL ORDER BY number"
        )
        return [number for (number,) in rows]

    def with_reason(self, kind: Kind, why: str) -> list[int]:
        """Return the numbers of captures of a kind that are so for one reason."""
        rows = self._database.execute(
            "SELECT number FROM captures WHERE kind = ? AND reason = ? ORDER BY number",
            (kind.value, why),
        )
        return [number for (number,) in rows]

    def set_fates(self, fates: Iterable[tuple[int, Kind, str]]) -> None:
        """Change what became of some captures: (number, kind, why)."""
        with self._database.writing():
            self._database.executemany(
                "UPDATE captures SET kind = ?2, reason = ?3 WHERE number = ?1",
                ((number, kind.value, why) for number, kind, why in fates),
            )

    def hold_back(self, numbers: Iterable[int], why: str) -> None:
        """Close captures that turn out not to have been public: what they said is forgotten."""
        rows = [(number, why) for number in numbers]
        with self._database.writing():
            for table in ("testimonies", "capture_keys", "findings"):
                self._database.executemany(
                    f"DELETE FROM {table} WHERE capture = ?1 AND ?2 = ?2",
                    rows,
                )
            self._database.executemany(_CLOSE, rows)

    def has_pointers(self, reasons: Iterable[str]) -> bool:
        """Say whether any entry of a feed or export may be no story but point to something else.

        Args:
            reasons: why entries were taken for pointers before.
        """
        marks, values = next(chunks(sorted(reasons)))
        sql = f"""SELECT 1 WHERE EXISTS (SELECT 1 FROM captures WHERE form = 'entry')
            AND EXISTS (SELECT 1 FROM captures WHERE reason IN ({marks})
                OR (form = 'page' AND kind IN ('list', 'standing')))"""
        return self._database.one(sql, values) is not None

    def entries(self, reasons: Iterable[str]) -> Iterator[CaptureRow]:
        """Yield the entries with an address that are stories, or are none for some reasons."""
        marks, values = next(chunks(sorted(reasons)))
        rows = self._database.execute(
            f"SELECT {_ROW} FROM captures WHERE form = 'entry' AND address <> ''"
            f" AND (kind = 'story' OR reason IN ({marks})) ORDER BY number",
            values,
        )
        return (_capture_row(row) for row in rows)

    def pages(self) -> SitePages:
        """Return which kinds of pages stood where, as it is now."""
        return SitePages(self._database)

    def findings(self, number: int) -> list[Finding]:
        """Return the remarks about a capture."""
        rows = self._database.execute(
            "SELECT code, text, item, address FROM findings WHERE capture = ? ORDER BY number",
            (number,),
        )
        return [Finding(*row) for row in rows]

    def publication_claims(self) -> Iterator[PublicationClaim]:
        """Yield all claims about the publication, by deposit, field and place."""
        return read_claims(self._database)


_COLUMNS_WITH_TESTIMONY = _ROW + ", encoded"


def _where(deposit: str | None, kind: Kind | None) -> tuple[str, tuple[object, ...]]:
    asked = [("deposit = ?", deposit), ("kind = ?", kind.value if kind else None)]
    parts = [(sql, value) for sql, value in asked if value is not None]
    if not parts:
        return "", ()
    return "WHERE " + " AND ".join(sql for sql, _ in parts), tuple(value for _, value in parts)


def _without_secrets(reading: Reading) -> Reading:
    """Return a reading as it may be kept: of what was held back, nothing that it said."""
    capture, testimony = reading.capture, reading.testimony
    if testimony.kind is not Kind.HELD_BACK and capture.held_back is None:
        return reading
    reason = capture.held_back or testimony.why or "not public"
    codes = dict.fromkeys(finding.code for finding in capture.findings + testimony.findings)
    return Reading(
        Capture(
            form=Form.OTHER,
            item=capture.item,
            offset=capture.offset,
            media_type=capture.media_type,
            held_back=reason,
        ),
        Testimony(
            kind=Kind.HELD_BACK,
            why=reason,
            keys=tuple(key for key in testimony.keys if key.startswith(SEAL)),
            findings=tuple(Finding(code, FINDINGS.get(code, code), capture.item) for code in codes),
        ),
        reading.digest,
        reading.size,
    )


def _values(number: int, deposit: str, reading: Reading) -> tuple[object, ...]:
    capture, testimony = reading.capture, reading.testimony
    return (
        number,
        deposit,
        capture.item,
        capture.offset,
        capture.address,
        capture.captured,
        capture.form.value,
        capture.status,
        capture.media_type,
        reading.size,
        reading.digest,
        testimony.kind.value,
        testimony.why,
        None,
        None,
        capture.location,
    )


def _capture_row(row: Sequence[object]) -> CaptureRow:
    names = CaptureRow.__slots__
    values = dict(zip(names, row, strict=True))
    values["kind"] = Kind(str(values["kind"]))
    return CaptureRow(**values)  # type: ignore[arg-type] # columns in the order of the slots
