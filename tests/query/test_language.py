from datetime import date

import pytest

from backfile.errors import BadValue
from backfile.query.language import MOST_CLAUSES, Clause, Filter, Query, hint, parse


def test_words_must_all_stand() -> None:
    assert parse("Water levels").clauses == (Clause(("water",)), Clause(("levels",)))


def test_quoted_words_stand_side_by_side() -> None:
    assert parse('"water levels"').clauses == (Clause(("water", "levels"), phrase=True),)


def test_a_quote_left_open_reaches_to_the_end() -> None:
    assert parse('"water levels').clauses == (Clause(("water", "levels"), phrase=True),)


def test_a_minus_excludes() -> None:
    assert parse("-water").clauses == (Clause(("water",), excluded=True),)


def test_or_joins_its_neighbours_and_means_nothing_at_the_end() -> None:
    assert [clause.or_next for clause in parse("dam OR weir OR").clauses] == [True, False]


def test_a_hyphenated_word_is_a_phrase() -> None:
    assert parse("state-owned").clauses == (Clause(("state", "owned"), phrase=True),)


def test_fields_become_filters() -> None:
    asked = parse('by:"Nour Haddad" section:Water -tag:boats lang:ar type:opinion')
    assert asked.filters == (
        Filter("contributor", "Nour Haddad"),
        Filter("section", "Water"),
        Filter("tag", "boats", excluded=True),
        Filter("language", "ar"),
        Filter("type", "opinion"),
    )


def test_an_unknown_field_is_words_and_whoever_asked_is_told() -> None:
    asked = parse("note:well at 12:30")
    assert asked.clauses[0] == Clause(("note", "well"), phrase=True)
    assert asked.unknown == ("note",)
    assert "no field note:" in hint(asked)
    assert "headline:" in hint(asked)
    assert hint(parse("by:well 12:30")) == ""


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("flood 2017-03..2017-06", "date:2017-03..2017-06"),
        ("2017-03-17", "date:2017-03-17"),
        ("2017..", "date:2017.."),
        ("..2017-06-30", "date:..2017-06-30"),
        ("2014-2016", "date:2014..2016"),
        ("2016-2017-05", ""),
        ("2017-03–2017-06", "date:2017-03..2017-06"),
        ("2017", ""),
        ("2017-18", ""),
        ("..", ""),
        ('"2017-03"', ""),
        ("2017-03-17-04", ""),
        ("date:2017-03", ""),
    ],
)
def test_whoever_types_a_date_alone_is_told_what_to_type(text: str, meant: str) -> None:
    asked = parse(text)
    assert " ".join(asked.dated) == meant
    assert (f"write {meant}." in hint(asked)) is bool(meant)


@pytest.mark.parametrize(
    ("text", "after", "before"),
    [
        ("date:2016-03-17", date(2016, 3, 17), date(2016, 3, 17)),
        ("date:2016-02", date(2016, 2, 1), date(2016, 2, 29)),
        ("date:2015-12..2016-02", date(2015, 12, 1), date(2016, 2, 29)),
        ("date:2016..", date(2016, 1, 1), None),
        ("date:..2016-02", None, date(2016, 2, 29)),
    ],
)
def test_a_date_is_as_wide_as_it_is_written(
    text: str, after: date | None, before: date | None
) -> None:
    assert (parse(text).after, parse(text).before) == (after, before)


@pytest.mark.parametrize("text", ["date:2016-02-30", "date:..", "before:2016-1X", "after:٢٠١٦"])
def test_a_date_is_only_what_the_browser_reads_too(text: str) -> None:
    with pytest.raises(BadValue):
        parse(text)


def test_a_year_is_its_first_to_its_last_day() -> None:
    asked = parse("year:2014..2016 sure:yes")
    assert (asked.after, asked.before, asked.sure) == (date(2014, 1, 1), date(2016, 12, 31), True)


def test_before_a_month_includes_that_month() -> None:
    assert parse("before:2016-02").before == date(2016, 2, 29)


def test_a_date_that_cannot_be_read_is_an_error_that_says_how() -> None:
    with pytest.raises(BadValue, match="no date") as met:
        parse("after:yesterday")
    assert "2016-03-17" in met.value.next_step


@pytest.mark.parametrize("text", ["x" * 2000, "a " * (MOST_CLAUSES + 1)])
def test_a_query_has_bounds(text: str) -> None:
    with pytest.raises(BadValue):
        parse(text)


@pytest.mark.parametrize("text", ["", "   ", '""', "-", ":", '"', "OR", "-:", "''", "()"])
def test_nothing_asked_is_an_empty_query(text: str) -> None:
    assert parse(text) == Query()
