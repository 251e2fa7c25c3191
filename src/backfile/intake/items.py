"""From what was handed over to its items: files, folders, zips, tars and WACZ, opened safely.

The law of the place: no link is followed, nothing points outside, nothing expands without bound,
and nothing is written but nameless temporary files. What is refused is said in a finding.
"""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from backfile.errors import DepositError, UnsafeDeposit
from backfile.intake.bounds import MAX_NESTING, Budget, is_of_the_system, printable
from backfile.intake.containers import (
    Entry,
    expanded_pieces,
    inner_name,
    tar_entries,
    zip_entries,
)
from backfile.intake.reader import Item
from backfile.intake.sniff import HEAD_BYTES, is_compressed, kind_of
from backfile.intake.spool import Spool
from backfile.intake.wacz import wacz_entries
from backfile.model.deposit import DepositKind
from backfile.model.finding import Finding

CONTAINERS = frozenset({DepositKind.ZIP, DepositKind.TAR, DepositKind.WACZ})
_OPEN_SPOOLS = MAX_NESTING + 1
"""Expanded containers and entries kept at once; an older one is expanded anew when asked for."""


def items_of(path: Path) -> Iterator[Item | Finding]:
    """Yield every item of a deposit, in the order of their paths, and what was refused.

    Args:
        path: a file or folder; a link here is what the depositor named, and is followed.

    Raises:
        DepositError: there is nothing at that path.
    """
    desk = _Desk()
    if path.is_dir():
        for found in _files_of(path):
            if isinstance(found, Finding):
                yield found
            else:
                yield from desk.opened(found, f"{found.path}/", Budget(found.size))
    elif path.is_file():
        name = printable(path.name)
        item = Item(name, path.stat().st_size, partial(_open, path))
        yield from desk.opened(item, "", Budget(item.size))
    else:
        raise DepositError(f"There is no file or folder at {path}.", "Check the name.")


def _files_of(folder: Path) -> Iterator[Item | Finding]:
    """Walk a folder in the order of names, without following links."""
    waiting = [(str(folder), "")]
    while waiting:
        where, inside = waiting.pop()
        try:
            with os.scandir(where) as entries:
                found = sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            name = inside.rstrip("/") or folder.name
            yield Finding("item-unreadable", f"{name} cannot be opened: {error.strerror}.", name)
            continue
        for entry in reversed(found):
            if entry.is_dir(follow_symlinks=False):
                name = f"{inside}{printable(entry.name)}"
                if not is_of_the_system(name):
                    waiting.append((entry.path, f"{name}/"))
        for entry in found:
            yield from _file_of(entry, f"{inside}{printable(entry.name)}")


def _file_of(entry: os.DirEntry[str], name: str) -> Iterator[Item | Finding]:
    if is_of_the_system(name) or entry.is_dir(follow_symlinks=False):
        return
    if entry.is_symlink():
        yield Finding("link-refused", f"{name} is a link and was not followed.", name)
    elif entry.is_file(follow_symlinks=False):
        size = entry.stat(follow_symlinks=False).st_size
        yield Item(name, size, partial(_open, Path(entry.path)))
    else:
        yield Finding("item-unreadable", f"{name} is no file but a device or socket.", name)


def _open(path: Path) -> BinaryIO:
    return path.open("rb")


