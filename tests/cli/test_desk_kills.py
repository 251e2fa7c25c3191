"""A desk whose commands are killed: nothing half done stands; said again, the work is done."""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.participate.conftest import DAY, MadeDesk, Sent

from backfile.archive.archive import Archive
from backfile.model.submission import Agreement
from backfile.participate.folder import open_box
from backfile.participate.moderation import State
from backfile.participate.opened import open_entries

pytestmark = pytest.mark.slow

AGREED = (Agreement.PUBLICATION, Agreement.NAME)
KILLS, MANY = 4, 20
CHANCE = random.Random(7)  # noqa: S311 - moments of kills


def killed_while(command: list[str], duration: float) -> None:
    """Begin a command and kill it somewhere in its work."""
    running = subprocess.Popen(
        [sys.executable, "-m", "backfile", *command],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    time.sleep(CHANCE.uniform(0.3, 1.0) * duration)
    running.send_signal(signal.SIGKILL)
    running.wait()


def done(command: list[str]) -> float:
    """Let a command end; say how long it took."""
    started = time.monotonic()
    subprocess.run([sys.executable, "-m", "backfile", *command], check=True, capture_output=True)
    return time.monotonic() - started


def states(desk: MadeDesk) -> dict[str, State]:
    """Each submission's state; all of them open with the key."""
    with open_box(desk.path) as box:
        found = list(open_entries(box, list(box.entries()), desk.key))
    assert all(one.headline == "Sand in the quay" and not one.problems for one in found)
    return {one.entry.id: one.entry.state for one in found}


def test_marks_that_are_killed_leave_each_submission_in_one_state(desk: MadeDesk) -> None:
    names = [desk.take(Sent().submission()) for _ in range(MANY)]
    command = ["desk", "mark", str(desk.path), "read", *names]
    duration = done(command)
    for round_ in range(KILLS):
        act, after = [("decline", State.DECLINED), ("reopen", State.READ)][round_ % 2]
        killed_while(["desk", "mark", str(desk.path), act, *names], duration)
        assert set(states(desk).values()) <= {State.READ, State.DECLINED}
        done(["desk", "mark", str(desk.path), act, *names])
        assert set(states(desk).values()) == {after}
    assert sorted(states(desk)) == sorted(names)


def test_erasing_that_is_killed_leaves_what_opens_and_nothing_else(desk: MadeDesk) -> None:
    duration = 0.0
    for _ in range(KILLS):
        kept = desk.take(Sent().submission())
        names = [desk.take(Sent().submission()) for _ in range(MANY)]
        duration = duration or done(["desk", "erase", str(desk.path), names.pop(), "--yes"]) * 1.2
        killed_while(["desk", "erase", str(desk.path), *names, "--yes"], duration)
        left = [name for name in names if name in states(desk)]
        if left:
            done(["desk", "erase", str(desk.path), *left, "--yes"])
        assert kept in states(desk)
        assert not set(names) & states(desk).keys()


def test_accepting_that_is_killed_and_said_again_makes_one_story(
    desk: MadeDesk, tmp_path: Path
) -> None:
    paper = tmp_path / "paper"
    Archive.create(paper, "").close()
    duration = 0.0
    for number in range(1, KILLS + 1):
        said = {"headline": "Sand in the quay"}
        text = f"{CHANCE.random()} lorries came in the night of {number} March, and left empty."
        name = desk.take(Sent(text=text, said=said, agreed=AGREED).submission())
        done(["desk", "mark", str(desk.path), "read", name])
        command = ["desk", "accept", str(desk.path), name, str(paper), "--date", DAY]
        command += ["--headline", f"Night {number}"]
        if duration:
            killed_while(command, duration)
        if states(desk)[name] is not State.ACCEPTED:
            duration = max(duration, done(command))
        assert states(desk)[name] is State.ACCEPTED
        with Archive.open(paper) as archive:
            heads = sorted(str(story.headline) for story in archive.stories.all())
            assert heads == sorted(f"Night {n}" for n in range(1, number + 1))
            assert len(list(archive.deposits.all())) == number
            assert not list(archive.verify())
