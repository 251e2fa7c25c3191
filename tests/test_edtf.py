"""Dates as wide as we know them."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile import edtf
from backfile.errors import BadValue

ENDS = [
    ("2016-03-17", (date(2016, 3, 17), date(2016, 3, 17))),
    ("2016-02", (date(2016, 2, 1), date(2016, 2, 29))),
    ("2016", (date(2016, 1, 1), date(2016, 12, 31))),
    ("201X", (date(2010, 1, 1), date(2019, 12, 31))),
    ("2016-03-1X", (date(2016, 3, 10), date(2016, 3, 19))),
    ("2016-XX-31", (date(2016, 1, 31), date(2016, 12, 31))),
    ("2016-03-17~", (date(2016, 3, 17), date(2016, 3, 17))),
    ("2016-21", (date(2016, 3, 1), date(2016, 5, 31))),
    ("2016-24", (date(2016, 12, 1), date(2017, 2, 28))),
    ("2016-03/2016-04", (date(2016, 3, 1), date(2016, 4, 30))),
    ("../2016-03-17", (None, date(2016, 3, 17))),
    ("2016-03-17/", (date(2016, 3, 17), None)),
    ("[2016-03-04,2016-04-03]", (date(2016, 3, 4), date(2016, 4, 3))),
    ("[..2016-04-03]", (None, date(2016, 4, 3))),
    ("-0044-03-15", (None, None)),
    ("2016-03-17T09:00:00-04:00", (date(2016, 3, 17), date(2016, 3, 17))),
]


@pytest.mark.parametrize(("text", "ends"), ENDS)
def test_a_date_says_between_which_days_it_lies(
    text: str, ends: tuple[date | None, date | None]
) -> None:
    assert edtf.bounds(text) == ends


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "2016-02-30",
            "2016-13",
            "16-03-17",
            "2016-3-17",
            "-0000",
            "2017/2016",
            "[]",
            "[2016",
        ),
        *("2016 ", "2016/2017/2018", "٢٠١٦-٠٣-١٧", "9" * 5000, "2016-21-01", "/"),
        "2016-03-17T25:00:00",
    ],
)
def test_what_is_no_date_is_refused_in_words(text: str) -> None:
    assert not edtf.is_valid(text)
    with pytest.raises(BadValue):
        edtf.bounds(text)


def test_only_a_plain_single_day_is_certain() -> None:
    assert edtf.is_day("2016-03-17")
    assert not any(edtf.is_day(text) for text in ("2016-03", "2016-03-17?", "2016-03-17/..", "no"))
    assert edtf.is_certain("2016-03")
    assert not edtf.is_certain("2016-03~")


def test_a_whole_month_or_year_is_written_as_such() -> None:
    assert edtf.interval(date(2016, 2, 1), date(2016, 2, 29)) == "2016-02"
    assert edtf.interval(date(2016, 1, 1), date(2016, 12, 31)) == "2016"
    assert edtf.interval(date(2016, 1, 1), date(2016, 12, 30)) == "2016-01-01/2016-12-30"
    assert edtf.interval(date(2016, 1, 1), date(2016, 1, 1)) == edtf.day(date(2016, 1, 1))
    assert edtf.interval(None, date(2016, 1, 1)) == "../2016-01-01"
    assert edtf.interval(date(2016, 1, 1), None) == "2016-01-01/.."
    with pytest.raises(BadValue):
        edtf.interval(date(2016, 1, 2), date(2016, 1, 1))


def test_two_dates_are_joined_and_cut_with_each_other() -> None:
    assert edtf.hull("2016-03", "2016-05-02") == "2016-03-01/2016-05-02"
    assert edtf.hull("2016-03/..", "2016-05") == "2016-03-01/.."
    assert edtf.intersection("2016-03", "2016-03-17/..") == "2016-03-17/2016-03-31"
    assert edtf.intersection("2016-03", "2016-05") is None
    assert edtf.intersection("2016-03-17~", "2016-03") == "2016-03-17~"
    assert edtf.intersection("2016-03~", "2016-03-10/2016-04-02") == "2016-03-10/2016-03-31"
    assert edtf.intersection("[2016-03-04,2016-04-03]", "2016-04") == "2016-04-03"
    assert edtf.intersection("2017", "[2016-03-04,2016-04-03]") is None


def test_width_is_counted_in_days() -> None:
    assert edtf.width_days("2016-03-17") == 1
    assert edtf.width_days("2016-02") == 29
    assert edtf.width_days("2016/..") is None
    assert edtf.one_of([date(2016, 4, 3), date(2016, 3, 4)]) == "[2016-03-04,2016-04-03]"
    assert edtf.one_of([date(2016, 4, 3)]) == "2016-04-03"


@given(st.dates(), st.dates())
def test_an_interval_gives_back_its_ends(one: date, other: date) -> None:
    first, last = sorted((one, other))
    assert edtf.bounds(edtf.interval(first, last)) == (first, last)


@given(st.text(alphabet="0123456789X-/.~?%[]{},YT: ", max_size=40))
def test_no_text_whatever_breaks_the_reader(text: str) -> None:
    if edtf.is_valid(text):
        edtf.bounds(text)


def test_the_published_list_of_dates_is_judged_alike(data_dir: Path) -> None:
    path = data_dir / "conformance" / "edtf" / "edtf-validate-cases.json"
    if not path.is_file():
        pytest.skip("the EDTF cases are not unpacked")
    cases: dict[str, list[str]] = json.loads(path.read_text(encoding="utf-8"))
    wrong = [
        text
        for name, texts in cases.items()
        for text in texts
        if edtf.is_valid(text) == name.startswith("invalid")
    ]
    assert wrong == []


def test_a_doubtful_day_can_be_asserted_and_nothing_wider() -> None:
    assert edtf.asserted("2016-03-12?") == "2016-03-12"
    assert edtf.asserted("2016-03?") == "2016-03?"
    assert edtf.asserted("2016-03-12") == "2016-03-12"
