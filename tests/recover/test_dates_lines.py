"""A line dates a story by where it stands among the words of a bare page."""

import pytest

from backfile.recover.dates_lines import find_date_line, find_text

PROSE = [
    f"The ferry crossed the bay {number} times with all its passengers and a goat on board, and "
    "nobody at the pier could say why it had to wait for the tide on that day of all days."
    for number in range(6)
]
MENU = ["Home", "Politics", "Sport", "Weather", "About us", "Contact"]
LIST = ["Old pier closes", "3 May 2015", "Goat found", "9 April 2014"]


def _found(*page: str) -> str | None:
    line = find_date_line(list(page), None)
    return line.value if line else None


DATED = [
    ([*MENU, "Ferry Returns", "March 17, 2016", *PROSE, *LIST], "2016-03-17"),
    ([*MENU, "Ferry Returns", "Salma Nour | March 17, 2016", *PROSE, *LIST], "2016-03-17"),
    ([*MENU, "Ferry Returns", "By Salma Nour | March 17, 2016", *PROSE, *LIST], "2016-03-17"),
    ([*LIST, *MENU * 3, "Ferry Returns", *PROSE, "Published: March 17, 2016"], "2016-03-17"),
    (
        [*MENU, "Salma Nour · Posted: Mar 17, 2016 | Last updated: May 2, 2016", *PROSE],
        "2016-03-17",
    ),
    ([*MENU, "March 17, 2016 8:25 AM Updated 2 days ago", *PROSE], "2016-03-17"),
    ([*MENU, PROSE[0], "17 March 2016", *PROSE, *LIST], "2016-03-17"),
    ([*MENU, *PROSE, *MENU, "17 March 2016"], "2016-03-17?"),
    ([*MENU, "17.03.2016 – " + PROSE[0], *PROSE], "2016-03-17"),
    ([*MENU, "Stand: 17.03.2016", *PROSE], "2016-03-17?"),
    ([*MENU, "May 2, 2016 March 17, 2016", *PROSE], "2016-03-17/2016-05-02"),
    (["Thursday, 17 March 2016", *PROSE], "2016-03-17"),
    (["Originally published on May 2, 2012.", "March 17, 2016", *PROSE], "2016-03-17"),
    (["This story was first published on May 2, 2012.", *PROSE], "2012-05-02?"),
]
"""Pages in short, and the day of their story."""

UNDATED = [
    [*MENU, *PROSE, *LIST],
    ["Friday, 3 November 2023", *MENU * 2, *PROSE],
    [*MENU, "Updated on March 17, 2016", *PROSE],
    [*MENU, *(f"{day} March 2016: {PROSE[day]}" for day in range(1, 5))],
    [*MENU, "The week of 14. - 20. Januar 2016", *PROSE],
    MENU,
    [],
]
"""Pages that print days, none of which is certainly their story's."""


@pytest.mark.parametrize(("page", "day"), DATED, ids=range(len(DATED)))
def test_the_line_beside_the_text_dates_it(page: list[str], day: str) -> None:
    assert _found(*page) == day


@pytest.mark.parametrize("page", UNDATED, ids=range(len(UNDATED)))
def test_lists_mastheads_updates_and_chronologies_date_nothing(page: list[str]) -> None:
    assert _found(*page) is None


def test_the_text_is_the_longest_stretch_of_prose() -> None:
    assert find_text([*MENU, PROSE[0], *MENU * 9, *PROSE, *MENU]) == (61, 66)
    assert find_text(MENU) == (0, -1)
