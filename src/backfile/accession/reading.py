"""Reading a deposit twice: first to learn how the publication sets its pages, then to hear them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, islice
from pathlib import Path

from backfile.accession.hearing import HearAll, hearing
from backfile.accession.learnt import lessons_of
from backfile.accession.options import Options
from backfile.accession.progress import Progress, Tell, tell_nobody
from backfile.accession.sealing import close_sealed, is_released, testimony_of_held_back
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
from backfile.recover.taught import with_lessons

BATCH = 256
"""Things read in one transaction at most. bench/accession.py: 64 takes 14 % more CPU time, 16 takes
27 % more; a kill loses one batch, which is read again."""
BATCH_BYTES = 16 << 20
"""Bytes of things read in one transaction, so that a crawl of films takes no more memory."""
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
    jobs: int = 1
    """Processes that hear pages, where there are many; what they say does not depend on it."""
    refuse: Refuse = raise_refusal
    """Is told of each deposit that could not be taken, after all others were."""


def read_deposit(archive: Archive, deposit: Deposit, path: Path, manner: Manner) -> None:
    """Hear every capture of a deposit and keep what it says; goes on where a killed run stopped.

    Raises:
        UnknownKind: the deposit is one item that no reader knows.
    """
    learnt, captures = _look_through(deposit, path, manner)
    learnt = replace(learnt, text=learnt.text.titled(manner.options.title))
    layout = with_lessons(learnt, chain.from_iterable(lessons_of(archive).values()))
    reading = _Counter(deposit, manner.tell, captures)
    keep = archive.asset_files.put_bytes if manner.keep_assets else digest_of
    reads = _reads(path, deposit, manner.options)
    done = archive.deposits.reads_done(deposit.id)
    for _ in islice(reads, done):
        pass
    with hearing(layout, captures - done, manner.jobs) as hear_all:
        for some, said in _heard_ahead(reads, hear_all):
            with archive.writing():
                batch = _batch(some, said, keep)
                held = [testimony_of_held_back(c) for c in _captures(some) if c.held_back]
                closed = close_sealed(archive, batch, held, manner.options.release)
                archive.captures.put(deposit.id, closed)
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


def _heard_ahead(
    reads: Iterator[Read], hear_all: HearAll
) -> Iterator[tuple[list[Read], Iterator[Testimony]]]:
    """Yield some reads after others, with what the captures among them tell.

    Where several processes hear, those that come next are heard while these are kept.
    """
    before: list[tuple[list[Read], Iterator[Testimony]]] = []
    while some := _some(reads):
        said = hear_all(_captures(some))
        yield from before
        before = [(some, said)]
    yield from before


def _reads(path: Path, deposit: Deposit, options: Options) -> Iterator[Read]:
    """Read a deposit's items; what the archive's rule makes public is held back no longer."""
    for read in read_items(items_of(path), address=deposit.address, deposit=deposit.id):
        yield _released(read, options) if isinstance(read, Capture) else read


def _released(capture: Capture, options: Options) -> Capture:
    if capture.held_back is None or not is_released(capture, options.release):
        return capture
    return replace(capture, held_back=None)


def _captures(reads: Sequence[Read]) -> list[Capture]:
    return [read for read in reads if isinstance(read, Capture)]


def _batch(reads: list[Read], said: Iterator[Testimony], keep: Callable[[bytes], str]) -> Batch:
    heard = zip(_captures(reads), said, strict=True)
    return Batch(
        readings=tuple(_reading(capture, testimony, keep) for capture, testimony in heard),
        findings=tuple(read for read in reads if isinstance(read, Finding)),
        claims=tuple(read for read in reads if isinstance(read, Evidence)),
        reads=len(reads),
    )


def _reading(capture: Capture, said: Testimony, keep: Callable[[bytes], str]) -> Reading:
    """Put a capture beside what it tells, and let go of its bytes; `keep` keeps an asset's."""
    is_asset = said.kind is Kind.ASSET and bool(capture.body)
    digest = keep(capture.body) if is_asset else digest_of(capture.body)
    return Reading(replace(capture, body=b""), said, digest, len(capture.body))
