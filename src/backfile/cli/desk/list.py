"""`backfile desk list`: what readers sent."""

from pathlib import Path

import click

from backfile.cli.console import as_json, counted, remark, say, say_json_lines, say_table
from backfile.cli.desk.opening import KeyPlace, desk_path, key_options, rules_for, today
from backfile.participate.alike import Likeness, find_alike
from backfile.participate.box import Entry
from backfile.participate.folder import open_box
from backfile.participate.moderation import State
from backfile.participate.opened import Opened, open_entries
from backfile.participate.retention import days_left
from backfile.participate.settings import Retention

SHOWN_ID = 8
"""Letters of an id that are listed: among ten thousand submissions two share them once in 90."""
OPEN_STATES = (State.RECEIVED, State.READ)


@click.command("list")
@desk_path
@click.option(
    "--state",
    "states",
    multiple=True,
    type=click.Choice([state.value for state in State if state is not State.ERASED]),
    help="Only in this state; may be repeated. [received and read]",
)
@click.option("--all", "is_all", is_flag=True, help="In every state.")
@click.option("--opened", "is_opened", is_flag=True, help="Open each: form, headline, duplicates.")
@key_options
@as_json
def command(  # noqa: PLR0913 - click hands over one parameter an option
    desk: Path,
    *,
    states: tuple[str, ...],
    key: KeyPlace,
    is_all: bool,
    is_opened: bool,
    is_json: bool,
) -> None:
    r"""List what readers sent: what waits, unless another state is asked for.

    Without --opened no key is needed: nothing is read but the day, the state and the size.

    \b
    backfile desk list our-desk
    backfile desk list our-desk --opened
    backfile desk list our-desk --state declined --json
    """
    wanted = set(State) if is_all else {State(s) for s in states} or set(OPEN_STATES)
    rules = rules_for(desk)
    with open_box(desk) as box:
        entries = [entry for entry in box.entries() if entry.state in wanted]
        if is_opened:
            rows = _opened_rows(list(open_entries(box, entries, key.unlock())), rules)
        else:
            rows = [_line(entry, rules) for entry in entries]
    if is_json:
        say_json_lines(rows)
        return
    if not rows:
        say("Nothing waits at the desk.")
        return
    head = tuple(name for name in rows[0] if name != "changed")
    say_table(head, (tuple(_cell(row[name], name) for name in head) for row in rows))
    remark(f"{counted(len(rows), 'submission', 'submissions')}. Read one: backfile desk read …")


def _opened_rows(opened: list[Opened], rules: Retention) -> list[dict[str, object]]:
    alike = find_alike({one.entry.id: one.text for one in opened})
    return [_line(one.entry, rules) | _said(one, alike.get(one.entry.id)) for one in opened]


def _line(entry: Entry, rules: Retention) -> dict[str, object]:
    return {
        "id": entry.id,
        "day": entry.day,
        "state": entry.state.value,
        "changed": entry.changed,
        "parts": entry.parts,
        "kept for": days_left(entry, rules, today()),
    }


def _said(opened: Opened, alike: Likeness | None) -> dict[str, object]:
    return {
        "form": opened.form.value if opened.form else "",
        "whose": opened.notes.assigned,
        "files": len(opened.files),
        "like": alike.id if alike else "",
        "headline": opened.headline or "; ".join(opened.problems),
    }


def _cell(value: object, name: str) -> object:
    if name == "kept for":
        return "" if value is None else f"{value} days"
    return str(value)[:SHOWN_ID] if name in {"id", "like"} else value
