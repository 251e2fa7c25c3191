"""What is cut out of a file, and what stands in its place: the nouns of erasing."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import BinaryIO

from backfile.errors import OperatorError
from backfile.intake.bounds import printable
from backfile.model.deposit import DepositKind

ERASED = "backfile:erased"
"""How an entry is known that stands for one that was erased: it keeps the numbers of all others,
by which remedies and corrections hold on to them; no reader makes a capture of it."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a capture lies in a file."""

    path: str = ""
    """Inside of the file, where that is a container; "" for the file itself."""
    offset: int | None = None
    is_optional: bool = False
    """Whether it may be that nothing lies there."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A stretch of a file that goes, and what stands in its place."""

    start: int
    end: int
    filler: bytes


Cutter = Callable[[BinaryIO, Collection[int], str], list[Cut]]
"""Takes an open file, the offsets of captures in it, and a note on why they went."""


class CannotErase(OperatorError):
    """Something cannot be taken out of a file by itself."""

    code = "cannot-erase"


def cannot(name: str, kind: DepositKind) -> CannotErase:
    """Return the error for a kind of file out of which nothing can be taken."""
    return CannotErase(
        f"{printable(name)} ({kind.value}) cannot be written anew without one of its stories.",
        "Let the whole file go with --whole-files, if nothing else in it is needed.",
    )
