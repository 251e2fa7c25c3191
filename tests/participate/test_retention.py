"""What was kept long enough erases itself, and nothing else does."""

import sqlite3
from pathlib import Path

import pytest
from tests.participate.conftest import MadeDesk, Sent

from backfile.errors import BadValue, ClockLeapt
from backfile.participate.box import Entry
from backfile.participate.folder import open_box
from backfile.participate.moderation import State
from backfile.participate.retention import RULE, days_left, erase_due, find_due
from backfile.participate.settings import NAME, Retention, read_desk

RULES = Retention(unread=0, read=10, accepted=5, declined=3, spam=1)


def entry(state: State, changed: str = "2016-03-10") -> Entry:
    return Entry("ab" * 16, "2016-03-01", state, 4096, 1, changed)


def test_every_state_that_lies_at_the_desk_has_a_rule() -> None:
    assert RULE.keys() == set(State) - {State.ERASED}
    assert set(RULE.values()) == set(Retention.__slots__)


@pytest.mark.parametrize(
    ("state", "today", "left"),
    [
        (State.READ, "2016-03-10", 10),
        (State.READ, "2016-03-19", 1),
        (State.READ, "2016-03-20", 0),
        (State.SPAM, "2016-03-12", -1),
        (State.RECEIVED, "2026-03-12", None),
        (State.DECLINED, "2016-03-01", 12),
    ],
)
def test_days_are_counted_from_the_last_change(state: State, today: str, left: int | None) -> None:
    assert days_left(entry(state), RULES, today) == left


def test_what_is_due_is_what_has_no_day_left() -> None:
    entries = [entry(state) for state in RULE]
    found = [one.entry.state for one in find_due(entries, RULES, "2016-03-15")]
    assert found == [State.ACCEPTED, State.DECLINED, State.SPAM]


def test_erasing_reaches_what_is_due_and_leaves_the_rest(desk: MadeDesk) -> None:
    old, kept = desk.take(Sent().submission(), "2016-03-01"), desk.take(Sent().submission())
    with open_box(desk.path) as box:
        box.mark(old, State.SPAM, day="2016-03-01")
        assert [one.entry.id for one in erase_due(box, RULES, "2016-03-17")] == [old]
        assert erase_due(box, RULES, "2016-03-17") == []
        assert [one.id for one in box.entries()] == [kept]


def test_the_rules_of_desk_toml_are_read_and_mistyped_ones_refused(desk: MadeDesk) -> None:
    path: Path = desk.path / NAME
    text = path.read_text(encoding="utf-8")
    assert read_desk(desk.path).retention == Retention()
    path.write_text(text + "declined = 7\n", encoding="utf-8")
    assert read_desk(desk.path).retention.declined == 7
    path.write_text(text + "declned = 7\n", encoding="utf-8")
    with pytest.raises(BadValue, match="declned"):
        read_desk(desk.path)
    path.write_text(text + "spam = -1\n", encoding="utf-8")
    with pytest.raises(BadValue, match="below zero"):
        read_desk(desk.path)


def test_a_clock_that_leaps_erases_nothing_and_says_how_to_go_on(desk: MadeDesk) -> None:
    name = desk.take(Sent().submission(), "2016-03-01")
    with open_box(desk.path) as box:
        box.mark(name, State.READ, day="2016-03-01")
        assert erase_due(box, RULES, "2016-03-02") == []
        for _ in range(2):
            with pytest.raises(ClockLeapt, match="the desk saw is 2016-03-02") as told:
                erase_due(box, RULES, "2036-01-01")
            assert "--yes" in told.value.next_step
        assert box.entry(name).state is State.READ
        assert [due.entry.id for due in erase_due(box, RULES, "2036-01-01", is_sure=True)] == [name]


def test_a_desk_that_is_looked_after_goes_on_from_day_to_day(desk: MadeDesk) -> None:
    name = desk.take(Sent().submission(), "2016-01-01")
    rules = Retention(unread=90)
    for today in ("2016-01-01", "2016-02-01", "2016-03-03", "2016-03-30"):
        with open_box(desk.path) as box:
            assert erase_due(box, rules, today) == []
    with open_box(desk.path) as box:
        assert [due.entry.id for due in erase_due(box, rules, "2016-04-01")] == [name]


def test_a_leap_by_which_nothing_is_due_asks_nobody_and_is_not_believed(desk: MadeDesk) -> None:
    name = desk.take(Sent().submission(), "2016-03-01")
    with open_box(desk.path) as box:
        assert erase_due(box, RULES, "2036-01-01") == []
        assert box.seen == "2016-03-01"
        box.mark(name, State.SPAM, day="2016-03-01")
        with pytest.raises(ClockLeapt):
            erase_due(box, RULES, "2036-01-01")


def test_a_clock_that_goes_back_is_no_day_to_leap_from(desk: MadeDesk) -> None:
    desk.take(Sent().submission(), "2016-03-01")
    with open_box(desk.path) as box:
        for today in ("2016-03-02", "1970-01-01"):
            assert erase_due(box, RULES, today) == []
        assert box.seen == "2016-03-02"
        erase_due(box, RULES, "1970-01-01", is_sure=True)
        assert box.seen == "1970-01-01"


def test_an_inbox_from_before_days_were_seen_begins_with_its_last_change(desk: MadeDesk) -> None:
    name = desk.take(Sent().submission(), "2016-03-01")
    connection = sqlite3.connect(desk.path / "inbox.db")
    connection.executescript("DROP TABLE seen; PRAGMA user_version = 1;")
    connection.close()
    with open_box(desk.path) as box:
        box.mark(name, State.SPAM)
        with pytest.raises(ClockLeapt):
            erase_due(box, RULES, "2017-03-01")


def test_what_arrives_after_a_clock_leapt_does_not_make_its_day_believed(desk: MadeDesk) -> None:
    name = desk.take(Sent().submission(), "2016-03-01")
    with open_box(desk.path) as box:
        box.mark(name, State.SPAM, day="2016-03-01")
    desk.take(Sent().submission(), "2031-01-01")
    with open_box(desk.path) as box, pytest.raises(ClockLeapt):
        erase_due(box, RULES, "2031-01-01")
