"""What persons know better: corrections of stories and captures, and taking them back."""

from collections.abc import Callable
from dataclasses import dataclass
from html import escape

import msgspec

from backfile import edtf
from backfile.accession.naming import (
    MERGE,
    SPLIT,
    captures_at,
    captures_named,
    lasting_name,
    place_of,
)
from backfile.accession.reading import Manner
from backfile.accession.run import KIND, members_of, set_kind, settle_groups, settle_new
from backfile.archive.archive import Archive
from backfile.clock import Clock
from backfile.errors import BadValue
from backfile.model.capture import Kind
from backfile.model.correction import Correction
from backfile.model.story import STORY_FIELDS, Body, Contributor, StoryType
from backfile.record import typed_value


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
    about, target, captures = _target(archive, wish)
    correction = archive.corrections.put(
        Correction(
            about=about,
            target=target,
            field=wish.field,
            value=value_of(archive, wish),
            because=wish.because,
            who=wish.who,
            made_at=clock(),
        )
    )
    archive.journal.write("corrected", target, f"{wish.field}: {wish.because}")
    _settle_again(archive, correction, captures, manner)
    return correction


def undo(archive: Archive, number: int, clock: Clock, manner: Manner) -> Correction:
    """Take a correction back and settle what it touched; both stay on record.

    Raises:
        NotFound: no correction has that number.
    """
    correction = archive.corrections.revoke(number, clock())
    archive.journal.write("correction taken back", correction.target, correction.field)
    _settle_again(archive, correction, _captures_of(archive, correction), manner)
    return correction


def value_of(archive: Archive, wish: Edit) -> object:
    """Read a typed value in its field's own type.

    Text that is JSON is read as JSON (``[{"name": "Mona Haddad", "role": "author"}]``); lists of
    names and tags may be typed with commas.

    Raises:
        BadValue: there is no such field, or the value does not fit it.
    """
    field, text = wish.field, wish.value
    if field not in STORY_FIELDS and field not in {MERGE, SPLIT, KIND}:
        known = ", ".join([*STORY_FIELDS, MERGE, SPLIT, KIND])
        raise BadValue(f"A story has no field “{field}”.", f"It has: {known}.")
    if field == MERGE:
        return lasting_name(archive.stories.get(text or ""))
    if text is None or field == SPLIT:
        return None
    try:
        return _typed(field, text)
    except (msgspec.MsgspecError, ValueError) as error:
        wanted = STORY_FIELDS.get(field, "one of " + ", ".join(Kind))
        raise BadValue(f"“{text}” is no {field}: {error}.", f"It takes: {wanted}.") from error


def _typed(field: str, text: str) -> object:
    if text[:1] in {"[", "{"} and field in STORY_FIELDS:
        return typed_value(field, msgspec.json.decode(text))
    reader = _READERS.get(field)
    return reader(text) if reader else typed_value(field, text)


def _date(text: str) -> str:
    edtf.bounds(text)
    return text


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


_READERS: dict[str, Callable[[str], object]] = {
    KIND: lambda text: Kind(text).value,
    "published": _date,
    "read_minutes": int,
    "type": StoryType,
    "tags": _parts,
    "contributors": lambda text: tuple(Contributor(name) for name in _parts(text)),
    "body": lambda text: Body(_paragraphs(text), text),
}
"""Fields whose value is not the typed text itself, and how it is read."""


def _paragraphs(text: str) -> str:
    return "".join(f"<p>{escape(block)}</p>" for block in text.split("\n\n"))


def _target(archive: Archive, wish: Edit) -> tuple[str, str, list[int]]:
    """Return what a wish is about, its lasting name, and the captures that it touches."""
    if wish.target.startswith("capture:"):
        row = archive.captures.get(_number(wish.target))
        return "capture", place_of(row), [row.number]
    story = archive.stories.get(wish.target)
    return "story", lasting_name(story), _members(archive, story.id)


def _number(target: str) -> int:
    digits = target.removeprefix("capture:")
    if not digits.isdigit():
        raise BadValue(f"“{target}” names no capture.", "Write capture:17 (`ledger --captures`).")
    return int(digits)


def _members(archive: Archive, story_id: str) -> list[int]:
    return members_of(archive, story_id)


def _captures_of(archive: Archive, correction: Correction) -> list[int]:
    if correction.about == "capture":
        return [row.number for row in captures_at(archive, correction.target)]
    return captures_named(archive, correction.target)


def _settle_again(
    archive: Archive, correction: Correction, captures: list[int], manner: Manner
) -> None:
    """Settle what a correction touches: a story's fields in place, else all joins anew."""
    if correction.field in STORY_FIELDS:
        settle_groups(archive, [captures], manner)
        return
    if correction.field == MERGE:
        captures = [*captures, *captures_named(archive, str(correction.value))]
    with archive.writing():
        archive.stories.remove(archive.stories.of_captures(captures).values())
        if correction.field == KIND:
            _change_kind(archive, correction, captures)
    settle_new(archive, manner)


def _change_kind(archive: Archive, correction: Correction, captures: list[int]) -> None:
    if correction.revoked_at is None:
        set_kind(archive, correction, captures)
        return
    heard = archive.captures.testimonies(captures)
    archive.captures.set_fates([(row.number, said.kind, said.why) for row, said in heard])
