"""Answers that were given, kept ready: the page that a thousand readers ask for is made once.

The law of the place: what is kept is what the application behind it said, to the byte, of the state
of the site that is shown, and the key is all else that the answer hangs on. While the site is
written anew nothing is given out from here, so that what was withdrawn is gone with its file.
Whatever is not plain goes the usual way, through every check.
"""

import re
from collections import OrderedDict
from http import HTTPStatus
from typing import NamedTuple

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from backfile.web.shown import Showing, Shown

KEPT_BYTES = 16 << 20
"""All that is kept: 3,000 pages as browsers take them, with what is said before them."""
_LARGEST = 256 << 10
"""Bytes of one answer: more is a picture or a table, of which a few would fill the place."""
_LONGEST_HEAD = 4096
"""Bytes of a request; browsers send 500 to 1,500."""
_PLAIN = re.compile(
    rb"GET (/[!-\"$->@-~]{0,500}) HTTP/1\.1\r\n(?:[A-Za-z0-9-]{1,60}:[\t -~]*+\r\n)++\r\n"
)
"""One whole request without body, query or anything unusual (RFC 9112 sections 3 and 5)."""
_TELLING = re.compile(
    rb"\n(host|accept-encoding|if-none-match|connection|content-length|transfer-encoding|expect"
    rb"|upgrade|range|if-range):[\t ]*([^\r]*)",
    re.IGNORECASE,
)
"""Headers that tell something: the first four are understood here, others only the usual way."""
_UNDERSTOOD = frozenset({b"host", b"accept-encoding", b"if-none-match", b"connection"})
_TAG = re.compile(rb'"[0-9a-z-]{1,60}"')
"""What a browser has already, as we name it; lists of such go the usual way."""
_KEEP_ALIVE = (b"", b"keep-alive")


class Asked(NamedTuple):
    """All that an answer of the site hangs on, besides the site.

    A tuple: making and looking up a dataclass took as long as reading the request.
    """

    way: bytes
    """Path, as it was spelt."""
    host: bytes
    """The guard answers to some names only."""
    takes_gzip: bool
    has: bytes
    """The state that the browser has already; "" if none."""


class Ready:
    """An application, and what it has answered."""

    def __init__(self, app: ASGIApp, showing: Showing) -> None:
        self._app, self._showing = app, showing
        self._kept: OrderedDict[Asked, bytes] = OrderedDict()
        self._size = 0
        self._of = showing.now
        """The state of the site that is kept."""

    def at_once(self, request: bytes) -> bytes | None:
        """Return the whole answer to what came in; None where it must go the usual way.

        Args:
            request: bytes of a connection on which no answer is owed.
        """
        asked = asked_by(request)
        showing = self._showing
        if asked is None or not showing.is_settled or showing.now is not self._of:
            return None
        found = self._kept.get(asked)
        if found is not None:
            self._kept.move_to_end(asked)
        return found

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request the usual way, and keep the answer if it is a file's."""
        asked = asked_in(scope)
        if asked is None:
            await self._app(scope, receive, send)
            return
        before = self._showing.now
        answer = _Answer(send)
        await self._app(scope, receive, answer)
        if answer.is_whole and self._showing.is_settled and self._showing.now is before:
            self._keep(asked, answer.data(), before)

    def _keep(self, asked: Asked, data: bytes, said_of: Shown) -> None:
        """Keep an answer with the state that it tells of, whatever is shown by now."""
        if self._of is not said_of:
            self._of, self._size = said_of, 0
            self._kept.clear()
        self._size += len(data) - len(self._kept.pop(asked, b""))
        self._kept[asked] = data
        while self._size > KEPT_BYTES:
            self._size -= len(self._kept.popitem(last=False)[1])


def asked_by(request: bytes) -> Asked | None:
    """Return what a plain request asks for; None where it is anything else.

    Args:
        request: the bytes as they came, which may be half a request, or two.
    """
    if len(request) > _LONGEST_HEAD:
        return None
    found = _PLAIN.fullmatch(request)
    return found and _asked(found[1], request)


def asked_in(scope: Scope) -> Asked | None:
    """Return what a plain request asks for, as an application is told it; else None."""
    if scope["type"] != "http" or scope["method"] != "GET" or scope["query_string"]:
        return None
    lines = b"".join(b"\n%b: %b\r" % header for header in scope["headers"])
    return _asked(scope.get("raw_path") or b"", lines)


def _asked(way: bytes, head: bytes) -> Asked | None:
    told: dict[bytes, bytes] = {}
    for name, value in _TELLING.findall(head):
        plain = name.lower()
        if plain not in _UNDERSTOOD or plain in told:
            return None
        told[plain] = value.rstrip()
    has = told.get(b"if-none-match", b"")
    if told.get(b"connection", b"").lower() not in _KEEP_ALIVE or (has and not _TAG.fullmatch(has)):
        return None
    return Asked(way, told.get(b"host", b""), b"gzip" in told.get(b"accept-encoding", b""), has)


class _Answer:
    """Sends an answer on, and remembers it."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._start: Message = {}
        self._body = b""
        self.is_whole = False
        """Whether it is all of a file of the site, or says that the reader has it already."""

    async def __call__(self, message: Message) -> None:
        await self._send(message)
        if message["type"] == "http.response.start":
            self._start = message
            return
        body = message.get("body", b"")
        is_all = not self._body and not message.get("more_body", False)
        is_file = any(name == b"etag" for name, _ in self._start["headers"])
        is_small = len(body) <= _LARGEST
        is_good = self._start["status"] in {HTTPStatus.OK, HTTPStatus.NOT_MODIFIED}
        self._body = body
        self.is_whole = is_all and is_file and is_small and is_good

    def data(self) -> bytes:
        """Return the answer as it travels."""
        return as_it_travels(self._start, self._body)


def as_it_travels(start: Message, body: bytes) -> bytes:
    """Return an answer's bytes (RFC 9112 section 4)."""
    status = HTTPStatus(start["status"])
    rows = [f"HTTP/1.1 {status.value} {status.phrase}".encode()]
    rows += [name + b": " + value for name, value in start["headers"]]
    return b"\r\n".join([*rows, b"", body])
