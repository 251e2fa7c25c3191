"""Files written anew without some of their captures: for what must be gone from originals too.

The law of the place: how a kind of file is rewritten stands in CUTTERS, and only there; what no
cutter can do is refused, and the whole file can go instead. Everything else stays byte for byte,
and in web archives at the very same offsets: an erased record leaves a filler of its own length.
"""

import mmap
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from tempfile import SpooledTemporaryFile
from typing import IO, BinaryIO, cast

from backfile.errors import OperatorError
from backfile.intake.bounds import printable, safe_path
from backfile.intake.records import Record, read_records
from backfile.intake.sniff import HEAD_BYTES, expanded_head, is_arc, kind_of
from backfile.model.deposit import DepositKind

WHOLE = frozenset(
    {
        DepositKind.HTML,
        DepositKind.TEXT,
        DepositKind.MARKDOWN,
        DepositKind.MEDIA,
    }
)
"""Kinds of files that hold one capture, so that the file goes with it."""
PACKED = frozenset({DepositKind.ZIP, DepositKind.WACZ})
"""Containers that are rewritten member by member."""
_IN_MEMORY = 8 << 20
"""Bytes of a member of a container that are held in memory while it is rewritten."""
_STEP = 1 << 20
_NOTHING = b"\x03\x00"
"""A deflate stream of nothing."""
_STORED = 65_535
"""Bytes of one stored block (RFC 1951 section 3.2.4)."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a capture lies in a file."""

    path: str = ""
    """Inside of the file, where that is a container; "" for the file itself."""
    offset: int | None = None


@dataclass(frozen=True, slots=True)
class Cut:
    """A stretch of a file that goes, and what stands in its place."""

    start: int
    end: int
    filler: bytes


Cutter = Callable[[BinaryIO, Collection[int], str], list[Cut]]
"""Takes an open file, the offsets of captures in it, and a note on why they went."""


class CannotErase(OperatorError):
    """Something cannot be taken out of a file by itself."""

    code = "cannot-erase"


def erase(file: BinaryIO, name: str, spots: Collection[Spot], note: str, out: IO[bytes]) -> bool:
    """Write a file anew without some captures; return False where nothing of it is left.

    Args:
        file: the file as it was handed over, seekable.
        name: what it is called.
        spots: where the captures lie.
        note: one line that says why; it stands in place of what went, where there is a place.
        out: what is written to.

    Raises:
        CannotErase: this kind of file cannot be rewritten.
    """
    head = file.read(HEAD_BYTES)
    file.seek(0)
    kind = kind_of(head, name)
    if kind in WHOLE:
        return False
    if kind in PACKED:
        return _erase_packed(file, name, spots, note, out)
    cutter = CUTTERS.get(kind)
    if cutter is None or any(spot.path for spot in spots):
        raise cannot(name, kind)
    offsets = sorted({spot.offset or 0 for spot in spots})
    _copy(file, cutter(file, offsets, note), out)
    return True


def cannot(name: str, kind: DepositKind) -> CannotErase:
    """Return the error for a kind of file out of which nothing can be taken."""
    return CannotErase(
        f"{printable(name)} ({kind.value}) cannot be written anew without one of its stories.",
        "Let the whole file go with --whole-files, if nothing else in it is needed.",
    )


def _copy(file: BinaryIO, cuts: list[Cut], out: IO[bytes]) -> None:
    at = 0
    for cut in sorted(cuts, key=lambda cut: cut.start):
        _pass_on(file, at, cut.start, out)
        out.write(cut.filler)
        at = cut.end
    _pass_on(file, at, None, out)


def _pass_on(file: BinaryIO, start: int, end: int | None, out: IO[bytes]) -> None:
    file.seek(start)
    left = -1 if end is None else end - start
    while left and (piece := file.read(_STEP if left < 0 else min(left, _STEP))):
        out.write(piece)
        left -= len(piece) if left > 0 else 0


# --- containers ------------------------------------------------------------------------------


def _erase_packed(
    file: BinaryIO, name: str, spots: Collection[Spot], note: str, out: IO[bytes]
) -> bool:
    """Write a zip anew: members that went are left out, all others keep their place and date."""
    by_member: dict[str, list[Spot]] = {}
    try:
        with zipfile.ZipFile(file) as packed, zipfile.ZipFile(out, "w") as fresh:
            names = {safe_path(printable(i.filename)) or "": i.filename for i in packed.infolist()}
            for spot in spots:
                member, inner = _member_of(spot.path, names)
                by_member.setdefault(member, []).append(Spot(inner, spot.offset))
            for info in _told(packed, name):
                _put_member(packed, fresh, info, (by_member.get(info.filename, ()), note))
            return bool(fresh.infolist())
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as broken:
        raise CannotErase(
            f"{printable(name)} is damaged: {broken}.", "Let it go whole with --whole-files."
        ) from broken


