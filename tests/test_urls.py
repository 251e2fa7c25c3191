"""Addresses that were made to cost more than they say."""

from backfile.urls import picture_key


def test_a_picture_behind_a_resizer_has_its_own_name() -> None:
    asked = "https://i0.example/resize?w=300&url=https%3A%2F%2Fa.example%2FQuay-300x200.jpg"
    assert picture_key(asked) == "quay.jpg"


def test_a_resizer_of_resizers_without_end_has_one_name() -> None:
    assert picture_key("https://a.example/" + "?url=https://a.example/" * 20_000) == ""


def test_a_name_made_of_sizes_is_read_at_once() -> None:
    assert len(picture_key("https://a.example/a" + "-10x10" * 100_000 + "x")) <= 1000
