"""`backfile desk read`: open a submission."""

from pathlib import Path

import click

from backfile.cli.console import as_json, in_line, remark, say, say_json, size_in_words
from backfile.cli.desk.list import SHOWN_ID
from backfile.cli.desk.opening import (
    KeyPlace,
    desk_path,
    key_options,
    submission_id,
    today,
)
from backfile.model.submission import Agreement
from backfile.participate.exporting import record_of
from backfile.participate.files import kind_of, safe_name
from backfile.participate.folder import open_box
from backfile.participate.moderation import Act, State, acts_from, step
from backfile.participate.opened import Opened, answers, find_entry, open_entry

NOT_YET = "Not public yet: its sender would let it be printed, but it was not accepted."
IN_CONFIDENCE = "Not for publication: it came in confidence, and was not accepted."
OWN_TEXT = (
    "Not for publication: it was accepted, but the sender did not allow their words to be printed."
)


@click.command()
@desk_path
@submission_id
@click.option("--unmarked", "is_unmarked", is_flag=True, help="Do not mark it as read.")
@key_options
@as_json
def command(
    desk: Path,
    submission: str,
    *,
    key: KeyPlace,
    is_unmarked: bool,
    is_json: bool,
) -> None:
    r"""Open a submission with the desk's key, print it, and mark it as read.

    Its sender sees with the receipt phrase that it was read. SUBMISSION is the beginning of its id.

    \b
    backfile desk read our-desk 3fa9
    backfile desk read our-desk 3fa9 --unmarked --json
    """
    with open_box(desk) as box:
        opened = open_entry(box, find_entry(box, submission), key.unlock())
        state = opened.entry.state
        if state is State.RECEIVED and opened.parts and not is_unmarked:
            state = step(state, Act.READ)
            box.mark(opened.entry.id, state, day=today())
            remark("Marked as read.")
    if is_json:
        say_json(record_of(opened))
        return
    _print(opened)
    remark(f"What can be done: {', '.join(acts_from(state))}, note, assign, export.")


def _print(opened: Opened) -> None:
    entry = opened.entry
    say(f"{entry.id[:SHOWN_ID]}: {opened.form or 'not to be read'}, sent on {entry.day}")
    if opened.story:
        say(f"About: {in_line(opened.story)}")
    agreed = ", ".join(sorted(opened.agreed)) or "nothing"
    say(f"The sender agreed to: {agreed}")
    if why := _why_not_public(opened):
        say(why)
    for name, text in (answer for part in opened.parts for answer in answers(part)):
        say(f"\n{in_line(name)}:")
        # Each line stands in: nothing that was sent looks like a line of ours.
        say("\n".join(f"    {line}" for line in text.split("\n")))
    for number, file in enumerate(opened.files, 1):
        size = size_in_words(len(file.data))
        say(f"\nFile {safe_name(number, file)}: {kind_of(file.data).type}, {size}")
    for problem in opened.problems:
        remark(problem)
    if opened.notes.assigned:
        say(f"\nWhose it is: {in_line(opened.notes.assigned)}")
    for note in opened.notes.notes:
        say(f"\nNote of {note.day} {in_line(note.who)}: {in_line(note.text)}")


def _why_not_public(opened: Opened) -> str:
    """Say why what follows stays at the desk; "" where its sender let it be printed, and we did."""
    is_agreed = Agreement.PUBLICATION in opened.agreed
    if opened.entry.state is not State.ACCEPTED:
        return NOT_YET if is_agreed else IN_CONFIDENCE
    return "" if is_agreed else OWN_TEXT
