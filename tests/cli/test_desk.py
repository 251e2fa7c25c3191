"""The desk from the terminal: what an editor does in a day, and what is refused in words."""

import importlib
import json
import os
from pathlib import Path

import pyrage
import pytest
from tests.cli.conftest import Run
from tests.participate.conftest import DAY, MadeDesk, Sent, picture_with_a_place

from backfile.archive.archive import Archive
from backfile.cli import EXIT_FAILED, EXIT_USAGE
from backfile.cli.desk import COMMANDS
from backfile.cli.desk.opening import PASSPHRASE_VARIABLE
from backfile.model.submission import Agreement, Attachment, Form, Submission
from backfile.participate.folder import open_box
from backfile.participate.keys import DeskKey, unlock
from backfile.participate.moderation import State
from backfile.participate.seal import seal, seal_bytes
from backfile.participate.settings import read_desk

AGREED = (Agreement.PUBLICATION, Agreement.NAME)


def state_of(desk: MadeDesk, name: str) -> State:
    with open_box(desk.path) as box:
        return box.entry(name).state


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_of_the_desk_shows_an_example_in_its_help(name: str, run: Run) -> None:
    module = importlib.import_module(f"backfile.cli.desk.{name.replace('-', '_')}")
    status, said, _ = run("desk", name, "--help")
    assert status == 0
    assert f"backfile desk {name}" in said
    assert (module.__doc__ or "").startswith(f"`backfile desk {name}`")


@pytest.mark.slow
def test_a_desk_is_made_and_its_passphrase_comes_from_a_file_of_the_environment(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "secret").write_text("six swans on a slipway\n", encoding="utf-8")
    monkeypatch.setenv(PASSPHRASE_VARIABLE, str(tmp_path / "secret"))
    status, said, advice = run("desk", "new", "our-desk", "--title", "The Harbour", "--json")
    assert status == 0
    assert "second copy" not in advice  # scripts get the data alone
    told = json.loads(said)
    key = unlock(Path("our-desk-key.age").read_bytes(), "six swans on a slipway")
    assert told["public_key"] == key.public == read_desk(Path("our-desk")).key
    assert run("desk", "keys", "our-desk", "--renew")[0] == 0
    renewed = unlock(Path("our-desk-key.age").read_bytes(), "six swans on a slipway")
    assert renewed.secrets[1:] == key.secrets
    assert read_desk(Path("our-desk")).key == renewed.public


@pytest.mark.slow
def test_passphrases_come_one_a_line_from_a_descriptor(run: Run, tmp_path: Path) -> None:
    def given(words: str) -> int:
        path = tmp_path / "words"
        path.write_text(words, encoding="utf-8")
        return os.open(path, os.O_RDONLY)

    first = given("six swans on a slipway\n")
    assert run("desk", "new", "our-desk", "--passphrase-fd", first)[0] == 0
    both = given("six swans on a slipway\ntwo seals on a sandbank\n")
    assert run("desk", "keys", "our-desk", "--passphrase", "--passphrase-fd", both)[0] == 0
    copied = given("two seals on a sandbank\nfive terns over a pier\n")
    status = run("desk", "keys", "our-desk", "--copy-to", "mona.age", "--passphrase-fd", copied)[0]
    assert status == 0
    key = unlock(Path("our-desk-key.age").read_bytes(), "two seals on a sandbank")
    assert unlock(Path("mona.age").read_bytes(), "five terns over a pier") == key


def test_without_anybody_to_ask_a_command_says_where_the_passphrase_may_come_from(run: Run) -> None:
    status, _, said = run("desk", "new", "our-desk")
    assert status == EXIT_FAILED
    assert "--passphrase-fd" in said
    assert not Path("our-desk").exists()
    assert not Path("our-desk-key.age").exists()


def test_a_desk_for_a_key_made_elsewhere_makes_none(run: Run, desk: MadeDesk) -> None:
    status, said, _ = run("desk", "new", "other", "--public-key", desk.key.public, "--json")
    assert (status, json.loads(said)["key"]) == (0, None)
    assert run("desk", "new", "third", "--public-key", "age1nonsense")[0] == EXIT_FAILED


