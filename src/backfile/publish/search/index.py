"""Build the search index of a static site: a few packs that a browser reads by byte ranges.

Layout, below ``search/`` of the site: docs/search-index.md. Stories come one at a time; memory
holds their numbers, the vocabulary and what is being sorted, never their texts.
"""

from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from backfile.errors import BadValue
from backfile.hashes import digest_of
from backfile.publish.search.columns import Columns, Order
from backfile.publish.search.cutting import MOST_STORIES, PAIR_BITS, STORY_BITS, Cutter
from backfile.publish.search.packing import File, deflate
from backfile.publish.search.packs import Packs
from backfile.publish.search.pairs import Pairs, bucket_bits
from backfile.publish.search.pieces import PIECE_BYTES, ROWS_A_PIECE, Rows, script
from backfile.publish.search.postings import TERM_SHIFT, Lists, dictionary
from backfile.publish.search.row import Row, with_whole_letters
from backfile.publish.search.spills import Spills
from backfile.publish.search.texts import Texts

FORMAT = 2


class _Building:
    """The index while stories are added."""

    def __init__(self, folder: Path, rows: Rows) -> None:
        self.cutter = Cutter()
        self.columns = Columns()
        self.folder = folder
        self.texts = Texts(Packs("texts", folder))
        self.rows = rows
        self.told: dict[str, object] = {}
        """What the manifest says."""
        self.postings = Spills(folder, "postings")
        self.pairs = Spills(folder, "pairs")

    def add(self, row: Row) -> Iterator[File]:
        """Take a story; yield the packs of texts that are full."""
        if self.cutter.count >= MOST_STORIES:
            raise BadValue(f"The index takes {MOST_STORIES:,} stories.", "Publish in parts.")
        self.cutter.add(row)
        self.columns.add(row)
        self.rows.add(row)
        yield from self.texts.add(row)
        if self.cutter.is_full:
            self.spill()

    def spill(self) -> None:
        """Put what was taken since the last time on to the disk."""
        spill = self.cutter.spill()
        self.postings.put(spill.postings)
        self.pairs.put(spill.pairs)


def build(rows: Iterable[Row], *, pieces: bool | None = None) -> Iterator[File]:
    """Yield each file of the index as (path below ``search/``, bytes), in a fixed order.

    Stories are numbered by date (columns.py); where days agree, as they come.

    Args:
        rows: the stories.
        pieces: whether the index is to come in pieces as well; None: where there are few stories.

    Raises:
        BadValue: there are more stories than numbers for them (MOST_STORIES).
    """
    stamp = sha256()
    with TemporaryDirectory(prefix="backfile-search-") as folder:
        building = _Building(Path(folder), Rows(is_wanted=pieces))
        for path, data in _all(building, rows):
            stamp.update(f"{path} {digest_of(data)}\n".encode())
            yield path, data
        manifest = msgspec.json.encode({"stamp": stamp.hexdigest()[:12], **building.told})
    yield "manifest.json", manifest
    if building.rows.are_wanted:
        yield script("manifest", manifest)


def _all(building: _Building, rows: Iterable[Row]) -> Iterator[File]:
    for row in rows:
        yield from building.add(with_whole_letters(row))
    building.spill()
    order = building.columns.ordered()
    runs = {"texts": building.texts.packs}
    yield from building.texts.packs.end()
    yield from _lists(building, order, runs)
    yield from _small(building, order, runs)
    building.told = {
        "format": FORMAT,
        "stories": len(order.order),
        "sizes": {name: packs.size for name, packs in runs.items()},
    }
    if building.rows.are_wanted:
        building.told |= {"pieces": PIECE_BYTES, "rows": ROWS_A_PIECE}
        yield from building.rows.pieces(order.order)


def _lists(building: _Building, order: Order, runs: dict[str, Packs]) -> Iterator[File]:
    """Yield which stories hold each term and each pair of words."""
    count, has_pieces = len(order.order), building.rows.are_wanted
    places = order.place_of
    for name in ("lists", "pairs", "pairlists"):
        runs[name] = Packs(name, building.folder, has_pieces=has_pieces)
    lists = Lists(count, runs["lists"])
    for numbers in building.postings.merged(TERM_SHIFT):
        yield from lists.take(numbers, places)
    pairs = Pairs(count, bucket_bits(building.cutter.tokens), runs["pairs"], runs["pairlists"])
    for numbers in building.pairs.merged(STORY_BITS + PAIR_BITS - pairs.bits):
        yield from pairs.take(numbers, places)
    for name in ("lists", "pairs", "pairlists"):
        yield from runs[name].end()
    terms = runs["terms"] = Packs("terms", building.folder, has_pieces=has_pieces)
    head: dict[str, object] = {"pairs": pairs.bits, "keys": [], "blocks": []}
    keys, lengths = [], []
    for key, block in dictionary(building.cutter.terms.names, building.cutter.forms, lists):
        keys.append(key)
        lengths.append(len(block))
        yield from terms.add(block)
    yield from terms.end()
    head |= {"keys": keys, "blocks": lengths}
    yield from _whole("places", pairs.places(), runs, building)
    yield from _whole("head", _head(order, head), runs, building)


def _small(building: _Building, order: Order, runs: dict[str, Packs]) -> Iterator[File]:
    """Yield what is known of each story besides its words."""
    yield from _whole("spots", building.texts.spots(order.order), runs, building)
    yield from _whole("days", b"".join(told for _, told in order.days()), runs, building)
    yield from _whole("people", order.people_told(), runs, building)
    yield from _whole("names", deflate(msgspec.json.encode(order.people)), runs, building)


def _whole(name: str, data: bytes, runs: dict[str, Packs], building: _Building) -> Iterator[File]:
    has_pieces = building.rows.are_wanted and name in PIECE_BYTES
    packs = runs[name] = Packs(name, building.folder, has_pieces=has_pieces)
    yield from packs.add(data)
    yield from packs.end()


def _head(order: Order, words: dict[str, object]) -> bytes:
    """Return what every search needs, at once."""
    places: list[tuple[int, int, int]] = []
    at = 0
    for year, days in order.days():
        places.append((year, at, at + len(days)))
        at += len(days)
    told = {**words, "runs": order.runs, "days": places, **order.names}
    return deflate(msgspec.json.encode(told))
