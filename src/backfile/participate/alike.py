"""Which submissions say the same, found at the desk after opening: in memory, never written down.

Texts are compared by the runs of four words that they share, as letters sent in masses are: one
text with a name or a place changed.
"""

import re
import zlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from backfile.text import fold

SHINGLE = 4
"""Words in a row that are compared as one: letters to an editor are shorter than stories."""
ALIKE = 0.5
"""Share of the shorter text's runs that stand in the longer one, from which on the two are shown
as alike. Of 2,000 letters by chance no two share 0.02; form letters with another name, place
and first line share over 0.85 (python bench/desk_alike.py)."""
SHORTEST = 8
"""Words; what is shorter is alike only where it is the same."""
MOST_WORDS = 4000
"""Words of a text that are looked at."""
COMMON = 400
"""Letters that share one run and are not alike: a run shared by more is a phrase of the trade."""
_CJK = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u0e00-\u0e7f"
_WORD = re.compile(rf"[{_CJK}]|[^\W_{_CJK}]+")


@dataclass(frozen=True, slots=True)
class Likeness:
    """An earlier submission that says much of the same."""

    id: str
    share: float
    """Of the shorter text's runs of words that stand in the other, 0 to 1."""


def find_alike(texts: Mapping[str, str], least: float = ALIKE) -> dict[str, Likeness]:
    """Return for each text that repeats an earlier one the first that says so.

    Args:
        texts: by the submission's id, oldest first.
        least: share from which on two are alike.
    """
    first: dict[str, frozenset[int]] = {}
    holders: dict[int, list[str]] = {}
    found: dict[str, Likeness] = {}
    for name, text in texts.items():
        mine = _runs(text)
        shared: Counter[str] = Counter()
        for run in mine:
            others = holders.get(run)
            if others and len(others) <= COMMON:
                shared.update(others)
        best = max(
            (Likeness(o, n / min(len(mine), len(first[o]))) for o, n in shared.items()),
            key=lambda like: like.share,
            default=None,
        )
        if best is not None and best.share >= least:
            # It stands for nothing of its own: a thousand form letters are looked up once.
            found[name] = best
            continue
        first[name] = mine
        for run in mine:
            holders.setdefault(run, []).append(name)
    return found


def _runs(text: str) -> frozenset[int]:
    words = [word.encode() for word in _WORD.findall(fold(text))[:MOST_WORDS]]
    if len(words) < SHORTEST:
        return frozenset({zlib.crc32(b" ".join(words))} if words else ())
    return frozenset(
        zlib.crc32(b" ".join(words[at : at + SHINGLE])) for at in range(len(words) - SHINGLE + 1)
    )
