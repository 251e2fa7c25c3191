"""Reading a deposit twice: first to learn how the publication sets its pages, then to hear them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import chain, islice
from pathlib import Path

from backfile.accession.learnt import lessons_of
from backfile.accession.options import Options
from backfile.accession.progress import Progress, Tell, tell_nobody
from backfile.accession.sealing import (
    close_sealed,
    is_released,
    marks_of,
    testimony_of_held_back,
)
from backfile.accession.watching import Watch
from backfile.archive.archive import Archive
from backfile.archive.entries import Batch, Reading
from backfile.errors import DepositError
from backfile.hashes import digest_of
from backfile.intake.items import items_of
from backfile.intake.read import read_items
from backfile.intake.reader import Read
from backfile.model.capture import Capture, Form, Kind
from backfile.model.deposit import Deposit
from backfile.model.evidence import Evidence
from backfile.model.finding import Finding
from backfile.model.testimony import Testimony
from backfile.recover.layout import Layout, learn
from backfile.recover.likeness import likeness_of
from backfile.recover.taught import with_lessons
from backfile.recover.testify import testify
from backfile.urls import key_of, picture_key, place_key

BATCH = 256
"""Things read in one transaction at most. bench/accession.py: 64 takes 14 % more CPU time, 16 takes
27 % more; a kill loses one batch, which is read again."""
BATCH_BYTES = 16 << 20
"""Bytes of things read in one transaction, so that a crawl of films takes no more memory."""
ORDER = "order:"
"""How the keys begin by which stories are found that stand in one sequence."""
PICTURE = "picture:"
"""How the keys begin that all sizes of one picture share."""
LEARNT_FROM = frozenset({Form.PAGE, Form.TEXT, Form.ENTRY})


@dataclass(slots=True)
class _Counter:
    """Counts captures that were read, and tells."""

    deposit: Deposit
    tell: Tell
    total: int
    done: int = 0

    def step(self) -> None:
        """Count one."""
        self.done += 1
        self.total = max(self.total, self.done)
        self.tell(Progress("reading", self.deposit.name, self.done, self.total))


@dataclass(frozen=True, slots=True)
class Refusal:
    """A deposit that could not be taken, and why."""

    name: str
    """What it is called; not where it stood on somebody's machine."""
    error: DepositError


Refuse = Callable[[Refusal], None]


def raise_refusal(refusal: Refusal) -> None:
    """Stop at the first deposit that could not be taken."""
    raise refusal.error


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How deposits are read."""

    options: Options = field(default_factory=Options)
    tell: Tell = tell_nobody
    keep_assets: bool = True
    """Whether the bytes of pictures and files are kept, or only their digests."""
    refuse: Refuse = raise_refusal
    """Is told of each deposit that could not be taken, after all others were."""


def read_deposit(archive: Archive, deposit: Deposit, path: Path, manner: Manner) -> None:
    """Hear every capture of a deposit and keep what it says; goes on where a killed run stopped.

    Raises:
        UnknownKind: the deposit is one item that no reader knows.
    """
    learnt, captures = _look_through(deposit, path, manner)
    layout = with_lessons(learnt, chain.from_iterable(lessons_of(archive).values()))
    reading = _Counter(deposit, manner.tell, captures)
    keep = archive.asset_files.put_bytes if manner.keep_assets else digest_of
    hearing = _Hearing(layout, keep, manner.options)
    reads = _reads(path, deposit)
    for _ in islice(reads, archive.deposits.reads_done(deposit.id)):
        pass
    while some := _some(reads):
        with archive.writing():
            batch = _batch(some, hearing.hear)
            closed = close_sealed(archive, batch, hearing.held, manner.options.release)
            archive.captures.put(deposit.id, closed)
            hearing.held.clear()
        for _ in batch.readings:
            reading.step()
    archive.deposits.mark(deposit.id, "read")


def _look_through(deposit: Deposit, path: Path, manner: Manner) -> tuple[Layout, int]:
    """Learn how a deposit's pages are set; return that, and how many captures there are."""
    watch = Watch()
    captures = 0

    def passing() -> Iterator[Capture]:
        nonlocal captures
        items = watch.over(items_of(path))
        for read in read_items(
            items, address=deposit.address, is_first_look=True, deposit=deposit.id
        ):
            if isinstance(read, Capture):
                captures += 1
                told = (deposit.name, watch.done(), watch.total, "bytes")
                manner.tell(Progress("looking through", *told))
                yield read

    return learn(capture for capture in passing() if capture.form in LEARNT_FROM), captures


