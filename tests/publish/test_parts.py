"""A series on the site: its page in the order of reading, and the parts beside each other."""

import json
import re
from collections.abc import Iterable

import pytest

from backfile.model.publication import Publication
from backfile.model.series import Series
from backfile.model.story import Body, Contributor, Story
from backfile.publish.cards import Card, listing_of
from backfile.publish.catalogue import Catalogue, catalogue_of
from backfile.publish.linked import Setting, json_ld
from backfile.publish.parts import part_of, parts_around, series_said, turned_parts
from backfile.publish.related import beside, near_to
from backfile.publish.words import PLURALS, words_in


def part(story_id: str, day: str, number: int | None, name: str = "The drying wells") -> Story:
    return Story(
        id=story_id,
        headline=f"Well {story_id}",
        contributors=(Contributor("Mona Haddad"),),
        published=day,
        body=Body("<p>Dry.</p>", "Dry."),
        series=Series(name, number, 3 if number else None),
    )


def catalogue(*stories: Story) -> Catalogue:
    return catalogue_of(map(listing_of, sorted(stories, key=lambda story: story.id)))


def names(cards: Iterable[Card]) -> list[str]:
    return [card.id for card in cards]


PARTS = (
    part("aa", "2017-03-01", 2),
    part("bb", "2017-02-01", 1, "the Drying Wells"),
    part("cc", "2017-01-01", 3),
)


def test_parts_stand_by_their_numbers_whatever_their_days() -> None:
    told = catalogue(*PARTS)
    assert list(told.series) == ["the-drying-wells"]
    assert names(told.orders["the-drying-wells"].parts) == ["bb", "aa", "cc"]


def test_where_a_number_is_missing_days_order_them() -> None:
    told = catalogue(*PARTS, part("dd", "2017-02-15", None))
    assert names(told.orders["the-drying-wells"].parts) == ["cc", "bb", "dd", "aa"]


def test_a_story_leads_to_the_part_before_and_after_it() -> None:
    told = catalogue(*PARTS)
    found = beside(told, told.card("aa")).series
    assert found is not None
    assert found.earlier is not None
    assert found.earlier.id == "bb"
    assert found.later is not None
    assert found.later.id == "cc"
    assert (found.name, found.path) == ("The drying wells", "series/the-drying-wells.html")


def test_a_series_of_which_one_part_is_left_has_no_page() -> None:
    found = part_of(catalogue(PARTS[0]), listing_of(PARTS[0]).card)
    assert found is not None
    assert (found.name, found.path, found.earlier) == ("The drying wells", None, None)


def numbered(count: int) -> list[Story]:
    return [part(f"p{number:03}", "2017-01-01", number) for number in range(1, count + 1)]


def test_when_a_part_comes_or_goes_those_beside_it_are_looked_at_and_no_others() -> None:
    told = catalogue(*numbered(9))
    assert names(parts_around(told, told.card("p004"))) == ["p003", "p004", "p005"]
    left = catalogue(*(story for story in numbered(9) if story.id != "p004"))
    assert names(parts_around(left, told.card("p004"))) == ["p003", "p005", "p006"]
    assert {card.id for card in near_to(told, told.card("p004"))} >= {"p003", "p005"}


def test_where_a_first_number_is_lost_or_a_last_one_found_all_parts_are_looked_at() -> None:
    whole, holed = catalogue(*numbered(5)), catalogue(*numbered(4), part("p005", "2016", None))
    known, lost = [whole.card("p005")], [holed.card("p005")]
    every = {f"p{number:03}" for number in range(1, 6)}
    assert set(names(turned_parts(holed, known, lost, {"p005"}))) == every
    assert set(names(turned_parts(whole, lost, known, {"p005"}))) == every
    assert list(turned_parts(whole, known, known, {"p005"})) == []


def test_where_another_part_has_no_number_days_ordered_them_before() -> None:
    other = part("p009", "2016", None)
    now = catalogue(*numbered(4), other, part("p005", "2016", None))
    was = catalogue(*numbered(5), other)
    assert list(turned_parts(now, [was.card("p005")], [now.card("p005")], {"p005"})) == []


def test_a_series_is_ordered_once_however_many_parts_ask(monkeypatch: pytest.MonkeyPatch) -> None:
    told = catalogue(*numbered(300))
    asked: list[str] = []

    def number(card: Card) -> int:
        asked.append(card.id)
        return (card.series.part if card.series else None) or 0

    monkeypatch.setattr("backfile.publish.reading_order._number", number)
    for card in told.cards:
        part_of(told, card)
        parts_around(told, card)
    assert len(asked) < 300 * 20  # a look among 300 takes ten; walking to each took 45,000


def test_machines_are_told_of_the_series_beside_the_publication() -> None:
    setting = Setting(publication=Publication(title="The Well"), title="The Well")
    said = json.loads(json_ld(PARTS[0], listing_of(PARTS[0]).card, setting, None))
    assert [thing["@type"] for thing in said["isPartOf"]] == ["Periodical", "CreativeWorkSeries"]
    assert said["position"] == 2


@pytest.mark.parametrize("language", PLURALS)
def test_each_language_says_which_part_of_how_many(language: str) -> None:
    words = words_in(language)
    assert {"2", "5"} <= set(re.findall(r"\d", series_said(words, Series("X", 2, 5))))
