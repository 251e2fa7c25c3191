"""What commands say: results on stdout, progress and remarks on stderr."""

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
import msgspec
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

from backfile.accession.progress import Progress as Step
from backfile.accession.progress import Tell

EXIT_FINDINGS = 3
"""Exit status: done, with findings that --strict makes fatal."""
LINE_EVERY_SECONDS = 5.0
"""How often a plain line tells of progress where no terminal shows a bar."""

Tick = Callable[[str, int, int | None], None]
"""Takes what is being done (in words), how much of it is done, and of how much if known."""

archive_path = click.argument("archive", type=click.Path(path_type=Path))
as_json = click.option("--json", "is_json", is_flag=True, help="Print JSON, for scripts.")
dry_run = click.option(
    "--dry-run", "is_dry", is_flag=True, help="Say what would be done; change nothing."
)
strict = click.option(
    "--strict",
    "is_strict",
    is_flag=True,
    help="Leave with status 3 where the material gave findings.",
)


def teller(tick: Tick) -> Tell:
    """Return what accession tells its progress to."""

    def tell(step: Step) -> None:
        tick(f"{step.phase} {step.about}".strip(), step.done, step.total)

    return tell


def leave(findings: int, *, is_strict: bool) -> None:
    """Leave with the status for findings, where they were asked to be fatal and there are some."""
    if is_strict and findings:
        remark(f"{findings:,} findings.")
        sys.exit(EXIT_FINDINGS)


def say(text: str) -> None:
    """Print a result."""
    click.echo(text)


def remark(text: str) -> None:
    """Tell something beside the result, on stderr."""
    click.echo(text, err=True)


def say_json(value: Any) -> None:
    """Print one value as one line of JSON."""
    sys.stdout.buffer.write(msgspec.json.encode(value) + b"\n")
    sys.stdout.buffer.flush()


def say_json_lines(values: Iterable[Any]) -> None:
    """Print each value as a line of JSON."""
    for value in values:
        sys.stdout.buffer.write(msgspec.json.encode(value) + b"\n")
    sys.stdout.buffer.flush()


def say_table(head: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> None:
    """Print rows in columns that are as wide as they need."""
    told = [tuple(str(cell) for cell in row) for row in rows]
    widths = [max(len(row[at]) for row in [head, *told]) for at in range(len(head))]
    for row in [head, *told]:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        click.echo("  ".join(cells).rstrip())


@contextmanager
def progress() -> Iterator[Tick]:
    """Give a function that shows how far work is: a bar on a terminal, else a line at times."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield _plain_lines(time.monotonic)
        return
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True) as bars:
        yield _bars(bars)


def _bars(bars: Progress) -> Tick:
    tasks: dict[str, TaskID] = {}

    def tick(doing: str, done: int, total: int | None) -> None:
        if doing not in tasks:
            tasks[doing] = bars.add_task(doing, total=total, rate="")
        speed = bars.tasks[tasks[doing]].speed
        rate = f"{speed:,.0f}/s" if speed else ""
        bars.update(tasks[doing], completed=done, total=total, rate=rate)

    return tick


def _plain_lines(now: Callable[[], float]) -> Tick:
    started, told = now(), now()

    def tick(doing: str, done: int, total: int | None) -> None:
        nonlocal told
        if now() - told < LINE_EVERY_SECONDS:
            return
        told = now()
        of = f" of {total:,}" if total is not None else ""
        remark(f"{doing}: {done:,}{of} ({told - started:.0f} s)")

    return tick
