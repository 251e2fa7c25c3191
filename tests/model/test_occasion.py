"""Events: what a newsroom announced of a day, a place and a way to take part."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from backfile.model.occasion import Occasion, fill, occasion_of, read_moment, read_way


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2024-05-17", "2024-05-17"),
        ("2024-05", "2024-05"),
        ("2024-05-17 9:30", "2024-05-17T09:30:00"),
        ("2024-05-17T18:30+0200", "2024-05-17T18:30:00+02:00"),
        ("2024-05-17T18:30:00.000Z", "2024-05-17T18:30:00Z"),
        ("17 May", None),
        ("2024-02-30", None),
        ("2024-05-17 25:00", None),
        ("", None),
        (None, None),
    ],
)
def test_a_day_stays_as_wide_and_a_time_as_local_as_it_was_written(
    written: str | None, read: str | None
) -> None:
    assert read_moment(written) == read


@pytest.mark.parametrize(
    "text",
    ["javascript:alert(1)", "//quay.example", "https://a b", 'https://a"b', "data:,x", "a@b.c"],
)
def test_only_addresses_of_the_web_are_led_to(text: str) -> None:
    assert read_way(text) is None


def test_one_registers_by_web_or_by_mail() -> None:
    assert read_way("https://quay.example/in?x=1", by_mail=True) == "https://quay.example/in?x=1"
    assert read_way("mailto:desk@quay.example", by_mail=True) == "mailto:desk@quay.example"
    assert read_way("mailto:desk@quay.example") is None


def test_a_place_that_is_an_address_is_where_it_was_to_be_followed() -> None:
    found = occasion_of({"starts": "2024-05-17", "venue": "https://quay.example/live"})
    assert found == Occasion(starts="2024-05-17", online="https://quay.example/live")


def test_a_status_alone_is_no_event() -> None:
    assert occasion_of({"status": "cancelled"}) is None
    assert occasion_of({"starts": "soon"}) is None
    found = occasion_of(
        {"starts": "2024", "status": "https://schema.org/EventCancelled".rpartition("/")[2]}
    )
    assert found is not None
    assert found.status == "cancelled"


def test_what_one_announcement_does_not_say_another_may() -> None:
    first, second = Occasion(starts="2024-05-17"), Occasion(starts="2024-05-18", venue="Quay")
    assert fill(first, second) == Occasion(starts="2024-05-17", venue="Quay")


@given(
    some.dictionaries(
        some.sampled_from(["starts", "ends", "venue", "online", "registration"]), some.text()
    )
)
def test_whatever_is_said_nothing_breaks(said: dict[str, str | None]) -> None:
    occasion_of(said)
