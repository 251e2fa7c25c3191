"""Finds the headline as it is printed, not the title that was made for search engines."""

import re
from dataclasses import dataclass

from backfile.markup.tree import Node
from backfile.recover.host import HostLayout
from backfile.recover.page import Block, Page
from backfile.recover.titles import Titles, house_of, plain, read_titles
from backfile.recover.zones import AWAY, zone_of
from backfile.text import print_of, squeeze
from backfile.urls import key_of

_HEADINGS = {"h1": 2.0, "h2": 1.2, "h3": 0.4, "h4": 0.0}
"""How far a heading of each rank is likely to be the headline, before all else."""
LONGEST = 300
ENOUGH, ENOUGH_ALONE = 1.5, 0.9
"""Score from which on a heading is the headline; a first heading (h1) needs no title that agrees:
titles made for search engines differ from a third of the printed ones (naeb, wcxb)."""
TELLING = 8
"""Letters: shorter headings stand in many titles by chance."""
ALIKE = 0.3
"""Share of runs of letters in common with a title from which on a heading says nearly the same."""
MOST_OF_TITLE = 0.6
"""Share of a title's letters from which on its beginning is the headline, if a line says it."""
REPEATS_AT_ALL = 3
"""Stories with the same words at the headline's place: these are the house's, or a series'."""
IN_TEXT = 1.5
"""What a lower heading loses that stands after paragraphs: as much as likeness to a title gives."""
BEFORE, TEXT_BEFORE = 14, 400
"""Blocks before a heading, and characters of paragraphs among them that make it a subhead."""
_PERMALINK = re.compile(r"\s*[#¶§🔗∞]{1,9}\s*$")
_SENTENCE_END = re.compile(r"[.!?…。！？؟۔]\W{0,2}$")
_LEADING_MARK = re.compile(r"^[:–—|/-]\s+")


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of a page's headline before it is looked for."""

    titles: Titles
    anchors: frozenset[str]
    house: set[str]


def find_headline(page: Page, site: HostLayout) -> int:
    """Return the number of the block that is the headline, or -1."""
    anchors: frozenset[str] = frozenset()
    if site.anchors and page.address:
        words = site.anchors.get(key_of(page.address), ())
        anchors = frozenset(print_of(text) for text in words)
    known = _Known(read_titles(page), anchors, house_of(page, site))
    best = _best_heading(page, site, known)
    if best >= 0 and (site.confirms or not _is_doubtful(page, page.blocks[best], known)):
        return best
    named = _named_by_title(page, known)
    return named if best < 0 or 0 <= named < best else best


def _is_doubtful(page: Page, block: Block, known: _Known) -> bool:
    """Say whether a lower heading only resembles the titles: a plain line may be one of them."""
    return heading_of(page, block) != "h1" and print_of(block.text) not in known.titles.whole


def _best_heading(page: Page, site: HostLayout, known: _Known) -> int:
    """Return the number of the heading that is most likely the headline, or -1."""
    best, best_score = -1, 0.0
    for block in page.blocks:
        if len(block.text) > LONGEST or block.key in site.everywhere:
            continue
        heading = heading_of(page, block)
        if heading or site.trust("headline", block.place):
            score = _score(page, site, block, heading, known)
            if score > best_score and score > (ENOUGH_ALONE if heading == "h1" else ENOUGH):
                best, best_score = block.number, score
    return best


def _named_by_title(page: Page, known: _Known) -> int:
    """Return the first plain line that says what the head calls the page, or -1."""
    for block in page.blocks:
        if len(block.text) > LONGEST or block.linked or page.roles[block.number] in AWAY:
            continue
        own = print_of(block.text)
        if len(own) > TELLING and own not in known.house and _begins_title(own, known.titles):
            return block.number
    return -1


def _begins_title(own: str, titles: Titles) -> bool:
    """Say whether a line is a title, or one without the name at its end, whatever parts them."""
    if own in titles.whole:
        return True
    return any(
        title.startswith(own) and len(own) >= MOST_OF_TITLE * len(title) for title in titles.all
    )


