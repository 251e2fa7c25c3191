"""How our servers listen: bounded in connections, in heads, in time, and without any record."""

import logging
from asyncio import TimerHandle
from typing import Any, Protocol, runtime_checkable

import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle

from backfile.web.guard import LONGEST_HEAD

HEAD_SECONDS = 15
"""How long the head of a request is waited for, from its connection or the last answer on."""
MOST_CONNECTIONS = 1000
"""Connections and answers at once; further ones are told to come back (503). 1,000 idle ones take
40 MB."""
_SECONDS_TO_END = 3


@runtime_checkable
class AtOnce(Protocol):
    """An application that has some answers ready."""

    def at_once(self, request: bytes) -> bytes | None:
        """Return the whole answer to what came in; None where it must go the usual way."""


class PatientProtocol(H11Protocol):
    """HTTP/1.1 whose client must say what it wants in time (RFC 9112 section 9.5).

    The library waits for ever where a head never ends. What an application has ready is answered
    as soon as it is asked for, before the library sees it.
    """

    _ready: AtOnce | None = None
    _until: TimerHandle | None = None
    _since = 0.0
    """When the head that is waited for could first have come."""
    _is_free = True
    """Whether no answer is owed, and no piece of a head came."""

    def connection_made(self, transport: Any) -> None:
        """Begin to wait for a head."""
        super().connection_made(transport)
        if isinstance(self.app, AtOnce):
            self._ready = self.app
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Take in a piece; once its head is whole, the application minds the time."""
        found = self._ready.at_once(data) if self._ready and self._may_answer() else None
        if found is not None:
            self.transport.write(found)
            self._unset_keepalive_if_required()
            self._since = self.loop.time()
            return
        self._is_free = False
        super().data_received(data)

    def _may_answer(self) -> bool:
        """Say whether an answer may go out: in its turn, to a reader who takes in what is sent."""
        is_full = len(self.connections) >= MOST_CONNECTIONS
        return self._is_free and not self.flow.write_paused and not is_full

    def on_response_complete(self) -> None:
        """Wait for the next head."""
        super().on_response_complete()
        self._is_free = not self._is_answering() and self.conn.trailing_data == (b"", False)
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no more."""
        if self._until is not None:
            self._until.cancel()
            self._until = None
        super().connection_lost(exc)

    def _wait(self) -> None:
        """Give up on a head that does not come; one timer serves all heads of a connection."""
        self._since = self.loop.time()
        if self._until is None and not self.transport.is_closing():
            self._until = self.loop.call_later(HEAD_SECONDS, self._give_up)

    def _give_up(self) -> None:
        self._until = None
        if self._is_answering():
            return
        left = self._since + HEAD_SECONDS - self.loop.time()
        if left > 0:
            self._until = self.loop.call_later(left, self._give_up)
        else:
            self.transport.close()

    def _is_answering(self) -> bool:
        cycle: RequestResponseCycle | None = self.cycle  # None until a first head came
        return cycle is not None and not cycle.response_complete


def manner_of(app: ASGIApp) -> uvicorn.Config:
    """Return how a server of ours listens."""
    return uvicorn.Config(
        app,
        http=PatientProtocol,
        ws="none",
        lifespan="off",
        access_log=False,
        log_level=logging.WARNING,
        server_header=False,
        date_header=False,
        proxy_headers=False,
        limit_concurrency=MOST_CONNECTIONS,
        timeout_keep_alive=HEAD_SECONDS,
        h11_max_incomplete_event_size=LONGEST_HEAD,
        timeout_graceful_shutdown=_SECONDS_TO_END,
    )