def test_a_desk_never_lies_in_an_archive(run: Run, desk: MadeDesk) -> None:
    run("new", "paper")
    status, _, said = run("desk", "new", "paper/desk", "--public-key", desk.key.public)
    assert status == EXIT_FAILED
    assert "archive" in said
    assert not Path("paper/desk").exists()


def test_the_list_needs_no_key_until_headlines_are_asked_for(run: Run, desk: MadeDesk) -> None:
    name = desk.take(Sent().submission())
    key = desk.key_file.read_bytes()
    desk.key_file.unlink()
    status, said, _ = run("desk", "list", "desk")
    assert status == 0
    assert name[:8] in said
    assert "Sand" not in said
    assert run("desk", "list", "desk", "--opened")[0] == EXIT_FAILED
    desk.key_file.write_bytes(key)
    assert "Sand in the quay" in run("desk", "list", "desk", "--opened")[1]
    assert run("desk", "list", "desk", "--state", "spam")[1] == "Nothing waits at the desk.\n"


def test_what_says_the_same_is_shown_as_alike(run: Run, desk: MadeDesk) -> None:
    first = desk.take(Sent().submission(), "2016-03-16")
    second = desk.take(Sent(said={"name": "Somebody Else"}).submission())
    lines = run("desk", "list", "desk", "--opened", "--json")[1].splitlines()
    assert {line["id"]: line["like"] for line in map(json.loads, lines)} == {
        first: "",
        second: first,
    }


def test_reading_prints_what_was_sent_and_marks_it_as_read(run: Run, desk: MadeDesk) -> None:
    photo = Attachment("C:\\me\\quay\u202egpj.exe", "text/html", picture_with_a_place())
    name = desk.take(Sent(files=(photo,), agreed=AGREED).submission())
    status, said, _ = run("desk", "read", "desk", name[:6])
    assert status == 0
    assert "    I saw the lorries *every* night in March." in said
    assert "The sender agreed to: name, publication" in said
    # One line does not take back what the line before it says.
    assert "Not for publication" not in said
    assert "Not public yet: its sender would let it be printed, but it was not accepted." in said
    assert "1-quay-gpj.jpg: image/jpeg" in said
    assert state_of(desk, name) is State.READ


def test_what_a_terminal_would_obey_is_not_printed(run: Run, desk: MadeDesk) -> None:
    name = desk.take(Sent(text="\x1b]0;owned\x07\x1b[2Jred\u202etxet").submission())
    status, said, _ = run("desk", "read", "desk", name[:6], "--unmarked")
    assert status == 0
    assert not {"\x1b", "\x07", "\u202e"} & set(said)
    assert state_of(desk, name) is State.RECEIVED


def test_decisions_follow_the_table_and_can_be_thought_over(run: Run, desk: MadeDesk) -> None:
    name = desk.take(Sent().submission())
    status, _, said = run("desk", "mark", "desk", "decline", name[:6])
    assert status == EXIT_FAILED
    assert "received" in said
    for act, state in (("read", "read"), ("decline", "declined"), ("reopen", "read")):
        assert run("desk", "mark", "desk", act, name[:6])[1] == f"{name[:8]}: {state}\n"
    assert run("desk", "mark", "desk", "erase", name[:6])[0] == EXIT_USAGE


def test_a_mistyped_id_among_several_changes_nothing(run: Run, desk: MadeDesk) -> None:
    name = desk.take(Sent().submission())
    assert run("desk", "mark", "desk", "spam", name, "ffffffff")[0] == EXIT_FAILED
    assert run("desk", "mark", "desk", "spam", "ab")[0] == EXIT_FAILED
    assert state_of(desk, name) is State.RECEIVED


