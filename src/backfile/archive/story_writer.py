"""Writing stories: a batch is compared with what is kept, and only what differs is written."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from backfile.archive.database import Database, chunks
from backfile.archive.entries import StoryEntry
from backfile.archive.index import let_wait, set_aside
from backfile.archive.story_rows import (
    PARTS,
    STORY_COLUMNS,
    Rows,
    digest_of,
    rows_of,
    story_values,
)
from backfile.record import mended

_AT_ONCE = 200
"""Stories that are written together: bounds memory (about 4 MB), and enough that the number of
statements no longer counts (bench/archive_speed.py)."""

_NAMES = [name.strip() for name in STORY_COLUMNS.split(",")]
_INSERT = f"INSERT INTO stories (number, {STORY_COLUMNS}) VALUES (?{', ?' * len(_NAMES)})"
_UPDATE = f"UPDATE stories SET {', '.join(f'{name} = ?' for name in _NAMES)} WHERE number = ?"
_INSERT_PART = {
    name: f"INSERT INTO {part.table} (story, position, {part.columns})"
    f" VALUES (?, ?{', ?' * len(part.columns.split(','))})"
    for name, part in PARTS.items()
}


@dataclass(frozen=True, slots=True)
class _Work:
    """A story that differs from what is kept."""

    entry: StoryEntry
    values: tuple[object, ...]
    """Of STORY_COLUMNS."""
    rows: Rows
    number: int
    is_new: bool


def put_stories(database: Database, entries: Iterable[StoryEntry]) -> int:
    """Keep stories as one transaction; return how many were new or differed."""
    waiting = iter(entries)
    written = 0
    with database.writing():
        while batch := list(islice(waiting, _AT_ONCE)):
            written += _put_batch(database, batch)
    return written


def _put_batch(database: Database, batch: list[StoryEntry]) -> int:
    try:
        with database.writing():
            return _write_batch(database, batch)
    except UnicodeEncodeError:
        return _write_batch(database, mended(batch))


def _write_batch(database: Database, batch: list[StoryEntry]) -> int:
    works = list(_compare(database, batch))
    known = [work for work in works if not work.is_new]
    set_aside(database, [work.number for work in known])
    clear_parts(database, [work.entry.story.id for work in known])
    database.executemany(_UPDATE, ((*work.values, work.number) for work in known))
    database.executemany(
        _INSERT,
        ((work.number, *work.values) for work in works if work.is_new),
    )
    _insert_parts(database, works)
    let_wait(database, [work.number for work in works])
    _join_members(database, batch)
    return len(works)


def _compare(database: Database, batch: list[StoryEntry]) -> Iterator[_Work]:
    kept: dict[str, tuple[int, str]] = {}
    for marks, chunk in chunks([entry.story.id for entry in batch]):
        known = database.execute(
            f"SELECT id, number, digest FROM stories WHERE id IN ({marks})", chunk
        )
        kept.update((identifier, (number, digest)) for identifier, number, digest in known)
    last = database.number("SELECT max(number) FROM stories")
    for entry in batch:
        rows, plain = rows_of(entry), story_values(entry.story)
        digest = digest_of(plain, rows, entry.findings)
        number, before = kept.get(entry.story.id, (0, ""))
        if not number:
            last += 1
            yield _Work(entry, (*plain, digest), rows, last, is_new=True)
        elif digest != before:
            yield _Work(entry, (*plain, digest), rows, number, is_new=False)


def clear_parts(database: Database, ids: list[str]) -> None:
    """Remove the parts of some stories, but not the stories."""
    tables = [part.table for part in PARTS.values()] + ["findings"]
    for marks, chunk in chunks(ids):
        for table in tables:
            database.execute(f"DELETE FROM {table} WHERE story IN ({marks})", chunk)


def _insert_parts(database: Database, works: list[_Work]) -> None:
    for name in PARTS:
        database.executemany(
            _INSERT_PART[name],
            (
                (work.entry.story.id, position, *row)
                for work in works
                for position, row in enumerate(work.rows[name])
            ),
        )
    database.executemany(
        "INSERT INTO findings (story, code, text, item, address) VALUES (?, ?, ?, ?, ?)",
        (
            (work.entry.story.id, found.code, found.text, found.item, found.address)
            for work in works
            for found in work.entry.findings
        ),
    )
    link_assets(database, [work.entry.story.id for work in works])


def link_assets(database: Database, ids: list[str]) -> None:
    """Join what some stories show to the assets that stood at the same addresses."""
    for marks, chunk in chunks(ids):
        database.execute(
            "UPDATE asset_uses SET asset = (SELECT min(asset) FROM asset_addresses"
            f" WHERE asset_addresses.key = asset_uses.key) WHERE story IN ({marks})",
            chunk,
        )


def _join_members(database: Database, batch: list[StoryEntry]) -> None:
    for marks, chunk in chunks([entry.story.id for entry in batch]):
        database.execute(
            f"UPDATE captures SET story = NULL, same_as_why = NULL WHERE story IN ({marks})",
            chunk,
        )
    database.executemany(
        "UPDATE captures SET story = ?, same_as_why = ? WHERE number = ?",
        (
            (entry.story.id, member.why, member.capture)
            for entry in batch
            for member in entry.members
        ),
    )


def remove_stories(database: Database, ids: list[str]) -> None:
    """Remove stories with all their parts; their captures stay, without a story."""
    with database.writing():
        for marks, chunk in chunks(ids):
            rows = database.execute(f"SELECT number FROM stories WHERE id IN ({marks})", chunk)
            set_aside(database, [number for (number,) in rows])
            database.execute(
                f"UPDATE captures SET same_as_why = NULL WHERE story IN ({marks})",
                chunk,
            )
            database.execute(f"DELETE FROM stories WHERE id IN ({marks})", chunk)