def _some(reads: Iterator[Read]) -> list[Read]:
    """Take as many of the things read as one transaction holds; none where there are no more."""
    taken: list[Read] = []
    size = 0
    for read in reads:
        taken.append(read)
        size += len(read.body) if isinstance(read, Capture) else 0
        if len(taken) >= BATCH or size >= BATCH_BYTES:
            break
    return taken


def _reads(path: Path, deposit: Deposit) -> Iterator[Read]:
    return read_items(items_of(path), address=deposit.address, deposit=deposit.id)


def _batch(reads: list[Read], hear: Callable[[Capture], Reading]) -> Batch:
    return Batch(
        readings=tuple(hear(read) for read in reads if isinstance(read, Capture)),
        findings=tuple(read for read in reads if isinstance(read, Finding)),
        claims=tuple(read for read in reads if isinstance(read, Evidence)),
        reads=len(reads),
    )


@dataclass(slots=True)
class _Hearing:
    """Hears captures one by one; what they have in common is settled before."""

    layout: Layout
    keep: Callable[[bytes], str]
    """Keeps an asset's bytes and returns their digest."""
    options: Options
    held: list[Testimony] = field(default_factory=list)
    """What was held back of the batch at hand, with its names in clear; never kept."""

    def hear(self, read: Capture) -> Reading:
        """Hear one capture, let go of its bytes, and say how it is to be looked up."""
        capture = _released(read, self.options)
        if capture.held_back is None:
            testimony = testify(capture, self.layout)
        else:
            testimony = testimony_of_held_back(capture)
            self.held.append(testimony)
        is_asset = testimony.kind is Kind.ASSET and bool(capture.body)
        digest = self.keep(capture.body) if is_asset else digest_of(capture.body)
        said = replace(testimony, keys=tuple(sorted(keys_of(capture, testimony))))
        return Reading(replace(capture, body=b""), said, digest, len(capture.body))


def _released(capture: Capture, options: Options) -> Capture:
    """Let go of what was held back, where a rule of the archive names it."""
    if capture.held_back is None:
        return capture
    return replace(capture, held_back=None) if is_released(capture, options.release) else capture


def keys_of(capture: Capture, testimony: Testimony) -> frozenset[str]:
    """Return all keys under which a capture is looked up when stories are joined."""
    if testimony.kind is Kind.HELD_BACK:
        return marks_of(testimony)
    if testimony.kind is Kind.REDIRECT and capture.location and capture.address:
        return frozenset({redirect_key(capture.location)})
    if testimony.kind is Kind.ASSET and (capture.address or capture.place):
        return frozenset(picture_group(a) for a in (capture.address, capture.place) if a)
    if testimony.kind is not Kind.STORY:
        return frozenset()
    own = {key for key in testimony.keys if key.startswith("id:")}
    if capture.place is not None:
        own.add(place_key(capture.place))
    if testimony.order is not None:
        own.add(f"{ORDER}{testimony.order[0]}#{testimony.order[1]}")
    return likeness_of(testimony).keys | own


def redirect_key(target: str) -> str:
    """Return the key by which redirects to an address are found."""
    return "to:" + key_of(target)


def picture_group(address: str) -> str:
    """Return the key that all sizes of one picture share: its folder, and its name without size."""
    folder = key_of(address).split("?")[0].rpartition("/")[0]
    return f"{PICTURE}{folder}/{picture_key(address)}"
