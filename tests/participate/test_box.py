import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pyrage
import pytest

from backfile.errors import BadValue, DeskMissing, DeskTrouble, NotFound
from backfile.model.submission import Form, Submission
from backfile.participate.arrivals import Arrival
from backfile.participate.box import HALF_ERASED, MOST_PARTS, Box
from backfile.participate.moderation import State
from backfile.participate.receipts import phrase_of, receipt_of
from backfile.participate.ring import SLOT
from backfile.participate.seal import seal, unseal, unseal_bytes

IDENTITY = pyrage.x25519.Identity.generate()
KEY = str(IDENTITY.to_public())
DAY = "2026-03-17"


def letter(text: str) -> bytes:
    return seal(Submission(form=Form.FEEDBACK, said={"text": text}), KEY)


def receipt(number: int = 1) -> str:
    return receipt_of(phrase_of(number.to_bytes(16, "big")))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "desk" / "ring").mkdir(parents=True)
    return tmp_path / "desk"


def read(box: Box, name: str) -> list[str]:
    return [unseal(sealed, IDENTITY).said["text"] for sealed in box.sealed(name)]


def test_what_was_put_is_there_and_opens_when_the_box_is_opened_anew(folder: Path) -> None:
    with Box(folder) as box:
        name = box.put(letter("The quay is gone"), day=DAY, receipt=receipt())
    with Box(folder) as box:
        assert read(box, name) == ["The quay is gone"]
        [entry] = box.entries()
    assert (entry.id, entry.day, entry.state) == (name, DAY, State.RECEIVED)
    assert (entry.bucket, entry.parts, entry.changed) == (4096, 1, DAY)


def test_a_phrase_finds_what_was_sent_and_lets_its_sender_add_to_it(folder: Path) -> None:
    with Box(folder) as box:
        name = box.put(letter("One"), day=DAY, receipt=receipt())
        assert box.find(receipt()) == name
        assert box.find(receipt(2)) is None
        box.add(name, letter("Two"), day="2026-03-19")
        assert read(box, name) == ["One", "Two"]
        assert box.entry(name).parts == 2
        assert box.entry(name).changed == "2026-03-19"


def test_only_so_much_can_be_added(folder: Path) -> None:
    with Box(folder) as box:
        name = box.put(letter("One"), day=DAY, receipt=receipt())
        for _ in range(MOST_PARTS - 1):
            box.add(name, letter("More"), day=DAY)
        with pytest.raises(BadValue, match="Nothing more"):
            box.add(name, letter("More"), day=DAY)


def test_what_is_sent_twice_is_kept_once(folder: Path) -> None:
    sealed = letter("Once")
    with Box(folder) as box:
        twice = [Arrival(sealed, DAY, receipt()), Arrival(sealed, DAY, receipt())]
        first, second = box.put_all(twice)
        third = box.put(sealed, day=DAY, receipt=receipt())
        assert first == second == third
        assert len(list(box.entries())) == 1


def test_one_receipt_cannot_stand_for_two_letters(folder: Path) -> None:
    with Box(folder) as box:
        box.put(letter("Mine"), day=DAY, receipt=receipt())
        with pytest.raises(BadValue, match="belongs to something else"):
            box.put(letter("Another's"), day=DAY, receipt=receipt())


def test_one_bad_arrival_among_many_costs_the_others_nothing(folder: Path) -> None:
    with Box(folder) as box:
        good, bad, unnamed = box.put_all(
            [
                Arrival(letter("Good"), DAY, receipt()),
                Arrival(b"not sealed", DAY, receipt(2)),
                Arrival(letter("x"), DAY, "no digest"),
            ]
        )
        assert isinstance(good, str)
        assert read(box, good) == ["Good"]
        assert isinstance(bad, BadValue)
        assert isinstance(unnamed, BadValue)


def test_what_lies_there_damaged_costs_no_other_arrival(folder: Path) -> None:
    with Box(folder) as box:
        name = box.put(letter("One"), day=DAY, receipt=receipt(1))
        inbox = sqlite3.connect(folder / "inbox.db")
        with inbox:
            inbox.execute("UPDATE parts SET wrapped = ?", (b"age-encryption.org/v1\nno more",))
        inbox.close()
        again, other = box.put_all(
            [Arrival(letter("One"), DAY, receipt(1)), Arrival(letter("Two"), DAY, receipt(2))]
        )
        assert isinstance(again, BadValue)
        assert isinstance(other, str)
        assert read(box, other) == ["Two"]
    assert other != name


def test_erased_is_gone_with_its_additions_and_notes(folder: Path) -> None:
    with Box(folder) as box:
        name = box.put(letter("Gone"), day=DAY, receipt=receipt())
        box.keep_notes(name, b"sealed notes")
        box.erase(name)
        assert list(box.entries()) == []
        assert box.find(receipt()) is None
        for ask in (box.entry, box.sealed, box.notes, box.erase):
            with pytest.raises(NotFound):
                ask(name)


