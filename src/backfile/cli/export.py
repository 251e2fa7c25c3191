"""`backfile export`: all stories as JSON lines, CSV or Parquet."""

import sys
from pathlib import Path

import click

from backfile.archive.archive import Archive
from backfile.cli.console import archive_path, note_package, progress
from backfile.errors import BadValue
from backfile.model.remedy import Surface
from backfile.preserve.formats import FORMATS, exporter_of

BINARY = frozenset({"parquet"})
"""Formats that are no text."""


@click.command()
@archive_path
@click.option("--as", "form", type=click.Choice(list(FORMATS)), default="jsonl", show_default=True)
@click.option("-o", "--to", "target", type=click.Path(path_type=Path), help="Default: stdout.")
def command(archive: Path, form: str, target: Path | None) -> None:
    r"""Write every public story, by id.

    In CSV a cell that a spreadsheet would run as a formula (it begins with = + - @, a tab or a
    carriage return) has an apostrophe before it; JSON lines and Parquet hold it as it is. Parquet
    is for programs: to see it on a terminal, name a file or pipe it into one.

    \b
    backfile export our-archive > stories.jsonl
    backfile export our-archive --as csv --to stories.csv
    """
    write = exporter_of(form)
    _check_target(form, target)
    with Archive.open(archive) as kept, progress() as tick:
        total = kept.outward(Surface.PACKAGES).count()

        def count(done: int) -> None:
            tick("writing stories", done, total)

        if target is None:
            write(kept, sys.stdout.buffer, count)
            sys.stdout.buffer.flush()
        else:
            unfinished = target.with_name(target.name + ".part")
            with unfinished.open("wb") as out:
                write(kept, out, count)
            unfinished.replace(target)
    note_package(archive, form, target.name if target else "(standard output)", total)


def _check_target(form: str, target: Path | None) -> None:
    """Refuse what would fill a terminal with bytes, or needs a folder that nobody made."""
    if target is None and form in BINARY and sys.stdout.isatty():
        raise BadValue(
            f"{form} is nothing that a terminal can show.", "Name a file: --to stories.parquet"
        )
    if target is not None and not target.parent.is_dir():
        raise BadValue(f"There is no folder {target.parent}.", "Make it first, or name another.")
