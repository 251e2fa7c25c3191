"""Notes and names of the desk: sealed, padded, bounded."""

import pytest
from tests.participate.conftest import MadeDesk, Sent

from backfile.errors import BadValue
from backfile.participate.folder import open_box
from backfile.participate.keys import DeskKey
from backfile.participate.notes import (
    LONGEST_NAME,
    LONGEST_NOTE,
    MOST_NOTES,
    Note,
    Notes,
    read_notes,
    with_assigned,
    with_note,
    write_notes,
)
from backfile.participate.seal import seal_bytes

NOTE = Note("2016-03-17", "Called back.", "Mona")


def test_notes_come_back_with_the_key_and_with_no_other(desk: MadeDesk) -> None:
    name = desk.take(Sent().submission())
    with open_box(desk.path) as box:
        assert read_notes(box, name, desk.key) == Notes()
        noted = with_assigned(with_note(Notes(), NOTE), " Mona ")
        write_notes(box, name, noted, [desk.key.public])
        assert read_notes(box, name, desk.key) == Notes((NOTE,), "Mona")
        with pytest.raises(BadValue):
            read_notes(box, name, DeskKey.make())


def test_a_short_note_and_a_long_one_have_one_size(desk: MadeDesk) -> None:
    name, sizes = desk.take(Sent().submission()), set()
    with open_box(desk.path) as box:
        for text in ("a", "b" * 900):
            write_notes(box, name, Notes((Note("2016-03-17", text),)), [desk.key.public])
            sealed = box.notes(name)
            assert sealed is not None
            # age adds a stanza of chance; the bucket is what does not change.
            sizes.add(len(sealed) // 4096)
    assert len(sizes) == 1


@pytest.mark.parametrize("text", ["", "  \n", "x" * (LONGEST_NOTE + 1)])
def test_a_note_says_something_and_not_a_book(text: str) -> None:
    with pytest.raises(BadValue):
        with_note(Notes(), Note("2016-03-17", text))


def test_there_is_an_end_to_notes_and_names() -> None:
    with pytest.raises(BadValue):
        with_note(Notes((NOTE,) * MOST_NOTES), NOTE)
    with pytest.raises(BadValue):
        with_assigned(Notes(), "x" * (LONGEST_NAME + 1))


def test_notes_that_are_none_are_said_to_be_broken(desk: MadeDesk) -> None:
    name = desk.take(Sent().submission())
    with open_box(desk.path) as box:
        box.keep_notes(name, seal_bytes(b"no notes", desk.key.public))
        with pytest.raises(BadValue, match="cannot be read"):
            read_notes(box, name, desk.key)
