"""What each block inside of the element that holds the body is: told, or only standing there."""

from collections import Counter
from collections.abc import Callable

from backfile.recover import zones as z
from backfile.recover.boxes import mark_boxes, mark_mere_links
from backfile.recover.dates import find_dates
from backfile.recover.doubled import mark_bare_labels, mark_doubled
from backfile.recover.endings import cut_endings
from backfile.recover.names import is_name, opening_role
from backfile.recover.page import Block
from backfile.recover.pictures import find_pictures
from backfile.recover.reading import (
    HEADINGS,
    MOSTLY_LINKS,
    PROSE,
    REPEATS_ALONE,
    REPEATS_AT_ALL,
    SENTENCE_END,
    Reading,
    is_prose,
)
from backfile.recover.readtimes import is_read_time
from backfile.recover.widening import find_wider
from backfile.urls import host_of, key_of

NAMES_LIE_FROM = 160
"""Characters from which on a block named "date" or "tags" is taken for prose all the same."""
PLACE_REPEATS = 0.6
"""Share of repeated words from which on a place holds furniture."""
REPEATED = "repeated"
"""Role of blocks of which other stories have the same: a disclaimer, or a byline."""
NOTICES = frozenset({"letter", "disclaimer", "correction", "update"})
ALL_LINKED = 0.85
ENDS_LINKED = 0.6
"""The same where each item is a label and a link: "Drones: what the inspectors found"."""
BEFORE_ANY, BEFORE_A_SUBHEAD = 3, 12
"""Blocks before one among which a plain paragraph says that it comes after the story's beginning;
more before a heading: pictures and boxes stand between."""
NEAR_THE_TOP = 4
"""Blocks of a body among which a byline may stand after a standfirst."""


def mark_interior(reading: Reading) -> None:
    """Fill the roles of the blocks around the body, and the list of those that are the body."""
    if reading.container < 0:
        return
    _mark_other_articles(reading)
    inside = _blocks_inside(reading)
    reading.main = _find_main(reading, inside)
    if not reading.site.containers and (wider := find_wider(reading)) >= 0:
        reading.container = wider
        inside = _blocks_inside(reading)
    reading.shown = find_pictures(reading)
    words = {number for shown in reading.shown for number in shown.words}
    for number in words:
        if reading.page.roles[number] not in {z.CAPTION, z.CREDIT}:
            reading.page.roles[number] = z.CAPTION
    candidates = [block for block in inside if _is_candidate(reading, block)]
    main = reading.main
    _drop_link_lists(reading, candidates)
    mark_boxes(reading, candidates)
    mark_mere_links(reading, candidates)
    mark_doubled(reading, candidates)
    mark_bare_labels(reading, candidates)
    kept = [block for block in candidates if not reading.page.roles[block.number]]
    kept = cut_endings(reading, _without_edges(reading, kept, main))
    for block in kept:
        reading.page.roles[block.number] = z.BODY
    reading.body = [block.number for block in kept]


def _mark_other_articles(reading: Reading) -> None:
    """An article element that neither holds nor is held by the body is another story's teaser."""
    page = reading.page
    nodes, home = page.nodes, reading.container
    own = {home, *page.ancestors(home)}
    for number in [n for n, node in enumerate(nodes) if node.tag == "article" and n not in own]:
        node = nodes[number]
        if number <= reading.headline_node < node.end:
            continue
        if number > home and node.end <= nodes[home].end and not _is_teaser(reading, number):
            continue
        for block in page.blocks:
            if number <= block.node < node.end and page.roles[block.number] not in z.AWAY:
                page.roles[block.number] = z.RELATED


def _is_teaser(reading: Reading, number: int) -> bool:
    """Say whether an article inside of the body's element is headed by a link to elsewhere."""
    end = reading.page.nodes[number].end
    inside = [b for b in reading.page.blocks if number <= b.node < end]
    return any(b.tag in HEADINGS and b.linked > ALL_LINKED * len(b.text) for b in inside)


