"""`backfile desk mark`: decide what becomes of submissions."""

from pathlib import Path

import click

from backfile.cli.console import as_json, say, say_json_lines
from backfile.cli.desk.list import SHOWN_ID
from backfile.cli.desk.opening import desk_path, today
from backfile.participate.folder import open_box
from backfile.participate.moderation import Act, step
from backfile.participate.opened import find_entry

ACTS = tuple(act for act in Act if act is not Act.ERASE)
"""Erasing is a command of its own."""


@click.command()
@desk_path
@click.argument("act", type=click.Choice([act.value for act in ACTS]))
@click.argument("submissions", nargs=-1, required=True)
@as_json
def command(desk: Path, act: str, submissions: tuple[str, ...], *, is_json: bool) -> None:
    r"""Decide what becomes of submissions. No key is needed: nothing is opened.

    received → read → accepted, declined or spam; what was decided can be reopened. `accept` here
    says only that the newsroom takes it up; `backfile desk accept` brings it into an archive.

    \b
    backfile desk mark our-desk decline 3fa9
    backfile desk mark our-desk spam 3fa9 81c0 d2e7
    backfile desk mark our-desk reopen 3fa9
    """
    told = []
    with open_box(desk) as box:
        # All are looked at before the first is changed: a mistyped id changes nothing.
        entries = [find_entry(box, name) for name in submissions]
        steps = [(entry, step(entry.state, Act(act))) for entry in entries]
        for entry, after in steps:
            box.mark(entry.id, after, day=today())
            told.append({"id": entry.id, "before": entry.state.value, "state": after.value})
    if is_json:
        say_json_lines(told)
        return
    for line in told:
        say(f"{line['id'][:SHOWN_ID]}: {line['state']}")
