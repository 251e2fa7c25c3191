"""Series on the site: what leads from part to part, and how each is called."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from backfile.model.series import Series
from backfile.publish import addresses
from backfile.publish.cards import Card
from backfile.publish.catalogue import Catalogue, Group
from backfile.publish.reading_order import is_numbered
from backfile.publish.words import Words

INDEX = "series.html"


@dataclass(frozen=True, slots=True)
class Part:
    """Where a story stands in its series."""

    name: str
    path: str | None = None
    """Of the series' page; None where the archive has no other part of it."""
    earlier: Card | None = None
    later: Card | None = None

    def said(self) -> str:
        """Return a text that differs as soon as a page that leads to these would."""
        parts = [near and (near.path, near.headline) for near in (self.earlier, self.later)]
        return repr((self.name, self.path, parts))


def group_of(catalogue: Catalogue, series: Series) -> Group | None:
    """Return all stories of a series, newest first; None where no list leads to any."""
    return catalogue.series.get(addresses.group_key(series.name))


def part_of(catalogue: Catalogue, card: Card) -> Part | None:
    """Return where a story stands in its series; None where it is of none."""
    if card.series is None:
        return None
    group = group_of(catalogue, card.series)
    if group is None or not card.is_listed:
        return Part(card.series.name)
    if len(group) == 1:
        return Part(group.name)
    return Part(group.name, group.path, *catalogue.orders[group.key].beside(card))


def parts_around(catalogue: Catalogue, card: Card) -> Sequence[Card]:
    """Return the parts that may lead to others because one came, went or changed, and itself.

    Args:
        catalogue: the stories as they are.
        card: the story, as it is or as it was.
    """
    group = group_of(catalogue, card.series) if card.series else None
    return catalogue.orders[group.key].around(card) if group else ()


def turned_parts(
    catalogue: Catalogue, was: Iterable[Card], now: Iterable[Card], stories: Collection[str]
) -> Iterator[Card]:
    """Yield the parts of each series that numbers ordered and days order now, or the reverse.

    Args:
        catalogue: the stories as they are.
        was: the cards of those that came, went or changed, as they were.
        now: the same as they are.
        stories: their ids.
    """
    for key in _unnumbered(was) ^ _unnumbered(now):
        group = catalogue.series.get(key)
        rest = (card for card in group.cards if card.id not in stories) if group else ()
        if group and all(map(is_numbered, rest)):
            yield from group.cards


def _unnumbered(cards: Iterable[Card]) -> set[str]:
    """Return the keys of the series in which the number of a listed part is not known."""
    return {
        addresses.group_key(card.series.name)
        for card in cards
        if card.series and card.is_listed and not is_numbered(card)
    }


def part_said(words: Words, series: Series) -> str:
    """Return in words which part of how many a story is; "" where none is printed."""
    if series.part is None:
        return ""
    n = words.number(series.part)
    if series.of is None:
        return words("series.part", n=n)
    return words("series.part_of", n=n, all=words.number(series.of))


def series_said(words: Words, series: Series) -> str:
    """Return a series' name and the part in one line."""
    return words("list_comma").join(filter(None, (series.name, part_said(words, series))))