def test_notes_and_names_are_sealed_and_read_again(run: Run, desk: MadeDesk) -> None:
    name = desk.take(Sent().submission())
    assert run("desk", "note", "desk", name[:6], "The ledger is real.", "--by", "Mona")[0] == 0
    assert run("desk", "assign", "desk", name[:6], "Mona")[0] == 0
    told = json.loads(run("desk", "read", "desk", name[:6], "--json")[1])
    assert told["assigned"] == "Mona"
    assert [note["text"] for note in told["notes"]] == ["The ledger is real."]
    assert told["parts"][0]["said"]["name"] == "Ida Holm"
    for path in desk.path.rglob("*"):
        if path.is_file():
            assert b"ledger is real" not in path.read_bytes()


def test_what_is_erased_is_gone_and_erasing_is_asked_about(run: Run, desk: MadeDesk) -> None:
    name = desk.take(Sent().submission())
    assert run("desk", "erase", "desk", name[:6])[0] == EXIT_FAILED  # nobody says yes
    assert run("desk", "erase", "desk", name[:6], "--yes")[0] == 0
    status, _, said = run("desk", "read", "desk", name[:6])
    assert status == EXIT_FAILED
    assert "may have been erased" in said


def test_an_export_is_clean_and_warns(run: Run, desk: MadeDesk) -> None:
    files = (
        Attachment("quay.jpg", "image/jpeg", picture_with_a_place()),
        Attachment("../../run.sh", "text/plain", b"#!/bin/sh\necho hello\n"),
    )
    name = desk.take(Sent(files=files).submission())
    status, _, said = run("desk", "export", "desk", name[:6], "--to", "out")
    assert status == EXIT_FAILED
    assert "Is the stick there?" in said
    assert not Path("out").exists()
    Path("out").mkdir()
    Path("raw").mkdir()
    status, _, warning = run("desk", "export", "desk", name[:6], "--to", "out")
    assert status == 0
    assert "lies there in clear" in warning
    folder = Path("out") / name
    assert sorted(path.name for path in folder.iterdir()) == [
        "1-quay.jpg",
        "2-run.txt",
        "submission.json",
    ]
    assert b"Secretcam" not in (folder / "1-quay.jpg").read_bytes()
    assert json.loads((folder / "submission.json").read_bytes())["parts"][0]["form"] == "share"
    assert run("desk", "export", "desk", name[:6], "--to", "out")[0] == EXIT_FAILED
    run("desk", "export", "desk", name[:6], "--to", "raw", "--as-sent")
    assert b"Secretcam" in (Path("raw") / name / "1-quay.jpg").read_bytes()


def test_retention_says_what_it_would_erase_and_then_erases_it(run: Run, desk: MadeDesk) -> None:
    name = desk.take(Sent().submission())
    with open_box(desk.path) as box:
        box.mark(name, State.SPAM, day=DAY)
    status, said, _ = run("desk", "retention", "desk", "--dry-run")
    assert status == 0
    assert "Would erase 1 submission." in said
    assert state_of(desk, name) is State.SPAM
    told = json.loads(run("desk", "retention", "desk", "--json", "--yes")[1])
    assert [line["id"] for line in told["due"]] == [name]
    assert "Erased 0" in run("desk", "retention", "desk")[1]


@pytest.fixture
def read_one(desk: MadeDesk, run: Run) -> str:
    """A submission that was read, whose sender agreed to everything; and an archive "paper"."""
    photo = Attachment("Ida at the quay.jpg", "image/jpeg", picture_with_a_place())
    name = desk.take(Sent(files=(photo,), agreed=AGREED).submission())
    run("new", "paper", "--title", "The Harbour")
    run("desk", "mark", "desk", "read", name[:6])
    return name


def test_an_accepted_story_goes_in_by_the_front_door(
    run: Run, desk: MadeDesk, read_one: str
) -> None:
    words = ("desk", "accept", "desk", read_one[:6], "paper", "--picture", 1, "--date", DAY)
    status, said, _ = run(*words, "--dry-run")
    assert status == 0, said
    assert 'title: "Sand in the quay"' in said
    with Archive.open(Path("paper")) as archive:
        assert archive.stories.count() == 0
    assert state_of(desk, read_one) is State.READ
    assert run(*words)[0] == 0
    assert state_of(desk, read_one) is State.ACCEPTED
    with Archive.open(Path("paper")) as archive:
        [story] = list(archive.stories.all())
        assert story.headline == "Sand in the quay"
        assert story.byline == "Ida Holm"
        assert story.published == DAY
        assert "I saw the lorries *every* night in March." in story.body.text
        assert "accepted by the desk of The Harbour" in story.body.text
        assert story.lead_image is not None
    for path in Path("paper").rglob("*"):
        if path.is_file():
            assert b"Secretcam" not in path.read_bytes()
            assert b"Ida at the quay" not in path.read_bytes()
            assert read_one.encode() not in path.read_bytes()


