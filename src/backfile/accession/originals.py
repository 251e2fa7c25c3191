"""Taking in what was handed over, byte for byte, before anything is read from it."""

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from backfile.accession.progress import Progress, Tell
from backfile.accession.watching import Counted
from backfile.archive.archive import Archive
from backfile.archive.entries import Item
from backfile.archive.lock import held, is_taken
from backfile.errors import DepositError, OperatorError
from backfile.hashes import digest_of_stream, short_name
from backfile.intake.bounds import printable
from backfile.intake.items import items_of
from backfile.intake.read import reader_of, unknown
from backfile.intake.reader import Item as IntakeItem
from backfile.intake.sniff import HEAD_BYTES, kind_of
from backfile.model.deposit import Deposit, DepositKind
from backfile.model.finding import Finding

READING = "reading-"
"""How the folders begin in which a deposit lies under its own names while it is read again."""
LOOKING = "looking-"
"""The same, where nothing is read into the archive."""
_IN_USE = "in-use"
"""The file in such a folder that is locked for as long as somebody looks."""


def take_in(archive: Archive, path: Path, address: str | None, tell: Tell) -> Deposit:
    """Copy a deposit into the archive's originals and register it; twice is once.

    Args:
        archive: open for writing.
        path: a file or folder.
        address: where it stood, if the depositor said so.
        tell: told of the bytes that were copied.

    Raises:
        DepositError: there is nothing at that path.
    """
    items = []
    total, done = sum(file.stat().st_size for _, file in files_of(path)), 0

    def copied(size: int) -> None:
        nonlocal done
        done += size
        tell(Progress("copying", printable(path.name), done, max(done, total), "bytes"))

    is_careful = archive.erasures.any()
    for name, file in files_of(path):
        known = _erased(archive, name, file) if is_careful else None
        if known is None:
            with _opened(file) as stream:
                digest, size = archive.originals.put(Counted(stream, copied))
            known = Item(name, digest, size)
        items.append(known)
    deposit = describe(path, items, address)
    kept = archive.erasures.cleaned(items, archive.originals) if is_careful else items
    archive.deposits.register(deposit, kept)
    return deposit


def _erased(archive: Archive, name: str, file: Path) -> Item | None:
    """Return a file out of which something was erased, or None: such a file is not copied again.

    Raises:
        DepositError: what stood for it is not here any more.
    """
    with _opened(file) as stream:
        digest, size = digest_of_stream(stream)
    now = archive.erasures.stands_for(digest)
    if now == digest:
        return None
    if now is not None and not archive.originals.has(now):
        raise DepositError(
            f"Something in {printable(name)} was erased for good; this copy still has it.",
            "Hand over the rest of it without that.",
        )
    return Item(name, digest, size)


def look_at(path: Path, address: str | None) -> Deposit:
    """Describe a deposit without copying it; its digest stands for its place, not its bytes."""
    items = [
        Item(name, hashlib.sha256(os.fsencode(file)).hexdigest(), file.stat().st_size)
        for name, file in files_of(path)
    ]
    return describe(path, items, address)


def fingerprint(path: Path, address: str | None) -> Deposit:
    """Describe a deposit by its bytes, without copying it."""
    items = []
    for name, file in files_of(path):
        with _opened(file) as stream:
            digest, size = digest_of_stream(stream)
        items.append(Item(name, digest, size))
    return describe(path, items, address)


def describe(path: Path, items: list[Item], address: str | None) -> Deposit:
    """Return what is to be said of a deposit: its kind, its size and its digest."""
    if path.is_dir():
        manifest = "".join(f"{item.digest}  {item.path}\n" for item in items)
        # File names that are no UTF-8 go in as the very bytes that they are.
        written = manifest.encode("utf-8", "surrogateescape")
        digest, kind = hashlib.sha256(written).hexdigest(), DepositKind.FOLDER
    else:
        with _opened(path) as stream:
            kind = kind_of(stream.read(HEAD_BYTES), path.name)
        digest = items[0].digest
    return Deposit(
        id=short_name(digest),
        name=printable(path.resolve().name),
        kind=kind,
        digest=digest,
        size=sum(item.size for item in items),
        address=address,
    )


