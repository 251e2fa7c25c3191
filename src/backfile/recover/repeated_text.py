"""The text of a story as its linked data repeat it: a witness for which printed blocks are told.

Only what is printed is kept. What linked data say is often cut, without its subheads, or that of a
blurb: it is heard only where the page prints most of it.
"""

from backfile.recover.linked import STORY_TYPES
from backfile.recover.page import Block, Page
from backfile.text import line_of_markup, print_of

SHORTEST = 400
"""Characters: shorter ones are blurbs."""
LONGEST = 400_000
PRINTED = 0.6
"""Share of it that the blocks of the page must hold together."""
MOST_COMPARED = 400_000_000
"""Letters of the text times blocks that are looked for in it: where there are more, it is not
heard. A story of 30,000 letters with 500 blocks has 15 million; a page made to take long, 0.5 s."""
TELLING = 24
"""Letters: shorter blocks stand in a long text by chance."""


def find_repeated_text(page: Page) -> str:
    """Return the letters and digits of the text that linked data repeat; "" where none is heard."""
    texts = [
        words
        for thing in page.linked.of_type(STORY_TYPES)
        if isinstance(words := thing.get("articleBody"), str) and SHORTEST < len(words) < LONGEST
    ]
    if not texts:
        return ""
    said = print_of(line_of_markup(max(texts, key=len)))
    if len(said) * sum(block.size >= TELLING for block in page.blocks) > MOST_COMPARED:
        return ""
    held = sum(len(own) for block in page.blocks if (own := _own_print(block)) and own in said)
    return said if held >= PRINTED * len(said) else ""


def is_repeated(block: Block, said: str) -> bool:
    """Say whether a block stands in the text that linked data repeat."""
    return bool(said) and (own := _own_print(block)) != "" and own in said


def _own_print(block: Block) -> str:
    own = print_of(block.text) if block.size >= TELLING else ""
    return own if len(own) >= TELLING or block.size > 2 * len(own) else ""
