"""Making a withdrawal final: originals written anew without the story, and what rests on it gone.

A kill at any moment leaves the archive as it was, or with the story erased: new files are written
first, one transaction changes what is known, old files go last. The same command finishes the work.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, cast

from backfile.accession.progress import Tell, tell_nobody
from backfile.accession.reading import Manner
from backfile.accession.run import hear_again
from backfile.accession.tracing import Trace, find_traces
from backfile.archive.archive import Archive
from backfile.archive.entries import CaptureRow, Item
from backfile.archive.erasures import Erasure
from backfile.errors import BadValue, OperatorError
from backfile.intake.cutting import CannotErase, Spot
from backfile.intake.cutting_rows import rows_beside
from backfile.intake.erasing import erase
from backfile.model.capture import Kind
from backfile.model.deposit import DepositKind
from backfile.model.remedy import Remedy, RemedyKind, Surface

NOTE = "Something stood here. It was erased on request; the archive's record says when."
"""What stands in a file in place of what was erased."""


@dataclass(slots=True)
class Affected:
    """A file of originals/ out of which something must go."""

    item: Item
    deposits: list[str] = field(default_factory=list)
    """Ids of those that hold it."""
    spots: list[Spot] = field(default_factory=list)
    payloads: list[str | None] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What making a remedy final would do."""

    remedy: Remedy
    stories: tuple[str, ...]
    files: tuple[Affected, ...]
    traces: tuple[Trace, ...] = ()
    """Captures of others in which words of the story stand."""


def plan_of(
    archive: Archive, number: int, *, with_traces: bool = False, tell: Tell = tell_nobody
) -> Plan:
    """Say what making a remedy final would do, and change nothing.

    Everything that was handed over is read for the story's words, which takes its time.

    Args:
        archive: open.
        number: of the remedy.
        with_traces: whether captures go too that hold words of the story and are no other's.
        tell: is told how far the work is.

    Raises:
        NotFound: no remedy has that number.
        BadValue: it is none that can be made final.
    """
    remedy = archive.remedies.get(number)
    if remedy.kind is not RemedyKind.WITHDRAWAL or not remedy.stands:
        raise BadValue(
            "Only a withdrawal that stands can be made final.", "`remedy list` shows it."
        )
    if set(remedy.scope) != set(Surface):
        raise BadValue(
            "A withdrawal from some surfaces alone cannot be final.", "Withdraw it whole."
        )
    stories = tuple(archive.remedies.stories_of(number))
    rows = list(_captures_of(archive, stories))
    traces = list(find_traces(archive, stories, {row.number for row in rows}, tell))
    if with_traces:
        rows += [trace.row for trace in traces if trace.can_go]
    files = tuple(_affected(archive, rows))
    return Plan(remedy=remedy, stories=stories, files=files, traces=tuple(traces))


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a final erasure goes."""

    whole_files: bool = False
    """Whether files go whole that cannot be written anew."""
    with_traces: bool = False
    """Whether captures go too that hold words of the story and are no other's."""


NEAR = Reach()
"""The story's own captures, out of files that can be written anew."""


def make_final(archive: Archive, number: int, manner: Manner, reach: Reach = Reach()) -> Plan:
    """Erase the story of a withdrawal for good; what a kill left undone is done.

    Args:
        archive: open for writing.
        number: of the remedy.
        manner: how the deposits are read again.
        reach: how far it goes.

    Raises:
        NotFound: no remedy has that number.
        BadValue: it is none that can be made final.
        CannotErase: a file cannot be written anew without the story, and may not go whole.
    """
    plan = plan_of(archive, number, with_traces=reach.with_traces, tell=manner.tell)
    if plan.stories or not plan.remedy.final:
        erasures, sizes = _rewrite(archive, plan, whole_files=reach.whole_files)
        with archive.writing():
            archive.remedies.hold_on()
            archive.erasures.put(erasures, sizes)
            archive.erasures.forget_places(number)
            for deposit in _deposits_of(archive, plan):
                hear_again(archive, deposit, manner)
            archive.deposits.forget_unneeded_assets()
            archive.erasures.finish(number, plan.remedy.story)
            _check_gone(archive, number)
    archive.sweep()
    archive.erasures.shrink()
    return plan


def _check_gone(archive: Archive, number: int) -> None:
    """Make sure that nothing of a story is left, before anything is kept.

    Raises:
        OperatorError: something is; nothing was changed.
    """
    left = archive.remedies.stories_of(number)
    if left:
        rows = list(_captures_of(archive, left))
        where = ", ".join(dict.fromkeys(f"{row.item or row.deposit}" for row in rows))
        raise OperatorError(
            f"The story would still be in {where}.", "Nothing was changed. Try --whole-files."
        )


