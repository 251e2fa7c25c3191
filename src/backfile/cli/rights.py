"""`backfile rights`: credit lines sorted, and what the keeper's rules do with each."""

import csv
import sys
from collections import Counter
from pathlib import Path

import click

from backfile.accession.rights import Line, lines_of
from backfile.archive.archive import Archive
from backfile.cli.console import (
    archive_path,
    as_json,
    counted,
    remark,
    say,
    say_json_lines,
    say_table,
)
from backfile.model.rights import CreditKind
from backfile.preserve.export import harmless

WIDEST = 60
"""Letters of a cell that are shown in the table."""
COLUMNS = ("what", "kind", "agency", "line", "stories", "shown", "packaged")


@click.command()
@archive_path
@click.option(
    "--kind",
    "kinds",
    type=click.Choice([str(kind) for kind in CreditKind]),
    multiple=True,
    help="Only lines of this kind; may be given more than once.",
)
@click.option("--csv", "is_csv", is_flag=True, help="Print CSV, for a spreadsheet.")
@as_json
def command(archive: Path, kinds: tuple[str, ...], *, is_csv: bool, is_json: bool) -> None:
    r"""Sort the credit lines of pictures and stories: wire, agency, freelance, staff.

    Rules in archive.toml (`[rights]`) keep pictures and stories from the site or from packages, by
    kind or by agency, and until a day. A line says whom the newsroom named; who holds the rights
    stands in contracts.

    \b
    backfile rights our-archive
    backfile rights our-archive --kind wire --kind agency --csv > to-clear.csv
    """
    with Archive.open(archive) as kept:
        lines = [one for one in lines_of(kept) if not kinds or one.credit.kind in kinds]
    if is_json:
        say_json_lines(
            dict(zip(COLUMNS, _row(one), strict=True)) | {"ids": one.stories} for one in lines
        )
    elif is_csv:
        writer = csv.writer(sys.stdout)
        writer.writerow(COLUMNS)
        writer.writerows([harmless(cell) for cell in _row(one)] for one in lines)
    else:
        _say(lines)


def _row(one: Line) -> tuple[str | int, ...]:
    credit = one.credit
    shown, packaged = ("yes" if done else "no" for done in (one.is_shown, one.is_packaged))
    kind = str(credit.kind)
    return one.what, kind, credit.agency, credit.line, len(one.stories), shown, packaged


def _say(lines: list[Line]) -> None:
    counts: Counter[tuple[str, str, str]] = Counter()
    for one in lines:
        name = one.credit.agency
        counts[one.what, str(one.credit.kind), name] += len(one.stories)
    say_table(
        ("what", "kind", "agency", "stories"),
        ((*key, f"{number:,}") for key, number in counts.items()),
    )
    say("")
    say_table(COLUMNS, (tuple(map(_cell, _row(one))) for one in lines))
    unknown = sum(1 for one in lines if one.credit.kind is CreditKind.UNKNOWN)
    if unknown:
        those = counted(unknown, "line says", "lines say")
        remark(f"{those} not whose it is: name people and titles in archive.toml, [rights].")


def _cell(cell: str | int) -> str | int:
    """Return a cell as a narrow screen takes it; --csv and --json give it whole."""
    if isinstance(cell, str) and len(cell) > WIDEST:
        return cell[: WIDEST - 1].rstrip() + "…"
    return "–" if cell == "" else cell
