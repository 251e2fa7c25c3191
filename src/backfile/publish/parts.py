"""Series on the site: their parts in the order in which they are read, and how each is called."""

from collections.abc import Sequence
from dataclasses import dataclass

from backfile.model.series import Series
from backfile.publish import addresses
from backfile.publish.cards import Card
from backfile.publish.catalogue import Catalogue, Group
from backfile.publish.words import Words

INDEX = "series.html"
_UNNUMBERED = 0


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


def in_order(cards: Sequence[Card]) -> list[Card]:
    """Return the parts of a series as they are read: by number where each has one, else by day.

    Stories whose day is not known stand last.
    """
    numbers = [card.series.part if card.series else None for card in cards]
    if all(numbers):
        return sorted(cards, key=lambda card: (_number(card), card.day, card.id))
    return sorted(cards, key=lambda card: (not card.day, card.day, _number(card), card.id))


def _number(card: Card) -> int:
    return (card.series.part if card.series else None) or _UNNUMBERED


def part_of(catalogue: Catalogue, card: Card) -> Part | None:
    """Return where a story stands in its series; None where it is of none."""
    if card.series is None:
        return None
    group = group_of(catalogue, card.series)
    if group is None or not card.is_listed:
        return Part(card.series.name)
    if len(group) == 1:
        return Part(group.name)
    parts = in_order(group.cards)
    here = next(at for at, other in enumerate(parts) if other.id == card.id)
    earlier = parts[here - 1] if here else None
    return Part(group.name, group.path, earlier, parts[here + 1] if parts[here + 1 :] else None)


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
