"""The headline as it is printed on the page, then what the page's head calls it."""

from collections.abc import Iterator

from backfile.model.evidence import Evidence
from backfile.recover.headlines import printed
from backfile.recover.host import HostLayout
from backfile.recover.page import Page
from backfile.recover.titles import bare_titles, titles_of, without_last_part
from backfile.recover.trust import TRUST, trust_of
from backfile.text import print_of

LINKED = "ld+json:headline"
WELL_LEARNT = 0.8
"""Share of pages on which a place must hold the headline for it to need no other witness."""


def read_headline(page: Page, site: HostLayout, number: int) -> Iterator[Evidence[object]]:
    """Yield what the page prints as its headline, then what its head calls it."""
    named = bare_titles(page, site)
    printed_words = ""
    if number < 0:
        named = [(place, without_last_part(words)) for place, words in named]
    if number >= 0:
        block = page.blocks[number]
        words = _with_neighbour(page, number, printed(page, block))
        way = _way_of(words, named)
        if site.trust("headline", block.place) > WELL_LEARNT:
            way = "printed"
        place = f"visible:{page.name_of(block.node)}"
        yield Evidence("headline", words, place, trust_of(f"headline:{way}", site))
        printed_words = print_of(words)
    for place, words in named:
        if words:
            kind = place.split(":")[0]
            if number >= 0 and print_of(words) != printed_words:
                kind = "unprinted"  # made for search or for sharing
            yield Evidence("headline", words, place, TRUST[f"headline:{kind}"])


def _way_of(words: str, named: list[tuple[str, str]]) -> str:
    """Say how a printed headline is known, seen what the head calls the story.

    The title is of the window: that it says something else speaks against nothing.
    """
    agree = any(print_of(name) == print_of(words) for _, name in named)
    contested = any(
        name and print_of(name) != print_of(words) for place, name in named if place != "title"
    )
    if agree:
        return "contested" if contested else "printed"
    return "overruled" if contested else "printed-alone"


def _with_neighbour(page: Page, number: int, words: str) -> str:
    """Return the headline together with the line beside it, where linked data says they are one.

    Some publications print a theme in an element of its own above the headline ("The quay wall:").
    """
    for place, title in titles_of(page):
        if place != LINKED:
            continue
        own, whole = print_of(words), print_of(title)
        for other, before in ((number - 1, True), (number + 1, False)):
            if own == whole or not 0 <= other < len(page.blocks):
                continue
            beside = print_of(page.blocks[other].text)
            if beside and whole == (beside + own if before else own + beside):
                return title
    return words
