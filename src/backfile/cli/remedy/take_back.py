"""`backfile remedy take-back`: undo a remedy; both stay on record."""

from pathlib import Path

import click
import msgspec

from backfile.archive.archive import Archive
from backfile.cli.console import archive_path, as_json, say, say_json


@click.command()
@archive_path
@click.argument("number", type=int)
@as_json
def command(archive: Path, number: int, *, is_json: bool) -> None:
    """Take a remedy back, by its number; both stay on record."""
    with Archive.open(archive, write=True) as kept:
        remedy = kept.remedies.take_back(number)
    if is_json:
        say_json(msgspec.to_builtins(remedy))
        return
    say(f"Remedy {number} ({remedy.kind}) was taken back. `backfile publish` is next.")
