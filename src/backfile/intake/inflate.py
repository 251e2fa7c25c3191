"""Undoing compression in bounded steps, and knowing where each compressed member begins.

The law of the place: nothing is ever expanded further than the caller asked for, and a stream that
ends early says so. (Library readers keep silent about a gzip member that was cut off.)
"""

import re
from collections import deque
from collections.abc import Iterator
from typing import BinaryIO, Protocol

import zstandard
from zlib_ng import zlib_ng

_STEP = 1 << 14
"""Compressed bytes read at once: 8 to 64 KiB cost the same on newspack.warc.gz (0.17 to 0.18 s for
3,001 records)."""
_GZIP_MAGIC = b"\x1f\x8b\x08"
_ZSTD_MAGIC = b"\x28\xb5\x2f\xfd"
_ZSTD_DICTIONARY = b"\x5d\x2a\x4d\x18"
_ZSTD_SKIPPABLE = re.compile(rb"[\x50-\x5f]\x2a\x4d\x18", re.DOTALL)
_MAX_DICTIONARY = 8 << 20
MAX_ZSTD_WINDOW = 1 << 27
"""128 MiB: what the zstd command line accepts by default."""


NO_DEFLATE: type[Exception] = zlib_ng.error  # type: ignore[assignment]  # its stub says a value
"""What zlib-ng raises. It expands newspack.warc.gz at twice the speed of the standard library's
zlib (0.24 against 0.47 s CPU: bench/intake_speed.py), and reading is mostly that."""


class Damaged(Exception):
    """The compressed bytes break off or make no sense from here on."""


class Expanded(Protocol):
    """A stream of expanded bytes that knows where its members begin."""

    members: deque[tuple[int, int]]
    """(position in the expanded bytes, position in the file) of each member begun."""

    def read(self, size: int) -> bytes:
        """Return up to `size` bytes, b"" at the end; raises Damaged."""
        ...

    def resume(self) -> bool:
        """Find the next whole member behind damage; say whether there is one."""
        ...


class Plain:
    """Bytes as they are."""

    def __init__(self, file: BinaryIO, start: int = 0) -> None:
        self.members: deque[tuple[int, int]] = deque([(0, start)])
        self._file = file

    def read(self, size: int) -> bytes:
        """Return up to `size` bytes."""
        return self._file.read(size)

    def resume(self) -> bool:
        """Plain bytes have no members to go on with."""
        return False


class Gzip:
    """The members of a gzip file, one behind the other (RFC 1952; WARC 1.1 annex D)."""

    def __init__(self, file: BinaryIO, start: int = 0) -> None:
        self.members: deque[tuple[int, int]] = deque()
        self._file = file
        self._held = b""
        self._at = start  # position in the file of what is held
        self._out = 0
        self._member: zlib_ng._Decompress | None = None
        self._begun = 0

    def read(self, size: int) -> bytes:
        """Return up to `size` expanded bytes.

        Raises:
            Damaged: the member breaks off or is no gzip.
        """
        while True:
            if not self._held and not self._fill():
                if self._member is not None:
                    self._member = None
                    raise Damaged("the file breaks off inside a compressed record")
                return b""
            if self._member is None:
                self._begin()
            part = self._step(size)
            if part:
                return part

    def resume(self) -> bool:
        """Look for the next member behind the damaged one."""
        self._member = None
        self._held = self._held[1:] if self._at == self._begun else self._held
        while True:
            found = self._held.find(_GZIP_MAGIC)
            if found >= 0:
                self._at += found
                self._held = self._held[found:]
                return True
            keep = self._held[-2:]
            self._at += len(self._held) - len(keep)
            more = self._file.read(_STEP)
            if not more:
                return False
            self._held = keep + more

    def _fill(self) -> bool:
        self._held = self._file.read(_STEP)
        return bool(self._held)

    def _begin(self) -> None:
        self._member = zlib_ng.decompressobj(wbits=31)
        self._begun = self._at
        self.members.append((self._out, self._at))

    def _step(self, size: int) -> bytes:
        member = self._member
        if member is None:
            return b""
        try:
            part = member.decompress(self._held, size)
        except NO_DEFLATE as error:
            self._member = None
            if not self._held.strip(b"\x00"):
                self._held, self._at = b"", self._at + len(self._held)  # padding of tapes and disks
                self.members.pop()
                return b""
            raise Damaged(f"a compressed record makes no sense ({error})") from error
        rest = member.unused_data if member.eof else member.unconsumed_tail
        self._at += len(self._held) - len(rest)
        self._held = rest
        self._out += len(part)
        if member.eof:
            self._member = None
        return part


