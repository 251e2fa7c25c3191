"""What stands after the last sentence of a story and is no part of it: who helped, who offers what.

Newsrooms set these lines apart by italics, or word them alike; they stand at the end, and only
there are they taken out. What they say of contributors is read elsewhere.
"""

from backfile.recover.endings_words import ENDINGS, SIGN_OFFS
from backfile.recover.page import Block, Page
from backfile.recover.reading import Reading

MOST_ENDINGS = 4
"""Lines: no story of the open sets has more after its last sentence."""
LONGEST = 420
"""Characters: longer ones are told."""
SLANTED = frozenset({"em", "i", "cite"})


def cut_endings(reading: Reading, kept: list[Block]) -> list[Block]:
    """Return the blocks of a body without the lines after its end.

    Args:
        reading: its `main` is known.
        kept: the blocks of the body in order.
    """
    end = len(kept)
    while end > max(1, len(kept) - MOST_ENDINGS) and _is_ending(reading, kept[end - 1]):
        end -= 1
        reading.page.roles[kept[end].number] = "ending"
    return kept[:end]


def _is_ending(reading: Reading, block: Block) -> bool:
    if len(block.text) > LONGEST or block.tag in {"li", "td", "th", "blockquote"}:
        return False
    if block.place != reading.main and is_slanted(reading.page, block):
        return not reading.page.within(block, "blockquote")
    return bool(SIGN_OFFS.fullmatch(block.text) or ENDINGS.match(block.text))


def is_slanted(page: Page, block: Block) -> bool:
    """Say whether all words of a block stand in italics."""
    node = block.inner
    while node > block.node:
        if page.nodes[node].tag in SLANTED:
            return True
        node = page.nodes[node].up
    return False
