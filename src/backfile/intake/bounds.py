"""Keeping containers within bounds: what entries may be called, and how far they expand."""

import re

from backfile.errors import UnsafeDeposit

MAX_RATIO = 200
"""How many times larger than its container all that comes out of it may be. Measured: the newsroom
crawl 8, its export 5, its bare text 3 times; tables of one word over and over stay below 150;
bombs begin at 1,000 (deflate's own limit is 1,032)."""
ALWAYS_FINE = 64 << 20
"""Bytes that may come out of any container, whatever the ratio: they do no harm."""
MAX_EXPANDED = 1 << 40
"""Bytes that may come out of one container in all: 1 TiB, more than any newsroom's."""
MAX_ENTRIES = 5_000_000
"""Entries of one container."""
MAX_NESTING = 3
"""Containers inside one another that are opened: a zip of WACZ files, and one to spare."""

_DRIVE = re.compile(r"[A-Za-z]:")


class Budget:
    """How many bytes may still come out of one file of the deposit, all its nesting included."""

    def __init__(self, size: int) -> None:
        self.left = min(ALWAYS_FINE + MAX_RATIO * size, MAX_EXPANDED)

    def spend(self, size: int) -> None:
        """Count bytes that come out.

        Raises:
            UnsafeDeposit: they are more than are left.
        """
        if size > self.left:
            text = f"it expands to more than {MAX_RATIO} times the size of its container"
            raise UnsafeDeposit(text)
        self.left -= size


def safe_path(name: str) -> str | None:
    """Return an entry's path inside its container, or None where it points outside.

    Absolute paths, drive letters, ".." and NUL are outside. Old Windows programs part folders
    with a backslash.
    """
    plain = name.replace("\\", "/")
    if plain.startswith("/") or _DRIVE.match(plain) or "\x00" in plain:
        return None
    parts = [part for part in plain.split("/") if part not in {"", "."}]
    if not parts or ".." in parts:
        return None
    return "/".join(parts)


_OF_THE_SYSTEM = re.compile(
    r"(?:^|/)(?:__MACOSX|\.git|\.svn|\.hg|\.Spotlight-V100|\.Trashes|\.fseventsd|@eaDir"
    r"|\$RECYCLE\.BIN|System Volume Information)(?:/|$)"
    r"|(?:^|/)(?:\._[^/]*|\.DS_Store|Thumbs\.db|ehthumbs\.db|desktop\.ini|\.directory)$",
    re.IGNORECASE,
)


def is_of_the_system(path: str) -> bool:
    """Say whether a file was put there by an operating system or version control, not by people.

    Other hidden files (".htaccess" with its redirects, ".well-known") belong to the deposit.
    """
    return _OF_THE_SYSTEM.search(path) is not None


def printable(name: str) -> str:
    """Return a file name that can be written anywhere: bytes that are no UTF-8 are escaped."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