class Zstd:
    """The frames of a zstd file, with a dictionary in front where there is one (WARC-zstd 1.0).

    Frames are expanded block by block: a block gives 128 KiB at most (RFC 8878 section 3.1.1.2).
    """

    def __init__(self, file: BinaryIO, start: int = 0) -> None:
        self.members: deque[tuple[int, int]] = deque()
        self._file = file
        self._out = 0
        self._blocks: Iterator[bytes] | None = None
        self._decompressor = zstandard.ZstdDecompressor(max_window_size=MAX_ZSTD_WINDOW)
        self._frame = self._decompressor.decompressobj()
        if start:
            self._learn_dictionary()
            file.seek(start)

    def read(self, size: int) -> bytes:
        """Return some expanded bytes, at most one block, whatever the size asked for.

        Raises:
            Damaged: a frame breaks off or makes no sense.
        """
        del size
        while True:
            if self._blocks is None and not self._begin():
                return b""
            block = next(self._blocks, b"") if self._blocks else b""
            if not block:
                self._blocks = None
                continue
            part = self._expand(block)
            if part:
                self._out += len(part)
                return part

    def resume(self) -> bool:
        """Walk to the end of the damaged frame; say whether another may follow."""
        try:
            for _ in self._blocks or ():
                pass
        except Damaged:
            return False
        finally:
            self._blocks = None
        return True

    def _expand(self, block: bytes) -> bytes:
        try:
            return self._frame.decompress(block)
        except zstandard.ZstdError as error:
            raise Damaged(f"a compressed record makes no sense ({error})") from error

    def _begin(self) -> bool:
        while True:
            start = self._file.tell()
            magic = self._file.read(4)
            if len(magic) < len(_ZSTD_MAGIC):
                return False
            if magic == _ZSTD_MAGIC:
                break
            if not _ZSTD_SKIPPABLE.match(magic):
                raise Damaged("something that is no zstd frame stands between the records")
            self._skip_or_learn(magic)
        self.members.append((self._out, start))
        self._frame = self._decompressor.decompressobj()
        self._blocks = _blocks_of(self._file, magic)
        return True

    def _learn_dictionary(self) -> None:
        self._file.seek(0)
        magic = self._file.read(4)
        if magic == _ZSTD_DICTIONARY:
            self._skip_or_learn(magic)

    def _skip_or_learn(self, magic: bytes) -> None:
        size = int.from_bytes(self._file.read(4), "little")
        if magic != _ZSTD_DICTIONARY or size > _MAX_DICTIONARY:
            self._file.seek(size, 1)
            return
        try:
            dictionary = zstandard.ZstdCompressionDict(_plain_dictionary(self._file.read(size)))
        except zstandard.ZstdError as error:
            raise Damaged(f"the dictionary makes no sense ({error})") from error
        self._decompressor = zstandard.ZstdDecompressor(
            dict_data=dictionary, max_window_size=MAX_ZSTD_WINDOW
        )


def _blocks_of(file: BinaryIO, magic: bytes) -> Iterator[bytes]:
    """Walk the blocks of a zstd frame (RFC 8878 section 3.1.1); raises Damaged where it ends early.

    The first piece is the frame's header, the last its checksum, if it has one.
    """
    descriptor = _exactly(file, 1)
    single, checksum = descriptor[0] & 0x20, descriptor[0] & 0x04
    content_size = (1 if single else 0, 2, 4, 8)[descriptor[0] >> 6]
    dictionary_id = (0, 1, 2, 4)[descriptor[0] & 3]
    rest = (0 if single else 1) + dictionary_id + content_size
    yield magic + descriptor + _exactly(file, rest)
    last = 0
    while not last:
        head = _exactly(file, 3)
        number = int.from_bytes(head, "little")
        last, kind, size = number & 1, number >> 1 & 3, number >> 3
        # A run-length block holds one byte, however often it stands.
        yield head + _exactly(file, 1 if kind == 1 else size)
    if checksum:
        yield _exactly(file, 4)


def _exactly(file: BinaryIO, size: int) -> bytes:
    part = file.read(size)
    if len(part) < size:
        raise Damaged("the file breaks off inside a compressed record")
    return part


def _plain_dictionary(dictionary: bytes) -> bytes:
    """Return a WARC file's dictionary, which may itself be compressed."""
    if not dictionary.startswith(_ZSTD_MAGIC):
        return dictionary
    return zstandard.ZstdDecompressor().stream_reader(dictionary).read(_MAX_DICTIONARY)


def expanded(file: BinaryIO, start: int = 0) -> Gzip | Zstd | Plain:
    """Return the stream of expanded bytes of an open file, told by its first bytes.

    Args:
        file: open and seekable.
        start: byte at which to begin; in a compressed file the beginning of a member.
    """
    file.seek(0)
    head = file.read(4)
    file.seek(start)
    if head.startswith(_GZIP_MAGIC[:2]):
        return Gzip(file, start)
    if head == _ZSTD_MAGIC or _ZSTD_SKIPPABLE.match(head):
        return Zstd(file, start)
    return Plain(file, start)
