"""`backfile recover`: print the records of deposits; keep nothing."""

from pathlib import Path

import click

from backfile.accession.passing import recover_deposits
from backfile.accession.reading import Manner
from backfile.cli.console import leave, progress, say_json_lines, strict, teller
from backfile.record import record_line


@click.command()
@click.argument("deposits", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--address", help="Where the deposit stood, for files that do not say.")
@strict
def command(deposits: tuple[Path, ...], address: str | None, *, is_strict: bool) -> None:
    r"""Print one record a line for each capture of some deposits; write nothing.

    \b
    backfile recover old-pages/ > records.jsonl
    backfile recover page.txt --address https://www.example.org/2016/03/17/slug
    """
    found = 0
    with progress() as tick:
        accounts = recover_deposits(deposits, Manner(tell=teller(tick)), address)
        for account in accounts:
            found += len(account.findings)
            say_json_lines([record_line(account)])
    leave(found, is_strict=is_strict)
