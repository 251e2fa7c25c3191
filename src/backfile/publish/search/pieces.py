"""The index in pieces, for hosts that give no byte ranges and for sites opened from a disk.

A piece is a script that hands its bytes over in base64: browsers load scripts where they may not
fetch (from a disk), and hosts that know no ranges send them whole. Texts are left out: in pieces
there are rows to show instead, without the words around a hit.
"""

import base64
from collections.abc import Iterator

import msgspec
import numpy as np
import numpy.typing as npt

from backfile.publish.search.packing import File, deflate
from backfile.publish.search.row import Row, shown

PIECES_UP_TO = 5_000
"""Stories up to which a site has pieces unless its keeper says otherwise: about 1,200 files."""
ROWS_A_PIECE = 16
"""Rows in a piece: ten results touch at most ten, 2 KB each."""
_WHOLE = 1 << 20
_ALIKE: dict[str, int] = {"days": 8 << 10, "people": _WHOLE, "names": _WHOLE, "head": _WHOLE}
FEW: dict[str, int] = {
    "terms": 4 << 10,
    "lists": 8 << 10,
    "pairs": 12 << 10,
    "pairlists": 12 << 10,
    "places": 4 << 10,
    **_ALIKE,
}
"""Bytes of a piece of each run, before base64, where a site has pieces without being asked: few
files, as its lists are short."""
MANY: dict[str, int] = {
    "terms": 2 << 10,
    "lists": 4 << 10,
    "pairs": 8 << 10,
    "pairlists": 6 << 10,
    "places": 1 << 10,
    **_ALIKE,
}
"""The same where there are more stories. What a search asks for mostly begins in one piece and ends
in another, so a bucket of 3 KB took 64 KB of pieces of 24 KB; bench/static_search.py prints what a
search takes."""


def script(name: str, data: bytes) -> File:
    """Return a piece: a script that hands its bytes to the page."""
    coded = base64.b64encode(data).decode()
    return f"pieces/{name}.js", f'backfile.piece("{name}","{coded}")\n'.encode()


def piece_bytes(stories: int) -> dict[str, int]:
    """Return how many bytes of each run stand in a piece, for so many stories."""
    return FEW if stories <= PIECES_UP_TO else MANY


class Cut:
    """One long run of bytes on its way into pieces."""

    def __init__(self, name: str, size: int) -> None:
        self._name = name
        self._size = size
        self._waiting = bytearray()
        self._count = 0

    def add(self, data: bytes) -> Iterator[File]:
        """Take bytes; yield each piece that they fill."""
        self._waiting += data
        done = 0
        while len(self._waiting) - done >= self._size:
            yield self._piece(bytes(self._waiting[done : done + self._size]))
            done += self._size
        del self._waiting[:done]

    def end(self) -> Iterator[File]:
        """Yield what is left."""
        if self._waiting:
            yield self._piece(bytes(self._waiting))
            self._waiting.clear()

    def _piece(self, data: bytes) -> File:
        self._count += 1
        return script(f"{self._name}-{self._count - 1}", data)


class Rows:
    """What is shown of the stories, held until their order is known."""

    def __init__(self, *, is_wanted: bool | None) -> None:
        self._is_wanted = is_wanted
        """None: as long as there are not too many stories."""
        self._rows: list[bytes] | None = None if is_wanted is False else []

    @property
    def are_wanted(self) -> bool:
        """Whether the index is to come in pieces too."""
        return self._rows is not None

    def add(self, row: Row) -> None:
        """Keep what is shown of a story."""
        if self._rows is None:
            return
        self._rows.append(msgspec.json.encode(shown(row)))
        if self._is_wanted is None and len(self._rows) > PIECES_UP_TO:
            self._rows = None

    def pieces(self, order: npt.NDArray[np.int64]) -> Iterator[File]:
        """Yield the rows in their lasting order."""
        rows = self._rows or []
        for at in range(0, len(order), ROWS_A_PIECE):
            some = order[at : at + ROWS_A_PIECE].tolist()
            data = b"[" + b",".join(rows[story] for story in some) + b"]"
            yield script(f"rows-{at // ROWS_A_PIECE}", deflate(data))
