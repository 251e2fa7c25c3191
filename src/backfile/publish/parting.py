"""Where a list is cut into pages, so that a story more or less changes one page, not all after it.

The law of the place: where a page of a long list begins follows from the stories around it, never
from how many stand before it.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from zlib import crc32

from backfile.publish.cards import Card

_LONG = 4
"""A list of more pages has twice as many stories on each: years and sections of 10,000 stories are
then 100 files, not 220, and a page is 25 KB as hosts compress it. Shorter lists are cut plainly:
whatever comes or goes, four pages at most are made anew."""
_MOST, _LAST = 1.5, 4
"""A page of a long list holds half its usual size at least, and at most so many times as much: 300
stories are 170 KB, 40 as hosts compress it. No page is made for less than one part in so many of
it, at the end."""


@dataclass(frozen=True, slots=True)
class Pages:
    """A list in pages."""

    cards: Sequence[Card]
    begins: tuple[int, ...]
    """Place of the first story of each page."""

    def __len__(self) -> int:
        """Count the pages."""
        return len(self.begins)

    def on(self, page: int) -> Sequence[Card]:
        """Return the stories on a page; the first has number 1."""
        return self.cards[self.begins[page - 1] : (*self.begins, len(self.cards))[page]]

    def page_of(self, place: int) -> int:
        """Return on which page a story of the list stands."""
        return bisect_right(self.begins, place)


def parted(cards: Sequence[Card], size: int, long_size: int = 0) -> Pages:
    """Cut a list into pages.

    Args:
        cards: its stories, in order.
        size: how many stories a page has.
        long_size: how many a page of a long list has on average; 0: twice as many.
    """
    if len(cards) <= _LONG * size:
        return Pages(cards, tuple(range(0, max(1, len(cards)), size)))
    return Pages(cards, tuple(_begins(cards, long_size or 2 * size)))


def _begins(cards: Sequence[Card], size: int) -> list[int]:
    """Return where pages begin: behind stories whose ids say so, one in half a page's stories."""
    found, least, last = [0], max(1, size // 2), max(1, size // _LAST)
    for place, card in enumerate(cards, 1):
        here = place - found[-1]
        is_marked = here >= least and crc32(card.id.encode("utf-8", "replace")) % least == 0
        if (is_marked or here >= _MOST * size) and len(cards) - place >= last:
            found.append(place)
    return found