def files_of(path: Path) -> Iterator[tuple[str, Path]]:
    """Yield each file of a deposit with its name inside it, in order; links are not followed.

    Raises:
        DepositError: there is nothing at that path.
    """
    if path.is_file():
        yield path.name, path
        return
    if not path.is_dir():
        raise nothing_at(path)
    for folder, folders, names in os.walk(path):
        folders.sort()
        for name in sorted(names):
            file = Path(folder) / name
            # What nobody may read becomes a finding when the folder is read.
            if file.is_file() and not file.is_symlink() and os.access(file, os.R_OK):
                yield file.relative_to(path).as_posix(), file


def check_known(path: Path) -> None:
    """Look whether any reader knows anything of a deposit, before it is copied.

    Raises:
        DepositError: there is nothing at that path, nothing in it, or nothing that can be read.
        UnknownKind: every file in it is of a kind that nobody knows.
    """
    if not (path.is_file() or path.is_dir()):
        raise nothing_at(path)
    strange: IntakeItem | None = None
    damage: Finding | None = None
    is_empty = True
    for item in items_of(path):
        if isinstance(item, Finding):
            damage = damage or item
        elif item.size and _is_known(item):
            return
        else:
            is_empty = False
            strange = strange or (item if item.size else None)
    if strange is not None:
        raise unknown(strange)
    if is_empty:
        raise nothing_in(path, damage)


def _is_known(item: IntakeItem) -> bool:
    try:
        return reader_of(item) is not None
    except (DepositError, OSError, EOFError):
        # Damage is no strangeness: it becomes a finding.
        return True


def nothing_in(path: Path, damage: Finding | None) -> DepositError:
    """Return the error for a deposit out of which nothing came at all."""
    name = printable(path.name)
    if damage is None:
        return DepositError(f"Nothing is in {name}.", "Look whether it was copied whole.")
    return DepositError(
        f"{name} could not be read: {damage.text}", "Copy it again from where it came."
    )


def nothing_at(path: Path) -> DepositError:
    """Return the error for a path where no file and no folder stands."""
    if path.exists():
        return DepositError(f"{path} is no file or folder but a device, pipe or socket.")
    return DepositError(f"There is no file or folder at {path}.", "Check the spelling.")


def _opened(file: Path) -> BinaryIO:
    try:
        return file.open("rb")
    except OSError as error:
        raise DepositError(
            f"{file} cannot be read: {error.strerror}.", "Ask whoever owns it, or copy it first."
        ) from error


@contextmanager
def laid_out(archive: Archive, deposit: Deposit) -> Iterator[Path]:
    """Lay a deposit out again under its own names, as it came, for as long as it is read.

    The names are links to the originals, which are read-only; nothing is copied where the file
    system has hard links.
    """
    for left in archive.path.glob(f"{READING}*"):
        # A killed run left it; the archive's lock is ours, so that nobody reads there.
        shutil.rmtree(left, ignore_errors=True)
    for left in archive.path.glob(f"{LOOKING}*"):
        # Whoever looks has not the archive's lock but one inside of the folder.
        if not is_taken(left / _IN_USE):
            shutil.rmtree(left, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix=READING, dir=archive.path) as folder:
        yield _laid(archive, deposit, Path(folder))


@contextmanager
def looked_through(archive: Archive, deposit: Deposit) -> Iterator[Path]:
    """Lay a deposit out under its own names for one look, also where others may be writing.

    Raises:
        OperatorError: somebody took the folder away meanwhile, so that not all of it was seen.
    """
    with tempfile.TemporaryDirectory(prefix=LOOKING, dir=archive.path) as folder:
        mark = Path(folder) / _IN_USE
        with held(mark):
            yield _laid(archive, deposit, Path(folder) / "laid")
            if not mark.exists():
                raise OperatorError(
                    f"{Path(folder).name} was taken away while {deposit.name} was read in it.",
                    "Nothing was changed. Try again.",
                )


def _laid(archive: Archive, deposit: Deposit, folder: Path) -> Path:
    root = folder / deposit.name
    single = deposit.kind is not DepositKind.FOLDER
    for item in archive.deposits.items(deposit.id):
        place = root if single else root.joinpath(*item.path.split("/"))
        place.parent.mkdir(parents=True, exist_ok=True)
        _link(archive.originals.path(item.digest), place)
    return root


def _link(original: Path, place: Path) -> None:
    try:
        place.hardlink_to(original)
    except OSError:
        # Another file system, or one without links: a copy does as well.
        place.write_bytes(original.read_bytes())
