"""Lines of a body that say once more what stands beside them, and labels of what was taken out."""

import re

from backfile.recover import zones as z
from backfile.recover.page import Block, Page
from backfile.recover.pictures_words import IS_KNOB
from backfile.recover.reading import Reading, is_prose
from backfile.text import print_of

_QUOTE = re.compile(r"quote|zitat|citation|\bcita\b|citat", re.IGNORECASE)
"""What page makers call a quote."""
LEVELS = 4
"""Elements around a line among which one says that it is a quote."""
SHORTEST_QUOTE = 24
"""Letters: shorter lines stand in a longer paragraph by chance."""
MOST_COMPARED = 20_000_000
"""Letters of a body times its lines that are looked for in it; a long story has two million."""
LONGEST_BARE_LABEL = 40
"""Characters of a label above a list: "Read more:" and its like."""


def mark_doubled(reading: Reading, blocks: list[Block]) -> None:
    """Mark the quotes that a paragraph of the story says too: they are set large to draw the eye.

    A subhead may say what the paragraph below begins with: it is no quote.
    """
    roles = reading.page.roles
    plain = [b for b in blocks if not roles[b.number] and b.place == reading.main and is_prose(b)]
    text = "\n".join(print_of(block.text) for block in plain)
    lines = [b for b in blocks if b.place != reading.main and _is_quote(reading.page, b)]
    if len(text) * len(lines) > MOST_COMPARED:
        return
    for block in lines:
        own = print_of(block.text)
        if len(own) >= SHORTEST_QUOTE and own in text and not roles[block.number]:
            roles[block.number] = z.RELATED


def _is_quote(page: Page, block: Block) -> bool:
    holders = page.ancestors(block.inner)[:LEVELS]
    return any(
        page.nodes[node].tag in {"blockquote", "aside", "q"} or _QUOTE.search(page.nodes[node].raw)
        for node in holders
    )


def mark_bare_labels(reading: Reading, blocks: list[Block]) -> None:
    """Mark the labels of what was taken out, and the counters of pictures."""
    page = reading.page
    for block in blocks:
        if page.roles[block.number] or len(block.text) > LONGEST_BARE_LABEL:
            continue
        after = page.roles[block.number + 1 : block.number + 2]
        is_label = block.text.endswith((":", "：")) and after == [z.RELATED]
        if is_label or IS_KNOB.fullmatch(block.text):
            page.roles[block.number] = z.RELATED
