"""What the bare text pages of one deposit have in common: its furniture, learnt by comparing."""

import zlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from backfile.markup.encoding import decode
from backfile.model.capture import Capture, Form
from backfile.recover.dates import learn_order
from backfile.recover.plaintext_blocks import cut_blocks
from backfile.text import print_of

_SAMPLE = 400
"""Pages looked at, the first ones: furniture stands on all, so that more would add none."""
_SHARE = 0.3
"""Share of pages from which on a block is furniture. On the newsroom set furniture stands on all
pages, the paragraphs that most stories share (invented ones, in Arabic) on under 5 %."""
_LEAST = 3
"""Pages that must agree: two pages may be two captures of one story."""
_ORDER_SAMPLE = 50
"""Blocks with figures kept to learn from how dates are written."""


@dataclass(frozen=True, slots=True)
class TextLayout:
    """What was learnt of a deposit's text pages."""

    furniture: frozenset[int] = frozenset()
    """Keys (see `block_key`) of blocks that stand on many pages."""
    order: str | None = None
    """How 03/04/2016 is written here, "dmy" or "mdy", where other dates tell."""
    pages: int = 0

    def titled(self, title: str | None) -> "TextLayout":
        """Return the same, knowing what the publication is called: a line of its own says no more.

        Of three pages and more that begin with it, that is learnt; of one or two it must be told.
        """
        if title is None:
            return self
        return replace(self, furniture=self.furniture | {block_key(title)})


NOTHING_LEARNT = TextLayout()


def block_key(text: str) -> int:
    """Return a number that is the same for blocks that say the same."""
    return zlib.crc32(print_of(text[:600]).encode())


class TextSample:
    """What is kept in mind of a deposit's text pages while they pass: counts of blocks."""

    def __init__(self) -> None:
        self._seen: Counter[int] = Counter()
        self._bodies: set[int] = set()
        self._dated: list[str] = []

    def offer(self, capture: Capture) -> None:
        """Look at one capture; all but the first 400 different TEXT ones are passed over."""
        key = zlib.crc32(capture.body)
        if capture.form is not Form.TEXT or len(self._bodies) >= _SAMPLE or key in self._bodies:
            return
        self._bodies.add(key)
        blocks = cut_blocks(decode(capture.body, capture.charset)[0])
        self._seen.update({block_key(block.text) for block in blocks})
        if len(self._dated) < _ORDER_SAMPLE:
            self._dated += [block.text[:300] for block in blocks if "/" in block.text][:2]

    def take(self) -> TextLayout:
        """Return what was learnt."""
        pages = len(self._bodies)
        least = max(_LEAST, _SHARE * pages)
        furniture = frozenset(key for key, count in self._seen.items() if count >= least)
        return TextLayout(furniture, learn_order(self._dated), pages)


def learn_text(captures: Iterable[Capture]) -> TextLayout:
    """Learn what the text pages of a deposit repeat, so that it is told from their stories.

    Deterministic, in bounded memory. `layout.learn` offers each capture to a `TextSample` in the
    same pass and carries the result as ``Layout.text``.
    """
    sample = TextSample()
    for capture in captures:
        sample.offer(capture)
    return sample.take()
