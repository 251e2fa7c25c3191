"""The files of a zip that broke off: found one after the other, where its directory is lost.

The law of the place: a zip keeps its directory at its end, so that half a zip has none; before each
file stands a header that says nearly as much (APPNOTE 6.3, section 4.3.7).
"""

import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from backfile.intake.bounds import MAX_ENTRIES, Budget

_HEADER = struct.Struct("<4s5H3L2H")
"""Signature, version, flags, method, time, date, checksum, both sizes, lengths of name and rest."""
_MAGIC = b"PK\x03\x04"
_SIZES_FOLLOW = 0x8
"""The flag that checksum and sizes stand behind the file, as whoever packed did not know them."""
_IS_UTF8 = 0x800
_IN_64_BITS = 0xFFFFFFFF
_LONGEST_TRAILER = 24
"""Bytes of a checksum and two sizes of eight bytes each, with their signature."""
_STEP = 1 << 18


@dataclass(slots=True)
class Walk:
    """One walk through a zip from its start, as far as it goes."""

    file: BinaryIO
    size: int
    """Of the zip, in bytes."""
    end: int = 0
    """Where the last whole file ends."""
    _budget: Budget = field(init=False)

    def __post_init__(self) -> None:
        self._budget = Budget(self.size)

    def files(self) -> Iterator[zipfile.ZipInfo]:
        """Yield each file that is there whole.

        Raises:
            UnsafeDeposit: what is packed expands beyond all proportion.
        """
        for _ in range(MAX_ENTRIES):
            info = self._next()
            if info is None:
                return
            yield info

    def _next(self) -> zipfile.ZipInfo | None:
        self.file.seek(self.end)
        head = self.file.read(_HEADER.size)
        if len(head) < _HEADER.size or not head.startswith(_MAGIC):
            return None
        _, _, flags, method, _, _, crc, packed, size, named, rest = _HEADER.unpack(head)
        name = self.file.read(named).decode("utf-8" if flags & _IS_UTF8 else "cp437", "replace")
        if not name:
            return None
        info = zipfile.ZipInfo(name)
        info.header_offset, info.flag_bits, info.compress_type = self.end, flags, method
        info.CRC, info.compress_size, info.file_size = crc, packed, size
        if _IN_64_BITS in {packed, size}:
            info.file_size, info.compress_size = _sizes_of(self.file.read(rest), (size, packed))
        start = self.end + _HEADER.size + named + rest
        if flags & _SIZES_FOLLOW and not info.compress_size and not self._measure(info, start):
            return None
        end = start + info.compress_size
        if end > self.size:
            return None
        self.end = self._past_trailer(end) if flags & _SIZES_FOLLOW else end
        return info

    def _measure(self, info: zipfile.ZipInfo, start: int) -> bool:
        """Find a file's sizes by expanding it; False where it does not end, or nobody can know."""
        if info.compress_type != zipfile.ZIP_DEFLATED:
            return False
        self.file.seek(start)
        member, size, checksum, taken = zlib.decompressobj(wbits=-15), 0, 0, 0
        waiting = b""
        while not member.eof and (waiting := waiting or self.file.read(_STEP)):
            try:
                piece = member.decompress(waiting, _STEP)
            except zlib.error:
                return False
            left = member.unused_data or member.unconsumed_tail
            taken += len(waiting) - len(left)
            waiting = left
            self._budget.spend(len(piece))
            size, checksum = size + len(piece), zlib.crc32(piece, checksum)
        info.compress_size, info.file_size, info.CRC = taken, size, checksum
        return member.eof

    def _past_trailer(self, end: int) -> int:
        """Return where the next file begins: behind what may follow of checksum and sizes."""
        self.file.seek(end)
        following = self.file.read(_LONGEST_TRAILER + len(_MAGIC)).find(_MAGIC)
        return end + max(following, 0)


def _sizes_of(extra: bytes, sizes: tuple[int, int]) -> tuple[int, int]:
    """Return the expanded and the packed size of a file that has them in 64 bits (4.5.3)."""
    while len(extra) >= 4:  # noqa: PLR2004  number and length of a field
        number, length = struct.unpack_from("<2H", extra)
        if number == 1 and length >= 16 and len(extra) >= 20:  # noqa: PLR2004  two sizes in it
            size, packed = struct.unpack_from("<2Q", extra, 4)
            return int(size), int(packed)
        extra = extra[4 + length :]
    return sizes
