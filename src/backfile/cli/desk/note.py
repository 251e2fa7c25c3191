"""`backfile desk note`: write down a note about a submission."""

import sys
from pathlib import Path

import click

from backfile.cli.console import say
from backfile.cli.desk.list import SHOWN_ID
from backfile.cli.desk.opening import KeyPlace, desk_path, key_options, submission_id, today
from backfile.participate.folder import open_box
from backfile.participate.notes import LONGEST_NOTE, Note, read_notes, with_note, write_notes
from backfile.participate.opened import find_entry
from backfile.participate.settings import read_desk


@click.command()
@desk_path
@submission_id
@click.argument("text", required=False)
@click.option("--by", "who", default="", help="Who writes it.")
@key_options
def command(
    desk: Path,
    submission: str,
    text: str | None,
    *,
    who: str,
    key: KeyPlace,
) -> None:
    r"""Write down a note about a submission, sealed to the desk's key like the submission itself.

    Without TEXT the note is read from standard input, so that it stands in no history of commands.

    \b
    backfile desk note our-desk 3fa9 "Called back; the ledger is real." --by Mona
    backfile desk note our-desk 3fa9 < note.txt
    """
    said = text if text is not None else sys.stdin.read(LONGEST_NOTE + 1)
    with open_box(desk) as box:
        entry = find_entry(box, submission)
        unlocked = key.unlock()
        noted = with_note(read_notes(box, entry.id, unlocked), Note(today(), said.strip(), who))
        write_notes(box, entry.id, noted, read_desk(desk).keys)
    say(f"{entry.id[:SHOWN_ID]}: noted, {len(noted.notes)} in all.")
