"""`backfile desk erase`: erase submissions for good."""

from pathlib import Path

import click

from backfile.cli.console import as_json, counted, say, say_json_lines
from backfile.cli.desk.opening import desk_path
from backfile.participate.folder import open_box
from backfile.participate.opened import find_entry


@click.command()
@desk_path
@click.argument("submissions", nargs=-1, required=True)
@click.option("--yes", "is_sure", is_flag=True, help="Do not ask.")
@as_json
def command(desk: Path, submissions: tuple[str, ...], *, is_sure: bool, is_json: bool) -> None:
    r"""Erase submissions for good: their wrapping keys are destroyed, then all else.

    Nothing left in the desk's files, or in a backup made without its ring, can be opened then.

    \b
    backfile desk erase our-desk 3fa9
    backfile desk erase our-desk 3fa9 81c0 --yes
    """
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
