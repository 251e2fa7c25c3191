"""Dates are read out of words as wide as the words are, in many languages."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile import edtf
from backfile.recover.dates import (
    find_dates,
    find_weekdays,
    learn_order,
    order_of,
    read_date,
)
from backfile.recover.dates_figures import find_in_address

SAME_DAY = [
    "March 17, 2016",
    "17 March 2016",
    "Thursday, March 17, 2016",
    "Mar. 17, 2016",
    "Mar 17 2016",
    "March 17th, 2016",
    "the 17th of March 2016",
    "2016 March 17",
    "2016-03-17",
    "17.03.2016",
    "17/03/2016",
    "3/17/2016",
    "jeudi 17 mars 2016",
    "17 de marzo de 2016",
    "17 março 2016",
    "17 marzo 2016",
    "Donnerstag, 17. März 2016",
    "17. Maerz 2016",
    "17 maart 2016",
    "17 марта 2016 г.",
    "17 березня 2016",
    "17 marca 2016",
    "17. března 2016",
    "17 Mart 2016 Perşembe",
    "2016. március 17.",
    "17 Μαρτίου 2016",
    "17 مارس 2016",
    "الخميس 17 آذار 2016",
    "١٧ آذار/مارس ٢٠١٦",
    "17 آذار (مارس) 2016",
    "17 במרץ 2016",
    "27 اسفند 1394",
    "۲۷ اسفند ۱۳۹۴",
    "2016年3月17日",
    "二〇一六年三月十七日",
    "平成28年3月17日(木)",
    "2016년 3월 17일",
    "17 मार्च 2016",
    "17 มีนาคม 2559",
    "17 Maret 2016",
    "17 mars 2016",
    "17. marts 2016",
    "17. maaliskuuta 2016",
]
"""One day, as newsrooms of many countries print it."""

WIDTHS = [
    ("March 2016", "2016-03"),
    ("mars 2016", "2016-03"),
    ("2016年3月", "2016-03"),
    ("03/04/2016", "[2016-03-04,2016-04-03]"),
    ("15-17 March 2016", "2016-03-15/2016-03-17"),
    ("March 15–17, 2016", "2016-03-15/2016-03-17"),
    ("29 شعبان 1439", "2018-05-13/2018-05-17"),
    ("الثلاثاء 29 شعبان 1439", "2018-05-15"),
    ("5 تشرين 2015", "2015-10-05/2015-11-05"),
    ("16 كانون الثاني 2016", "2016-01-16"),
    ("3 تشرين الأول 2015", "2015-10-03"),
    ("12 جويلية 2014", "2014-07-12"),
    ("9 دجنبر 2014", "2014-12-09"),
    ("4 غشت 2014", "2014-08-04"),
    ("1 sept 2011", "2011-09-01"),
    ("30 اسفند 1403", "2025-03-20"),
]

NO_DATE = [
    "",
    "9 out of 10 boats",
    "we may 10 times",
    "In March. 15 people crossed",
    "in March, 15 people",
    "2016/2017",
    "30 February 2016",
    "1.2.3.2016",
    "the 1990s",
    "room 2016",
    "50 % of 2,016",
    "call 03-17-2016-555",
    "mars is a planet, 4 moons",
    "١٥ شخصا",
    "❶ the ferry, ² the pier: SO₄ in March",
    "❶ ❷ 16",
]


@pytest.mark.parametrize("text", SAME_DAY)
def test_one_day_is_read_however_it_is_printed(text: str) -> None:
    reading = read_date(f"Ferry news, {text}")
    assert reading is not None
    assert reading.edtf == "2016-03-17"


@pytest.mark.parametrize(("text", "value"), WIDTHS)
def test_a_date_keeps_the_width_of_its_words(text: str, value: str) -> None:
    reading = read_date(text)
    assert reading is not None
    assert reading.edtf == value


@pytest.mark.parametrize("text", NO_DATE)
def test_what_is_no_date_is_not_read_as_one(text: str) -> None:
    assert [reading for reading in find_dates(text) if reading.edtf] == []


def test_a_day_without_a_year_names_no_year() -> None:
    (reading,) = find_dates("PORT SAID, Feb 26 – The ferry")
    assert (reading.edtf, reading.month, reading.day) == (None, 2, 26)


def test_a_weekday_that_does_not_fit_leaves_the_date_in_doubt() -> None:
    reading = read_date("Tuesday, March 17, 2016")
    assert reading is not None
    assert not reading.is_consistent
    assert reading.edtf is not None
    assert not edtf.is_day(reading.edtf)
    assert edtf.holds(reading.edtf, date(2016, 3, 17))


def test_a_weekday_settles_an_ambiguous_date() -> None:
    reading = read_date("Friday 03/04/2016")
    assert reading is not None
    assert reading.edtf == "2016-03-04"


def test_the_publications_way_of_writing_settles_figures() -> None:
    assert learn_order(["17/03/2016", "01/02/2016", "30/04/2016"]) == "dmy"
    assert learn_order(["17/03/2016", "03/30/2016"]) is None
    reading = read_date("03/04/2016", "mdy")
    assert reading is not None
    assert reading.edtf == "2016-03-04"
    assert [order_of(tag) for tag in ("fr", "en-GB", "en-US", None)] == ["dmy", "dmy", None, None]


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("March 17, 2016 at 9:30 a.m. EDT", "2016-03-17T09:30:00-04:00"),
        ("2016-03-17T09:30:05Z", "2016-03-17T09:30:05+00:00"),
        ("17 March 2016, 21:30 GMT+3", "2016-03-17T21:30:00+03:00"),
        ("17 mars 2016 à 14h30", None),
        ("March 17, 2016", None),
    ],
)
def test_a_moment_needs_time_and_zone(text: str, instant: str | None) -> None:
    reading = read_date(text)
    assert reading is not None
    assert reading.instant == instant


def test_afternoon_is_told_in_several_languages() -> None:
    times = ["17 March 2016 3:05 pm", "2016年3月17日 下午3:05", "17 آذار 2016 3:05 مساء"]
    assert [reading.time for text in times for reading in find_dates(text)] == ["15:05:00"] * 3


def test_several_dates_of_a_text_are_told_apart() -> None:
    found = find_dates("Built on 3 May 1901, rebuilt in June 1950 and on 2016-03-17.")
    assert [reading.edtf for reading in found] == ["1901-05-03", "1950-06", "2016-03-17"]


def test_weekdays_are_found_in_prose() -> None:
    assert [day for day, _, _ in find_weekdays("On Monday and Friday, el jueves")] == [0, 4, 3]


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("/2016/03/17/ferry", "2016-03-17"),
        ("/2016/3/7/ferry.html", "2016-03-07"),
        ("/news/2016-03-17-ferry", "2016-03-17"),
        ("/2016/mar/17/ferry", "2016-03-17"),
        ("/20160317/ferry", "2016-03-17"),
        ("/2016/03/ferry", "2016-03"),
        ("/2016/03/15-boats-lost", "2016-03"),
        ("/archive/2016/ferry", "2016"),
        ("/story/12345678", None),
        ("/story/2016-things", None),
        ("/2016/13/ferry", "2016"),
    ],
)
def test_an_address_names_its_date_in_folders_or_slug(path: str, value: str | None) -> None:
    found = find_in_address(path)
    assert (found.edtf if found else None) == value


@given(st.text(alphabet="0123456789 ./-:,年月日 Marchдекبأ٣२", max_size=80))
def test_no_text_whatever_breaks_the_reader(text: str) -> None:
    for reading in find_dates(text):
        assert reading.edtf is None or edtf.is_valid(reading.edtf)
        assert 0 <= reading.start < reading.end <= len(text)