def test_what_was_accepted_before_says_so_and_is_not_taken_twice(
    run: Run, desk: MadeDesk, read_one: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ("desk", "accept", "desk", read_one[:6], "paper")
    monkeypatch.setattr("backfile.cli.desk.accept.today", lambda: "2016-03-18")
    assert "Accepted. Next:" in run(*words)[2]
    # On another day the same is the same still.
    monkeypatch.setattr("backfile.cli.desk.accept.today", lambda: "2016-03-25")
    status, _, said = run(*words)
    assert status == 0
    assert "accepted before, on 2016-03-18. The archive has it already" in said
    told = json.loads(run(*words, "--headline", "Otherwise", "--json")[1])
    assert told["accepted_before"] == "2016-03-18"
    with Archive.open(Path("paper")) as archive:
        assert {story.headline for story in archive.stories.all()} >= {"Otherwise"}
    with open_box(desk.path) as box:
        assert box.entry(read_one).changed == "2016-03-18"
    assert "public yet" not in (said := run("desk", "read", "desk", read_one[:6])[1])
    assert "Not for publication" not in said


def test_nothing_of_a_sender_who_agreed_to_nothing_reaches_the_archive(
    run: Run, desk: MadeDesk, tmp_path: Path
) -> None:
    name = desk.take(Sent().submission())
    run("new", "paper")
    run("desk", "mark", "desk", "read", name)
    status, _, said = run("desk", "accept", "desk", name[:6], "paper", "--headline", "The quay")
    assert status == EXIT_FAILED
    assert "did not agree" in said
    (tmp_path / "own.md").write_text("The newsroom looked at the quay itself.\n", "utf-8")
    own = ("--headline", "The quay", "--text", "own.md")
    assert run("desk", "accept", "desk", name[:6], "paper", *own, "--picture", 1)[0] == EXIT_FAILED
    assert run("desk", "accept", "desk", name[:6], "paper", *own)[0] == 0
    for path in Path("paper").rglob("*"):
        if path.is_file():
            for word in (b"Ida", b"Holm", b"lorries", b"mended with sand"):
                assert word not in path.read_bytes()


def test_a_reported_error_becomes_the_editors_correction(
    run: Run, desk: MadeDesk, read_one: str
) -> None:
    run("desk", "accept", "desk", read_one[:6], "paper", "--date", DAY)
    with Archive.open(Path("paper")) as archive:
        [story] = list(archive.stories.all())
    error = Submission(
        form=Form.ERROR, said={"story": story.id, "wrong": "It was clay.", "name": "Bo"}
    )
    name = desk.take(error)
    run("desk", "mark", "desk", "read", name[:6])
    words = ("--field", "headline", "--value", "Clay in the quay")
    status, said, _ = run("desk", "accept", "desk", name[:6], "paper", *words, "--json")
    assert status == 0
    assert json.loads(said)["correction"] == 1
    with Archive.open(Path("paper")) as archive:
        assert archive.stories.get(story.id).headline == "Clay in the quay"
        [correction] = archive.corrections.all()
    assert "A reader reported it" in correction.because
    assert "Bo" not in correction.because + correction.who
    assert state_of(desk, name) is State.ACCEPTED


def test_what_was_not_read_is_not_accepted(run: Run, desk: MadeDesk) -> None:
    name = desk.take(Sent(agreed=AGREED).submission())
    run("new", "paper")
    assert run("desk", "accept", "desk", name[:6], "paper")[0] == EXIT_FAILED
    with Archive.open(Path("paper")) as archive:
        assert archive.stories.count() == 0


def test_after_a_leap_of_the_clock_nothing_is_erased_until_somebody_says_that_it_is_right(
    run: Run, desk: MadeDesk
) -> None:
    name = desk.take(Sent().submission())
    with open_box(desk.path) as box:
        box.mark(name, State.SPAM, day=DAY)
    status, _, said = run("desk", "retention", "desk")
    assert status == EXIT_FAILED
    assert f"the last day that the desk saw is {DAY}" in said
    assert "--yes" in said
    assert state_of(desk, name) is State.SPAM
    assert "Erased 1" in run("desk", "retention", "desk", "--yes")[1]
    late = desk.take(Sent().submission())
    with open_box(desk.path) as box:
        box.mark(late, State.SPAM, day=DAY)
    # The day was believed, and is the last that was seen: nobody is asked again.
    assert "Erased 1" in run("desk", "retention", "desk")[1]


def test_what_an_older_ring_does_not_open_is_let_go_only_when_that_is_said(
    run: Run, desk: MadeDesk
) -> None:
    ring = desk.path / "ring" / "keys.bin"
    kept = desk.take(Sent().submission())
    older = ring.read_bytes()
    for number in range(3):
        desk.take(Sent(said={"name": f"Nobody {number}"}).submission())
    newer = ring.read_bytes()
    ring.write_bytes(older)
    status, _, said = run("desk", "list", "desk")
    assert status == EXIT_FAILED
    assert "no key for 3 of 4 submissions" in said
    assert "--without-keys" in said
    ring.write_bytes(newer)
    assert len(run("desk", "list", "desk", "--json")[1].splitlines()) == 4
    ring.write_bytes(older)
    assert run("desk", "erase", "desk")[0] == EXIT_USAGE
    assert "Let go of 3" in run("desk", "erase", "desk", "--without-keys", "--yes")[1]
    assert json.loads(run("desk", "list", "desk", "--json")[1])["id"] == kept


def test_an_archive_stands_for_the_desk_that_it_names_and_its_rules(
    run: Run, desk: MadeDesk
) -> None:
    name = desk.take(Sent().submission(), "2016-03-01")
    run("new", "paper")
    status, _, said = run("desk", "list", "paper")
    assert status == EXIT_FAILED
    assert "names no desk" in said
    settings = Path("paper/archive.toml")
    rules = "[desk]\nfolder = '../desk'\nretention = { unread = 5 }\n"
    settings.write_text(rules, encoding="utf-8")
    assert name[:8] in run("desk", "list", "paper", "--json")[1]
    assert "Would erase 0" in run("desk", "retention", "desk", "--dry-run")[1]
    assert "Would erase 1" in run("desk", "retention", "paper", "--dry-run")[1]
    settings.write_text("[desk]\nretention = { unred = 5 }\n", encoding="utf-8")
    assert "unred" in run("desk", "list", "paper")[2]
    settings.write_text("[desk]\nretention = { spam = -5 }\n", encoding="utf-8")
    assert "below zero" in run("desk", "list", "paper")[2]


def test_an_accepted_event_is_an_event_in_the_archive(run: Run, desk: MadeDesk) -> None:
    name = desk.take(Sent(agreed=AGREED).submission())
    run("new", "paper", "--title", "The Harbour")
    run("desk", "mark", "desk", "read", name)
    lines = ("--line", "starts=2016-05-17 18:30", "--line", "location=Seamen's hall")
    assert run("desk", "accept", "desk", name[:6], "paper", "--type", "event", *lines)[0] == 0
    with Archive.open(Path("paper")) as archive:
        [story] = list(archive.stories.all())
    assert story.type == "event"
    assert story.occasion is not None
    assert (story.occasion.starts or "").startswith("2016-05-17")


def test_the_key_is_shown_and_sealed_for_a_colleague(run: Run, desk: MadeDesk) -> None:
    status, said, advice = run("desk", "keys", "desk")
    assert status == 0
    assert desk.key.public in said
    assert desk.key.secrets[0] not in said + advice
    assert "second copy elsewhere" in advice
    colleague = DeskKey.make()
    words = ("desk", "keys", "desk", "--copy-to", "mona.age", "--for", colleague.public)
    assert run(*words)[0] == 0
    assert run(*words)[0] == EXIT_FAILED  # what is there is not written over
    opened = pyrage.decrypt(Path("mona.age").read_bytes(), list(colleague.identities))
    assert unlock(opened, "") == desk.key
    assert run("desk", "keys", "desk", "--for", colleague.public)[0] == EXIT_USAGE
    desk.key_file.unlink()
    assert "(not on this machine)" in run("desk", "keys", "desk")[1]


@pytest.mark.slow
def test_a_desk_that_could_not_be_made_leaves_no_key(run: Run, tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("Dear editors", encoding="utf-8")
    (tmp_path / "secret").write_text("six swans on a slipway\n", encoding="utf-8")
    with (tmp_path / "secret").open("rb", buffering=0) as given:
        status, _, said = run("desk", "new", "full", "--passphrase-fd", given.fileno())
    assert status == EXIT_FAILED
    assert "not empty" in said
    assert not (tmp_path / "full-key.age").exists()


def test_a_colleague_opens_what_comes_with_a_key_of_their_own_until_it_is_removed(
    run: Run, desk: MadeDesk
) -> None:
    before = desk.take(Sent().submission())
    mona = pyrage.x25519.Identity.generate()
    Path("mona.key").write_text(f"{mona}\n", encoding="ascii")
    status, said, remarked = run("desk", "keys", "desk", "--add", mona.to_public())
    assert (status, f"Colleague's key: {mona.to_public()}" in said) == (0, True)
    assert "What came before does not open" in remarked

    def arrived(text: str) -> str:
        sent = Sent(said={"name": text}).submission()
        return desk.take_sealed(seal(sent, *read_desk(desk.path).keys))

    between = arrived("Between")
    hers = ("--key", "mona.key")
    assert "Between" in run("desk", "read", "desk", between[:6], *hers)[1]
    assert "Between" in run("desk", "read", "desk", between[:6])[1]
    assert "does not open it" in run("desk", "read", "desk", before[:6], *hers)[2]
    run("desk", "note", "desk", between[:6], "The ledger is real.", *hers)
    assert "ledger is real" in run("desk", "read", "desk", between[:6])[1]
    status, _, said = run("desk", "keys", "desk", "--renew", *hers)
    assert status == EXIT_FAILED
    assert "not the desk's own key" in said
    assert run("desk", "keys", "desk", "--add", desk.key.public)[0] == EXIT_FAILED
    assert run("desk", "keys", "desk", "--remove", desk.key.public)[0] == EXIT_FAILED
    told = json.loads(run("desk", "keys", "desk", "--json")[1])
    assert told["colleagues"] == [str(mona.to_public())]
    assert run("desk", "keys", "desk", "--remove", mona.to_public())[0] == 0
    assert run("desk", "keys", "desk", "--remove", mona.to_public())[0] == EXIT_FAILED
    after = arrived("After")
    assert "does not open it" in run("desk", "read", "desk", after[:6], *hers)[2]
    assert "After" in run("desk", "read", "desk", after[:6])[1]
    assert "Between" in run("desk", "read", "desk", between[:6], *hers)[1]


def test_a_locked_file_from_an_e_mail_is_taken_in_once(run: Run, desk: MadeDesk) -> None:
    sealed = seal(Sent().submission(), desk.key.public)
    Path("letter.age").write_bytes(sealed)
    Path("other.age").write_bytes(seal_bytes(b"short", desk.key.public))
    status, said, _ = run("desk", "take", "desk", "letter.age", "--json")
    assert status == 0
    name = json.loads(said)["id"]
    assert json.loads(run("desk", "take", "desk", "letter.age", "--json")[1])["id"] == name
    assert "Sand in the quay" in run("desk", "read", "desk", name)[1]
    for path in ("other.age", "nowhere.age", "desk-key.age"):
        assert run("desk", "take", "desk", path)[0] == EXIT_FAILED
    assert len(run("desk", "list", "desk", "--json")[1].splitlines()) == 1
