"""The index in pieces, for hosts that give no byte ranges and for sites opened from a disk.

A piece is a script that hands its bytes over in base64: browsers load scripts where they may not
fetch (from a disk), and hosts that know no ranges send them whole.
"""

import base64
from collections.abc import Iterator

from backfile.publish.search.packing import File

PIECES_UP_TO = 5_000
"""Stories up to which a site has pieces unless its keeper says otherwise: about 2,300 files."""
_WHOLE = 1 << 20
_ALIKE: dict[str, int] = {
    "texts": 8 << 10,
    "days": 8 << 10,
    "people": _WHOLE,
    "names": _WHOLE,
    "head": _WHOLE,
}
FEW: dict[str, int] = {
    "heads": 4 << 10,
    "terms": 4 << 10,
    "lists": 8 << 10,
    "pairs": 12 << 10,
    "pairlists": 12 << 10,
    "places": 4 << 10,
    **_ALIKE,
}
"""Bytes of a piece of each run, before base64, where a site has pieces without being asked: few
files, as its lists are short. In a piece of texts stand the rests of eight."""
MANY: dict[str, int] = {
    "heads": 2 << 10,
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
