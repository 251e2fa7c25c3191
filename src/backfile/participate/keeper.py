"""The keeper: one thread that alone has the box, and takes what waits with one flush to the disk.

Whoever gives it something is told when it is safe. What waits is bounded; more is refused at once,
so that nothing that was acknowledged is ever lost for want of room.
"""

import os
import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Self, TypeVar

from backfile.errors import BackfileError, DeskTrouble
from backfile.participate.arrivals import Arrival
from backfile.participate.box import Box
from backfile.participate.folder import open_box
from backfile.participate.settings import read_desk

MOST_WAITING = 2000
"""Submissions that wait for the disk."""
MOST_AT_ONCE = 200
"""Submissions kept with one flush: at 4 KB each it costs as much as one."""
_ENDING_SECONDS = 30

Answer = TypeVar("Answer")
_Task = tuple[Arrival | Callable[[Box], object], "Future[object]"]


class Keeper:
    """Keeps what arrives at one desk; use as a context."""

    def __init__(self, folder: Path) -> None:
        """Open a desk's inbox, and begin to wait.

        Raises:
            DeskMissing: there is no desk.
            DeskTrouble: it cannot be read or written.
        """
        self._most = read_desk(folder).limits.inbox_megabytes * 1_000_000
        self._box = open_box(folder)
        self._files = (str(folder / "inbox.db"), str(folder / "inbox.db-wal"))
        self._waiting: queue.Queue[_Task | None] = queue.Queue(MOST_WAITING)
        self._thread = threading.Thread(target=self._work, name="keeper", daemon=True)
        self._thread.start()

    def __enter__(self) -> Self:
        """Return the keeper itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Keep what still waits, and close the box."""
        self._waiting.put(None)
        self._thread.join(_ENDING_SECONDS)
        self._box.close()

    def keep(self, arrival: Arrival) -> "Future[object]":
        """Give a submission to the keeper; the id stands in the future once it is on the disk.

        Raises:
            DeskTrouble: too much is waiting, or the inbox is full.
        """
        self.check_room()
        return self._put(arrival)

    def check_room(self) -> None:
        """Refuse what would make the inbox larger than it may be.

        Raises:
            DeskTrouble: it is full.
        """
        if self._size() >= self._most:
            raise DeskTrouble("The inbox is full.", "Read and erase, or raise inbox_megabytes.")

    def ask(self, asked: Callable[[Box], Answer]) -> "Future[Answer]":
        """Have something done with the box, in its turn.

        Raises:
            DeskTrouble: too much is waiting.
        """
        return self._put(asked)  # type: ignore[return-value]

    def _put(self, what: Arrival | Callable[[Box], object]) -> "Future[object]":
        future: Future[object] = Future()
        try:
            self._waiting.put_nowait((what, future))
        except queue.Full as full:
            raise DeskTrouble("Too much is waiting for the disk.", "Try again soon.") from full
        return future

    def _size(self) -> int:
        return sum(map(_size_of, self._files))

    def _work(self) -> None:
        while (first := self._waiting.get()) is not None:
            waiting, is_last = self._more(first)
            # Whoever went away before their turn has not been told anything.
            tasks = [task for task in waiting if task[1].set_running_or_notify_cancel()]
            arrivals = [(what, told) for what, told in tasks if isinstance(what, Arrival)]
            if arrivals:
                self._keep(arrivals)
            for what, told in tasks:
                if not isinstance(what, Arrival):
                    _do(what, self._box, told)
            if is_last:
                return

    def _more(self, first: _Task) -> tuple[list[_Task], bool]:
        """Return what waits beside the first, and whether the end was asked for."""
        tasks = [first]
        while len(tasks) < MOST_AT_ONCE:
            try:
                task = self._waiting.get_nowait()
            except queue.Empty:
                break
            if task is None:
                return tasks, True
            tasks.append(task)
        return tasks, False

    def _keep(self, arrivals: list[tuple[Arrival, "Future[object]"]]) -> None:
        try:
            kept = self._box.put_all([arrival for arrival, _ in arrivals])
        except Exception as trouble:  # noqa: BLE001 - each waits for an answer, and gets this one
            for _, told in arrivals:
                told.set_exception(trouble)
            return
        for (_, told), name in zip(arrivals, kept, strict=True):
            if isinstance(name, BackfileError):
                told.set_exception(name)
            else:
                told.set_result(name)


def _size_of(file: str) -> int:
    try:
        return os.stat(file).st_size  # noqa: PTH116 - asked for at each arrival: a path is dear
    except OSError:
        return 0


def _do(asked: Callable[[Box], object], box: Box, told: "Future[object]") -> None:
    try:
        told.set_result(asked(box))
    except Exception as trouble:  # noqa: BLE001 - whoever asked waits for it
        told.set_exception(trouble)
