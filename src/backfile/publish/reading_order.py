"""The order in which the parts of a series are read: sorted once, asked for each part."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from backfile.publish.cards import Card

_UNNUMBERED = 0
_Key = Callable[[Card], tuple[int, int, int, str]]


@dataclass(frozen=True, slots=True)
class ReadingOrder:
    """The parts of one series as they are read, and where each of them stands."""

    parts: Sequence[Card]
    places: dict[str, int]
    """Of each part, by its story's id."""
    is_by_number: bool
    """Whether every part has a number; else days order them."""

    def beside(self, card: Card) -> tuple[Card | None, Card | None]:
        """Return the part before and the part after one of the parts."""
        place = self.places[card.id]
        later = place + 1
        earlier = self.parts[place - 1] if place else None
        return earlier, self.parts[later] if later < len(self.parts) else None

    def around(self, card: Card) -> Sequence[Card]:
        """Return the parts between which a story stands, or stood when it was one, and itself."""
        key = _key_of(is_by_number=self.is_by_number)
        place = bisect_left(self.parts, key(card), key=key)
        return self.parts[max(0, place - 1) : place + 2]


def order_of(cards: Iterable[Card]) -> ReadingOrder:
    """Order the parts of a series: by number where each has one, else by day.

    Stories whose day is not known stand last.
    """
    some = list(cards)
    is_by_number = all(map(is_numbered, some))
    some.sort(key=_key_of(is_by_number=is_by_number))
    places = {card.id: place for place, card in enumerate(some)}
    return ReadingOrder(some, places, is_by_number)


def is_numbered(card: Card) -> bool:
    """Say whether it is known which part of its series a story is."""
    return _number(card) != _UNNUMBERED


def _number(card: Card) -> int:
    return (card.series.part if card.series else None) or _UNNUMBERED


def _key_of(*, is_by_number: bool) -> _Key:
    return _by_number if is_by_number else _by_day


def _by_number(card: Card) -> tuple[int, int, int, str]:
    return (0, _number(card), card.day, card.id)


def _by_day(card: Card) -> tuple[int, int, int, str]:
    return (int(not card.day), card.day, _number(card), card.id)
