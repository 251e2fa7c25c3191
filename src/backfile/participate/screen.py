"""The screen: what a form must show before anything is taken in. It remembers nobody.

A token is signed with a secret that lives as long as the process. It serves once; with work shown
it serves at once, else only when it is as old as a person needs to fill in a form. All senders
share one rate, of which no network may take more than its part (`shares`): of an address nothing
else comes here, and nothing of it is kept.
"""

import base64
import hashlib
import hmac
import struct
from array import array
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from backfile.participate.settings import Limits
from backfile.participate.shares import Shared

_NONCE, _SIGN = 12, 16
_HEAD = struct.Struct(">I12s")
_LENGTH = _HEAD.size + _SIGN
_LONGEST_TOKEN, _LONGEST_PROOF = 64, 20
MOST_SPENT = 200_000
"""Tokens that are remembered as spent: 2 MB, eleven minutes at the highest rate taken. When there
are more, the oldest forms must be loaded again."""
_WINDOW = 5
"""Seconds of tokens that are remembered in one row, and forgotten together: short enough for a row
to be looked through in some microseconds."""


class Verdict(StrEnum):
    """What the screen says of a form; each but PASSED has a phrase "forms.said_…"."""

    PASSED = "passed"
    EARLY = "early"
    """No work was shown, and the form is younger than a person needs."""
    STALE = "stale"
    """The token is too old, of another process, or none of ours."""
    SPENT = "spent"
    """The form was sent already."""
    BUSY = "busy"
    """More arrives than is taken in."""


@dataclass(frozen=True, slots=True)
class Challenge:
    """What a page is given to send along."""

    token: str
    bits: int
    """Leading zero bits that sha256(token ":" proof) must have, where work is shown."""


class Screen:
    """Judges the forms of one process; not for several threads at once."""

    def __init__(self, limits: Limits, now: Callable[[], float], secret: bytes) -> None:
        """Begin, having seen nothing.

        Args:
            limits: how much is taken in.
            now: seconds on a clock that never goes back.
            secret: at least 32 bytes of chance; what was signed with another is not known.
        """
        self._limits, self._now, self._secret = limits, now, secret
        self._began = now()
        self._spent: dict[int, array[int]] = {}
        """Eight bytes of each spent token, by the window in which it was made."""
        self._count = 0
        self._forgotten = -1
        """The last window of tokens that is no longer remembered."""
        self._proven = Shared(limits.a_second, now, secret + b"proven")
        self._unproven = Shared(limits.unproven_a_minute / 60, now, secret + b"unproven")
        self._asking = Shared(limits.a_second, now, secret + b"asking")

    def challenge(self, chance: bytes) -> Challenge:
        """Return a new token, made of 12 bytes of chance and the time."""
        head = _HEAD.pack(self._age(), chance[:_NONCE])
        token = base64.urlsafe_b64encode(head + self._sign(head)).decode().rstrip("=")
        return Challenge(token, self._limits.proof_bits)

    def judge(self, token: str, proof: str = "", network: str = "") -> Verdict:
        """Judge a form by its token, and by the work that its browser shows (a number).

        A token that passed is spent. One that came too early may come again.

        Args:
            token: of the form.
            proof: the number.
            network: that it comes from ("203.0.113.0/24"); "": nobody knows. It is not kept.
        """
        read = self._read(token)
        if read is None:
            return Verdict.STALE
        issued, nonce = read
        age, window = self._age() - issued, issued // _WINDOW
        if window <= self._forgotten or age > self._limits.most_hours * 3600:
            return Verdict.STALE
        if nonce in self._spent.get(window, ()):
            return Verdict.SPENT
        verdict = self._weigh(age, network, is_proven=self._is_proven(token, proof))
        if verdict is Verdict.PASSED:
            self._spend(window, nonce)
        return verdict

    def _weigh(self, age: int, network: str, *, is_proven: bool) -> Verdict:
        if not is_proven and age < self._limits.least_seconds:
            return Verdict.EARLY
        rate = self._proven if is_proven else self._unproven
        return Verdict.PASSED if rate.take(network) else Verdict.BUSY

    def may_ask(self, network: str = "") -> bool:
        """Say whether one more receipt may be looked up now, from a network."""
        return self._asking.take(network)

    @property
    def remembered(self) -> int:
        """How many spent tokens are remembered."""
        return self._count

    def _age(self) -> int:
        return int(self._now() - self._began)

    def _sign(self, head: bytes) -> bytes:
        return hmac.digest(self._secret, head, "sha256")[:_SIGN]

    def _read(self, token: str) -> tuple[int, int] | None:
        if len(token) > _LONGEST_TOKEN or not token.isascii():
            return None
        try:
            data = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
        except ValueError:
            return None
        head = data[: _HEAD.size]
        if len(data) != _LENGTH or not hmac.compare_digest(data[_HEAD.size :], self._sign(head)):
            return None
        issued, nonce = _HEAD.unpack(head)
        return issued, int.from_bytes(nonce[-8:], "big")

    def _is_proven(self, token: str, proof: str) -> bool:
        if not proof.isascii() or not proof.isdigit() or len(proof) > _LONGEST_PROOF:
            return False
        digest = hashlib.sha256(f"{token}:{proof}".encode()).digest()
        return int.from_bytes(digest[:8], "big") >> (64 - self._limits.proof_bits) == 0

    def _spend(self, window: int, nonce: int) -> None:
        if window not in self._spent:
            self._spent[window] = array("Q")
            oldest = (self._age() - self._limits.most_hours * 3600) // _WINDOW - 1
            self._forget([known for known in self._spent if known <= oldest])
        self._spent[window].append(nonce)
        self._count += 1
        while self.remembered > MOST_SPENT and len(self._spent) > 1:
            self._forget([min(self._spent)])

    def _forget(self, windows: list[int]) -> None:
        for window in windows:
            self._count -= len(self._spent.pop(window))
            self._forgotten = max(self._forgotten, window)
