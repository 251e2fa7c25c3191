"""The door of the desk's page: who is let in, for how long, and whose forms are taken.

On this machine a link with a secret opens it, so that other people's programs on the same machine
stay out. Where it is seen from other machines it takes a password, of which only an argon2 hash is
kept; and then the cookie goes over HTTPS alone.
"""

import hashlib
import hmac
import secrets
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from backfile.errors import BadValue
from backfile.web.passkeys import Passkeys

IDLE_SECONDS = 1800
"""An editor who has done nothing for half an hour has gone: the door shuts."""
TRIES, TRIES_SECONDS = 5, 60
"""Wrong passwords that are taken in a minute, from all together."""
MOST_SITTINGS = 20
"""Browsers that may be let in at one time; the oldest must come in again."""
LEAST_PASSWORD = 12
LONGEST_PASSWORD = 1000
"""Characters; hashing longer ones would only cost time."""
_HASHER = PasswordHasher()
"""RFC 9106's low-memory choice, as argon2-cffi has it: 64 MiB, three passes, four lanes."""


def hash_password(password: str) -> str:
    """Return what is kept of a password.

    Raises:
        BadValue: it is too short.
    """
    if not LEAST_PASSWORD <= len(password.strip()) <= LONGEST_PASSWORD:
        raise BadValue(
            f"A password needs at least {LEAST_PASSWORD} characters.",
            "Take four or more words that nobody would put together.",
        )
    return _HASHER.hash(password)


@dataclass(slots=True)
class Door:
    """Lets editors in, and knows them by their cookie."""

    now: Callable[[], float]
    """Seconds of a clock that only goes forward."""
    password: str | None = None
    """argon2 hash; None where the link alone opens."""
    is_exposed: bool = False
    """Whether other machines see it: then the link opens nothing, and cookies need HTTPS."""
    passkeys: Passkeys | None = None
    """Those that open it too; None where only this machine sees it."""
    link_secret: str = field(default_factory=secrets.token_urlsafe, repr=False)
    _known: dict[str, float] = field(default_factory=dict, repr=False)
    """Digest of each cookie, and when it was last seen."""
    _wrong: deque[float] = field(default_factory=deque, repr=False)
    _secret: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)
    _alone: threading.Lock = field(default_factory=threading.Lock, repr=False)

    @property
    def cookie_name(self) -> str:
        """What the cookie is called; browsers hold "__Host-" ones to HTTPS and to one host."""
        return "__Host-desk" if self.is_exposed else "desk"

    def enter_by_link(self, secret: str) -> str | None:
        """Return a cookie for whoever has the link; None where it is wrong, or not enough."""
        if self.password is not None or self.is_exposed:
            return None
        return self._let_in() if _is_same(secret, self.link_secret) else None

    def enter_by_passkey(self, answer: str) -> str | None:
        """Return a cookie for whoever has a passkey; None where its answer is wrong, or too old."""
        if self.passkeys is None or not self.passkeys.opens(answer):
            return None
        return self._let_in()

    def enter_by_password(self, password: str) -> str | None:
        """Return a cookie for whoever has the password; None where it is wrong, or tried too often.

        A wrong one counts for all who try: a desk has few editors, and guesses come in thousands.
        They are looked at one after the other: forty at once would all come before the first is
        counted, and take 64 MiB each.
        """
        with self._alone:
            return self._judged(password)

    def _judged(self, password: str) -> str | None:
        while self._wrong and self.now() - self._wrong[0] > TRIES_SECONDS:
            self._wrong.popleft()
        if self.password is None or self.is_shut or len(password) > LONGEST_PASSWORD:
            return None
        try:
            _HASHER.verify(self.password, password)
        except (VerificationError, InvalidHashError):
            self._wrong.append(self.now())
            return None
        return self._let_in()

    @property
    def is_shut(self) -> bool:
        """Whether too many wrong passwords came within a minute."""
        return len(self._wrong) >= TRIES

    def _let_in(self) -> str:
        cookie = secrets.token_urlsafe(32)
        while len(self._known) >= MOST_SITTINGS:
            del self._known[min(self._known, key=lambda digest: self._known[digest])]
        self._known[_digest(cookie)] = self.now()
        return cookie

    def knows(self, header: str) -> str | None:
        """Return the cookie of somebody who was let in and has not been idle; else None.

        Args:
            header: the request's Cookie header.
        """
        try:
            found = SimpleCookie(header).get(self.cookie_name)
        except CookieError:
            return None
        digest = _digest(found.value) if found else ""
        seen = self._known.get(digest)
        if found is None or seen is None or self.now() - seen > IDLE_SECONDS:
            self._known.pop(digest, None)
            return None
        self._known[digest] = self.now()
        return found.value

    def form_token(self, cookie: str) -> str:
        """Return what a form of ours carries for one visitor: no other site can know it."""
        return hmac.new(self._secret, cookie.encode(), hashlib.sha256).hexdigest()

    def is_ours(self, cookie: str, token: str) -> bool:
        """Say whether a form carries what we gave it."""
        return _is_same(token, self.form_token(cookie))

    def leave(self, cookie: str) -> None:
        """Forget a visitor."""
        self._known.pop(_digest(cookie), None)

    def cookie_line(self, cookie: str) -> str:
        """Return the Set-Cookie header; an empty cookie takes it back."""
        life = "" if cookie else "; Max-Age=0"
        secure = "; Secure" if self.is_exposed else ""
        return f"{self.cookie_name}={cookie}; Path=/; HttpOnly; SameSite=Strict{secure}{life}"


def _is_same(given: str, wanted: str) -> bool:
    return hmac.compare_digest(given.encode("utf-8", "replace"), wanted.encode())


def _digest(cookie: str) -> str:
    return hashlib.sha256(cookie.encode("utf-8", "replace")).hexdigest()
