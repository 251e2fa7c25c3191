"""How far the work is, told to whoever waits for it."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Progress:
    """One step of the work: what is done, to which deposit, and how far it is."""

    phase: str
    """copying, looking through, reading, joining, settling, dating."""
    about: str
    """Name of the deposit; "" where it concerns all."""
    done: int
    total: int | None = None
    """None while it is not known."""
    unit: str = ""
    """"bytes", where it is not things that are counted."""


Tell = Callable[[Progress], None]


def tell_nobody(progress: Progress) -> None:
    """Drop what is told."""
    del progress
