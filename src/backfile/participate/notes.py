"""What editors write down about a submission: notes, and whose it is; sealed like all else."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import msgspec

from backfile.errors import BadValue
from backfile.participate.box import Box
from backfile.participate.keys import DeskKey
from backfile.participate.padding import padded
from backfile.participate.seal import seal_bytes, unseal_bytes

LONGEST_NOTE, MOST_NOTES = 4000, 100
"""Characters of a note, and notes of a submission: more is a file of its own."""
LONGEST_NAME = 100


@dataclass(frozen=True, slots=True)
class Note:
    """One note."""

    day: str
    text: str
    who: str = ""


@dataclass(frozen=True, slots=True)
class Notes:
    """All that the desk wrote down about one submission."""

    notes: tuple[Note, ...] = ()
    assigned: str = ""
    """Whose it is, in the newsroom's words."""


_decoder = msgspec.json.Decoder(Notes)


def with_note(notes: Notes, note: Note) -> Notes:
    """Return the notes with one more.

    Raises:
        BadValue: it says nothing, or too much.
    """
    if not note.text.strip():
        raise BadValue("The note says nothing.", "Write something.")
    if len(note.text) > LONGEST_NOTE or len(notes.notes) >= MOST_NOTES:
        raise BadValue(
            f"A note has up to {LONGEST_NOTE:,} characters, a submission {MOST_NOTES} notes.",
            "Write it elsewhere, and note where.",
        )
    return replace(notes, notes=(*notes.notes, note))


def with_assigned(notes: Notes, who: str) -> Notes:
    """Return the notes with the submission given to somebody; "" gives it to nobody.

    Raises:
        BadValue: that is no name.
    """
    if len(who) > LONGEST_NAME:
        raise BadValue("That name is too long.", f"It has up to {LONGEST_NAME} characters.")
    return replace(notes, assigned=who.strip())


def read_notes(box: Box, name: str, key: DeskKey) -> Notes:
    """Open the notes on a submission; none where nothing was written.

    Raises:
        NotFound: there is no such submission.
        BadValue: the key does not open them.
    """
    sealed = box.notes(name)
    if sealed is None:
        return Notes()
    data = open_sealed(sealed, key).rstrip(b"\0")
    try:
        return _decoder.decode(data)
    except msgspec.DecodeError as bad:
        raise BadValue("The notes on this submission cannot be read.", "Write them anew.") from bad


def write_notes(box: Box, name: str, notes: Notes, publics: Iterable[str]) -> None:
    """Seal the notes on a submission, padded as submissions are, and keep them.

    Args:
        box: the inbox.
        name: the submission's id.
        notes: all of them.
        publics: the desk's public keys (`Desk.keys`): whoever reads what is sent reads the notes.

    Raises:
        NotFound: there is no such submission.
    """
    box.keep_notes(name, seal_bytes(padded(msgspec.json.encode(notes)), *publics))


def open_sealed(sealed: bytes, key: DeskKey) -> bytes:
    """Open sealed bytes with the key in use, or with one from before it was renewed.

    Raises:
        BadValue: none of them opens it, or it was damaged.
    """
    *before, last = key.identities
    for identity in before:
        try:
            return unseal_bytes(sealed, identity)
        except BadValue:
            continue
    return unseal_bytes(sealed, last)
