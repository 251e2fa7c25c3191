"""`backfile remedy list`: all remedies, what is due, and the packages that one superseded."""

from pathlib import Path

import click
import msgspec

from backfile.accession.remedies import due
from backfile.archive.archive import Archive
from backfile.cli.console import archive_path, as_json, say, say_json, say_table
from backfile.clock import day_of, machine_clock
from backfile.model.remedy import Remedy


@click.command()
@archive_path
@click.option("--due", "only_due", is_flag=True, help="Only what is to be looked at again by now.")
@as_json
def command(archive: Path, *, only_due: bool, is_json: bool) -> None:
    """List all remedies, and the packages that were made before one of them."""
    today = day_of(machine_clock)
    with Archive.open(archive) as kept:
        every = kept.remedies.all()
        shown = due(every, today) if only_due else every
        superseded = kept.packages.superseded(every)
        stories = {remedy.number: kept.remedies.stories_of(remedy.number or 0) for remedy in shown}
    if is_json:
        say_json(
            {
                "remedies": [
                    msgspec.to_builtins(remedy) | {"stories": stories[remedy.number]}
                    for remedy in shown
                ],
                "superseded": msgspec.to_builtins(superseded),
            }
        )
        return
    say_table(
        ("number", "kind", "story", "since", "ground", "authority", "review", "state", "reason"),
        (_row(remedy, stories[remedy.number], today) for remedy in shown),
    )
    if superseded and not only_due:
        say("\nSuperseded packages: tell whoever got one.")
        say_table(
            ("made", "form", "stories", "name"),
            ((p.made_on, p.form, p.stories, p.name) for p in superseded),
        )


def _row(remedy: Remedy, stories: list[str], today: str) -> tuple[object, ...]:
    state = "final" if remedy.final else "stands" if remedy.stands else "taken back"
    review = remedy.review_on or ""
    is_due = bool(due([remedy], today))
    return (
        remedy.number,
        remedy.kind,
        ", ".join(stories) or "(not here)",
        remedy.made_on[:10],
        remedy.ground,
        remedy.authority,
        f"{review} DUE" if is_due else review,
        state,
        remedy.reason,
    )
