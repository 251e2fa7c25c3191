"""What changed between two states of a story: paragraphs, and the words inside of them.

The law of the place: the cost is bounded whatever the texts hold. A paragraph whose words differ in
more than a few places is another paragraph, and is shown whole.
"""

import difflib
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from backfile.publish.render import paragraphs

Part = tuple[str, str]
"""Some words: "-" only in the first text, "+" only in the second, "" in both."""
Change = tuple[str, tuple[Part, ...]]
"""A paragraph: "-", "+" or "" for a whole one, "~" for one whose words are marked."""
_MOST_BLOCKS = 400
"""Blocks of a stretch that are compared; difflib's cost grows with their square."""
_MOST_WORDS = 3000
"""Words and marks of one paragraph that are compared: a page of a book has 400."""
_MOST_EDITS = 160
"""Words that two paragraphs may differ in; the cost is this times their length."""
_NEAR = 4
"""Paragraphs among which the other state of one is looked for."""
_ALIKE = 0.5
"""Share of words that two states of one paragraph have in common. Chosen by eye: where less than
half is the same, marks in between are harder to read than one paragraph below the other."""
_WORDS = re.compile(
    r"\s+|[\u3040-\u30ff\u3400-\u9fff]|[.,;:!?،؛؟«»“”\"()\[\]…]|"
    r"[^\s\u3040-\u30ff\u3400-\u9fff.,;:!?،؛؟«»“”\"()\[\]…]+"
)
"""Words, the marks beside them and the spaces between; a sign of Chinese or Japanese is a word."""


@dataclass(frozen=True, slots=True)
class _Row:
    """The last of some paragraphs that stand in one order in both texts, and those before it."""

    old: int
    new: int
    before: "_Row | None"


def changes(before: str, after: str) -> Iterator[Change]:
    """Yield the paragraphs of two texts in the order in which they are read."""
    old, new = paragraphs(before), paragraphs(after)
    i = k = 0
    for j, m in [*_joints(old, new), (len(old), len(new))]:
        yield from _stretch(old[i:j], new[k:m])
        yield from _stayed(old[j : j + 1])
        i, k = j + 1, m + 1


