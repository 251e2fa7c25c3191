"""Inside of the element that holds the body: the core where plain paragraphs stand, and the boxes.

Pages put teasers, newsletters, authors' lives and infoboxes between and after the paragraphs of a
story. They stand in elements of their own in which no plain paragraph of the story stands.
"""

from collections import Counter

from backfile.recover import zones as z
from backfile.recover.page import Block
from backfile.recover.reading import HEADINGS, MOSTLY_LINKS, PROSE, SENTENCE_END, Reading, is_prose
from backfile.recover.repeated_text import is_repeated
from backfile.urls import host_of

MOST = 0.9
"""Share of the plain paragraphs that the core must hold."""
BOXES = frozenset({"div", "section", "aside", "article", "center", "details"})
"""Elements that can be a box; lists, tables, quotes and figures are told."""
SMALL = 0.2
"""Share of the body's prose up to which what stands in one kind of box is no part of it. Boxes of
the fundus set hold up to 18 %; bodies that are built of boxes have most of their prose in them."""
MORE_LINES = 2
"""Lines at the place of the story's paragraphs from which on an element is no box of others."""
AFTER, BEYOND = -1, -2
"""Stand for the places of what comes after the core, in the story's element and outside of it."""
WHOLES = frozenset({"article", "main"})
SHOWS = frozenset({"img", "iframe", "video", "audio", "amp-img"})
"""Elements under whose headings something is shown, and nothing told."""
LONGEST_LINE = 120
"""Characters up to which a line in bold letters can be a subhead."""
LOOK_AHEAD = 9
"""Blocks after a heading among which, past captions and what is not told, its text begins."""
BARELY_LINKED = 0.3
"""Share of linked characters up to which one of several paragraphs is told, and refers besides."""
SEVERAL = 3
"""Paragraphs from which on a box is a part of the story rather than an offer with a link."""
ONLY_TOLD = 0.9
"""Share of plain running text from which on a box is a part of the story set apart."""
LONGEST_LABEL = 40
"""Characters of what stands before a link to another story: "Read more:", "More on this |"."""
SINGLE_LINK = 0.85
"""Share of linked characters from which on a paragraph is nothing but a link to elsewhere."""


def mark_boxes(reading: Reading, blocks: list[Block]) -> None:
    """Mark the candidates for the body that stand in boxes, after its end, or are mere links.

    Args:
        reading: its `main` is known.
        blocks: candidates in order.
    """
    plain = [block for block in blocks if block.place == reading.main and is_prose(block)]
    if not plain:
        return
    total = sum(block.size for block in blocks if is_prose(block))
    for place, inside in _boxed(reading, blocks, plain).items():
        prose = sum(block.size for block in inside if is_prose(block))
        if place == BEYOND or (prose <= SMALL * total and (place == AFTER or _is_box(inside))):
            for block in inside:
                reading.page.roles[block.number] = z.RELATED


def _boxed(reading: Reading, blocks: list[Block], plain: list[Block]) -> dict[int, list[Block]]:
    """Return the blocks that stand apart from the plain paragraphs, by the place of their box.

    What stands after the core, in no box of it, is under AFTER; under BEYOND where it does not even
    stand in the element that holds the headline and the core.
    """
    core = _core(reading, plain)
    end = reading.page.nodes[core].end
    last = _end_of_story(reading, core)
    first = plain[0].number
    lines = [b for b in blocks if b.place == reading.main and b.size >= PROSE and not b.linked]
    homes = _homes(reading, core, plain, 1) | _homes(reading, core, lines, MORE_LINES)
    boxed: dict[int, list[Block]] = {}
    for block in blocks:
        if block.number < first or block.place == reading.main or _is_said(reading, block):
            continue
        outside = not core <= block.node < end
        box = block.node if outside else _box_around(reading, block, core, homes)
        if box < 0 or _heads(reading, block, box):
            continue
        away = BEYOND if block.node >= last else AFTER
        boxed.setdefault(away if outside else reading.page.place_of(box), []).append(block)
    return boxed


def _end_of_story(reading: Reading, core: int) -> int:
    """Return where the element ends that holds the headline and the core, and nothing else need.

    One that is named as the body needs no headline. Where no headline is printed, it is the nearest
    article or main part around the core.
    """
    page = reading.page
    headline = reading.headline_node
    for node in page.ancestors(core):
        element = page.nodes[node]
        if reading.zones.own(node) == z.BODY:
            return element.end
        if headline >= 0 and node <= headline < element.end:
            return element.end
        if headline < 0 and element.tag in WHOLES:
            return element.end
    return len(page.nodes)


def _is_said(reading: Reading, block: Block) -> bool:
    return is_prose(block) and is_repeated(block, reading.said)


