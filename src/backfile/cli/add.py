"""`backfile add`: take deposits into an archive."""

from pathlib import Path

import click

from backfile.accession.reading import Manner
from backfile.accession.report import Report, look_through, report_of_add
from backfile.accession.run import Added, add, read_again
from backfile.archive.archive import Archive
from backfile.cli.console import (
    archive_path,
    as_json,
    dry_run,
    leave,
    progress,
    say,
    say_json,
    say_table,
    strict,
    teller,
)
from backfile.config import load


@click.command()
@archive_path
@click.argument("deposits", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--address", help="Where the deposits stood, for files that do not say.")
@click.option(
    "--again",
    "is_again",
    is_flag=True,
    help="Read deposits of the archive anew from its originals, named as the ledger names them.",
)
@dry_run
@as_json
@strict
def command(  # noqa: PLR0913 - click hands over one parameter an option
    archive: Path,
    deposits: tuple[Path, ...],
    address: str | None,
    *,
    is_again: bool,
    is_dry: bool,
    is_json: bool,
    is_strict: bool,
) -> None:
    r"""Take deposits into an archive: copy, read, and join them with what is there.

    Stopped at any moment, the same command goes on where it was. What the archive has already
    changes nothing.

    \b
    backfile add our-archive export.xml crawl.warc.gz old-pages/
    backfile add our-archive saved.html --address https://www.example.org/2016/03/17/slug
    backfile add our-archive unknown.zip --dry-run
    backfile add our-archive --again crawl.warc.gz
    """
    with progress() as tick:
        if is_dry:
            report = look_through(deposits, Manner(tell=teller(tick)), address)
            findings = sum(report["findings"].values())
        else:
            with Archive.open(archive, write=True) as kept:
                manner = Manner(options=load(archive).accession, tell=teller(tick))
                if is_again:
                    read = [read_again(kept, str(name), manner) for name in deposits]
                    added = [Added(deposit, is_new=True) for deposit in read]
                else:
                    added = add(kept, deposits, manner, address)
                report = report_of_add(kept, added)
                findings = sum(kept.ledger.finding_counts().values())
    if is_json:
        say_json(report)
    else:
        _say_report(report)
    leave(findings, is_strict=is_strict)


def _say_report(report: Report) -> None:
    rows = []
    for deposit in report["deposits"]:
        kinds = ", ".join(f"{number:,} {kind}" for kind, number in deposit["captures"].items())
        seen = "" if deposit.get("new", True) else " (known already)"
        rows.append((deposit["id"], deposit["kind"], deposit["name"] + seen, kinds or "nothing"))
    say_table(("deposit", "kind", "name", "what became of its captures"), rows)
    if "stories" in report:
        say(f"The archive has {report['stories']:,} stories.")
