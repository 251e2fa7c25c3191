"""`backfile desk assign`: say whose a submission is."""

from pathlib import Path

import click

from backfile.cli.console import in_line, say
from backfile.cli.desk.list import SHOWN_ID
from backfile.cli.desk.opening import KeyPlace, desk_path, key_options, submission_id
from backfile.participate.folder import open_box
from backfile.participate.notes import read_notes, with_assigned, write_notes
from backfile.participate.opened import find_entry
from backfile.participate.settings import read_desk


@click.command()
@desk_path
@submission_id
@click.argument("who")
@key_options
def command(desk: Path, submission: str, who: str, *, key: KeyPlace) -> None:
    r"""Say whose a submission is; the name is sealed like the submission. "" is nobody.

    \b
    backfile desk assign our-desk 3fa9 Mona
    backfile desk assign our-desk 3fa9 ""
    """
    with open_box(desk) as box:
        entry = find_entry(box, submission)
        unlocked = key.unlock()
        notes = with_assigned(read_notes(box, entry.id, unlocked), who)
        write_notes(box, entry.id, notes, read_desk(desk).keys)
    say(f"{entry.id[:SHOWN_ID]}: {in_line(notes.assigned) or 'nobody'}")
