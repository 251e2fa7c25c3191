"""What was opened: in words only, each part for itself, in memory."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.participate.conftest import MadeDesk, Sent

from backfile.errors import BadValue, NotFound
from backfile.model.submission import (
    MOST_ATTACHMENTS,
    Agreement,
    Attachment,
    Form,
    Submission,
)
from backfile.participate.folder import open_box
from backfile.participate.keys import DeskKey
from backfile.participate.opened import (
    HEADLINE,
    MOST_ANSWERS,
    Opened,
    answers,
    find_entry,
    harmless,
    open_entries,
    open_entry,
)
from backfile.participate.seal import seal, seal_bytes


def opened(desk: MadeDesk, name: str) -> Opened:
    with open_box(desk.path) as box:
        return open_entry(box, box.entry(name), desk.key)


def test_what_was_sent_and_what_was_added_is_one(desk: MadeDesk) -> None:
    name = desk.take(Sent(agreed=(Agreement.NAME,)).submission())
    more = Submission(
        form=Form.ADDED, said={"text": "The lorries are back."}, agreed=(Agreement.CONTACT,)
    )
    with open_box(desk.path) as box:
        box.add(name, seal(more, desk.key.public), day="2016-03-18")
    one = opened(desk, name)
    assert [part.form for part in one.parts] == [Form.SHARE, Form.ADDED]
    assert one.headline == "Sand in the quay"
    assert one.text.endswith("The lorries are back.")
    assert one.agreed == {Agreement.NAME, Agreement.CONTACT}


def test_a_part_that_cannot_be_read_is_told_and_hides_no_other(desk: MadeDesk) -> None:
    name = desk.take(Sent().submission())
    with open_box(desk.path) as box:
        box.add(name, seal(Sent().submission(), DeskKey.make().public), day="2016-03-18")
        box.add(name, seal_bytes(b"\0" * 4096, desk.key.public), day="2016-03-18")
    one = opened(desk, name)
    assert len(one.parts) == 1
    assert len(one.problems) == 2


def test_with_a_renewed_key_old_and_new_open(desk: MadeDesk) -> None:
    renewed = DeskKey.make(desk.key)
    old = desk.take(Sent().submission())
    new = MadeDesk(desk.path, renewed).take(Sent().submission())
    with open_box(desk.path) as box:
        for name in (old, new):
            assert open_entry(box, box.entry(name), renewed).problems == ()


def test_an_answer_is_named_as_the_form_asks_and_no_form_asks_for_a_thousand() -> None:
    said = {f"odd-{number}": "x" for number in range(1000)} | {"text": "Words", "headline": "Head"}
    found = list(answers(Submission(form=Form.SHARE, said=said)))
    assert found[:2] == [("headline", "Head"), ("text", "Words")]
    assert len(found) <= MOST_ANSWERS


def test_a_thousand_empty_files_are_not_listed() -> None:
    files = (Attachment("a", "", b""),) * 1000
    part = Submission(form=Form.SHARE, said={}, attachments=files)
    entry_less = Opened.__new__(Opened)
    object.__setattr__(entry_less, "parts", (part,))
    assert len(entry_less.files) == MOST_ATTACHMENTS


def test_a_long_headline_is_cut(desk: MadeDesk) -> None:
    name = desk.take(Sent(said={"headline": "word " * 80}).submission())
    assert len(opened(desk, name).headline) <= HEADLINE


def test_a_reported_error_is_headed_by_what_is_wrong(desk: MadeDesk) -> None:
    said = {"story": "https://harbour.example/quay", "wrong": "It was clay."}
    one = opened(desk, desk.take(Submission(form=Form.ERROR, said=said)))
    assert (one.headline, one.story) == ("It was clay.", "https://harbour.example/quay")


@given(st.text())
def test_nothing_is_left_that_a_terminal_or_a_page_would_obey(text: str) -> None:
    plain = harmless(text)
    assert not {c for c in plain if ord(c) < 32 and c not in "\t\n"}
    assert not set(plain) & set("\x1b\x7f\x9b\u202e\u2066\u2028\ufeff")
    assert harmless(plain) == plain
    plain.encode()


def test_a_submission_is_found_by_the_beginning_of_its_id(desk: MadeDesk) -> None:
    name = desk.take(Sent().submission())
    with open_box(desk.path) as box:
        assert find_entry(box, f" {name[:5].upper()} ").id == name
        with pytest.raises(BadValue):
            find_entry(box, name[:3])
        with pytest.raises(NotFound):
            find_entry(box, "zzzz")


def test_what_is_erased_meanwhile_is_left_out(desk: MadeDesk) -> None:
    first, second = desk.take(Sent().submission()), desk.take(Sent().submission())
    with open_box(desk.path) as box:
        entries = list(box.entries())
        box.erase(first)
        found = [one.entry.id for one in open_entries(box, entries, desk.key)]
    assert found == [second]
