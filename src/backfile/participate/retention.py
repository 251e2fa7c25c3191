"""How long the desk keeps what it was sent: rules in days, obeyed without anybody's doing.

The law of the place: what is kept for how long stands in a desk's rules, and is counted from the
day on which a submission last changed: was sent, added to, read or decided. Nothing goes by a clock
that leapt until somebody has looked at it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice

from backfile.errors import ClockLeapt
from backfile.participate.box import Box, Entry
from backfile.participate.moderation import State
from backfile.participate.settings import Retention

RULE: dict[State, str] = {
    State.RECEIVED: "unread",
    State.READ: "read",
    State.ACCEPTED: "accepted",
    State.DECLINED: "declined",
    State.SPAM: "spam",
}
"""The rule for each state."""

MOST_UNSEEN = 31
"""Days between the last day seen and this one that are believed. Where forms are served the desk
looks every hour, else whenever it is opened: longer is a long absence, or a clock that lost its
battery, and those are wrong by years. Chosen, not measured: a month away asks nothing."""


@dataclass(frozen=True, slots=True)
class Due:
    """A submission whose time is over."""

    entry: Entry
    days: int
    """Since it last changed."""


def days_left(entry: Entry, rules: Retention, today: str) -> int | None:
    """Return in how many days a submission erases itself; None where it never does."""
    limit: int = getattr(rules, RULE[entry.state]) if entry.state in RULE else 0
    if not limit:
        return None
    return limit - _days_between(entry.changed, today)


def find_due(entries: Iterable[Entry], rules: Retention, today: str) -> Iterator[Due]:
    """Yield what is to be erased.

    Args:
        entries: what lies at the desk.
        rules: how long each state is kept.
        today: the day ("2026-11-22").
    """
    for entry in entries:
        left = days_left(entry, rules, today)
        if left is not None and left <= 0:
            yield Due(entry, getattr(rules, RULE[entry.state]) - left)


def find_leap(box: Box, today: str) -> ClockLeapt | None:
    """Return what is to be said where the day is much later than any that the desk saw.

    Args:
        box: the inbox, which knows the last day that was believed.
        today: the day, as the machine tells it.
    """
    seen = box.seen
    if seen is None or _days_between(seen, today) <= MOST_UNSEEN:
        return None
    return ClockLeapt(
        f"This machine says that it is {today}; the last day that the desk saw is {seen}."
        " Nothing was erased.",
        f"Set the clock, if it is wrong. If it really is {today}:"
        " backfile desk retention DESK --yes",
    )


def erase_due(
    box: Box, rules: Retention, today: str, most: int | None = None, *, is_sure: bool = False
) -> list[Due]:
    """Erase what is due, and return what it was; killed half-way, the next call does the rest.

    Args:
        box: the inbox.
        rules: how long each state is kept.
        today: the day.
        most: how many are erased at one time; None: all.
        is_sure: whether somebody looked at the day, and says that it is right.

    Raises:
        ClockLeapt: something is due by a day much later than any that the desk saw; nothing was
            erased.
    """
    due = list(islice(find_due(box.entries(), rules, today), most))
    leap = None if is_sure else find_leap(box, today)
    if leap is not None:
        if due:
            raise leap
        # Nothing hangs on it yet: nobody is asked, and the day is not believed either.
        return []
    if is_sure or (box.seen or "") < today:
        box.see(today)
    for one in due:
        box.erase(one.entry.id)
    return due


def _days_between(first: str, last: str) -> int:
    return (date.fromisoformat(last) - date.fromisoformat(first)).days