def test_a_backup_without_the_ring_cannot_be_opened_after_erasing(
    folder: Path, tmp_path: Path
) -> None:
    backup = tmp_path / "backup"
    with Box(folder) as box:
        name = box.put(letter("I was there"), day=DAY, receipt=receipt())
        shutil.copytree(folder, backup, ignore=shutil.ignore_patterns("ring"))
        box.erase(name)
    wrapped = sqlite3.connect(backup / "inbox.db").execute("SELECT wrapped FROM parts").fetchall()
    assert len(wrapped) == 1
    with pytest.raises(BadValue, match="does not open"):
        unseal_bytes(wrapped[0][0], IDENTITY)
    assert (folder / "ring" / "keys.bin").read_bytes() == bytes(SLOT)


def test_the_ring_may_lie_elsewhere(folder: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "never backed up"
    elsewhere.mkdir()
    with Box(folder, elsewhere) as box:
        name = box.put(letter("There"), day=DAY, receipt=receipt())
        assert read(box, name) == ["There"]
    assert list((folder / "ring").iterdir()) == []


def test_a_desk_without_its_ring_is_not_opened(folder: Path) -> None:
    with pytest.raises(DeskMissing, match="mounted"):
        Box(folder, folder / "unmounted")


def test_an_empty_folder_where_the_ring_was_mounted_costs_no_submission(folder: Path) -> None:
    with Box(folder) as box:
        box.put(letter("Kept"), day=DAY, receipt=receipt())
    keys = folder / "ring" / "keys.bin"
    away = keys.rename(folder / "away.bin")
    with pytest.raises(DeskMissing, match="the inbox needs its keys"):
        Box(folder)
    away.rename(keys)
    with Box(folder) as box:
        [entry] = box.entries()
        assert read(box, entry.id) == ["Kept"]


def test_an_inbox_that_is_away_for_a_while_costs_no_submission(folder: Path) -> None:
    with Box(folder) as box:
        box.put(letter("Kept"), day=DAY, receipt=receipt())
    away = (folder / "inbox.db").rename(folder / "away.db")
    for _ in range(2):
        with pytest.raises(DeskMissing, match="holds keys to it"):
            Box(folder)
    away.rename(folder / "inbox.db")
    with Box(folder) as box:
        [entry] = box.entries()
        assert read(box, entry.id) == ["Kept"]


def test_a_key_that_a_kill_left_without_a_submission_is_erased(folder: Path) -> None:
    with Box(folder) as box:
        name = box.put(letter("Kept"), day=DAY, receipt=receipt())
    keys = folder / "ring" / "keys.bin"
    with keys.open("ab") as stream:
        stream.write(os.urandom(SLOT - 9))
    with Box(folder) as box:
        assert keys.read_bytes()[SLOT:].strip(b"\0") == b""
        assert read(box, name) == ["Kept"]
        other = box.put(letter("Next"), day=DAY, receipt=receipt(2))
        assert read(box, other) == ["Next"]


def test_a_submission_whose_key_a_kill_had_erased_already_goes_too(folder: Path) -> None:
    with Box(folder) as box:
        box.put(letter("Half erased"), day=DAY, receipt=receipt())
    (folder / "ring" / "keys.bin").write_bytes(bytes(SLOT))
    with Box(folder) as box:
        assert list(box.entries()) == []


def test_states_and_notes_are_kept(folder: Path) -> None:
    with Box(folder) as box:
        name = box.put(letter("Look"), day=DAY, receipt=receipt())
        assert box.notes(name) is None
        box.keep_notes(name, b"one")
        box.keep_notes(name, b"two")
        box.mark(name, State.READ, day="2026-03-20")
        box.mark(name, State.ACCEPTED)
        assert box.notes(name) == b"two"
        assert box.entry(name).state is State.ACCEPTED
        assert box.entry(name).changed == "2026-03-20"
        with pytest.raises(BadValue, match="erases nothing"):
            box.mark(name, State.ERASED)
        with pytest.raises(NotFound):
            box.mark("0" * 32, State.READ)


FULL_DISK = """
import resource, sys
from pathlib import Path
from backfile.errors import DeskTrouble
from backfile.participate.box import Box
folder, sealed = Path(sys.argv[1]), Path(sys.argv[2]).read_bytes()
with Box(folder) as box:
    resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))
    for number in range(100):
        try:
            print(box.put(sealed, day="2026-03-17", receipt=f"{number:064x}"), flush=True)
        except DeskTrouble:
            print("full", flush=True)
"""


def test_a_full_disk_is_told_and_loses_nothing_that_was_acknowledged(
    folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "sealed").write_bytes(letter("Kept"))
    words = [sys.executable, "-c", FULL_DISK, str(folder), str(tmp_path / "sealed")]
    said = subprocess.run(words, capture_output=True, text=True, check=True).stdout.split()
    kept = {name for name in said if name != "full"}
    assert kept
    assert "full" in said
    with Box(folder) as box:
        assert kept == {entry.id for entry in box.entries()}
        assert all(read(box, name) == ["Kept"] for name in kept)


def test_an_inbox_that_is_no_database_is_told(folder: Path) -> None:
    (folder / "inbox.db").write_text("not a database " * 100)
    with pytest.raises(DeskTrouble):
        Box(folder)


def ruin(folder: Path) -> None:
    """Take an inbox its tables, while it is open."""
    inbox = sqlite3.connect(folder / "inbox.db")
    inbox.executescript("DROP TABLE parts; DROP TABLE submissions; DROP TABLE seen;")
    inbox.close()


@pytest.mark.parametrize(
    "read",
    [
        lambda box, _: list(box.entries()),
        lambda box, name: box.entry(name),
        lambda box, name: box.sealed(name),
        lambda box, name: box.notes(name),
        lambda box, _: box.find(receipt()),
        lambda box, name: box.erase(name),
        lambda box, name: box.mark(name, State.READ),
        lambda box, _: box.seen,
    ],
)
def test_what_goes_wrong_with_the_inbox_is_told_with_the_file_and_what_to_do(
    folder: Path, read: Callable[[Box, str], object]
) -> None:
    with Box(folder) as box:
        name = box.put(letter("Kept"), day=DAY, receipt=receipt())
        ruin(folder)
        with pytest.raises(DeskTrouble, match=r"inbox\.db is damaged") as told:
            read(box, name)
        assert "copy of it back" in told.value.next_step


def test_a_state_that_nobody_knows_is_told(folder: Path) -> None:
    with Box(folder) as box:
        box.put(letter("Kept"), day=DAY, receipt=receipt())
        inbox = sqlite3.connect(folder / "inbox.db")
        with inbox:
            inbox.execute("UPDATE submissions SET state = 'published'")
        inbox.close()
        with pytest.raises(DeskTrouble, match="published"):
            list(box.entries())


def test_an_inbox_of_another_program_is_told(folder: Path) -> None:
    inbox = sqlite3.connect(folder / "inbox.db")
    inbox.executescript("CREATE TABLE submissions (id TEXT); PRAGMA user_version = 1;")
    inbox.close()
    with pytest.raises(DeskTrouble, match=r"inbox\.db"):
        Box(folder)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads all")
def test_a_ring_that_may_not_be_read_is_told(folder: Path) -> None:
    with Box(folder) as box:
        name = box.put(letter("Kept"), day=DAY, receipt=receipt())
        keys = folder / "ring" / "keys.bin"
        keys.chmod(0)
        with pytest.raises(DeskTrouble, match=r"keys\.bin cannot be read"):
            box.sealed(name)
        keys.chmod(0o600)


def test_a_ring_that_lacks_a_single_key_or_is_of_another_desk_costs_no_submission(
    folder: Path, tmp_path: Path
) -> None:
    keys = folder / "ring" / "keys.bin"
    with Box(folder) as box:
        for number in range(3):
            box.put(letter(str(number)), day=DAY, receipt=receipt(number))
    whole = keys.read_bytes()
    (tmp_path / "other" / "ring").mkdir(parents=True)
    with Box(tmp_path / "other") as box:
        for number in range(3):
            box.put(letter(str(number)), day=DAY, receipt=receipt(number))
    for wrong in (whole[:-SLOT], (tmp_path / "other" / "ring" / "keys.bin").read_bytes()):
        keys.write_bytes(wrong)
        with pytest.raises(DeskMissing, match="of 3 submissions"):
            Box(folder)
        assert keys.read_bytes() == wrong
    keys.write_bytes(whole)
    with Box(folder) as box:
        assert len(list(box.entries())) == 3


def test_a_ring_that_a_disk_filled_with_zeros_costs_no_submission(folder: Path) -> None:
    with Box(folder) as box:
        for number in range(HALF_ERASED + 1):
            box.put(letter(str(number)), day=DAY, receipt=receipt(number))
    keys = folder / "ring" / "keys.bin"
    whole = keys.read_bytes()
    keys.write_bytes(bytes(len(whole)))
    with pytest.raises(DeskMissing, match="no key for 21 of 21"):
        Box(folder)
    # So many erasings may have been cut off by a disk that was full.
    keys.write_bytes(whole[:SLOT] + bytes(len(whole) - SLOT))
    with Box(folder) as box:
        assert (box.removed, len(list(box.entries()))) == (HALF_ERASED, 1)


def test_an_older_copy_of_the_ring_costs_no_submission(folder: Path) -> None:
    keys = folder / "ring" / "keys.bin"
    with Box(folder) as box:
        box.put(letter("0"), day=DAY, receipt=receipt(0))
    older = keys.read_bytes()
    with Box(folder) as box:
        for number in range(1, 4):
            box.put(letter(str(number)), day=DAY, receipt=receipt(number))
    newer = keys.read_bytes()
    for _ in range(2):
        keys.write_bytes(older)
        with pytest.raises(DeskMissing, match="no key for 3 of 4 submissions") as told:
            Box(folder)
        assert "Put the desk's own ring back" in told.value.next_step
        assert keys.read_bytes() == older
    keys.write_bytes(newer)
    with Box(folder) as box:
        assert sorted(read(box, entry.id)[0] for entry in box.entries()) == ["0", "1", "2", "3"]
    keys.write_bytes(older)
    with Box(folder, is_ring_lost=True) as box:
        assert box.removed == 3
        assert [read(box, entry.id) for entry in box.entries()] == [["0"]]
