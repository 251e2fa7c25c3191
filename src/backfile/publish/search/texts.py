"""What is shown of each story: its head, and the rest of its text for the words under a hit.

Heads stand in slots of equal size, in the order of the stories' numbers: whoever knows a number
knows where to read, and need not ask for the place first.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import msgspec
import numpy as np
import numpy.typing as npt

from backfile.publish.search.packing import deflate
from backfile.publish.search.row import Row, shown

SLOT_BYTES = 1024
"""A slot: with a KB of head nine hits of ten can show their words, and ten are 10 KB on the wire
where ten whole stories are 19. It divides a pack, so that no slot is cut in two."""
SPOT_BYTES = 11
"""The beginning of a slot: where in `texts` the rest lies (5), lengths of head and tail (3, 3)."""
ROOM = SLOT_BYTES - SPOT_BYTES
"""Bytes of a head that stands in its slot; a longer one stands in `texts`, before its tail."""
HEAD_LETTERS = 900
"""Letters of the text that a head begins with; English fits at the first try in four of five."""
_TRIES = 3
_SPARE = 25
"""Letters that a shorter try is cut by beyond proportion: short texts compress less."""
_MOST_TAIL = 65_000
"""Bytes of text that are kept, before compression: its length must fit into 16 bits."""
_MOST_WAITING = 1 << 20
_Ints = npt.NDArray[np.int64]


@dataclass(slots=True)
class Texts:
    """Heads and tails while stories come; they wait in a folder."""

    folder: Path
    _size: int = 0
    _slots: bytearray = field(default_factory=bytearray)
    _tails: bytearray = field(default_factory=bytearray)

    def add(self, row: Row) -> None:
        """Take a story."""
        slot, more = slot_of(self._size, *texts_of(row))
        self._size += len(more)
        self._slots += slot
        self._tails += more
        if len(self._slots) + len(self._tails) >= _MOST_WAITING:
            self._set_down()

    def _set_down(self) -> None:
        for name, data in (("slots", self._slots), ("tails", self._tails)):
            with (self.folder / name).open("ab") as file:
                file.write(data)
            data.clear()

    def tails(self) -> Iterator[bytes]:
        """Yield the rests of the texts, as they came."""
        self._set_down()
        with (self.folder / "tails").open("rb") as file:
            while data := file.read(_MOST_WAITING):
                yield data

    def heads(self, order: _Ints) -> Iterator[bytes]:
        """Yield the slots in order."""
        self._set_down()
        with (self.folder / "slots").open("rb") as file:
            for story in order.tolist():
                yield os.pread(file.fileno(), SLOT_BYTES, story * SLOT_BYTES)


def slot_of(place: int, head: bytes, tail: bytes) -> tuple[bytes, bytes]:
    """Return a story's slot, and what stands of it in `texts`, at a place."""
    sizes = len(head).to_bytes(3, "little") + len(tail).to_bytes(3, "little")
    spot = place.to_bytes(5, "little") + sizes
    if len(head) > ROOM:
        return spot.ljust(SLOT_BYTES, b"\0"), head + tail
    return (spot + head).ljust(SLOT_BYTES, b"\0"), tail


@dataclass(frozen=True, slots=True)
class Spot:
    """What a slot says of where a story's head and tail lie."""

    place: int
    head: int
    tail: int

    @property
    def is_here(self) -> bool:
        """Whether the head stands in the slot."""
        return self.head <= ROOM

    @property
    def rest(self) -> int:
        """Return where in `texts` the tail begins."""
        return self.place + (0 if self.is_here else self.head)

    @property
    def stretch(self) -> tuple[int, int]:
        """Return what of `texts` is the story's: where, and how many bytes."""
        return self.place, self.rest + self.tail - self.place


def spot_in(slot: bytes) -> Spot:
    """Read the beginning of a slot."""
    ends = ((0, 5), (5, 8), (8, 11))
    return Spot(*(int.from_bytes(slot[first:last], "little") for first, last in ends))


def texts_of(row: Row) -> tuple[bytes, bytes]:
    """Return what is shown of a story with the beginning of its text, and the rest of its text."""
    told = shown(row)
    letters, at, head = HEAD_LETTERS, 0, b""
    for _ in range(_TRIES):
        at = _cut_at(row.text, letters)
        head = deflate(msgspec.json.encode([*told, row.text[:at]]))
        if len(head) <= ROOM or not at:
            break
        letters = max(0, at * ROOM // len(head) - _SPARE)
    rest = row.text[at:].encode("utf-8", "replace")[:_MOST_TAIL]
    return head, deflate(rest) if rest else b""


def is_whole(text: str) -> bool:
    """Say whether a text is kept to its end."""
    return len(text) * 4 <= _MOST_TAIL or len(text.encode("utf-8", "replace")) <= _MOST_TAIL


def _cut_at(text: str, letters: int) -> int:
    """Return where the head of a text ends: between two words."""
    if len(text) <= letters * 5 // 4:
        return len(text)
    space = text.rfind(" ", letters // 2, letters)
    return space if space > 0 else letters
