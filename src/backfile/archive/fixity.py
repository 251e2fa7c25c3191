"""Fixity: whether all that was kept is still there, byte for byte."""

import sqlite3
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from backfile.archive.database import Database
from backfile.archive.files import Files
from backfile.disk import write_whole
from backfile.hashes import digest_of_stream
from backfile.model.finding import Finding


class Shelf(NamedTuple):
    """A folder of files, and what the database says must stand in it."""

    name: str
    files: Files
    sql: str
    """Gives the digest and the size of each file that must be there."""
    held_by: str = ""
    """Gives the deposit's name and the path of what has a digest, where the database tells."""
    is_growing: bool = False
    """Whether somebody writes: files come before the rows that name them."""


def check_database(database: Database) -> Iterator[Finding]:
    """Yield what is wrong inside archive.db (PRAGMA integrity_check, foreign_key_check)."""
    try:
        for (said,) in database.execute("PRAGMA integrity_check(20)"):
            if said != "ok":
                yield Finding("database-damaged", f"archive.db: {said}")
        for table, row, parent, _which in database.execute("PRAGMA foreign_key_check"):
            said = f"archive.db: row {row} of {table} points to nothing in {parent}"
            yield Finding("database-damaged", said)
    except sqlite3.DatabaseError as broken:
        yield Finding("database-damaged", f"archive.db cannot be read through: {broken}")


SEAL = ".sha256"
"""What the name of the file ends in that holds the digest of a database nobody is writing to."""


def seal(database: Path) -> None:
    """Write down the sha256 of a closed database beside it, as `sha256sum --check` reads it."""
    with database.open("rb") as stream:
        digest, _size = digest_of_stream(stream)
    place = database.with_name(database.name + SEAL)
    write_whole(place, f"{digest}  {database.name}\n".encode())


def break_seal(database: Path) -> None:
    """Take the digest away, as the database is about to be written to."""
    database.with_name(database.name + SEAL).unlink(missing_ok=True)


def check_seal(database: Path) -> Iterator[Finding]:
    """Yield whether a database is not, byte for byte, what its last writer left.

    SQLite's own check sees only what contradicts itself: a changed letter does not. A database
    whose last writer was killed has no seal, until the next one closes it.
    """
    place = database.with_name(database.name + SEAL)
    try:
        said = place.read_text(encoding="ascii", errors="replace")
        with database.open("rb") as stream:
            digest, _size = digest_of_stream(stream)
    except FileNotFoundError:
        return
    if place.is_file() and not said.startswith(digest):
        text = f"{database.name} is not what its last writer left: it has not its sha256."
        yield Finding("database-damaged", text, item=database.name)


def _whose(database: Database, shelf: Shelf, digest: str) -> str:
    """Return in words which deposit a file came with, and how it can be mended."""
    row = database.one(shelf.held_by, (digest,)) if shelf.held_by else None
    if row is None:
        return ""
    deposit, path = (_printed(str(name)) for name in row)
    return f" It is {path} of the deposit {deposit}: put it back from a copy of the archive."


def _printed(name: str) -> str:
    """Return a name without signs that a terminal would obey."""
    return "".join(sign if sign.isprintable() else "?" for sign in name)


def _fault(shelf: Shelf, digest: str, size: int, wait: Callable[[int], None]) -> tuple[str, str]:
    """Return what is wrong with a file: the finding's code and words; "" where nothing is."""
    if not shelf.files.has(digest):
        return "file-missing", "is not there"
    if shelf.files.path(digest).stat().st_size != size:
        return "file-damaged", f"has not its {size} bytes"
    sound = shelf.files.is_sound(digest, wait)
    return ("", "") if sound else ("file-damaged", "has not its sha256")


def check_files(database: Database, shelf: Shelf, wait: Callable[[int], None]) -> Iterator[Finding]:
    """Yield which files of a folder are missing, damaged, or nobody's; read every byte.

    Args:
        database: says what must be there.
        shelf: the folder.
        wait: is told the number of bytes read, as it goes on (progress).
    """
    try:
        kept = dict(database.execute(shelf.sql).fetchall())
    except sqlite3.DatabaseError:
        # check_database tells of it; what must be here is not known.
        return
    for digest, size in kept.items():
        place = f"{shelf.name}/{digest[:2]}/{digest[2:]}"
        code, lack = _fault(shelf, digest, size, wait)
        if code:
            text = f"{place} {lack}.{_whose(database, shelf, digest)}"
            yield Finding(code, text, item=place)
    if shelf.is_growing:
        return
    nobodys = (f"{d[:2]}/{d[2:]}" for d in shelf.files.digests() if d not in kept)
    for name in chain(nobodys, shelf.files.strangers()):
        place = f"{shelf.name}/{name}"
        yield Finding("file-unexpected", f"{place} belongs to nothing.", item=place)
