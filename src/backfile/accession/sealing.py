"""What one deposit says was not public is held back out of every other deposit too.

An export knows that a story was private, locked by a password or in the trash; a crawl that was
logged in, or a feed, may hold it all the same. A draft is another matter: where a crawl met it in
public, it was published after the export was made.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from backfile.archive.archive import Archive
from backfile.archive.captures import CLOSED, SEAL
from backfile.archive.captures import NOT_YET as NOT_YET_SEAL
from backfile.archive.entries import Batch, Reading
from backfile.hashes import short_name
from backfile.model.capture import Capture, Kind
from backfile.model.testimony import Testimony
from backfile.recover.likeness import likeness_of

NOT_YET = frozenset({"draft", "pending", "scheduled", "revision"})
"""Reasons that end when a story is published, or that say nothing of the story itself."""
SEAL_LETTERS = 26
"""Letters of a seal: 130 bits, so that no two keys share one."""
WHY = CLOSED + " ({reason})."


def testimony_of_held_back(capture: Capture) -> Testimony:
    """Return what may be kept of a capture that was not public: why, and its seals."""
    reason = capture.held_back or ""
    own = tuple(a for a in (capture.address, *capture.also) if a)
    keys = (f"id:{capture.key}",) if capture.key else ()
    return Testimony(kind=Kind.HELD_BACK, why=reason, addresses=own, keys=keys)


def names_of(testimony: Testimony) -> frozenset[str]:
    """Return the keys that name one story for certain: its number and its addresses."""
    return frozenset(key for key in likeness_of(testimony).keys if key.startswith(("id:", "url:")))


def seals_of(testimony: Testimony) -> frozenset[str]:
    """Return the names of a story as digests: what is held back stays unknown to a reader."""
    return frozenset(SEAL + short_name(name, SEAL_LETTERS) for name in names_of(testimony))


def marks_of(testimony: Testimony) -> frozenset[str]:
    """Return the keys by which something held back is known again in another deposit.

    Those of a draft are told apart: they let it be counted once, and hold back nothing.
    """
    start = NOT_YET_SEAL if testimony.why in NOT_YET else SEAL
    return frozenset(start + short_name(name, SEAL_LETTERS) for name in names_of(testimony))


def is_released(capture: Capture, release: Sequence[str]) -> bool:
    """Say whether a rule of the archive names something that was held back.

    It may name the reason, the newsroom's number, the address, or the seal that the ledger shows.
    """
    names = {capture.held_back, capture.key, capture.address}
    names |= marks_of(testimony_of_held_back(capture))
    return not names.isdisjoint(release)


def freed_by(release: Sequence[str]) -> frozenset[str]:
    """Return the seals of single stories that a rule releases: no other deposit closes them."""
    said = (
        Testimony(kind=Kind.HELD_BACK, why="", addresses=(n,), keys=(f"id:{n}",)) for n in release
    )
    own = {name for name in release if name.startswith(SEAL)}
    return frozenset(own).union(*map(seals_of, said))


def close_sealed(
    archive: Archive, batch: Batch, held: Sequence[Testimony], release: Sequence[str] = ()
) -> Batch:
    """Hold back all that a deposit says was not public: in the archive, and in a batch.

    Args:
        archive: open for writing.
        batch: some of what was read.
        held: what of it was held back, with its names still in clear.
        release: what the archive's rule makes public, though another deposit holds it back.
    """
    freed = freed_by(release)
    locked = [said for said in held if said.why not in NOT_YET and not seals_of(said) & freed]
    for said in locked:
        _close_known(archive, said, freed)
    fresh = {seal: said.why for said in locked for seal in seals_of(said)}
    return replace(batch, readings=tuple(_closed(archive, batch.readings, fresh, freed)))


def _close_known(archive: Archive, said: Testimony, freed: frozenset[str]) -> None:
    """Hold back captures of other deposits that are the same story."""
    found = archive.keys.sharing(names_of(said))
    numbers = sorted({number for some in found.values() for number in some})
    stories = [n for n in numbers if archive.captures.get(n).kind is Kind.STORY]
    if any(seals_of(archive.captures.testimony(n)) & freed for n in stories if freed):
        return
    if stories:
        archive.stories.remove(archive.stories.of_captures(stories).values())
        archive.captures.hold_back(stories, WHY.format(reason=said.why))


def _closed(
    archive: Archive, readings: Iterable[Reading], fresh: dict[str, str], freed: frozenset[str]
) -> Iterable[Reading]:
    """Yield readings, those whose story was held back elsewhere without what they say."""
    every = list(readings)
    if not fresh and next(archive.keys.all(None, SEAL), None) is None:
        yield from every
        return
    seals = [
        seals_of(read.testimony) if read.testimony.kind is Kind.STORY else frozenset()
        for read in every
    ]
    known = archive.keys.sharing(frozenset().union(*seals))
    for read, own in zip(every, seals, strict=True):
        if own & freed:
            yield read
            continue
        reason = next((fresh[seal] for seal in sorted(own) if seal in fresh), None)
        holder = next((known[seal][0] for seal in sorted(own) if seal in known), None)
        if reason is None and holder is not None:
            row = archive.captures.get(holder)
            reason = row.reason if row.kind is Kind.HELD_BACK else None
        yield read if reason is None else _held(read, reason)


def _held(read: Reading, reason: str) -> Reading:
    why = WHY.format(reason=reason)
    return replace(
        read,
        capture=replace(read.capture, held_back=why),
        testimony=Testimony(kind=Kind.HELD_BACK, why=why),
    )
