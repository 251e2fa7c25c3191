"""What captures tell, found out by this process or, where there is much to hear, by several.

The same capture tells the same in any process, and answers come in the order of the questions: no
archive knows how many heard it.

    with hearing(layout, captures=3_000, jobs=4) as hear_all:
        testimonies = hear_all(captures)
"""

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from threading import Thread

from backfile.accession.keys import keys_of
from backfile.accession.sealing import testimony_of_held_back
from backfile.errors import OperatorError
from backfile.model.capture import Capture
from backfile.model.testimony import Testimony
from backfile.recover.layout import NO_LAYOUT, Layout
from backfile.recover.testify import WITNESSES, testify

WORTH = 1_000
"""Captures from which on several processes hear. They take 1 to 2 CPU seconds to begin, what some
hundred pages take to be heard (bench/speed.py)."""
AT_ONCE = 8
"""Captures handed to a process at once: fewer make it wait, more leave others idle at the end."""

HearAll = Callable[[Sequence[Capture]], Iterator[Testimony]]
"""Tells what each of some captures tells, in their order."""

_LAYOUTS: list[Layout] = []
"""What was learnt of the deposit at hand, in a process that helps."""


def hear(capture: Capture, layout: Layout) -> Testimony:
    """Say what a capture tells, with every key under which it is looked up."""
    if capture.held_back is None:
        testimony = testify(capture, layout)
    else:
        testimony = testimony_of_held_back(capture)
    return replace(testimony, keys=tuple(sorted(keys_of(capture, testimony))))


@contextmanager
def hearing(layout: Layout, captures: int, jobs: int) -> Iterator[HearAll]:
    """Give what hears the captures of one deposit.

    Args:
        layout: what was learnt of the deposit.
        captures: how many are to be heard, about.
        jobs: how many processes may hear beside this one; fewer than two is this one alone.

    Raises:
        OperatorError: the system ended a process, mostly for want of memory.
    """
    pool = _pool(layout, jobs) if jobs > 1 and captures >= WORTH else None
    if pool is None:
        yield partial(map, partial(hear, layout=layout))
        return
    try:
        yield partial(_share, pool)
    except BrokenProcessPool as error:
        raise OperatorError(
            "A process that reads pages was ended by the system, mostly for want of memory.",
            "What was read before is kept. Run the command again, with --jobs 1.",
        ) from error
    finally:
        pool.shutdown(cancel_futures=True)


def _pool(layout: Layout, jobs: int) -> ProcessPoolExecutor | None:
    """Begin processes that help; None where the system has no means for them to talk."""
    # Begun from nothing, not forked: the archive's open database must not be in two processes.
    context = multiprocessing.get_context("spawn")
    try:
        return ProcessPoolExecutor(jobs, context, _begin, (layout,))
    except (OSError, NotImplementedError):
        return None


def _begin(layout: Layout) -> None:
    """Make a process ready to help: it leaves a stop by hand to the one that it helps."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()
    _LAYOUTS[:] = [layout]


def _end_with_parent() -> None:
    """End with the process that is helped, however that ends: no other would end this one."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _share(pool: ProcessPoolExecutor, captures: Sequence[Capture]) -> Iterator[Testimony]:
    """Let the pool hear what takes time to hear; the bytes of the rest need not travel."""
    far = pool.map(_hear, filter(_takes_time, captures), chunksize=AT_ONCE)
    return (next(far) if _takes_time(one) else hear(one, NO_LAYOUT) for one in captures)


def _takes_time(capture: Capture) -> bool:
    return capture.held_back is None and capture.form in WITNESSES


def _hear(capture: Capture) -> Testimony:
    return hear(capture, _LAYOUTS[0])