class _Desk:
    """Opens containers, and remembers what it expanded last."""

    def __init__(self) -> None:
        self._spool = lru_cache(maxsize=_OPEN_SPOOLS)(_made)

    def opened(self, item: Item, inside: str, budget: Budget) -> Iterator[Item | Finding]:
        """Yield an item or, where it is a container, what is in it.

        Args:
            item: what may be a container.
            inside: what stands before the paths of its entries.
            budget: what may come out of it in all.
        """
        try:
            with item.open() as stream:
                head = stream.read(HEAD_BYTES)
            yield from self._opened(_Found(item, head, inside), budget)
        except UnsafeDeposit as error:
            yield Finding("bomb-refused", f"{item.path} was refused: {error}.", item.path)
        except (DepositError, OSError, EOFError) as error:
            yield Finding("item-unreadable", f"{item.path} cannot be read: {error}.", item.path)

    def _opened(self, found: "_Found", budget: Budget) -> Iterator[Item | Finding]:
        item = found.item
        kind = kind_of(found.head, item.path)
        if kind not in CONTAINERS:
            yield item
            return
        if found.depth >= MAX_NESTING:
            raise UnsafeDeposit(f"more than {MAX_NESTING} containers stand inside one another")
        if is_compressed(found.head):
            yield from self._expanded(found, budget)
            return
        taken: set[str] = set()
        for entry in _entries_of(item, kind):
            if isinstance(entry, Finding):
                yield entry
            elif not is_of_the_system(entry.path):
                yield from self._entry(found, entry, budget, taken)

    def _entry(
        self, found: "_Found", entry: Entry, budget: Budget, taken: set[str]
    ) -> Iterator[Item | Finding]:
        """Yield one entry of a container; what is wrong with it costs no other."""
        path = found.inside + entry.path
        if path in taken:
            path = _other_name(path, taken)
            yield Finding("name-twice", f"{found.item.path} has two files {entry.path!r}.", path)
        taken.add(path)
        try:
            entry.weigh(budget)
            item = Item(path, entry.size, self._opener(entry))
            inner = _Found(item, entry.head(), f"{path}/", found.depth + 1)
            yield from self._opened(inner, budget)
        except UnsafeDeposit as error:
            yield Finding("bomb-refused", f"{path} was refused: {error}.", path)
        except (DepositError, OSError, EOFError) as error:
            yield Finding("item-unreadable", f"{path} cannot be read: {error}.", path)

    def _expanded(self, found: "_Found", budget: Budget) -> Iterator[Item | Finding]:
        """Expand a compressed file, which may hold a tar or one file."""
        make = partial(_expand, found.item, budget.left)
        spool = self._spool(make)
        budget.spend(spool.size)
        for note in spool.notes:
            text = f"{found.item.path}: {note}; what came before was read."
            yield Finding("item-truncated", text, found.item.path)
        path = found.inside + inner_name(found.item.path)
        item = Item(path, spool.size, lambda: self._spool(make).open())
        head = spool.read_at(0, HEAD_BYTES)
        if kind_of(head, path) is not DepositKind.TAR:
            inner = _Found(item, head, f"{path}/", found.depth + 1)
        else:
            inner = _Found(item, head, found.inside, found.depth)
        yield from self._opened(inner, budget)

    def _opener(self, entry: Entry) -> Callable[[], BinaryIO]:
        make = entry.spool
        return entry.open if make is None else lambda: self._spool(make).open()


@dataclass(frozen=True, slots=True)
class _Found:
    """An item that may be a container, on the way down into it."""

    item: Item
    head: bytes
    inside: str
    """What stands before the paths of its entries."""
    depth: int = 0
    """In how many containers it stands."""


def _made(make: Callable[[], Spool]) -> Spool:
    return make()


def _expand(item: Item, bound: int) -> Spool:
    notes: list[str] = []
    with item.open() as stream:
        return Spool(expanded_pieces(stream, notes), bound, notes)


def _entries_of(item: Item, kind: DepositKind) -> Iterator[Entry | Finding]:
    if kind is DepositKind.TAR:
        yield from tar_entries(item)
        return
    if kind is DepositKind.ZIP:
        yield from zip_entries(item)
        return
    entries = []
    for found in zip_entries(item):
        if isinstance(found, Finding):
            yield found
        else:
            entries.append(found)
    yield from wacz_entries(item.path, entries)


def _other_name(path: str, taken: set[str]) -> str:
    """Return a free name beside a path that is taken: "a.html" becomes "a (2).html"."""
    stem = PurePosixPath(path)
    number = 2
    while (name := str(stem.with_name(f"{stem.stem} ({number}){stem.suffix}"))) in taken:
        number += 1
    return name
