"""`backfile add`: take deposits into an archive."""

import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import click

from backfile.accession.reading import Manner, Refusal
from backfile.accession.report import Report, look_through, report_of_add
from backfile.accession.run import Added, add, read_again
from backfile.archive.archive import Archive
from backfile.cli.console import (
    EXIT_FAILED,
    archive_path,
    as_json,
    complain,
    counted,
    deposit_paths,
    dry_run,
    jobs,
    leave,
    progress,
    remark,
    say,
    say_json,
    say_table,
    strict,
    teller,
)
from backfile.config import load
from backfile.model.deposit import Deposit


@click.command()
@archive_path
@deposit_paths
@click.option("--address", help="Where the deposits stood, for files that do not say.")
@click.option(
    "--again",
    "is_again",
    is_flag=True,
    help="Read deposits of the archive anew from its originals, named as the ledger names them.",
)
@jobs
@dry_run
@as_json
@strict
def command(  # noqa: PLR0913 - click hands over one parameter an option
    archive: Path,
    deposits: tuple[Path, ...],
    address: str | None,
    jobs: int,
    *,
    is_again: bool,
    is_dry: bool,
    is_json: bool,
    is_strict: bool,
) -> None:
    r"""Take deposits into an archive: copy, read, and join them with what is there.

    Stopped at any moment, the same command goes on where it was. What the archive has already
    changes nothing. A deposit that cannot be taken costs no other: it is named at the end, and the
    status is 1.

    \b
    backfile add our-archive export.xml crawl.warc.gz old-pages/
    backfile add our-archive saved.html --address https://www.example.org/2016/03/17/slug
    backfile add our-archive unknown.zip --dry-run
    backfile add our-archive --again crawl.warc.gz
    """
    refusals, damage = list[Refusal](), list[str]()
    with progress() as tick:
        if is_dry:
            report = look_through(deposits, Manner(tell=teller(tick), jobs=jobs), address)
            findings = sum(report["findings"].values())
        else:
            with Archive.open(archive, write=True) as kept:
                manner = Manner(
                    options=load(archive).accession,
                    tell=teller(tick),
                    jobs=jobs,
                    refuse=refusals.append,
                )
                take = _again if is_again else partial(add, address=address)
                added = take(kept, deposits, manner)
                report = report_of_add(kept, added, refusals)
                findings = sum(kept.ledger.finding_counts(a.deposit.id for a in added).values())
                damage = [text for one in added for text in _damage_of(kept, one.deposit)]
    if is_json:
        say_json(report)
    else:
        _say_report(report)
        _say_next(archive, report, is_dry=is_dry)
    _say_trouble(report, damage)
    if report["refused"]:
        sys.exit(EXIT_FAILED)
    leave(findings, is_strict=is_strict)


def _say_trouble(report: Report, damage: Sequence[str]) -> None:
    """Say what was read only in part, and what could not be taken."""
    for text in damage:
        remark(text)
    for number, refused in enumerate(report["refused"]):
        # What to do next is often the same for all, and long: the kinds that are known.
        told = {other["next"] for other in report["refused"][:number]}
        complain(refused["why"], "" if refused["next"] in told else refused["next"])


def _damage_of(kept: Archive, deposit: Deposit) -> list[str]:
    """Return what is said first of a file that was handed over damaged; nothing of whole ones."""
    found = kept.ledger.findings("item-truncated", deposit.id)
    text = next((one.text for one in found if one.item == deposit.name), None)
    return [f"{text} If there is a whole copy, add it too."] if text else []


def _again(kept: Archive, deposits: Sequence[Path], manner: Manner) -> list[Added]:
    read = [read_again(kept, str(name), manner) for name in deposits]
    return [Added(deposit, is_new=True) for deposit in read]


def _say_report(report: Report) -> None:
    if not report["deposits"]:
        return
    rows = []
    for deposit in report["deposits"]:
        kinds = ", ".join(f"{number:,} {kind}" for kind, number in deposit["captures"].items())
        seen = "" if deposit.get("new", True) else " (known already)"
        rows.append((deposit["id"], deposit["kind"], deposit["name"] + seen, kinds or "nothing"))
    say_table(("deposit", "kind", "name", "what became of its captures"), rows)
    if "stories" in report:
        say(f"The archive has {counted(report['stories'], 'story', 'stories')}.")


def _say_next(archive: Path, report: Report, *, is_dry: bool) -> None:
    """Say what a newcomer does next, where something was taken."""
    if not report["deposits"]:
        return
    if is_dry:
        remark("Nothing was changed. Without --dry-run it is taken.")
    else:
        remark(
            f"Next: backfile publish {archive}, or backfile review {archive} for what is in doubt."
        )
