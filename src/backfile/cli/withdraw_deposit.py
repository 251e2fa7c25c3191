"""`backfile withdraw-deposit`: undo an `add`."""

from pathlib import Path

import click

from backfile.accession.reading import Manner
from backfile.accession.report import Report, withdrawal_of
from backfile.accession.run import was_withdrawn, withdraw
from backfile.archive.archive import Archive
from backfile.cli.console import (
    archive_path,
    as_json,
    counted,
    dry_run,
    progress,
    say,
    say_json,
    teller,
)


@click.command()
@archive_path
@click.argument("deposit")
@dry_run
@as_json
def command(archive: Path, deposit: str, *, is_dry: bool, is_json: bool) -> None:
    r"""Take a deposit, and what rests on it alone, out of an archive: its originals too.

    DEPOSIT is an id, a sha256 or a file name, as `backfile ledger` lists them.

    \b
    backfile withdraw-deposit our-archive wrong-site.warc.gz --dry-run
    backfile withdraw-deposit our-archive k3v5q2m7ab
    """
    with Archive.open(archive, write=not is_dry) as kept:
        is_gone = was_withdrawn(kept, deposit)
        report: Report = {"name": deposit} if is_gone else withdrawal_of(kept, deposit)
        if not is_dry:
            with progress() as tick:
                withdraw(kept, deposit, Manner(tell=teller(tick)))
    if is_json:
        say_json(report)
        return
    if is_gone:
        say(f"{deposit} was withdrawn before; nothing of it is left.")
        return
    verb = "would go" if is_dry else "went"
    say(
        f"{report['name']}: {counted(report['captures'], 'capture', 'captures')} {verb}, and with "
        f"that {counted(len(report['stories_lost']), 'story', 'stories')}. Stories that rest on "
        f"other deposits too, and stay: {report['stories_kept']:,}."
    )