def _find_main(reading: Reading, inside: list[Block]) -> int:
    """Return the place of most of the story's prose: after the headline, in what is named a body.

    Where nothing is named so, or nothing stands after the headline, it is that of all prose.
    """
    free = [block for block in inside if not reading.page.roles[block.number]]
    after = [block for block in free if block.number > reading.headline]
    named = [block for block in after if reading.zones.at(block.inner) == z.BODY]
    return main_place(named) or main_place(after) or main_place(free)


def main_place(blocks: list[Block]) -> int:
    """Return the place at which most of the prose stands; 0 where there is none."""
    count: Counter[int] = Counter()
    for block in blocks:
        if is_prose(block):
            count[block.place] += min(len(block.text), 600)
    return max(count, key=lambda place: (count[place], -place)) if count else 0


def _blocks_inside(reading: Reading) -> list[Block]:
    end = reading.page.nodes[reading.container].end
    return [b for b in reading.page.blocks if reading.container <= b.node < end]


def _is_candidate(reading: Reading, block: Block) -> bool:
    """Give a block the role that keeps it out of the body, if any; say whether it has none."""
    role = _role_in_body(reading, block)
    reading.page.roles[block.number] = role
    return not role


def _role_in_body(reading: Reading, block: Block) -> str:
    role = reading.page.roles[block.number]
    if role in z.AWAY or role in NOTICES or role in {z.HEADLINE, z.CAPTION, z.CREDIT}:
        return role
    if _is_repeated(reading, block):
        return REPEATED
    if block.number < reading.headline:
        return role or "above"
    if _stands_in_figure(reading, block):
        return z.CAPTION
    return role if role and not _is_named_wrongly(reading, block, role) else ""


def _is_named_wrongly(reading: Reading, block: Block, role: str) -> bool:
    """Say whether a block is prose or a subhead, though its element is called something else."""
    if role == z.STANDFIRST:
        return _follows_prose(reading, block)
    return block.size >= NAMES_LIE_FROM


def _follows_prose(reading: Reading, block: Block) -> bool:
    """Say whether plain paragraphs stand before a block: then it is a subhead by any name."""
    far = BEFORE_A_SUBHEAD if block.tag in HEADINGS else BEFORE_ANY
    before = reading.page.blocks[max(0, block.number - far) : block.number]
    return any(b.place == reading.main and is_prose(b) for b in before)


def _stands_in_figure(reading: Reading, block: Block) -> bool:
    page, node = reading.page, block.node
    while node > reading.container:
        tag = page.nodes[node].tag
        if tag in {"table", "blockquote", "pre", "ul", "ol"}:
            return False
        if tag in {"figure", "figcaption"}:
            return True
        node = page.nodes[node].up
    return False


def _is_repeated(reading: Reading, block: Block) -> bool:
    site = reading.site
    if not site.stories:
        return False
    key = block.key
    times = site.repeated.get(key, 0)
    if times < REPEATS_AT_ALL:
        return False
    if times >= REPEATS_ALONE * site.stories or key in site.edges:
        return True
    stats = site.places.get(block.place)
    if stats is None or block.place == reading.main or block.tag in {"td", "th"}:
        return False
    return stats.repeated >= PLACE_REPEATS


def _drop_link_lists(reading: Reading, candidates: list[Block]) -> None:
    """Lists that are nothing but links to other stories are not told by anybody."""
    by_list: dict[int, list[Block]] = {}
    page = reading.page
    for block in candidates:
        holder = _list_around(reading, block)
        if holder >= 0:
            by_list.setdefault(holder, []).append(block)
    for blocks in by_list.values():
        linked = sum(block.linked for block in blocks)
        share = ENDS_LINKED if all(_ends_in_link(reading, b) for b in blocks) else ALL_LINKED
        if linked < share * sum(len(block.text) for block in blocks):
            continue
        if sum(_leads_away(reading, block) for block in blocks) * 2 < len(blocks):
            for block in blocks:
                page.roles[block.number] = z.RELATED


