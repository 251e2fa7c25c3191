"""All that the index says of some stories: postings, pairs of words, how often words are used.

Told of the stories as they were and as they are, the difference is what mending changes.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from backfile.publish.search.cutting import STORY_BITS, Cutter
from backfile.publish.search.packing import Numbers
from backfile.publish.search.row import Row

_STORY = np.uint64((1 << STORY_BITS) - 1)
_TERM_SHIFT = STORY_BITS + 4
Posting = tuple[int, int]
"""Number of a story, and its weight."""


@dataclass(slots=True)
class Said:
    """All that the index says of some stories."""

    postings: dict[str, set[Posting]] = field(default_factory=dict)
    """By term."""
    pairs: Numbers = field(default_factory=lambda: np.zeros(0, np.uint64))
    """pair << 24 | story."""
    uses: dict[str, dict[str, int]] = field(default_factory=dict)
    """By language: how often each word is used that stands for another term."""


def said_of(rows: Iterable[tuple[int, Row]]) -> Said:
    """Return what the index says of some stories, by their numbers."""
    cutter = Cutter()
    numbers: list[int] = []
    for number, row in rows:
        numbers.append(number)
        cutter.add(row)
    if not numbers:
        return Said()
    spill = cutter.spill()
    as_numbered = np.array(numbers, np.uint64)
    found = Said(uses=cutter.form_uses())
    stories = as_numbered[(spill.postings >> np.uint64(4)) & _STORY].tolist()
    terms = (spill.postings >> np.uint64(_TERM_SHIFT)).tolist()
    weights = (spill.postings & np.uint64(15)).tolist()
    names = cutter.terms.names
    for term, story, weight in zip(terms, stories, weights, strict=True):
        found.postings.setdefault(names[term], set()).add((story, weight))
    found.pairs = np.sort((spill.pairs & ~_STORY) | as_numbered[spill.pairs & _STORY])
    return found
