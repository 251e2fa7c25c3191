"""Records of a web archive that were written in pieces, over several files (WARC 1.1 section 7).

A crawler that fills its files to a fixed size begins a large answer in one and continues it in the
next. The first piece says what it is, the others only what they continue.
"""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from functools import partial

from backfile.errors import DepositError
from backfile.intake.reader import Item, Surroundings
from backfile.intake.records import MAX_BLOCK, Record, read_record_at, read_records
from backfile.intake.sniff import HEAD_BYTES, expanded_head, is_arc, is_web_archive

CONTINUATION = "continuation"
"""The type of all pieces but the first."""
MAX_PIECES = 10_000
"""Pieces of one deposit that are remembered; a piece is as large as a file, by intent."""


@dataclass(slots=True)
class Pieces:
    """Where the pieces of a deposit's records lie."""

    first: set[str] = field(default_factory=set)
    """Ids of the records that a first piece begins."""
    places: dict[tuple[str, int], tuple[Item, int]] = field(default_factory=dict)
    """File and byte of each other piece, by the record that it continues and its number."""


def joined(record: Record, item: Item, around: Surroundings) -> Record:
    """Return a record with all the pieces that continue it; any other as it is.

    What is missing of it is a remark.
    """
    if not is_first(record):
        return record
    blocks, size, total = [record.block], len(record.block), ""
    for piece in _pieces_after(record, item, around):
        size += len(piece.block)
        total = piece.headers.get("warc-segment-total-length", "")
        if size > MAX_BLOCK:
            text = f"The record at byte {record.offset:,} is continued beyond {MAX_BLOCK:,} bytes."
            return _with(record, b"", ("item-too-large", text))
        blocks.append(piece.block)
    if total == str(size):
        return _with(record, b"".join(blocks))
    text = f"The record at byte {record.offset:,} is continued, and not all of it is there."
    return _with(record, b"".join(blocks), ("item-truncated", text))


def is_first(record: Record) -> bool:
    """Say whether a record is the first piece of several."""
    return record.headers.get("warc-segment-number", "").strip() == "1"


def is_wanted(record: Record, item: Item, around: Surroundings) -> bool:
    """Say whether the deposit has the record that a piece continues."""
    return _origin_of(record) in _pieces_of(item, around).first


def _with(record: Record, block: bytes, *remarks: tuple[str, str]) -> Record:
    # The digest of the block is that of the first piece alone.
    headers = {k: v for k, v in record.headers.items() if k != "warc-block-digest"}
    return replace(record, block=block, headers=headers, remarks=(*record.remarks, *remarks))


def _pieces_after(record: Record, item: Item, around: Surroundings) -> Iterator[Record]:
    places, name = _pieces_of(item, around).places, _id_of(record)
    number = 2
    while (place := places.get((name, number))) is not None:
        other, at = place
        with other.open() as file:
            piece = read_record_at(file, at)
        if piece is None:
            return
        yield piece
        number += 1


def _pieces_of(item: Item, around: Surroundings) -> Pieces:
    items = around.items or (item,)
    return around.memory.once(items, Pieces, partial(_find_pieces, items))


def _find_pieces(items: tuple[Item, ...], closing: ExitStack) -> Pieces:
    """Look through all web archives of a deposit: done only where one of them is in pieces."""
    del closing
    pieces = Pieces()
    for item in items:
        for record in _records_of(item):
            if is_first(record):
                pieces.first.add(_id_of(record))
            number = record.headers.get("warc-segment-number", "").strip()[:9]
            if record.kind == CONTINUATION and number.isdecimal():
                place = (_origin_of(record), int(number))
                pieces.places.setdefault(place, (item, record.offset))
            if len(pieces.places) + len(pieces.first) >= MAX_PIECES:
                return pieces
    return pieces


def _records_of(item: Item) -> Iterator[Record]:
    try:
        with item.open() as file:
            head = file.read(HEAD_BYTES)
            file.seek(0)
            if is_web_archive(head) and not is_arc(expanded_head(head)):
                yield from (found for found in read_records(file) if isinstance(found, Record))
    except (DepositError, OSError, EOFError):
        # What cannot be read of a file is said where that file itself is read.
        return


def _id_of(record: Record) -> str:
    return record.headers.get("warc-record-id", "").strip()


def _origin_of(record: Record) -> str:
    return record.headers.get("warc-segment-origin-id", "").strip()
