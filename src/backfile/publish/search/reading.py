"""Reading a site's search index: what search.js does in the browser, for `serve` and for tests.

The two mean the same to the last story; tests/publish/search hold them to it.
"""

import math
import os
from collections import OrderedDict
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from weakref import finalize

import msgspec
import numpy as np
import numpy.typing as npt

from backfile.publish.search.blocks import Block, Entry, block_of
from backfile.publish.search.cutting import PAIR_BITS, pair_sum
from backfile.publish.search.packing import inflate, numbers_in
from backfile.publish.search.packs import PACK_BYTES
from backfile.publish.search.postings import BITMAP, BITMAP_DEFLATED, GAPS_DEFLATED, INLINE
from backfile.publish.search.texts import SLOT_BYTES, SPOT_BYTES, Spot, spot_in
from backfile.query.terms import without_article

Ints = npt.NDArray[np.int64]
SHORTEST_STEM = 3
"""Letters that must be left of a word that no story holds."""
LEAST_SHARE = 0.55
"""Share of such a word that must be left."""
_KEPT_BLOCKS = 1000
"""Blocks of the dictionary that are remembered: about 15 MB."""
_RUN = 6


@dataclass(frozen=True, slots=True)
class Shown:
    """What a result shows of a story."""

    address: str
    headline: str
    date: str
    byline: str
    section: str
    standfirst: str
    text: str


@dataclass(frozen=True, slots=True)
class Postings:
    """The stories that hold a term."""

    df: int
    stories: Ints
    weights: Ints
    others: Ints
    """Stories of a frequent term that are not among its best."""
    rest: int
    """The weight of the others."""


_NOBODY = np.zeros(0, np.int64)
NO_POSTINGS = Postings(0, _NOBODY, _NOBODY, _NOBODY, 0)


class _Head(msgspec.Struct):
    keys: list[str]
    blocks: list[int]
    pairs: int
    runs: list[int]
    days: list[tuple[int, int, int]]
    language: list[str]
    type: list[str]
    section: list[str]
    late: list[tuple[int, int]] = []
    gone: list[int] = []


class Manifest(msgspec.Struct):
    """What an index says of itself."""

    format: int
    stamp: str
    stories: int
    numbers: int
    """Numbers of stories that were given; some may have gone since."""
    sizes: dict[str, int]
    pieces: dict[str, int] = {}


def manifest_in(folder: Path) -> Manifest:
    """Read what the index in a folder says of itself.

    Raises:
        OSError, msgspec.MsgspecError: there is none, or another one than we know.
    """
    return msgspec.json.decode((folder / "manifest.json").read_bytes(), type=Manifest)


