"""What is shown of each story: its head, and the rest of its text for the words under a hit."""

from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field

import msgspec
import numpy as np
import numpy.typing as npt

from backfile.publish.search.packing import File, deflate
from backfile.publish.search.packs import Packs
from backfile.publish.search.row import Row, shown

HEAD_LETTERS = 700
"""Letters of the text that stand in the head: with them nine hits of ten can show their words, and
ten heads are 7 KB on the wire where ten whole stories are 19 KB."""
SPOT_BYTES = 11
"""Bytes that say of a story where its text lies: place, length of head, length of tail."""
_MOST_TAIL = 65_000
"""Bytes of text that are kept, before compression: its length must fit into 16 bits."""
_Ints = npt.NDArray[np.int64]


@dataclass(slots=True)
class Texts:
    """Texts on their way into packs."""

    packs: Packs
    _begins: "array[int]" = field(default_factory=lambda: array("q"))
    _heads: "array[int]" = field(default_factory=lambda: array("q"))
    _tails: "array[int]" = field(default_factory=lambda: array("q"))

    def add(self, row: Row) -> Iterator[File]:
        """Take a story; yield the packs that are full."""
        head, tail = texts_of(row)
        self._begins.append(self.packs.size)
        self._heads.append(len(head))
        self._tails.append(len(tail))
        yield from self.packs.add(head + tail)

    def spots(self, order: npt.NDArray[np.int64]) -> bytes:
        """Return each story's spot, in order."""
        columns = (np.array(v, "<i8")[order] for v in (self._begins, self._heads, self._tails))
        return spots_told(*columns) if len(order) else b""


def spots_told(begins: _Ints, heads: _Ints, tails: _Ints) -> bytes:
    """Return of each story: place (40 bits), length of head and of tail (24, 24)."""
    found = np.zeros((len(begins), SPOT_BYTES), np.uint8)
    for values, first, width in ((begins, 0, 5), (heads, 5, 3), (tails, 8, 3)):
        column = values.astype("<i8").view(np.uint8).reshape(-1, 8)
        found[:, first : first + width] = column[:, :width]
    return found.tobytes()


def spots_in(data: bytes) -> _Ints:
    """Return places, lengths of heads and of tails: a row each, a column a story."""
    found = np.frombuffer(data, np.uint8).reshape(-1, SPOT_BYTES)
    wide = np.zeros((3, len(found), 8), np.uint8)
    for row, first, width in ((0, 0, 5), (1, 5, 3), (2, 8, 3)):
        wide[row, :, :width] = found[:, first : first + width]
    return wide.view("<i8")[:, :, 0].astype(np.int64)


def texts_of(row: Row) -> tuple[bytes, bytes]:
    """Return what is shown of a story with the beginning of its text, and the rest of its text."""
    at = _cut_at(row.text)
    rest = row.text[at:].encode("utf-8", "replace")[:_MOST_TAIL]
    head = deflate(msgspec.json.encode([*shown(row), row.text[:at]]))
    return head, deflate(rest) if rest else b""


def is_whole(text: str) -> bool:
    """Say whether a text is kept to its end."""
    return len(text) * 4 <= _MOST_TAIL or len(text.encode("utf-8", "replace")) <= _MOST_TAIL


def _cut_at(text: str) -> int:
    """Return where the head of a text ends: between two words."""
    if len(text) <= HEAD_LETTERS * 5 // 4:
        return len(text)
    space = text.rfind(" ", HEAD_LETTERS // 2, HEAD_LETTERS)
    return space if space > 0 else HEAD_LETTERS
