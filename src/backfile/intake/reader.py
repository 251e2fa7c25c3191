"""What a reader is: it knows one kind of item by its bytes, and yields what it holds.

The law of the place: a reader never raises on odd material. It yields a Finding and goes on; what
it cannot go on from it raises as DepositError, which costs that one item and no other.
"""

from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import BinaryIO, Protocol, TypeVar

from backfile.model.capture import Capture
from backfile.model.deposit import DepositKind
from backfile.model.evidence import Evidence
from backfile.model.finding import Finding

MAX_PAYLOADS = 100_000
"""Payloads of a deposit that are remembered: they weigh 27 MB (bench/intake_speed.py)."""

Known = TypeVar("Known")
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
class Mirror:
    """A folder of the deposit that stands for an address."""

    root: str
    """The folder, with its final slash; "" for the whole deposit."""
    base: str
    """The address that it stands for, with its final slash."""


class Payloads:
    """Where payloads lie, by digest, for records that repeat them; bounded."""

    def __init__(self, bound: int = MAX_PAYLOADS) -> None:
        self._places: OrderedDict[str, tuple[Item, int]] = OrderedDict()
        self._bound = bound

    def remember(self, digest: str, item: Item, place: int) -> None:
        """Note that the record at a byte of an item has the payload; the oldest are forgotten."""
        if not digest or digest in self._places:
            return
        self._places[digest] = (item, place)
        if len(self._places) > self._bound:
            self._places.popitem(last=False)

    def find(self, digest: str) -> tuple[Item, int] | None:
        """Return where a payload lies, or None."""
        return self._places.get(digest)


class Memory:
    """What readers found out about a deposit once for all of its items; closed with it."""

    def __init__(self) -> None:
        self._known: dict[tuple[Item, ...], object] = {}
        self._open = ExitStack()

    def once(
        self, items: tuple[Item, ...], kind: type[Known], make: Callable[[ExitStack], Known]
    ) -> Known:
        """Return what is made of some items, and make it only the first time.

        Args:
            items: what it is made of.
            kind: its type.
            make: makes it; what it opens is closed with the deposit.
        """
        found = self._known.get(items)
        if not isinstance(found, kind):
            found = self._known[items] = make(self._open)
        return found

    def close(self) -> None:
        """Forget everything, and close what was opened."""
        self._known.clear()
        self._open.close()


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a reader may know of the deposit around its item."""

    address: str | None = None
    """Where it stood, if the depositor said so."""
    deposit: str = ""
    """Its id, which parts its files from those of others with the same names."""
    paths: frozenset[str] = frozenset()
    """Paths of all items of the deposit: a mirror's links are resolved against them."""
    items: tuple[Item, ...] = ()
    """All items of the deposit: an export may have been written in several files."""
    memory: Memory = field(default_factory=Memory)
    mirrors: tuple[Mirror, ...] = ()
    """Folders that stand for addresses, the deepest first."""
    payloads: Payloads = field(default_factory=Payloads)
    """Where payloads lie that later records of the deposit may refer to."""
    is_first_look: bool = False
    """Whether somebody only learns how pages are set, and asks for no entry and no remark: feeds
    that a crawl met are not opened, and announced digests not compared."""


class Reader(Protocol):
    """Knows one kind of item by its bytes, and yields what it holds."""

    kind: DepositKind

    def knows(self, head: bytes, name: str) -> bool:
        """Say whether an item is of this kind, by its first 64 KiB; the name decides only ties."""
        ...

    def read(self, item: Item, around: Surroundings) -> Iterator[Read]:
        """Yield all that the item holds, in its own order, in bounded memory."""
        ...
