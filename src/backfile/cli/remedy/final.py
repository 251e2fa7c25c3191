"""`backfile remedy final`: erase a withdrawn story for good."""

from pathlib import Path

import click
import msgspec

from backfile.accession.erasing import make_final, plan_of
from backfile.accession.reading import Manner
from backfile.archive.archive import Archive
from backfile.cli.console import (
    archive_path,
    as_json,
    counted,
    dry_run,
    in_line,
    progress,
    remark,
    say,
    say_json,
    teller,
)
from backfile.config import load


@click.command()
@archive_path
@click.argument("number", type=int)
@click.option(
    "--whole-files",
    is_flag=True,
    help="Let files go whole that cannot be written anew without the story.",
)
@click.option("--yes", "is_sure", is_flag=True, help="Do not ask.")
@dry_run
@as_json
def command(  # noqa: PLR0913 - click hands over one parameter an option
    archive: Path, number: int, *, whole_files: bool, is_sure: bool, is_dry: bool, is_json: bool
) -> None:
    """Erase a withdrawn story for good, out of originals and database. It cannot be taken back."""
    if is_dry:
        with Archive.open(archive) as kept:
            plan = plan_of(kept, number)
    else:
        if not is_sure:
            click.confirm("Nothing brings it back. Erase it?", abort=True, err=True)
        manner = load(archive).accession
        with Archive.open(archive, write=True) as kept, progress() as tick:
            told = Manner(options=manner, tell=teller(tick))
            plan = make_final(kept, number, told, whole_files=whole_files)
    if is_json:
        say_json(msgspec.to_builtins(plan))
        return
    captures = sum(len(affected.spots) for affected in plan.files)
    verb = "would be erased" if is_dry else "erased"
    say(f"Remedy {number}: {counted(captures, 'capture', 'captures')} {verb}, in:")
    for affected in plan.files:
        say(f"  {in_line(affected.item.path)}")
    if not is_dry:
        remark("Publish again. Backups and packages made before still hold it: destroy them.")
