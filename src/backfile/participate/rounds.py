"""Rounds: while forms are served, what was kept long enough erases itself, in its turn."""

import logging
import threading
from typing import Self

from backfile.clock import Clock, day_of
from backfile.errors import BackfileError
from backfile.participate.box import Box
from backfile.participate.keeper import Keeper
from backfile.participate.retention import erase_due
from backfile.participate.settings import Retention

EVERY_SECONDS = 3600.0
"""How often is looked: rules count in days, so a day's end is met within the hour."""
AT_ONCE = 50
"""Submissions erased between two that arrive: each costs some flushes to the disk."""
_log = logging.getLogger(__name__)


class Rounds:
    """Looks after one desk; use as a context."""

    def __init__(self, keeper: Keeper, rules: Retention, clock: Clock) -> None:
        self._keeper, self._rules, self._clock = keeper, rules, clock
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._walk, name="rounds", daemon=True)

    def __enter__(self) -> Self:
        """Begin, with a first round at once."""
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """End after the round that is being walked."""
        self._ended.set()
        self._thread.join()

    def _walk(self) -> None:
        while not self._ended.is_set():
            try:
                while self._keeper.ask(self._erase).result() and not self._ended.is_set():
                    continue
            except Exception as trouble:  # noqa: BLE001 - else nothing would ever erase itself again
                # The next round tries again; nothing is told but that it could not be done.
                _log.warning("What was kept long enough could not be erased: %s", _told(trouble))
            self._ended.wait(EVERY_SECONDS)

    def _erase(self, box: Box) -> int:
        return len(erase_due(box, self._rules, day_of(self._clock), AT_ONCE))


def _told(trouble: Exception) -> str:
    """Say what went wrong; the words of an error that is not ours may hold anything."""
    if isinstance(trouble, BackfileError):
        return f"{trouble.met} {trouble.next_step}"
    return type(trouble).__name__
