"""Web archives without some records: all others stay at their offsets."""

import re
import struct
import zlib
from collections.abc import Collection
from typing import BinaryIO

from backfile.intake.cutting import CannotErase, Cut
from backfile.intake.records import Record, read_records
from backfile.intake.sniff import HEAD_BYTES, expanded_head, is_arc
from backfile.urls import key_of

_NOTHING = b"\x03\x00"
"""A deflate stream of nothing."""


def cut_records(file: BinaryIO, offsets: Collection[int], note: str) -> list[Cut]:
    """Cut the records that hold some captures, and what else was noted of their addresses."""
    head = file.read(HEAD_BYTES)
    file.seek(0)
    if is_arc(expanded_head(head)):
        raise CannotErase("An ARC file cannot be written anew.", "Use --whole-files.")
    known = [(r.offset, _target_of(r)) for r in read_records(file) if isinstance(r, Record)]
    size = file.seek(0, 2)
    starts = [offset for offset, _ in known]
    ends = [*starts[1:], size]
    wanted = {_holding(starts, offset) for offset in offsets}
    targets = {target for offset, target in known if offset in wanted and target}
    cuts = []
    for (start, target), end in zip(known, ends, strict=True):
        if start in wanted or target in targets:
            cuts.append(Cut(start, end, _filler(file, start, end, note)))
    return cuts


_DERIVED = re.compile(r"^(?:urn:[A-Za-z-]{1,40}:|(?:metadata|screenshot|text|dns):(?=//|https?:))+")
"""What crawlers put before an address for what they made of a page: its text, a picture of it."""


def _target_of(record: Record) -> str:
    """Return what a record's address has in common with all records of that page."""
    target = record.headers.get("warc-target-uri", "").strip("<> ")
    return key_of(_DERIVED.sub("", target)) if target else ""


def _holding(starts: list[int], offset: int) -> int:
    """Return where the record begins that holds a capture: an entry of a feed lies inside of it."""
    before = [start for start in starts if start <= offset]
    if not before:
        raise CannotErase(f"No record lies at byte {offset:,}.", "Run `verify`.")
    return before[-1]


def _filler(file: BinaryIO, start: int, end: int, note: str) -> bytes:
    """Return what stands in place of a record, of just its length."""
    file.seek(start)
    magic = file.read(4)
    length = end - start
    if magic[:2] == b"\x1f\x8b":
        return _gzip_filler(length, note)
    if magic == b"\x28\xb5\x2f\xfd":
        # A frame that every reader passes over (RFC 8878 section 3.1.2).
        said = note.encode()[: length - 8].ljust(length - 8)
        return struct.pack("<II", 0x184D2A50, length - 8) + said
    if magic == b"WARC":
        record = _tombstone(note, length - len(_tombstone(note, 0)))
        if len(record) < length:  # one figure more in the announced length
            record = _tombstone(note, length - len(_tombstone(note, 0)) - 1)
        return record[:length].ljust(length, b"\n") if len(record) <= length else b"\n" * length
    raise CannotErase(
        f"The record at byte {start:,} shares a compressed stretch with others.",
        "Use --whole-files, or have the web archive compressed record by record.",
    )


def _tombstone(note: str, room: int) -> bytes:
    """Return a WARC metadata record that says that something stood here (WARC 1.1 section 6.5)."""
    said = note.encode()[: max(room, 0)].ljust(max(room, 0))
    head = (
        "WARC/1.0\r\nWARC-Type: metadata\r\n"
        "WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000000>\r\n"
        f"WARC-Date: 1970-01-01T00:00:00Z\r\nContent-Type: text/plain\r\n"
        f"Content-Length: {len(said)}\r\n\r\n"
    )
    return head.encode() + said + b"\r\n\r\n"


_GZIP_HEAD = b"\x1f\x8b\x08%c\0\0\0\0\0\xff"
_EXTRA = 0x04
_MOST_EXTRA = 65_535


def _gzip_filler(length: int, note: str) -> bytes:
    """Return gzip members (RFC 1952) of a length that hold a tombstone, or nothing at all."""
    for room in (200, 0):
        stone = _deflated(_tombstone(note, min(room, len(note.encode()))))
        left = length - len(stone) - 18
        if left == 0:
            return _member(stone, _tombstone(note, min(room, len(note.encode()))), None)
        if left >= 2:  # noqa: PLR2004 - the length of an extra field stands in two bytes
            first = min(left - 2, _MOST_EXTRA)
            rest = left - 2 - first
            if 0 < rest < _EMPTY:
                first, rest = first - _EMPTY, rest + _EMPTY
            data = _tombstone(note, min(room, len(note.encode())))
            return _member(stone, data, first) + _empty_members(rest)
    return _empty_members(length)


_EMPTY = 18 + len(_NOTHING) + 2
"""Bytes of a member that holds nothing but an empty extra field."""


def _empty_members(length: int) -> bytes:
    found = []
    while length > 0:
        extra = min(length - _EMPTY, _MOST_EXTRA)
        if 0 < length - _EMPTY - extra < _EMPTY:
            extra -= _EMPTY
        if extra < 0:
            raise CannotErase("A record is too small to be written over.", "Use --whole-files.")
        found.append(_member(_NOTHING, b"", extra))
        length -= _EMPTY + extra
    return b"".join(found)


def _member(packed: bytes, data: bytes, extra: int | None) -> bytes:
    head = _GZIP_HEAD % (0 if extra is None else _EXTRA)
    padding = b"" if extra is None else struct.pack("<H", extra) + bytes(extra)
    return head + padding + packed + struct.pack("<II", zlib.crc32(data), len(data))


def _deflated(data: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush()
