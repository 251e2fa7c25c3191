"""While forms are served, what was kept long enough goes by itself."""

import threading
import time
from collections.abc import Iterator

import pytest
from tests.participate.conftest import MadeDesk, Sent

from backfile.clock import stopped_clock
from backfile.participate import rounds
from backfile.participate.folder import open_box
from backfile.participate.keeper import Keeper
from backfile.participate.moderation import State
from backfile.participate.rounds import Rounds
from backfile.participate.settings import Retention

SECONDS = 20.0


def waiting() -> Iterator[None]:
    """Wait a little, again and again, but not for ever."""
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        yield
        time.sleep(0.02)


def test_a_round_erases_all_that_is_due_some_at_a_time(
    desk: MadeDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rounds, "AT_ONCE", 2)
    old = [desk.take(Sent().submission(), "2016-03-01") for _ in range(5)]
    kept = desk.take(Sent().submission(), "2016-03-16")
    with open_box(desk.path) as box:
        for name in (*old, kept):
            box.mark(name, State.SPAM)
    with Keeper(desk.path) as keeper:
        clock = stopped_clock("2016-03-17T00:00:00Z")
        with Rounds(keeper, Retention(spam=7), clock):
            for _ in waiting():
                if keeper.ask(lambda box: [e.id for e in box.entries()]).result() == [kept]:
                    break
    with open_box(desk.path) as box:
        assert [entry.id for entry in box.entries()] == [kept]


def test_a_round_that_failed_is_walked_again(
    desk: MadeDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    walked = threading.Event()
    failures = iter([OSError("The disk is slow.")])

    def erase_due(*_: object) -> list[object]:
        for failure in failures:
            raise failure
        walked.set()
        return []

    monkeypatch.setattr(rounds, "EVERY_SECONDS", 0.01)
    monkeypatch.setattr(rounds, "erase_due", erase_due)
    clock = stopped_clock("2016-03-17T00:00:00Z")
    with Keeper(desk.path) as keeper, Rounds(keeper, Retention(), clock):
        assert walked.wait(SECONDS)
