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


@dataclass(slots=True)
class Texts:
    """Texts on their way into packs."""

    packs: Packs
    _begins: "array[int]" = field(default_factory=lambda: array("q"))
    _heads: "array[int]" = field(default_factory=lambda: array("q"))
    _tails: "array[int]" = field(default_factory=lambda: array("q"))

    def add(self, row: Row) -> Iterator[File]:
        """Take a story; yield the packs that are full."""
        at = _cut_at(row.text)
        head = deflate(msgspec.json.encode([*shown(row), row.text[:at]]))
        rest = row.text[at:].encode("utf-8", "replace")[:_MOST_TAIL]
        tail = deflate(rest) if rest else b""
        self._begins.append(self.packs.size)
        self._heads.append(len(head))
        self._tails.append(len(tail))
        yield from self.packs.add(head + tail)

    def spots(self, order: npt.NDArray[np.int64]) -> bytes:
        """Return of each story, in order: place (40 bits), length of head and tail (24, 24)."""
        found = np.zeros((len(order), SPOT_BYTES), np.uint8)
        for values, first, width in (
            (self._begins, 0, 5),
            (self._heads, 5, 3),
            (self._tails, 8, 3),
        ):
            column = np.array(values, "<i8")[order] if len(order) else np.zeros(0, "<i8")
            found[:, first : first + width] = column.view(np.uint8).reshape(-1, 8)[:, :width]
        return found.tobytes()


def _cut_at(text: str) -> int:
    """Return where the head of a text ends: between two words."""
    if len(text) <= HEAD_LETTERS * 5 // 4:
        return len(text)
    space = text.rfind(" ", HEAD_LETTERS // 2, HEAD_LETTERS)
    return space if space > 0 else HEAD_LETTERS
