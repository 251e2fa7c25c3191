"""`backfile desk accept`: bring a submission into an archive."""

from pathlib import Path

import click

from backfile.accession.edits import Edit
from backfile.accession.reading import Manner
from backfile.cli.console import as_json, dry_run, progress, remark, say, say_json, teller
from backfile.cli.desk.opening import (
    KeyPlace,
    desk_path,
    key_options,
    submission_id,
    today,
)
from backfile.cli.desk.wishes import mending_options, wish_options
from backfile.clock import machine_clock
from backfile.config import load
from backfile.participate.accepting import Folder, Wish, deposit_of
from backfile.participate.folder import open_box
from backfile.participate.moderation import State
from backfile.participate.opened import find_entry, open_entry
from backfile.participate.settings import read_desk
from backfile.web.handing import (
    Mending,
    accepted_on,
    check_acceptable,
    hand_over,
    look_at,
    mark_accepted,
    mend,
    wish_of,
)


@click.command()
@desk_path
@submission_id
@click.argument("archive", type=click.Path(path_type=Path))
@wish_options
@mending_options
@key_options
@dry_run
@as_json
def command(  # noqa: PLR0913 - click hands over one parameter an option
    desk: Path,
    submission: str,
    archive: Path,
    *,
    wish: Wish,
    mending: Mending | None,
    key: KeyPlace,
    is_dry: bool,
    is_json: bool,
) -> None:
    r"""Bring a submission into an archive: as a deposit, or as a correction of a story.

    Nothing of the sender goes along unless they agreed: their words and pictures only where they
    agreed to publication, their name only where they agreed to that. Else the text is yours.

    \b
    backfile desk accept our-desk 3fa9 our-archive --dry-run
    backfile desk accept our-desk 3fa9 our-archive --headline "The quay" --text quay.md --picture 1
    backfile desk accept our-desk 3fa9 our-archive --type event --line starts=2026-12-01
    backfile desk accept our-desk 81c0 our-archive --field byline --value "By Mona Haddad"
    """
    load(archive)
    title = read_desk(desk).title
    with open_box(desk) as box:
        entry = find_entry(box, submission)
        check_acceptable(entry)
        day = accepted_on(entry, today())
        opened = open_entry(box, entry, key.unlock())
        if mending is not None:
            said = _correct(archive, wish_of(opened, mending, day), is_dry=is_dry)
        else:
            said = _hand_over(archive, deposit_of(opened, wish, title, day), is_dry=is_dry)
        if not is_dry:
            mark_accepted(box, entry, day)
    before = entry.changed if entry.state is State.ACCEPTED else None
    if is_json:
        say_json(said | {"accepted_before": before})
    else:
        say(str(said["text"]))
    if is_dry:
        remark("Nothing was changed. Without --dry-run it is taken.")
    elif before is None:
        remark(f"Accepted. Next: backfile publish {archive}")
    else:
        remark(f"It was accepted before, on {before}. {_told_again(said)}")


def _told_again(said: dict[str, object]) -> str:
    """Say what the archive made of something that had been accepted before."""
    if said.get("correction") is not None:
        return f"Correction {said['correction']} stands in the archive."
    if any(deposit["new"] for deposit in said["deposits"]):  # type: ignore[attr-defined]
        return "This is another deposit; `backfile withdraw-deposit` takes one of them back."
    return "The archive has it already; nothing was changed."


def _hand_over(archive: Path, folder: Folder, *, is_dry: bool) -> dict[str, object]:
    with progress() as tick:
        manner = Manner(options=load(archive).accession, tell=teller(tick))
        report = look_at(archive, folder) if is_dry else hand_over(archive, folder, manner)
    return {**report, "deposit": folder.name, "text": folder.text, "files": [*folder.files]}


def _correct(archive: Path, wish: Edit, *, is_dry: bool) -> dict[str, object]:
    with progress() as tick:
        manner = Manner(tell=teller(tick))
        number = None if is_dry else mend(archive, wish, machine_clock, manner).number
    said = f"{wish.field} of {wish.target}: {wish.value} ({wish.because})"
    return {"correction": number, "story": wish.target, "field": wish.field, "text": said}