def _ends_in_link(reading: Reading, block: Block) -> bool:
    """Say whether a list's item is a label and then a link."""
    links = reading.page.links
    return len(block.links) == 1 and block.text.endswith(links[block.links[0]].text or "\0")


def _leads_away(reading: Reading, block: Block) -> bool:
    """Say whether a block's first link leads to another host, or to a place on its own page."""
    page = reading.page
    address = page.links[block.links[0]].address if block.links else ""
    if not address.startswith("http"):
        return False
    if host_of(address) != page.host:
        return bool(page.host)
    return "#" in address.rstrip("#") and key_of(address) == key_of(page.address or "")


def _list_around(reading: Reading, block: Block) -> int:
    page, node = reading.page, block.node
    while node > reading.container:
        if page.nodes[node].tag in {"ul", "ol"}:
            return node
        node = page.nodes[node].up
    return -1


def _without_edges(reading: Reading, kept: list[Block], main: int) -> list[Block]:
    roles = reading.page.roles
    first = next((i for i, b in enumerate(kept) if is_prose(b)), len(kept))
    start = first
    while start > 0 and _may_open(kept[start - 1], main):
        start -= 1
    for block in kept[:start]:
        roles[block.number] = role_of_label(block) or "meta"
    kept = kept[start:]
    for block in kept[:NEAR_THE_TOP]:
        label = role_of_label(block)
        if label in {z.BYLINE, "readtime"} or (label == z.DATE and block.times):
            roles[block.number] = z.BYLINE
    kept = [block for block in kept if roles[block.number] != z.BYLINE]
    first = next((i for i, b in enumerate(kept) if is_prose(b)), len(kept))
    end = len(kept)
    while end > first and _is_trailing(kept[end - 1], main):
        end -= 1
        roles[kept[end].number] = role_of_label(kept[end]) or "meta"
    return kept[:end]


def _may_open(block: Block, main: int) -> bool:
    if role_of_label(block):
        return False
    return block.tag in HEADINGS or block.place == main or (block.tag == "li" and not block.linked)


def _is_trailing(block: Block, main: int) -> bool:
    if block.tag in HEADINGS or block.linked > ALL_LINKED * len(block.text):
        return True
    if is_prose(block) or block.tag in {"td", "th", "li", "cite", "blockquote"}:
        return False
    if block.place == main and role_of_label(block) in {"", "label"}:
        return False
    return bool(role_of_label(block)) or not SENTENCE_END.search(block.text)


def role_of_label(block: Block) -> str:
    """Return what a short line near a story says: date, authors, reading time ...; or ""."""
    if len(block.text) > NAMES_LIE_FROM or is_prose(block):
        return ""
    return next((role for role, says in LABELS if says(block)), "")


def _says_who(block: Block) -> bool:
    opening = opening_role(block.text)
    return opening is not None and bool(opening[1]) and len(block.text) < NAMES_LIE_FROM / 2


def _says_when(block: Block) -> bool:
    if len(block.text) >= NAMES_LIE_FROM / 2 or SENTENCE_END.search(block.text):
        return False
    return any(found.span for found in find_dates(block.text))


def _is_bare_name(block: Block) -> bool:
    return len(block.text) < PROSE and " " in block.text and is_name(block.text)


LABELS: tuple[tuple[str, Callable[[Block], bool]], ...] = (
    ("readtime", lambda block: is_read_time(block.text)),
    (z.BYLINE, _says_who),
    (z.DATE, _says_when),
    (z.TAGS, lambda block: block.linked > MOSTLY_LINKS * len(block.text)),
    ("label", _is_bare_name),
)
"""What a short line near a story can be; the first that fits rules."""
