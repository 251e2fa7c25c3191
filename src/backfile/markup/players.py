"""Players, widgets and cards of foreign markup: what they showed, and what stands for them."""

from backfile.markup.addresses import link_target
from backfile.markup.elements import BLOCK, BREAKS
from backfile.markup.tree import Node
from backfile.urls import Base


def words_of_placeholder(nodes: list[Node], number: int) -> str:
    """Return the words of a placeholder that was made before: what is clean stays as it is."""
    node = nodes[number]
    inside = nodes[number + 1 : node.end]
    if "embed" not in node.get("class").split() or not inside or inside[0].tag != "a":
        return ""
    link_end = inside[0].end
    if link_end < node.end and any(n.tag or n.raw.strip() for n in nodes[link_end : node.end]):
        return ""
    return "".join(inner.raw for inner in inside if not inner.tag)


def embed_target(nodes: list[Node], number: int, base: str | Base | None) -> str:
    """Return the address of what a player or widget showed, or ""."""
    node = nodes[number]
    for name in ("src", "data-src", "data-lazy-src", "cite", "data-instgrm-permalink", "data-href"):
        target = link_target(base, node.get(name))
        if target.startswith("http"):
            return target
    target = ""
    for inner in nodes[number + 1 : node.end]:
        if inner.tag in {"a", "source"}:
            found = link_target(base, inner.get("href") or inner.get("src"))
            target = found if found.startswith("http") else target
    return target


def first_words_in_blocks(nodes: list[Node], number: int) -> int | None:
    """Return the first run of words inside a link that holds whole blocks; None where it does not.

    A link around a card, a heading or a list of divisions cannot stand in a line of text: its
    first words carry it.
    """
    words, holds_blocks = None, False
    for at in range(number + 1, nodes[number].end):
        node = nodes[at]
        if node.tag:
            holds_blocks = holds_blocks or node.tag in BREAKS or node.tag in BLOCK
        elif words is None and not node.raw.isspace():
            words = at
        if holds_blocks and words is not None:
            return words
    return None