def _member_of(path: str, names: dict[str, str]) -> tuple[str, str]:
    """Return the member of a zip that holds a path, and the path inside of the member."""
    for end in sorted((i for i, sign in enumerate(path + "/") if sign == "/"), reverse=True):
        if path[:end] in names:
            return names[path[:end]], path[end:].lstrip("/")
    raise CannotErase(f"Nothing in the file is called {printable(path)}.", "Run `verify`.")


_LISTS = re.compile(r"(?:datapackage(?:-digest)?\.json|(?:pages|indexes)/.+)$")
"""What a WACZ says of its own records: no longer true once one went, and nobody needs it."""


def _told(packed: zipfile.ZipFile, name: str) -> list[zipfile.ZipInfo]:
    """Return the members that are written anew: in any other zip `pages/` is a folder of pages."""
    members = packed.infolist()
    names = {info.filename for info in members}
    if not name.lower().endswith(".wacz") and "datapackage.json" not in names:
        return members
    return [info for info in members if not _LISTS.match(info.filename)]


def _put_member(
    packed: zipfile.ZipFile,
    fresh: zipfile.ZipFile,
    info: zipfile.ZipInfo,
    job: tuple[Collection[Spot], str],
) -> None:
    spots, note = job
    plain = zipfile.ZipInfo(info.filename, info.date_time)
    plain.compress_type, plain.external_attr = info.compress_type, info.external_attr
    with SpooledTemporaryFile(_IN_MEMORY) as whole, SpooledTemporaryFile(_IN_MEMORY) as left:
        with packed.open(info) as stream:
            while piece := stream.read(_STEP):
                whole.write(piece)
        whole.seek(0)
        kept = whole
        if spots:
            source, out = cast(BinaryIO, whole), cast(IO[bytes], left)
            if not erase(source, info.filename, spots, note, out):
                return
            kept = left
        kept.seek(0)
        with fresh.open(plain, "w", force_zip64=True) as target:
            while piece := kept.read(_STEP):
                target.write(piece)


# --- web archives ----------------------------------------------------------------------------


def _cut_records(file: BinaryIO, offsets: Collection[int], note: str) -> list[Cut]:
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


def _target_of(record: Record) -> str:
    return record.headers.get("warc-target-uri", "").strip("<> ")


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


# --- exports and feeds -----------------------------------------------------------------------

_MARK = re.compile(rb"<!\[CDATA\[|<!--|</?(?:item|entry)(?=[\s/>])")
_CLOSED_BY = {b"<![CDATA[": b"]]>", b"<!--": b"-->"}
"""What ends a stretch in which no element begins."""
_FURNITURE = b"<wp:post_type>wp_erased</wp:post_type>"
"""What an export calls a post that its software keeps for itself: it keeps its number."""


def _cut_elements(file: BinaryIO, offsets: Collection[int], note: str) -> list[Cut]:
    """Cut items of an export or feed: numbers count them from 1, as they are read."""
    head = file.read(200)
    if head[:2] in {b"\xff\xfe", b"\xfe\xff"} or b"<" not in head or head.lstrip()[:1] == b"{":
        raise CannotErase("This file is no XML that can be cut.", "Use --whole-files.")
    with _mapped(file) as data:
        spans = list(_spans(data))
        is_export = data.find(b"wordpress.org/export/", 0, HEAD_BYTES) >= 0
    if max(offsets) > len(spans) or min(offsets) < 1:
        raise CannotErase("Its items are not numbered as they were read.", "Use --whole-files.")
    said = note.replace("--", "-").encode()
    filler = b"<!-- " + said + b" -->"
    if is_export:
        # It keeps the numbers of all others what they are; an empty entry of a feed would be read
        # as a story without words.
        filler = b"<item>" + _FURNITURE + filler + b"</item>"
    return [Cut(*spans[number - 1], filler) for number in offsets]


def _mapped(file: BinaryIO) -> mmap.mmap:
    try:
        number = file.fileno()
        file.flush()
        return mmap.mmap(number, 0, access=mmap.ACCESS_READ)
    except (OSError, ValueError):
        # What is held in memory has no file of its own.
        file.seek(0)
        data = file.read()
        held = mmap.mmap(-1, max(len(data), 1))
        held[: len(data)] = data
        return held


def _spans(data: mmap.mmap) -> Iterator[tuple[int, int]]:
    """Yield where each item or entry begins and ends, those inside of others left out."""
    at, begin, depth = 0, 0, 0
    while found := _MARK.search(data, at):
        closing = _CLOSED_BY.get(found[0], b">")
        end = data.find(closing, found.end())
        if end < 0:
            return
        at = end + len(closing)
        if found[0] in _CLOSED_BY:
            continue
        is_alone = data[end - 1 : end] == b"/"
        if found[0].startswith(b"</"):
            depth -= 1
        elif not is_alone:
            begin, depth = begin if depth else found.start(), depth + 1
        if not depth:
            yield found.start() if is_alone else begin, at


CUTTERS: dict[DepositKind, Cutter] = {
    DepositKind.WARC: _cut_records,
    DepositKind.WXR: _cut_elements,
    DepositKind.FEED: _cut_elements,
}
"""How each kind of file that holds many captures is rewritten without some."""
