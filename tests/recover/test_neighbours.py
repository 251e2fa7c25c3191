"""Neighbours in a sequence bound an undated story, if the sequence keeps time."""

from datetime import date, timedelta

from backfile import edtf
from backfile.recover.neighbours import Bounded, Neighbour, bound_date, learn_sequence

START = date(2016, 1, 1)


def bound_dates(rows: list[Neighbour]) -> list[Bounded]:
    """Bound what is undated among stories of one sequence by those that are not."""
    points = sorted(
        (number, *edtf.bounds(row.published))
        for row in rows
        if row.published
        for _, number in row.orders
    )
    whole = [(number, first, last) for number, first, last in points if first and last]
    found = learn_sequence("cms", whole)
    sequences = {found.name: found} if found else {}
    return [bounded for row in rows if (bounded := bound_date(row, sequences)) is not None]


def _dated(number: int, *, days: int | None = None, name: str = "cms") -> Neighbour:
    day = START + timedelta(number if days is None else days)
    return Neighbour(f"story-{number}", ((name, number),), edtf.day(day))


def test_a_story_between_dated_ones_is_bounded_by_them() -> None:
    rows = [_dated(number) for number in range(0, 60, 2)]
    (bounded,) = bound_dates([*rows, Neighbour("lost", (("cms", 31),), None)])
    assert bounded.story == "lost"
    assert edtf.holds(bounded.published, START + timedelta(31))
    assert edtf.width_days(bounded.published) == 9
    assert "31" in bounded.reason


def test_numbers_that_fall_with_time_bound_as_well() -> None:
    rows = [_dated(number, days=100 - number) for number in range(0, 60, 2)]
    (bounded,) = bound_dates([*rows, Neighbour("lost", (("cms", 31),), "2016")])
    assert edtf.holds(bounded.published, START + timedelta(69))


def test_a_sequence_without_order_in_time_bounds_nothing() -> None:
    rows = [_dated(number, days=(number * 37) % 400) for number in range(60)]
    assert bound_dates([*rows, Neighbour("lost", (("cms", 200),), None)]) == []


def test_a_few_dated_stories_are_no_proof() -> None:
    rows = [_dated(number) for number in range(5)]
    assert bound_dates([*rows, Neighbour("lost", (("cms", 3),), None)]) == []


def test_before_the_first_and_after_the_last_one_end_stays_open() -> None:
    rows = [_dated(number) for number in range(10, 40)]
    early, late = bound_dates(
        [Neighbour("early", (("cms", 1),), None), *rows, Neighbour("late", (("cms", 99),), "2016")]
    )
    assert edtf.bounds(early.published)[0] is None
    assert edtf.bounds(late.published) == (date(2016, 2, 7), date(2016, 12, 31))


def test_neighbours_never_name_a_day() -> None:
    rows = [_dated(number, days=5) for number in range(40)]
    lost = Neighbour("lost", (("cms", 41),), "2016-01-05/2016-01-08")
    assert all(edtf.width_days(b.published) != 1 for b in bound_dates([*rows, lost]))


def test_an_exact_day_and_a_contradiction_are_left_alone() -> None:
    rows = [_dated(number) for number in range(40)]
    far = Neighbour("far", (("cms", 20),), "1999")
    assert bound_dates([*rows, far]) == []
