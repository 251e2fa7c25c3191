"""`backfile remedy looked-at`: say that a remedy was looked at again, and when next."""

from pathlib import Path

import click
import msgspec

from backfile.accession.remedies import day_of
from backfile.archive.archive import Archive
from backfile.cli.console import archive_path, as_json, say, say_json


@click.command()
@archive_path
@click.argument("number", type=int)
@click.option("--next", "day", help="The day on which to look at it again: 2028-05-01. [never]")
@as_json
def command(archive: Path, number: int, day: str | None, *, is_json: bool) -> None:
    r"""Say that a remedy was looked at and stands on, and when it is to be looked at next.

    \b
    backfile remedy list our-archive --due
    backfile remedy looked-at our-archive 3 --next 2028-05-01
    """
    with Archive.open(archive, write=True) as kept:
        remedy = kept.remedies.review(number, day_of(day))
    if is_json:
        say_json(msgspec.to_builtins(remedy))
        return
    when = f"is to be looked at again on {remedy.review_on}" if remedy.review_on else "stands"
    say(f"Remedy {number} ({remedy.kind}) {when}.")
