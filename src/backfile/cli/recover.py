"""`backfile recover`: print the records of deposits; keep nothing."""

import sys
from pathlib import Path

import click

from backfile.accession.passing import recover_deposits
from backfile.accession.reading import Manner, Refusal
from backfile.cli.console import (
    EXIT_FAILED,
    complain,
    deposit_paths,
    jobs,
    leave,
    progress,
    say_json_lines,
    strict,
    teller,
)
from backfile.record import record_line


@click.command()
@deposit_paths
@click.option("--address", help="Where the deposit stood, for files that do not say.")
@jobs
@strict
def command(deposits: tuple[Path, ...], address: str | None, jobs: int, *, is_strict: bool) -> None:
    r"""Print one record a line for each capture of some deposits; write nothing.

    \b
    backfile recover old-pages/ > records.jsonl
    backfile recover page.txt --address https://www.example.org/2016/03/17/slug
    """
    found = 0
    refusals: list[Refusal] = []
    with progress() as tick:
        manner = Manner(tell=teller(tick), jobs=jobs, refuse=refusals.append)
        accounts = recover_deposits(deposits, manner, address)
        for account in accounts:
            found += len(account.findings)
            say_json_lines([record_line(account)])
    for refusal in refusals:
        complain(refusal.error.met, refusal.error.next_step)
    if refusals:
        sys.exit(EXIT_FAILED)
    leave(found, is_strict=is_strict)
