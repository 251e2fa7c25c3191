"""Blocks of the dictionary as they are read: a key's part is taken apart when it is asked for."""

from collections.abc import Iterator
from dataclasses import dataclass

from backfile.publish.search.postings import INLINE


@dataclass(frozen=True, slots=True)
class Entry:
    """What the dictionary says of a key."""

    stems: tuple[str, ...]
    """What the word stands for besides itself."""
    df: int
    inline: bytes = b""
    offset: int = 0
    length: int = 0
    top: int = 0


@dataclass(frozen=True, slots=True)
class Block:
    """A block of the dictionary, and where in it what is said of each key begins."""

    data: bytes
    begins: dict[bytes, int]

    def entry(self, key: str) -> Entry | None:
        """Return what is said of a key."""
        coded = key.encode()
        at = self.begins.get(coded)
        if at is None:
            return None
        count, at = _number(self.data, at)
        stems: list[str] = []
        for _ in range(count):
            same, at = _number(self.data, at)
            rest, at = _number(self.data, at)
            stems.append((coded[:same] + self.data[at : at + rest]).decode())
            at += rest
        df, at = _number(self.data, at)
        if df > INLINE:
            offset, at = _number(self.data, at)
            length, at = _number(self.data, at)
            top, at = _number(self.data, at)
            return Entry(tuple(stems), df, b"", offset, length, top)
        size, at = _number(self.data, at) if df else (0, at)
        return Entry(tuple(stems), df, self.data[at : at + size])


def keys_of(data: bytes) -> Iterator[tuple[bytes, int, int]]:
    """Yield the keys of a block in their order, and where begins and ends what is said of each."""
    at, key = 0, b""
    while at < len(data):
        same, at = _number(data, at)
        rest, at = _number(data, at)
        begin = at + rest
        key = key[:same] + data[at:begin]
        at = _end_of(data, begin)
        yield key, begin, at


def entry_in(key: str, payload: bytes) -> Entry:
    """Return what is said of a key."""
    entry = Block(payload, {key.encode(): 0}).entry(key)
    return entry or Entry((), 0)


def block_of(data: bytes) -> Block:
    """Find the keys of a block; what is said of them is read when it is asked for."""
    return Block(data, {key: begin for key, begin, _ in keys_of(data)})


def _end_of(data: bytes, at: int) -> int:
    """Return where what is said of a key ends."""
    count, at = _number(data, at)
    for _ in range(count):
        _, at = _number(data, at)
        rest, at = _number(data, at)
        at += rest
    df, at = _number(data, at)
    for _ in range(3 if df > INLINE else 0):
        _, at = _number(data, at)
    rest, at = _number(data, at) if 0 < df <= INLINE else (0, at)
    return at + rest


def _number(data: bytes, at: int) -> tuple[int, int]:
    """Read one LEB128 number; return it and where it ends."""
    value = data[at]
    if value < 128:  # noqa: PLR2004 - seven bits
        return value, at + 1
    value &= 127
    shift = 7
    while True:
        at += 1
        value |= (data[at] & 127) << shift
        if data[at] < 128:  # noqa: PLR2004 - seven bits
            return value, at + 1
        shift += 7
