"""`backfile desk retention`: erase what was kept long enough."""

from pathlib import Path

import click

from backfile.cli.console import as_json, counted, dry_run, remark, say, say_json, say_table
from backfile.cli.desk.list import SHOWN_ID
from backfile.cli.desk.opening import desk_path, rules_for, today
from backfile.participate.folder import open_box
from backfile.participate.retention import Due, erase_due, find_due, find_leap


@click.command()
@desk_path
@dry_run
@click.option("--yes", "is_sure", is_flag=True, help="The day is right, although it leapt.")
@as_json
def command(desk: Path, *, is_dry: bool, is_sure: bool, is_json: bool) -> None:
    r"""Erase what was kept as long as the rules say.

    They stand in desk.toml (`[retention]`), or in the archive.toml of an archive that is named
    instead (`[desk] retention = { spam = 7 }`). The same is done every hour while the forms are
    served, and whenever the desk is opened in a browser. No key is needed.

    A clock that is wrong would erase too much. Where today is over 31 days later than the last day
    that the desk saw, nothing is erased until somebody looks at the day and says --yes.

    \b
    backfile desk retention our-desk --dry-run
    backfile desk retention our-desk
    backfile desk retention our-archive
    backfile desk retention our-desk --yes
    """
    rules = rules_for(desk)
    with open_box(desk) as box:
        due = (
            list(find_due(box.entries(), rules, today()))
            if is_dry
            else erase_due(box, rules, today(), is_sure=is_sure)
        )
        leap = find_leap(box, today()) if is_dry and due else None
    if is_json:
        say_json({"erased": not is_dry, "due": [_line(one) for one in due]})
        return
    if due:
        rows = ((o.entry.id[:SHOWN_ID], o.entry.day, o.entry.state, o.days) for o in due)
        say_table(("id", "day", "state", "days since it changed"), rows)
    verb = "Would erase" if is_dry else "Erased"
    say(f"{verb} {counted(len(due), 'submission', 'submissions')}.")
    if leap is not None:
        remark(f"{leap.met} {leap.next_step}")


def _line(due: Due) -> dict[str, object]:
    entry = due.entry
    return {"id": entry.id, "day": entry.day, "state": entry.state.value, "days": due.days}
