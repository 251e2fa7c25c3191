"""Words like "3 hours ago" mean days before the day on which they were seen."""

from datetime import date

import pytest

from backfile.recover.dates_relative import read_relative

SEEN = date(2016, 3, 17)

SAID = [
    ("3 hours ago", "2016-03-16/2016-03-17"),
    ("Salma Nour | Published an hour ago", "2016-03-16/2016-03-17"),
    ("49 minutes ago", "2016-03-16/2016-03-17"),
    ("vor 2 Tagen", "2016-03-14/2016-03-15"),
    ("منذ ساعتين", "2016-03-16/2016-03-17"),
    ("قبل 3 أيام", "2016-03-13/2016-03-14"),
    ("il y a 3 jours", "2016-03-13/2016-03-14"),
    ("hace una semana", "2016-03-03/2016-03-10"),
    ("2 maanden geleden", "2015-12-15/2016-01-21"),
    ("2小时前", "2016-03-16/2016-03-17"),
    ("2日前", "2016-03-14/2016-03-15"),
    ("5 дней назад", "2016-03-11/2016-03-12"),
    ("לפני יומיים", "2016-03-14/2016-03-15"),
    ("3 saat önce", "2016-03-16/2016-03-17"),
    ("1 year ago", "2014-03-16/2015-03-18"),
    ("Yesterday, 14:30", "2016-03-15/2016-03-16"),
    ("Heute, 12:37 Uhr", "2016-03-16/2016-03-17"),
    ("أمس", "2016-03-15/2016-03-16"),
]


@pytest.mark.parametrize(("line", "days"), SAID, ids=[line for line, _ in SAID])
def test_words_leave_open_the_days_that_clocks_and_zones_do(line: str, days: str) -> None:
    assert read_relative(line, SEEN) == days


@pytest.mark.parametrize(
    "line",
    [
        "last winter",
        "Plan your garden today",
        "Long ago",
        "The ferry sank two days ago, and nobody at the pier could say why it had to sail at all",
        "999 years ago",
        "",
    ],
)
def test_a_tale_tells_no_day_of_publication(line: str) -> None:
    early = date(900, 1, 1) if line.startswith("999") else SEEN
    assert read_relative(line, early) is None