def _heads(reading: Reading, block: Block, box: int) -> bool:
    """Say whether a block is a subhead: alone in its box, and what follows the box is told."""
    if not is_heading(reading, block) or block.linked > MOSTLY_LINKS * len(block.text):
        return False
    page = reading.page
    end = page.nodes[box].end
    if any(node.tag in SHOWS for node in page.nodes[box:end]):
        return False
    for after in page.blocks[block.number + 1 : block.number + 1 + LOOK_AHEAD]:
        role = page.roles[after.number]
        if not role and (after.place == reading.main or is_heading(reading, after)):
            return True
        if (after.node < end and (not role or role in z.AWAY)) or (not role and is_prose(after)):
            return False
    return False


def is_heading(reading: Reading, block: Block) -> bool:
    """Say whether a block is a heading by its tag, or by that of an element around only it."""
    if block.tag in HEADINGS or is_stressed_line(reading, block):
        return True
    nodes = reading.page.nodes
    up = nodes[block.node].up
    return up >= 0 and nodes[up].tag in HEADINGS and nodes[up].end >= block.last


def is_stressed_line(reading: Reading, block: Block) -> bool:
    """Say whether a block is a line in bold letters that is no sentence."""
    if block.tag != "p" or block.linked or len(block.text) > LONGEST_LINE:
        return False
    node = block.inner
    while node > block.node:
        if reading.page.nodes[node].tag in {"strong", "b"}:
            return block.text.isupper() or not SENTENCE_END.search(block.text)
        node = reading.page.nodes[node].up
    return False


def _is_box(inside: list[Block]) -> bool:
    """Say whether blocks read like a box: a heading, links or labels, not only running text."""
    prose = [block for block in inside if is_prose(block)]
    linked = BARELY_LINKED if len(prose) >= SEVERAL else 0
    told = sum(len(b.text) for b in prose if b.linked <= linked * len(b.text))
    return told < ONLY_TOLD * sum(len(block.text) for block in inside)


def mark_mere_links(reading: Reading, blocks: list[Block]) -> None:
    """Mark paragraphs between others that are nothing but a link to another story of the host.

    A label may stand before the link, where more than one of them has the same.
    """
    labels = Counter(_label_of_link(reading, block) for block in blocks)
    for block in blocks:
        if (label := _label_of_link(reading, block)) and labels[label] > 1:
            reading.page.roles[block.number] = z.RELATED
            continue
        if block.tag in HEADINGS or block.linked < SINGLE_LINK * len(block.text):
            continue
        if block.tag in {"p", "div"} and len(block.links) == 1 and _leads_on(reading, block):
            reading.page.roles[block.number] = z.RELATED


def _label_of_link(reading: Reading, block: Block) -> str:
    """Return the words before the link with which a paragraph ends; "" where it is no such."""
    if block.tag not in {"p", "div"} or len(block.links) != 1 or not block.linked:
        return ""
    link = reading.page.links[block.links[0]]
    label = block.text.removesuffix(link.text)
    if label == block.text or not 1 < len(label) <= LONGEST_LABEL or not _leads_on(reading, block):
        return ""
    return label.casefold().strip()


def _leads_on(reading: Reading, block: Block) -> bool:
    """Say whether a link leads to another page of the same host, under that page's words."""
    address = reading.page.links[block.links[0]].address
    return host_of(address) == reading.page.host and "://" not in block.text


def _core(reading: Reading, plain: list[Block]) -> int:
    """Return the smallest element that holds most of the plain paragraphs."""
    page = reading.page
    weights: dict[int, int] = {}
    for block in plain:
        for node in page.ancestors(block.node)[1:]:
            if node < reading.container:
                break
            weights[node] = weights.get(node, 0) + block.size
    total = sum(block.size for block in plain)
    fit = [node for node, weight in weights.items() if weight >= MOST * total]
    return max(fit, default=reading.container)


def _homes(reading: Reading, core: int, plain: list[Block], least: int) -> set[int]:
    """Return all elements of the core in which at least some number of paragraphs stand."""
    homes: Counter[int] = Counter()
    for block in plain:
        for node in reading.page.ancestors(block.node):
            if node <= core:
                break
            homes[node] += 1
    return {node for node, count in homes.items() if count >= least}


def _box_around(reading: Reading, block: Block, core: int, homes: set[int]) -> int:
    """Return the outermost element of the core around a block that holds no plain paragraph.

    It is -1 where that element cannot be a box.
    """
    nodes = reading.page.nodes
    box, node = -1, block.node
    while node > core and node not in homes:
        if nodes[node].tag in {"blockquote", "table", "figure", "ul", "ol", "dl", "pre"}:
            return -1
        box, node = node, nodes[node].up
    return box if box >= 0 and nodes[box].tag in BOXES else -1
