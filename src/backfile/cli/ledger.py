"""`backfile ledger`: what became of everything that was handed over."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import click
import msgspec

from backfile.accession.report import Report, capture_line, ledger_of
from backfile.archive.archive import Archive
from backfile.archive.captures import SEAL
from backfile.cli.console import (
    archive_path,
    as_json,
    counted,
    in_line,
    remark,
    say,
    say_json,
    say_json_lines,
    say_table,
)
from backfile.config import load, with_said
from backfile.model.capture import MEANING, Kind
from backfile.model.finding import FINDINGS

Line = dict[str, Any]


def _captures(archive: Archive) -> Iterable[Line]:
    return (capture_line(row) for row in archive.captures.all())


def _held_back(archive: Archive) -> Iterable[Line]:
    """Each with the name by which archive.toml can release it: its seal, or else its reason."""
    seals: dict[int, str] = {}
    for seal, number in archive.keys.all(Kind.HELD_BACK, SEAL):
        seals.setdefault(number, seal)
    return (
        capture_line(row) | {"release": seals.get(row.number, row.reason)}
        for row in archive.captures.all(kind=Kind.HELD_BACK)
    )


def _missing(archive: Archive) -> Iterable[Line]:
    return (msgspec.to_builtins(one) for one in archive.assets.missing())


def _findings(archive: Archive) -> Iterable[Line]:
    return (msgspec.to_builtins(one) for one in archive.ledger.findings())


def _corrections(archive: Archive) -> Iterable[Line]:
    return (msgspec.to_builtins(one) for one in archive.corrections.all())


LISTS: dict[str, tuple[Callable[[Archive], Iterable[Line]], tuple[str, ...]]] = {
    "captures": (
        _captures,
        ("number", "kind", "same_as_why", "story", "item", "address", "reason"),
    ),
    "held-back": (_held_back, ("number", "deposit", "item", "offset", "reason", "release")),
    "missing": (_missing, ("role", "uses", "address")),
    "findings": (_findings, ("code", "text", "item", "address")),
    "corrections": (_corrections, ("number", "target", "field", "value", "because", "revoked_at")),
}
"""Each list that the ledger can print, and its columns where it is not JSON."""


@click.command()
@archive_path
@click.option("--captures", "what", flag_value="captures", help="Every single capture.")
@click.option("--missing", "what", flag_value="missing", help="Pictures and files to fetch.")
@click.option("--held-back", "what", flag_value="held-back", help="What was not public.")
@click.option("--findings", "what", flag_value="findings", help="What is odd about the material.")
@click.option("--corrections", "what", flag_value="corrections", help="What persons corrected.")
@as_json
def command(archive: Path, what: str | None, *, is_json: bool) -> None:
    r"""Say what was handed over and what became of every single capture.

    \b
    backfile ledger our-archive
    backfile ledger our-archive --missing | cut -f3 > to-fetch.txt
    backfile ledger our-archive --captures --json
    """
    with Archive.open(archive) as kept:
        if what is not None:
            _say_list(kept, what, is_json=is_json)
        elif is_json:
            say_json(_ledger(kept, archive))
        else:
            _say_ledger(_ledger(kept, archive))


def _ledger(archive: Archive, path: Path) -> Report:
    """Return the ledger, the publication in it as its keeper knows it."""
    publication = with_said(archive.publication.get(), load(path).publication)
    return ledger_of(archive) | {"publication": msgspec.to_builtins(publication)}


def _say_list(archive: Archive, what: str, *, is_json: bool) -> None:
    read, columns = LISTS[what]
    if is_json:
        say_json_lines(read(archive))
        return
    # Beside the result, so that `cut` and `wc` meet nothing but the list.
    remark("\t".join(name.replace("_", " ") for name in columns))
    for line in read(archive):
        say("\t".join("" if line[name] is None else in_line(line[name]) for name in columns))


def _say_ledger(ledger: Report) -> None:
    if ledger["publication"]["title"]:
        say(ledger["publication"]["title"])
    rows = [
        (deposit["id"], deposit["kind"], deposit["name"], kind, f"{number:,}")
        for deposit in ledger["deposits"]
        for kind, number in deposit["captures"].items()
    ]
    say_table(("deposit", "kind", "name", "captures that ended as", "number"), rows)
    ends = {Kind(kind) for deposit in ledger["deposits"] for kind in deposit["captures"]}
    say("")
    for kind in sorted(ends):
        say(f"{kind}: {MEANING[kind]}.")
    stories = counted(ledger["stories"], "story", "stories")
    missing = counted(ledger["missing"], "picture or file is", "pictures and files are")
    say(f"\n{stories}; {missing} missing.")
    for reason, number in ledger["held_back"].items():
        say(f"Held back: {number:,} ({reason}).")
    for refused in ledger["refused"]:
        say(f"Refused: {in_line(refused['name'])} ({in_line(refused['why'])})")
    for code, number in ledger["findings"].items():
        say(f"{counted(number, 'time', 'times')} {code}: {FINDINGS.get(code, code)}")
