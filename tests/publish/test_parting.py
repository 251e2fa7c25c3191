"""Where lists are cut into pages: a story more or less moves one border, not all of them."""

import pytest

from backfile.hashes import short_name
from backfile.model.story import Story
from backfile.publish.cards import Card, listing_of
from backfile.publish.parting import parted


def cards(count: int) -> list[Card]:
    return [listing_of(Story(id=short_name(f"story {n}"))).card for n in range(count)]


def pages(some: list[Card], size: int) -> list[tuple[str, ...]]:
    found = parted(some, size)
    return [tuple(card.id for card in found.on(page)) for page in range(1, len(found) + 1)]


@pytest.mark.parametrize(("count", "sizes"), [(0, [0]), (1, [1]), (7, [3, 3, 1]), (12, [3] * 4)])
def test_a_short_list_has_full_pages(count: int, sizes: list[int]) -> None:
    assert [len(page) for page in pages(cards(count), 3)] == sizes


@pytest.mark.parametrize("size", [2, 10, 100])
def test_each_story_of_a_long_list_stands_on_one_page_that_is_neither_empty_nor_endless(
    size: int,
) -> None:
    some = cards(1000)
    parts = pages(some, size)
    assert [story for page in parts for story in page] == [card.id for card in some]
    assert all(1 <= len(page) <= 5 * size for page in parts)
    assert all(len(page) >= size for page in parts[:-1])
    assert 1000 / len(parts) == pytest.approx(2 * size, rel=0.4)


@pytest.mark.parametrize("place", [0, 3, 250, 500, 999])
def test_a_story_that_goes_leaves_most_pages_of_a_long_list_as_they_were(place: int) -> None:
    some = cards(1000)
    before = pages(some, 10)
    after = pages(some[:place] + some[place + 1 :], 10)
    assert len(set(after) - set(before)) <= 4


def test_the_page_of_a_story_is_the_one_that_shows_it() -> None:
    found = parted(cards(300), 10)
    for place, card in enumerate(found.cards):
        assert card in found.on(found.page_of(place))
