"""The one place that knows the time tells a day of it, and nothing finer."""

import re

from backfile.clock import day_of, machine_clock, stopped_clock


def test_of_a_moment_the_day_alone_is_told() -> None:
    assert day_of(stopped_clock("2026-03-17T22:14:05Z")) == "2026-03-17"


def test_the_machine_has_a_day() -> None:
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", day_of(machine_clock))
