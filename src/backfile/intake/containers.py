"""What stands in a zip, a tar or a compressed file: entries, refused or handed on.

The law of the place: an entry is looked at by its record in the container before a byte of it is
expanded, and nothing expands beyond the budget of the file that it came in.
"""

import bz2
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import PurePosixPath
from stat import S_IFMT, S_ISDIR, S_ISREG
from typing import BinaryIO

from backfile.errors import DepositError, UnsafeDeposit
from backfile.intake.bounds import ALWAYS_FINE, MAX_ENTRIES, MAX_RATIO, Budget, printable, safe_path
from backfile.intake.inflate import Damaged, Gzip, Zstd
from backfile.intake.reader import Item
from backfile.intake.sniff import HEAD_BYTES
from backfile.intake.spool import Spool, open_slice
from backfile.intake.zip_walk import Walk
from backfile.model.finding import Finding

_STEP = 1 << 18
_ENCRYPTED = 0x1


@dataclass(frozen=True, slots=True)
class Entry:
    """One file inside a container."""

    path: str
    """Inside the container, made safe."""
    size: int
    """In bytes, expanded."""
    packed: int
    """In bytes, as it lies in the container."""
    head: Callable[[], bytes]
    """Returns its first bytes, without expanding the rest."""
    open: Callable[[], BinaryIO]
    """Opens it, seekable."""
    spool: Callable[[], Spool] | None = None
    """Expands it, where that is more than reading it in its place."""

    def weigh(self, budget: Budget) -> None:
        """Count it among what comes out of the container.

        Raises:
            UnsafeDeposit: it expands beyond all proportion.
        """
        if self.size > ALWAYS_FINE + MAX_RATIO * self.packed:
            raise UnsafeDeposit(f"{self.packed:,} bytes would become {self.size:,}")
        budget.spend(self.size)


def zip_entries(item: Item) -> Iterator[Entry | Finding]:
    """Yield each file of a zip by its central directory, and what was refused (APPNOTE 6.3)."""
    try:
        with item.open() as file, zipfile.ZipFile(file) as archive:
            records = sorted(archive.infolist()[:MAX_ENTRIES], key=lambda info: info.filename)
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OverflowError) as error:
        with item.open() as file:
            walk = Walk(file, item.size)
            records = sorted(walk.files(), key=lambda info: info.filename)
        text = f"{item.path} is no readable zip: {error}."
        code = "item-unreadable"
        if records:
            code = "item-truncated"
            text = (
                f"{item.path} is damaged, as when a copy breaks off: its directory is lost. The "
                f"first {len(records):,} files, up to byte {walk.end:,} of {item.size:,}, were "
                "read."
            )
        yield Finding(code, text, item.path)
    for info in records:
        yield from _zip_entry(item, info)


def _zip_entry(item: Item, info: zipfile.ZipInfo) -> Iterator[Entry | Finding]:
    name = printable(info.filename)
    mode = info.external_attr >> 16
    if info.is_dir() or S_ISDIR(mode):
        return
    path = safe_path(name)
    if path is None:
        yield Finding("path-outside", f"{item.path}: {name!r} points outside.", item.path)
    elif S_IFMT(mode) and not S_ISREG(mode):
        yield Finding("link-refused", f"{item.path}: {name!r} is a link.", item.path)
    elif info.flag_bits & _ENCRYPTED:
        text = f"{item.path}: {name!r} is encrypted; hand it over without a password."
        yield Finding("item-unreadable", text, item.path)
    else:
        is_stored = info.compress_type == zipfile.ZIP_STORED
        if is_stored:
            yield from _checked(item, info)
        yield Entry(
            path,
            size=info.file_size,
            packed=info.compress_size,
            head=partial(_head_of_zipped, item, info),
            open=partial(_open_stored, item, info),
            spool=None if is_stored else partial(_expand_zipped, item, info),
        )


def _checked(item: Item, info: zipfile.ZipInfo) -> Iterator[Finding]:
    """Compare a stored entry with its checksum; packed ones are compared when they expand."""
    checksum = 0
    try:
        with _open_stored(item, info) as stream:
            while piece := stream.read(_STEP):
                checksum = zlib.crc32(piece, checksum)
    except DepositError:
        return  # said again, and kept as a finding, by whoever opens it
    if checksum != info.CRC:
        text = f"{item.path}: {info.filename} does not have its checksum; it is read as it is."
        yield Finding("digest-mismatch", text, item.path)


def _open_stored(item: Item, info: zipfile.ZipInfo) -> BinaryIO:
    """Open an entry of a zip that is merely stored, in its place."""
    if info.file_size != info.compress_size:
        raise DepositError(f"{info.filename} announces two sizes")
    return open_slice(item.open, _data_start(item, info), info.file_size)


def _expand_zipped(item: Item, info: zipfile.ZipInfo) -> Spool:
    """Expand an entry of a zip; raises DepositError where it is damaged."""
    with open_slice(item.open, _data_start(item, info), info.compress_size) as packed:
        return Spool(_unpacked(packed, info), info.file_size)


def _head_of_zipped(item: Item, info: zipfile.ZipInfo) -> bytes:
    start = _data_start(item, info)
    with open_slice(item.open, start, info.compress_size) as packed:
        if info.compress_type == zipfile.ZIP_STORED:
            return packed.read(HEAD_BYTES)
        return next(_unpacked(packed, info), b"")[:HEAD_BYTES]


