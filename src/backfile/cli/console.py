"""What commands say: results on stdout, progress and remarks on stderr."""

import re
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
from backfile.archive.archive import Archive
from backfile.cores import cores
from backfile.errors import BackfileError

EXIT_FAILED, EXIT_FINDINGS = 1, 3
"""Exit status: could not do its work, or not all of it; done, with findings that --strict makes
fatal. (2, wrong usage: see backfile.cli.)"""
LINE_EVERY_SECONDS = 5.0
"""How often a plain line tells of progress where no terminal shows a bar."""

LEAST_SECONDS = 0.5
"""How long something is done before its rate says anything."""

SIZES = ((10**3, "kB"), (10**6, "MB"), (10**9, "GB"), (10**12, "TB"))
"""Units of size and the bytes from which on each is used."""

Tick = Callable[[str, int, int | None], None]
"""Takes what is being done (in words), how much of it is done, and of how much if known."""

archive_path = click.argument("archive", type=click.Path(path_type=Path))
as_json = click.option("--json", "is_json", is_flag=True, help="Print JSON, for scripts.")
dry_run = click.option(
    "--dry-run", "is_dry", is_flag=True, help="Say what would be done; change nothing."
)
deposit_paths = click.argument(
    "deposits", nargs=-1, required=True, type=click.Path(path_type=Path, readable=False)
)
"""Deposits; what cannot be read is refused one by one, so that it costs no other."""
jobs = click.option(
    "--jobs",
    type=click.IntRange(min=1),
    default=cores,
    show_default="as many as the machine has processors",
    help="Processes that read pages where there are many; what is found does not depend on it.",
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
        unit = f"({step.unit})" if step.unit else ""
        doing = " ".join(word for word in (step.phase, step.about, unit) if word)
        tick(doing, step.done, step.total)

    return tell


def leave(findings: int, *, is_strict: bool) -> None:
    """Leave with the status for findings, where they were asked to be fatal and there are some."""
    if is_strict and findings:
        remark(f"{findings:,} findings.")
        sys.exit(EXIT_FINDINGS)


_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def in_line(text: object) -> str:
    """Return a text that stays in one line: names of files may hold line breaks and worse."""
    return _CONTROLS.sub(lambda found: found[0].encode("unicode_escape").decode(), str(text))


def counted(number: int, one: str, many: str) -> str:
    """Return how many there are of something: "1 story", "1,204 stories"."""
    return f"{number:,} {one if number == 1 else many}"


def size_in_words(size: int) -> str:
    """Return a number of bytes as people say it: "812 bytes", "1.4 MB" (powers of ten)."""
    units = [unit for unit in SIZES if size >= unit[0]]
    if not units:
        return counted(size, "byte", "bytes")
    least, name = units[-1]
    return f"{size / least:,.1f} {name}"


def note_package(archive: Path, form: str, name: str, stories: int) -> None:
    """Write down that a package was made, so that a later remedy can say which are superseded."""
    try:
        with Archive.open(archive, write=True) as kept:
            kept.packages.note(form, name, stories)
    except (BackfileError, OSError) as error:
        # The package is whole; an archive on a medium for reading cannot remember it.
        remark(f"This package is not on record: {error}")


def say(text: str) -> None:
    """Print a result."""
    click.echo(text)


def remark(text: str) -> None:
    """Tell something beside the result, on stderr."""
    click.echo(text, err=True)


def complain(met: str, next_step: str = "") -> None:
    """Tell what went wrong and what to do now, on stderr."""
    click.secho(f"backfile: {met}", fg="red", err=True)
    if next_step:
        click.echo(f"  {next_step}", err=True)


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
    told = [tuple(in_line(cell) for cell in row) for row in rows]
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
    started = told = began = now()
    at = ""

    def tick(doing: str, done: int, total: int | None) -> None:
        nonlocal told, began, at
        if doing != at:
            at, began = doing, now()
        if now() - told < LINE_EVERY_SECONDS:
            return
        told = now()
        of = f" of {total:,}" if total is not None else ""
        rate = f"{done / (told - began):,.0f}/s, " if told - began > LEAST_SECONDS else ""
        remark(f"{doing}: {done:,}{of} ({rate}{told - started:.0f} s)")

    return tick
