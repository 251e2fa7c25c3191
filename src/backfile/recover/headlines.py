"""Finds the headline as it is printed, not the title that was made for search engines."""

import re

from backfile.recover.host import HostLayout
from backfile.recover.page import Block, Page
from backfile.recover.zones import AWAY, zone_of
from backfile.text import print_of, squeeze
from backfile.urls import key_of

_HEADINGS = {"h1": 2.0, "h2": 1.2, "h3": 0.4, "h4": 0.0}
"""How far a heading of each rank is likely to be the headline, before all else."""
LONGEST = 300
ENOUGH = 1.5
"""Score from which on a heading is the headline."""
TELLING = 8
"""Letters: shorter headings stand in many titles by chance."""
REPEATS_AT_ALL = 3
"""Stories with the same words at the headline's place: these are the house's, or a series'."""
_PERMALINK = re.compile(r"\s*[#¶§🔗∞]{1,9}\s*$")
_PARTS = re.compile(r"\s+[|\-–—•·»«:/]+\s+|\s*[|•»«]\s*")


def titles_of(page: Page) -> list[tuple[str, str]]:
    """Return what the page's head calls it: (place, words), most direct first."""
    found = []
    story = page.linked.story()
    if story:
        found += [
            ("ld+json:headline", words) for words in page.linked.words(story.get("headline"))[:1]
        ]
    for name in (
        "citation_title",
        "parsely-title",
        "sailthru.title",
        "dc.title",
        "dcterms.title",
        "headline",
        "og:title",
        "twitter:title",
    ):
        found += [(f"meta:{name}", words) for words in page.head.all_of(name)[:1]]
    if page.head.title:
        found.append(("title", page.head.title))
    return found


def without_affix(title: str, site: HostLayout, page: Page) -> str:
    """Return a title without the publication's name, where that stands at an end."""
    names = [
        print_of(name) for name in (page.head.meta("og:site_name"), *site.title_affixes) if name
    ]
    parts = _PARTS.split(title)
    if len(parts) > 1:
        for index in (-1, 0):
            if print_of(parts[index]) in names:
                cut = title.rfind(parts[-1]) if index == -1 else len(parts[0])
                rest = title[:cut] if index == -1 else title[cut:]
                return rest.strip(" \t|-–—•·»«:/")
    return title


def find_headline(page: Page, site: HostLayout) -> int:
    """Return the number of the block that is the headline, or -1."""
    known = {print_of(words) for _, words in titles_of(page)} - {""}
    whole = " ".join(known)
    anchors: set[str] = set()
    if site.anchors and page.address:
        anchors = {print_of(words) for words in site.anchors.get(key_of(page.address), ())}
    best, best_score = -1, ENOUGH
    for block in page.blocks:
        if heading_of(page, block) or site.trust("headline", block.place):
            score = _score(page, site, block, (known, whole, anchors))
            if score > best_score:
                best, best_score = block.number, score
    return best


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


def _score(
    page: Page, site: HostLayout, block: Block, known: tuple[set[str], str, set[str]]
) -> float:
    size = len(block.text)
    if size > LONGEST or block.key in site.everywhere:
        return 0.0
    titles, whole, anchors = known
    own = print_of(block.text)
    score = 4.0 * site.trust("headline", block.place) + _HEADINGS.get(heading_of(page, block), 0.6)
    if own in titles:
        score += 3.0
    elif len(own) > TELLING and own in whole:
        score += 2.5
    if own in anchors:
        score += 2.0
    if page.roles[block.number] in AWAY:
        score -= 2.5
    if block.linked > size / 2 and not _links_to_itself(page, block):
        score -= 1.5
    if site.repeated.get(block.key, 0) >= REPEATS_AT_ALL:
        score -= 1.0
    return score - min(1.0, 0.01 * block.number)


def _links_to_itself(page: Page, block: Block) -> bool:
    if not page.address:
        return False
    own = key_of(page.address)
    return any(key_of(page.links[number].address) == own for number in block.links)


def printed(page: Page, block: Block) -> str:
    """Return a headline's words as printed, without the mark that links to itself.

    Where the element holds a smaller line too, and the head knows the first part as the title, it
    is that part.
    """
    head, _ = parted(page, block)
    return _PERMALINK.sub("", head)


def parted(page: Page, block: Block) -> tuple[str, str]:
    """Part a heading into headline and the line that stands with it in the same element, if any."""
    runs = page.runs_of(block)
    if all(run.up == block.inner for run in runs):
        return block.text, ""
    known = {print_of(words) for _, words in titles_of(page)}
    if print_of(block.text) in known:
        return block.text, ""
    for cut in range(1, len(runs)):
        head = squeeze("".join(run.raw for run in runs[:cut]))
        rest = squeeze("".join(run.raw for run in runs[cut:]))
        own = print_of(head)
        if rest and own and any(title.startswith(own) for title in known):
            return head, rest
    return block.text, ""