def heading_of(page: Page, block: Block) -> str:
    """Return the tag of the heading in which a block stands, or "heading" by its name, or ""."""
    node = block.inner
    for _ in range(6):
        if node < 0:
            break
        element = page.nodes[node]
        if element.tag in _HEADINGS:
            return element.tag
        if element.raw and zone_of(element.tag, element.raw) == "headline":
            return "headline"
        node = element.up
    return ""


def _score(page: Page, site: HostLayout, block: Block, heading: str, known: _Known) -> float:
    own = print_of(block.text)
    score = 4.0 * site.trust("headline", block.place) + _HEADINGS.get(heading, 0.6)
    score += _agreement(own, known.titles)
    if own in known.anchors:
        score += 2.0
    if own in known.house:
        score -= 3.0
    if page.roles[block.number] in AWAY:
        # A path of links often ends in the title: it is there twice, and once as the headline.
        score -= 4.0 if page.within(block, "nav") else 2.5
    if block.linked > len(block.text) / 2 and not _links_to_itself(page, block):
        score -= 1.5
    if site.repeated.get(block.key, 0) >= REPEATS_AT_ALL:
        score -= 1.0
    if own not in known.titles.whole and heading != "h1" and _stands_in_text(page, block):
        score -= IN_TEXT
    return score - min(1.0, 0.01 * block.number)


def _stands_in_text(page: Page, block: Block) -> bool:
    """Say whether paragraphs stand right before a heading, in its own element: a subhead."""
    up = page.nodes[block.node].up
    before = page.blocks[max(0, block.number - BEFORE) : block.number]
    beside = [b for b in before if b.tag == "p" and page.nodes[b.node].up == up]
    return sum(b.size for b in beside) >= TEXT_BEFORE


def _agreement(own: str, titles: Titles) -> float:
    """Return how far the titles of the head speak for a heading, 0 to 3."""
    if own in titles.whole:
        return 3.0
    if len(own) <= TELLING:
        return 0.0
    held = min(1.0, 2 * titles.holding(own))
    like = titles.likeness(own) if held < 1.0 else 0.0
    return max(2.5 * held, 2.5 * like if like > ALIKE else 0.0)


def _links_to_itself(page: Page, block: Block) -> bool:
    if not page.address:
        return False
    own = key_of(page.address)
    return any(key_of(page.links[number].address) == own for number in block.links)


def printed(page: Page, block: Block) -> str:
    """Return a headline's words as printed, without the mark that links to itself.

    Where the element holds a smaller line too, and the head knows the other part as the title, it
    is that part.
    """
    head, _ = parted(page, block)
    return _PERMALINK.sub("", plain(head))


def parted(page: Page, block: Block) -> tuple[str, str]:
    """Part a heading into headline and the line that stands after it in the same element, if any.

    What stands before the headline in the same element (a kicker) is left out.
    """
    runs = page.runs_of(block)
    if all(run.up == block.inner for run in runs):
        return block.text, ""
    titles = read_titles(page)
    whole = print_of(block.text)
    known = any(whole in title for title in titles.all)
    for cut in range(1, len(runs)):
        head, rest = _words(runs[:cut]), _words(runs[cut:])
        # A title may hold both, parted by a dash; then the second one must be a sentence.
        if rest and print_of(head) in titles.heads and (not known or _SENTENCE_END.search(rest)):
            return head, rest
    for cut in range(1, len(runs)) if not known else ():
        rest = _words(runs[cut:])
        if _ends_a_title(print_of(rest), titles):
            return _LEADING_MARK.sub("", rest), ""
    return block.text, ""


def _words(runs: list[Node]) -> str:
    return squeeze("".join(run.raw for run in runs))


def _ends_a_title(own: str, titles: Titles) -> bool:
    """Say whether a title of the head is these words, or most of it at its end."""
    if len(own) <= TELLING:
        return False
    return any(title.endswith(own) and 2 * len(own) >= len(title) for title in titles.whole)
