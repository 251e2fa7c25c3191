"""The guard before every application of ours: who may ask, what may be asked, what is always said.

The law of the place: whatever an application answers, and however it fails, the answer bears the
headers of `publish.headers`, and tells nothing of our insides.
"""

import asyncio
import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from backfile.publish.headers import ONLY_TLS
from backfile.urls import host_of

LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]"})
"""Names of this machine."""
READING, WRITING = ("GET", "HEAD"), ("GET", "HEAD", "POST")
"""What may be asked of an application that takes nothing in, and of one that does."""
LONGEST_ADDRESS = 16_000
"""Bytes of path and query: the longest old address is 2,000, the longest search ten of 1,000."""
LONGEST_HEAD = 32 << 10
"""Bytes of a request's head; browsers send two or three thousand."""
BODY_SECONDS = 60.0
"""How long the next piece of a body is waited for; a slow line sends one in a second."""
_HOST = re.compile(rb"(\[[0-9A-Fa-f:.]{2,45}\]|[A-Za-z0-9._-]{1,253})(?::\d{1,5})?")
_PLAIN = [(b"content-type", b"text/plain; charset=utf-8")]
_TOO_MUCH = "That is more than is taken here. Nothing was kept."
_TOO_SLOW = "That comes too slowly. Nothing was kept."
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Reach:
    """How an application is reached."""

    names: frozenset[str] = frozenset()
    """Names under which it may be asked (Host), against names that are re-bound to this machine;
    none: any."""
    is_tls: bool = False
    """Whether readers reach it by https, through a proxy."""


ANYHOW = Reach()
"""Under any name, and not through a proxy."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What one application asks of its guard."""

    headers: Mapping[str, str]
    """A row of `publish.headers`: said wherever the application does not say otherwise."""
    reach: Reach = ANYHOW
    longest_body: int = 0
    """Bytes that may be sent to it."""


class Guard:
    """An application with its guard."""

    def __init__(self, app: ASGIApp, rules: Rules) -> None:
        self._app = app
        self._rules = rules
        said = dict(rules.headers) | (ONLY_TLS if rules.reach.is_tls else {})
        self._said = [(n.lower().encode(), v.encode()) for n, v in said.items()]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            return  # nobody speaks to us through a web socket
        answer = _Answer(send, self._said, methods_of(self._rules))
        refused = refusal(scope, self._rules)
        if refused is not None:
            await answer.refuse(*refused)
            return
        try:
            await self._app(scope, _Patience(receive, self._rules.longest_body), answer)
        except Exception as error:  # noqa: BLE001 - its words may hold what a reader sent
            _log.error("A request failed: %s", type(error).__name__)
            await answer.refuse(500, "Something went wrong here.")


def reach_of(host: str, address: str | None, given: Reach) -> Reach:
    """Return under which names an application may be asked that listens at an address.

    What only this machine can reach answers to this machine's names, to the site's own (a proxy
    before it hands that on) and to those that were given. What listens for other machines has names
    that nobody told it.

    Args:
        host: address at which it listens.
        address: the site's own, if known.
        given: what whoever started it said.
    """
    own = host_of(address or "")
    known = {name.lower() for name in given.names} | ({own} if own else set())
    if host not in LOOPBACK and f"[{host}]" not in LOOPBACK and not given.names:
        return given
    with_www = {f"www.{own}"} if own else set()
    return Reach(frozenset(LOOPBACK | known | with_www), given.is_tls)


def methods_of(rules: Rules) -> tuple[str, ...]:
    """Return the methods by which an application may be asked."""
    return WRITING if rules.longest_body else READING


Refusal = tuple[int, str] | None
"""Status and words for a request that no application of ours is to see."""


def refusal(scope: Scope, rules: Rules) -> Refusal:
    """Return why a request is refused; None where an application is to see it."""
    refusals = (check(scope, rules) for check in CHECKS)
    return next((found for found in refusals if found is not None), None)


def _by_method(scope: Scope, rules: Rules) -> Refusal:
    known = methods_of(rules)
    return None if scope["method"] in known else (405, f"Only {', '.join(known)}.")


def _by_address(scope: Scope, _rules: Rules) -> Refusal:
    way = scope.get("raw_path") or scope["path"].encode("utf-8", "replace")
    is_short = len(way) + len(scope["query_string"]) <= LONGEST_ADDRESS
    return None if is_short else (414, "That address is too long.")


def _by_head(scope: Scope, _rules: Rules) -> Refusal:
    size = sum(len(name) + len(value) for name, value in scope["headers"])
    return None if size <= LONGEST_HEAD else (431, "That is too much of a head.")


def _by_host(scope: Scope, rules: Rules) -> Refusal:
    hosts = [value for name, value in scope["headers"] if name == b"host"]
    found = _HOST.fullmatch(hosts[0]) if len(hosts) == 1 else None
    if found is None:
        return 400, "That is no name of a host."
    names = rules.reach.names
    is_ours = not names or found[1].decode("ascii").lower() in names
    return None if is_ours else (421, "Nothing is served here under that name.")


def _by_length(scope: Scope, rules: Rules) -> Refusal:
    lengths = [value for name, value in scope["headers"] if name == b"content-length"]
    if lengths and not lengths[0].isdigit():
        return 400, "That is no length."
    if lengths and (len(lengths[0]) > len(str(1 << 62)) or int(lengths[0]) > rules.longest_body):
        return 413, _TOO_MUCH
    return None


CHECKS = (_by_method, _by_address, _by_head, _by_host, _by_length)
"""All that a request is looked at for, in order."""


class _Patience:
    """Gives an application what is sent to it: so much, and only while it keeps coming."""

    def __init__(self, receive: Receive, longest: int) -> None:
        self._receive = receive
        self._left = longest
        self._is_whole = False

    async def __call__(self) -> Message:
        if self._is_whole:
            return await self._receive()
        try:
            message = await asyncio.wait_for(self._receive(), BODY_SECONDS)
        except TimeoutError as late:
            raise HTTPException(408, _TOO_SLOW) from late
        self._is_whole = not message.get("more_body", False)
        self._left -= len(message.get("body", b""))
        if self._left < 0:
            raise HTTPException(413, _TOO_MUCH)
        return message


class _Answer:
    """Sends what an application answers, with the headers that every answer bears."""

    def __init__(
        self, send: Send, said: list[tuple[bytes, bytes]], methods: tuple[str, ...]
    ) -> None:
        self._send = send
        self._said = said
        self._methods = methods
        self._has_begun = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._has_begun = True
            own = list(message.get("headers", ()))
            names = {name.lower() for name, _ in own}
            more = [row for row in self._said if row[0] not in names]
            message = {**message, "headers": [*own, *more]}
        await self._send(message)

    async def refuse(self, status: int, words: str) -> None:
        """Answer with a few words, unless an answer has begun."""
        if self._has_begun:
            return
        body = f"{words}\n".encode()
        headers = [*_PLAIN, (b"content-length", str(len(body)).encode())]
        if status == 405:  # noqa: PLR2004 - RFC 9110 section 15.5.6
            headers.append((b"allow", ", ".join(self._methods).encode()))
        await self({"type": "http.response.start", "status": status, "headers": headers})
        await self._send({"type": "http.response.body", "body": body})
