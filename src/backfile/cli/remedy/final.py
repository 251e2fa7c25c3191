"""`backfile remedy final`: erase a withdrawn story for good."""

from pathlib import Path

import click
import msgspec

from backfile.accession.erasing import Plan, Reach, make_final, plan_of
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

SHOWN_TRACES = 40
"""Places that are listed for a reader; --json gives all."""


@click.command()
@archive_path
@click.argument("number", type=int)
@click.option(
    "--whole-files",
    is_flag=True,
    help="Let files go whole that cannot be written anew without the story.",
)
@click.option(
    "--lists",
    "with_traces",
    is_flag=True,
    help="Erase list pages and other captures too in which words of the story stand.",
)
@click.option("--yes", "is_sure", is_flag=True, help="Do not ask.")
@dry_run
@as_json
def command(  # noqa: PLR0913 - click hands over one parameter an option
    archive: Path,
    number: int,
    *,
    whole_files: bool,
    with_traces: bool,
    is_sure: bool,
    is_dry: bool,
    is_json: bool,
) -> None:
    r"""Erase a withdrawn story for good, out of originals and database. It cannot be taken back.

    Everything that was handed over is read for words that only this story has; where they stand
    in pages that are not its own (a front page, a teaser, a draft) is listed.

    \b
    backfile remedy final our-archive 7 --dry-run
    backfile remedy final our-archive 7 --lists
    """
    if is_dry or not is_sure:
        with Archive.open(archive) as kept, progress() as tick:
            plan = plan_of(kept, number, with_traces=with_traces, tell=teller(tick))
        if is_dry or not is_json:
            _say_plan(plan, "would be erased", with_traces=with_traces, is_json=is_json)
        if is_dry:
            return
        click.confirm("Nothing brings it back. Erase it?", abort=True, err=True)
    manner = load(archive).accession
    with Archive.open(archive, write=True) as kept, progress() as tick:
        told = Manner(options=manner, tell=teller(tick))
        plan = make_final(kept, number, told, Reach(whole_files, with_traces))
    _say_plan(plan, "erased", with_traces=with_traces, is_json=is_json)
    remark("Publish again. Backups and packages made before still hold it: destroy them.")


def _say_plan(plan: Plan, verb: str, *, with_traces: bool, is_json: bool) -> None:
    if is_json:
        say_json(msgspec.to_builtins(plan))
        return
    captures = sum(len(affected.spots) for affected in plan.files)
    say(f"Remedy {plan.remedy.number}: {counted(captures, 'capture', 'captures')} {verb}, in:")
    for affected in plan.files:
        say(f"  {in_line(affected.item.path)}")
    _say_traces(plan, with_traces=with_traces)


def _say_traces(plan: Plan, *, with_traces: bool) -> None:
    """Tell where else words of the story stand, and what can be done about it."""
    left = [trace for trace in plan.traces if not (with_traces and trace.can_go)]
    for trace in left[:SHOWN_TRACES]:
        row = trace.row
        where = in_line(row.address or row.item or row.deposit)
        owner = f"of the story {row.story}" if row.story else f"({row.kind})"
        say(f"  its words also stand in {where} {owner}: “{in_line(trace.said)[:60]}”")
    if any(trace.can_go for trace in left):
        remark("--lists erases such pages too, where they are no other story's.")
    if any(not trace.can_go for trace in left):
        remark("Pages of other stories keep what they quote of it: withdraw those, or leave it.")
