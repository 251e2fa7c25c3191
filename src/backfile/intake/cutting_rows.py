"""Tables that tell of stories beside their texts, without some rows: Substack's `posts.csv`."""

import csv
import posixpath
from collections.abc import Collection
from typing import BinaryIO

from backfile.intake.cutting import CannotErase, Cut, Spot
from backfile.intake.substack import MAX_TABLE, TABLE, number_of_post

_NUMBER = "post_id"


def is_table(name: str) -> bool:
    """Say whether a file is such a table, by its name."""
    return posixpath.basename(name) == TABLE


def rows_beside(path: str) -> Spot | None:
    """Return where a table tells of the story in a file, if one may; None where none does."""
    number = number_of_post(path)
    if number is None:
        return None
    folder = posixpath.dirname(posixpath.dirname(path))
    return Spot(posixpath.join(folder, TABLE), number, is_optional=True)


def cut_rows(file: BinaryIO, offsets: Collection[int], note: str) -> list[Cut]:
    """Cut the rows of some posts, by their numbers; all others stay byte for byte."""
    del note
    data = file.read(MAX_TABLE + 1)
    if len(data) > MAX_TABLE:
        raise CannotErase(f"{TABLE} is too large to be written anew.", "Use --whole-files.")
    lines = data.splitlines(keepends=True)
    begins = [0]
    for line in lines:
        begins.append(begins[-1] + len(line))
    reader = csv.reader(line.decode("utf-8-sig", "surrogateescape") for line in lines)
    cuts, column, last = [], None, 0
    try:
        for row in reader:
            first, last = last, reader.line_num
            if column is None:
                column = row.index(_NUMBER) if _NUMBER in row else 0
            elif len(row) > column and row[column].partition(".")[0] in map(str, offsets):
                cuts.append(Cut(begins[first], begins[last], b""))
    except csv.Error as broken:
        raise CannotErase(f"{TABLE} is damaged: {broken}.", "Use --whole-files.") from broken
    return cuts
