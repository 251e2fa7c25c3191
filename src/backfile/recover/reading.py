"""One page, looked at as a whole: where its headline and body stand, and what each block is.

The order of looking is the law of the place: what is furniture, then the headline, then the element
that holds the body, then each block inside and around it.
"""

import re
from dataclasses import dataclass, field

from backfile.recover import zones as z
from backfile.recover.headlines import find_headline
from backfile.recover.host import HostLayout
from backfile.recover.notices import FURNITURE as WORDED_FURNITURE
from backfile.recover.notices import classify, find_letter
from backfile.recover.page import Block, Page, Picture
from backfile.recover.repeated_text import find_repeated_text, is_repeated
from backfile.recover.titles import read_titles
from backfile.text import print_of

PROSE = 25
"""Characters from which on a block can be prose: shorter lines are labels, names, dates."""
SURE_PROSE = 80
MOSTLY_LINKS = 0.5
HOLDS_BODY = 0.66
"""Share of a page's prose that an element must hold for its parent to be left for it."""
NEAR_NAME = 6
"""Elements up from the one that holds most prose, among which the name of the whole is believed."""
HOLDS_SAID = 0.9
"""The same, of prose that linked data repeat: they say what belongs to it."""
FULL_WEIGHT = 600
"""Characters beyond which a block's length says nothing more: a page in one block is no better."""
REPEATS_ALONE = 0.2
"""Share of stories from which on a repeated text is no part of any, wherever it stands."""
REPEATS_AT_ALL = 3
"""Stories on which a text must stand before its repetition means anything."""
LIES = 0.4
"""Share of a page's prose from which on the name of what holds it is not believed."""
NESTED = 4
"""Elements within each other of which each may be named wrongly; three were met."""
SEEN_THROUGH = frozenset(
    {z.SHARE, z.FURNITURE, z.RELATED, z.SECTION, z.TAGS, z.DATE, z.BYLINE, z.STANDFIRST}
)
"""Zones whose names are not believed of what holds much of a page's prose."""
LEAVES = frozenset(
    [
        "p",
        "li",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "blockquote",
        "pre",
        "dd",
        "dt",
        "td",
        "span",
        "a",
        "em",
        "strong",
        "b",
        "i",
        "font",
    ]
)
HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
TITLE_TAGS = frozenset(["h1", "h2"])
NO_TITLES = ("nav", "aside", "footer", "form", "li", "dialog")
"""Elements in which a page's title stands once more, at the end of a path or in a box."""
SENTENCE_END = re.compile(r"[.!?…。！？؟۔»”\"'’)]\s*$")


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture of a page with the blocks of words that belong to it."""

    picture: Picture
    address: str
    wrapper: int
    """Number of the largest element that holds nothing but the picture and its words."""
    words: tuple[int, ...]


@dataclass(slots=True)
class Reading:
    """A page with what was found on it.

    Attributes:
        page: its `roles` are filled.
        site: what is known of its host.
        zones: of its elements.
        headline: number of the headline's block; -1 where the page prints none.
        container: number of the element that holds the body; -1 where there is none.
        main: place at which most of the prose stands.
        body: numbers of the blocks of the body, in order.
        shown: pictures that may belong to the story.
        notices: (kind, numbers of blocks).
        said: the text as linked data repeat it (letters and digits); "" where they do not.
    """

    page: Page
    site: HostLayout
    zones: z.Zones
    headline: int = -1
    container: int = -1
    main: int = 0
    body: list[int] = field(default_factory=list)
    shown: list[Shown] = field(default_factory=list)
    notices: list[tuple[str, list[int]]] = field(default_factory=list)
    said: str = ""

    def block(self, number: int) -> Block:
        """Return a block by its number."""
        return self.page.blocks[number]

    @property
    def headline_node(self) -> int:
        """Number of the element that holds the headline; -1 where there is none."""
        return self.page.blocks[self.headline].node if self.headline >= 0 else -1

    @property
    def prose(self) -> int:
        """Characters of prose in the body."""
        return sum(len(self.block(n).text) for n in self.body if is_prose(self.block(n)))


def is_prose(block: Block) -> bool:
    """Say whether a block reads like running text."""
    size = block.size
    if size < PROSE or block.linked > MOSTLY_LINKS * len(block.text) or block.tag in HEADINGS:
        return False
    return size >= SURE_PROSE or bool(SENTENCE_END.search(block.text))


def read_page(page: Page, site: HostLayout) -> Reading:
    """Look at a page as a whole; fills the roles of its blocks."""
    reading = Reading(page, site, z.Zones(page))
    _mark_furniture(reading)
    reading.headline = find_headline(page, site)
    if reading.headline >= 0:
        page.roles[reading.headline] = z.HEADLINE
    reading.said = find_repeated_text(page)
    reading.container = _find_container(reading)
    _mark_notices(reading)
    return reading


def _mark_furniture(reading: Reading) -> None:
    _see_through_names(reading)
    _free_the_headline(reading)
    page, site, roles = reading.page, reading.site, reading.page.roles
    for block in page.blocks:
        zone = reading.zones.at(block.inner)
        if zone in z.AWAY:
            roles[block.number] = zone
        elif site.pages and block.key in site.everywhere:
            roles[block.number] = z.FURNITURE
        else:
            roles[block.number] = zone if zone not in {z.BODY, z.HEADLINE} else ""


def _see_through_names(reading: Reading) -> None:
    """What holds most of a page's prose is no wall, sponsor's box, share bar or byline.

    Where such elements stand in each other, the next one speaks up once one is not believed.
    """
    prose = [block for block in reading.page.blocks if is_prose(block)]
    for _ in range(NESTED):
        if not _disbelieve_names(reading, prose):
            return


def _disbelieve_names(reading: Reading, prose: list[Block]) -> bool:
    """Believe the outermost names no more that hold most of a page's prose; say if there were."""
    page, zones = reading.page, reading.zones
    total = 0
    behind: dict[str, int] = {}
    for block in prose:
        weight = min(block.size, FULL_WEIGHT)
        total += weight
        if zones.at(block.inner) in SEEN_THROUGH:
            raw = page.nodes[zones.speaker(block.inner)].raw
            behind[raw] = behind.get(raw, 0) + weight
    lies = [raw for raw, weight in behind.items() if raw and weight >= LIES * total]
    if total < SURE_PROSE * 4:
        return False
    for raw in lies:
        zones.disbelieve(raw)
    return bool(lies)


