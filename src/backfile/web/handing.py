"""From the desk into the archive, by its front door: the one place where the two meet.

The archive learns nothing of the desk but the deposit, or the correction, that an editor hands
over; the desk learns nothing of the archive.
"""

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from backfile.accession.edits import Edit, edit
from backfile.accession.reading import Manner
from backfile.accession.report import Report, look_through, report_of_add
from backfile.accession.run import add
from backfile.archive.archive import Archive
from backfile.clock import Clock
from backfile.config import load
from backfile.errors import BadValue
from backfile.model.correction import Correction
from backfile.participate.accepting import Folder
from backfile.participate.box import Box, Entry
from backfile.participate.moderation import Act, State, step
from backfile.participate.opened import Opened


@dataclass(frozen=True, slots=True)
class Mending:
    """How an editor corrects a story because a reader wrote about it."""

    field: str
    value: str | None
    """As typed; None for "there is none"."""
    because: str = ""
    """Else that a reader reported it, and when that was accepted."""
    story: str = ""
    """Else the one that the reader named."""
    who: str = ""


def check_acceptable(entry: Entry) -> None:
    """Refuse what cannot be accepted now, before anything is done to the archive.

    Raises:
        BadValue: it was not read, or was decided otherwise.
    """
    step(entry.state, Act.ACCEPT)


def accepted_on(entry: Entry, today: str) -> str:
    """Return the day of acceptance: the first, so that handing over once more makes equal bytes."""
    return entry.changed if entry.state is State.ACCEPTED else today


def look_at(archive_path: Path, folder: Folder) -> Report:
    """Say what the archive would make of a deposit; nothing is changed.

    Raises:
        ArchiveMissing: there is no archive.
    """
    manner = Manner(options=load(archive_path).accession)
    with TemporaryDirectory(prefix="backfile-accept-") as place:
        return look_through([_laid_out(folder, Path(place))], manner, None)


def hand_over(archive_path: Path, folder: Folder, manner: Manner) -> Report:
    """Add a deposit to the archive as anybody would; twice is once.

    Raises:
        ArchiveMissing: there is no archive.
        ArchiveBusy: another process is writing to it.
        DepositError: it could not be taken.
    """
    with (
        TemporaryDirectory(prefix="backfile-accept-") as place,
        Archive.open(archive_path, write=True) as archive,
    ):
        added = add(archive, [_laid_out(folder, Path(place))], manner)
        return report_of_add(archive, added)


def _laid_out(folder: Folder, place: Path) -> Path:
    root = place / folder.name
    root.mkdir()
    for name, data in folder.files.items():
        (root / name).write_bytes(data)
    return root


def wish_of(opened: Opened, mending: Mending, day: str) -> Edit:
    """Return the correction that an editor makes of a reader's report.

    Raises:
        BadValue: neither the editor nor the reader named a story.
    """
    story = mending.story or opened.story
    if not story:
        raise BadValue("Which story is to be corrected?", "Name it with --story.")
    because = mending.because or f"A reader reported it; accepted on {day}."
    return Edit(story, mending.field, mending.value, because, mending.who)


def mend(archive_path: Path, wish: Edit, clock: Clock, manner: Manner) -> Correction:
    """Correct a story, as `backfile edit` does; twice is once.

    Raises:
        NotFound: the archive has no such story.
        BadValue: there is no such field, or the value does not fit it.
    """
    with Archive.open(archive_path, write=True) as archive:
        return edit(archive, wish, clock, manner)


def mark_accepted(box: Box, entry: Entry, day: str) -> State:
    """Mark a submission as accepted, when the archive has it.

    A kill between the two is mended by accepting it again, which changes nothing in the archive.
    """
    after = step(entry.state, Act.ACCEPT)
    box.mark(entry.id, after, day=accepted_on(entry, day))
    return after
