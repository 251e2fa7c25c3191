"""All public stories as records or rows, streamed: for scripts, spreadsheets and notebooks."""

import csv
from collections.abc import Callable, Iterator
from io import StringIO
from typing import BinaryIO, Protocol

from backfile.archive.accounts import account_of
from backfile.archive.archive import Archive
from backfile.model.remedy import Surface
from backfile.model.story import Story
from backfile.record import encode, outward_story, record_line

Count = Callable[[int], None]
"""Is told how many stories are written."""


class Exporter(Protocol):
    """Writes all stories of an archive in one format."""

    def __call__(self, archive: Archive, out: BinaryIO, count: Count) -> None:
        """Write every story to a stream, by id."""
        ...


def records_of(archive: Archive) -> Iterator[dict[str, object]]:
    """Yield the record of every story, by id (docs/record.schema.json)."""
    outward = archive.outward(Surface.PACKAGES)
    for entry in outward.entries():
        yield record_line(account_of(outward, entry))


def stories_of(archive: Archive) -> Iterator[Story]:
    """Yield every story that a package may hold, by id."""
    return archive.outward(Surface.PACKAGES).stories()


def write_jsonl(archive: Archive, out: BinaryIO, count: Count) -> None:
    """Write one record a line, with evidence."""
    for done, record in enumerate(records_of(archive), 1):
        out.write(encode(record) + b"\n")
        count(done)


COLUMNS: dict[str, Callable[[Story], str | int | None]] = {
    "id": lambda story: story.id,
    "type": lambda story: story.type.value,
    "headline": lambda story: story.headline,
    "standfirst": lambda story: story.standfirst,
    "byline": lambda story: story.byline,
    "contributors": lambda story: "; ".join(
        f"{person.name} ({person.role})" for person in story.contributors
    ),
    "published": lambda story: story.published,
    "published_at": lambda story: story.published_at,
    "modified": lambda story: story.modified,
    "section": lambda story: story.section,
    "tags": lambda story: "; ".join(story.tags),
    "series": lambda story: story.series.name if story.series else None,
    "part": lambda story: story.series.part if story.series else None,
    "language": lambda story: story.language,
    "direction": lambda story: story.direction,
    "read_minutes": lambda story: story.read_minutes,
    "words": lambda story: len(story.body.text.split()),
    "lead_image": lambda story: story.lead_image.address if story.lead_image else None,
    "caption": lambda story: story.lead_image.caption if story.lead_image else None,
    "credit": lambda story: story.lead_image.credit if story.lead_image else None,
    "notices": lambda story: "\n".join(f"{n.kind}: {n.text}" for n in story.notices),
    "address": lambda story: story.addresses[0] if story.addresses else None,
    "addresses": lambda story: " ".join(story.addresses),
    "text": lambda story: story.body.text,
}
"""The columns of the flat formats, in order, and where each comes from."""
NUMBERS = frozenset({"part", "read_minutes", "words"})
"""Columns that hold whole numbers; all others hold text."""


def row_of(story: Story) -> dict[str, str | int | None]:
    """Return a story as one flat row."""
    told = outward_story(story)
    return {name: get(told) for name, get in COLUMNS.items()}


FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""How a cell begins that a spreadsheet would run as a formula (OWASP, "CSV Injection")."""


def harmless(cell: str | int | None) -> str | int | None:
    """Return a cell that no spreadsheet runs: what begins as a formula gets a ' before it."""
    return "'" + cell if isinstance(cell, str) and cell.startswith(FORMULA) else cell


def write_csv(archive: Archive, out: BinaryIO, count: Count) -> None:
    """Write one row a story (RFC 4180, UTF-8 with a byte order mark, so that Excel reads it).

    A cell that a spreadsheet would run as a formula begins with an apostrophe here.
    """
    out.write("\ufeff".encode() + _csv_line(list(COLUMNS)))
    for done, story in enumerate(stories_of(archive), 1):
        out.write(_csv_line([harmless(cell) for cell in row_of(story).values()]))
        count(done)


def _csv_line(cells: list[str | int | None] | list[str]) -> bytes:
    line = StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue().encode()
