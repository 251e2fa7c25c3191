"""Files kept for good: addressed by sha256, written once, never changed, read-only.

A file stands at ``<first two digits>/<the other sixty-two>``. It is written beside its place,
flushed to disk and then renamed, so that at its place there is only ever the whole file.
"""

import hashlib
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO, Protocol

from backfile.errors import NotFound

_CHUNK = 1 << 20
_DIGEST = re.compile(r"[0-9a-f]{64}")
_PLACE = re.compile(r"[0-9a-f]{2}/[0-9a-f]{62}")
_UNFINISHED = "unfinished"
"""The folder where files are while they are written; what lies in it after a kill is worthless."""


class Stream(Protocol):
    """Gives bytes until there are none."""

    def read(self, size: int, /) -> bytes:
        """Return the next bytes, b"" at the end."""
        ...


class Files:
    """A folder of files that are found by what they hold."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def put(self, stream: Stream) -> tuple[str, int]:
        """Keep a stream's bytes; return their sha256 and their number. Twice is once."""
        folder = self.root / _UNFINISHED
        folder.mkdir(parents=True, exist_ok=True)
        unfinished = folder / f"{os.getpid()}"
        digest, size = hashlib.sha256(), 0
        with unfinished.open("wb") as out:
            while chunk := stream.read(_CHUNK):
                digest.update(chunk)
                size += out.write(chunk)
            out.flush()
            os.fsync(out.fileno())
        name = digest.hexdigest()
        self._settle(unfinished, name)
        return name, size

    def put_bytes(self, data: bytes) -> str:
        """Keep some bytes; return their sha256. What is there already is not written again."""
        name = hashlib.sha256(data).hexdigest()
        if self.has(name):
            return name
        folder = self.root / _UNFINISHED
        folder.mkdir(parents=True, exist_ok=True)
        unfinished = folder / f"{os.getpid()}"
        with unfinished.open("wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        self._settle(unfinished, name)
        return name

    def _settle(self, unfinished: Path, name: str) -> None:
        place = self.path(name)
        if place.exists():
            unfinished.unlink()
            return
        place.parent.mkdir(parents=True, exist_ok=True)
        unfinished.chmod(0o444)
        unfinished.replace(place)
        _flush_folder(place.parent)

    def path(self, digest: str) -> Path:
        """Return where a file stands, whether it is there or not.

        Raises:
            NotFound: that is no sha256.
        """
        if not _DIGEST.fullmatch(digest):
            raise NotFound(f"“{digest}” is no sha256.", "It has 64 digits and letters a to f.")
        return self.root / digest[:2] / digest[2:]

    def has(self, digest: str) -> bool:
        """Say whether a file is kept."""
        return self.path(digest).is_file()

    def open(self, digest: str) -> BinaryIO:
        """Open a kept file for reading.

        Raises:
            NotFound: it is not here.
        """
        try:
            return self.path(digest).open("rb")
        except FileNotFoundError as gone:
            raise NotFound(f"No file {digest} in {self.root.name}/.", "Run `verify`.") from gone

    def remove(self, digest: str) -> None:
        """Remove a file that nothing needs any more; harmless where it is not."""
        place = self.path(digest)
        if place.exists():
            # Windows does not remove read-only files.
            place.chmod(0o644)
            place.unlink()

    def digests(self) -> Iterator[str]:
        """Yield the sha256 of each file that is here, in order, by its name alone."""
        for name in self._names():
            if _PLACE.fullmatch(name):
                yield name.replace("/", "")

    def strangers(self) -> Iterator[str]:
        """Yield the place of each file that somebody else left among these."""
        return (name for name in self._names() if not _PLACE.fullmatch(name))

    def _names(self) -> Iterator[str]:
        for folder, folders, names in os.walk(self.root):
            inside = Path(folder).relative_to(self.root)
            folders[:] = sorted(folders)
            if inside == Path():
                # What is being written, or was when the writer was killed, is no concern of ours.
                folders[:] = [name for name in folders if name != _UNFINISHED]
            yield from ((inside / name).as_posix() for name in sorted(names))

    def clear_unfinished(self) -> None:
        """Remove what a killed writer left half written; only the holder of the lock may."""
        folder = self.root / _UNFINISHED
        for place in folder.glob("*") if folder.is_dir() else ():
            place.unlink()

    def is_sound(self, digest: str, wait: Callable[[int], None] = lambda _size: None) -> bool:
        """Read a file whole and say whether it still is what its name says."""
        found = hashlib.sha256()
        with self.open(digest) as stream:
            while chunk := stream.read(_CHUNK):
                found.update(chunk)
                wait(len(chunk))
        return found.hexdigest() == digest


def _flush_folder(folder: Path) -> None:
    # A rename is on disk once its folder is (POSIX fsync); Windows cannot open folders.
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
