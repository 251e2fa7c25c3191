"""Bodies that a page keeps in several elements: before a wall and after it, or in chapters."""

from collections import Counter

from backfile.recover import zones as z
from backfile.recover.page import Block
from backfile.recover.reading import Reading, is_prose


def find_wider(reading: Reading) -> int:
    """Return the element that holds all parts of a parted body; -1 where one element holds it.

    Parts are known by paragraphs of the same name: that of their own class, or of the element
    around them. They are looked for in the smallest element that holds the headline too, and only
    where the element that holds most is not itself named as the body.

    Args:
        reading: its `main` is known.
    """
    page = reading.page
    whole = _around_headline(reading)
    if whole in {-1, reading.container} or reading.zones.own(reading.container) == z.BODY:
        return -1
    own = [b for b in page.blocks_in(reading.container) if b.place == reading.main and is_prose(b)]
    names = Counter(page.name_of(block.node) for block in own)
    name = max(names, key=lambda one: names[one], default="")
    if "." not in name:
        return -1
    parts = [
        block
        for block in page.blocks_in(whole)
        if block.number > reading.headline
        and not page.roles[block.number]
        and is_prose(block)
        and page.name_of(block.node) == name
    ]
    return _common(reading, [*parts, *own[:1]])


def _around_headline(reading: Reading) -> int:
    """Return the smallest element that holds the headline and the container; -1 without one."""
    headline = reading.headline_node
    for node in reading.page.ancestors(reading.container):
        if node <= headline < reading.page.nodes[node].end:
            return node
    return -1


def _common(reading: Reading, blocks: list[Block]) -> int:
    """Return the smallest element around the container that holds some blocks."""
    nodes = reading.page.nodes
    first, last = min(b.node for b in blocks), max(b.node for b in blocks)
    for node in reading.page.ancestors(reading.container):
        if node <= first and last < nodes[node].end:
            return node if node != reading.container else -1
    return -1
