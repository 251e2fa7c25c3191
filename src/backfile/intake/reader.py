"""What a reader is: it knows one kind of item by its bytes, and yields what it holds.

The law of the place: a reader never raises on odd material. It yields a Finding and goes on; what
it cannot go on from it raises as DepositError, which costs that one item and no other.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO, Protocol

from backfile.model.capture import Capture
from backfile.model.deposit import DepositKind
from backfile.model.evidence import Evidence
from backfile.model.finding import Finding

Read = Capture | Finding | Evidence[object]
"""What a reader yields: captures, remarks, and claims about the publication itself
(Evidence whose field begins with "publication.")."""


@dataclass(frozen=True, slots=True)
class Item:
    """One file of a deposit, wherever its bytes lie (folder, container, originals)."""

    path: str
    """Inside the deposit, "/"-separated; the file's name where the deposit is one file."""
    size: int
    """In bytes."""
    open: Callable[[], BinaryIO]
    """Opens the bytes anew, seekable, from the start; the caller closes."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a reader may know of the deposit around its item."""

    address: str | None = None
    """Where it stood, if the depositor said so."""
    paths: frozenset[str] = frozenset()
    """Paths of all items of the deposit: a mirror's links are resolved against them."""
    host: str | None = None
    """The mirror's host, where the deposit's pages agree on one."""
    root: str = ""
    """The folder inside the deposit that stands for the host's root."""


class Reader(Protocol):
    """Knows one kind of item by its bytes, and yields what it holds."""

    kind: DepositKind

    def knows(self, head: bytes, name: str) -> bool:
        """Say whether an item is of this kind, by its first 64 KiB; the name decides only ties."""
        ...

    def read(self, item: Item, around: Surroundings) -> Iterator[Read]:
        """Yield all that the item holds, in its own order, in bounded memory."""
        ...
