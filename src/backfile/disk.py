"""Writing a small file whole: whoever is killed at it leaves the old one, or the new."""

import os
from pathlib import Path

OWN = 0o600
"""Who may read what only its owner should."""
USUAL = 0o666
"""As any program's files; the user's mask takes from it."""


def write_whole(path: Path, data: bytes, mode: int = USUAL) -> None:
    """Write a file beside its place, flush it to the disk, and move it there at once.

    Args:
        path: where it is to stand; what stands there is replaced.
        data: all of it.
        mode: who may read it (POSIX), before the user's mask.
    """
    unfinished = path.with_name(f"{path.name}.part")
    unfinished.unlink(missing_ok=True)  # of one that was killed; a link there is not followed
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
    unfinished.replace(path)
