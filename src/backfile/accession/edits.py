"""What persons know better: corrections of stories and captures, and taking them back."""

from dataclasses import dataclass

from backfile.accession.learnt import LAYOUT, lesson_of
from backfile.accession.naming import (
    MERGE,
    SPLIT,
    captures_at,
    captures_named,
    lasting_name,
    names_of_story,
    place_of,
)
from backfile.accession.reading import Manner
from backfile.accession.run import (
    KIND,
    members_of,
    read_again,
    set_kind,
    settle_groups,
    settle_new,
)
from backfile.accession.typed import READERS, read_typed
from backfile.archive.archive import Archive
from backfile.clock import Clock
from backfile.errors import BadValue
from backfile.model.capture import Kind
from backfile.model.correction import Correction
from backfile.recover.lessons import Verdict
from backfile.urls import host_of


@dataclass(frozen=True, slots=True)
class Edit:
    """What somebody wants to change, and why."""

    target: str
    """A story by id, address or slug; a capture by its number ("capture:17")."""
    field: str
    value: str | None
    """As typed; None for "there is none"."""
    because: str
    who: str = ""


def edit(archive: Archive, wish: Edit, clock: Clock, manner: Manner) -> Correction:
    """Write a correction down and settle what it touches.

    Raises:
        NotFound: no story or capture has that name.
        BadValue: there is no such field, or the value does not fit it.
    """
    if not wish.because.strip():
        raise BadValue("A correction needs a reason.", "Say why with --because.")
    if (known := _known(archive, wish)) is not None:
        return known
    about, target, captures = _target(archive, wish)
    said = Correction(
        about=about,
        target=target,
        field=wish.field,
        value=value_of(archive, wish),
        because=wish.because,
        who=wish.who,
        made_at=clock(),
    )
    # One transaction: a kill leaves no correction that nothing was settled by.
    with archive.writing():
        correction = archive.corrections.put(said)
        archive.journal.write("corrected", target, f"{wish.field}: {wish.because}")
        _settle_again(archive, correction, captures, manner)
    return correction


def _known(archive: Archive, wish: Edit) -> Correction | None:
    """Return the correction that says the very same and still holds: twice is once.

    So that a command whose process was killed when its work was done can be given again.
    """
    if wish.field in OF_CAPTURES or wish.target.startswith("capture:"):
        return None
    names = names_of_story(archive, archive.stories.get(wish.target))
    held = [
        said
        for said in archive.corrections.standing("story")
        if said.field == wish.field and said.target in names
    ]
    if not held or (held[-1].because, held[-1].who) != (wish.because, wish.who):
        return None
    if wish.field == MERGE:
        other = names_of_story(archive, archive.stories.get(wish.value or ""))
        return held[-1] if other == names else None
    return held[-1] if held[-1].value == value_of(archive, wish) else None


def undo(archive: Archive, number: int, clock: Clock, manner: Manner) -> Correction:
    """Take a correction back and settle what it touched; both stay on record.

    Raises:
        NotFound: no correction has that number.
    """
    if archive.corrections.get(number).revoked_at is not None:
        return archive.corrections.get(number)
    with archive.writing():
        correction = archive.corrections.revoke(number, clock())
        archive.journal.write("correction taken back", correction.target, correction.field)
        _settle_again(archive, correction, _captures_of(archive, correction), manner)
    return correction


def value_of(archive: Archive, wish: Edit) -> object:
    """Read what somebody typed in the type of its field.

    Raises:
        NotFound: the story to merge with is not there.
        BadValue: there is no such field, or the value does not fit it.
    """
    field, text = wish.field, wish.value
    if field == SPLIT:
        return None
    if field == MERGE:
        story, other = archive.stories.get(wish.target), archive.stories.get(text or "")
        if story.id == other.id:
            raise BadValue("These two are one story already.", "Name another story.")
        return lasting_name(archive, other)
    if field == KIND:
        return _kind(text or "")
    return read_typed(field, text)


def _kind(text: str) -> str:
    if text not in set(Kind):
        raise BadValue(f"“{text}” is no kind of capture.", f"There are: {', '.join(Kind)}.")
    return text


OF_CAPTURES = frozenset({KIND, SPLIT})
"""Corrections that are about a capture; all others are about a story."""


def _target(archive: Archive, wish: Edit) -> tuple[str, str, list[int]]:
    """Return what a wish is about, its lasting name, and the captures that it touches."""
    names_capture = wish.target.startswith("capture:")
    if wish.field in OF_CAPTURES and not names_capture:
        raise BadValue(
            f"A story has no {wish.field}: its captures have.",
            "Name one as capture:17 (`show` and `ledger --captures` give the numbers).",
        )
    if names_capture and wish.field not in OF_CAPTURES:
        raise BadValue(f"A capture has no {wish.field}: its story has.", "Name the story.")
    if names_capture:
        row = archive.captures.get(_number(wish.target))
        return "capture", place_of(row), [row.number]
    story = archive.stories.get(wish.target)
    return "story", lasting_name(archive, story), members_of(archive, story.id)


def _number(target: str) -> int:
    digits = target.removeprefix("capture:")
    if not digits.isdigit():
        raise BadValue(f"“{target}” names no capture.", "Write capture:17 (`ledger --captures`).")
    return int(digits)


def _captures_of(archive: Archive, correction: Correction) -> list[int]:
    if correction.about == "capture":
        return [row.number for row in captures_at(archive, correction.target)]
    return captures_named(archive, correction.target)


def _settle_again(
    archive: Archive, correction: Correction, captures: list[int], manner: Manner
) -> None:
    """Settle what a correction touches: a story's fields in place, else all joins anew."""
    archive.remedies.hold_on()
    if correction.about == LAYOUT:
        settle_layout(archive, correction, manner)
        return
    if correction.field in READERS:
        stories = sorted(set(archive.stories.of_captures(captures).values()))
        settle_groups(archive, [members_of(archive, story) for story in stories], manner)
        return
    if correction.field == MERGE:
        captures = [*captures, *captures_named(archive, str(correction.value))]
    with archive.writing():
        archive.stories.remove(archive.stories.of_captures(captures).values())
        if correction.field == KIND:
            _change_kind(archive, correction, captures)
    settle_new(archive, manner)


def settle_layout(archive: Archive, correction: Correction, manner: Manner) -> None:
    """Settle every story that a lesson touches; where it shows a place, read all pages again."""
    lesson = lesson_of(correction)
    if lesson.verdict is Verdict.LOOK:
        for deposit in _deposits_of(archive, lesson.host):
            read_again(archive, deposit, manner)
    elif lesson.verdict is not Verdict.ENOUGH:
        stories = archive.stories.resting_on(lesson.field, lesson.place)
        settle_groups(archive, [members_of(archive, story) for story in stories], manner)


def _deposits_of(archive: Archive, host: str) -> list[str]:
    """Return the deposits that hold captures of a host, in the order in which they came."""
    rows = archive.captures.all()
    found = {row.deposit for row in rows if host_of(row.address or "") == host}
    return [deposit.id for deposit in archive.deposits.all() if deposit.id in found]


def _change_kind(archive: Archive, correction: Correction, captures: list[int]) -> None:
    if correction.revoked_at is None:
        set_kind(archive, correction, captures)
        return
    heard = archive.captures.testimonies(captures)
    archive.captures.set_fates([(row.number, said.kind, said.why) for row, said in heard])
