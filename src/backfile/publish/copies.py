"""Compressed copies beside the files of a site, for hosts that hand these over as they lie there.

The law of the place: no copy outlives the state of the file that it was made from. Which files have
copies stands in the site's own state; whoever changes or removes such a file drops them first.
"""

import gzip
import json
from collections.abc import Mapping
from pathlib import Path

import brotli

_RECORD = "copies.json"
_ENDINGS = (".gz", ".br")
_TEXTS = frozenset(["html", "htm", "css", "js", "json", "xml", "rss", "txt", "tsv", "svg", "ics"])
"""Endings of files that compress well; pictures, fonts and packs are compressed already."""
_LEAST_BYTES = 1024
"""Below it the headers of an answer are most of it."""
_BROTLI_QUALITY = 9
"""Of 11: the two steps above it take many times as long for little."""


def read_copies(state: Path) -> dict[str, str]:
    """Return the files that have copies, and the digest of what these were made from."""
    try:
        told = json.loads((state / _RECORD).read_bytes())
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return {}
    return told if isinstance(told, dict) else {}


def copies_of(path: str) -> list[str]:
    """Return where the copies of a file stand."""
    return [path + ending for ending in _ENDINGS]


def drop_copies(folder: Path, path: str) -> None:
    """Remove the copies of a file that is about to change or to go."""
    for copy in copies_of(path):
        (folder / copy).unlink(missing_ok=True)


def write_copies(folder: Path, state: Path, known: Mapping[str, str]) -> int:
    """Bring the copies beside the files of a site up to date; return how many were written.

    Args:
        folder: the site.
        state: where it keeps word for the next run.
        known: its files and their digests.
    """
    before, now, written = read_copies(state), dict[str, str](), 0
    for path, digest in sorted(known.items()):
        if path.rpartition(".")[2] not in _TEXTS:
            continue
        if before.get(path) == digest and all((folder / c).is_file() for c in copies_of(path)):
            now[path] = digest
            continue
        data = (folder / path).read_bytes()
        if len(data) < _LEAST_BYTES or any(copy in known for copy in copies_of(path)):
            continue
        now[path] = digest
        written += 2
        packed = (gzip.compress(data, 9, mtime=0), brotli.compress(data, quality=_BROTLI_QUALITY))
        for copy, small in zip(copies_of(path), packed, strict=True):
            (folder / copy).write_bytes(small)
    for path in before.keys() - now.keys():
        drop_copies(folder, path)
    (state / _RECORD).write_text(json.dumps(now, ensure_ascii=False), "utf-8")
    return written
