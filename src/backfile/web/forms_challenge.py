"""What a browser must work on before it sends, answered at once: half of all that a desk is asked.

The law of the place: the head of the answer is the one that the application gave to whoever asked
before under the same name, so that the guard's checks and the table's headers hold; the challenge
in it is new each time.
"""

from collections.abc import Callable

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from backfile.web.ready import as_it_travels, asked_by, asked_in

WAY = b"/challenge"
_GOOD = 200


class Challenging:
    """An application of forms that gives challenges without being asked twice how."""

    def __init__(self, app: ASGIApp, challenge: Callable[[], bytes]) -> None:
        """Stand before an application.

        Args:
            app: the forms, with their guard.
            challenge: makes the body of a new challenge, as the application does.
        """
        self._app, self._challenge = app, challenge
        self._host, self._head, self._size = b"", b"", -1

    def at_once(self, request: bytes) -> bytes | None:
        """Return the whole answer to what came in; None where it must go the usual way."""
        if WAY not in request[: len(WAY) + 4]:
            return None
        asked = asked_by(request)
        if asked is None or asked.way != WAY or not asked.host or asked.host != self._host:
            return None
        body = self._challenge()
        return self._head + body if len(body) == self._size else None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request the usual way, and keep the head of a challenge."""
        asked = asked_in(scope)
        if asked is None or asked.way != WAY:
            await self._app(scope, receive, send)
            return

        async def noting(message: Message) -> None:
            """Send on, and note what is said before a challenge."""
            if message["type"] == "http.response.start" and message["status"] == _GOOD:
                self._host, self._head = asked.host, as_it_travels(message, b"")
                said = dict(message["headers"])
                self._size = int(said.get(b"content-length", b"-1"))
            await send(message)

        await self._app(scope, receive, noting)
