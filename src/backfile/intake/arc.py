"""ARC files, which web archives were kept in before WARC (Internet Archive, 1996 version 1).

Each record is one line that names address, IP, time, type and length, and then as many bytes.
"""

import re
from collections.abc import Iterator
from typing import BinaryIO

from backfile.intake.inflate import Plain, expanded
from backfile.intake.records import MAX_BLOCK, Record, Remark
from backfile.intake.window import Window

_LINE = re.compile(
    rb"[\r\n]*(?P<address>[A-Za-z][\w+.-]{0,20}:[^\r\n]{1,8000}?)[ ]"
    rb"(?P<ip>[\d.:A-Fa-f]{2,45}|-)[ ](?P<time>\d{8,17})[ ](?P<type>[^\r\n ]{1,200})"
    rb"(?:[ ][^\r\n]{1,2000})?[ ](?P<length>\d{1,12})\r?\n"
)
_MAX_LINE = 12_000


def read_arc_records(file: BinaryIO) -> Iterator[Record | Remark]:
    """Yield each record of an open ARC file (plain or gzip) in the form of a WARC record."""
    source = expanded(file)
    window = Window(source)
    last = -1
    while True:
        place = max(window.position if isinstance(source, Plain) else window.place, last + 1)
        last = place
        ahead = window.peek(_MAX_LINE)
        if ahead.strip():
            yield _record_at(window, ahead, place)
        else:
            window.skip(len(ahead))
        if window.peek(1):
            continue
        if window.damage is None:
            return
        yield Remark("item-truncated", f"At byte {place:,} {window.damage}.", place)
        if not window.resume():
            return


def _record_at(window: Window, ahead: bytes, place: int) -> Record | Remark:
    line = _LINE.match(ahead)
    if line is None:
        skipped = _skip_to_next(window)
        return Remark(
            "record-malformed", f"{skipped:,} bytes at byte {place:,} are no record.", place
        )
    window.skip(line.end())
    length = int(line["length"])
    headers = {
        "warc-target-uri": line["address"].decode("utf-8", "replace"),
        "warc-date": line["time"].decode("ascii"),
        "content-type": line["type"].decode("latin-1"),
    }
    kind = "warcinfo" if line["address"].startswith(b"filedesc:") else "response"
    if length > MAX_BLOCK:
        window.skip(length)
        text = f"The record at byte {place:,} has {length:,} bytes; {MAX_BLOCK:,} are read at most."
        return Record(place, kind, headers, b"", (("item-too-large", text),))
    block = window.peek(length)
    window.skip(length)
    if len(block) == length:
        return Record(place, kind, headers, block)
    text = f"The record at byte {place:,} announces {length:,} bytes; {len(block):,} are there."
    return Record(place, kind, headers, block, (("item-truncated", text),))


def _skip_to_next(window: Window) -> int:
    """Leave behind all that stands before the next line that names a record."""
    skipped = window.skip(1)
    while ahead := window.peek(_MAX_LINE * 8):
        newline = ahead.find(b"\n")
        skipped += window.skip(newline + 1 if newline >= 0 else len(ahead))
        if _LINE.match(window.peek(_MAX_LINE)):
            return skipped
    return skipped