class _Packs:
    """A site's packs, held open: they stay what they are when the site is published anew."""

    def __init__(self, folder: Path, sizes: dict[str, int]) -> None:
        self._files = {
            (name, pack): (folder / f"{name}-{pack}.bin").open("rb", buffering=0)
            for name, size in sizes.items()
            for pack in range(-(-size // PACK_BYTES))
        }

    def read(self, name: str, first: int, last: int) -> bytes:
        """Read a stretch of a run of bytes; many threads may at once."""
        found = b""
        while first < last:
            pack, at = divmod(first, PACK_BYTES)
            some = min(last - first, PACK_BYTES - at)
            found += os.pread(self._files[name, pack].fileno(), some, at)
            first += some
        return found

    def close(self) -> None:
        for file in self._files.values():
            file.close()


def rank_of(numbers: int, late: list[tuple[int, int]]) -> Ints:
    """Return each number's place in the order of all stories.

    Args:
        numbers: how many there are; those that were given last are not in their place.
        late: of each of these, in their order, the first of the others that comes after it.
    """
    base = numbers - len(late)
    before = [place for place, _ in late]
    order = np.insert(np.arange(base), before, [number for _, number in late])
    rank = np.empty(numbers, np.int64)
    rank[order] = np.arange(numbers)
    return rank


class Index:
    """A search index, open."""

    def __init__(self, folder: Path) -> None:
        manifest = self.manifest = manifest_in(folder)
        self.stories = manifest.stories
        self.numbers = manifest.numbers
        self.sizes = manifest.sizes
        packs = _Packs(folder, manifest.sizes)
        self.read = packs.read
        # Whoever still answers from a state of the site that is past keeps its files open.
        self.close = finalize(self, packs.close)
        self.head = msgspec.json.decode(inflate(self._whole("head")), type=_Head)
        self.starts = np.concatenate(([0], np.cumsum(self.head.blocks))).tolist()
        runs = np.array(self.head.runs, np.int64).reshape(-1, _RUN)
        self._columns = np.repeat(runs[:, 1:], runs[:, 0], axis=0).T
        self.year, self.certain, *values = self._columns
        self.values = dict(zip(("language", "type", "section"), values, strict=True))
        self.first, self.last = self._days()
        self.rank = rank_of(self.numbers, self.head.late)
        """Which of equal stories comes first, by number."""
        self._blocks: OrderedDict[int, Block] = OrderedDict()
        self._people: tuple[list[str], Ints, Ints] | None = None
        self._numbers_at: dict[str, int] | None = None

    def _whole(self, name: str) -> bytes:
        return self.read(name, 0, self.sizes[name])

    def _days(self) -> tuple[Ints, Ints]:
        first, last = np.zeros(self.numbers, np.int64), np.zeros(self.numbers, np.int64)
        for year, begin, end in self.head.days:
            told = numbers_in(inflate(self.read("days", begin, end))).astype(np.int64)
            steps, wide = told[: len(told) // 2], told[len(told) // 2 :]
            days = np.cumsum((steps >> 1) ^ -(steps & 1))
            here = (self.year == year) & (self.certain == 1)
            if not year:
                here = (self.year > 0) & (self.certain == 0)
            first[here], last[here] = days, days + wide
        return first, last

    def numbers_at(self, addresses: Iterable[str]) -> list[int]:
        """Return the numbers of the stories whose pages stand at some addresses."""
        if self._numbers_at is None:
            here = set(range(self.numbers)).difference(self.head.gone)
            self._numbers_at = {self.shown(number).address: number for number in here}
        known = self._numbers_at
        return [known[address] for address in addresses if address in known]

    def people(self) -> tuple[list[str], Ints, Ints]:
        """Return the contributors, and of each credit the story and the contributor."""
        if self._people is None:
            told = numbers_in(inflate(self._whole("people"))).astype(np.int64)
            names = msgspec.json.decode(inflate(self._whole("names")), type=list[str])
            counts = told[: self.numbers]
            stories = np.repeat(np.arange(self.numbers), counts)
            self._people = names, stories, told[self.numbers :]
        return self._people

    # --- the dictionary ---

    def entry(self, key: str) -> Entry | None:
        """Return what the dictionary says of a key."""
        keys = self.head.keys
        low, high = 0, len(keys) - 1
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (middle, high) if keys[middle] <= key else (low, middle - 1)
        return self._block(low).entry(key) if keys else None

    def _block(self, number: int) -> Block:
        found = self._blocks.get(number)
        if found is None:
            begin, end = self.starts[number : number + 2]
            found = self._blocks[number] = block_of(inflate(self.read("terms", begin, end)))
            if len(self._blocks) > _KEPT_BLOCKS:
                with suppress(KeyError):
                    self._blocks.popitem(last=False)
        return found

    def terms_of(self, word: str) -> tuple[str, ...]:
        """Return what a typed word stands for: itself and its stems, where stories hold it.

        Of a word that no story holds, the longest known term that it begins with.
        """
        known = self.entry(word)
        if known:
            return (word, *known.stems) if known.df else known.stems
        plain = without_article(word)
        least = max(SHORTEST_STEM, math.ceil(len(plain) * LEAST_SHARE))
        for length in range(len(plain), least - 1, -1):
            found = self.entry(plain[:length])
            if found and found.df:
                return (plain[:length],)
        return ()

    def postings(self, key: str, *, only_best: bool = False) -> Postings:
        """Return the stories that hold a term; of a frequent one perhaps only the best."""
        entry = self.entry(key)
        if not entry or not entry.df:
            return NO_POSTINGS
        data = entry.inline
        if not data:
            length = entry.top if only_best else entry.length
            data = self.read("lists", entry.offset, entry.offset + length)
        is_cut = not entry.inline and entry.top < entry.length
        told = numbers_in(data[: entry.top] if is_cut else data).astype(np.int64)
        weights = told & 15
        return Postings(
            entry.df,
            np.cumsum(told >> 4) - 1,
            weights,
            self.listed(data[entry.top :]) if is_cut and not only_best else _NOBODY,
            max(1, int(weights.min()) - 1) if is_cut else 0,
        )

    def listed(self, data: bytes) -> Ints:
        """Return the stories of a list that says first in which of the ways it tells them."""
        kind, told = data[0], data[1:]
        if kind in {GAPS_DEFLATED, BITMAP_DEFLATED}:
            told = inflate(told)
        if kind in {BITMAP, BITMAP_DEFLATED}:
            bits = np.unpackbits(np.frombuffer(told, np.uint8), bitorder="little")
            return np.flatnonzero(bits)
        return np.cumsum(numbers_in(told).astype(np.int64)) - 1

    def together(self, first: str, second: str) -> Ints:
        """Return the stories in which two words stand side by side."""
        pair = pair_sum(first, second)
        rest = PAIR_BITS - self.head.pairs
        bucket, tag = pair >> rest, pair & ((1 << rest) - 1)
        begin, end = np.frombuffer(self.read("places", bucket * 4, bucket * 4 + 8), "<u4").tolist()
        told = numbers_in(self.read("pairs", begin, end)).tolist()
        base, at, here = (told or [0])[0], 1, 0
        while at < len(told):
            here += told[at]
            df = told[at + 1]
            if df <= INLINE:
                if here == tag:
                    return np.cumsum(told[at + 2 : at + 2 + df]) - 1
                at += 2 + df
            else:
                if here == tag:
                    return self.listed(self.read("pairlists", base, base + told[at + 2]))
                base += told[at + 2]
                at += 3
        return _NOBODY

    # --- what is shown ---

    def shown(self, story: int) -> Shown:
        """Return what a result shows of a story, with the beginning of its text."""
        slot, spot = self.slot(story)
        head = slot[SPOT_BYTES : SPOT_BYTES + spot.head]
        if not spot.is_here:
            head = self.read("texts", spot.place, spot.rest)
        return Shown(*msgspec.json.decode(inflate(head)))

    def rest(self, story: int) -> str:
        """Return what follows the beginning of a story's text."""
        _, spot = self.slot(story)
        if not spot.tail:
            return ""
        tail = self.read("texts", spot.rest, spot.rest + spot.tail)
        return inflate(tail).decode(errors="ignore")

    def slot(self, story: int) -> tuple[bytes, Spot]:
        """Return a story's slot, and what it says of where head and tail lie."""
        slot = self.read("heads", story * SLOT_BYTES, (story + 1) * SLOT_BYTES)
        return slot, spot_in(slot)
