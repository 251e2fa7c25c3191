"""Mending a search index: one story changed, came or went, and the rest stands.

What was said of a story leaves every list, bucket and text, so that no byte of it stays published;
what is to be said of it now comes in. A story that keeps its place in the order of all keeps its
number; another gets a number at the end, and the head says where in the order it belongs. Readers
answer every query just as if the index had been built anew.

Which stories were mended since the index was built decides its bytes, besides the stories
themselves. Where they are many, it is built anew.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from backfile.hashes import digest_of
from backfile.publish.search.columns import MOST_NAMES
from backfile.publish.search.index import FORMAT, Words, head_told, small, told
from backfile.publish.search.memory import Keeper, Memory, Unlike
from backfile.publish.search.mending_pairs import PairMender
from backfile.publish.search.mending_words import WordMender
from backfile.publish.search.numbering import Given, Numbering, numbering_of
from backfile.publish.search.packing import STAMP_LETTERS, File
from backfile.publish.search.packs import Runs
from backfile.publish.search.patches import Kept, Patched
from backfile.publish.search.pieces import PIECES_UP_TO, piece_bytes, script
from backfile.publish.search.reading import Index, rank_of
from backfile.publish.search.row import Row, with_whole_letters
from backfile.publish.search.said import said_of
from backfile.publish.search.slips import Slip, read_slips, row_of
from backfile.publish.search.texts import SLOT_BYTES, slot_of, texts_of

LEAST_STORIES = 1000
"""Of fewer an index is built in less than a second; then the same stories give the same bytes."""
MOST_SHARE = 20
"""One story in so many may change before the index is built anew: by then its lists lie scattered
and its head has grown by a tenth."""
MOST_AT_ONCE = 300
"""Stories that are mended at a time: more take as long as building anew (10,000 stories)."""
_MOST_FREE = 4
"""The lists may hold one empty byte in so many before the index is built anew."""
_FEW_BYTES = 1 << 20
"""So many empty bytes are none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What an index is to hold."""

    stories: Sequence[tuple[str, str]]
    """Address and digest of each, in the order in which they come."""
    read: Callable[[Sequence[str]], Iterable[Row]]
    """Reads the rows of some of them by their addresses."""
    key: str
    """Digest of all else that the index is made from."""
    pieces: bool | None = None
    """As `index.build` has it."""


class Mending:
    """An index about to be mended."""

    def __init__(self, index: Index, keeper: Keeper, memory: Memory, numbering: Numbering) -> None:
        """Work out what changes.

        Raises:
            Unlike: the index does not say what its memory says that it does.
        """
        self._index = index
        self._keeper = keeper
        self._memory = memory
        self._numbering = numbering
        self._stamp = ""
        size = index.sizes["lists"]
        self._lists = Patched("lists", size, size, list(memory.free))
        before = said_of((number, self._row(number, slip)) for number, slip in numbering.before)
        after = said_of(numbering.after)
        ranks = rank_of(numbering.size, numbering.late)
        mender = WordMender(index, self._lists, memory, keeper.weights, ranks)
        self._words = mender.mend(before, after)
        self._pairs = PairMender(index, numbering.size)
        self._pairs.mend(before.pairs, after.pairs)
        self._texts = Patched("texts", index.sizes["texts"], index.sizes["texts"])
        self._heads = Patched("heads", index.sizes["heads"], numbering.size * SLOT_BYTES)
        self._mend_texts()

    def _row(self, number: int, slip: Slip) -> Row:
        return row_of(slip, self._index.shown(number), self._index.rest(number))

    def _mend_texts(self) -> None:
        """Take texts out and put texts in."""
        for number, _ in self._numbering.before:
            _, spot = self._index.slot(number)
            self._texts.release(*spot.stretch)
            self._heads.set(number * SLOT_BYTES, bytes(SLOT_BYTES))
        for number, row in self._numbering.after:
            head, tail = texts_of(row)
            _, more = slot_of(0, head, tail)
            slot, _ = slot_of(self._texts.put(more) if more else 0, head, tail)
            self._heads.set(number * SLOT_BYTES, slot)

    def files(self) -> Iterator[File | Kept]:
        """Yield each file that changes, and the path alone of each that stays as it is."""
        stamp = sha256(self._index.manifest.stamp.encode())
        with TemporaryDirectory(prefix="backfile-search-") as folder:
            runs = Runs(Path(folder), self._pieces())
            for path, data in self._all(runs):
                stamp.update(f"{path} {digest_of(data) if data else ''}\n".encode())
                yield (path, data) if data is not None else (path, None)
        self._stamp = stamp.hexdigest()[:STAMP_LETTERS]
        numbering = self._numbering
        patched = {run.name: run.size for run in (self._texts, self._heads, self._lists)}
        said = told(len(numbering.slips), numbering.size, runs, patched)
        manifest = msgspec.json.encode({"stamp": self._stamp, **said})
        if runs.pieces:
            yield script("manifest", manifest)
        yield "manifest.json", manifest

    def _pieces(self) -> dict[str, int]:
        return piece_bytes(len(self._numbering.slips)) if self._index.manifest.pieces else {}

    def _all(self, runs: Runs) -> Iterator[File | Kept]:
        read = self._index.read
        for run in (self._texts, self._heads, self._lists):
            if runs.pieces:
                yield from runs.through(run.name, run.stretches(read))
            else:
                yield from run.files(read)
        yield from self._pairs.files(runs)
        yield from runs.through("terms", self._words.blocks)
        yield from small(self._numbering.order, runs)
        lengths = [len(block) for block in self._words.blocks]
        words = Words(self._words.keys, lengths, self._index.head.pairs)
        late, gone = self._numbering.late, self._numbering.gone
        head = head_told(self._numbering.order, words, late=late, gone=gone)
        yield from runs.whole("head", head)

    def remember(self) -> None:
        """Leave word for the next run; call it once all files are in their place."""
        memory, numbering = self._memory, self._numbering
        fresh = self._keeper.begin()
        memory.weights = self._put_weights(fresh)
        self._keeper.add(numbering.slips)
        memory.stamp = self._stamp
        memory.mended += numbering.changes
        memory.numbers = numbering.numbers
        memory.free = sorted(self._lists.free)
        self._keeper.end(memory)

    def _put_weights(self, fresh: Path) -> dict[str, tuple[int, int]]:
        """Write all weights; return where those of each term begin, and how many bytes they are."""
        places: dict[str, tuple[int, int]] = {}
        before = self._keeper.weights.read_bytes()
        at = 0
        with fresh.open("wb") as file:
            kept = ((t, before[a : a + length]) for t, (a, length) in self._memory.weights.items())
            for some in (kept, self._words.weights.items()):
                for term, data in some:
                    file.write(data)
                    places[term] = (at, len(data))
                    at += len(data)
        return places


def find_mending(folder: Path, keeper: Keeper, wanted: Wanted) -> Mending | None:
    """Return how an index is mended; None where it has to be built anew.

    Args:
        folder: where it lies, untouched since the last run.
        keeper: what that run left of it.
        wanted: what it is to hold.
    """
    memory = keeper.read()
    if memory is None or memory.key != wanted.key or len(wanted.stories) < LEAST_STORIES:
        return None
    try:
        index = Index(folder)
        numbering = _numbering(index, memory, keeper, wanted)
        if numbering is None or not _is_worth(numbering, index, memory, wanted):
            return None
        return Mending(index, keeper, memory, numbering)
    except (OSError, ValueError, KeyError, msgspec.MsgspecError, Unlike):
        return None  # what is damaged is built anew


def _numbering(index: Index, memory: Memory, keeper: Keeper, wanted: Wanted) -> Numbering | None:
    if index.manifest.format != FORMAT or index.manifest.stamp != memory.stamp:
        return None
    slips = read_slips(keeper.slips)
    known = {s.address: (s, number) for s, number in zip(slips, memory.numbers, strict=True)}
    asked = [
        address
        for address, digest in wanted.stories
        if address not in known or known[address][0].digest != digest
    ]
    if len(asked) > MOST_AT_ONCE:
        return None
    rows = {row.address: with_whole_letters(row) for row in wanted.read(asked)}
    addresses = [address for address, _ in wanted.stories]
    return numbering_of(Given(known, memory.built, index.numbers), addresses, rows)


def _is_worth(numbering: Numbering, index: Index, memory: Memory, wanted: Wanted) -> bool:
    """Say whether an index is better mended than built anew."""
    few = len(numbering.slips) <= PIECES_UP_TO
    has_pieces = few if wanted.pieces is None else wanted.pieces
    free = sum(length for _, length in memory.free)
    return (
        numbering.changes <= MOST_AT_ONCE
        and (memory.mended + numbering.changes) * MOST_SHARE <= memory.built
        and has_pieces == bool(index.manifest.pieces)
        and (free <= _FEW_BYTES or free * _MOST_FREE <= index.sizes["lists"])
        and all(len(names) < MOST_NAMES for names in numbering.order.names.values())
    )
