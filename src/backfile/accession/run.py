"""Taking deposits into the archive: copy, read, join, settle; stopped at any moment, it goes on.

add(archive, [Path("export.xml"), Path("crawl.warc.gz")])
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

from backfile import edtf
from backfile.accession.dating import bounds_by_neighbours
from backfile.accession.joining import Joiner
from backfile.accession.naming import NOBODY, Named, captures_at, hold_on, named_by_words
from backfile.accession.numbers import Numbers
from backfile.accession.originals import check_known, laid_out, look_at, take_in
from backfile.accession.pictures import find_variants
from backfile.accession.pointers import place_pointers
from backfile.accession.reading import Manner, Refusal, read_deposit
from backfile.accession.settling import Group, Settler
from backfile.accession.title import settle_title
from backfile.accession.viewers import close_viewers, reopen_viewers
from backfile.archive.archive import Archive
from backfile.errors import DepositError, NotFound
from backfile.intake.bounds import printable
from backfile.model.capture import Kind
from backfile.model.correction import Correction
from backfile.model.deposit import Deposit
from backfile.recover.revisions import REDIRECT

KIND = "kind"
"""The correction of what a capture is."""
READ, SETTLED = "read", "settled"
"""How far a deposit is: all its captures are kept; its stories are joined and settled."""
LOOKED_UP = 500
"""Captures whose stories are looked up at once."""


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one deposit that was handed over."""

    deposit: Deposit
    is_new: bool
    """False where the archive had it already, whole."""


def add(
    archive: Archive,
    paths: Sequence[Path],
    manner: Manner,
    address: str | None = None,
) -> list[Added]:
    """Take deposits into an archive; what is there already changes nothing.

    One that cannot be taken costs no other: it is written down in the journal, and
    ``manner.refuse`` is told of it when all others are in.

    Args:
        archive: open for writing.
        paths: files and folders, each a deposit of its own.
        manner: what is released, and who is told of the progress.
        address: where the deposits stood, for files that do not say.

    Raises:
        DepositError: a deposit cannot be read (unless ``manner.refuse`` has other orders).
        UnknownKind: no reader knows anything of a deposit (the same).
    """
    added, refusals = [], list[Refusal]()
    for path in paths:
        try:
            added.append(_take(archive, path, address, manner))
        except DepositError as error:
            refusals.append(Refusal(printable(path.name), error))
            archive.journal.write("refused", printable(path.name), error.met)
    settle_new(archive, manner)
    for refusal in refusals:
        manner.refuse(refusal)
    return added


def _take(archive: Archive, path: Path, address: str | None, manner: Manner) -> Added:
    """Copy one deposit and keep all that it says; its stories are settled with all others."""
    check_known(path)
    deposit = take_in(archive, path, address, manner.tell)
    is_new = archive.deposits.state(deposit.id) != SETTLED
    if archive.deposits.state(deposit.id) not in {READ, SETTLED}:
        _read(archive, deposit, path, manner)
        archive.journal.write("read", deposit.id, deposit.name)
    return Added(deposit, is_new)


def _read(archive: Archive, deposit: Deposit, path: Path, manner: Manner) -> None:
    """Read a deposit where it lies or, where something of it was erased, what is kept of it."""
    if not archive.erasures.any():
        read_deposit(archive, deposit, path, manner)
        return
    with laid_out(archive, deposit) as kept:
        if kept.exists():
            read_deposit(archive, deposit, kept, manner)
        else:
            archive.deposits.mark(deposit.id, READ)


def look_over(archive: Archive, paths: Sequence[Path], manner: Manner, address: str | None) -> None:
    """Read deposits into a passing archive, without copying what was handed over."""
    refusals = []
    for path in paths:
        try:
            check_known(path)
            deposit = look_at(path, address)
            if archive.deposits.register(deposit, ()):
                read_deposit(archive, deposit, path, manner)
        except DepositError as error:
            refusals.append(Refusal(printable(path.name), error))
    settle_new(archive, manner)
    for refusal in refusals:
        manner.refuse(refusal)


def settle_new(archive: Archive, manner: Manner, named: Named = NOBODY) -> None:
    """Join and settle all captures that were read, but not settled.

    Args:
        archive: open for writing.
        manner: who is told of the progress.
        named: ids that stories had before their captures were read again.
    """
    fresh = [d.id for d in archive.deposits.all() if archive.deposits.state(d.id) == READ]
    for said in archive.corrections.standing("capture") if fresh else []:
        if said.field == KIND:
            set_kind(archive, said, [row.number for row in captures_at(archive, said.target)])
    place_pointers(archive)
    reopen_viewers(archive)
    settle_captures(archive, _waiting(archive, fresh), manner, named)
    for deposit in fresh:
        archive.deposits.mark(deposit, SETTLED)


