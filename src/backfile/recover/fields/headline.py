"""The headline as it is printed on the page, then what the page's head calls it."""

from collections.abc import Iterator

from backfile.model.evidence import Evidence
from backfile.recover.headlines import printed
from backfile.recover.host import HostLayout
from backfile.recover.page import Page
from backfile.recover.titles import bare_titles, titles_of, without_last_part
from backfile.recover.trust import TRUST
from backfile.text import print_of

LINKED = "ld+json:headline"
WELL_LEARNT = 0.8
"""Share of pages on which a place must hold the headline for it to need no other witness."""


def read_headline(page: Page, site: HostLayout, number: int) -> Iterator[Evidence[object]]:
    """Yield what the page prints as its headline, then what its head calls it."""
    named = bare_titles(page, site)
    if number < 0:
        named = [(place, without_last_part(words)) for place, words in named]
    if number >= 0:
        block = page.blocks[number]
        words = _with_neighbour(page, number, printed(page, block))
        agree = any(print_of(name) == print_of(words) for _, name in named)
        learnt = site.trust("headline", block.place)
        trust = (
            TRUST["headline:printed"]
            if agree or learnt > WELL_LEARNT
            else TRUST["headline:printed-alone"]
        )
        yield Evidence("headline", words, f"visible:{page.name_of(block.node)}", trust)
    for place, words in named:
        if words:
            kind = place.split(":")[0]
            yield Evidence("headline", words, place, TRUST[f"headline:{kind}"])


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
