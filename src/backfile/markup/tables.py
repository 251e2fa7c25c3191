"""Tables of foreign markup: those that hold facts, and those that only lay out a page."""

from backfile.markup.elements import SMALLEST_TABLE
from backfile.markup.tree import Node


def span_of(node: Node) -> str:
    """Return the attributes by which a cell spans others."""
    return "".join(
        f' {name}="{node.get(name)}"'
        for name in ("colspan", "rowspan")
        if node.get(name).isdecimal()
    )


def is_data_table(nodes: list[Node], number: int) -> bool:
    """Say whether a table holds figures and facts; otherwise it only lays out a page.

    A table that holds another, or has fewer than four cells, or cells with several paragraphs or
    headings, is for layout.
    """
    cells = blocks = 0
    for node in nodes[number + 1 : nodes[number].end]:
        if node.tag in {"td", "th"}:
            cells += 1
        elif node.tag == "table":
            return False
        elif node.tag in {"p", "h1", "h2", "h3", "article", "figure"}:
            blocks += 1
    return cells >= SMALLEST_TABLE and blocks <= cells