def _free_the_headline(reading: Reading) -> None:
    """What holds the only heading that says what the head calls the page is no furniture."""
    page, zones = reading.page, reading.zones
    if reading.site.confirms:
        return
    titles = read_titles(page).whole
    said = [b for b in page.blocks if b.tag in TITLE_TAGS and print_of(b.text) in titles]
    if any(zones.at(block.inner) not in z.AWAY for block in said):
        return
    for block in said:
        speaker = zones.speaker(block.inner)
        if speaker >= 0 and not page.within(block, *NO_TITLES) and 2 * block.linked < block.size:
            zones.disbelieve(page.nodes[speaker].raw)


def _find_container(reading: Reading) -> int:
    """Return the smallest element that holds most of the page's prose."""
    page = reading.page
    weights = _weights(reading)
    if not weights:
        return -1
    total = weights.get(0, 0) or max(weights.values())
    learnt = _learnt_container(reading, weights, total)
    if learnt >= 0:
        return learnt
    best = 0
    share = HOLDS_SAID if reading.said else HOLDS_BODY
    for node in sorted(weights):
        element = page.nodes[node]
        if weights[node] >= share * total and element.tag not in LEAVES:
            best = node
    return _named_around(reading, best)


def _named_around(reading: Reading, best: int) -> int:
    """Return the element around one that is named as a story's body, if there is one near it.

    Bodies are parted: in what is shown before a wall and after, in chapters, in entries.
    """
    for node in reading.page.ancestors(best)[:NEAR_NAME]:
        if reading.zones.own(node) == z.BODY:
            return node
        if reading.page.nodes[node].tag in {"article", "main", "body"}:
            break
    return best


def _weights(reading: Reading) -> dict[int, float]:
    page = reading.page
    weights: dict[int, float] = {}
    for block in page.blocks:
        role = page.roles[block.number]
        if role in z.AWAY or role in {z.CAPTION, z.CREDIT, z.HEADLINE} or not is_prose(block):
            continue
        if block.number < reading.headline and block.size < 2 * SURE_PROSE:
            continue
        weight = min(block.size, FULL_WEIGHT) * (1 - block.linked / len(block.text))
        if reading.site.repeated.get(block.key, 0) >= REPEATS_AT_ALL:
            weight *= 0.2
        if reading.said and not is_repeated(block, reading.said):
            weight *= 0.05
        node = block.node
        while node >= 0:
            weights[node] = weights.get(node, 0.0) + weight
            node = page.nodes[node].up
    return weights


def _learnt_container(reading: Reading, weights: dict[int, float], total: float) -> int:
    """Return the element at a place where this host keeps its bodies, if it holds prose."""
    site, page = reading.site, reading.page
    if not site.containers:
        return -1
    best, best_weight = -1, 0.25 * total
    for node, weight in weights.items():
        if weight > best_weight or (best >= 0 and weight == best_weight):
            share = site.containers.get(page.place_of(node), 0.0)
            if share >= REPEATS_ALONE and weight * share > best_weight * 0.9:
                best, best_weight = node, weight
    return best


def _mark_notices(reading: Reading) -> None:
    """Mark letters, disclaimers and corrections, by their wording."""
    page = reading.page
    texts = [block.text for block in page.blocks]
    for number in find_letter(texts):
        if page.roles[number] not in z.AWAY or page.roles[number] == z.FURNITURE:
            page.roles[number] = "letter"
    for block in page.blocks:
        if page.roles[block.number] in {"letter", z.HEADLINE, *z.AWAY}:
            continue
        kind = classify(block.text)
        if kind == WORDED_FURNITURE and _is_worded_furniture(block):
            page.roles[block.number] = z.FURNITURE
        elif kind is not None and kind != WORDED_FURNITURE:
            page.roles[block.number] = kind


def _is_worded_furniture(block: Block) -> bool:
    return block.tag not in HEADINGS or len(block.text) < SURE_PROSE
