"""Which files stand in a site's folder, with size and time: each folder is read once, as a whole.

Asked one by one, 12,000 files take three times as long (`bench/site_scale.py`).
"""

import os
from pathlib import Path

Look = tuple[int, int]
"""Size in bytes, and time of the last change in nanoseconds."""


class Present:
    """The files of a folder as they were when they were first asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._seen: dict[str, dict[str, Look]] = {}

    def look(self, path: str) -> Look | None:
        """Return size and time of a file; None where none stands."""
        parent, _, name = path.rpartition("/")
        names = self._seen.get(parent)
        if names is None:
            names = self._seen[parent] = _files_in(f"{self._folder}/{parent}")
        return names.get(name)

    def forget(self, path: str) -> None:
        """Know nothing more of a file: it was written to."""
        parent, _, name = path.rpartition("/")
        self._seen.get(parent, {}).pop(name, None)


def _files_in(folder: str) -> dict[str, Look]:
    found: dict[str, Look] = {}
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                try:
                    if entry.is_dir():
                        continue
                    stat = entry.stat()
                except OSError:  # a link that leads nowhere, or round in a circle
                    continue
                found[entry.name] = (stat.st_size, stat.st_mtime_ns)
    except OSError:  # what hinders looking hinders writing too, and is told there
        return {}
    return found
