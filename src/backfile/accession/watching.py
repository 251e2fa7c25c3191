"""How far a deposit is read: how many bytes lie behind, while its items are read in order."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from typing import BinaryIO

from backfile.intake.reader import Item
from backfile.model.finding import Finding


@dataclass(slots=True)
class Watch:
    """Watches items being read: where the one that was opened last stands among all."""

    total: int = 0
    """Bytes of all items that were found."""
    _open: Callable[[], int] = field(default=int)

    def over(self, items: Iterable[Item | Finding]) -> Iterator[Item | Finding]:
        """Yield items that tell when they are opened, and what else was found."""
        for item in items:
            if isinstance(item, Finding):
                yield item
                continue
            yield replace(item, open=partial(self._opened, item, self.total))
            self.total += item.size

    def done(self) -> int:
        """Return how many bytes lie behind."""
        return self._open()

    def _opened(self, item: Item, before: int) -> BinaryIO:
        stream = item.open()
        self._open = partial(_place_in, stream, before, item.size)
        return stream


def _place_in(stream: BinaryIO, before: int, size: int) -> int:
    return before + (size if stream.closed else min(stream.tell(), size))


class Counted:
    """A stream that tells how many bytes were read from it."""

    def __init__(self, stream: BinaryIO, tell: Callable[[int], None]) -> None:
        """Begin with an open stream and whoever is told the size of each piece."""
        self._stream = stream
        self._tell = tell

    def read(self, size: int) -> bytes:
        """Return the next bytes, b"" at the end."""
        piece = self._stream.read(size)
        self._tell(len(piece))
        return piece