def _data_start(item: Item, info: zipfile.ZipInfo) -> int:
    with item.open() as file:
        file.seek(info.header_offset)
        head = file.read(30)
    if len(head) < 30 or head[:4] != b"PK\x03\x04":  # noqa: PLR2004  a local header's fixed part
        raise DepositError(f"{info.filename} does not stand where the zip says")
    lengths = int.from_bytes(head[26:28], "little") + int.from_bytes(head[28:30], "little")
    return info.header_offset + 30 + lengths


def _unpacked(packed: BinaryIO, info: zipfile.ZipInfo) -> Iterator[bytes]:
    """Yield the expanded bytes of an entry, and see that they have its checksum."""
    begin = _UNPACK.get(info.compress_type)
    if begin is None:
        text = f"{info.filename} is packed by a method that is not known ({info.compress_type})"
        raise DepositError(text)
    checksum = 0
    try:
        for piece in begin(packed):
            checksum = zlib.crc32(piece, checksum)
            yield piece
    except (zlib.error, OSError, EOFError) as error:
        raise DepositError(f"{info.filename} is damaged: {error}") from error
    if checksum != info.CRC:
        raise DepositError(f"{info.filename} is damaged: its checksum is wrong")


def _inflated(packed: BinaryIO) -> Iterator[bytes]:
    member = zlib.decompressobj(wbits=-15)
    while data := packed.read(_STEP):
        while data:
            yield member.decompress(data, _STEP)
            data = member.unconsumed_tail
    yield member.flush()


def _unbzipped(packed: BinaryIO) -> Iterator[bytes]:
    with bz2.open(packed) as stream:
        yield from iter(partial(stream.read, _STEP), b"")


_UNPACK: dict[int, Callable[[BinaryIO], Iterator[bytes]]] = {
    zipfile.ZIP_DEFLATED: _inflated,
    zipfile.ZIP_BZIP2: _unbzipped,
}


def tar_entries(item: Item) -> Iterator[Entry | Finding]:
    """Yield each file of a plain tar, and what was refused (POSIX.1-2001 pax, GNU, ustar)."""
    try:
        with item.open() as file, tarfile.open(fileobj=file, mode="r:") as archive:
            for _ in range(MAX_ENTRIES):
                info = archive.next()
                if info is None:
                    break
                yield from _tar_entry(item, info)
                # A large tar would fill the memory with its own index.
                archive.members.clear()  # type: ignore[attr-defined]
            end = archive.offset
            file.seek(max(end, 0))
            if file.read(512).strip(b"\x00"):
                text = f"{item.path} makes no sense from byte {end:,} on."
                yield Finding("item-truncated", text, item.path)
    except (tarfile.TarError, ValueError, OverflowError, EOFError) as error:
        text = f"{item.path} is no readable tar: {error}."
        yield Finding("item-unreadable", text, item.path)


def _tar_entry(item: Item, info: tarfile.TarInfo) -> Iterator[Entry | Finding]:
    name = printable(info.name)
    if info.isdir():
        return
    path = safe_path(name)
    if path is None:
        yield Finding("path-outside", f"{item.path}: {name!r} points outside.", item.path)
    elif not info.isfile():
        text = f"{item.path}: {name!r} is a link or a device."
        yield Finding("link-refused", text, item.path)
    elif info.issparse() or info.size < 0:
        text = f"{item.path}: {name!r} is a sparse file, which is not read."
        yield Finding("item-unreadable", text, item.path)
    else:
        start, size = info.offset_data, info.size
        if start + size > item.size:
            text = f"{item.path}: {name!r} announces {size:,} bytes; the tar ends before."
            yield Finding("item-truncated", text, item.path)
            size = max(item.size - start, 0)
        opened = partial(open_slice, item.open, start, size)
        yield Entry(path, size, size, partial(_head_of, opened), opened)


def _head_of(opened: Callable[[], BinaryIO]) -> bytes:
    with opened() as stream:
        return stream.read(HEAD_BYTES)


def expanded_pieces(file: BinaryIO, notes: list[str]) -> Iterator[bytes]:
    """Yield what a gzip, bzip2, xz or zstd file holds, as far as it goes.

    Args:
        file: open at its start.
        notes: what is damaged is added here.
    """
    head = file.read(6)
    file.seek(0)
    pieces = next((begin for magic, begin in _EXPAND if head.startswith(magic)), _unzstd)
    try:
        yield from pieces(file)
    except (Damaged, OSError, EOFError, lzma.LZMAError) as error:
        notes.append(str(error))


def _ungzip(file: BinaryIO) -> Iterator[bytes]:
    yield from iter(partial(Gzip(file).read, _STEP), b"")


def _unzstd(file: BinaryIO) -> Iterator[bytes]:
    yield from iter(partial(Zstd(file).read, _STEP), b"")


def _unxz(file: BinaryIO) -> Iterator[bytes]:
    with lzma.open(file) as stream:
        yield from iter(partial(stream.read, _STEP), b"")


_EXPAND: tuple[tuple[bytes, Callable[[BinaryIO], Iterator[bytes]]], ...] = (
    (b"BZh", _unbzipped),
    (b"\xfd7zXZ", _unxz),
    (b"\x1f\x8b", _ungzip),
)


def inner_name(path: str) -> str:
    """Return what a compressed file is called without its compression."""
    name = PurePosixPath(path).name
    for ending, instead in _ENDINGS:
        if name.lower().endswith(ending) and len(name) > len(ending):
            return name[: -len(ending)] + instead
    return name


_ENDINGS: tuple[tuple[str, str], ...] = (
    (".tgz", ".tar"),
    (".tbz2", ".tar"),
    (".tbz", ".tar"),
    (".txz", ".tar"),
    (".svgz", ".svg"),
    (".gz", ""),
    (".bz2", ""),
    (".xz", ""),
    (".zst", ""),
)
