"""The records of a web archive, one after the other, whatever state the file is in.

The law of the place: damage costs the record that it hit and no other. Every announced length and
every end of a compressed member is checked here.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import BinaryIO

from backfile.intake.http import parse_headers
from backfile.intake.inflate import Plain, expanded
from backfile.intake.window import Window

MAX_BLOCK = 64 << 20
"""Bytes of one record that are held in memory: the largest picture or sound of the newsroom sets
is 3 MiB. What is larger stays in the originals and gets a finding."""
_MAX_HEAD = 1 << 20
"""Bytes of a record's own headers; the largest met is 4 KiB."""
_HEAD_END = re.compile(rb"\r?\n\r*\n")
_VERSION = re.compile(rb"\s*WARC/\d+\.\d+[ \t]*\r*\n")
_BLANK = re.compile(rb"\s*")
_NEXT = re.compile(rb"(?<=\n)WARC/\d\.\d{1,3}[ \t]*\r*\n(?=[\w-]+[ \t]*:)")
_RESYNC_STEP = 1 << 20


@dataclass(frozen=True, slots=True)
class Record:
    """One record of a web archive (WARC 1.1 section 5; an ARC's URL record)."""

    offset: int
    """Where it begins in the file, in bytes; unique within the file, in reading order."""
    kind: str
    """WARC-Type in lower case."""
    headers: Mapping[str, str]
    """Names in lower case."""
    block: bytes
    """Its content block; b"" where it is larger than MAX_BLOCK."""
    remarks: tuple[tuple[str, str], ...] = ()
    """Code of a finding and what was met."""


@dataclass(frozen=True, slots=True)
class Remark:
    """Damage that belongs to no record: code of a finding, what was met, and where."""

    code: str
    text: str
    offset: int


def read_records(file: BinaryIO) -> Iterator[Record | Remark]:
    """Yield each record of an open WARC file (plain, gzip, zstd), and what is damaged."""
    source = expanded(file)
    window = Window(source)
    is_plain = isinstance(source, Plain)
    last = -1
    while True:
        blank = _BLANK.match(window.peek(512))
        if blank and blank.end():
            window.skip(blank.end())
            continue
        # Records that share one compressed member count up from its beginning.
        place = max(window.position if is_plain else window.place, last + 1)
        last = place
        found = _record_at(window, place) if window.peek(1) else None
        if found is not None:
            yield found
        if window.damage is not None and not window.peek(1):
            yield Remark("item-truncated", f"At byte {place:,} {window.damage}.", place)
            if not window.resume():
                return
        elif found is None:
            return


def read_record_at(file: BinaryIO, place: int) -> Record | None:
    """Return the record that begins at a byte of an open WARC file, or None where none does."""
    window = Window(expanded(file, place))
    if not _VERSION.match(window.peek(64)):
        return None
    record = _record_at(window, place)
    return record if isinstance(record, Record) else None


def _record_at(window: Window, place: int) -> Record | Remark:
    """Read the record that begins here, or leave behind what is none."""
    if not _VERSION.match(window.peek(64)):
        skipped = _skip_to_next(window)
        text = f"{skipped:,} bytes at byte {place:,} are no record."
        return Remark("record-malformed", text, place)
    end = window.find(_HEAD_END, _MAX_HEAD)
    if end is None:
        skipped = _skip_to_next(window)
        text = f"The record at byte {place:,} has no end of its headers within {skipped:,} bytes."
        return Remark("record-malformed", text, place)
    head = window.peek(end.start())
    headers = parse_headers(head.partition(b"\n")[2])
    window.skip(end.end())
    kind = headers.get("warc-type", "").lower()
    length = headers.get("content-length", "")
    if not length.isdecimal() or len(length) > 15:  # noqa: PLR2004  beyond any disk
        skipped = _skip_to_next(window)
        text = f"The record at byte {place:,} announces no usable length ({length[:40]!r})."
        return Remark("record-malformed", text, place)
    block, remarks = _block_of(window, int(length), place)
    return Record(place, kind, headers, block, remarks)


def _block_of(window: Window, length: int, place: int) -> tuple[bytes, tuple[tuple[str, str], ...]]:
    """Take a record's content block; where its announced length is wrong, what belongs to it."""
    said = f"The record at byte {place:,} announces {length:,} bytes"
    if length > MAX_BLOCK:
        return b"", (_leave_out(window, length, said),)
    ends_well = _ends_well(window, length)
    block = window.peek(length) if ends_well else _block_until_next(window, length)
    if ends_well:
        window.skip(length)
    if len(block) == length:
        text = f"{said}, but more stands behind them."
        return block, () if ends_well else (("record-malformed", text),)
    if window.peek(1):
        return block, (("record-malformed", f"{said}; it has {len(block):,}."),)
    return block, (("item-truncated", f"{said}; {len(block):,} are there."),)


def _leave_out(window: Window, length: int, said: str) -> tuple[str, str]:
    """Pass over a block that is larger than what is read."""
    skipped = window.skip(length)
    if skipped < length:
        return "item-truncated", f"{said}; {skipped:,} are there."
    return "item-too-large", f"{said}; {MAX_BLOCK:,} are read at most."


def _block_until_next(window: Window, length: int) -> bytes:
    """Take what stands before the next record, whether it begins sooner or later than announced.

    Where no other record is near, the announced length holds.
    """
    inside = _NEXT.search(window.peek(length))
    if inside is None:
        inside = _NEXT.search(window.peek(min(length + _RESYNC_STEP, MAX_BLOCK)), length)
    end = inside.start() if inside else length
    block = window.peek(end)
    window.skip(end)
    return block.rstrip(b"\r\n") if inside else block


def _ends_well(window: Window, length: int) -> bool:
    """Say whether a block is all there, with line ends, the next record or nothing behind it."""
    behind = window.peek_behind(length, 16)
    if length and not behind and not window.peek_behind(length - 1, 1):
        return False
    return not behind.strip(b"\r\n") or behind.lstrip(b"\r\n").startswith(b"WARC/")


def _skip_to_next(window: Window) -> int:
    """Leave behind all that stands before the next record; return how many bytes that was."""
    skipped = window.skip(1)
    while ahead := window.peek(_RESYNC_STEP):
        match = _NEXT.search(ahead)
        if match:
            return skipped + window.skip(match.start())
        # What begins at the end of one step may end in the next.
        step = max(len(ahead) - 64, 1) if len(ahead) == _RESYNC_STEP else len(ahead)
        skipped += window.skip(step)
    return skipped
