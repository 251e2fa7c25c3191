"""Taking in: from what was filled in, or sealed elsewhere, to what lies safe at the desk."""

import asyncio
import logging
import secrets
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import wraps
from typing import TypeVar

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from backfile.clock import Clock, day_of, machine_clock
from backfile.errors import NotFound
from backfile.model.submission import Submission
from backfile.participate.arrivals import Arrival
from backfile.participate.box import Box
from backfile.participate.keeper import Keeper
from backfile.participate.screen import Screen
from backfile.participate.seal import check_key, seal
from backfile.participate.settings import Desk
from backfile.web.forms_network import network_of
from backfile.web.forms_pages import HEADERS, Pages
from backfile.web.forms_reading import Room

REFUSED, TOO_LARGE, LATER = 422, 413, 503
"""Statuses: not taken as it is; larger than may be; no room now."""
_log = logging.getLogger(__name__)
Answer = TypeVar("Answer")
Handler = Callable[[Request], Awaitable[Response]]


@dataclass(slots=True)
class Taking:
    """What taking in needs."""

    desk: Desk
    keeper: Keeper
    screen: Screen
    pages: Pages
    room: Room
    clock: Clock = machine_clock
    chance: Callable[[int], bytes] = secrets.token_bytes

    def network(self, request: Request) -> str:
        """Return the network that a request comes from, to share the door; it is not kept."""
        return network_of(request, self.desk.proxies)

    def token(self) -> str:
        """Return a new token for a form."""
        return self.screen.challenge(self.chance(12)).token

    async def keep(self, sent: Submission, receipt: str) -> None:
        """Seal what was filled in, and return once it is on the disk.

        Raises:
            BadValue: it is too large.
            DeskTrouble: there is no room; nothing was kept.
        """
        await self.keep_sealed(await run_in_threadpool(seal, sent, *self.desk.keys), receipt)

    async def keep_sealed(self, sealed: bytes, receipt: str) -> None:
        """Keep what was sealed, and return once it is on the disk.

        Raises:
            BadValue: it is not sealed as it must be.
            DeskTrouble: there is no room; nothing was kept.
        """
        arrival = Arrival(sealed, day_of(self.clock), receipt)
        await asyncio.wrap_future(self.keeper.keep(arrival))

    async def add(self, receipt: str, sealed: bytes) -> None:
        """Keep what a sender adds, and return once it is on the disk.

        Raises:
            NotFound: nothing lies under this receipt.
            BadValue: it is not sealed as it must be, or nothing more can be added.
            DeskTrouble: there is no room; nothing was kept.
        """
        self.keeper.check_room()
        day = day_of(self.clock)

        def put(box: Box) -> None:
            """Add to what lies under the receipt."""
            box.add(found_in(box, receipt), sealed, day=day)

        await self.ask(put)

    async def ask(self, asked: Callable[[Box], Answer]) -> Answer:
        """Have something done with the box.

        Raises:
            DeskTrouble: too much is waiting.
        """
        return await asyncio.wrap_future(self.keeper.ask(asked))


def taking_of(
    desk: Desk, keeper: Keeper, home: str = "", now: Callable[[], float] = time.monotonic
) -> Taking:
    """Bring together what taking in needs, with a new secret for its forms.

    Args:
        desk: what desk.toml says.
        keeper: has the desk's box.
        home: where "back to the archive" leads, for a desk that does not name its site.
        now: seconds on a clock that never goes back.

    Raises:
        BadValue: a key of the desk cannot be read.
    """
    for key in desk.keys:
        check_key(key)
    screen = Screen(desk.limits, now, secrets.token_bytes(32))
    room = Room(desk.limits.waiting_megabytes * 1_000_000)
    return Taking(desk, keeper, screen, Pages(desk, desk.site or home), room)


def found_in(box: Box, receipt: str) -> str:
    """Return the id of what lies under a receipt.

    Raises:
        NotFound: nothing does.
    """
    name = box.find(receipt)
    if name is None:
        raise NotFound("Nothing lies under this receipt.")
    return name


def guarded(handler: Handler) -> Handler:
    """Answer for a fault of ours without a word of what was sent, in the log neither."""

    @wraps(handler)
    async def answer(request: Request) -> Response:
        """Answer, whatever happens."""
        try:
            return await handler(request)
        except HTTPException:
            # What the guard refuses while a body comes in: too much of it, or too slowly.
            raise
        except Exception as fault:  # noqa: BLE001 - its message may hold what somebody sent
            _log.error("A form could not be answered: %s", type(fault).__name__)
            return PlainTextResponse("Something failed. Nothing was kept.\n", 500, HEADERS)

    return answer
