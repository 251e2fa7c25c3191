"""The ring: one file of wrapping keys, each in a place of its own, overwritten where it is erased.

A plain file and no database, because only so a key lies in one place: SQLite's log would hold it a
second time. Whoever writes here holds the inbox's write lock (see `box`), so that no two processes
take one place.
"""

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

import pyrage

from backfile.errors import DeskTrouble

NAME = "keys.bin"
_ID, _SECRET, _CHECK = 16, 80, 32
SLOT = _ID + _SECRET + _CHECK
"""Bytes of a place: 128, so that none lies across two sectors of a disk."""
_EMPTY = bytes(SLOT)


@dataclass(frozen=True, slots=True)
class Ring:
    """The wrapping keys of one desk."""

    file: Path

    @property
    def slots(self) -> int:
        """How many places there are, erased ones too."""
        try:
            return -(-self.file.stat().st_size // SLOT)
        except FileNotFoundError:
            return 0
        except OSError as refused:
            raise self._trouble(refused) from refused

    def write(self, keys: list[tuple[str, pyrage.x25519.Identity]]) -> list[int]:
        """Keep wrapping keys for submissions, flushed to the disk; return their places.

        Raises:
            DeskTrouble: the disk is full, or cannot be written.
        """
        first = self.slots
        data = b"".join(_slot(name, str(key).encode()) for name, key in keys)
        self._write(first * SLOT, data)
        return list(range(first, first + len(keys)))

    def read(self, slot: int, name: str) -> pyrage.x25519.Identity | None:
        """Return the wrapping key of a submission; None where it was erased."""
        try:
            with self.file.open("rb") as stream:
                stream.seek(slot * SLOT)
                data = stream.read(SLOT)
        except FileNotFoundError:
            return None
        except OSError as refused:
            raise self._trouble(refused) from refused
        if _owner(data) != name:
            return None
        secret = data[_ID : _ID + _SECRET].rstrip(b"\0")
        return pyrage.x25519.Identity.from_str(secret.decode())

    def erase(self, slots: list[int]) -> None:
        """Overwrite the keys in some places, first with chance, then with zeros; flush each.

        Raises:
            DeskTrouble: the disk cannot be written.
        """
        for slot in slots:
            self._write(slot * SLOT, os.urandom(SLOT))
            self._write(slot * SLOT, _EMPTY)

    def places(self) -> dict[int, str]:
        """Return each place that holds anything, with whose key lies there; "" for a torn one."""
        if not self.slots:
            return {}
        try:
            data = self.file.read_bytes()
        except OSError as refused:
            raise self._trouble(refused) from refused
        found = {at // SLOT: data[at : at + SLOT] for at in range(0, len(data), SLOT)}
        return {place: _owner(slot) for place, slot in found.items() if slot.strip(b"\0")}

    def _write(self, offset: int, data: bytes) -> None:
        try:
            opened = os.open(
                self.file, os.O_WRONLY | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600
            )
        except OSError as refused:
            raise self._trouble(refused) from refused
        try:
            os.lseek(opened, offset, os.SEEK_SET)
            left = memoryview(data)
            while left:
                left = left[os.write(opened, left) :]
            os.fsync(opened)
        except OSError as full:
            raise self._trouble(full) from full
        finally:
            os.close(opened)

    def _trouble(self, error: OSError) -> DeskTrouble:
        return DeskTrouble(
            f"The ring {self.file} cannot be read or written: {error.strerror}.",
            "Look whose it is, and whether its disk is there and has room.",
        )


def _slot(name: str, secret: bytes) -> bytes:
    head = bytes.fromhex(name) + secret.ljust(_SECRET, b"\0")
    return head + hashlib.sha256(head).digest()


def _owner(slot: bytes) -> str:
    head = slot[:-_CHECK]
    is_whole = len(slot) == SLOT and hashlib.sha256(head).digest() == slot[-_CHECK:]
    return head[:_ID].hex() if is_whole else ""
