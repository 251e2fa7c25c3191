"""Build the search index of a static site: a few packs that a browser reads by byte ranges.

Layout, below ``search/`` of the site: docs/search-index.md. Stories come one at a time; memory
holds their numbers, the vocabulary and what is being sorted, never their texts.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from backfile.errors import BadValue
from backfile.hashes import digest_of
from backfile.publish.search.columns import Columns, Order
from backfile.publish.search.cutting import MOST_STORIES, PAIR_BITS, STORY_BITS, Cutter
from backfile.publish.search.memory import Keeper, Memory
from backfile.publish.search.packing import STAMP_LETTERS, File, deflate
from backfile.publish.search.packs import Runs
from backfile.publish.search.pairs import Pairs, bucket_bits
from backfile.publish.search.pieces import PIECES_UP_TO, piece_bytes, script
from backfile.publish.search.postings import TERM_SHIFT, Lists, Weights, dictionary
from backfile.publish.search.row import Row, with_whole_letters
from backfile.publish.search.slips import Slip, slip_of
from backfile.publish.search.spills import Spills
from backfile.publish.search.texts import Texts

FORMAT = 4
_SLIPS_AT_ONCE = 500
"""Slips that wait in memory before they are written."""


class _Building:
    """The index while stories are added."""

    def __init__(
        self, folder: Path, *, pieces: bool | None = None, keeper: Keeper | None = None
    ) -> None:
        self.keeper = keeper
        self._pieces = pieces
        self.weights = Weights(keeper.begin() if keeper else folder / "weights")
        self.slips: list[Slip] = []
        self.numbers: list[int] = []
        """Number of each story, as they came."""
        self.cutter = Cutter()
        self.columns = Columns()
        self.folder = folder
        self.texts = Texts(folder)
        self.told: dict[str, object] = {}
        """What the manifest says."""
        self.postings = Spills(folder, "postings")
        self.pairs = Spills(folder, "pairs")

    @property
    def has_pieces(self) -> bool:
        """Whether the index is to come in pieces too; asked once all stories are there."""
        return self.cutter.count <= PIECES_UP_TO if self._pieces is None else self._pieces

    def add(self, row: Row) -> None:
        """Take a story."""
        if self.cutter.count >= MOST_STORIES:
            raise BadValue(f"The index takes {MOST_STORIES:,} stories.", "Publish in parts.")
        self.cutter.add(row)
        slip = slip_of(row)
        self.columns.add(slip)
        self.slips.append(slip)
        self.texts.add(row)
        if len(self.slips) >= _SLIPS_AT_ONCE:
            self.put_slips()
        if self.cutter.is_full:
            self.spill()

    def put_slips(self) -> None:
        """Put the slips that wait on to the disk."""
        if self.keeper:
            self.keeper.add(self.slips)
        self.slips.clear()

    def remember(self, stamp: str, key: str) -> None:
        """Leave word for the run that mends this index."""
        if self.keeper is None:
            return
        self.put_slips()
        self.weights.end()
        names = self.cutter.terms.names
        memory = Memory(
            stamp=stamp,
            key=key,
            built=len(self.numbers),
            mended=0,
            numbers=self.numbers,
            late=[],
            weights={names[term]: place for term, place in self.weights.places.items()},
            uses=self.cutter.form_uses(),
        )
        self.keeper.end(memory)

    def spill(self) -> None:
        """Put what was taken since the last time on to the disk."""
        spill = self.cutter.spill()
        self.postings.put(spill.postings)
        self.pairs.put(spill.pairs)


def build(
    rows: Iterable[Row],
    *,
    pieces: bool | None = None,
    keeper: Keeper | None = None,
    key: str = "",
) -> Iterator[File]:
    """Yield each file of the index as (path below ``search/``, bytes), in a fixed order.

    Stories are numbered by date (columns.py); where days agree, as they come.

    Args:
        rows: the stories.
        pieces: whether the index is to come in pieces as well; None: where there are few stories.
        keeper: keeps what a later run needs to mend the index (mending.py).
        key: digest of all that the index is made from besides the stories.

    Raises:
        BadValue: there are more stories than numbers for them (MOST_STORIES).
    """
    stamp = sha256()
    with TemporaryDirectory(prefix="backfile-search-") as folder:
        building = _Building(Path(folder), pieces=pieces, keeper=keeper)
        for path, data in _all(building, rows):
            stamp.update(f"{path} {digest_of(data)}\n".encode())
            yield path, data
        short = stamp.hexdigest()[:STAMP_LETTERS]
        manifest = msgspec.json.encode({"stamp": short, **building.told})
        if building.has_pieces:
            yield script("manifest", manifest)
        yield "manifest.json", manifest
        building.remember(short, key)


def _all(building: _Building, rows: Iterable[Row]) -> Iterator[File]:
    for row in rows:
        building.add(with_whole_letters(row))
    building.spill()
    order = building.columns.ordered()
    building.numbers = order.place_of.tolist()
    runs = Runs(building.folder, piece_bytes(len(order.order)) if building.has_pieces else {})
    yield from runs.through("texts", building.texts.tails())
    yield from runs.through("heads", building.texts.heads(order.order))
    yield from _lists(building, order, runs)
    yield from small(order, runs)
    count = len(order.order)
    building.told = told(count, count, runs)


def told(
    stories: int, numbers: int, runs: Runs, patched: Mapping[str, int] | None = None
) -> dict[str, object]:
    """Return what the manifest says.

    Args:
        stories: how many there are.
        numbers: how many numbers were ever given to stories.
        runs: all runs that were written.
        patched: sizes of those that were mended where they stand.
    """
    found: dict[str, object] = {"format": FORMAT, "stories": stories, "numbers": numbers}
    pieces = {"pieces": runs.pieces} if runs.pieces else {}
    return {**found, "sizes": {**(patched or {}), **runs.sizes}, **pieces}


def _lists(building: _Building, order: Order, runs: Runs) -> Iterator[File]:
    """Yield which stories hold each term and each pair of words."""
    count = len(order.order)
    places = order.place_of
    lists = Lists(count, runs.begin("lists"), building.weights)
    for numbers in building.postings.merged(TERM_SHIFT):
        yield from lists.take(numbers, places)
    bits = bucket_bits(building.cutter.tokens)
    pairs = Pairs(count, bits, runs.begin("pairs"), runs.begin("pairlists"))
    for numbers in building.pairs.merged(STORY_BITS + PAIR_BITS - pairs.bits):
        yield from pairs.take(numbers, places)
    for name in ("lists", "pairs", "pairlists"):
        yield from runs.packs[name].end()
    terms = runs.begin("terms")
    keys, lengths = [], []
    for key, block in dictionary(building.cutter.terms.names, building.cutter.forms, lists):
        keys.append(key)
        lengths.append(len(block))
        yield from terms.add(block)
    yield from terms.end()
    yield from runs.whole("places", pairs.places())
    yield from runs.whole("head", head_told(order, Words(keys, lengths, pairs.bits)))


def small(order: Order, runs: Runs) -> Iterator[File]:
    """Yield what is known of each story besides its words and texts."""
    yield from runs.whole("days", b"".join(days for _, days in order.days()))
    yield from runs.whole("people", order.people_told())
    yield from runs.whole("names", deflate(msgspec.json.encode(order.people)))


@dataclass(frozen=True, slots=True)
class Words:
    """What every search needs to know of the dictionary and of pairs."""

    keys: list[str]
    blocks: list[int]
    pairs: int


def head_told(order: Order, words: Words, **more: object) -> bytes:
    """Return what every search needs, at once."""
    places: list[tuple[int, int, int]] = []
    at = 0
    for year, days in order.days():
        places.append((year, at, at + len(days)))
        at += len(days)
    said = {
        "pairs": words.pairs,
        "keys": words.keys,
        "blocks": words.blocks,
        "runs": order.runs,
        "days": places,
    }
    return deflate(msgspec.json.encode({**said, **order.names, **more}))