def _waiting(archive: Archive, deposits: Sequence[str]) -> Numbers:
    """Return the captures that are to be joined: of some deposits, and those without a story."""
    numbers = (archive.captures.numbers(deposit, Kind.STORY) for deposit in deposits)
    return Numbers(chain(*numbers, archive.captures.unsettled()))


def settle_captures(
    archive: Archive, fresh: Numbers, manner: Manner, named: Named = NOBODY
) -> None:
    """Join some captures with each other and all others, and settle their stories."""
    groups = close_viewers(archive, Joiner(archive, fresh).join(manner.tell))
    settler = Settler(archive, fresh, _stories_of(archive, groups), named)
    settler.settle_all(map(Group, groups), manner.tell, len(groups))
    _date_by_neighbours(archive, manner)
    archive.assets.link()
    archive.stories.link_translations()
    find_variants(archive, archive.assets.missing())
    settle_title(archive)


def settle_groups(archive: Archive, groups: Sequence[list[int]], manner: Manner) -> None:
    """Settle some stories anew, as they were joined before, and what else that can change."""
    touched = _stories_of(archive, groups)
    before = archive.stories.dates(touched)
    settler = Settler(archive, free=set(touched))
    settler.settle_all(map(Group, groups), manner.tell, len(groups))
    touched = _stories_of(archive, groups)
    after = archive.stories.dates(touched)
    if before != after or not all(date and edtf.is_day(date) for date in after.values()):
        _date_by_neighbours(archive, manner)
    archive.stories.link_translations()
    find_variants(archive, archive.assets.missing(touched))
    settle_title(archive)


def _date_by_neighbours(archive: Archive, manner: Manner) -> None:
    """Settle those stories anew whose dates their neighbours narrow."""
    narrowed = (
        Group(members_of(archive, one.story), one.story, one.evidence)
        for one in bounds_by_neighbours(archive)
    )
    Settler(archive, phase="dating").settle_all(narrowed, manner.tell)


def members_of(archive: Archive, story: str) -> list[int]:
    """Return the captures that show a story, without the redirects to it."""
    members = archive.stories.members([story]).get(story, [])
    return sorted(member.capture for member in members if member.why != REDIRECT)


def set_kind(archive: Archive, correction: Correction, captures: Sequence[int]) -> None:
    """Make captures what a person said that they are."""
    kind, why = Kind(str(correction.value)), f"A person said so: {correction.because}"
    archive.captures.set_fates((number, kind, why) for number in captures)


def _stories_of(archive: Archive, groups: Iterable[list[int]]) -> set[str]:
    """Return the ids of stories that some groups of captures touch."""
    captures = chain.from_iterable(groups)
    found = set[str]()
    while some := list(islice(captures, LOOKED_UP)):
        found.update(archive.stories.of_captures(some).values())
    return found


def read_again(archive: Archive, name: str, manner: Manner) -> Deposit:
    """Read a deposit anew from its originals, as a new Backfile hears more in it.

    Corrections stay, and so do the ids of stories: they are addresses of the site. One transaction:
    a kill leaves what was there before, and no reader meets an archive without the deposit's
    stories.

    Raises:
        NotFound: no deposit has that name.
    """
    archive.remedies.hold_on()
    return hear_again(archive, name, manner)


def hear_again(archive: Archive, name: str, manner: Manner) -> Deposit:
    """Read a deposit anew, and learn no names for remedies from what it said before.

    Raises:
        NotFound: no deposit has that name.
    """
    deposit = archive.deposits.get(name)
    with laid_out(archive, deposit) as path, archive.writing():
        named = named_by_words(archive, deposit.id)
        archive.deposits.forget_captures(deposit.id)
        if path.exists():
            read_deposit(archive, deposit, path, manner)
        else:
            archive.deposits.mark(deposit.id, READ)  # all of it was erased
        archive.journal.write("read again", deposit.id)
        settle_new(archive, manner, named)
    return deposit


def withdraw(archive: Archive, name: str, manner: Manner) -> None:
    """Undo an `add`: take a deposit and all that rests on it alone out of the archive.

    What a killed withdrawal left undone is done when it is asked for again.

    Raises:
        NotFound: no deposit has that name, and none had that was withdrawn.
    """
    if not was_withdrawn(archive, name):
        deposit = archive.deposits.get(name)
        # One transaction: no reader meets the archive without stories that other deposits have.
        with archive.writing():
            hold_on(archive, deposit.id)
            archive.deposits.withdraw(deposit.id)
            settle_new(archive, manner)
    archive.sweep()


def was_withdrawn(archive: Archive, name: str) -> bool:
    """Say whether a deposit of that id or name was there, is withdrawn, and none has it now."""
    try:
        archive.deposits.get(name)
    except NotFound:
        gone = (event for event in archive.journal.all() if event.event == "withdrawn")
        return any(name in {event.about, event.detail} for event in gone)
    return False
