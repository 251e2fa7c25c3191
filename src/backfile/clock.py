"""Clocks: time is an input, and this is the one place that asks the machine for it."""

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], str]
"""Gives the present moment as RFC 3339 UTC time, to the second."""


def machine_clock() -> str:
    """Return the time of this machine, for what is written down about the work itself.

    Nothing that a reader of the archive sees may depend on it.
    """
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")  # noqa: TID251 - the one place


def day_of(clock: Clock) -> str:
    """Return the day of a clock ("2026-11-22"), for what is to know nothing finer."""
    return clock().partition("T")[0]


def stopped_clock(moment: str = "2000-01-01T00:00:00Z") -> Clock:
    """Return a clock that always gives one moment: for tests, and for equal runs."""
    return lambda: moment