def _rewrite(
    archive: Archive, plan: Plan, *, whole_files: bool
) -> tuple[list[Erasure], dict[str, int]]:
    """Write the affected originals anew, beside the old ones."""
    erasures: list[Erasure] = []
    sizes: dict[str, int] = {}
    with TemporaryDirectory(prefix="reading-", dir=archive.path) as folder:
        for affected in plan.files:
            now = _rewritten(archive, affected, Path(folder) / "fresh", whole_files=whole_files)
            if now is not None:
                sizes[now.digest] = now.size
            erasures += [
                Erasure(
                    plan.remedy.number or 0,
                    affected.deposits[0],
                    affected.item.path,
                    affected.item.digest,
                    now.digest if now else None,
                    payload,
                )
                for payload in affected.payloads
            ]
    return erasures, sizes


def _rewritten(
    archive: Archive, affected: Affected, fresh: Path, *, whole_files: bool
) -> Item | None:
    """Write one file anew; None where it goes whole."""
    item = affected.item
    name = item.path.rpartition("/")[2]
    try:
        with archive.originals.open(item.digest) as file, fresh.open("wb") as out:
            is_left = erase(file, name, affected.spots, NOTE, cast(IO[bytes], out))
    except CannotErase:
        if not whole_files:
            raise
        return None
    if not is_left:
        return None
    with fresh.open("rb") as stream:
        digest, size = archive.originals.put(stream)
    return Item(item.path, digest, size)


def _affected(archive: Archive, rows: Iterable[CaptureRow]) -> Iterator[Affected]:
    """Yield each file that holds some captures, or tells of them beside."""
    found: dict[str, Affected] = {}
    single = {d.id: d.kind is not DepositKind.FOLDER for d in archive.deposits.all()}
    for row in rows:
        item, inner = _file_of(archive, row, is_single=single[row.deposit])
        _note(found, item, row, Spot(inner, row.offset))
        beside = rows_beside(row.item or "")
        table = beside and replace(row, item=beside.path, offset=beside.offset, digest=None)
        if beside and table and _has_file(archive, table, is_single=single[row.deposit]):
            item, inner = _file_of(archive, table, is_single=single[row.deposit])
            _note(found, item, table, replace(beside, path=inner))
    yield from found.values()


def _note(found: dict[str, Affected], item: Item, row: CaptureRow, spot: Spot) -> None:
    affected = found.setdefault(item.digest, Affected(item))
    affected.deposits.append(row.deposit)
    affected.spots.append(spot)
    affected.payloads.append(row.digest)


def _has_file(archive: Archive, row: CaptureRow, *, is_single: bool) -> bool:
    paths = {item.path for item in archive.deposits.items(row.deposit)}
    return is_single or any((row.item or "").startswith(path) for path in paths)


def _captures_of(archive: Archive, stories: Sequence[str]) -> Iterator[CaptureRow]:
    members = archive.stories.members(stories)
    for story in stories:
        for member in members.get(story, []):
            yield archive.captures.get(member.capture)
    pictures = set(archive.erasures.alone(stories))
    if pictures:
        rows = archive.captures.all(kind=Kind.ASSET)
        yield from (row for row in rows if row.digest in pictures)


def _file_of(archive: Archive, row: CaptureRow, *, is_single: bool) -> tuple[Item, str]:
    """Return the file of originals/ that holds a capture, and the capture's path inside of it."""
    items = list(archive.deposits.items(row.deposit))
    path = row.item or ""
    if is_single and len(items) == 1:
        name = items[0].path
        inner = "" if path in {"", name} else path.removeprefix(f"{name}/")
        return items[0], inner
    fits = [item for item in items if path == item.path or path.startswith(f"{item.path}/")]
    if not fits:
        raise OperatorError(f"No file of the deposit holds {path}.", "Run `verify`.")
    item = max(fits, key=lambda one: len(one.path))
    return item, path[len(item.path) + 1 :]


def _deposits_of(archive: Archive, plan: Plan) -> list[str]:
    """Return the deposits that hold one of the rewritten files, in the order in which they came."""
    new = {deposit for affected in plan.files for deposit in affected.deposits}
    known = [deposit.id for deposit in archive.deposits.all()]
    return [deposit for deposit in known if deposit in new]
