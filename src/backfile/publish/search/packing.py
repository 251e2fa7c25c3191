"""Bytes of the search index: numbers of any length, and compression."""

import zlib

import numpy as np
import numpy.typing as npt

File = tuple[str, bytes]
"""Path below ``search/`` and bytes."""
Numbers = npt.NDArray[np.uint64]

STAMP_LETTERS = 12
"""Letters of the digest behind the question mark of an address, which say what is in a file."""
_LEVEL = 6
"""zlib's usual level: of 100,000 stories' texts level 9 saves 1 % and takes twice as long."""
_SEVEN = np.uint64(7)
_LOW = np.uint64(127)
_ONE_BYTE = tuple(bytes((value,)) for value in range(128))


def deflate(data: bytes) -> bytes:
    """Return bytes in raw DEFLATE (RFC 1951), which browsers undo by themselves."""
    return zlib.compress(data, _LEVEL, -15)


def inflate(data: bytes) -> bytes:
    """Undo `deflate`."""
    return zlib.decompress(data, -15)


def varint(value: int) -> bytes:
    """Return a number as LEB128: seven bits a byte, low ones first, the top bit says "more"."""
    if value <= 127:  # noqa: PLR2004 - seven bits
        return _ONE_BYTE[value]
    found = bytearray()
    while value > 127:  # noqa: PLR2004 - seven bits
        found.append(value & 127 | 128)
        value >>= 7
    found.append(value)
    return bytes(found)


def varints(values: Numbers) -> tuple[bytes, npt.NDArray[np.int64]]:
    """Return numbers as LEB128 one after the other, and where each of them ends."""
    if not len(values):
        return b"", np.zeros(0, np.int64)
    sizes = np.ones(len(values), np.int64)
    largest, bits = int(values.max()), 7
    while largest >> bits:
        sizes += values >= np.uint64(1 << bits)
        bits += 7
    ends = np.cumsum(sizes)
    starts = ends - sizes
    found = np.empty(int(ends[-1]), np.uint8)
    rest = values
    for at in range(int(sizes.max())):
        if at:
            longer = sizes > at
            sizes, starts, rest = sizes[longer], starts[longer], rest[longer] >> _SEVEN
        found[starts + at] = (rest & _LOW) | ((sizes > at + 1).astype(np.uint64) << _SEVEN)
    return found.tobytes(), ends


def numbers_in(data: bytes) -> Numbers:
    """Read LEB128 numbers that stand one after the other."""
    found = np.frombuffer(data, np.uint8)
    ends = np.flatnonzero(found < 128)  # noqa: PLR2004 - seven bits
    starts = np.concatenate(([0], ends[:-1] + 1)) if len(ends) else ends
    values = np.zeros(len(ends), np.uint64)
    sizes = ends - starts + 1
    for at in range(int(sizes.max()) if len(sizes) else 0):
        has = sizes > at
        part = (found[starts[has] + at] & 127).astype(np.uint64)
        values[has] |= part << np.uint64(7 * at)
    return values
