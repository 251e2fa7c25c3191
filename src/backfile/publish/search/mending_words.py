"""Mending the dictionary and the lists: what was said of stories leaves, what is said now comes.

Only blocks in which a key changes are written anew; a list that grows moves to where there is room,
and where it stood nothing is left to read.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt

from backfile.publish.search.blocks import Entry, entry_in
from backfile.publish.search.memory import Memory, Unlike
from backfile.publish.search.mending_blocks import Keys
from backfile.publish.search.packing import inflate
from backfile.publish.search.patches import Patched
from backfile.publish.search.postings import (
    INLINE,
    WEIGHED,
    Where,
    frequent_told,
    nibbles,
    parting,
    postings_told,
    stands_for,
    weights_in,
    where_told,
)
from backfile.publish.search.reading import Index
from backfile.publish.search.said import Posting, Said
from backfile.query.terms import stem

Ints = npt.NDArray[np.int64]


@dataclass(slots=True)
class Mended:
    """The dictionary as it is to be."""

    keys: list[str] = field(default_factory=list)
    blocks: list[bytes] = field(default_factory=list)
    weights: dict[str, bytes] = field(default_factory=dict)
    """Of terms that are frequent and changed."""


@dataclass(slots=True)
class WordMender:
    """Takes what was said of some stories out of the dictionary, and puts in what is said now."""

    index: Index
    lists: Patched
    memory: Memory
    weights: Path
    ranks: Ints
    """Which of equal stories comes first, by number; as many as there are numbers."""
    made: dict[str, bytes] = field(default_factory=dict)

    def mend(self, before: Said, after: Said) -> Mended:
        """Return the dictionary as it is to be.

        Raises:
            Unlike: the index does not say what was said of the stories.
        """
        changed = sorted(_changed(before, after))
        forms = _used_otherwise(before, after)
        _count_uses(self.memory.uses, before, after)
        keys = sorted({*changed, *forms})
        by_block: dict[int, list[str]] = {}
        for key in keys:
            by_block.setdefault(self._block_of(key), []).append(key)
        mended, last = Mended(weights=self.made), ""
        for number in range(max(1, len(self.index.head.blocks))):
            if number not in by_block:
                last = ""
                self._keep(number, mended)
                continue
            block = self._keys(number)
            for key in by_block[number]:
                self._set(block, key, before, after)
            last = self._put(block, number, last, mended)
        return mended

    def _block_of(self, key: str) -> int:
        return max(0, bisect_right(self.index.head.keys, key) - 1)

    def _raw(self, number: int) -> bytes:
        begin, end = self.index.starts[number : number + 2]
        return self.index.read("terms", begin, end)

    def _keys(self, number: int) -> Keys:
        return Keys(inflate(self._raw(number))) if self.index.head.blocks else Keys()

    def _keep(self, number: int, mended: Mended) -> None:
        mended.keys.append(self.index.head.keys[number])
        mended.blocks.append(self._raw(number))

    def _set(self, block: Keys, key: str, before: Said, after: Said) -> None:
        coded = key.encode()
        said = block.get(coded)
        entry = Entry((), 0) if said is None else entry_in(key, said)
        was, now = before.postings.get(key, set()), after.postings.get(key, set())
        where = self._mended(key, entry, was - now, now - was) if was != now else _where(entry)
        stems = _stems_of(key, self.memory.uses) if _is_form(key, before, after) else entry.stems
        if where or stems:
            block.put(coded, stands_for(key, stems) + where_told(where))
        else:
            block.drop(coded)

    def _mended(
        self, key: str, entry: Entry, gone: set[Posting], come: set[Posting]
    ) -> Where | None:
        stories, weights = self._postings(key, entry)
        if gone:
            old = np.array(sorted(gone), np.int64)
            at = np.searchsorted(stories, old[:, 0])
            there = at < len(stories)
            if (
                not there.all()
                or (stories[at] != old[:, 0]).any()
                or (weights[at] != old[:, 1]).any()
            ):
                raise Unlike(f"the list of “{key}”")
            stories, weights = np.delete(stories, at), np.delete(weights, at)
        if come:
            new = np.array(sorted(come), np.int64)
            at = np.searchsorted(stories, new[:, 0])
            stories = np.insert(stories, at, new[:, 0])
            weights = np.insert(weights, at, new[:, 1])
        if not entry.inline:
            self.lists.release(entry.offset, entry.length)
        self.memory.weights.pop(key, None)
        return self._placed(key, stories, weights) if len(stories) else None

    def _postings(self, key: str, entry: Entry) -> tuple[Ints, Ints]:
        if entry.df <= WEIGHED:
            told = self.index.postings(key)
            return told.stories, told.weights
        data = self.index.read("lists", entry.offset + entry.top, entry.offset + entry.length)
        at, length = self.memory.weights[key]
        with self.weights.open("rb") as file:
            file.seek(at)
            weights = weights_in(file.read(length), entry.df)
        return self.index.listed(data), weights

    def _placed(self, key: str, stories: Ints, weights: Ints) -> Where:
        count = len(stories)
        if count > WEIGHED:
            self.made[key] = nibbles(weights)
            ranks = self.ranks[stories]
            top, rest = frequent_told(stories, weights, ranks, len(self.ranks))
            at = self.lists.put(top + rest)
            return Where(count, b"", at, len(top) + len(rest), len(top))
        data = postings_told(stories, weights)
        if count <= INLINE:
            return Where(count, data)
        return Where(count, b"", self.lists.put(data), len(data), len(data))

    def _put(self, block: Keys, number: int, last: str, mended: Mended) -> str:
        """Put a block's keys, in several blocks where they are many; return the last key.

        Args:
            block: its keys.
            number: which one it was.
            last: the last key of the block before, where that changed too; else "".
            mended: takes the blocks.
        """
        for keys, data in block.blocks():
            is_as_it_was = not last and keys[0] == block.first
            first = self.index.head.keys[number] if is_as_it_was else ""
            first = first or parting(last or self._last_before(number), keys[0].decode())
            mended.keys.append(first if mended.keys else "")
            mended.blocks.append(data)
            last = keys[-1].decode()
        return last

    def _last_before(self, number: int) -> str:
        """Return the last key of the block before, which stays as it was."""
        return self._keys(number - 1).last.decode() if number and self.index.head.blocks else ""


def _changed(before: Said, after: Said) -> Iterator[str]:
    for term in before.postings.keys() | after.postings.keys():
        if before.postings.get(term) != after.postings.get(term):
            yield term


def _used_otherwise(before: Said, after: Said) -> set[str]:
    """Return the words that stand for others and are used more often now, or less."""
    return {
        word
        for language in before.uses.keys() | after.uses.keys()
        for word, _ in before.uses.get(language, {}).items() ^ after.uses.get(language, {}).items()
    }


def _count_uses(uses: dict[str, dict[str, int]], before: Said, after: Said) -> None:
    for said, sign in ((before, -1), (after, 1)):
        for language, some in said.uses.items():
            known = uses.setdefault(language, {})
            for word, count in some.items():
                known[word] = known.get(word, 0) + sign * count
    for known in uses.values():
        for word in [word for word, count in known.items() if not count]:
            del known[word]


def _is_form(key: str, before: Said, after: Said) -> bool:
    return any(key in some for said in (before, after) for some in said.uses.values())


def _stems_of(word: str, uses: Mapping[str, Mapping[str, int]]) -> tuple[str, ...]:
    found = {stem(word, language) for language, known in uses.items() if word in known}
    return tuple(sorted(found - {word}))


def _where(entry: Entry) -> Where | None:
    if not entry.df:
        return None
    return Where(entry.df, entry.inline, entry.offset, entry.length, entry.top)
