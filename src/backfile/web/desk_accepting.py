"""Bringing a submission into the archive from the desk's page: what its form says, done."""

from dataclasses import dataclass
from pathlib import Path

from backfile.accession.edits import Edit
from backfile.accession.reading import Manner
from backfile.clock import machine_clock
from backfile.config import load
from backfile.errors import BadValue
from backfile.model.submission import Form as Sent
from backfile.participate.accepting import (
    Folder,
    Wish,
    agreed_headline,
    agreed_name,
    agreed_text,
    deposit_of,
)
from backfile.participate.moderation import State
from backfile.participate.opened import Opened
from backfile.publish.when import say
from backfile.web.desk_sitting import Sitting
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

Form = dict[str, str]
EVENT_LINES = ("starts", "ends", "location", "registration")
"""Lines of an event's head (docs/how-to/write-something-new.md)."""
CORRECTION = "correction"
"""What `as` says in the form of whoever corrects a story."""


@dataclass(frozen=True, slots=True)
class Look:
    """What would go into the archive."""

    text: str
    files: tuple[str, ...] = ()


def usual(opened: Opened) -> Form:
    """Return what the form says before anybody has changed it."""
    return {
        "as": CORRECTION if opened.form is Sent.ERROR else "deposit",
        "story": opened.story or "",
        "field": "body" if opened.form is Sent.ERROR else "",
        "headline": agreed_headline(opened),
        "text": agreed_text(opened),
        "byline": agreed_name(opened),
    }


def look(sitting: Sitting, opened: Opened, form: Form) -> Look:
    """Return what would go into the archive; nothing is changed.

    Raises:
        BadValue: something is missing, or its sender did not agree.
        ArchiveMissing: there is no archive.
    """
    check_acceptable(opened.entry)
    made = _made(sitting, opened, form)
    if isinstance(made, Edit):
        return Look(f"{made.target}\n{made.field}: {made.value}\n{made.because}")
    look_at(_archive(sitting), made)
    return Look(made.text, tuple(made.files))


def accept(sitting: Sitting, opened: Opened, form: Form) -> str:
    """Hand a submission over to the archive and mark it as accepted; say what was done.

    Raises:
        BackfileError: it could not be done; nothing was marked.
    """
    check_acceptable(opened.entry)
    made, archive = _made(sitting, opened, form), _archive(sitting)
    if isinstance(made, Edit):
        number = mend(archive, made, machine_clock, Manner()).number
        said = sitting.words("desk.corrected", number=number)
    else:
        hand_over(archive, made, Manner(options=load(archive).accession))
        said = sitting.words("desk.handed_over", name=made.name)
    mark_accepted(sitting.box, opened.entry, sitting.today())
    if opened.entry.state is State.ACCEPTED:
        before = say(sitting.words, opened.entry.changed)
        return f"{sitting.words('desk.accepted_before', day=before)} {said}"
    return said


def _archive(sitting: Sitting) -> Path:
    if sitting.archive is None:
        raise BadValue("No archive was named.", "Open the desk with --archive.")
    return sitting.archive


def _made(sitting: Sitting, opened: Opened, form: Form) -> Folder | Edit:
    day = accepted_on(opened.entry, sitting.today())
    if form.get("as") == CORRECTION:
        mending = Mending(
            form.get("field", ""),
            form.get("value", ""),
            form.get("because", ""),
            form.get("story", ""),
            form.get("who", ""),
        )
        return wish_of(opened, mending, day)
    numbers = (name.removeprefix("picture-") for name in form if name.startswith("picture-"))
    wish = Wish(
        headline=form.get("headline", ""),
        text=form.get("text", ""),
        type=form.get("type", ""),
        date=form.get("date", ""),
        byline=form.get("byline", ""),
        language=form.get("language", ""),
        lines=tuple((name, form[name]) for name in EVENT_LINES if form.get(name, "").strip()),
        pictures=tuple(int(number) for number in numbers if number.isdecimal()),
    )
    return deposit_of(opened, wish, sitting.desk.title, day)
