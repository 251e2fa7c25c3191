"""How long the desk keeps what it was sent: rules in days, obeyed without anybody's doing.

The law of the place: what is kept for how long stands in a desk's rules, and is counted from the
day on which a submission last changed: was sent, added to, read or decided.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice

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
    gone = (date.fromisoformat(today) - date.fromisoformat(entry.changed)).days
    return limit - gone


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


def erase_due(box: Box, rules: Retention, today: str, most: int | None = None) -> list[Due]:
    """Erase what is due, and return what it was; killed half-way, the next call does the rest.

    Args:
        box: the inbox.
        rules: how long each state is kept.
        today: the day.
        most: how many are erased at one time; None: all.
    """
    due = list(islice(find_due(box.entries(), rules, today), most))
    for one in due:
        box.erase(one.entry.id)
    return due