def _joints(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Return where long texts hold the same paragraph, so that what lies between is short.

    Those are the paragraphs both begin and end with, and between them the longest row of such that
    stand once in each text. Short texts need none.
    """
    if max(len(old), len(new)) <= _MOST_BLOCKS:
        return []
    most = min(len(old), len(new))
    head = next((n for n in range(most) if old[n] != new[n]), most)
    tail = next((n for n in range(most - head) if old[-1 - n] != new[-1 - n]), most - head)
    ends = len(old) - tail, len(new) - tail
    inner = _longest_row(_alone(old, head, ends[0]), _alone(new, head, ends[1]))
    return [
        *((n, n) for n in range(head)),
        *inner,
        *((ends[0] + n, ends[1] + n) for n in range(tail)),
    ]


def _alone(blocks: Sequence[str], start: int, end: int) -> dict[str, int]:
    """Return the paragraphs of a stretch that stand in it once, with their places."""
    often = Counter(blocks[start:end])
    return {blocks[n]: n for n in range(start, end) if often[blocks[n]] == 1}


def _longest_row(old: dict[str, int], new: dict[str, int]) -> list[tuple[int, int]]:
    """Return the most paragraphs that stand in one order in both texts, by their places.

    `ends[n]` is the smallest place in the new text at which a row of n + 1 of them can end.
    """
    ends: list[int] = []
    rows: list[_Row] = []
    for block, place in old.items():
        if (other := new.get(block)) is None:
            continue
        n = bisect_left(ends, other)
        ends[n : n + 1] = [other]
        rows[n : n + 1] = [_Row(place, other, rows[n - 1] if n else None)]
    found: list[tuple[int, int]] = []
    row = rows[-1] if rows else None
    while row is not None:
        found.append((row.old, row.new))
        row = row.before
    return found[::-1]


def _stayed(blocks: Sequence[str]) -> Iterator[Change]:
    return (("", (("", block),)) for block in blocks)


def _stretch(old: Sequence[str], new: Sequence[str]) -> Iterator[Change]:
    """Yield the paragraphs of a part of two texts; one too long to be compared changed whole."""
    if max(len(old), len(new)) > _MOST_BLOCKS:
        yield from (("-", (("-", block),)) for block in old)
        yield from (("+", (("+", block),)) for block in new)
        return
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    for kind, i, j, k, m in matcher.get_opcodes():
        yield from _stayed(old[i:j]) if kind == "equal" else _replaced(old[i:j], new[k:m])


def _replaced(old: Sequence[str], new: Sequence[str]) -> Iterator[Change]:
    """Yield paragraphs that were replaced by others, those that are alike marked word by word."""
    place = 0
    for block in old:
        near = range(place, min(place + _NEAR, len(new)))
        found = next((n for n in near if _is_alike(block, new[n])), None)
        marked = words_changed(block, new[found]) if found is not None else None
        if found is None or marked is None:
            yield "-", (("-", block),)
            continue
        yield from (("+", (("+", other),)) for other in new[place:found])
        yield "~", marked
        place = found + 1
    yield from (("+", (("+", other),)) for other in new[place:])


def _is_alike(one: str, other: str) -> bool:
    a, b = one.split(), other.split()
    if not a or not b or max(len(a), len(b)) > _MOST_WORDS:
        return _are_one_run(one, other)
    shared = (Counter(a) & Counter(b)).total()
    return shared >= _ALIKE * max(len(a), len(b)) or _are_one_run(one, other)


def _are_one_run(one: str, other: str) -> bool:
    """Say whether texts that know no spaces (Chinese, Japanese) have most of their signs."""
    a, b = _WORDS.findall(one), _WORDS.findall(other)
    is_short = max(len(a), len(b)) <= _MOST_WORDS
    is_run = min(len(a), len(b)) > 4 * max(len(one.split()), len(other.split()))
    return is_short and is_run and (Counter(a) & Counter(b)).total() >= _ALIKE * max(len(a), len(b))


def words_changed(before: str, after: str) -> tuple[Part, ...] | None:
    """Return a text with its changed words marked; None where too many changed."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    if max(len(old), len(new)) > _MOST_WORDS:
        return None
    edits = _edits(old, new)
    if edits is None:
        return None
    runs = groupby(_joined(edits), key=itemgetter(0))
    return tuple((kind, "".join(words for _, words in run)) for kind, run in runs)


def _edits(old: list[str], new: list[str]) -> list[Part] | None:
    """Return the shortest way from one list of words to another (Myers 1986); None if it is long.

    `reach[k]` is how far one comes in the old text on diagonal k; each round allows one edit more.
    """
    reach = {1: 0}
    rounds: list[dict[int, int]] = []
    for edits in range(_MOST_EDITS + 1):
        rounds.append(dict(reach))
        for k in range(-edits, edits + 1, 2):
            at = _furthest(reach, k, edits)
            while at < len(old) and 0 <= at - k < len(new) and old[at] == new[at - k]:
                at += 1
            reach[k] = at
            if at >= len(old) and at - k >= len(new):
                return _walked_back(rounds, old, new)
    return None


def _furthest(reach: dict[int, int], k: int, edits: int) -> int:
    """Return where a round begins on a diagonal: below the one above it, or right of the other."""
    is_down = k == -edits or (k != edits and reach[k - 1] < reach[k + 1])
    return reach[k + 1] if is_down else reach[k - 1] + 1


def _walked_back(rounds: list[dict[int, int]], old: list[str], new: list[str]) -> list[Part]:
    """Return the words on the way that the rounds found, from its end back to its beginning."""
    found: list[Part] = []
    x, y = len(old), len(new)
    for edits in range(len(rounds) - 1, -1, -1):
        reach, k = rounds[edits], x - y
        is_down = k == -edits or (k != edits and reach[k - 1] < reach[k + 1])
        before = k + 1 if is_down else k - 1
        start = reach[before]
        while x > max(start, 0) and y > max(start - before, 0):
            x, y = x - 1, y - 1
            found.append(("", old[x]))
        if edits == 0:
            break
        if is_down:
            y -= 1
            found.append(("+", new[y]))
        else:
            x -= 1
            found.append(("-", old[x]))
    return found[::-1]


def _joined(edits: Sequence[Part]) -> Iterator[Part]:
    """Yield runs of words: what went, then what came, a lone space between changes with both."""
    went, came, spaces = "", "", ""
    for kind, word in edits:
        if kind == "" and (went or came) and not spaces and word.isspace():
            spaces = word
            continue
        if kind == "":
            yield from _run(went, came)
            yield "", spaces + word
            went = came = spaces = ""
            continue
        went, came, spaces = went + spaces, came + spaces, ""
        went += word if kind == "-" else ""
        came += word if kind == "+" else ""
    yield from _run(went, came)
    if spaces:
        yield "", spaces


def _run(went: str, came: str) -> Iterator[Part]:
    if went.strip():
        yield "-", went
    if came.strip():
        yield "+", came
    elif came or (went and not went.strip()):
        yield "", came or went
