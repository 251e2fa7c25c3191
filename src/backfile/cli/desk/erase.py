"""`backfile desk erase`: erase submissions for good."""

from pathlib import Path

import click

from backfile.cli.console import as_json, counted, say, say_json, say_json_lines
from backfile.cli.desk.opening import desk_path
from backfile.participate.folder import open_box
from backfile.participate.opened import find_entry


@click.command()
@desk_path
@click.argument("submissions", nargs=-1)
@click.option(
    "--without-keys", "is_ring_lost", is_flag=True, help="All whose keys were lost with the ring."
)
@click.option("--yes", "is_sure", is_flag=True, help="Do not ask.")
@as_json
def command(
    desk: Path,
    submissions: tuple[str, ...],
    *,
    is_ring_lost: bool,
    is_sure: bool,
    is_json: bool,
) -> None:
    r"""Erase submissions for good: their wrapping keys are destroyed, then all else.

    Nothing left in the desk's files, or in a backup made without its ring, can be opened then.
    --without-keys lets go of what nobody can open because the ring was lost: try first to get the
    desk's own ring back.

    \b
    backfile desk erase our-desk 3fa9
    backfile desk erase our-desk 3fa9 81c0 --yes
    backfile desk erase our-desk --without-keys
    """
    if is_ring_lost == bool(submissions):
        raise click.UsageError("Name submissions, or say --without-keys.")
    if is_ring_lost:
        _let_go(desk, is_sure=is_sure, is_json=is_json)
        return
    with open_box(desk) as box:
        entries = [find_entry(box, name) for name in submissions]
        names = list(dict.fromkeys(entry.id for entry in entries))
        if not is_sure:
            what = counted(len(names), "submission", "submissions")
            click.confirm(f"Erase {what} for good?", abort=True, err=True)
        for name in names:
            box.erase(name)
    if is_json:
        say_json_lines({"id": name, "state": "erased"} for name in names)
        return
    say(f"Erased {counted(len(names), 'submission', 'submissions')}; nobody can open them again.")


def _let_go(desk: Path, *, is_sure: bool, is_json: bool) -> None:
    if not is_sure:
        asked = "Let go of all that has no key in the ring? The desk's own ring would open it."
        click.confirm(asked, abort=True, err=True)
    with open_box(desk, is_ring_lost=True) as box:
        removed = box.removed
    if is_json:
        say_json({"removed": removed})
        return
    say(f"Let go of {counted(removed, 'submission', 'submissions')} without a key.")
